"""The lines of a paper as they stand on it: rows and columns, so that side-by-side blocks can be told apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tradelint.facts.captions import Caption
from tradelint.facts.reading import Reading
from tradelint.text import Block, Span, Table, Word

# A run of spaces or a drawn line between two things on one line.
WIDE = re.compile(r"\s*[|│┃║\t]\s*|\s{4,}")
FRAME = " \t\u3000|│┃║┌┐└┘├┤┬┴┼─━═╔╗╚╝*#_>★•·●▪=~\uf0b7"
CELL = 1_000
HEADS = frozenset(
    ["seller", "buyer", "shipper", "consignee", "notify", "ship_to", "manufacturer", "party_a", "party_b"]
)
BARE = frozenset(
    ["no", "number", "n°", "to", "from", "name", "company", "place", "offer", "ref", "bank", "agent", "total"]
)
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line: `row` counts the lines of the paper, `left` tells the column.

    `top` and `bottom` are in lines, so that the space between two rows shows. `table` is the number of the table in
    which columns are counted, None where they are counted over the whole page. `right` is known on PDF pages only.
    `caption` is the one it opens with.
    """

    span: Span
    row: int
    left: int
    top: float
    bottom: float
    table: int | None = None
    slack: int = 0
    heading: bool = False
    layer: str = "body"
    caption: Caption | None = None
    right: int = 0


def lay_out(reading: Reading) -> tuple[Segment, ...]:
    """The segments of a document: by geometry (PDF), by cell references (sheets), else in reading order."""
    captions = _Captions(reading)
    if reading.document.words:
        found = _by_geometry(reading)
    elif any(block.place.cell for block in reading.document.blocks):
        found = _by_cells(reading)
    else:
        found = list(_Flow(reading).run())
    found = [replace(segment, caption=captions.opening(segment.span)) for segment in found]
    return tuple(s if s.caption is not None else replace(s, caption=_bare_label(reading, s.span)) for s in found)


def _bare_label(reading: Reading, span: Span) -> Caption | None:
    """`Supplier          Customer`: a column's head that is nothing but a caption."""
    hits = [h for h in reading.hits("labels", span) if len(h.span) >= len(span) - 1 and h.id in HEADS]
    return Caption(span, None, tuple(dict.fromkeys(h.id for h in hits)), "right") if hits else None


class _Captions:
    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        # A heading that names no topic is no caption of what stands under it here.
        captions = [c for c in reading.captions if c.topics or c.via != "clause"]
        self.captions = sorted(captions, key=lambda c: (c.label.start, not c.topics, c.via != "line"))
        self.starts = [c.label.start for c in self.captions]

    def opening(self, piece: Span) -> Caption | None:
        """The caption at the start of a piece."""
        index = bisect_right(self.starts, piece.start - 1)
        for caption in self.captions[index : index + 6]:
            if caption.label.start >= piece.end:
                break
            lead = self.text[piece.start : caption.label.start].strip("()（）.、 ")
            if (
                caption.label.end <= piece.end
                and not self._house_number(caption)
                and not any(map(str.isalpha, lead[2:]))
            ):
                return caption
        return None

    def _house_number(self, caption: Caption) -> bool:
        """`No. 8 Haitian Road`: a bare "No" without a colon is no caption here."""
        label = self.text[caption.label.start : caption.label.end].strip(". ").casefold()
        return label in BARE and not re.match(
            r"\s*[.)）]?\s*[:：]", self.text[caption.label.end : caption.label.end + 5]
        )


# -- in reading order


class _Flow:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.row = 0
        self.tables = sorted(reading.document.tables, key=lambda table: table.span)

    def run(self) -> Iterator[Segment]:
        in_table: set[int] = set()
        for block in self.reading.document.blocks:
            number = self._table_of(block)
            if number is None:
                yield from self._paragraph(block)
            elif number not in in_table:
                in_table.add(number)
                yield from self._table(self.tables[number], number, block.layer)

    def _table_of(self, block: Block) -> int | None:
        if block.kind != "cell":
            return None
        return next((number for number, table in enumerate(self.tables) if table.span.contains(block.span)), None)

    def _paragraph(self, block: Block) -> Iterator[Segment]:
        line = block.place.line
        for offset, span in enumerate(_lines(self.text, block.span)):
            self.row += 1
            top = float(self.row if line is None else line + offset)
            for piece in _pieces(self.text, span):
                yield Segment(
                    piece,
                    self.row,
                    piece.start - span.start,
                    top,
                    top + 1,
                    None,
                    3,
                    block.kind == "heading",
                    block.layer,
                )

    def _table(self, table: Table, number: int, layer: str) -> Iterator[Segment]:
        for cells in table.rows():
            base, height = self.row + 1, 1
            for cell in cells:
                lines = _lines(self.text, cell.span)
                height = max(height, len(lines))
                for offset, span in enumerate(lines):
                    for piece in _pieces(self.text, span):
                        left = cell.column * CELL + min(piece.start - span.start, CELL - 1)
                        row = base + offset
                        yield Segment(piece, row, left, float(row), row + 1.0, number, 0, False, layer)
            self.row += height
        self.row += 1


# -- spreadsheets


def _by_cells(reading: Reading) -> list[Segment]:
    """Rows and columns of the sheet, whatever table or paragraph a cell was read into."""
    found = []
    sheets: dict[str | None, int] = {}
    for block in reading.document.blocks:
        reference = REFERENCE.fullmatch(block.place.cell or "")
        if reference is None:
            continue
        sheet = sheets.setdefault(block.place.sheet, len(sheets)) * 10_000_000
        column, number = _column(reference.group(1)), sheet + int(reference.group(2))
        for offset, span in enumerate(_lines(reading.text, block.span)):
            for piece in _pieces(reading.text, span):
                left = column * CELL + min(piece.start - span.start, CELL - 1)
                top = number + min(offset, 40) / 50
                found.append(Segment(piece, 0, left, top, number + 1.0, None, 0, block.kind == "heading", block.layer))
    return _numbered(sorted(found, key=lambda s: (s.top, s.left)), 0.001)


def _column(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value - 1


# -- PDF pages


def _by_geometry(reading: Reading) -> list[Segment]:
    """Rows by the height of words on the page, columns in points."""
    words = sorted(reading.document.words, key=lambda word: word.span)
    starts = [word.span.start for word in words]
    found = []
    for block in reading.document.blocks:
        for line in _lines(reading.text, block.span):
            for piece in _pieces(reading.text, line):
                inside = _words_of(words, starts, piece)
                if inside:
                    found.append(_placed(piece, block, inside))
    return _numbered(sorted(found, key=lambda s: (s.top, s.left)), 0.5)


def _words_of(words: list[Word], starts: list[int], piece: Span) -> list[Word]:
    first = max(0, bisect_right(starts, piece.start) - 1)
    found = []
    for word in words[first:]:
        if word.span.start >= piece.end:
            break
        if word.span.overlaps(piece):
            found.append(word)
    return found


# Lines are about this many points high; pages follow each other with room between them.
LINE = 12.0
PAGE = 200.0


def _placed(piece: Span, block: Block, words: list[Word]) -> Segment:
    boxes = [word.box for word in words if word.box.page == words[0].box.page]
    base = boxes[0].page * PAGE
    middle = sum(box.top + box.bottom for box in boxes) / len(boxes) / 2
    height = max(box.bottom - box.top for box in boxes)
    top = base + (middle - height / 2) / LINE
    left = int(min(box.left for box in boxes))
    right = int(max(box.right for box in boxes))
    heading = block.kind == "heading"
    return Segment(piece, 0, left, top, top + height / LINE, None, 14, heading, block.layer, right=right)


def _numbered(segments: list[Segment], tolerance: float) -> list[Segment]:
    """Segments sorted from top to bottom get the numbers of their rows; each row is then sorted from left to right."""
    found: list[Segment] = []
    row, top = 0, float("-inf")
    for segment in segments:
        if segment.top - top > tolerance:
            row, top = row + 1, segment.top
        found.append(replace(segment, row=row))
    return sorted(found, key=lambda s: (s.row, s.left))


# -- slices


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The parts of a line between wide gaps and drawn lines."""
    start = span.start
    cuts = [(m.start(), m.end()) for m in WIDE.finditer(text, span.start, span.end)]
    for cut, resume in [*cuts, (span.end, span.end)]:
        piece = _trim(text, Span(start, cut))
        if len(piece) and any(char.isalnum() for char in text[piece.start : piece.end]):
            yield piece
        start = resume


def _lines(text: str, span: Span) -> list[Span]:
    found, start = [], span.start
    for line in text[span.start : span.end].split("\n"):
        found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def _trim(text: str, span: Span) -> Span:
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip(FRAME))
    right = len(raw) - len(raw.rstrip(FRAME))
    return Span(span.start + left, max(span.start + left, span.end - right))
