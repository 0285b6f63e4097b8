"""When the goods go: where a paper sets dates, months, periods or vague words for shipment or delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from tradelint.facts.captions import Caption
from tradelint.facts.reading import Reading
from tradelint.facts.shipment_deadline import Deadline, EmptyField, Subject, Where
from tradelint.facts.shipment_period import find_periods
from tradelint.facts.shipment_slice import SliceReader
from tradelint.facts.shipment_words import (
    AFTER_PAYMENT,
    DUTY,
    IN_CREDIT,
    LED_BY_SHIPMENT,
    LOOSE_TOPICS,
    LOT,
    NEXT_MATTER,
    OTHER_LABEL,
    OTHER_MATTER,
    OTHER_TOPICS,
    OWN_TOPICS,
    SUBJECT,
    TIME_LABEL,
)
from tradelint.facts.spanset import SpanSet
from tradelint.levels import Confidence
from tradelint.text import Span, Table

LONGEST_FIELD = 400
LONGEST_SENTENCE = 600
# A line that says nothing but a period and what starts it.
BARE = 100
RANK: tuple[Where, ...] = ("line", "field", "credit", "clause", "text")


def read_deadlines(reading: Reading) -> tuple[tuple[Deadline, ...], tuple[EmptyField, ...]]:
    """The deadlines of a paper in text order, and the fields for one that were left empty."""
    finder = _Finder(reading)
    found = [*finder.fields(), *finder.columns(), *finder.sentences()]
    return tuple(_without_repeats(found)), tuple(finder.empty)


def _without_repeats(found: list[Deadline]) -> Iterator[Deadline]:
    """The same slice read as field and as sentence counts once, as the field."""
    kept: list[Deadline] = []
    taken = SpanSet()
    for deadline in sorted(found, key=lambda d: (RANK.index(d.where), d.span)):
        if not taken.overlaps(deadline.span):
            taken.add(deadline.span)
            kept.append(deadline)
    yield from sorted(kept, key=lambda d: d.span)


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.slices = SliceReader(reading)
        self.empty: list[EmptyField] = []

    # -- captions

    def fields(self) -> Iterator[Deadline]:
        """The values behind captions of shipment."""
        for caption in self.reading.captioned("shipment"):
            label = self.reading.fold_of(caption.label)
            if "late_delivery" in caption.topics or OTHER_LABEL.search(label):
                continue
            if caption.via == "clause" and caption.value is not None:
                yield from self._clause(caption.value, label)
            elif self.reading.is_blank(caption.value) or self._is_header(caption):
                if TIME_LABEL.search(label):
                    self.empty.append(EmptyField(caption.label, placeholder=self.reading.is_placeholder(caption.value)))
            elif caption.value is not None and len(caption.value) <= LONGEST_FIELD:
                yield from self._field(caption.value, label)

    def _is_header(self, caption: Caption) -> bool:
        """A label in a row of column names has the next column's name beside it, not a value."""
        if caption.via != "right" or caption.value is None:
            return False
        for table in self.reading.document.tables:
            for row in table.rows():
                if any(cell.span.overlaps(caption.label) for cell in row):
                    words = [self.reading.text[cell.span.start : cell.span.end].strip() for cell in row]
                    return sum(bool(w) for w in words) >= 4 and not any(re.search(r"\d", w) for w in words)
        return False

    def _field(self, value: Span, label: str) -> Iterator[Deadline]:
        where: Where = "credit" if re.search(r"\bL/?C\b|credit|信用证", label, re.IGNORECASE) else "field"
        for part in self._parts(value):
            deadline = self.slices.read(part, subject_of(label) or "shipment", where, label)
            if deadline is not None:
                yield deadline

    def _parts(self, value: Span) -> Iterator[Span]:
        """A field that gives several lots is read lot by lot, any other up to the next matter."""
        sentences = self.reading.sentences_in(value)
        slices = [Span(max(s.start, value.start), min(s.end, value.end)) for s in sentences]
        lots = [s for s in slices if next(iter(self.reading.find(LOT, s)), None)]
        if len(lots) > 1:
            yield from slices
            return
        cut = next((found.span.start for found in self.reading.find(NEXT_MATTER, value)), value.end)
        yield Span(value.start, cut) if cut > value.start + 3 else value

    def _clause(self, value: Span, label: str) -> Iterator[Deadline]:
        """A short clause under a title is a field, a long one is read sentence by sentence."""
        inside = [s for s in self.reading.sentences_in(value) if value.contains(s)]
        if len(inside) == 1 and len(value) < BARE and TIME_LABEL.search(label):
            yield from self._field(value, label)
            return
        for sentence in inside:
            deadline = self._sentence(sentence, "clause")
            if deadline is not None:
                yield deadline

    # -- goods lines

    def columns(self) -> Iterator[Deadline]:
        """A column headed with a word of shipment gives each row its own deadline."""
        for index, table in enumerate(self.reading.document.tables):
            for column, head in self._heads(table):
                for cell in table.cells:
                    if cell.column == column and cell.row > head and not self.reading.is_blank(cell.span):
                        deadline = self.slices.read(cell.span, "shipment", "line")
                        if deadline is not None:
                            yield replace(deadline, row=(index, cell.row))

    def _heads(self, table: Table) -> Iterator[tuple[int, int]]:
        for row in table.rows()[:4]:
            if len(row) < 3:
                continue
            for cell in row:
                words = self.reading.text[cell.span.start : cell.span.end]
                titled = self.reading.hits("clause_topics.shipment.headings", cell.span)
                if titled and len(words) < 40 and not re.search(r"\d", words):
                    yield cell.column, cell.row

    # -- running text

    def sentences(self) -> Iterator[Deadline]:
        """Sentences that say when the goods are shipped."""
        for sentence in self.reading.sentences:
            deadline = self._sentence(sentence, "text")
            if deadline is not None:
                yield deadline

    def _sentence(self, sentence: Span, where: Where) -> Deadline | None:
        words = self.reading.fold_of(sentence)
        if len(words) > LONGEST_SENTENCE:
            return None
        subject = subject_of(words)
        if subject is None:
            return self._bare_period(sentence, words, where)
        if where == "text" and (self._elsewhere(sentence) or not DUTY.search(words)):
            return None
        if IN_CREDIT.search(words):
            return self.slices.read(sentence, subject, "credit")
        if OTHER_MATTER.search(words) and not _led_by_shipment(words) and not AFTER_PAYMENT.search(words):
            return None
        return self.slices.read(sentence, subject, where)

    def _bare_period(self, sentence: Span, words: str, where: Where) -> Deadline | None:
        """A line that says nothing but "30 days after deposit" can only mean the delivery."""
        if len(words) > BARE or self._elsewhere(sentence) or OTHER_MATTER.search(words):
            return None
        periods = [p for p in find_periods(self.reading, sentence) if {e.id for e in p.starts} & {"deposit", "lc"}]
        found = self.slices.read(sentence, "delivery", where) if periods else None
        return replace(found, confidence=Confidence.MEDIUM) if found else None

    def _elsewhere(self, sentence: Span) -> bool:
        """Whether the sentence is the value of a caption of another matter (payment, claims, warranty ...)."""
        return self._other_values.holds(sentence.start)

    @cached_property
    def _other_values(self) -> SpanSet:
        return SpanSet(
            c.value
            for c in self.reading.captions
            if c.value is not None
            and not (c.via == "clause" and LOOSE_TOPICS & set(c.topics))
            and not OWN_TOPICS & set(c.topics)
            and OTHER_TOPICS & set(c.topics)
        )


def _led_by_shipment(words: str) -> bool:
    other = OTHER_MATTER.search(words[:110])
    return bool(LED_BY_SHIPMENT.match(words)) and (other is None or other.start() > 25)


def subject_of(words: str) -> Subject | None:
    """The word of shipment that a text leads with."""
    match = SUBJECT.search(words)
    return match.lastgroup if match else None  # type: ignore[return-value]
