"""The walk over a DOCX part: paragraphs, tables and what Word nests in them, in reading order.

What is unknown is walked through, so that text in wrappers of later Word versions is not lost; what is not shown
(field codes, deletions, the second dialect of a drawing) is left out by name.
"""

from __future__ import annotations

from typing import Any

from tradelint.parsers.docx_ground import Ground
from tradelint.parsers.docx_headings import is_sentence, number_depth, shown_number, stands_out, typed_number
from tradelint.parsers.docx_inline import Inline
from tradelint.parsers.docx_line import LineBuilder
from tradelint.parsers.docx_names import (
    ALTERNATE,
    DEL,
    ILVL,
    MOVE_FROM,
    NUMID,
    NUMPR,
    PPR,
    R_ID,
    RPR,
    SDT,
    SDTCONTENT,
    TBL,
    VAL,
    P,
    w,
)
from tradelint.parsers.docx_numbering import Counters, Label
from tradelint.parsers.docx_office import Office, chosen
from tradelint.parsers.docx_story import Line, Node
from tradelint.parsers.docx_styles import ParagraphStyle, children, is_fill, is_on, outline_level, whole
from tradelint.parsers.docx_tables import TableReader

PARAGRAPH_STYLE, SHADING, OUTLINE, VANISH = w("pStyle"), w("shd"), w("outlineLvl"), w("vanish")
ALT_CHUNK = w("altChunk")
LOOSE = frozenset([w("r"), w("hyperlink"), w("fldSimple")])
SILENT = frozenset(
    [w(name) for name in ("sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tcPr", "pPr", "customXmlPr")]
)


class Walker:
    """Reads one part. Anchors count its `w:p` in document order from 0, and the `w:r` inside each paragraph.

    So `list(root.iter(w:p))[paragraph]` and `list(p.iter(w:r))[run]` find the run that an anchor names; the runs of
    a text box count for the paragraph that it is tied to as well as for their own.
    """

    def __init__(self, office: Office, part: str, root: Any) -> None:
        self._office = office
        self._part = part
        self._index = {node: index for index, node in enumerate(root.iter(P))}
        self._inline = Inline(office, part, root, self._box)
        self._counters = Counters(office.numbering)
        self._pending: LineBuilder | None = None
        self._ground = Ground()

    def blocks(self, node: Any) -> list[Node]:
        """The paragraphs and tables of a container, without the containers between them."""
        outer, self._pending = self._pending, None
        found: list[Node] = []
        self._collect(node, found)
        if self._pending is not None:
            found.append(self._pending.finish(""))
        self._pending = outer
        return found

    def _collect(self, node: Any, found: list[Node]) -> None:
        for child in node:
            tag = child.tag
            if tag == P:
                self._paragraph(child, found)
            elif tag == TBL:
                found.append(self._table(child))
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._collect(branch, found)
            elif tag == ALT_CHUNK:
                found.extend(self._office.read_chunk(self._part, child.get(R_ID, "")))
            elif tag == SDT:
                content = child.find(SDTCONTENT)
                if content is not None:
                    self._collect(content, found)
            elif tag in LOOSE:
                self._loose(child, found)
            elif tag not in SILENT:
                self._collect(child, found)

    def _loose(self, node: Any, found: list[Node]) -> None:
        """A run that stands where a paragraph should: shown by some readers, so not lost."""
        line = self._open(ParagraphStyle())
        self._inline.walk([node])
        found.append(line.finish(""))

    def _table(self, node: Any) -> Node:
        return TableReader(self._cell, chosen, self._office.styles, self._ground.shaded).read(node)

    def _cell(self, node: Any, shaded: bool) -> list[Node]:
        with self._ground.on(shaded=shaded, in_cell=True):
            return self.blocks(node)

    def _box(self, node: Any) -> list[Node]:
        """A text box: a story of its own that counts its lists for itself, on a background that is not known."""
        outer, self._counters = self._counters, Counters(self._office.numbering)
        with self._ground.on(shaded=True, in_cell=False):
            found = self.blocks([node] if node.tag in (P, TBL) else node)
        self._counters = outer
        return found

    def _open(self, style: ParagraphStyle) -> LineBuilder:
        line = LineBuilder(style.format, self._ground.shaded or style.shaded)
        self._inline.line = line
        return line

    def _paragraph(self, node: Any, found: list[Node]) -> None:
        properties = children(next(node.iterchildren(PPR), None))
        named = properties.get(PARAGRAPH_STYLE) if properties else None
        style = self._office.styles.paragraph(named.get(VAL) if named is not None else None)
        line = self._pending or self._open(style)
        line.base = line.format = style.format
        self._inline.line = line
        line.paragraph, line.next_run = self._index.get(node, 0), 0
        if SHADING in properties:
            line.shaded |= is_fill(properties[SHADING])
        self._inline.walk(node)
        mark = children(properties.get(RPR)) if properties else properties
        deleted = DEL in mark or MOVE_FROM in mark
        if deleted and _runs_on(node):
            self._pending = line
            return
        self._pending = None
        hidden = VANISH in mark and is_on(mark[VANISH])
        found.append(self._finish(line, properties, style, hidden or deleted))

    def _finish(self, line: LineBuilder, properties: dict[str, Any], style: ParagraphStyle, hidden: bool) -> Line:
        """The finished line with its number; an empty paragraph whose end is hidden or deleted is not counted."""
        blank = line.blank
        gone = blank and (hidden or (line.hides and not line.size))
        label = None if gone else self._label(properties.get(NUMPR), style)
        prefix = ""
        if label is not None and (not blank or (self._ground.in_cell and not label.bullet)):
            prefix = label.text + (" " if label.space and not blank else "")
        finished = line.finish(prefix)
        number = shown_number(label.text) if label is not None and not label.bullet else None
        self._classify(finished, number, len(prefix), properties.get(OUTLINE), style, line.bold)
        return finished

    def _label(self, own: Any | None, style: ParagraphStyle) -> Label | None:
        numbering, depth = style.numbering, None
        if own is not None:
            number, level = map(children(own).get, (NUMID, ILVL))
            numbering = number.get(VAL) if number is not None else numbering
            depth = whole(level.get(VAL)) if level is not None else (0 if number is not None else None)
        if not numbering or numbering == "0":
            return None
        return self._counters.label(numbering, depth, style)

    def _classify(
        self, line: Line, number: str | None, skip: int, outline: Any | None, style: ParagraphStyle, bold: bool
    ) -> None:
        """Decide between heading and paragraph, and find the clause number that was typed by hand."""
        line.number = number
        if not line.text or style.contents:
            return
        if number is None:
            line.number, skip = typed_number(line.text)
        line.bold, line.words = bold, skip
        level = outline_level(outline) if outline is not None else style.level
        if level and not is_sentence(line.text):
            line.level = level
        elif style.title and not is_sentence(line.text):
            line.level, line.title = 1, True
        elif line.number is not None and stands_out(line.text[skip:], bold or line.number.startswith("第")):
            line.level = number_depth(line.number)


def _runs_on(node: Any) -> bool:
    """Whether a paragraph whose end was deleted runs on into the next one."""
    following = node.getnext()
    return following is not None and following.tag == P
