"""Reads HTML as a browser shows it: blocks, lists with their numbers, tables with spans, form values."""

from __future__ import annotations

import re
from dataclasses import replace

from tradelint.errors import UnreadableError
from tradelint.parsers.encoding import Decoded, decode
from tradelint.parsers.html_tree import parse_html
from tradelint.parsers.html_walk import HtmlWalker
from tradelint.parsers.sniff import HTML, traits_of
from tradelint.parsers.source import Source
from tradelint.text import Document, Gap, Trait

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
ASK = "ask for the file again, or for a PDF of it"


def read(source: Source) -> tuple[Document, ...]:
    """The one paper in an HTML file. Raises UnreadableError."""
    decoded = decode_html(source.data)
    return (document_of(source, decoded, HTML),)


def decode_html(data: bytes) -> Decoded:
    """The text of an HTML file; what it says of its own encoding counts where the bytes agree."""
    found = DECLARED.match(data[:400].lstrip()) or CHARSET.search(data[:4096])
    return decode(data, found.group(1).decode("ascii") if found else None)


def document_of(source: Source, decoded: Decoded, media_type: str, *, lead: tuple[str, ...] = ()) -> Document:
    """The paper in a piece of HTML that belongs to a file; `lead` are lines above it. Raises UnreadableError."""
    root, complete = parse_html(decoded.text)
    walker = HtmlWalker(source.limits)
    for line in lead:
        walker.out.block(line)
    if root is not None:
        walker.walk(root)
    out = walker.out
    gaps = list(out.gaps)
    if not complete:
        gaps.append(Gap("limit", "the end of the file", "its elements are nested too deep: " + ASK))
    if decoded.damaged:
        gaps.append(Gap("doubtful-text", "the document", "some bytes are no text in its encoding: " + ASK))
    if not out.builder.text.strip():
        if walker.pictures:
            raise UnreadableError("image-only-page", "the page holds only pictures", "ask for the paper as text")
        raise UnreadableError("empty", "the page has no text", ASK)
    return replace(
        source.document(media_type, out.builder, gaps),
        encoding=decoded.encoding,
        revisions=tuple(out.revisions),
        traits=(*traits_of(source, media_type, decoded), *out.traits, *_pictures(walker.pictures)),
    )


def _pictures(count: int) -> tuple[Trait, ...]:
    return (Trait("image", f"{count} picture{'s' * (count > 1)}"),) if count else ()
