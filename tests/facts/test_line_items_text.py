"""Goods lines are read from aligned text, captions and sentences, and not from terms that merely hold figures."""

from __future__ import annotations

import pytest
from tradelint.facts.line_items import LineItem, read_line_items
from tradelint.levels import Confidence
from tradelint.text import Builder, Document, Place


def paper(text: str) -> Document:
    build = Builder()
    for index, line in enumerate(text.split("\n"), 1):
        if line.strip():
            build.paragraph(line, Place(line=index))
    return Document("paper.txt", "", "text/plain", build.text, tuple(build.blocks))


def short(line: LineItem) -> tuple[str | None, ...]:
    quantity, price, amount = line.quantity, line.unit_price, line.amount
    return (
        line.description.value if line.description else None,
        str(quantity.value) if quantity else None,
        quantity.unit if quantity else None,
        str(price.amount) if price else None,
        str(amount.amount) if amount else None,
    )


def read(text: str) -> list[tuple[str | None, ...]]:
    return [short(line) for line in read_line_items(paper(text))]


CHAIR = ("Chair", "100", "piece", "5.00", "500.00")


@pytest.mark.parametrize(
    "text",
    [
        "No.  Description        Qty      Unit Price   Amount\n1    Chair              100 pcs  USD 5.00     USD 500.00\nTotal                                       USD 500.00",
        "No. | Description | Qty | Unit Price | Amount\n1 | Chair | 100 pcs | USD 5.00 | USD 500.00\nTOTAL: USD 500.00",
        "No.\tDescription\tQty\tUnit Price\tAmount\n1\tChair\t100 pcs\t5.00\t500.00\n\t\t\tTotal\t500.00",
        "│ No. │ Description │ Qty │ Unit Price │ Amount │\n├─────┼────┤\n│ 1 │ Chair │ 100 pcs │ USD 5.00 │ USD 500.00 │",
        "品名　　　　数量　　　　单价　　　　金额\nChair　　　　100件　　　　5.00　　　　500.00",
    ],
)
def test_tables_drawn_with_characters(text: str) -> None:
    assert read(text) == [CHAIR]


def test_columns_parted_by_single_spaces() -> None:
    text = "Item Description Qty Unit Price Amount\n1 Garden chair 100 11.50 1,150.00\n2 Folding table 4 ft 50 25.00 1,250.00\nTotal 2,400.00"
    assert [line[1:] for line in read(text)] == [("100", None, "11.50", "1150.00"), ("50", None, "25.00", "1250.00")]


def test_items_without_any_header() -> None:
    text = "LED lamp GU10     500 pcs    USD 2.00    USD 1,000.00\nLED driver        300 pcs    USD 1.10    USD 330.00\nTOTAL  USD 1,330.00"
    assert read(text) == [
        ("LED lamp GU10", "500", "piece", "2.00", "1000.00"),
        ("LED driver", "300", "piece", "1.10", "330.00"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Commodity: Chair\nQuantity: 100 pcs\nUnit Price: USD 5.00/pc FOB Ningbo\nTotal Amount: USD 500.00",
        "1. Description of goods: Chair\n2. QUANTITY: 100 PCS\n3. Price: USD 5.00 per pc\n4. Total value: USD 500.00 (SAY US DOLLARS FIVE HUNDRED ONLY)",
        "Article 1 Commodity: Chair\nArticle 2 Quantity: 100 pieces (+/-5%)\nArticle 3 Unit price: USD 5.00\nArticle 4 Amount: USD 500.00",
        "一、品名:Chair\n二、数量:100件\n三、单价:人民币5.00元/件\n四、总金额:人民币500.00元",
        "1. 货物名称 Commodity: Chair\n2. 数量 Quantity: 100件\n3. 单价 Unit Price: USD 5.00\n4. 总值 Total Amount: USD 500.00",
        "Goods: Chair   Quantity: 100 pcs   Price: USD 5.00/pc   Amount: USD 500.00",
        "Item 1: Chair\nQty............. 100 pcs\nPrice........... USD 5.00\nAmount.......... USD 500.00",
    ],
)
def test_one_item_as_captions(text: str) -> None:
    assert read(text) == [CHAIR]


def test_several_groups_of_captions_and_the_sums_below_them() -> None:
    text = (
        "Item 1:\nHS Code: 9401.61\nDescription: Chair\nQuantity: 100 pcs\nUnit Price: USD 5.00\nTotal Value: USD 500.00\n"
        "Item 2:\nHS Code: 9403.60\nDescription: Desk\nQuantity: 10 pcs\nUnit Price: USD 30.00\nTotal Value: USD 300.00\n"
        "SUBTOTAL: USD 800.00\nGROSS WEIGHT: 900 KG\nTOTAL PACKAGES: 85 Cartons"
    )
    found = read_line_items(paper(text))
    assert [short(line) for line in found] == [CHAIR, ("Desk", "10", "piece", "30.00", "300.00")]
    assert [line.hs_code and line.hs_code.value for line in found] == ["9401.61", "9403.60"]
    assert found[1].gross_weight is None and found[1].cartons is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Seller sells 4400 cartons of canned peaches at USD 6.10 per carton, total USD 26,840.00.", ("canned peaches", "4400", "carton", "6.10", "26840.00")),
        ("5x Laptops @ $800 each = $4000", ("Laptops", "5", None, "800", "4000")),
        ("3 pcs × USD 28,668.35 = USD 86,005.05", (None, "3", "piece", "28668.35", "86005.05")),
        ("3台 × 28,668.35 = 86,005.05", (None, "3", "piece", "28668.35", "86005.05")),
        ("Steel wire, 20 tons, USD 815/ton", ("Steel wire", "20", "ton", "815", None)),
        ("自攻螺丝 50,000只,单价USD 6.20/千只,金额USD 310.00", ("自攻螺丝", "50000", "piece", "6.20", "310.00")),
        ("2. Bar stool, beech, seat height 75 cm | 300 pcs | USD 21.40 | USD 6,420.00", ("Bar stool, beech, seat height 75 cm", "300", "piece", "21.40", "6420.00")),
        ("2. Bar stool, beech, seat height 75 cm | 300 pcs | unit price - | amount -", ("Bar stool, beech, seat height 75 cm", "300", "piece", None, None)),
        ("Bamboo cutlery set (fork, knife, spoon) — 12,000 sets", ("Bamboo cutlery set (fork, knife, spoon)", "12000", "set", None, None)),
        ("We order 2,000 garden chairs at EUR 12.50 each.", ("We order", "2000", "piece", "12.50", None)),
        ("甲方向乙方采购不锈钢保温杯10,000只,单价人民币23.5元/只,总金额人民币235,000.00元。", ("不锈钢保温杯", "10000", "piece", "23.5", "235000.00")),
        ("- 500 pcs of LED lamp GU10 at $3.20", ("LED lamp GU10", "500", "piece", "3.20", None)),
        ("12,500 (twelve thousand five hundred) sets of cutlery at a unit price of EUR 0.92 per set", ("cutlery", "12500", "set", "0.92", None)),
    ],
)  # fmt: skip
def test_one_item_in_a_sentence(text: str, expected: tuple[str | None, ...]) -> None:
    assert read(text) == [expected]


def test_a_quantity_that_is_left_open_is_a_line_without_one() -> None:
    assert read("Bamboo cutlery set — qty: as required") == [("Bamboo cutlery set", None, None, None, None)]
    assert read("竹餐具 数量:若干") == [("竹餐具", None, None, None, None)]


def test_a_product_that_does_not_fit_is_read_as_it_stands() -> None:
    (line,) = read_line_items(paper("3 pcs × USD 28,668.35 = USD 38,6005.05"))
    assert line.agrees is False and line.amount and line.amount.malformed


def test_a_price_list_orders_nothing() -> None:
    found = read_line_items(
        paper(
            "Price list\nCM-01 Ceramic mug 350 ml ........ USD 0.85/pc\nCM-02 Ceramic mug 500 ml ........ USD 1.05/pc"
        )
    )
    assert [line.listed for line in found] == [True, True] and all(line.quantity is None for line in found)
    assert all(line.confidence is Confidence.MEDIUM for line in found)


@pytest.mark.parametrize(
    "text",
    [
        "The Seller shall pay USD 500 per day for each day of delay up to 5% of the contract price.",
        "Demurrage shall be USD 500 per day after 5 days of free time, for 2 containers.",
        "Packing: 20 pcs per carton, 500 cartons, total 10,000 pcs.",
        "Bank charges of USD 25 per transfer are for Buyer's account.",
        "MOQ: 500 pcs. Sample fee USD 50 per set.",
        "One 40HQ loads 1,200 pcs. Warranty: 12 months, 1% free spare parts.",
        "Payment: 30% deposit USD 5,040, balance USD 11,760 before shipment",
        "Quantity tolerance: +/-5%\nPrice term: FOB Ningbo",
        "Claims must be made within 30 days; samples of 5 pcs are kept for 2 years.",
        "商品名称:[商品名称]\n数量:[数量]\n单价:[单价]元\n总价:[总价]元",
        "Description: ______\nQuantity: ______\nUnit price: ______",
    ],
)
def test_terms_and_empty_forms_hold_no_goods(text: str) -> None:
    assert read(text) == []
