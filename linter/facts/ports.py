"""Places of trade: the ports, cities and countries that a text names, and what kind of place it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import entries, table
from tradelint.facts.words import Hit
from tradelint.text import Span

PortKind = Literal["sea", "river", "air", "inland"]
PlaceKind = Literal["port", "airport", "city", "premises", "place", "country", "region", "generic"]
# City-states are places although they are countries too.
CITY_STATES = frozenset({"SG", "HK", "MO"})
VAGUE = frozenset({"region", "province", "generic", "premises"})
PRECISE: frozenset[str] = frozenset({"port", "airport", "city", "premises", "place"})


@dataclass(frozen=True, slots=True)
class Port:
    """A port or city of ports.toml.

    `id` is its UN/LOCODE (or our own with a hyphen), `part_of` the port that a terminal or district belongs to.
    """

    id: str
    name: str
    country: str
    kind: PortKind
    part_of: str | None = None

    @property
    def locode(self) -> str | None:
        """The UN/LOCODE, where the list has one."""
        return None if "-" in self.id else self.id

    @property
    def root(self) -> str:
        """One id for all terminals and districts of a port."""
        return self.part_of or self.id

    @property
    def takes_ships(self) -> bool:
        """Whether sea-going or feeder vessels load here."""
        return self.kind in ("sea", "river")


@dataclass(frozen=True, slots=True)
class PlaceName(Fact):
    """A place as written. `ports` are the known ones in it in text order; `country` is ISO 3166-1.

    `rest` are the words that are neither port, country nor region ("terminal 3").
    `kind` "country", "region" and "generic"
    (a bare "port", "any Chinese port") name no point where risk can pass.
    """

    text: str = ""
    ports: tuple[Port, ...] = ()
    country: str | None = None
    kind: PlaceKind = "place"
    rest: str = ""

    @property
    def precise(self) -> bool:
        """Whether the words name a place at which goods can be handed over."""
        return self.kind in PRECISE

    def differs(self, other: PlaceName) -> bool:
        """Whether both name known ports and none of them is the same; unknown names differ from nothing."""
        return bool(self.ports and other.ports) and not self.shares(other)

    def shares(self, other: PlaceName) -> bool:
        """Whether both name the same port, terminals and districts counting as their port."""
        mine, theirs = {p.root for p in self.ports}, {p.root for p in other.ports}
        if mine and theirs:
            return bool(mine & theirs)
        a, b = _bare(self.text), _bare(other.text)
        return bool(a and b) and (a in b or b in a)


@cache
def ports() -> dict[str, Port]:
    """Every port and trade city of the vocabulary by id."""
    return {
        entry["id"]: Port(entry["id"], entry["name"], entry["country"], entry["kind"], entry.get("part_of"))
        for entry in entries("ports")
        if "country" in entry
    }


def ports_in(reading: Reading, span: Span, any_case: bool = False) -> tuple[tuple[Port, Span], ...]:
    """The known ports named in a span, the longest name winning where names overlap.

    With `any_case` names of five letters and more count in lower case too: for slices that should hold a place.
    """
    taken: list[tuple[Port, Span]] = []
    hits = [
        h for h in reading.hits("ports", span) if h.id in ports() and (_is_name(h.raw) or (any_case and len(h.raw) > 4))
    ]
    for hit in sorted(hits, key=lambda h: (-len(h.span), h.span.start)):
        if not any(other.overlaps(hit.span) for _, other in taken):
            taken.append((ports()[hit.id], hit.span))
    return tuple(sorted(taken, key=lambda pair: pair[1].start))


def countries_in(reading: Reading, span: Span) -> tuple[tuple[str, Span], ...]:
    """The countries (ISO 3166-1) and states (ISO 3166-2) named in a span."""
    hits = [h for h in reading.hits("laws", span) if h.key.endswith(".aliases") and _is_name(h.raw)]
    taken: list[tuple[str, Span]] = []
    for hit in sorted(hits, key=lambda h: (-len(h.span), h.span.start)):
        if not any(other.overlaps(hit.span) for _, other in taken):
            taken.append((hit.id, hit.span))
    return tuple(sorted(taken, key=lambda pair: pair[1].start))


def _is_name(raw: str) -> bool:
    """Latin names start with a capital, after an article too; Chinese ones have none."""
    name = raw.removeprefix("the ")
    return not name[:1].isascii() or name[:1].isupper()


def read_place(reading: Reading, span: Span) -> PlaceName | None:
    """What a slice that should hold a place says; None when nothing but signs and placeholders is left of it."""
    if reading.is_blank(span):
        return None
    known = ports_in(reading, span, any_case=True) or _glued(reading, span)
    states = countries_in(reading, span)
    said = _country(states)
    if known and said:
        known = tuple(pair for pair in known if _lies_in(pair[0], said))
    country = known[0][0].country if known else said
    text = reading.document.quote(span, 120).strip(" \"'“”‘’\\*|│·.;；,，")
    return PlaceName(
        span,
        text=text,
        ports=tuple(p for p, _ in known),
        country=country,
        kind=_kind(reading, span, known, states),
        rest=_without(reading, span, [s for _, s in (*known, *states)] + _regions(reading, span)),
    )


def _glued(reading: Reading, span: Span) -> tuple[tuple[Port, Span], ...]:
    """A port's name as part of a longer run of capitals (FOBNINGBO)."""
    port = _by_name().get(_bare(reading.fold_of(span)))
    return ((port, span),) if port else ()


@cache
def _by_name() -> dict[str, Port]:
    return {_bare(port.name): port for port in ports().values()}


def _lies_in(port: Port, country: str) -> bool:
    """Hong Kong, Macau and Taiwan are written with China too."""
    return port.country == country or (country == "CN" and port.country in ("HK", "MO", "TW"))


def _country(states: tuple[tuple[str, Span], ...]) -> str | None:
    return states[-1][0].split("-")[0] if states else None


# "any Chinese seaport at seller's option", "one safe port in the Mediterranean": a choice, no place.
ANY = re.compile(
    r"\b(?:any|one|a|an)\s(?:\w+\s){0,2}(?:sea|air|main )?ports?\b|\bat (?:the )?(?:seller|buyer|supplier)'?s (?:option|choice)\b|任[何意一]",
    re.IGNORECASE,
)


def _kind(
    reading: Reading, span: Span, known: tuple[tuple[Port, Span], ...], states: tuple[tuple[str, Span], ...]
) -> PlaceKind:
    """Known ports first; what is left once countries, regions and bare nouns are taken away is a place of its own."""
    if not known and ANY.search(reading.fold_of(span)):
        return "generic"
    if known:
        kinds = {port.kind for port, _ in known}
        if "air" in kinds and len({port.root for port, _ in known}) == 1:
            return "airport"
        return "port" if kinds & {"sea", "river"} else "city"
    vague = [h for h in reading.hits("ports", span) if h.id in VAGUE]
    rest = _without(reading, span, [s for _, s in states] + [h.span for h in vague])
    if any(char.isalnum() for char in rest):
        return "place"
    if vague:
        return _vague_kind(vague)
    if not states:
        return "generic"
    return "city" if states[0][0] in CITY_STATES else "country"


def _regions(reading: Reading, span: Span) -> list[Span]:
    return [h.span for h in reading.hits("ports", span) if h.id in ("region", "province")]


def _vague_kind(vague: list[Hit]) -> PlaceKind:
    ids = {hit.id for hit in vague}
    if "premises" in ids:
        return "premises"
    return "generic" if "generic" in ids else "region"


def _without(reading: Reading, span: Span, holes: list[Span]) -> str:
    text = list(reading.text[span.start : span.end])
    for hole in holes + [h.span for h in reading.placeholders]:
        for index in range(max(hole.start, span.start), min(hole.end, span.end)):
            text[index - span.start] = " "
    words = "".join(text).split()
    return " ".join(w for w in words if w.strip(".,;:()-/").casefold() not in _little())


@cache
def _little() -> frozenset[str]:
    return frozenset(table("ports")["little"]["words"])


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
