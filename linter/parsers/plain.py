"""Reads text and Markdown: lines, headings, and the tables that are drawn or set in them."""

from __future__ import annotations

from dataclasses import replace

from tradelint.errors import UnreadableError
from tradelint.parsers.encoding import Decoded, decode
from tradelint.parsers.markdown import COMMENT, FENCE
from tradelint.parsers.plain_write import TextWriter
from tradelint.parsers.sniff import MARKDOWN, PLAIN, media_type_of, traits_of
from tradelint.parsers.source import Source
from tradelint.text import Document, Gap

ASK = "save it as UTF-8, or ask for a PDF of it"


def read(source: Source) -> tuple[Document, ...]:
    """The one paper in a text file. Raises UnreadableError."""
    media_type = MARKDOWN if media_type_of(source) == MARKDOWN else PLAIN
    return (document_of(source, decode(source.data), media_type),)


def document_of(source: Source, decoded: Decoded, media_type: str) -> Document:
    """The paper in a piece of text that belongs to a file. Raises UnreadableError."""
    text = decoded.text
    if media_type == MARKDOWN:
        text = COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    lines = text.split("\n")
    tabular = source.suffix in (".csv", ".tsv")
    writer = TextWriter(source.limits, marked=media_type == MARKDOWN, tabular=tabular)
    if media_type == MARKDOWN:
        lines = ["" if FENCE.match(line) else line for line in lines]
    writer.write(lines)
    if not writer.builder.text.strip():
        raise UnreadableError("empty", "the file has no text", "ask for the file again")
    gaps = list(writer.gaps)
    if decoded.damaged:
        at = text.count("\n", 0, max(text.find("\ufffd"), 0)) + 1
        gaps.append(Gap("doubtful-text", f"line {at}", f"some bytes are no text in {decoded.encoding}: {ASK}"))
    return replace(
        source.document(media_type, writer.builder, gaps),
        encoding=decoded.encoding,
        revisions=tuple(writer.revisions),
        traits=traits_of(source, media_type, decoded),
    )
