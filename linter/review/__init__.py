"""Findings written back where people negotiate: Word comments, PDF highlights, Excel notes, a page side by side."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from tradelint.errors import UnreadableError
from tradelint.parsers import Source, read
from tradelint.parsers.sniff import DOCX, PDF, XLSX, media_type_of
from tradelint.review.order import Marked, Order, Paper
from tradelint.text import Document

WRITERS = {DOCX: "word", XLSX: "workbook", PDF: "pdf"}


def mark(source: Source, order: Order) -> Marked:
    """A copy of a paper with the findings of `order` at their words; the bytes of the original are only read.

    Formats that cannot carry marks become a page with the text and the findings side by side. Raises UnreadableError:
    "signed" when marks would break a signature and the order does not insist, or what reading the paper raises.
    """
    documents = read(source)
    media_type = media_type_of(source)
    if media_type in WRITERS and not order.force:
        _refuse_signed(documents)
    writer = WRITERS.get(media_type, "beside")
    write: Callable[[Source, tuple[Document, ...], Order], Marked] = import_module(f"tradelint.review.{writer}").write
    return write(source, documents, order)


def _refuse_signed(documents: tuple[Document, ...]) -> None:
    if any(trait.code == "signature" for document in documents for trait in document.traits):
        raise UnreadableError(
            "signed", "it is signed electronically, and marks would break the signature", "--force marks a copy anyway"
        )


__all__ = ["Marked", "Order", "Paper", "mark"]
