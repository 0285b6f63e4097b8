"""The facts of the chapter `platform`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class PlatformFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> PlatformFacts:
    """Read the chapter."""
    return PlatformFacts()
