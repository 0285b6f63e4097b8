"""Cell styles of an XLSX workbook: the number format, and whether the font is bold."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.errors import UnreadableError
from tradelint.parsers.package import Package
from tradelint.parsers.sheet_format import BUILTIN
from tradelint.parsers.sheet_parts import Relations


@dataclass(frozen=True, slots=True)
class Style:
    """What a style index stands for."""

    format: str = "General"
    bold: bool = False


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
    bold = [_is_bold(font) for fonts in root.iterchildren("{*}fonts") for font in fonts.iterchildren("{*}font")]
    found: Styles = []
    for formats in root.iterchildren("{*}cellXfs"):
        for style in formats.iterchildren("{*}xf"):
            font = _number(style.get("fontId")) or 0
            code = codes.get(_number(style.get("numFmtId")) or 0, "General")
            found.append(Style(code, font < len(bold) and bold[font]))
    return found


def _is_bold(font: object) -> bool:
    marks = list(font.iterchildren("{*}b"))  # type: ignore[attr-defined]
    return bool(marks) and marks[0].get("val") not in ("0", "false")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 8 else None
