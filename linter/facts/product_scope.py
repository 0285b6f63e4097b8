"""Whether a statement about goods binds every line, one line by its number, or nobody knows which."""

from __future__ import annotations

import re

from tradelint.facts.product_types import Zone
from tradelint.facts.reading import Reading
from tradelint.text import Span

# Line 2: ..., for item no. 3 ..., 第2行, 第3项
NAMED_LINE = re.compile(
    r"(?<![A-Za-z])(?:line|item|position|pos)\s?\.?\s?(?:no\.?|number"
r"|#)?\s?(?P<n>\d{1,3})(?![\d.,]*\s?(?:pcs|mm|cm|kg|%))(?![\d-])"
    r"|第\s?(?P<zh>\d{1,3})\s?(?:行|项|款|条产品)",
    re.I | re.A,
)  # fmt: skip


def scope_of(reading: Reading, span: Span) -> str:
    """ "all", "line 2" or "" for the sentence around a statement; "" too where it leaves room for another choice."""
    sentence = reading.sentence_at(span)
    if reading.hits("products.unless", sentence):
        return ""
    named = [found for found in reading.find(NAMED_LINE, sentence) if found.span.end <= span.start]
    if named:
        return f"line {named[-1]['n'] or named[-1]['zh']}"
    return "all" if reading.hits("products.all", sentence) else ""


def scope_in(reading: Reading, zone: Zone, span: Span) -> str:
    """The scope of a statement in a zone; what stands on a goods line binds that line alone."""
    return scope_of(reading, span) if zone.line is None else ""


__all__ = ["NAMED_LINE", "scope_in", "scope_of"]
