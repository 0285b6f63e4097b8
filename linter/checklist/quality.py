"""The checklist items of the chapter `quality`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tradelint.checklist.item import Item, State
from tradelint.checklist.product import blank
from tradelint.facts import Facts
from tradelint.facts.inspection import Inspection
from tradelint.facts.quality_types import Warranty
from tradelint.facts.samples import Sample


def items(facts: Facts) -> Iterator[Item]:
    """The items of this chapter."""
    yield _quality(facts)
    yield _inspection(facts)
    yield _sample(facts)
    yield _warranty(facts)


def _quality(facts: Facts) -> Item:
    quality = facts.quality
    named: list[Any] = [s for s in quality.standards if s.kind not in ("transit", "packing", "other")]
    named += [*quality.marks, *(c for c in quality.criteria if c.kind != "condition")]
    named += [a for a in quality.aql if a.values]
    named += [t for t in facts.product.tolerances if t.of != "quantity"]
    fields = {
        "standards": [s.words for s in quality.standards],
        "marks": [m.words for m in quality.marks],
        "aql": [[str(v) for v in a.values] for a in quality.aql],
    }
    if named:
        first = min(named, key=lambda fact: fact.span)
        value = "; ".join(dict.fromkeys(getattr(f, "words", "") or "AQL" for f in sorted(named, key=lambda f: f.span)))
        return Item("quality_standard", "stated", value, first.span, first.confidence, fields)
    loose: list[Any] = [v for v in quality.vague if v.group == "quality"]
    loose += [c for c in quality.criteria if c.kind == "condition"]
    loose += [s for s in quality.samples if s.binding] + list(quality.aql)
    spans = [f.span for f in loose] + list(quality.clauses)
    if spans:
        span = min(spans)
        return Item("quality_standard", "weak", facts.document.quote(span, 120), span, fields=fields)
    return blank(facts.reading, "quality_standard", "quality")


def _inspection(facts: Facts) -> Item:
    found = [i for i in facts.quality.inspections if not i.waived]
    if not found:
        return blank(facts.reading, "inspection", "inspection")
    best = max(found, key=_weight)
    state: State = "stated" if best.concrete else "weak"
    fields = {"who": list(best.who), "bodies": list(best.bodies), "when": list(best.when), "cost": best.cost}
    return Item("inspection", state, facts.document.quote(best.span, 160), best.span, best.confidence, fields)


def _weight(inspection: Inspection) -> tuple[bool, bool, int, int]:
    said = len(inspection.who) + len(inspection.when) + 2 * len(inspection.bodies)
    return (inspection.concrete, inspection.captioned, said, -inspection.span.start)


def _sample(facts: Facts) -> Item:
    found = [s for s in facts.quality.samples if not s.waived]
    if not found:
        return blank(facts.reading, "sample_approval", "sample")
    best = max(found, key=_sample_weight)
    state: State = "stated" if best.approved and best.identified else "weak"
    fields = {"identifier": best.identifier, "stage": best.stage or None}
    return Item("sample_approval", state, best.words, best.span, best.confidence, fields)


def _sample_weight(sample: Sample) -> tuple[bool, bool, bool, int]:
    return (sample.approved and sample.identified, sample.gate, sample.approved, -sample.span.start)


def _warranty(facts: Facts) -> Item:
    found = facts.quality.warranties
    if not found:
        return blank(facts.reading, "warranty", "warranty")
    best = found[0]
    concrete = best.period is not None or best.excluded
    state: State = "stated" if concrete else "weak"
    return Item("warranty", state, _words(facts, best), best.span, best.confidence, _fields(best))


def _words(facts: Facts, warranty: Warranty) -> str:
    if warranty.period is not None:
        start = f" from {warranty.start}" if warranty.start else ""
        return f"{warranty.period} {warranty.unit}{start}"
    return "none" if warranty.excluded else facts.document.quote(warranty.span, 120)


def _fields(warranty: Warranty) -> dict[str, Any]:
    return {
        "period": str(warranty.period) if warranty.period is not None else None,
        "unit": warranty.unit or None,
        "start": warranty.start,
        "remedy": warranty.remedy,
    }
