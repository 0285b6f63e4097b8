"""What a paper fixes about the time of shipment: the types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tradelint.facts.reading import Fact
from tradelint.facts.shipment_period import Period, StartEvent

Subject = Literal["shipment", "delivery", "arrival", "ready", "departure", "pickup"]
Kind = Literal["date", "month", "window", "period", "vague"]
Where = Literal["field", "line", "clause", "text", "credit"]


@dataclass(frozen=True, slots=True)
class Vague(Fact):
    """A word that fixes nothing: "ASAP", "about", 尽快."""

    term: str = ""


@dataclass(frozen=True, slots=True)
class Deadline(Fact):
    """One statement about when the goods are shipped, delivered, ready or arrive.

    `subject` is the word used, `moment` the event that it is defined by (on_board, bl_date, handover, export_clearance,
    arrival, ex_factory), None where the paper leaves that open. `earliest` and `latest` are the days of a date,
    month or window; `readings` holds both readings of an ambiguous date, `written` the date's own words. `period` runs from its `starts`; `long_stop`
    is the date beside it that ends it in any event. `backwards` marks a window that ends before it begins.
    `incomplete` is a date without a year; `reference` one that only another paper or field gives ("by the delivery
    date in the order"). `row` is (table, row) for a deadline of one goods line, `lot` the words that limit it to a
    part of the goods; `where` "credit" is the latest shipment that a letter of credit allows.
    """

    subject: Subject = "shipment"
    kind: Kind = "date"
    where: Where = "field"
    earliest: date | None = None
    latest: date | None = None
    readings: tuple[date, ...] = ()
    written: str = ""
    period: Period | None = None
    long_stop: date | None = None
    vague: tuple[Vague, ...] = ()
    moment: str | None = None
    backwards: bool = False
    incomplete: bool = False
    reference: bool = False
    row: tuple[int, int] | None = None
    lot: str | None = None

    @property
    def starts(self) -> tuple[StartEvent, ...]:
        """The events that the period may run from."""
        return self.period.starts if self.period else ()

    @property
    def concrete(self) -> bool:
        """Whether it fixes a day, a month or a number of days; a time to collect from no stated day fixes none."""
        return self.kind != "vague" and not (self.subject == "pickup" and self.period and not self.starts)


@dataclass(frozen=True, slots=True)
class EmptyField(Fact):
    """A caption with nothing, or only a placeholder, behind it."""

    placeholder: bool = False


def conflicting(deadlines: tuple[Deadline, ...]) -> tuple[tuple[Deadline, Deadline], ...]:
    """Deadlines of one event that differ; lots, goods lines, credits and different events do not conflict."""
    usable = (d for d in deadlines if d.concrete and not (d.lot or d.row or d.incomplete) and d.where != "credit")
    first_of: dict[object, Deadline] = {}
    for deadline in usable:
        first_of.setdefault(_content(deadline), deadline)
    fixed = [*first_of.values()]
    return tuple(
        (first, second)
        for index, first in enumerate(fixed)
        for second in fixed[index + 1 :]
        if _event(first) == _event(second) and _differ(first, second)
    )


def _content(deadline: Deadline) -> object:
    """What a deadline fixes: one said many times is compared once."""
    period = deadline.period
    length = (period.low, period.high, period.starts) if period else None
    return _event(deadline), deadline.kind, deadline.earliest, deadline.latest, deadline.readings, length


def _event(deadline: Deadline) -> str:
    """Shipment and delivery are one event in most papers; readiness, departure and arrival are others."""
    if deadline.moment in ("ex_factory", "arrival"):
        return deadline.moment
    return "shipment" if deadline.subject in ("shipment", "delivery") else deadline.subject


def _differ(first: Deadline, second: Deadline) -> bool:
    if first.period and second.period:
        same = (first.period.low, first.period.high) == (second.period.low, second.period.high)
        shared = {s.id for s in first.starts} & {s.id for s in second.starts}
        return not same and bool(shared or not (first.starts and second.starts))
    if first.period or second.period:
        return False
    if len(first.readings) > 1 or len(second.readings) > 1:
        return bool(first.readings and second.readings and not set(first.readings) & set(second.readings))
    if first.kind == "date" and second.kind == "date":
        return first.latest != second.latest
    return _apart(first, second) or _apart(second, first)


def _apart(first: Deadline, second: Deadline) -> bool:
    """Whether the first ends before the second begins."""
    begins = second.earliest or second.latest
    return bool(first.latest and begins and first.latest < begins)
