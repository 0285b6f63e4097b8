"""What the rest of a paper adds to a finding: words for its fix text, and where something missing belongs."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.facts import Facts
from tradelint.facts.parties_model import Role
from tradelint.rule import Rule
from tradelint.text import Span

# The clauses that a chapter's missing terms would stand in, by the ids of clause_topics.toml.
TOPICS = {
    "PRD": ("product",),
    "QLT": ("quality", "inspection", "sample"),
    "PKG": ("packaging",),
    "SHP": ("shipment",),
    "INC": ("delivery_terms",),
    "PAY": ("payment",),
    "RFD": ("refund", "claims"),
    "TA": ("trade_assurance", "payment"),
}


def about(facts: Facts) -> dict[str, str]:
    """What fix texts and letters call things by, such as seller, total, incoterm, place, paper (its number)."""
    return {name: words for name, words in _words(facts) if words}


def _words(facts: Facts) -> Iterator[tuple[str, str]]:
    for role in ("seller", "buyer"):
        yield role, _party(facts, role)
    yield "currency", facts.amounts.currency or ""
    total = facts.amounts.total
    if total is not None and total.amount is not None and total.currency is not None:
        yield "total", f"{total.currency} {total.amount:,}"
    terms = facts.incoterms.terms
    if terms:
        yield "incoterm", terms[0].code
        yield "place", terms[0].named_place.text if terms[0].named_place else ""
    for end in ("origin", "destination"):
        yield f"{end}_port", next((f.place.text for f in facts.shipment.ports if f.end == end and f.place), "")
    yield "paper", next((number.value for number in facts.hygiene.numbers if number.own), "")
    dates = [d.reading for d in facts.hygiene.paper_dates if d.reading is not None and d.kind != "effect"]
    yield "paper_date", next((d.readings[0].isoformat() if len(d.readings) == 1 else d.raw for d in dates), "")


def _party(facts: Facts, role: Role) -> str:
    return next((p.any_name for p in facts.parties.parties if p.role == role and p.named), "")


def clause_near(rule: Rule, facts: Facts) -> Span | None:
    """The heading or label of the clause that a missing term belongs to, if the paper has one."""
    for topic in TOPICS.get(rule.family, ()):
        for caption in facts.reading.captioned(topic):
            return caption.label
    return None
