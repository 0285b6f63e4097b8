"""What is pinned to a PDF page: reviewers' comments, links, form fields with their values."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium
from tradelint.parsers.pdf_frame import Frame

MOST_NOTES = 5_000
LONGEST_NOTE = 20_000
# Their text is drawn on the page, so that it is read with the page once they are made part of it.
DRAWN = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WIDGET)
SILENT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_WIDGET)
PLAYERS = (pdfium.FPDF_ANNOT_SCREEN, pdfium.FPDF_ANNOT_MOVIE, pdfium.FPDF_ANNOT_RICHMEDIA, pdfium.FPDF_ANNOT_SOUND)


TICKED = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
WRITTEN = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Field:
    """A form field with a value; (left, top, right, bottom) is where it stands on the shown page."""

    name: str
    value: str
    box: Box


@dataclass
class Notes:
    """The notes of a page.

    `fields` are the filled ones of a form, `typed` texts that were typed onto the page, `ticks` the boxes that can be
    ticked and whether they are. `drawn` says that some notes show text on the page.
    """

    comments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    launches: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    players: int = 0
    fields: list[Field] = field(default_factory=list)
    typed: list[Field] = field(default_factory=list)
    ticks: list[tuple[Box, bool]] = field(default_factory=list)
    widgets: int = 0
    drawn: bool = False


def read_notes(pdf: Any, page: Any, frame: Frame) -> Notes:
    """The notes of a page."""
    notes = Notes()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if note:
            try:
                _read(pdf, note, frame, notes)
            finally:
                pdfium.FPDFPage_CloseAnnot(note)
    return notes


def _read(pdf: Any, note: Any, frame: Frame, notes: Notes) -> None:
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    notes.drawn = notes.drawn or kind in DRAWN
    notes.players += kind in PLAYERS
    if kind == pdfium.FPDF_ANNOT_LINK:
        _link(pdf, note, notes)
    elif kind == pdfium.FPDF_ANNOT_WIDGET:
        notes.widgets += 1
        _field(pdf, note, frame, notes)
    contents = "" if kind in SILENT else _string(note, b"Contents")
    if kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
        notes.files.append(contents or "a file pinned to the page")
    elif kind == pdfium.FPDF_ANNOT_FREETEXT:
        _free_text(note, frame, contents.strip(), notes)
    elif contents.strip():
        notes.comments.append(contents.strip())


def _link(pdf: Any, note: Any, notes: Notes) -> None:
    action = pdfium.FPDFLink_GetAction(pdfium.FPDFAnnot_GetLink(note))
    kind = pdfium.FPDFAction_GetType(action) if action else pdfium.PDFACTION_UNSUPPORTED
    if kind == pdfium.PDFACTION_URI:
        notes.links.append(_bytes(partial(pdfium.FPDFAction_GetURIPath, pdf, action)))
    elif kind in (pdfium.PDFACTION_LAUNCH, pdfium.PDFACTION_REMOTEGOTO):
        notes.launches.append(_bytes(partial(pdfium.FPDFAction_GetFilePath, action)))


def _field(pdf: Any, note: Any, frame: Frame, notes: Notes) -> None:
    """Keep a filled field or a box to tick; an empty line says nothing."""
    form, rectangle = pdf.formenv, pdfium.FS_RECTF()
    if not form or pdfium.FPDFAnnot_GetFlags(note) & HIDDEN or not pdfium.FPDFAnnot_GetRect(note, rectangle):
        return
    box = frame.shown(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, note)
    if kind in TICKED:
        notes.ticks.append((box, bool(pdfium.FPDFAnnot_IsChecked(form, note))))
    elif kind in WRITTEN:
        name = wide_string(partial(pdfium.FPDFAnnot_GetFormFieldName, form, note))
        value = wide_string(partial(pdfium.FPDFAnnot_GetFormFieldValue, form, note))
        if value.strip():
            notes.fields.append(Field(name, value.strip(), box))


def _free_text(note: Any, frame: Frame, text: str, notes: Notes) -> None:
    """Keep what is typed onto the page, in case that the page does not show it."""
    box = pdfium.FS_RECTF()
    if text and pdfium.FPDFAnnot_GetRect(note, box):
        notes.typed.append(Field("", text, frame.shown(box.left, box.bottom, box.right, box.top)))


def _string(note: Any, key: bytes) -> str:
    return wide_string(partial(pdfium.FPDFAnnot_GetStringValue, note, key))


def wide_string(read: Callable[[Any, int], int]) -> str:
    """A string that PDFium writes as UTF-16 into a buffer of a size in bytes."""
    size = min(read(None, 0), 2 * LONGEST_NOTE)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size + 2)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:size].decode("utf-16-le", "replace").split("\0", 1)[0].replace("\r\n", "\n").replace("\r", "\n")


def _bytes(read: Callable[[Any, int], int]) -> str:
    size = min(read(None, 0), LONGEST_NOTE)
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size + 1)
    read(buffer, size)
    return buffer.raw[:size].split(b"\0", 1)[0].decode("utf-8", "replace")
