"""Reads ODS workbooks: their cells hold the text that is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tradelint.errors import UnreadableError
from tradelint.parsers.package import Package
from tradelint.parsers.sheet_book import LAST_COLUMN, LAST_ROW, Aside, Book, RawCell, Sheet
from tradelint.parsers.sheet_format import decimal_of, plain
from tradelint.parsers.sheet_parts import local
from tradelint.parsers.source import Source
from tradelint.text import Gap, Trait

REFERENCE = re.compile(r"\[([^\[\]]{1,200})\]")
CLEAR_DATE = re.compile(r"\d{4}[-年/.]|[^\W\d_]{3}|年")
# The same row or cell, written once for many, is real content only this often.
REPEATS = 1_000
NOT_SHOWN = frozenset(["annotation", "tracked-changes", "event-listeners", "shapes", "forms"])


def read_ods(source: Source) -> Book:
    """The workbook in an ODS file. Raises UnreadableError."""
    package = source.package
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableError("encrypted", "the file needs a password to open", "save a copy without the password")
    root = package.xml("content.xml")
    unshown = _undisplayed(root)
    book = Book([])
    left = source.limits.cells
    for table in root.iter("{*}table"):
        if local(table.getparent().tag) != "spreadsheet":
            continue
        reader = _Reader(Sheet(table.get(_key(table, "name")) or f"Sheet{len(book.sheets) + 1}"), left)
        if table.get(_key(table, "style-name")) in unshown:
            reader.sheet.state = "hidden"
        reader.read(table)
        book.sheets.append(reader.sheet)
        left -= reader.count
    book.traits = list(_traits(package))
    return book


def _traits(package: Package) -> Iterator[Trait]:
    names = [name.lower() for name in package.names]
    if any(name.startswith(("basic/", "scripts/")) for name in names):
        yield Trait("macros", "the workbook holds macros")
    pictures = [name for name in names if name.startswith("pictures/")]
    if pictures:
        yield Trait("image", f"{len(pictures)} picture{'s' * (len(pictures) > 1)}")
    if any("documentsignatures" in name for name in names):
        yield Trait("signature", "the file is signed electronically")


def _key(element: Any, name: str) -> str:
    """An attribute's full name, whatever its namespace."""
    return next((key for key in element.attrib if local(key) == name), name)


def _undisplayed(root: Any) -> set[str | None]:
    """The styles of sheets that are hidden."""
    found: set[str | None] = set()
    for style in root.iter("{*}style"):
        for properties in style.iterchildren("{*}table-properties"):
            if _get(properties, "display") == "false":
                found.add(_get(style, "name"))
    return found


def _get(element: Any, name: str) -> str | None:
    value = element.get(_key(element, name))
    return str(value) if value is not None else None


def _count(element: Any, name: str) -> int:
    text = _get(element, name) or "1"
    return int(text) if text.isdecimal() and len(text) < 10 else 1


class _Reader:
    """Fills a sheet from a table."""

    def __init__(self, sheet: Sheet, left: int) -> None:
        self.sheet = sheet
        self.left = left
        self.count = 0
        self._row = 0
        self._cut = False

    def read(self, table: Any) -> None:
        """Read the table's columns and rows."""
        column = 0
        for element in table.iter("{*}table-column"):
            repeated = _count(element, "number-columns-repeated")
            if _get(element, "visibility") in ("collapse", "filter"):
                self.sheet.hidden_columns.append((column, column + repeated - 1))
            column += repeated
        for row in self._rows(table):
            self._read_row(row)
            if self._cut:
                hint = "the workbook has more cells than limits.cells: split it or raise the limit"
                self.sheet.gaps.append(Gap("limit", f"{self.sheet.name}!row {self._row + 1}", hint))
                break
        for shapes in table.iterchildren("{*}shapes"):
            for shape in shapes:
                self._box(shape, None, None)

    def _rows(self, table: Any) -> Iterator[Any]:
        for child in table:
            name = local(child.tag)
            if name == "table-row":
                yield child
            elif name in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self._rows(child)

    def _read_row(self, row: Any) -> None:
        repeated = _count(row, "number-rows-repeated")
        cells = list(self._cells(row))
        shown = min(repeated, REPEATS) if cells else 0
        for offset in range(shown):
            at = self._row + offset
            if at >= LAST_ROW:
                self._cut = True
                return
            if _get(row, "visibility") in ("collapse", "filter"):
                self.sheet.hidden_rows.add(at)
            for column, element in cells:
                self._add(element, at, column, first=offset == 0)
        self._row += repeated

    def _cells(self, row: Any) -> Iterator[tuple[int, Any]]:
        column = 0
        for element in row:
            if local(element.tag) not in ("table-cell", "covered-table-cell"):
                continue
            repeated = _count(element, "number-columns-repeated")
            if len(element) or _get(element, "formula") is not None:
                for offset in range(min(repeated, REPEATS)):
                    if column + offset < LAST_COLUMN:
                        yield column + offset, element
            column += repeated

    def _add(self, element: Any, row: int, column: int, first: bool) -> None:
        down, across = _count(element, "number-rows-spanned"), _count(element, "number-columns-spanned")
        if down > 1 or across > 1:
            self.sheet.merges[row, column] = (down, across)
        if first:
            self._asides(element, row, column)
        cell = _cell(element, row, column)
        if cell.text or not cell.calculated:
            if self.count >= self.left:
                self._cut = True
                return
            self.sheet.cells.append(cell)
            self.count += 1

    def _asides(self, element: Any, row: int, column: int) -> None:
        for child in element:
            name = local(child.tag)
            if name == "annotation":
                text = _paragraphs(child)
                if text:
                    self.sheet.asides.append(Aside("comment", text, row, column))
            elif name in ("frame", "custom-shape", "rect", "g"):
                self._box(child, row, column)

    def _box(self, shape: Any, row: int | None, column: int | None) -> None:
        text = "\n".join("".join(_words(node)) for node in shape.iter("{*}p")).strip()
        if text:
            self.sheet.asides.append(Aside("text box", text, row, column))


def _cell(element: Any, row: int, column: int) -> RawCell:
    shown = _paragraphs(element)
    kind, raw = _get(element, "value-type"), _get(element, "value")
    formula = _formula(_get(element, "formula"))
    number = decimal_of(raw) if raw and kind in ("float", "currency", "percentage") else None
    if kind == "date":
        day = (_get(element, "date-value") or "").replace("T00:00:00", "").replace("T", " ")
        shown = shown if CLEAR_DATE.search(shown) else day or shown
    currency = _get(element, "currency")
    covered = local(element.tag) == "covered-table-cell"
    return RawCell(
        row,
        column,
        shown,
        f"[${currency}]" if currency else None,
        plain(number) if number is not None else None,
        formula,
        calculated=formula is None or kind is not None or bool(shown),
        covered=covered,
    )


def _formula(text: str | None) -> str | None:
    """of:=[.E15]*[.F15] is =E15*F15 on the sheet."""
    if text is None:
        return None
    bare = text.partition("=")[2] if ":" in text.partition("=")[0] or text.startswith("=") else text
    return "=" + REFERENCE.sub(lambda match: match.group(1).replace(".", "").replace("$$", "$"), bare)


def _paragraphs(element: Any) -> str:
    lines = ["".join(_words(child)) for child in element if local(child.tag) == "p"]
    return "\n".join(lines).strip()


def _words(node: Any) -> Iterator[str]:
    """The text in a paragraph: spaces, tabs and line breaks are elements of their own."""
    name = local(node.tag)
    if name in NOT_SHOWN:
        return
    if name == "s":
        yield " " * min(_count(node, "c"), 100)
    elif name in ("tab", "line-break"):
        yield "\n" if name == "line-break" else " "
    yield node.text or ""
    for child in node:
        yield from _words(child)
        yield child.tail or ""
