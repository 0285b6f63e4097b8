"""Sampling plans: the AQL figures, the standard and the level they are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tradelint.facts.quality_types import Aql, Standard
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Block, Span

AQL = re.compile(
    r"(?<![A-Za-z])A\.?Q\.?L\.?(?![A-Za-z])|acceptable\s{1,5}quality\s{1,5}(?:level|limit)|合格质量(?:水平|限)"
    r"|接收质量限|允收(?:水准|标准|质量)",
    re.I | re.A,
)
NUMBER = r"\d{1,2}(?:[.,]\d{1,3})?"
CLASSES = ("critical", "major", "minor")
AFTER = re.compile(
    rf"^\s?(?:defects?|faults?|不合格品?|缺点|缺陷|不良)?\s?(?:\([^()]{{1,160}}\))?\s?(?:[:：=/-]|≤|<=|to|of|at|is|为"
    rf"|不超过|允许)?\s?(?:AQL\s?)?[:：]?\s?(?P<n>{NUMBER})(?!\s?(?:pcs|days|mm|cm))",
    re.I | re.A,
)
BEFORE = re.compile(rf"(?P<n>{NUMBER})\s?%?\s?(?:\(|for|on)?\s?$", re.I | re.A)
LISTED = re.compile(
    r"(?:AQL|level|水平|水准|允收|标准|limit)\D{0,14}?(?P<a>\d(?:[.,]\d{1,3})?)\s?(?:/|,|、|;|-|and"
    r"|&)\s?(?P<b>\d(?:[.,]\d{1,3})?)(?:\s?(?:/|,|、|;|-|and|&)\s?(?P<c>\d(?:[.,]\d{1,3})?))?(?![\d%])",
    re.I | re.A,
)
SINGLE = re.compile(
    rf"(?:AQL|A\.Q\.L\.?)\s?(?:level|value|标准|值|为|of|is|at|:|：|=|≤|-|\()?\s?(?P<n>{NUMBER})(?!\d)", re.I | re.A
)
REVERSED = re.compile(rf"(?P<n>{NUMBER})\s?(?:%\s?)?AQL", re.I | re.A)
ZERO = re.compile(
    r"critical\b[^.;]{0,140}?(?:none|zero|no\s{1,5}defects?|not\s{1,5}(?:be\s{1,5})?(?:accepted|allowed"
    r"|acceptable|permitted|tolerated)|nil|不允许)|\b(?:no|zero|0)\s{1,5}critical|致命[^;。]{0,40}(?:不允许|不接受|不接收"
    r"|不得|零|0)|(?:不允许|不接受|不接收).{0,6}致命",
    re.I | re.A,
)
LEVEL = re.compile(
    r"(?:level|水平|水准|level\s?:|G\.?I\.?L\.?)\s?[:：]?\s?(?:GL?\s?-?\s?|general\s{1,5})?(?P<a>S-?[1-4]|III"
    r"|II|I|[123](?![\d.])|[ⅠⅡⅢ])(?![A-Za-z])|(?<![A-Za-z])(?P<b>S-?[1-4]|III|II|I|[ⅠⅡⅢ])\s?(?:级|level|水平"
    r"|类)"
    r"|(?<![A-Za-z])(?:G|GL|GIL|general)-?\s?(?P<c>III|II|I)(?![A-Za-z])|(?:一般|特殊|正常|普通)(?:检验"
    r"|检查)?(?:水平)?\s?(?P<d>S-?[1-4]|III|II|I|[ⅠⅡⅢ])",
    re.I | re.A,
)
ROMAN = {"1": "I", "2": "II", "3": "III", "Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III"}


def find_aql(reading: Reading, standards: tuple[Standard, ...]) -> tuple[Aql, ...]:
    """The sampling plans of a paper: one per paragraph that names an AQL."""
    found: list[tuple[Span, Aql]] = []
    for match in reading.find(AQL):
        scope = _scope(reading, match.span)
        if any(other.overlaps(scope) for other, _ in found) or _is_name(reading, match.span):
            continue
        found.append((scope, _plan(reading, match.span, scope, standards)))
    return tuple(plan for _, plan in found)


def _is_name(reading: Reading, span: Span) -> bool:
    """AQL-200 is a product, not a plan."""
    return bool(re.match(r"-\d{3}", reading.text[span.end : span.end + 4]))


def _scope(reading: Reading, span: Span) -> Span:
    """The paragraph of the plan with its halves where a line break cut it; in long ones what is near."""
    blocks = reading.document.blocks
    at = next((i for i, b in enumerate(blocks) if b.span.start <= span.start < b.span.end), None)
    if at is None:
        return reading.sentence_at(span)
    start, end = blocks[at].span.start, blocks[at].span.end
    if at > 0 and _goes_on(reading, blocks[at - 1], blocks[at]):
        start = blocks[at - 1].span.start
    if at + 1 < len(blocks) and _goes_on(reading, blocks[at], blocks[at + 1]):
        end = blocks[at + 1].span.end
    return Span(max(start, span.start - 500), min(end, span.end + 500))


def _goes_on(reading: Reading, block: Block, following: Block) -> bool:
    """Whether a paragraph breaks off in the middle of a sentence, or a table goes on with the next cell."""
    if block.kind != following.kind or block.kind == "heading":
        return False
    text = reading.text[block.span.start : block.span.end].rstrip()
    behind = reading.text[following.span.start : following.span.start + 1]
    cut = text[-1:].isalnum() and (behind.isdigit() or behind.islower())
    return cut or (text[-1:] in ",;:，；：、" and not following.number)


def _plan(reading: Reading, span: Span, scope: Span, standards: tuple[Standard, ...]) -> Aql:
    text = reading.fold_of(scope)
    classes = dict(_classes(reading, scope))
    values = tuple(dict.fromkeys(classes.values())) or tuple(_listed(text))
    if not classes and len(values) >= 2:
        classes = dict(zip(CLASSES if len(values) == 3 else CLASSES[1:], values, strict=False))
    preferred = {Decimal(str(v)) for v in table("standards")["aql"]["preferred"]}
    sampling = [s for s in standards if s.kind == "sampling"]
    near = next((s for s in sampling if scope.contains(s.span)), sampling[0] if sampling else None)
    level = LEVEL.search(text)
    return Aql(
        span, standard=near.words if near else None, level=_roman(level) if level else None,
        critical=classes.get("critical"), major=classes.get("major"), minor=classes.get("minor"), values=values,
        invalid=tuple(v for v in values if v != 0 and v not in preferred),
        critical_zero=bool(ZERO.search(text)) or classes.get("critical") == 0,
    )  # fmt: skip


def _classes(reading: Reading, scope: Span) -> Iterator[tuple[str, Decimal]]:
    """The figure behind a class of defect ("major 2.5") or before it ("2.5 major"), whichever way finds more."""
    behind, before = dict(_found(reading, scope, True)), dict(_found(reading, scope, False))
    yield from (before if len(before) > len(behind) else behind).items()


def _found(reading: Reading, scope: Span, behind: bool) -> Iterator[tuple[str, Decimal]]:
    for name in CLASSES:
        for hit in reading.hits(f"quality_words.{name}", scope):
            if behind:
                match = AFTER.match(reading.fold_of(Span(hit.span.end, min(scope.end, hit.span.end + 200))))
            else:
                match = BEFORE.search(reading.fold_of(Span(max(scope.start, hit.span.start - 14), hit.span.start)))
            if match:
                yield name, Decimal(match["n"].replace(",", "."))
                break


def _listed(text: str) -> Iterator[Decimal]:
    match = LISTED.search(text)
    if match:
        yield from (Decimal(g.replace(",", ".")) for g in (match["a"], match["b"], match["c"]) if g)
        return
    for single in (*SINGLE.finditer(text), *REVERSED.finditer(text)):
        yield Decimal(single["n"].replace(",", "."))


def _roman(match: re.Match[str]) -> str:
    raw = next(g for g in match.groups() if g).upper()
    raw = ROMAN.get(raw, raw)
    return f"S-{raw[-1]}" if raw.startswith("S") else raw


__all__ = ["find_aql"]
