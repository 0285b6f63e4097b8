"""All dates of a paper: what each is of, whether it can be, and the paper's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.captions import Caption
from tradelint.facts.dates import DateReading, Order, document_dates, settle
from tradelint.facts.parties_layout import Segment
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

Blank = Literal["", "blank", "placeholder"]
WEEKDAYS = (
    ("mon", "montag", "lundi", "星期一", "周一"), ("tue", "dienstag", "mardi", "星期二", "周二"),
    ("wed", "mittwoch", "mercredi", "星期三", "周三"), ("thu", "donnerstag", "jeudi", "星期四", "周四"),
    ("fri", "freitag", "vendredi", "星期五", "周五"), ("sat", "samstag", "samedi", "星期六", "周六"),
    ("sun", "sonntag", "dimanche", "星期日", "星期天", "周日"),
)  # fmt: skip
WEEKDAY = re.compile(
    r"\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*(?:the\s+)?$|(星期[一二三四五六日天]|周[一二三四五六日])\s*[,，(（]?$",
    re.IGNORECASE,
)
WEEKDAY_BEHIND = re.compile(
    r"^\s*[,(（]?\s*(?:(mon|tues?|wednes|thurs|fri|satur|sun)day\b|(星期[一二三四五六日天]|周[一二三四五六日]))",
    re.IGNORECASE,
)
MADE_ON = re.compile(
    r"\b(?:made|entered\s+into|signed|concluded|executed|dated|effective|issued)\b[^.\n]{0,60}?\b(?:on|as\s+of|this|at|dated|from)?\s*$|"
    r"(?:于|签订于|签署于|订立于)\s*$|\bas\s+of\s*$|\bdated\s*$|\bdate\s+of\s+this\s+(?:contract|agreement)\s+is\s*$",
    re.IGNORECASE,
)
PAPER = re.compile(r"contract|agreement|confirmation|合同|协议|确认书", re.IGNORECASE)
OTHER_PAPER = re.compile(
    r"invoice|order|l/?c|quotation|sample|swatch|drawing|artwork|report|合同编号|样", re.IGNORECASE
)
OTHERS = frozenset(
    [
        "other_date",
        "shipment",
        "payment",
        "validity",
        "delivery_terms",
        "documents",
        "inspection",
        "ports",
        "warranty",
        "late_delivery",
    ]
)
# `16h June`, `31th November`: an ordinal that does not exist.
ORDINAL = re.compile(
    r"\b(?P<n>\d{1,2})(?P<tail>st|nd|rd|th|h|t|s)\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
FORMAT = re.compile(
    r"\bday\s*[/., -]\s*month\s*[/., -]\s*year|\bmonth\s*[/., -]\s*day\s*[/., -]\s*year|"
    r"\b(?:dd|mm)\s*[/.-]\s*(?:mm|dd)\s*[/.-]\s*yy(?:yy)?\b|日\s*/\s*月|月\s*/\s*日",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateMention(Fact):
    """A date in the paper. `role` is the topic of the caption or clause it stands under, "issue" for the paper's own.

    `wrong_weekday` is the weekday written beside a date that falls on another day; `bad_ordinal` an ending that does
    not exist (16h June). `format_stated`: the paper says in which order it writes day and month.
    """

    reading: DateReading | None = None
    role: str = ""
    label: str = ""
    wrong_weekday: str = ""
    bad_ordinal: bool = False
    format_stated: bool = False


@dataclass(frozen=True, slots=True)
class PaperDate(Fact):
    """The date of issue, signature or effect; `reading` is None where the caption has no date behind it."""

    reading: DateReading | None = None
    label: str = ""
    kind: Literal["issue", "signature", "effect"] = "issue"
    blank: Blank = ""
    words: str = ""


def read_dates(reading: Reading) -> tuple[DateMention, ...]:
    """Every date with what it is of."""
    captions = [c for c in reading.captions if c.topics and c.value is not None and c.via != "clause"]
    clauses = [c for c in reading.captions if c.topics and c.value is not None and c.via == "clause"]
    order = _stated_order(reading)
    found = [_mention(reading, date, captions, clauses, order is not None) for date in all_dates(reading, order)]
    found += [
        DateMention(m.span, Confidence.HIGH, bad_ordinal=True) for m in reading.find(ORDINAL) if _bad(m["n"], m["tail"])
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


def all_dates(reading: Reading, order: Order | None = None) -> tuple[DateReading, ...]:
    """The dates of the paper, ambiguous ones settled by its other dates or by what it says about its format."""
    dates = document_dates(reading.document)
    order = order or _stated_order(reading)
    return tuple(settle(list(dates), order)) if order else dates


def _stated_order(reading: Reading) -> Order | None:
    """`(day.month.year)`, `DD/MM/YYYY`: the order in which the paper says it writes dates."""
    match = next(iter(reading.find(FORMAT)), None)
    if match is None:
        return None
    return "dmy" if re.match(r"d|日", match[0], re.IGNORECASE) else "mdy"


def _mention(
    reading: Reading, date: DateReading, captions: list[Caption], clauses: list[Caption], stated: bool
) -> DateMention:
    holder = _holder(captions, date.span) or _holder(clauses, date.span)
    role = holder.topics[0] if holder is not None else ""
    label = reading.document.quote(holder.label, 60) if holder is not None else ""
    confidence = Confidence.MEDIUM if date.inferred else Confidence.HIGH
    return DateMention(date.span, confidence, date, role, label, _weekday_clash(reading, date), False, stated)


def _holder(captions: list[Caption], span: Span) -> Caption | None:
    holding = [c for c in captions if c.value is not None and c.value.contains(span)]
    return min(holding, key=lambda c: len(c.value) if c.value else 0, default=None)


def _weekday_clash(reading: Reading, date: DateReading) -> str:
    day = date.date
    if day is None or date.precision != "day":
        return ""
    before = WEEKDAY.search(reading.text[max(0, date.span.start - 16) : date.span.start])
    behind = WEEKDAY_BEHIND.search(reading.text[date.span.end : date.span.end + 16])
    for match in (before, behind):
        word = next((g for g in match.groups() if g), "") if match else ""
        if word:
            index = next(
                (i for i, names in enumerate(WEEKDAYS) if word.casefold().startswith(names[0]) or word in names), None
            )
            said = match.group().strip(" ,.()，（") if match else word
            return said if index is not None and index != day.weekday() else ""
    return ""


def _bad(number: str, tail: str) -> bool:
    """Whether an ordinal's ending does not exist (16h); a wrong but clear one (22th) passes."""
    return tail.casefold() in ("h", "t", "s")


def read_paper_dates(
    reading: Reading, mentions: tuple[DateMention, ...], layout: tuple[Segment, ...]
) -> tuple[PaperDate, ...]:
    """The paper's own dates, the surest first."""
    captioned = list(_captioned(reading, mentions))
    found = [d for d in captioned if d.reading is not None or d.words]
    if not found:
        said = list(_in_sentences(reading, mentions))
        early = [*_in_columns(reading, mentions, layout), *(d for d in said if d.span.start < 1_500)]
        found = [*early, *_at_top(reading, mentions), *(d for d in said if d not in early)]
    return tuple(found) or tuple(captioned[:1])


def _captioned(reading: Reading, mentions: tuple[DateMention, ...]) -> Iterator[PaperDate]:
    for caption in reading.captioned("date"):
        if OTHERS & set(caption.topics) - {"payment"} or _belongs_elsewhere(reading, caption):
            continue
        label = reading.document.quote(caption.label)
        value = caption.value
        inside = [
            m for m in mentions if value is not None and value.contains(m.span) and m.span.start - value.start < 40
        ]
        if inside and inside[0].reading is not None:
            first = inside[0]
            yield PaperDate(first.span, first.confidence, first.reading, label, _kind(reading.fold_of(caption.label)))
        elif value is None or reading.is_blank(value) or _next_caption(reading, value):
            blank: Blank = "placeholder" if reading.is_placeholder(value) else "blank"
            if not _signing_line(reading, caption):
                yield PaperDate(
                    value or caption.label, Confidence.HIGH, None, label, _kind(reading.fold_of(caption.label)), blank
                )


def _in_columns(
    reading: Reading, mentions: tuple[DateMention, ...], layout: tuple[Segment, ...]
) -> Iterator[PaperDate]:
    """`Date 2026-11-12` at the head of a column's line, without a colon."""
    for segment in layout:
        if segment.span.start >= 1_500 or segment.left == 0:
            continue
        labels = [h for h in reading.hits("labels.date", segment.span) if h.span.start == segment.span.start]
        inside = [m for m in mentions if m.reading is not None and segment.span.contains(m.span)]
        if labels and inside and not reading.text[labels[0].span.end : inside[0].span.start].strip(" .:"):
            first = inside[0]
            yield PaperDate(first.span, first.confidence, first.reading, labels[0].raw, _kind(labels[0].raw))


def _next_caption(reading: Reading, value: Span) -> bool:
    return any(c.label.start == value.start and c.topics for c in reading.captions)


def _belongs_elsewhere(reading: Reading, caption: Caption) -> bool:
    """`PO date` of the customer, `Date` beside an L/C number: the line or cell names another paper first."""
    label = reading.fold_of(caption.label).casefold()
    if re.search(r"customer|buyer'?s|your|l/?c|b/?l|ship|deliver|due|expir|arriv|departure|交货|装运|发货|付款", label):
        return True
    line = reading.line_at(caption.label)
    before = reading.fold_of(Span(line.start, caption.label.start)).casefold()
    return bool(re.search(r"\bl/?c\s+no|\bpo\s+no|b/?l\s+no", before))


def _signing_line(reading: Reading, caption: Caption) -> bool:
    """`Date: ____` under a signature is left blank until signing."""
    around = reading.text[max(0, caption.label.start - 160) : caption.label.end + 60]
    late = caption.label.start > len(reading.text) * 0.6
    return late and bool(re.search(r"signature|signed|sign|stamp|seal|签字|盖章|签章|签署人", around, re.IGNORECASE))


def _kind(label: str) -> Literal["issue", "signature", "effect"]:
    if re.search(r"effective|生效", label, re.IGNORECASE):
        return "effect"
    return (
        "signature" if re.search(r"sign|execution|agreement|contract|签|合同|订立", label, re.IGNORECASE) else "issue"
    )


def _in_sentences(reading: Reading, mentions: tuple[DateMention, ...]) -> Iterator[PaperDate]:
    """`This contract is made on 1 May 2026`, `entered into as of 06/30/2026`."""
    for mention in mentions:
        if mention.reading is None or mention.span.start > 4_000:
            continue
        before = reading.fold_of(Span(max(0, mention.span.start - 90), mention.span.start))
        match = (
            None
            if before.rstrip().endswith(("晚于", "迟于", "早于"))
            else MADE_ON.search(before.rpartition("\n")[2] or before)
        )
        sentence = reading.fold_of(Span(reading.sentence_at(mention.span).start, mention.span.start))
        named = PAPER.search(sentence) or mention.span.start < 700
        if match and named and not OTHER_PAPER.search(before[-70:]):
            effect = "effective" in match.group().casefold()
            yield PaperDate(
                mention.span,
                Confidence.MEDIUM,
                mention.reading,
                match.group().strip(),
                "effect" if effect else "signature",
            )


def _at_top(reading: Reading, mentions: tuple[DateMention, ...]) -> Iterator[PaperDate]:
    """A date alone on a line near the top (`Ningbo, 22 Nov 2026`)."""
    for mention in mentions:
        if (
            mention.reading is None
            or mention.span.start > 900
            or mention.role not in ("", "number", "address", "place_of_signing")
        ):
            continue
        line = reading.line_at(mention.span)
        rest = reading.text[line.start : mention.span.start] + reading.text[mention.span.end : line.end]
        if (
            len(re.findall(r"[^\W\d_]+", rest)) <= 7
            and len(rest) <= 60
            and not re.search(
                r"ship|deliver|valid|due|sample|source|filed|printed|expir|laps|until|before|arriv|inspect|approv|requir|ready|on site|cargo|latest|交货|装运|有效|样|到期|届满|晚于|到港|迟于|验货|之?前",
                rest,
                re.IGNORECASE,
            )
        ):
            yield PaperDate(mention.span, Confidence.LOW, mention.reading, "")
            return
