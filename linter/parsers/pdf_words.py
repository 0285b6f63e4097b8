"""The words of a PDF page with their rectangles, from PDFium's text layer."""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from tradelint.parsers.pdf_frame import Frame

# PDFium writes U+FFFE both for a hyphen at the end of a line (it then goes on with the next line's word) and for a
# glyph that has no Unicode value; `_plain` makes the first U+0002 and the second U+FFFD.
UNCLEAR = "\ufffe"
HYPHEN = "\x02"
WORD = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
# Bullets of the fonts Symbol and Wingdings, which have private code points.
BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf06c": "●", "\uf06e": "■"})
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")
DOUBTFUL = re.compile(r"[\ufffd\ue000-\uf8ff\x01\x03-\x08\x0e-\x1f]")
# A character wider than this share of its font's box, on average, has a gap inside the word.
WIDEST_CHARACTER = 0.95
WIDE_GAP = 0.6
# A character may lap over a drawn line by so many points.
LAP = 1.0
# A font box without a height counts as this high, in points.
LOWEST = 0.1
_loose_box = pdfium.FPDFText_GetLooseCharBox


class PdfWord(NamedTuple):
    """A word; points from the top left corner of the page as it is read.

    `at` is its first character's index. Next to Chinese, `spaced` is 1 where a real space stands before the word, and
    -1 where PDFium made one up. `height` and `middle` are those of its font's box.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    at: int
    spaced: int
    height: float
    middle: float


def make_word(text: str, box: tuple[float, float, float, float], at: int, spaced: int = 0) -> PdfWord:
    """A word in a (left, top, right, bottom) rectangle."""
    left, top, right, bottom = box
    return PdfWord(text, left, top, right, bottom, at, spaced, max(bottom - top, LOWEST), (top + bottom) / 2)


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page; `frame` is the one in which most of them are upright.

    `aslant` are words that are not upright in it (watermarks, stamps, text along an edge), in stream order. `doubtful`
    is the number of characters without a meaning, `characters` the number of all. `outside` are words beyond the edges
    of the page.
    """

    words: list[PdfWord]
    aslant: list[PdfWord]
    outside: list[PdfWord]
    frame: Frame
    doubtful: int
    characters: int


def page_text(textpage: Any, limit: int) -> str:
    """The text layer in stream order, one code point per character index."""
    count = min(pdfium.FPDFText_CountChars(textpage), limit)
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer(4 * count + 4)
    written = pdfium.FPDFText_GetText(textpage, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) != count:
        text = "".join(map(_character, (pdfium.FPDFText_GetUnicode(textpage, index) for index in range(count))))
    return _plain(text, textpage)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else UNCLEAR


def _plain(text: str, textpage: Any) -> str:
    text = text.translate(BULLETS)
    if UNCLEAR not in text and HYPHEN not in text and "\0" not in text:
        return text
    characters = list(text)
    for index, char in enumerate(characters):
        if char in (UNCLEAR, HYPHEN, "\0"):
            characters[index] = HYPHEN if pdfium.FPDFText_IsHyphen(textpage, index) == 1 else "\ufffd"
    return "".join(characters)


def read_words(textpage: Any, frame: Frame, limit: int = 2_000_000) -> PageWords:
    """The words of a page in stream order."""
    text = page_text(textpage, limit)
    reader = _WordReader(textpage, frame, text)
    reader.read()
    doubtful = len(DOUBTFUL.findall(text))
    turns = reader.turns()
    if turns:
        frame = frame.turned(turns)
        reader = _WordReader(textpage, frame, text)
        reader.read()
    inside, outside = _inside(reader.upright, frame)
    return PageWords(inside, reader.aslant, outside, frame, doubtful, len(text))


def _inside(words: list[PdfWord], frame: Frame) -> tuple[list[PdfWord], list[PdfWord]]:
    """The words of which anything is on the page, and the others."""
    width, height = frame.width, frame.height
    inside = [w for w in words if w.right > 0 and w.left < width and w.bottom > 0 and w.top < height]
    if len(inside) == len(words):
        return words, []
    kept = set(map(id, inside))
    return inside, [word for word in words if id(word) not in kept]


class _WordReader:
    """Puts rectangles around words, two calls a word, and tells the upright from the others."""

    def __init__(self, textpage: Any, frame: Frame, text: str) -> None:
        self.textpage = textpage
        self.frame = frame
        self.upright_frame = frame.turns == 0
        self.text = text
        self.upright: list[PdfWord] = []
        self.aslant: list[PdfWord] = []
        self.votes = [0, 0, 0, 0]
        self.rectangle = pdfium.FS_RECTF()
        self.chinese = not text.isascii() and WIDE.search(text) is not None

    def read(self) -> None:
        """Read all words."""
        boxes, upright, text = self._box, self.upright, self.text
        for match in WORD.finditer(text):
            start, end = match.span()
            first = boxes(start)
            last = boxes(end - 1) if first is not None and end - start > 1 else first
            if first is None or last is None:
                continue
            word = match.group()
            left, top, right, bottom = first
            height, count = max(bottom - top, LOWEST), end - start
            if last is not first:
                # The usual case: the last character to the right of the first one, at the same height.
                if last[0] > left and abs(last[1] - top) < 0.1 * height and abs(last[3] - bottom) < 0.1 * height:
                    self.votes[0] += 1
                elif self._is_aslant(first, last, word, start):
                    continue
                left, right = min(left, last[0]), max(right, last[2])
                top, bottom = min(top, last[1]), max(bottom, last[3])
            if count > 1 and right - left > WIDEST_CHARACTER * height * count:
                self._pieces(word, start)
                continue
            spaced = self._spaced(start) if self.chinese and start > 1 else 0
            if word[-1] == HYPHEN:
                word = word[:-1] + "-"
            upright.append(make_word(word, (left, top, right, bottom), start, spaced))

    def turns(self) -> int:
        """By how many quarter turns the page must be turned for most words to be upright."""
        most = max(self.votes)
        return self.votes.index(most) if most > 2 * self.votes[0] and most >= 5 else 0

    def _box(self, index: int) -> tuple[float, float, float, float] | None:
        box = self.rectangle
        if not _loose_box(self.textpage, index, box):
            return None
        if self.upright_frame:
            x, y = self.frame.left, self.frame.top
            return box.left - x, y - box.top, box.right - x, y - box.bottom
        return self.frame.shown(box.left, box.bottom, box.right, box.top)

    def _is_aslant(
        self, first: tuple[float, float, float, float], last: tuple[float, float, float, float], text: str, start: int
    ) -> bool:
        """Whether a word runs in another direction than from left to right; if so it is kept aside."""
        across = last[0] + last[2] - first[0] - first[2]
        down = last[1] + last[3] - first[1] - first[3]
        if abs(across) >= abs(down):
            self.votes[0 if across >= 0 or _right_to_left(text) else 2] += 1
        else:
            self.votes[3 if down > 0 else 1] += 1
        if abs(down) / 2 <= 0.6 * max(first[3] - first[1], last[3] - last[1]):
            return False
        self.aslant.append(make_word(text, _cover(first, last), start))
        return True

    def _spaced(self, start: int) -> int:
        """1 if a real space stands before a word next to Chinese, -1 if PDFium made one up, 0 if a line ends there."""
        text = self.text
        if text[start - 1] not in " \xa0\u3000" or not (wide(text[start]) or wide(text[start - 2])):
            return 0
        return -1 if pdfium.FPDFText_IsGenerated(self.textpage, start - 1) == 1 else 1

    def cut(self, word: PdfWord, xs: Sequence[float]) -> None:
        """Add the parts of a word between the places in `xs`; a line through a character cuts nothing."""
        boxes = [self._box(word.at + index) for index in range(len(word.text))]
        begin = 0
        for index in range(1, len(boxes) + 1):
            before, box = boxes[index - 1], boxes[index] if index < len(boxes) else None
            if index < len(boxes) and (before is None or box is None or not _parted(before, box, xs)):
                continue
            known = [b for b in boxes[begin:index] if b is not None]
            if known:
                spaced = 0 if begin else word.spaced
                self.upright.append(make_word(word.text[begin:index], _cover(*known), word.at + begin, spaced))
            begin = index

    def _pieces(self, text: str, start: int) -> None:
        """The parts of a word that has wide gaps inside: neighbouring cells that PDFium took for one word."""
        begin, boxes = 0, [self._box(start + index) for index in range(len(text))]
        for index in range(1, len(text) + 1):
            before, box = boxes[index - 1], boxes[index] if index < len(text) else None
            if index < len(text) and (before is None or box is None or _near(before, box)):
                continue
            known = [b for b in boxes[begin:index] if b is not None]
            if known:
                self.upright.append(make_word(text[begin:index].replace(HYPHEN, "-"), _cover(*known), start + begin))
            begin = index


def split_at_lines(textpage: Any, page: PageWords, lines: Sequence[tuple[float, float, float]]) -> list[PdfWord]:
    """The words, with those cut that a drawn line, (x, top, bottom), runs through: neighbouring cells without a gap."""
    if not lines:
        return page.words
    lines = sorted(lines)
    xs = [x for x, _, _ in lines]
    reader = _WordReader(textpage, page.frame, "")
    for word in page.words:
        first = bisect_right(xs, word.left + 1)
        if first == len(xs) or xs[first] >= word.right - 1 or len(word.text) < 2:
            reader.upright.append(word)
            continue
        near = lines[bisect_right(xs, word.left) : bisect_left(xs, word.right)]
        crossing = [x for x, top, bottom in near if top < word.middle < bottom]
        if crossing:
            reader.cut(word, crossing)
        else:
            reader.upright.append(word)
    return reader.upright


def _parted(before: tuple[float, ...], box: tuple[float, ...], xs: Sequence[float]) -> bool:
    return any(before[2] - LAP <= x <= box[0] + LAP for x in xs)


def _near(before: tuple[float, ...], box: tuple[float, ...]) -> bool:
    return box[0] - before[2] <= WIDE_GAP * (box[3] - box[1])


def _cover(*boxes: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _right_to_left(text: str) -> bool:
    return any("\u0590" <= char <= "\u08ff" for char in text)


def wide(char: str) -> bool:
    """Whether a character is Chinese (or another full-width one), between which no space is written."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uff60"
