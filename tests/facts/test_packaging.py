"""Packing is read with its kinds and its figures."""

from __future__ import annotations

from tradelint.facts import Facts, read
from tradelint.parsers import Source
from tradelint.parsers import read as parse


def facts(text: str) -> Facts:
    return read(parse(Source(text.encode(), "paper.txt"))[0])


def test_a_packing_clause_gives_its_figures() -> None:
    packaging = facts("Packing: 24 pcs per 5-ply export carton 66 x 66 x 22 cm, G.W. 11.2 kg, N.W. 10.1 kg").packaging
    assert {"per carton", "plies", "gross weight", "net weight"} <= set(packaging.given())
