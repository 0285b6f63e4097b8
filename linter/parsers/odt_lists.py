"""Numbers of lists and headings in an OpenDocument text, computed as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tradelint.parsers.docx_numbering import PLACEHOLDER, Label
from tradelint.parsers.docx_numerals import numeral
from tradelint.parsers.docx_styles import whole
from tradelint.parsers.odt_names import LOEXT, style, text

LEVELS = 10
OUTLINE = ""
# Formats are given by their first number; Chinese ones as "一, 二, 三, ...".
FORMATS = {
    "1": "decimal", "01": "decimalZero", "a": "lowerLetterSpread", "A": "upperLetterSpread", "i": "lowerRoman",
    "I": "upperRoman", "1st": "ordinal", "one": "cardinalText", "first": "ordinalText", "一": "chineseCounting",
    "壹": "chineseLegalSimplified", "壱": "chineseCounting", "甲": "ideographTraditional", "子": "ideographZodiac",
    "①": "decimalEnclosedCircle", "１": "decimalFullWidth", "": "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style; `pattern` is used where the file has one, else prefix, numbers and suffix."""

    format: str = "none"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    bullet: bool = False
    pattern: str | None = None


class ListStyles:
    """The list styles of a file; the outline of headings has an empty name."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        for root in roots:
            for node in root.iter(text("list-style"), text("outline-style")):
                name = node.get(style("name"), "") if node.tag == text("list-style") else OUTLINE
                self._levels.setdefault(name, {whole(child.get(text("level"))): _level(child) for child in node})

    def level(self, name: str, depth: int) -> Level:
        """A level of a list, counted from 1."""
        return self._levels.get(name, {}).get(depth, Level())


def _level(node: Any) -> Level:
    bullet = not node.tag.endswith(("number", "outline-level-style"))
    kind = node.get(style("num-format"), "")
    return Level(
        FORMATS.get(kind.split(",")[0].strip(), "decimal"),
        node.get(style("num-prefix"), ""),
        node.get(style("num-suffix"), ""),
        whole(node.get(text("start-value"), "1")),
        max(1, whole(node.get(text("display-levels"), "1"))),
        bullet,
        node.get(LOEXT + "num-list-format"),
    )


class Counter:
    """The running numbers of one list."""

    def __init__(self, styles: ListStyles, name: str) -> None:
        self.name = name
        self._styles = styles
        self._values: list[int | None] = [None] * (LEVELS + 1)

    def label(self, depth: int, start: str | None, name: str | None = None) -> Label | None:
        """Count an item on a level from 1 and give its label; `start` is a value that it is to have."""
        name = name or self.name
        depth = min(depth, LEVELS)
        level = self._styles.level(name, depth)
        current = self._values[depth]
        self._values[depth] = whole(start) if start else level.start if current is None else current + 1
        self._values[depth + 1 :] = [None] * (LEVELS - depth)
        if level.bullet:
            return Label("•", True, True)
        shown = self._pattern(name, depth, level)
        return Label(shown, True) if shown else None

    def _pattern(self, name: str, depth: int, level: Level) -> str:
        if level.format == "none" and not level.pattern:
            return (level.prefix + level.suffix).strip()
        if level.pattern is not None:
            return (
                PLACEHOLDER.sub(lambda found: self._number(name, int(found.group(1))), level.pattern)
                .replace("%10%", self._number(name, 10))
                .replace("%", "")
                .strip()
            )
        numbers = [self._number(name, upper) for upper in range(max(1, depth - level.shown + 1), depth + 1)]
        return f"{level.prefix}{'.'.join(number for number in numbers if number)}{level.suffix}".strip()

    def _number(self, name: str, depth: int) -> str:
        level = self._styles.level(name, depth)
        value = self._values[min(depth, LEVELS)]
        return "" if level.bullet else numeral(level.start if value is None else value, level.format)
