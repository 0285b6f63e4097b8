"""The checklist items of the chapter `payment`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tradelint.checklist.item import Item, absent
from tradelint.facts import Facts
from tradelint.facts.payment import PaymentStep
from tradelint.goods import plain
from tradelint.levels import lowest

NAME = "payment_terms"
METHODS = {"TT_ADVANCE": "TT", "PAYPAL_GS": "PAYPAL", "PAYPAL_FF": "PAYPAL"}


def items(facts: Facts) -> Iterator[Item]:
    """`payment_terms`: stated with a timing or a split that adds up; a method or a deposit alone is weak."""
    payment = facts.payment
    if payment.steps:
        state = "stated" if _is_actionable(facts) else "weak"
        span = payment.steps[0].span.cover(payment.steps[-1].span)
        value = "; ".join(_words(step) for step in payment.steps)
        confidence = lowest(*(step.confidence for step in payment.steps))
        yield Item(NAME, state, value, span, confidence, {"steps": [_fields(step) for step in payment.steps]})  # type: ignore[arg-type]
    elif payment.methods and payment.clauses:
        yield Item(NAME, "weak", ", ".join(dict.fromkeys(m.code for m in payment.methods)), payment.clauses[0])
    elif payment.clauses:
        yield Item(NAME, "weak", facts.document.quote(payment.clauses[0], 120), payment.clauses[0])
    elif payment.blank:
        yield Item(NAME, "absent", "placeholder" if payment.placeholder else "blank", payment.blank[0])
    else:
        yield absent(NAME)


def _is_actionable(facts: Facts) -> bool:
    steps = facts.payment.steps
    shares_open = all(step.percent is None or step.percent_inferred for step in steps)
    if shares_open and any(
        hole.span.overlaps(clause) for clause in facts.payment.clauses for hole in facts.reading.placeholders
    ):
        return False
    timed = [step for step in steps if step.event or step.due or step.days]
    shares = [step.percent for step in steps]
    adds_up = None not in shares and sum(share for share in shares if share is not None) == 100
    in_advance = adds_up and steps[0].stage == "advance"
    return bool(timed) or in_advance or (adds_up and len(steps) > 1)


def _fields(step: PaymentStep) -> dict[str, Any]:
    amount = step.amount.amount if step.amount else None
    return {
        "percent": plain(step.percent) if step.percent is not None else None,
        "amount": plain(amount) if amount is not None else None,
        "method": METHODS.get(step.method or "", step.method),
        "trigger": step.trigger,
    }


def _words(step: PaymentStep) -> str:
    share = f"{plain(step.percent)}%" if step.percent is not None else "balance" if step.remainder else None
    if step.percent is None and step.amount and step.amount.amount is not None:
        share = f"{step.amount.currency or ''} {plain(step.amount.amount)}".strip()
    stage = {"advance": "deposit", "retention": "retention"}.get(step.stage)
    words = [share, METHODS.get(step.method or "", step.method), stage, step.trigger]
    return " ".join(word for word in words if word)
