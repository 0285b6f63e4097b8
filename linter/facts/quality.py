"""The facts of the chapter `quality`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class QualityFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> QualityFacts:
    """Read the chapter."""
    return QualityFacts()
