"""Writes the lines of a text into a document, table by table and block by block."""

from __future__ import annotations

from tradelint.parsers.clauses import Sections
from tradelint.parsers.docx_headings import typed_number
from tradelint.parsers.markdown import HEADING, QUOTE, plain_words
from tradelint.parsers.plain_columns import find_columns, find_side_by_side
from tradelint.parsers.plain_csv import SEPARATORS, find_csv_tables
from tradelint.parsers.plain_headings import goes_on, heading_of, wrap_width
from tradelint.parsers.plain_lines import CONTROLS, LONGEST, is_rule
from tradelint.parsers.plain_tables import TextTable, drawn_tables, find_tab_table
from tradelint.parsers.source import Limits
from tradelint.text import Builder, Gap, Place, Revision, Span

MOST_LINES = 100_000
DECORATION = " *=-_~#<>[]【】《》"
FINDERS = (find_tab_table, find_columns, find_side_by_side)


class TextWriter:
    """Collects the blocks of a text; `marked` says that it is Markdown, `tabular` that it is CSV."""

    def __init__(self, limits: Limits, marked: bool = False, tabular: bool = False) -> None:
        self.builder = Builder()
        self.gaps: list[Gap] = []
        self.revisions: list[Revision] = []
        self._limits = limits
        self._marked = marked
        self._sections = Sections()
        self._tabular = tabular
        self._cells = 0
        self._capitals = True
        self._drawn: dict[int, TextTable] = {}

    def write(self, lines: list[str]) -> None:
        """Write all lines."""
        if len(lines) > MOST_LINES:
            self._cut(MOST_LINES)
        lines = [CONTROLS.sub(" ", line) for line in lines[:MOST_LINES]]
        if self._tabular:
            self._drawn = find_csv_tables(lines)
            lines = [line.strip(SEPARATORS + '" ') for line in lines]
        else:
            self._drawn, lines = drawn_tables(lines)
        self._capitals = not (self._marked and _marks_headings(lines))
        wrap = wrap_width(lines)
        index = 0
        while index < len(lines) and not self._full(index):
            index = self._step(lines, index, wrap)

    def _step(self, lines: list[str], index: int, wrap: int) -> int:
        """Write what begins at a line; returns the first line behind it."""
        line = lines[index]
        if not line.strip():
            return index + 1
        if len(line) <= LONGEST:
            marked = HEADING.match(line) if self._marked else None
            if marked is not None:
                self._heading(marked.group(2) or "", len(marked.group(1)), index)
                return index + 1
            table = self._drawn.get(index) or next(filter(None, (find(lines, index) for find in FINDERS)), None)
            if table is not None:
                self._table(table)
                return table.end
            if is_rule(line):
                return index + 1
            heading = heading_of(lines, index, self._capitals)
            if heading is not None:
                level, number, taken = heading
                self._heading(line, level, index, number)
                return index + taken
        return self._paragraph(lines, index, wrap)

    def _heading(self, text: str, level: int, index: int, number: str | None = None) -> None:
        text = self._words(text).strip()
        if not text:
            return
        number = number or typed_number(text)[0]
        self._sections.heading(text.strip(DECORATION), number)
        self.builder.heading(text, self._place(index), level=level, number=number)

    def _paragraph(self, lines: list[str], index: int, wrap: int) -> int:
        end = index + 1
        while (
            end < len(lines)
            and end - index < 200
            and len(lines[end]) <= LONGEST
            and goes_on(lines[index], lines[end - 1], lines[end], wrap)
            and heading_of(lines, end, self._capitals) is None
        ):
            end += 1
        pieces = lines[index:end]
        if self._marked:
            pieces = [QUOTE.sub("", piece, count=1).rstrip("\\") for piece in pieces]
        text = self._words("\n".join(piece.strip() for piece in pieces)).strip()
        room = self._limits.text + 1 - self.builder.offset
        if text:
            number, skip = typed_number(text[:100])
            self._sections.line(text, number, skip, after_gap=index == 0 or not lines[index - 1].strip())
            self.builder.paragraph(text[:room], self._place(index), number=number)
            if len(text) > room:
                self._cut(index)
        return end

    def _table(self, table: TextTable) -> None:
        first = min((cell.line for cell in table.cells), default=0)
        self.builder.begin_table()
        for cell in table.cells:
            self._cells += 1
            if self._cells > self._limits.cells:
                break
            text = self._words(cell.text)
            self.builder.cell(text, cell.row, cell.column, self._place(cell.line), column_span=cell.across)
        self.builder.end_table(self._place(first), ruled=table.ruled)

    def _words(self, text: str) -> str:
        if not self._marked:
            return text
        words, struck = plain_words(text)
        at = self.builder.offset
        self.revisions += [Revision("deleted", old, Span(at, at)) for old in struck]
        return words

    def _place(self, index: int) -> Place:
        return Place(line=index + 1, section=self._sections.name)

    def _full(self, index: int) -> bool:
        if self.builder.offset <= self._limits.text and self._cells <= self._limits.cells:
            return False
        self._cut(index)
        return True

    def _cut(self, index: int) -> None:
        if not self.gaps:
            hint = "the text is too long: split the file or raise limits.text"
            self.gaps.append(Gap("limit", f"line {index + 1}", hint))


def _marks_headings(lines: list[str]) -> bool:
    """Whether a page marks its headings, not its title alone: its lines in capitals are then values."""
    return sum(HEADING.match(line[:LONGEST]) is not None for line in lines) > 1
