"""The facts of the chapter `parties`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class PartiesFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> PartiesFacts:
    """Read the chapter."""
    return PartiesFacts()
