"""The matching view of a text: compatibility forms, dashes, quotes and traditional characters made alike."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from tradelint.facts.vocabulary import simplified
from tradelint.text import Span

DASHES = "‐‑‒–—―−﹣－"
QUOTES = {"‘": "'", "’": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"'}
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ALIKE = {**{ord(d): "-" for d in DASHES}, **{ord(k): v for k, v in QUOTES.items()}, ord("\u00a0"): " "}


@dataclass(frozen=True)
class Folded:
    """`text` is the folded text; its character i came from the document's character `origin[i]`.

    Case is kept (three-letter trade terms need it); match with re.IGNORECASE.
    """

    text: str
    origin: array[int]

    def to_document(self, start: int, end: int) -> Span:
        """The span of the document's text that folded to [start, end)."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else self._length()
            return Span(at, at)
        return Span(self.origin[start], self.origin[end - 1] + 1)

    def from_document(self, span: Span) -> tuple[int, int]:
        """The folded range that came from `span`."""
        return bisect_left(self.origin, span.start), bisect_left(self.origin, span.end)

    def slice(self, span: Span) -> str:
        """The folded text of a span of the document."""
        start, end = self.from_document(span)
        return self.text[start:end]

    def _length(self) -> int:
        return self.origin[-1] + 1 if self.origin else 0


@cache
def _table() -> dict[int, str | None]:
    return {**simplified(), **ALIKE, **{ord(c): None for c in INVISIBLE}}


def fold(text: str) -> Folded:
    """Fold `text`: NFKC per character, dashes and quotes unified, invisible characters dropped, ZH simplified."""
    if text.isascii():
        return Folded(text, array("I", range(len(text))))
    table = _table()
    parts: list[str] = []
    origin: array[int] = array("I")
    for index, char in enumerate(text):
        if char < "\x80":
            parts.append(char)
            origin.append(index)
            continue
        mapped = char.translate(table)
        folded = unicodedata.normalize("NFKC", mapped).translate(ALIKE) if mapped else ""
        parts.append(folded)
        origin.extend([index] * len(folded))
    return Folded("".join(parts), origin)


def folded(text: str) -> str:
    """The folded form of a short text, in lower case, white space collapsed: for comparing words."""
    return " ".join(fold(text).text.casefold().split())
