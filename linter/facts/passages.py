"""The passages of a paper that speak of a topic: filled captions first, then sentences with a cue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tradelint.facts.captions import Caption
from tradelint.facts.reading import Reading
from tradelint.text import Span

# A clause that holds a table of goods or several pages is no passage about one topic.
LONGEST = 4000
HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of text about a topic; `caption` is set where a caption introduced it."""

    span: Span
    caption: Caption | None = None

    @property
    def label(self) -> Span | None:
        """Where the caption's words stand."""
        return self.caption.label if self.caption else None


def passages(reading: Reading, *topics: str, cues: bool = True) -> tuple[Passage, ...]:
    """The filled captions of the topics and, outside of them, the sentences that hold one of their cues."""
    found = [Passage(c.value, c) for c in reading.filled(*topics) if c.value is not None and len(c.value) <= LONGEST]
    found = outermost(found)
    if not cues:
        return tuple(found)
    for topic in topics:
        for hit in reading.cues(topic):
            sentence = reading.sentence_at(hit.span)
            if not any(p.span.overlaps(sentence) for p in found):
                found.append(Passage(sentence))
    return tuple(sorted(found, key=lambda p: p.span))


def outermost(found: Iterable[Passage]) -> list[Passage]:
    """The passages that do not lie inside another one."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda p: (p.span.start, -p.span.end)):
        if not any(other.span.contains(passage.span) for other in kept):
            kept.append(passage)
    return kept


def blank_caption(reading: Reading, *topics: str) -> tuple[Caption, str] | None:
    """The first caption of the topics that nothing was filled in for, and "blank" or "placeholder"."""
    for caption in reading.captioned(*topics):
        if reading.is_blank(caption.value) and not _names_section(reading, caption):
            return caption, "placeholder" if reading.is_placeholder(caption.value) else "blank"
    return None


def _names_section(reading: Reading, caption: Caption) -> bool:
    """A heading with nothing under it, or a column header: no field that waits to be filled."""
    return caption.via == "clause" and caption.value is None


def words_in(text: str) -> tuple[int, int]:
    """(Latin words of two letters and more, Chinese characters) of a text."""
    latin = re.findall(r"[^\W\d_㐀-鿿]{2,}", text)
    return len(latin), len(HAN.findall(text))


__all__ = ["Passage", "blank_caption", "outermost", "passages", "words_in"]
