"""The checklist items of the chapter `packaging`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tradelint.checklist.item import Item, State
from tradelint.checklist.product import blank
from tradelint.facts import Facts
from tradelint.facts.packaging_types import CartonData, Packing


def items(facts: Facts) -> Iterator[Item]:
    """The items of this chapter."""
    yield _packaging(facts)
    yield _marks(facts)


def _packaging(facts: Facts) -> Item:
    packings, figures = facts.packaging.packings, facts.packaging.figures
    on_lines = [f for f in figures if f.line is not None and f.what in ("per carton", "size", "cartons")]
    if not packings and not on_lines:
        return blank(facts.reading, "packaging", "packaging")
    kinds = list(dict.fromkeys(k for p in packings for k in p.kinds))
    fields = {"kinds": kinds, "given": list(facts.packaging.given())}
    if not packings:
        return Item("packaging", "stated", _figures(figures), on_lines[0].span, fields=fields)
    best = max(packings, key=_weight)
    state: State = "stated" if _concrete(best) or on_lines else "weak"
    words = [best.words] if best.captioned else [p.words for p in packings if _concrete(p) == _concrete(best)]
    value = "; ".join(filter(None, (*dict.fromkeys(words[:MOST]), _figures(on_lines))))
    return Item("packaging", state, value, best.span, best.confidence, fields)


MOST = 24


def _figures(figures: Sequence[CartonData]) -> str:
    """The figures of the packing that lines share, once each."""
    said = (f"{f.words or f.value} {f.what}" for f in figures if f.what in ("per carton", "size"))
    return "; ".join(dict.fromkeys(said))


def _concrete(packing: Packing) -> bool:
    return packing.per_unit or (bool(packing.kinds) and not packing.generic)


def _weight(packing: Packing) -> tuple[bool, bool, int]:
    return (_concrete(packing), packing.captioned, len(packing.kinds))


def _marks(facts: Facts) -> Item:
    marks = facts.packaging.marks
    if not marks:
        return blank(facts.reading, "shipping_marks", "marks")
    order = ("marks", "none", "neutral", "later", "duty")
    best = min(marks, key=lambda m: (order.index(m.kind), not m.captioned, m.span))
    state: State = "stated" if best.kind in ("marks", "none") else "weak"
    value = "N/M" if best.kind == "none" else " / ".join(best.lines) or facts.document.quote(best.span, 120)
    return Item(
        "shipping_marks", state, value, best.span, best.confidence, {"kind": best.kind, "lines": list(best.lines)}
    )
