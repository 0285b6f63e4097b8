"""Counting in the number formats of word processors: 3, c, III, 三, 3rd, third, ③."""

from __future__ import annotations

from collections.abc import Callable

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
SIMPLIFIED, TRADITIONAL = "〇一二三四五六七八九", "零一二三四五六七八九"
LEGAL_SIMPLIFIED, LEGAL_TRADITIONAL = "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
UNITS, LEGAL_UNITS, LEGAL_UNITS_TRADITIONAL = (("", *letters) for letters in ("十百千万", "拾佰仟万", "拾佰仟萬"))
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def numeral(value: int, kind: str) -> str:
    """`value` in a number format of WordprocessingML (17.18.59); decimal for a format that is not known.

    A format of its own is a list of examples: "001, 002, 003, ...".
    """
    if kind == "none":
        return ""
    writer = WRITERS.get(kind)
    if writer is None or value < 0:
        pattern = kind.split(",")[0].strip()
        return str(value).zfill(min(len(pattern), 6)) if pattern.isdigit() else str(value)
    return writer(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    written = ""
    for worth, letters in ROMAN:
        times, value = divmod(value, worth)
        written += letters * times
    return written


def _letters(value: int) -> str:
    """a to z, then aa to zz: Word repeats the letter."""
    if not 0 < value <= 26 * 30:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _spreadsheet_letters(value: int) -> str:
    """a to z, then aa, ab, as OpenDocument counts."""
    written = ""
    while 0 < value < 10**6:
        value, rest = divmod(value - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def _chinese(digits: str, units: tuple[str, ...], short_ten: bool = True) -> Callable[[int], str]:
    def write(value: int) -> str:
        if not 0 <= value < 100_000:
            return str(value)
        text = str(value)
        written = ""
        for position, digit in enumerate(text):
            unit = units[len(text) - 1 - position]
            if digit != "0":
                written += digits[int(digit)] + unit
            elif written and not written.endswith(digits[0]):
                written += digits[0]
        written = written.rstrip(digits[0]) or digits[0]
        return written[1:] if short_ten and 10 <= value < 20 else written

    return write


def _digits(digits: str) -> Callable[[int], str]:
    return lambda value: "".join(digits[int(digit)] for digit in str(value))


def _cycle(letters: str) -> Callable[[int], str]:
    return lambda value: letters[(value - 1) % len(letters)] if value else letters[0]


def _block(first: str, count: int, zero: str = "") -> Callable[[int], str]:
    """Characters that stand in a row in Unicode, as circled numbers do."""
    return lambda value: (
        chr(ord(first) + value - 1) if 0 < value <= count else (zero if not value and zero else str(value))
    )


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _cardinal_words(value: int) -> str:
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10 - 1] + (f"-{ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{ONES[value // 100]} hundred" + (f" {_cardinal_words(value % 100)}" if value % 100 else "")
    return str(value)


def _ordinal_words(value: int) -> str:
    words = _cardinal_words(value)
    head, last = words[: -len(words.split("-")[-1].split(" ")[-1])], words.split("-")[-1].split(" ")[-1]
    if last.isdigit():
        return _ordinal(value)
    return head + ORDINALS.get(last, last[:-1] + "ieth" if last.endswith("y") else last + "th")


SIMPLIFIED_COUNT = _chinese(SIMPLIFIED, UNITS)
TRADITIONAL_COUNT = _chinese(TRADITIONAL, UNITS)
WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperLetterSpread": lambda value: _spreadsheet_letters(value).upper(),
    "lowerLetterSpread": _spreadsheet_letters,
    "ordinal": _ordinal,
    "cardinalText": lambda value: _cardinal_words(value).capitalize(),
    "ordinalText": lambda value: _ordinal_words(value).capitalize(),
    "hex": lambda value: f"{value:X}",
    "numberInDash": lambda value: f"- {value} -",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _block("①", 20, "⓪"),
    "decimalEnclosedCircleChinese": _block("①", 20, "⓪"),
    "decimalEnclosedFullstop": _block("⒈", 20),
    "decimalEnclosedParen": _block("⑴", 20),
    "ideographEnclosedCircle": _block("㊀", 10),
    "chineseCounting": SIMPLIFIED_COUNT,
    "chineseCountingThousand": SIMPLIFIED_COUNT,
    "taiwaneseCounting": TRADITIONAL_COUNT,
    "taiwaneseCountingThousand": TRADITIONAL_COUNT,
    "japaneseCounting": SIMPLIFIED_COUNT,
    "chineseLegalSimplified": _chinese(LEGAL_SIMPLIFIED, LEGAL_UNITS, short_ten=False),
    "ideographLegalTraditional": _chinese(LEGAL_TRADITIONAL, LEGAL_UNITS_TRADITIONAL, short_ten=False),
    "ideographDigital": _digits(SIMPLIFIED),
    "japaneseDigitalTenThousand": _digits(SIMPLIFIED),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
}
