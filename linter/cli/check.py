"""`check`: lint files and folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import click
from tradelint.cli.output import Output, output_of, output_options
from tradelint.config import Config
from tradelint.errors import UsageError
from tradelint.findings import Report

KINDS = (
    "proforma_invoice", "sales_contract", "purchase_order", "commercial_invoice", "quotation", "packing_list",
)  # fmt: skip


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """2026-11-22."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date like 2026-11-22", param, ctx)


class Amount(click.ParamType[Decimal]):
    """A decimal amount in the document's currency."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """10000 or 10000.50."""
        try:
            amount = Decimal(str(value).replace(",", ""))
        except InvalidOperation:
            self.fail(f"{value!r} is no amount like 10000.00", param, ctx)
        if not amount.is_finite() or amount < 0:
            self.fail(f"{value!r} is no amount like 10000.00", param, ctx)
        return amount


@click.command()
@click.argument("paths", nargs=-1)
@output_options
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), default="error", help="Exit 1 at or above."
)
@click.option("--select", multiple=True, metavar="RULES", help="Only these codes, names or families (PAY).")
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these.")
@click.option("--profile", type=click.Choice(["recommended", "strict"]), default="recommended")
@click.option("--side", type=click.Choice(["buyer", "seller"]), default="buyer", help="Whose interest to look after.")
@click.option("--kind", type=click.Choice(KINDS), help="Do not guess what kind of paper it is.")
@click.option("--as-of", type=Day(), help="The day taken for today, for runs that repeat.")
@click.option("--supplier-limit", type=Amount(), help="The supplier's Trade Assurance limit.")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), default=1, show_default=True, help="Worker processes.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, show_default=True, help="Seconds per file.")
@click.option("--max-pages", type=click.IntRange(1), default=2000, show_default=True, help="Pages read of a PDF.")
@click.option("--allow-empty", is_flag=True, help="Nothing to check is no failure.")
@click.option("--fail-on-out-of-scope", is_flag=True, help="A file that is no trade paper is exit 3.")
@click.option("--stdin-filename", metavar="NAME", help="The name of what is read from standard input (-).")
@click.option("--no-cache", is_flag=True, help="Accepted; there is no cache.")
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Lint trade contracts and proforma invoices.

    PATHS are files or folders; `-` reads standard input. Every file gets a record, also one that could not be read.

    \b
    tradelint check pi.pdf contract.docx
    tradelint check deals/ --format jsonl --fail-on warning
    """
    output = output_of(options, paths)
    report = run(paths, options, output)
    output.publish(report)
    return int(report.exit_code) if report.records or not options["allow_empty"] else 0


def config_of(options: dict[str, Any], *, keep_text: bool = False) -> Config:
    """The configuration that the flags stand for; `keep_text` asks for the papers' text in their records."""
    from tradelint import registry
    from tradelint.parsers import Limits

    return Config(
        select=registry.selected(_words(options["select"])) if options["select"] else None,
        ignore=registry.selected(_words(options["ignore"])),
        profile=options["profile"],
        side=options["side"],
        kind=options["kind"],
        as_of=options["as_of"] or date.today(),
        fail_on=options["fail_on"],
        fail_on_out_of_scope=options["fail_on_out_of_scope"],
        supplier_limit=options["supplier_limit"],
        limits=Limits(pages=options["max_pages"]),
        keep_text=keep_text,
    )


def run(paths: tuple[str, ...], options: dict[str, Any], output: Output) -> Report:
    """Lint everything behind `paths`. Raises UsageError for a path that does not exist."""
    from tradelint import __version__
    from tradelint.discovery import choose, tasks_of
    from tradelint.findings import report_of
    from tradelint.workers import Pool, Task

    if not paths:
        raise UsageError("name the files or folders to check, for example: tradelint check pi.pdf")
    config = config_of(options, keep_text=output.shows_text)
    if paths == ("-",):
        name = options["stdin_filename"] or "standard input"
        tasks: Iterable[Task] = [Task(name, sys.stdin.buffer.read(config.limits.file + 1))]
    else:
        chosen = choose(paths)
        tasks = tasks_of(tuple(path for path in chosen.paths if os.path.realpath(path) not in output.places))
        if not chosen.paths and not options["allow_empty"]:
            passed = f" ({chosen.passed_over} files of other types)" if chosen.passed_over else ""
            raise NothingToCheck(f"nothing to check in {', '.join(paths)}{passed}; --allow-empty accepts that")
    with Pool(config, options["jobs"], options["timeout"]) as pool:
        records = tuple(record for answer in pool.map(tasks) for record in answer.records)
    return report_of(records, config, __version__)


class NothingToCheck(UsageError):
    """The folders hold no paper."""

    from tradelint.errors import ExitCode

    exit_code = ExitCode.INCOMPLETE


def _words(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())
