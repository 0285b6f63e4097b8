"""Reads XLSX and XLSM workbooks from their XML, sparsely and within caps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tradelint.errors import UnreadableError
from tradelint.parsers.package import Package
from tradelint.parsers.sheet_book import Book, Sheet, State
from tradelint.parsers.sheet_cells import SheetReader
from tradelint.parsers.sheet_extras import read_asides
from tradelint.parsers.sheet_parts import Relations, local, relations, resolve, rich_text, stream
from tradelint.parsers.sheet_styles import Styles, read_styles
from tradelint.parsers.source import Source
from tradelint.text import Gap, Place, Trait

STATES: dict[str, State] = {"hidden": "hidden", "veryHidden": "very hidden"}


def read_ooxml(source: Source) -> Book:
    """The workbook in an XLSX file. Raises UnreadableError."""
    package = source.package
    main = _main_part(package)
    parts = relations(package, main)
    workbook = package.xml(main)
    strings = _shared_strings(package, parts)
    styles = read_styles(package, parts)
    epoch = any(e.get("date1904") in ("1", "true") for e in workbook.iter("{*}workbookPr"))
    book = Book([])
    left = source.limits.cells
    for name, state, target, kind in _sheets(workbook, main, parts):
        if kind != "worksheet":
            book.gaps += [Gap("unsupported", name, f"a {kind} is not read: put its text on a worksheet")]
            continue
        sheet = Sheet(name, state)
        book.sheets.append(sheet)
        left -= _read_sheet(package, sheet, target, strings, styles, epoch, left)
    book.traits = list(_traits(package, parts))
    return book


def sheet_parts(package: Package) -> dict[str, str]:
    """The part of each worksheet that is there, by the sheet's name. Raises UnreadableError."""
    main = _main_part(package)
    found = _sheets(package.xml(main), main, relations(package, main))
    return {name: target for name, _, target, kind in found if kind == "worksheet" and target in package}


def _main_part(package: Package) -> str:
    for kind, target in relations(package, "").values():
        if kind == "officeDocument" and target in package:
            return target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise UnreadableError("corrupt", "the package has no workbook part", "ask for the file again")


def _sheets(workbook: Any, main: str, parts: Relations) -> Iterator[tuple[str, State, str, str]]:
    for number, element in enumerate(workbook.iter("{*}sheet"), 1):
        key = next((value for name, value in element.attrib.items() if local(name) == "id"), "")
        kind, target = parts.get(key, ("worksheet", resolve(main, f"worksheets/sheet{number}.xml")))
        yield element.get("name") or f"Sheet{number}", STATES.get(element.get("state") or "", "visible"), target, kind


def _read_sheet(
    package: Package, sheet: Sheet, target: str, strings: list[str], styles: Styles, epoch: bool, left: int
) -> int:
    """Fill a sheet; returns how many cells were read."""
    if target not in package:
        sheet.gaps.append(Gap("corrupt", sheet.name, "the sheet is missing in the file: ask for it again"))
        return 0
    reader = SheetReader(sheet, strings, styles, epoch, left)
    try:
        reader.read(package, target)
        sheet.asides += read_asides(package, target, reader.header_footer)
    except UnreadableError as error:
        if error.code == "unsupported" or (error.code == "limit" and not sheet.cells):
            raise
        sheet.gaps.append(Gap(error.code, sheet.name, f"{error}: {error.hint}"))
    return reader.count


def _shared_strings(package: Package, parts: Relations) -> list[str]:
    targets = [target for kind, target in parts.values() if kind == "sharedStrings"]
    target = next((t for t in targets if t in package), "xl/sharedStrings.xml")
    if target not in package:
        return []
    return [rich_text(item) for item in stream(package, target, "si")]


def _traits(package: Package, parts: Relations) -> Iterator[Trait]:
    names = [name.lower() for name in package.names]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        yield Trait("macros", "the workbook holds macros")
    links = sum(kind == "externalLink" for kind, _ in parts.values())
    if links:
        yield Trait("external-link", f"{links} other workbook{'s' * (links > 1)} may feed its formulas")
    embedded = [name for name in package.names if "/embeddings/" in name.lower()]
    if embedded:
        yield Trait("embedded-object", f"{len(embedded)} embedded file{'s' * (len(embedded) > 1)}", Place())
    pictures = [name for name in names if "/media/" in name]
    if pictures:
        yield Trait("image", f"{len(pictures)} picture{'s' * (len(pictures) > 1)}")
    if any(name.startswith("_xmlsignatures/") for name in names):
        yield Trait("signature", "the file is signed electronically")
