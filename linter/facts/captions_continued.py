"""Values that run on: a clause whose sentence goes on in the next block, or that ends with a colon before a table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tradelint.facts.captions_titles import CLAUSES, SIGNATURES
from tradelint.text import Block, Document, Span

if TYPE_CHECKING:
    from tradelint.facts.captions import Caption

CLOSED = re.compile(r"[.。;；!！?？]\s*$")
LEADING_NUMBER = re.compile(r"\s*(\d{1,2})(?=[.)、\s])")
MOST_BLOCKS = 60


def with_continuations(document: Document, captions: list[Caption]) -> list[Caption]:
    """The captions, those of open sentences with the blocks that complete them."""
    opening = {caption.label.start for caption in captions}
    return [_continued(document, caption, opening) for caption in captions]


def _continued(document: Document, caption: Caption, opening: set[int]) -> Caption:
    if caption.value is None or caption.via != "line" or not CLAUSES & set(caption.topics):
        return caption
    block = document.block_at(caption.label.start)
    if block is None or block.kind != "paragraph" or document.text[caption.value.end : block.span.end].strip():
        return caption
    end = caption.value.end
    for following in _following(document, block, opening):
        end = following.span.end
    return caption if end == caption.value.end else replace(caption, value=Span(caption.value.start, end))


def _following(document: Document, block: Block, opening: set[int]) -> Iterator[Block]:
    index = bisect_right(document.blocks, block.span.start, key=lambda other: other.span.start) - 1
    number = _number(document, block)
    before = block
    for following in document.blocks[index + 1 : index + 1 + MOST_BLOCKS]:
        words = document.text[before.span.start : before.span.end].rstrip()
        into_table = words.endswith((":", "：")) or before.kind == "cell"
        if (
            following.layer != block.layer
            or following.kind == "heading"
            or SIGNATURES.match(_text(document, following))
        ):
            return
        if following.kind == "cell":
            if not into_table:
                return
        elif before.kind == "cell" or CLOSED.search(words) or not words or _opens(document, following, opening, number):
            return
        yield following
        before = following


def _opens(document: Document, block: Block, opening: set[int], number: int | None) -> bool:
    """Whether a block starts something of its own: a known caption or the next number."""
    if any(block.span.start <= start < block.span.start + 12 for start in opening):
        return True
    own = _number(document, block)
    return own is not None and (number is None or own == number + 1)


def _number(document: Document, block: Block) -> int | None:
    match = LEADING_NUMBER.match(_text(document, block))
    return int(match.group(1)) if match else None


def _text(document: Document, block: Block) -> str:
    return document.text[block.span.start : block.span.end]
