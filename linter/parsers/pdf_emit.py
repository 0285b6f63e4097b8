"""Writes the pieces of a PDF into a document's text, with places and the rectangles of the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from tradelint.parsers.pdf_elements import Grid, GridCell, Piece, Text
from tradelint.parsers.pdf_hyphens import Hyphens
from tradelint.parsers.pdf_lines import Segment
from tradelint.parsers.pdf_looks import COLON_LABEL, marker
from tradelint.parsers.pdf_notes import Field
from tradelint.parsers.pdf_page import Page
from tradelint.text import Builder, Layer, Place, Span, Word

LONGEST_SECTION = 40
CHAPTER = re.compile(r"(?:article|clause|section)\s+", re.IGNORECASE)
OTHER_PART = re.compile(r"part|annex|appendix|schedule|exhibit", re.IGNORECASE)
PLAIN = re.compile(r"(?:article|clause|section)\s+(\d{1,2})[.:)、-]?|(\d{1,2})[.)、]", re.IGNORECASE)
DEEPER = re.compile(r"\d{1,2}\.\d")
EDGES = " .:：、)"


class Emitter:
    """Adds pieces to a `Builder` and keeps the words."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.build = Builder()
        self.hyphens = Hyphens(segment for page in pages for line in page.lines for segment in line.segments)
        self.words: list[Word] = []
        self.pages = {page.number: page for page in pages}
        self.section: str | None = None
        self.heading: str | None = None
        self.title = ""
        self.last: int | None = None
        self.comments = 0

    def add(self, pieces: Iterable[Piece], layer: Layer = "body") -> None:
        """Add pieces in order."""
        for piece in pieces:
            if isinstance(piece, Grid):
                self._grid(piece, layer)
            else:
                self._text(piece, layer)

    def add_comment(self, page: Page, text: str) -> None:
        """Add what a reviewer wrote on a page."""
        self.comments += 1
        self.build.paragraph(text, Place(page=page.number, layer=f"comment {self.comments}"), layer="comment")

    def add_field(self, page: Page, field: Field, layer: Layer) -> None:
        """Add the value of a form field, or a text typed onto a page, unless the page shows it."""
        if not page.shows(field.value, field.box):
            text = f"{field.name}: {field.value}" if field.name else field.value
            self.build.paragraph(text, Place(page=page.number, layer=layer), layer=layer)

    def _text(self, piece: Text, layer: Layer) -> None:
        piece = replace(piece, lines=self.hyphens.joined(piece.lines))
        layer = piece.layer if layer == "body" else layer
        if layer == "body":
            self._enter_section(piece)
        place = self._place(piece.lines[0], layer)
        text = piece.text
        if piece.kind == "heading":
            span = self.build.heading(text, place, level=piece.level, layer=layer, number=piece.number)
        else:
            span = self.build.paragraph(text, place, layer=layer, number=piece.number)
        self._mark(span, piece.lines)

    def _grid(self, grid: Grid, layer: Layer) -> None:
        first = grid.cells[0]
        self.build.begin_table()
        for cell in (replace(cell, lines=self.hyphens.joined(cell.lines)) for cell in grid.cells):
            place = self._place(cell.lines[0], layer)
            span = self.build.cell(
                cell.text,
                cell.row,
                cell.column,
                place,
                row_span=cell.row_span,
                column_span=cell.column_span,
                layer=layer,
            )
            self._mark(span, cell.lines)
        self.build.end_table(self._table_place(first, layer), ruled=grid.ruled)

    def _table_place(self, first: GridCell, layer: Layer) -> Place:
        return self._place(first.lines[0], layer)

    def _place(self, line: Segment, layer: Layer) -> Place:
        if layer != "body":
            return Place(page=line.page, line=line.line or None, layer=layer)
        return Place(page=line.page, line=line.line or None, section=self.section)

    def _enter_section(self, piece: Text) -> None:
        """Keep the heading, or the number and caption of the clause, that a place is named by."""
        numbered = marker(piece.text)
        if piece.kind == "heading":
            title = piece.text[numbered.after :] if numbered else piece.text
            if numbered or self.build.blocks:
                self.section = section_name(piece.number, title)
                self.heading, self.title = piece.number, title
                self.last = _chapter(piece.number)
        elif numbered and piece.number and piece.number[0] not in "(（":
            self._enter_clause(piece.number, piece.text[numbered.after :])

    def _enter_clause(self, number: str, text: str) -> None:
        """A numbered paragraph is a section of its own if its number goes on from the last, or from its heading."""
        label = COLON_LABEL.match(text)
        title = label.group(1) if label and len(label.group(1).split()) <= 6 else ""
        chapter = _chapter(number)
        if chapter is not None:
            follows = self.last is not None and chapter == self.last + 1
            if follows or (self.heading is None and chapter == 1):
                plain = "" if self.heading else self.title
                self.last, self.section = chapter, section_name(number, title or plain)
        elif DEEPER.match(number):
            of_heading = _chapter(self.heading) == int(number.split(".")[0])
            self.section = section_name(number, title or (self.title if of_heading else ""))
        elif title:
            self.section = section_name(number, title)

    def _mark(self, span: Span, lines: Iterable[Segment]) -> None:
        """Keep where each word of some lines stands."""
        cursor = span.start
        for line in lines:
            page = self.pages[line.page]
            offset = 0
            for word in line.words:
                offset = line.text.index(word.text, offset)
                start = cursor + offset
                offset += len(word.text)
                self.words.append(Word(Span(start, start + len(word.text)), page.box(word)))
            cursor += len(line.text) + 1


def section_name(number: str | None, title: str) -> str:
    """A heading as people cite it: "§7 Payment", "第七条 付款", "Payment"."""
    title = " ".join(title.split()).rstrip(" :：.")
    if len(title) > LONGEST_SECTION:
        title = title[: LONGEST_SECTION - 1].rstrip() + "…"
    if not number:
        return title
    if number[0] == "第" or OTHER_PART.match(number):
        return f"{number.strip(EDGES)} {title}".strip()
    return f"§{CHAPTER.sub('', number).strip(EDGES)} {title}".strip()


def _chapter(number: str | None) -> int | None:
    """The number of a chapter that is numbered "7.", "7)" or "Article 7"."""
    match = PLAIN.fullmatch(number or "")
    return int(match.group(1) or match.group(2)) if match else None
