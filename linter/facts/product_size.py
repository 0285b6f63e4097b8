"""Sizes, weights and capacities of goods and packing, with their units and where these stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from tradelint.facts.product_scope import scope_in
from tradelint.facts.product_size_patterns import (
    CAPACITY,
    CODE,
    CONTAINERS,
    DIAMETER,
    GENERAL,
    GRAMMAGE,
    HEADER_UNIT,
    LABELLED,
    LENGTH,
    LETTERED,
    NO_SIZE,
    NOMINAL,
    PACKED,
    PACKED_AFTER,
    PACKED_LINE,
    PACKED_STRICT,
    PRODUCT,
    RESOLUTIONS,
    SINGLE,
    WEIGHT,
    N,
)
from tradelint.facts.product_types import Bearer, Size, SizeKind, Zone
from tradelint.facts.product_zones import read_once
from tradelint.facts.reading import Found, Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Span


def find_sizes(reading: Reading, zones: tuple[Zone, ...]) -> tuple[Size, ...]:
    """The sizes in the zones, in text order, each slice read once."""
    general = next((f["unit"] for f in reading.find(GENERAL)), None)
    return read_once(size for zone in zones for size in _in_zone(reading, zone, general))


def _in_zone(reading: Reading, zone: Zone, general: str | None) -> Iterator[Size]:
    taken: list[Span] = []
    found: list[Size] = []
    for size in _candidates(reading, zone):
        if not any(span.overlaps(size.span) for span in taken) and not _is_tolerance(reading, size.span):
            taken.append(size.span)
            found.append(_with_unit(reading, zone, size, general))
    yield from sorted(found, key=lambda s: s.span)


def _is_tolerance(reading: Reading, span: Span) -> bool:
    """2 mm in ± 2 mm is what may deviate, not what is measured."""
    return bool(
        re.search(
            r"(?:±|\+/?-|公差|tolerance)\s?$", reading.fold_of(Span(max(0, span.start - 10), span.start)), re.I | re.A
        )
    )


def _candidates(reading: Reading, zone: Zone) -> Iterator[Size]:
    for found in reading.find(NOMINAL, zone.span):
        yield _size(found, "nominal", zone, reading, nominal=True)
    for found in reading.find(LETTERED, zone.span):
        yield _size(found, "size", zone, reading)
    for found in reading.find(PRODUCT, zone.span):
        if not _no_size(reading, found):
            yield _size(found, "size", zone, reading)
    for pattern, kind in KINDS:
        for found in reading.find(pattern, zone.span):
            if kind != "length" or pattern is not LABELLED or found["unit"] or zone.topic == "dimensions":
                yield _size(found, kind, zone, reading, nominal=kind == "code")


KINDS: tuple[tuple[re.Pattern[str], SizeKind], ...] = (
    (DIAMETER, "diameter"),
    (CODE, "code"),
    (GRAMMAGE, "grammage"),
    (LABELLED, "length"),
    (SINGLE, "length"),
    (CAPACITY, "capacity"),
    (WEIGHT, "weight"),
)


def _no_size(reading: Reading, found: Found) -> bool:
    """Pixels, packs, cables and containers are written like sizes."""
    behind = reading.fold_of(Span(found.span.end, found.span.end + 14))
    inner = _inner_unit(found[0], "size")
    if not found["unit"] and not inner and NO_SIZE.match(behind):
        return True
    if not found["unit"] and not inner and not found["c"] and len(found["a"]) == len(found["b"]) == 1:
        return True  # 2x1 weave, 4x4 drive, 1x2 pack
    if not found["c"] and (
        (found["a"], found["b"]) in RESOLUTIONS or (CONTAINERS.match(found["b"]) and behind[:1] in "'’GHDF")
    ):
        return True
    line = reading.fold_of(reading.line_at(found.span))
    return bool(re.search(r"pixel|resolution|分辨率|dpi", line, re.I | re.A)) and not found["unit"]


def _size(found: Found, kind: SizeKind, zone: Zone, reading: Reading, nominal: bool = False) -> Size:
    raw = found[0]
    figures = tuple(_figure(g) for g in re.findall(N, raw))
    unit = found["unit"] if "unit" in dict(found.names) else None
    raw = re.split(r"±|\+\s?/?\s?-", raw)[0]
    words = " ".join(raw.split()).strip(" (,;")
    return Size(
        found.span, words=words, kind=kind, figures=figures, unit=unit_name(unit) if unit else _inner_unit(raw, kind),
        unit_from="figure" if unit else "", nominal=nominal or kind == "capacity", of=_bearer(reading, zone, found.span),
        line=zone.line, scope=scope_in(reading, zone, found.span), part=zone.part, toleranced=_toleranced(reading, found.span),
    )  # fmt: skip


def _toleranced(reading: Reading, span: Span) -> bool:
    """Whether a tolerance stands in the figure or directly behind it."""
    near = reading.fold_of(Span(span.start, min(len(reading.text), span.end + 24)))
    return bool(re.search(r"±|\+\s?/\s?-|公差|tolerance|[≤≥]|max\b|min\b", near, re.I | re.A))


def _figure(raw: str) -> Decimal:
    return Decimal(raw.replace(",", "."))


def _inner_unit(raw: str, kind: SizeKind) -> str | None:
    """The unit of 60cm x 40cm where the last figure has none."""
    if kind in ("nominal", "code"):
        return kind
    inner = re.search(rf"\d\s?({LENGTH})", raw, re.I | re.A)
    return unit_name(inner.group(1)) if inner else None


@cache
def _units() -> dict[str, str]:
    return {str(raw): str(name) for raw, name in table("products")["unit_names"].items()}


def unit_name(raw: str) -> str:
    """One name for a unit: inch for " and 英寸, mm for 毫米."""
    plain = raw.strip().casefold()
    return _units().get(plain, plain)


def _bearer(reading: Reading, zone: Zone, span: Span) -> Bearer:
    before = reading.fold_of(Span(max(zone.span.start, span.start - 36), span.start))
    behind = reading.fold_of(Span(span.end, min(zone.span.end, span.end + 16)))
    if zone.part == "packing" or PACKED_AFTER.match(behind):
        return "packing"
    # A crate or a box may itself be what is sold: "Storage crate 60 x 40 x 32".
    if (PACKED if zone.topic == "" else PACKED_STRICT).search(before):
        return "packing"
    if zone.label is not None and PACKED_LINE.search(reading.fold_of(zone.label)):
        return "packing"
    return "goods"


def _with_unit(reading: Reading, zone: Zone, size: Size, general: str | None) -> Size:
    """The unit from the label, the header of the column or a general statement where the figure has none."""
    if size.unit is not None or size.kind not in ("size", "length", "diameter", "thickness"):
        return replace(size, unit_from=size.unit_from or "figure")
    for where, text in (("label", _label(reading, zone, size)), ("header", _header(reading, size))):
        unit = HEADER_UNIT.search(text)
        if unit:
            return replace(size, unit=unit_name(unit["unit"] or unit["unit2"]), unit_from=where)
    if general:
        return replace(size, unit=unit_name(general), unit_from="general")
    return size


LONGEST_UNIT = 10


def _label(reading: Reading, zone: Zone, size: Size) -> str:
    if zone.label is not None:
        bracketed = zone.label.end <= zone.span.start <= zone.label.end + LONGEST_UNIT
        return reading.fold_of(Span(zone.label.start, zone.span.start) if bracketed else zone.label).rstrip(" :：\t")
    line = reading.line_at(size.span)
    return reading.fold_of(Span(line.start, size.span.start)).rstrip(" :：")


def _header(reading: Reading, size: Size) -> str:
    """The nearest cell above in the same column that holds words and no figures."""
    for grid in reading.document.tables:
        if not grid.span.contains(size.span):
            continue
        cell = next((c for c in grid.cells if c.span.contains(size.span)), None)
        if cell is None:
            return ""
        above = [c for c in grid.cells if c.row < cell.row and c.column <= cell.column < c.column + c.column_span]
        for candidate in sorted(above, key=lambda c: -c.row):
            text = " ".join(reading.fold_of(candidate.span).split())
            if text and not re.search(r"\d", text):
                return text
    return ""


__all__ = ["find_sizes", "unit_name"]
