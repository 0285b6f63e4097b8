"""A number shows as its format says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tradelint.parsers.sheet_format import decimal_of, plain, show, show_text
from tradelint.parsers.sheet_formula import shift

SHOWN = [
    ("11.5", "0.00", "11.50"),
    ("26840", "#,##0.00", "26,840.00"),
    ("1234567.891", "[$¥-804]#,##0.00", "¥1,234,567.89"),
    ("0", '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"_-;_-@_-', "-"),
    ("0.305", "0.0%", "30.5%"),
    ("12500000", '0.0,,"M"', "12.5M"),
    ("0", "#", ""),
    ("1234.5", 'General" kg"', "1234.5 kg"),
    ("-5", "0.00", "-5.00"),
    ("-5", "#,##0_);(#,##0)", "(5)"),
    ("-5", "#,##0.00;[Red]-#,##0.00", "-5.00"),
    ("123456789", "000-00-0000", "123-45-6789"),
    ("7", "00000", "00007"),
    ("100", '[>=100]"big" 0;"small" 0', "big 100"),
    ("5", '[>=100]"big" 0;"small" 0', "small 5"),
    ("0", '0.00;-0.00;"FREE"', "FREE"),
    ("1.005", "0.00", "1.01"),
    ("2.675", "0.00", "2.68"),
    ("1200", "#'##0.00", "1'200.00"),
    ("85", ";;;", ""),
    ("0.5", "# ?/?", "0.5"),
    ("12345", "[DBNum2][$-804]General", "壹万贰仟叁佰肆拾伍"),
    ("10005", '[DBNum2]General"元"', "壹万零伍元"),
    ("46336", "yyyy-mm-dd", "2026-11-10"),
    ("46336", "mm/dd/yyyy", "2026-11-10"),
    ("46336", "dd.mm.yy", "2026-11-10"),
    ("46336", "d-mmm-yy", "10-Nov-2026"),
    ("46336", 'yyyy"年"m"月"d"日"', "2026年11月10日"),
    ("46336", "[$-409]mmmm\\ d\\,\\ yyyy;@", "November 10, 2026"),
    ("46336", "mmm-yy", "Nov-2026"),
    ("46336.5", "m/d/yy h:mm", "2026-11-10 12:00"),
    ("46336.75", "h:mm AM/PM", "6:00 PM"),
    ("1.5", "[h]:mm", "36:00"),
    ("60", "yyyy-mm-dd", "1900-02-28"),
    ("1", "yyyy-mm-dd", "1900-01-01"),
]


@pytest.mark.parametrize(("value", "code", "shown"), SHOWN)
def test_a_number_shows_as_its_format_says(value: str, code: str, shown: str) -> None:
    assert show(Decimal(value), code) == shown


def test_a_serial_number_that_is_no_date_stays_a_number() -> None:
    assert show(Decimal(-1), "yyyy-mm-dd") == "-1"
    assert show(Decimal(10**9), "yyyy-mm-dd") == "1000000000"


def test_text_takes_the_fourth_section() -> None:
    assert show_text("abc", "0;0;0;@ kg") == "abc kg"
    assert show_text("abc", ";;;") == ""
    assert show_text("abc", "#,##0.00") == "abc"


def test_numbers_keep_fifteen_digits() -> None:
    assert plain(decimal_of("0.1") or Decimal()) == "0.1"
    assert plain(decimal_of("11.500000000000002") or Decimal()) == "11.5"
    assert plain(decimal_of("1E+3") or Decimal()) == "1000"
    assert decimal_of("1e999") is None
    assert decimal_of("five") is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9),
    st.text(max_size=30),
)
def test_any_format_gives_some_text(value: Decimal, code: str) -> None:
    assert isinstance(show(value, code), str)
    assert isinstance(show_text("words", code), str)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("C14*E14", "C15*E15"),
        ("$C$14*E14", "$C$14*E15"),
        ("SUM(C1:C9)", "SUM(C2:C10)"),
        ('ROUND(A1,2)&"A1"', 'ROUND(A2,2)&"A1"'),
        ("'A1 prices'!B2", "'A1 prices'!B3"),
        ("LOG10(A1)", "LOG10(A2)"),
    ],
)
def test_shared_formulas_move(formula: str, moved: str) -> None:
    assert shift(formula, 1, 0) == moved
