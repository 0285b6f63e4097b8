"""The facts of the chapter `shipment`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class ShipmentFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> ShipmentFacts:
    """Read the chapter."""
    return ShipmentFacts()
