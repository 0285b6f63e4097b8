"""Colours of the goods and the references that make them testable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from tradelint.facts.product_scope import scope_in
from tradelint.facts.product_types import Colour, Zone
from tradelint.facts.product_zones import parts, read_once
from tradelint.facts.reading import Found, Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Span

BREAK = re.compile(r"[,;/|\n。、,;&()]|\band\b|\bor\b")
NEAR = 30


def find_colours(reading: Reading, zones: tuple[Zone, ...]) -> tuple[Colour, ...]:
    """The colours named in the zones, in text order; a code behind a colour's name belongs to it."""
    return read_once(colour for zone in zones for colour in _in_zone(reading, zone))


@cache
def _known() -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in table("colours")["colour"]}


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(table("colours")["reference"]["regex"], re.A)


def _in_zone(reading: Reading, zone: Zone) -> Iterator[Colour]:
    codes = list(reading.find(_reference(), zone.span))
    names = list(_names(reading, zone))
    used: set[int] = set()
    for index, colour in enumerate(names):
        following = names[index + 1].span.start if index + 1 < len(names) else zone.span.end
        code = _code_of(reading, colour, codes, following)
        if code is not None:
            used.add(id(code))
            colour = replace(colour, reference=" ".join(code[0].split()), span=colour.span.cover(code.span))
        yield replace(colour, line=zone.line, scope=scope_in(reading, zone, colour.span))
    for code in codes:
        if id(code) not in used and not any(c.span.overlaps(code.span) for c in names):
            words = " ".join(code[0].split())
            family = "light" if re.fullmatch(r"\d{4}\s?K", words) else "code"
            yield Colour(code.span, words=words, id=words.casefold(), family=family, reference=words, line=zone.line)


def _code_of(reading: Reading, colour: Colour, codes: list[Found], following: int) -> Found | None:
    """The code around, behind or directly before a colour's name, up to the next name."""
    for code in codes:
        near = code.span.start - colour.span.end <= NEAR and code.span.start < following
        if code.span.overlaps(colour.span) or (colour.span.end <= code.span.start and near):
            return code
        gap = reading.text[code.span.end : colour.span.start] if code.span.end <= colour.span.start else None
        if gap is not None and len(gap) <= 3 and not gap.strip(" ("):
            return code
    return None


def _names(reading: Reading, zone: Zone) -> Iterator[Colour]:
    taken: list[Span] = []
    materials = [h.span for h in reading.hits("materials", zone.span) if h.id not in parts()]
    hits = [h for h in reading.hits("colours", zone.span) if h.id in _known()]
    hits = [h for h in hits if not any(m.overlaps(h.span) and len(m) > len(h.span) for m in materials)]
    kept = []
    for hit in sorted(hits, key=lambda h: (-len(h.span), h.span.start)):
        if not any(span.overlaps(hit.span) for span in taken):
            taken.append(hit.span)
            kept.append(hit)
    for hit in sorted(kept, key=lambda h: h.span.start):
        entry = _known()[hit.id]
        if _of_something_else(reading, zone, hit.span) or (
            entry.get("doubtful") and not _sure(reading, zone, hit.span)
        ):
            continue
        part = zone.part or _part(reading, zone, hit.span)
        if part == "packing":
            continue
        yield Colour(
            hit.span, words=hit.raw, id=hit.id, family=entry["family"], plain=entry.get("plain", False), part=part
        )


def _of_something_else(reading: Reading, zone: Zone, span: Span) -> bool:
    """Whether the next or the last word makes the colour part of a name or of the packing ("white box", "red pepper")."""
    if zone.topic == "colour":
        return False
    behind = Span(span.end, min(zone.span.end, span.end + 24))
    before = Span(max(zone.span.start, span.start - 3), span.start)
    if any(h.span.start - span.end <= 1 for h in reading.hits("colours.not_goods", behind)):
        return True
    if any(span.start - h.span.end <= 1 for h in reading.hits("colours.not_goods", before) if not h.raw.isascii()):
        return True
    return _single_han(reading, span) and _inside_word(reading, span)


def _single_han(reading: Reading, span: Span) -> bool:
    return len(span) == 1 and not reading.text[span.start].isascii()


def _inside_word(reading: Reading, span: Span) -> bool:
    """A lone 黑 or 白 inside other ideographs is a syllable, not a colour."""
    around = reading.text[max(0, span.start - 1) : span.start] + reading.text[span.end : span.end + 1]
    return any("一" <= char <= "鿿" for char in around)


def _sure(reading: Reading, zone: Zone, span: Span) -> bool:
    """Whether a doubtful word is a colour here: under a caption, beside "colour" or a code, or alone between commas."""
    if zone.topic == "colour" or _coded(reading, span):
        return True
    around = Span(max(zone.span.start, span.start - 12), min(zone.span.end, span.end + 12))
    if reading.hits("colours.colour", around):
        return True
    start, end = _segment(reading, zone, span)
    inside = Span(start, end)
    text = reading.text[start:end].strip(" .:")
    alone = text == reading.text[span.start : span.end].strip()
    return alone and inside != zone.span


def _coded(reading: Reading, span: Span) -> bool:
    """Orange RAL 2004, Cool Gray 3C: a code directly behind."""
    behind = reading.fold_of(Span(span.end, span.end + 12))
    return bool(re.match(r"\s?\(?(?:RAL|Pantone|PMS|NCS|\d{1,2}\s?C\b)", behind, re.I | re.A))


def _segment(reading: Reading, zone: Zone, span: Span) -> tuple[int, int]:
    text = reading.text
    before = [m.end() for m in BREAK.finditer(text[zone.span.start : span.start])]
    behind = BREAK.search(text[span.end : zone.span.end])
    start = zone.span.start + (before[-1] if before else 0)
    return start, span.end + behind.start() if behind else zone.span.end


def _part(reading: Reading, zone: Zone, span: Span) -> str | None:
    start, end = _segment(reading, zone, span)
    hits = [h for h in reading.hits("materials", Span(start, end)) if h.id in parts() and not h.span.overlaps(span)]
    near = [h for h in hits if min(abs(h.span.start - span.end), abs(span.start - h.span.end)) <= 20]
    return near[0].id if near else None


__all__ = ["find_colours"]
