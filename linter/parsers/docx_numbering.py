"""Automatic numbers of a DOCX, computed as a reader sees them: the file holds only the pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tradelint.parsers.docx_names import ILVL, NUMID, VAL, mc, w
from tradelint.parsers.docx_numerals import numeral
from tradelint.parsers.docx_styles import ParagraphStyle, Styles, is_on, whole

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (from 1) whose use restarts this one, 0 for none."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    space: bool = True
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The number of a paragraph as it is shown; `space` says whether something stands between it and the text."""

    text: str
    space: bool
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A numbering instance: `counted` names the counters it shares, `starts` the levels that it starts anew."""

    counted: str
    levels: tuple[Level, ...]
    starts: dict[int, int]


class Numbering:
    """The lists that a package defines."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        nodes = list(root) if root is not None else []
        self._styles = styles
        self._abstract = {node.get(w("abstractNumId"), ""): node for node in nodes if node.tag == w("abstractNum")}
        self._instances = {node.get(NUMID, ""): node for node in nodes if node.tag == w("num")}
        self._lists: dict[str, List | None] = {}

    def list(self, number: str) -> List | None:
        """The list with this id; None when it is not defined."""
        if number not in self._lists:
            self._lists[number] = self._read(number)
        return self._lists[number]

    def _read(self, number: str) -> List | None:
        node = self._instances.get(number)
        if node is None:
            return None
        abstract = self._resolve(node, 0)
        if abstract is None:
            return None
        levels = [Level()] * LEVELS
        for child in abstract.findall(w("lvl")):
            levels[min(whole(child.get(ILVL)), LEVELS - 1)] = _level(child)
        starts = {}
        for override in node.findall(w("lvlOverride")):
            depth = min(whole(override.get(ILVL)), LEVELS - 1)
            own, start = override.find(w("lvl")), override.find(w("startOverride"))
            if own is not None:
                levels[depth] = _level(own)
            if start is not None:
                starts[depth] = whole(start.get(VAL))
        return List(abstract.get(w("abstractNumId"), ""), tuple(levels), starts)

    def _resolve(self, node: Any, hops: int) -> Any | None:
        """The definition behind an instance; a list style refers to another instance (17.9.21)."""
        target = node.find(w("abstractNumId"))
        abstract = self._abstract.get(target.get(VAL, "")) if target is not None else None
        link = abstract.find(w("numStyleLink")) if abstract is not None else None
        if link is None or hops > LEVELS:
            return abstract
        linked = self._instances.get(self._styles.list_of(link.get(VAL, "")))
        return self._resolve(linked, hops + 1) if linked is not None else abstract


def _level(node: Any) -> Level:
    start, text, suffix, legal, restart, style = (
        node.find(w(name)) for name in ("start", "lvlText", "suff", "isLgl", "lvlRestart", "pStyle")
    )
    return Level(
        whole(start.get(VAL)) if start is not None else 0,
        _format(node),
        (text.get(VAL) or "") if text is not None else "",
        suffix is None or suffix.get(VAL) != "nothing",
        legal is not None and is_on(legal),
        whole(restart.get(VAL)) if restart is not None else None,
        style.get(VAL) if style is not None else None,
    )


def _format(node: Any) -> str:
    """The number format; newer ones stand in an alternative beside a plain fallback."""
    found = node.find(w("numFmt"))
    if found is None:
        found = next(iter(node.iterfind(f"{mc('AlternateContent')}/*/{w('numFmt')}")), None)
    if found is None:
        return "decimal"
    kind = found.get(VAL, "decimal")
    return str(found.get(w("format"), "decimal") if kind == "custom" else kind)


class Counters:
    """The running numbers of one story: the body, a header, a note each count for themselves."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._values: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, number: str, depth: int | None, style: ParagraphStyle) -> Label | None:
        """Count one paragraph of a list and give its label; None when there is nothing to show."""
        found = self._numbering.list(number)
        if found is None:
            return None
        if depth is None:
            linked = (index for index, level in enumerate(found.levels) if level.style and level.style == style.name)
            depth = next(linked, style.depth or 0)
        depth = min(depth, LEVELS - 1)
        values = self._count(number, found, depth)
        level = found.levels[depth]
        if level.format == "bullet":
            return Label("•", True, True) if level.text.strip() else None
        text = PLACEHOLDER.sub(lambda match: _part(found.levels, values, int(match.group(1)) - 1, level), level.text)
        return Label(text.strip(), level.space, False) if text.strip() else None

    def _count(self, number: str, found: List, depth: int) -> list[int | None]:
        values = self._values.setdefault(found.counted, [None] * LEVELS)
        start = found.levels[depth].start
        if depth in found.starts and (number, depth) not in self._begun:
            values[depth] = None
            start = found.starts[depth]
        self._begun.add((number, depth))
        current = values[depth]
        values[depth] = start if current is None else current + 1
        for deeper in range(depth + 1, LEVELS):
            restart = found.levels[deeper].restart
            if restart is None or depth < restart:
                values[deeper] = None
        return values


def _part(levels: tuple[Level, ...], values: list[int | None], index: int, shown: Level) -> str:
    value = values[index]
    kind = "decimal" if shown.legal else levels[index].format
    return numeral(levels[index].start if value is None else value, kind) if kind != "bullet" else ""
