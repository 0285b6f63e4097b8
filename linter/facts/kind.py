"""Which kind of paper it is, in which languages, and whether it is a form to fill in."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading
from tradelint.levels import Confidence
from tradelint.text import Span


@dataclass(frozen=True)
class Kind:
    """`name` is one of the kinds of the result format; `because` says what decided, `span` where that stands."""

    name: str = "unknown"
    confidence: Confidence = Confidence.LOW
    because: str = ""
    span: Span | None = None


def read_kind(reading: Reading) -> Kind:
    """Title first, then features; `other` only on positive evidence."""
    return Kind()


def read_languages(reading: Reading) -> tuple[str, ...]:
    """ISO 639-1 codes, the main language first."""
    return ()


def read_is_template(reading: Reading) -> bool:
    """Whether the paper's main purpose is to be filled in."""
    return False
