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


def find_vague(reading: Reading, *groups: str) -> tuple[Vague, ...]:
    """The terms of the groups (ids of vague_terms.toml), in text order."""
    labels = [c.label for c in reading.captions if c.topics]
    return tuple(
        Vague(hit.span, group=hit.id, words=hit.raw, excused=_excused(reading, hit.span, hit.id))
        for hit in reading.hits("vague_terms")
        if hit.id in groups and not reading.negated(hit.span) and not any(label.contains(hit.span) for label in labels)
    )


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
