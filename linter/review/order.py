"""What is asked of a marked copy, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tradelint.findings import Finding

AUTHOR = "tradelint"
Language = Literal["en", "zh", "both"]


@dataclass(frozen=True)
class Paper:
    """The findings of one paper of the file; `part` as in its record."""

    part: str | None
    findings: tuple[Finding, ...]
    languages: tuple[str, ...] = ()

    @property
    def language(self) -> Language:
        """Which language a clause for this paper is written in."""
        if "zh" not in self.languages:
            return "en"
        return "both" if "en" in self.languages else "zh"


@dataclass(frozen=True)
class Order:
    """Mark these papers as of a day; `suggest` adds clauses as tracked insertions, `force` marks a signed paper too."""

    papers: tuple[Paper, ...]
    as_of: date
    suggest: bool = False
    force: bool = False


@dataclass(frozen=True)
class Marked:
    """The bytes of the copy, its file ending, and one line for each thing that its format could not carry."""

    data: bytes
    suffix: str
    remarks: tuple[str, ...] = ()
