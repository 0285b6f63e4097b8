"""Lines of a PDF page by mid-height, and the segments that wide gaps cut them into."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from tradelint.parsers.pdf_words import PdfWord

# A gap wider than this share of the font's box separates two cells (a Courier space is 0.51 of it).
GAP = 0.6


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line that stand close together."""

    words: tuple[PdfWord, ...]
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """The height of the line's font box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """The segments at one height of the page, from left to right."""

    segments: tuple[Segment, ...]
    number: int = 0

    @property
    def left(self) -> float:
        """The left edge."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """The right edge."""
        return self.segments[-1].right

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return max(segment.bottom for segment in self.segments)


def find_lines(words: list[PdfWord]) -> list[Line]:
    """The lines of a page from top to bottom, numbered from 1."""
    rows: list[list[PdfWord]] = []
    centre = 0.0
    for word in sorted(words, key=lambda w: (w.middle, w.left, w.at)):
        tall = median(w.height for w in rows[-1][-5:]) if rows else 0.0
        if rows and abs(word.middle - centre) <= 0.4 * min(tall, word.height):
            rows[-1].append(word)
            centre += (word.middle - centre) / len(rows[-1])
        else:
            rows.append([word])
            centre = word.middle
    return [Line(tuple(_segments(sorted(row, key=lambda w: (w.left, w.at)))), n) for n, row in enumerate(rows, 1)]


def _segments(row: list[PdfWord]) -> list[Segment]:
    found: list[list[PdfWord]] = [[row[0]]]
    for before, word in zip(row, row[1:], strict=False):
        if word.left - before.right > GAP * min(before.height, word.height):
            found.append([])
        found[-1].append(word)
    return [make_segment(words) for words in found]


def make_segment(words: list[PdfWord]) -> Segment:
    """A segment of words that stand on one line, in order."""
    return Segment(
        tuple(words),
        words[0].left,
        min(w.top for w in words),
        max(w.right for w in words),
        max(w.bottom for w in words),
        join(words),
    )


def join(words: list[PdfWord]) -> str:
    """The words with spaces where the page has a space."""
    parts = [words[0].text]
    for before, word in zip(words, words[1:], strict=False):
        touching = word.left - before.right < 0.08 * word.height and wide(before.text[-1]) and wide(word.text[0])
        parts.append(word.text if touching else " " + word.text)
    return "".join(parts)


def wide(char: str) -> bool:
    """Whether a character is Chinese (or another full-width one), between which no space is written."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uff60"
