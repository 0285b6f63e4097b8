"""The checklist items of the chapter `product`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from tradelint.checklist.item import Item, State, absent
from tradelint.facts import Facts
from tradelint.facts.passages import blank_caption, value_of
from tradelint.facts.product_customs import country_name
from tradelint.facts.product_types import Colour, Description, Size
from tradelint.facts.reading import Reading
from tradelint.levels import Confidence, lowest
from tradelint.text import Span


class Worded(Protocol):
    """A fact with its words and the goods line it stands on."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...

    @property
    def confidence(self) -> Confidence:
        """How sure it is."""
        ...

    @property
    def words(self) -> str:
        """The document's words."""
        ...

    @property
    def line(self) -> int | None:
        """The goods line, None for the whole paper."""
        ...


def items(facts: Facts) -> Iterator[Item]:
    """The items of this chapter."""
    yield _description(facts)
    yield _attribute(facts, "material", facts.product.materials)
    sizes = [s for s in facts.product.sizes if s.of == "goods"]
    cloth = [c.value for c in facts.reading.captioned("material") if c.value is not None]
    measured = [s for s in sizes if s.kind != "grammage" or not any(value.contains(s.span) for value in cloth)]
    yield _attribute(facts, "dimensions", measured, weak=_unitless(facts))
    yield _attribute(
        facts, "colour", facts.product.colours, weak=all(c.family == "light" for c in facts.product.colours)
    )
    yield _hs_code(facts)
    yield _origin(facts)


def _unitless(facts: Facts) -> bool:
    sizes = [s for s in facts.product.sizes if s.of == "goods"]
    return all(s.unit is None for s in sizes)


def per_line(facts: Facts, found: Sequence[Worded]) -> list[str | None]:
    """The reading of each goods line in line order, several joined; None where the line says nothing."""
    readings = []
    for index in range(len(facts.lines)):
        words = dict.fromkeys(_said(f) for f in found if f.line == index)
        readings.append("; ".join(words) or None)
    return readings


def _said(fact: Worded) -> str:
    return fact.value if isinstance(fact, Colour | Size) else fact.words


def common(values: Sequence[str | None]) -> str | None:
    """The value that all lines share."""
    given = set(values)
    return values[0] if len(given) == 1 else None


def _description(facts: Facts) -> Item:
    descriptions = [d for d in facts.product.descriptions if d.is_goods]
    told = [d for d in descriptions if d.told]
    best = told or descriptions
    if not best:
        return blank(facts.reading, "product_description", "product")
    lines = [next((d.words for d in facts.product.descriptions if d.line == i), None) for i in range(len(facts.lines))]
    state: State = "stated" if any(_acts(facts, d) for d in told) else "weak"
    value = common(lines) if any(lines) else best[0].words
    return Item(
        "product_description", state, value, best[0].span, lowest(*(d.confidence for d in best)),
        {"lines": lines or [d.words for d in best]},
    )  # fmt: skip


def _acts(facts: Facts, description: Description) -> bool:
    """Two words (or four characters), or one with a size, a model or a material that fixes it."""
    if description.count >= 2 or description.han >= 4:
        return True
    line = next((g for g in facts.product.lines if g.index == description.line), None)
    return line is not None and len(line.attributes) >= 1


def _attribute(facts: Facts, name: str, found: Sequence[Worded], weak: bool = False) -> Item:
    if not found:
        return _loose(facts, name) or blank(facts.reading, name, name)
    lines = per_line(facts, found)
    general = dict.fromkeys(_said(f) for f in found if f.line is None)
    value = common(lines) if any(lines) else "; ".join(general)
    state: State = "weak" if weak else "stated"
    return Item(name, state, value, found[0].span, lowest(*(f.confidence for f in found)), {"lines": lines})


def _loose(facts: Facts, name: str) -> Item | None:
    """A caption whose words fix nothing that is known: "Size: as per sample", "Colour: assorted"."""
    for caption in facts.reading.captioned(name):
        value = value_of(facts.reading, caption) if caption.via in ("line", "right") and not facts.lines else None
        if (
            value is not None
            and len(value) <= LONGEST_LOOSE
            and not LATER.fullmatch(facts.reading.fold_of(value).strip(" ."))
        ):
            return Item(name, "weak", facts.document.quote(value, 80), value, Confidence.LOW)
    return None


LONGEST_LOOSE = 160
LATER = re.compile(r"pending|open|later|to follow|n/?a|none|nil|-+|待补|无", re.IGNORECASE)


def _hs_code(facts: Facts) -> Item:
    codes = facts.product.hs_codes
    if not codes:
        return _loose(facts, "hs_code") or blank(facts.reading, "hs_code", "hs_code")
    lines = [next((c.digits for c in codes if c.line == i), None) for i in range(len(facts.lines))]
    general = list(dict.fromkeys(c.digits for c in codes if c.line is None))
    state: State = "stated" if any(c.valid for c in codes) else "weak"
    value = common(lines) if any(lines) else "; ".join(general)
    return Item("hs_code", state, value, codes[0].span, fields={"lines": lines, "codes": [c.digits for c in codes]})


def _origin(facts: Facts) -> Item:
    origins = [o for o in facts.product.origins if not o.component]
    if not origins:
        return blank(facts.reading, "country_of_origin", "origin")
    lines = [next((o.country or o.words for o in origins if o.line == i), None) for i in range(len(facts.lines))]
    best = min(origins, key=lambda o: (o.country is None, o.kind == "name", o.span))
    code = common(lines) if any(lines) else best.country
    value = country_name(code) if code else None if any(lines) else best.words
    countries = list(dict.fromkeys(o.country for o in origins if o.country))
    fixed = any(o.country and o.kind != "name" and not LEFT_OPEN.search(o.words) for o in origins)
    state: State = "stated" if fixed else "weak"
    return Item("country_of_origin", state, value, best.span, best.confidence, {"lines": lines, "countries": countries})


# "Chinese and/or any other Asian origin": a choice that the seller keeps.
LEFT_OPEN = re.compile(
    r"\band/or\b|\bor\s(?:any\s)?other\b|\bany other\b|\b(?:seller|supplier)'?s (?:option|choice)\b|或其他",
    re.IGNORECASE,
)


def blank(reading: Reading, name: str, *topics: str) -> Item:
    """The absent item, with "blank" or "placeholder" where a caption waits for a value."""
    waiting = blank_caption(reading, *topics)
    if waiting is None:
        return absent(name)
    caption, value = waiting
    return replace(absent(name), value=value, span=caption.label)
