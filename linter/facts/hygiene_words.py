"""Numbers written twice in running text, in words and in figures: `thirty (45) days`, 百分之五(0.5%)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tradelint.facts.amount_words import chinese_integer, english_integer
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

FIGURE = r"(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<percent>%|percent|per\s?cent)?"
BEHIND = r"\s*[-]?\s*(?P<unit>[^\W\d_]{0,14}|[\u4e00-\u9fff]{0,4})"
# one half of one percent, two and a half percent
FRACTIONS = {
    "one half": Decimal("0.5"), "a half": Decimal("0.5"), "half": Decimal("0.5"), "one quarter": Decimal("0.25"),
    "a quarter": Decimal("0.25"), "three quarters": Decimal("0.75"), "one tenth": Decimal("0.1"),
    "one fifth": Decimal("0.2"),
}  # fmt: skip
HAN = "零〇一二两三四五六七八九十百千万廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
CHINESE = re.compile(
    rf"(?P<pre>百分之|千分之|万分之)?(?P<words>[{HAN}]+(?:点[{HAN}]+)?|半)\s*(?P<unit0>[个]?(?:工作)?(?:日|天|月|年|周|小时)?)\s*[(（]\s*(?P<figure>\d+(?:[.,]\d+)*)\s*"
    r"(?P<percent>%|％|‰)?\s*(?P<inside>[^()（）\d]{0,6})[)）]"
)
# Brackets that hold something else: a clause, a measure, another count.
NO_NUMBER = re.compile(r"^\s*(?:mm|cm|m|kg|g|inch|in|ft|pcs?|sets?|see|annex|clause|article|no)\b", re.IGNORECASE)
HEADINGS = re.compile(
    r"\b(?:article|clause|section|chapter|part|annex|page|item|type|grade|class|phase|step|figure|table|no)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberPair(Fact):
    """A number in words with the figure in brackets beside it; `unit` is the word that follows or the percent sign."""

    words: str = ""
    word_value: Decimal | None = None
    figure: Decimal = Decimal(0)
    unit: str = ""
    percent: bool = False

    @property
    def differs(self) -> bool:
        """Whether words and figure say two things."""
        return self.word_value is not None and self.word_value != self.figure


def read_number_pairs(reading: Reading) -> tuple[NumberPair, ...]:
    """Every such pair in text order."""
    found = [*_english(reading), *_figures_first(reading), *_chinese(reading)]
    return tuple(sorted(found, key=lambda pair: pair.span))


@cache
def _word() -> str:
    lists = table("currencies")["words_en"]
    names = sorted({*lists["units"], *lists["tens"], *lists["scales"]}, key=len, reverse=True)
    return "|".join(re.escape(name) for name in names)


@cache
def _pair() -> re.Pattern[str]:
    word = _word()
    number = rf"(?:{word})(?:(?:[\s-]+(?:and[\s-]+)?)(?:{word}))*"
    fractions = "|".join(FRACTIONS)
    half = rf"(?P<half>\s+and\s+(?:{fractions}))?"
    of = rf"(?:(?P<fraction>{fractions})\s+(?:of\s+)?)?"
    point = rf"(?:\s+point\s+(?P<point>(?:{word})(?:\s+(?:{word}))*))?"
    return re.compile(
        rf"(?<![\w-]){of}(?P<words>{number}){half}{point}\s*(?P<pct>percent|per\s?cent|%)?\s*[(\[]\s*{FIGURE}\s*(?P<inside>[^()\[\]\d]{{0,24}})[)\]]{BEHIND}",
        re.IGNORECASE,
    )


@cache
def _reverse() -> re.Pattern[str]:
    word = _word()
    return re.compile(
        rf"(?<![\w.,/-])(?P<figure>\d{{1,4}})\s*[(\[]\s*(?P<words>(?:{word})(?:[\s-]+(?:and[\s-]+)?(?:{word}))*)\s*[)\]]{BEHIND}",
        re.IGNORECASE,
    )


def _english(reading: Reading) -> Iterator[NumberPair]:
    for match in reading.find(_pair()):
        before = reading.fold_of(Span(max(0, match.span.start - 14), match.span.start))
        if HEADINGS.search(before) or NO_NUMBER.match(match["inside"]) or _is_list(match["inside"]):
            continue
        value = _value(match["words"], match["fraction"], match["half"], match["point"])
        percent = bool(match["percent"] or match["pct"])
        figure = Decimal(match["figure"].replace(",", ""))
        unit = "%" if percent else match["unit"]
        if re.fullmatch(r"dozen|dozens|pair|pairs|gross", match["words"].split()[-1].casefold()):
            continue
        yield NumberPair(
            _whole(match.span, len(match["unit"])), Confidence.HIGH, match["words"], value, figure, unit, percent
        )


def _is_list(inside: str) -> bool:
    """`two (2.5 mm) holes`: a unit inside the bracket makes it another quantity, unless days are named there."""
    words = inside.strip()
    return bool(words) and not re.match(
        r"(?:working|business|calendar|natural)?\s*(?:days?|weeks?|months?|years?|hours?|percent)$|[.,]*$",
        words,
        re.IGNORECASE,
    )


def _whole(span: Span, unit: int) -> Span:
    return Span(span.start, max(span.start + 1, span.end - unit)) if unit else span


def _value(words: str, fraction: str, half: str, point: str) -> Decimal | None:
    value = english_integer(re.findall(r"[a-z]+", words.casefold().replace(" and ", " ")))
    if value is None:
        return None
    if fraction:
        value *= FRACTIONS[" ".join(fraction.casefold().split())]
    if half:
        value += FRACTIONS[" ".join(half.casefold().split()).removeprefix("and ")]
    if point:
        digits = [english_integer([word]) for word in point.casefold().split()]
        if None in digits:
            return None
        value += Decimal("0." + "".join(str(digit) for digit in digits))
    return value


def _figures_first(reading: Reading) -> Iterator[NumberPair]:
    """`30 (thirty) days`."""
    for match in reading.find(_reverse()):
        value = _value(match["words"], "", "", "")
        unit = match["unit"]
        yield NumberPair(
            _whole(match.span, len(unit)), Confidence.HIGH, match["words"], value, Decimal(match["figure"]), unit
        )


def _chinese(reading: Reading) -> Iterator[NumberPair]:
    for match in reading.find(CHINESE):
        words, percent = match["words"], bool(match["pre"]) or bool(match["percent"])
        before = reading.fold_of(Span(max(0, match.span.start - 3), match.span.start))
        if re.search(r"[第附款条]$", before) or re.match(r"[^日天月年周小个工%]", match["inside"]):
            continue
        if (
            not match["pre"]
            and not match["unit0"]
            and len(words) == 1
            and not match["percent"]
            and not _counted(reading, match.span)
        ):
            continue
        value = _han(words)
        if value is None:
            continue
        figure = Decimal(match["figure"].replace(",", ""))
        if match["pre"] == "千分之" and match["percent"] != "‰":
            value, percent = value / 10, True
        if match["pre"] == "万分之":
            value = value / 100
        yield NumberPair(
            match.span, Confidence.HIGH, match["pre"] + words, value, figure, match["unit0"] or "%" * percent, percent
        )


def _counted(reading: Reading, span: Span) -> bool:
    """Whether a unit follows: 十五(15)日, 三(3)份."""
    return bool(
        re.match(r"\s*(?:个|份|天|日|月|年|周|次|件|套|倍|小时|工作|名|%)", reading.text[span.end : span.end + 4])
    )


def _han(words: str) -> Decimal | None:
    if words == "半":
        return Decimal("0.5")
    whole, _, rest = words.partition("点")
    value = chinese_integer(whole.replace("廿", "二十").replace("卅", "三十"))
    if value is None or not rest:
        return value
    digits = [chinese_integer(char) for char in rest]
    return None if None in digits else value + Decimal("0." + "".join(str(d) for d in digits))
