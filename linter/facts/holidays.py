"""The weeks in which factories of the Chinese calendar stand still: lunar new year and the October holiday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tradelint.facts.vocabulary import table


@dataclass(frozen=True, slots=True)
class Standstill:
    """A period without production: `start` and `end` are its first and last day."""

    name: str
    start: date
    end: date


def standstill_on(day: date, slow_before: int, slow_after: int) -> Standstill | None:
    """The standstill that `day` falls into; the margins are days around the first day of the lunar year."""
    logistics = table("logistics")
    first = logistics["lunar_new_year"]["dates"].get(str(day.year))
    if first is not None:
        start, end = first - timedelta(days=slow_before), first + timedelta(days=slow_after)
        if start <= day <= end:
            return Standstill("the lunar new year", start, end)
    week = [date.fromisoformat(f"{day.year}-{logistics['golden_week'][edge]}") for edge in ("start", "end")]
    if week[0] <= day <= week[1]:
        return Standstill("the October holiday", week[0], week[1])
    return None
