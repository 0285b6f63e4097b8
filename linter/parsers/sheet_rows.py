"""Which rows of a sheet belong together: tables of figures, blocks of labels and values, lines of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from tradelint.parsers.sheet_book import RawCell, Sheet

# A table of figures goes on over so many empty rows; the lines of an empty form may lie under its header.
BRIDGE = 3
FORM = 40
HEADER_REACH = 5
# So many columns apart, two tables stand side by side.
ASIDE = 2
FIGURE = re.compile(r"(?:[A-Z]{2,3}\s?)?[$€£¥￥]?\s?\d[\d,.'’]*\s?(?:%|[A-Za-z]{1,5}|[\u4e00-\u9fff]{1,2})?$")


DATE = re.compile(r"\d{4}[-年/.]\d|\d{1,2}[- ][A-Z][a-z]{2}|[A-Z][a-z]+ \d{1,2}, \d{4}")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells with content in one row, from left to right.

    `figures` are the columns that hold numbers (or formulas that were never calculated), `words` those with text.
    """

    number: int
    cells: tuple[RawCell, ...]
    figures: frozenset[int]
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that become one table, or one line of text when `lone`."""

    rows: tuple[Row, ...]
    lone: bool = False


def group_rows(sheet: Sheet, cells: list[RawCell]) -> list[Group]:
    """The groups of a sheet from top to bottom; `cells` are in row order."""
    rows = [_row(number, tuple(found)) for number, found in groupby(cells, key=lambda cell: cell.row)]
    cores = _cores(rows)
    groups: list[Group] = []
    index = 0
    for start, end in [*cores, (len(rows), len(rows))]:
        for run in _runs(rows[index:start]):
            groups.extend(_loose(sheet, run))
        if start < end:
            groups += _beside(rows[start:end])
        index = end
    return groups


def _row(number: int, cells: tuple[RawCell, ...]) -> Row:
    figures = frozenset(cell.column for cell in cells if _is_figure(cell))
    words = frozenset(cell.column for cell in cells if cell.column not in figures and cell.text.strip())
    return Row(number, cells, figures, words)


def _is_figure(cell: RawCell) -> bool:
    """A number, also one typed as text; dates are stored as numbers, but no column of figures is made of them."""
    if not cell.calculated:
        return True
    return (cell.number is not None or FIGURE.match(cell.text) is not None) and not DATE.match(cell.text)


def _runs(rows: list[Row]) -> list[list[Row]]:
    """Rows without an empty one between them."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and row.number == runs[-1][-1].number + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _cores(rows: list[Row]) -> list[tuple[int, int]]:
    """Index ranges of the tables of figures, each with its header."""
    cores: list[tuple[int, int]] = []
    floor = 0
    index = 0
    while index < len(rows):
        if len(rows[index].figures) < 2:
            index += 1
            continue
        end = _core_end(rows, index)
        start = _header(rows, index, floor)
        if start is None:
            index = end
            continue
        cores.append((start, end))
        floor = index = end
    return cores


def _core_end(rows: list[Row], start: int) -> int:
    """Behind the last row whose figures stand in the columns of the rows above."""
    columns = set(rows[start].figures)
    end = start + 1
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if row.number - rows[index - 1].number > BRIDGE + 1:
            break
        if len(row.figures) >= 2 and not row.figures & columns:
            break
        if row.figures & columns:
            columns |= row.figures
            end = index + 1
        elif _is_header(row, columns):
            break
    return end


def _header(rows: list[Row], index: int, floor: int) -> int | None:
    """Where the header above the first row of figures begins; None when the figures have none."""
    figures = rows[index].figures
    for at in range(index - 1, max(floor, index - HEADER_REACH) - 1, -1):
        if rows[at + 1].number - rows[at].number > FORM + 1:
            return None
        if _is_header(rows[at], figures):
            while at > floor and rows[at].number == rows[at - 1].number + 1 and _is_header(rows[at - 1], figures):
                at -= 1
            return at
    return None


def _is_header(row: Row, figures: frozenset[int] | set[int]) -> bool:
    labels = sum(cell.text.rstrip().endswith((":", "：")) for cell in row.cells)
    return (
        len(row.words) >= 3 and not row.figures and labels < 2 and len(row.words & figures) * 2 >= min(len(figures), 4)
    )


def _beside(rows: list[Row]) -> list[Group]:
    """A table of figures, and what stands to the right of it behind empty columns."""
    used = sorted({cell.column for row in rows for cell in row.cells})
    for left, right in pairwise(used):
        if right - left <= ASIDE:
            continue
        aside = [_row(row.number, tuple(c for c in row.cells if c.column >= right)) for row in rows]
        aside = [row for row in aside if row.cells]
        if len(aside) >= 2 and not any(len(row.figures) > 1 for row in aside):
            table = [_row(row.number, tuple(c for c in row.cells if c.column <= left)) for row in rows]
            table = [row for row in table if row.cells]
            if sum(len(row.figures) > 1 for row in table):
                return [Group(tuple(table)), Group(tuple(aside))]
    return [Group(tuple(rows))]


def _loose(sheet: Sheet, run: list[Row]) -> list[Group]:
    """Rows outside the tables of figures: lone lines become text where they are wide or stand among their like."""
    several = any(len(row.cells) > 1 for row in run)
    width = 1 + max(cell.column for row in run for cell in row.cells) - min(c.column for r in run for c in r.cells)
    groups: list[Group] = []
    for row in run:
        lone = len(row.cells) == 1 and (not several or _is_wide(sheet, row.cells[0], width))
        if lone or not groups or groups[-1].lone:
            groups.append(Group((row,), lone))
        else:
            groups[-1] = Group((*groups[-1].rows, row))
    return groups


def _is_wide(sheet: Sheet, cell: RawCell, width: int) -> bool:
    columns = sheet.merges.get((cell.row, cell.column), (1, 1))[1]
    return columns > 1 and columns * 2 > width
