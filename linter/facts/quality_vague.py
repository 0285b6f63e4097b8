"""Vague wording about quality, quantity, packing and discretion, and whether something concrete stands near."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tradelint.facts.quality_types import Vague
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Span

NEAR = 60


def find_vague(reading: Reading, *groups: str, places: tuple[tuple[str, Span], ...] = ()) -> tuple[Vague, ...]:
    """The terms of the groups (ids of vague_terms.toml), in text order.

    `places` are (topic, slice) pairs: a term inside one speaks of its topic, one outside of all is a slogan ("").
    """
    labels = [c.label for c in reading.captions if c.topics]
    return tuple(
        Vague(
            hit.span,
            group=hit.id,
            words=hit.raw,
            excused=_excused(reading, hit.span, hit.id),
            topic=_topic(reading, hit.span, places),
        )
        for hit in reading.hits("vague_terms")
        if hit.id in groups
        and not reading.negated(hit.span)
        and not any(label.contains(hit.span) for label in labels)
        and not OF_A_BANK.match(reading.fold_of(Span(hit.span.end, hit.span.end + 24)))
    )


# "a first class bank" praises the bank.
OF_A_BANK = re.compile(r"\s(?:\w{2,14}\s)?(?:banks?|insurers?|vessels?|carriers?)\b", re.I)


def _topic(reading: Reading, span: Span, places: tuple[tuple[str, Span], ...]) -> str:
    for topic, place in places:
        if place.contains(span):
            return topic
    sentence = reading.sentence_at(span)
    rest = reading.text[sentence.start : span.start] + " " + reading.text[span.end : sentence.end]
    return "quality" if OWED.search(rest) and QUALITY.search(reading.fold_of(sentence)) else ""


# "The goods shall be of good quality" owes something; "High quality products at best prices" is a slogan.
OWED = re.compile(
    r"\b(?:shall|must|will|should|guarantees?|warrants?|ensures?|are\s{1,5}to\s{1,5}be"
    r"|is\s{1,5}to\s{1,5}be)\b|应|须|保证|确保",
    re.I | re.A,
)
QUALITY = re.compile(r"quality|goods|products?|standard|workmanship|质量|品质|货物|产品|标准", re.I | re.A)


@cache
def _groups() -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in table("vague_terms")["group"]}


def _excused(reading: Reading, span: Span, group: str) -> bool:
    pattern = _groups()[group].get("ok_if_near")
    if pattern is None:
        return False
    block = reading.block(span)
    limit = block.span if block else Span(0, len(reading.text))
    near = Span(max(limit.start, span.start - NEAR), min(limit.end, span.end + NEAR))
    return bool(re.search(pattern, reading.fold_of(near)))


__all__ = ["find_vague"]
