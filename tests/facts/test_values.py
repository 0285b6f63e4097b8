"""Money, percentages and quantities are read as written, and doubt is kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tradelint.facts.values import (
    Ambiguous,
    Convention,
    convention_of,
    find_money,
    find_numbers,
    find_percent,
    find_quantities,
    number,
)
from tradelint.levels import Confidence
from tradelint.text import Builder, Document, Place

POINT, COMMA = Convention(decimal="."), Convention(decimal=",")


def paper(*lines: str) -> Document:
    build = Builder()
    for index, line in enumerate(lines, 1):
        build.paragraph(line, Place(line=index))
    return Document("paper.txt", "", "text/plain", build.text, tuple(build.blocks))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", "1234.50"), ("1.234,50", "1234.50"), ("1 234,50", "1234.50"), ("1\u00a0234,50", "1234.50"),
        ("1\u2009234.50", "1234.50"), ("1\u202f234,5", "1234.5"), ("1'234.50", "1234.50"), ("1’234’567.00", "1234567.00"),
        ("6,53,720.00", "653720.00"), ("１２，３４５．６", "12345.6"), ("(1,200.00)", "-1200.00"), ("- 500", "-500"),
        ("500.00-", "-500.00"), ("1,000,000", "1000000"), ("1.000.000", "1000000"), ("0.125", "0.125"), ("1,200", "1200"),
        ("12,50", "12.50"), ("2000", "2000"), (".85", "0.85"), ("1234.567", "1234.567"),
    ],
)  # fmt: skip
def test_figures_with_one_reading(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "12 pcs", "2026.11.22", "8471.30.0100", "l00", "1O0", "(12", "12)"])
def test_what_is_no_figure(text: str) -> None:
    assert number(text) is None


def test_a_figure_with_two_readings_is_not_guessed() -> None:
    assert number("1.500") == Ambiguous((Decimal(1500), Decimal("1.500")))


def test_the_documents_own_signs_settle_it() -> None:
    assert number("1.500", COMMA) == Decimal(1500)
    assert number("1.500", POINT) == Decimal("1.500")
    assert number("1,500", COMMA) == Decimal("1.500")


def test_the_convention_is_told_from_the_whole_document() -> None:
    assert convention_of(paper("Price 1.234,50", "Sum 12.000,00")).decimal == ","
    assert convention_of(paper("Clause 7.2 applies", "7.3 Price USD 1,234.50")).decimal == "."
    mixed = convention_of(paper("1.234,50", "1,234.50"))
    assert mixed.decimal is None and mixed.mixed


def test_a_lone_comma_fraction_does_not_settle_a_dotted_thousand() -> None:
    convention = convention_of(paper("Qty 1.500 pcs, price 1,25"))
    assert find_quantities("1.500 pcs", convention)[0].ambiguous


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("USD 1,234.50", "1234.50", "USD"), ("US$16,800", "16800", "USD"), ("16800USD", "16800", "USD"),
        ("EUR 1 234,50", "1234.50", "EUR"), ("12,50 €", "12.50", "EUR"), ("CHF 1'234.50", "1234.50", "CHF"),
        ("$5000.00 USD", "5000.00", "USD"), ("人民币86,000.00元", "86000.00", "CNY"), ("RMB1,200", "1200", "CNY"),
        ("RMB 1.2 million", "1200000", "CNY"), ("USD 5万", "50000", "USD"), ("HK$ 3.50/pc", "3.50", "HKD"),
        ("US Dollars 26,840.00", "26840.00", "USD"), ("ＵＳＤ１，２３４．５０", "1234.50", "USD"), ("-USD 500.00", "-500.00", "USD"),
        ("USD (1,200.00)", "-1200.00", "USD"), ("(USD 1,200.00)", "1200.00", "USD"), ("FOB NINGBO USD11.50/PC", "11.50", "USD"),
        ("JPY 1.200", "1200", "JPY"), ("VND 25.000.000", "25000000", "VND"), ("R$ 12,00", "12.00", "BRL"),
        ("美元12,000", "12000", "USD"), ("1200 美金", "1200", "USD"), ("usd 4.80", "4.80", "USD"), ("Euro 99", "99", "EUR"),
        ("INR 2.5 lakh", "250000", "INR"), ("500 долларов США", "500", "USD"), ("USD .85", "0.85", "USD"),
    ],
)  # fmt: skip
def test_money_with_its_currency(text: str, amount: str, currency: str) -> None:
    (money,) = find_money(text)
    assert (money.amount, money.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize("text", ["$800", "¥ 86,000", "￥86,000", "86,000元", "£ 20", "kr 500", "Rs. 6,53,720.00"])
def test_a_symbol_of_several_currencies_stays_open(text: str) -> None:
    (money,) = find_money(text)
    assert money.currency is None and len(money.currency_candidates) > 1


def test_the_document_settles_a_symbol_when_it_names_one_of_its_currencies() -> None:
    (money,) = find_money("$800", Convention(currencies=("USD",)))
    assert money.currency == "USD" and money.currency_inferred
    (money,) = find_money("$800", Convention(currencies=("USD", "CAD")))
    assert money.currency is None


def test_an_ambiguous_amount_keeps_its_readings() -> None:
    (money,) = find_money("USD 1.200")
    assert money.amount is None and money.ambiguous and money.confidence is Confidence.LOW
    assert money.readings == (Decimal(1200), Decimal("1.200"))


def test_misplaced_grouping_is_marked() -> None:
    (money,) = find_money("USD 38,6005.05")
    assert money.malformed and money.amount == Decimal("386005.05")


@pytest.mark.parametrize("text", ["TRY 2 times", "TOP 10", "ALL 5 items", "50O USD", "Model USDX 20", "PEN 500 ml"])
def test_words_that_look_like_currencies_are_none(text: str) -> None:
    assert find_money(text) == ()


def test_each_amount_of_a_line_has_its_own_span() -> None:
    text = "500pcs USD 28.50 | USD 14,250.00"
    assert [text[m.span.start : m.span.end] for m in find_money(text)] == ["USD 28.50", "USD 14,250.00"]


def test_spans_count_from_the_offset() -> None:
    (money,) = find_money("for USD 5", offset=100)
    assert (money.span.start, money.span.end) == (104, 109)


@pytest.mark.parametrize(
    ("text", "value", "low"),
    [
        ("30% T/T", "30", None), ("30 percent", "30", None), ("0,5 % per week", "0.5", None), ("５０％", "50", None),
        ("20-30%", "30", "20"), ("百分之三十", "30", None), ("百分之零点五", "0.5", None), ("3‰", "0.3", None),
        ("5 per cent", "5", None), ("1.000%", "1.000", None),
    ],
)  # fmt: skip
def test_percentages(text: str, value: str, low: str | None) -> None:
    (percent,) = find_percent(text)
    assert percent.value == Decimal(value) and percent.low == (Decimal(low) if low else None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12,000PCS", "12000", "piece"), ("20 MT", "20", "tonne"), ("500 双", "500", "pair"), ("1.2万双", "12000", "pair"),
        ("400 cartons", "400", "carton"), ("1 500 pcs", "1500", "piece"), ("6,000 dozen pairs", "6000", "dozen_pairs"),
        ("20 tons", "20", "ton"), ("100 sqm", "100", "square_metre"), ("50千只", "50000", "piece"), ("300 Stk.", "300", "piece"),
        ("250 шт", "250", "piece"), ("500 (five hundred) metric tons", "500", "tonne"), ("10 KGS", "10", "kilogram"),
        ("2 lots", "2", "lot"), ("1,000 yds", "1000", "yard"), ("85 Cartons", "85", "carton"), ("40 pièces", "40", "piece"),
    ],
)  # fmt: skip
def test_quantities_with_their_unit(text: str, value: str, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["SL-6060-40 pcs", "Art. PX300", "Pantone 286 C", "2nd set", "ISO 9001"])
def test_codes_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_numbers_leave_out_codes_and_dotted_numbers() -> None:
    found = find_numbers("Model SL-6060-40, HS 8471.30.0100, 12 boxes at 3.50")
    assert [figure.raw for figure in found] == ["12", "3.50"]
