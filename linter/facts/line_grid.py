"""Rows and pieces: one shape for ruled tables, aligned text and words on a page, in which goods lines are found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tradelint.text import Block, Cell, Document, Span, Table, Word

# A gap wider than this share of the word's height separates two cells of a page.
GAP = 0.6
BORDERS = "|│┃║¦"
RULE = re.compile(r"[\s\-=_*+~─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬|│┃║:.·]*")
WIDE_GAP = re.compile(r"\t+|[ \u00a0\u3000]{2,}|\u3000")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together in one row, from `left` to `right` (columns, characters or points).

    `inherited` marks a merged cell that began in a row above.
    """

    span: Span
    text: str
    left: float
    right: float
    cell: Cell | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces at one height, from left to right; `top` and `bottom` are points where the page is known."""

    pieces: tuple[Piece, ...]
    page: int = 0
    top: float = 0.0
    bottom: float = 0.0

    @property
    def text(self) -> str:
        """The row as one line."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def span(self) -> Span:
        """From the first to the last piece."""
        start = min(p.span.start for p in self.pieces)
        return Span(start, max(p.span.end for p in self.pieces))


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that may hold a table. In a `strict` grid `left` and `right` are column numbers, else positions."""

    rows: tuple[Row, ...]
    strict: bool
    table: int | None = None
    ruled: bool = False


def table_grids(document: Document) -> tuple[Grid, ...]:
    """One grid for each table of a document; hidden cells are left out."""
    return tuple(_table_grid(document, table, index) for index, table in enumerate(document.tables))


def _table_grid(document: Document, table: Table, index: int) -> Grid:
    rows: dict[int, list[Piece]] = {}
    for cell in table.cells:
        raw = document.text[cell.span.start : cell.span.end]
        if cell.hidden or not (raw.strip() or cell.formula):
            continue
        for row in range(cell.row, cell.row + max(1, cell.row_span)):
            left, right = float(cell.column), float(cell.column + max(1, cell.column_span))
            piece = Piece(cell.span, raw, left, right, cell, row > cell.row)
            rows.setdefault(row, []).append(piece)
    ordered = (tuple(sorted(rows[r], key=lambda p: (p.left, p.inherited))) for r in sorted(rows))
    return Grid(tuple(Row(pieces) for pieces in ordered), True, index, table.ruled)


def transposed(grid: Grid) -> Grid:
    """The same cells with rows and columns exchanged, for tables whose headers stand in the first column."""
    rows: dict[float, list[Piece]] = {}
    for number, row in enumerate(grid.rows):
        for piece in row.pieces:
            turned = replace(piece, left=float(number), right=float(number + 1))
            rows.setdefault(piece.left, []).append(turned)
    return Grid(tuple(Row(tuple(rows[left])) for left in sorted(rows)), True, grid.table, grid.ruled)


def exploded(grid: Grid) -> Grid:
    """The grid with rows of several lines cut into one row for each line, where the lines stand side by side."""
    rows: list[Row] = []
    for row in grid.rows:
        rows.extend(_line_rows(row))
    return replace(grid, rows=tuple(rows))


def _line_rows(row: Row) -> list[Row]:
    cells = [list(_piece_lines(cell)) for cell in row.pieces]
    figured = [lines for lines in cells if len(lines) > 1 and all(any(c.isdigit() for c in p.text) for p in lines)]
    count = max((len(lines) for lines in figured), default=0)
    same = [lines for lines in cells if len(lines) == count]
    varied = any(len({re.sub(r"\D", "", p.text) for p in lines}) > 1 for lines in figured if len(lines) == count)
    if count < 2 or len(same) < 2 or not varied:
        return [row]
    parts: list[list[Piece]] = [[] for _ in range(count)]
    for lines in cells:
        for index, piece in enumerate(lines):
            parts[index if len(lines) == count else 0].append(piece)
    return [replace(row, pieces=tuple(part)) for part in parts if part]


def _piece_lines(piece: Piece) -> Iterator[Piece]:
    start = piece.span.start
    for line in piece.text.split("\n"):
        if line.strip():
            at = start + len(line) - len(line.lstrip())
            yield replace(piece, span=Span(at, at + len(line.strip())), text=line.strip(), cell=None)
        start += len(line) + 1


def text_grids(document: Document) -> tuple[Grid, ...]:
    """Grids of the lines between the tables: cut at borders or at wide gaps, by position and by count."""
    found: list[Grid] = []
    for run in _runs(document):
        if not run:
            continue
        if any(_bordered(document.text[s.start : s.end]) for s in run):
            found.append(Grid(tuple(_bordered_rows(document.text, run)), True))
            continue
        found.append(Grid(tuple(_positioned(document.text, run, tab=8)), False))
        if any("\t" in document.text[s.start : s.end] for s in run):
            found.append(Grid(tuple(_tabbed(document.text, run)), True))
    return tuple(found)


def _runs(document: Document) -> Iterator[list[Span]]:
    """The lines of paragraphs and headings, without those of cells; a table between them ends a run."""
    run: list[Span] = []
    for block in document.blocks:
        if block.kind == "cell":
            if run:
                yield run
                run = []
            continue
        run.extend(_lines(document.text, block))
    yield run


def _lines(text: str, block: Block) -> Iterator[Span]:
    start = block.span.start
    for line in text[block.span.start : block.span.end].split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _bordered(line: str) -> bool:
    inner = line.strip().strip(BORDERS)
    return any(border in inner for border in BORDERS) and not RULE.fullmatch(line)


def _bordered_rows(text: str, run: list[Span]) -> Iterator[Row]:
    """Rows cut at vertical bars; a line without any is one piece."""
    for line in run:
        raw = text[line.start : line.end]
        if RULE.fullmatch(raw):
            continue
        body = raw.strip().strip(BORDERS)
        start = line.start + raw.index(body) if body else line.start
        yield from _counted_row(text, start, re.split(f"[{BORDERS}]", body))


def _tabbed(text: str, run: list[Span]) -> Iterator[Row]:
    for line in run:
        yield from _counted_row(text, line.start, text[line.start : line.end].split("\t"))


def _counted_row(text: str, start: int, parts: list[str]) -> Iterator[Row]:
    """Parts that one sign separates, each in the column of its count; nothing for empty parts."""
    pieces = []
    for index, part in enumerate(parts):
        piece = _trimmed(text, Span(start, start + len(part)), float(index), float(index + 1))
        start += len(part) + 1
        if piece:
            pieces.append(piece)
    if pieces:
        yield Row(tuple(pieces))


def _trimmed(text: str, span: Span, left: float, right: float) -> Piece | None:
    raw = text[span.start : span.end]
    body = raw.strip()
    if not body:
        return None
    start = span.start + raw.index(body)
    return Piece(Span(start, start + len(body)), body, left, right)


def _positioned(text: str, run: list[Span], tab: int) -> Iterator[Row]:
    """Rows cut at wide gaps, with the columns that a fixed-width font shows."""
    for line in run:
        raw = text[line.start : line.end]
        if RULE.fullmatch(raw):
            continue
        places = _columns(raw, tab)
        pieces, at = [], 0
        for gap in [*WIDE_GAP.finditer(raw), None]:
            end = gap.start() if gap else len(raw)
            piece = _trimmed(text, Span(line.start + at, line.start + end), 0, 0)
            if piece:
                first, last = piece.span.start - line.start, piece.span.end - line.start
                pieces.append(Piece(piece.span, piece.text, places[first], places[last]))
            at = gap.end() if gap else end
        if pieces:
            yield Row(tuple(pieces))


def _columns(raw: str, tab: int) -> list[float]:
    """The column in which each character of a line starts, and the end of the line."""
    if raw.isascii() and "\t" not in raw:
        return [float(index) for index in range(len(raw) + 1)]
    places, at = list[float](), 0
    for char in raw:
        places.append(float(at))
        if char == "\t":
            at += tab - at % tab
        else:
            at += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return [*places, float(at)]


def word_grid(document: Document) -> Grid | None:
    """The words of all pages in rows by height, cut at wide gaps; None for a document without boxes."""
    if not document.words:
        return None
    rows: list[Row] = []
    for page in sorted({word.box.page for word in document.words}):
        words = [w for w in document.words if w.box.page == page]
        rows.extend(_row(document.text, line, page) for line in _heights(words))
    return Grid(tuple(row for row in rows if row.pieces), False)


def _heights(words: list[Word]) -> Iterator[list[Word]]:
    """Words with the same middle height, from top to bottom."""
    line: list[Word] = []
    centre = 0.0
    for word in sorted(words, key=lambda w: ((w.box.top + w.box.bottom) / 2, w.box.left)):
        middle, height = (word.box.top + word.box.bottom) / 2, word.box.bottom - word.box.top
        if line and abs(middle - centre) <= 0.4 * min(height, line[-1].box.bottom - line[-1].box.top):
            line.append(word)
            centre += (middle - centre) / len(line)
            continue
        if line:
            yield line
        line, centre = [word], middle
    if line:
        yield line


def _row(text: str, words: list[Word], page: int) -> Row:
    ordered = sorted(words, key=lambda w: (w.box.left, w.span.start))
    groups: list[list[Word]] = []
    for word in ordered:
        if groups and not _apart(text, groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    pieces = (_word_piece(text, group) for group in groups)
    kept = tuple(p for p in pieces if p is not None and not RULE.fullmatch(p.text))
    return Row(kept, page, min(w.box.top for w in words), max(w.box.bottom for w in words))


def _apart(text: str, before: Word, word: Word) -> bool:
    height = min(before.box.bottom - before.box.top, word.box.bottom - word.box.top)
    if word.box.left - before.box.right > GAP * height:
        return True
    between = text[before.span.end : word.span.start]
    return word.span.start < before.span.end or len(between) > 2 or bool(re.search(r"[\t\n]", between))


def _word_piece(text: str, words: list[Word]) -> Piece | None:
    span = Span(words[0].span.start, words[-1].span.end)
    return Piece(span, text[span.start : span.end], words[0].box.left, max(w.box.right for w in words))
