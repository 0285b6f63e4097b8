"""`diff`: two versions of a paper, by their terms and by their findings."""

from __future__ import annotations

from typing import Any

import click
from tradelint.cli import check
from tradelint.cli.output import write
from tradelint.errors import ExitCode, UnreadableError, UsageError, gravest

SHARED = (
    "fail_on", "select", "ignore", "profile", "side", "kind", "as_of", "supplier_limit", "timeout",
    "max_pages", "compare_text", "show_bank",
)  # fmt: skip


@click.command(params=[option for option in check.command.params if option.name in SHARED])
@click.argument("old")
@click.argument("new")
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "json"]), default="text")
def command(old: str, new: str, format_: str, **options: Any) -> int:
    """Say what changed from OLD to NEW: terms, goods lines, accounts, and findings new, gone and changed.

    Exit code 1 for a new or changed finding at or above --fail-on.

    \b
    tradelint diff pi.pdf pi-r1.pdf
    """
    from tradelint.codec import bundle
    from tradelint.discovery import choose, task_of
    from tradelint.findings import RANK
    from tradelint.reports import diff
    from tradelint.workers import Pool, Task

    tasks = [task_of(path) for name in (old, new) for path in choose((name,)).paths]
    if len(tasks) != 2:
        raise UsageError("name two files: the old version and the new one")
    for task in tasks:
        if task.error is not None:
            raise task.error
    files = bundle([(task.path, task.data) for task in tasks])
    config = check.config_of({**EVERY, **options})
    with Pool(config, 1, options["timeout"] * 2) as pool:
        answer = next(iter(pool.map([Task(f"{old} and {new}", files, "diff")])))
    if answer.failure is not None:
        raise UnreadableError(answer.failure.code, f"{answer.path}: {answer.failure.hint}", answer.failure.hint)
    write(diff.render(answer.compared, format_, show_bank=options["show_bank"]))
    worst = [RANK[f.severity] for c in answer.compared for f in (*c.found, *(after for _, after in c.changed))]
    codes = [ExitCode.FINDINGS] if any(rank <= RANK[config.fail_on] for rank in worst) else []
    if any(record.status == "incomplete" for c in answer.compared for record in (c.old, c.new)):
        codes.append(ExitCode.INCOMPLETE)
    return int(gravest(*codes))


# Options of `check` that a comparison has no use for, as they are when they are not given.
EVERY = {"fail_on_out_of_scope": False}
