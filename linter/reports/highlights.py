"""The paper's own text with the findings marked in it: blocks and tables cut into runs at the edges of spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from tradelint.reports.people import Entry, Paper
from tradelint.reports.visible import veiled, visible
from tradelint.text import Block, Cell, Document, Place, Span, Table

# A report is to be opened in a browser: of a longer paper the beginning is shown, and that is said.
MOST_TEXT = 300_000


@dataclass(frozen=True)
class Mark:
    """A span that a finding speaks of; `key` names it among the marks of the paper (`t3`, and `r3-1` beside it)."""

    key: str
    number: int
    tone: str
    span: Span


@dataclass(frozen=True)
class Run:
    """Characters under the same marks: `tone` is the gravest of them, or empty. A mark's first run is its anchor."""

    text: str
    tone: str = ""
    anchors: tuple[str, ...] = ()
    refs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Slot:
    """A table cell."""

    runs: tuple[Run, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Piece:
    """A heading, paragraph or table, or a divider where a page or sheet begins; `layer` names what is not body text."""

    kind: str
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[Slot, ...], ...] = ()
    label: str = ""
    layer: str = ""


@dataclass(frozen=True)
class Text:
    """The pieces in reading order, the keys of the marks that stand in them, and whether the end was left out."""

    pieces: tuple[Piece, ...]
    anchors: frozenset[str]
    is_cut: bool


def text_of(paper: Paper, *, show_bank: bool) -> Text | None:
    """The text of a paper; None where the record does not carry it."""
    document = paper.document
    if document is None:
        return None
    text = document.text if show_bank else veiled(document.text, paper.record.secrets)
    sweep = Sweep(text, sorted(_marks(paper.entries), key=lambda mark: (mark.span, mark.number)))
    pieces = tuple(_pieces(document, sweep))
    return Text(pieces, frozenset(sweep.seen), len(document.text) > MOST_TEXT)


def _marks(entries: Iterable[Entry]) -> Iterator[Mark]:
    for entry in entries:
        tone = entry.severity.value if entry.is_new else "accepted"
        if entry.span:
            yield Mark(f"t{entry.number}", entry.number, tone, entry.span)
        for number, aside in enumerate(entry.related, 1):
            if aside.span and not aside.path:
                yield Mark(f"r{entry.number}-{number}", entry.number, tone, aside.span)


@dataclass
class Sweep:
    """Cuts slices of the text into runs. Slices are asked for in the order of the text."""

    text: str
    waiting: list[Mark]
    active: list[Mark] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def runs(self, span: Span) -> tuple[Run, ...]:
        """The runs of one slice."""
        while self.waiting and self.waiting[0].span.start < span.end:
            self.active.append(self.waiting.pop(0))
        self.active = [mark for mark in self.active if mark.span.end > span.start]
        here = [mark for mark in self.active if mark.span.overlaps(span)]
        fresh = [mark for mark in here if mark.key not in self.seen]
        self.seen.update(mark.key for mark in fresh)
        edges = {span.start, span.end}
        edges.update(edge for mark in here for edge in (mark.span.start, mark.span.end) if span.start < edge < span.end)
        cuts = sorted(edges)
        return tuple(self._run(Span(*pair), here, fresh, span) for pair in pairwise(cuts))

    def _run(self, part: Span, here: Sequence[Mark], fresh: Sequence[Mark], whole: Span) -> Run:
        over = [mark for mark in here if mark.span.overlaps(part)]
        return Run(
            visible(self.text[part.start : part.end]),
            min((mark.tone for mark in over), key=TONES.index, default=""),
            tuple(mark.key for mark in fresh if max(mark.span.start, whole.start) == part.start),
            tuple(dict.fromkeys(mark.number for mark in fresh if min(mark.span.end, whole.end) == part.end)),
        )


TONES = ("error", "warning", "info", "accepted")


def _pieces(document: Document, sweep: Sweep) -> Iterator[Piece]:
    tables = iter(document.tables)
    table = next(tables, None)
    done = 0
    here = ""
    for block in document.blocks:
        if block.span.start > MOST_TEXT:
            return
        if block.span.start < done:
            continue
        where = _sheet_or_page(block.place)
        if where and where != here:
            here = where
            yield Piece("divider", label=visible(where))
        while table is not None and table.span.end <= block.span.start and table.span.end < block.span.end:
            table = next(tables, None)
        if block.kind == "cell" and table is not None and table.span.start <= block.span.start:
            yield Piece("table", rows=tuple(_rows(table, sweep)), layer=_layer(block))
            done = table.span.end + 1
        elif document.text[block.span.start : block.span.end].strip():
            yield Piece(
                "heading" if block.kind == "heading" else "paragraph", sweep.runs(block.span), layer=_layer(block)
            )


def _sheet_or_page(place: Place) -> str:
    return place.sheet or (f"page {place.page}" if place.page else "")


def _layer(block: Block) -> str:
    return "" if block.layer == "body" else visible(block.place.layer or block.layer)


def _rows(table: Table, sweep: Sweep) -> Iterator[tuple[Slot, ...]]:
    """The rows with an empty slot wherever no cell stands or reaches."""
    taken: set[tuple[int, int]] = set()
    for row, cells in groupby(table.cells, key=lambda cell: cell.row):
        slots: list[Slot] = []
        column = min((cell.column for cell in table.cells), default=0)
        for cell in cells:
            while column < cell.column:
                if (row, column) not in taken:
                    slots.append(Slot(()))
                column += 1
            slots.append(_slot(cell, sweep))
            taken.update(_reach(cell))
            column = cell.column + cell.column_span
        yield tuple(slots)


def _slot(cell: Cell, sweep: Sweep) -> Slot:
    return Slot(sweep.runs(cell.span) if len(cell.span) else (), max(1, cell.column_span), max(1, cell.row_span))


def _reach(cell: Cell) -> Iterator[tuple[int, int]]:
    """The positions in later rows that a cell covers; a span that no table has is not followed."""
    for row in range(cell.row + 1, cell.row + min(cell.row_span, 200)):
        for column in range(cell.column, cell.column + min(cell.column_span, 200)):
            yield row, column
