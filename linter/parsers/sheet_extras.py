"""What lies on an XLSX sheet outside its cells: notes, text boxes, page headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from tradelint.parsers.package import Package
from tradelint.parsers.sheet_book import Aside, parse_address
from tradelint.parsers.sheet_parts import local, relations, rich_text

# &"font,style", &12, &K00FF00 and single letters; && is an ampersand.
CODE = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|.)', re.DOTALL)
SHOWN = {"&&": "&", "&L": "\n", "&C": "\n", "&R": "\n", "&P": "\0", "&N": "\0"}
# "Page 1 of 2" says nothing about the deal.
PAGE = re.compile(r"[^\n\0]{0,9}\0(?:[^\n\0]{0,9}\0)?[^\S\n]{0,3}[页頁]?")


def read_asides(package: Package, part: str, header_footer: dict[str, str]) -> list[Aside]:
    """The asides of a sheet: headers, text boxes, notes, footers. Raises UnreadableError."""
    linked = list(relations(package, part).values())
    boxes = [a for kind, t in linked if kind == "drawing" and t in package for a in _boxes(package.xml(t))]
    threaded = [t for kind, t in linked if kind == "threadedComment" and t in package]
    talked = [aside for target in threaded for aside in _threaded(package.xml(target))]
    places = {(aside.row, aside.column) for aside in talked}
    notes = [a for kind, t in linked if kind == "comments" and t in package for a in _notes(package.xml(t))]
    notes = [note for note in notes if (note.row, note.column) not in places] + talked
    notes.sort(key=lambda note: (note.row or 0, note.column or 0))
    return [*_margin("header", header_footer), *boxes, *notes, *_margin("footer", header_footer)]


def margins(texts: dict[str, str]) -> list[Aside]:
    """The headers and footers of a sheet, by the names that XLSX has for them (oddHeader)."""
    return [*_margin("header", texts), *_margin("footer", texts)]


def _margin(layer: Literal["header", "footer"], texts: dict[str, str]) -> Iterator[Aside]:
    seen: set[str] = set()
    for kind in ("first", "odd", "even"):
        raw = texts.get(f"{kind}{layer.capitalize()}") or ""
        shown = CODE.sub(lambda match: SHOWN.get(match.group(), ""), raw)
        lines = "\n".join(line.strip() for line in PAGE.sub("", shown).split("\n") if line.strip())
        if lines and lines not in seen and any(char.isalpha() for char in lines):
            seen.add(lines)
            yield Aside(layer, lines)


def _notes(root: Any) -> Iterator[Aside]:
    for comment in root.iter("{*}comment"):
        text = "".join(rich_text(body) for body in comment.iterchildren("{*}text")).strip()
        if text:
            yield _note(comment, text)


def _threaded(root: Any) -> Iterator[Aside]:
    for comment in root.iter("{*}threadedComment"):
        text = "".join(body.text or "" for body in comment.iterchildren("{*}text")).strip()
        if text:
            yield _note(comment, text)


def _note(comment: Any, text: str) -> Aside:
    row, column = parse_address(comment.get("ref") or "") or (None, None)
    return Aside("comment", text, row, column)


def _boxes(root: Any) -> Iterator[Aside]:
    """The text of shapes, in the order of their anchor cells."""
    found: list[tuple[int, int, str]] = []
    for anchor in root:
        row, column = _anchor(anchor)
        for body in anchor.iter("{*}txBody"):
            paragraphs = ["".join(_runs(paragraph)) for paragraph in body.iterchildren("{*}p")]
            text = "\n".join(paragraphs).strip()
            if text:
                found.append((row, column, text))
    for row, column, text in sorted(found, key=lambda box: box[:2]):
        yield Aside("text box", text, row, column)


def _runs(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter("{*}t", "{*}br"):
        if not any(local(up.tag) == "Fallback" for up in node.iterancestors()):
            yield "\n" if local(node.tag) == "br" else node.text or ""


def _anchor(anchor: Any) -> tuple[int, int]:
    values = {"row": 0, "col": 0}
    for corner in anchor.iterchildren("{*}from"):
        for node in corner:
            text = (node.text or "").strip()
            if local(node.tag) in values and text.isdecimal() and len(text) < 8:
                values[local(node.tag)] = int(text)
    return values["row"], values["col"]
