# ruff: noqa: E501
"""Sampling plans: the AQL figures, the standard and the level they are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tradelint.facts.quality_types import Aql, Standard
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Span

AQL = re.compile(
    r"(?<![A-Za-z])A\.?Q\.?L\.?(?![A-Za-z])|acceptable\s+quality\s+(?:level|limit)|合格质量(?:水平|限)|接收质量限|允收(?:水准|标准|质量)",
    re.I,
)
NUMBER = r"(?P<n>\d{1,2}(?:[.,]\d{1,3})?)"
CLASSES = (
    ("critical", re.compile(rf"(?:critical|\bCR\b|\bCRI\b|致命(?:缺陷|不良)?|严重缺陷\(CR\))\s?(?:defects?|faults?|不合格|缺点)?\s?(?:\([A-Z]+\))?\s?[:：=]?\s?(?:AQL\s?)?(?:≤|<=|to|of|at|为|不超过)?\s?{NUMBER}", re.I)),
    ("major", re.compile(rf"(?:major|\bMA\b|\bMAJ\b|严重(?:缺陷|不良)?|主要(?:缺陷|不良)?|重缺陷)\s?(?:defects?|faults?|不合格|缺点)?\s?(?:\([A-Z]+\))?\s?[:：=]?\s?(?:AQL\s?)?(?:≤|<=|to|of|at|为|不超过)?\s?{NUMBER}", re.I)),
    ("minor", re.compile(rf"(?:minor|\bMI\b|\bMIN\b|轻微(?:缺陷|不良)?|次要(?:缺陷|不良)?|轻缺陷)\s?(?:defects?|faults?|不合格|缺点)?\s?(?:\([A-Z]+\))?\s?[:：=]?\s?(?:AQL\s?)?(?:≤|<=|to|of|at|为|不超过)?\s?{NUMBER}", re.I)),
)  # fmt: skip
BEFORE_CLASS = re.compile(
    rf"{NUMBER}\s?(?:%\s?)?(?:\(|for\s+|on\s+)?\s?(?P<class>critical|major|minor|致命|严重|主要|轻微|次要)", re.I
)
LISTED = re.compile(
    r"(?:AQL|level|水平|水准|允收)\D{0,12}?(?P<a>\d(?:[.,]\d{1,3})?)\s?(?:/|,|、|;|-|and)\s?(?P<b>\d(?:[.,]\d{1,3})?)(?:\s?(?:/|,|、|;|-|and)\s?(?P<c>\d(?:[.,]\d{1,3})?))?(?!\d)",
    re.I,
)
SINGLE = re.compile(
    r"(?:AQL|A\.Q\.L\.?)\s?(?:level|value|标准|值|为|of|is|at|:|：|=|≤)?\s?(?P<n>\d(?:[.,]\d{1,3})?)(?![\d%]*\s?(?:pcs|days))",
    re.I,
)
ZERO = re.compile(
    r"critical\b.{0,20}(?:none|zero|not\s+(?:accepted|allowed|acceptable)|no\b|nil|不允许)|no\s+critical|zero\s+critical|致命.{0,8}(?:不允许|不接受|零|0)|(?:不允许|不接受).{0,6}致命",
    re.I,
)
LEVEL = re.compile(
    r"(?:(?:general\s+|special\s+|normal\s+|inspection\s+)*(?:inspection\s+)?level\s?[:：]?\s?|(?:检验|检查)?水平\s?[:：]?\s?|(?:一般|特殊)(?:检验|检查)?水平?\s?|G-?(?=I))(?:GL?\s?-?\s?)?(?P<a>S-?[1-4]|III|II|I|[123](?!\d)|[ⅠⅡⅢ])(?![A-Za-z])"
    r"|(?<![A-Za-z])(?P<b>S-?[1-4]|III|II|I|[ⅠⅡⅢ])\s?(?:级|level|水平|类)|(?<![A-Za-z])G(?:L|IL)?-?\s?(?P<c>III|II|I)(?![A-Za-z])",
    re.I,
)


def find_aql(reading: Reading, standards: tuple[Standard, ...]) -> tuple[Aql, ...]:
    """The sampling plans of a paper: one per sentence (or line) that names an AQL."""
    found: list[Aql] = []
    for match in reading.find(AQL):
        scope = _scope(reading, match.span)
        if any(scope.contains(plan.span) for plan in found) or _is_name(reading, match.span):
            continue
        found.append(_plan(reading, match.span, scope, standards))
    return tuple(found)


def _is_name(reading: Reading, span: Span) -> bool:
    """AQL-200 is a product, not a plan."""
    behind = reading.text[span.end : span.end + 2]
    return bool(re.match(r"-\d", behind))


def _scope(reading: Reading, span: Span) -> Span:
    """The block of the plan; in long blocks the sentence and its neighbours."""
    block = reading.block(span)
    if block is not None and len(block.span) <= 700:
        return block.span
    sentence = reading.sentence_at(span)
    return Span(max(block.span.start if block else 0, sentence.start - 150), min(len(reading.text), sentence.end + 150))


def _plan(reading: Reading, span: Span, scope: Span, standards: tuple[Standard, ...]) -> Aql:
    text = reading.fold_of(scope)
    classes = dict(_classes(text))
    values = tuple(dict.fromkeys(classes.values())) or tuple(_listed(text))
    if not classes and len(values) >= 2:
        classes = _in_order(values)
    preferred = {Decimal(str(v)) for v in table("standards")["aql"]["preferred"]}
    sampling = next((s.words for s in standards if s.kind == "sampling"), None)
    level = LEVEL.search(text)
    zero = bool(ZERO.search(text)) or classes.get("critical") == 0
    return Aql(
        span, standard=sampling, level=_roman(level) if level else None,
        critical=classes.get("critical"), major=classes.get("major"), minor=classes.get("minor"), values=values,
        invalid=tuple(v for v in values if v != 0 and v not in preferred), critical_zero=zero,
    )  # fmt: skip


def _classes(text: str) -> Iterator[tuple[str, Decimal]]:
    found: set[str] = set()
    for name, pattern in CLASSES:
        match = pattern.search(text)
        if match:
            found.add(name)
            yield name, _decimal(match["n"])
    for match in BEFORE_CLASS.finditer(text):
        name = CLASS_ZH.get(match["class"], match["class"].lower())
        if name not in found:
            found.add(name)
            yield name, _decimal(match["n"])


CLASS_ZH = {"致命": "critical", "严重": "major", "主要": "major", "轻微": "minor", "次要": "minor"}


def _listed(text: str) -> Iterator[Decimal]:
    match = LISTED.search(text)
    if match:
        yield from (_decimal(g) for g in (match["a"], match["b"], match["c"]) if g)
        return
    for single in SINGLE.finditer(text):
        yield _decimal(single["n"])


def _in_order(values: tuple[Decimal, ...]) -> dict[str, Decimal]:
    """0/2.5/4.0 are critical, major, minor; 2.5/4.0 are major and minor."""
    names = ("critical", "major", "minor") if len(values) == 3 else ("major", "minor")
    return dict(zip(names, values, strict=False))


def _decimal(raw: str) -> Decimal:
    return Decimal(raw.replace(",", "."))


def _roman(match: re.Match[str]) -> str:
    raw = (match["a"] or match["b"] or match["c"]).upper()
    raw = {"1": "I", "2": "II", "3": "III", "Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III"}.get(raw, raw)
    return f"S-{raw[-1]}" if raw.startswith("S") else raw


__all__ = ["find_aql"]
