"""Addresses that stand apart from the party they belong to: `Supplier address:` in another corner of the form."""

from __future__ import annotations

from dataclasses import replace

from tradelint.facts.parties_blocks import Piece
from tradelint.facts.parties_model import Party
from tradelint.facts.parties_names import comparable, same_party
from tradelint.facts.parties_parse import parse_pieces, side_named
from tradelint.facts.reading import Reading
from tradelint.text import Cell, Span

SAME = 0.88


def with_seats(reading: Reading, parties: list[Party]) -> list[Party]:
    """The parties, each without an address given the one that a caption of its own side holds."""
    found = list(parties)
    for caption in reading.filled("address"):
        role = side_named(reading, caption.label)
        at = next((i for i, p in enumerate(found) if p.role == role and p.any_name and p.address is None), None)
        if at is None or role is None or caption.value is None:
            continue
        span = _without_name(reading, _down(reading, caption.value), found[at])
        if span is not None:
            address = parse_pieces(reading, (Piece(span, "address"),), caption.label, role, "caption").address
            found[at] = replace(
                found[at], address=address, country=found[at].country or (address.country if address else None)
            )
    return found


def _down(reading: Reading, value: Span) -> Span:
    """A cell with the cells under it in its column, up to an empty one or the next caption."""
    labels = {c.label.start for c in reading.captions}
    for table in reading.document.tables:
        here = next((cell for cell in table.cells if cell.span.contains(value)), None)
        if here is None:
            continue
        below = {cell.row: cell for cell in table.cells if cell.column == here.column and cell.row > here.row}
        row = here.row + 1
        while row in below and _goes_on(reading, below[row], labels):
            value, row = value.cover(below[row].span), row + 1
    return value


def _goes_on(reading: Reading, cell: Cell, labels: set[int]) -> bool:
    return cell.span.start not in labels and not reading.is_blank(cell.span)


def _without_name(reading: Reading, span: Span, party: Party) -> Span | None:
    """The lines of an address without the party's own name at their head; None when nothing else is there."""
    text = reading.text[span.start : span.end]
    first, _, rest = text.partition("\n")
    if not comparable(first, party.any_name) or same_party(first, party.any_name) < SAME:
        return span
    start = span.start + len(first) + 1
    return Span(start, span.end) if rest.strip() else None
