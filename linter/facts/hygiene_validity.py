"""How long an offer holds: a date, a number of days, or only a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.dates import DateReading
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

Blank = Literal["", "blank", "placeholder"]
OFFER = (
    r"(?:offer|quot(?:e|ation)|price[s]?|pro\s?-?forma(?:\s+invoice)?|p/?i|invoice|proposal|this\s+(?:order|document))"
)
SENTENCES = re.compile(
    rf"\b{OFFER}s?\b(?:[^.\n]|\.(?=\d)){{0,60}}?\b(?:is|are|remains?|shall\s+be|will\s+be|stays?|holds?|keeps?)?\s*(?:only\s+)?(?:valid|open|firm|good|"
    rf"binding|effective)\b(?:[^.\n]|\.(?=\d)){{0,60}}|\bvalid\s+(?:for|until|till?|through|thru|up\s*to|within|to|before)\b(?:[^.\n]|\.(?=\d)){{0,50}}|"
    rf"\bvalidity\b(?:[^.\n]|\.(?=\d)){{0,80}}|\b{OFFER}\s+(?:expires?|lapses?)\b(?:[^.\n]|\.(?=\d)){{0,50}}|\bexpires?\s+(?:on|in|after)\b(?:[^.\n]|\.(?=\d)){{0,40}}|"
    r"\b(?:open|firm)\s+for\s+acceptance\b(?:[^.\n]|\.(?=\d)){0,50}|\bfor\s+acceptance\s+(?:until|till|by|within)\b(?:[^.\n]|\.(?=\d)){0,40}|"
    r"(?:有效期|报价有效|价格有效|本报价)[^。\n]{0,30}|(?:报价|价格|本单|发票|PI)[^。\n]{0,10}有效[^。\n]{0,20}",
    re.IGNORECASE,
)
# "If the countersigned copy is not back by 1 October 2026 the offer lapses."
LAPSES = re.compile(
    rf"\b(?:by|before|until|within)\s(?:[^.;\n]|\.(?=\d)){{2,60}}\b{OFFER}\s(?:lapses?|expires?|becomes?\s(?:void|invalid)|is\s(?:void|withdrawn))",
    re.IGNORECASE,
)
# Prices that hold until they do not.
OPEN_ENDED = re.compile(
    r"\b(?:prices?|offer|quotation)\b[^.\n]{0,30}\bsubject\s+to\s+(?:change|(?:our\s+)?(?:final\s+)?confirmation|fluctuation|raw\s+material)[^.\n]{0,40}|\b(?:prices?)\s+(?:may|can|might)\s+change\b[^.\n]{0,40}|"
    r"(?:价格|报价)[^。\n]{0,12}(?:如有变动|随时(?:变动|调整)|以最终确认为准|恕不另行通知)[^。\n]{0,12}",
    re.IGNORECASE,
)
NOT_OFFERS = re.compile(
    r"\b(?:l/?c|letter\s+of\s+credit|credit|warranty|guarantee|certificate|licen[cs]e|agreement|contract\s+is\s+valid|shelf|passport|"
    r"insurance|policy|signature|contract\s+(?:shall|will)\s+be\s+valid|performance\s+bond)\b|信用证|质保|保修|保质|合同有效|协议有效|证书|许可",
    re.IGNORECASE,
)
DAYS = re.compile(
    r"(?P<n>\d{1,3}|one|two|three|five|seven|ten|fourteen|fifteen|twenty|thirty|forty-?five|sixty|ninety|十五|二十|三十|七|十|五|三)\s*"
    r"(?:\(\s*(?P<m>\d{1,3})\s*\)\s*)?(?:calendar\s+|natural\s+|working\s+|business\s+|个?工作)?(?P<unit>days?|weeks?|months?|hours?|hrs|天|日|周|星期|个月|月|小时)",
    re.IGNORECASE,
)
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty-five": 45, "fortyfive": 45, "sixty": 60, "ninety": 90, "三": 3, "五": 5, "七": 7, "十": 10,
    "十五": 15, "二十": 20, "三十": 30,
}  # fmt: skip
START = re.compile(
    r"\b(?:from|after|since|of|as\s+of|upon)\s+(?:the\s+)?(?P<start>(?:date|day|issue|issuance|receipt|receiving|today|above|invoice|quotation|"
    r"offer|this)[^.,;\n]{0,30})|(?:自|从)(?P<zh>[^。,，]{1,12}?)(?:之日)?起|(?P<after>签发|开票|出具|报价)(?:之日)?后",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Validity(Fact):
    """How long the offer holds: `until` a date or `days` (months count 30), from `start` ("" when it is not said).

    `vague`: the paper speaks of validity without either; `words` are its own.
    """

    until: DateReading | None = None
    days: int | None = None
    start: str = ""
    vague: bool = False
    blank: Blank = ""
    words: str = ""


def read_validity(reading: Reading, dates: tuple[DateReading, ...]) -> tuple[Validity, ...]:
    """The statements about the offer's validity, captions first; `dates` are those of the paper."""
    found = [*_captioned(reading, dates), *_sentences(reading, dates)]
    filled = [v for v in found if not v.blank]
    kept: list[Validity] = []
    for validity in filled:
        if not any(other.span.overlaps(validity.span) for other in kept):
            kept.append(validity)
    return tuple(kept) or tuple(found[:1])


def _captioned(reading: Reading, dates: tuple[DateReading, ...]) -> Iterator[Validity]:
    for caption in reading.captioned("validity"):
        label, value = reading.fold_of(caption.label), caption.value
        if NOT_OFFERS.search(label):
            continue
        if value is None or reading.is_blank(value):
            blank: Blank = "placeholder" if reading.is_placeholder(value) else "blank"
            yield Validity(value or caption.label, Confidence.HIGH, blank=blank)
            continue
        end = min(value.end, value.start + 160)
        validity = _read(reading, dates, Span(value.start, end), Confidence.HIGH)
        if validity is not None and not NOT_OFFERS.search(reading.fold_of(Span(value.start, end))[:40]):
            yield validity


def _sentences(reading: Reading, dates: tuple[DateReading, ...]) -> Iterator[Validity]:
    for match in reading.find(SENTENCES):
        sentence = reading.sentence_at(match.span)
        if NOT_OFFERS.search(reading.fold_of(Span(max(sentence.start, match.span.start - 40), match.span.end))):
            continue
        validity = _read(reading, dates, match.span, Confidence.MEDIUM)
        if validity is not None and (validity.until is not None or validity.days is not None):
            yield validity
    for match in reading.find(LAPSES):
        validity = _read(reading, dates, match.span, Confidence.MEDIUM)
        if validity is not None and (validity.until is not None or validity.days is not None):
            yield validity
    for match in reading.find(OPEN_ENDED):
        yield Validity(match.span, Confidence.MEDIUM, vague=True, words=reading.document.quote(match.span, 120))


def _read(reading: Reading, all_dates: tuple[DateReading, ...], span: Span, confidence: Confidence) -> Validity | None:
    text = reading.text[span.start : span.end]
    dates = [date for date in all_dates if span.contains(date.span)]
    start = next(iter(reading.find(START, span)), None)
    begins = (start["start"] or start["zh"] or start["after"]).strip() if start is not None else ""
    days = next(iter(reading.find(DAYS, span)), None)
    words = reading.document.quote(span, 120)
    if dates and not (days is not None and days.span.start < dates[0].span.start):
        date = dates[0]
        return Validity(span, confidence, date, None, begins, False, "", words)
    if days is not None:
        return Validity(span, confidence, None, _count(days["n"], days["m"], days["unit"]), begins, False, "", words)
    if not any(char.isalpha() for char in text):
        return None
    return Validity(span, confidence, None, None, begins, True, "", words)


def _count(number: str, bracket: str, unit: str) -> int:
    count = (
        int(bracket) if bracket else int(number) if number.isdigit() else NUMBERS[number.casefold().replace(" ", "")]
    )
    if re.match(r"week|周|星期", unit, re.IGNORECASE):
        return 7 * count
    if re.match(r"month|个?月", unit, re.IGNORECASE):
        return 30 * count
    return max(1, count // 24) if re.match(r"hour|hrs|小时", unit, re.IGNORECASE) else count
