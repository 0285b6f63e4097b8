"""One attribute of the goods with two values: what a remark says against what the line says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, TypeVar

from tradelint.facts.line_items import LineItem
from tradelint.facts.product_types import Colour, Contradiction, Material, Size
from tradelint.levels import Confidence

T = TypeVar("T", Material, Colour, Size)
# Millimetres in one unit.
LENGTHS = {"mm": Decimal(1), "cm": Decimal(10), "m": Decimal(1000), "inch": Decimal("25.4"), "ft": Decimal("304.8")}
# What is printed or packed may have a colour of its own.
ASIDE = ("print", "packing", "coating")


def find_contradictions(
    lines: tuple[LineItem, ...],
    materials: tuple[Material, ...],
    colours: tuple[Colour, ...],
    sizes: tuple[Size, ...],
) -> tuple[Contradiction, ...]:
    """Statements that bind all goods, or a line by its number, set against the goods lines: same part, another value."""
    found = [*_of_materials(lines, materials), *_of_colours(lines, colours), *_of_sizes(lines, sizes)]
    return tuple(sorted(found, key=lambda clash: clash.span))


def _pairs(lines: tuple[LineItem, ...], facts: Iterable[T]) -> Iterator[tuple[T, list[T]]]:
    """(a general statement, what one line says of the same part), for each line that the statement binds."""
    known = list(facts)
    for general in (fact for fact in known if fact.line is None and fact.scope):
        for index, line in enumerate(lines):
            if general.scope == "all" or general.scope == f"line {_number(line, index)}":
                own = [fact for fact in known if fact.line == index and fact.part == general.part]
                if own:
                    yield general, own


def _number(line: LineItem, index: int) -> str:
    return line.number.value.strip(" .)") if line.number is not None else str(index + 1)


def _of_materials(lines: tuple[LineItem, ...], materials: tuple[Material, ...]) -> Iterator[Contradiction]:
    """Grades and compositions only: "steel" beside SUS304 is no other value."""
    for general, own in _pairs(lines, (m for m in materials if m.precise)):
        own = [m for m in own if m.family == general.family]
        if own and all(m.id != general.id for m in own):
            yield _clash("material", general, own[0])


def _of_colours(lines: tuple[LineItem, ...], colours: tuple[Colour, ...]) -> Iterator[Contradiction]:
    """Shades of one family, splits ("200 black, 300 white") and colours of print or packing are no other value."""
    for general, own in _pairs(lines, (c for c in colours if c.part not in ASIDE and c.family != "light")):
        families = {general.family, *(c.family for c in own)}
        if families & {"mixed", "code"} or any(c.family == general.family for c in own) or len(own) > 1:
            continue
        yield _clash("colour", general, own[0])


def _of_sizes(lines: tuple[LineItem, ...], sizes: tuple[Size, ...]) -> Iterator[Contradiction]:
    """Sizes with as many figures, in known units, that differ by more than rounding."""
    for general, own in _pairs(lines, (s for s in sizes if s.kind == "size" and s.of == "goods")):
        if len(own) == 1 and len(own[0].figures) == len(general.figures) and _differ(general, own[0]):
            yield _clash("size", general, own[0])


def _differ(first: Size, second: Size) -> bool:
    if first.unit not in LENGTHS or second.unit not in LENGTHS:
        return False
    a = sorted(figure * LENGTHS[first.unit] for figure in first.figures)
    b = sorted(figure * LENGTHS[second.unit] for figure in second.figures)
    return any(abs(x - y) > max(x, y) / 50 for x, y in zip(a, b, strict=True))


def _clash(
    attribute: Literal["material", "colour", "size"], general: Material | Colour | Size, own: Material | Colour | Size
) -> Contradiction:
    level = Confidence.HIGH if attribute == "material" else Confidence.MEDIUM
    return Contradiction(
        general.span, level, attribute=attribute, stated=general.words, expected=own.words, other=own.span,
        part=general.part, line=own.line,
    )  # fmt: skip


__all__ = ["find_contradictions"]
