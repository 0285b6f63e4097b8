"""Reads Word files: DOCX, DOCM and their templates, in both dialects of the standard.

Read with zipfile and lxml and not with python-docx, although that is at hand for writing comments: its paragraph and
table interface shows 16 to 25 of 39 constructs that a reader sees (no tracked insertion, no content control, no text
box), it takes ten times as long, and it breaks on hostile packages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tradelint.errors import UnreadableError
from tradelint.parsers.docx_names import w
from tradelint.parsers.docx_numbering import Numbering
from tradelint.parsers.docx_office import Office
from tradelint.parsers.docx_parts import Parts
from tradelint.parsers.docx_story import Full, Node, Writer
from tradelint.parsers.docx_styles import Styles
from tradelint.parsers.docx_walk import Walker
from tradelint.parsers.package import open_package
from tradelint.parsers.source import Source
from tradelint.text import Document, Gap, Layer

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(source: Source) -> tuple[Document, ...]:
    """The document in a Word package: headers, body, notes, footers and comments, each in its layer.

    Raises UnreadableError: encrypted, corrupt, limit, unsupported.
    """
    try:
        return (_Reader(source).read(),)
    except RecursionError as error:
        raise UnreadableError("limit", "the document is nested too deep", "ask for a simpler file") from error


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts = Parts(open_package(source.data, source.limits), source.limits)
        self._main, self._root = self._parts.main()
        styles = Styles(self._first("styles"))
        numbering = Numbering(self._first("numbering"), styles)
        self._office = Office(self._parts, styles, numbering, self._chunk)
        self._writer = Writer(source.limits)

    def _first(self, kind: str) -> Any | None:
        found = self._parts.related(self._main, kind)
        return self._parts.xml(found[0]) if found else None

    def _chunk(self, name: str, data: bytes) -> list[Node]:
        self._office.gaps.append(("unsupported", f"inserted file {name}", "open the file in Word and save it again"))
        return []

    def read(self) -> Document:
        writer, gaps = self._writer, []
        try:
            self._write()
        except Full as stop:
            gaps.append(Gap("limit", str(stop), "split the document, or raise the limits"))
        gaps += [Gap(code, place, hint) for code, place, hint in dict.fromkeys(self._office.gaps)]
        return Document(
            self._source.path,
            self._source.sha256,
            MEDIA_TYPE,
            writer.builder.text,
            tuple(writer.builder.blocks),
            tuple(writer.builder.tables),
            tuple(gaps),
            anchors=tuple(writer.anchors),
            revisions=writer.revisions(),
            traits=tuple(writer.traits),
        )

    def _write(self) -> None:
        for name, part in self._margins("header"):
            self._part(part, "header", name)
        body = self._root.find(w("body"))
        self._writer.story(Walker(self._office, self._main, self._root).blocks(body), "body", self._main)
        for name, part in self._margins("footer"):
            self._part(part, "footer", name)

    def _margins(self, kind: str) -> Iterator[tuple[str, str]]:
        """The headers or footers of all sections, each once."""
        relations = self._parts.relations(self._main)
        seen: set[str] = set()
        for node in self._root.iter(w(f"{kind}Reference")):
            relation = relations.get(
                node.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            )
            if relation is not None and relation.target in self._parts and relation.target not in seen:
                seen.add(relation.target)
                yield kind, relation.target

    def _part(self, part: str, layer: Layer, name: str) -> None:
        root = self._parts.xml(part)
        self._writer.story(Walker(self._office, part, root).blocks(root), layer, part, name)
