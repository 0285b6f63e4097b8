"""`deadlines`: the calendar of a Trade Assurance dispute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from tradelint.cli.output import write, write_file
from tradelint.cli.settings import Day
from tradelint.errors import UsageError

MODES = ("sea", "air", "express", "post_parcel", "land", "rail", "road")
DAYS = (
    ("--ship-by", "The agreed day of shipment; read from the papers when they are named."),
    ("--shipped", "The day on which the goods were shipped."),
    ("--received", "The day on which the goods arrived."),
    ("--confirmed", "The day on which receipt was confirmed on the platform."),
    ("--opened", "The day on which the dispute was opened."),
    ("--escalated", "The day on which it was escalated."),
    ("--evidence-requested", "The day on which the platform asked for evidence."),
    ("--cancelled", "The day on which the dispute was cancelled."),
    ("--settled", "The day on which it was settled or decided."),
)


def day_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """One option per day of a case."""
    for name, help_ in reversed(DAYS):
        function = click.option(name, type=Day(), metavar="DATE", help=help_)(function)
    return function


@click.command()
@click.argument("files", nargs=-1)
@day_options
@click.option("--mode", type=click.Choice(MODES), default="sea", show_default=True, help="How the goods travel.")
@click.option("--extension", type=click.IntRange(0, 30), default=0, help="Days added to the receiving time.")
@click.option("--order", default="", help="The platform's order number.")
@click.option("--tz", default="Asia/Shanghai", show_default=True, help="Your time zone, for example Europe/Berlin.")
@click.option("--holidays", type=click.Path(path_type=Path), help="A file of days off: a day or range per line.")
@click.option("--as-of", type=Day(), help="The day taken for today.")
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "json", "ics"]), default="text")
@click.option("--ics", type=click.Path(path_type=Path), metavar="FILE", help="Write a calendar file as well.")
def command(files: tuple[str, ...], format_: str, ics: Path | None, as_of: date | None, **options: Any) -> int:
    """Print every date of a Trade Assurance dispute with its arithmetic, and what is due next.

    FILES are papers of the deal: the agreed shipment date and the order number are read from them.

    \b
    tradelint deadlines --ship-by 2027-01-15 --shipped 2027-01-15 --received 2027-03-01
    tradelint deadlines pi.pdf --opened 2027-03-10 --tz Europe/Berlin --ics dispute.ics
    """
    from tradelint.deadlines import Case, calendar_of
    from tradelint.reports import deadlines

    _check_zone(options["tz"])
    told = _from_papers(files)
    days = {name.lstrip("-").replace("-", "_"): options[name.lstrip("-").replace("-", "_")] for name, _ in DAYS}
    days["ship_by"] = days["ship_by"] or told.get("ship_by")
    if not any(days.values()):
        raise UsageError("give a day to count from, for example --shipped 2027-01-15, or name a paper that states one")
    case = Case(
        **days,
        mode=options["mode"],
        extension=options["extension"],
        order=options["order"] or told.get("order", ""),
        tz=options["tz"],
        workdays=_workdays(options["holidays"]),
    )
    calendar = calendar_of(case, as_of or date.today())
    if ics is not None:
        write_file(ics, deadlines.ics(calendar))
    write(deadlines.render(calendar, format_))
    return 0


def _check_zone(name: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"no time zone is called {name!r}; for example Europe/Berlin") from error


def _workdays(path: Path | None) -> Any:
    from tradelint.workdays import Workdays, read_holidays

    if path is None:
        return Workdays()
    try:
        return read_holidays(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"holiday file {path} cannot be read") from error


def _from_papers(files: tuple[str, ...]) -> dict[str, Any]:
    """The shipment date and the order number that papers state; the first paper that says it counts."""
    from tradelint.cli.one import answer_for, refuse

    told: dict[str, Any] = {}
    for file in files:
        answer = answer_for(file, "lint")
        if all(record.status == "unreadable" for record in answer.records):
            raise refuse(answer)
        for row in (row for record in answer.records for row in record.checklist if row.state == "stated"):
            latest = row.fields.get("latest") if row.item == "shipment_date" else None
            if latest:
                told.setdefault("ship_by", date.fromisoformat(latest))
            if row.item == "ta_order_number" and row.value:
                told.setdefault("order", row.value)
    return told
