"""When factories stand still: the lunar new year and the October holiday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tradelint.facts.vocabulary import table

CLOSING_COUNTRIES = frozenset({"CN", "HK", "TW", "VN"})


@dataclass(frozen=True, slots=True)
class Shutdown:
    """A time of reduced work: from `start` to `end`, both included, around the holiday `name`."""

    name: str
    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether the day falls into the shutdown."""
        return self.start <= day <= self.end


@cache
def lunar_new_years() -> tuple[date, ...]:
    """The first days of the lunar years that logistics.toml lists."""
    return tuple(sorted(table("logistics")["lunar_new_year"]["dates"].values()))


def shutdowns(year: int, slow_before: int = 14, slow_after: int = 15) -> tuple[Shutdown, ...]:
    """The shutdowns of a year; the new year's reaches `slow_before` and `slow_after` days around its first day."""
    found = [
        Shutdown("lunar new year", day - timedelta(days=slow_before), day + timedelta(days=slow_after))
        for day in lunar_new_years()
        if day.year == year
    ]
    week = table("logistics")["golden_week"]
    first, last = (date.fromisoformat(f"{year}-{week[edge]}") for edge in ("start", "end"))
    return (*found, Shutdown("national day holiday", first, last))
