# ruff: noqa: E501
"""Warranties: for how long, from when, for what, or that none is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from tradelint.facts.passages import passages
from tradelint.facts.quality_types import Warranty
from tradelint.facts.reading import Reading
from tradelint.levels import Confidence
from tradelint.text import Span

Unit = Literal["day", "week", "month", "year", ""]
WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|twenty[- ]four|thirty|thirty[- ]six|forty[- ]eight|sixty|ninety|"
    "half|半|一|二|两|三|四|五|六|七|八|九|十|十二|十五|十八|二十四|三十六"
)
VALUES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "eighteen": 18, "twenty": 20, "twenty four": 24, "thirty": 30, "thirty six": 36, "forty eight": 48, "sixty": 60, "ninety": 90,
    "half": "0.5", "半": "0.5", "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十二": 12, "十五": 15,
    "十八": 18, "二十四": 24, "三十六": 36,
}  # fmt: skip
PERIOD = re.compile(
    rf"(?<![\w.])(?P<n>\d{{1,4}}(?:\.\d)?|{WORDS})\s?(?:\(\s?\d{{1,3}}\s?\)\s?)?[- ]?(?:calendar\s+|full\s+|个\s?)?(?P<unit>years?|yrs?|months?|mths?|weeks?|days?|hours?|年|个月|月|周|天|日)(?![A-Za-z])",
    re.I,
)
UNITS: dict[str, Unit] = {
    "y": "year",
    "m": "month",
    "w": "week",
    "d": "day",
    "年": "year",
    "个": "month",
    "月": "month",
    "周": "week",
    "天": "day",
    "日": "day",
}
WARRANTY = re.compile(
    r"warrant(?:y|ies|ee|s|ed|ing)?\b|guarant(?:ee|ees|y|eed)\b|质保|保修|质量保证期?|保质期|保用期|三包|garantie|garantía|гаранти\w*|shelf\s+life",
    re.I,
)
NOT_A_WARRANTY = re.compile(
    r"bank\s+guarant|guarantee\s+letter|letter\s+of\s+guarantee|performance\s+(?:bond|guarantee)|guarant\w*\s+(?:the\s+)?(?:payment|letter|delivery|shipment)|payment\s+guarant|warrants?\s+that\s+(?:it|they|he|the\s+(?:seller|buyer|party|parties))\s+(?:is|are|has|have)|"
    r"warrant(?:s|y)\s+of\s+(?:title|authority)|付款保证|银行保函|履约保证",
    re.I,
)
START = re.compile(
    r"(?:from|after|since|as\s+of|starting|commencing|beginning|counted\s+from|following|upon|自|从|由)\s?(?:on\s+|from\s+|with\s+)?(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?(?:final\s+|actual\s+|goods\s+|their\s+|its\s+|equipment\s+)?(?P<start>"
    r"b/?l(?:\s+date)?|bill\s+of\s+lading|shipment|shipping|delivery|receipt|receiving|arrival|installation|commissioning|acceptance|hand\s?over|purchase|manufacture|production|putting\s+into\s+operation|first\s+registration|invoice|sale|dispatch|departure|loading|"
    r"提单|发货|装运|出货|交货|交付|收货|到货|到港|签收|验收|安装|调试|购买|生产|出厂)",
    re.I,
)
REMEDY = re.compile(
    r"(?P<remedy>repair|replac\w+|refund|reimburs\w+|spare\s+parts?|free\s+parts|make\s+good|credit|rework|fix|technical\s+support|on-?site|service|维修|修理|更换|换货|退款|退货|补发|配件|免费|返工|赔偿|包换|包修)",
    re.I,
)
EXCLUDED = re.compile(
    r"(?:no|without(?:\s+any)?|not\s+(?:covered\s+by\s+)?(?:any\s+)?|excludes?\s+(?:all|any)?|disclaims?\s+(?:all|any)?|makes?\s+no|gives?\s+no|provides?\s+no|free\s+from\s+any|无|不提供|不含|没有|不承担)\s?(?:other\s+|further\s+|express\s+|implied\s+|or\s+|and\s+|a\s+|any\s+|additional\s+){0,4}"
    r"(?:warrant|guarant|质保|保修|质量保证)|as\s+is\b|\"as[- ]is\"|(?:warrant\w*|guarant\w*)\s+(?:is|are)\s+(?:excluded|not\s+(?:given|included|provided|applicable)|none|void)|(?:warranty|guarantee|质保期?|保修期?)\s?[:：]\s?(?:none|no|nil|n/?a|无|没有)",
    re.I,
)
BUYER_GIVES = re.compile(
    r"(?:purchaser|buyer|importer|customer|distributor)\s+(?:hereby\s+)?(?:provides?|gives?|grants?|offers?|warrants?|makes?)\b|买方保证",
    re.I,
)
NOT_A_PERIOD = re.compile(r"(?:within|in|no\s+later\s+than|at\s+least|内)\s?$", re.I)


def find_warranties(reading: Reading) -> tuple[Warranty, ...]:
    """What the paper says of warranties, one fact per passage, the most concrete first."""
    found: list[Warranty] = []
    for passage in passages(reading, "warranty", cues=False):
        found.append(_warranty(reading, passage.span, True))
    for match in reading.find(WARRANTY):
        sentence = reading.sentence_at(match.span)
        text = reading.fold_of(sentence)
        if any(w.span.overlaps(sentence) for w in found) or NOT_A_WARRANTY.search(text):
            continue
        found.append(_warranty(reading, sentence, False))
    return tuple(sorted(found, key=_rank))


def _rank(warranty: Warranty) -> tuple[int, int]:
    strength = 0 if warranty.period is not None else 1 if warranty.excluded else 2
    return (strength, warranty.span.start)


def _warranty(reading: Reading, span: Span, captioned: bool) -> Warranty:
    text = reading.fold_of(span)
    period = next(_periods(text, captioned), None)
    start, remedy = START.search(text), REMEDY.search(text)
    excluded = EXCLUDED.search(text)
    return Warranty(
        span, Confidence.HIGH if captioned or period else Confidence.MEDIUM,
        period=period[0] if period else None, unit=period[1] if period else "",
        start=start["start"].casefold() if start else None, remedy=remedy["remedy"].casefold() if remedy else None,
        excluded=bool(excluded) and period is None, limited=bool(re.search(r"limited\s+warrant", text, re.I)),
        by_buyer=bool(BUYER_GIVES.search(text)),
    )  # fmt: skip


def _periods(text: str, captioned: bool) -> Iterator[tuple[Decimal, Unit]]:
    """The periods that are the warranty's own: near its word, and no time limit for a notice or a repair."""
    for match in PERIOD.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        around = text[max(0, match.start() - 90) : match.end() + 60]
        if NOT_A_PERIOD.search(before) and not re.search(
            r"(?:warrant|guarant|质保|保修)\w*\s?(?:period)?\s?(?:is|of|:|：|为)?\s?(?:within|at\s+least|in)\s?$",
            before,
            re.I,
        ):
            continue
        if captioned or WARRANTY.search(around):
            raw = match["n"].casefold().replace("-", " ")
            yield (
                Decimal(str(VALUES.get(raw, raw))),
                UNITS.get(match["unit"][0].casefold(), "day"),
            )


__all__ = ["find_warranties"]
