"""The cells, merges and notes of one XLS worksheet."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tradelint.parsers.sheet_biff_formula import UNKNOWN, formula_text, shared_base
from tradelint.parsers.sheet_biff_strings import Pieces, long_string
from tradelint.parsers.sheet_book import Aside, RawCell, Sheet
from tradelint.parsers.sheet_extras import margins
from tradelint.parsers.sheet_format import decimal_of, plain, show, show_text
from tradelint.parsers.sheet_styles import Style, Styles
from tradelint.text import Gap

SHARED = 0x04BC
EOF, FORMULA, STRING, LABEL, RSTRING, LABELSST = 0x000A, 0x0006, 0x0207, 0x0204, 0x00D6, 0x00FD
NUMBER, RK, MULRK, BOOLERR, ROW, COLINFO, DEFAULT_HEIGHT = 0x0203, 0x027E, 0x00BD, 0x0205, 0x0208, 0x007D, 0x0225
MERGED, NOTE, OBJ, TXO, HEADER, FOOTER, BOF = 0x00E5, 0x001C, 0x005D, 0x01B6, 0x0014, 0x0015, 0x0809
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
ON_LOAD = 0x02


class CellReader:
    """Fills a sheet from its records, at most `left` cells; `page` is the codec of strings before Excel 97."""

    def __init__(
        self, sheet: Sheet, strings: list[str], styles: Styles, from_1904: bool, left: int, page: str | None
    ) -> None:
        self.sheet = sheet
        self.count = 0
        self._strings = strings
        self._styles = styles
        self._from_1904 = from_1904
        self._left = left
        self._page = page
        self._pending: tuple[int, int, int, str] | None = None
        self._object = 0
        self._texts: dict[int, str] = {}
        self._notes: list[tuple[int, int, int]] = []
        self._margins: dict[str, str] = {}
        self._sharing: dict[tuple[int, int], tuple[int, int]] = {}
        self._shared: dict[tuple[int, int], bytes] = {}

    def read(self, found: Iterable[tuple[int, list[bytes]]]) -> None:
        """Read the sheet's own records; charts inside it are passed over."""
        depth = 0
        for kind, pieces in found:
            depth += kind == BOF
            depth -= kind == EOF
            if depth == 0:
                break
            if depth > 1:
                continue
            for cell in self._cells(kind, pieces):
                if not (cell.text or cell.unseen or not cell.calculated):
                    continue
                if self.count >= self._left:
                    hint = "the workbook has more cells than limits.cells: split it or raise the limit"
                    self.sheet.gaps.append(Gap("limit", f"{self.sheet.name}!row {cell.row + 1}", hint))
                    return
                self.sheet.cells.append(cell)
                self.count += 1
            self._layout(kind, pieces)
        self._finish()

    # -- cells

    def _cells(self, kind: int, pieces: list[bytes]) -> Iterator[RawCell]:
        data = pieces[0]
        if kind == STRING:
            if self._pending is not None:
                row, column, style, formula = self._pending
                self._pending = None
                yield self._text(row, column, style, self._string(data, pieces), formula)
            return
        if kind not in (FORMULA, LABEL, RSTRING, LABELSST, NUMBER, RK, MULRK, BOOLERR) or len(data) < 6:
            return
        row, column, style = struct.unpack_from("<HHH", data)
        if kind == LABELSST:
            index = struct.unpack_from("<I", data, 6)[0]
            yield self._text(row, column, style, self._strings[index] if index < len(self._strings) else "")
        elif kind in (LABEL, RSTRING):
            yield self._text(row, column, style, self._string(data[6:], [data[6:], *pieces[1:]]))
        elif kind == NUMBER:
            yield self._number(row, column, style, struct.unpack_from("<d", data, 6)[0])
        elif kind == RK:
            yield self._number(row, column, style, _rk(data, 6))
        elif kind == MULRK:
            for offset in range((len(data) - 6) // 6):
                at = 4 + 6 * offset
                found = struct.unpack_from("<H", data, at)[0]
                yield self._number(row, column + offset, found, _rk(data, at + 2))
        elif kind == BOOLERR:
            yield self._text(row, column, style, _truth(data[6], data[7] != 0))
        else:
            yield from self._formula(row, column, style, data)

    def _formula(self, row: int, column: int, style: int, data: bytes) -> Iterator[RawCell]:
        flags = struct.unpack_from("<H", data, 14)[0]
        size = struct.unpack_from("<H", data, 20)[0]
        tokens = data[22 : 22 + size]
        formula = formula_text(tokens, row, column) if self._page is None else UNKNOWN
        base = shared_base(tokens)
        if base is not None:
            self._sharing[row, column] = base
        if data[12:14] != b"\xff\xff":
            value = struct.unpack_from("<d", data, 6)[0]
            if value == 0 and flags & ON_LOAD:
                found = self._style(style)
                yield RawCell(row, column, "", found.format, None, formula, calculated=False, bold=found.bold)
            else:
                yield self._number(row, column, style, value, formula)
        elif data[6] == 0:
            self._pending = (row, column, style, formula)
        elif data[6] in (1, 2):
            yield self._text(row, column, style, _truth(data[8], data[6] == 2), formula)

    def _text(self, row: int, column: int, style: int, text: str, formula: str | None = None) -> RawCell:
        found = self._style(style)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        shown = show_text(text, found.format)
        unseen = text if text.strip() and not shown else ""
        return RawCell(row, column, shown, found.format, None, formula, True, found.bold, unseen)

    def _number(self, row: int, column: int, style: int, raw: float, formula: str | None = None) -> RawCell:
        found = self._style(style)
        value = decimal_of(raw)
        if value is None:
            return RawCell(row, column, str(raw), found.format, None, formula, True, found.bold)
        text = show(value, found.format, self._from_1904)
        unseen = plain(value) if not text and value != 0 else ""
        return RawCell(row, column, text, found.format, plain(value), formula, True, found.bold, unseen)

    def _string(self, data: bytes, pieces: list[bytes]) -> str:
        if self._page is None:
            return Pieces(pieces).string()
        size = struct.unpack_from("<H", data)[0]
        try:
            return data[2 : 2 + size].decode(self._page, "replace")
        except LookupError:
            return data[2 : 2 + size].decode("cp1252", "replace")

    def _style(self, index: int) -> Style:
        return self._styles[index] if index < len(self._styles) else Style()

    # -- what lies around the cells

    def _layout(self, kind: int, pieces: list[bytes]) -> None:
        data = pieces[0]
        if kind == ROW and len(data) >= 14:
            row = struct.unpack_from("<H", data)[0]
            hidden = bool(data[12] & 0x20)
            (self.sheet.hidden_rows if hidden else self.sheet.shown_rows).add(row)
        elif kind == DEFAULT_HEIGHT and len(data) >= 2:
            self.sheet.rows_hidden = bool(data[0] & 0x02)
        elif kind == COLINFO and len(data) >= 10:
            first, last, width, _, flags = struct.unpack_from("<HHHHH", data)
            if flags & 1 or width == 0:
                self.sheet.hidden_columns.append((first, last))
        elif kind == MERGED:
            for at in range(2, len(data) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<HHHH", data, at)
                if bottom >= top and right >= left:
                    self.sheet.merges[top, left] = (bottom - top + 1, right - left + 1)
        elif kind in (HEADER, FOOTER) and len(data) > 3:
            name = "oddHeader" if kind == HEADER else "oddFooter"
            self._margins[name] = long_string(data) if self._page is None else data[1:].decode("cp1252", "replace")
        elif kind == SHARED and len(data) >= 10:
            self._shared[data[0] + 256 * data[1], data[4]] = data[10:]
        elif self._page is None:
            self._object_text(kind, pieces)

    def _object_text(self, kind: int, pieces: list[bytes]) -> None:
        data = pieces[0]
        if kind == OBJ and len(data) >= 8:
            self._object = struct.unpack_from("<H", data, 6)[0]
        elif kind == TXO and len(pieces) > 1 and len(data) >= 12:
            length = struct.unpack_from("<H", data, 10)[0]
            text = Pieces([struct.pack("<H", length) + pieces[1], *pieces[2:]]).string()
            self._texts[self._object] = text.replace("\r", "\n").strip()
        elif kind == NOTE and len(data) >= 8:
            row, column, _, number = struct.unpack_from("<HHHH", data)
            self._notes.append((row, column, number))

    def _share(self) -> None:
        """Write out the formulas that are stored once for many cells."""
        for index, cell in enumerate(self.sheet.cells):
            tokens = self._shared.get(self._sharing.get((cell.row, cell.column), (-1, -1)))
            if tokens is not None:
                self.sheet.cells[index] = replace(cell, formula=formula_text(tokens, cell.row, cell.column))

    def _finish(self) -> None:
        self._share()
        header = [aside for aside in margins(self._margins) if aside.layer == "header"]
        footer = [aside for aside in margins(self._margins) if aside.layer == "footer"]
        noted = {number for _, _, number in self._notes}
        boxes = [Aside("text box", text) for number, text in self._texts.items() if text and number not in noted]
        notes = [
            Aside("comment", self._texts[number], row, column)
            for row, column, number in sorted(self._notes)
            if self._texts.get(number)
        ]
        self.sheet.asides += [*header, *boxes, *notes, *footer]


def _rk(data: bytes, at: int) -> float:
    """A number in four bytes: an integer or the upper half of a double, either of them maybe times 100."""
    raw = struct.unpack_from("<I", data, at)[0]
    if raw & 2:
        value = float(struct.unpack_from("<i", data, at)[0] >> 2)
    else:
        value = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", raw & 0xFFFFFFFC))[0]
    return value / 100 if raw & 1 else value


def _truth(value: int, is_error: bool) -> str:
    return ERRORS.get(value, "#N/A") if is_error else "TRUE" if value else "FALSE"
