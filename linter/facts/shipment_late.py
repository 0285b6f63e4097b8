"""What follows when the seller is late: damages, cap, grace, cancellation, refund."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.shipment_late_words import (
    BASE_LATE,
    BASE_TOTAL,
    BUYER_LATE,
    CAP,
    CAP_BEHIND,
    CONSEQUENCES,
    DAMAGES_WORD,
    DELAYED_BY,
    EXCUSE,
    GOES_ON,
    GRACE,
    LATE,
    MONEY_MATTER,
    PENALTY_WORD,
    PER,
    PER_MILLE,
)
from tradelint.facts.shipment_period import find_periods
from tradelint.facts.spanset import SpanSet
from tradelint.facts.values import Money, Percent, find_money, find_percent
from tradelint.levels import Confidence
from tradelint.text import Span


@dataclass(frozen=True, slots=True)
class LateDelivery(Fact):
    """One passage on late delivery by the seller.

    `percent` runs `per` day or week, `cap` is the most it can reach, `base` what it is taken of; `grace_days` pass
    before it runs, `cancel_after_days` before the buyer may cancel. `blank` says that the figure was left out, `worded`
    that words stand around the gap ("___ % per week").
    """

    percent: Decimal | None = None
    per: Literal["day", "week", "month"] | None = None
    amount: Money | None = None
    cap: Decimal | None = None
    base: Literal["late goods", "total"] | None = None
    grace_days: int | None = None
    cancel: bool = False
    cancel_after_days: int | None = None
    refund: bool = False
    air_freight: bool = False
    compensates: bool = False
    penalty_word: bool = False
    blank: bool = False
    placeholder: bool = False
    worded: bool = False
    captioned: bool = False

    @property
    def concrete(self) -> bool:
        """Whether it gives a rate, a right to cancel, a refund or the air freight."""
        return bool(
            self.percent is not None or self.amount is not None or self.cancel or self.refund or self.air_freight
        )


def read_late(reading: Reading) -> tuple[LateDelivery, ...]:
    """Passages in captioned clauses and in running text about the seller's delay; a blank clause is one too."""
    found: list[LateDelivery] = []
    for caption in reading.captioned("late_delivery"):
        if reading.is_blank(caption.value):
            hole = reading.is_placeholder(caption.value)
            found.append(LateDelivery(caption.label, blank=True, placeholder=hole, captioned=True))
        elif caption.value is not None and not any(f.span.overlaps(caption.value) for f in found):
            found.extend(_clause(reading, caption.value, reading.fold_of(caption.label)))
    captioned = SpanSet(passage.span for passage in found)
    for passage in _passages(reading):
        if not captioned.overlaps(passage):
            found.append(_read(reading, passage, captioned=False))
    return tuple(sorted(found, key=lambda f: f.span))


def _clause(reading: Reading, value: Span, label: str) -> Iterator[LateDelivery]:
    """A clause that is only about lateness is one passage; a general penalty clause is read sentence by sentence."""
    words = reading.fold_of(value)
    about_late = re.search(r"late|delay|逾期|延期|迟|延", label, re.IGNORECASE) and not BUYER_LATE.search(label)
    if about_late and not (BUYER_LATE.search(words) and not LATE.search(words)):
        yield _read(reading, value, captioned=True)


def _passages(reading: Reading) -> Iterator[Span]:
    """A sentence about the seller's delay with the ones behind it that go on about the consequence."""
    sentences = reading.sentences
    index = 0
    while index < len(sentences):
        if _about_seller(reading, sentences[index]):
            last = index
            while (
                last + 1 < len(sentences)
                and last - index < 2
                and _continues(reading, sentences[last], sentences[last + 1])
            ):
                last += 1
            yield Span(sentences[index].start, sentences[last].end)
            index = last
        index += 1


def _about_seller(reading: Reading, sentence: Span) -> bool:
    words = reading.fold_of(sentence)
    late = LATE.search(words)
    if late is None:
        return _bare_penalty(reading, sentence, words)
    if not _consequence(reading, sentence):
        return False
    buyer = BUYER_LATE.search(words)
    return buyer is None or (late.start() != buyer.start() and abs(late.start() - buyer.start()) > 12)


def _bare_penalty(reading: Reading, sentence: Span, words: str) -> bool:
    """ "Penalty 3 % per day" with nothing about payment near can only punish lateness."""
    punished = PENALTY_WORD.search(words) or BASE_LATE.search(words) or DAMAGES_WORD.search(words)
    return bool(punished and percents_in(reading, sentence) and PER.search(words) and not MONEY_MATTER.search(words))


NO = re.compile(r"\bno\s$|\bwithout\s(?:any\s)?$|不[收计]?[^，。]{0,2}$", re.IGNORECASE)


def _consequence(reading: Reading, sentence: Span) -> bool:
    hits = reading.hits("logistics", sentence)
    ids = {h.id for h in hits if h.id in CONSEQUENCES}
    if ids and all(
        reading.negated(h.span) or NO.search(reading.fold_of(Span(sentence.start, h.span.start)))
        for h in hits
        if h.id in ids
    ):
        return False
    if ids:
        return bool(ids & {"cancel", "refund_late", "air_freight"}) or not _excused(reading.fold_of(sentence))
    return bool(PER.search(reading.fold_of(sentence)) and percents_in(reading, sentence))


def _excused(words: str) -> bool:
    return bool(EXCUSE.search(words))


def _continues(reading: Reading, first: Span, second: Span) -> bool:
    block, other = reading.block(first), reading.block(second)
    words = reading.fold_of(second)
    return block is other and bool(GOES_ON.search(words)) and not BUYER_LATE.search(words)


def _read(reading: Reading, span: Span, captioned: bool) -> LateDelivery:
    words = reading.fold_of(span)
    percents = percents_in(reading, span)
    rate = next((p for p in percents if not _is_cap(reading, span, p) and _per(reading, span, p)), None)
    if rate is None and len(percents) == 1 and not _is_cap(reading, span, percents[0]) and captioned:
        rate = percents[0]
    if (
        rate is None
        and len(percents) == 1
        and reading.hits("logistics.damages", span)
        and not _is_cap(reading, span, percents[0])
    ):
        rate = percents[0]
    cap = next((p for p in percents if p is not rate and _is_cap(reading, span, p)), None)
    hits = {h.id for h in reading.hits("logistics", span) if h.id in CONSEQUENCES and not reading.negated(h.span)}
    blank = rate is None and any(hole.span.overlaps(span) for hole in reading.placeholders)
    return LateDelivery(
        span,
        Confidence.HIGH if captioned or rate else Confidence.MEDIUM,
        percent=rate.value if rate else None,
        per=_per(reading, span, rate) if rate else None,
        amount=None if rate else _daily_amount(reading, span),
        cap=cap.value if cap else None,
        base="late goods" if BASE_LATE.search(words) else "total" if BASE_TOTAL.search(words) else None,
        grace_days=_grace(reading, span),
        cancel="cancel" in hits,
        cancel_after_days=_cancel_after(reading, span) if "cancel" in hits else None,
        refund="refund_late" in hits,
        air_freight="air_freight" in hits,
        compensates="compensate" in hits or "damages" in hits,
        penalty_word=bool(PENALTY_WORD.search(words)),
        blank=blank,
        placeholder=blank,
        worded=blank and PER.search(words) is not None,
        captioned=captioned,
    )


def percents_in(reading: Reading, span: Span) -> tuple[Percent, ...]:
    """The percentages of a slice, thousandths among them, read by the paper's own decimal sign."""
    text = reading.text[span.start : span.end]
    return (*find_percent(text, reading.convention, offset=span.start), *_per_mille(reading, span))


def _per_mille(reading: Reading, span: Span) -> Iterator[Percent]:
    """Chinese contracts count daily rates in thousandths: 千分之五 is 0.5 %."""
    for found in reading.find(PER_MILLE, span):
        raw = found["n"] or found["m"]
        number = Decimal(raw) if raw[0].isdigit() else Decimal("一二三四五六七八九十".index(raw) + 1)
        yield Percent(number / (Decimal(100) if found["part"] == "万" else Decimal(10)), found.span, raw=found[0])


def _is_cap(reading: Reading, span: Span, percent: Percent) -> bool:
    before = reading.fold_of(Span(max(span.start, percent.span.start - 70), percent.span.start))
    after = reading.fold_of(Span(percent.span.end, min(span.end, percent.span.end + 14)))
    return bool(CAP.search(before) or CAP_BEHIND.match(after))


def _per(reading: Reading, span: Span, percent: Percent) -> Literal["day", "week", "month"] | None:
    """The unit of time near the rate: behind it within one sentence, else in front."""
    behind = reading.fold_of(Span(percent.span.end - 1, min(span.end, percent.span.end + 130)))
    before = reading.fold_of(Span(max(span.start, percent.span.start - 160), percent.span.start))
    for text in (re.split(r"[.;。；]\s", behind)[0], re.split(r"[.;。；]\s?", before)[-1]):
        match = PER.search(text)
        if match:
            word = match.group().casefold()
            if re.search(r"week|seven|7|周|星期|七", word):
                return "week"
            return "month" if re.search(r"month|月", word) else "day"
    return None


LED_BY_DAY = re.compile(
    r"\b(?:for|per)\s(?:each|every|a)?\s?(?:\w+\s)?(?:day|week)\b|每(?:逾期|延期|迟)?一?[天日周]", re.IGNORECASE
)


def _daily_amount(reading: Reading, span: Span) -> Money | None:
    """A fixed sum for each day or week."""
    for money in find_money(reading.text[span.start : span.end], offset=span.start):
        behind = reading.fold_of(Span(money.span.end, min(span.end, money.span.end + 30)))
        before = reading.fold_of(Span(max(span.start, money.span.start - 20), money.span.start))
        led = reading.fold_of(Span(reading.sentence_at(money.span).start, money.span.start))[-90:]
        if money.currency and (PER.search(behind) or LED_BY_DAY.search(led) or re.search(r"每[^，,。]{0,10}$", before)):
            return money
    return None


def _grace(reading: Reading, span: Span) -> int | None:
    for period in find_periods(reading, span):
        around = reading.fold_of(Span(max(span.start, period.span.start - 40), min(span.end, period.span.end + 12)))
        front = reading.fold_of(Span(max(span.start, period.span.start - 30), period.span.start))
        if GRACE.search(around) or DELAYED_BY.search(front):
            return period.high
    return None


def _cancel_after(reading: Reading, span: Span) -> int | None:
    """The period right in front of the right to cancel, else one behind it in the same sentence."""
    for hit in reading.hits("logistics.cancel", span):
        sentence = reading.sentence_at(hit.span)
        scope = Span(max(sentence.start, span.start), min(sentence.end, span.end))
        periods = [*find_periods(reading, scope)]
        before = [p for p in periods if p.span.end <= hit.span.start]
        if periods:
            return before[-1].high if before else periods[0].high
    return None
