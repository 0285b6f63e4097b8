"""What the paper sells: descriptions, attributes, sizes, references, customs data, and what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tradelint.facts.line_items import LineItem
from tradelint.facts.product_colour import find_colours
from tradelint.facts.product_conflict import find_contradictions
from tradelint.facts.product_customs import find_hs_codes, find_origins
from tradelint.facts.product_describe import categories_in, find_descriptions, goods_lines, traits_of
from tradelint.facts.product_material import find_materials
from tradelint.facts.product_reference import find_references, find_substitutions
from tradelint.facts.product_size import find_sizes
from tradelint.facts.product_tolerance import find_tolerances
from tradelint.facts.product_types import (
    Colour,
    Contradiction,
    Description,
    GoodsLine,
    HsCode,
    Material,
    Origin,
    Reference,
    Size,
    Substitution,
    Tolerance,
)
from tradelint.facts.product_zones import find_zones
from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class ProductFacts:
    """What the paper says of its goods; facts with `line` None bind the whole paper.

    `lines` are the goods lines with all that was read in them, `descriptions` every description, on lines or off.
    """

    lines: tuple[GoodsLine, ...] = ()
    descriptions: tuple[Description, ...] = ()
    materials: tuple[Material, ...] = ()
    colours: tuple[Colour, ...] = ()
    sizes: tuple[Size, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    references: tuple[Reference, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    hs_codes: tuple[HsCode, ...] = ()
    origins: tuple[Origin, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    categories: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    regulated: tuple[str, ...] = ()
    customised: bool = False

    @property
    def quantity_tolerances(self) -> tuple[Tolerance, ...]:
        """More or less clauses."""
        return tuple(t for t in self.tolerances if t.of == "quantity")


def read(reading: Reading, lines: tuple[LineItem, ...]) -> ProductFacts:
    """Read the chapter."""
    zones = find_zones(reading, lines)
    descriptions = find_descriptions(reading, lines)
    facts = ProductFacts(
        descriptions=descriptions,
        materials=find_materials(reading, zones),
        colours=find_colours(reading, zones),
        sizes=find_sizes(reading, zones),
        tolerances=find_tolerances(reading, lines),
        references=find_references(reading, lines),
        substitutions=find_substitutions(reading, lines),
        hs_codes=find_hs_codes(reading, lines),
        origins=find_origins(reading, lines, descriptions),
    )
    return _with_lines(reading, lines, facts)


def _with_lines(reading: Reading, lines: tuple[LineItem, ...], facts: ProductFacts) -> ProductFacts:
    goods = goods_lines(reading, lines, facts)
    categories = tuple(dict.fromkeys(c for line in goods for c in line.categories))
    if not categories:
        categories = _categories(reading, facts.descriptions)
    return replace(
        facts,
        lines=goods,
        categories=categories,
        traits=traits_of(categories)[0],
        regulated=traits_of(categories)[1],
        customised=any(line.customised for line in goods),
        contradictions=find_contradictions(lines, facts.materials, facts.colours, facts.sizes),
    )


def _categories(reading: Reading, descriptions: tuple[Description, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for d in descriptions for c in categories_in(reading, d.span)))


__all__ = ["ProductFacts", "read"]
