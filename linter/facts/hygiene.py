"""The facts of the chapter `hygiene`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class HygieneFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> HygieneFacts:
    """Read the chapter."""
    return HygieneFacts()
