"""The folded view of short texts, kept: cells and lines are looked at many times."""

from __future__ import annotations

from functools import lru_cache

from tradelint.facts import fold as folding
from tradelint.facts.fold import Folded

SHORT = 300


def fold(text: str) -> Folded:
    """Like `fold.fold`; the view of a short text is made once."""
    return _kept(text) if len(text) <= SHORT else _last(text)


@lru_cache(maxsize=8192)
def _kept(text: str) -> Folded:
    return folding.fold(text)


@lru_cache(maxsize=2)
def _last(text: str) -> Folded:
    """The whole text of the document at hand."""
    return folding.fold(text)
