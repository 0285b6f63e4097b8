"""What changed between two versions of a paper, as it crosses from the worker to the reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tradelint.findings import Finding, Record

How = Literal["changed", "added", "removed"]


@dataclass(frozen=True)
class Word:
    """What a version says: the reading, the document's words, and where they stand."""

    value: str
    quote: str = ""
    place: str = ""


@dataclass(frozen=True)
class Change:
    """A term that the versions state differently; `old` is None for an added one, `new` for a removed one."""

    term: str
    old: Word | None
    new: Word | None

    @property
    def how(self) -> How:
        """Changed, added or removed."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"


@dataclass(frozen=True)
class Comparison:
    """What came of two versions of a paper. `stale` are lines about what should have changed with the rest."""

    old: Record
    new: Record
    changes: tuple[Change, ...] = ()
    stale: tuple[str, ...] = ()
    found: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    changed: tuple[tuple[Finding, Finding], ...] = ()
    kept: int = 0
