"""What the parts of one DOCX package share while they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tradelint.parsers.docx_names import CHOICE, FALLBACK, T, a, m
from tradelint.parsers.docx_numbering import Numbering
from tradelint.parsers.docx_parts import Parts
from tradelint.parsers.docx_story import Node
from tradelint.parsers.docx_styles import Styles

MOST_CHUNKS = 50


@dataclass
class Office:
    """The package, its styles and lists, and `chunk`, which reads the bytes of a part in another format.

    `gaps` gathers (code, place, hint) of what the walk met and could not read.
    """

    parts: Parts
    styles: Styles
    numbering: Numbering
    chunk: Callable[[str, bytes], list[Node]]
    gaps: list[tuple[str, str, str]] = field(default_factory=list)
    chunks: int = 0

    def read_chunk(self, part: str, relation: str) -> list[Node]:
        """The content of a file that was inserted whole (`w:altChunk`), as HTML from a web page."""
        target = self.parts.relations(part).get(relation)
        if target is None or target.external or target.target not in self.parts:
            return []
        self.chunks += 1
        if self.chunks > MOST_CHUNKS:
            self.gaps.append(("limit", f"inserted files after the first {MOST_CHUNKS}", "save it as one file"))
            return []
        return self.chunk(target.target, self.parts.read(target.target))


def chosen(alternate: Any) -> Any | None:
    """The branch of an `mc:AlternateContent` that is read: the first choice, or a later one if only that has text."""
    branches = [node for node in alternate if node.tag in (CHOICE, FALLBACK)]
    with_text = (node for node in branches if next(node.iter(T, a("t"), m("t")), None) is not None)
    return next(with_text, branches[0] if branches else None)
