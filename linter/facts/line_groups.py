"""Rows of a table put together: bands of a page, wrapped cells and labels, items with what goes on below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tradelint.facts.line_arbiter import Choice
from tradelint.facts.line_fold import fold
from tradelint.facts.line_grid import Grid, Piece, Row
from tradelint.facts.line_header import Column, HeaderRows
from tradelint.facts.line_roles import read_header
from tradelint.facts.line_rows import BodyRow, classify, is_value, place_pieces
from tradelint.facts.line_totals import SUMS, TotalLabel, total_label
from tradelint.facts.numbers_currency import codes_of
from tradelint.facts.numbers_units import unit_of
from tradelint.text import Span

Cells = dict[int, tuple[Piece, ...]]
WORDS = ("description", "specification", "item", "sku")
PROPERTIES = ("specification", "material", "dimensions", "colour", "hs_code", "origin", "sku", "description", "weight")
CAPTION = re.compile(r"\s*([^:：\d\n]{2,40})[:：]")
FIGURES = ("quantity", "unit_price", "unit_price?", "amount")
# Rows of a page that share this part of their height stand in one band of the table.
OVERLAP = 0.2
# What a narrow cell wraps of a figure, with the currency behind it.
LAST_DIGITS = re.compile(r"(?:\d{1,2}|\d{0,3}[.,]\d{1,2})(?:\s?[€$£¥A-Za-z]{1,3})?|[€$£¥]")
WHOLE_AMOUNT = re.compile(r"[.,]\d\d$")


@dataclass
class ItemRow:
    """An item: the pieces of its row by column, the rows that go on with it, and what was chosen."""

    body: BodyRow
    cells: dict[int, list[Piece]]
    more: list[BodyRow] = field(default_factory=list)
    section: str | None = None
    choice: Choice | None = None

    @property
    def poor(self) -> bool:
        """Whether it has fewer than two of quantity, price and amount."""
        choice = self.choice
        return choice is None or sum(p is not None for p in (choice.quantity, choice.price, choice.amount)) < 2

    @property
    def span(self) -> Span:
        """From its first to its last piece, without the merged cells above."""
        fresh = [p for p in self.body.row.pieces if not p.inherited] or list(self.body.row.pieces)
        return Span(min(p.span.start for p in fresh), max(p.span.end for p in fresh))


def classified(rows: tuple[Row, ...], columns: tuple[Column, ...], header: HeaderRows, strict: bool) -> list[BodyRow]:
    """What each row is; bands, wrapped labels and wrapped figures of totals are one row."""
    bodies = []
    for band in _bands([row for row in rows if not _is_numbering(row)]):
        cells: dict[int, list[Piece]] = {}
        for row in band:
            for index, pieces in place_pieces(row, columns, strict).items():
                cells.setdefault(index, []).extend(pieces)
        placed = {index: tuple(pieces) for index, pieces in cells.items()}
        bodies.append(classify(_joined(band), placed, columns, header, strict))
    for index in range(len(bodies)):
        _wrapped_label(bodies, index, columns)
        _wrapped_figure(bodies, index, columns)
    return bodies


def _bands(rows: list[Row]) -> list[list[Row]]:
    """Rows that overlap on the page: cells of one table row whose text is centred."""
    bands: list[list[Row]] = []
    for row in rows:
        above = bands[-1][-1] if bands else None
        if above is not None and row.bottom and above.page == row.page:
            height = min(row.bottom - row.top, above.bottom - above.top)
            if above.bottom - row.top > OVERLAP * height:
                bands[-1].append(row)
                continue
        bands.append([row])
    return bands


def _joined(band: list[Row]) -> Row:
    if len(band) == 1:
        return band[0]
    pieces = sorted((piece for row in band for piece in row.pieces), key=lambda p: (p.left, p.span))
    return Row(tuple(pieces), band[0].page, min(r.top for r in band), max(r.bottom for r in band))


def _is_numbering(row: Row) -> bool:
    """A row that only numbers the columns: (1) (2) (3)."""
    texts = [fold(piece.text).text.strip(" ().") for piece in row.pieces]
    return len(texts) > 3 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _wrapped_label(bodies: list[BodyRow], index: int, columns: tuple[Column, ...]) -> None:
    """A total whose label goes on in the rows below ("Grand" over "Total") is one row."""
    body = bodies[index]
    roles = {columns[i].role for i in body.cells}
    if body.kind != "item" or roles & {"quantity", "unit_price"} or len(body.row.pieces) < 2:
        return
    first = body.row.pieces[0]
    joined, count = first.text, 0
    for below in bodies[index + 1 : index + 5]:
        piece = below.row.pieces[0] if len(below.row.pieces) == 1 else None
        if piece is None or piece.left >= first.right + 2 or abs(piece.left - first.left) > 20:
            break
        joined, count = joined + piece.text, count + 1
        label = total_label(joined)
        if label is not None:
            bodies[index] = replace(body, kind="total", label=label)
            for at in range(index + 1, index + 1 + count):
                bodies[at] = replace(bodies[at], kind="end", label=None)


def _wrapped_figure(bodies: list[BodyRow], index: int, columns: tuple[Column, ...]) -> None:
    """A total with a lone currency in its last cell has its figure and the figure's last digits in the rows below."""
    body = bodies[index]
    own = body.row.pieces[-1] if body.row.pieces else None
    if body.kind != "total" or own is None or not codes_of(fold(own.text).text.strip()):
        return
    for at in range(index + 1, min(index + 3, len(bodies))):
        below = bodies[at]
        fits = len(below.row.pieces) == 1 and is_value(below.row.pieces[0].text) and below.kind in ("item", "more")
        if not fits or abs(own.left - below.row.pieces[0].left) > 30:
            return
        cells = dict(bodies[index].cells)
        for column, pieces in below.cells.items():
            cells[column] = (*cells.get(column, ()), *pieces)
        row = replace(body.row, pieces=(*bodies[index].row.pieces, *below.row.pieces))
        bodies[index] = replace(body, cells=cells, row=row)
        bodies[at] = replace(below, kind="end")


def _completes(above: list[Piece], below: tuple[Piece, ...], alone: bool) -> bool:
    """The figure under a lone currency, a unit, what a price is for ("per 1,000"), or a figure's last digits alone."""
    own = fold(" ".join(piece.text for piece in above)).text.strip()
    text = fold(" ".join(piece.text for piece in below)).text.strip()
    if not own:
        return False
    if codes_of(own) or unit_of(text) or re.match(r"(?:per\b|/|each\b|每)", text, re.I):
        return True
    open_end = re.search(r"[\d.,]$", own) and not WHOLE_AMOUNT.search(own)
    wrapped = bool(LAST_DIGITS.fullmatch(text)) and (open_end or not any(char.isdigit() for char in text))
    return bool(wrapped) and (alone or not any(char.isdigit() for char in text))


class Grouping:
    """Items and totals of the rows under one header."""

    def __init__(self, text: str, grid: Grid, columns: tuple[Column, ...], bodies: list[BodyRow]) -> None:
        self.text = text
        self.grid = grid
        self.columns = columns
        self.bodies = bodies
        self.items: list[ItemRow] = []
        self.totals: list[BodyRow] = []
        self.waiting: list[BodyRow] = []
        self.section: str | None = None

    def read(self) -> tuple[list[ItemRow], list[BodyRow]]:
        """The items and the total rows."""
        names_first = self._names_first()
        for position, body in enumerate(self.bodies):
            if body.kind == "total":
                self.totals.append(body)
                rest = self.bodies[position + 1 :]
                if self._closes(body, rest):
                    self.totals += [b for b in (*self._unnamed_charges(rest), *rest) if b.kind == "total"]
                    break
            elif body.kind == "item":
                self._item(body)
            elif body.kind == "more":
                self._words(position, names_first)
        return self.items, self.totals

    def _item(self, body: BodyRow) -> None:
        if self._joins(body):
            self.items[-1].more.append(body)
            for index, pieces in body.cells.items():
                self.items[-1].cells.setdefault(index, []).extend(pieces)
            return
        item = ItemRow(body, {index: list(pieces) for index, pieces in body.cells.items()}, [], self.section)
        for above in self.waiting:
            for index, pieces in above.cells.items():
                item.cells[index] = [*pieces, *item.cells.get(index, [])]
        self.waiting = []
        self.items.append(item)

    def _words(self, position: int, names_first: bool) -> None:
        body = self.bodies[position]
        if self._is_section(body):
            self.section = " ".join(body.row.text.split())
        elif self._opens_item(body):
            cells = {index: list(pieces) for index, pieces in body.cells.items()}
            self.items.append(ItemRow(body, cells, [], self.section))
        elif names_first or self._belongs_below(position) or not self.items:
            self.waiting.append(body)
        elif self._near(position):
            self.items[-1].more.append(body)

    def _closes(self, body: BodyRow, rest: list[BodyRow]) -> bool:
        """A grand total ends the table, unless whole items follow it."""
        if body.label is None or body.label.kind not in ("total", "with_tax", "subtotal"):
            return False
        if body.label.kind == "subtotal" or self.grid.strict:
            return not any(self._is_whole(b) for b in rest)
        following = [b for b in rest[:3] if b.kind != "end"]
        return not any(self._is_whole(b) for b in following)

    def _unnamed_charges(self, rest: list[BodyRow]) -> list[BodyRow]:
        """Rows with an amount alone right between one sum and the next are charges, whatever their names."""
        found: list[BodyRow] = []
        for body in rest:
            if body.kind == "total" and body.label is not None and body.label.kind in SUMS:
                return found
            if body.kind == "item" and self._roles(body) & set(FIGURES) == {"amount"}:
                found.append(replace(body, kind="total", label=TotalLabel("other", 0, 0, True)))
            elif body.kind != "total":
                break
        return []

    def _is_whole(self, body: BodyRow) -> bool:
        counted = any(
            self.columns[i].role == "unit" and re.match(r"\s*\d", p.text) for i, ps in body.cells.items() for p in ps
        )
        return body.kind == "item" and len(self._roles(body) & set(FIGURES)) + counted >= 2

    def _roles(self, body: BodyRow) -> set[str]:
        return {self.columns[index].role for index in body.cells}

    def _joins(self, body: BodyRow) -> bool:
        """Whether the values of a row belong to the item above, whose own cells lack them."""
        if not self.items or "number" in self._roles(body):
            return False
        item = self.items[-1]
        if item.body.kind != "item":
            return True
        figures = [index for index in body.cells if self.columns[index].role in FIGURES]
        digits = sum(any(char.isdigit() for piece in body.cells[i] for char in piece.text) for i in figures)
        return bool(figures) and all(_completes(item.cells.get(i, []), body.cells[i], digits == 1) for i in figures)

    def _opens_item(self, body: BodyRow) -> bool:
        """A row with a running number and a description but no value is an item that lacks them."""
        numbers = [p for i, ps in body.cells.items() if self.columns[i].role in ("number", "item") for p in ps]
        words = bool(self._roles(body) & {"description", "sku", "specification"})
        return words and any(re.fullmatch(r"\s*\(?\d{1,3}[.)]?\s*", p.text) for p in numbers if not p.inherited)

    def _is_section(self, body: BodyRow) -> bool:
        pieces = [p for p in body.row.pieces if not p.inherited]
        if len(pieces) != 1 or not self.grid.strict:
            return False
        return pieces[0].right - pieces[0].left >= max(3, len(self.columns) - 2)

    def _names_first(self) -> bool:
        """Whether every item has a row of words in front of its figures: the first one has, the last none behind."""
        kinds = [body.kind for body in self.bodies]
        places = [index for index, kind in enumerate(kinds) if kind == "item"]
        if self.grid.ruled or len(places) < 2 or places[0] == 0:
            return False
        between = all("more" in kinds[a:b] for a, b in pairwise(places))
        last = places[-1]
        below = last + 1 < len(kinds) and kinds[last + 1] == "more"
        trailing = below and (self.grid.strict or self._close(last + 1))
        return between and "more" in kinds[: places[0]] and not trailing

    def _close(self, position: int) -> bool:
        """Whether a row stands right under the one before."""
        row, above = self.bodies[position].row, self.bodies[position - 1].row
        if row.bottom:
            return row.page == above.page and row.top - above.bottom <= 1.5 * (row.bottom - row.top)
        return self.text.count("\n", above.span.end, row.span.start) < 2

    def _belongs_below(self, position: int) -> bool:
        """On a page: whether a row of words stands nearer to the item below than to what is above."""
        bodies = self.bodies
        if position == 0 or position + 1 >= len(bodies) or not bodies[position].row.bottom:
            return False
        above, row, below = bodies[position - 1].row, bodies[position].row, bodies[position + 1]
        if below.kind != "item" or above.page != row.page or below.row.page != row.page:
            return False
        return below.row.top - row.bottom < 0.6 * (row.top - above.bottom)

    def _is_remark(self, body: BodyRow) -> bool:
        """A line under the last item that opens with a caption at the left edge and gives no property of goods."""
        pieces = [piece for piece in body.row.pieces if not piece.inherited]
        caption = CAPTION.match(fold(pieces[0].text).text) if len(pieces) == 1 else None
        if caption is None or pieces[0].left > min(column.left for column in self.columns):
            return False
        return read_header(caption[1]).role not in PROPERTIES

    def _near(self, position: int) -> bool:
        """Whether a row of words still belongs to the item above: no total and no gap between them."""
        later = any(body.kind == "item" for body in self.bodies[position:])
        if not later and self._is_remark(self.bodies[position]):
            return False
        if self.grid.strict:
            return later or not self.totals
        if self.totals and self.totals[-1].row.span.start > self.items[-1].body.row.span.start:
            return False
        row = self.bodies[position].row
        under = [column for column in self.columns if column.role in WORDS]
        aligned = any(p.left < c.right and c.left < p.right for c in under for p in row.pieces)
        return aligned and (self._close(position) or later)
