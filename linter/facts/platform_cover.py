"""How much the platform's protection can pay: the supplier's limit and the covered amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.values import Money, convention_of, find_money
from tradelint.levels import Confidence
from tradelint.text import Span

LIMIT = re.compile(
    r"(?:supplier'?s?\s+(?:trade\s+assurance\s+|TA\s+|assurance\s+)?limit|(?:trade\s+assurance|TA|assurance)\s+limit|"
    r"limit\s+of\s+(?:trade\s+assurance|the\s+supplier|cover(?:age)?)|(?:credit|coverage|protection)\s+limit|"
    r"(?:trade\s+assurance|TA)\s+(?:amount|quota|credit)|信保(?:总|剩余|可用)?额度|信用保障额度|保障额度|剩余额度|可用额度|信用额度)",
    re.IGNORECASE,
)
REMAINING = re.compile(r"remaining|available|left|剩余|可用", re.IGNORECASE)
COVER = re.compile(
    r"cover(?:age|ed)?\s+amount|amount\s+covered|\bcoverage\b|(?:is|are|be|not|only)\s+covered\b|"
    r"covered\s+(?:by|under|up\s+to|for|in|on)\b|\bcovers\b|"
    r"保障金额|承保金额|保障范围|保障类型",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"cover(?:age|ed)\s+amount|保障金额", re.IGNORECASE)
INSURANCE = re.compile(r"insur|policy|all\s+risks|underwriter|PICC|保险|保单", re.IGNORECASE)
SCOPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("pre-shipment", r"pre-?shipment|before\s+shipment|until\s+shipment|up\s+to\s+shipment|发货前|出货前"),
        (
            "initial",
            r"initial\s+payment|(?:the\s+)?deposit\s+only|only\s+(?:the\s+)?(?:deposit|initial)|首付款|"
            r"[仅只].{0,3}定金",
        ),
        (
            "excluded",
            r"not\s+(?:be\s+)?(?:covered|included)|outside\s+the\s+order|excluded|不[在受予]?保障|不包含在",
        ),
        (
            "full",
            r"full|entire|order\s+total|total\s+(?:amount|order|payment|price)|100\s?%|whole|post-?delivery|"
            r"全额|全部|订单总额",
        ),
    )
)
SCHEME = re.compile(r"trade[\s-]?assurance|alibaba|\bTA\b|platform|信保|信用保障|平台", re.IGNORECASE)

# What the order on the platform amounts to: `order amount on Alibaba: USD 5,000`, 信保订单金额:3,000美元.
ORDERED = re.compile(
    r"(?:order\s+(?:amount|total|value)|amount\s+of\s+the\s+(?:trade\s+assurance\s+|TA\s+|platform\s+)?order)\s+(?:placed\s+)?"
    r"(?:on|in|at)\s+(?:the\s+)?(?:alibaba(?:\.com)?|platform|trade\s+assurance)|"
    r"(?:trade\s+assurance|alibaba(?:\.com)?|TA|platform)\s+order\s+(?:amount|total|value|is\s+placed\s+for|amounts\s+to)|"
    r"(?:信保|信用保障|平台)订单(?:总)?金额|平台(?:上)?下单金额",
    re.IGNORECASE,
)

Scope = Literal["pre-shipment", "initial", "excluded", "full", "amount"]


@dataclass(frozen=True, slots=True)
class SupplierLimit(Fact):
    """The supplier's limit, or what is left of it (`remaining`)."""

    amount: Decimal | None = None
    currency: str | None = None
    remaining: bool = False


@dataclass(frozen=True, slots=True)
class Coverage(Fact):
    """What the scheme covers: a part ("pre-shipment", "initial", "excluded"), all ("full") or a stated "amount"."""

    scope: Scope = "full"
    amount: Decimal | None = None
    currency: str | None = None


def read_limits(reading: Reading) -> tuple[SupplierLimit, ...]:
    """The limits named with an amount."""
    found: list[SupplierLimit] = []
    for match in reading.find(LIMIT):
        tail = _tail(reading, match.span, 120)
        for money in _money(reading, tail):
            words = reading.text[match.span.start - 20 if match.span.start > 20 else 0 : money.span.start]
            gap = reading.text[tail.start : money.span.start]
            last = gap[-25:]
            found.append(
                SupplierLimit(money.span, money.confidence, money.amount, money.currency, bool(REMAINING.search(last)))
                if found
                else SupplierLimit(
                    money.span, money.confidence, money.amount, money.currency, bool(REMAINING.search(words))
                )
            )
    return tuple({limit.span: limit for limit in found}.values())


def read_coverages(reading: Reading) -> tuple[Coverage, ...]:
    """Statements about what is covered; cargo insurance is another matter."""
    found = []
    whole = bool(SCHEME.search(reading.folded.text))
    for match in reading.find(COVER):
        sentence = reading.sentence_at(match.span)
        words = reading.fold_of(sentence)
        if INSURANCE.search(words):
            continue
        scope = next((name for name, pattern in SCOPES if pattern.search(words)), None)
        money = next(iter(_money(reading, _tail(reading, match.span, 80))), None)
        if (scope is None and money is None) or not (whole or AMOUNT.search(words)):
            continue
        found.append(
            Coverage(
                match.span,
                Confidence.MEDIUM if money is None else money.confidence,
                _scope(scope or "amount"),
                money.amount if money else None,
                money.currency if money else None,
            )
        )
    return tuple({reading.sentence_at(c.span): c for c in found}.values())


def read_order_totals(reading: Reading) -> tuple[Money, ...]:
    """What the order on the platform is said to amount to."""
    found = [next(iter(_money(reading, _tail(reading, match.span, 60))), None) for match in reading.find(ORDERED)]
    return tuple(money for money in found if money is not None)


def _scope(name: str) -> Scope:
    scopes: dict[str, Scope] = {
        "pre-shipment": "pre-shipment", "initial": "initial", "excluded": "excluded", "full": "full",
    }  # fmt: skip
    return scopes.get(name, "amount")


def _tail(reading: Reading, span: Span, reach: int) -> Span:
    line = reading.line_at(span)
    sentence = reading.sentence_at(span)
    return Span(span.end, max(span.end, min(max(line.end, sentence.end), span.end + reach)))


def _money(reading: Reading, span: Span) -> tuple[Money, ...]:
    text = reading.text[span.start : span.end]
    return find_money(text, convention_of(reading.document), span.start)
