"""Drawings of a DOCX: pictures are counted, the words in shapes, diagrams and watermarks are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tradelint.parsers.docx_names import a, r, v
from tradelint.parsers.docx_parts import Parts
from tradelint.parsers.docx_story import Aside, Line
from tradelint.parsers.docx_styles import whole

BLIP = a("blip")
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
DIAGRAM_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}dm"
EMU_PER_CM = 360_000


def pictures(drawing: Any) -> Iterator[str]:
    """What to call each picture of a drawing: "picture, 4.2 x 2.1 cm"."""
    width, height = _size(drawing)
    size = f", {width:.1f} x {height:.1f} cm" if width else ""
    for _ in _own(drawing, BLIP):
        yield "picture" + size


def is_page(drawing: Any) -> bool:
    """Whether a drawing is a picture as large as a page and not behind the text, as a scan is that was pasted in."""
    width, height = _size(drawing)
    behind = any(node.get("behindDoc") == "1" for node in drawing)
    return (
        min(width, height) > 12
        and max(width, height) > 17
        and not behind
        and next(_own(drawing, BLIP), None) is not None
    )


def _size(drawing: Any) -> tuple[float, float]:
    """Width and height in centimetres; 0 when they are not given."""
    extent = next(drawing.iter(EXTENT), None)
    if extent is None:
        return 0.0, 0.0
    return whole(extent.get("cx"), 10**9) / EMU_PER_CM, whole(extent.get("cy"), 10**9) / EMU_PER_CM


def words(drawing: Any) -> Iterator[Aside]:
    """The words of a drawing that are no text box of Word's own: shapes of other programs."""
    shapes = list(_lines(_own(drawing, a("p"))))
    if shapes:
        yield Aside("text box", "drawing", shapes)


def diagrams(drawing: Any, part: str, parts: Parts) -> Iterator[str]:
    """The parts that hold the diagrams of a drawing."""
    for node in drawing.iter(DIAGRAM):
        relation = parts.relations(part).get(node.get(DIAGRAM_DATA, ""))
        if relation is not None and relation.target in parts:
            yield relation.target


def diagram_words(root: Any) -> Iterator[Aside]:
    """The words of a diagram."""
    shapes = list(_lines(root.iter(a("p"))))
    if shapes:
        yield Aside("text box", "diagram", shapes)


def _own(drawing: Any, tag: str) -> Iterator[Any]:
    """The descendants of a drawing that are not those of a drawing inside it."""
    return (node for node in drawing.iter(tag) if next(node.iterancestors(drawing.tag)) is drawing)


def _lines(paragraphs: Iterable[Any]) -> Iterator[Line]:
    for paragraph in paragraphs:
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
