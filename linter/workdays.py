"""Working days: Monday to Friday without the days off of a holiday file, with the make-up workdays that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tradelint.errors import UsageError

LINE = re.compile(r"(?P<work>work\s+)?(?P<first>\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|to)\s*(?P<last>\d{4}-\d\d-\d\d))?")


@dataclass(frozen=True)
class Workdays:
    """Days off, and weekend days that are worked; `known` is False without a holiday file."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    known: bool = False

    def holds(self, day: date) -> bool:
        """Whether a day is worked."""
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day behind a day, which itself is day 0."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.holds(day)
        return day


def read_holidays(text: str) -> Workdays:
    """The days of a holiday file: one day or range per line (`2027-02-05..2027-02-12`), `work` before make-up workdays.

    Empty lines and what stands behind `#` do not count. Raises UsageError naming the line that is neither.
    """
    off: set[date] = set()
    worked: set[date] = set()
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.partition("#")[0].strip()
        if not line:
            continue
        match = LINE.fullmatch(line)
        try:
            days = set(_days(match)) if match else set()
        except ValueError:
            days = set()
        if match is None or not days:
            raise UsageError(f"holiday file, line {number}: {line!r} is no day or range like 2027-02-05..2027-02-12")
        (worked if match["work"] else off).update(days)
    return Workdays(frozenset(off), frozenset(worked), known=True)


def _days(match: re.Match[str]) -> Iterator[date]:
    day, last = date.fromisoformat(match["first"]), date.fromisoformat(match["last"] or match["first"])
    while day <= last <= day + timedelta(days=366):
        yield day
        if day == last:
            return
        day += timedelta(days=1)
