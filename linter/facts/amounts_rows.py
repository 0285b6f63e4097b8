"""Rows that state a total, a charge or a measure: in the table of goods, under it, or in a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tradelint.facts.line_cells import is_empty, read_moneys, read_quantities
from tradelint.facts.line_figures import merged
from tradelint.facts.line_fold import fold
from tradelint.facts.line_goods import Goods
from tradelint.facts.line_grid import Grid, Piece, Row, table_grids, text_grids, word_grid
from tradelint.facts.line_header import Column
from tradelint.facts.line_roles import Header, find_basis
from tradelint.facts.line_rows import BodyRow, is_value
from tradelint.facts.line_tables import GridReading
from tradelint.facts.line_totals import CHARGES, SUMS, TotalLabel, for_information, total_label
from tradelint.facts.numbers_currency import find_notations
from tradelint.facts.numbers_units import units
from tradelint.facts.values import (
    Convention,
    Money,
    Percent,
    Quantity,
    find_money,
    find_percent,
    find_quantities,
)
from tradelint.text import Document, Span

PLAIN = Header("")
MEASURE_ROLES = ("quantity", "cartons", "net_weight", "gross_weight", "cbm")
LONGEST_LINE = 160
PHRASE = re.compile(r"[^\d:：%]{1,40}[:：]")
# The share in front of its own amount: "Deposit 30 %: USD 900"; "30 % of the total" is no such share.
SHARE = re.compile(r"\(?\d{1,3}(?:[.,]\d{1,2})?\s?%\)?(?!\s*[^\W\d_]*\s*(?:of|on|von|de|的)\b)", re.I)


@dataclass(frozen=True, slots=True)
class Statement:
    """A labelled figure: `kind` as in totals.toml; `measures` are figures of other columns of the same row.

    `after` is how many goods lines stand above it, `in_table` whether it belongs to a table of goods.
    """

    kind: str
    label: str
    span: Span
    money: Money | None
    percent: Percent | None
    measures: tuple[tuple[str, Quantity], ...]
    with_tax: bool | None
    information: bool
    after: int
    in_table: bool
    formula: str | None = None
    calculated: bool = True


def statements(document: Document, goods: Goods) -> list[Statement]:
    """Every labelled total, charge and measure of a document in text order."""
    found = [s for reading in goods.readings for s in _of_reading(document, reading, goods)]
    taken = [s.span for s in found]
    for item in (item for reading in goods.readings for item in reading.items):
        taken += [item.span, *(body.row.span for body in item.more)]
    if len(goods.lines) > 1:
        taken += [line.amount.span for line in goods.lines if line.amount is not None]
    rows = list(other_rows(document))
    for row, below in zip(rows, [*rows[1:], None], strict=False):  # no row has none below
        if not any(span.overlaps(piece.span) for piece in row.pieces for span in taken):
            found.extend(_of_row(row, below, goods))
    found.sort(key=lambda s: s.span)
    return found


def _of_reading(document: Document, reading: GridReading, goods: Goods) -> Iterator[Statement]:
    for body in reading.totals:
        if _is_several(body.row):
            yield from (replace(s, in_table=True) for s in _of_row(body.row, None, goods))
            continue
        statement = _of_body(document, body, reading.columns, goods)
        if statement is not None:
            yield statement
            taxed = _with_tax(document, body, reading.columns, goods)
            if taxed is not None and statement.kind == "total" and taxed.span != getattr(statement.money, "span", None):
                yield replace(statement, kind="with_tax", money=taxed, with_tax=True, measures=())


def _is_several(row: Row) -> bool:
    """Whether a row holds several labels, each with its figure in its own cell: `Deposit: 300.00   Balance: 700.00`."""
    labelled = [p for p in row.pieces if not p.inherited and total_label(p.text)]
    return len(labelled) > 1 and all(any(c.isdigit() for c in p.text[-6:]) for p in labelled)


def _with_tax(document: Document, body: BodyRow, columns: tuple[Column, ...], goods: Goods) -> Money | None:
    """The sum of a second amount column, which has the tax in it."""
    for index, column in enumerate(columns):
        if column.role in ("with_tax", "other with_tax", "other amount") and body.cells.get(index):
            return _money(document, list(body.cells[index]), column.header, goods.convention)
    return None


def _of_body(document: Document, body: BodyRow, columns: tuple[Column, ...], goods: Goods) -> Statement | None:
    """A total row: the figure in the amount column is the money, those of other columns are their sums."""
    if body.label is None or not body.row.pieces:
        return None
    label_piece = next((p for p in body.row.pieces if total_label(p.text)), body.row.pieces[0])
    values: dict[str, list[Piece]] = {}
    loose: list[Piece] = []
    for index, pieces in body.cells.items():
        for piece in pieces:
            if piece.inherited or piece.span.end <= label_piece.span.start:
                continue  # what stands in front of a label is the number of its row
            if piece.span == label_piece.span and total_label(piece.text):
                piece = _behind_label(piece, body.label)
                loose.append(piece)
            else:
                values.setdefault(columns[index].role, []).append(piece)
    headers = {column.role: column.header for column in columns}
    money_pieces = [
        p for role in ("amount", "with_tax", "other amount", "other with_tax") for p in values.get(role, ())
    ]
    money = _money(document, money_pieces, headers.get("amount", PLAIN), goods.convention)
    measures = _measures(document, values, headers, goods.convention, body.label)
    everything = [*loose, *(p for pieces in values.values() for p in pieces)]
    if money is None and body.label.kind not in MEASURE_ROLES:
        money = _last_money(everything, headers.get("amount", PLAIN), goods.convention, measures)
    if not measures or money is None:
        measures = measures or _quantities(loose, goods.convention, body.label)
    cell = next((p.cell for p in money_pieces if p.cell is not None), None)
    return Statement(
        body.label.kind, label_piece.text.strip(), _span_of(body.row), money,
        _percent([label_piece, *everything], goods.convention),
        measures, body.label.with_tax, _informs(body.row), _lines_above(goods, body.row.span), True,
        cell.formula if cell else None, cell.calculated if cell else True,
    )  # fmt: skip


def _behind_label(piece: Piece, label: TotalLabel) -> Piece:
    """What stands in the label's own cell behind the label."""
    folded = fold(piece.text)
    phrase = PHRASE.match(folded.text, label.end)
    named = phrase is not None and not list(find_notations(phrase.group()))
    end = phrase.end() if phrase is not None and named else label.end
    at = folded.to_document(0, end).end if end else 0
    raw = piece.text[at:]
    start = piece.span.start + at
    return Piece(Span(start, start + len(raw)), raw, piece.left, piece.right)


def _span_of(row: Row) -> Span:
    fresh = [p for p in row.pieces if not p.inherited] or list(row.pieces)
    return Span(min(p.span.start for p in fresh), max(p.span.end for p in fresh))


def _money(document: Document, pieces: list[Piece], header: Header, convention: Convention) -> Money | None:
    filled = [p for p in pieces if not is_empty(p.text)]
    if not filled:
        return None
    found = read_moneys(merged(document.text, filled), header, convention)
    if not found:
        found = read_moneys(filled[-1], header, convention)
    return found[0].money if found else None


def _last_money(
    pieces: list[Piece], header: Header, convention: Convention, measures: tuple[tuple[str, Quantity], ...]
) -> Money | None:
    """The last amount of a row whose amount column is empty; bare figures only where nothing else explains them."""
    ordered = sorted(pieces, key=lambda p: p.span)
    for piece in reversed(ordered):
        moneys = find_money(piece.text, convention, piece.span.start)
        if moneys:
            return moneys[-1]
    for piece in reversed(ordered):
        if any(q.span.overlaps(piece.span) for _, q in measures) or find_percent(piece.text):
            continue
        if find_quantities(piece.text, convention):
            continue
        found = read_moneys(piece, header, convention)
        if found and (header is not PLAIN or _looks_like_money(found[-1].money)):
            return found[-1].money
    return None


def _looks_like_money(money: Money) -> bool:
    """A bare figure outside a table: "1" of "page 1" is no amount, 12,500.00 and 350 are."""
    return bool(re.search(r"[.,]\d\d$", money.raw)) or any(reading >= 100 for reading in money.readings)


def _measures(
    document: Document,
    values: dict[str, list[Piece]],
    headers: dict[str, Header],
    convention: Convention,
    label: TotalLabel,
) -> tuple[tuple[str, Quantity], ...]:
    found = []
    for role in MEASURE_ROLES:
        pieces = [p for p in values.get(role, ()) if not is_empty(p.text)]
        quantities = (
            read_quantities(merged(document.text, pieces), headers.get(role, PLAIN), convention) if pieces else ()
        )
        if quantities and not find_money(pieces[0].text, convention):
            found.append((role, quantities[0]))
    return tuple(found)


def _quantities(pieces: list[Piece], convention: Convention, label: TotalLabel) -> tuple[tuple[str, Quantity], ...]:
    """Quantities with a unit in the label's own cell: "TOTAL: 800 PCS"."""
    found = []
    for piece in pieces:
        moneys = find_money(piece.text, convention, piece.span.start)
        for quantity in find_quantities(piece.text, convention, piece.span.start):
            if not _measures_goods(quantity, label):
                continue
            if not any(money.span.overlaps(quantity.span) for money in moneys):
                found.append((_role_of(quantity, label), quantity))
    return tuple(found)


KINDS = {"net_weight": ("weight",), "gross_weight": ("weight",), "cbm": ("volume",)}
GOODS_KINDS = ("count", "package", "weight", "area", "volume", "length")
SIZES = ("centimetre", "millimetre", "inch", "foot", "gram", "container")


def _measures_goods(quantity: Quantity, label: TotalLabel) -> bool:
    """Whether a unit can measure what the label speaks of; days and centimetres never do."""
    unit = units().get(quantity.unit or "")
    return unit is not None and unit.id not in SIZES and unit.kind in KINDS.get(label.kind, GOODS_KINDS)


def _role_of(quantity: Quantity, label: TotalLabel) -> str:
    if label.kind in MEASURE_ROLES:
        return label.kind
    unit = units().get(quantity.unit or "")
    kind = unit.kind if unit else "count"
    return {"package": "cartons", "volume": "cbm"}.get(kind, "quantity")


def _percent(pieces: list[Piece], convention: Convention) -> Percent | None:
    for piece in pieces:
        found = find_percent(piece.text, convention, piece.span.start)
        if found:
            return found[0]
    return None


def _informs(row: Row) -> bool:
    return for_information(row.text)


def _lines_above(goods: Goods, span: Span) -> int:
    return sum(line.span.start < span.start for line in goods.lines)


# -- rows outside the tables of goods


def other_rows(document: Document) -> Iterator[Row]:
    """Rows of other tables and of lines; on a page those that the words make."""
    words = word_grid(document)
    if words is not None:
        yield from words.rows
        return
    for grid in (*table_grids(document), *_line_grids(document)):
        yield from grid.rows


def _line_grids(document: Document) -> list[Grid]:
    grids = text_grids(document)
    return [g for g in grids if not g.strict] or list(grids)


def _of_row(row: Row, below: Row | None, goods: Goods) -> Iterator[Statement]:
    """Each label of a row with the figures up to the next label, else with the lone figure in the row below."""
    fresh = [p for p in row.pieces if not p.inherited]
    labels = [(index, label) for index, piece in enumerate(fresh) if (label := total_label(piece.text))]
    for number, (index, label) in enumerate(labels):
        stop = labels[number + 1][0] if number + 1 < len(labels) else len(fresh)
        own = _behind_label(fresh[index], label)
        pieces = [own, *fresh[index + 1 : stop]]
        if sum(len(piece.text) for piece in pieces) > LONGEST_LINE:
            continue
        statement = _labelled(fresh[index], label, pieces, goods)
        beside = [piece for piece in fresh if not re.fullmatch(r"[(（].*[)）]", piece.text.strip())]
        alone = len(beside) == 1 and below is not None and is_value(below.pieces[0].text)
        if statement is None and label.whole and alone and below is not None:
            statement = _labelled(fresh[index], label, [own, below.pieces[0]], goods)
        if statement is not None:
            yield statement


def _labelled(piece: Piece, label: TotalLabel, pieces: list[Piece], goods: Goods) -> Statement | None:
    convention = goods.convention
    measures = tuple(m for p in pieces for m in _quantities([p], convention, label))
    money = None if label.kind in MEASURE_ROLES else _last_money(pieces, PLAIN, convention, measures)
    percent = _percent([piece, *pieces[1:]], convention)
    if label.kind in MEASURE_ROLES and not measures:
        measures = _bare_measure(pieces, label, convention)
    if money is None and not measures:
        return None
    if money is not None and not (_states(pieces, money, label) and _ends(pieces, money, label)):
        return None
    span = Span(piece.span.start, max(p.span.end for p in pieces if p.text.strip() or p is pieces[0]))
    text = " ".join(p.text for p in (piece, *pieces[1:]))
    cell = next((p.cell for p in pieces if p.cell is not None and p.cell.formula), None)
    return Statement(
        label.kind, piece.text[: label.end].strip(), span, money, percent, measures, label.with_tax,
        for_information(text), _lines_above(goods, piece.span), False,
        cell.formula if cell else None, cell.calculated if cell else True,
    )  # fmt: skip


def _bare_measure(pieces: list[Piece], label: TotalLabel, convention: Convention) -> tuple[tuple[str, Quantity], ...]:
    for piece in pieces:
        for quantity in read_quantities(piece, PLAIN, convention):
            if quantity.unit is None or _measures_goods(quantity, label):
                return ((label.kind, quantity),)
    return ()


def _ends(pieces: list[Piece], money: Money, label: TotalLabel) -> bool:
    """A charge is a line that ends in its amount; `Bank charges of USD 25 per transfer are ...` is a term."""
    if label.kind not in CHARGES:
        return True
    behind = next((p.text[money.span.end - p.span.start :] for p in pieces if p.span.contains(money.span)), "")
    bare = re.sub(r"[(（][^()（）]*[)）]", "", behind)
    return sum(char.isalpha() for char in bare) <= 12


def _states(pieces: list[Piece], money: Money, label: TotalLabel) -> bool:
    """Whether the amount is what the label states: nothing but a few words stand between them."""
    own = pieces[0]
    behind = next((p.text[money.span.end - p.span.start :] for p in pieces if p.span.contains(money.span)), "")
    basis = find_basis(fold(behind).text)
    if basis is not None and basis.start < 4 and label.kind not in SUMS:
        return False
    if not own.span.contains(money.span):
        return True
    between = own.text[: money.span.start - own.span.start]
    if label.kind not in SUMS:
        between = SHARE.sub("", between, count=1)
    return len(between.split()) <= 10 and not re.search(r"\d\s?%", between)
