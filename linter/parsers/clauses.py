"""Which section a line belongs to, where clauses are numbered lines and not headings."""

from __future__ import annotations

import re

from tradelint.parsers.docx_headings import number_depth, section_name

CAPTION = re.compile(r"\s*([^:：.。;；,，\n]{1,40})(?:[:：.。]|$)")
HAN = "零一二三四五六七八九"
SHAPES = ("第", "article", "clause", "section")


class Sections:
    """Follows a paper line by line. A clause that continues the count of the clauses before it is a section."""

    def __init__(self) -> None:
        self.name: str | None = None
        self._heading: str | None = None
        self._last: tuple[str, int] | None = None
        self._listed: tuple[str, int] | None = None

    def heading(self, text: str, number: str | None) -> None:
        """A heading opens a section."""
        self.name = self._heading = section_name(text, number)
        self._listed = None
        if number is not None:
            self._last = _place_in_count(number)

    def line(self, text: str, number: str | None, skip: int, after_gap: bool) -> None:
        """A paragraph; behind an empty line, one without a number goes back under the heading."""
        place = _place_in_count(number) if number is not None else None
        if place is None:
            if after_gap:
                self.name = self._heading
            return
        if self._goes_on(place):
            self._last, self._listed = place, None
            caption = CAPTION.match(text, skip)
            self.name = section_name(f"{number} {caption.group(1).strip()}" if caption else str(number), number)
        else:
            self._listed = place

    def _goes_on(self, place: tuple[str, int]) -> bool:
        shape, value = place
        if self._listed is not None and self._listed == (shape, value - 1):
            return False
        if self._last is None:
            return value == 1
        return self._last == (shape, value - 1)


def _place_in_count(number: str) -> tuple[str, int] | None:
    """The way of numbering and the count of a clause number of the first rank; None for a lower rank."""
    lower = number.strip().casefold()
    if lower[0] in "(（" or number_depth(number) > 1:
        return None
    shape = next((shape for shape in SHAPES if lower.startswith(shape)), "")
    digits = re.search(r"\d{1,3}", lower)
    if digits:
        return shape or "1", int(digits.group())
    han = re.search(r"[一二三四五六七八九十]{1,3}", lower)
    return (shape or "一", _han(han.group())) if han else None


def _han(text: str) -> int:
    tens, mark, ones = text.rpartition("十")
    value = HAN.find(ones) if ones else 0
    return (HAN.find(tens) if tens else 1) * 10 + value if mark else value
