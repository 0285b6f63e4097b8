"""Shipping marks are stated by their lines or as none; left to somebody they are weak."""

from __future__ import annotations

import pytest
from goods_paper import assert_reads, facts_of

WORDINGS = [
    ("shipping_marks", "stated", "n/m", "Shipping marks: N/M"),
    ("shipping_marks", "stated", "n/m", "唛头:无唛头"),
    ("shipping_marks", "stated", "gdynia", "Shipping mark: PINEWAY / PO 7731 / GDYNIA / C/NO. 1-240"),
    ("shipping_marks", "weak", "", "Shipping marks: at Seller's option"),
    ("shipping_marks", "weak", "", "唛头:由卖方决定"),
    ("shipping_marks", "weak", "", "Shipping marks: to be advised by buyer"),
    ("shipping_marks", "weak", "", "Neutral packing, no logo"),
    ("shipping_marks", "absent", "blank", "Shipping marks:"),
    ("shipping_marks", "absent", "placeholder", "Shipping mark: [     ]"),
    ("shipping_marks", "stated", "hamburg", "Shipping Marks:\nBLUEFIN\nPO 4471\nHAMBURG\nC/NO. 1-UP\n\nPayment: T/T"),
    ("shipping_marks", "absent", "", "CE marking and REACH"),
    ("shipping_marks", "weak", "", "Each carton shall be clearly marked with weight and destination."),
    ("shipping_marks", "absent", "", "Payment within 30 days of shipment"),
    ("shipping_marks", "stated", "pineway", "嘜頭:PINEWAY / 1-240"),
    ("shipping_marks", "stated", "acme", "Marks & Nos.: ACME / ROTTERDAM / 1-100"),
    ("shipping_marks", "stated", "n/m", "MARKS: N/M"),
    ("shipping_marks", "stated", "lagos", "Side and main mark:\nOKORO\nLAGOS\nNO 1-88"),
    ("shipping_marks", "weak", "", "Shipping mark as per buyer's instruction"),
    ("shipping_marks", "weak", "", "唛头由买方另行通知"),
    ("shipping_marks", "weak", "", "Marks: customer will advise later"),
    ("shipping_marks", "stated", "bremen", "Marks and Numbers\tTK 2201 / BREMEN / 1-50"),
    ("shipping_marks", "stated", "n/m", "Shipping marks: no marks"),
    ("shipping_marks", "absent", "", "Trade mark of the Seller is registered."),
    (
        "shipping_marks",
        "weak",
        "",
        "On each package shall be stencilled conspicuously: package number, gross weight and destination.",
    ),
    ("shipping_marks", "absent", "placeholder", "唛头:______"),
    ("shipping_marks", "stated", "santos", "主唛:BELMIRA/SANTOS/C/NO.1-60"),
]


@pytest.mark.parametrize(("name", "state", "words", "text"), WORDINGS)
def test_a_wording_is_read_as_a_person_reads_it(name: str, state: str, words: str, text: str) -> None:
    assert_reads(text, name, state, words)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Shipping mark: PINEWAY / PO 7731 / GDYNIA / C/NO. 1-240", ("PINEWAY", "PO 7731", "GDYNIA", "C/NO. 1-240")),
        ("Mark: FERN / FC-27 / MONTREAL / 1-950. Box: Made in China.", ("FERN", "FC-27", "MONTREAL", "1-950")),
        ("9. Marks and labels. Carton: ALMA / A-26 / VALENCIA / 1-50. Tool: CE.", ("ALMA", "A-26", "VALENCIA", "1-50")),
        ("五、包装及唛头:五层纸箱。唛头:KRANJ / GJ-88 / SINGAPORE / 1-880。", ("KRANJ", "GJ-88", "SINGAPORE", "1-880")),
        ("Shipping Marks:\nBLUEFIN\nPO 4471\nHAMBURG\nC/NO. 1-UP\n\nPayment: T/T", ("BLUEFIN", "PO 4471", "HAMBURG", "C/NO. 1-UP")),
        ("Marks: BT / 2026-1109 / FOS / NO. 1-220 / MADE IN VIETNAM.", ("BT", "2026-1109", "FOS", "NO. 1-220", "MADE IN VIETNAM")),
    ],
)  # fmt: skip
def test_the_lines_of_a_mark_are_those_printed_on_the_carton(text: str, lines: tuple[str, ...]) -> None:
    marks = [mark.lines for mark in facts_of(text).packaging.marks if mark.kind == "marks"]
    assert lines in marks


def test_who_prints_the_origin_is_a_labelling_duty() -> None:
    duties = facts_of(
        'Seller prints on product and box: model, batch, "Made in China", importer name.'
    ).packaging.labelling
    assert duties[0].actor == "seller"
    assert {"origin_marking", "address"} <= set(duties[0].what)
