"""Footnotes, endnotes and comments of a DOCX, each with the place in the text that refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from tradelint.parsers.docx_names import AUTHOR, ID, w
from tradelint.parsers.docx_office import Office
from tradelint.parsers.docx_story import Aside, Line, Node, Writer
from tradelint.parsers.docx_walk import Walker
from tradelint.text import Layer

NoteKind = Literal["footnote", "endnote"]
KINDS: tuple[NoteKind, ...] = ("footnote", "endnote")
# Notes of these types are the lines that Word draws above notes.
RULES = frozenset(["separator", "continuationSeparator", "continuationNotice"])
LONGEST_AUTHOR = 40


@dataclass(frozen=True, slots=True)
class Note:
    """A note or a comment; `reference` is what the text calls it by."""

    layer: Layer
    name: str
    part: str
    reference: tuple[str, str]
    nodes: list[Node]


def notes(office: Office, main: str, writer: Writer) -> Iterator[Note]:
    """The footnotes and endnotes in the order in which the written text refers to them, the rest as hidden text."""
    for kind in KINDS:
        for part in office.parts.related(main, f"{kind}s"):
            root = office.parts.xml(part)
            walker = Walker(office, part, root)
            nodes = {node.get(ID, ""): node for node in root.findall(w(kind)) if node.get(w("type")) not in RULES}
            used = [name for what, name in writer.references if what == kind and name in nodes]
            for number, name in enumerate(used, 1):
                yield Note(kind, f"{kind} {number}", part, (kind, name), walker.blocks(nodes.pop(name)))
            for name, node in nodes.items():
                unused = Aside("hidden", f"{kind} that the text does not refer to", walker.blocks(node))
                yield Note(kind, kind, part, (kind, name), [Line(asides=[unused])])


def comments(office: Office, main: str) -> Iterator[Note]:
    """The comments in the order of the file, with their authors."""
    for part in office.parts.related(main, "comments"):
        root = office.parts.xml(part)
        walker = Walker(office, part, root)
        for number, node in enumerate(root.findall(w("comment")), 1):
            name = f"comment {number}{_by(node)}"
            yield Note("comment", name, part, ("comment", node.get(ID, "")), walker.blocks(node))


def _by(node: Any) -> str:
    author = " ".join(node.get(AUTHOR, "").split())[:LONGEST_AUTHOR]
    return f" by {author}" if author else ""
