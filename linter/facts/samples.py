"""Samples: which one the goods must match, how it is identified, and what waits for its approval."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.dates import find_dates
from tradelint.facts.passages import is_hollow
from tradelint.facts.reading import Fact, Reading
from tradelint.text import Span

IDENTIFIER = re.compile(
    r"\s?(?:\([^)]{0,20}\)\s?)?(?:样品|封样|签样)?(?:编号|号码?|no\.?|nos\.?|nr\.?|number|ref(?:erence)?\.?|id|code"
    r"|#)?\s?(?:为|:|：|#)?\s?[\"'“]?"
    r"(?P<id>(?=[A-Za-z/_-]{0,24}\d)[A-Za-z0-9][A-Za-z0-9/_-]{0,24})(?![A-Za-z0-9%])",
    re.I,
)
# A sealed sample's number further on in its sentence: 封样:双方各持一份,编号FY-12.
NUMBERED = re.compile(
    r"(?:编号|样品号|封样号|\bref(?:erence)?\.?(?:\s?no\.?)?|\bno\.|\bnumber)\s?(?:为|:|#)?\s?"
    r"(?P<id>(?=[A-Za-z/_-]{0,12}\d)[A-Za-z0-9][A-Za-z0-9/_-]{1,24})(?![A-Za-z0-9%])",
    re.I,
)
NOT_AN_ID = re.compile(
    r"\d{1,3}$|\d{1,9}(?:pcs|days?|sets?|pc|th|nd|st)$|(?:19|20)\d\d(?:[-/]\d{1,2}){0,2}$"
    r"|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?$",
    re.I,
)
PREVAILS = re.compile(r"prevail|precedence|takes?\s{1,5}priority|conflict|discrepan|为准|优先", re.I)
DEADLINE = re.compile(
    r"(?:by(?!\s(?:buyer|seller|you|us|the|both|him|client|customer))|before|until|till|not\s{1,5}later\s{1,5}than|no\s{1,5}later\s{1,5}than|within|latest|最迟|不迟于"
    r"|不晚于)\s(?:\w{1,40}\s){0,2}?$",
    re.I,
)
KEYS = ("generic", "golden", "pre_production")


@dataclass(frozen=True, slots=True)
class Sample(Fact):
    """A sample spoken of.

    `approved` = approved, sealed, signed or agreed; `identifier`, `dated`, `holder` are what identifies it later; `binding`
    = the goods must match it; `gate` = production waits for its approval; `stage` is "pre-production" or "golden".
    """

    words: str = ""
    stage: str = ""
    approved: bool = False
    identifier: str | None = None
    dated: bool = False
    holder: bool = False
    binding: bool = False
    gate: bool = False
    prevails: bool = False
    waived: bool = False

    @property
    def identified(self) -> bool:
        """Whether the sample can be told from any other in a dispute."""
        return self.identifier is not None or self.dated


def find_samples(reading: Reading) -> tuple[Sample, ...]:
    """The samples the paper speaks of, one per sentence, in text order."""
    return tuple(sorted(_samples(reading), key=lambda s: s.span))


def _samples(reading: Reading) -> Iterator[Sample]:
    seen: set[int] = set()
    others = [h.span for h in reading.hits("quality_words.not_a_sample")]
    for key in KEYS:
        for hit in reading.hits(f"quality_words.{key}"):
            if key == "pre_production" and not re.search(r"sample|样|pps", hit.raw, re.I):
                continue
            sentence = reading.sentence_at(hit.span)
            if sentence.start in seen or any(o.overlaps(hit.span) for o in others):
                continue
            if _is_paper(reading, hit.span) or is_hollow(reading, sentence):
                continue
            seen.add(sentence.start)
            yield _sample(reading, hit.span, sentence)


def _is_paper(reading: Reading, span: Span) -> bool:
    """SAMPLE across a page, or a sample of a document, is no sample of the goods."""
    line = reading.fold_of(reading.line_at(span)).strip()
    heading = line.isascii() and line.isupper() and len(line.split()) <= 4
    return heading or bool(
        re.match(
            r"\s{1,5}(?:proforma|invoice|contract|agreement|document|form)\b",
            reading.fold_of(Span(span.end, span.end + 14)),
            re.I,
        )
    )


def _sample(reading: Reading, span: Span, sentence: Span) -> Sample:
    block = reading.block(span)
    around = Span(sentence.start, min(block.span.end if block else sentence.end, sentence.end + 120))
    before = Span(max(sentence.start, span.start - 45), span.end)
    stage = "pre-production" if reading.hits("quality_words.pre_production", sentence) else ""
    stage = stage or ("golden" if reading.hits("quality_words.golden", sentence) else "")
    return Sample(
        span, words=reading.document.quote(sentence, 120), stage=stage,
        approved=bool(reading.hits("quality_words.approved", sentence)), identifier=_identifier(reading, span, sentence),
        dated=_dated(reading, sentence),
        holder=bool(reading.hits("quality_words.holder", around)), binding=bool(reading.hits("quality_words.binding", before)),
        gate=bool(reading.hits("quality_words.gate", sentence)), prevails=bool(PREVAILS.search(reading.fold_of(around))),
        waived=reading.negated(span),
    )  # fmt: skip


def _dated(reading: Reading, sentence: Span) -> bool:
    """Whether a date of the sample is given; one by which it must be sent is another."""
    text = reading.text[sentence.start : sentence.end]
    for date in find_dates(text):
        before, behind = text[max(0, date.span.start - 24) : date.span.start], text[date.span.end : date.span.end + 3]
        if (
            not date.impossible
            and not DEADLINE.search(before)
            and not behind.lstrip().startswith(("前", "之前", "以前"))
        ):
            return True
    return False


def _identifier(reading: Reading, span: Span, sentence: Span) -> str | None:
    """A number behind any word for the sample in the sentence: "sealed sample BW-114-S2", 封样编号K-07."""
    ends = {h.span.end for key in KEYS for h in reading.hits(f"quality_words.{key}", sentence)}
    for end in sorted(ends):
        match = IDENTIFIER.match(reading.fold_of(Span(end, min(len(reading.text), end + 60))))
        if match and not NOT_AN_ID.match(match["id"]):
            return match["id"]
    numbered = (
        next(reading.find(NUMBERED, sentence), None)
        if reading.hits("quality_words.golden", sentence) or reading.hits("quality_words.approved", sentence)
        else None
    )
    return numbered["id"] if numbered and not NOT_AN_ID.match(numbered["id"]) else None


__all__ = ["Sample", "find_samples"]
