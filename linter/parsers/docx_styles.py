"""Styles of a DOCX: what a paragraph or a run inherits, as far as it changes what a person reads."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from tradelint.parsers.docx_headings import is_title_style, style_level
from tradelint.parsers.docx_names import ILVL, NUMID, NUMPR, OFF, PPR, RPR, VAL, w

# Half-points: nobody prints a term of 3 pt to be read.
TINY = 6
NEAR_WHITE = 0xF0
# Word itself stops after eleven.
LONGEST_CHAIN = 32
SYMBOL_FONTS = frozenset(["symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"])
PLAIN_TABLES = frozenset(["tablegrid", "tablenormal", "normal table", "table grid", "网格型", "普通表格"])


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """How a run looks; `font` is set for symbol fonts only. Each look is made once and known by its identity."""

    hidden: bool = False
    struck: bool = False
    bold: bool = False
    raised: bool = False
    white: bool = False
    tiny: bool = False
    shaded: bool = False
    font: str = ""


PLAIN = Format()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style adds: heading level (0 for none), list and level of its numbering, look of its runs."""

    name: str = ""
    level: int = 0
    title: bool = False
    contents: bool = False
    numbering: str | None = None
    depth: int | None = None
    shaded: bool = False
    format: Format = PLAIN


def is_on(node: Any) -> bool:
    """Whether a toggle property (`<w:b/>`, `<w:b w:val="0"/>`) is switched on."""
    return node.get(VAL, "1") not in OFF


def is_fill(node: Any) -> bool:
    """Whether a shading element paints a colour that is not white."""
    fill = (node.get(w("fill")) or "auto").lower()
    pattern = node.get(VAL, "clear")
    return fill not in ("auto", "ffffff") or pattern not in ("clear", "nil")


NONE: dict[str, Any] = {}


def children(node: Any | None) -> dict[str, Any]:
    """The children of a properties element by tag; empty for None."""
    return {child.tag: child for child in node} if node is not None else NONE


def _toggle(name: str) -> Any:
    def read(node: Any, changes: dict[str, Any]) -> None:
        changes[name] = is_on(node)

    return read


def _colour(node: Any, changes: dict[str, Any]) -> None:
    value = node.get(VAL, "")
    if len(value) == 6:
        try:
            changes["white"] = all(int(value[i : i + 2], 16) >= NEAR_WHITE for i in (0, 2, 4))
        except ValueError:
            return
    else:
        changes["white"] = False


def _size(node: Any, changes: dict[str, Any]) -> None:
    changes["tiny"] = 0 < whole(node.get(VAL)) <= TINY


def _raise(node: Any, changes: dict[str, Any]) -> None:
    changes["raised"] = node.get(VAL) == "superscript"


def _shade(node: Any, changes: dict[str, Any]) -> None:
    changes["shaded"] = is_fill(node)


def _highlight(node: Any, changes: dict[str, Any]) -> None:
    changes["shaded"] = node.get(VAL) not in (None, "none", "white")


def _font(node: Any, changes: dict[str, Any]) -> None:
    name = (node.get(w("ascii")) or node.get(w("hAnsi")) or "").lower()
    changes["font"] = name if name in SYMBOL_FONTS else ""


READERS = {
    w("vanish"): _toggle("hidden"),
    w("strike"): _toggle("struck"),
    w("dstrike"): _toggle("struck"),
    w("b"): _toggle("bold"),
    w("color"): _colour,
    w("sz"): _size,
    w("vertAlign"): _raise,
    w("shd"): _shade,
    w("highlight"): _highlight,
    w("rFonts"): _font,
}


class Styles:
    """The style sheet of a package; every style is resolved once, along its chain of `basedOn`."""

    def __init__(self, root: Any | None) -> None:
        nodes = root.findall(w("style")) if root is not None else []
        self._nodes = {node.get(w("styleId"), ""): node for node in nodes}
        self._paragraph: dict[str | None, ParagraphStyle] = {}
        self._character: dict[tuple[str, Format], Format] = {}
        self._looks: dict[tuple[Any, ...], Format] = {}
        default = (n for n in nodes if n.get(w("type")) == "paragraph" and n.get(w("default"), "0") not in OFF)
        self._default = next((node.get(w("styleId"), "") for node in default), "")

    def paragraph(self, style: str | None) -> ParagraphStyle:
        """What the paragraph style with this id gives; the default style for None or an unknown id."""
        found = self._paragraph.get(style)
        if found is None:
            chain, known = self._chain(style if style in self._nodes else self._default, self._paragraph)
            found = self._paragraph[known] if known is not None else ParagraphStyle()
            for node in reversed(chain):
                found = self._paragraph[node.get(w("styleId"))] = self._extend(found, node)
            self._paragraph[style] = found
        return found

    def look(self, properties: Any, base: Format) -> Format:
        """The look that run properties give on top of `base`."""
        telling = [(node.tag, *node.items()) for node in properties if node.tag in READERS]
        if not telling:
            return base
        key = (base, *telling)
        found = self._looks.get(key)
        if found is None:
            changes: dict[str, Any] = {}
            for node in properties:
                if node.tag in READERS:
                    READERS[node.tag](node, changes)
            found = self._looks[key] = replace(base, **changes) if changes else base
        return found

    def run(self, style: str, base: Format) -> Format:
        """The look of a run with a character style; what both styles switch on is off again (17.7.3)."""
        key = (style, base)
        if key not in self._character:
            own = PLAIN
            for node in reversed(self._chain(style)[0]):
                properties = node.find(RPR)
                own = self.look(properties, own) if properties is not None else own
            self._character[key] = base if own is PLAIN else _combine(base, own)
        return self._character[key]

    def list_of(self, style: str) -> str:
        """The id of the list that a list style stands for; empty when there is none."""
        node = self._nodes.get(style)
        found = node.find(f"{PPR}/{NUMPR}/{NUMID}") if node is not None else None
        return str(found.get(VAL, "")) if found is not None else ""

    def paints(self, style: str) -> bool:
        """Whether a table style may colour the background of cells."""
        node = self._nodes.get(style)
        name = node.find(w("name")).get(VAL, "") if node is not None and node.find(w("name")) is not None else style
        return name.lower() not in PLAIN_TABLES and style.lower() not in PLAIN_TABLES

    def _extend(self, base: ParagraphStyle, node: Any) -> ParagraphStyle:
        name = node.find(w("name"))
        shown = name.get(VAL, "") if name is not None else ""
        level = style_level(shown)
        found = replace(
            base,
            name=node.get(w("styleId"), ""),
            level=level or base.level,
            title=is_title_style(shown) or (base.title and not level),
            contents=shown.lower().startswith(("toc ", "table of", "目录")),
        )
        properties, run = node.find(PPR), node.find(RPR)
        if properties is not None:
            found = _paragraph_properties(found, properties)
        return replace(found, format=self.look(run, found.format)) if run is not None else found

    def _chain(self, style: str | None, known: Container[str | None] = ()) -> tuple[list[Any], str | None]:
        """The nodes from a style up to its root, or up to a style that is known and is given too."""
        chain: list[Any] = []
        seen: set[str | None] = set()
        while style in self._nodes and style not in seen and len(chain) < LONGEST_CHAIN:
            if style in known:
                return chain, style
            seen.add(style)
            chain.append(self._nodes[style])
            based = chain[-1].find(w("basedOn"))
            style = based.get(VAL) if based is not None else None
        return chain, None


def _combine(base: Format, own: Format) -> Format:
    return Format(
        base.hidden ^ own.hidden,
        base.struck ^ own.struck,
        base.bold ^ own.bold,
        own.raised or base.raised,
        own.white or base.white,
        own.tiny or base.tiny,
        own.shaded or base.shaded,
        own.font or base.font,
    )


def _paragraph_properties(style: ParagraphStyle, properties: Any) -> ParagraphStyle:
    outline, number, shade = (properties.find(name) for name in (w("outlineLvl"), NUMPR, w("shd")))
    if outline is not None:
        style = replace(style, level=outline_level(outline))
    if number is not None:
        numbering, depth = number.find(NUMID), number.find(ILVL)
        style = replace(
            style,
            numbering=numbering.get(VAL) if numbering is not None else style.numbering,
            depth=whole(depth.get(VAL)) if depth is not None else style.depth,
        )
    return replace(style, shaded=is_fill(shade)) if shade is not None else style


def outline_level(node: Any) -> int:
    """The heading level of an outline property: 0 to 8 are levels 1 to 9, 9 is body text."""
    level = whole(node.get(VAL))
    return level + 1 if 0 <= level < 9 else 0


def whole(value: str | None, cap: int = 10**6) -> int:
    """A whole number of an attribute, 0 for anything else; the size is capped."""
    digits = (value or "").strip()
    return min(int(digits), cap) if digits.isascii() and digits.isdigit() and len(digits) < 20 else 0
