"""Phrases that a company writes into its own rules, found as the vocabulary's are: folded, over line ends, as words."""

from __future__ import annotations

import re
from functools import cache

from tradelint.facts.fold import fold
from tradelint.facts.reading import Reading
from tradelint.text import Span

# "..." in a phrase stands for a stretch of the same sentence.
STRETCH = re.compile(r"\s*(?:\.{3}|…)\s*")
GAP = r"[^.;。；\n]{0,80}?"
BEFORE, BEHIND = r"(?<![^\W\u4e00-\u9fff])", r"(?![^\W\u4e00-\u9fff])"
IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


def find_phrase(reading: Reading, phrase: str) -> tuple[Span, ...]:
    """Where a phrase stands and is meant: "no deposit" is no place of "deposit"."""
    spans = (found.span for found in reading.find(_pattern(phrase)) if found[0])
    return tuple(span for span in spans if not reading.negated(span) and not _is_denied_inside(reading, span, phrase))


def _is_denied_inside(reading: Reading, span: Span, phrase: str) -> bool:
    """Whether what "..." stands for says the contrary: "inspection ... waived" in "the inspection is not waived"."""
    return bool(STRETCH.search(phrase)) and bool(reading.hits("negation.before", span))


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    pieces = [_words(piece) for piece in STRETCH.split(phrase.strip()) if piece.strip()]
    return re.compile(GAP.join(pieces) or r"(?!)", re.IGNORECASE)


def _words(text: str) -> str:
    folded = " ".join(fold(text).text.split())
    pattern = r"\s+".join(re.escape(word) for word in folded.split(" "))
    before = BEFORE if _is_letter(folded[0]) else ""
    return before + pattern + (BEHIND if _is_letter(folded[-1]) else "")


def _is_letter(char: str) -> bool:
    return char.isalnum() and not IDEOGRAPH.match(char)
