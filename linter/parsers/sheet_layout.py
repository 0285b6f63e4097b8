"""Writes the sheets of a workbook into a document, place by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from tradelint.parsers.clauses import Sections
from tradelint.parsers.docx_headings import number_depth, stands_out, typed_number
from tradelint.parsers.plain_headings import AMOUNT, FIRM, heading_of
from tradelint.parsers.sheet_book import RawCell, Sheet, address
from tradelint.parsers.sheet_papers import is_title
from tradelint.parsers.sheet_rows import Group, group_rows
from tradelint.text import Builder, Gap, Layer, Place, Trait

CALCULATE = "open the file in Excel or LibreOffice and save it: these formulas were never calculated"
MERGE_STEPS = 2_000_000


class SheetWriter:
    """Collects sheets into one document."""

    def __init__(self, text_limit: int) -> None:
        self.builder = Builder()
        self.gaps: list[Gap] = []
        self.traits: list[Trait] = []
        self._text_limit = text_limit
        self._sections = Sections()
        self._tables = 0
        self.full = False

    def add(self, sheet: Sheet) -> None:
        """Write a sheet: headers, what shows, what does not show, text boxes, notes, footers."""
        if self.full:
            return
        self._sections = Sections()
        cells = _with_covered(sheet)
        self.gaps += [*sheet.gaps, *_uncalculated(sheet, cells)]
        start = self.builder.offset
        self._asides(sheet, "header")
        groups = group_rows(sheet, cells)
        lines = [_words(group.rows[0].cells[0]) if group.lone else "" for group in groups]
        for index, group in enumerate(groups):
            if group.lone:
                self._line(sheet, lines, index, group.rows[0].cells[0])
            else:
                self._table(sheet, group)
            if self.builder.offset > self._text_limit:
                self.gaps.append(Gap("limit", sheet.name, "the text is longer than limits.text: split the workbook"))
                self.full = True
                return
        for layer in ("text box", "comment", "footer"):
            self._asides(sheet, layer)
        if sheet.hidden and self.builder.offset > start:
            self.traits.append(
                Trait("hidden-sheet", f"the sheet {sheet.name} is {sheet.state}", Place(sheet=sheet.name))
            )
        self._hidden_rows(sheet, cells)

    def _table(self, sheet: Sheet, group: Group) -> None:
        builder = self.builder
        self._tables += 1
        builder.begin_table()
        first, last = group.rows[0].number, group.rows[-1].number
        for row in group.rows:
            for cell in row.cells:
                down, across = sheet.merges.get((cell.row, cell.column), (1, 1)) if not cell.covered else (1, 1)
                hidden = sheet.hidden or sheet.hides(cell)
                builder.cell(
                    _words(cell),
                    cell.row - first,
                    cell.column,
                    self._place(sheet, cell),
                    row_span=min(down, last - cell.row + 1),
                    column_span=across,
                    layer="hidden" if hidden else "body",
                    format=cell.format if cell.number is not None or not cell.calculated else None,
                    number=cell.number,
                    formula=cell.formula,
                    calculated=cell.calculated,
                    hidden=hidden,
                )
        builder.end_table(Place(sheet=sheet.name, cell=address(first, group.rows[0].cells[0].column)))

    def _line(self, sheet: Sheet, lines: list[str], index: int, cell: RawCell) -> None:
        text, layer = _words(cell), self._layer(sheet, cell)
        (number, skip), level = typed_number(text), 0
        if layer == "body" and "\n" not in text:
            level = _level(lines, index, cell.bold)
        if level:
            self._sections.heading(text, number)
            self.builder.heading(text, self._place(sheet, cell), level=level, number=number)
        else:
            self._sections.line(text, number, skip, after_gap=index > 0 and not lines[index - 1])
            self.builder.paragraph(text, self._place(sheet, cell), layer=layer, number=number)

    def _place(self, sheet: Sheet, cell: RawCell) -> Place:
        return Place(sheet=sheet.name, cell=cell.name, section=self._sections.name)

    def _layer(self, sheet: Sheet, cell: RawCell) -> Layer:
        return "hidden" if sheet.hidden or sheet.hides(cell) else "body"

    def _asides(self, sheet: Sheet, layer: Layer) -> None:
        for number, aside in enumerate((a for a in sheet.asides if a.layer == layer), 1):
            place = Place(sheet=sheet.name, layer=f"{layer} {number}" if layer in ("comment", "text box") else layer)
            if aside.row is not None and aside.column is not None:
                name = address(aside.row, aside.column)
                place = Place(sheet=sheet.name, layer=f"{place.layer} at {name}")
            shown: Layer = "hidden" if sheet.hidden else layer
            self.builder.paragraph(aside.text, place, layer=shown)

    def _hidden_rows(self, sheet: Sheet, cells: list[RawCell]) -> None:
        if sheet.hidden:
            return
        hidden = [cell for cell in cells if (cell.text or cell.unseen) and sheet.hides(cell)]
        unseen = [cell for cell in cells if cell.unseen or cell.covered or (cell.white and cell.text.strip())]
        rows = [cell for cell in hidden if not cell.unseen and not cell.covered]
        for code, found, what in (
            ("hidden-rows", rows, "hidden rows or columns"),
            ("hidden-text", unseen, "cells whose text does not show"),
        ):
            if found:
                names = ", ".join(cell.name for cell in found[:5]) + (" …" if len(found) > 5 else "")
                place = Place(sheet=sheet.name, cell=found[0].name)
                self.traits.append(Trait(code, f"{sheet.name} has {what}: {names}", place))


def _level(lines: list[str], index: int, bold: bool) -> int:
    """The heading level of a line that stands alone in its row; 0 for none."""
    text = lines[index]
    number, skip = typed_number(text)
    if is_title(text):
        return 1
    if FIRM.search(text) or AMOUNT.search(text):
        return 0
    if stands_out(text[skip:], bold or (number or "").startswith("第")):
        return number_depth(number) if number else 1
    found = heading_of(lines, index)
    return found[0] if found else 0


def _words(cell: RawCell) -> str:
    text = cell.text or cell.unseen
    if "\n" not in text and "\t" not in text:
        return text.strip(" ")
    lines = [line.rstrip() for line in text.replace("\t", " ").split("\n")]
    return "\n".join(lines).strip("\n ")


def _with_covered(sheet: Sheet) -> list[RawCell]:
    """The cells in row order; those under a merged cell are marked, because they do not show."""
    cells = sorted(sheet.cells, key=lambda cell: (cell.row, cell.column))
    rows = [cell.row for cell in cells]
    covered: set[int] = set()
    steps = 0
    for (top, left), (down, across) in sheet.merges.items():
        for index in range(bisect_left(rows, top), bisect_right(rows, top + down - 1)):
            steps += 1
            cell = cells[index]
            if left <= cell.column < left + across and (cell.row, cell.column) != (top, left):
                covered.add(index)
        if steps > MERGE_STEPS:
            break
    return [replace(cell, covered=True) if index in covered else cell for index, cell in enumerate(cells)]


def _uncalculated(sheet: Sheet, cells: list[RawCell]) -> list[Gap]:
    """One gap per contiguous range of formulas without a value: columns first, then columns side by side."""
    strips: list[list[int]] = []
    open_strips: dict[int, list[int]] = {}
    for cell in cells:
        if cell.calculated:
            continue
        strip = open_strips.get(cell.column)
        if strip is not None and strip[2] == cell.row - 1:
            strip[2] = cell.row
        else:
            strip = [cell.column, cell.row, cell.row]
            open_strips[cell.column] = strip
            strips.append(strip)
    ranges: list[tuple[int, int, int, int]] = []
    for column, top, bottom in sorted(strips, key=lambda strip: (strip[1], strip[2], strip[0])):
        if ranges and ranges[-1][:2] == (top, bottom) and ranges[-1][3] == column - 1:
            ranges[-1] = (top, bottom, ranges[-1][2], column)
        else:
            ranges.append((top, bottom, column, column))
    return [Gap("not-calculated", f"{sheet.name}!{_range_name(*found)}", CALCULATE) for found in ranges]


def _range_name(top: int, bottom: int, left: int, right: int) -> str:
    first, last = address(top, left), address(bottom, right)
    return first if first == last else f"{first}:{last}"
