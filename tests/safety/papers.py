"""Papers of an exact size, written by hand so that each limit can be met to the unit."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

LINE = "Payment: 30% T/T deposit, 70% against copy of B/L\n"
OFFICE = "http://schemas.openxmlformats.org"


def text_of(size: int) -> bytes:
    """A proforma invoice of `size` bytes."""
    text = "PROFORMA INVOICE\n" + LINE * (size // len(LINE) + 1)
    return text[: size - 1].encode() + b"."


def docx(text: str, members: int = 3, filler: int = 0) -> bytes:
    """A Word file with so many members; `filler` bytes of white space stand in its main part."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    body = f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body>{paragraphs}{" " * filler}</w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": body,
        **{f"word/media/{number}.bin": "x" for number in range(members - 3)},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def page_pdf(lines: int, pages: int = 1) -> bytes:
    """A PDF with so many lines of 50 characters on each of its pages."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for _ in range(pages):
        canvas.setFont("Helvetica", 7)
        for number in range(lines):
            canvas.drawString(50, 800 - 9 * number, f"{number:02} {LINE[:46]}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def sheet_xlsx(cells: int) -> bytes:
    """A workbook with so many filled cells, four to a row."""
    book = Workbook()
    sheet = book.active
    for number in range(cells):
        sheet.cell(number // 4 + 1, number % 4 + 1, f"Payment T/T {number}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
