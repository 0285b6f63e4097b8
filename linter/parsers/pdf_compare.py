"""Reads the text of a PDF a second time with another library, to find pages on which the two disagree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from tradelint.parsers.pdf_content import second_reader
from tradelint.parsers.pdf_words import page_text
from tradelint.parsers.source import Source

if TYPE_CHECKING:
    from pypdf import PdfReader

# Pages disagree when more than this share of their characters (without white space) is read by one library only.
SHARE = 0.2
FEWEST = 20


def disagreeing_pages(pdf: pdfium.PdfDocument, source: Source) -> tuple[int, ...]:
    """The pages of an open PDF, counted from 1, whose text PDFium and pypdf read differently.

    Pages that pypdf cannot read are among them.
    """
    count = min(len(pdf), source.limits.pages)
    first = [_pdfium_text(pdf, index, source.limits.text) for index in range(count)]
    second = _pypdf_texts(source, count)
    return tuple(
        number for number, (a, b) in enumerate(zip(first, second, strict=True), 1) if b is None or _differ(a, b)
    )


def _pdfium_text(pdf: pdfium.PdfDocument, index: int, limit: int) -> str:
    try:
        page = pdf[index]
        textpage = page.get_textpage()
        try:
            return page_text(textpage, limit)
        finally:
            textpage.close()
            page.close()
    except pdfium.PdfiumError:
        return ""


def _pypdf_texts(source: Source, count: int) -> list[str | None]:
    """The text of each page; None where pypdf fails."""
    with second_reader(source.data) as reader:
        return [None if reader is None else _pypdf_text(reader, index) for index in range(count)]


def _pypdf_text(reader: PdfReader, index: int) -> str | None:
    try:
        return reader.pages[index].extract_text()
    except Exception:
        return None


def _differ(first: str, second: str) -> bool:
    """Whether too many characters stand in one text and not in the other; order and white space do not matter."""
    one, two = (Counter("".join(text.split())) for text in (first, second))
    most = max(sum(one.values()), sum(two.values()))
    return most >= FEWEST and sum(((one - two) + (two - one)).values()) > SHARE * most


__all__ = ["disagreeing_pages"]
