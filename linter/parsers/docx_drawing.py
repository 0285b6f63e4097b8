"""Drawings of a DOCX: pictures are counted, the words in shapes, diagrams and watermarks are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tradelint.parsers.docx_names import TXBX, a, r, v
from tradelint.parsers.docx_parts import Parts
from tradelint.parsers.docx_story import Aside, Line

BLIP = a("blip")
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
DIAGRAM_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}dm"
EMU_PER_CM = 360_000


def pictures(drawing: Any) -> Iterator[str]:
    """What to call each picture of a drawing: "picture, 4.2 x 2.1 cm"."""
    extent = next(drawing.iter(EXTENT), None)
    size = f", {_cm(extent.get('cx'))} x {_cm(extent.get('cy'))} cm" if extent is not None else ""
    for _ in drawing.iter(BLIP):
        yield "picture" + size


def _cm(value: str | None) -> str:
    digits = value or "0"
    return f"{int(digits) / EMU_PER_CM:.1f}" if digits.isdigit() and len(digits) < 12 else "?"


def words(drawing: Any, part: str, parts: Parts) -> Iterator[Aside]:
    """The words of a drawing that are no text box of Word's own: shapes of other programs, diagrams."""
    shapes = list(_paragraphs(drawing))
    if shapes:
        yield Aside("text box", "drawing", shapes)
    for node in drawing.iter(DIAGRAM):
        relation = parts.relations(part).get(node.get(DIAGRAM_DATA, ""))
        if relation is not None and relation.target in parts:
            yield Aside("text box", "diagram", list(_paragraphs(parts.xml(relation.target))))


def _paragraphs(root: Any) -> Iterator[Line]:
    for paragraph in root.iter(a("p")):
        text = "".join(node.text or "" for node in paragraph.iter(a("t")))
        if text.strip():
            yield Line(text)


def watermarks(picture: Any) -> Iterator[Aside]:
    """Word art drawn in VML, as watermarks are ("DRAFT")."""
    for node in picture.iter(v("textpath")):
        text = node.get("string", "")
        if text.strip():
            yield Aside("text box", "watermark", [Line(text)])


def vml_pictures(picture: Any) -> Iterator[str]:
    """What to call each picture that is drawn in VML."""
    for node in picture.iter(v("imagedata")):
        if node.get(r("id")) or node.get(r("pict")) or node.get("src"):
            yield "picture"


__all__ = ["TXBX", "pictures", "vml_pictures", "watermarks", "words"]
