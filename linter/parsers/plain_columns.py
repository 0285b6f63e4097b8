"""Tables that are set with spaces alone: columns under the words of a header, and texts side by side."""

from __future__ import annotations

import re
from dataclasses import replace

from tradelint.parsers.plain_lines import Segment, is_rule, segments, uprights
from tradelint.parsers.plain_tables import TextCell, TextTable, is_listed

FIGURE = re.compile(r"[^\W\d_]{0,4}[\s$€£¥￥]{0,3}\d[\d,.'’ ]*\s?(?:%|[^\W\d_]{0,8}(?:/[^\W\d_]{1,6})?)\.?$")
LABEL = re.compile(r"[^\d]{1,40}[:：]$")
LONGEST_HEADER = 30


def find_columns(lines: list[str], start: int) -> TextTable | None:
    """A header of three words or more over rows that line up with it."""
    header = segments(lines[start])
    if uprights(lines[start]) or not _is_header(header) or _stands_over_a_header(lines, start):
        return None
    found = _Columns(header, start)
    index = start + 1
    while index < len(lines) and found.take(lines, index):
        index += 1
    return found.table if found.is_table() else None


def _stands_over_a_header(lines: list[str], start: int) -> bool:
    """A line of facts right above a line with more columns: the columns are those of the line below."""
    below = segments(lines[start + 1]) if start + 1 < len(lines) and not uprights(lines[start + 1]) else ()
    return len(below) > len(segments(lines[start])) and _is_header(below)


class _Columns:
    """A table that grows line by line under its header."""

    def __init__(self, header: tuple[Segment, ...], start: int) -> None:
        self._header = header
        self._row = 0
        self._complete = 0
        self.table = TextTable(end=start + 1, ruled=False)
        self.table.cells += [TextCell(piece.text, 0, column, start) for column, piece in enumerate(header)]

    def take(self, lines: list[str], index: int) -> bool:
        """Add a line; False when it does not belong to the table."""
        line = lines[index]
        if is_rule(line):
            return True
        if not line.strip():
            return self._goes_on_after(lines, index)
        pieces = segments(line)
        columns = None if uprights(line) else _fit(pieces, self._header)
        if columns is None:
            return False
        if self._row == 0 and _is_second_header(pieces):
            _join(self.table, columns, 0, index)
        elif self._row and self._continues(columns):
            _join(self.table, columns, self._row, index)
        else:
            self._row += 1
            self.table.cells += [TextCell(text, self._row, column, index) for column, text in columns]
        self._complete += _figures(pieces) > 0 and len(columns) >= 2
        self.table.end = index + 1
        return True

    def _goes_on_after(self, lines: list[str], index: int) -> bool:
        """An empty line inside the table: figures in its columns follow."""
        following = segments(lines[index + 1]) if index + 1 < len(lines) else ()
        return len(following) >= 2 and _figures(following) > 0 and _fit(following, self._header) is not None

    def _continues(self, columns: list[tuple[int, str]]) -> bool:
        """A line that names no item belongs to the row above, unless it brings a figure that the row has already."""
        if columns[0][0] == 0:
            return False
        filled = {cell.column for cell in self.table.cells if cell.row == self._row and FIGURE.match(cell.text)}
        figures = [column for column, text in columns if FIGURE.match(text)]
        return not any(column in filled for column in figures) and (not figures or not filled - {0})

    def is_table(self) -> bool:
        """Two rows of figures, or one that fills the header."""
        first = [cell for cell in self.table.cells if cell.row == 1]
        whole = len(first) >= 3 and sum(bool(FIGURE.match(cell.text)) for cell in first) >= 2
        return self._complete >= 1 and (self._row >= 2 or whole)


def _is_second_header(pieces: tuple[Segment, ...]) -> bool:
    return not _figures(pieces) and all(len(piece.text) <= 12 and "," not in piece.text for piece in pieces)


def _is_header(pieces: tuple[Segment, ...]) -> bool:
    if len(pieces) < 3:
        return False
    words = [piece for piece in pieces if re.search(r"[^\W\d_]", piece.text) and len(piece.text) <= LONGEST_HEADER]
    labels = sum(piece.text.endswith((":", "：")) for piece in pieces)
    return len(words) >= len(pieces) - 1 and not labels and not any(FIGURE.match(piece.text) for piece in pieces)


def _figures(pieces: tuple[Segment, ...]) -> int:
    return sum(bool(FIGURE.match(piece.text)) for piece in pieces)


def _fit(pieces: tuple[Segment, ...], header: tuple[Segment, ...]) -> list[tuple[int, str]] | None:
    """The column of each piece; None for a line that is not a row under this header."""
    if len(pieces) == 1 and _crosses(pieces[0], header):
        return None
    found: list[tuple[int, str]] = []
    for piece in pieces:
        for part in _split(piece, header):
            column = _column(part, header)
            if found and column <= found[-1][0]:
                if column < found[-1][0] or len(pieces) == 1:
                    column = found[-1][0]
                found[-1] = (found[-1][0], f"{found[-1][1]} {part.text}")
            else:
                found.append((column, part.text))
    return found or None


def _crosses(piece: Segment, header: tuple[Segment, ...]) -> bool:
    """A lone text that starts under one column and runs under others is a line of prose."""
    if piece.start < header[0].start - 2:
        return True
    under = sum(piece.start < column.end and piece.end > column.start for column in header)
    first = piece.start <= header[0].end
    return under > 2 or (first and under > 1) or (first and piece.end > header[1].start - 2)


def _split(piece: Segment, header: tuple[Segment, ...]) -> list[Segment]:
    """A piece that reaches under two columns with one space between its values is cut there."""
    under = [column for column in header if piece.start < column.end and piece.end > column.start]
    if len(under) < 2 or not any(char.isdigit() for char in piece.text):
        return [piece]
    left, right = under[-2], under[-1]
    spaces = [match.start() for match in re.finditer(" ", piece.text)]
    at = [space for space in spaces if left.start < piece.start + space < right.end]
    if not at:
        return [piece]
    cut = min(at, key=lambda space: abs(piece.start + space - (left.end + right.start) / 2))
    first = Segment(piece.text[:cut].rstrip(), piece.start, piece.start + cut)
    second = Segment(piece.text[cut:].lstrip(), piece.start + cut + 1, piece.end)
    if not (FIGURE.match(first.text) and FIGURE.match(second.text)):
        return [piece]
    return [*_split(first, header), second]


def _column(piece: Segment, header: tuple[Segment, ...]) -> int:
    def distance(column: int) -> tuple[int, int]:
        head = header[column]
        overlap = min(piece.end, head.end) - max(piece.start, head.start)
        edges = min(abs(piece.start - head.start), abs(piece.end - head.end))
        return (-1 if overlap > 0 and edges <= 2 else 0 if overlap > 0 else 1, edges)

    return min(range(len(header)), key=distance)


def _join(table: TextTable, columns: list[tuple[int, str]], row: int, line: int) -> None:
    """Add words to the cells of the last row."""
    start = len(table.cells)
    while start and table.cells[start - 1].row == row:
        start -= 1
    last = {cell.column: cell for cell in table.cells[start:]}
    for column, text in columns:
        above = last.get(column)
        last[column] = replace(above, text=f"{above.text}\n{text}") if above else TextCell(text, row, column, line)
    table.cells[start:] = [last[column] for column in sorted(last)]


def find_side_by_side(lines: list[str], start: int) -> TextTable | None:
    """Two texts beside each other, such as seller and buyer: at least two lines with the same second column."""
    pieces = segments(lines[start])
    if len(pieces) != 2 or uprights(lines[start]):
        return None
    right = pieces[1].start
    table = TextTable(end=start, ruled=False)
    row = both = labels = 0
    for index in range(start, len(lines)):
        pieces = segments(lines[index])
        cells = None if uprights(lines[index]) or is_rule(lines[index]) else _beside(pieces, right)
        if cells is None:
            break
        if cells[0][0] == 1 and row:
            _join(table, cells, row - 1, index)
        else:
            table.cells += [TextCell(text, row, column, index) for column, text in cells]
            row += 1
        both += len(cells) == 2
        labels += len(cells) == 2 and LABEL.match(cells[0][1]) is not None
        table.end = index + 1
    listed = all(is_listed([cell.text, "x"]) for cell in table.cells if cell.column == 0)
    return table if both >= 2 and labels * 2 <= both and not listed else None


def _beside(pieces: tuple[Segment, ...], right: int) -> list[tuple[int, str]] | None:
    if not pieces:
        return None
    if len(pieces) == 2 and abs(pieces[1].start - right) <= 1 and pieces[0].end + 2 <= right:
        return [(0, pieces[0].text), (1, pieces[1].text)]
    if len(pieces) == 1 and abs(pieces[0].start - right) <= 1:
        return [(1, pieces[0].text)]
    if len(pieces) == 1 and pieces[0].end < right and pieces[0].start < right // 2:
        return [(0, pieces[0].text)]
    return None
