"""Tables in CSV and TSV files."""

from __future__ import annotations

import csv

from tradelint.parsers.plain_tables import TextCell, TextTable

SEPARATORS = ",;\t|"


def find_csv_tables(lines: list[str]) -> dict[int, TextTable]:
    """The tables by the line they begin on: rows between lines that have no separator."""
    separator = max(SEPARATORS, key=lambda mark: sum(mark in line for line in lines[:200]))
    tables: dict[int, TextTable] = {}
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator)
    start = first = rows = 0
    try:
        for cells in reader:
            end = reader.line_num
            if sum(bool(cell.strip()) for cell in cells) > 1 or (rows and any(cell.strip() for cell in cells[1:])):
                first = first if rows else start
                table = tables.setdefault(first, TextTable())
                table.cells += [TextCell(cell.strip(), rows, c, start) for c, cell in enumerate(cells) if cell.strip()]
                table.end, rows = end, rows + 1
            else:
                rows = 0
            start = end
    except csv.Error:
        return tables
    return tables
