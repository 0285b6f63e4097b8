"""Number formats of spreadsheets: a stored number becomes the text that a person sees in the cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from tradelint.parsers.sheet_dates import date_tokens, show_date
from tradelint.parsers.sheet_numerals import chinese_number

# ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 in their Chinese reading.
BUILTIN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 34, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 35, 56), 'h"时"mm"分"ss"秒"'),
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
LONGEST_CODE = 1_000
# Codes without anything but digits: their decimal places, and whether thousands are grouped.
PLAIN = {"0": (0, False), "0.0": (1, False), "0.00": (2, False), "#,##0": (0, True), "#,##0.00": (2, True)}
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])|(?P<digit>[0#?])|(?P<other>.)",
    re.DOTALL,
)
SPACES = re.compile(r"[ \u00a0]+")
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
COMPARE = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts between semicolons: tokens of (kind, text), a condition, a Chinese numeral style."""

    tokens: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...] | None = None
    condition: tuple[str, Decimal] | None = None
    numerals: int = 0


def decimal_of(raw: str | float) -> Decimal | None:
    """A stored number without the noise of binary fractions: 15 significant digits, as spreadsheets show at most."""
    try:
        value = Decimal(f"{float(raw):.15g}")
    except (ValueError, OverflowError, InvalidOperation):
        return None
    return value if value.is_finite() else None


def plain(value: Decimal) -> str:
    """A decimal string without exponent or trailing zeros behind the point."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def show(value: Decimal, code: str, from_1904: bool = False) -> str:
    """The text that a cell with this number format shows."""
    if code == "General":
        return _general(value)
    if code in PLAIN:
        return _plain_format(value, *PLAIN[code])
    sections = _sections(code[:LONGEST_CODE])
    section, minus = _choose(sections, value)
    if section is None:
        return _general(value)
    if section.dates is not None:
        shown = show_date(value, section.dates, from_1904)
        return shown if shown is not None else _general(value)
    text = _tidy(_number(section, abs(value)))
    return f"-{text}" if minus and text.strip(" 0.,%-") else text


def _plain_format(value: Decimal, places: int, grouped: bool) -> str:
    """What the formats that most cells have show."""
    try:
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:
        return _general(value)
    text = f"{abs(rounded):,f}" if grouped else f"{abs(rounded):f}"
    return f"-{text}" if value < 0 and text.strip("0.,") else text


def show_text(text: str, code: str) -> str:
    """The text that a cell with this format shows for a stored text."""
    if code in ("General", "@") or ("@" not in code and code.count(";") < 3):
        return text
    sections = _sections(code[:LONGEST_CODE])
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) <= 3 and not any(kind == "at" for kind, _ in section.tokens):
        return text
    return "".join(text if kind == "at" else _literal(kind, piece) for kind, piece in section.tokens).strip(" ")


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    found: list[Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    numerals = 0
    for match in TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        text = match.group(kind)
        if kind == "other" and text == ";":
            found.append(_section(tokens, condition, numerals))
            tokens, condition, numerals = [], None, 0
        elif kind != "bracket":
            tokens.append((_kind(kind, text), text))
        elif test := CONDITION.match(text):
            condition = (test.group(1), Decimal(test.group(2)))
        elif text.startswith("$"):
            tokens.append(("literal", text[1:].rpartition("-")[0] if "-" in text else text[1:]))
        elif text.upper().startswith("DBNUM"):
            numerals = int(text[5:6]) if text[5:6].isdecimal() else 0
        elif re.fullmatch(r"[hms]+", text, re.IGNORECASE):
            tokens.append(("elapsed", text.lower()))
    return (*found, _section(tokens, condition, numerals))


def _section(tokens: list[tuple[str, str]], condition: tuple[str, Decimal] | None, numerals: int) -> Section:
    return Section(tuple(tokens), date_tokens(tuple(tokens)), condition, numerals)


def _kind(kind: str, text: str) -> str:
    if kind in ("quoted", "escaped"):
        return "literal"
    if kind != "other":
        return kind
    return {"@": "at", ".": "point", ",": "comma", "%": "percent", "/": "slash"}.get(text, "other")


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    """The section for a value, and whether a minus sign goes in front of what it shows."""
    if any(section.condition for section in sections):
        for section in sections[:2]:
            if section.condition and COMPARE[section.condition[0]](value, section.condition[1]):
                return section, value < 0
        free = [section for section in sections[:3] if not section.condition]
        return (free[0] if free else None), value < 0
    if len(sections) == 1 or (value == 0 and len(sections) == 2):
        return sections[0], value < 0
    if value < 0:
        return sections[1], False
    return (sections[2] if value == 0 and len(sections) > 2 else sections[0]), False


def _literal(kind: str, text: str) -> str:
    if kind in ("space", "fill"):
        return " "
    return text if kind in ("literal", "other", "slash", "point", "comma", "percent") else ""


def _number(section: Section, value: Decimal) -> str:
    tokens = section.tokens
    kinds = [kind for kind, _ in tokens]
    if "general" in kinds or ("digit" not in kinds and ("at" in kinds or not tokens)):
        shown = chinese_number(plain(value), section.numerals) if section.numerals else _general(value)
        return "".join(shown if kind in ("general", "at") else _literal(kind, text) for kind, text in tokens)
    if "digit" not in kinds:
        return "".join(_literal(kind, text) for kind, text in tokens)
    if "exponent" in kinds or ("slash" in kinds and "digit" in kinds[kinds.index("slash") :]):
        return _general(value)
    text = _digits(tokens, value)
    return chinese_number(text, section.numerals, by_digit=True) if section.numerals else text


def _digits(tokens: tuple[tuple[str, str], ...], value: Decimal) -> str:
    kinds = [kind for kind, _ in tokens]
    places = [i for i, kind in enumerate(kinds) if kind == "digit"]
    point = kinds.index("point") if "point" in kinds else len(tokens)
    whole = [i for i in places if i < point]
    parts = [i for i in places if i > point]
    grouped = bool(whole) and "comma" in kinds[whole[0] : whole[-1]]
    scale = _run(kinds, whole[-1] + 1) + (_run(kinds, places[-1] + 1) if parts else 0) if whole else 0
    value = value.scaleb(2 * kinds.count("percent") - 3 * scale)
    step = Decimal(1).scaleb(-min(len(parts), 30))
    try:
        rounded = value.quantize(step, ROUND_HALF_UP)
    except InvalidOperation:
        return _general(value)
    digits, _, fraction = f"{rounded:f}".partition(".")
    return _fill(tokens, whole, parts, digits.lstrip("0"), fraction, grouped)


def _run(kinds: list[str], start: int) -> int:
    """How many commas follow; each divides what is shown by a thousand."""
    end = start
    while end < len(kinds) and kinds[end] == "comma":
        end += 1
    return end - start


def _fill(
    tokens: tuple[tuple[str, str], ...], whole: list[int], parts: list[int], digits: str, fraction: str, grouped: bool
) -> str:
    shown: dict[int, str] = {}
    for place, index in enumerate(reversed(whole)):
        first = place == len(whole) - 1
        piece = digits[: len(digits) - place] if first else digits[len(digits) - place - 1 : len(digits) - place]
        if place >= len(digits):
            piece = "0" if tokens[index][1] == "0" else ""
        shown[index] = _group(piece, place) if grouped else piece
    needed = max((n + 1 for n, index in enumerate(parts) if tokens[index][1] == "0"), default=0)
    fraction = fraction[:needed] + fraction[needed:].rstrip("0")
    for place, index in enumerate(parts):
        shown[index] = fraction[place : place + 1]
    out: list[str] = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "digit":
            out.append(shown.get(index, ""))
        elif kind == "point":
            out.append("." if fraction or not parts else "")
        elif kind != "comma":
            out.append(_literal(kind, text))
    return "".join(out)


def _group(piece: str, place: int) -> str:
    """A piece of the whole part with a comma behind every digit that has a multiple of three digits after it."""
    length = len(piece)
    return "".join(
        digit + ("," if (after := place + length - 1 - i) and after % 3 == 0 else "") for i, digit in enumerate(piece)
    )


def _general(value: Decimal) -> str:
    if value != 0 and (abs(value) >= Decimal(10) ** 20 or abs(value) < Decimal("1e-9")):
        return f"{value:.6g}".upper()
    return plain(value)


def _tidy(text: str) -> str:
    text = SPACES.sub(" ", text).strip()
    return re.sub(r" ?([()]) ?", r"\1", text) if text.endswith(")") else text
