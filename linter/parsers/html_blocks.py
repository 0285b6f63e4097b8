"""Writes the blocks of a page into a document: headings, paragraphs, table cells, what does not show."""

from __future__ import annotations

import re
from typing import Literal

from tradelint.parsers.docx_headings import is_sentence, number_depth, section_name, stands_out, typed_number
from tradelint.parsers.html_table import Slot
from tradelint.parsers.source import Limits
from tradelint.text import Builder, Gap, Layer, Place, Revision, Span, Trait

Where = Literal["header", "footer", "footnote", "comment", "text box"]
SPACES = re.compile(r"[ \t\n\r\f]+")


class BlockWriter:
    """Knows the section, counts paragraphs and tables, and keeps to the limits."""

    def __init__(self, limits: Limits) -> None:
        self.builder = Builder()
        self.gaps: list[Gap] = []
        self.traits: list[Trait] = []
        self.revisions: list[Revision] = []
        self._limits = limits
        self._section: str | None = None
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0
        self._hidden: list[tuple[str, str]] = []
        self._asides: list[tuple[Where, str]] = []

    @property
    def full(self) -> bool:
        """Whether a limit is reached; the first time, a gap says so."""
        if self.builder.offset <= self._limits.text and self._cells < self._limits.cells:
            return False
        if not any(gap.code == "limit" for gap in self.gaps):
            self.gaps.append(Gap("limit", str(self._place()), "the paper is too long: split it or raise the limits"))
        return True

    def block(self, text: str, label: str | None = None, bold: bool = False, level: int = 0) -> None:
        """A heading when `level` or its looks say so, else a paragraph; `label` is the list label it starts with."""
        self._paragraphs += 1
        numbered = label is not None and label != "•"
        number, skip = (label.rstrip(".)"), len(label) + 1) if label and numbered else typed_number(text)
        if not level and number and stands_out(text[skip:], bold or number.startswith("第")):
            level = number_depth(number)
        if level and not is_sentence(text):
            self._section = section_name(text, number)
            self.builder.heading(text, self._place(), level=level, number=number)
        else:
            self.builder.paragraph(text, self._place(), number=number)

    def hide(self, why: str, text: str) -> None:
        """Keep text that does not show; it follows the block or table it stands in."""
        self._hidden.append((why, text))

    def show_hidden(self) -> None:
        """Write the text that was kept, in layers of its own."""
        for layer, text in self._asides:
            self.builder.paragraph(text, Place(layer=layer, section=self._section), layer=layer)
        self._asides = []
        for why, text in self._hidden:
            span = self.builder.paragraph(text, self._place(), layer="hidden")
            self.traits.append(Trait("hidden-text", f"{why} keeps text from showing", self._place(), span))
        self._hidden = []

    def aside(self, layer: Where, text: str) -> None:
        """Keep text that stands outside the body (a footnote, a header) until the block is written."""
        self._asides.append((layer, text))

    def delete(self, text: str) -> None:
        """Note struck-out text."""
        at = self.builder.offset
        self.revisions.append(Revision("deleted", text, Span(at, at)))

    def begin_table(self) -> None:
        """Open a table."""
        self._tables += 1
        self.builder.begin_table()

    def cell(self, text: str, row: int, slot: Slot, layer: Layer = "body") -> None:
        """Add a cell."""
        if self._cells >= self._limits.cells:
            return
        self._cells += 1
        place = Place(section=self._section, table=self._tables, row=row + 1, column=slot.column + 1)
        self.builder.cell(text, row, slot.column, place, row_span=slot.down, column_span=slot.across, layer=layer)

    def end_table(self) -> None:
        """Close the table."""
        self.builder.end_table(Place(section=self._section, table=self._tables))
        self.show_hidden()

    def _place(self) -> Place:
        return Place(section=self._section, paragraph=self._paragraphs or None)


def shown_lines(raw: str, pre: bool) -> str:
    """Text as a browser sets it: white space folded, except in preformatted text; a hard space is a space."""
    if pre:
        lines = [line.rstrip() for line in raw.replace("\u00a0", " ").expandtabs(8).split("\n")]
        return "\n".join(lines).strip("\n")
    lines = [SPACES.sub(" ", line).strip(" ").replace("\u00a0", " ").strip() for line in raw.split("\n")]
    return "\n".join(line for line in lines if line)
