"""What one slice of text (a field, a cell, a sentence) fixes about the time of shipment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tradelint.facts.dates import DateReading, date_order, find_dates
from tradelint.facts.fold import folded
from tradelint.facts.reading import Reading
from tradelint.facts.shipment_deadline import Deadline, Kind, Subject, Vague, Where
from tradelint.facts.shipment_late_words import LATE
from tradelint.facts.shipment_period import Period, find_periods
from tradelint.facts.shipment_words import (
    AFTER_SHIPMENT,
    BESIDE,
    BESIDE_BEFORE,
    DUTY,
    JOINS,
    LATEST,
    LOT,
    MOMENTS,
    QUARTER,
    REFERENCE,
    SUBJECT,
    TIME_LABEL,
    TIME_WORD,
    WEEK,
)
from tradelint.facts.vocabulary import entries, table
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

MONEY_ARRIVES = re.compile(
    r"(?:payment|deposit|funds|money|remittance|balance|款|定金|订金)\W{0,3}(?:has\s|is\s)?$", re.IGNORECASE
)
# "[●] days after deposit": a period whose number was left out.
OPEN_PERIOD = re.compile(r"\b(?:days?|weeks?|months?)\b|天|日内|周", re.IGNORECASE)
BESIDE_FIGURE = 30
# So near behind a period a date ends it.
LEADS_UP = 40
# A date in front of the verb is farther from it than one behind at the same distance.
IN_FRONT = 15


def dates_of(text: str) -> tuple[DateReading, ...]:
    """Every date of a text; ambiguous ones settled by its unambiguous ones where these agree."""
    found = find_dates(text)
    order = date_order(found)
    return find_dates(text, order) if order else found


def _near(vague: Span, fixed: list[Span]) -> bool:
    """In a sentence a vague word loosens the figure beside it, not one at the other end."""
    return any(max(span.start - vague.end, vague.start - span.end, 0) <= BESIDE_FIGURE for span in fixed)


class SliceReader:
    """Reads slices of one paper."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.dates = dates_of(reading.text)

    def read(self, span: Span, subject: Subject, where: Where, label: str = "") -> Deadline | None:
        """What a slice fixes; None when it fixes nothing and holds no vague time word."""
        first = bisect_left(self.dates, span.start, key=lambda d: d.span.start)
        last = bisect_left(self.dates, span.end, key=lambda d: d.span.start)
        dates = [d for d in self.dates[first:last] if d.span.end <= span.end]
        periods = [p for p in find_periods(self.reading, span) if not any(d.span.overlaps(p.span) for d in dates)]
        periods = [p for p in periods if not self._runs_elsewhere(p)]
        fixed = [d.span for d in dates] + [p.span for p in periods]
        vague = tuple(v for v in self._vague(span) if label or not fixed or _near(v.span, fixed))
        lot = next((f["lot"].strip() for f in self.reading.find(LOT, span)), None)
        shared = Deadline(span, subject=subject, where=where, vague=vague, lot=lot, moment=self._moment(span, label))
        if periods and not self._rather_the_date(shared, periods, dates):
            return self._from_period(shared, periods, dates)
        if week := self._labelled_week(span, label):
            return replace(shared, kind="window", earliest=week[0], latest=week[1])
        if dates:
            return self._from_dates(shared, self._by_distance(span, dates) if not label else dates)
        if bare_month := next(iter(self.reading.find(month_alone(), span)), None):
            yearless = replace(shared, kind="month", written=bare_month[0].strip(), incomplete=True)
            return replace(yearless, confidence=Confidence.MEDIUM)
        if window := self._calendar_window(span):
            return replace(shared, kind="window", earliest=window[0], latest=window[1], confidence=Confidence.MEDIUM)
        return self._from_words(shared, label)

    # -- periods

    def _rather_the_date(self, shared: Deadline, periods: list[Period], dates: list[DateReading]) -> bool:
        """A period that runs from nothing and does not lead up to the date ("6 days flight") is beside the matter."""
        if shared.subject == "departure" and shared.where in ("clause", "text"):
            return True
        if not dates or any(p.starts or p.from_undefined_event for p in periods):
            return False
        return not any(0 <= d.span.start - p.span.end < LEADS_UP for p in periods for d in dates)

    def _from_period(self, shared: Deadline, periods: list[Period], dates: list[DateReading]) -> Deadline:
        period = next((p for p in periods if p.starts), periods[0])
        stop = next((d for d in dates if d.last and self._latest_before(d.span)), None)
        return replace(
            shared,
            kind="period",
            period=period,
            long_stop=stop.last if stop else None,
            backwards=period.backwards,
            confidence=Confidence.HIGH if period.starts else Confidence.MEDIUM,
        )

    def _runs_elsewhere(self, period: Period) -> bool:
        behind = self.reading.fold_of(Span(period.span.end, min(len(self.reading.text), period.span.end + 45)))
        before = self.reading.fold_of(Span(max(0, period.span.start - 30), period.span.start))
        return bool(AFTER_SHIPMENT.match(behind) or BESIDE.match(behind) or BESIDE_BEFORE.search(before))

    def _latest_before(self, span: Span) -> bool:
        before = self.reading.fold_of(Span(max(0, span.start - 30), span.start))
        after = self.reading.fold_of(Span(span.end, min(len(self.reading.text), span.end + 20)))
        return bool(LATEST.search(before) or re.match(r"\s?(?:at the latest|latest|之?前|以前)", after, re.IGNORECASE))

    # -- dates

    def _by_distance(self, span: Span, dates: list[DateReading]) -> list[DateReading]:
        """In a sentence the date that stands nearest to the word of shipment comes first."""
        word = next(iter(self.reading.find(SUBJECT, span)), None)
        if word is None or len(dates) < 2:
            return dates

        def distance(reading: DateReading) -> int:
            behind = reading.span.start - word.span.end
            return behind if behind >= 0 else word.span.start - reading.span.end + IN_FRONT

        nearest = min(dates, key=distance)
        return dates[dates.index(nearest) :]

    def _from_dates(self, shared: Deadline, dates: list[DateReading]) -> Deadline:
        first = dates[0]
        window = len(dates) > 1 and self._joined(first, dates[1])
        kind: Kind = "window" if window else "month" if first.precision == "month" else "date"
        earliest = first.date if window or first.precision == "month" else None
        latest = dates[1].last if window else first.last
        yearless = first.date is None and not first.ambiguous
        incomplete = yearless and not (window and latest)
        doubtful = first.ambiguous or first.inferred or first.impossible or yearless
        return replace(
            shared,
            kind=kind,
            earliest=earliest,
            latest=latest,
            readings=first.readings or dates[-1].readings,
            written=first.raw,
            backwards=bool(window and earliest and latest and latest < earliest),
            incomplete=incomplete,
            confidence=Confidence.MEDIUM if doubtful else Confidence.HIGH,
        )

    def _joined(self, first: DateReading, second: DateReading) -> bool:
        gap = self.reading.fold_of(Span(first.span.end, second.span.start)).strip().casefold()
        return gap in JOINS

    def _calendar_window(self, span: Span) -> tuple[date, date] | None:
        """Quarters and weeks of a year: "Q2 2027", "week 12/2027", 2027年第12周."""
        for found in self.reading.find(QUARTER, span):
            year, quarter = int(found["y"] or found["y2"]), int(found["q"] or found["q2"])
            return date(year, quarter * 3 - 2, 1), date(year, quarter * 3, 30 if quarter in (2, 3) else 31)
        for found in self.reading.find(WEEK, span):
            year, week = int(found["y"] or found["y2"]), int(found["w"] or found["w2"])
            if 1 <= week <= 52:
                return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
        return None

    def _labelled_week(self, span: Span, label: str) -> tuple[date, date] | None:
        """`Delivery week: 12/2027` is the twelfth week, not December."""
        if not re.search(r"\bweek|\bwk\b|\b[ck]w\b|周", label, re.IGNORECASE):
            return None
        found = re.match(r"\W*(\d{1,2})\s?[/.-]\s?(20\d\d)\b", self.reading.fold_of(span))
        if found is None or not 1 <= int(found.group(1)) <= 52:
            return None
        year, week = int(found.group(2)), int(found.group(1))
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)

    # -- words

    def _from_words(self, shared: Deadline, label: str) -> Deadline | None:
        words = self.reading.fold_of(shared.span)
        if not label and LATE.search(words):
            return None
        holed = any(hole.span.overlaps(shared.span) for hole in self.reading.placeholders)
        if label and holed and OPEN_PERIOD.search(words):
            return replace(shared, kind="vague", confidence=Confidence.MEDIUM)
        if shared.vague and (label or self._vague_time(shared.span, shared.vague)):
            return replace(shared, kind="vague")
        if shared.where in ("clause", "text") and REFERENCE.search(words):
            return replace(shared, kind="vague", reference=True, confidence=Confidence.MEDIUM)
        # A field for a time that holds neither date nor period ("after production") is vague too.
        if TIME_LABEL.search(label) and re.search(r"[^\W\d_]{2}", words):
            return replace(shared, kind="vague", confidence=Confidence.MEDIUM)
        return None

    def _vague(self, span: Span) -> Iterator[Vague]:
        for key in ("vague_terms.time", "logistics.floating"):
            for hit in self.reading.hits(key, span):
                if any(hole.span.overlaps(hit.span) for hole in self.reading.placeholders):
                    continue
                before = self.reading.fold_of(Span(span.start, hit.span.start))
                if not re.search(
                    r"(?:not|no) later than[^.]{0,20}$|\ballow\w*\s(?:a\s)?$", before, re.IGNORECASE
                ) and self._counts(hit):
                    yield Vague(hit.span, term=hit.raw.lower())

    def _counts(self, hit: Hit) -> bool:
        """A single character is a word of its own only beside a number: 约30天, not 约定."""
        behind = self.reading.fold_of(Span(hit.span.end, min(len(self.reading.text), hit.span.end + 2)))
        return len(hit.raw) > 1 or bool(re.match(r"\s?[\d一二三四五六七八九十]", behind))

    def _vague_time(self, span: Span, vague: tuple[Vague, ...]) -> bool:
        """In a sentence a vague word counts beside a word of time, or as the adverb of the shipment."""
        words = self.reading.fold_of(span)
        if TIME_WORD.search(words) and DUTY.search(words):
            return True
        subject = next(iter(self.reading.find(SUBJECT, span)), None)
        near = [v for v in vague if subject and 0 <= v.span.start - subject.span.end < 40]
        return bool(near and any(h.span == v.span for v in near for h in self.reading.hits("vague_terms.time", span)))

    # -- the event

    def _of_money(self, hit: Hit) -> bool:
        """ "After payment arrives" is no arrival of the goods."""
        before = self.reading.fold_of(Span(max(0, hit.span.start - 24), hit.span.start))
        return bool(MONEY_ARRIVES.search(before))

    def _moment(self, span: Span, label: str) -> str | None:
        """The event that defines the date: named in the slice, else in the label."""
        hits = [h for h in self.reading.hits("logistics", span) if h.id in MOMENTS and not self._of_money(h)]
        if hits:
            return min(hits, key=lambda h: h.span.start).id
        return _moment_of(label) if label else None


@lru_cache(maxsize=1)
def month_alone() -> re.Pattern[str]:
    """A month without its year: "in March", "by end of May", 5月底."""
    names = (name for words in table("dates")["months"].values() for name in words if name.isascii() and len(name) > 3)
    return re.compile(
        rf"\b(?:in|during|by|before|end of|early|mid|late|middle of|beginning of)[\s-](?:the\s)?(?:end of\s)?"
        rf"(?:{'|'.join(sorted(names, key=len, reverse=True))})\b|\d{{1,2}}月(?:份|底|初|中旬|上旬|下旬|末)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=256)
def _moment_of(label: str) -> str | None:
    words = folded(label)
    for entry in entries("logistics"):
        if entry.get("id") in MOMENTS:
            names = (*entry.get("aliases", ()), *entry.get("aliases_zh", ()))
            if any(re.search(rf"(?<![a-z]){re.escape(folded(name))}(?![a-z])", words) for name in names):
                return str(entry["id"])
    return None
