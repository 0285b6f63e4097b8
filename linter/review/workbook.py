"""Marked copies of Excel files: a note on each cell that a finding is about.

The note parts are written straight into the package and not through openpyxl, which loses charts, pictures, macros
and formats that it does not know.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from lxml import etree
from tradelint.errors import UnreadableError
from tradelint.findings import Finding
from tradelint.parsers import Source
from tradelint.parsers.package import open_package
from tradelint.parsers.sheet_book import address, parse_address
from tradelint.parsers.sheet_ooxml import sheet_parts
from tradelint.review.order import AUTHOR, Marked, Order
from tradelint.review.package import OFFICE, STRICT_OFFICE, Editing
from tradelint.review.words import lines_of
from tradelint.review.workbook_shapes import Shapes
from tradelint.text import Document

COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may stand behind `legacyDrawing` in a sheet (ISO/IEC 29500-1, 18.3.1.99).
BEHIND = frozenset(
    ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"]
)
# Excel shows no more of a cell's note.
LONGEST = 32_000


def write(source: Source, documents: tuple[Document, ...], order: Order) -> Marked:
    """A copy of a workbook with a note on every cell that a finding is about."""
    package = Editing(source)
    parts = sheet_parts(open_package(source.data, source.limits))
    if not parts:
        raise UnreadableError("unsupported", "the workbook has no sheet to put notes on", "mark a copy by hand")
    remarks: list[str] = []
    for name, cells in _notes(documents, order, next(iter(parts))).items():
        if name not in parts:
            remarks.append(f"the sheet {name} cannot carry notes")
            continue
        talked = _Notes(package, parts[name]).write(cells)
        if talked:
            remarks.append(f"{name}: threaded comments are left alone, the notes of {', '.join(talked)} stand beside")
    if order.suggest:
        remarks.append("a workbook has no tracked insertions: the clauses stand in the notes")
    return Marked(package.save(), source.suffix or ".xlsx", tuple(remarks))


def _notes(documents: tuple[Document, ...], order: Order, first: str) -> dict[str, dict[str, list[list[str]]]]:
    """The texts of the notes by sheet and cell; what is missing is said at the clause it belongs to, or at A1."""
    found: dict[str, dict[str, list[list[str]]]] = defaultdict(lambda: defaultdict(list))
    by_part = {document.part: document for document in documents}
    for paper in order.papers:
        document = by_part.get(paper.part, documents[0])
        sheets = [block.place.sheet for block in document.blocks if block.place.sheet]
        for finding in paper.findings:
            sheet, cell, exact = _place(finding, document)
            sheet = sheet or (sheets[0] if sheets else first)
            found[sheet][cell].append(lines_of(finding, paper.language, placed=exact))
    return found


def _place(finding: Finding, document: Document) -> tuple[str | None, str, bool]:
    """Sheet, cell and whether the cell holds the words."""
    span = finding.span or finding.near
    place = document.place(span) if span is not None else None
    if place is None:
        return None, "A1", False
    return place.sheet, place.cell or "A1", place.cell is not None


class _Notes:
    """The notes of one sheet."""

    def __init__(self, package: Editing, sheet: str) -> None:
        self._package = package
        self._sheet = sheet
        self._root = package.xml(sheet)
        self._space = self._root.tag.partition("}")[0] + "}"
        self._strict = "purl.oclc.org" in self._space
        self._list, self._authors = self._comments()
        self._shapes = Shapes(self._drawing())

    def write(self, cells: dict[str, list[list[str]]]) -> list[str]:
        """Write the notes by cell; returns the cells whose note had to move aside for a threaded comment."""
        threaded = self._threaded()
        there = {(node.get("ref") or "").upper(): node for node in self._list}
        author = self._author()
        moved = []
        for cell in sorted(cells, key=lambda name: parse_address(name) or (0, 0)):
            at = cell
            while at in threaded:
                at = _next(at)
            moved += [cell] if at != cell else []
            if at in there:
                self._append(there[at], cells[cell])
            else:
                there[at] = self._new(at, author, cells[cell])
                self._shapes.add(*_position(at), max(len(note) for note in cells[cell]))
        self._order()
        return moved

    def _comments(self) -> tuple[Any, Any]:
        """The list of notes of the sheet and of their authors, made where there is none."""
        package = self._package
        name = package.related(self._sheet, "comments")
        if name is None:
            name = package.free_name("xl/comments{}.xml")
            root = etree.Element(self._space + "comments", nsmap={None: self._space[1:-1]})
            etree.SubElement(root, self._space + "authors")
            etree.SubElement(root, self._space + "commentList")
            package.add_xml(name, root)
            package.relate(self._sheet, name, "comments", strict=self._strict)
            package.declare(name, COMMENTS)
        root = package.xml(name)
        return root.find(self._space + "commentList"), root.find(self._space + "authors")

    def _author(self) -> str:
        for index, node in enumerate(self._authors):
            if node.text == AUTHOR:
                return str(index)
        etree.SubElement(self._authors, self._space + "author").text = AUTHOR
        return str(len(self._authors) - 1)

    def _drawing(self) -> Any:
        """The drawing that holds the boxes of the notes; without them Excel shows none."""
        package = self._package
        name = package.related(self._sheet, "vmlDrawing") if self._has_drawing() else None
        if name is None:
            name = package.free_name("xl/drawings/vmlDrawing{}.vml")
            package.add_xml(name, Shapes.empty())
            key = package.relate(self._sheet, name, "vmlDrawing", strict=self._strict)
            package.declare(name, DRAWING)
            self._refer(key)
        return package.xml(name)

    def _has_drawing(self) -> bool:
        return self._root.find(self._space + "legacyDrawing") is not None

    def _refer(self, key: str) -> None:
        node = self._root.makeelement(self._space + "legacyDrawing", nsmap={"r": self._office})
        node.set(f"{{{self._office}}}id", key)
        behind = [child for child in self._root if _local(child) in BEHIND]
        if behind:
            behind[0].addprevious(node)
        else:
            self._root.append(node)

    @property
    def _office(self) -> str:
        return STRICT_OFFICE if self._strict else OFFICE

    def _threaded(self) -> frozenset[str]:
        name = self._package.related(self._sheet, "threadedComment")
        if name is None:
            return frozenset()
        return frozenset((node.get("ref") or "").upper() for node in self._package.look(name))

    def _new(self, cell: str, author: str, notes: list[list[str]]) -> Any:
        comment = etree.SubElement(self._list, self._space + "comment")
        comment.set("ref", cell)
        comment.set("authorId", author)
        etree.SubElement(comment, self._space + "text")
        self._fill(comment, notes, first=True)
        return comment

    def _append(self, comment: Any, notes: list[list[str]]) -> None:
        """Add to a note of somebody else, under our name."""
        text = comment.find(self._space + "text")
        plain = text.find(self._space + "t")
        if plain is not None:
            text.remove(plain)
            self._run(text, plain.text or "")
        self._run(text, f"\n\n{AUTHOR}:\n")
        self._fill(comment, notes, first=True)

    def _fill(self, comment: Any, notes: list[list[str]], *, first: bool) -> None:
        text, left = comment.find(self._space + "text"), LONGEST
        for lines in notes:
            self._run(text, ("" if first else "\n\n") + lines[0], bold=True)
            self._run(text, "".join(f"\n{line}" for line in lines[1:])[:left])
            left, first = max(left - sum(map(len, lines)), 0), False

    def _run(self, text: Any, words: str, *, bold: bool = False) -> None:
        if not words:
            return
        run = etree.SubElement(text, self._space + "r")
        look = etree.SubElement(run, self._space + "rPr")
        if bold:
            etree.SubElement(look, self._space + "b")
        etree.SubElement(look, self._space + "sz").set("val", "9")
        etree.SubElement(look, self._space + "rFont").set("val", "Tahoma")
        node = etree.SubElement(run, self._space + "t")
        node.text = words
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _order(self) -> None:
        """Excel expects the notes row by row."""
        self._list[:] = sorted(self._list, key=lambda node: parse_address(node.get("ref") or "") or (0, 0))


def _next(cell: str) -> str:
    row, column = _position(cell)
    return address(row, column + 1)


def _position(cell: str) -> tuple[int, int]:
    return parse_address(cell) or (0, 0)


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
