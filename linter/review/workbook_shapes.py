"""The boxes in which Excel draws notes (VML, ECMA-376 part 4)."""

from __future__ import annotations

from typing import Any

from lxml import etree

V, O, X = (f"urn:schemas-microsoft-com:{name}" for name in ("vml", "office:office", "office:excel"))  # noqa: E741
KIND = "_x0000_t202"
EMPTY = f"""<xml xmlns:v="{V}" xmlns:o="{O}" xmlns:x="{X}">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
<v:shapetype id="{KIND}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
# How many columns and rows of the usual size a note covers.
WIDTH, LEAST_HEIGHT = 5, 6


class Shapes:
    """The drawing of one sheet."""

    def __init__(self, root: Any) -> None:
        self._root = root
        if not any(node.get("id") == KIND for node in root.iter(f"{{{V}}}shapetype")):
            root.append(next(etree.fromstring(EMPTY).iter(f"{{{V}}}shapetype")))
        numbers = (node.get("id", "").rpartition("_s")[2] for node in root.iter(f"{{{V}}}shape"))
        self._next = max((int(n) for n in numbers if n.isdecimal() and len(n) < 9), default=1024) + 1

    @staticmethod
    def empty() -> Any:
        """A drawing without boxes."""
        return etree.fromstring(EMPTY)

    def add(self, row: int, column: int, lines: int) -> None:
        """A hidden box for the note of a cell, of a height for so many lines; it shows when the pointer is there."""
        shape = etree.SubElement(self._root, f"{{{V}}}shape")
        shape.set("id", f"_x0000_s{self._next}")
        shape.set("type", f"#{KIND}")
        shape.set(
            "style",
            "position:absolute;margin-left:80pt;margin-top:5pt;width:260pt;height:120pt;z-index:1;visibility:hidden",
        )
        shape.set("fillcolor", "#ffffe1")
        shape.set(f"{{{O}}}insetmode", "auto")
        self._next += 1
        etree.SubElement(shape, f"{{{V}}}fill").set("color2", "#ffffe1")
        etree.SubElement(shape, f"{{{V}}}path").set(f"{{{O}}}connecttype", "none")
        etree.SubElement(shape, f"{{{V}}}textbox").set("style", "mso-direction-alt:auto")
        data = etree.SubElement(shape, f"{{{X}}}ClientData")
        data.set("ObjectType", "Note")
        etree.SubElement(data, f"{{{X}}}MoveWithCells")
        etree.SubElement(data, f"{{{X}}}SizeWithCells")
        top, height = max(row - 1, 0), LEAST_HEIGHT + 2 * lines
        anchor = f"{column + 1}, 15, {top}, 2, {column + 1 + WIDTH}, 15, {top + height}, 4"
        for name, value in (("Anchor", anchor), ("AutoFill", "False"), ("Row", str(row)), ("Column", str(column))):
            etree.SubElement(data, f"{{{X}}}{name}").text = value
