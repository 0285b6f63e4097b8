"""Dates are read in every style of trade papers; ambiguity and impossibility are said."""

from __future__ import annotations

from datetime import date

import pytest
from tradelint.facts.dates import date_order, document_dates, find_dates
from tradelint.text import Builder, Document, Place

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22", "2026.11.22", "2026/11/22", "22-Nov-26", "Nov.22nd,2026", "2026年11月22日", "22/11/2026", "11/22/2026",
        "22nd day of November, 2026", "22 November 2026", "November 22, 2026", "22NOV2026", "22.11.2026", "2026-11-22T00:00:00",
        "2026-11-22 00:00:00", "22 ноября 2026 г.", "22. November 2026", "22 de noviembre de 2026", "22 novembre 2026",
        "22 novembre 2026", "二〇二六年十一月二十二日", "NOV-22-2026", "22 Nov. 2026", "2026-Nov-22", "22th of Nov, 2026", "22.Nov.2026",
        "22 novembro de 2026", "22 kasım 2026", "２０２６年１１月２２日",
    ],
)  # fmt: skip
def test_every_style_of_one_day(text: str) -> None:
    (found,) = find_dates(f"Date: {text}")
    assert found.readings == (DAY,) and found.precision == "day" and not found.impossible


@pytest.mark.parametrize("text", ["05/06/2026", "1.2.2026", "12/1/26", "04-02-2018"])
def test_day_and_month_that_can_be_exchanged_give_two_readings(text: str) -> None:
    (found,) = find_dates(text)
    assert len(found.readings) == 2 and found.ambiguous and found.date is None


def test_a_two_digit_year_in_front_is_a_reading_too() -> None:
    (found,) = find_dates("26.11.22")
    assert date(2026, 11, 22) in found.readings and date(2022, 11, 26) in found.readings


@pytest.mark.parametrize(
    "text", ["31 April 2026", "2026-13-02", "30/02/2026", "Feb 30, 2026", "2026年2月30日", "31.11.2026"]
)
def test_impossible_dates_are_returned_as_such(text: str) -> None:
    (found,) = find_dates(text)
    assert found.impossible and found.readings == ()


@pytest.mark.parametrize(
    ("text", "month", "qualifier", "last"),
    [
        ("November 2026", 11, "", date(2026, 11, 30)), ("end of November 2026", 11, "end", date(2026, 11, 30)),
        ("mid-Nov 2026", 11, "mid", date(2026, 11, 20)), ("early December, 2026", 12, "early", date(2026, 12, 10)),
        ("11/2026", 11, "", date(2026, 11, 30)), ("2026年11月", 11, "", date(2026, 11, 30)), ("2026年11月底", 11, "end", date(2026, 11, 30)),
        ("Nov. 2026", 11, "", date(2026, 11, 30)), ("Ende Februar 2027", 2, "end", date(2027, 2, 28)),
    ],
)  # fmt: skip
def test_months(text: str, month: int, qualifier: str, last: date) -> None:
    (found,) = find_dates(text)
    assert found.precision == "month" and found.date is not None and found.date.month == month
    assert (found.qualifier, found.last) == (qualifier, last)


def test_ranges_give_both_ends() -> None:
    assert [d.date for d in find_dates("20-25 Nov 2026")] == [date(2026, 11, 20), date(2026, 11, 25)]
    assert [d.date for d in find_dates("Oct-Nov 2026")] == [date(2026, 10, 1), date(2026, 11, 1)]
    assert [d.date for d in find_dates("Dec/Jan 2027")] == [date(2026, 12, 1), date(2027, 1, 1)]
    assert [d.date for d in find_dates("10 March to 15 April 2026")] == [date(2026, 3, 10), date(2026, 4, 15)]


def test_a_day_without_a_year_has_no_reading() -> None:
    (found,) = find_dates("ship before 30 Nov.")
    assert (found.readings, found.month, found.day, found.impossible) == ((), 11, 30, False)


@pytest.mark.parametrize(
    "text",
    [
        "PI-2026-11-22", "8471.30.0100", "may 30% be paid", "Incoterms 2020", "within 30 days", "1,234.50", "10.10.10.1",
        "clause 12.3.4", "Order 20261122", "ISO 9001:2015", "10-12 mm", "+86-755-8899-6677",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_compact_digits_are_a_date_only_where_they_are_labelled() -> None:
    assert find_dates("Date: 20261122")[0].readings == (DAY,)


def paper(*lines: str) -> Document:
    build = Builder()
    for index, line in enumerate(lines, 1):
        build.paragraph(line, Place(line=index))
    return Document("paper.txt", "", "text/plain", build.text, tuple(build.blocks))


def test_unambiguous_dates_of_the_document_settle_the_others_and_say_so() -> None:
    dates = document_dates(paper("Date: 22/11/2026", "Shipment: 05/12/2026"))
    assert dates[1].date == date(2026, 12, 5) and dates[1].inferred and dates[1].alternatives == (date(2026, 5, 12),)


def test_dates_that_disagree_settle_nothing() -> None:
    assert date_order(find_dates("22/11/2026 and 11/22/2026")) is None
    assert document_dates(paper("22/11/2026", "11/22/2026", "05/06/2026"))[2].ambiguous


def test_the_span_is_the_dates_own_words() -> None:
    text = "Shipment not later than Nov.22nd,2026, by sea"
    (found,) = find_dates(text)
    assert text[found.span.start : found.span.end] == "Nov.22nd,2026"
