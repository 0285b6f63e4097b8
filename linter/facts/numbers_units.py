"""Units of measure and packing: which unit of units.toml a word names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from tradelint.facts.vocabulary import entries

LETTER = r"A-Za-zÀ-ɏа-яёА-ЯЁẠ-ỹ"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the list: `kind` is count, package, weight, length, area, volume, grammage or time.

    `pieces` is how many of its `base` unit one of it holds where that is fixed (dozen 12, thousand 1000).
    """

    id: str
    kind: str
    pieces: Decimal | None = None
    ambiguous: str | None = None
    rec20: str | None = None
    base: str = "piece"


@cache
def units() -> dict[str, Unit]:
    """All units by id."""
    return {str(e["id"]): _unit(e) for e in entries("units")}


def _unit(entry: dict[str, Any]) -> Unit:
    factor = entry.get("factor_piece") or (1 if entry["id"] == "piece" else None)
    pieces = Decimal(str(factor)) if factor is not None else None
    base = str(entry.get("base", "piece"))
    return Unit(str(entry["id"]), str(entry["kind"]), pieces, entry.get("ambiguous"), entry.get("rec20"), base)


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """(folded name to unit id, name as it must be written to unit id)."""
    loose: dict[str, str] = {}
    exact: dict[str, str] = {}
    for entry in entries("units"):
        for name in (*entry.get("names", ()), *entry.get("names_zh", ())):
            loose.setdefault(name.lower(), str(entry["id"]))
        exact.update({name: str(entry["id"]) for name in entry.get("exact", ())})
    return loose, exact


@cache
def unit_pattern() -> str:
    """A pattern for any unit name of the list at a place where a unit may stand; longest names first."""
    loose, _ = _names()
    latin = sorted((n for n in loose if n[0] < "\u2e80"), key=len, reverse=True)
    han = sorted((n for n in loose if n[0] >= "\u2e80"), key=len, reverse=True)
    return rf"(?:(?i:{'|'.join(re.escape(n) for n in latin)})(?![{LETTER}])|{'|'.join(re.escape(n) for n in han)})"


def unit_of(name: str) -> Unit | None:
    """The unit that a word names, whatever its case and the points behind it; None when no list has it."""
    loose, exact = _names()
    word = " ".join(name.split())
    if word in exact:
        return units()[exact[word]]
    key = word.lower()
    for form in (key, key.strip(".,;:()[]/ "), key.removesuffix("(s)"), key.rstrip("s")):
        if form in loose:
            return units()[loose[form]]
    return None
