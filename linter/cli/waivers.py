"""`waivers`: look after what was accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from tradelint.cli.output import write
from tradelint.cli.settings import Day, Resolver
from tradelint.config_load import shown
from tradelint.errors import UsageError


def _options(command: Any) -> Any:
    command = click.option("--config", "config_file", metavar="FILE", help="This settings file and no other.")(command)
    return click.option("--as-of", type=Day(), help="The day taken for today.")(command)


@click.group()
def command() -> None:
    """Accepted findings: list them, check them, take out those that fit nothing."""


@command.command(name="list")
@_options
def list_(**options: Any) -> int:
    """List the waivers with their end, owner and reason."""
    from tradelint.waivers import book_of

    book = book_of(Resolver(options).here)
    for waiver in book.waivers:
        state = "" if waiver.holds(book.as_of) else "  ENDED"
        where = ", ".join(waiver.paths) or f"paper {waiver.document}"
        write(f"{waiver.rule:8} {waiver.expires or 'no end':10}{state}  {where}  {waiver.words}\n")
    write(f"{len(book.waivers)} waivers in {shown(book.path)}\n")
    return 0


@command.command()
@_options
@click.argument("paths", nargs=-1)
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Say which waivers end soon, have ended, are too broad or fit nothing; exit 1 when any does.

    PATHS are linted for it; without them, the folder of the waivers.
    """
    notes = _notes(paths, options)
    for note in notes:
        write(f"{note.kind}: {note.text}\n")
    write(f"{len(notes)} remarks\n" if notes else "all waivers are in use\n")
    return 1 if notes else 0


@command.command()
@_options
@click.argument("paths", nargs=-1)
def prune(paths: tuple[str, ...], **options: Any) -> int:
    """Take out the waivers that fit nothing any more, and those that ended."""
    from tradelint.waivers import read, remove

    resolver = Resolver(options)
    path = resolver.here.root / resolver.here.settings.waivers.file
    if not path.is_file():
        raise UsageError(f"there is no {shown(path)}")
    as_of: date = resolver.here.config.as_of
    unused = [note.waiver for note in _notes(paths, options) if note.kind == "unused" and note.waiver is not None]
    ended = [waiver for waiver in read(path) if not waiver.holds(as_of)]
    number = remove(path, (*unused, *ended))
    write(f"{shown(path)}: {number} taken out\n")
    return 0


def _notes(paths: tuple[str, ...], options: dict[str, Any]) -> Any:
    from tradelint.cli.lint import lint_files
    from tradelint.discovery import choose

    resolver = Resolver(options)
    chosen = choose(paths or (str(Path(resolver.here.root)),), resolver.of)
    run = lint_files(chosen.paths, options, resolver)
    return [note for note in run.notes if note.kind != "stale"]
