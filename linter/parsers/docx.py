"""Reads Word files: DOCX, DOCM and their templates, in both dialects of the standard.

Read with zipfile and lxml and not with python-docx, although that is at hand for writing comments: its paragraph and
table interface shows 16 to 25 of 39 constructs that a reader sees (no tracked insertion, no content control, no text
box), it takes ten times as long, and it breaks on hostile packages.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tradelint.errors import UnreadableError
from tradelint.parsers.docx_chunk import read_chunk
from tradelint.parsers.docx_ground import walking_a_tree
from tradelint.parsers.docx_margins import Margin, margins
from tradelint.parsers.docx_names import w
from tradelint.parsers.docx_notes import comments, notes
from tradelint.parsers.docx_numbering import Numbering
from tradelint.parsers.docx_office import Office
from tradelint.parsers.docx_outline import mark_headings
from tradelint.parsers.docx_parts import Parts
from tradelint.parsers.docx_story import Aside, Full, Line, Node, Writer, words_of
from tradelint.parsers.docx_styles import Styles
from tradelint.parsers.docx_traits import package_traits
from tradelint.parsers.docx_walk import Walker
from tradelint.parsers.source import Source
from tradelint.text import Document, Gap, Trait

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(source: Source) -> tuple[Document, ...]:
    """The document in a Word package: headers, body, notes, comments and footers, each in its layer.

    Raises UnreadableError: encrypted, corrupt, limit, unsupported.
    """
    with walking_a_tree():
        return (_Reader(source).read(),)


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts = Parts(source.package, source.limits)
        self._main, self._root = self._parts.main()
        styles = Styles(self._first("styles"))
        self._office = Office(self._parts, styles, Numbering(self._first("numbering"), styles), self._chunk)
        self._writer = Writer(source.limits)
        self._margins_seen: set[str] = set()

    def _first(self, kind: str) -> Any | None:
        found = self._parts.related(self._main, kind)
        return self._parts.xml(found[0]) if found else None

    def _chunk(self, name: str, data: bytes) -> list[Node]:
        try:
            return read_chunk(self._source, name, self._parts.content_types().get(name, ""), data)
        except UnreadableError as error:
            self._office.gaps.append((error.code, f"inserted file {name}", error.hint))
            return []

    def read(self) -> Document:
        """The document, with a gap for whatever was not read."""
        gaps: list[Gap] = []
        try:
            self._write()
        except Full as stop:
            gaps.append(Gap("limit", str(stop), "split the document, or raise the limits"))
        writer = self._writer
        traits = (*package_traits(self._parts, self._main), *writer.traits)
        gaps += [Gap(code, place, hint) for code, place, hint in dict.fromkeys(self._office.gaps)]
        gaps += writer.gaps or _blank(writer.builder.text, traits)
        return replace(
            self._source.document(MEDIA_TYPE, writer.builder, gaps),
            anchors=tuple(writer.anchors),
            revisions=writer.revisions(),
            traits=traits,
        )

    def _write(self) -> None:
        around = margins(self._parts, self._main, self._root)
        for margin in around:
            if margin.kind == "header":
                self._margin(margin)
        body = self._root.find(w("body"))
        walker = Walker(self._office, self._main, self._root)
        nodes = walker.blocks(body if body is not None else self._root)
        mark_headings(nodes)
        self._writer.story(nodes, "body", self._main)
        for note in (*notes(self._office, self._main, self._writer), *comments(self._office, self._main)):
            self._writer.story(note.nodes, note.layer, note.part, note.name, note.reference)
        for margin in around:
            if margin.kind == "footer":
                self._margin(margin)

    def _margin(self, margin: Margin) -> None:
        """Write a header or footer, but the same words once only."""
        root = self._parts.xml(margin.part)
        nodes = Walker(self._office, margin.part, root).blocks(root)
        words = margin.kind + words_of(nodes)
        if words in self._margins_seen:
            return
        self._margins_seen.add(words)
        if not margin.shown:
            nodes = [Line(asides=[Aside("hidden", f"{margin.name} that is switched off", nodes)])]
        self._writer.story(nodes, margin.kind, margin.part, margin.name)


def _blank(text: str, traits: tuple[Trait, ...]) -> list[Gap]:
    """A document without text is not clean: it is a scan, or empty."""
    if text.strip():
        return []
    if any(trait.code == "image" for trait in traits):
        return [Gap("image-only-page", "the document", "it holds pictures only: ask for a file with text")]
    return [Gap("empty", "the document", "the document has no text: ask for the file again")]
