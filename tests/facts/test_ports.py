"""Places: ports with their country, and what is no place although it stands where one should."""

from __future__ import annotations

import pytest
from tradelint.checklist.shipment import items
from tradelint.facts import read
from tradelint.facts.ports import ports, read_place
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place, Span


def paper(text: str) -> Document:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    return Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks))


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("Ningbo", "port", "CN"),
        ("NINGBO, CHINA", "port", "CN"),
        ("宁波", "port", "CN"),
        ("寧波港", "port", "CN"),
        ("Felixstowe (GBFXT)", "port", "GB"),
        ("Beilun terminal", "port", "CN"),
        ("Leeds UK", "city", "GB"),
        ("12 rue Exemple, Paris", "city", "FR"),
        ("Hong Kong", "port", "HK"),
        ("Shanghai Pudong Airport", "airport", "CN"),
        ("our factory", "premises", None),
        ("China", "country", "CN"),
        ("英国", "country", "GB"),
        ("Guangdong, China", "region", "CN"),
        ("Europe", "region", None),
        ("any port of China", "generic", "CN"),
        ("中国主要港口", "generic", "CN"),
        ("Chinese main port", "generic", None),
        ("Supplier's designated shipping point", "generic", None),
        ("as per buyer's instruction", "generic", None),
        ("San Antonio, Texas, USA", "place", "US"),
        ("Georgetown, Penang, Malaysia", "port", "MY"),
    ],
)
def test_kinds_of_places(text: str, kind: str, country: str | None) -> None:
    place = read_place(Reading(paper(text)), Span(0, len(text)))
    assert place is not None
    assert (place.kind, place.country) == (kind, country)


def test_every_terminal_belongs_to_a_known_port_of_its_country() -> None:
    for port in ports().values():
        assert port.root in ports()
        assert ports()[port.root].country == port.country


@pytest.mark.parametrize(
    ("text", "loading", "destination"),
    [
        ("Port of loading: Ningbo\nPort of discharge: Felixstowe", ("stated", "Ningbo"), ("stated", "Felixstowe")),
        ("Loading port: any port of China\nDestination: Europe", ("weak", "any port of China"), ("weak", "Europe")),
        ("POL: ____\nPOD:", ("absent", "placeholder"), ("absent", "blank")),
        ("FOB Shenzhen", ("stated", "Shenzhen (via incoterm)"), ("absent", None)),
        ("CIF Piraeus, GR", ("absent", None), ("stated", "Piraeus, GR (via incoterm)")),
        ("起运港:宁波 目的港:汉堡", ("stated", "宁波"), ("stated", "汉堡")),
        ("From Ningbo to Hamburg by sea", ("stated", "Ningbo"), ("stated", "Hamburg")),
        ("自宁波运至鹿特丹", ("stated", "宁波"), ("stated", "鹿特丹")),
        ("To: Hamburg Trading GmbH\nFrom: Ningbo Golden Co., Ltd", ("absent", None), ("absent", None)),
        ("Final Destination: Port Said, Egypt", ("absent", None), ("stated", "Port Said, Egypt")),
        ("目的地：英国", ("absent", None), ("weak", "英国")),
        (
            "Port of loading Ningbo (CNNGB) — port of discharge Felixstowe (GBFXT)",
            ("stated", "Ningbo (CNNGB)"),
            ("stated", "Felixstowe (GBFXT)"),
        ),
        (
            "Goods go by sea. Port of loading: Ho Chi Minh City (Cat Lai), Vietnam. Port of discharge: Aarhus, Denmark. 2 x 40GP.",
            ("stated", "Ho Chi Minh City (Cat Lai), Vietnam"),
            ("stated", "Aarhus, Denmark"),
        ),
        (
            "Loading Port & Destination: From Foshan, China to Mombasa, Kenya",
            ("stated", "Foshan, China"),
            ("stated", "Mombasa, Kenya"),
        ),
        ("FOB China, to Europe", ("weak", "China (via incoterm)"), ("weak", "Europe")),
        ("应于2027年5月31日前在宁波港装船", ("stated", "宁波"), ("absent", None)),
        ("Ship to: Harrow Ltd, 3 Mill Lane", ("absent", None), ("absent", None)),
    ],
)
def test_both_ends_of_the_route(
    text: str, loading: tuple[str, str | None], destination: tuple[str, str | None]
) -> None:
    found = {item.name: (item.state, item.value) for item in items(read(paper(text)))}
    assert (found["port_of_loading"], found["port_of_destination"]) == (loading, destination)
