"""Reads ODS and XLS workbooks through calamine: values without formats."""

from __future__ import annotations

import datetime
import io
from typing import Any

from tradelint.errors import UnreadableError
from tradelint.parsers.package import check_package
from tradelint.parsers.sheet_book import Book, RawCell, Sheet
from tradelint.parsers.sheet_format import decimal_of, plain
from tradelint.parsers.sniff import XLS
from tradelint.parsers.source import Source


def read_other(source: Source, media_type: str) -> Book:
    """The workbook. Raises UnreadableError."""
    import python_calamine

    if media_type != XLS:
        check_package(source.data, source.limits)
    try:
        return _read(python_calamine.load_workbook(io.BytesIO(source.data)))
    except BaseException as error:
        # A panic of the Rust library is no Exception.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise UnreadableError("corrupt", "the workbook is damaged", "ask for it again, as XLSX") from None
        raise


def _read(workbook: Any) -> Book:
    sheets = []
    for found in workbook.sheets_metadata:
        sheet = Sheet(found.name, "visible" if "Visible" in str(found.visible) else "hidden")
        data = workbook.get_sheet_by_name(found.name)
        top, left = data.start or (0, 0)
        for row, values in enumerate(data.to_python(), top):
            for column, value in enumerate(values, left):
                if value not in ("", None):
                    sheet.cells.append(_cell(row, column, value))
        for first, last in data.merged_cell_ranges or ():
            sheet.merges[first] = (last[0] - first[0] + 1, last[1] - first[1] + 1)
        sheets.append(sheet)
    return Book(sheets)


def _cell(row: int, column: int, value: Any) -> RawCell:
    if isinstance(value, bool):
        return RawCell(row, column, str(value).upper())
    if isinstance(value, int | float):
        number = decimal_of(value)
        text = plain(number) if number is not None else str(value)
        return RawCell(row, column, text, number=text if number is not None else None)
    if isinstance(value, datetime.datetime | datetime.date):
        return RawCell(row, column, value.isoformat(" ") if isinstance(value, datetime.datetime) else str(value))
    return RawCell(row, column, str(value))
