"""What a word-processing file says, between its XML and the `Document`: lines, grids and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tradelint.parsers.docx_headings import caption_of, clause_name, is_clause, section_name
from tradelint.parsers.source import Limits
from tradelint.text import Anchor, Builder, Gap, Layer, Place, Revision, Span, Trait

ChangeKind = Literal["deleted", "inserted", "moved", "moved away"]


@dataclass(slots=True)
class Change:
    """A tracked change at offsets of its line; "moved away" is where a moved text stood before."""

    kind: ChangeKind
    text: str
    start: int
    end: int
    author: str | None = None


@dataclass(slots=True)
class Mark:
    """A trait at offsets of its line."""

    code: str
    detail: str
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """A paragraph as it is shown, number included; all offsets count within `text`.

    `words` is where the words behind the number begin, `level` is 0 for what is no heading. `anchors` are (start, end,
    paragraph, run), `references` are (kind, id) of notes and comments. `asides` stand beside the line: hidden text,
    text boxes.
    """

    text: str = ""
    number: str | None = None
    level: int = 0
    title: bool = False
    bold: bool = False
    words: int = 0
    anchors: list[tuple[int, int, int, int]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


@dataclass(slots=True)
class GridCell:
    """A table cell; rows and columns count from 0."""

    row: int
    column: int
    nodes: list[Node]
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Grid:
    """A table: cells in row order, among them the rows that were deleted; `asides` is text its cells hide."""

    items: list[GridCell | Change] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


@dataclass(slots=True)
class Aside:
    """Text that stands outside the flow: its layer, what a person calls the place, its content."""

    layer: Layer
    name: str
    nodes: Sequence[Node]


Node = Line | Grid
# A moved text is looked for in so many characters of what was moved.
LONGEST_MOVE, MOST_SEARCHES = 100_000, 1_000
GONE = ("deleted", "moved away")
# Marks that stand for something unread, and what to do about it.
GAPS = {"image-only-page": "ask for the page as text, or read it by eye"}


class Full(Exception):
    """The cap on text or cells is reached."""


@dataclass(slots=True)
class _Story:
    layer: Layer
    part: str
    name: str | None = None
    section: str | None = None
    number: str | None = None
    titled: bool = False
    paragraph: int = 0
    table: int = 0

    def open(self, section: str, number: str | None, *, titled: bool) -> None:
        """Begin a section, in which paragraphs and tables count from 1."""
        self.section, self.number, self.titled = section, number, titled
        self.paragraph = self.table = 0

    def place(self) -> Place:
        return Place(layer=self.name, section=self.section, paragraph=self.paragraph or None)


class Writer:
    """Writes stories into one `Builder`. Paragraphs and tables are counted from 1 under each heading."""

    def __init__(self, limits: Limits) -> None:
        self.builder = Builder()
        self.anchors: list[Anchor] = []
        self.traits: list[Trait] = []
        self.gaps: list[Gap] = []
        self.references: dict[tuple[str, str], Place] = {}
        self._limits = limits
        self._cells = 0
        self._searches = 0
        self._changes: list[tuple[Change, Span]] = []

    def story(
        self,
        nodes: Iterable[Node],
        layer: Layer,
        part: str,
        name: str | None = None,
        reference: tuple[str, str] | None = None,
    ) -> None:
        """Write the nodes of a part; `name` is what a person calls it, `reference` what the text calls a note by.

        Raises Full when the cap on text or cells is reached; what was written before stays.
        """
        at = self.references.get(reference) if reference else None
        self._nodes(nodes, _Story(layer, part, name, at.section if at else None))

    def revisions(self) -> tuple[Revision, ...]:
        """The tracked changes in the order of the text; what was moved away and is nowhere else counts as deleted."""
        pieces = [_plain(change.text) for change, _ in self._changes if change.kind == "moved"]
        whole, moved = set(pieces), " ".join(pieces)[:LONGEST_MOVE]
        found = []
        for change, at in self._changes:
            if change.kind != "moved away":
                found.append(Revision(change.kind, change.text, at, change.author))
            elif _plain(change.text) not in whole and not self._is_part(change.text, moved):
                found.append(Revision("deleted", change.text, at, change.author))
        return tuple(found)

    def _is_part(self, text: str, moved: str) -> bool:
        """Whether a text is part of what was moved; looked for so often only, since it takes long."""
        self._searches += 1
        return self._searches <= MOST_SEARCHES and _plain(text) in moved

    def _nodes(self, nodes: Iterable[Node], story: _Story) -> None:
        for node in nodes:
            if isinstance(node, Line):
                self._line(node, story)
            else:
                self._grid(node, story)

    def _line(self, line: Line, story: _Story) -> None:
        if line.text.strip():
            self._room(len(line.text))
            place = self._place(line, story)
            if line.level:
                span = self.builder.heading(line.text, place, level=line.level, layer=story.layer, number=line.number)
            else:
                span = self.builder.paragraph(line.text, place, layer=story.layer, number=line.number)
            self._attach(line, span.start, story.part, place)
        elif line.changes or line.marks or line.references:
            self._attach_blank(line, story.part, story.place())
        if line.asides:
            self._asides(line.asides, story)

    def _place(self, line: Line, story: _Story) -> Place:
        """Count a paragraph or open the section that it heads; a clause without a heading is one by its number."""
        number = line.number if line.number and is_clause(line.number) else None
        if line.level and not line.title:
            story.open(section_name(line.text, line.number), number, titled=True)
        elif number and number.startswith("第") and not story.titled:
            story.open(number, number, titled=False)
        elif number and story.number and number.startswith(story.number + "."):
            story.paragraph += 1
            return Place(layer=story.name, section=clause_name(story.section or "", story.number, number))
        elif number and number.isdecimal() and not story.titled:
            story.open(section_name(caption_of(line.text[line.words :]), number), number, titled=False)
        elif not line.level:
            story.paragraph += 1
        return story.place()

    def _room(self, size: int) -> None:
        if self.builder.offset + size > self._limits.text:
            raise Full(f"only the first {self.builder.offset} characters were read")

    def _attach(self, line: Line, start: int, part: str, place: Place) -> None:
        for first, last, paragraph, run in line.anchors:
            self.anchors.append(Anchor(Span(start + first, start + last), part, paragraph, run))
        for change in line.changes:
            self._changes.append((change, Span(start + change.start, start + change.end)))
        for mark in line.marks:
            span = Span(start + mark.start, start + mark.end) if mark.end > mark.start else None
            if mark.code in GAPS:
                self.gaps.append(Gap(mark.code, f"{mark.detail} at {place}", GAPS[mark.code]))
            else:
                self.traits.append(Trait(mark.code, mark.detail, place, span))
        for reference in line.references:
            self.references.setdefault(reference, place)

    def _attach_blank(self, line: Line, part: str, place: Place) -> None:
        """What hangs on a paragraph that shows nothing; its place is where the next text begins."""
        changes = [replace(change, start=0, end=0) for change in line.changes if change.kind.startswith(GONE)]
        marks = [replace(mark, start=0, end=0) for mark in line.marks if mark.code != "hidden-text"]
        shown = Line(changes=changes, marks=marks, references=line.references)
        self._attach(shown, self.builder.offset, part, place)

    def _asides(self, asides: Iterable[Aside], story: _Story) -> None:
        for aside in asides:
            hidden = aside.layer == "hidden"
            beside = _Story(aside.layer, story.part, "hidden text" if hidden else aside.name, story.section)
            if hidden:
                beside.paragraph = max(story.paragraph - 1, 0)
            start = self.builder.offset
            self._nodes(aside.nodes, beside)
            if hidden and self.builder.offset > start:
                place = Place(layer="hidden text", section=story.section, paragraph=story.paragraph or None)
                self.traits.append(Trait("hidden-text", aside.name, place, Span(start, self.builder.offset - 1)))

    def _grid(self, grid: Grid, story: _Story) -> None:
        if len(grid.items) == 1 and isinstance(grid.items[0], GridCell) and not grid.asides:
            self._nodes(grid.items[0].nodes, story)  # a frame around text, not a table
            return
        story.table += 1
        place = Place(layer=story.name, section=story.section, table=story.table)
        asides, nested = list(grid.asides), []
        sections: dict[int, str] = {}
        self.builder.begin_table()
        try:
            for item in grid.items:
                if isinstance(item, Change):
                    self._changes.append((item, Span(self.builder.offset, self.builder.offset)))
                    continue
                lines = [node for node in item.nodes if isinstance(node, Line)]
                nested += [node for node in item.nodes if isinstance(node, Grid)]
                for line in lines:
                    asides += line.asides
                self._cell(item, lines, story, sections)
        finally:
            self.builder.end_table(place)
        story.section = next(iter(sections.values()), story.section)
        if asides:
            self._asides(asides, story)
        for inner in nested:
            self._grid(inner, story)

    def _cell(self, cell: GridCell, lines: list[Line], story: _Story, sections: dict[int, str]) -> None:
        """Write a cell; `sections` are the clauses that the columns are in, where a contract is laid out as a table."""
        if lines and lines[0].level and not lines[0].title:
            sections[cell.column] = section_name(lines[0].text, lines[0].number)
        section = sections.get(cell.column, story.section)
        place = Place(layer=story.name, section=section, table=story.table, row=cell.row + 1, column=cell.column + 1)
        self._cells += 1
        if self._cells > self._limits.cells:
            raise Full(f"only the first {self._limits.cells} table cells were read")
        text = "\n".join([line.text for line in lines if line.text.strip()])
        self._room(len(text))
        span = self.builder.cell(
            text,
            cell.row,
            cell.column,
            place,
            row_span=cell.row_span,
            column_span=cell.column_span,
            layer=story.layer,
        )
        start = span.start
        for line in lines:
            if line.text.strip():
                self._attach(line, start, story.part, place)
                start += len(line.text) + 1
            elif line.changes or line.marks or line.references:
                self._attach_blank(line, story.part, place)


def words_of(nodes: Iterable[Node]) -> str:
    """The words of lines and grids alone, to tell whether two parts say the same."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, Line):
            found += [node.text, *(words_of(aside.nodes) for aside in node.asides)]
        else:
            found += [words_of(cell.nodes) for cell in node.items if isinstance(cell, GridCell)]
    return _plain(" ".join(found))


def _plain(text: str) -> str:
    return " ".join(text.split())
