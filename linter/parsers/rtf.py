"""Reads RTF: paragraphs, tables, and what lies outside the body."""

from __future__ import annotations

from dataclasses import replace

from tradelint.errors import UnreadableError
from tradelint.parsers.rtf_walk import RtfWalker
from tradelint.parsers.sniff import RTF, traits_of
from tradelint.parsers.source import Source
from tradelint.text import Document, Trait


def read(source: Source) -> tuple[Document, ...]:
    """The one paper in an RTF file. Raises UnreadableError."""
    walker = RtfWalker(source.limits)
    walker.walk(source.data)
    out = walker.out
    if not out.builder.text.strip():
        if walker.pictures:
            raise UnreadableError("image-only-page", "the file holds only pictures", "ask for the paper as text")
        raise UnreadableError("empty", "the file has no text", "ask for the file again")
    traits = [*traits_of(source, RTF), *out.traits]
    if walker.pictures:
        traits.append(Trait("image", f"{walker.pictures} picture{'s' * (walker.pictures > 1)}"))
    if walker.objects:
        traits.append(Trait("embedded-object", f"{walker.objects} embedded file{'s' * (walker.objects > 1)}"))
    return (
        replace(
            source.document(RTF, out.builder, out.gaps),
            encoding=walker.encoding,
            revisions=tuple(out.revisions),
            traits=tuple(traits),
        ),
    )
