"""Marked copies of PDF files: highlights with pop-up notes on the exact words, and a page that lists them all."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time

import pypdfium2 as pdfium
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from tradelint.errors import UnreadableError
from tradelint.findings import Finding
from tradelint.parsers import Source
from tradelint.parsers.pdf_frame import Frame
from tradelint.review.order import AUTHOR, Marked, Order
from tradelint.review.pdf_letters import Letters
from tradelint.review.pdf_summary import summary
from tradelint.review.words import headline, lines_of
from tradelint.text import Box, Document

COLOURS = {"error": (1.0, 0.72, 0.7), "warning": (1.0, 0.87, 0.45), "info": (0.72, 0.85, 1.0)}
# Words further apart than this many of their heights, or on different lines, get highlights of their own.
GAP = 1.5
PRINTED = 4
# What pypdf raises for files that PDFium can read all the same.
BROKEN = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, NotImplementedError, RecursionError
)  # fmt: skip
# The icons of notes on what is missing stand in a column at the edge of the page, in points.
ICON, EDGE = 20.0, 6.0
POPUP = (240.0, 140.0)


def write(source: Source, documents: tuple[Document, ...], order: Order) -> Marked:
    """A copy of a PDF whose first bytes are those of the original: marks are added behind them.

    A damaged file is written anew first. Raises UnreadableError for an encrypted file, also one that opens without a
    password, and for one that is too damaged.
    """
    letters = Letters(source)
    try:
        if letters.encrypted:
            raise UnreadableError("encrypted", "the PDF is encrypted", "save a copy without password and restrictions")
        return _write(source, documents[0], order, letters)
    finally:
        letters.close()


def _write(source: Source, document: Document, order: Order, letters: Letters) -> Marked:
    remarks = ["a PDF has no tracked insertions: the clauses stand in the notes"] if order.suggest else []
    try:
        data = _with_marks(source.data, source, document, order, letters)
    except BROKEN:
        remarks.append("the PDF is damaged: the copy was put together anew")
        try:
            data = _with_marks(_rebuilt(source), source, document, order, letters)
        except BROKEN as error:
            raise UnreadableError(
                "corrupt", "the PDF is too damaged to be marked", "print it to a PDF again"
            ) from error
    return Marked(data, source.suffix or ".pdf", tuple(remarks))


def _with_marks(data: bytes, source: Source, document: Document, order: Order, letters: Letters) -> bytes:
    findings = order.papers[0].findings
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    marks = _Marks(writer, letters, order)
    for finding in findings:
        if not marks.highlight(finding, document):
            marks.pin(finding, document)
    for page in PdfReader(io.BytesIO(summary(source.path, order.papers[0], order.as_of))).pages:
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _rebuilt(source: Source) -> bytes:
    """The PDF as PDFium, which mends what it can, writes it."""
    out = io.BytesIO()
    pdf = pdfium.PdfDocument(source.data)
    try:
        pdf.save(out)
    finally:
        pdf.close()
    return out.getvalue()


class _Marks:
    """Adds annotations to the pages of a writer."""

    def __init__(self, writer: PdfWriter, letters: Letters, order: Order) -> None:
        self._writer = writer
        self._letters = letters
        self._frames = letters.frames
        self._language = order.papers[0].language
        self._moment = datetime.combine(order.as_of, time(), UTC).strftime("D:%Y%m%d%H%M%SZ")
        self._pins: defaultdict[int, int] = defaultdict(int)

    def highlight(self, finding: Finding, document: Document) -> bool:
        """Highlight the words of a finding, on each page that they stand on; False when they have no place there."""
        pages: defaultdict[int, list[Box]] = defaultdict(list)
        for box in self._letters.boxes(document, finding.span) if finding.span is not None else ():
            pages[box.page].append(box)
        for number, boxes in pages.items():
            frame = self._frames[number - 1]
            quads = [_quad(frame, box) for box in joined(boxes)]
            self._add(number, finding, "/Highlight", _bounds(quads), lines_of(finding, self._language), quads)
        return bool(pages)

    def pin(self, finding: Finding, document: Document) -> None:
        """Put a note at the edge of the page: beside the clause that something missing belongs to, or at the top."""
        span = finding.span or finding.near
        boxes = document.boxes(span) if span is not None else ()
        number = boxes[0].page if boxes else (finding.where.page or 1)
        frame = self._frames[number - 1]
        top = boxes[0].top if boxes and not finding.span else EDGE + ICON * self._pins[number]
        self._pins[number] += not boxes
        spot = Box(number, EDGE, top, EDGE + ICON - 2, top + ICON - 2)
        self._add(
            number, finding, "/Text", _bounds([_quad(frame, spot)]), lines_of(finding, self._language, placed=False), []
        )

    def _add(
        self, number: int, finding: Finding, kind: str, bounds: list[float], lines: list[str], quads: list[list[float]]
    ) -> None:
        page = self._writer.pages[number - 1]
        note = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(kind),
                NameObject("/Rect"): _numbers(bounds),
                NameObject("/T"): TextStringObject(AUTHOR),
                NameObject("/Subj"): TextStringObject(headline(finding)),
                NameObject("/Contents"): TextStringObject("\n".join(lines)),
                NameObject("/M"): TextStringObject(self._moment),
                NameObject("/F"): NumberObject(PRINTED),
                NameObject("/C"): _numbers(COLOURS[finding.severity.value]),
                NameObject("/P"): page.indirect_reference or page,
            }
        )
        if quads:
            note[NameObject("/QuadPoints")] = _numbers(value for quad in quads for value in quad)
        else:
            note[NameObject("/Name")] = NameObject("/Comment")
        reference = self._writer._add_object(note)
        popup = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Popup"),
                NameObject("/Rect"): _numbers((bounds[2], bounds[1] - POPUP[1], bounds[2] + POPUP[0], bounds[1])),
                NameObject("/Parent"): reference,
            }
        )
        note[NameObject("/Popup")] = self._writer._add_object(popup)
        _annotations(page).extend([reference, note["/Popup"].indirect_reference or note["/Popup"]])


def joined(boxes: Iterable[Box]) -> list[Box]:
    """The boxes of words that follow each other on a line as one box."""
    found: list[Box] = []
    for box in boxes:
        last = found[-1] if found else None
        if last is not None and _same_line(last, box) and -1 < box.left - last.right < GAP * (box.bottom - box.top):
            found[-1] = Box(box.page, last.left, min(last.top, box.top), box.right, max(last.bottom, box.bottom))
        else:
            found.append(box)
    return found


def _same_line(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _quad(frame: Frame, box: Box) -> list[float]:
    """The corners of a box in the page's own coordinates: as shown top left, top right, bottom left, bottom right."""
    corners = ((box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom))
    return [value for x, y in corners for value in frame.back((x, y, x, y))[:2]]


def _bounds(quads: list[list[float]]) -> list[float]:
    xs, ys = [x for quad in quads for x in quad[::2]], [y for quad in quads for y in quad[1::2]]
    return [min(xs), min(ys), max(xs), max(ys)]


def _numbers(values: Iterable[float]) -> ArrayObject:
    return ArrayObject([FloatObject(round(value, 2)) for value in values])


def _annotations(page: DictionaryObject) -> ArrayObject:
    """The annotations of a page, which may lie in an object of their own."""
    held = page.get("/Annots")
    found = held.get_object() if isinstance(held, IndirectObject) else held
    if not isinstance(found, ArrayObject):
        found = ArrayObject()
        page[NameObject("/Annots")] = found
    return found
