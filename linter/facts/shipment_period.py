"""Periods of time that run from an event: "30-35 days after receipt of deposit", 收到定金后30天内."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tradelint.facts.reading import Fact, Found, Reading
from tradelint.facts.vocabulary import entries, table
from tradelint.text import Span

Unit = Literal["calendar", "working"]
HAN_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
# Further than this behind the period an event no longer starts it.
REACH = 90


@dataclass(frozen=True, slots=True)
class StartEvent:
    """An event that starts a clock: `id` of logistics.toml, its words there, and who makes it happen."""

    id: str
    words: str
    control: Literal["buyer", "seller", "both"]


@dataclass(frozen=True, slots=True)
class Period(Fact):
    """A period: `low` to `high` in days (weeks as 7, months as 30 days), as written in `amount` `measure`.

    `starts` are the events that it may run from, in text order; empty when the paper names none.
    """

    low: int = 0
    high: int = 0
    unit: Unit = "calendar"
    written: str = ""
    starts: tuple[StartEvent, ...] = ()
    from_undefined_event: bool = False

    @property
    def backwards(self) -> bool:
        """Whether the range runs from the longer to the shorter period."""
        return self.low > self.high


@cache
def events() -> dict[str, StartEvent]:
    """The events of logistics.toml by id."""
    return {e["id"]: StartEvent(e["id"], e["words"], e["control"]) for e in entries("logistics") if "control" in e}


@cache
def _number_words() -> dict[str, int]:
    """Numbers and ordinals in words: "thirty", "thirtieth"."""
    return dict(table("logistics")["number_words"])


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(_number_words(), key=len, reverse=True))
    number = rf"(?:\d{{1,3}}(?:st|nd|rd|th)?|(?:{words})(?:\s?\(\s?\d{{1,3}}\s?\))?|[一二两三四五六七八九十百]{{1,4}})"
    between = r"\s?(?:days?\s?)?(?:-|~|to|or|and|/|至|到|或)\s?"
    kind = (
        r"(?P<kind>(?:working|work|business|calendar|natural|consecutive|running|banking)[\s-]{0,2}|个?工作|个?自然)?"
    )
    measure = r"(?P<measure>days?|weeks?|wks?|months?|(?:个)?日历?天?|天|(?:个)?(?:星期|礼拜|周)|个月)"
    return re.compile(
        rf"(?<![A-Za-z\d.,/])(?P<low>{number})(?:{between}(?P<high>{number}))?\s?(?:个)?\s?(?:\(\s?\d{{1,3}}\s?\)\s?)?"
        rf"(?:\s|-)?{kind}{measure}(?![a-z])",
        re.IGNORECASE,
    )


def find_periods(reading: Reading, within: Span) -> Iterator[Period]:
    """The periods in a slice with the events that start them."""
    found = list(reading.find(_pattern(), within))
    for index, match in enumerate(found):
        if _is_date_part(reading, match):
            continue
        end = found[index + 1].span.start if index + 1 < len(found) else within.end
        begin = found[index - 1].span.end if index else within.start
        yield _period(reading, match, Span(begin, max(begin, end)))


def _is_date_part(reading: Reading, match: Found) -> bool:
    """2027年4月5日 holds "5日", which is no period."""
    before = reading.fold_of(Span(max(0, match.span.start - 2), match.span.start))
    day = match["measure"] in ("日",) and not match["high"]
    return day and (before.endswith(("月", "年")) or bool(re.search(r"月\s?$", before)))


def _period(reading: Reading, match: Found, window: Span) -> Period:
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    factor = _factor(match["measure"])
    working = bool(re.match(r"work|business|bank|个?工作", match["kind"], re.IGNORECASE))
    starts, undefined = _starts(reading, match.span, window)
    return Period(
        match.span,
        low=low * factor,
        high=high * factor,
        unit="working" if working else "calendar",
        written=" ".join(reading.text[match.span.start : match.span.end].split()),
        starts=starts,
        from_undefined_event=undefined,
    )


def _number(raw: str) -> int:
    digits = re.search(r"\d{1,3}", raw)
    if digits:
        return int(digits.group())
    word = raw.casefold().split("(")[0].strip()
    return _number_words().get(word) or _han_number(raw)


def _han_number(raw: str) -> int:
    total, digit = 0, 0
    for char in raw:
        if char in ("十", "百"):
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = HAN_DIGITS.get(char, 0)
    return total + digit


def _factor(measure: str) -> int:
    if re.match(r"w|个?(?:星期|礼拜|周)", measure, re.IGNORECASE):
        return 7
    return 30 if re.match(r"m|个月", measure, re.IGNORECASE) else 1


AFTER = re.compile(
    r"(?:\s?(?:\)|内|之内|以内))?[\s,]{0,2}(?:after|from|upon|following|since|of|as of|once|when|counting from|"
    r"start(?:ing)? from|"
    r"against|on|ARO|ARD|自|从|于)(?![a-z])",
    re.IGNORECASE,
)
SPLIT = re.compile(r"[;；。\n]|\.\s(?=[A-Z])")


def _starts(reading: Reading, period: Span, window: Span) -> tuple[tuple[StartEvent, ...], bool]:
    """English names the event behind the period ("after ..."), Chinese mostly in front (收到...后)."""
    behind = Span(period.end, min(window.end, period.end + REACH))
    text = reading.fold_of(behind)
    after = AFTER.match(text)
    if after:
        cut = SPLIT.search(text)
        scope = Span(behind.start, behind.start + (cut.start() if cut else len(text)))
        named = _events_in(reading, scope)
        return named, not named
    before = Span(max(window.start, period.start - 50), period.start)
    text = reading.fold_of(before)
    opener = max((m.end() for m in SPLIT.finditer(text)), default=0)
    scope = Span(before.start + opener, before.end)
    front = re.search(
        r"(?:收到|自|从|在|于|after|upon|from)[^。；;\n]{1,45}$|后[^。；;\n]{0,6}$", text[opener:], re.IGNORECASE
    )
    if front:
        named = _events_in(
            reading, Span(scope.start + front.start(), scope.end) if "后" not in front.group()[:1] else scope
        )
        return named, not named
    return (), False


def _events_in(reading: Reading, scope: Span) -> tuple[StartEvent, ...]:
    """The events named, the longest phrase winning where phrases overlap."""
    known = events()
    hits = [h for h in reading.hits("logistics", scope) if h.id in known]
    taken: list[tuple[Span, str]] = []
    for hit in sorted(hits, key=lambda h: (-len(h.span), h.span.start)):
        if not any(span.overlaps(hit.span) for span, _ in taken):
            taken.append((hit.span, hit.id))
    taken.sort()
    ids = list(dict.fromkeys(name for _, name in taken))
    return tuple(known[name] for name in _without_carriers(ids))


def _without_carriers(ids: list[str]) -> list[str]:
    """Words of payment and papers only count where nothing better is named ("deposit under this contract")."""
    strong = [i for i in ids if i not in ("payment", "order", "contract", "notice")]
    if "deposit" in ids or "lc" in ids:
        return [i for i in ids if i in strong]
    if "confirmation" in ids:
        return [i for i in ids if i not in ("order", "contract")]
    return ids
