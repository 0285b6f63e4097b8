"""Dates as trade papers write them; an ambiguous date keeps both readings and is never guessed."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from tradelint.facts.dates_patterns import month_spots, months, patterns
from tradelint.facts.line_fold import fold
from tradelint.facts.vocabulary import table
from tradelint.text import Document, Span

Precision = Literal["day", "month", "year"]
Order = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as written. `readings` has two or three members when day and month can be exchanged.

    A month ("November 2026") reads as its first day; `qualifier` is "early", "mid" or "end" where such a word
    stands before it. A date without a year has no reading: `month` and `day` hold what is said.
    `inferred` says that the document's other dates decided between `readings[0]` and `alternatives`.
    """

    span: Span
    readings: tuple[datetime.date, ...]
    precision: Precision
    raw: str
    impossible: bool = False
    qualifier: str = ""
    month: int | None = None
    day: int | None = None
    inferred: bool = False
    alternatives: tuple[datetime.date, ...] = ()
    style: str = ""

    @property
    def date(self) -> datetime.date | None:
        """The only reading; None when there is none or a choice."""
        return self.readings[0] if len(self.readings) == 1 else None

    @property
    def ambiguous(self) -> bool:
        """Whether day and month can be exchanged."""
        return len(self.readings) > 1

    @property
    def last(self) -> datetime.date | None:
        """The last day that the reading covers: of a month its end, of its middle the 20th, of its start the 10th."""
        first = self.date
        if first is None or self.precision == "day":
            return first
        if self.precision == "year":
            return first.replace(month=12, day=31)
        day = {"early": 10, "mid": 20}.get(self.qualifier, monthrange(first.year, first.month)[1])
        return first.replace(day=day)


def find_dates(text: str, order: Order | None = None, offset: int = 0) -> tuple[DateReading, ...]:
    """The dates of a text in order; spans count from `offset`.

    `order` settles dates whose day and month could be exchanged; they are then marked `inferred`.
    Impossible dates (31 April) are returned with `impossible` set and no reading.
    """
    folded = fold(text)
    claimed: list[tuple[int, int]] = []
    found: list[DateReading] = []
    spots = month_spots(folded.text)
    for style, pattern in patterns():
        for match in _matches(style, pattern, folded.text, spots):
            if any(start < match.end() and match.start() < end for start, end in claimed):
                continue
            if not _plausible(style, match, folded.text):
                continue
            claimed.append(match.span())
            for reading, start, end in _read(style, match):
                start, end, qualifier = _qualified(folded.text, start, end, reading.precision)
                span = folded.to_document(start, end)
                raw = folded.text[start:end].strip()
                found.append(
                    replace(reading, span=Span(span.start + offset, span.end + offset), raw=raw, qualifier=qualifier)
                )
    found.sort(key=lambda reading: reading.span)
    found = _years_filled(found, text, offset)
    return tuple(settle(found, order) if order else found)


def _years_filled(found: list[DateReading], text: str, offset: int) -> list[DateReading]:
    """`10 March to 15 April 2026`: the first date of a range has the year of the second."""
    filled = []
    for reading, following in zip(found, (*found[1:], None), strict=False):
        yearless = reading.day is not None and not reading.readings and not reading.impossible
        if yearless and following is not None and following.date is not None and reading.month and reading.day:
            gap = text[reading.span.end - offset : following.span.start - offset]
            if re.fullmatch(r"\s*(?:-|–|~|to|and|until|till|至|到)\s*", gap, re.IGNORECASE):
                year = following.date.year - (reading.month > following.date.month)
                day = _date(year, reading.month, reading.day)
                reading = replace(reading, readings=(day,) if day else (), impossible=day is None)
        filled.append(reading)
    return filled


def _matches(
    style: str, pattern: re.Pattern[str], text: str, spots: tuple[tuple[int, int], ...]
) -> Iterator[re.Match[str]]:
    """The matches of a pattern; those with a month name are looked for only around one."""
    if "mon" not in style:
        yield from pattern.finditer(text)
        return
    for start, end in spots:
        yield from pattern.finditer(text, start, end)


def _plausible(style: str, match: re.Match[str], text: str) -> bool:
    """Yearless months must look like names, compact digits must be labelled as a date."""
    if style == "compact":
        before = text[max(0, match.start() - 30) : match.start()].rpartition("\n")[2].lower()
        return any(label in before for label in table("dates")["labels"])
    if style in ("mon-d", "d-mon"):
        name = match["mon"]
        if name[0].isascii() and not name[0].isupper():
            return False
        return name.lower() not in ("out", "set", "mar", "mag", "gen", "ago", "mi", "may") or (
            name[0].isupper() and (style == "mon-d" and name.lower() == "may")
        )
    return True


def _read(style: str, match: re.Match[str]) -> Iterator[tuple[DateReading, int, int]]:
    """The readings of one match, each with its place in the folded text; ranges give two."""
    part = match.groupdict()
    start, end = match.span()
    if style == "num":
        yield _numeric(int(part["a"]), int(part["b"]), part["c"], part["s"]), start, end
        return
    if style == "han":
        yield _chinese(part), start, end
        return
    month = int(part["m"]) if part.get("m") else months()[part["mon"].lower()]
    year = _year(part["y"]) if part.get("y") else None
    if style == "mon-mon":
        assert year is not None
        second = months()[part["mon2"].lower()]
        split = match.start("mon2")
        yield _month(year if month <= second else year - 1, month), start, match.end("mon")
        yield _month(year, second), split, end
        return
    if not part.get("d"):
        assert year is not None
        yield _month(year, month), start, end
        return
    if part.get("d2"):
        split = match.start("d2")
        yield _day(year, month, int(part["d"]), style), start, match.end("d")
        yield _day(year, month, int(part["d2"]), style), split, end
        return
    yield _day(year, month, int(part["d"]), style), start, end


def _year(raw: str) -> int:
    digits = raw.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int | None, month: int, day: int, style: str) -> DateReading:
    if year is None:
        possible = 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]
        return DateReading(Span(0, 0), (), "day", "", not possible, month=month, day=day, style=style)
    real = _date(year, month, day)
    return DateReading(Span(0, 0), (real,) if real else (), "day", "", real is None, month=month, day=day, style=style)


def _month(year: int, month: int) -> DateReading:
    real = _date(year, month, 1)
    return DateReading(Span(0, 0), (real,) if real else (), "month", "", real is None, month=month, style="month")


def _numeric(a: int, b: int, c: str, sign: str) -> DateReading:
    """22/11/2026 and 11/22/2026; with a year of two digits also 26.11.22 with the year in front."""
    year = _year(c)
    candidates = [_date(year, b, a), _date(year, a, b)]
    if len(c) == 2 and sign != "/" and 20 <= a <= 40:
        candidates.append(_date(2000 + a, b, int(c)))
    readings = tuple(dict.fromkeys(day for day in candidates if day))
    return DateReading(Span(0, 0), readings, "day", "", not readings, style=f"num{sign}")


def _chinese(part: dict[str, str]) -> DateReading:
    digits = {char: str(index % 10) for index, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
    year = int("".join(digits[char] for char in part["hy"]))
    month = _tens(part["hm"])
    if not part.get("hd"):
        return _month(year, month)
    return _day(year, month, _tens(part["hd"]), "han")


def _tens(raw: str) -> int:
    ones = "零一二三四五六七八九"
    head, ten, tail = raw.partition("十")
    if not ten:
        return ones.index(raw[0]) if len(raw) == 1 else 0
    return (ones.index(head) if head in ones and head else 1) * 10 + (ones.index(tail) if tail else 0)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _qualified(text: str, start: int, end: int, precision: Precision) -> tuple[int, int, str]:
    """The place of a month with the words "end of", "mid" before it (or 底, 中旬 behind it), and which they are."""
    if precision != "month":
        return start, end, ""
    match = _qualifiers().search(text, max(0, start - 24), start)
    if match is not None and match.end() == start:
        return match.start(), end, str(match.lastgroup)
    behind = _qualifiers_behind().match(text, end)
    return (start, behind.end(), str(behind.lastgroup)) if behind else (start, end, "")


def _qualifier_words() -> Iterator[tuple[str, list[str]]]:
    for name, words in (("early", "early"), ("mid", "mid"), ("end", "late")):
        yield name, sorted(table("dates")[words], key=len, reverse=True)


@cache
def _qualifiers_behind() -> re.Pattern[str]:
    groups = [
        f"(?P<{name}>{'|'.join(w for w in words if not w.isascii() and w[0] > chr(0x2E80))})"
        for name, words in _qualifier_words()
    ]
    return re.compile(rf"\s?(?:{'|'.join(groups)})")


@cache
def _qualifiers() -> re.Pattern[str]:
    groups = [f"(?P<{name}>{'|'.join(map(re.escape, words))})" for name, words in _qualifier_words()]
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(groups)})[\s\-]*(?:of\s|de\s)?$", re.IGNORECASE)


def date_order(readings: tuple[DateReading, ...]) -> Order | None:
    """Day or month first, as the document's unambiguous numeric dates show; None when they do not or disagree."""
    votes = {order for r in readings if len(r.readings) == 1 for order in _vote(r)}
    return next(iter(votes)) if len(votes) == 1 else None


def _vote(reading: DateReading) -> Iterator[Order]:
    figures = [int(n) for n in re.findall(r"\d+", reading.raw)[:2]]
    if reading.style.startswith("num") and len(figures) == 2 and figures[0] != figures[1]:
        day = reading.readings[0]
        if (day.day, day.month) == tuple(figures):
            yield "dmy"
        elif (day.month, day.day) == tuple(figures):
            yield "mdy"


def settle(readings: list[DateReading], order: Order) -> list[DateReading]:
    """Choose the reading that the order asks for, and mark it as inferred."""
    return [_settled(reading, order) if reading.ambiguous else reading for reading in readings]


def _settled(reading: DateReading, order: Order) -> DateReading:
    first = int(re.findall(r"\d+", reading.raw)[0])
    for day in reading.readings:
        if (day.day if order == "dmy" else day.month) == first:
            rest = tuple(other for other in reading.readings if other != day)
            return replace(reading, readings=(day,), inferred=True, alternatives=rest)
    return reading


def document_dates(document: Document) -> tuple[DateReading, ...]:
    """Every date of a document; ambiguous ones settled by its unambiguous ones where these agree."""
    found = find_dates(document.text)
    order = date_order(found)
    return tuple(settle(list(found), order)) if order else found
