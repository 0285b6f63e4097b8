"""Goods named in a line of their own, without caption, table or sentence: "Court shoes, ladies', PU upper, black"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tradelint.facts.parties_names import legal_forms
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Span

LONGEST = 120
NUMBER = re.compile(r"\s{0,5}(?:\(?\d{1,2}[.)、]\s{1,5}|[-•*]\s{1,5})?")
# A clause, a price, a term: no name of goods.
SPEAKS = re.compile(
    r"\b(?:shall|will|must|should|may|can|is|are|be|been|to be|has|have|pay|agrees?|please|kindly|pls|we|you|our|your|within|before|after|until"
    r"|order|contract|invoice|payment|shipment|delivery|packing|warranty|inspect(?:ed|ion by)|certificate|price|total|buyer|seller|no|per|each|every|cartons?|ctns?|inner|master|polybags?|boxe?s?|label\w*|measur\w+|in|made of|made in|dia)\b"
    r"|[:：。]|[$€£¥%Ø]|\bN\.\s?W|\bG\.\s?W|\b(?:USD|EUR|CNY|RMB)\b|[一-鿿]",
    re.IGNORECASE,
)
MODEL = re.compile(r"\b(?:model|art(?:icle)?\.?|style)\s?(?:no\.?\s?)?[\"“]?[A-Za-z]{0,6}-?\d", re.IGNORECASE)
TRAIT = re.compile(
    r"\b(?:model|art(?:icle)?\.?|style|type)\s?(?:no\.?\s?)?[\"“]?[A-Za-z]{0,6}-?\d|\d\s?[xX×]\s?\d|(?<![A-Za-z])\d{1,4}\s?(?:V|W|mm|cm|ml|l|kg|gsm|inch)\b|\b\d{1,5}\s(?:doz\.?|pcs|sets|pairs|rolls)\s[a-z]",
)


def find_bare(reading: Reading) -> Iterator[Span]:
    """The lines that name goods of a known kind, or with a model, and at least one trait beside it."""
    if any({"product", "model"} & set(caption.topics) for caption in reading.captions):
        return
    for line in reading.lines:
        text = reading.fold_of(line)
        if (
            len(text) > LONGEST
            or SPEAKS.search(text)
            or any(c.topics and line.contains(c.label) for c in reading.captions)
        ):
            continue
        lead = NUMBER.match(reading.text, line.start, line.end)
        span = Span(lead.end() if lead else line.start, line.end)
        if _names_goods(reading, span):
            yield span


def _names_goods(reading: Reading, span: Span) -> bool:
    kinds = [h for h in reading.hits("products", span) if h.id in _categories()]
    if legal_forms(reading.fold_of(span)):
        return False
    traits = len(TRAIT.findall(reading.fold_of(span)))
    traits += bool(reading.hits("materials", span)) + bool(reading.hits("colours", span))
    return traits >= 1 and (bool(kinds) or MODEL.search(reading.fold_of(span)) is not None)


@cache
def _categories() -> frozenset[str]:
    return frozenset(str(e["id"]) for e in table("products")["category"])


__all__ = ["find_bare"]
