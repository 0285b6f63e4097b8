"""The figures of a packing: pieces per carton, plies, sizes, weights, volumes, cartons, containers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tradelint.facts.line_items import LineItem
from tradelint.facts.packaging_patterns import (
    COUNT,
    PAIR,
    PER_CARTON,
    PLIES,
    TEST,
    TOTAL,
    VOLUME,
    WEIGHT,
)
from tradelint.facts.packaging_types import CartonData, Figure, Per
from tradelint.facts.product_size import find_sizes, unit_name
from tradelint.facts.product_size_patterns import N
from tradelint.facts.product_types import Zone
from tradelint.facts.reading import Found, Reading
from tradelint.facts.values import Quantity
from tradelint.text import Span


def find_figures(reading: Reading, lines: tuple[LineItem, ...], spans: tuple[Span, ...]) -> tuple[CartonData, ...]:
    """The figures of the packing: the lines' own columns, then those in the spans that speak of packing."""
    found = [*_of_lines(reading, lines)]
    for span in spans:
        for data in (*_of_text(reading, span), *_sizes(reading, span)):
            if not any(d.span.overlaps(data.span) and d.what == data.what for d in found):
                found.append(data)
    return tuple(sorted(found, key=lambda d: d.span))


def measured(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Span, ...]:
    """The lines of text outside of goods lines that weigh, count or measure packages."""
    found: list[Span] = []
    for pattern in (WEIGHT, PAIR, VOLUME, COUNT, PER_CARTON):
        for match in reading.find(pattern):
            line = reading.line_at(match.span)
            if line not in found and not any(
                item.table is not None and item.span.overlaps(match.span) for item in lines
            ):
                found.append(line)
    return tuple(sorted(found))


def _sizes(reading: Reading, span: Span) -> Iterator[CartonData]:
    """Sizes in a slice that speaks of packing are those of what is packed in."""
    for size in find_sizes(reading, (Zone(span, topic="packaging", part="packing"),)):
        if size.kind == "size" and len(size.figures) >= 2:
            yield CartonData(
                size.span, what="size", figures=size.figures, unit=size.unit, per="carton", words=size.words
            )


def _of_lines(reading: Reading, lines: tuple[LineItem, ...]) -> Iterator[CartonData]:
    for index, line in enumerate(lines):
        yield from _quantities(line, index)
        if line.per_carton is not None and line.per_carton.unit in LENGTHS:
            yield from _of_cell(reading, line.per_carton, index)
        if line.carton_size is not None:
            words = line.carton_size.value
            figures = tuple(Decimal(f.replace(",", ".")) for f in re.findall(N, words))
            unit = re.search(r"mm|cm|inch|\"|(?<![a-z])m(?![a-z])|毫米|厘米|公分", words, re.I | re.A)
            yield CartonData(
                line.carton_size.span, what="size", figures=figures, unit=unit_name(unit.group()) if unit else None,
                per="carton", words=words, line=index,
            )  # fmt: skip


LENGTHS = ("millimetre", "centimetre", "metre", "inch", "foot")


def _of_cell(reading: Reading, quantity: Quantity, index: int) -> Iterator[CartonData]:
    """A column that holds size and count together: 64 x 14 x 64 cm, 5 pcs/ctn."""
    block = reading.block(quantity.span)
    if block is not None:
        for data in (*_of_text(reading, block.span), *_sizes(reading, block.span)):
            yield replace(data, line=index)


def _quantities(line: LineItem, index: int) -> Iterator[CartonData]:
    named: tuple[tuple[Quantity | None, Figure, Per], ...] = (
        (line.cartons, "cartons", "line"), (line.per_carton, "per carton", "carton"),
        (line.net_weight, "net weight", "line"), (line.gross_weight, "gross weight", "line"), (line.cbm, "volume", "line"),
        (line.net_weight_per_carton, "net weight", "carton"), (line.gross_weight_per_carton, "gross weight", "carton"),
        (line.cbm_per_carton, "volume", "carton"),
    )  # fmt: skip
    for quantity, what, per in named:
        if quantity is not None and quantity.unit not in LENGTHS:
            yield CartonData(
                quantity.span, quantity.confidence, what=what, value=quantity.value, unit=quantity.unit, per=per,
                words=quantity.raw, line=index,
            )  # fmt: skip


NUMBERS = {"三": 3, "五": 5, "七": 7, "three": 3, "five": 5, "seven": 7}


def _of_text(reading: Reading, span: Span) -> Iterator[CartonData]:
    for found in reading.find(PER_CARTON, span):
        yield CartonData(found.span, what="per carton", value=_first(found), per="carton", words=found[0].strip())
    for found in reading.find(PLIES, span):
        number = NUMBERS.get(found["zh"] or found["word"].casefold())
        value = Decimal(number) if number else None
        value = Decimal(found["n"]) if found["n"] else value
        yield CartonData(found.span, what="plies", value=value, words=found[0].strip())
    yield from _weights(reading, span)
    for found in reading.find(VOLUME, span):
        yield CartonData(
            found.span,
            what="volume",
            value=_number(found["n"] or found["n2"]),
            unit="m3",
            per=_per(reading, found.span, _number(found["n"] or found["n2"]) * 200),
            words=found[0].strip(),
        )
    for found in reading.find(COUNT, span):
        if not _is_pack_size(reading, found.span):
            yield CartonData(
                found.span,
                what="cartons",
                value=_number(found["n"]),
                unit=found["unit"],
                per="total",
                words=found[0].strip(),
            )
    for found in reading.find(TEST, span):
        yield CartonData(found.span, what="test", words=found[0].strip())


def _is_pack_size(reading: Reading, span: Span) -> bool:
    """1 carton in "10 pcs per 1 carton" counts no cartons."""
    before = reading.fold_of(Span(max(0, span.start - 8), span.start))
    behind = reading.fold_of(Span(span.end, span.end + 10))
    return bool(
        re.search(r"(?:per|/|each|a|in)\s?$", before, re.I | re.A) or re.match(r"\s?(?:per|/)", behind, re.I | re.A)
    )


def _first(found: Found) -> Decimal | None:
    raw = next((g for name, _ in found.names if name.startswith("n") and (g := found[name])), "")
    return _number(raw) if raw else None


def _number(raw: str) -> Decimal:
    plain = re.sub(r",(?=\d{3}(?!\d))", "", raw)
    return Decimal(plain.replace(",", "."))


def _weights(reading: Reading, span: Span) -> Iterator[CartonData]:
    for found in reading.find(PAIR, span):
        for label, figure in (("first", "a"), ("second", "b")):
            place = found.span_of(figure)
            assert place is not None
            yield CartonData(
                place, what=_weight_kind(found[label]), value=_number(found[figure]), unit=_unit(found["unit"]),
                per=_per(reading, found.span, _number(found[figure])), words=found[figure],
            )  # fmt: skip
    for found in reading.find(WEIGHT, span):
        yield CartonData(
            found.span, what=_weight_kind(found["label"]), value=_number(found["n"]), unit=_unit(found["unit"]),
            per=_per(reading, found.span, _number(found["n"])), words=found[0].strip(),
        )  # fmt: skip


def _unit(raw: str) -> str | None:
    return unit_name(raw) if raw else None


def _weight_kind(label: str) -> Figure:
    return "gross weight" if re.search(r"^\s?(?:total\s{1,5})?g|毛", label, re.I | re.A) else "net weight"


def _per(reading: Reading, span: Span, value: Decimal) -> Per:
    """Whether a weight or volume is that of one carton or of all; no carton weighs a tonne or holds five cubic metres."""
    line = reading.line_at(span)
    near = reading.fold_of(Span(max(line.start, span.start - 30), min(line.end, span.end + 16)))
    if re.search(
        r"per\s{1,5}(?:ctn|carton|box|bag|crate)|/\s?(?:ctn|carton|箱)|每箱|单箱|箱规|\beach\b", near, re.I | re.A
    ):
        return "carton"
    return "total" if TOTAL.search(near) or value > LARGEST else ""


LARGEST = Decimal(1000)


__all__ = ["find_figures", "measured"]
