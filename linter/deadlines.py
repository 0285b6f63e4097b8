"""The calendar of a Trade Assurance dispute: which day is the last one for what, and how it was counted.

Calendar days; the day of an event is day 0. Days end at midnight in China. Where public sources differ (see the notes),
the later reading is taken for the buyer's rights and the earlier one for the buyer's duties. The figures are those of
platforms.toml; the timer on the order page prevails over all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from tradelint.facts.platform_terms import auto_confirm_days, dispute_days
from tradelint.workdays import Workdays

Kind = Literal["advice", "hard", "right", "watch", "estimate"]
State = Literal[
    "ORDERED", "LATE", "SHIPPED", "RECEIVED", "DISPUTE", "ESCALATED", "EVIDENCE", "MEDIATION", "SETTLED", "CANCELLED",
    "COVERAGE_ENDED",
]  # fmt: skip
CHINA = ZoneInfo("Asia/Shanghai")
NEXT: dict[State, str] = {
    "ORDERED": "shipment by the agreed date, or LATE from the day after",
    "LATE": "a refund can be applied for at once; a late shipment leaves the claim open",
    "SHIPPED": "receipt: by confirmation, by delivery, or automatically",
    "RECEIVED": "a dispute, or the end of coverage",
    "DISPUTE": "an agreement, escalation, or cancellation when the buyer stays silent",
    "ESCALATED": "evidence is asked for, or the platform mediates",
    "EVIDENCE": "mediation when it is sent, cancellation when it is late",
    "MEDIATION": "a decision and the refund by the original route",
    "SETTLED": "the refund by the original route",
    "CANCELLED": "a new dispute, only while the claim window is open",
    "COVERAGE_ENDED": "the forum of the contract: the platform no longer decides",
}


@dataclass(frozen=True)
class Case:
    """What is known of an order; a day that is not known is None.

    `ship_by` is the agreed day of shipment, `shipped` the day it happened. `received` is the physical receipt,
    `confirmed` the one on the platform. `extension` are days added to the receiving time. `tz` is the user's zone.
    """

    ship_by: date | None = None
    shipped: date | None = None
    mode: str = "sea"
    received: date | None = None
    confirmed: date | None = None
    extension: int = 0
    opened: date | None = None
    escalated: date | None = None
    evidence_requested: date | None = None
    cancelled: date | None = None
    settled: date | None = None
    order: str = ""
    tz: str = "Asia/Shanghai"
    workdays: Workdays = field(default_factory=Workdays)

    @property
    def auto(self) -> date | None:
        """The day on which receipt counts as confirmed by itself."""
        days = auto_confirm_days(self.mode)
        return _plus(self.shipped, days + self.extension) if self.shipped and days is not None else None

    @property
    def clock(self) -> date | None:
        """The day from which the claim window runs: the confirmation, else the earlier of receipt and automatic one."""
        if self.confirmed:
            return self.confirmed
        days = [day for day in (self.received, self.auto if self.received else None) if day]
        return min(days) if days else None

    @property
    def last_day(self) -> date | None:
        """The last day on which a dispute can be opened, at the latest that of the automatic confirmation."""
        start = self.clock or self.auto
        return _plus(start, dispute_days("claim_window_days")) if start else None


@dataclass(frozen=True)
class Milestone:
    """A day of the calendar, or a range to `until`. `sum` shows the arithmetic, `note` another reading or a warning.

    `ends` is the end of the last day in the user's own time; `act_by` the day before where that is
    earlier than in China.
    """

    name: str
    day: date
    kind: Kind
    sum: str
    until: date | None = None
    note: str = ""
    ends: datetime | None = None
    act_by: date | None = None

    @property
    def last(self) -> date:
        """The day, or the last one of the range."""
        return self.until or self.day


@dataclass(frozen=True)
class Calendar:
    """All dates of a case in order, the state it is in on `as_of`, and what is due next."""

    case: Case
    as_of: date
    state: State
    milestones: tuple[Milestone, ...]
    warnings: tuple[str, ...] = ()

    @property
    def next(self) -> str:
        """What the state leads to."""
        return NEXT[self.state]

    @property
    def due(self) -> tuple[Milestone, ...]:
        """The milestones that are not over, the nearest first."""
        return tuple(m for m in self.milestones if (m.act_by or m.last) >= self.as_of)


def calendar_of(case: Case, as_of: date) -> Calendar:
    """The calendar of a case as it stands on a day."""
    found = [*_shipment(case), *_receipt(case), *_dispute(case)]
    dated = [_in_zone(milestone, case.tz) for milestone in found]
    return Calendar(
        case, as_of, state_of(case, as_of), tuple(sorted(dated, key=lambda m: (m.day, m.name))), tuple(_warnings(case))
    )


def state_of(case: Case, as_of: date) -> State:
    """The state that the order is in on a day, by what had happened until then."""
    passed: tuple[tuple[date | None, State], ...] = (
        (case.settled, "SETTLED"),
        (case.cancelled, "CANCELLED"),
        (_mediation(case), "MEDIATION"),
        (case.evidence_requested, "EVIDENCE"),
        (case.escalated, "ESCALATED"),
        (case.opened, "DISPUTE"),
        (_plus(case.last_day, 1) if case.last_day else None, "COVERAGE_ENDED"),
        (case.clock or case.auto, "RECEIVED"),
        (case.shipped, "SHIPPED"),
        (_plus(case.ship_by, 1) if case.ship_by else None, "LATE"),
    )
    state: State = next((state for day, state in passed if day is not None and day <= as_of), "ORDERED")
    if state == "CANCELLED" and case.last_day and as_of > case.last_day:
        return "COVERAGE_ENDED"
    return state


def _mediation(case: Case) -> date | None:
    return _plus(case.opened, dispute_days("negotiation_days")) if case.opened else None


def _shipment(case: Case) -> Iterator[Milestone]:
    if case.ship_by and (case.shipped is None or case.shipped > case.ship_by):
        day = _plus(case.ship_by, 1)
        note = "a late shipment does not end the claim" if case.shipped else ""
        yield Milestone(
            "Late: a refund can be applied for from", day, "right", f"ship by {case.ship_by} + 1 day", note=note
        )
    if case.auto and not case.confirmed:
        days = f"{auto_confirm_days(case.mode)} days by {case.mode}" + (
            f" + {case.extension}" if case.extension else ""
        )
        note = "third-party figure: the order page shows the real day"
        if not case.extension:
            first, second = _extensions()
            note += f"; the receiving time can be extended before it ends, by {first} and again by {second} days"
        yield Milestone(
            "Receipt counts as confirmed", case.auto, "watch", f"shipped {case.shipped} + {days}", note=note
        )


def _extensions() -> tuple[int, int]:
    from tradelint.facts.vocabulary import table

    first, second = table("platforms")["dispute_defaults"]["receipt_extension_days"]
    return int(first), int(second)


def _receipt(case: Case) -> Iterator[Milestone]:
    start = case.clock
    if start is None:
        if case.auto:
            yield _counted(
                "Open the dispute, last day", case.auto, "automatic receipt", dispute_days("claim_window_days"), "hard",
                "earlier if receipt is confirmed before",
            )  # fmt: skip
        return
    inspect, window = dispute_days("inspect_days"), dispute_days("claim_window_days")
    target = window - dispute_days("open_safety_days")
    yield _counted("Inspect the goods by", start, "receipt", inspect, "advice")
    yield _counted("Tell the supplier in the message centre by", start, "receipt", inspect + 1, "advice")
    yield _counted(
        "Open the dispute, target", start, "receipt", target, "advice", "leaves time to open again after a cancellation"
    )
    yield _counted(
        "Open the dispute, last day", start, "receipt", window, "hard",
        "counted from receipt; help pages count from confirmed receipt, at most 30 days",
    )  # fmt: skip
    if case.received and case.received > start:
        yield _counted(
            "Offline dispute, where the page is closed", case.received, "physical receipt", window, "watch",
            "described for goods received at most 30 days ago, with proof of receipt",
        )  # fmt: skip


def _dispute(case: Case) -> Iterator[Milestone]:
    opened = case.opened
    if opened is None or case.settled:
        return
    yield _evidence(case)
    yield from _evidence_in_workdays(case)
    later, auto = dispute_days("escalate_from_day"), dispute_days("auto_escalate_day")
    yield _counted("Supplier's reply is due", opened, "dispute opened", dispute_days("supplier_reply_days"), "watch")
    yield _counted(
        "Escalate from", opened, "dispute opened", later, "right", "day 3 where the opening day counts as day 1"
    )
    yield _counted(
        "Answer any proposal by", opened, "dispute opened", auto - 2, "hard",
        "stricter reading: the opening day is day 1, and the day before the step is the last",
    )  # fmt: skip
    yield Milestone(
        "Automatic escalation, or cancellation if the buyer is silent", _plus(opened, auto - 1), "watch",
        f"dispute opened {opened} + {auto - 1} to {auto} days", until=_plus(opened, auto),
        note="one help page says day 8; evidence sent late cancels too",
    )  # fmt: skip
    days = dispute_days("negotiation_days")
    yield _counted(
        "Negotiation ends, mediation starts", opened, "dispute opened", days, "watch", "the far end, not a duty to wait"
    )
    low, high = days + dispute_days("mediation_min_days"), days + dispute_days("mediation_max_days")
    yield Milestone(
        "Decision expected", _plus(opened, low), "estimate", f"dispute opened {opened} + {low} to {high} days",
        until=_plus(opened, high),
    )  # fmt: skip
    if case.escalated:
        day = case.workdays.after(case.escalated, 2)
        yield Milestone("An agent joins", day, "estimate", f"escalated {case.escalated} + 2 working days")


def _evidence(case: Case) -> Milestone:
    start, word = _evidence_start(case)
    note = "the timer on the page prevails"
    return _counted("Evidence ready, strict", start, word, dispute_days("evidence_working_days"), "hard", note)


def _evidence_in_workdays(case: Case) -> Iterator[Milestone]:
    start, word = _evidence_start(case)
    days = dispute_days("evidence_working_days")
    note = "" if case.workdays.known else "without a holiday file; make-up workdays in China are not known"
    yield Milestone(
        "Evidence ready, in working days", case.workdays.after(start, days), "hard",
        f"{word} {start} + {days} working days", note=note,
    )  # fmt: skip


def _evidence_start(case: Case) -> tuple[date, str]:
    assert case.opened is not None
    if case.evidence_requested:
        return case.evidence_requested, "evidence asked for"
    return case.opened, "dispute opened"


def _warnings(case: Case) -> Iterator[str]:
    if case.received and case.auto and case.auto < case.received and not case.confirmed:
        yield (
            f"receipt counted as confirmed on {case.auto}, before the goods arrived on {case.received}: "
            "the window started without them (TA014)"
        )
    if case.shipped and not case.received and not case.confirmed:
        yield "the claim window has no start yet: give the day of receipt, and watch the automatic confirmation"
    if case.opened and case.last_day and case.opened > case.last_day:
        yield f"the dispute was opened after the last day {case.last_day}"
    if case.cancelled and case.last_day:
        yield f"a cancelled dispute can be opened again until {case.last_day}"


def _counted(name: str, start: date, word: str, days: int, kind: Kind, note: str = "") -> Milestone:
    return Milestone(name, _plus(start, days), kind, f"{word} {start} + {days} days", note=note)


def _in_zone(milestone: Milestone, tz: str) -> Milestone:
    """West of China the last day ends earlier: act the day before."""
    midnight = datetime.combine(_plus(milestone.last, 1), time(), CHINA)
    local = midnight.astimezone(ZoneInfo(tz))
    act_by = _plus(milestone.last, -1) if milestone.kind == "hard" and local.date() <= milestone.last else None
    return replace(milestone, ends=local, act_by=act_by)


def _plus(day: date, days: int) -> date:
    return day + timedelta(days=days)
