"""Which short pieces of text are headings, and of which level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tradelint.parsers.pdf_elements import Element, Grid, Piece, Run, Text
from tradelint.parsers.pdf_looks import (
    has_legal_form,
    is_bullet,
    is_figure,
    is_label,
    marker,
    opens_label,
    starts_as_field,
)
from tradelint.parsers.pdf_words import wide

# A font box is larger than another from this factor on.
LARGER = 1.13
CHINESE_NUMERALS = "一二三四五六七八九十"
LONGEST_HEADING, MOST_WORDS = 90, 14


@dataclass(frozen=True, slots=True)
class Looks:
    """How the body of a paper looks: the height of its usual font box; whether capitals or bold type mean anything."""

    height: float
    capitals: bool
    bold: bool


def looks_of(elements: Iterable[Element]) -> Looks:
    """The usual looks of some text."""
    elements = list(elements)
    lines = [line for element in elements if isinstance(element, Run) for line in element.lines]
    cells = [line for element in elements if isinstance(element, Grid) for c in element.cells for line in c.lines]
    weighed = sorted((line.height, len(line.text)) for line in lines + cells)
    half = sum(weight for _, weight in weighed) / 2
    running = accumulate(weight for _, weight in weighed)
    height = next((height for (height, _), total in zip(weighed, running, strict=True) if total >= half), 0.0)
    total = sum(len(line.text) for line in lines) or 1
    capitals = sum(len(line.text) for line in lines if is_capitals(line.text))
    bold = sum(len(line.text) for line in lines if line.bold)
    return Looks(height, 2 * capitals < total, 2 * bold < total)


def with_headings(pieces: Sequence[Piece], looks: Looks) -> list[Piece]:
    """The pieces with those paragraphs made headings that look like one."""
    found: list[Piece] = []
    depth = 0
    for index, piece in enumerate(pieces):
        if isinstance(piece, Text) and _is_heading(piece, pieces, index, looks):
            level = _level(piece, looks, depth)
            depth = level if piece.number else depth
            piece = Text(piece.lines, piece.right, "heading", level, piece.number, piece.layer)
        found.append(piece)
    return found


def _level(piece: Text, looks: Looks, depth: int) -> int:
    """1 for a chapter; a number's own depth; one below the last numbered heading for plain bold type inside it."""
    if piece.number:
        digits = re.findall(r"\d+", piece.number)
        return max(len(digits), 1) if not piece.number.startswith(("(", "（")) else depth + 1
    larger = piece.lines[0].height > LARGER * looks.height
    return 1 if larger or is_capitals(piece.text) or not depth else depth + 1


def _is_heading(piece: Text, pieces: Sequence[Piece], index: int, looks: Looks) -> bool:
    text = piece.text
    if not _may_be_heading(piece):
        return False
    if all(line.height > LARGER * looks.height for line in piece.lines):
        return True
    if looks.bold and all(line.bold for line in piece.lines):
        return piece.number is not None or _is_set_off(pieces, index)
    if piece.number:
        return _is_numbered_heading(piece, pieces, index, looks)
    if not looks.capitals or not is_capitals(text) or text.rstrip().endswith((":", "：")) or starts_as_field(text):
        return False
    return _is_set_off(pieces, index) and not any(char.isdigit() for char in text)


def _may_be_heading(piece: Text) -> bool:
    text = piece.text
    numbered = marker(text)
    words = (text[numbered.after :] if numbered else text).strip()
    if len(piece.lines) > 2 or not 1 < len(words) <= LONGEST_HEADING or len(words.split()) > MOST_WORDS:
        return False
    if words.endswith((".", ";", ",", "。", "；", "，")) and not words.endswith("etc."):
        return False
    if words[0].islower() or words[0] in "(（" or not any(char.isalpha() for char in words):
        return False
    if is_bullet(text) or is_figure(words) or has_legal_form(words):
        return False
    return is_label(words) or not opens_label(words)


def is_capitals(text: str) -> bool:
    """Whether a text of some letters is in capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and all(char.isupper() for char in letters)


def _is_set_off(pieces: Sequence[Piece], index: int) -> bool:
    """Whether white space (or a line of signs) stands above a line, or it opens what follows closely."""
    piece = pieces[index]
    assert isinstance(piece, Text)
    above = pieces[index - 1] if index else None
    if above is None or isinstance(above, Grid):
        return True
    line, last = piece.lines[0], above.lines[-1]
    if last.page != line.page or last.top > line.top:
        return True
    return line.top - last.bottom > 0.3 * line.height or not any(char.isalnum() for char in last.text)


def _is_numbered_heading(piece: Text, pieces: Sequence[Piece], index: int, looks: Looks) -> bool:
    """A short numbered line is a heading when it is in capitals or when unnumbered text or a deeper number follows."""
    numbered = marker(piece.text)
    assert numbered is not None
    title = piece.text[numbered.after :]
    if piece.number is not None and piece.number.startswith(("(", "（")) and not is_capitals(title):
        return False
    if looks.capitals and is_capitals(title):
        return True
    if len(title.split()) > 8 or not (title[:1].isupper() or wide(title[:1] or " ")):
        return False
    if _is_listed(piece, pieces[index - 1] if index else None):
        return False
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if isinstance(after, Grid):
        return True
    return after is not None and (after.number is None or _style(after.number) != _style(numbered.number))


def _style(number: str) -> str:
    """How a clause is numbered: "7." and "8." alike, "7.2", "(a)", "第七条", "Article 7" each in another way."""
    if number[0] == "第" or number[0] in CHINESE_NUMERALS:
        return number[0] if number[0] == "第" else "一"
    return re.sub(r"\d+", "1", number).strip(".、:： ").lower() if any(map(str.isdigit, number)) else number[:1]


def _is_listed(piece: Text, above: Piece | None) -> bool:
    """Whether the line above has the number before: a list of short items."""
    if not isinstance(above, Text) or above.number is None or piece.number is None:
        return False
    return len(above.lines) == 1 and _style(above.number) == _style(piece.number) and above.kind == "paragraph"
