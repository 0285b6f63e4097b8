"""Which rules run on a paper, how grave their problems are there, and which findings stay unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.checklist import UNREAD
from tradelint.config import Config
from tradelint.facts import Facts
from tradelint.levels import Confidence, Severity
from tradelint.rule import Problem, Rule, span_of
from tradelint.text import Span

KINDS = {
    "proforma_invoice": {"PI", "both"},
    "quotation": {"PI", "both"},
    "sales_contract": {"contract", "both"},
    "purchase_order": {"contract", "both"},
    "commercial_invoice": {"PI", "both"},
    "packing_list": {"PI", "both"},
    "unknown": {"both"},
    "other": set(),
}
# Papers written at shipment: their terms stand elsewhere, their figures and parties are judged here.
AT_SHIPMENT = {"commercial_invoice", "packing_list"}
AT_SHIPMENT_FAMILIES = {"AMT", "DOC", "PTY"}
AT_SHIPMENT_RULES = {"PKG005", "PKG006", "PKG007"}
TEXT_GATE = "DOC013"


@dataclass(frozen=True)
class Hit:
    """A problem with the rule that found it and the severity that it has in this paper."""

    rule: Rule
    problem: Problem
    severity: Severity
    confidence: Confidence

    @property
    def span(self) -> Span | None:
        """What the problem is about."""
        return span_of(self.problem.at)


def is_for_kind(rule: Rule, kind: str) -> bool:
    """Whether a rule speaks about papers of this kind."""
    if kind in AT_SHIPMENT and rule.family not in AT_SHIPMENT_FAMILIES and rule.code not in AT_SHIPMENT_RULES:
        return False
    return rule.kinds in KINDS.get(kind, set())


def is_selected(rule: Rule, config: Config) -> bool:
    """Whether the configuration lets a rule run."""
    return rule.code not in config.ignore and (config.select is None or rule.code in config.select)


def is_small_order(facts: Facts, config: Config) -> bool:
    """Whether the order is a sample or too small for what a careful buyer asks of a real one."""
    if facts.reading.hits("order_kinds.sample"):
        return True
    total = facts.amounts.total
    return total is not None and total.amount is not None and 0 < total.amount < config.small_order


def is_text_missing(facts: Facts) -> bool:
    """Whether part of the paper could not be read, so that nothing can be called absent."""
    return any(gap.code in UNREAD for gap in facts.document.gaps)


def severity_of(rule: Rule, problem: Problem, confidence: Confidence, kind: str, config: Config) -> Severity:
    """Entry, profile, configured severity, side, then the caps for unknown kinds and doubtful readings."""
    severity = rule.parts.get(problem.part or "", rule.severity)
    if config.profile == "recommended" and severity is Severity.WARNING and rule.is_strict(problem.part):
        severity = Severity.INFO
    if rule.code in config.severity:
        severity = Severity(config.severity[rule.code])
    if rule.side not in ("any", config.side):
        severity = Severity.INFO
    doubtful = confidence is Confidence.LOW or (rule.arithmetic and confidence is not Confidence.HIGH)
    if severity is Severity.ERROR and (kind == "unknown" or doubtful):
        severity = Severity.WARNING
    return severity


def unsilenced(hits: list[Hit], facts: Facts) -> Iterator[Hit]:
    """The hits that no other hit accounts for: one finding per cause."""
    for child in hits:
        if not any(_silences(parent, child, facts) for parent in hits):
            yield child


def _silences(parent: Hit, child: Hit, facts: Facts) -> bool:
    scope = parent.rule.silences.get(child.rule.code)
    if scope is None or parent is child:
        return False
    if scope == "all":
        return True
    if parent.problem.subject is not None and parent.problem.subject == child.problem.subject:
        return True
    return any(_same_line(a, b, facts) for a in _spans(parent) for b in _spans(child))


def _spans(hit: Hit) -> tuple[Span, ...]:
    found = (span_of(fact) for fact in (hit.problem.at, *hit.problem.beside))
    return tuple(span for span in found if span is not None)


def _same_line(one: Span, other: Span, facts: Facts) -> bool:
    if one.overlaps(other):
        return True
    return facts.reading.line_at(one).overlaps(facts.reading.line_at(other))
