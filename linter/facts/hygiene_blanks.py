"""Captions that nothing follows: on their line, in the cell beside or below, or on the next line."""

from __future__ import annotations

import re

from tradelint.facts.captions import Caption
from tradelint.facts.reading import Reading
from tradelint.text import Span

SIGNING = re.compile(
    r"signature|signed|stamp|seal|签字|盖章|签章|[(（]章[)）]|公章|委托代理人|法定代表人|For and on behalf",
    re.IGNORECASE,
)


def fields(reading: Reading) -> tuple[tuple[Caption, ...], ...]:
    """The captions of single fields, each with its twins: line and cell read the same label."""
    found: dict[int, list[Caption]] = {}
    for caption in reading.captions:
        if caption.via in ("line", "right", "below") and caption.topics:
            found.setdefault(caption.label.start, []).append(caption)
    return tuple(tuple(found[start]) for start in sorted(found) if _is_field(reading, found[start][0]))


def _is_field(reading: Reading, caption: Caption) -> bool:
    """Whether a caption asks for a value of its own; one that heads a block of captions does not."""
    block = reading.block(caption.label)
    heads = block is not None and block.kind == "heading"
    if heads or {"bank_block", "bank_details"} & set(caption.topics):
        return False
    return "serial_number" in caption.topics or _is_marked(reading, caption.label)


def _is_marked(reading: Reading, label: Span) -> bool:
    words = reading.text[label.start : label.end].rstrip()
    return words.endswith((":", "：")) or bool(re.match(r"\s*[)）]?\s*[:：]", reading.text[label.end : label.end + 6]))


def is_empty(reading: Reading, twins: tuple[Caption, ...]) -> bool:
    """Whether a field holds nothing, not even a placeholder."""
    if any(reading.is_placeholder(c.value) or not reading.is_blank(c.value) for c in twins):
        return False
    return not _goes_on(reading, twins[0].label) and not _signs(reading, twins[0].label)


def _goes_on(reading: Reading, label: Span) -> bool:
    """Whether the next line holds the value: it opens with no caption of its own."""
    block = reading.block(label)
    if block is not None and block.kind == "cell":
        return False
    line = reading.line_at(label)
    following = next((other for other in reading.lines if other.start >= line.end), None)
    if following is None or (reading.is_blank(following) and not reading.is_placeholder(following)):
        return False
    opener = next((c for c in reading.captions if following.start <= c.label.start <= following.start + 4), None)
    return opener is None or not opener.topics


def _signs(reading: Reading, label: Span) -> bool:
    """Fields beside a signature are filled in by hand."""
    return bool(SIGNING.search(reading.text[max(0, label.start - 120) : label.end + 100]))
