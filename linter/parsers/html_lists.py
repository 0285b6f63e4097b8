"""Numbers in front of list items, as a browser counts them."""

from __future__ import annotations

import re
from typing import Any

from tradelint.parsers.docx_numerals import numeral

KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
}
TYPE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")


class ListCounter:
    """Counts the items of one list."""

    def __init__(self, element: Any) -> None:
        self._ordered = element.tag == "ol"
        style = TYPE.search(element.get("style") or "")
        named = STYLES.get(style.group(1)) if style else None
        self._plain = bool(style and style.group(1) == "none")
        self._kind = named or KINDS.get(element.get("type") or "", "decimal")
        items = sum(child.tag == "li" for child in element)
        self._step = -1 if "reversed" in element.attrib else 1
        self._next = _whole(element.get("start"), items if self._step < 0 else 1)

    def label(self, item: Any) -> str | None:
        """The label of the next item: "3." or "a." or a bullet; None where the style shows none."""
        if self._plain:
            return None
        if not self._ordered:
            return "•"
        value = _whole(item.get("value"), self._next)
        self._next = value + self._step
        return f"{numeral(value, self._kind)}."


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise
