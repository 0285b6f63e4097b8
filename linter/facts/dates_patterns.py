"""How trade papers write dates: one regular expression for each style, in the order in which they claim text."""

from __future__ import annotations

import re
from functools import cache

from tradelint.facts.vocabulary import table

NTH = r"(?:\s?(?:st|nd|rd|th|er|º|°))?"
YEAR = r"(?P<y>(?:19|20)\d\d)"
SHORT_YEAR = r"(?P<y>(?:19|20)\d\d|\d\d|'\d\d)(?![\d%])(?!\s?%)(?![.,]\d)"
DAY = r"(?<![\d.,])(?P<d>\d{1,2})"
SECOND_DAY = r"(?P<d2>\d{1,2})"
OF = r"(?:\s?(?:day\s)?of\s|\sde\s|\sdel\s|[\s.\-/,]{0,3})"
SEP = r"(?:[\s.\-/,']{0,3}|\sde\s|\sdel\s)"
TO = r"\s?(?:-|to|~|–|and|&)\s?"
NO_LETTER_BEFORE = r"(?<![^\W\d_])"
# A letter, digit or underscore: part of a number or a code. A Chinese character may touch a date (不晚于2015/11/28到港).
LATIN = r"[^\W\u4e00-\u9fff]"
LEFT = r"(?<![^\W\u4e00-\u9fff])"
WORD = re.compile(r"[^\W\d_]+")
# No date is longer on either side of its month.
REACH = 32
CLOCK = r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?"


@cache
def months() -> dict[str, int]:
    """Month names and their abbreviations, in several languages, to 1 .. 12."""
    words = table("dates")["months"]
    return {name: int(index) for index, names in words.items() for name in names}


def month_spots(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text in which a month name can be part of a date."""
    names, spots = months(), list[tuple[int, int]]()
    for word in WORD.finditer(text):
        if word.group().lower() in names:
            start, end = max(0, word.start() - REACH), min(len(text), word.end() + REACH)
            if spots and start <= spots[-1][1]:
                spots[-1] = (spots[-1][0], end)
            else:
                spots.append((start, end))
    return tuple(spots)


def _name(group: str) -> str:
    names = "|".join(sorted((re.escape(m) for m in months()), key=len, reverse=True))
    return rf"(?P<{group}>{names})(?![^\W\d_])\.?"


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(style, pattern); groups y, m, d and mon, d2 and mon2 for the second end of a range."""
    mon, mon2 = _name("mon"), _name("mon2")
    raw = (
        ("ymd", rf"(?<![\d.]){YEAR}\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?[日号]?"),
        ("ym", rf"(?<![\d.]){YEAR}\s?年\s?(?P<m>\d{{1,2}})\s?月(?:份)?"),
        (
            "han",
            r"(?P<hy>[零〇○一二三四五六七八九]{4})年(?P<hm>[一二三四五六七八九十]{1,2})月"
            r"(?:(?P<hd>[一二三四五六七八九十]{1,3})[日号])?",
        ),
        ("md-han", r"(?<![\d.年])(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?[日号]"),
        (
            "ymd",
            rf"{LEFT}(?<![/\-.]){YEAR}(?P<s>\s?[-/.]\s?)(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})"
            rf"{CLOCK}(?!{LATIN}|/|[-.]\w)",
        ),
        ("y-mon-d", rf"(?<!\d){YEAR}[\s./,-]{{1,2}}{mon}[\s./,-]{{0,2}}(?P<d>\d{{1,2}}){NTH}(?!\d)"),
        ("dd-mon", rf"{DAY}{NTH}{TO}{SECOND_DAY}{NTH}{OF}{mon}{SEP}{SHORT_YEAR}"),
        ("d-mon-y", rf"{DAY}{NTH}{OF}{mon}{SEP}{SHORT_YEAR}"),
        (
            "mon-dd",
            rf"{NO_LETTER_BEFORE}{mon}\s?(?P<d>\d{{1,2}}){NTH}{TO}{SECOND_DAY}{NTH}[\s.,/-]{{1,3}}{YEAR}(?!\d)",
        ),
        (
            "mon-d-y",
            rf"{NO_LETTER_BEFORE}{mon}[\s.\-/]{{0,2}}(?P<d>\d{{1,2}}){NTH}(?:\s?[.,/\-]\s?|\s)"
            r"(?P<y>(?:19|20)\d\d|'\d\d|\d\d(?=$|[\s,;)\n]))(?!\d|[.,:]\d|\s?%)",
        ),
        (
            "mon-mon",
            rf"{NO_LETTER_BEFORE}{mon}\s?(?:-|/|to|and|or|&|–|~)\s?{mon2}[\s.,'/-]{{0,2}}{YEAR}(?!\d)",
        ),
        ("mon-y", rf"{NO_LETTER_BEFORE}{mon}(?:[\s.,'/\-]{{1,2}}|\sof\s|\sde\s){YEAR}(?!\d)"),
        (
            "num",
            rf"{LEFT}(?<![/\-.,$])(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s)(?P<c>(?:19|20)\d\d|\d\d)"
            rf"{CLOCK}(?!{LATIN}|[/%]|[-.,:]\d|\s?%)",
        ),
        ("my", rf"{LEFT}(?<![/\-.,])(?P<m>0?[1-9]|1[0-2])/(?P<y>20\d\d)(?!{LATIN}|/|[-.]\d)"),
        ("d-mon", rf"{DAY}{NTH}(?:\s?(?:day\s)?of\s|[\s.\-]{{0,2}}){mon}(?![\s.]{{0,2}}\d)"),
        (
            "mon-d",
            rf"{NO_LETTER_BEFORE}{mon}[\s.]{{0,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
            r"(?![\d%]|[.,:/]\d|\s?%|\s?(?:days|pcs|sets))",
        ),
        (
            "compact",
            rf"{LEFT}(?<![.\-/])(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!{LATIN}|[.\-/]\w)",
        ),
    )
    return tuple((style, re.compile(pattern, re.IGNORECASE)) for style, pattern in raw)
