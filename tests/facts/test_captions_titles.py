"""A known caption alone on its line heads the paragraphs under it, down to the next title."""

from __future__ import annotations

import pytest
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place


def value(text: str, topic: str) -> str | None:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        builder.paragraph(line, Place(line=number))
    document = Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks))
    caption = Reading(document).captioned(topic)[0]
    return document.quote(caption.value) if caption.value else None


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        ("四、违约责任\n[违约责任条款]\n五、其他", "late_delivery", "[违约责任条款]"),
        ("7. Late delivery\nThe Seller pays 1% per week.\n8. Force majeure\nNone.", "late_delivery", "The Seller pays 1% per week."),
        ("ARBITRATION\nAll disputes go to CIETAC.\nGOVERNING LAW\nEngland", "dispute_resolution", "All disputes go to CIETAC."),
        ("Arbitration:\nCIETAC", "dispute_resolution", "CIETAC"),
        ("Force Majeure\n1) War.\n2) Flood.\nInsurance: by buyer", "force_majeure", "1) War. 2) Flood."),
        ("Insurance:\nPacking: cartons", "insurance", None),
    ],
)  # fmt: skip
def test_clauses_under_titles(text: str, topic: str, expected: str | None) -> None:
    assert value(text, topic) == expected


def test_a_text_box_that_floats_in_a_clause_does_not_end_it() -> None:
    builder = Builder()
    builder.heading("Payment", Place(line=1))
    builder.paragraph("30% deposit by T/T,", Place(line=2))
    builder.paragraph("Sample stamp", Place(line=3), layer="text box")
    builder.paragraph("70% against copy of B/L.", Place(line=4))
    paper = Reading(Document("paper.docx", "", "text/plain", builder.text, tuple(builder.blocks)))
    (clause,) = [c for c in paper.captioned("payment") if c.via == "clause" and c.value]
    assert clause.value is not None and paper.text[clause.value.start : clause.value.end].endswith("B/L.")
