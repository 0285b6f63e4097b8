"""What is drawn on a page: straight lines, filled areas, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium
from tradelint.parsers.pdf_frame import Frame
from tradelint.parsers.pdf_lines import Segment

# A path no thicker than this is a line, one no longer than that is a dot.
THICKEST, SHORTEST = 3.0, 6.0
# What is followed on a page, some 0.1 s each: objects, pieces of lines, forms in forms.
MOST_OBJECTS, MOST_PIECES = 100_000, 30_000
DEEPEST = 4
PALE = 250
# A smaller picture is a logo; more small or curved shapes than this are drawn letters.
SMALLEST_PICTURE, MOST_DOTS = 0.005, 25
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class Drawing:
    """The drawn things of a page, in points from its top left corner.

    `across` holds (y, left, right), `down` holds (x, top, bottom) of drawn lines; `areas` the (left, top, right,
    bottom) of filled areas, `tinted` of those that are not white and of images; `pictures` is the share of the page
    under images; `content` tells whether there is more to see than lines, areas and text,
    `objects` counts everything; `cut` says that there is more than was followed.
    """

    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    areas: list[tuple[float, float, float, float]] = field(default_factory=list)
    tinted: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: float = 0.0
    content: bool = False
    objects: int = 0
    cut: bool = False

    def is_behind(self, segment: Segment) -> bool:
        """Whether something coloured is behind a piece of text, so that white letters can be read."""
        x, y = (segment.left + segment.right) / 2, segment.middle
        return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in self.tinted)


def read_drawing(page: Any, frame: Frame) -> Drawing:
    """What is drawn on a page."""
    reader = _Reader(frame)
    reader.objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, IDENTITY, 0)
    return reader.drawing


class _Reader:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.drawing = Drawing()
        self.left, self.pieces, self.dots = MOST_OBJECTS, MOST_PIECES, 0
        self.edges = [ctypes.c_float() for _ in range(4)]
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.size = max(frame.width * frame.height, 1.0)

    def objects(self, owner: Any, count: Any, get: Any, matrix: Matrix, depth: int) -> None:
        """Walk through the objects of a page or a form."""
        kind_of, text = pdfium.FPDFPageObj_GetType, pdfium.FPDF_PAGEOBJ_TEXT
        there = count(owner)
        total = min(there, self.left)
        self.drawing.cut |= total < there
        self.left -= total
        self.drawing.objects += total
        for index in range(total):
            item = get(owner, index)
            kind = kind_of(item)
            if kind == text:
                continue
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self.path(item, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                left, top, right, bottom = self.bounds(item, matrix)
                share = max(right - left, 0) * max(bottom - top, 0) / self.size
                self.drawing.pictures += share
                self.drawing.content = self.drawing.content or share > SMALLEST_PICTURE
                self.drawing.tinted.append((left, top, right, bottom))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                self.form(item, matrix, depth)
            elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
                self.drawing.content = True

    def form(self, item: Any, matrix: Matrix, depth: int) -> None:
        """Walk through the objects of a form."""
        if depth >= DEEPEST:
            self.drawing.cut = True
            return
        inner = _times(_matrix_of(item), matrix)
        self.objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)

    def bounds(self, item: Any, matrix: Matrix) -> tuple[float, float, float, float]:
        """The rectangle around an object on the shown page."""
        if not pdfium.FPDFPageObj_GetBounds(item, *self.edges):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = (edge.value for edge in self.edges)
        corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return self.frame.shown(min(xs), min(ys), max(xs), max(ys))

    def path(self, item: Any, matrix: Matrix) -> None:
        """Sort a path: a line, a filled area, or the edges of a frame or a whole grid."""
        left, top, right, bottom = box = self.bounds(item, matrix)
        if self.line(*box):
            return
        if right - left < SHORTEST or bottom - top < THICKEST:
            self.dots += 1
            self.drawing.content = self.drawing.content or self.dots > MOST_DOTS
            return
        self.shape(item)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        if fill.value and self.is_tinted(item):
            self.drawing.tinted.append(box)
        whole = (right - left) * (bottom - top) > 0.9 * self.size
        if stroke.value and not whole:
            self.outline(item, matrix, box)
        elif fill.value and not whole:
            if pdfium.FPDFPath_CountSegments(item) > 12:
                self.outline(item, matrix, box)
            else:
                self.drawing.areas.append(box)

    def is_tinted(self, item: Any) -> bool:
        """Whether an area is filled with anything but white."""
        if not pdfium.FPDFPageObj_GetFillColor(item, *self.colour):
            return True
        red, green, blue, alpha = (part.value for part in self.colour)
        return alpha > 0 and min(red, green, blue) < PALE

    def line(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Keep a rectangle that is thin enough to be a line."""
        if bottom - top <= THICKEST and right - left >= SHORTEST:
            self.drawing.across.append(((top + bottom) / 2, left, right))
        elif right - left <= THICKEST and bottom - top >= SHORTEST:
            self.drawing.down.append(((left + right) / 2, top, bottom))
        else:
            return False
        return True

    def shape(self, item: Any) -> None:
        """Count shapes that are neither lines nor rectangles."""
        if pdfium.FPDFPath_CountSegments(item) > 6:
            self.dots += 1
            self.drawing.content = self.drawing.content or self.dots > MOST_DOTS

    def outline(self, item: Any, matrix: Matrix, box: tuple[float, float, float, float]) -> None:
        """Keep the straight pieces of a path."""
        inner = _times(_matrix_of(item), matrix)
        there = pdfium.FPDFPath_CountSegments(item)
        total = min(there, self.pieces)
        self.drawing.cut |= total < there
        self.pieces -= total
        for start, end in _pieces(item, total):
            (x0, y0), (x1, y1) = _apply(inner, *start), _apply(inner, *end)
            self.line(*self.frame.shown(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _pieces(item: Any, total: int) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """(start, end) of the straight ones among the first pieces of a path, in its own coordinates."""
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for index in range(total):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        kind, point = pdfium.FPDFPathSegment_GetType(segment), (x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield last, begin
            last = begin


def _matrix_of(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
