"""Which cell of an HTML table stands in which column once spans are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# As browsers do.
WIDEST = 1_000
TALLEST = 65_534


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell with the column it starts in, from 0, and what it spans."""

    element: Any
    column: int
    down: int = 1
    across: int = 1


def lay_out(table: Any) -> list[list[Slot]]:
    """The rows of a table, without those of tables inside it."""
    rows = list(_rows(table))
    found: list[list[Slot]] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        slots: list[Slot] = []
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) > number:
                column += 1
            across = min(max(_whole(cell.get("colspan")), 1), WIDEST)
            down = min(_whole(cell.get("rowspan")) or len(rows), TALLEST, len(rows) - number)
            slots.append(Slot(cell, column, max(down, 1), across))
            if down > 1:
                taken.update(dict.fromkeys(range(column, column + across), number + down))
            column += across
        found.append(slots)
    return found


def _rows(table: Any) -> Iterator[Any]:
    foot: list[Any] = []
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows = list(child.iterchildren("tr"))
            if child.tag == "tfoot":
                foot += rows
            else:
                yield from rows
    yield from foot


def _whole(text: str | None) -> int:
    text = (text or "1").strip()
    return int(text) if text.isdecimal() and len(text) < 8 else 1


def definitions(element: Any) -> list[tuple[list[Any], list[Any]]]:
    """The terms and their meanings in a definition list, pair by pair."""
    pairs: list[tuple[list[Any], list[Any]]] = []
    for child in element.iter("dt", "dd"):
        if any(up.tag in ("dt", "dd") and element in up.iterancestors() for up in child.iterancestors()):
            continue
        side = 0 if child.tag == "dt" else 1
        if not pairs or (side == 0 and pairs[-1][1]):
            pairs.append(([], []))
        pairs[-1][side].append(child)
    return pairs
