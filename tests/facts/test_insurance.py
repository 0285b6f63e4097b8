"""Who insures the goods, and for what, however the paper says it."""

from __future__ import annotations

import pytest
from tradelint.checklist.incoterms import insurance
from tradelint.facts.incoterms import read
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place


def item_of(text: str):  # type: ignore[no-untyped-def]
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        builder.paragraph(line, Place(line=number))
    return insurance(read(Reading(Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks)))))


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("Insurance: to be covered by buyer", "stated", "by buyer"),
        ("Insurance: 110% invoice value all risks as per PICC", "stated", "all risks, 110%"),
        ("保险:由买方自理", "stated", "by buyer"),
        ("保险:由卖方按发票金额110%投保一切险", "stated", "by seller, all risks, 110%"),
        ("Customer shall pay all freight and insurance costs.", "stated", "by buyer"),
        ("Insurance from the hand-over on is on the buyer.", "stated", "by buyer"),
        ("Insurance: buyer, from the hand-over.", "stated", "by buyer"),
        (
            "The seller carries the risk and insures at its own cost; nothing for the customer to insure.",
            "stated",
            "by seller",
        ),
        ("We insure from the handover.", "stated", "by writer"),
        ("甲方（卖方）：某公司\n保险：由甲方按CIF价的110%投保一切险", "stated", "by seller, all risks, 110%"),
        ("Insurance USD 30.00", "weak", None),
        ("The Supplier shall maintain product liability insurance of USD 1,000,000.", "weak", None),
        ("Price includes insurance", "weak", None),
        ("Insurance: ____", "absent", "placeholder"),
        ("Insurance:", "absent", "blank"),
        ("Bank: China Insurance Company", "absent", None),
    ],
)
def test_insurance(text: str, state: str, value: str | None) -> None:
    item = item_of(text)
    assert (item.state, item.value) == (state, value)


def test_parts_of_a_full_clause() -> None:
    item = item_of(
        "Seller shall effect marine insurance on ICC (A) for 110% of the CIF value, claims payable in Durban."
    )
    assert item.fields == {"by": "seller", "cover": "ICC A", "percent": "110", "claims_payable": "Durban"}
