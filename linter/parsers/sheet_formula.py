"""Formulas that are stored once for many cells, moved to the cell that shares them."""

from __future__ import annotations

import re

from tradelint.parsers.sheet_book import column_name, column_number

# Text in quotes and sheet names stay; a reference is not part of a longer name and not a function.
REFERENCE = re.compile(
    r"\"[^\"]*\"|'[^']*'|(?<![\w.$])(?P<fixed>\$?)(?P<column>[A-Z]{1,3})(?P<still>\$?)(?P<row>[1-9]\d{0,6})(?![\w(.])"
)


def shift(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads in a cell that lies so many rows down and columns to the right."""

    def moved(match: re.Match[str]) -> str:
        if match.group("row") is None:
            return match.group()
        column, row = column_number(match.group("column")), int(match.group("row"))
        column += 0 if match.group("fixed") else columns
        row += 0 if match.group("still") else rows
        if column < 0 or row < 1:
            return "#REF!"
        return f"{match.group('fixed')}{column_name(column)}{match.group('still')}{row}"

    return REFERENCE.sub(moved, formula)
