"""Dates and times in spreadsheet cells: as shown where that is clear, else in ISO form."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAYS_ZH = "一二三四五六日"
LAST_DAY = 2_958_465
Token = tuple[str, str]


def date_tokens(tokens: tuple[Token, ...]) -> tuple[Token, ...] | None:
    """The tokens of a date or time format with runs of letters joined; None for any other format."""
    letters = "".join(text.lower() for kind, text in tokens if kind == "other")
    if not any(kind == "elapsed" for kind, _ in tokens) and not set(letters) & set("ymdhse") and "aaa" not in letters:
        return None
    if any(kind in ("general", "exponent", "at") for kind, _ in tokens):
        return None
    return tuple(_minutes(_join(tokens)))


def _join(tokens: tuple[Token, ...]) -> list[Token]:
    joined: list[Token] = []
    for (kind, text), run in groupby(tokens, key=lambda token: (token[0], token[1].lower())):
        size = len(list(run))
        if kind == "other" and text in "ymdhseabg":
            joined.append(("part", text * size))
        elif kind == "elapsed":
            joined.append(("elapsed", text))
        elif kind == "digit":
            joined.append(("fraction", "0" * size))
        else:
            joined.append(("literal", (" " if kind in ("space", "fill") else text) * size))
    return _half_days(joined)


def _half_days(tokens: list[Token]) -> list[Token]:
    """AM/PM and A/P come as letters around a slash."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        words = "".join(text for _, text in tokens[index : index + 5]).lower()
        if words.startswith("am/pm"):
            out.append(("half", "AM/PM"))
            index += 5
        elif words.startswith("a/p"):
            out.append(("half", "A/P"))
            index += 3
        else:
            out.append(tokens[index])
            index += 1
    return out


def _minutes(tokens: list[Token]) -> list[Token]:
    """An m behind hours or before seconds counts minutes."""
    out = list(tokens)
    parts = [i for i, (kind, text) in enumerate(tokens) if kind in ("part", "elapsed")]
    for at, index in enumerate(parts):
        text = tokens[index][1]
        before = tokens[parts[at - 1]][1][0] if at else ""
        after = tokens[parts[at + 1]][1][0] if at + 1 < len(parts) else ""
        if tokens[index][0] == "part" and text in ("m", "mm") and (before == "h" or after == "s"):
            out[index] = ("minutes", text)
    return out


def moment(serial: Decimal, from_1904: bool) -> datetime | None:
    """The date and time behind a serial number; the year 1900 counts a 29 February that never was."""
    if not 0 <= serial <= LAST_DAY + 1:
        return None
    days = int(serial)
    seconds = round(float(serial - days) * 86_400, 3)
    if from_1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 30) if days >= 60 else datetime(1899, 12, 31)
    try:
        found = start + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None
    # Times are stored as fractions of a day: 09:59:59.9996 was 10:00.
    return (found + timedelta(milliseconds=500)).replace(microsecond=0) if found.microsecond > 500_000 else found


def show_date(serial: Decimal, tokens: tuple[Token, ...], from_1904: bool) -> str | None:
    """The text of a date or time; None when the number is no date."""
    when = moment(serial, from_1904)
    if when is None:
        return None
    parts = [text for kind, text in tokens if kind == "part"]
    letters = "".join(dict.fromkeys(text[0] for text in parts if text[0] in "yemd"))
    if not letters or _is_clear(tokens, parts, letters):
        return " ".join("".join(_piece(kind, text, when, serial, tokens) for kind, text in tokens).split())
    return _iso(when, letters, tokens)


def _is_clear(tokens: tuple[Token, ...], parts: list[str], letters: str) -> bool:
    words = "".join(text for kind, text in tokens if kind == "literal")
    textual = any(text.startswith("mmm") for text in parts)
    ordered = letters.replace("e", "y") in ("ymd", "ym", "y") and any(text in ("yyyy", "yyy", "e") for text in parts)
    return textual or ordered or any(char in words for char in "年月日") or letters in ("d", "m")


def _iso(when: datetime, letters: str, tokens: tuple[Token, ...]) -> str:
    shape = "%Y-%m" if "d" not in letters else "%Y-%m-%d"
    if any(kind == "part" and text[0] == "h" for kind, text in tokens):
        shape += " %H:%M"
    return when.strftime(shape)


def _piece(kind: str, text: str, when: datetime, serial: Decimal, tokens: tuple[Token, ...]) -> str:
    if kind == "part":
        return _part(text, when, any(kind == "half" for kind, _ in tokens))
    if kind == "minutes":
        return f"{when.minute:0{len(text)}d}"
    if kind == "half":
        return when.strftime("%p") if text == "AM/PM" else when.strftime("%p")[0]
    if kind == "elapsed":
        seconds = round(float(serial) * 86_400)
        return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[text[0]]:0{len(text)}d}"
    return text


def _part(text: str, when: datetime, half: bool) -> str:
    letter, size = text[0], len(text)
    if letter in "ye":
        return f"{when.year:04d}"
    if letter == "m":
        name = MONTHS[when.month - 1]
        return f"{when.month:0{size}d}" if size < 3 else name[:3] if size == 3 else name if size == 4 else name[0]
    if letter == "d":
        name = DAYS[when.weekday()]
        return f"{when.day:0{size}d}" if size < 3 else name[:3] if size == 3 else name
    if letter == "a":
        return ("周" if size == 3 else "星期") + DAYS_ZH[when.weekday()]
    if letter == "h":
        hour = (when.hour % 12 or 12) if half else when.hour
        return f"{hour:0{min(size, 2)}d}"
    return f"{when.second:0{min(size, 2)}d}" if letter == "s" else ""
