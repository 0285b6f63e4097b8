"""Totals, charges, parts and sums of columns are kept apart, and the total that counts is found."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from tradelint.facts.amounts import AmountFacts, read_amounts
from tradelint.facts.values import Money
from tradelint.levels import Confidence
from tradelint.text import Builder, Document, Place


def paper(text: str, *rows: str) -> Document:
    """Lines, then a table of cells between bars; `{2}` before a cell merges columns."""
    build = Builder()
    for index, line in enumerate(text.split("\n"), 1):
        if line.strip():
            build.paragraph(line, Place(line=index))
    if rows:
        build.begin_table()
        for number, row in enumerate(rows):
            column = 0
            for raw in row.split("|"):
                wide = int(raw[1]) if raw.startswith("{") else 1
                build.cell(
                    raw[3:] if raw.startswith("{") else raw,
                    number,
                    column,
                    Place(table=1, row=number + 1),
                    column_span=wide,
                )
                column += wide
        build.end_table(Place(table=1))
    return Document("paper", "", "x", build.text, tuple(build.blocks), tuple(build.tables))


def value(money: Money | None) -> str | None:
    return str(money.amount) if money else None


HEAD = "Goods|Qty|Price (USD)|Amount (USD)"
CHAIR, DESK = "Chair|10|50.00|500.00", "Desk|5|20.00|100.00"


def chairs(*rows: str) -> Document:
    """A paper with one line of 1,000.00 and its subtotal, then rows."""
    return paper("", HEAD, "Chair|20|50.00|1,000.00", "{3}Subtotal|1,000.00", *rows)


def test_lines_charges_and_total() -> None:
    facts = read_amounts(
        paper(
            "",
            HEAD,
            CHAIR,
            DESK,
            "{3}Subtotal|600.00",
            "{3}Sea freight|85.00",
            "{3}Insurance|5.00",
            "{3}Discount|-20.00",
            "{3}Grand total|670.00",
        )
    )
    assert facts.lines_total == Decimal("600.00")
    assert (value(facts.subtotal), value(facts.total), facts.currency) == ("600.00", "670.00", "USD")
    assert [(c.kind, value(c.amount)) for c in facts.charges] == [
        ("freight", "85.00"),
        ("insurance", "5.00"),
        ("discount", "20.00"),
    ]


def test_a_total_above_the_charges_is_the_subtotal() -> None:
    facts = read_amounts(
        paper("", HEAD, CHAIR, DESK, "{3}Total|600.00", "{3}Freight|85.00", "{3}Total CIF Hamburg|685.00")
    )
    assert (value(facts.subtotal), value(facts.total)) == ("600.00", "685.00")


@pytest.mark.parametrize(
    "label",
    [
        "TOTAL",
        "Total:",
        "Grand Total",
        "合计",
        "总计 TOTAL",
        "Total FOB Ningbo",
        "Amount due",
        "TOTAL AMOUNT (USD)",
        "Итого",
        "Gesamtbetrag",
        "Total général",
    ],
)
def test_labels_of_totals(label: str) -> None:
    assert value(read_amounts(paper("", HEAD, CHAIR, DESK, f"{{3}}{label}|600.00")).total) == "600.00"


def test_sums_of_quantity_cartons_and_weights_are_not_the_total() -> None:
    facts = read_amounts(paper(
        "", "Goods|CTNS|Qty (pcs)|Price (USD)|Amount (USD)|N.W. (kg)|G.W. (kg)|CBM", "Mug|100|4,800|0.85|4,080.00|1,200|1,400|8.5",
        "Bowl|50|1,200|1.10|1,320.00|600|720|4.2", "TOTAL|150|6,000||5,400.00|1,800|2,120|12.7",
    ))  # fmt: skip
    assert value(facts.total) == "5400.00"
    measures = (
        facts.total_cartons,
        facts.total_quantity,
        facts.total_net_weight,
        facts.total_gross_weight,
        facts.total_cbm,
    )
    assert [str(m.value) for m in measures if m] == ["150", "6000", "1800", "2120", "12.7"]


def test_a_total_with_quantity_in_one_line() -> None:
    facts = read_amounts(
        paper("Goods  Qty  Price  Amount\nMug  800 pcs  USD 1.00  USD 800.00\nTOTAL: 800 PCS   USD 800.00")
    )
    assert value(facts.total) == "800.00" and facts.total_quantity and facts.total_quantity.value == 800


@pytest.mark.parametrize(
    "text",
    [
        "Total contract value: USD 26,840.00", "The total contract value is USD 26,840.00.", "合同总金额:USD 26,840.00",
        "TOTAL AMOUNT: SAY US DOLLARS TWENTY SIX THOUSAND EIGHT HUNDRED AND FORTY ONLY (USD 26,840.00)",
        "4.1 The total price of the goods amounts to USD 26,840.00 (twenty six thousand).",
    ],
)  # fmt: skip
def test_totals_in_sentences(text: str) -> None:
    assert value(read_amounts(paper(text)).total) == "26840.00"


@pytest.mark.parametrize(
    "text",
    [
        "30% of the total amount, USD 5,040, as deposit", "Total quantity: 500 MT", "Total 85 cartons", "Total weight: 2,850 kg",
        "Penalty up to 5% of the total contract value", "Total Amount Due: [Total Amount]", "Page 1 of 2",
    ],
)  # fmt: skip
def test_what_is_no_total(text: str) -> None:
    assert read_amounts(paper(text)).total is None


def test_totals_of_sections_are_subtotals() -> None:
    facts = read_amounts(
        paper(
            "",
            HEAD,
            "{4}A. Kitchen",
            CHAIR,
            "{3}Total A|500.00",
            "{4}B. Garden",
            DESK,
            "{3}Total B|100.00",
            "{3}Grand total|600.00",
        )
    )
    assert [(value(s.amount), s.first, s.last) for s in facts.subtotals] == [("500.00", 0, 0), ("100.00", 1, 1)]
    assert value(facts.total) == "600.00"


def test_net_tax_and_gross() -> None:
    facts = read_amounts(
        paper(
            "",
            "Pos|Bezeichnung|Menge|Preis €|Betrag €",
            "1|Stuhl|10|50,00|500,00",
            "{4}Summe netto|500,00",
            "{4}zzgl. MwSt. 19%|95,00",
            "{4}Gesamtbetrag inkl. MwSt.|595,00",
        )
    )
    assert (value(facts.subtotal), value(facts.total), value(facts.total_with_tax)) == ("500.00", "595.00", "595.00")
    assert [(c.kind, value(c.amount), c.percent and c.percent.value) for c in facts.charges] == [("tax", "95.00", 19)]


def test_prices_with_tax_are_said_so() -> None:
    assert (
        read_amounts(paper("", "品名|数量|含税单价|金额", "椅子|10件|50.00|500.00", "{3}合计|500.00")).tax_included
        is True
    )
    assert (
        read_amounts(paper("", "Goods|Qty|Unit price (excl. VAT)|Amount", "Chair|10|50.00|500.00")).tax_included
        is False
    )
    assert read_amounts(paper("", HEAD, CHAIR)).tax_included is None


@pytest.mark.parametrize(
    ("text", "deposit", "balance"),
    [
        ("Deposit 30%: USD 180.00\nBalance 70%: USD 420.00", ("180.00", 30), ("420.00", 70)),
        ("Payment: 30% deposit USD 180.00, balance USD 420.00 against copy of B/L", ("180.00", 30), ("420.00", None)),
        ("付款方式:30%定金USD 180.00,余款USD 420.00见提单复印件付清", ("180.00", 30), ("420.00", None)),
        ("30% T/T deposit, 70% balance before shipment", (None, 30), (None, 70)),
    ],
)
def test_deposit_and_balance(
    text: str, deposit: tuple[str | None, int], balance: tuple[str | None, int | None]
) -> None:
    facts = read_amounts(paper(text))
    assert facts.deposit and facts.balance
    assert (value(facts.deposit.amount), facts.deposit.percent and facts.deposit.percent.value) == deposit
    assert (value(facts.balance.amount), facts.balance.percent and facts.balance.percent.value) == balance


def test_interest_on_a_balance_is_no_balance() -> None:
    assert read_amounts(paper("Late payment: 2% per month on the outstanding balance")).balance is None


def test_charges_shown_for_information_are_marked() -> None:
    facts = read_amounts(paper("", HEAD, CHAIR, "{3}Freight (for information, not included)|85.00", "{3}Total|500.00"))
    assert facts.charges[0].included and value(facts.total) == "500.00"


@pytest.mark.parametrize(
    ("label", "kind", "percent"),
    [
        ("zzgl. 19 % MwSt.", "tax", "19"),
        ("plus 19% VAT", "tax", "19"),
        ("+ 19% tax", "tax", "19"),
        ("VAT @ 19%", "tax", "19"),
        ("TVA à 19,0 %", "tax", "19.0"),
        ("增值税19%", "tax", "19"),
        ("19%增值税", "tax", "19"),
        ("Sea freight 1x20'", "freight", None),
        ("Wooden crates", "other", None),
    ],
)
def test_charges_between_the_sum_of_the_goods_and_the_total(label: str, kind: str, percent: str | None) -> None:
    facts = read_amounts(
        paper("", HEAD, "Chair|20|50.00|1,000.00", "{3}Total|1,000.00", f"{{3}}{label}|190.00", "{3}Total due|1,190.00")
    )
    assert [(c.kind, value(c.amount), c.percent and str(c.percent.value)) for c in facts.charges] == [
        (kind, "190.00", percent)
    ]
    assert (value(facts.subtotal), value(facts.total)) == ("1000.00", "1190.00")


@pytest.mark.parametrize(
    ("discount", "total"),
    [
        ("10% Discount", "Net amount"),
        ("Less: voucher", "Amount payable"),
        ("Discount", "Total with discount"),
        ("Less 10% special discount", "Net total"),
        ("优惠10%", "折后总价"),
    ],
)
def test_what_is_left_after_a_discount_is_the_total(discount: str, total: str) -> None:
    facts = read_amounts(
        chairs(
            f"{{3}}{discount}|-100.00",
            f"{{3}}{total}|900.00",
        )
    )
    assert [(c.kind, value(c.amount)) for c in facts.charges] == [("discount", "100.00")]
    assert (value(facts.subtotal), value(facts.total)) == ("1000.00", "900.00")


def test_a_stage_between_discount_and_tax_is_not_the_sum_of_the_goods() -> None:
    facts = read_amounts(
        chairs(
            "{3}Discount|-100.00",
            "{3}Net total|900.00",
            "{3}VAT 10%|90.00",
            "{3}Total|990.00",
        )
    )
    assert (value(facts.subtotal), value(facts.total)) == ("1000.00", "990.00")


def test_the_lines_settle_a_total_that_can_be_read_in_two_ways() -> None:
    facts = read_amounts(paper("", "Goods|Qty|Price USD|Amount USD", "Coffee|20 MT|4.100|82.000", "{3}Total|82.000"))
    assert value(facts.total) == "82000"
    assert facts.total and facts.total.confidence is Confidence.MEDIUM


def test_a_charge_without_a_figure_is_kept() -> None:
    facts = read_amounts(paper("", HEAD, CHAIR, "{3}Mould charge|extra", "{3}Total|500.00"))
    assert [(c.kind, c.amount) for c in facts.charges] == [("tooling", None)]


def test_the_amount_in_words() -> None:
    facts = read_amounts(paper("Total: USD 16,800.00\nSAY US DOLLARS SIXTEEN THOUSAND EIGHTY ONLY"))
    assert [(w.amount, w.currency) for w in facts.in_words] == [(Decimal(16080), "USD")]


def test_several_currencies_are_listed_and_not_added_up() -> None:
    facts = read_amounts(
        paper(
            "", "Goods|Qty|Price|Amount", "Press|1 set|USD 25,000.00|USD 25,000.00", "Table|1 set|CNY 300.00|CNY 300.00"
        )
    )
    assert set(facts.currencies) == {"USD", "CNY"} and facts.lines_total is None


def test_doubtful_and_malformed_figures_are_listed() -> None:
    facts = read_amounts(
        paper("", "Goods|Qty|Price|Amount", "Bolt|1.500 pcs|USD 2|USD 3.000", "Nut|10|USD 3|USD 3,00.00")
    )
    assert {figure.raw for figure in facts.doubtful} == {"1.500", "USD 3,00.00"}


def test_an_early_payment_discount_is_no_charge() -> None:
    assert (
        read_amounts(
            paper("Early payment discount: 1% if paid within 10 days\nDemurrage charges: USD 15,000 per day")
        ).charges
        == ()
    )


def test_amounts_cross_the_worker_border_as_json() -> None:
    facts = read_amounts(paper("Deposit 30%: USD 180.00", HEAD, CHAIR, DESK, "{3}Freight|85.00", "{3}Total|685.00"))
    assert msgspec.json.decode(msgspec.json.encode(facts), type=AmountFacts) == facts


def test_a_paper_without_amounts() -> None:
    assert read_amounts(paper("Delivery within 30 days")).total is None
