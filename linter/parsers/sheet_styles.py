"""Cell styles of an XLSX workbook: the number format, and whether the font is bold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tradelint.errors import UnreadableError
from tradelint.parsers.package import Package
from tradelint.parsers.sheet_format import BUILTIN
from tradelint.parsers.sheet_parts import Relations


@dataclass(frozen=True, slots=True)
class Style:
    """What a style index stands for; `white` is white text without a fill behind it."""

    format: str = "General"
    bold: bool = False
    white: bool = False


Styles = list[Style]


def read_styles(package: Package, parts: Relations) -> Styles:
    """The cell styles by index; empty when the file has none, or none that can be read."""
    target = next((t for kind, t in parts.values() if kind == "styles" and t in package), None)
    if target is None:
        return []
    try:
        root = package.xml(target)
    except UnreadableError as error:
        if error.code != "corrupt":
            raise
        return []
    codes = dict(BUILTIN)
    for element in root.iter("{*}numFmt"):
        number = _number(element.get("numFmtId"))
        if number is not None and element.get("formatCode"):
            codes[number] = element.get("formatCode")
    fonts = [font for group in root.iterchildren("{*}fonts") for font in group.iterchildren("{*}font")]
    fills = [_is_fill(fill) for group in root.iterchildren("{*}fills") for fill in group.iterchildren("{*}fill")]
    bold, white = [_is_bold(font) for font in fonts], [_is_white(font) for font in fonts]
    found: Styles = []
    for formats in root.iterchildren("{*}cellXfs"):
        for style in formats.iterchildren("{*}xf"):
            font, fill = _number(style.get("fontId")) or 0, _number(style.get("fillId")) or 0
            code = codes.get(_number(style.get("numFmtId")) or 0, "General")
            filled = fill < len(fills) and fills[fill]
            known = font < len(fonts)
            found.append(Style(code, known and bold[font], known and white[font] and not filled))
    return found


def _is_white(font: Any) -> bool:
    """White as Excel writes it: by value, or as the first colour of the theme."""
    for colour in font.iterchildren("{*}color"):
        plain = colour.get("tint") in (None, "0")
        return plain and (colour.get("theme") == "0" or (colour.get("rgb") or "").upper() in ("FFFFFFFF", "00FFFFFF"))
    return False


def _is_fill(fill: Any) -> bool:
    """Whether a cell's background is painted."""
    patterns = list(fill.iterchildren("{*}patternFill"))
    return not patterns or patterns[0].get("patternType") not in (None, "none")


def _is_bold(font: Any) -> bool:
    marks = list(font.iterchildren("{*}b"))
    return bool(marks) and marks[0].get("val") not in ("0", "false")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 8 else None
