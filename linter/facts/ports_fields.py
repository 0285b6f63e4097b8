"""The fields of a paper for the ends of the route: port of loading, port of discharge, destination."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.ports import PlaceName, countries_in, ports_in, read_place
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
COMPANY = re.compile(
    r"\b(?:ltd|limited|inc|llc|corp|gmbh|s\.?a\.?|s\.?r\.?l|b\.?v|pte|pty|pvt|plc|co\.)(?:\b|\.|$)|有限公司|集团|商行|厂$",
    re.IGNORECASE,
)
# Where a place ends and the field goes on to something else.
CUT = re.compile(
    r"\n|;|；|。|\t|\.\s(?=[A-Z\d])|\.$|\s{4,}|\s(?:to|TO)\s|\s(?:by|BY|By)\s(?:sea|air|rail|truck|vessel|"
    r"ocean|SEA|AIR)|"
    r"[,，]\s?(?:transport|partial|trans-?ship|shipment|on or before|latest|not later|(?:F|L)CL\b|\d+\s?x\s?\d|装运|"
    r"运输|分批)|\s(?:in one lot|in two lots|via)\b",
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
            for which, value in _both_ends(reading, caption.value) or _pieces(reading, caption.value, end):
                yield from _field(reading, value, which, party)


INLINE = re.compile(r"\W{0,3}(?:is\s|are\s|shall be\s|will be\s|为|是)?\s?$", re.IGNORECASE)


def read_inline_ports(reading: Reading) -> Iterator[PortField]:
    """`... Port of discharge: Aarhus, Denmark.` in the middle of a paragraph."""
    keys: tuple[tuple[str, End], ...] = (("headings", "origin"), ("headings_dest", "destination"))
    for key, end in keys:
        for hit in reading.hits(f"clause_topics.ports.{key}"):
            if " " not in hit.raw.strip() and hit.raw.isascii():
                continue
            behind = Span(hit.span.end, min(len(reading.text), hit.span.end + LONGEST_PLACE))
            known = ports_in(reading, behind) or countries_in(reading, behind)
            if not known or not INLINE.fullmatch(reading.fold_of(Span(hit.span.end, known[0][1].start))):
                continue
            begin = known[0][1].start
            labels = (h.span.start for h in reading.hits("clause_topics.ports", behind) if h.span.start > begin + 2)
            yield from _field(reading, Span(begin, min(labels, default=behind.end)), end, party=False)


def _field(reading: Reading, value: Span, end: End, party: bool) -> Iterator[PortField]:
    value = place_part(reading, value)
    place = read_place(reading, value)
    if place is None or (party and (place.rest or not (place.ports or place.country))):
        return
    if COMPANY.search(place.text) and not place.ports:
        return
    sure = Confidence.HIGH if place.ports or not place.precise else Confidence.MEDIUM
    yield PortField(value, sure, end=end, place=place)


FROM_TO = re.compile(
    r"\W{0,3}(?:from\s|自|从|由)?(?P<from>[^\n;；]{2,60}?)\s?(?:\bto\b|至|运往|到|->|→|=>)\s?(?P<to>[^\n;；]{2,60})",
    re.IGNORECASE,
)


def _both_ends(reading: Reading, value: Span) -> list[tuple[End, Span]]:
    """`From Foshan, China to Mombasa, Kenya` in one field: both ends, whichever the caption names."""
    found = next(iter(reading.find(FROM_TO, value)), None)
    ends = [(end, found.span_of(group)) for end, group in ENDS] if found else []
    return [(end, span) for end, span in ends if span] if _all_known(reading, ends) else []


ENDS: tuple[tuple[End, str], ...] = (("origin", "from"), ("destination", "to"))


def _all_known(reading: Reading, ends: list[tuple[End, Span | None]]) -> bool:
    return bool(ends) and all(
        span is not None and (ports_in(reading, span) or countries_in(reading, span)) for _, span in ends
    )


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


def place_part(reading: Reading, value: Span) -> Span:
    """The place at the start of a value: its first line, without what follows the last name of a place."""
    text = reading.text[value.start : value.end]
    cut = CUT.search(text)
    end = value.start + (cut.start() if cut and cut.start() > 1 else len(text))
    whole = Span(value.start, min(end, value.start + LONGEST_PLACE))
    parts = [*_parts(reading, whole)]
    named = [i for i, part in enumerate(parts) if _names_place(reading, part)]
    last = named[-1] if named else 0
    while last + 1 < len(parts) and MORE.fullmatch(reading.fold_of(parts[last + 1]).strip()):
        last += 1
    return _stripped(reading, Span(whole.start, parts[last].end if parts else whole.end))


# A part behind the last known place that still belongs to it: a state's letters, a terminal.
MORE = re.compile(r"[A-Z]{2,3}|[A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*){0,3}(?:\s(?:terminal|port|warehouse|dock))?")


def _parts(reading: Reading, span: Span) -> Iterator[Span]:
    start = span.start
    for comma in re.finditer(r"[,，]|$", reading.text[span.start : span.end]):
        yield Span(start, span.start + comma.start())
        start = span.start + comma.end()


def _names_place(reading: Reading, span: Span) -> bool:
    vague = any(hit.id in ("region", "province", "generic", "premises") for hit in reading.hits("ports", span))
    return vague or bool(ports_in(reading, span, any_case=True) or countries_in(reading, span))


def _stripped(reading: Reading, span: Span) -> Span:
    text = reading.text[span.start : span.end]
    return Span(span.start, span.end - (len(text) - len(text.rstrip(" -–—,，.\t\n"))))
