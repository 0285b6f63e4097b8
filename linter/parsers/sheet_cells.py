"""The cells of one XLSX worksheet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tradelint.parsers.package import Package
from tradelint.parsers.sheet_book import LAST_COLUMN, LAST_ROW, RawCell, Sheet, parse_address, parse_range
from tradelint.parsers.sheet_format import decimal_of, plain, show, show_text
from tradelint.parsers.sheet_formula import shift
from tradelint.parsers.sheet_parts import local, rich_text, stream, unescape
from tradelint.parsers.sheet_styles import Style, Styles
from tradelint.text import Gap

TRUE = ("1", "true", "on")
NORMAL = Style()
LONGEST_TEXT = 32_767


class SheetReader:
    """Fills a sheet from its XML part, at most `left` cells."""

    def __init__(self, sheet: Sheet, strings: list[str], styles: Styles, from_1904: bool, left: int) -> None:
        self.sheet = sheet
        self.strings = strings
        self.styles = styles
        self.from_1904 = from_1904
        self.left = left
        self.count = 0
        self.header_footer: dict[str, str] = {}
        self._row = -1
        self._next_row = 0
        self._column = -1
        self._shared: dict[str, tuple[str, int, int]] = {}
        self._lost = 0

    def read(self, package: Package, part: str) -> None:
        """Read the part. Raises UnreadableError for one that is broken; what came before stays in the sheet."""
        for element in stream(package, part, "row", "c", "mergeCell", "col", "sheetFormatPr", "headerFooter"):
            name = local(element.tag)
            if name == "c":
                if not self._read_cell(element):
                    hint = "the workbook has more cells than limits.cells: split it or raise the limit"
                    self.sheet.gaps.append(Gap("limit", f"{self.sheet.name}!row {self._row + 1}", hint))
                    break
            else:
                self._note(name, element)
        if self._lost:
            hint = f"{self._lost} cells are damaged: open the file in Excel and save it again"
            self.sheet.gaps.append(Gap("corrupt", self.sheet.name, hint))

    def _note(self, name: str, element: Any) -> None:
        if name == "row":
            self._end_row(element)
        elif name == "mergeCell":
            self._merge(element.get("ref") or "")
        elif name == "col":
            self._hide_columns(element)
        elif name == "sheetFormatPr":
            self.sheet.rows_hidden = element.get("zeroHeight") in TRUE
        elif name == "headerFooter":
            self.header_footer = {local(child.tag): child.text or "" for child in element}

    def _end_row(self, element: Any) -> None:
        row = self._row_number(element)
        hidden = element.get("hidden") in TRUE or element.get("ht") == "0"
        (self.sheet.hidden_rows if hidden else self.sheet.shown_rows).add(row)
        self._next_row, self._column = row + 1, -1

    def _row_number(self, element: Any) -> int:
        number = element.get("r") if element is not None else None
        return int(number) - 1 if number and number.isdecimal() and len(number) < 12 else self._next_row

    def _read_cell(self, element: Any) -> bool:
        """Read one cell; False when it is one too many."""
        name = element.get("r")
        place = parse_address(name) if name is not None else self._next_place(element)
        if place is None:
            self._lost += len(element) > 0
            return True
        self._row, self._column = place
        if len(element):
            cell = self._cell(element, *place)
            if self._style(element.get("s")).white:
                cell = replace(cell, white=True)
            if cell.text or cell.unseen or not cell.calculated:
                if self.count >= self.left:
                    return False
                self.sheet.cells.append(cell)
                self.count += 1
        return True

    def _next_place(self, element: Any) -> tuple[int, int] | None:
        """Where a cell without an address stands: behind the one before it."""
        row, column = self._row_number(element.getparent()), self._column + 1
        return (row, column) if 0 <= row < LAST_ROW and column < LAST_COLUMN else None

    def _cell(self, element: Any, row: int, column: int) -> RawCell:
        kind = element.get("t") or "n"
        value: str | None = None
        inline = ""
        formula: str | None = None
        for child in element:
            tag = local(child.tag)
            if tag == "v":
                value = child.text or ""
            elif tag == "f":
                formula = self._formula(child, row, column)
            elif tag == "is":
                inline = rich_text(child)
        style = self._style(element.get("s"))
        if formula is not None and not value and kind in ("n", "e", "b"):
            return RawCell(row, column, "", style.format, None, formula, calculated=False, bold=style.bold)
        if kind in ("n", "d") or (kind == "inlineStr" and not inline and value):
            return self._numeric(row, column, value or "", style, formula, kind)
        text = self._text(kind, value or "", inline)[:LONGEST_TEXT]
        shown = show_text(text, style.format)
        unseen = text if text.strip() and not shown else ""
        return RawCell(row, column, shown, style.format, None, formula, True, style.bold, unseen)

    def _numeric(self, row: int, column: int, value: str, style: Style, formula: str | None, kind: str) -> RawCell:
        number = decimal_of(value) if kind != "d" else None
        if number is None:
            return RawCell(row, column, value.strip(), style.format, None, formula, True, style.bold)
        text = show(number, style.format, self.from_1904)
        unseen = plain(number) if not text and number != Decimal(0) else ""
        return RawCell(row, column, text, style.format, plain(number), formula, True, style.bold, unseen)

    def _text(self, kind: str, value: str, inline: str) -> str:
        if kind == "s":
            index = int(value) if value.isdecimal() and len(value) < 10 else -1
            if not 0 <= index < len(self.strings):
                self._lost += 1
                return ""
            return self.strings[index]
        if kind == "b":
            return "TRUE" if value.strip() in TRUE else "FALSE"
        return inline or unescape(value)

    def _style(self, index: str | None) -> Style:
        number = int(index) if index and index.isdecimal() and len(index) < 8 else 0
        return self.styles[number] if number < len(self.styles) else NORMAL

    def _formula(self, element: Any, row: int, column: int) -> str:
        text = element.text or ""
        key = element.get("si")
        if element.get("t") == "shared" and key is not None:
            if text:
                self._shared[key] = (text, row, column)
            elif key in self._shared:
                first, first_row, first_column = self._shared[key]
                text = shift(first, row - first_row, column - first_column)
        return f"={text}"

    def _merge(self, ref: str) -> None:
        found = parse_range(ref)
        if found is not None and len(self.sheet.merges) < self.left:
            top, left, bottom, right = found
            self.sheet.merges[top, left] = (bottom - top + 1, right - left + 1)

    def _hide_columns(self, element: Any) -> None:
        first, last, width = element.get("min") or "", element.get("max") or "", element.get("width")
        if (element.get("hidden") in TRUE or width == "0") and first.isdecimal() and last.isdecimal():
            self.sheet.hidden_columns.append((int(first[:6]) - 1, int(last[:6]) - 1))
