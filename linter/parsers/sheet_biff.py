"""Reads XLS workbooks (Excel 95 to 2003) record by record."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tradelint.errors import UnreadableError
from tradelint.parsers.compound import CompoundFile
from tradelint.parsers.sheet_biff_cells import CellReader
from tradelint.parsers.sheet_biff_strings import Pieces, long_string, short_string
from tradelint.parsers.sheet_book import Book, Sheet, State
from tradelint.parsers.sheet_format import BUILTIN
from tradelint.parsers.sheet_styles import Style, Styles
from tradelint.parsers.source import Source
from tradelint.text import Gap, Trait

BOF, EOF, CONTINUE, FILEPASS, BOUNDSHEET = 0x0809, 0x000A, 0x003C, 0x002F, 0x0085
SST, FORMAT, XF, FONT, DATEMODE, CODEPAGE, SUPBOOK = 0x00FC, 0x041E, 0x00E0, 0x0031, 0x0022, 0x0042, 0x01AE
STATES: dict[int, State] = {1: "hidden", 2: "very hidden"}
Record = tuple[int, list[bytes]]


def read_biff(source: Source) -> Book:
    """The workbook in an XLS file. Raises UnreadableError."""
    container = CompoundFile(source.data)
    stream = container.stream("workbook", "book")
    if stream is None or len(stream) < 8:
        raise UnreadableError("corrupt", "the workbook is damaged or cut off", "ask for it again, as XLSX")
    try:
        book = _Workbook(stream, source.limits.cells).read()
    except (struct.error, IndexError) as error:
        raise UnreadableError("corrupt", "the workbook is damaged", "ask for it again, as XLSX") from error
    if any(name.lower() in ("_vba_project_cur", "vba") for name in container.names):
        book.traits.append(Trait("macros", "the workbook holds macros"))
    return book


def records(stream: bytes, at: int) -> Iterator[Record]:
    """The records from an offset on, each with those that continue it."""
    current: Record | None = None
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == CONTINUE and current is not None:
            current[1].append(data)
            continue
        if current is not None:
            yield current
        current = (kind, [data])
    if current is not None:
        yield current


class _Workbook:
    """What the sheets share: strings, formats, fonts."""

    def __init__(self, stream: bytes, cells: int) -> None:
        self._stream = stream
        self._left = cells
        self._wide = True
        self._page = "cp1252"
        self._strings: list[str] = []
        self._formats = dict(BUILTIN)
        self._bold: list[bool] = []
        self._xf: list[tuple[int, int]] = []
        self._epoch = False
        self._sheets: list[tuple[int, int, int, str]] = []
        self._linked = False

    def read(self) -> Book:
        """All sheets."""
        for kind, pieces in records(self._stream, 0):
            if kind == EOF:
                break
            self._take(kind, pieces)
        styles = self._styles()
        book = Book([])
        for at, state, sheet_kind, name in self._sheets:
            if sheet_kind != 0:
                if sheet_kind == 1:
                    book.traits.append(Trait("macros", f"the sheet {name} holds macros"))
                if sheet_kind == 2:
                    book.gaps.append(Gap("unsupported", name, "a chart is not read: put its text on a worksheet"))
                continue
            sheet = Sheet(name, STATES.get(state & 3, "visible"))
            book.sheets.append(sheet)
            page = None if self._wide else self._page
            reader = CellReader(sheet, self._strings, styles, self._epoch, self._left, page)
            try:
                reader.read(records(self._stream, at))
            except (struct.error, IndexError):
                sheet.gaps.append(Gap("corrupt", name, "the sheet is damaged: ask for the file again, as XLSX"))
            self._left -= reader.count
        if self._linked:
            book.traits.append(Trait("external-link", "other workbooks may feed its formulas"))
        return book

    def _take(self, kind: int, pieces: list[bytes]) -> None:
        data = pieces[0]
        if kind == BOF:
            self._wide = struct.unpack_from("<H", data)[0] >= 0x0600
        elif kind == FILEPASS:
            raise UnreadableError("encrypted", "the file needs a password to open", "save a copy without the password")
        elif kind == CODEPAGE:
            self._page = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 1200: "cp1252"}.get(
                number := struct.unpack_from("<H", data)[0], f"cp{number}"
            )
        elif kind == BOUNDSHEET:
            at, state, sheet_kind = struct.unpack_from("<IBB", data)
            self._sheets.append((at, state, sheet_kind, self._name(data[6:])))
        elif kind == SST:
            self._strings = _shared(pieces)
        elif kind == FORMAT:
            text = long_string(data[2:]) if self._wide else _bytes(data[3 : 3 + data[2]], self._page)
            self._formats[struct.unpack_from("<H", data)[0]] = text
        elif kind == FONT:
            self._bold.append(struct.unpack_from("<H", data, 6)[0] >= 600)
            if len(self._bold) == 4:
                # There is no font 4.
                self._bold.append(False)
        elif kind == XF:
            self._xf.append(struct.unpack_from("<HH", data))
        elif kind == DATEMODE:
            self._epoch = struct.unpack_from("<H", data)[0] == 1
        elif kind == SUPBOOK:
            self._linked |= len(data) > 4

    def _name(self, data: bytes) -> str:
        return short_string(data) if self._wide else _bytes(data[1 : 1 + data[0]], self._page)

    def _styles(self) -> Styles:
        bold = self._bold
        return [
            Style(self._formats.get(number, "General"), font < len(bold) and bold[font]) for font, number in self._xf
        ]


def _shared(pieces: list[bytes]) -> list[str]:
    """The shared strings; how many there are said to be bounds nothing."""
    reader = Pieces(pieces)
    reader.take(8)
    found: list[str] = []
    while not reader.done:
        found.append(reader.string())
    return found


def _bytes(data: bytes, page: str) -> str:
    try:
        return data.decode(page, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
