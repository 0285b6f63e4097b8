"""When the goods go: every date, month, period or vague word that a paper sets for shipment or delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from tradelint.facts.captions import Caption
from tradelint.facts.dates import DateReading, date_order, find_dates
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.shipment_period import Period, StartEvent, find_periods
from tradelint.facts.vocabulary import entries
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span, Table

Subject = Literal["shipment", "delivery", "arrival", "ready", "departure", "pickup"]
Kind = Literal["date", "month", "window", "period", "vague"]
Where = Literal["field", "line", "clause", "text", "credit"]
LONGEST_FIELD = 400


@dataclass(frozen=True, slots=True)
class Vague(Fact):
    """A word that fixes nothing: "ASAP", "about", 尽快."""

    term: str = ""


@dataclass(frozen=True, slots=True)
class Deadline(Fact):
    """One statement about when the goods are shipped, delivered, ready or arrive.

    `subject` is the word used, `moment` the event that it is defined by (on_board, bl_date, handover, export_clearance,
    arrival, ex_factory), None where the paper leaves that open. `earliest` and `latest` are the days of a date,
    month or window; `readings` holds both readings of an ambiguous date. `period` runs from its `starts`; `long_stop`
    is the date beside it that ends it in any event. `backwards` marks a window that ends before it begins.
    `reference` is a date that only another paper or field gives ("by the delivery date in the order").
    `row` is (table, row) for a deadline of one goods line, `lot` the words that limit it to a part of the goods.
    """

    subject: Subject = "shipment"
    kind: Kind = "date"
    where: Where = "field"
    earliest: date | None = None
    latest: date | None = None
    readings: tuple[date, ...] = ()
    period: Period | None = None
    long_stop: date | None = None
    vague: tuple[Vague, ...] = ()
    moment: str | None = None
    backwards: bool = False
    incomplete: bool = False
    reference: bool = False
    row: tuple[int, int] | None = None
    lot: str | None = None

    @property
    def starts(self) -> tuple[StartEvent, ...]:
        """The events that the period may run from."""
        return self.period.starts if self.period else ()

    @property
    def concrete(self) -> bool:
        """Whether it fixes a day, a month or a number of days; a time to collect from no stated day fixes none."""
        return self.kind != "vague" and not (self.subject == "pickup" and self.period and not self.starts)


@dataclass(frozen=True, slots=True)
class EmptyField(Fact):
    """A caption with nothing, or only a placeholder, behind it."""

    placeholder: bool = False


# A date that the sentence leaves to another paper: "on the Delivery Date", 按约定的交货日期.
REFERENCE = re.compile(
    r"(?:deliver|ship)\w*[^.;]{0,160}\b(?:delivery|shipment|shipping)\s(?:dates?|schedules?|time)\b|"
    r"(?:deliver|ship)\w*[^.;]{0,60}(?:specified|set out|stated|indicated|agreed)\s[^.;]{0,20}(?:order|PO|schedule)|"
    r"(?:约定|规定|确定)的?(?:交货|交付|发货|装运|供货)(?:日期|时间|期限)[^。]{0,14}(?:交付|交货|发货|装运|供货)",
    re.IGNORECASE,
)
# The verbs of shipment in running text, and the words that make a sentence about something else.
SUBJECT = re.compile(
    r"(?P<pickup>\bcollect(?:ed|ion)?\b(?=[^.;]{0,60}\b(?:within|by|on|before|from)\b)|\bpick(?:ed)?[- ]?up\b|提货|"
    r"самовывоз\w*)|"
    r"(?P<departure>\bETD\b|\bdepart\w*|\bsail\w*|开船|船期)|(?P<arrival>\bETA\b|\barriv\w*|到港|到货|抵达|运抵)|"
    r"(?P<ready>\bready\b|\bcomplet\w+|\bproduc(?:ed|tion)\b|\bmanufactur(?:ed|ing)\b|\bfinish\w*|ex[- ]factory|生产|"
    r"完工|备货|出厂)|"
    r"(?P<shipment>\bship(?:ped|ment|ments|ping)?\b|\bshippment|\bdispatch\w*|\bdespatch\w*|\bload(?:ed|ing)\b|"
    r"\bconsign\w*|装运|发货|出货|装船|发运)|"
    r"(?P<delivery>\bdeliver\w*|\blead\s?time\b|\bleadtime\b|\bhand(?:ed)?\sover\b|交货|交付|交期|供货|送货)",
    re.IGNORECASE,
)
OTHER_MATTER = re.compile(
    r"\bpa(?:y|id|yment|yable)\b|\binvoice\b|\bclaims?\b|\bwarrant\w*|\bguarantee\w*|\bcomplain\w*|\bnotif\w+|"
    r"\bnotices?\b|"
    r"\breject\w*|\binspect\w*|\binterest\b|\bpenalt\w*|\bliquidated\b|\bterminat\w*|\bcancel\w*|\brefund\w*|"
    r"\breturn(?:ed|s)?\b|"
    r"\bdocuments?\b|\bcourier\w*\s+(?:the\s)?(?:documents|originals)|\bfax\b|\bvalid\w*|\bretain\w*|\bexpir\w*|"
    r"\bforce majeure\b|"
    r"\bdelay(?:ed|s)?\b|\blate\b|\bfail\w*|\bsamples?\b|\bcertificates?\b|\bforecast\w*|\bcredit\b|\bnegotiat\w*|"
    r"付款|支付|索赔|异议|质保|保修|验收|检验|罚|违约|逾期|延期|迟延|延迟|解除|退款|通知|单据|不可抗力|样品|有效期|付清|尾款|余款",
    re.IGNORECASE,
)
DUTY = re.compile(
    r"\b(?:shall|will|must|to be|is|are|within|by|before|not later than|no later than|latest|on or before|in|on|"
    r"about|etd|eta)\b|应|须|于|在|前|内|之前|为",
    re.IGNORECASE,
)
LATEST = re.compile(
    r"(?:not|no) later than|latest|at the latest|on or before|before|by\b|until|不迟于|不晚于|最迟|前$|之前|以前|"
    r"long[- ]stop|"
    r"in any event|no matter",
    re.IGNORECASE,
)
# "After payment of 30% deposit, within 40 days, the seller ships": a payment that starts the clock of the shipment.
AFTER_PAYMENT = re.compile(
    r"(?:支付|付|收到|打款|到账)[^，。；]{0,25}后?[^。；]{0,20}(?:内|日|天|前)[^。；付]{0,25}(?:发货|交货|装运|出货|交付|完成生产)"
    r"|(?:after|upon|from)\s[^.;]{0,40}(?:payment|deposit|l/c|credit)[^.;]{0,60}\b(?:seller|supplier|vendor|"
    r"manufacturer)\s(?:shall|will|must)\s"
    r"(?:ship|deliver|dispatch|complete)",
    re.IGNORECASE,
)
QUARTER = re.compile(
    r"\bQ(?P<q>[1-4])[\s/,.-]{0,2}(?:of\s)?(?P<y>20\d\d)|(?P<y2>20\d\d)[\s/年-]{0,2}(?:Q|"
    r"第)(?P<q2>[1-4])(?:季度)?(?!\d|周)",
    re.IGNORECASE,
)
WEEK = re.compile(
    r"\b(?:week|wk|cw|kw)\.?\s?(?:no\.?\s?)?(?P<w>\d{1,2})[\s/,.-]{1,3}(?:of\s)?(?P<y>20\d\d)|"
    r"(?P<y2>20\d\d)\s?(?:年第?|W|-W|\s?week\s|\s?wk\s?)(?P<w2>\d{1,2})(?:周|\b)",
    re.IGNORECASE,
)
LOT = re.compile(
    r"(?P<lot>(?:\d(?:st|nd|rd|th)|first|second|third|fourth|last|remaining|balance|rest|another|"
    r"half)\s(?:\w+\s){0,2}"
    r"(?:shipment|lot|batch|delivery|consignment|container|part|half|instalment|installment)|lot\s(?:no\.?\s?)?\d+|"
    r"batch\s\d+|"
    r"第[一二三四五\d]批|首批|余下|剩余|其余|\d+(?:%|\s?(?:pcs|sets|mt|tons?|units|x\d0'?\w*))\s(?:in|by|on)\s)",
    re.IGNORECASE,
)


def read_deadlines(reading: Reading) -> tuple[tuple[Deadline, ...], tuple[EmptyField, ...]]:
    """The deadlines of a paper in text order, and the fields for one that were left empty."""
    reader = _Reader(reading)
    found = [*reader.fields(), *reader.columns(), *reader.sentences()]
    found.sort(key=lambda d: (d.span, d.where))
    return tuple(_without_repeats(found)), tuple(reader.empty)


def _without_repeats(found: list[Deadline]) -> Iterator[Deadline]:
    """The same slice read as field and as sentence counts once, as the field."""
    kept: list[Deadline] = []
    rank = ("field", "credit", "line", "clause", "text")
    for deadline in sorted(found, key=lambda d: (rank.index(d.where), d.span)):
        if not any(other.span.overlaps(deadline.span) for other in kept):
            kept.append(deadline)
    yield from sorted(kept, key=lambda d: d.span)


# A Chinese character that touches a date's figures is no part of it, unless it counts years, months or days.
TOUCHING = re.compile(r"(?<=\d)[\u4e00-\u9fff]|[\u4e00-\u9fff](?=\d)")
COUNTERS = "年月日号"


def _dates(text: str) -> tuple[DateReading, ...]:
    loose = TOUCHING.sub(lambda m: m.group() if m.group() in COUNTERS else " ", text)
    found = find_dates(loose)
    order = date_order(found)
    return find_dates(loose, order) if order else found


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.dates = _dates(reading.text)
        self.empty: list[EmptyField] = []

    # -- captions

    def fields(self) -> Iterator[Deadline]:
        """The values behind captions of shipment."""
        for caption in self.reading.captioned("shipment"):
            label = self.reading.fold_of(caption.label)
            if caption.via == "clause" and caption.value is not None:
                yield from self._clause(caption.value)
            elif self.reading.is_blank(caption.value) or self._is_header(caption):
                if self._is_time_label(label):
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

    def _is_time_label(self, label: str) -> bool:
        return bool(re.search(r"date|time|period|schedule|lead|etd|latest|期|时间|日期", label, re.IGNORECASE))

    def _field(self, value: Span, label: str) -> Iterator[Deadline]:
        where: Where = "credit" if re.search(r"\bL/?C\b|credit|信用证", label, re.IGNORECASE) else "field"
        subject = _subject(label) or "shipment"
        for part in self._parts(value):
            deadline = self._read(part, subject, where, label)
            if deadline is not None:
                yield replace(deadline, moment=deadline.moment or self._moment_of(label))

    def _parts(self, value: Span) -> Iterator[Span]:
        """A field that gives several lots is read lot by lot, any other as a whole."""
        sentences = [s for s in self.reading.sentences if s.overlaps(value)]
        slices = [Span(max(s.start, value.start), min(s.end, value.end)) for s in sentences]
        lots = [s for s in slices if next(iter(self.reading.find(LOT, s)), None)]
        if len(lots) > 1:
            yield from slices
        else:
            yield value

    def _clause(self, value: Span) -> Iterator[Deadline]:
        for sentence in self.reading.sentences:
            if value.contains(sentence):
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
                        deadline = self._read(cell.span, "shipment", "line")
                        if deadline is not None:
                            yield replace(deadline, row=(index, cell.row))

    def _heads(self, table: Table) -> Iterator[tuple[int, int]]:
        rows = table.rows()
        for row in rows[:4]:
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
        subject = SUBJECT.search(words)
        if len(words) > 600:
            return None
        if subject is None:
            return self._bare_period(sentence, words, where)
        if self._elsewhere(sentence) and where == "text":
            return None
        if OTHER_MATTER.search(words) and not self._led_by_shipment(words) and not AFTER_PAYMENT.search(words):
            return None
        if where == "text" and not DUTY.search(words):
            return None
        return self._read(sentence, _subject(words) or "shipment", where)

    def _bare_period(self, sentence: Span, words: str, where: Where) -> Deadline | None:
        """A line that says nothing but "30 days after deposit" can only mean the delivery."""
        if len(words) > 60 or self._elsewhere(sentence) or OTHER_MATTER.search(words):
            return None
        periods = [p for p in find_periods(self.reading, sentence) if {e.id for e in p.starts} & {"deposit", "lc"}]
        found = self._read(sentence, "delivery", where) if periods else None
        return replace(found, confidence=Confidence.MEDIUM) if found else None

    def _elsewhere(self, sentence: Span) -> bool:
        """Whether the sentence is the value of a caption of another matter (payment, claims, warranty ...)."""
        return any(value.start <= sentence.start < value.end for value in self._other_values)

    @cached_property
    def _other_values(self) -> tuple[Span, ...]:
        return tuple(
            c.value
            for c in self.reading.captions
            if c.value is not None
            and not (c.via == "clause" and LOOSE_TOPICS & set(c.topics))
            and not OWN_TOPICS & set(c.topics)
            and OTHER_TOPICS & set(c.topics)
        )

    def _led_by_shipment(self, words: str) -> bool:
        """Matters of payment may follow, but the sentence must open with the shipment and its time."""
        head = words[:110]
        other = OTHER_MATTER.search(head)
        return bool(
            re.match(
                r"\W{0,4}(?:\d[\d.]*\W{1,3})?(?:the\s)?(?:time\sof\s|date\sof\s|latest\s)?(?:goods\s(?:shall|will|"
                r"must)\sbe\s(?:shipped|delivered)|"
                r"shipment|delivery|lead\s?time|交货期|交货时间|装运期|装运|发货|交付)[\w\s]{0,25}(?:within|before|by|on|in|not|no|"
                r":|于|应|：|为|时间)",
                head,
                re.IGNORECASE,
            )
            and (other is None or other.start() > 25)
        )

    # -- one slice

    def _read(self, span: Span, subject: Subject, where: Where, label: str = "") -> Deadline | None:
        """What a slice fixes; None when it fixes nothing and holds no vague time word."""
        dates = [d for d in self.dates if span.start <= d.span.start and d.span.end <= span.end]
        periods = [p for p in find_periods(self.reading, span) if not any(d.span.overlaps(p.span) for d in dates)]
        vague = tuple(self._vague(span))
        lot = next((f["lot"].strip() for f in self.reading.find(LOT, span)), None)
        moment = self._moment(span)
        shared = Deadline(span, subject=subject, where=where, vague=vague, lot=lot, moment=moment)
        if not periods and not dates and (window := self._calendar_window(span)):
            return replace(shared, kind="window", earliest=window[0], latest=window[1], confidence=Confidence.MEDIUM)
        periods = [p for p in periods if not self._runs_elsewhere(p)]
        if periods:
            return self._from_period(shared, periods, dates)
        if dates:
            return self._from_dates(shared, dates)
        if vague and (label or self._vague_time(span, vague)):
            return replace(shared, kind="vague")
        if where in ("clause", "text") and REFERENCE.search(self.reading.fold_of(span)):
            return replace(shared, kind="vague", reference=True, confidence=Confidence.MEDIUM)
        return self._from_words(shared, label)

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

    def _vague_time(self, span: Span, vague: tuple[Vague, ...]) -> bool:
        """In a sentence a vague word counts beside a word of time, or as the adverb of the shipment."""
        words = self.reading.fold_of(span)
        if re.search(r"\b(?:date|time|schedule|lead|period)\b|期|时间", words, re.IGNORECASE) and DUTY.search(words):
            return True
        subject = next(iter(self.reading.find(SUBJECT, span)), None)
        near = [v for v in vague if subject and 0 <= v.span.start - subject.span.end < 40]
        return bool(near and any(h.span == v.span for v in near for h in self.reading.hits("vague_terms.time", span)))

    def _from_words(self, shared: Deadline, label: str) -> Deadline | None:
        """A field for a time that holds neither date nor period ("after production") is vague too."""
        words = self.reading.fold_of(shared.span)
        if not self._is_time_label(label) or not re.search(r"[^\W\d_]{2}", words):
            return None
        return replace(shared, kind="vague", confidence=Confidence.MEDIUM)

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
        """ "Within 15 days after shipment" dates something that follows the shipment."""
        behind = self.reading.fold_of(Span(period.span.end, min(len(self.reading.text), period.span.end + 45)))
        return bool(
            re.match(
                r"\s?(?:内|之内)?[\s,]{0,2}(?:after|from|of|upon|following|prior to|before)\s(?:the\s|date\sof\s|"
                r"receipt\sof\s(?:the\s)?)*"
                r"(?:shipment|delivery|arrival|B/?L|bill|goods|invoice|sailing|departure|ETD|ETA|discharge)",
                behind,
                re.IGNORECASE,
            )
        )

    def _latest_before(self, span: Span) -> bool:
        before = self.reading.fold_of(Span(max(0, span.start - 30), span.start))
        after = self.reading.fold_of(Span(span.end, min(len(self.reading.text), span.end + 20)))
        return bool(LATEST.search(before) or re.match(r"\s?(?:at the latest|latest|之?前|以前)", after, re.IGNORECASE))

    def _from_dates(self, shared: Deadline, dates: list[DateReading]) -> Deadline:
        first, last = dates[0], dates[-1]
        window = len(dates) > 1 and self._joined(first, dates[1])
        known = first.date
        kind: Kind = "window" if window else "month" if first.precision == "month" else "date"
        earliest = known if window or first.precision == "month" else None
        latest = dates[1].last if window else first.last
        doubtful = first.ambiguous or first.inferred or first.impossible or (first.date is None and not first.ambiguous)
        return replace(
            shared,
            kind=kind,
            earliest=earliest,
            latest=latest,
            readings=first.readings or last.readings,
            backwards=bool(window and earliest and latest and latest < earliest),
            incomplete=first.date is None and not first.ambiguous,
            confidence=Confidence.MEDIUM if doubtful else Confidence.HIGH,
        )

    def _joined(self, first: DateReading, second: DateReading) -> bool:
        gap = self.reading.fold_of(Span(first.span.end, second.span.start)).strip().casefold()
        return gap in ("-", "~", "to", "until", "till", "and", "至", "到", "through", "–", "/")

    def _vague(self, span: Span) -> Iterator[Vague]:
        for hit in self.reading.hits("vague_terms.time", span):
            before = self.reading.fold_of(Span(span.start, hit.span.start))
            if not re.search(r"(?:not|no) later than[^.]{0,20}$", before, re.IGNORECASE) and self._counts(hit):
                yield Vague(hit.span, term=hit.raw.lower())
        for hit in self.reading.hits("logistics.floating", span):
            if self._counts(hit):
                yield Vague(hit.span, term=hit.raw.lower())

    def _counts(self, hit: Hit) -> bool:
        """A single character is a word of its own only beside a number: 约30天, not 约定."""
        if len(hit.raw) > 1:
            return True
        return bool(
            re.match(r"\s?[\d一二三四五六七八九十]", self.reading.fold_of(Span(hit.span.end, hit.span.end + 2)))
        )

    def _moment(self, span: Span) -> str | None:
        hits = [h for h in self.reading.hits("logistics", span) if h.id in MOMENTS]
        return min(hits, key=lambda h: h.span.start).id if hits else None

    def _moment_of(self, label: str) -> str | None:
        from tradelint.facts.fold import folded

        words = folded(label)
        for entry in entries("logistics"):
            if entry.get("id") in MOMENTS:
                names = (*entry.get("aliases", ()), *entry.get("aliases_zh", ()))
                if any(folded(name) in words for name in names):
                    return str(entry["id"])
        return None


OWN_TOPICS = frozenset({"shipment", "delivery_terms", "ports", "ports_dest"})
OTHER_TOPICS = frozenset(
    {"payment", "bank_details", "claims", "refund", "warranty", "inspection", "late_delivery", "force_majeure"}
    | {"dispute_resolution", "governing_law", "quality", "sample", "packaging", "insurance", "documents", "liability"}
    | {"confidentiality", "number", "date", "seller", "buyer", "signature", "validity"}
)
# Headings under which all sorts of sentences stand.
LOOSE_TOPICS = frozenset({"number", "date", "seller", "buyer", "signature", "payment", "bank_details", "quality"})
MOMENTS = frozenset({"on_board", "bl_date", "handover", "export_clearance", "arrival", "ex_factory"})


def _subject(words: str) -> Subject | None:
    match = SUBJECT.search(words)
    return match.lastgroup if match else None  # type: ignore[return-value]
