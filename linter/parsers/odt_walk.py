"""The walk over an OpenDocument text: paragraphs, lists, tables and what is nested in them, in reading order."""

from __future__ import annotations

from typing import Any

from tradelint.parsers.docx_ground import Ground
from tradelint.parsers.docx_headings import is_sentence, number_depth, shown_number, stands_out, typed_number
from tradelint.parsers.docx_numbering import Label
from tradelint.parsers.docx_story import Line, Node
from tradelint.parsers.docx_styles import ParagraphStyle, whole
from tradelint.parsers.odt_inline import HIDDEN, LIST, SILENT, H, Inline, P, Shared
from tradelint.parsers.odt_lists import OUTLINE, Counter
from tradelint.parsers.odt_names import HREF, STYLE_NAME, XML_ID, draw, table, text
from tradelint.parsers.odt_table import read_table

NONE = "none"


class Walker:
    """Reads one part; the changes of its own `text:tracked-changes` are told apart by their ids."""

    def __init__(self, shared: Shared, root: Any) -> None:
        self._shared = shared
        self._inline = Inline(shared, root, self._beside)
        self._ground = Ground()
        self._hidden = False
        self._contents = False
        self._outline = Counter(shared.lists, OUTLINE)
        self._lists: dict[str, Counter] = {}
        self._last: dict[str, Counter] = {}

    # Blocks

    def blocks(self, node: Any) -> list[Node]:
        """The paragraphs and tables of a container."""
        found: list[Node] = []
        self._collect(node, found)
        return found

    def _collect(self, node: Any, found: list[Node]) -> None:
        for child in node:
            tag = child.tag
            if tag == P:
                found.append(self._paragraph(child, None))
            elif tag == H:
                found.append(self._heading(child, None))
            elif tag == LIST:
                self._list(child, found, None, 1)
            elif tag == table("table"):
                found.append(read_table(child, self._cell, self._shared.styles, self._ground.shaded))
            elif tag == text("section"):
                self._section(child, found)
            elif tag == text("table-of-content"):
                self._contents = True
                self._collect(child, found)
                self._contents = False
            elif tag in (draw("frame"), draw("custom-shape")):
                found.append(self._anchored(child))
            elif tag not in SILENT:
                self._collect(child, found)

    def _section(self, node: Any, found: list[Node]) -> None:
        outer = self._hidden
        self._hidden |= node.get(text("display")) == NONE or node.get(HIDDEN) == "true"
        for source in node.iter(text("section-source")):
            if source.get(HREF):
                self._shared.gaps.append(
                    ("unsupported", f"linked section {source.get(HREF)[:80]}", "check the linked file too")
                )
        self._collect(node, found)
        self._hidden = outer

    def _cell(self, node: Any, shaded: bool) -> list[Node]:
        with self._ground.on(shaded=shaded, in_cell=True):
            return self.blocks(node)

    def _beside(self, node: Any) -> list[Node]:
        """What stands in a frame or a note, on a background that is not known."""
        with self._ground.on(shaded=True, in_cell=False):
            return self.blocks(node)

    def _anchored(self, node: Any) -> Line:
        """A frame that is tied to the page and not to a paragraph."""
        line = self._inline.open(ParagraphStyle(), self._ground.shaded, self._hidden)
        self._inline.element(node)
        return line.finish("")

    # Lists

    def _list(self, node: Any, found: list[Node], counter: Counter | None, depth: int) -> None:
        name = node.get(STYLE_NAME)
        if counter is None:
            counter = self._counter(node, name)
        if key := node.get(XML_ID):
            self._lists[key] = counter
        for item in node:
            numbered = item.tag == text("list-item")
            if numbered or item.tag == text("list-header"):
                own = item.get(text("style-override")) or name or counter.name
                self._item(item, found, counter, depth, own, numbered)

    def _counter(self, node: Any, name: str | None) -> Counter:
        """The count that a list goes on with, or a new one."""
        continued = self._lists.get(node.get(text("continue-list"), ""))
        if continued is None and node.get(text("continue-numbering")) == "true":
            continued = self._last.get(name or "")
        counter = continued or Counter(self._shared.lists, name or self._name_of(node))
        self._last[name or ""] = counter
        return counter

    def _name_of(self, node: Any) -> str:
        """The list style that the first paragraph in a list brings along."""
        first = next(node.iter(P, H), None)
        return self._shared.styles.list_of(first.get(STYLE_NAME, "")) or "" if first is not None else ""

    def _item(self, node: Any, found: list[Node], counter: Counter, depth: int, name: str, numbered: bool) -> None:
        start = node.get(text("start-value"))
        for child in node:
            if child.tag == LIST:
                self._list(child, found, counter, depth + 1)
                continue
            if child.tag in (P, H):
                label = counter.label(depth, start, name) if numbered else None
                found.append(self._heading(child, label) if child.tag == H else self._paragraph(child, label))
                numbered = False
            else:
                self._collect([child], found)

    # Paragraphs

    def _heading(self, node: Any, label: Label | None) -> Line:
        depth = max(1, min(whole(node.get(text("outline-level"), "1")), 10))
        in_list = node.getparent().tag in (text("list-item"), text("list-header"))
        if not in_list and node.get(text("is-list-header")) != "true":
            start = node.get(text("start-value")) if node.get(text("restart-numbering")) == "true" else None
            label = self._outline.label(depth, start)
        return self._paragraph(node, label, depth)

    def _paragraph(self, node: Any, label: Label | None, level: int = 0) -> Line:
        style = self._shared.styles.paragraph(node.get(STYLE_NAME, ""))
        gone = any(found.get(HIDDEN) == "true" for found in node.iter(text("hidden-paragraph")))
        line = self._inline.open(style, self._ground.shaded, self._hidden or gone)
        self._inline.read(node)
        prefix = ""
        if label is not None and (not line.blank or (self._ground.in_cell and not label.bullet)):
            prefix = label.text + ("" if line.blank else " ")
        finished = line.finish(prefix)
        number = shown_number(label.text) if label is not None and not label.bullet else None
        self._classify(finished, number, len(prefix), level or style.level, style, line.bold)
        return finished

    def _classify(
        self, line: Line, number: str | None, skip: int, level: int, style: ParagraphStyle, bold: bool
    ) -> None:
        line.number = number
        if not line.text or self._contents or style.contents:
            return
        if number is None:
            line.number, skip = typed_number(line.text)
        line.bold, line.words = bold, skip
        if level and not is_sentence(line.text):
            line.level = level
        elif style.title and not is_sentence(line.text):
            line.level, line.title = 1, True
        elif line.number is not None and stands_out(line.text[skip:], bold or line.number.startswith("第")):
            line.level = number_depth(line.number)
