"""Titles in plain text: a known caption that stands alone on its line heads the paragraphs that follow it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tradelint.text import Block, Document, Span

if TYPE_CHECKING:
    from tradelint.facts.captions import Caption

# Topics whose value is a clause; the fields of parties, numbers and goods have readers of their own.
CLAUSES = frozenset(
    {"quality", "inspection", "sample", "packaging", "shipment", "delivery_terms", "payment", "refund", "claims"}
    | {"late_delivery", "warranty", "insurance", "documents", "force_majeure", "governing_law", "dispute_resolution"}
    | {"ip", "tooling", "confidentiality", "title", "language", "precedence", "subcontracting", "liability"}
    | {"trade_assurance", "communication", "quantity_tolerance"}
)
LONGEST_CLAUSE = 6000
NUMBERED = re.compile(
    r"\s*(?:\(?\d{1,2}(?:\.\d{1,2})?[.)、]?\s+|[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十\d]{1,3}[条章]|"
    r"(?:Article|Clause|Section)\s+\d|§\s?\d|[IVX]{1,5}\.\s)",
    re.IGNORECASE,
)
SUB_NUMBER = re.compile(r"\s*(?:\d{1,2}\.\d{1,2}|\(?[a-z]\)|\(\d{1,2}\)|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}\))")
SENTENCE = re.compile(r"[.。;；!！?？]\s*\S|\b(?:shall|will|must|is|are|应|须)\b")


# Where the signatures begin, the last clause ends.
SIGNATURES = re.compile(
    r"\W*(?:for (?:and )?on behalf of|in witness whereof|authori[sz]ed signatur|signature|signed by|signed (?:and|"
    r"for)|"
    r"(?:the )?(?:seller|buyer|supplier|purchaser)'?s? (?:signature|stamp|sign)|"
    r"[买卖需供甲乙]方?(?:\s?[（(][^（()）]{0,12}[)）])?\s?"
    r"(?:授权)?(?:代表)?(?:人)?\s?(?:签字|签章|盖章|签名|代表)|(?:签字|盖章|签章)\s?[:：(（])",
    re.IGNORECASE,
)


def with_clauses(document: Document, captions: list[Caption]) -> list[Caption]:
    """The captions, those alone on their line with the paragraphs under them as value."""
    opening = {caption.label.start for caption in captions if caption.topics}
    filled = (_filled(document, caption, opening) for caption in captions)
    return [caption for caption in filled if caption.value is not None or not _heading(document, caption)]


def _heading(document: Document, caption: Caption) -> bool:
    """A heading has its own caption with the clause under it, a cell one with its neighbour."""
    block = document.block_at(caption.label.start)
    return block is not None and block.kind in ("heading", "cell")


def _filled(document: Document, caption: Caption, opening: set[int]) -> Caption:
    if caption.value is not None or not CLAUSES & set(caption.topics):
        return caption
    block = document.block_at(caption.label.start)
    if (
        block is None
        or block.kind != "paragraph"
        or document.text[caption.label.end : block.span.end].strip(" :：.\t\n")
    ):
        return caption
    body = [*_body(document, block, opening)]
    if not body:
        return caption
    return replace(caption, value=Span(body[0].span.start, body[-1].span.end), via="clause", number=block.number)


def _body(document: Document, title: Block, opening: set[int]) -> Iterator[Block]:
    """The paragraphs down to the next title, heading, table or known caption."""
    numbered = bool(NUMBERED.match(document.text[title.span.start : title.span.end]))
    marked = document.text[title.span.start : title.span.end].rstrip().endswith((":", "："))
    index = bisect_right(document.blocks, title.span.start, key=lambda other: other.span.start) - 1
    for block in document.blocks[index + 1 :]:
        words = document.text[block.span.start : block.span.end]
        if block.kind != "paragraph" or block.layer != title.layer or _is_title(words, numbered, marked):
            return
        marked = False
        if SIGNATURES.match(words):
            return
        if any(block.span.start <= start < block.span.end for start in opening) and not SUB_NUMBER.match(words):
            return
        if block.span.end - title.span.end > LONGEST_CLAUSE:
            return
        yield block


def _is_title(words: str, numbered: bool, marked: bool) -> bool:
    """The next numbered clause; between titles without numbers also a short line in capitals.

    Right behind a title with a colon (`marked`) capitals are its value.
    """
    if NUMBERED.match(words) and not SUB_NUMBER.match(words):
        return numbered or not SENTENCE.search(words)
    return not numbered and not marked and words.isupper() and len(words) < 60 and not re.search(r"\d", words)
