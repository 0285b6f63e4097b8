"""Which rules run on a paper, how grave their problems are there, and which findings stay unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.checklist import UNREAD
from tradelint.config import Config
from tradelint.facts import Facts
from tradelint.facts.delegated import Delegated
from tradelint.facts.order import OrderKind, is_readable
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
TITLE_LINES = 8
# Rules on things that are made, packed and carried; work, licences and access are neither.
GOODS_FAMILIES = {"PRD", "QLT", "PKG", "SHP", "INC"}
FOR_SERVICES = {"PRD001"}
# What is only worth a look in a deal of a kind, and why, in the words that follow the message.
CAPS: dict[OrderKind, tuple[frozenset[str], str]] = {
    "frame": (
        frozenset({"SHP001", "SHP002", "SHP005", "PRD006", "AMT009", "QLT008"}),
        "this is a frame agreement, so each order must say it",
    ),
    "domestic": (
        frozenset({"INC001", "PRD010", "SHP005", "SHP006", "SHP007"}),
        "both parties are in one country, so this may be agreed elsewhere",
    ),
    "unpacked": (frozenset({"PKG001", "PKG003"}), "goods of this kind travel unpacked"),
}
GOODS = ("product",)
QUALITY = ("quality",)
CLAIMS = ("claims", "refund")
# The topic (an id of the captions) that a rule misses when it calls something absent.
TOPICS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("PRD001", "PRD002", "PRD008"), GOODS), "PRD003": ("material", *GOODS),
    "PRD004": ("dimensions", *GOODS), "PRD005": ("colour", *GOODS), "PRD012": ("dimensions", *GOODS),
    "PRD010": ("hs_code", "origin"),
    **dict.fromkeys(("QLT001", "QLT003", "QLT005", "QLT012", "QLT013"), QUALITY), "QLT006": ("inspection",),
    "QLT007": ("inspection", *QUALITY), "QLT008": ("sample",), "QLT009": ("sample", *QUALITY),
    "PKG001": ("packaging",), "PKG003": ("packaging",), "PKG008": ("packaging", "marks"),
    "SHP001": ("shipment",), "SHP003": ("shipment",), "SHP005": ("ports",), "SHP007": ("documents",),
    "SHP008": ("late_delivery",), "INC001": ("delivery_terms",), "INC003": ("delivery_terms",),
    "INC009": ("insurance",),
    "PAY001": ("payment",), "PAY006": ("payment",), "PAY008": ("bank_details", "bank_block"), "PAY009": ("payment",),
    **dict.fromkeys(("RFD001", "RFD002", "RFD005", "RFD006", "RFD007"), CLAIMS), "RFD011": ("warranty",),
    "LAW001": ("governing_law",), "LAW002": ("dispute_resolution",), "LAW005": ("dispute_resolution",),
    "LAW007": ("force_majeure",), "LAW009": ("ip", "confidentiality"),
    "AMT009": ("product", "payment"),
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """A problem with the rule that found it and the severity that it has in this paper."""

    rule: Rule
    problem: Problem
    severity: Severity
    confidence: Confidence
    note: str = ""

    @property
    def span(self) -> Span | None:
        """What the problem is about."""
        return span_of(self.problem.at)


def is_for_kind(rule: Rule, kind: str) -> bool:
    """Whether a rule speaks about papers of this kind."""
    if kind in rule.not_for:
        return False
    if kind in AT_SHIPMENT and rule.family not in AT_SHIPMENT_FAMILIES and rule.code not in AT_SHIPMENT_RULES:
        return False
    return rule.kinds in KINDS.get(kind, set())


def is_selected(rule: Rule, config: Config) -> bool:
    """Whether the configuration lets a rule run."""
    return rule.code not in config.ignore and (config.select is None or rule.code in config.select)


def is_small_order(facts: Facts, config: Config) -> bool:
    """Whether the order is a sample or too small for what a careful buyer asks of a real one."""
    if any(is_title(facts, hit.span) for hit in facts.reading.hits("order_kinds.sample")):
        return True
    total = facts.amounts.total
    return total is not None and total.amount is not None and 0 < total.amount < config.small_order


def is_title(facts: Facts, span: Span) -> bool:
    """Whether words stand in the title of the paper: a heading, or alone on one of the first lines."""
    line = facts.reading.line_at(span)
    block = facts.reading.block(span)
    if block is not None and block.kind == "heading" and block.level <= 1:
        return True
    first = facts.reading.lines[:TITLE_LINES]
    return bool(first) and line.start <= first[-1].start and len(span) * 3 >= len(facts.reading.fold_of(line).strip())


def is_for_order(rule: Rule, kinds: frozenset[OrderKind]) -> bool:
    """Whether a rule makes sense for what is ordered: nobody packs, ships or measures a service."""
    return "services" not in kinds or rule.family not in GOODS_FAMILIES or rule.code in FOR_SERVICES


def cap_of(rule: Rule, kinds: frozenset[OrderKind]) -> str:
    """Why a rule is only worth a look in this deal; empty where nothing caps it."""
    return next((why for kind, (codes, why) in CAPS.items() if kind in kinds and rule.code in codes), "")


def left_to_annex(rule: Rule, problem: Problem, delegated: tuple[Delegated, ...]) -> str:
    """Where a term stands that a rule misses here; empty where the paper leaves it to nobody."""
    absence = rule.is_absence(problem.part)
    found = next((d for d in delegated if d.topic in TOPICS.get(rule.code, ()) and (absence or d.pointer)), None)
    if found is None:
        return ""
    return f"{found.name} is to say it" + (f" (see {found.file})" if found.file else ": add that file")


def is_text_missing(facts: Facts) -> bool:
    """Whether part of the paper could not be read, or not understood, so that nothing can be called absent."""
    return not is_readable(facts) or any(gap.code in UNREAD for gap in facts.document.gaps)


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
