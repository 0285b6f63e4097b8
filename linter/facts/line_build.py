"""From the rows of a table to goods lines: words, measures, confidence."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tradelint.facts.line_cells import (
    is_empty,
    read_moneys,
    read_percent,
    read_quantities,
    read_words,
)
from tradelint.facts.line_fold import fold
from tradelint.facts.line_grid import Piece
from tradelint.facts.line_groups import ItemRow
from tradelint.facts.line_header import Column
from tradelint.facts.line_roles import word_pattern
from tradelint.facts.line_rows import BodyRow, is_value
from tradelint.facts.line_tables import GridReading
from tradelint.facts.line_totals import total_label
from tradelint.facts.line_types import LineItem, Words
from tradelint.facts.values import Convention, Money, Percent, Quantity
from tradelint.levels import Confidence, lowest
from tradelint.text import Document, Span

TEXT_FIELDS = ("sku", "material", "dimensions", "colour", "hs_code", "origin", "carton_size")
QUANTITY_FIELDS = (
    "cartons", "per_carton", "net_weight", "gross_weight", "cbm",
    "net_weight_per_carton", "gross_weight_per_carton", "cbm_per_carton",
)  # fmt: skip


def build_lines(document: Document, reading: GridReading, convention: Convention) -> list[LineItem]:
    """The goods lines of a reading; rows that only break a priced row down belong to its description."""
    builder = _Builder(document, reading, convention)
    return [builder.line(item) for item in _without_breakdown(reading)]


def _without_breakdown(reading: GridReading) -> list[ItemRow]:
    """Rows of sizes or colours whose quantities add up to the priced row above are no lines of their own."""
    kept: list[ItemRow] = []
    index = 0
    while index < len(reading.items):
        parent = reading.items[index]
        kept.append(parent)
        count = _breakdown(reading, index)
        for child in reading.items[index + 1 : index + 1 + count]:
            parent.more.append(child.body)
        index += 1 + count
    return kept


def _breakdown(reading: GridReading, index: int) -> int:
    """How many rows below an item break it down; a row with a running number of its own is an item."""
    items = reading.items
    whole = items[index].choice
    if whole is None or not whole.agrees or whole.quantity is None or whole.quantity.value is None:
        return 0
    total = Decimal(0)
    for count, child in enumerate(items[index + 1 :], 1):
        choice = child.choice
        if choice is None or choice.price or choice.amount or choice.quantity is None:
            return 0
        if any(reading.columns[i].role == "number" for i, ps in child.cells.items() if not ps[0].inherited):
            return 0
        total += choice.quantity.value or 0
        if total == whole.quantity.value and count > 1:
            return count
    return 0


class _Builder:
    def __init__(self, document: Document, reading: GridReading, convention: Convention) -> None:
        self.document = document
        self.reading = reading
        self.convention = convention
        self.columns = self._settled_columns()
        self.summed = self._is_summed()

    def _is_summed(self) -> bool:
        """Whether a total row holds the sum of the amounts, so that the amounts are what they are taken for."""
        amounts = [i.choice.amount.amount for i in self.reading.items if i.choice and i.choice.amount]
        total = sum((amount for amount in amounts if amount is not None), Decimal(0))
        columns = [index for index, column in enumerate(self.columns) if column.role == "amount"]
        pieces = [p for body in self.reading.totals for i in columns for p in body.cells.get(i, ())]
        moneys = [
            m.money.amount for p in pieces for m in read_moneys(p, self.columns[columns[0]].header, self.convention)
        ]
        return bool(amounts) and total in moneys

    # -- columns whose cells tell what they are

    def _settled_columns(self) -> tuple[Column, ...]:
        columns = list(self.reading.columns)
        described = any(c.role == "description" for c in columns)
        for index, column in enumerate(columns):
            if column.role in ("item", "number"):
                role = self._item_role(index, described)
                columns[index] = replace(column, role=role)
                described = described or role == "description"
        if not described:
            widest = self._widest(columns)
            if widest is not None:
                columns[widest] = replace(columns[widest], role="description")
        return tuple(columns)

    def _item_role(self, index: int, described: bool) -> str:
        texts = [p.text.strip() for i in self.reading.items for p in i.cells.get(index, ()) if not p.inherited]
        if not texts or all(re.fullmatch(r"[(#№]?\d{1,4}[.)]?", t) for t in texts):
            return "number"
        wordy = sum(len(re.findall(r"[^\W\d_]{3,}", t)) > 1 for t in texts)
        if not described and wordy * 2 >= len(texts):
            return "description"
        return "sku" if any(re.search(r"\d", t) for t in texts) else "number" if described else "description"

    def _widest(self, columns: list[Column]) -> int | None:
        """The column with the most words, among those that no header word claims for something else."""
        best, most = None, 3.0
        for index, column in enumerate(columns):
            if column.role not in ("", "specification", "sku"):
                continue
            texts = [p.text for i in self.reading.items for p in i.cells.get(index, ())]
            letters = sum(char.isalpha() for t in texts for char in t) / max(1, len(self.reading.items))
            if letters > most and (column.role != "sku" or letters >= 12):
                best, most = index, letters
        return best

    # -- one line

    def line(self, item: ItemRow) -> LineItem:
        """The goods line of a row."""
        choice = item.choice
        assert choice is not None
        certainty = self._certainty(item)
        span = item.span
        words: dict[str, Any] = {name: self._words(item, name) for name in TEXT_FIELDS}
        measures: dict[str, Any] = {name: self._measure(item, name) for name in QUANTITY_FIELDS}
        amount_piece = self._piece(item, "amount")
        cell = amount_piece.cell if amount_piece else None
        free = self._is_free(item)
        return LineItem(
            span,
            certainty,
            self.document.place(span),
            number=self._words(item, "number"),
            description=self._description(item),
            quantity=_graded_quantity(choice.quantity, certainty),
            unit_price=None if free else _graded_money(choice.price, certainty),
            price_basis=None if free else choice.basis,
            amount=_graded_money(choice.amount, certainty),
            discount=self._percent(item, "discount"),
            tax=self._percent(item, "tax"),
            free_of_charge=free,
            optional=self._is_optional(item),
            charge=self._charge(item),
            agrees=None if free else choice.agrees,
            rounded=choice.rounded,
            factor=choice.factor,
            table=self.reading.grid.table,
            section=item.section,
            formula=cell.formula if cell else None,
            calculated=cell.calculated if cell else True,
            **words,
            **measures,
        )

    def _certainty(self, item: ItemRow) -> Confidence:
        """How sure the columns are: the row multiplies, others do, or clear headers stand over drawn or summed rows."""
        choice = item.choice
        assert choice is not None
        if choice.forgotten or (choice.agrees and not choice.rounded and not choice.trivial):
            return Confidence.HIGH
        others = self.reading.disagreeing - (choice.agrees is False)
        if self.reading.confirmed and self.reading.confirmed > others:
            return Confidence.HIGH
        if self._clear() and (self.reading.grid.ruled or choice.agrees or self.summed):
            return Confidence.HIGH
        return Confidence.MEDIUM

    def _clear(self) -> bool:
        """Whether header words name quantity, price and amount once each."""
        named = [c.header.role for c in self.columns if c.named]
        return all(named.count(role) == 1 for role in ("quantity", "unit_price", "amount"))

    def _pieces(self, item: ItemRow, role: str) -> list[tuple[Column, Piece]]:
        return [
            (column, piece)
            for index, column in enumerate(self.columns)
            if column.role == role
            for piece in item.cells.get(index, ())
        ]

    def _piece(self, item: ItemRow, role: str) -> Piece | None:
        found = self._pieces(item, role)
        return found[0][1] if found else None

    def _more(self, item: ItemRow, role: str) -> list[Piece]:
        found: list[Piece] = []
        for body in item.more:
            for index, pieces in body.cells.items():
                if self.columns[index].role == role:
                    found.extend(pieces)
        return found

    def _words(self, item: ItemRow, role: str) -> Words | None:
        pieces = [piece for _, piece in self._pieces(item, role)]
        if role in ("dimensions", "carton_size") and len(pieces) > 1:
            return self._measures_joined(pieces, role)
        words = read_words(pieces + (self._more(item, role) if role != "number" else []))
        if words is not None and role == "sku":
            return self._without_number(words)
        if words is not None and role in ("dimensions", "material", "colour", "hs_code", "origin", "carton_size"):
            unit = next((c.header.unit for c in self.columns if c.role == role and c.header.unit), "")
            if unit and role in ("dimensions", "carton_size") and not re.search(r"[A-Za-z\"]{1,4}$", words.value):
                return replace(words, value=f"{words.value} {unit}")
        return words

    def _without_number(self, words: Words) -> Words:
        """A running number that stands so close to the model that it fell into its column is taken off."""
        match = re.match(r"\d{1,3}\s+(?=\S*[A-Za-z])", words.value)
        if match is None or not any(column.role == "number" for column in self.columns):
            return words
        start = words.span.start + match.end()
        return replace(words, value=words.value[match.end() :], span=Span(start, max(start, words.span.end)))

    def _measures_joined(self, pieces: list[Piece], role: str) -> Words | None:
        """Length, width and height of three columns as one size."""
        words = read_words(pieces)
        if words is None or not all(is_value(piece.text) for piece in pieces):
            return words
        unit = next((c.header.unit for c in self.columns if c.role == role and c.header.unit), "")
        return replace(words, value=" x ".join(piece.text.strip() for piece in pieces) + f" {unit}".rstrip())

    def _description(self, item: ItemRow) -> Words | None:
        """Name and specification, with the lines that go on below."""
        roles = ("description", "specification")
        pieces = [piece for role in roles for _, piece in self._pieces(item, role)]
        more = [piece for body in item.more for piece in self._continuation(body, roles)]
        if not pieces and not any(column.role in roles for column in self.columns):
            pieces = [piece for _, piece in self._pieces(item, "sku")]
        seen = {piece.span for piece in pieces}
        return read_words(pieces + [piece for piece in more if piece.span not in seen])

    def _continuation(self, body: BodyRow, roles: tuple[str, ...]) -> list[Piece]:
        if body.kind == "item":
            return [p for i, ps in body.cells.items() if self.columns[i].role in roles for p in ps]
        named = {"number", *TEXT_FIELDS}
        pieces = [p for i, ps in body.cells.items() if self.columns[i].role not in named for p in ps]
        return [piece for piece in pieces if not is_value(piece.text)]

    def _measure(self, item: ItemRow, role: str) -> Quantity | None:
        for column, piece in self._pieces(item, role):
            found = read_quantities(piece, column.header, self.convention)
            if found:
                return found[0]
        return None

    def _percent(self, item: ItemRow, role: str) -> Percent | None:
        """A percentage in a column; a column of tax amounts holds none."""
        for column, piece in self._pieces(item, role):
            shown = "%" in fold(piece.text + column.header.text).text or "%" in str(piece.cell and piece.cell.format)
            if not is_empty(piece.text) and (shown or role == "discount"):
                return read_percent(piece, self.convention)
        return None

    def _is_free(self, item: ItemRow) -> bool:
        for role in ("unit_price", "amount"):
            for _, piece in self._pieces(item, role):
                folded = fold(piece.text).text
                if word_pattern("columns", "free_of_charge").search(folded):
                    return True
                if word_pattern("columns", "free_as_price").fullmatch(folded.strip()):
                    return True
        texts = " ".join(p.text for ps in item.cells.values() for p in ps)
        choice = item.choice
        priced = choice is not None and (choice.price is not None and choice.price.amount)
        return not priced and bool(word_pattern("columns", "free_of_charge").search(fold(texts).text))

    def _is_optional(self, item: ItemRow) -> bool:
        texts = " ".join(p.text for ps in item.cells.values() for p in ps)
        return bool(re.search(r"[(（]\s?(?:option(?:al)?|可选|选配)\s?[)）]", fold(texts).text, re.I))

    def _charge(self, item: ItemRow) -> str:
        """The kind of charge that a line with quantity and price is, such as freight; empty for goods."""
        description = self._description(item)
        label = total_label(description.value) if description else None
        return label.kind if label and label.kind not in ("total", "subtotal", "balance") else ""


def _graded_quantity(quantity: Quantity | None, level: Confidence) -> Quantity | None:
    if quantity is None:
        return None
    return replace(quantity, confidence=lowest(quantity.confidence, level))


def _graded_money(money: Money | None, level: Confidence) -> Money | None:
    return None if money is None else replace(money, confidence=lowest(money.confidence, level))
