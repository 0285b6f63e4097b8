"""The facts of the chapter `legal`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class LegalFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> LegalFacts:
    """Read the chapter."""
    return LegalFacts()
