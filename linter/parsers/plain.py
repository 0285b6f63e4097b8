"""Text and Markdown."""

from __future__ import annotations

import re

from tradelint.parsers.encoding import decode
from tradelint.parsers.sniff import MARKDOWN, PLAIN, media_type_of, traits_of
from tradelint.parsers.source import Source
from tradelint.text import Builder, Document, Place


def read(source: Source) -> tuple[Document, ...]:
    """The one paper in a text file."""
    decoded = decode(source.data)
    builder = Builder()
    lines = decoded.text.split("\n")
    index = tables = 0
    while index < len(lines):
        end = index
        while end < len(lines) and len(_cells(lines[end])) > 1:
            end += 1
        if end - index >= 2:
            tables += 1
            builder.begin_table()
            rows = [_cells(line) for line in lines[index:end] if not re.fullmatch(r"[\s|:-]+", line)]
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    builder.cell(cell, row, column, Place(table=tables, row=row + 1, column=column + 1))
            builder.end_table(Place(table=tables))
            index = end
            continue
        if lines[index].strip():
            builder.paragraph(lines[index].strip(), Place(line=index + 1))
        index += 1
    kind = MARKDOWN if media_type_of(source) == MARKDOWN else PLAIN
    return (
        Document(
            source.path,
            source.sha256,
            kind,
            builder.text,
            tuple(builder.blocks),
            tuple(builder.tables),
            encoding=decoded.encoding,
            traits=traits_of(source, kind, decoded),
        ),
    )


def _cells(line: str) -> list[str]:
    if "|" in line:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [cell.strip() for cell in line.split("\t")] if "\t" in line else [line]
