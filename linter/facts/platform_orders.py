"""The number of a platform order behind its label, in captions, cells and running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradelint.facts.platform_naming import PlatformNaming
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

LABEL = (
    r"(?:(?:alibaba(?:\.com)?\s+)?trade[\s-]?assurance|alibaba(?:\.com)?|\bT\.?A\.?|platform|secured\s+trading|"
    r"阿里巴巴(?:国际站)?|国际站|平台|信保|信用保障)"
)
NAMED = re.compile(
    rf"{LABEL}\s*(?:online\s+)?(?:order|contract|订单|合同)?\s*(?:no\.?|number|id|ref\.?|nr\.?|#|№|编号|号码|号|单号)?\s*"
    r"[:#(]?\s*(?P<value>[A-Z]{0,4}-?\d[\d \n-]{4,30}\d)(?![\w%])",
    re.IGNORECASE,
)
# A long number a few words behind the platform's name: "placed on Alibaba.com, order ID 2044...".
NEAR = re.compile(
    rf"{LABEL}(?P<gap>[^\n\d;。]{{0,40}}?)(?P<value>\d{{12,21}})(?!\d)",
    re.IGNORECASE,
)
NOT_ORDER = re.compile(
    r"account|a/c|card|tel|phone|fax|swift|iban|vat|licen|账号|帐号|电话|税号|信用代码", re.IGNORECASE
)
# What no order number is made of: letters first is rare, nine to 21 digits are what order pages show.
USUAL = re.compile(r"\d{9,21}")
PURPOSE = (
    ("sample", re.compile(r"sample|样品|打样", re.I)),
    ("mould", re.compile(r"mou?ld|tooling|模具|开模", re.I)),
    ("balance", re.compile(r"balance|余款|尾款|second|2nd", re.I)),
    ("deposit", re.compile(r"deposit|定金|订金|first\s+order|1st", re.I)),
    ("freight", re.compile(r"freight|shipping\s+cost|运费", re.I)),
    ("replaced", re.compile(r"replac|cancel|former|previous|old\s+order|supersed|作废|取消|原订单|旧订单|替代", re.I)),
)
OPEN = re.compile(
    r"\W*(?:(?:no|number|id)\W*)?(?:(?:will|is|shall)\s+)?(?:to\s+be|be\s|待|later|tb[acd]\b|not\s+yet|pending|未)",
    re.I,
)
PLAIN = re.compile(r"\d{10,21}")
# What may stand between a caption and its number; other words lead to a telephone or another paper's number.
BETWEEN = re.compile(
    r"[^\w+]*(?:(?:order|contract|no|nr|number|id|ref|is|订单|合同|编号|号码|单号|号|为|是)[^\w+]*){0,3}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class OrderNumber(Fact):
    """A platform order number: `value` without spaces, empty where the label has nothing or a placeholder behind it.

    `usual`: it looks like the numbers that order pages show (no official format is published). `purpose` tells which
    order it is of when the paper gives it its own ("sample", "mould", "balance", "deposit", "freight", "replaced").
    `deadline`: the paper says by when the order is created. `blank` is "placeholder" or "blank" where `value` is empty.
    """

    value: str = ""
    raw: str = ""
    usual: bool = True
    purpose: str = ""
    blank: str = ""
    deadline: bool = False


def read_order_numbers(reading: Reading, namings: tuple[PlatformNaming, ...]) -> tuple[OrderNumber, ...]:
    """Every order number, in text order; a label without a number only where no number stands in the paper."""
    found: dict[int, OrderNumber] = {}
    for match in reading.find(NAMED):
        span = match.span_of("value")
        if span is not None and not _too_far(match["value"]):
            found[span.start] = _number(reading, span)
    for match in reading.find(NEAR):
        span = match.span_of("value")
        if span is not None and not NOT_ORDER.search(match["gap"]):
            found.setdefault(span.start, _number(reading, span))
    for caption in reading.captioned("ta_order_number"):
        value = _value_of(reading, caption.value)
        if value is not None:
            found.setdefault(value.start, _number(reading, value))
    if not found:
        found.update({n.span.start: n for n in _plain(reading, namings)})
    return tuple(found[at] for at in sorted(found)) or _empty(reading)


def _too_far(raw: str) -> bool:
    """A line break inside a number joins its halves; a figure on the next line is another one."""
    digits = re.sub(r"\D", "", raw)
    return len(digits) < 6 or raw.count("\n") > 1


def _value_of(reading: Reading, span: Span | None) -> Span | None:
    if span is None or reading.is_blank(span):
        return None
    for match in reading.find(re.compile(r"[A-Za-z]{0,4}-?\d[\dA-Za-z -]{3,30}[\dA-Za-z]"), span):
        before = reading.fold_of(Span(span.start, match.span.start))
        if sum(char.isdigit() for char in match[0]) >= 6 and BETWEEN.fullmatch(before):
            return match.span
    return None


def _number(reading: Reading, span: Span) -> OrderNumber:
    raw = reading.fold_of(span)
    value = re.sub(r"[\s-]", "", raw).upper()
    near = _words_near(reading, span)
    purpose = next((name for name, pattern in PURPOSE if pattern.search(near)), "")
    return OrderNumber(span, Confidence.HIGH, value, raw, bool(USUAL.fullmatch(value)), purpose)


def _words_near(reading: Reading, span: Span) -> str:
    """The words that may tell what a number is the number of: of its own line, sentence and list entry."""
    sentence, line = reading.sentence_at(span), reading.line_at(span)
    start = max(sentence.start, line.start, span.start - 70)
    before = re.split(r"[;；,，]|\d{8,}", reading.text[start : span.start])[-1]
    behind = re.split(r"[.;；,，。\n]", reading.text[span.end : span.end + 40])[0]
    return before + " " + behind


def _plain(reading: Reading, namings: tuple[PlatformNaming, ...]) -> list[OrderNumber]:
    """`Order No.: 7000111122223333` in a paper that names the platform."""
    if not namings:
        return []
    found = []
    for caption in reading.filled("number"):
        label = reading.fold_of(caption.label).casefold()
        if caption.value is None or not ("order" in label or "订单" in label) or "purchase" in label:
            continue
        for match in reading.find(PLAIN, caption.value):
            found.append(OrderNumber(match.span, Confidence.MEDIUM, match[0], match[0]))
    return found


def _empty(reading: Reading) -> tuple[OrderNumber, ...]:
    """A label with nothing, a placeholder or "to be created" behind it."""
    found = []
    for caption in reading.captioned("ta_order_number"):
        span = caption.value or caption.label
        words = reading.fold_of(span) if caption.value else ""
        hole = reading.is_placeholder(caption.value) or bool(OPEN.match(words))
        if not reading.is_blank(caption.value) and not hole:
            continue
        deadline = bool(re.search(r"within|before|by\s+\d|days?|之前|内", words, re.I))
        found.append(OrderNumber(span, Confidence.HIGH, blank="placeholder" if hole else "blank", deadline=deadline))
    return tuple(found[:1])
