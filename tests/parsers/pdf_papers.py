"""Papers drawn for the tests: the same trade terms in many layouts; all parties are invented."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tradelint.parsers.pdf import read
from tradelint.parsers.source import Limits, Source
from tradelint.text import Document, Table

HEIGHT = A4[1]
CHINESE = "STSong-Light"
Items = Sequence[Sequence[str]]

HEAD = ("No.", "Description", "Qty", "Unit price (USD)", "Amount (USD)")
ITEMS: Items = (
    ("1", "LED panel 600x600, 40 W", "1,000", "12.50", "12,500.00"),
    ("2", "LED driver 40 W", "1,000", "3.20", "3,200.00"),
    ("3", "Mounting clip", "4,000", "0.15", "600.00"),
)
EDGES = (50, 80, 300, 350, 450, 545)


class Paper:
    """A PDF that is drawn top down: `y` counts from the top of the page."""

    def __init__(self, font: str = "Helvetica", size: float = 10) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=True)
        self.font, self.size = font, size

    def text(self, x: float, y: float, text: str, *, bold: bool = False, size: float | None = None) -> None:
        """Write from `x` to the right."""
        self.canvas.setFont(self._font(text, bold), size or self.size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def ending(self, x: float, y: float, text: str, *, bold: bool = False) -> None:
        """Write so that the text ends at `x`."""
        self.canvas.setFont(self._font(text, bold), self.size)
        self.canvas.drawRightString(x, HEIGHT - y, text)

    def centred(self, x: float, y: float, text: str, *, bold: bool = False, size: float | None = None) -> None:
        """Write around `x`."""
        self.canvas.setFont(self._font(text, bold), size or self.size)
        self.canvas.drawCentredString(x, HEIGHT - y, text)

    def lines(self, x: float, y: float, texts: Iterable[str], leading: float = 12, *, bold: bool = False) -> float:
        """Write lines one below the other; returns the height of the next."""
        for text in texts:
            self.text(x, y, text, bold=bold)
            y += leading
        return y

    def row(self, y: float, cells: Sequence[str], edges: Sequence[float] = EDGES, *, bold: bool = False) -> None:
        """Write a table row: figures end at the right edge of their column, words start at the left one."""
        for index, cell in enumerate(cells):
            if index > 1:
                self.ending(edges[index + 1] - 4, y, cell, bold=bold)
            else:
                self.text(edges[index] + 4, y, cell, bold=bold)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def fill(self, x: float, y: float, width: float, height: float, grey: float = 0.9) -> None:
        """Fill an area."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def page(self) -> None:
        """Start a new page."""
        self.canvas.showPage()

    def data(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self.buffer.getvalue()

    def _font(self, text: str, bold: bool) -> str:
        if any(ord(char) > 0x2E7F for char in text):
            if CHINESE not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
            return CHINESE
        return f"{self.font}-Bold" if bold else self.font


def document_of(paper: Paper | bytes, limits: Limits | None = None) -> Document:
    """What the reader makes of a paper."""
    data = paper if isinstance(paper, bytes) else paper.data()
    return read(Source(data, "paper.pdf", limits or Limits()))[0]


def rows_of(document: Document, table: Table | None = None) -> list[list[str]]:
    """The texts of a table's cells, row by row; of the first table if none is named."""
    chosen = table or document.tables[0]
    return [[document.text[c.span.start : c.span.end] for c in row] for row in chosen.rows()]


def blocks_of(document: Document) -> list[str]:
    """The texts of the blocks."""
    return [document.text[block.span.start : block.span.end] for block in document.blocks]


def drawn(draw: Callable[[Paper], None]) -> Document:
    """What the reader makes of what a function draws."""
    paper = Paper()
    draw(paper)
    return document_of(paper)
