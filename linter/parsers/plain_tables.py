"""Tables drawn in text: pipes, boxes, tabs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tradelint.parsers.docx_headings import typed_number
from tradelint.parsers.plain_lines import PIPES, is_border, is_rule, uprights, width

SEPARATOR = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-*:?)?\s*\|?\s*")
SPLIT = re.compile(rf"(?<!\\)[{PIPES}]")
BULLET = re.compile(r"[-*+•·●▪○◦‣–—☐☑☒□■✓✔]$")
# A table may begin so many lines below the first line that has a pipe in it.
TRIES = 8
BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell: where it stands in the table, and the line of the file it begins on (from 0)."""

    text: str
    row: int
    column: int
    line: int
    across: int = 1


@dataclass(slots=True)
class TextTable:
    """The cells of a table in row order; `end` is the first line behind it."""

    cells: list[TextCell] = field(default_factory=list)
    end: int = 0
    ruled: bool = True


Finder = Callable[[list[str], int], TextTable | None]


def find_pipe_table(lines: list[str], start: int) -> TextTable | None:
    """A table whose columns are parted by pipes, with or without drawn borders, that begins at a line."""
    if not uprights(lines[start]) and not (
        is_border(lines[start]) and start + 1 < len(lines) and uprights(lines[start + 1])
    ):
        return None
    end = start
    while end < len(lines) and (uprights(lines[end]) or is_border(lines[end]) or _bridges(lines, end)):
        end += 1
    while end > start and is_rule(lines[end - 1]) and not is_border(lines[end - 1]):
        end -= 1
    block = lines[start:end]
    rows = [line for line in block if not is_drawn(line)]
    marked = any(SEPARATOR.fullmatch(line) and "-" in line for line in block)
    boxed = any(is_border(line) for line in block)
    counts = [len(_cut(line)) for line in rows]
    most = max(counts, default=0)
    if most < 2 or not (marked or boxed or _regular(rows, counts)):
        return None
    if boxed and not marked and sum(count > 1 for count in counts) * 2 <= len(counts):
        return None
    return _pipe_cells(
        lines, start, end, grid=sum(is_border(line) and not SEPARATOR.fullmatch(line) for line in block) > 2
    )


def is_drawn(line: str) -> bool:
    """A line that parts rows: dashes, a border, or Markdown's line under a header."""
    return is_rule(line) or ("-" in line and SEPARATOR.fullmatch(line) is not None)


def _bridges(lines: list[str], index: int) -> bool:
    """A drawn line between two rows belongs to the table."""
    return is_rule(lines[index]) and index + 1 < len(lines) and bool(uprights(lines[index + 1]))


def _regular(rows: list[str], counts: list[int]) -> bool:
    """Two rows or more of the same shape: one line with a pipe in it is only a line."""
    framed = sum(row.strip()[0] in PIPES and row.strip()[-1] in PIPES for row in rows)
    alike = max(counts.count(count) for count in set(counts) if count > 1)
    return len(rows) >= 2 and (framed == len(rows) or (alike >= 2 and alike * 2 > len(rows)))


def _cut(line: str) -> list[tuple[str, int]]:
    """The cells of a line with the column that each begins in."""
    text = line.rstrip().expandtabs(4)
    marks = [match.start() for match in SPLIT.finditer(text)]
    if marks and not text[: marks[0]].strip():
        edges = marks
    else:
        edges = [-1, *marks]
    if text and text[-1] not in PIPES:
        edges = [*edges, len(text)]
    pairs = list(pairwise(edges))
    return [(text[left + 1 : right].replace("\\|", "|").strip(), width(text[: left + 1])) for left, right in pairs]


def _pipe_cells(lines: list[str], start: int, end: int, grid: bool) -> TextTable:
    table = TextTable(end=end)
    groups: list[list[int]] = [[]]
    for index in range(start, end):
        if is_drawn(lines[index]):
            groups.append([])
        else:
            groups[-1].append(index)
    widest = max((_cut(lines[i]) for group in groups for i in group), key=len)
    starts = [left for _, left in widest]
    row = 0
    for group in groups:
        merged = grid and _is_one_row(lines, group)
        for index in group:
            cells = _placed(_cut(lines[index]), starts, row, index)
            if merged and index != group[0]:
                _continue(table, cells)
            else:
                row = table.cells[-1].row + 1 if table.cells else 0
                table.cells += [replace(cell, row=row) for cell in cells]
    return table


def _is_one_row(lines: list[str], group: list[int]) -> bool:
    """Whether the lines between two borders are one row with wrapped cells: only the first names it."""
    first = [_cut(lines[index])[0][0] for index in group]
    numbered = sum(bool(re.search(r"\d", " ".join(text for text, _ in _cut(lines[i])[1:]))) for i in group)
    named = sum(bool(text) for text in first)
    return named <= 1 or numbered <= 1


def _placed(cut: list[tuple[str, int]], starts: list[int], row: int, line: int) -> list[TextCell]:
    """Cells with their columns; a row with fewer cells spans some, told by where they begin."""
    if len(cut) >= len(starts):
        return [TextCell(BREAK.sub("\n", text), row, column, line) for column, (text, _) in enumerate(cut)]
    columns: list[int] = []
    for text_left in (left for _, left in cut):
        near = min(range(len(starts)), key=lambda column: abs(starts[column] - text_left))
        columns.append(max(near, columns[-1] + 1 if columns else 0))
    ends = [*columns[1:], len(starts)]
    found = []
    for (text, _), column, stop in zip(cut, columns, ends, strict=True):
        found.append(TextCell(BREAK.sub("\n", text), row, column, line, max(1, stop - column)))
    return found


def _continue(table: TextTable, cells: list[TextCell]) -> None:
    """Add the words of a wrapped line to the cells of the row above."""
    row = table.cells[-1].row
    for cell in cells:
        if not cell.text:
            continue
        for at in range(len(table.cells) - 1, -1, -1):
            above = table.cells[at]
            if above.row != row:
                table.cells.append(replace(cell, row=row))
                break
            if above.column <= cell.column < above.column + above.across:
                table.cells[at] = replace(above, text=f"{above.text}\n{cell.text}" if above.text else cell.text)
                break


def find_tab_table(lines: list[str], start: int) -> TextTable | None:
    """Rows whose cells are parted by tabs, as pasted from a spreadsheet."""
    end = start
    while end < len(lines) and "\t" in lines[end].strip(" ") and lines[end].strip():
        end += 1
    if end - start < 2:
        return None
    rows = [[cell.strip() for cell in line.strip(" \r").split("\t")] for line in lines[start:end]]
    counts = {len(row) for row in rows}
    if len(counts) > 1:
        squeezed = [[cell for cell in row if cell] for row in rows]
        if len({len(row) for row in squeezed}) == 1:
            rows = squeezed
    filled = [sum(map(bool, row)) for row in rows]
    if max(filled) < 2 or sum(count >= 2 for count in filled) * 2 <= len(rows) or all(is_listed(row) for row in rows):
        return None
    table = TextTable(end=end)
    for row, cells in enumerate(rows):
        table.cells += [
            TextCell(text, row, column, start + row) for column, text in enumerate(cells) if text or column == 0
        ]
    return table


def is_listed(row: list[str]) -> bool:
    """A number or a bullet, a tab and its text are a list, not a table."""
    words = [cell for cell in row if cell]
    if len(words) > 2 or not words:
        return False
    number, end = typed_number(words[0] + " x")
    return bool(BULLET.match(words[0])) or (number is not None and end >= len(words[0])) or len(words) == 1


def drawn_tables(lines: list[str]) -> tuple[dict[int, TextTable], list[str]]:
    """The pipe tables by the line they begin on, and the lines without boxes of one column, which are no tables."""
    tables: dict[int, TextTable] = {}
    found = list(lines)
    index = failed = 0
    while index < len(lines):
        if not uprights(lines[index]) and not is_border(lines[index]):
            index, failed = index + 1, 0
            continue
        table = find_pipe_table(lines, index) if failed < TRIES else None
        if table is not None:
            tables[index] = table
            index, failed = table.end, 0
            continue
        found[index] = _inside(lines[index])
        index, failed = index + 1, failed + 1
    return tables, found


def _inside(line: str) -> str:
    """The words in a box, and what stands beside the box."""
    text = line.strip()
    if is_rule(text) or not text or text[0] not in PIPES:
        return line
    words, mark, beside = re.match(rf"(.*?)([{PIPES}]?)([^{PIPES}]*)$", text[1:]).groups()  # type: ignore[union-attr]
    return f"{words.rstrip()}    {beside.strip()}".rstrip() if mark else f"{words}{beside}"
