"""Totals, quantities and packing figures of the papers of a deal, made comparable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tradelint.deal.lines import Match, goods_line
from tradelint.deal.paper import Paper, Said
from tradelint.facts.line_types import LineItem
from tradelint.facts.product_types import Material
from tradelint.facts.values import Money, Quantity
from tradelint.goods import plain

CENT = Decimal("0.01")


def total(paper: Paper) -> Said | None:
    """What the paper comes to: its total, or else the sum of its lines."""
    found = paper.facts.amounts.total
    if found is None or found.amount is None:
        return None
    currency = found.currency or paper.facts.amounts.currency
    return paper.says(found, f"{currency or ''} {found.amount:,}".strip(), (found.amount, currency))


def is_other_total(a: Said, b: Said) -> bool:
    """Whether amount or currency differ; charges that only one of the papers adds explain a difference."""
    (amount, currency), (other, other_currency) = a.value, b.value
    if currency and other_currency and currency != other_currency:
        return True
    gap = abs(amount - other)
    return gap > CENT and not any(
        abs(gap - charge) <= CENT for paper in (a.paper, b.paper) for charge in _charges(paper)
    )


def _charges(paper: Paper) -> Iterator[Decimal]:
    """Each charge that is not part of every price (freight, insurance, tooling), and all of them together."""
    amounts = [c.amount.amount for c in paper.facts.amounts.charges if c.amount and c.amount.amount]
    yield from amounts
    yield sum(amounts, start=Decimal(0))


@dataclass(frozen=True)
class LineDifference:
    """One field of a goods line that two papers state differently."""

    field: str
    first: Said
    second: Said


def line_differences(match: Match, first: Paper, second: Paper, fewer: bool = False) -> Iterator[LineDifference]:
    """What differs between two matched lines. `fewer`: the second may have less of the goods, a part shipment."""
    a, b = match.first, match.second
    if _quantities_differ(a, b) and not (fewer and _is_less(b.quantity, a.quantity)):
        yield LineDifference("quantity", _quantity(first, a), _quantity(second, b))
    if _prices_differ(a, b):
        yield LineDifference("unit price", _price(first, a), _price(second, b))
    yield from _materials(match, first, second)
    yield from _colours(match, first, second)
    yield from _sizes(match, first, second)


def _quantities_differ(a: LineItem, b: LineItem) -> bool:
    x, y = a.quantity, b.quantity
    if x is None or y is None or x.value is None or y.value is None:
        return False
    return (x.value != y.value and (x.unit == y.unit or not x.unit or not y.unit)) or _unit_conflict(x, y)


def _unit_conflict(x: Quantity, y: Quantity) -> bool:
    """500 pcs against 500 cartons; pieces and sets are one thing in many papers."""
    loose = {"piece", "set", "unit", "pair"}
    return bool(x.unit and y.unit and x.unit != y.unit and x.value == y.value and not {x.unit, y.unit} <= loose)


def _is_less(x: Quantity | None, y: Quantity | None) -> bool:
    return x is not None and y is not None and x.value is not None and y.value is not None and x.value < y.value


def _prices_differ(a: LineItem, b: LineItem) -> bool:
    x, y = a.unit_price, b.unit_price
    if x is None or y is None or x.amount is None or y.amount is None:
        return False
    if x.currency and y.currency and x.currency != y.currency:
        return True
    same_basis = a.factor == b.factor
    return same_basis and x.amount != y.amount and not _rounds_to(x.amount, y.amount)


def _rounds_to(x: Decimal, y: Decimal) -> bool:
    """11.5 and 11.504: one is the other, rounded."""
    digits = min(-int(x.as_tuple().exponent), -int(y.as_tuple().exponent))
    return digits >= 2 and round(x, digits) == round(y, digits)


def _quantity(paper: Paper, line: LineItem) -> Said:
    assert line.quantity is not None and line.quantity.value is not None
    words = f"{line.quantity.value:,} {line.quantity.raw_unit or line.quantity.unit or ''}".strip()
    return paper.says(line.quantity, words, line.quantity.value)


def _price(paper: Paper, line: LineItem) -> Said:
    money: Money | None = line.unit_price
    assert money is not None and money.amount is not None
    currency = money.currency or paper.facts.amounts.currency or ""
    return paper.says(money, f"{currency} {plain(money.amount)}".strip(), money.amount)


def _materials(match: Match, first: Paper, second: Paper) -> Iterator[LineDifference]:
    """Another grade of one material, or a grade against a mere name of it; parts are compared with their like."""
    mine, theirs = _of(first, match.first), _of(second, match.second)
    for a in mine:
        rivals = [b for b in theirs if b.part == a.part and b.family == a.family]
        if rivals and all(b.id != a.id and (a.precise or b.precise) for b in rivals):
            yield LineDifference("material", first.says(a, a.words), second.says(rivals[0], rivals[0].words))
            return


def _of(paper: Paper, line: LineItem) -> tuple[Material, ...]:
    """The materials of a line, a mere name left out where its kind is told beside it: "glass, borosilicate"."""
    found = goods_line(paper, line)
    named = found.materials if found else ()
    told = {(m.family, m.part) for m in named if m.precise}
    return tuple(m for m in named if m.precise or (m.family, m.part) not in told)


def _colours(match: Match, first: Paper, second: Paper) -> Iterator[LineDifference]:
    x, y = goods_line(first, match.first), goods_line(second, match.second)
    mine, theirs = x.colours if x else (), y.colours if y else ()
    apart = mine and theirs and not {c.family or c.id for c in mine} & {c.family or c.id for c in theirs}
    if apart or (mine and theirs and _references_differ(mine[0].reference, theirs[0].reference)):
        yield LineDifference("colour", first.says(mine[0], mine[0].value), second.says(theirs[0], theirs[0].value))


def _references_differ(a: str | None, b: str | None) -> bool:
    return bool(a and b) and "".join((a or "").split()).casefold() != "".join((b or "").split()).casefold()


def _sizes(match: Match, first: Paper, second: Paper) -> Iterator[LineDifference]:
    x, y = goods_line(first, match.first), goods_line(second, match.second)
    mine = [s for s in x.sizes if s.kind == "size" and s.of == "goods" and s.unit] if x else []
    theirs = [s for s in y.sizes if s.kind == "size" and s.of == "goods" and s.unit] if y else []
    for a in mine:
        rivals = [b for b in theirs if len(b.figures) == len(a.figures) and b.part == a.part]
        if rivals and not any(_lengths(a.figures, a.unit) == _lengths(b.figures, b.unit) for b in rivals):
            yield LineDifference("size", first.says(a, a.words), second.says(rivals[0], rivals[0].words))
            return


def _lengths(figures: tuple[Decimal, ...], unit: str | None) -> tuple[Decimal, ...]:
    """Lengths in millimetres to a tenth; figures of other units as they are."""
    factor = {"mm": Decimal(1), "cm": Decimal(10), "m": Decimal(1000), "in": Decimal("25.4"), "inch": Decimal("25.4")}
    return tuple(sorted(round(figure * factor.get(unit or "", Decimal(1)), 1) for figure in figures))


def whole_quantity(paper: Paper) -> Said | None:
    """All pieces of the paper: its total quantity, or the sum of its lines in one unit."""
    stated = paper.facts.amounts.total_quantity
    if stated is not None and stated.value is not None:
        return paper.says(stated, f"{stated.value:,} {stated.raw_unit}".strip(), stated.value)
    found = [line.quantity for line in paper.facts.lines if line.quantity and not line.charge]
    values = [q.value for q in found if q.value is not None]
    if not values or len({q.unit for q in found}) != 1 or len(values) != len(found):
        return None
    whole = sum(values, start=Decimal(0))
    return paper.says(found[0], f"{whole:,} {found[0].raw_unit}".strip(), whole)


PACKED = (
    ("cartons", "total_cartons", "cartons", Decimal(0)),
    ("net weight", "total_net_weight", "net_weight", Decimal("0.01")),
    ("gross weight", "total_gross_weight", "gross_weight", Decimal("0.01")),
    ("volume", "total_cbm", "cbm", Decimal("0.02")),
)


def packed(paper: Paper, whole: str, part: str) -> Said | None:
    """A packing figure of the whole paper: as totalled, or the sum over its lines."""
    stated: Quantity | None = getattr(paper.facts.amounts, whole)
    if stated is not None and stated.value is not None:
        return paper.says(stated, f"{stated.value:,} {stated.raw_unit}".strip(), stated.value)
    found = [getattr(line, part) for line in paper.facts.lines if not line.charge]
    if not found or any(q is None or q.value is None for q in found):
        return None
    value = sum((q.value for q in found), start=Decimal(0))
    return paper.says(found[0], f"{value:,} {found[0].raw_unit}".strip(), value)


def packing_differences(first: Paper, second: Paper) -> Iterator[LineDifference]:
    """Cartons, weights and volume that differ by more than the tolerance of each."""
    for what, whole, part, tolerance in PACKED:
        a, b = packed(first, whole, part), packed(second, whole, part)
        if a is not None and b is not None and abs(a.value - b.value) > tolerance * max(a.value, b.value):
            yield LineDifference(what, a, b)
