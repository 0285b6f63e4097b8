"""Reads workbooks: XLSX, XLSM, XLS and ODS."""

from __future__ import annotations

from dataclasses import replace

from tradelint.errors import UnreadableError
from tradelint.parsers.sheet_book import Book, Sheet
from tradelint.parsers.sheet_layout import SheetWriter
from tradelint.parsers.sheet_papers import papers
from tradelint.parsers.sniff import ODS, XLSX, media_type_of, traits_of
from tradelint.parsers.source import Source
from tradelint.text import Document


def read(source: Source) -> tuple[Document, ...]:
    """The papers in a workbook, the main one first. Raises UnreadableError."""
    media_type = media_type_of(source)
    book = _book(source, media_type)
    groups = papers(book)
    found = [_document(source, media_type, book, sheets, len(groups) > 1, not at) for at, sheets in enumerate(groups)]
    if not any(document.text.strip() for document in found):
        gaps = [gap for document in found for gap in document.gaps]
        if gaps:
            raise UnreadableError(gaps[0].code, f"nothing could be read: {gaps[0].place}", gaps[0].hint)
        if any(trait.code == "image" for trait in book.traits):
            raise UnreadableError("image-only-page", "the workbook holds only pictures", "ask for the text in cells")
        raise UnreadableError("empty", "the workbook has no text", "ask for the file again")
    return tuple(found)


def _book(source: Source, media_type: str) -> Book:
    if media_type == XLSX:
        from tradelint.parsers.sheet_ooxml import read_ooxml

        return read_ooxml(source)
    if media_type == ODS:
        from tradelint.parsers.sheet_ods import read_ods

        return read_ods(source)
    from tradelint.parsers.sheet_biff import read_biff

    return read_biff(source)


def _document(source: Source, media_type: str, book: Book, sheets: list[Sheet], several: bool, main: bool) -> Document:
    writer = SheetWriter(source.limits.text)
    for sheet in sheets:
        writer.add(sheet)
    traits = (*traits_of(source, media_type), *book.traits) if main else ()
    gaps = [*book.gaps, *writer.gaps] if main else writer.gaps
    return replace(
        source.document(media_type, writer.builder, gaps),
        part=sheets[0].name if several else None,
        traits=(*traits, *writer.traits),
    )
