"""The checklist items of the chapter `quality`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tradelint.checklist.item import Item, State
from tradelint.checklist.product import blank
from tradelint.facts import Facts
from tradelint.facts.inspection import Inspection, body_name
from tradelint.facts.quality_types import Warranty
from tradelint.facts.samples import Sample
from tradelint.text import Span


def items(facts: Facts) -> Iterator[Item]:
    """The items of this chapter."""
    yield _quality(facts)
    yield _inspection(facts)
    yield _sample(facts)
    yield _warranty(facts)


def _quality(facts: Facts) -> Item:
    named = [*_standards(facts), *_measures(facts)]
    loose = _loose(facts)
    fields = {
        "standards": [s.words for s in facts.quality.standards],
        "marks": [m.words for m in facts.quality.marks],
        "aql": [[str(value) for value in plan.values] for plan in facts.quality.aql],
        "samples": [s.words for s in facts.quality.samples if s.binding],
    }
    if named:
        named.sort(key=lambda pair: pair[0])
        value = "; ".join(dict.fromkeys(words for _, words in named))
        return Item("quality_standard", "stated", value, named[0][0], fields=fields)
    if loose:
        span = min(loose)
        return Item("quality_standard", "weak", facts.document.quote(span, 120), span, fields=fields)
    return blank(facts.reading, "quality_standard", "quality")


def _standards(facts: Facts) -> Iterator[tuple[Span, str]]:
    """Standards, marks and sampling plans; what only tests the packing or the papers is none."""
    for standard in facts.quality.standards:
        if standard.kind not in ("transit", "packing", "other"):
            yield standard.span, standard.words
    for mark in facts.quality.marks:
        yield mark.span, mark.words
    for plan in facts.quality.aql:
        if plan.values:
            yield plan.span, f"AQL {'/'.join(str(value) for value in plan.values)}"


def _measures(facts: Facts) -> Iterator[tuple[Span, str]]:
    """Tolerances on the goods and measurable criteria."""
    for tolerance in facts.product.tolerances:
        if tolerance.of != "quantity":
            yield tolerance.span, tolerance.words
    for criterion in facts.quality.criteria:
        if criterion.kind != "condition":
            yield criterion.span, criterion.words


def _loose(facts: Facts) -> list[Span]:
    """Where quality is spoken of and nothing can be measured."""
    quality = facts.quality
    vague = [v.span for v in quality.vague if v.group == "quality"]
    # An acceptance test is an inspection; what it must show is another matter.
    tested = facts.reading.hits("quality_words.tests")
    conditions = [c.span for c in quality.criteria if c.kind == "condition"]
    conditions = [span for span in conditions if not any(test.span.overlaps(span) for test in tested)]
    samples = [s.span for s in quality.samples if s.binding]
    return [*vague, *conditions, *samples, *(plan.span for plan in quality.aql), *quality.clauses]


def _inspection(facts: Facts) -> Item:
    found = [i for i in facts.quality.inspections if not i.waived]
    if not found:
        return blank(facts.reading, "inspection", "inspection")
    best = max(found, key=_weight)
    state: State = "stated" if best.concrete else "weak"
    value = "; ".join(dict.fromkeys(_said(i) for i in found if i.concrete)) or facts.document.quote(best.span, 160)
    fields = {
        "who": list(best.who),
        "bodies": list(best.bodies),
        "when": list(best.when),
        "cost": best.cost,
        "days": str(best.days) if best.days is not None else None,
        "share": next((str(i.share) for i in found if i.share is not None), None),
    }
    return Item("inspection", state, value, best.span, best.confidence, fields)


def _said(inspection: Inspection) -> str:
    """Who, when and at whose cost in a few words."""
    bodies = f" ({', '.join(body_name(body) for body in inspection.bodies)})" if inspection.bodies else ""
    share = f"{inspection.share}%" if inspection.share is not None else ""
    when = ", ".join(stage.replace("_", " ") for stage in inspection.when)
    days = f"{inspection.days} days" if inspection.days is not None else ""
    cost = f"cost: {inspection.cost}" if inspection.cost else ""
    return ", ".join(filter(None, (" or ".join(inspection.who) + bodies, share, when, days, cost)))


def _weight(inspection: Inspection) -> tuple[bool, bool, int, int]:
    said = len(inspection.who) + len(inspection.when) + 2 * len(inspection.bodies) + (inspection.days is not None)
    return (inspection.concrete, inspection.captioned, said, -inspection.span.start)


def _sample(facts: Facts) -> Item:
    found = [s for s in facts.quality.samples if not s.waived]
    if not found:
        return blank(facts.reading, "sample_approval", "sample")
    best = max(found, key=_sample_weight)
    state: State = "stated" if best.approved and best.identified else "weak"
    fields = {"identifier": best.identifier, "stage": best.stage or None, "approved": best.approved}
    return Item("sample_approval", state, best.words, best.span, best.confidence, fields)


def _sample_weight(sample: Sample) -> tuple[bool, bool, bool, int]:
    return (sample.approved and sample.identified, sample.gate, sample.approved, -sample.span.start)


def _warranty(facts: Facts) -> Item:
    found = facts.quality.warranties
    if not found:
        return blank(facts.reading, "warranty", "warranty")
    best = found[0]
    bounded = best.period is not None or (best.notice_days is not None and best.remedy is not None)
    state: State = "stated" if (bounded or best.excluded) and not best.by_buyer else "weak"
    return Item("warranty", state, _words(facts, best), best.span, best.confidence, _fields(best))


def _words(facts: Facts, warranty: Warranty) -> str:
    if warranty.period is not None:
        start = f" from {warranty.start}" if warranty.start else ""
        plural = "" if warranty.period == 1 else "s"
        first = f"{warranty.period} {warranty.unit}{plural}{start}"
        return "; ".join((first, *warranty.further))
    if warranty.excluded:
        return "none"
    limited = "limited warranty" if warranty.limited else None
    notice = f"{warranty.notice_days}-day notice" if warranty.notice_days is not None else None
    return ", ".join(filter(None, (limited, warranty.remedy, notice))) or facts.document.quote(warranty.span, 120)


def _fields(warranty: Warranty) -> dict[str, Any]:
    return {
        "period": str(warranty.period) if warranty.period is not None else None,
        "unit": warranty.unit or None,
        "start": warranty.start,
        "remedy": warranty.remedy,
        "excluded": warranty.excluded,
    }
