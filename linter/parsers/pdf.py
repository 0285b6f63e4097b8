"""Reads PDF files: words with boxes become lines, cells, tables and paragraphs."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium

from tradelint.errors import UnreadableError
from tradelint.parsers.pdf_lines import Line, Segment, find_lines
from tradelint.parsers.pdf_words import frame_of, read_words
from tradelint.parsers.source import Source
from tradelint.text import Box, Builder, Document, Gap, Place, Span, Word

SCAN_HINT = "it is a picture: ask for a PDF with text, or run it through text recognition"


def read(source: Source) -> tuple[Document, ...]:
    """The paper in a PDF file."""
    pdf = _open(source)
    try:
        return (_read(pdf, source),)
    finally:
        pdf.close()


def _open(source: Source) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                "encrypted", "the PDF is protected by a password", "ask for an unprotected copy"
            ) from None
        raise UnreadableError("corrupt", "the PDF is damaged", "ask for the file again") from None


def _read(pdf: pdfium.PdfDocument, source: Source) -> Document:
    build = Builder()
    words: list[Word] = []
    gaps: list[Gap] = []
    total = len(pdf)
    for number in range(1, min(total, source.limits.pages) + 1):
        lines, drawn = _lines(pdf, number)
        if not lines and drawn:
            gaps.append(Gap("image-only-page", f"page {number}", SCAN_HINT))
        _emit(build, lines, number, words)
        if build.offset > source.limits.text:
            gaps.append(Gap("limit", f"page {number}", "the text is longer than limits.text"))
            break
    if total > source.limits.pages:
        gaps.append(Gap("limit", f"page {source.limits.pages + 1}", f"only {source.limits.pages} pages are read"))
    if gaps and not build.text.strip():
        raise UnreadableError("image-only-page", "no page of the PDF has text", SCAN_HINT)
    return Document(
        source.path,
        source.sha256,
        "application/pdf",
        build.text,
        tuple(build.blocks),
        tuple(build.tables),
        tuple(gaps),
        pages=total,
        words=tuple(words),
    )


def _lines(pdf: pdfium.PdfDocument, number: int) -> tuple[list[Line], bool]:
    page: Any = None
    try:
        page = pdf[number - 1]
        textpage = page.get_textpage()
        found = find_lines(read_words(textpage, frame_of(page)))
        textpage.close()
        return found, bool(pdfium.raw.FPDFPage_CountObjects(page))
    except pdfium.PdfiumError:
        return [], True
    finally:
        if page is not None:
            page.close()


def _emit(build: Builder, lines: list[Line], page: int, words: list[Word]) -> None:
    index = 0
    while index < len(lines):
        place = Place(page=page, line=lines[index].number)
        stop = index
        while stop < len(lines) and len(lines[stop].segments) > 1:
            stop += 1
        if stop > index:
            _emit_table(build, lines[index:stop], page, words)
            index = stop
        else:
            segment = lines[index].segments[0]
            _add_words(words, build.paragraph(segment.text, place), segment, page)
            index += 1


def _emit_table(build: Builder, lines: list[Line], page: int, words: list[Word]) -> None:
    edges = _columns(lines)
    build.begin_table()
    for row, line in enumerate(lines):
        place = Place(page=page, line=line.number)
        for segment in line.segments:
            column = next((i for i, (a, b) in enumerate(edges) if segment.left < b and segment.right > a), 0)
            _add_words(words, build.cell(segment.text, row, column, place), segment, page)
    build.end_table(Place(page=page, line=lines[0].number), ruled=False)


def _columns(lines: list[Line]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for left, right in sorted((s.left, s.right) for line in lines for s in line.segments):
        if spans and left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    return spans


def _add_words(words: list[Word], span: Span, segment: Segment, page: int) -> None:
    at, text = span.start, segment.text
    cursor = 0
    for word in segment.words:
        cursor = text.index(word.text, cursor)
        box = Box(page, word.left, word.top, word.right, word.bottom)
        words.append(Word(Span(at + cursor, at + cursor + len(word.text)), box))
        cursor += len(word.text)
