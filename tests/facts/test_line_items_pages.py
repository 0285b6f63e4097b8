"""Goods lines and totals are read from words placed on a page, where no lines part the cells."""

from __future__ import annotations

import re
from decimal import Decimal

from tradelint.facts.amounts import read_amounts
from tradelint.facts.line_items import LineItem, read_line_items
from tradelint.levels import Confidence
from tradelint.text import Box, Builder, Document, Place, Span, Word

HIGH = 12.0  # points from one line of print to the next, in a typewriter face of 10 points
WIDE = 6.0  # points of a character


def page(*lines: str) -> Document:
    """Lines of print as words on one page: each character takes its place from its column in the string."""
    build, words = Builder(), []
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        start = build.offset
        build.paragraph(line, Place(page=1, line=index + 1))
        for match in re.finditer(r"\S+", line):
            box = Box(1, match.start() * WIDE, index * HIGH, match.end() * WIDE, index * HIGH + 10)
            words.append(Word(Span(start + match.start(), start + match.end()), box))
    return Document("paper.pdf", "", "application/pdf", build.text, tuple(build.blocks), words=tuple(words))


def figures(line: LineItem) -> tuple[str, ...]:
    quantity, price, amount = line.quantity, line.unit_price, line.amount
    return (
        str(quantity.value) if quantity else "",
        (quantity.unit or "") if quantity else "",
        str(price.amount) if price else "",
        str(amount.amount) if amount else "",
    )


def read(*lines: str) -> list[tuple[str, ...]]:
    return [figures(line) for line in read_line_items(page(*lines))]


def test_columns_by_position() -> None:
    paper = page(
        "No.   Description          Qty (pcs)    Unit price    Amount",
        "1     Garden chair               100          5.00       500.00",
        "2     Folding table               20         12.50       250.00",
        "      Total                      120                  USD 750.00",
    )
    lines = read_line_items(paper)
    assert [figures(line) for line in lines] == [
        ("100", "piece", "5.00", "500.00"),
        ("20", "piece", "12.50", "250.00"),
    ]
    assert [line.description.value for line in lines if line.description] == ["Garden chair", "Folding table"]
    assert all(line.confidence is Confidence.HIGH for line in lines)
    amounts = read_amounts(paper)
    assert amounts.total is not None
    assert (amounts.total.amount, amounts.total.currency) == (Decimal("750.00"), "USD")


def test_specification_lines_wrap_around_a_centred_row_of_figures() -> None:
    lines = read_line_items(
        page(
            "Description          Qty          Unit price    Amount",
            "Garden chair,",
            "steel, folding       100 pcs      USD 5.00      USD 500.00",
            "powder coated",
            "",
            "Folding table,",
            "bamboo top           20 pcs       USD 12.50     USD 250.00",
            "60 x 60 cm",
        )
    )
    assert [figures(line) for line in lines] == [
        ("100", "piece", "5.00", "500.00"),
        ("20", "piece", "12.50", "250.00"),
    ]
    first, second = (line.description.value if line.description else "" for line in lines)
    assert "powder coated" in first
    assert "bamboo top" in second


def test_a_running_number_without_a_header_is_no_figure() -> None:
    assert read(
        "      Description          Quantity     Price         Amount",
        "1     Garden chair         100 pcs      5.00          500.00",
        "2     Folding table        20 pcs       12.50         250.00",
    ) == [("100", "piece", "5.00", "500.00"), ("20", "piece", "12.50", "250.00")]


def test_a_table_goes_on_over_specification_lines_and_spacer_rows() -> None:
    assert read(
        "Item              Qty         Price       Amount",
        "Garden chair      100 pcs     5.00        500.00",
        "Colour: black",
        "",
        "Folding table     20 pcs      12.50       250.00",
        "Colour: white",
        "Total                                     750.00",
    ) == [("100", "piece", "5.00", "500.00"), ("20", "piece", "12.50", "250.00")]


def test_headers_over_two_lines_of_print() -> None:
    assert read(
        "Description          Quantity     Unit price     Amount",
        "                     (pcs)        USD/pc         USD",
        "Garden chair         100          5.00           500.00",
    ) == [("100", "piece", "5.00", "500.00")]


def test_a_currency_in_a_column_of_its_own() -> None:
    paper = page(
        "Description          Qty         Unit price       Amount",
        "Garden chair         100 pcs     USD     5.00     USD     500.00",
        "Folding table        20 pcs      USD    12.50     USD     250.00",
    )
    lines = read_line_items(paper)
    assert [figures(line)[2:] for line in lines] == [("5.00", "500.00"), ("12.50", "250.00")]
    assert {line.amount.currency for line in lines if line.amount} == {"USD"}


def test_a_wrong_line_stays_wrong() -> None:
    lines = read_line_items(
        page(
            "Description          Qty         Unit price     Amount",
            "Garden chair         100 pcs     5.00           500.00",
            "Folding table        20 pcs      12.50          520.00",
            "Parasol              40 pcs      8.00           320.00",
        )
    )
    assert [line.agrees for line in lines] == [True, False, True]
    assert figures(lines[1]) == ("20", "piece", "12.50", "520.00")


def test_the_total_label_may_wrap() -> None:
    paper = page(
        "Description          Qty         Unit price     Amount",
        "Garden chair         100 pcs     5.00           500.00",
        "Folding table        20 pcs      12.50          250.00",
        "Grand                                           750.00",
        "Total",
    )
    assert len(read_line_items(paper)) == 2
    total = read_amounts(paper).total
    assert total is not None
    assert total.amount == Decimal("750.00")


def test_terms_around_the_table_are_no_lines() -> None:
    assert read(
        "PROFORMA INVOICE                     No. PI-2026-014",
        "Date: 2026-03-14                     Valid for 30 days",
        "",
        "Description          Qty         Unit price     Amount",
        "Garden chair         100 pcs     5.00           500.00",
        "Total: USD 500.00",
        "Payment: 30% deposit by T/T, balance USD 350.00 before shipment",
        "Delivery time: within 25 days",
    ) == [("100", "piece", "5.00", "500.00")]
