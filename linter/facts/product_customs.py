"""Customs data: tariff numbers and countries of origin, per line and for the whole paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tradelint.facts.line_items import LineItem, Words
from tradelint.facts.passages import passages
from tradelint.facts.product_types import Description, HsCode, Origin, OriginKind
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import entries
from tradelint.levels import Confidence
from tradelint.text import Span

CODE = re.compile(r"(?<![\d.])\d{2,4}(?:[.\s-]?\d{2,4}){0,4}(?![\d])|(?<!\d)\d{4,10}(?!\d)")
IN_TEXT = re.compile(
    r"(?<![A-Za-z])(?:H\.?\s?S\.?\s?(?:Code|No\.?|编码)?|HTS(?:US)?(?:\s?Code)?|HSN(?:\s?Code)?"
    r"|tariff\s{1,5}(?:code|no\.?|number|heading)|commodity\s{1,5}code|customs\s{1,5}code|NCM|TARIC|海关编码"
    r"|商品编码|税则号列?|税号)"
    r"\s?(?:no\.?|number|编码|号)?\s?(?:is|为|for\s[A-Za-z ]{2,24})?\s?[#:：.]?\s?(?P<code>\d{2,4}(?:[.\s-]?\d{2,4}){0,4})(?![\d%])",
    re.I | re.A,
)
# "classified under heading 6911.10 of the Harmonized System"
CLASSIFIED = re.compile(
    r"(?:heading|subheading|classified\s{1,5}(?:under|in|as))\s{1,5}(?:no\.?\s)?(?P<code>\d{4}(?:[.\s-]?\d{2,4}){0,3})(?![\d%])",
    re.I | re.A,
)
STARTS_WITH_CODE = re.compile(r"\s{0,5}(?:HS\s?)?[#:：(]?\s?\d{2,4}", re.I | re.A)
WORD = re.compile(r"[A-Za-z]{4,}|[一-鿿]{4,}")
MADE_IN = re.compile(
    r"\b(?:made|manufactured|produced|assembled)\s{1,5}in\s{1,5}(?:the\s{1,5})?(?P<rest>[^\t\n]{2,40})|\bMADE\s{1,5}IN\s{1,5}(?P<rest2>[^\t\n]{2,40})",
    re.I | re.A,
)
# `Motor made in Japan`: where a part comes from is not the origin of the goods.
COMPONENT = re.compile(
    r"\b(?:motors?|engines?|compressors?|batter(?:y|ies)|chips?|cells?|bearings?|pumps?|displays?|sensors?|components?|parts?|"
    r"fabrics?|cotton|yarns?|leather|steel|wood|oak|resins?|zippers?|movements?)\s(?:is\s|are\s)?$|"
    r"(?:电机|发动机|压缩机|电池|芯片|电芯|轴承|面料|棉|皮革|钢材|木材|配件|零件|机芯)$",
    re.I,
)
OF_ORIGIN = re.compile(
    r"(?P<name>[A-Za-z.' ]{3,30}?)\s{1,5}origin\b(?!al)|\borigin(?:ating)?\s{0,5}(?:is|in|from|of|:|-"
    r"|–)?\s{0,5}(?P<rest>[^\t\n]{2,40})",
    re.I | re.A,
)
ZH_MADE = re.compile(
    r"(?P<name>[一-鿿]{2,8})(?:制造|生产|出产)|原产于(?P<rest>[一-鿿]{2,8})|产自(?P<rest2>[一-鿿]{2,8})"
)
LONGEST_NAME = 200
STYLE = re.compile(
    r"\s{1,5}(?:design|style|standard|quality|type|brand|plug|technology|language|version|market|size|oak"
    r"|cut|motor|engine|made|new\s{1,5}year|law|"
    r"door|window|press|bulldog|terrier|flag|food|market|socket|imported)",
    re.I | re.A,
)
CERTIFICATE = re.compile(
    r"certificate\s{1,5}of\s{1,5}(?:the\s{1,5})?origin|certificate\s{1,5}origin|\bC/?O\b|原产地证|产地证", re.I | re.A
)


def find_hs_codes(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[HsCode, ...]:
    """The tariff numbers of a paper: columns first, then captions, then running text."""
    found: list[HsCode] = []
    for index, line in enumerate(lines):
        if line.hs_code is not None:
            found += list(_of_column(line.hs_code, index))
    for passage in passages(reading, "hs_code"):
        if STARTS_WITH_CODE.match(reading.fold_of(passage.span)):
            stop = WORD.search(reading.text, passage.span.start, passage.span.end)
            codes = Span(passage.span.start, stop.start() if stop else passage.span.end)
            found += [c for c in _codes(reading, codes) if not _known(found, c.span)]
    for match in (*reading.find(IN_TEXT), *reading.find(CLASSIFIED)):
        span = match.span_of("code")
        if span is not None and not _known(found, span) and len(re.sub(r"\D", "", match["code"])) >= 4:
            found.append(_code(span, match["code"]))
    return tuple(sorted((_on_line(c, lines) for c in found), key=lambda c: c.span))


def _of_column(words: Words, index: int) -> Iterator[HsCode]:
    """The code of a cell: the longest run of figures in it."""
    runs = [re.sub(r"\D", "", run) for run in CODE.findall(words.value)]
    digits = max(runs, key=len, default="")
    if len(digits) >= 4:
        yield HsCode(words.span, words.confidence, digits=digits, problem=problem_of(digits), line=index)


def _known(found: list[HsCode], span: Span) -> bool:
    return any(code.span.overlaps(span) for code in found)


def _on_line(code: HsCode, lines: tuple[LineItem, ...]) -> HsCode:
    if code.line is not None:
        return code
    line = next((i for i, line in enumerate(lines) if line.span.contains(code.span)), None)
    return replace(code, line=line)


def _codes(reading: Reading, span: Span) -> Iterator[HsCode]:
    for match in reading.find(CODE, span):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) >= 4:
            yield _code(match.span, match[0])


def _code(span: Span, raw: str) -> HsCode:
    digits = re.sub(r"\D", "", raw)
    return HsCode(span, digits=digits, problem=problem_of(digits))


def problem_of(digits: str) -> str:
    """What is wrong with a tariff number of the Harmonized System: "" when nothing is."""
    chapter = digits[:2]
    if not 6 <= len(digits) <= 10:
        return "lost zero" if len(digits) == 5 and _chapter(f"0{digits}") else "length"
    if chapter in ("98", "99"):
        return "national"
    if not _chapter(digits):
        return "lost zero" if len(digits) in (7, 9) and _chapter(f"0{digits}") else "chapter"
    return ""


def _chapter(digits: str) -> bool:
    """Chapters run from 01 to 97; 77 is kept free (WCO, HS 2022)."""
    return "01" <= digits[:2] <= "97" and digits[:2] != "77"


def find_origins(
    reading: Reading, lines: tuple[LineItem, ...], descriptions: tuple[Description, ...]
) -> tuple[Origin, ...]:
    """The countries named as origin of the goods: columns, captions, "made in", certificates, names."""
    found: list[Origin] = []
    for index, line in enumerate(lines):
        if line.origin is not None:
            found.append(replace(_origin(reading, line.origin.span, "column"), line=index))
    for passage in passages(reading, "origin"):
        if len(passage.span) <= 120 and not _taken(found, passage.span):
            found.append(_origin(reading, passage.span, "field"))
    for origin in (*_in_text(reading), *_in_names(reading, descriptions)):
        if not _taken(found, origin.span):
            found.append(origin)
    return tuple(sorted((_origin_line(o, lines) for o in found), key=lambda o: o.span))


def _taken(found: list[Origin], span: Span) -> bool:
    return any(origin.span.overlaps(span) for origin in found)


def _origin_line(origin: Origin, lines: tuple[LineItem, ...]) -> Origin:
    if origin.line is not None:
        return origin
    line = next((i for i, line in enumerate(lines) if line.span.contains(origin.span)), None)
    return replace(origin, line=line)


def _origin(reading: Reading, span: Span, kind: OriginKind) -> Origin:
    country = country_in(reading, span) or _code_of_country(reading.fold_of(span))
    level = Confidence.HIGH if country else Confidence.MEDIUM
    return Origin(span, level, country=country, words=reading.document.quote(span, 80), kind=kind)


def _code_of_country(text: str) -> str | None:
    """`Country of origin: CN`: the two letters of ISO 3166-1 alone."""
    code = text.strip(" .;,")
    return code if code in _codes_of_countries() else None


@cache
def _codes_of_countries() -> frozenset[str]:
    return frozenset(str(e["id"]) for e in entries("countries"))


@cache
def country_name(code: str) -> str:
    """The English name of a country (ISO 3166-1); the code itself where no list has it."""
    found = next((e for e in entries("countries") if e.get("code") == code or e.get("id") == code), None)
    return str(found["name"]) if found else code


def country_in(reading: Reading, span: Span, adjectives: bool = True) -> str | None:
    """The first country that a span names, by its name or (with `adjectives`) "German" (ISO 3166-1)."""
    fields = (".terms", ".aliases") if adjectives else (".aliases",)
    hits = [h for h in (*reading.hits("countries", span), *reading.hits("laws", span)) if h.key.endswith(fields)]
    named = [h for h in hits if not h.raw[:1].isascii() or h.raw[:1].isupper() or len(h.span) == len(span)]
    named.sort(key=lambda h: (h.span.start, -len(h.span)))
    return named[0].id.split("-")[0] if named else None


def _in_text(reading: Reading) -> Iterator[Origin]:
    for pattern, kind in ((MADE_IN, "made in"), (OF_ORIGIN, "text"), (ZH_MADE, "made in")):
        for found in reading.find(pattern):
            for name in ("rest", "rest2", "name"):
                span = found.span_of(name) if name in dict(found.names) else None
                country = country_in(reading, _first_words(reading, span, name), kind != "made in") if span else None
                if kind == "made in" and COMPONENT.search(_before(reading, found.span)):
                    break
                if country and not reading.negated(found.span):
                    certified = CERTIFICATE.search(reading.fold_of(reading.sentence_at(found.span)))
                    chosen: OriginKind = "certificate" if certified and kind == "text" else kind  # type: ignore[assignment]
                    words = reading.document.quote(found.span, 60)
                    yield Origin(found.span, country=country, words=words, kind=chosen)
                    break


def _before(reading: Reading, span: Span) -> str:
    return reading.fold_of(Span(max(reading.sentence_at(span).start, span.start - 24), span.start))


def _in_names(reading: Reading, descriptions: tuple[Description, ...]) -> Iterator[Origin]:
    """An adjective of a country before the goods' name; "Italian design" and "Schuko plug, German type" are style."""
    for description in descriptions:
        if len(description.span) > LONGEST_NAME:
            continue
        for hit in reading.hits("laws", description.span):
            behind = reading.fold_of(Span(hit.span.end, hit.span.end + 24))
            if hit.key.endswith(".terms") and hit.raw[:1].isupper() and not STYLE.match(behind):
                country = hit.id.split("-")[0]
                yield Origin(
                    hit.span, Confidence.LOW, country=country, words=hit.raw, kind="name", line=description.line
                )


def _first_words(reading: Reading, span: Span, name: str) -> Span:
    """The words next to the cue: a country further off belongs to something else."""
    text = reading.text[span.start : span.end]
    if name == "name":
        return span
    stop = re.search(r"[,;.:(\n。,;:]|\s(?:and|or|by|with|for|at)\s", text)
    return Span(span.start, span.start + stop.start()) if stop and stop.start() else span


__all__ = ["country_in", "country_name", "find_hs_codes", "find_origins", "problem_of"]
