"""The containers that a paper names, with what practice loads into them."""

from __future__ import annotations

import re
from decimal import Decimal

from tradelint.facts.packaging_patterns import MULTIPLIED
from tradelint.facts.packaging_types import Container
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Span


def find_containers(reading: Reading) -> tuple[Container, ...]:
    """The containers named, with their number where one is given: 2 x 40HQ, 1*20'GP, 一个40尺高柜."""
    found: list[Container] = []
    for hit in reading.hits("logistics"):
        if hit.id not in _codes() or any(c.span.overlaps(hit.span) for c in found):
            continue
        before = reading.fold_of(Span(max(0, hit.span.start - 12), hit.span.start))
        count = MULTIPLIED.search(before)
        inner = re.match(r"(\d{1,9})\s?x", hit.raw, re.I | re.A)
        value = Decimal(count["n"]) if count else Decimal(inner.group(1)) if inner else None
        found.append(_container(hit.span, hit.id, value))
    return tuple(found)


def _container(span: Span, code: str, count: Decimal | None) -> Container:
    data = table("logistics")
    entry = next(e for e in data["container"] if e["code"] == code)
    road = data["container_notes"]["us_road_kg"].get(code)
    return Container(
        span, code=code, count=count, cbm_practical=Decimal(str(entry["cbm_practical"])),
        cbm_max=Decimal(str(entry["cbm_max"])), payload_kg_practical=Decimal(entry["payload_kg_practical"]),
        payload_kg_max=Decimal(entry["payload_kg_max"]), us_road_kg=Decimal(road) if road else None,
    )  # fmt: skip


def _codes() -> frozenset[str]:
    return frozenset(str(e.get("code")) for e in table("logistics")["container"])


__all__ = ["find_containers"]
