"""Standards, legal acts, marks and certificates that a paper names, each with what makes it checkable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from tradelint.facts.line_items import LineItem
from tradelint.facts.quality_types import Mark, Standard, StandardKind
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Span

ACT = re.compile(
    r"(?:Directive|Regulation)\s{0,5}(?:\((?:EU|EC"
    r"|EEC)\)\s{0,5})?(?:No\.?\s{0,5})?\d{2,4}/\d{1,4}(?:/(?:EU|EC|EEC))?|\(EU\)\s?\d{4}/\d{2,4}"
    r"|\b\d{2,4}/\d{1,4}/(?:EU|EC|EEC)\b|\b\d{2}\s?CFR(?:\s{1,5}(?:part\s{1,5})?[\d.]+)?|\bEC\s?1935/2004"
    r"|\bEC\s?1907/2006",
    re.I | re.A,
)
DETAIL = re.compile(
    r"(?:report|certificate|cert\.?|file|registration|listing|licen[cs]e|510\(k\)|ID|声明|报告|证书"
    r"|备案)\s{0,5}(?:no\.?|number|nr\.?|编号|号"
    r"|#)?\s{0,5}[:：#]?\s{0,5}(?=[A-Za-z/_-]*\d)[A-Za-z0-9][A-Za-z0-9/_.-]{2,30}"
    r"|chain[- ]of[- ]custody\s{1,5}(?:code\s{1,5})?[A-Z0-9-]{5,}"
    r"|declarations?\s{1,5}of\s{1,5}(?:conformity|performance)|declaration\s{1,5}(?:no\.?|number)"
    r"|test\s{1,5}summary|number\s{1,5}of\s{1,5}the\s{1,5}declaration|DoP-?\w{1,40}|\bDoC\b|符合性声明"
    r"|\bE\d{5,6}\b|\bFCC\s{1,5}ID\s{0,5}[:：]?\s{0,5}[A-Z0-9]{4,}|\bK\d{6}\b"
    r"|issued\s{1,5}by\s{1,5}\w{1,40}|notified\s{1,5}body\s{0,5}(?:no\.?)?\s{0,5}\d{4}"
    r"|test\s{1,5}reports?\b.{0,60}?\b(?:by|from|of)\s{1,5}(?:SGS|TÜV|TUV|Intertek|BV|Bureau|Eurofins|DEKRA|UL)",
    re.I | re.A,
)
CONTEXT = re.compile(
    r"certif|mark|approv|complian|comply|conform|standard|report|test|directive|regulation|label|listed"
    r"|required|food\s{1,5}(?:grade|contact|safe)|食品级|食品接触|认证|证书|标志|标准|检测|报告|符合|合格",
    re.I | re.A,
)
# Numbers of banking, credit and paper standards are no promise about goods.
NO_STANDARD = re.compile(
    r"IEC\s?(?:No\.?\s?)?0|SAE\s?1\d{3}(?!\d)", re.I | re.A
)  # an Indian export code; a steel grade
FOREIGN = re.compile(
    r"^(?:ISO\s?(?:4217|9362|13616|20022|3166|6346|8601|639)|DIN\s?A\d|API\s?\d{2}(?:±|\b))", re.I | re.A
)


def find_standards(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Standard, ...]:
    """The standards and acts cited, in text order; a slice is read once."""
    taken: list[Span] = []
    found: list[Standard] = []
    for standard in (*_acts(reading), *_designations(reading)):
        if not any(span.overlaps(standard.span) for span in taken):
            taken.append(standard.span)
            found.append(standard)
    return tuple(sorted((_judged(reading, s, lines) for s in found), key=lambda s: s.span))


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(table("standards")["prefix"]["regex"], re.A)


@cache
def _superseded() -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    return tuple((e, re.compile(e["regex"], re.A)) for e in table("standards")["superseded"])


def _acts(reading: Reading) -> Iterator[Standard]:
    for found in reading.find(ACT):
        words = " ".join(found[0].split())
        yield Standard(found.span, words=words, body="act", number=words, kind="act")


def _designations(reading: Reading) -> Iterator[Standard]:
    context = frozenset(table("standards")["prefix"]["needs_context"])
    for found in reading.find(_prefix()):
        words = " ".join(found[0].split())
        body = " ".join(found[1].split())
        line = reading.fold_of(reading.line_at(found.span))
        bare = len(re.sub(r"\D", "", found[2])) < 3 and body in context
        memory = body == "GB" and re.search(
            r"\d\s?$", reading.fold_of(Span(max(0, found.span.start - 3), found.span.start))
        )
        if FOREIGN.match(words) or NO_STANDARD.match(words) or memory or (bare and not CONTEXT.search(line)):
            continue
        yield Standard(found.span, words=words, body=body, number=found[2].strip(), year=found[3] or None)


def _judged(reading: Reading, standard: Standard, lines: tuple[LineItem, ...]) -> Standard:
    words = reading.fold_of(Span(standard.span.start, min(len(reading.text), standard.span.end + 8)))
    kind = standard.kind if standard.kind == "act" else kind_of(standard.words)
    line = next((i for i, line in enumerate(lines) if line.span.contains(standard.span)), None)
    for entry, pattern in _superseded():
        match = pattern.search(words)
        if match and match.start() < len(standard.words):
            return replace(standard, kind=kind, line=line, superseded=entry["to"], since=str(entry["since"]))
    return replace(standard, kind=kind, line=line)


@cache
def _kinds() -> tuple[tuple[StandardKind, re.Pattern[str]], ...]:
    return tuple((e["id"], re.compile(e["regex"], re.I | re.A)) for e in table("standards")["kind"])


def kind_of(words: str) -> StandardKind:
    """What a standard sets requirements for; a product unless standards.toml knows better."""
    return next((kind for kind, pattern in _kinds() if pattern.search(words)), "product")


@cache
def _marks() -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in table("standards")["mark"]}


def find_marks(reading: Reading, lines: tuple[LineItem, ...], standards: tuple[Standard, ...]) -> tuple[Mark, ...]:
    """The marks and certificates named, with what the same clause adds to make them checkable."""
    found: list[Mark] = []
    for hit in reading.hits("standards"):
        entry = _marks().get(hit.id)
        on_line = next((i for i, line in enumerate(lines) if line.span.contains(hit.span)), None)
        if entry is None or reading.negated(hit.span) or not _is_mark(reading, hit.span, hit.raw, entry, on_line):
            continue
        if any(m.id == hit.id and m.span.overlaps(hit.span) for m in found):
            continue
        found.append(
            Mark(
                hit.span,
                id=hit.id,
                words=hit.raw,
                market=entry["market"],
                detail=_detail(reading, hit.span, standards),
                misuse=_misuse(reading, hit.span, entry),
                line=on_line,
            )
        )
    detailed = {m.id: m.detail for m in found if m.detail}
    return tuple(m if m.detail else replace(m, detail=detailed.get(m.id)) for m in found)


def _is_mark(reading: Reading, span: Span, raw: str, entry: dict[str, Any], line_index: int | None) -> bool:
    """Upper case, alone as a word, and near words about conformity (or in a list of marks)."""
    if raw.isascii() and not any(char.isupper() for char in raw):
        return False
    if len(raw) > 4 and not entry.get("context"):
        return True
    before, behind = reading.text[max(0, span.start - 1) : span.start], reading.text[span.end : span.end + 1]
    if (
        (before in "-_." and before)
        or (behind in "-_" and behind)
        or behind.isdigit()
        or (before.isascii() and before.isalnum())
    ):
        return False
    if line_index is not None and entry.get("on_goods"):
        return True
    line = reading.line_at(span)
    text = reading.fold_of(line)
    rest = text.replace(raw, " ", 1)
    others = [h for h in reading.hits("standards", line) if h.span != span and h.id in _marks()]
    return bool(CONTEXT.search(rest)) or any(h.id != entry["id"] for h in others)


def _detail(reading: Reading, span: Span, standards: tuple[Standard, ...]) -> str | None:
    sentence = reading.sentence_at(span)
    for standard in standards:
        if (
            sentence.contains(standard.span)
            and standard.kind in ("act", "product")
            and not standard.span.overlaps(span)
        ):
            return standard.words
    found = next(reading.find(DETAIL, sentence), None)
    return found[0].strip() if found else None


def _misuse(reading: Reading, span: Span, entry: dict[str, Any]) -> str | None:
    pattern = entry.get("misuse_regex")
    if pattern is None:
        return None
    around = reading.fold_of(Span(max(0, span.start - 2), span.end + 24))
    return str(entry["misuse_note"]) if re.search(pattern, around) else None


__all__ = ["find_marks", "find_standards", "kind_of"]
