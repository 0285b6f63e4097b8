"""`files`: what a run would read, and why not the others."""

from __future__ import annotations

from typing import Any

import click
from tradelint.cli.output import write
from tradelint.cli.settings import Resolver
from tradelint.reports.visible import one_line


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave these out of folders, as in .gitignore.")
@click.option("--force-exclude", is_flag=True, help="Leave them out when they are named, too.")
@click.option("--no-gitignore", is_flag=True, help="Take up what git ignores.")
@click.option("--config", "config_file", metavar="FILE", help="This settings file and no other.")
@click.option("--no-config", is_flag=True, help="No settings file.")
def command(paths: tuple[str, ...], force_exclude: bool, no_gitignore: bool, **options: Any) -> int:
    """Say of every file below PATHS (or the current folder) whether check reads it, and why.

    Exit code 3 for a file of which only a Git LFS pointer is there: git lfs pull brings the paper.
    """
    from tradelint.discovery import is_pointer, verdicts
    from tradelint.errors import ExitCode

    resolver = Resolver(options)
    taken = pointers = number = 0
    for verdict in verdicts(paths or (".",), resolver.of, force_exclude=force_exclude, gitignore=not no_gitignore):
        pointer = verdict.taken and is_pointer(verdict.path)
        reason = "only a Git LFS pointer: run git lfs pull" if pointer else verdict.reason
        write(f"{'in ' if verdict.taken else 'out'}  {one_line(str(verdict.path))}  {one_line(reason)}\n")
        number, taken, pointers = number + 1, taken + verdict.taken, pointers + pointer
    write(f"{taken} of {number} files are read\n")
    return int(ExitCode.INCOMPLETE if pointers else ExitCode.OK)
