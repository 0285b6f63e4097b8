"""Formulas of a sheet: sums that leave lines out, figures typed over formulas, and values never calculated are findings."""

from __future__ import annotations

import pytest
import tradelint
from parsers.workbooks import sheet_xml, text_cell, workbook
from tradelint.findings import Finding

HEAD = ("Item", "Description", "Qty (pcs)", "Unit price (USD)", "Amount (USD)")
LAMP = ("1", "Desk lamp, black", 100, 12.5, "=C3*D3>1250")
FLOOR = ("2", "Floor lamp", 50, 30, "=C4*D4>1500")
SHADE = ("3", "Lamp shade", 200, 4, "=C5*D5>800")
TOTAL = ("", "Total", "=SUM(C3:C5)>350", None, "=SUM(E3:E5)>3550")


def sheet(*rows: tuple[object, ...]) -> bytes:
    """A proforma invoice; `=formula>value` is a formula with its stored value, `=formula>` one without."""
    found = []
    for number, row in enumerate((("PROFORMA INVOICE",), HEAD, *rows), 1):
        cells = []
        for column, value in enumerate(row):
            name = f"{chr(65 + column)}{number}"
            if isinstance(value, str) and value.startswith("="):
                formula, stored = value[1:].split(">")
                cells.append(f'<c r="{name}"><f>{formula}</f>' + (f"<v>{stored}</v></c>" if stored else "</c>"))
            elif isinstance(value, str):
                cells.append(text_cell(name, value))
            elif value is not None:
                cells.append(f'<c r="{name}"><v>{value}</v></c>')
        found.append(f'<row r="{number}">{"".join(cells)}</row>')
    return workbook({"Sheet1": sheet_xml("".join(found))})


def amounts_found(*rows: tuple[object, ...]) -> list[Finding]:
    report = tradelint.lint(sheet(*rows), name="proforma.xlsx")
    return [f for f in report.findings if f.code.startswith("AMT")]


def test_a_sheet_whose_formulas_are_right_has_no_finding() -> None:
    assert amounts_found(LAMP, FLOOR, SHADE, TOTAL) == []


def test_a_total_of_subtotal_and_charges_is_right() -> None:
    subtotal = ("", "Subtotal", None, None, "=SUM(E3:E5)>3550")
    freight = ("", "Sea freight", None, None, 250)
    assert amounts_found(LAMP, FLOOR, SHADE, subtotal, freight, ("", "Total", None, None, "=E6+E7>3800")) == []


def test_sums_of_sections_are_held_against_their_own_lines() -> None:
    first = ("", "Subtotal lamps", None, None, "=SUM(E3:E4)>2750")
    shade = ("3", "Lamp shade", 200, 4, "=C6*D6>800")
    second = ("", "Subtotal shades", None, None, "=SUM(E6:E6)>800")
    assert amounts_found(LAMP, FLOOR, first, shade, second, ("", "Total", None, None, "=E5+E7>3550")) == []


def test_a_total_that_leaves_a_line_out_says_which() -> None:
    (found,) = amounts_found(LAMP, FLOOR, SHADE, ("", "Total", None, None, "=SUM(E3:E4)>2750"))
    assert (found.code, found.severity, str(found.place)) == ("AMT003", "error", "Sheet1!E6")
    assert "=SUM(E3:E4) leaves out line 3 (E5)" in found.message
    assert (found.stated, found.expected) == ("USD 2,750.00", "USD 3,550.00")


def test_a_sum_of_quantities_that_leaves_a_line_out_says_which() -> None:
    (found,) = amounts_found(LAMP, FLOOR, SHADE, ("", "Total", "=SUM(C4:C5)>250", None, "=SUM(E3:E5)>3550"))
    assert (found.code, found.stated, found.expected) == ("AMT002", "250", "350")
    assert "=SUM(C4:C5) leaves out line 1 (C3)" in found.message


@pytest.mark.parametrize(
    ("formula", "words"),
    [("C{row}*D{row}", "is old: open the sheet"), ("B{row}*D{row}", "does not multiply the quantity by the price")],
)
def test_products_of_old_values_and_of_wrong_cells_are_told_apart(formula: str, words: str) -> None:
    rows = [(*line[:4], f"={formula.format(row=row)}>0") for row, line in enumerate((LAMP, FLOOR, SHADE), 3)]
    found = next(f for f in amounts_found(*rows, TOTAL) if f.code == "AMT001")
    assert words in found.message


def test_a_wrong_amount_typed_among_formulas_is_named_so() -> None:
    (found,) = amounts_found(LAMP, ("2", "Floor lamp", 50, 30, 1600), SHADE, (*TOTAL[:4], "=SUM(E3:E5)>3650"))
    assert (found.code, found.severity, found.stated, found.expected) == (
        "AMT001", "error", "USD 1,600.00", "USD 1,500.00",
    )  # fmt: skip
    assert "typed, not a formula" in found.message


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ((LAMP, ("2", "Floor lamp", 50, 30, 1500), SHADE, TOTAL), "line 2"),
        ((LAMP, FLOOR, SHADE, (*TOTAL[:4], 3550)), "the total"),
    ],
)
def test_a_right_figure_typed_among_formulas_is_worth_a_note_only(
    rows: tuple[tuple[object, ...], ...], place: str
) -> None:
    (found,) = amounts_found(*rows)
    assert (found.code, found.severity) == ("AMT003", "info")
    assert found.message.startswith(place)


def test_a_total_that_was_never_calculated_is_held_against_the_lines() -> None:
    rows = [(*row[:4], f"=C{n}*D{n}>") for n, row in enumerate((LAMP, FLOOR, SHADE), 3)]
    (found,) = amounts_found(*rows, ("", "Total", None, None, "=SUM(E3:E5)>"))
    assert (found.code, found.severity) == ("AMT003", "warning")
    assert (found.stated, found.expected) == ("=SUM(E3:E5)", "USD 3,550.00")


def test_amounts_stored_before_the_prices_came_in_are_one_finding() -> None:
    rows = [(*row[:4], f"=C{n}*D{n}>0") for n, row in enumerate((LAMP, FLOOR, SHADE), 3)]
    (found,) = amounts_found(*rows, ("", "Total", None, None, "=SUM(E3:E5)>0"))
    assert found.code == "AMT001"
    assert found.message.startswith("line 1, 2, 3: 100 x 12.50 is 1,250.00, the line says 0.00")
    assert "=C3*D3" in found.message
