"""Where a PDF page stands in its own coordinates, and how it is shown."""

from __future__ import annotations

from typing import Any, NamedTuple

import pypdfium2.raw as pdfium


class Frame(NamedTuple):
    """Where a page stands in its own coordinates, and by how many quarter turns it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """The width as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The height as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle of the page's own coordinates as (left, top, right, bottom) of the shown page."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def turned(self, turns: int) -> Frame:
        """The same page shown with some further quarter turns."""
        return self._replace(turns=(self.turns + turns) % 4)

    def back(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """The inverse of `shown`: (left, bottom, right, top) in the page's own coordinates."""
        left, top, right, bottom = box
        if self.turns == 0:
            return left + self.left, self.top - bottom, right + self.left, self.top - top
        if self.turns == 1:
            return top + self.left, left + self.bottom, bottom + self.left, right + self.bottom
        if self.turns == 2:
            return self.right - right, top + self.bottom, self.right - left, bottom + self.bottom
        return self.right - bottom, self.top - right, self.right - top, self.top - left


def frame_of(page: Any) -> Frame:
    """The visible frame of a page."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box):
        return Frame(0, 0, 612, 792, 0)
    return Frame(box.left, box.bottom, box.right, box.top, max(pdfium.FPDFPage_GetRotation(page), 0))
