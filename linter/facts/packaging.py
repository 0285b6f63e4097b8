"""The facts of the chapter `packaging`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class PackagingFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> PackagingFacts:
    """Read the chapter."""
    return PackagingFacts()
