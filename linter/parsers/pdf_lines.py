"""Lines of a PDF page by mid-height, and the segments that wide gaps cut them into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace
from tradelint.parsers.pdf_spaced import spaced_out
from tradelint.parsers.pdf_words import PdfWord, wide

# A gap wider than this share of the font's box separates two cells (a Courier space is 0.51 of it).
GAP = 0.6
# What stands for such a gap where both sides end up in one line of text.
WIDE_SPACE = "    "
# Between Chinese characters a gap below this is no space, between them and others below the lower one.
NO_SPACE_WIDE, NO_SPACE_MIXED, TOUCHING = 0.35, 0.12, -0.3
# So many spaces or more in a row, no wider than that and as wide as each other up to this factor, are justified text.
FEWEST_SPACES, WIDEST_SPACE, ALIKE = 4, 1.6, 1.3
# Words that overlap by more than this are printed over each other.
OVERLAP = -0.8
# Words belong to one line when their mid-heights differ by less than this share of the lower one's box.
SAME_LINE = 0.4
# A superscript's or subscript's font box is lower than this share of its neighbour's.
RAISED = 0.92


CURRENCY_SIGNS = ("$", "US$", "€", "£", "¥", "￥", "₹", "₩", "₽", "₫", "฿", "₺", "₱")


class Segment(Struct, frozen=True):
    """Words of one line that stand close together.

    `height` and `middle` are those of the usual font box among them, `line` is the number of their line on the page.
    """

    words: tuple[PdfWord, ...]
    left: float
    top: float
    right: float
    bottom: float
    text: str
    height: float
    middle: float
    line: int = 0
    bold: bool = False
    page: int = 1


class Line(Struct, frozen=True):
    """The segments at one height of the page, from left to right."""

    segments: tuple[Segment, ...]
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """The left edge."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """The right edge."""
        return self.segments[-1].right

    @property
    def height(self) -> float:
        """The height of its highest font box."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The mid-height of its first segment."""
        return self.segments[0].middle


def word_rows(words: Iterable[PdfWord]) -> list[list[PdfWord]]:
    """The words of each line from left to right, lines from top to bottom."""
    rows: list[list[PdfWord]] = []
    centre = height = 0.0
    for word in sorted(words, key=lambda w: (w[2] + w[4], w.left, w.at)):
        middle, tall = word.middle, word.height
        if rows and middle - centre <= SAME_LINE * (tall if tall < height else height):
            row = rows[-1]
            row.append(word)
            centre += (middle - centre) / len(row)
            height = max(height, tall) if tall < 1.8 * height else height
        else:
            rows.append([word])
            centre, height = middle, tall
    rows = [_in_order(row) for row in rows]
    return [spaced_out(row) for row in _with_raised(rows)]


def _in_order(row: list[PdfWord]) -> list[PdfWord]:
    """Words from left to right; where texts are printed over each other, each of them whole."""
    row.sort(key=lambda w: (w.left, w.at))
    if all(after.left > before.left + 0.5 * (before.right - before.left) for before, after in pairwise(row)):
        return row
    chains: list[list[PdfWord]] = []
    for word in sorted(row, key=lambda w: w.at):
        last = chains[-1][-1] if chains else None
        if last is not None and 0 < word.at - last.at - len(last.text) < 3 and word.left > last.left:
            chains[-1].append(word)
        else:
            chains.append([word])
    return [word for chain in sorted(chains, key=lambda chain: chain[0].left) for word in chain]


def _with_raised(rows: list[list[PdfWord]]) -> list[list[PdfWord]]:
    """Superscripts and subscripts back in the line that they touch."""
    for index, row in enumerate(rows):
        for word in row if _is_low(row, rows, index) else ():
            for near in (index - 1, index + 1):
                if 0 <= near < len(rows) and _hangs_on(word, rows[near]):
                    rows[near].append(word)
                    rows[near].sort(key=lambda w: (w.left, w.at))
                    rows[index] = [other for other in rows[index] if other is not word]
                    break
    return [row for row in rows if row]


def _is_low(row: list[PdfWord], rows: list[list[PdfWord]], index: int) -> bool:
    low = min(word.height for word in row)
    return any(0 <= n < len(rows) and rows[n] and low < RAISED * rows[n][0].height for n in (index - 1, index + 1))


def _hangs_on(word: PdfWord, row: list[PdfWord]) -> bool:
    for other in row:
        overlap = min(word.bottom, other.bottom) - max(word.top, other.top)
        beside = min(abs(word.left - other.right), abs(other.left - word.right))
        if word.height < RAISED * other.height and overlap > 0.5 * word.height and beside < 0.25 * other.height:
            return True
    return False


def make_line(row: Sequence[PdfWord], number: int = 0, page: int = 1) -> Line:
    """The line of some words, cut where gaps are wide."""
    cuts = [0, *_cuts(row), len(row)]
    return line_of([make_segment(row[start:stop], number, page) for start, stop in pairwise(cuts)])


def line_of(segments: Sequence[Segment]) -> Line:
    """The line of some segments."""
    if len(segments) == 1:
        return Line((segments[0],), segments[0].top, segments[0].bottom)
    return Line(tuple(segments), min(s.top for s in segments), max(s.bottom for s in segments))


def pick(lines: Iterable[Line], wanted: Callable[[PdfWord], bool]) -> list[Line]:
    """The lines with only those words that are wanted."""
    found = []
    for line in lines:
        segments = [part for segment in line.segments if (part := part_of(segment, wanted)) is not None]
        if segments:
            found.append(line if len(segments) == len(line.segments) else line_of(segments))
    return found


def part_of(segment: Segment, wanted: Callable[[PdfWord], bool]) -> Segment | None:
    """A segment with only those words that are wanted; None if there are none."""
    words = [word for word in segment.words if wanted(word)]
    if len(words) == len(segment.words):
        return segment
    return sub_segment(segment, words) if words else None


def sub_segment(segment: Segment, words: Sequence[PdfWord]) -> Segment:
    """Some words of a segment as one of their own."""
    return replace(make_segment(words, segment.line, segment.page), bold=segment.bold)


def _cuts(row: Sequence[PdfWord]) -> list[int]:
    """Where a line is cut: at wide gaps, before figures behind dots, where texts are printed over each other."""
    gaps = [(after.left - before.right) / min(before.height, after.height) for before, after in pairwise(row)]
    stretched = _stretched(gaps) if len(gaps) >= FEWEST_SPACES else frozenset()
    found = []
    for index, (gap, before, after) in enumerate(zip(gaps, row, row[1:], strict=False), 1):
        is_gap = gap > GAP and index not in stretched and not _belongs(before, after)
        if is_gap or gap < OVERLAP or _is_led(before, after):
            found.append(index)
    return found


def _stretched(gaps: Sequence[float]) -> frozenset[int]:
    """The gaps, counted from 1, that are the spaces of justified text: many in a row, and all as wide as each other."""
    found: set[int] = set()
    ends = [-1, *(i for i, gap in enumerate(gaps) if gap > WIDEST_SPACE), len(gaps)]
    for before, end in pairwise(ends):
        part = gaps[before + 1 : end]
        if len(part) >= FEWEST_SPACES and max(part) <= ALIKE * min(part):
            found.update(range(before + 2, end + 1))
    return frozenset(found)


def _is_led(before: PdfWord, after: PdfWord) -> bool:
    """Whether dots lead from a caption to a figure."""
    return before.text.endswith("....") and any(map(str.isdigit, after.text))


def _belongs(before: PdfWord, after: PdfWord) -> bool:
    """Whether two words are one cell in spite of a gap: a lone colon, a currency sign at the other edge of the cell."""
    return after.text in (":", "：") or (before.text in CURRENCY_SIGNS and after.text[0].isdigit())


def make_segment(words: Sequence[PdfWord], number: int = 0, page: int = 1, bold: bool = False) -> Segment:
    """A segment of words that stand on one line, in order."""
    first = words[0]
    if len(words) == 1:
        text, left, top, right, bottom, _, _, height, middle = first
        return Segment(tuple(words), left, top, right, bottom, text, height, middle, number, bold, page)
    usual = sorted(words, key=_height_of)[len(words) // 2]
    top, right, bottom = min(w.top for w in words), max(w.right for w in words), max(w.bottom for w in words)
    return Segment(
        tuple(words), first.left, top, right, bottom, join(words), usual.height, usual.middle, number, bold, page
    )


def _height_of(word: PdfWord) -> float:
    return word.height


def merge(segments: Sequence[Segment]) -> Segment:
    """Segments of one line as one; wide gaps become wide spaces."""
    first = segments[0]
    if len(segments) == 1:
        return first
    words = [word for segment in segments for word in segment.words]
    parts = [first.text]
    for before, segment in pairwise(segments):
        wide_gap = segment.left - before.right > 2 * GAP * min(before.height, segment.height)
        parts += [WIDE_SPACE if wide_gap else " ", segment.text]
    whole = make_segment(words, first.line, first.page, all(s.bold for s in segments))
    return replace(whole, text="".join(parts))


def with_marker(segments: Sequence[Segment]) -> Segment:
    """A clause number and the words behind it as one segment, with a single space between them."""
    whole = merge(segments)
    return replace(whole, text=f"{segments[0].text} {merge(segments[1:]).text}", bold=segments[1].bold)


def join(words: Sequence[PdfWord]) -> str:
    """The words with spaces where the page has spaces."""
    before = words[0]
    parts = [before.text]
    for word in words[1:]:
        gap = (word.left - before.right) / (word.height if word.height < before.height else before.height)
        if gap > NO_SPACE_WIDE or not _no_space(before, word, gap):
            parts.append(" ")
        parts.append(word.text)
        before = word
    return "".join(parts)


def _no_space(before: PdfWord, after: PdfWord, gap: float) -> bool:
    """Whether two words that stand close together are one: Chinese, or a raised figure behind its word."""
    if after.spaced > 0:
        return False
    if before.height == after.height and before.text.isascii() and after.text.isascii():
        return False
    if after.spaced < 0 or (wide(before.text[-1]) and wide(after.text[0])):
        return True
    raised = not RAISED <= before.height / after.height <= 1 / RAISED and before.middle != after.middle
    return TOUCHING < gap < NO_SPACE_MIXED and (raised or wide(before.text[-1]) or wide(after.text[0]))
