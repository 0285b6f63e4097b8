"""Layouts of the reading benchmark: the same words as Word, Excel, text and PDF files, with the order and place of each."""

from __future__ import annotations

import io
import random
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from reading_papers import HEAD, Words, make_words
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HEIGHT = A4[1]
CHINESE = "STSong-Light"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Mark:
    """A phrase that stands once in the paper, and what its place must say (attributes of `Place`)."""

    phrase: str
    place: dict[str, Any]


@dataclass
class Made:
    """A file, its texts in the order a person reads them, and the places of some.

    `running` are headers and footers, which stand in no order with the text; `printed` are the texts in the order of
    the printed page where it is another one than in the file.
    """

    layout: str
    suffix: str
    data: bytes
    texts: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


# -- Excel


def excel(words: Words) -> Made:
    """A proforma invoice as offices make it: merged blocks, a grid of goods, terms below."""
    made = Made("Excel PI, merged cells", ".xlsx", b"")
    book = Workbook()
    sheet = book.active
    sheet.title = "PI"
    thin = Border(*(Side(style="thin") for _ in range(4)))
    for letter, width in zip("ABCDEF", (6, 44, 14, 14, 16, 4), strict=True):
        sheet.column_dimensions[letter].width = width

    def put(cell: str, text: str, *, to: str | None = None, value: object = None, code: str = "General") -> None:
        sheet[cell] = text if value is None else value
        sheet[cell].number_format = code
        sheet[cell].alignment = Alignment(wrap_text=True, vertical="top")
        if to:
            sheet.merge_cells(f"{cell}:{to}")
        made.texts.append(text)
        made.marks.append(Mark(text, {"sheet": "PI", "cell": cell}))

    put("A1", f"PROFORMA INVOICE {words.number}", to="E1")
    sheet["A1"].font = Font(bold=True, size=16)
    put("A2", f"Date: {words.date}", to="E2")
    start = len(made.texts)
    for row, (left, right) in enumerate(zip(("Seller", *words.seller), ("Buyer", *words.buyer), strict=True), 4):
        put(f"A{row}", left, to=f"B{row}")
        put(f"C{row}", right, to=f"E{row}")
    for letter, head in zip("ABCDE", HEAD, strict=True):
        put(f"{letter}10", head if letter < "D" else f"{head} ({words.currency})")
    row = 11
    for item in words.items:
        put(f"A{row}", item.number, value=int(item.number))
        put(f"B{row}", item.cells[1])
        put(f"C{row}", item.quantity)
        for letter, text in (("D", item.price), ("E", item.amount)):
            put(f"{letter}{row}", text, value=float(text.replace(",", "")), code="#,##0.00")
        row += 1
    put(f"A{row}", "Total amount", to=f"D{row}")
    put(f"E{row}", words.total, value=float(words.total.replace(",", "")), code="#,##0.00")
    for cells in sheet[f"A10:E{row}"]:
        for cell in cells:
            cell.border = thin
    for below, (label, value) in enumerate(words.labels, row + 2):
        put(f"A{below}", f"{label}:", to=f"B{below}")
        put(f"C{below}", value, to=f"E{below}")
        sheet.row_dimensions[below].height = 44
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    made.printed = [*made.texts[:start], "Seller", *words.seller, "Buyer", *words.buyer, *made.texts[start + 10 :]]
    whole = "\n".join(made.texts)
    made.marks = [mark for mark in made.marks if whole.count(mark.phrase) == 1]
    buffer = io.BytesIO()
    book.save(buffer)
    made.data = buffer.getvalue()
    return made


# -- Word


class _Word:
    """A Word file in the making; `section` is the clause that text now stands under."""

    def __init__(self, layout: str) -> None:
        self.made = Made(layout, ".docx", b"")
        self.file = docx.Document()
        self.file.styles["Normal"].font.size = Pt(10.5)
        self.file.sections[0].left_margin = self.file.sections[0].right_margin = Cm(1.8)
        self.section: str | None = None

    def line(self, text: str, *, style: str | None = None, mark: str | None = None) -> Any:
        """Add a paragraph."""
        paragraph = self.file.add_paragraph(text, style=style)
        self.made.texts.append(text)
        if mark:
            self.made.marks.append(Mark(mark, {"section": self.section, "table": None}))
        return paragraph

    def table(
        self, rows: Iterable[tuple[str, ...]], widths: tuple[float, ...], number: int, marks: Iterable[str] = ()
    ) -> None:
        """Add a table; `marks` are phrases that stand in the first two columns of its rows, from the second row on."""
        rows = list(rows)
        table = self.file.add_table(0, len(widths))
        table.style = "Table Grid"
        for cells in rows:
            row = table.add_row()
            for cell, text, width in zip(row.cells, cells, widths, strict=True):
                cell.text, cell.width = text, Cm(width)
            self.made.texts.extend(cells)
        for at, phrase in enumerate(marks, 2):
            self.made.marks.append(Mark(phrase, {"section": self.section, "table": number, "row": at}))

    def done(self) -> Made:
        """The finished file."""
        buffer = io.BytesIO()
        self.file.save(buffer)
        self.made.data = buffer.getvalue()
        return self.made


def word_pi(words: Words) -> Made:
    """A proforma invoice in Word: a title, two parties in a table without borders, goods, terms line by line."""
    word = _Word("Word PI, tables")
    word.line(f"PROFORMA INVOICE {words.number}", style="Title")
    word.section = f"PROFORMA INVOICE {words.number}"
    word.line(f"Date: {words.date}", mark=words.date if _once(words, words.date) else None)
    rows = [("Seller", "Buyer"), *zip(words.seller, words.buyer, strict=True)]
    word.table(rows, (8, 8), 1, [seller for seller in words.seller if seller not in words.buyer][:1])
    word.line("We confirm the following order:")
    foot = ("", f"Total amount ({words.currency})", "", "", words.total)
    word.table(
        [HEAD, *(item.cells for item in words.items), foot],
        (1.2, 6.8, 2.6, 2.6, 2.8),
        2,
        [item.code for item in words.items],
    )
    for label, value in words.labels:
        word.line(f"{label}: {value}")
    word.made.marks = [
        Mark(mark.phrase, {k: v for k, v in mark.place.items() if k != "section"}) for mark in word.made.marks
    ]
    return word.done()


def word_contract(words: Words) -> Made:
    """A contract with clause numbers that Word makes itself, a header, a footer and a table of goods in the first clause."""
    word = _Word("Word contract, numbered clauses")
    body = word.file.part.numbering_part.element
    levels = ("%1.", "%1.%2", "(%3)")
    kinds = ("decimal", "decimal", "lowerLetter")
    abstract = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{level}"/></w:lvl>'
        for at, (level, kind) in enumerate(zip(levels, kinds, strict=True))
    )
    body.insert(
        0,
        parse_xml(
            f'<w:abstractNum {W} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{abstract}</w:abstractNum>'
        ),
    )
    body.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))

    def numbered(text: str, level: int, shown: str, *, bold: bool = False) -> None:
        paragraph = word.file.add_paragraph()
        paragraph.add_run(text).bold = bold
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
        word.made.texts.append(f"{shown} {text}")

    section = word.file.sections[0]
    section.header.paragraphs[0].text = f"Contract {words.number} - {words.seller[0]}"
    section.footer.paragraphs[0].text = "Signed in two originals, one for each side"
    word.made.running.append(section.header.paragraphs[0].text)
    word.line("SALES CONTRACT", style="Title")
    word.line(
        f"This contract is made on {words.date} between {words.seller[0]}, {words.seller[2]}, as Seller and {words.buyer[0]}, {words.buyer[2]}, as Buyer."
    )
    for at, clause in enumerate(words.clauses, 1):
        numbered(clause.title, 0, f"{at}.", bold=True)
        word.section = f"§{at} {clause.title}"
        if at == 1:
            word.table(
                [HEAD, *(item.cells for item in words.items)],
                (1.2, 6.8, 2.6, 2.6, 2.8),
                1,
                [item.code for item in words.items],
            )
        for below, (english, _, code) in enumerate(clause.sentences, 1):
            numbered(english, 1, f"{at}.{below}")
            word.made.marks.append(Mark(code, {"number": f"{at}.{below}"}))
    word.made.running.append(section.footer.paragraphs[0].text)
    return word.done()


def word_bilingual(words: Words) -> Made:
    """A contract in two columns, English beside Chinese, clause by clause."""
    word = _Word("Word contract, English beside Chinese")
    word.line(f"SALES CONTRACT 销售合同 {words.number}", style="Title")
    rows = [("English", "中文")]
    marks = []
    for at, clause in enumerate(words.clauses, 1):
        english = " ".join([f"{at}. {clause.title}:", *(sentence for sentence, _, _ in clause.sentences)])
        chinese = "".join([f"{at}. {clause.title_zh}：", *(sentence for _, sentence, _ in clause.sentences)])
        rows.append((english, chinese))
        marks.append(f"{at}. {clause.title}:")
    word.table(rows, (8, 8), 1, marks)
    word.made.marks = [Mark(m.phrase, {"table": 1, "row": m.place["row"], "column": 1}) for m in word.made.marks]
    word.line(f"The Seller 卖方: {words.seller[0]}")
    word.line(f"The Buyer 买方: {words.buyer[0]}")
    return word.done()


def word_tabs(words: Words) -> Made:
    """A quotation set with tab stops alone."""
    word = _Word("Word, tab stops")
    word.line(f"QUOTATION {words.number}", style="Title")

    def tabbed(cells: tuple[str, ...], stops: tuple[float, ...]) -> None:
        paragraph = word.line("\t".join(cells))
        for stop in stops:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(stop))

    for label, value in (("Date", words.date), ("Seller", words.seller[0]), ("Buyer", words.buyer[0])):
        tabbed((f"{label}:", value), (4,))
    tabbed(HEAD, (1.2, 10.4, 13, 15.4))
    for item in words.items:
        tabbed(item.cells, (1.2, 10.4, 13, 15.4))
        word.made.marks.append(Mark(item.code, {"layer": None}))
    tabbed(("", "Total amount", "", "", words.total), (1.2, 10.4, 13, 15.4))
    for label, value in words.labels:
        tabbed((f"{label}:", value), (4,))
    return word.done()


def _once(words: Words, phrase: str) -> bool:
    return not any(phrase in value for _, value in words.labels)


# -- text


def text_tabs(words: Words) -> Made:
    """A plain text with tabs between its columns."""
    made = Made("Text, tab stops", ".txt", b"")

    def line(*cells: str, mark: str | None = None) -> None:
        made.texts.append("\t".join(cells))
        if mark:
            made.marks.append(Mark(mark, {"line": len(made.texts)}))

    line(f"QUOTATION {words.number}", mark=words.number)
    line("")
    line("Seller:", words.seller[0])
    line("Buyer:", words.buyer[0])
    line("")
    line(*HEAD)
    for item in words.items:
        line(*item.cells, mark=item.code)
    line("", "Total amount", "", "", words.total)
    line("")
    for label, value in words.labels:
        line(f"{label}:", value)
    line("")
    for at, clause in enumerate(words.clauses, 1):
        line(f"{at}. {clause.title}")
        for english, _, code in clause.sentences:
            line(english, mark=code)
    made.data = "\n".join(made.texts).encode()
    return made


# -- drawn PDF


class _Page:
    """A PDF in the making, drawn from the top; it knows the page and line of all that it draws."""

    def __init__(self, layout: str, size: float = 9.5) -> None:
        self.made = Made(layout, ".pdf", b"")
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=True)
        self.size, self.number = size, 1
        self.heights: dict[int, set[float]] = {}
        self.wanted: list[tuple[str, int, float]] = []
        if CHINESE not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        end: bool = False,
        bold: bool = False,
        size: float = 0,
        truth: bool = True,
        mark: str | None = None,
    ) -> None:
        """Write a text, and take it into the truth."""
        chinese = any(ord(char) > 0x2E7F for char in text)
        self.canvas.setFont(CHINESE if chinese else "Helvetica-Bold" if bold else "Helvetica", size or self.size)
        (self.canvas.drawRightString if end else self.canvas.drawString)(x, HEIGHT - y, text)
        self.heights.setdefault(self.number, set()).add(y)
        if truth:
            self.made.texts.append(text)
        if mark:
            self.wanted.append((mark, self.number, y))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def turn(self) -> None:
        """Begin the next page."""
        self.canvas.showPage()
        self.number += 1

    def row(
        self,
        y: float,
        cells: tuple[str, ...],
        edges: tuple[float, ...],
        *,
        bold: bool = False,
        truth: bool = True,
        mark: str | None = None,
    ) -> None:
        """Draw a goods line: figures end at the right edge of their columns."""
        for at, cell in enumerate(cells):
            if at > 1:
                self.text(edges[at + 1] - 4, y, cell, end=True, bold=bold, truth=truth)
            else:
                self.text(edges[at] + 4, y, cell, bold=bold, truth=truth, mark=mark if at == 1 else None)

    def done(self) -> Made:
        """The finished file."""
        self.canvas.save()
        self.made.data = self.buffer.getvalue()
        for phrase, page, y in self.wanted:
            line = sorted(self.heights[page]).index(y) + 1
            self.made.marks.append(Mark(phrase, {"page": page, "line": line}))
        return self.made


EDGES = (50.0, 80.0, 300.0, 370.0, 450.0, 545.0)


def _head(page: _Page, words: Words) -> float:
    page.text(50, 60, f"PROFORMA INVOICE {words.number}", bold=True, size=15, mark=words.number)
    page.text(50, 80, f"Date: {words.date}")
    return 110


def _terms(page: _Page, words: Words, y: float) -> None:
    for label, value in words.labels:
        page.text(50, y, f"{label}:")
        page.text(170, y, value)
        y += 14


def drawn_ruled(words: Words) -> Made:
    """A drawn proforma invoice with lines around each cell."""
    page = _Page("PDF drawn, ruled table")
    y = _head(page, words)
    rows = len(words.items) + 1
    for at in range(rows + 1):
        page.rule(EDGES[0], y + 18 * at, EDGES[-1], y + 18 * at)
    for x in EDGES:
        page.rule(x, y, x, y + 18 * rows)
    page.row(y + 13, HEAD, EDGES, bold=True)
    for at, item in enumerate(words.items, 1):
        page.row(y + 13 + 18 * at, item.cells, EDGES, mark=item.code)
    y += 18 * rows + 20
    page.text(EDGES[1] + 4, y, f"Total amount {words.currency}")
    page.text(EDGES[-1] - 4, y, words.total, end=True)
    _terms(page, words, y + 30)
    return page.done()


def drawn_open(words: Words) -> Made:
    """A drawn proforma invoice without a line, with wrapped descriptions."""
    page = _Page("PDF drawn, no lines")
    y = _head(page, words)
    page.row(y, HEAD, EDGES, bold=True)
    y += 18
    for item in words.items:
        first, *more = textwrap.wrap(item.cells[1], 26)
        for at, cell in enumerate((item.number, first, item.quantity, item.price, item.amount)):
            page.text(
                EDGES[at] + 4 if at < 2 else EDGES[at + 1] - 4,
                y,
                cell,
                end=at > 1,
                truth=False,
                mark=item.code if at == 1 else None,
            )
        for text in more:
            y += 11
            page.text(EDGES[1] + 4, y, text, truth=False)
        page.made.texts.extend(item.cells)
        y += 18
    page.text(EDGES[1] + 4, y, f"Total amount {words.currency}")
    page.text(EDGES[-1] - 4, y, words.total, end=True)
    _terms(page, words, y + 30)
    return page.done()


def drawn_two_columns(words: Words) -> Made:
    """A drawn proforma invoice: the seller's block beside the buyer's, and terms beside the bank."""
    page = _Page("PDF drawn, two-column header")
    y = _head(page, words)
    for x, name, party in ((50, "Seller:", words.seller), (320, "Buyer:", words.buyer)):
        for at, text in enumerate((name, *party)):
            page.text(x, y + 13 * at, text, mark=text if text.startswith("Tel") else None)
    y += 90
    page.row(y, HEAD, EDGES, bold=True)
    page.rule(EDGES[0], y + 5, EDGES[-1], y + 5)
    for item in words.items:
        y += 16
        page.row(y, item.cells, EDGES, mark=item.code)
    page.text(EDGES[1] + 4, y + 20, f"Total amount {words.currency}")
    page.text(EDGES[-1] - 4, y + 20, words.total, end=True)
    _terms(page, words, y + 50)
    return page.done()


def drawn_over_pages(words: Words) -> Made:
    """A drawn list of many goods over several pages, its head repeated, under a running header."""
    page = _Page("PDF drawn, table over page breaks")
    words = make_words(random.Random(words.number).randint(0, 10**9), lines=random.Random(words.date).randint(55, 120))
    running = f"{words.seller[0]} - {words.number}"
    page.text(50, 36, running, truth=False)
    page.made.running.append(running)
    page.text(50, 60, "PACKING AND PRICE LIST", bold=True, size=15)
    y = 90.0
    page.row(y, HEAD, EDGES, bold=True)
    for item in words.items:
        y += 16
        if y > 770:
            page.turn()
            page.text(50, 36, running, truth=False)
            y = 70.0
            page.row(y, HEAD, EDGES, bold=True, truth=False)
            y += 16
        page.row(y, item.cells, EDGES, mark=item.code)
    page.text(EDGES[1] + 4, y + 20, f"Total amount {words.currency}")
    page.text(EDGES[-1] - 4, y + 20, words.total, end=True)
    return page.done()


OFFICE: tuple[Callable[[Words], Made], ...] = (excel, word_pi, word_contract, word_bilingual, word_tabs)
DRAWN: tuple[Callable[[Words], Made], ...] = (drawn_ruled, drawn_open, drawn_two_columns, drawn_over_pages)


def make_all(seed: int) -> list[Made]:
    """One paper of every layout that needs no office program."""
    return [layout(make_words(seed * 100 + at)) for at, layout in enumerate((*OFFICE, text_tabs, *DRAWN))]
