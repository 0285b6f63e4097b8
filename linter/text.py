"""One string per paper, and where each slice of it came from.

What a paper has thousands of is a `Struct`, which is made six times faster than a frozen dataclass.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Layer = Literal[
    "body", "header", "footer", "footnote", "endnote", "comment", "text box", "form", "hidden", "attachment"
]
BlockKind = Literal["heading", "paragraph", "cell"]


class Span(Struct, frozen=True, order=True):
    """A half-open range of code points in `Document.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """The smallest range that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Box(Struct, frozen=True):
    """A rectangle on a PDF page: points from the top left corner of the page as it is shown, pages from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Place(Struct, frozen=True):
    """Where a person finds a slice of a paper; `str()` gives the words for it.

    Counts start at 1. `layer` names a part outside the body ("header", "comment 2"); `section` is the heading
    that the slice stands under, with its clause number ("§7 Payment").
    """

    page: int | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    layer: str | None = None
    section: str | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.sheet}!{self.cell}" if self.sheet else self.cell
        words = [self.sheet, self.layer, self.page and f"page {self.page}", self.section]
        if self.table is not None:
            words.append(f"table {self.table}" + (f" row {self.row}" if self.row else ""))
        elif self.line is not None:
            words.append(f"line {self.line}")
        elif self.paragraph is not None:
            words.append(f"paragraph {self.paragraph}")
        return ", ".join(word for word in words if word) or "the document"


class Block(Struct, frozen=True):
    """A paragraph, a heading or a table cell: text that belongs together.

    A line feed inside a block is a line break inside the paragraph or cell. `number` is the clause number as it is
    shown ("7.2", "(a)", "第三条"), which is also part of the text. `level` is 1 for a top heading, 0 otherwise.
    """

    span: Span
    kind: BlockKind
    place: Place
    layer: Layer = "body"
    level: int = 0
    number: str | None = None


class Cell(Struct, frozen=True):
    """A table cell; rows and columns count from 0. `format` is a spreadsheet's number format code.

    `number` is the value as a decimal string where the file holds a number, `formula` the formula behind it;
    `calculated` is False for a formula whose value was never stored.
    """

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    place: Place = Place()
    format: str | None = None
    number: str | None = None
    formula: str | None = None
    calculated: bool = True
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in row order; `ruled` says that lines were drawn around them (or that the format has real tables)."""

    span: Span
    cells: tuple[Cell, ...]
    place: Place = Place()
    ruled: bool = True

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells row by row, each row from left to right; a merged cell stands in its first row only."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return tuple(tuple(sorted(rows[row], key=lambda cell: cell.column)) for row in sorted(rows))


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not read: `code` names the cause, `hint` says what to do about it.

    Codes: image-only-page, encrypted, corrupt, empty, limit, not-calculated, unsupported, timeout, memory, crash,
    lfs-pointer, doubtful-text, language.
    """

    code: str
    place: str
    hint: str
    waivable: bool = True


class Word(Struct, frozen=True):
    """A PDF word with its rectangle, for highlights."""

    span: Span
    box: Box


class Anchor(Struct, frozen=True):
    """The Word run that holds a slice: package part, paragraph and run counted from 0 in document order."""

    span: Span
    part: str
    paragraph: int
    run: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change. Deleted text is not part of `Document.text`; `at` is where it stood (empty span) or stands."""

    kind: Literal["deleted", "inserted", "moved"]
    text: str
    at: Span
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Trait:
    """Something about the file that a reader of the page does not see.

    Codes: macros, javascript, launch-action, attachment, remote-template, external-link, embedded-object,
    hidden-sheet, hidden-rows, hidden-text, signature, form, encoding, type-mismatch, polyglot, ocr-layer, image.
    """

    code: str
    detail: str
    place: Place = Place()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as a person reads it: one string, the blocks and tables in it, and what could not be read.

    The text is the blocks in reading order. Blocks end with a line feed, cells of one table row are separated by
    a tab. `part` names the sheet or the attachment when one file holds several papers. `accepted` are gaps that a
    waiver accepts; they are no longer among `gaps`.
    """

    path: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    gaps: tuple[Gap, ...] = ()
    part: str | None = None
    encoding: str | None = None
    pages: int = 0
    words: tuple[Word, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    revisions: tuple[Revision, ...] = ()
    traits: tuple[Trait, ...] = ()
    accepted: tuple[Gap, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at `offset`, or the last one before it."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return self.blocks[index] if index >= 0 else None

    def place(self, span: Span) -> Place:
        """Where the first character of `span` stands."""
        block = self.block_at(span.start)
        if block is None:
            return Place()
        lines_down = self.text.count("\n", block.span.start, span.start)
        if block.place.line is None or not lines_down:
            return block.place
        return replace(block.place, line=block.place.line + lines_down)

    def quote(self, span: Span, limit: int = 200) -> str:
        """The document's own words on one line, cut with an ellipsis at `limit` characters."""
        words = " ".join(self.text[span.start : span.end].split())
        return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """The rectangles of the words that `span` touches; empty for formats without pages."""
        return tuple(word.box for word in self.words if word.span.overlaps(span))

    def lines(self) -> tuple[Span, ...]:
        """Every line of every block, cell by cell: the units that a label and its value stand in."""
        found: list[Span] = []
        for block in self.blocks:
            start = block.span.start
            for line in self.text[block.span.start : block.span.end].split("\n"):
                if line.strip():
                    found.append(Span(start, start + len(line)))
                start += len(line) + 1
        return tuple(found)


class Builder:
    """Puts a `Document` together block by block, so that spans are right by construction.

    Call `heading`, `paragraph` and, for tables, `begin_table`, `cell` (in row order) and `end_table`.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._row: tuple[int, int] | None = None
        self._cells: list[Cell] | None = None
        self._table_start = 0
        self.blocks: list[Block] = []
        self.tables: list[Table] = []

    @property
    def offset(self) -> int:
        """Where the next character goes."""
        return self._length

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def _write(self, text: str) -> Span:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)

    def paragraph(self, text: str, place: Place, *, layer: Layer = "body", number: str | None = None) -> Span:
        """Add a paragraph (or a line) and the line feed behind it; returns the span of the text alone."""
        return self._block(text, "paragraph", place, layer, 0, number)

    def heading(
        self, text: str, place: Place, *, level: int = 1, layer: Layer = "body", number: str | None = None
    ) -> Span:
        """Add a heading."""
        return self._block(text, "heading", place, layer, level, number)

    def _block(self, text: str, kind: BlockKind, place: Place, layer: Layer, level: int, number: str | None) -> Span:
        span = self._write(text)
        self._write("\n")
        self.blocks.append(Block(span, kind, place, layer, level, number))
        return span

    def begin_table(self) -> None:
        """Open a table; tables inside a cell are opened after the outer table has ended."""
        self._cells = []
        self._row = None
        self._table_start = self._length

    def cell(
        self,
        text: str,
        row: int,
        column: int,
        place: Place,
        *,
        row_span: int = 1,
        column_span: int = 1,
        layer: Layer = "body",
        format: str | None = None,
        number: str | None = None,
        formula: str | None = None,
        calculated: bool = True,
        hidden: bool = False,
    ) -> Span:
        """Add a cell; a cell of a later row starts a new line, one of the same row follows a tab."""
        if self._cells is None:
            raise ValueError("a cell needs an open table")
        if self._row is not None:
            self._write("\t" if self._row[0] == row else "\n")
        self._row = (row, column)
        span = self._write(text)
        self._cells.append(
            Cell(span, row, column, row_span, column_span, place, format, number, formula, calculated, hidden)
        )
        self.blocks.append(Block(span, "cell", place, layer))
        return span

    def end_table(self, place: Place, *, ruled: bool = True) -> Span:
        """Close the table; returns its span."""
        cells = self._cells or []
        span = Span(self._table_start, self._length)
        if cells:
            self._write("\n")
            self.tables.append(Table(span, tuple(cells), place, ruled))
        self._cells = None
        return span


__all__ = [
    "Anchor",
    "Block",
    "BlockKind",
    "Box",
    "Builder",
    "Cell",
    "Document",
    "Gap",
    "Layer",
    "Place",
    "Revision",
    "Span",
    "Table",
    "Trait",
    "Word",
]
