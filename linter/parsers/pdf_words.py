"""The words of a PDF page with their rectangles, from PDFium's text layer."""

from __future__ import annotations

import ctypes
import re
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

# PDFium writes U+FFFE or U+0002 for a hyphen at the end of a line and goes on with the next line's word.
SOFT_HYPHENS = "\ufffe\x02"
WORD = re.compile(rf"[^\s\x00{SOFT_HYPHENS}]+[{SOFT_HYPHENS}]?")
LARGEST_PAGE_TEXT = 2_000_000


class PdfWord(NamedTuple):
    """A word; points from the top left corner of the page as it is shown. `at` is its first character's index."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    at: int

    @property
    def height(self) -> float:
        """The height of its font's box."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The mid-height."""
        return (self.top + self.bottom) / 2


class Frame(NamedTuple):
    """Where a page stands in its own coordinates, and by how many quarter turns it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """The width as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The height as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle of the page's own coordinates as (left, top, right, bottom) of the shown page."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


def frame_of(page: Any) -> Frame:
    """The visible frame of a page."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box):
        return Frame(0, 0, 612, 792, 0)
    return Frame(box.left, box.bottom, box.right, box.top, max(pdfium.FPDFPage_GetRotation(page), 0))


def page_text(textpage: Any) -> str:
    """The text layer in stream order, one code point per character index."""
    count = min(pdfium.FPDFText_CountChars(textpage), LARGEST_PAGE_TEXT)
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer(4 * count + 4)
    short = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(textpage, 0, count, short)
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    return "".join(map(_character, (pdfium.FPDFText_GetUnicode(textpage, index) for index in range(count))))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def read_words(textpage: Any, frame: Frame) -> list[PdfWord]:
    """The words of a page in stream order."""
    box = pdfium.FS_RECTF()
    loose = pdfium.FPDFText_GetLooseCharBox
    found: list[PdfWord] = []
    for match in WORD.finditer(page_text(textpage)):
        start, end = match.span()
        if not loose(textpage, start, box):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if end - start > 1 and loose(textpage, end - 1, box):
            left, right = min(left, box.left), max(right, box.right)
            bottom, top = min(bottom, box.bottom), max(top, box.top)
        word = match.group()
        if word[-1] in SOFT_HYPHENS:
            word = word[:-1] + "-"
        found.append(PdfWord(word, *frame.shown(left, bottom, right, top), start))
    return found
