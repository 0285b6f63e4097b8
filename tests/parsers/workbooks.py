"""Workbooks for tests: XLSX from raw XML, so that every attribute is ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from tradelint.parsers import Limits, Source, read
from tradelint.text import Cell, Document

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""


def packed(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def relationships(pairs: Iterable[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def styles(formats: Iterable[str], bold: bool = False) -> str:
    codes = list(formats)
    numbers = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in enumerate(codes)
    )
    styled = "".join(f'<xf numFmtId="{164 + n}" fontId="0"/>' for n in range(len(codes)))
    fonts = '<fonts count="2"><font/><font><b/></font></fonts>'
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{numbers}</numFmts>{fonts}<cellXfs><xf numFmtId="0" fontId="0"/>{styled}'
        '<xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>'
    )


def sheet_xml(rows: str, before: str = "", behind: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{RELS}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'


def workbook(
    sheets: dict[str, str],
    *,
    formats: Iterable[str] = (),
    strings: Iterable[str] = (),
    states: dict[str, str] | None = None,
    parts: dict[str, str | bytes] | None = None,
    workbook_extra: str = "",
) -> bytes:
    """An XLSX file: sheet names with their XML. Style 1 is the first of `formats`; the last style is bold."""
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"'
        + (f' state="{states[name]}"' if states and name in states else "")
        + "/>"
        for n, name in enumerate(sheets, 1)
    )
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    links += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    shared = "".join(f"<si>{item if item.startswith('<') else f'<t>{escape(item)}</t>'}</si>" for item in strings)
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}">{workbook_extra}<sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(links),
        "xl/styles.xml": styles(formats),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="9" uniqueCount="4294967295">{shared}</sst>',
    }
    for n, xml in enumerate(sheets.values(), 1):
        content[f"xl/worksheets/sheet{n}.xml"] = (
            xml if xml.startswith("<?") or xml.startswith("<work") else sheet_xml(xml)
        )
    return packed({**content, **(parts or {})})


def text_cell(name: str, text: str, style: int = 0) -> str:
    return f'<c r="{name}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def number_cell(name: str, value: object, style: int = 0) -> str:
    return f'<c r="{name}" s="{style}"><v>{value}</v></c>'


def grid(rows: Iterable[Iterable[object]]) -> str:
    """Rows of texts and numbers from A1 on; None leaves a cell out."""
    found = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row):
            name = f"{chr(65 + column)}{number}"
            if isinstance(value, str):
                cells.append(text_cell(name, value))
            elif value is not None:
                cells.append(number_cell(name, value))
        found.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(found)


def papers(data: bytes, name: str = "paper.xlsx", limits: Limits | None = None) -> tuple[Document, ...]:
    return read(Source(data, name, limits or Limits()))


def paper(data: bytes, name: str = "paper.xlsx", limits: Limits | None = None) -> Document:
    return papers(data, name, limits)[0]


def cell_at(document: Document, name: str) -> Cell:
    return next(cell for table in document.tables for cell in table.cells if cell.place.cell == name)


def words(document: Document, cell: Cell) -> str:
    return document.text[cell.span.start : cell.span.end]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    return [[words(document, cell) for cell in row] for row in document.tables[table].rows()]
