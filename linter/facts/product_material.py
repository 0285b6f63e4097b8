"""Materials of the goods: names, grades and compositions, each with the part of the product it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from tradelint.facts.fold import fold
from tradelint.facts.product_scope import scope_in
from tradelint.facts.product_types import Material, Zone
from tradelint.facts.product_zones import parts, read_once
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

SEGMENT = re.compile(r"[^,;/|\n。、,;:]+")
CLOSE = re.compile(r"[\s()\[\]#:,/=-]{0,3}")
NEAR = 30


def find_materials(reading: Reading, zones: tuple[Zone, ...]) -> tuple[Material, ...]:
    """The materials named in the zones, in text order; a grade beside its material is one reading."""
    found = read_once(material for zone in zones for material in _in_zone(reading, zone))
    return (*found, *_repeated(reading, zones, found))


def _repeated(reading: Reading, zones: tuple[Zone, ...], found: tuple[Material, ...]) -> Iterator[Material]:
    """Same material, 材质同上: what the line before is made of."""
    for zone in zones:
        hit = next(iter(reading.hits("materials.same", zone.span)), None)
        if hit is None or zone.line is None or any(m.line == zone.line for m in found):
            continue
        before = [m for m in found if m.line is not None and m.line < zone.line]
        for material in (m for m in before if m.line == before[-1].line):
            yield replace(material, span=hit.span, line=zone.line, confidence=Confidence.MEDIUM)


def _in_zone(reading: Reading, zone: Zone) -> Iterator[Material]:
    vetoes = [h.span for h in reading.hits("materials.not_material", zone.span)]
    found = [m for m in (*_grades(reading, zone), *_names(reading, zone)) if not _touches(m.span, vetoes)]
    for material in _joined(reading, sorted(found, key=lambda m: (m.span.start, -m.span.end))):
        part = zone.part or _part(reading, zone, material.span)
        if part == "packing":
            continue
        yield replace(material, part=part, line=zone.line, scope=scope_in(reading, zone, material.span))


def _touches(span: Span, others: list[Span]) -> bool:
    return any(other.overlaps(span) for other in others)


@cache
def _grade_patterns() -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    return tuple(
        (e, re.compile(e["regex"], re.A if e.get("exact") else re.I | re.A)) for e in table("materials")["grade"]
    )


@cache
def _known() -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in table("materials")["material"]}


def _grades(reading: Reading, zone: Zone) -> Iterator[Material]:
    for entry, pattern in _grade_patterns():
        for found in reading.find(pattern, zone.span):
            if not entry.get("doubtful") or _sure(reading, zone, found.span):
                words = found[0].strip()
                yield Material(found.span, words=words, id=canonical(words), family=entry["family"], precise=True)


def _names(reading: Reading, zone: Zone) -> Iterator[Material]:
    for hit in reading.hits("materials", zone.span):
        entry = _known().get(hit.id)
        doubtful = entry is not None and (entry.get("doubtful") or _syllable(reading, hit.span))
        if (
            entry is None
            or (doubtful and not _sure(reading, zone, hit.span))
            or FREE.search(_around(reading, hit.span))
        ):
            continue
        precise = _shared(reading, hit.span) or entry.get("precise", False)
        yield Material(hit.span, words=hit.raw, id=hit.id, family=entry["family"], precise=precise)


# "no plastic", "PVC-free": what the goods are not made of. \x00 stands for the material.
FREE = re.compile(
    r"(?:\b(?:no|without|not|free\sof|free\sfrom|non)[\s-]{1,2}|不含|无|非)\x00|\x00\s?-?\s?free\b", re.IGNORECASE
)


def _around(reading: Reading, span: Span) -> str:
    before = reading.fold_of(Span(max(0, span.start - 12), span.start))
    return f"{before}\x00{reading.fold_of(Span(span.end, min(len(reading.text), span.end + 8)))}"


def _syllable(reading: Reading, span: Span) -> bool:
    """A lone 木 or 钢 inside other ideographs may be part of another word (积木 are toy bricks)."""
    before = reading.text[max(0, span.start - 1) : span.start]
    return len(span) == 1 and not reading.text[span.start].isascii() and "一" <= before <= "鿿"


def _sure(reading: Reading, zone: Zone, span: Span) -> bool:
    """Whether a doubtful word names a material here: under a caption, behind "made of", with a share, beside a part."""
    if zone.topic == "material" or _shared(reading, span) or _stands_alone(reading, zone, span):
        return True
    before = Span(max(zone.span.start, span.start - NEAR), span.start)
    if reading.hits("materials.made_of", before):
        return True
    behind = Span(span.end, min(zone.span.end, span.end + 14))
    last = Span(max(zone.span.start, span.start - 16), span.start)
    return any(h.id in parts() and h.span.start - span.end <= 1 for h in reading.hits("materials", behind)) or any(
        h.id in parts() and span.start - h.span.end <= 2 for h in reading.hits("materials", last)
    )


def _stands_alone(reading: Reading, zone: Zone, span: Span) -> bool:
    """Whether a word is an entry of its own in a list of properties: "spare lid, PP, grey"."""
    before = reading.fold_of(Span(max(zone.span.start, span.start - 2), span.start)).rstrip()
    behind = reading.fold_of(Span(span.end, min(zone.span.end, span.end + 2))).lstrip()
    return before.endswith((",", ";", "、", ",")) and behind[:1] in ("", ",", ";", "、", ",", ".")


def _shared(reading: Reading, span: Span) -> bool:
    share = table("materials")["share"]
    before = reading.fold_of(Span(max(0, span.start - 24), span.start))
    behind = reading.fold_of(Span(span.end, span.end + 10))
    return bool(re.search(share["before"], before) or re.search(share["behind"], behind))


@cache
def canonical(words: str) -> str:
    """A grade's common name: SUS304, AISI 304, 304不锈钢 and 1.4301 are all "304"."""
    plain = re.sub(r"\s{1,5}", "", fold(words).text).upper()
    equivalents = {key.upper(): str(value).upper() for key, value in table("materials")["equivalents"].items()}
    for name, value in equivalents.items():
        if name in plain:
            return value
    stainless = re.search(r"(?<!\d)(20[1-4]|3\d\d|4[0-6]\d)([LHN]|S(?!T))?(?!\d)", plain)
    if stainless and re.search(r"SUS|AISI|^SS|S/S|STS|STAINLESS|钢|#", plain):
        return stainless.group(1) + (stainless.group(2) or "")
    return plain


def _joined(reading: Reading, found: list[Material]) -> Iterator[Material]:
    """Overlapping and adjacent readings of one family are one: "stainless steel 304 (SUS304)"."""
    current: Material | None = None
    for material in found:
        if current is not None and _one(reading, current, material):
            current = _merged(reading, current, material)
            continue
        if current is not None:
            yield current
        current = material
    if current is not None:
        yield current


def _one(reading: Reading, first: Material, second: Material) -> bool:
    if second.span.start < first.span.end:
        return True
    gap = reading.fold_of(Span(first.span.end, second.span.start))
    if not CLOSE.fullmatch(gap) or first.family != second.family:
        return False
    if "," in gap or "/" in gap:
        return False
    return not (first.precise and second.precise and first.id != second.id)


def _merged(reading: Reading, first: Material, second: Material) -> Material:
    best = second if second.precise and not first.precise else first
    span = first.span.cover(second.span)
    if "(" in reading.text[span.start : span.end] and reading.text[span.end : span.end + 1] == ")":
        span = Span(span.start, span.end + 1)
    words = " ".join(reading.text[span.start : span.end].split())
    return replace(best, span=span, words=words, precise=first.precise or second.precise)


def _part(reading: Reading, zone: Zone, span: Span) -> str | None:
    """The part of the product named in the same segment between commas, the nearest one winning."""
    start = max((m.end() for m in _breaks(reading, Span(zone.span.start, span.start))), default=None)
    first = zone.span.start if start is None else zone.span.start + start
    behind = reading.text[span.end : min(zone.span.end, span.end + 60)]
    stop = re.search(r"[,;/|\n。、,;]", behind)
    last = span.end + (stop.start() if stop else len(behind))
    hits = [h for h in reading.hits("materials", Span(first, last)) if h.id in parts() and not h.span.overlaps(span)]
    return min(hits, key=lambda h: _distance(h, span)).id if hits else None


def _breaks(reading: Reading, span: Span) -> Iterator[re.Match[str]]:
    return re.finditer(r"[,;/|\n。、,;]", reading.text[span.start : span.end])


def _distance(hit: Hit, span: Span) -> int:
    return span.start - hit.span.end if hit.span.end <= span.start else hit.span.start - span.end


__all__ = ["canonical", "find_materials"]
