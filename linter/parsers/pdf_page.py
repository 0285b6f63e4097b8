"""One page of a PDF: its words by lines, what is drawn on it, which words are bold."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from tradelint.parsers.pdf_lines import Line, Marks, make_line, word_rows
from tradelint.parsers.pdf_rules import Drawing, read_drawing
from tradelint.parsers.pdf_words import Frame, PdfWord, frame_of, read_words
from tradelint.text import Box

BOLD_WEIGHT = 600


@dataclass
class Page:
    """What is read of a page. `shown` is the page as a viewer shows it, `upright` the way its text is read."""

    number: int
    lines: list[Line] = field(default_factory=list)
    aslant: list[PdfWord] = field(default_factory=list)
    drawing: Drawing = field(default_factory=Drawing)
    marks: Marks = field(default_factory=lambda: Marks({}))
    shown: Frame = Frame(0, 0, 0, 0, 0)
    upright: Frame = Frame(0, 0, 0, 0, 0)
    doubtful: int = 0
    characters: int = 0
    readable: bool = True

    @property
    def words(self) -> list[PdfWord]:
        """The upright words, line by line."""
        return [word for line in self.lines for segment in line.segments for word in segment.words]

    def box(self, word: PdfWord) -> Box:
        """The rectangle of a word on the page as it is shown."""
        box = word.left, word.top, word.right, word.bottom
        if self.shown != self.upright:
            box = self.shown.shown(*self.upright.back(box))
        return Box(self.number, *(round(edge, 2) for edge in box))


def read_page(pdf: pdfium.PdfDocument, number: int, limit: int) -> Page:
    """Read the page with a number, counted from 1; `limit` is the most characters that are read of it."""
    try:
        page = pdf[number - 1]
    except pdfium.PdfiumError:
        return Page(number, readable=False)
    try:
        return _read(page, number, limit)
    except pdfium.PdfiumError:
        return Page(number, readable=False)
    finally:
        page.close()


def _read(page: Any, number: int, limit: int) -> Page:
    shown = frame_of(page)
    textpage = page.get_textpage()
    try:
        found = read_words(textpage, shown, limit)
        rows = word_rows(found.words)
        numbers = {word.at: index for index, row in enumerate(rows, 1) for word in row}
        plain = Marks(numbers, page=number)
        starts = [segment.words[0].at for row in rows for segment in make_line(row, plain).segments]
        marks = Marks(numbers, _bold(textpage, starts), number)
    finally:
        textpage.close()
    drawing = read_drawing(page, found.frame)
    lines = [make_line(row, marks) for row in rows]
    return Page(number, lines, found.aslant, drawing, marks, shown, found.frame, found.doubtful, found.characters)


def _bold(textpage: Any, starts: list[int]) -> frozenset[int]:
    """The words, among those that start a piece of a line, that are printed bold."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    found = set()
    for at in starts:
        if raw.FPDFText_GetFontWeight(textpage, at) >= BOLD_WEIGHT:
            found.add(at)
            continue
        raw.FPDFText_GetFontInfo(textpage, at, name, 128, flags)
        if any(part in name.value.lower() for part in (b"bold", b"black", b"heavy", b"semibd", b"demi")):
            found.add(at)
    return frozenset(found)
