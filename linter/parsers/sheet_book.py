"""A workbook as the readers of XLSX, XLS and ODS hand it on: sparse cells in the words that the sheet shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from tradelint.text import Gap, Trait

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
State = Literal["visible", "hidden", "very hidden"]


@dataclass(slots=True)
class RawCell:
    """A cell with content; rows and columns count from 0. `text` is what the cell shows.

    Never changed once made, but not frozen: a workbook has thousands, and a frozen one takes three times as long.

    `unseen` is text that a format keeps from showing; `covered` says that the cell lies under a merged one, `white`
    that its text has the colour of the page.
    """

    row: int
    column: int
    text: str
    format: str | None = None
    number: str | None = None
    formula: str | None = None
    calculated: bool = True
    bold: bool = False
    unseen: str = ""
    covered: bool = False
    white: bool = False

    @property
    def name(self) -> str:
        """The cell's address, such as C14."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that belongs to a sheet but stands in no cell: a note, a text box, a page header."""

    layer: Literal["comment", "text box", "header", "footer"]
    text: str
    row: int | None = None
    column: int | None = None


@dataclass(slots=True)
class Sheet:
    """One sheet: its cells in row order and what lies on top of them."""

    name: str
    state: State = "visible"
    cells: list[RawCell] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    rows_hidden: bool = False
    shown_rows: set[int] = field(default_factory=set)
    asides: list[Aside] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        """Whether a person who opens the file does not see this sheet."""
        return self.state != "visible"

    def hides(self, cell: RawCell) -> bool:
        """Whether a cell does not show: in a hidden row or column, under a merged cell, or by its format."""
        if cell.covered or cell.unseen or cell.row in self.hidden_rows:
            return True
        if self.rows_hidden and cell.row not in self.shown_rows:
            return True
        return bool(self.hidden_columns) and any(first <= cell.column <= last for first, last in self.hidden_columns)


@dataclass(slots=True)
class Book:
    """A workbook."""

    sheets: list[Sheet]
    traits: list[Trait] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


@lru_cache(maxsize=1_024)
def column_name(column: int) -> str:
    """0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=1_024)
def column_number(letters: str) -> int:
    """A is 0, AA is 26."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def address(row: int, column: int) -> str:
    """The address of a cell, such as C14."""
    return f"{column_name(column)}{row + 1}"


def parse_address(text: str) -> tuple[int, int] | None:
    """Row and column of an address, from 0; None where a sheet has no such cell."""
    found = ADDRESS.fullmatch(text)
    if found is None:
        return None
    column, row = column_number(found.group(1)), int(found.group(2))
    return (row - 1, column) if 1 <= row <= LAST_ROW and column < LAST_COLUMN else None


def parse_range(text: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of a range such as A1:D3."""
    first, _, last = text.partition(":")
    start, end = parse_address(first), parse_address(last or first)
    if start is None or end is None:
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
