"""Styles of an OpenDocument text: look of runs, heading levels, backgrounds, along their parents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tradelint.parsers.docx_headings import is_title_style, style_level
from tradelint.parsers.docx_styles import LONGEST_CHAIN, NEAR_WHITE, SYMBOL_FONTS, TINY, Format, ParagraphStyle, whole
from tradelint.parsers.odt_names import fo, style, text

PROPERTIES = style("text-properties")
COLOUR = re.compile(r"#([0-9a-fA-F]{6})$")
POINTS = re.compile(r"(\d+(?:\.\d+)?)pt$")
ENCODED = re.compile(r"_([0-9a-f]{2})_")


class Styles:
    """The named and the automatic styles of a file; those of the given roots, the first of a name counts."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._nodes: dict[tuple[str, str], Any] = {}
        for root in roots:
            for node in root.iter(style("style")):
                self._nodes.setdefault((node.get(style("family"), ""), node.get(style("name"), "")), node)
        self._looks: dict[tuple[str, str, Format], Format] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}

    def paragraph(self, name: str) -> ParagraphStyle:
        """What a paragraph style gives."""
        if name not in self._paragraphs:
            found = ParagraphStyle(name=name)
            for node in reversed(self._chain("paragraph", name)):
                found = self._extend(found, node)
            self._paragraphs[name] = found
        return self._paragraphs[name]

    def run(self, name: str, base: Format) -> Format:
        """The look of a span with a text style."""
        key = ("text", name, base)
        if key not in self._looks:
            found = base
            for node in reversed(self._chain("text", name)):
                found = look(node.find(PROPERTIES), found)
            self._looks[key] = found
        return self._looks[key]

    def fills(self, family: str, name: str) -> bool:
        """Whether a style of a cell, a row, a table or a frame paints a background that is not white."""
        return any(_fills(part) for node in self._chain(family, name) for part in node)

    def list_of(self, name: str) -> str | None:
        """The list that a paragraph style brings along."""
        found = (node.get(style("list-style-name")) for node in self._chain("paragraph", name))
        return next((value for value in found if value is not None), None)

    def masters(self) -> set[str]:
        """The page styles that paragraphs and tables ask for."""
        return {name for node in self._nodes.values() if (name := node.get(style("master-page-name")))}

    def _chain(self, family: str, name: str) -> list[Any]:
        chain: list[Any] = []
        seen: set[str] = set()
        while name not in seen and (family, name) in self._nodes and len(chain) < LONGEST_CHAIN:
            seen.add(name)
            chain.append(self._nodes[family, name])
            name = chain[-1].get(style("parent-style-name"), "")
        return chain

    def _extend(self, base: ParagraphStyle, node: Any) -> ParagraphStyle:
        shown = node.get(style("display-name")) or decoded(node.get(style("name"), ""))
        level = style_level(shown) or whole(node.get(style("default-outline-level")))
        return replace(
            base,
            level=min(level, 10) or base.level,
            title=is_title_style(shown) or (base.title and not level),
            contents=base.contents or shown.lower().startswith(("contents ", "toc ")),
            shaded=base.shaded or any(_fills(part) for part in node),
            format=look(node.find(PROPERTIES), base.format),
        )


def decoded(name: str) -> str:
    """A style name as it is shown: "Heading_20_1" is "Heading 1"."""
    return ENCODED.sub(lambda found: chr(int(found.group(1), 16)), name)


def _fills(properties: Any) -> bool:
    colour = properties.get(fo("background-color"))
    found = COLOUR.match(colour or "")
    return found is not None and found.group(1).lower() != "ffffff"


def look(properties: Any | None, base: Format) -> Format:
    """The look that text properties give on top of `base`."""
    if properties is None:
        return base
    changes: dict[str, Any] = {}
    if (display := properties.get(text("display"))) is not None:
        changes["hidden"] = display == "none"
    if (line := properties.get(style("text-line-through-style"))) is not None:
        changes["struck"] = line != "none"
    if (weight := properties.get(fo("font-weight"))) is not None:
        changes["bold"] = weight in ("bold", "600", "700", "800", "900")
    if (colour := properties.get(fo("color"))) is not None:
        found = COLOUR.match(colour)
        changes["white"] = found is not None and all(byte >= NEAR_WHITE for byte in bytes.fromhex(found.group(1)))
    if (size := POINTS.match(properties.get(fo("font-size"), ""))) is not None:
        changes["tiny"] = float(size.group(1)) * 2 <= TINY
    if (position := properties.get(style("text-position"))) is not None:
        changes["raised"] = position.startswith("super")
    if (font := properties.get(style("font-name"))) is not None:
        changes["font"] = font.lower() if font.lower() in SYMBOL_FONTS else ""
    if _fills(properties):
        changes["shaded"] = True
    return replace(base, **changes) if changes else base
