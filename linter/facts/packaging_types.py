"""What the goods travel in: packing, cartons in figures, wood, containers, marks, labels."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tradelint.facts.reading import Fact

Figure = Literal["per carton", "plies", "size", "gross weight", "net weight", "cartons", "volume", "test"]
Per = Literal["carton", "line", "total", ""]
MarkKind = Literal["marks", "none", "neutral", "later", "duty"]


@dataclass(frozen=True, slots=True)
class Packing(Fact):
    """A statement about packing: `kinds` are ids in packaging_words.toml, `levels` inner, outer, load, bulk.

    `per_unit` = a pack size stands in it (10 pcs per carton, 25 kg bags); `generic` = only words that say that something
    wraps the goods.
    """

    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    protections: tuple[str, ...] = ()
    per_unit: bool = False
    generic: bool = False
    captioned: bool = False
    bulk: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class CartonData(Fact):
    """One figure about the packed goods.

    `what`: "per carton", "inner", "plies", "size", "gross weight", "net weight", "cartons", "volume", "test". Weights and
    volumes with `per` "carton" are those of one carton, with "total" of all. `line` counts goods lines.
    """

    what: Figure = "size"
    value: Decimal | None = None
    unit: str | None = None
    figures: tuple[Decimal, ...] = ()
    per: Per = ""
    words: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Load(Fact):
    """Packing data that belong together, of goods line `line` or of one clause.

    `size`, `net`, `gross` and `volume` are those of one carton unless a column leaves it open; the `total_...` those of all
    cartons. `mixed` = several carton sizes or counts, which no multiplication fits; `remainder` = a last carton holds the
    rest. `packaging_loads.volumes_of(size)` gives cubic metres.
    """

    line: int | None = None
    quantity: Decimal | None = None
    cartons: CartonData | None = None
    per_carton: CartonData | None = None
    size: CartonData | None = None
    net: CartonData | None = None
    gross: CartonData | None = None
    volume: CartonData | None = None
    total_net: CartonData | None = None
    total_gross: CartonData | None = None
    total_volume: CartonData | None = None
    mixed: bool = False
    remainder: bool = False


@dataclass(frozen=True, slots=True)
class Wood(Fact):
    """Wooden packing: `treated` under ISPM 15, or `exempt` (plywood, non-wood)."""

    words: str = ""
    treated: bool = False
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Container(Fact):
    """Containers of a type: `code` in logistics.toml, `count` None where the paper only names the type.

    The figures of one container are practice (logistics.toml): what is usually loaded, and what fits at most.
    """

    code: str = ""
    count: Decimal | None = None
    cbm_practical: Decimal | None = None
    cbm_max: Decimal | None = None
    payload_kg_practical: Decimal | None = None
    payload_kg_max: Decimal | None = None
    us_road_kg: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ShippingMark(Fact):
    """The shipping mark: its `lines` as printed on the carton.

    `kind`: "marks" (lines are given), "none" (N/M), "neutral", "later" (the buyer will say), "duty" (goods shall be marked,
    nothing says with what). `blank` is "blank" or "placeholder" where a caption waits for it.
    """

    kind: MarkKind = "marks"
    lines: tuple[str, ...] = ()
    captioned: bool = False


@dataclass(frozen=True, slots=True)
class Labelling(Fact):
    """A duty to mark or label goods or packing: `what` ids of duties, `actor` seller or buyer."""

    what: tuple[str, ...] = ()
    actor: str | None = None


__all__ = [
    "CartonData",
    "Container",
    "Figure",
    "Labelling",
    "Load",
    "MarkKind",
    "Packing",
    "Per",
    "ShippingMark",
    "Wood",
]
