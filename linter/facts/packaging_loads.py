"""Packing data that belong together: the cartons of one goods line, or of one clause, ready to be multiplied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tradelint.facts.line_items import LineItem
from tradelint.facts.packaging_tables import PackingRow
from tradelint.facts.packaging_types import CartonData, Figure, Load
from tradelint.facts.reading import Reading
from tradelint.text import Span

BREAK = re.compile(r"[;；。\n]|\.(?=\s{1,5}[A-Z一-鿿])")
REMAINDER = re.compile(
    r"last\s{1,5}(?:carton|ctn|box)|remaining|balance\s{1,5}in|mixed\s{1,5}carton|尾箱|余数|零头|拼箱|最后一箱",
    re.I | re.A,
)
# Metres to the power of one per unit of length.
METRES = {
    "mm": Decimal("0.001"),
    "cm": Decimal("0.01"),
    "m": Decimal(1),
    "inch": Decimal("0.0254"),
    "ft": Decimal("0.3048"),
}


def find_loads(
    reading: Reading,
    lines: tuple[LineItem, ...],
    figures: tuple[CartonData, ...],
    spans: tuple[Span, ...],
    rows: tuple[PackingRow, ...],
) -> tuple[Load, ...]:
    """The loads of goods lines, of rows of packing tables, and of clauses about packing."""
    of_rows = (_load(reading, row.span, list(row.figures), None, None) for row in rows)
    found = (*_of_lines(reading, lines, figures), *of_rows, *_of_text(reading, _outside(figures, rows), spans))
    return tuple(sorted(found, key=lambda load: load.span))


def _outside(figures: tuple[CartonData, ...], rows: tuple[PackingRow, ...]) -> tuple[CartonData, ...]:
    return tuple(f for f in figures if not any(row.span.contains(f.span) for row in rows))


def _of_lines(reading: Reading, lines: tuple[LineItem, ...], figures: tuple[CartonData, ...]) -> Iterator[Load]:
    for index, line in enumerate(lines):
        own = [f for f in figures if f.line == index]
        if own:
            yield _load(reading, line.span, own, index, line.quantity.value if line.quantity else None)


def _of_text(reading: Reading, figures: tuple[CartonData, ...], spans: tuple[Span, ...]) -> Iterator[Load]:
    for span in spans:
        for part in _parts(reading, span):
            own = [f for f in figures if f.line is None and part.contains(f.span)]
            if len({f.what for f in own}) >= 2:
                yield _load(reading, part, own, None, None)


def _parts(reading: Reading, span: Span) -> Iterator[Span]:
    start = span.start
    for stop in BREAK.finditer(reading.text, span.start, span.end):
        yield Span(start, stop.start())
        start = stop.end()
    yield Span(start, span.end)


def _load(reading: Reading, span: Span, own: list[CartonData], line: int | None, quantity: Decimal | None) -> Load:
    level = max((f.confidence for f in own), key=lambda c: c.rank)
    counted = [f for f in own if f.what in ("cartons", "size")]
    mixed = any(sum(f.what == what for f in counted) > 1 for what in ("cartons", "size"))
    size = _one(own, "size")
    own = [_placed(f, size) for f in own]
    return Load(
        span, level, line=line, quantity=quantity, cartons=_one(own, "cartons"), per_carton=_one(own, "per carton"),
        size=size, net=_one(own, "net weight"), gross=_one(own, "gross weight"), volume=_one(own, "volume"),
        total_net=_one(own, "net weight", total=True), total_gross=_one(own, "gross weight", total=True),
        total_volume=_one(own, "volume", total=True), mixed=mixed,
        remainder=bool(REMAINDER.search(reading.fold_of(span))),
    )  # fmt: skip


def _placed(figure: CartonData, size: CartonData | None) -> CartonData:
    """A CBM column may hold the volume of one carton: then it fits the size of one."""
    if figure.what != "volume" or figure.per != "line" or size is None or figure.value is None:
        return figure
    one = any(abs(volume - figure.value) <= max(volume / 20, SMALL) for volume in volumes_of(size))
    return replace(figure, per="carton" if one else "total")


SMALL = Decimal("0.005")


def _one(own: list[CartonData], what: Figure, total: bool = False) -> CartonData | None:
    """The figure of a kind: of one carton, or of all; outer cartons win over inner boxes."""
    found = [f for f in own if f.what == what and (f.per == "total") == (total or what == "cartons")]
    found = found or [f for f in own if f.what == what and what == "cartons"]
    if what == "per carton":
        outer = [f for f in found if re.search(r"ctn|carton|外箱|纸箱|大箱|/箱|一箱|crate|case", f.words, re.I)]
        found = outer or found
    return found[-1] if found else None


def volumes_of(size: CartonData) -> tuple[Decimal, ...]:
    """The volume of one carton in m3 for each unit that the size may be in; one where the unit is stated."""
    if len(size.figures) != 3:
        return ()
    length, width, height = size.figures
    factors = [METRES[size.unit]] if size.unit in METRES else [METRES["cm"], METRES["mm"], METRES["inch"]]
    return tuple(length * width * height * factor**3 for factor in factors)


__all__ = ["find_loads", "volumes_of"]
