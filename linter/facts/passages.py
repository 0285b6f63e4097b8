"""The passages of a paper that speak of a topic: filled captions, and what stands under a caption of its own line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tradelint.facts.captions import Caption
from tradelint.facts.passages_values import captions_in, in_header_row, is_hollow, number_of, value_of
from tradelint.facts.reading import Reading
from tradelint.text import Span

# A clause that holds a table of goods or several pages is no passage about one topic.
LONGEST = 4000
HAN = re.compile(r"[㐀-鿿]")
# "13. Warranty. 24 months from receipt": a heading that runs into its clause.
RUN_IN = re.compile(
    r"\s{0,5}(?:\(?[\dA-Za-z.]{1,6}[.)]\s{1,5}|Article\s{1,5}\d{1,9}\.?\s{1,5}"
    r"|[-•*]\s{1,5})?(?P<title>[A-Z][^.:;\n]{2,60})\.\s{1,5}(?=[A-Z\d\"“])"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of text about a topic; `caption` is set where a caption introduced it, `title` where a heading ran in."""

    span: Span
    caption: Caption | None = None
    title: Span | None = None

    @property
    def label(self) -> Span | None:
        """Where the caption's words stand."""
        return self.caption.label if self.caption else self.title

    @property
    def topics(self) -> tuple[str, ...]:
        """What the caption speaks of; a heading such as "Claims and warranty" has several."""
        return self.caption.topics if self.caption else ()


def passages(reading: Reading, *topics: str) -> tuple[Passage, ...]:
    """The filled captions of the topics and the clauses with a run-in heading, outermost ones only, in text order."""
    found = []
    for caption in reading.captioned(*topics):
        value = value_of(reading, caption)
        if value is not None and len(value) <= LONGEST:
            found.append(Passage(value, caption))
    found += [p for p in _run_in(reading, topics) if not any(o.span.overlaps(p.span) for o in found)]
    return tuple(outermost(found))


def _run_in(reading: Reading, topics: tuple[str, ...]) -> Iterator[Passage]:
    for block in reading.document.blocks:
        match = RUN_IN.match(reading.text[block.span.start : block.span.end])
        if match is None:
            continue
        title = Span(block.span.start + match.start("title"), block.span.start + match.end("title"))
        hits = [h for topic in topics for h in reading.hits(f"clause_topics.{topic}.headings", title)]
        body = Span(block.span.start + match.end(), block.span.end)
        if sum(len(h.span) for h in hits) * 2 >= len(title) and not is_hollow(reading, body):
            yield Passage(body, title=title)


def with_label(reading: Reading, passage: Passage) -> Span:
    """The passage together with its caption where both stand on one line: "PSI: by the Buyer"."""
    label = passage.label
    near = label is not None and label.end <= passage.span.start <= label.end + 4
    return passage.span.cover(label) if near and label is not None else passage.span


def outermost(found: Iterable[Passage]) -> list[Passage]:
    """The passages that do not lie inside another one."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda p: (p.span.start, -p.span.end)):
        if not any(other.span.contains(passage.span) for other in kept):
            kept.append(passage)
    return kept


def blank_caption(reading: Reading, *topics: str) -> tuple[Caption, str] | None:
    """The first caption of the topics that nothing was filled in for, and "blank" or "placeholder"."""
    found = [c for c in reading.captioned(*topics) if value_of(reading, c) is None]
    holes = [c for c in found if c.value is not None and any(h.span.overlaps(c.value) for h in reading.placeholders)]
    if holes:
        return holes[0], "placeholder"
    blank = [c for c in found if not _names_section(reading, c)]
    return (blank[0], "blank") if blank else None


def _names_section(reading: Reading, caption: Caption) -> bool:
    """A heading with nothing under it, a column header, a word at the start of a line: no field that waits."""
    if caption.value is not None:
        return not reading.is_blank(caption.value) and not in_header_row(reading, caption, caption.value)
    behind = reading.text[caption.label.end : caption.label.end + 3].lstrip()
    return caption.via == "clause" or (caption.via == "line" and not behind.startswith((":", "：")))


STOPWORDS = frozenset(
    ["the", "a", "an", "of", "and", "or", "for", "with", "as", "per", "to", "in", "on", "by", "your", "our", "their"]
)


def is_title(reading: Reading, span: Span) -> bool:
    """Whether a slice is the heading of a clause ("3. Goods, packing.") and not the clause."""
    block = reading.block(span)
    if block is None or block.span.end - block.span.start > 60:
        return False
    text = reading.text[block.span.start : block.span.end]
    latin, han = words_in(text)
    numbered = re.match(r"\s{0,5}(?:第\s?)?(?:[\d.]{1,6}|[一二三四五六七八九十]{1,3})(?:\s?条|[.)、．])", text)
    return (block.kind == "heading" or numbered is not None) and latin + han / 2 <= 4 and ":" not in text


def words_in(text: str) -> tuple[int, int]:
    """(Latin words that mean something by themselves, Chinese characters) of a text."""
    latin = [w for w in re.findall(r"[^\W\d_㐀-鿿]{2,}", text) if w.casefold() not in STOPWORDS]
    return len(latin), len(HAN.findall(text))


__all__ = [
    "Passage",
    "blank_caption",
    "captions_in",
    "is_hollow",
    "is_title",
    "number_of",
    "outermost",
    "passages",
    "value_of",
    "with_label",
    "words_in",
]
