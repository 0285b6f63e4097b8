"""Waivers that a draft carries in itself: `tradelint: allow PAY003 until 2027-01-31 -- agreed with the bank`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

ALLOW = re.compile(
    r"\btradelint:\s{0,3}allow\s{1,3}([A-Z]{2,3}\d{3})(?:\s{1,3}until\s{1,3}(\d{4}-\d{2}-\d{2}))?\s{0,3}(?:--|—|–)\s{0,3}"
    r"([^\n]{3,160})"
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """A waiver in the text of a paper; it counts only where the settings trust the paper."""

    code: str
    reason: str
    until: date | None = None


def find_allowances(text: str) -> tuple[Allowance, ...]:
    """Every waiver written into a paper; one with an impossible date is none."""
    found = []
    for match in ALLOW.finditer(text):
        try:
            until = date.fromisoformat(match[2]) if match[2] else None
        except ValueError:
            continue
        found.append(Allowance(match[1], match[3].strip(), until))
    return tuple(found)
