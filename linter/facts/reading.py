"""A document made ready for the fact readers: phrases, sentences, captions with their values, clauses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tradelint.facts.captions import Caption, find_captions
from tradelint.facts.fold import Folded, fold
from tradelint.facts.numbers_parse import Convention
from tradelint.facts.placeholders import Placeholder, find_placeholders
from tradelint.facts.sentences import find_sentences
from tradelint.facts.values import convention_of
from tradelint.facts.words import Hit, find_phrases
from tradelint.levels import Confidence
from tradelint.text import Block, Document, Place, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A regular expression's match on the folded text, in the document's offsets. Group 0 is the whole."""

    span: Span
    groups: tuple[str | None, ...]
    spans: tuple[Span | None, ...]
    names: tuple[tuple[str, int], ...] = ()

    def __getitem__(self, group: int | str) -> str:
        """The folded text of a group; empty when it took no part."""
        return self.groups[self._index(group)] or ""

    def span_of(self, group: int | str) -> Span | None:
        """Where a group stands in the document."""
        return self.spans[self._index(group)]

    def _index(self, group: int | str) -> int:
        return dict(self.names)[group] if isinstance(group, str) else group


@dataclass(frozen=True)
class Reading:
    """What every fact reader works on. All spans are spans of `document.text`."""

    document: Document

    @property
    def text(self) -> str:
        """The document's own text."""
        return self.document.text

    @cached_property
    def folded(self) -> Folded:
        """The matching view of the text."""
        return fold(self.document.text)

    @cached_property
    def all_hits(self) -> tuple[Hit, ...]:
        """Every vocabulary phrase in the text; a choice in a slot that nobody filled in is not made."""
        borders = [self.folded.from_document(block.span)[0] for block in self.document.blocks]
        slots = [hole.span for hole in self.placeholders if hole.pattern in SLOTS]
        found = find_phrases(self.folded, sorted(borders))
        return tuple(hit for hit in found if not (hit.key.split(".")[0] in CHOICES and _inside(hit.span, slots)))

    @cached_property
    def _hits_by_key(self) -> dict[str, tuple[Hit, ...]]:
        grouped: dict[str, list[Hit]] = {}
        for hit in self.all_hits:
            grouped.setdefault(hit.key, []).append(hit)
        return {key: tuple(hits) for key, hits in grouped.items()}

    def hits(self, prefix: str, within: Span | None = None) -> tuple[Hit, ...]:
        """The hits whose key is `prefix` or starts with `prefix.`, in text order, inside `within` if given."""
        hits, starts = self._hits_of(prefix)
        if within is None:
            return hits
        first, last = bisect_left(starts, within.start), bisect_left(starts, within.end)
        return tuple(hit for hit in hits[first:last] if hit.span.end <= within.end)

    def _hits_of(self, prefix: str) -> tuple[tuple[Hit, ...], tuple[int, ...]]:
        """The hits under a prefix and where they start, sorted once."""
        known = self._hits_by_prefix
        if prefix not in known:
            chosen = [
                hit
                for key, hits in self._hits_by_key.items()
                if key == prefix or key.startswith(prefix + ".")
                for hit in hits
            ]
            chosen.sort(key=lambda hit: (hit.span.start, -hit.span.end))
            known[prefix] = tuple(chosen), tuple(hit.span.start for hit in chosen)
        return known[prefix]

    @cached_property
    def _hits_by_prefix(self) -> dict[str, tuple[tuple[Hit, ...], tuple[int, ...]]]:
        return {}

    def find(self, pattern: re.Pattern[str], within: Span | None = None) -> Iterator[Found]:
        """Matches of `pattern` on the folded text; ^ and $ see the borders of `within` when it is given."""
        text, offset = self.folded.text, 0
        if within is not None:
            start, end = self.folded.from_document(within)
            text, offset = text[start:end], start
        names = tuple(pattern.groupindex.items())
        for match in pattern.finditer(text):
            regs = [match.span(group) for group in range((match.lastindex or 0) + 1)]
            regs += [match.span(group) for group in range(len(regs), pattern.groups + 1)]
            spans = tuple(
                None if start < 0 else self.folded.to_document(start + offset, end + offset) for start, end in regs
            )
            assert spans[0] is not None
            yield Found(spans[0], (match.group(), *match.groups()), spans, names)

    def fold_of(self, span: Span) -> str:
        """The folded text of a span."""
        return self.folded.slice(span)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of every block, in text order."""
        return find_sentences(self.document)

    def sentences_in(self, span: Span) -> tuple[Span, ...]:
        """The sentences that touch a span, in text order."""
        first = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.end)
        last = bisect_left(self.sentences, span.end, key=lambda sentence: sentence.start)
        return self.sentences[first:last]

    def sentence_at(self, span: Span) -> Span:
        """The sentence that holds the start of `span`; `span` itself where there is none."""
        return _holding(self.sentences, span)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Every line of every block."""
        return self.document.lines()

    def line_at(self, span: Span) -> Span:
        """The line that holds the start of `span`."""
        return _holding(self.lines, span)

    @cached_property
    def convention(self) -> Convention:
        """How the paper writes figures."""
        return convention_of(self.document)

    @cached_property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """What the writer meant to fill in and did not."""
        return find_placeholders(self.document, self.folded)

    def is_blank(self, span: Span | None) -> bool:
        """Whether nothing is left of a value once placeholders, punctuation and white space are taken away."""
        if span is None:
            return True
        text = list(self.text[span.start : span.end])
        for hole in self.placeholders:
            for index in range(max(hole.span.start, span.start), min(hole.span.end, span.end)):
                text[index - span.start] = " "
        return not any(char.isalnum() for char in text)

    def is_placeholder(self, span: Span | None) -> bool:
        """Whether a blank value is blank because it holds a placeholder."""
        return span is not None and self.is_blank(span) and any(hole.span.overlaps(span) for hole in self.placeholders)

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """Every caption with its value: `Payment: 30% T/T`, a label cell and its neighbour, a heading and its clause."""
        return find_captions(self.document, self.folded, self.all_hits)

    def captioned(self, *topics: str) -> tuple[Caption, ...]:
        """The captions that speak of any of the topics (ids of labels.toml and clause_topics.toml)."""
        return tuple(c for c in self.captions if any(topic in c.topics for topic in topics))

    def filled(self, *topics: str) -> tuple[Caption, ...]:
        """The captions of the topics whose value is not blank."""
        return tuple(c for c in self.captioned(*topics) if not self.is_blank(c.value))

    def negated(self, span: Span) -> bool:
        """Whether a negation word of the same sentence turns what stands at `span` round."""
        sentence = self.sentence_at(span)
        innocent = [hit.span for hit in self.hits("negation.not_a_negation", sentence)]
        for hit in self.hits("negation.before", sentence):
            gap = self.text[hit.span.end : span.start]
            reach = 14 if re.search("[一-鿿]", gap) else 60  # Chinese writes no spaces: 14 signs are about six words
            near = hit.span.end <= span.start and len(gap.split()) <= 6 and len(gap) <= reach
            if near and not re.search(r"[,;:，；：]", gap) and not any(i.overlaps(hit.span) for i in innocent):
                return True
        for hit in self.hits("negation.after", sentence):
            gap = self.text[span.end : hit.span.start]
            if span.end <= hit.span.start and len(gap.split()) <= 8 and len(gap) <= 60:
                return not any(i.overlaps(hit.span) for i in innocent)
        return False

    def cues(self, topic: str, within: Span | None = None) -> tuple[Hit, ...]:
        """The running-text cues of a topic that are not vetoed or negated."""
        vetoed = [hit.span for hit in self.hits(f"clause_topics.{topic}.not_cues", within)]
        cues = self.hits(f"clause_topics.{topic}.cues", within) + self.hits(f"clause_topics.{topic}.strong", within)
        return tuple(
            hit
            for hit in sorted(cues, key=lambda hit: hit.span)
            if not any(veto.overlaps(hit.span) for veto in vetoed) and not self.negated(hit.span)
        )

    def place(self, span: Span) -> Place:
        """Where a span stands."""
        return self.document.place(span)

    def block(self, span: Span) -> Block | None:
        """The block that holds the start of a span."""
        return self.document.block_at(span.start)


# What slots offer to choose from: "[L/C or T/T]", "[FOB/CIF]".
CHOICES = frozenset(["payment_methods", "incoterms", "inspection_bodies", "standards", "materials", "colours"])
# Holes whose words are a caption or a choice, ids of placeholders.toml.
SLOTS = frozenset(
    ["bracket-bullet", "bracket-label", "bracket-words", "han-bracket-label", "angle-label", "template-slot"]
)


def _inside(span: Span, sorted_spans: list[Span]) -> bool:
    index = bisect_right(sorted_spans, span.start, key=lambda other: other.start) - 1
    return index >= 0 and sorted_spans[index].contains(span)


def _holding(spans: tuple[Span, ...], inner: Span) -> Span:
    """The one of sorted spans that holds the start of another; that one itself where none does."""
    index = bisect_right(spans, inner.start, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 and inner.start < spans[index].end else inner


@dataclass(frozen=True, slots=True)
class Fact:
    """The least that every fact knows: where it stands and how sure its reading is."""

    span: Span
    confidence: Confidence = Confidence.HIGH
