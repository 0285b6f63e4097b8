"""The checklist items of the chapter `refunds`."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist.item import Item, absent
from tradelint.facts import Facts
from tradelint.facts.refunds import ClaimPeriod
from tradelint.levels import Confidence

NAME = "refund_or_claims_terms"


def items(facts: Facts) -> Iterator[Item]:
    """`refund_or_claims_terms`: a window or a refund rule with a time is stated; without a time it is weak."""
    refunds = facts.refunds
    timed = refunds.periods or refunds.replies or refunds.remedied
    if timed:
        first = timed[0]
        value = "; ".join(dict.fromkeys(_words(period) for period in timed))
        fields = {"claim_window_days": refunds.periods[0].days if refunds.periods else None}
        yield Item(NAME, "stated", value, first.span, first.confidence, fields)
    elif refunds.clauses:
        clause = refunds.clauses[0]
        yield Item(NAME, "weak", facts.document.quote(clause, 120), clause, Confidence.MEDIUM)
    elif refunds.blank:
        value = "placeholder" if refunds.placeholder else "blank"
        yield Item(NAME, "absent", value, refunds.blank[0])
    else:
        yield absent(NAME)


def _words(period: ClaimPeriod) -> str:
    unit = period.unit[:-1] if period.number == 1 else period.unit
    return f"{period.number} {unit}" + (f" from {period.start}" if period.start else "")
