"""Where sentences end in trade papers, full of `No.`, `Co., Ltd.` and `approx.`."""

from __future__ import annotations

import re

from tradelint.text import Document, Span

# A stop ends a sentence when white space follows and the next word does not start in lower case or with a digit.
STOP = re.compile(r"[。！？；]|[!?;](?=\s|$)|\.(?=\s+[^\sa-z\d]|\s*$)")
ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|co|ltd|inc|corp|approx|est|ref|art|fig|st|mr|mrs|ms|dr|tel|add|attn|qty|pcs|vs|etc|e\.g|i\.e|"
    r"max|min|incl|excl|resp|cl|sec|para|dept|rd|ave|bldg|rm|exp|wt|nt|pvt|pte|s\.a|v|p\.o|u\.s|u\.k|p\.r)|\b[A-Z])\.$",
    re.IGNORECASE,
)


def find_sentences(document: Document) -> tuple[Span, ...]:
    """The sentences of a document; one never reaches over the border of a block."""
    found: list[Span] = []
    for block in document.blocks:
        found.extend(_split(document.text, block.span))
    return tuple(found)


def _split(text: str, span: Span) -> list[Span]:
    start, found = span.start, []
    for stop in STOP.finditer(text, span.start, span.end):
        if stop.group() == "." and ABBREVIATION.search(text, start, stop.end()):
            continue
        found.append(Span(start, stop.end()))
        start = stop.end()
    if start < span.end:
        found.append(Span(start, span.end))
    return [s for s in (_trim(text, s) for s in found) if len(s)]


def _trim(text: str, span: Span) -> Span:
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip())
    return Span(span.start + left, max(span.start + left, span.end - (len(raw) - len(raw.rstrip()))))
