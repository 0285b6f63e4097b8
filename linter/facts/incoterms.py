"""The facts of the chapter `incoterms`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class IncotermsFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> IncotermsFacts:
    """Read the chapter."""
    return IncotermsFacts()
