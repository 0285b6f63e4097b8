"""Amounts in words are parsed in English and Chinese; spelling slips are forgiven and reported."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tradelint.facts.amount_words import chinese_integer, find_amounts_in_words
from tradelint.levels import Confidence


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("SAY US DOLLARS SIXTEEN THOUSAND EIGHT HUNDRED ONLY", "16800", "USD"),
        ("SAY US DOLLARS SIXTEEN THOUSAND EIGHTY ONLY", "16080", "USD"),
        ("Say US Dollars Twenty-Six Thousand Eight Hundred and Forty Only.", "26840", "USD"),
        ("TOTAL SAY: USD TWENTY TWO THOUSAND EIGHT HUNDRED AND CENTS FIFTY ONLY", "22800.50", "USD"),
        ("Amount in words: Rupees Six Lakh Fifty Three Thousand Seven Hundred Twenty Only", "653720", None),
        ("Twelve thousand five hundred euros and 50/100", "12500.50", "EUR"),
        ("SAY US DOLLARS EIGHT HUNDRED AND FIFTY CENTS ONLY", "800.50", "USD"),
        ("SAY: ONE MILLION TWO HUNDRED THOUSAND US DOLLARS AND FIVE CENTS ONLY", "1200000.05", "USD"),
        ("SAY EUR NINE HUNDRED POINT FIVE ZERO ONLY", "900.50", "EUR"),
        ("SAY USD ELEVEN THOUSAND TWO HUNDRED AND 00/100 ONLY", "11200", "USD"),
        ("(In words: Sixteen Thousand Eight Hundred US Dollars)", "16800", "USD"),
        ("SAY US DOLLARS SIXTEENTHOUSAND TWENTYFIVE ONLY", "16025", "USD"),
        ("Five crore twenty lakh Indian rupees only", "52000000", "INR"),
        ("USD Sixty Three Thousand One Hundred Forty Eight and68/100 only", "63148.68", "USD"),
        ("Pounds Sterling Ninety-nine and ninety nine pence only", "99.99", "GBP"),
        ("SAY HONG KONG DOLLARS TWO THOUSAND ONLY", "2000", "HKD"),
        ("壹万陆仟捌佰元整", "16800", None),
        ("大写:人民币壹万陆仟捌拾元整", "16080", "CNY"),
        ("USD 玖仟贰佰零玖元壹角叁分", "9209.13", "USD"),
        ("大写金额:美元叁拾万零伍佰元整", "300500", "USD"),
        ("合计(大写):十二万三千元整", "123000", None),
        ("人民币贰亿叁仟万元正", "230000000", "CNY"),
        ("叁佰肆拾伍美元陆角", "345.6", "USD"),
        ("壹萬貳仟圓整", "12000", None),
    ],
)
def test_amounts_in_words(text: str, amount: str, currency: str | None) -> None:
    (found,) = find_amounts_in_words(text)
    assert (found.amount, found.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "amount", "slip"),
    [
        ("SAY USD FOURTY FIVE THOUSAND ONLY", 45000, "fourty"),
        ("SAY USD TWO THOUSAND NINTY ONLY", 2090, "ninty"),
        ("SAY USD FIVE HUNDRAD ONLY", 500, "hundrad"),
        ("SAY USD TWO THOSAND ONLY", 2000, "thosand"),
    ],
)
def test_spelling_slips_lower_the_confidence(text: str, amount: int, slip: str) -> None:
    (found,) = find_amounts_in_words(text)
    assert found.amount == amount and slip in found.slips and found.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    "text",
    [
        "within thirty (30) days after receipt", "one hundred percent of the price", "twenty-five pieces only",
        "two hundred forty-five (245) sets", "thirty percent (30%) of the total USD 5,000", "一式两份", "三个月内", "the only one",
    ],
)  # fmt: skip
def test_other_numbers_in_words_are_no_amounts(text: str) -> None:
    assert find_amounts_in_words(text) == ()


def test_words_that_make_no_number_have_no_amount() -> None:
    (found,) = find_amounts_in_words("SAY US DOLLARS THIRTY FORTY FIVE THOUSAND ONLY")
    assert found.amount is None and found.confidence is Confidence.LOW


def test_the_span_covers_the_words_from_say_to_only() -> None:
    text = "Total USD 900.00. SAY US DOLLARS NINE HUNDRED ONLY. Payment: T/T"
    (found,) = find_amounts_in_words(text)
    assert text[found.span.start : found.span.end] == "SAY US DOLLARS NINE HUNDRED ONLY"


def test_words_may_run_over_lines() -> None:
    (found,) = find_amounts_in_words("SAY TOTAL US DOLLARS TWENTY THOUSAND\nFIVE HUNDRED ONLY")
    assert found.amount == 20500


@pytest.mark.parametrize(("text", "value"), [("三十", 30), ("百", 100), ("一千零五", 1005), ("十二", 12), ("天", None)])
def test_small_chinese_numbers(text: str, value: int | None) -> None:
    assert chinese_integer(text) == value
