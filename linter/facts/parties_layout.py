"""The lines of a paper as they stand on it: rows and columns, so that side-by-side blocks can be told apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from tradelint.facts.captions import Caption
from tradelint.facts.reading import Reading
from tradelint.text import Block, Span, Table

# A run of spaces or a drawn line between two things on one line.
WIDE = re.compile(r"\s*[|│┃║\t]\s*|\s{4,}")
FRAME = " \t\u3000|│┃║┌┐└┘├┤┬┴┼─━═╔╗╚╝*#_>★•·●▪\uf0b7"
CELL = 1_000
BARE = frozenset(
    ["no", "number", "n°", "to", "from", "name", "company", "place", "offer", "ref", "bank", "agent", "total"]
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line: `row` counts the lines of the paper, `left` tells the column, `gap` an empty line before it.

    `table` is the number of the table the piece stands in; `caption` is the first caption in it, if it opens with one.
    """

    span: Span
    row: int
    left: int
    table: int | None = None
    gap: bool = False
    heading: bool = False
    layer: str = "body"
    caption: Caption | None = None


def lay_out(reading: Reading) -> tuple[Segment, ...]:
    """The segments of a document in reading order."""
    return _Layout(reading).run()


class _Layout:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.found: list[Segment] = []
        self.row = 0
        self.captions = sorted(reading.captions, key=lambda c: (c.label.start, c.via != "line"))
        self.starts = [c.label.start for c in self.captions]
        self.tables = sorted(reading.document.tables, key=lambda table: table.span)

    def run(self) -> tuple[Segment, ...]:
        in_table: set[int] = set()
        last_line: int | None = None
        for block in self.reading.document.blocks:
            number = self._table_of(block)
            if number is None:
                last_line = self._paragraph(block, last_line)
            elif number not in in_table:
                in_table.add(number)
                self._table(self.tables[number], number, block.layer)
        return tuple(self.found)

    def _table_of(self, block: Block) -> int | None:
        if block.kind != "cell":
            return None
        for number, table in enumerate(self.tables):
            if table.span.contains(block.span):
                return number
        return None

    def _paragraph(self, block: Block, last_line: int | None) -> int | None:
        line = block.place.line
        gap = line is not None and last_line is not None and line > last_line + 1
        for offset, span in enumerate(_lines(self.text, block.span)):
            self.row += 1
            self._pieces(span, self.row, 0, None, gap and offset == 0, block)
        if line is None:
            return None
        return line + self.text.count("\n", block.span.start, block.span.end)

    def _table(self, table: Table, number: int, layer: str) -> None:
        for cells in table.rows():
            base = self.row + 1
            height = 1
            for cell in cells:
                lines = _lines(self.text, cell.span)
                height = max(height, len(lines))
                for offset, span in enumerate(lines):
                    self._pieces(span, base + offset, cell.column * CELL, number, False, None, layer)
            self.row += height
        self.row += 1

    def _pieces(
        self, span: Span, row: int, left: int, table: int | None, gap: bool, block: Block | None, layer: str = "body"
    ) -> None:
        start = span.start
        cuts = [(m.start(), m.end()) for m in WIDE.finditer(self.text, span.start, span.end)]
        for cut, resume in [*cuts, (span.end, span.end)]:
            piece = _trim(self.text, Span(start, cut))
            if len(piece) and any(char.isalnum() for char in self.text[piece.start : piece.end]):
                self.found.append(
                    Segment(
                        piece,
                        row,
                        left + min(piece.start - span.start, CELL - 1),
                        table,
                        gap and start == span.start,
                        block is not None and block.kind == "heading",
                        block.layer if block is not None else layer,
                        self._caption(piece),
                    )
                )
            start = resume

    def _house_number(self, caption: Caption) -> bool:
        """`No. 8 Haitian Road`: a bare "No" without a colon is no caption here."""
        label = self.text[caption.label.start : caption.label.end].strip(". ").casefold()
        return label in BARE and not re.match(
            r"\s*[.)）]?\s*[:：]", self.text[caption.label.end : caption.label.end + 5]
        )

    def _caption(self, piece: Span) -> Caption | None:
        index = bisect_right(self.starts, piece.start - 1)
        for caption in self.captions[index : index + 6]:
            if caption.label.start >= piece.end:
                break
            lead = self.text[piece.start : caption.label.start]
            if (
                caption.label.end <= piece.end
                and not self._house_number(caption)
                and not any(char.isalpha() for char in lead.strip("()（）.、 ")[2:])
            ):
                return caption
        return None


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
