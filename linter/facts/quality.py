"""What quality is owed: standards, marks, sampling, criteria, samples, inspection, warranty, and vague words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.inspection import Inspection, find_inspections
from tradelint.facts.line_items import LineItem
from tradelint.facts.passages import passages
from tradelint.facts.quality_aql import find_aql
from tradelint.facts.quality_criteria import find_criteria
from tradelint.facts.quality_standards import find_marks, find_standards
from tradelint.facts.quality_types import Aql, Criterion, Mark, Standard, Vague, Warranty
from tradelint.facts.quality_vague import find_vague
from tradelint.facts.quality_warranty import find_warranties
from tradelint.facts.reading import Reading
from tradelint.facts.samples import Sample, find_samples
from tradelint.text import Span


@dataclass(frozen=True)
class QualityFacts:
    """What the paper says in this chapter. `clauses` are the passages under a caption of quality."""

    standards: tuple[Standard, ...] = ()
    marks: tuple[Mark, ...] = ()
    aql: tuple[Aql, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    vague: tuple[Vague, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    samples: tuple[Sample, ...] = ()
    warranties: tuple[Warranty, ...] = ()
    clauses: tuple[Span, ...] = ()

    @property
    def product_standards(self) -> tuple[Standard, ...]:
        """The standards and acts that the goods themselves must meet."""
        return tuple(s for s in self.standards if s.kind in ("product", "act"))


def read(reading: Reading, lines: tuple[LineItem, ...] = ()) -> QualityFacts:
    """Read the chapter."""
    standards = find_standards(reading, lines)
    return QualityFacts(
        standards=standards,
        marks=find_marks(reading, lines, standards),
        aql=find_aql(reading, standards),
        criteria=find_criteria(reading, lines),
        vague=find_vague(reading, "quality", "discretion", places=tuple(_places(reading, lines))),
        inspections=find_inspections(reading),
        samples=find_samples(reading),
        warranties=find_warranties(reading),
        clauses=tuple(_clauses(reading)),
    )


def _places(reading: Reading, lines: tuple[LineItem, ...]) -> Iterator[tuple[str, Span]]:
    """Where a vague word about quality binds: clauses on quality, samples and warranty, and goods lines."""
    for topic in ("quality", "sample", "inspection", "warranty", "product"):
        for passage in passages(reading, topic):
            yield topic, passage.span
    for line in lines:
        yield "product", line.span


def _clauses(reading: Reading) -> Iterator[Span]:
    """The passages about quality; one that only orders an inspection says nothing of quality."""
    for passage in passages(reading, "quality"):
        if set(passage.topics) & {"claims", "refund", "warranty"}:
            continue
        inspected = reading.hits("quality_words.inspect", passage.span)
        if not inspected or reading.cues("quality", passage.span) or len(passage.span) > LONGEST_ORDER:
            yield passage.span
    labels = [c.label for c in reading.captions if c.topics]
    for hit in reading.cues("quality"):
        if not any(label.contains(hit.span) for label in labels):
            yield hit.span


LONGEST_ORDER = 80


__all__ = ["QualityFacts", "read"]
