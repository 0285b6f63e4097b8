"""Packing tables whose rows no goods line has taken up: cartons, sizes, weights and volumes row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tradelint.facts.line_items import LineItem
from tradelint.facts.line_roles import Header, read_header
from tradelint.facts.packaging_types import CartonData, Figure, Per
from tradelint.facts.product_size import unit_name
from tradelint.facts.product_size_patterns import N
from tradelint.facts.reading import Reading
from tradelint.text import Cell, Span, Table

ROLES: dict[str, tuple[Figure, Per]] = {
    "cartons": ("cartons", "line"), "per_carton": ("per carton", "carton"), "carton_size": ("size", "carton"),
    "net_weight": ("net weight", ""), "gross_weight": ("gross weight", ""), "cbm": ("volume", "line"),
    "net_weight_per_carton": ("net weight", "carton"), "gross_weight_per_carton": ("gross weight", "carton"),
    "cbm_per_carton": ("volume", "carton"),
}  # fmt: skip
LENGTH = re.compile(r"(?<![A-Za-z])(mm|cm|m|inch|inches|in)(?![A-Za-z])|毫米|厘米", re.I | re.A)
TOTAL = re.compile(r"\s{0,5}(?:grand|sub)?\s?-?(?:total|sum|ttl|合计|总计|小计)", re.I)
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?|\d{1,9}(?:[.,]\d{1,9})?")
PACK_COLUMN = re.compile(
    r"(?:unit\s+of\s+|type\s+of\s+)?(?:package|packages|packing|packaging|pack)(?:\s+(?:size|unit|type|details?))?|包装(?:规格|单位|方式)?",
    re.I,
)
# A header names at least so many figures of a packing, and a row has at least so many of them.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class PackingRow:
    """One row of a packing table."""

    span: Span
    figures: tuple[CartonData, ...]


def find_rows(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[PackingRow, ...]:
    """The rows of the packing tables that hold nothing which a goods line already has."""
    taken = [value.span for line in lines for name in ROLES if (value := getattr(line, name)) is not None]
    taken += [line.span for line in lines]
    rows = (row for table in reading.document.tables for row in _rows(reading, table))
    return tuple(row for row in rows if not any(span.overlaps(row.span) for span in taken))


def packs_in_column(reading: Reading) -> Iterator[Span]:
    """The cells under a header like `Unit of package` or 包装规格 in a table of goods."""
    for table in reading.document.tables:
        column: int | None = None
        for row in table.rows():
            for cell in row:
                words = " ".join(reading.fold_of(cell.span).split())
                if column is None and PACK_COLUMN.fullmatch(words) and len(row) >= ENOUGH:
                    column = cell.column
                elif cell.column == column and words and not PACK_COLUMN.fullmatch(words):
                    yield cell.span


def _rows(reading: Reading, table: Table) -> Iterator[PackingRow]:
    columns: dict[int, Header] = {}
    for row in table.rows():
        headers = {cell.column: read_header(reading.text[cell.span.start : cell.span.end]) for cell in row}
        packing = {column: header for column, header in headers.items() if header.role in ROLES}
        if len(packing) >= ENOUGH:
            columns = packing
        elif columns and row and not TOTAL.match(reading.fold_of(row[0].span)):
            figures = tuple(
                f for cell in row if cell.column in columns for f in _figure(reading, cell, columns[cell.column])
            )
            if len(figures) >= ENOUGH:
                yield PackingRow(Span(row[0].span.start, row[-1].span.end), figures)


def _figure(reading: Reading, cell: Cell, header: Header) -> Iterator[CartonData]:
    what, per = ROLES[header.role]
    words = " ".join(reading.fold_of(cell.span).split())
    if what == "size":
        figures = tuple(Decimal(raw.replace(",", ".")) for raw in re.findall(N, words))
        unit = LENGTH.search(words) or LENGTH.search(header.text)
        if len(figures) >= ENOUGH:
            yield CartonData(
                cell.span,
                what=what,
                figures=figures,
                unit=unit_name(unit.group()) if unit else None,
                per=per,
                words=words,
            )
        return
    match = FIGURE.fullmatch(re.sub(r"\s?(?:kgs?|cbm|m3|ctns?|pcs|箱|个)$", "", words, flags=re.I))
    if match:
        plain = re.sub(r",(?=\d{3}(?!\d))", "", match.group()).replace(",", ".")
        yield CartonData(cell.span, what=what, value=Decimal(plain), per=per, words=words)


__all__ = ["PackingRow", "find_rows", "packs_in_column"]
