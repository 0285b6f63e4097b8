"""`deal`: the papers of a deal, each alone and against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from tradelint.cli import check
from tradelint.cli.output import output_of, write
from tradelint.cli.settings import Resolver
from tradelint.findings import Report
from tradelint.workers import Answer, Pool, Task

# The options of `check` that mean the same here.
SHARED = (
    "format_", "reports", "template", "fail_on", "select", "ignore", "profile", "side", "kind", "as_of",
    "supplier_limit", "timeout", "max_pages", "config_file", "no_config", "sets", "baseline", "no_baseline",
    "no_waivers", "show_waived", "compare_text", "fail_on_out_of_scope", "allow_empty", "redact",
    "show_bank", "color", "quiet",
)  # fmt: skip


@click.command(params=[option for option in check.command.params if option.name in SHARED])
@click.argument("paths", nargs=-1)
@click.option("--folders", is_flag=True, help="Each named file stands for all papers of its folder.")
@click.option(
    "--review",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write a marked copy of every paper there, and one sheet with all marks.",
)
@click.option("--force", is_flag=True, help="Write marked copies into a folder that is not empty.")
def command(paths: tuple[str, ...], folders: bool, review: Path | None, force: bool, **options: Any) -> int:
    """Lint the papers of a deal: each alone, then all of them against each other.

    PATHS are the files of one deal, or folders: numbers and parties sort what stands in a folder into deals.

    \b
    tradelint deal contract.docx pi.xlsx packing-list.pdf
    tradelint deal deals/acme/
    """
    from tradelint.cli.deal_marks import check_folder, mark_all

    output = output_of(options, paths)
    if review is not None:
        check_folder(review, force)
    report = run(paths, folders, options, keep_text=output.shows_text)
    output.publish(report)
    if review is not None:
        write("".join(f"{line}\n" for line in mark_all(report, options, review)))
    return int(report.exit_code)


def run(paths: tuple[str, ...], folders: bool, options: dict[str, Any], *, keep_text: bool = False) -> Report:
    """Lint the deals behind `paths`. Raises UsageError for a path that does not exist."""
    from tradelint import __version__
    from tradelint.cli.lint import Group, Linted, book_for, notes_of
    from tradelint.findings import report_of

    resolver = Resolver(options, keep_text=keep_text)
    book = book_for(resolver.here, options)
    config = replace(resolver.here.config, accepted_gaps=book.accepted_gaps)
    tasks = tuple(_tasks(paths, folders))
    if not any(task.data for task in tasks) and not options["allow_empty"]:
        raise check.NothingToCheck(f"nothing to check in {', '.join(paths) or 'no path'}; --allow-empty accepts that")
    with Pool(config, 1, options["timeout"] * 5) as pool:
        answers = [answer for task in tasks for answer in _answers(task, pool)]
    group = Group(resolver.here, (), book, tuple(book.applied(r) for answer in answers for r in answer.records))
    linted = Linted([group])
    linted.notes = list(notes_of(linted, options))
    check.say(linted)
    return report_of(linted.records, config, __version__, tuple(deal for answer in answers for deal in answer.deals))


def _tasks(paths: tuple[str, ...], folders: bool) -> Iterator[Task]:
    """One bundle per folder, and one for all named files; a file that cannot be opened is a task of its own."""
    named = [Path(path) for path in paths if not Path(path).is_dir()]
    walked = dict.fromkeys(Path(path) for path in paths if Path(path).is_dir())
    if folders:
        walked.update(dict.fromkeys(path.parent for path in named))
        named = []
    if named:
        yield from _bundle("the named files", tuple(str(path) for path in named), "deal")
    for folder in walked:
        yield from _by_folder(folder)


def _by_folder(folder: Path) -> Iterator[Task]:
    from tradelint.discovery import choose

    found: dict[Path, list[str]] = {}
    for path in choose((str(folder),)).paths:
        found.setdefault(path.parent, []).append(str(path))
    for parent, files in found.items():
        yield from _bundle(str(parent), tuple(files), "deals")


def _bundle(name: str, files: tuple[str, ...], job: str) -> Iterator[Task]:
    from tradelint.codec import bundle
    from tradelint.discovery import choose, task_of

    opened = [task_of(path) for path in choose(files).paths]
    yield from (task for task in opened if task.error is not None)
    yield Task(name, bundle([(task.path, task.data) for task in opened if task.error is None]), job)


def _answers(task: Task, pool: Pool) -> Iterator[Answer]:
    """A deal that ends the worker is linted paper by paper, so that each still has its record."""
    from tradelint.codec import unbundle

    answer = next(iter(pool.map([task])))
    if answer.failure is None or task.job not in ("deal", "deals"):
        yield answer
        return
    for alone in pool.map(Task(path, data) for path, data in unbundle(task.data)):
        yield alone.with_gap(answer.failure)
