"""The fields of a paper for the ends of the route: port of loading, port of discharge, destination."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.ports import PlaceName, read_place
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

LONGEST_PLACE = 140


@dataclass(frozen=True, slots=True)
class PortField(Fact):
    """One end of the route; `via` tells whether a field, a route in the text or the trade term names it."""

    end: Literal["origin", "destination"] = "origin"
    place: PlaceName | None = None
    via: Literal["field", "route", "incoterm"] = "field"
    placeholder: bool = False


def read_port_fields(reading: Reading) -> Iterator[PortField]:
    """Captions of ports with a place, or with nothing, behind them."""
    for topic, end in (("ports", "origin"), ("ports_dest", "destination")):
        for caption in reading.captioned(topic):
            if caption.via == "clause":
                continue
            party = bool(PARTY_LABEL.match(reading.fold_of(caption.label)))
            if reading.is_blank(caption.value):
                if not party:
                    hole = reading.is_placeholder(caption.value)
                    yield PortField(caption.label, end=end, placeholder=hole)  # type: ignore[arg-type]
                continue
            assert caption.value is not None
            value = _first_line(reading, caption.value)
            place = read_place(reading, value)
            if place is not None and not (party and (place.rest or not (place.ports or place.country))):
                sure = Confidence.HIGH if place.ports or not place.precise else Confidence.MEDIUM
                yield PortField(value, sure, end=end, place=place)  # type: ignore[arg-type]


# "From", "To" and "Ship to" also head the names of the parties: nothing but ports and countries may follow.
PARTY_LABEL = re.compile(
    r"^\W*(?:from|to|ship\s?to|deliver\s?to|delivery\s?to|shipment\s?to|shipping\s?to|ship\s?from|收货地址|送货地址)\W*$",
    re.IGNORECASE,
)


def _first_line(reading: Reading, value: Span) -> Span:
    text = reading.text[value.start : value.end]
    cut = re.search(
        r"\n|;|；|。|\t|\.\s(?=[A-Z][a-z]+\s[a-z])|\s{4,}|\s(?:to|TO)\s|\sby\s(?:sea|air|rail|truck|vessel)", text
    )
    end = value.start + (cut.start() if cut and cut.start() > 1 else len(text))
    return Span(value.start, min(end, value.start + LONGEST_PLACE))
