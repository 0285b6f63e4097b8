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


End = Literal["origin", "destination"]


@dataclass(frozen=True, slots=True)
class PortField(Fact):
    """One end of the route; `via` tells whether a field, a route in the text or the trade term names it."""

    end: End = "origin"
    place: PlaceName | None = None
    via: Literal["field", "route", "incoterm"] = "field"
    placeholder: bool = False


# "From", "To" and "Ship to" also head the names of the parties: nothing but ports and countries may follow.
PARTY_LABEL = re.compile(
    r"^\W*(?:from|to|ship\s?to|deliver\s?to|delivery\s?to|shipment\s?to|shipping\s?to|ship\s?from|收货地址|送货地址)\W*$",
    re.IGNORECASE,
)
# Where a place ends and the field goes on to something else.
CUT = re.compile(
    r"\n|;|；|。|\t|\.\s(?=[A-Z][a-z]+\s[a-z])|\s{4,}|\s(?:to|TO)\s|\s(?:by|BY|By)\s(?:sea|air|rail|truck|vessel|"
    r"ocean|SEA|AIR)|"
    r"[,，]\s?(?:transport|partial|trans-?ship|shipment|on or before|latest|not later|装运|运输|分批)",
    re.IGNORECASE,
)


def read_port_fields(reading: Reading) -> Iterator[PortField]:
    """Captions of ports with a place, or with nothing, behind them."""
    topics: tuple[tuple[str, End], ...] = (("ports", "origin"), ("ports_dest", "destination"))
    for topic, end in topics:
        for caption in reading.captioned(topic):
            if caption.via == "clause" and caption.value is not None and len(caption.value) > LONGEST_PLACE:
                continue
            party = bool(PARTY_LABEL.match(reading.fold_of(caption.label)))
            if caption.value is None or reading.is_blank(caption.value):
                if not party:
                    yield PortField(caption.label, end=end, placeholder=reading.is_placeholder(caption.value))
                continue
            for which, value in _pieces(reading, caption.value, end):
                yield from _field(reading, value, which, party)


def _field(reading: Reading, value: Span, end: End, party: bool) -> Iterator[PortField]:
    value = _first_line(reading, value)
    place = read_place(reading, value)
    if place is None or (party and (place.rest or not (place.ports or place.country))):
        return
    sure = Confidence.HIGH if place.ports or not place.precise else Confidence.MEDIUM
    yield PortField(value, sure, end=end, place=place)


def _pieces(reading: Reading, value: Span, end: End) -> Iterator[tuple[End, Span]]:
    """A value that runs on into the caption of the other end: `Ningbo - port of discharge Felixstowe`."""
    keys: tuple[tuple[str, End], ...] = (("headings", "origin"), ("headings_dest", "destination"))
    labels = [
        (hit.span, which)
        for key, which in keys
        for hit in reading.hits(f"clause_topics.ports.{key}", value)
        if " " in hit.raw.strip() or not hit.raw.isascii()
    ]
    start = value.start
    for span, which in sorted(labels):
        if span.start > start + 2 and not reading.is_blank(Span(start, span.start)):
            yield end, Span(start, span.start)
        start, end = span.end, which
    if start < value.end:
        yield end, _without_signs(reading, Span(start, value.end))


def _without_signs(reading: Reading, span: Span) -> Span:
    words = reading.text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip(" :：-–—\t\n")), span.end)


def _first_line(reading: Reading, value: Span) -> Span:
    text = reading.text[value.start : value.end]
    cut = CUT.search(text)
    end = value.start + (cut.start() if cut and cut.start() > 1 else len(text))
    text = reading.text[value.start : end]
    end -= len(text) - len(text.rstrip(" -–—,，\t"))
    return Span(value.start, min(max(end, value.start), value.start + LONGEST_PLACE))
