"""Measurable requirements for the goods: analysis values, properties with a limit, grades, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tradelint.facts.line_items import LineItem
from tradelint.facts.product_zones import read_once
from tradelint.facts.quality_types import Criterion
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Span

SIGN = (
    r"(?:≤|≥|<=|>=|<|>|=|±|:|：|max\.?|min\.?|maximum|minimum|below|above|under|over|not\s{1,5}(?:more"
    r"|less)\s{1,5}than|at\s{1,5}least|no\s{1,5}(?:more|less)\s{1,5}than|up\s{1,5}to|不超过|不大于|不低于|不小于|小于|大于"
    r"|低于|高于|不得超过|以下|以上)"
)
UNIT = (
    r"(?:%|‰|ppm|ppb|mg/kg|g/kg|mpa|n/mm2?|n/mm²|n|hrc|hrb|hv|hb|cst|kcal/kg|°\s?[a-z]?|℃|g/l|g/m2|g/㎡"
    r"|kg/m3|kg/m³|μm|um|mm|db(?:\(a\))?|lm|h|hours?|小时|级|grade|class|mesh|目|bar|psi|kpa|ia|max\.?|min\.?)"
)
LIMIT = re.compile(
    rf"^\s?(?:\([^)\n]{{1,24}}\)\s?)?(?:content|value|level|含量|值|率)?\s?(?:is|are|of|shall\s{{1,5}}be"
    rf"|should\s{{1,5}}be|must\s{{1,5}}be|为|应|应为|要求)?\s?(?:at\s"
    rf"|of\s)?(?P<sign>{SIGN}\s?)?(?:of\s)?(?P<n>\d{{1,9}}(?:[.,]\d{{1,9}})?)\s?"
    rf"(?:(?:-|~|to|至|±)\s?\d{{1,9}}(?:[.,]\d{{1,9}})?\s?)?(?P<unit>{UNIT})?(?![A-Za-z])",
    re.I | re.A,
)
BARE = re.compile(
    rf"(?:≤|≥)\s?\d{{1,9}}(?:[.,]\d{{1,9}})?\s?{UNIT}|\d{{1,9}}(?:[.,]\d{{1,9}})?\s?%\s?(?:max|min)\b\.?"
    rf"|\b(?:max|min)\.?\s?\d{{1,9}}(?:[.,]\d{{1,9}})?\s?(?:%|ppm)",
    re.I | re.A,
)
RANGE = re.compile(
    r"-?\d{1,9}(?:[.,]\d{1,9})?\s?(?:°\s?[CF]|℃|%)\s?(?:-|~|to|and"
    r"|至)\s?-?\d{1,9}(?:[.,]\d{1,9})?\s?(?:°\s?[CF]|℃|%)",
    re.I | re.A,
)
MONEY = ("payment", "price", "late_delivery", "insurance", "refund", "bank_details")


def find_criteria(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Criterion, ...]:
    """The measurable requirements, in text order."""
    return read_once(_criteria(reading, lines))


def _criteria(reading: Reading, lines: tuple[LineItem, ...]) -> Iterator[Criterion]:
    for span in (*_limits(reading), *_bare(reading)):
        yield _criterion(reading, span, lines, "value")
    for found in reading.find(_grades()):
        yield _criterion(reading, found.span, lines, "grade")
    for hit in reading.hits("quality_words.condition"):
        if not reading.negated(hit.span):
            yield _criterion(reading, hit.span, lines, "condition")


@cache
def _grades() -> re.Pattern[str]:
    return re.compile(table("quality_words")["grade"]["regex"], re.A)


def _criterion(reading: Reading, span: Span, lines: tuple[LineItem, ...], kind: str) -> Criterion:
    line = next((i for i, line in enumerate(lines) if line.span.contains(span)), None)
    words = reading.document.quote(span, 80)
    return Criterion(span, words=words, kind=kind, line=line)  # type: ignore[arg-type]


def _limits(reading: Reading) -> Iterator[Span]:
    """A property with a figure behind it; symbols and plain figures need a sign or a unit."""
    for key in ("analysis", "mechanical", "symbol"):
        for hit in reading.hits(f"quality_words.{key}"):
            limit = LIMIT.match(reading.fold_of(Span(hit.span.end, hit.span.end + 60)))
            if limit is None or not _limits_it(key, hit.raw, limit):
                continue
            if not _about_money(reading, hit.span):
                yield Span(hit.span.start, hit.span.end + limit.end())


def _limits_it(key: str, raw: str, limit: re.Match[str]) -> bool:
    sign = (limit["sign"] or "").strip()
    if key == "symbol":
        exact = raw in _symbols()
        return exact and bool(limit["unit"]) and (bool(sign) or limit["unit"] == "%") and len(raw) + len(sign) > 1
    return bool(sign) or bool(limit["unit"])


@cache
def _symbols() -> frozenset[str]:
    return frozenset(next(e for e in table("quality_words")["property"] if e["id"] == "symbol")["aliases"])


def _bare(reading: Reading) -> Iterator[Span]:
    for pattern in (BARE, RANGE):
        for found in reading.find(pattern):
            if not _about_money(reading, found.span):
                yield found.span


def _about_money(reading: Reading, span: Span) -> bool:
    """Shares of prices, deposits and penalties are no quality."""
    sentence = reading.sentence_at(span)
    if any(reading.hits(f"clause_topics.{topic}.cues", sentence) for topic in MONEY):
        return True
    line = reading.fold_of(sentence)
    return bool(
        re.search(
            r"price|payment|deposit|invoice\s{1,5}value|contract\s{1,5}value|penalt|interest|金额|价款|违约|罚|利息"
            r"|more\s{1,5}or\s{1,5}less",
            line,
            re.I | re.A,
        )
    )


__all__ = ["find_criteria"]
