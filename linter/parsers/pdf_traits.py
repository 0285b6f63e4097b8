"""What a PDF carries besides its pages: attachments, scripts, programs to start, signatures, forms."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium
from tradelint.parsers.pdf_notes import Notes, wide_string
from tradelint.text import Place, Trait

MOST_ATTACHMENTS, MOST_LINKS = 100, 200
# Object streams are looked into up to this many and this size each.
MOST_STREAMS, LARGEST_STREAM = 2_000, 2**20
OBJECT_STREAM = re.compile(rb"/ObjStm\b")
SCRIPT = re.compile(rb"/S\s{0,4}/JavaScript\b|/JS\s{0,4}[(<\d]")
LAUNCH = re.compile(rb"/S\s{0,4}/Launch\b")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def document_traits(pdf: Any, data: bytes) -> Iterator[Trait]:
    """The traits of the whole file."""
    for name in attachments(pdf):
        yield Trait("attachment", name)
    signatures = pdfium.FPDF_GetSignatureCount(pdf)
    if signatures > 0:
        yield Trait("signature", f"{signatures} digital signature{'s' * (signatures > 1)}, not checked")
    parts = list(_object_texts(data))
    if pdfium.FPDFDoc_GetJavaScriptActionCount(pdf) > 0 or any(SCRIPT.search(part) for part in parts):
        yield Trait("javascript", "the file holds a script; it was not run")
    if any(LAUNCH.search(part) for part in parts):
        yield Trait("launch-action", "the file can start a program; it was not started")


def attachments(pdf: Any) -> list[str]:
    """The names of the files inside the file."""
    found = []
    for index in range(min(pdfium.FPDFDoc_GetAttachmentCount(pdf), MOST_ATTACHMENTS)):
        name = wide_string(partial(pdfium.FPDFAttachment_GetName, pdfium.FPDFDoc_GetAttachment(pdf, index)))
        found.append(name or "without a name")
    return found


def _object_texts(data: bytes) -> Iterator[bytes]:
    """The file as it is, and what its object streams hold."""
    yield ESCAPED.sub(lambda match: bytes([int(match.group(1), 16)]), data) if re.search(rb"/\w*#", data) else data
    for count, match in enumerate(OBJECT_STREAM.finditer(data)):
        if count >= MOST_STREAMS:
            return
        start = data.find(b"stream", match.end(), match.end() + 1_000)
        begin = start + (8 if data[start + 6 : start + 7] == b"\r" else 7)
        try:
            yield zlib.decompressobj().decompress(data[begin : begin + LARGEST_STREAM], LARGEST_STREAM)
        except zlib.error:
            continue


def page_traits(number: int, notes: Notes) -> Iterator[Trait]:
    """The traits that the notes of a page show."""
    place = Place(page=number)
    for link in notes.links[:MOST_LINKS]:
        yield Trait("external-link", link, place)
    for launch in notes.launches:
        yield Trait("launch-action", launch or "opens another file", place)
    for name in notes.files:
        yield Trait("attachment", name, place)
    if notes.players:
        yield Trait("embedded-object", "sound, film or a scene", place)


def form_trait(notes: Iterable[Notes]) -> Trait | None:
    """How many form fields there are and how many are filled in."""
    fields = [(page.widgets, len(page.fields) + sum(ticked for _, ticked in page.ticks)) for page in notes]
    total, filled = sum(count for count, _ in fields), sum(count for _, count in fields)
    return Trait("form", f"{total} fields, {filled} filled in") if total else None
