"""The content of an OpenDocument paragraph: spans, spaces, changes, notes and what is drawn beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tradelint.parsers.docx_fields import CHECKED, UNCHECKED
from tradelint.parsers.docx_line import LineBuilder
from tradelint.parsers.docx_story import Aside, Node
from tradelint.parsers.docx_styles import PLAIN, Format, ParagraphStyle, whole
from tradelint.parsers.docx_symbols import superscript, symbols
from tradelint.parsers.odt_lists import ListStyles
from tradelint.parsers.odt_names import (
    CREATOR,
    HREF,
    LOEXT,
    STYLE_NAME,
    XML_ID,
    draw,
    field_mark,
    office,
    svg,
    table,
    text,
)
from tradelint.parsers.odt_styles import Styles

WHITE = re.compile(r"[ \t\r\n]+")
LONGEST_AUTHOR = 40
Handler = Callable[[Any], None]
P, H, LIST = text("p"), text("h"), text("list")
HIDDEN = text("is-hidden")
SILENT = frozenset(
    [
        *(text(name) for name in ("tracked-changes", "note-citation", "number", "label", "soft-page-break")),
        *(text(name) for name in ("sequence-decls", "variable-decls", "user-field-decls", "index-title-template")),
        *(text(f"{name}-source") for name in ("table-of-content", "alphabetical-index", "user-index", "bibliography")),
        *(office(name) for name in ("forms", "event-listeners", "annotation-end", "dde-source")),
        *(svg(name) for name in ("title", "desc")),
    ]
)


@dataclass
class Note:
    """A note or comment that was met on the way; `key` is what the place of reference is kept by."""

    kind: str
    key: tuple[str, str]
    nodes: list[Node]
    author: str = ""


@dataclass
class Shared:
    """What all parts of a file share. `gaps` gathers (code, place, hint); `formula` reads an embedded formula."""

    styles: Styles
    lists: ListStyles
    formula: Callable[[str], str | None]
    notes: list[Note] = field(default_factory=list)
    gaps: list[tuple[str, str, str]] = field(default_factory=list)


class Inline:
    """Reads paragraph content into the current line; `blocks` reads what stands outside of the paragraph."""

    def __init__(self, shared: Shared, root: Any, blocks: Callable[[Any], list[Node]]) -> None:
        self.line = LineBuilder(PLAIN, False)
        self._shared = shared
        self._blocks = blocks
        self._changes = {
            region.get(text("id")) or region.get(XML_ID, ""): region for region in root.iter(text("changed-region"))
        }
        self._space = True
        self._inserting: list[str | None] = []
        self._inserted_at = 0
        self._handlers = self._table()

    def _table(self) -> dict[str, Handler]:
        return {
            text("span"): self._span,
            text("s"): self._spaces,
            text("tab"): lambda node: self._exact("\t"),
            text("line-break"): lambda node: self._exact("\n"),
            text("note"): self._note,
            office("annotation"): self._comment,
            text("change"): self._deleted,
            text("change-start"): self._begin_insertion,
            text("change-end"): self._end_insertion,
            text("ruby"): self._ruby,
            text("hidden-text"): self._hidden_field,
            text("hidden-paragraph"): lambda node: None,
            LOEXT + "content-control": self._control,
            field_mark("fieldmark"): self._form_field,
            draw("frame"): self._frame,
            draw("text-box"): self._box,
            draw("image"): self._image,
            draw("object"): self._object,
            draw("object-ole"): self._object,
            draw("custom-shape"): self._box,
            **dict.fromkeys((P, H, LIST, table("table")), self._stray),
        }

    def open(self, style: ParagraphStyle, shaded: bool, hidden: bool) -> LineBuilder:
        """Begin a line."""
        base = hide(style.format) if hidden else style.format
        self.line = LineBuilder(base, shaded or style.shaded)
        self._space, self._inserted_at = True, 0
        return self.line

    def read(self, node: Any) -> None:
        """Read the content of a paragraph into the line."""
        self._content(node)
        self._mark_insertion()

    # Content of a paragraph

    def _content(self, node: Any) -> None:
        self._words(node.text)
        for child in node:
            self.element(child)
            self._words(child.tail)

    def element(self, node: Any) -> None:
        """Read one element into the line, or walk through it."""
        handler = self._handlers.get(node.tag)
        if handler is not None:
            handler(node)
        elif node.tag not in SILENT:
            self._content(node)

    def _words(self, words: str | None) -> None:
        """Add text; white space is one space, and none at the start of a paragraph or behind another (6.1.2)."""
        if not words:
            return
        words = WHITE.sub(" ", words)
        if self._space and words[0] == " ":
            words = words[1:]
        if words:
            self._space = words[-1] == " "
            look = self.line.format
            words = symbols(look.font, words) if look.font else superscript(words) if look.raised else words
            self._add(words)

    def _exact(self, words: str) -> None:
        self._space = False
        self._add(words)

    def _add(self, words: str) -> None:
        line = self.line
        if line.format.struck and line.deleted is None:
            line.change("deleted", words, line.size, None)
        else:
            line.add(words)

    def _spaces(self, node: Any) -> None:
        self._exact(" " * max(1, min(whole(node.get(text("c"), "1")), 200)))

    def _span(self, node: Any) -> None:
        line = self.line
        outer = line.format
        line.format = self._shared.styles.run(node.get(STYLE_NAME, ""), outer)
        self._content(node)
        line.format = outer

    def _hidden_field(self, node: Any) -> None:
        line = self.line
        outer = line.format
        if node.get(HIDDEN, "true") == "true":
            line.format = hide(outer)
            self._words(node.get(text("string-value")))
            line.format = outer
        else:
            self._content(node)

    def _ruby(self, node: Any) -> None:
        for child in node:
            if child.tag == text("ruby-text"):
                self.line.above.append("".join(child.itertext()))
            else:
                self._content(child)

    # Tracked changes

    def _author(self, region: Any) -> str | None:
        creator = next(region.iter(CREATOR), None)
        return creator.text if creator is not None else None

    def _deleted(self, node: Any) -> None:
        region = self._changes.get(node.get(text("change-id"), ""))
        deletion = region.find(text("deletion")) if region is not None else None
        if deletion is not None:
            words = "\n".join("".join(part.itertext()) for part in deletion.iter(P, H))
            self.line.change("deleted", words, self.line.size, self._author(region))

    def _begin_insertion(self, node: Any) -> None:
        region = self._changes.get(node.get(text("change-id"), ""))
        if region is not None and region.find(text("insertion")) is not None:
            self._mark_insertion()
            self._inserting.append(self._author(region))
            self._inserted_at = self.line.size

    def _end_insertion(self, node: Any) -> None:
        region = self._changes.get(node.get(text("change-id"), ""))
        if region is not None and region.find(text("insertion")) is not None and self._inserting:
            self._mark_insertion()
            self._inserting.pop()

    def _mark_insertion(self) -> None:
        line = self.line
        if self._inserting and line.size > self._inserted_at:
            line.change("inserted", line.since(self._inserted_at), self._inserted_at, self._inserting[-1])
        self._inserted_at = line.size

    # Forms

    def _control(self, node: Any) -> None:
        start = self.line.size
        self._content(node)
        if node.get(LOEXT + "checkbox") == "true" and self.line.size == start:
            self._exact(CHECKED if node.get(LOEXT + "checked") == "true" else UNCHECKED)

    def _form_field(self, node: Any) -> None:
        if node.get(field_mark("type"), "").endswith("FORMCHECKBOX"):
            values = {param.get(field_mark("name")): param.get(field_mark("value")) for param in node}
            self._exact(CHECKED if values.get("Checkbox_Checked") == "true" else UNCHECKED)

    # What stands beside the text

    def _beside(self, node: Any) -> list[Node]:
        """Read blocks that stand outside the paragraph, and come back to it."""
        outer = self.line, self._space, self._inserting, self._inserted_at
        self._inserting = []
        found = self._blocks(node)
        self.line, self._space, self._inserting, self._inserted_at = outer
        return found

    def _stray(self, node: Any) -> None:
        nodes = self._beside([node])
        self.line.line.asides.append(Aside("text box", "text box", nodes))

    def _box(self, node: Any) -> None:
        nodes = self._beside(node)
        if nodes:
            self.line.line.asides.append(Aside("text box", "text box", nodes))

    def _note(self, node: Any) -> None:
        kind = "endnote" if node.get(text("note-class")) == "endnote" else "footnote"
        self._keep(kind, node.find(text("note-body")))

    def _comment(self, node: Any) -> None:
        creator = node.find(CREATOR)
        author = " ".join((creator.text or "").split())[:LONGEST_AUTHOR] if creator is not None else ""
        self._keep("comment", [child for child in node if child.tag in (P, H, LIST)], author)

    def _keep(self, kind: str, body: Any | None, author: str = "") -> None:
        key = (kind, str(len(self._shared.notes)))
        self.line.line.references.append(key)
        nodes = self._beside(body) if body is not None else []
        self._shared.notes.append(Note(kind, key, nodes, author))

    def _frame(self, node: Any) -> None:
        """A frame offers one content in several forms; the first is read, a picture of an object is none of its own."""
        found = next((child for child in node if child.tag not in SILENT), None)
        if found is not None and found.tag == draw("image"):
            self._image(found)
        elif found is not None:
            self.element(found)

    def _image(self, node: Any) -> None:
        frame = node.getparent()
        sides = [frame.get(svg(name), "") for name in ("width", "height")]
        size = f", {sides[0]} x {sides[1]}" if all(sides) else ""
        target = node.get(HREF, "")
        if "://" in target:
            self.line.trait("external-link", f"image: {target}"[:200])
        self.line.trait("image", f"picture{size}")

    def _object(self, node: Any) -> None:
        words = self._shared.formula(node.get(HREF, ""))
        if words is not None:
            self._exact(words)
            return
        self.line.trait("embedded-object", "embedded object")
        self._shared.gaps.append(
            ("unsupported", "embedded object", "save the object as a file of its own and check that too")
        )


def hide(look: Format) -> Format:
    """The look as hidden text."""
    return look if look.hidden else replace(look, hidden=True)
