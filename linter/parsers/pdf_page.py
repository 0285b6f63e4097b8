"""One page of a PDF: its words by lines, what is drawn on it, what is pinned to it, which words are bold or unseen."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from msgspec.structs import replace
from tradelint.parsers.pdf_frame import Frame, frame_of
from tradelint.parsers.pdf_lines import Line, Segment, make_line, word_rows
from tradelint.parsers.pdf_notes import Notes, read_notes
from tradelint.parsers.pdf_rules import Drawing, read_drawing
from tradelint.parsers.pdf_words import PdfWord, make_word, read_words, split_at_lines
from tradelint.text import Box

BOLD_WEIGHT = 600
BOLD_NAMES = (b"bold", b"black", b"heavy", b"semibd", b"demi")
INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE
# A colour is as good as white from here on; a font box lower than this cannot be read.
PALE, TINIEST = 250, 2.5
# Pictures that cover this share of a page are a scan.
SCAN = 0.8
# The index of a word that PDFium knows nothing of.
NOT_PRINTED = -1


@dataclass
class Page:
    """What is read of a page. `shown` is the page as a viewer shows it, `upright` the way its text is read.

    `aslant` are words that do not stand upright, `outside` words beyond its edges, `unseen` pieces of text that nobody
    sees on it; `doubtful` counts the characters without a meaning.
    """

    number: int
    lines: list[Line] = field(default_factory=list)
    aslant: list[PdfWord] = field(default_factory=list)
    outside: list[PdfWord] = field(default_factory=list)
    drawing: Drawing = field(default_factory=Drawing)
    shown: Frame = Frame(0, 0, 0, 0, 0)
    upright: Frame = Frame(0, 0, 0, 0, 0)
    notes: Notes = field(default_factory=Notes)
    unseen: list[Segment] = field(default_factory=list)
    doubtful: int = 0
    characters: int = 0
    readable: bool = True

    @property
    def is_scan(self) -> bool:
        """Whether pictures cover the page."""
        return self.drawing.pictures >= SCAN

    def shows(self, value: str, box: tuple[float, float, float, float]) -> bool:
        """Whether a value can be read where its form field stands."""
        left, top, right, bottom = box
        if self.shown.turns != self.upright.turns:
            return False
        words = [word for line in self.lines for segment in line.segments for word in segment.words]
        inside = [w.text for w in words if left < (w.left + w.right) / 2 < right and top < w.middle < bottom]
        return "".join(value.split()) in "".join("".join(inside).split())

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read on it."""
        notes = self.notes
        return bool(self.lines or self.aslant or notes.fields or notes.typed or notes.comments)

    def box(self, word: PdfWord) -> Box:
        """The rectangle of a word on the page as it is shown."""
        _, left, top, right, bottom, *_ = word
        if self.shown.turns != self.upright.turns:
            left, top, right, bottom = self.shown.shown(*self.upright.back((left, top, right, bottom)))
        return Box(self.number, round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))


def read_page(pdf: pdfium.PdfDocument, number: int, limit: int) -> Page:
    """Read the page with a number, counted from 1; `limit` is the most characters that are read of it."""
    try:
        page = pdf[number - 1]
    except pdfium.PdfiumError:
        return Page(number, readable=False)
    try:
        notes = read_notes(pdf, page, frame_of(page))
        if notes.drawn and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
            page.close()
            page = pdf[number - 1]
        return _read(page, Page(number, notes=notes), limit)
    except pdfium.PdfiumError:
        return Page(number, readable=False)
    finally:
        page.close()


def _read(page: Any, found: Page, limit: int) -> Page:
    found.shown = frame_of(page)
    textpage = page.get_textpage()
    try:
        handle = textpage.raw  # the helper's own object is looked through at each of thousands of calls
        words = read_words(handle, found.shown, limit)
        found.drawing = read_drawing(page.raw, words.frame)
        found.upright, found.aslant, found.outside = words.frame, words.aslant, words.outside
        found.doubtful, found.characters = words.doubtful, words.characters
        parted = split_at_lines(handle, words, found.drawing.down)
        rows = word_rows(_with_ticks(parted, found))
        lines = [make_line(row, number, found.number) for number, row in enumerate(rows, 1)]
        styles = _Styles(handle, lines)
    finally:
        textpage.close()
    found.lines = [_with_bold(line, styles.bold) for line in lines]
    found.unseen = styles.hidden + [s for s in styles.pale if not found.drawing.is_behind(s)]
    return found


def _with_ticks(words: list[PdfWord], page: Page) -> list[PdfWord]:
    """The words with a sign for each box of a form that can be ticked, in place of whatever is drawn in it."""
    if not page.notes.ticks or page.shown.turns != page.upright.turns:
        return words
    for (left, top, right, bottom), ticked in page.notes.ticks:
        words = [w for w in words if not (left < (w.left + w.right) / 2 < right and top < w.middle < bottom)]
        words.append(make_word("☑" if ticked else "☐", (left, top, right, bottom), NOT_PRINTED))
    return words


def _with_bold(line: Line, bold: frozenset[int]) -> Line:
    if not any(segment.words[0].at in bold for segment in line.segments):
        return line
    segments = tuple(replace(s, bold=True) if s.words[0].at in bold else s for s in line.segments)
    return replace(line, segments=segments)


class _Styles:
    """How the first character of each segment is printed."""

    def __init__(self, textpage: Any, lines: Sequence[Line]) -> None:
        self.textpage = textpage
        self.name, self.flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.hidden: list[Segment] = []
        self.pale: list[Segment] = []
        for line in lines:
            for segment in line.segments:
                self._look_at(segment)
        # Bold type tells headings, which have a number and their words at most.
        starts = [s.words[0].at for line in lines if len(line.segments) < 4 for s in line.segments]
        self.bold = frozenset(at for at in starts if self._is_bold(at))

    def _is_bold(self, at: int) -> bool:
        if raw.FPDFText_GetFontWeight(self.textpage, at) >= BOLD_WEIGHT:
            return True
        raw.FPDFText_GetFontInfo(self.textpage, at, self.name, 128, self.flags)
        name = self.name.value.lower()
        return any(part in name for part in BOLD_NAMES)

    def _look_at(self, segment: Segment) -> None:
        at = segment.words[0].at
        item = raw.FPDFText_GetTextObject(self.textpage, at)
        if (item and raw.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE) or segment.height < TINIEST:
            self.hidden.append(segment)
        elif raw.FPDFText_GetFillColor(self.textpage, at, *self.colour):
            red, green, blue, alpha = (part.value for part in self.colour)
            if alpha == 0:
                self.hidden.append(segment)
            elif min(red, green, blue) >= PALE:
                self.pale.append(segment)
