"""What a paper says of its goods: attributes, sizes, tolerances, references, customs data, origins."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tradelint.facts.line_items import LineItem
from tradelint.facts.reading import Fact
from tradelint.text import Span

AttributeKind = Literal[
    "material", "size", "weight", "capacity", "colour", "model", "grade", "reference", "performance"
]
SizeKind = Literal["size", "length", "diameter", "thickness", "grammage", "weight", "capacity", "code", "nominal"]
Bearer = Literal["goods", "packing", "container"]
OriginKind = Literal["field", "column", "made in", "certificate", "preference", "text", "name"]


@dataclass(frozen=True, slots=True)
class Zone(Fact):
    """A slice in which words speak of the goods: `line` counts goods lines from 0, None = the whole paper.

    `topic` is what a column or caption says it holds ("material", "colour", "dimensions", "product", "" for prose),
    `label` the caption or header, `part` the part of the product that the caption names ("housing").
    """

    line: int | None = None
    topic: str = ""
    label: Span | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Material(Fact):
    """A material: `id` in materials.toml or the grade's canonical name, `precise` for grades and compositions.

    `scope` of a statement off the lines is "all", "line 2" or "" (as of colours and sizes).
    """

    words: str = ""
    id: str = ""
    family: str = ""
    precise: bool = False
    part: str | None = None
    line: int | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Colour(Fact):
    """A colour of the goods; `reference` is the code that makes it testable (Pantone, RAL, lab dip, kelvin)."""

    words: str = ""
    id: str = ""
    family: str = ""
    plain: bool = False
    reference: str | None = None
    part: str | None = None
    line: int | None = None
    scope: str = ""

    @property
    def value(self) -> str:
        """The words with the code that belongs to them."""
        if self.reference is None or self.reference in self.words:
            return self.words
        return f"{self.words} {self.reference}"


@dataclass(frozen=True, slots=True)
class Size(Fact):
    """A size, weight or capacity as written.

    `figures` are its numbers in order, `unit` the unit behind them (None where nothing names one), `unit_from` tells
    whether the unit stands in the figure, its label, the column header or a general statement. `nominal` marks trade
    names (M8, A4, DN50) and marks of capacity that need no tolerance. `of` says what is measured.
    """

    words: str = ""
    kind: SizeKind = "size"
    figures: tuple[Decimal, ...] = ()
    unit: str | None = None
    unit_from: str = ""
    nominal: bool = False
    of: Bearer = "goods"
    line: int | None = None
    scope: str = ""
    part: str | None = None
    toleranced: bool = False

    @property
    def value(self) -> str:
        """The words with the unit that stands in the label or header."""
        return f"{self.words} {self.unit}" if self.unit and self.unit_from not in ("", "figure") else self.words


@dataclass(frozen=True, slots=True)
class Tolerance(Fact):
    """A permitted deviation: `of` is what it is granted on, `standard` a tolerance standard where one is named.

    `nominal` = it belongs to a value that stands right before it ("moisture 7 % ± 2 %").
    """

    words: str = ""
    value: Decimal | None = None
    unit: str | None = None
    of: Literal["size", "weight", "quantity", "colour", "other"] = "other"
    standard: str | None = None
    option: str | None = None
    line: int | None = None
    nominal: bool = False


@dataclass(frozen=True, slots=True)
class Reference(Fact):
    """A paper that describes the goods: `kind` in products.toml; `versioned` = identifier plus revision or date.

    `annex` = it is attached; `elsewhere` = another place of the paper gives identifier and version of such a paper.
    """

    kind: str = ""
    identifier: str | None = None
    revision: str | None = None
    dated: bool = False
    annex: bool = False
    elsewhere: bool = False
    line: int | None = None

    @property
    def versioned(self) -> bool:
        """Whether both sides can tell later which paper was meant."""
        return self.identifier is not None and (self.revision is not None or self.dated)


@dataclass(frozen=True, slots=True)
class Substitution(Fact):
    """Leave to deliver something else than described; `consent` = only with the buyer's approval."""

    words: str = ""
    of: str = ""
    consent: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class HsCode(Fact):
    """A customs tariff number: `digits` without dots and spaces.

    `problem` is "" for a possible code, else "length", "chapter", "national" (98, 99) or "lost zero" (valid with 0 in
    front). `line` is the goods line, None for the whole paper.
    """

    digits: str = ""
    problem: str = ""
    line: int | None = None

    @property
    def valid(self) -> bool:
        """Whether the number can be a tariff code."""
        return self.problem in ("", "national")


@dataclass(frozen=True, slots=True)
class Origin(Fact):
    """A country named as the goods' origin; `country` is ISO 3166-1, None where the words name none we know.

    `kind` "name" is an adjective in a product's name ("Mexican avocados"), which implies an origin and states none.
    `component` marks the origin of a part, `preference` a preferential proof of origin (Form E, EUR.1).
    """

    country: str | None = None
    words: str = ""
    kind: OriginKind = "text"
    line: int | None = None
    component: bool = False
    preference: str | None = None


@dataclass(frozen=True, slots=True)
class Attribute(Fact):
    """One of the seven things that fix a product (PRD002); `weight` 2 for a grade or purity that fixes a commodity."""

    kind: AttributeKind = "material"
    words: str = ""
    line: int | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Description(Fact):
    """A description of goods: `count` Latin words and `han` Chinese characters besides item numbers.

    `empty` = it describes nothing ("goods as per our chat"), `charge` = it names a fee, `pointed` = it only points to
    another paper ("products as per purchase order"), `prose` = a sentence says what is sold.
    """

    words: str = ""
    line: int | None = None
    count: int = 0
    han: int = 0
    charge: bool = False
    empty: bool = False
    pointed: bool = False
    prose: bool = False

    @property
    def is_goods(self) -> bool:
        """Whether the words sell goods at all."""
        return not self.charge

    @property
    def told(self) -> bool:
        """Whether at least one word says what the goods are."""
        return not (self.charge or self.empty or self.pointed) and (self.count >= 1 or self.han >= 2)


@dataclass(frozen=True)
class GoodsLine:
    """One goods line with everything that was read in it; `attributes` are counted once per kind.

    `categories`, `traits` (durable, fragile, consumer, commodity, colour_free, ...) and `regulated` (electrical, radio, ...)
    come from products.toml.
    """

    index: int
    item: LineItem
    description: Description | None = None
    categories: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    regulated: tuple[str, ...] = ()
    customised: bool = False
    materials: tuple[Material, ...] = ()
    colours: tuple[Colour, ...] = ()
    sizes: tuple[Size, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    references: tuple[Reference, ...] = ()
    hs_codes: tuple[HsCode, ...] = ()
    origins: tuple[Origin, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    @property
    def is_goods(self) -> bool:
        """Whether the line sells goods; freight, moulds and fees do not."""
        return self.description is None or self.description.is_goods

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return self.item.span


@dataclass(frozen=True, slots=True)
class Contradiction(Fact):
    """One attribute with two values: the deviating place is the fact's own span, `other` the first statement."""

    attribute: Literal["material", "colour", "size", "model"] = "material"
    stated: str = ""
    expected: str = ""
    other: Span = Span(0, 0)
    part: str | None = None
    line: int | None = None


__all__ = [
    "Attribute",
    "Bearer",
    "Colour",
    "Contradiction",
    "Description",
    "GoodsLine",
    "HsCode",
    "Material",
    "Origin",
    "Reference",
    "Size",
    "SizeKind",
    "Substitution",
    "Tolerance",
    "Zone",
]
