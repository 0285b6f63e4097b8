"""Counts over papers, and the one sentence that every report ends in or begins with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tradelint.findings import Record


@dataclass(frozen=True)
class Tally:
    """New findings by severity, accepted ones (known from a baseline, waived) apart, papers by how they were read."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0
    known: int = 0
    waived: int = 0
    checked: int = 0
    incomplete: int = 0
    unreadable: int = 0
    out_of_scope: int = 0
    crashes: int = 0
    unread_accepted: int = 0

    @property
    def found(self) -> str:
        """`3 errors, 5 warnings, 2 to note`, and what was accepted before: `4 known, 1 waived`."""
        new = [count(self.errors, "error"), count(self.warnings, "warning")]
        if self.notes:
            new.append(f"{self.notes} to note")
        return "; ".join(part for part in (", ".join(new), self.accepted) if part)

    @property
    def accepted(self) -> str:
        """`4 known, 1 waived, 1 unread part waived`, or nothing."""
        parts = "unread part waived" if self.unread_accepted == 1 else "unread parts waived"
        numbers = ((self.known, "known"), (self.waived, "waived"), (self.unread_accepted, parts))
        return ", ".join(f"{number} {word}" for number, word in numbers if number)

    @property
    def read(self) -> str:
        """`2 documents checked, 1 not read whole, 1 not checked`."""
        rest = (
            (self.incomplete, "not read whole"),
            (self.unreadable, "not checked"),
            (self.out_of_scope, "no trade paper" if self.out_of_scope == 1 else "no trade papers"),
        )
        words = [f"{count(self.checked, 'document')} checked", *(f"{number} {word}" for number, word in rest if number)]
        if self.crashes:
            words.append(count(self.crashes, "internal error"))
        return ", ".join(words)

    def __str__(self) -> str:
        return f"{self.found}; {self.read}"


def tally(records: Iterable[Record]) -> Tally:
    """The counts over some papers."""
    records = tuple(records)
    new = Counter(f.severity.value for record in records for f in record.findings if f.status == "new")
    accepted = Counter(f.status for record in records for f in record.findings if f.status != "new")
    status = Counter(record.status for record in records)
    return Tally(
        new["error"],
        new["warning"],
        new["info"],
        accepted["known"],
        accepted["waived"],
        status["checked"],
        status["incomplete"],
        status["unreadable"],
        status["out_of_scope"],
        sum(len(record.crashes) for record in records),
        sum(len(record.waived_gaps) for record in records),
    )


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
