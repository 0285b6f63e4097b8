"""Paragraphs and headings from the lines of running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from tradelint.parsers.pdf_elements import Element, Grid, Run
from tradelint.parsers.pdf_lines import Segment, make_segment
from tradelint.parsers.pdf_looks import (
    Numbered,
    has_legal_form,
    is_bullet,
    is_field,
    is_figure,
    is_label,
    is_ornament,
    marker,
    opens_label,
    opens_line,
    starts_as_field,
)
from tradelint.parsers.pdf_words import PdfWord, wide
from tradelint.text import Layer

# Lines of a paragraph have less white space between them than this share of the font's box.
NEAR = 0.55
LARGER = 1.13
STOPS = (".", ":", ";", "。", "；", "：", "!", "?", "！", "？", "…")
CLOSING = "，。、；：！？）》」』”’"
CHINESE_NUMERALS = "一二三四五六七八九十"
LONGEST_HEADING, MOST_WORDS = 90, 14
LONGEST_BLOCK_OF_LABEL = 9


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or a heading: its lines, and where the column ends in which they stand."""

    lines: tuple[Segment, ...]
    right: float
    kind: Literal["paragraph", "heading"] = "paragraph"
    level: int = 0
    number: str | None = None
    layer: Layer = "body"

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines)


Piece = Text | Grid


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
    capitals = sum(len(line.text) for line in lines if _is_capitals(line.text))
    bold = sum(len(line.text) for line in lines if line.bold)
    return Looks(height, 2 * capitals < total, 2 * bold < total)


def pieces_of(elements: Iterable[Element], looks: Looks) -> list[Piece]:
    """Paragraphs, headings and tables in reading order."""
    found: list[Piece] = []
    for element in elements:
        if isinstance(element, Grid):
            found.append(element)
        else:
            found.extend(_texts(element, looks))
    return _with_headings(found, looks)


def _texts(run: Run, looks: Looks) -> list[Text]:
    right = _right_edge(run)
    groups: list[list[Segment]] = []
    for line in run.lines:
        if groups and _goes_on(groups[-1], line, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Text(tuple(group), right, number=_number(group[0].text)) for group in groups]


def _number(text: str) -> str | None:
    numbered = marker(text)
    return numbered.number if numbered else None


def _right_edge(run: Run) -> float:
    longest = max(line.right for line in run.lines)
    return longest if longest - run.left > 0.55 * (run.right - run.left) else run.right


def _goes_on(group: Sequence[Segment], line: Segment, right: float) -> bool:
    """Whether a line belongs to the paragraph above it."""
    before = group[-1]
    if line.top - before.bottom > NEAR * min(line.height, before.height):
        return False
    if not 1 / LARGER < line.height / max(before.height, 0.1) < LARGER:
        return False
    if line.left > before.right or line.right < before.left or is_ornament(line.text) != is_ornament(before.text):
        return False
    if is_full(before, line, right) or is_mid_sentence(before, line, right):
        return not _opens(group, line)
    return _belongs_to_label(group, line)


def is_full(before: Segment, line: Segment, right: float) -> bool:
    """Whether the next line's first word had no room at the end of a line."""
    word = line.words[0]
    need = _unbreakable(word) + 0.25 * word.height
    return before.right + need > right - 0.3 * word.height and len(before.text) >= (16 if wide(word.text[0]) else 24)


def _unbreakable(word: PdfWord) -> float:
    """The width of what must stay on one line: a word; in Chinese a character and the signs or letters behind it."""
    text, stop = word.text, 1
    while stop < len(text) and (not wide(text[stop]) or text[stop] in CLOSING):
        stop += 1
    weights = [2 if wide(char) else 1 for char in text]
    return (word.right - word.left) * sum(weights[:stop]) / sum(weights)


def is_mid_sentence(before: Segment, line: Segment, right: float) -> bool:
    """Whether a long line without a stop is followed by a word in lower case."""
    if not line.text[0].islower() or before.text.rstrip().endswith((".", "!", "?")) or len(before.text) < 24:
        return False
    return before.right - before.left > 0.6 * (right - before.left)


def _opens(group: Sequence[Segment], line: Segment) -> bool:
    """Whether a line that follows a full one starts something new all the same."""
    numbered = marker(line.text)
    if not opens_line(line.text) or (numbered is not None and _is_quantity(group[0].text, line.text, numbered)):
        return False
    if line.text[0].islower() and numbered is None:
        return False
    if group[-1].text.rstrip().endswith(STOPS) or is_bullet(line.text):
        return True
    first = group[0]
    return abs(first.left - line.left) < 3 and (marker(first.text) is not None) == (numbered is not None)


def _is_quantity(first: str, text: str, numbered: Numbered) -> bool:
    """Whether a number at the start of a wrapped line is a figure with its unit ("14.20 kg") and no clause number."""
    if not numbered.number[0].isdigit() or not text[numbered.after : numbered.after + 1].islower():
        return False
    chapter = marker(first)
    before = re.match(r"\d+", chapter.number) if chapter else None
    return before is None or numbered.number.split(".")[0] not in (before.group(), str(int(before.group()) + 1))


def _belongs_to_label(group: Sequence[Segment], line: Segment) -> bool:
    """Whether a line belongs to a caption that stands alone above it, as an address below `Buyer:` does."""
    first = group[0].text
    if not (is_field(first) or first.rstrip().endswith((":", "："))) or len(group) > LONGEST_BLOCK_OF_LABEL:
        return False
    if opens_line(line.text) or is_label(line.text) or line.left < group[0].left - 3:
        return False
    return not (len(group) == 1 and marker(first) is None and _is_capitals(first) and not is_field(first))


def _with_headings(pieces: Sequence[Piece], looks: Looks) -> list[Piece]:
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
    return 1 if larger or _is_capitals(piece.text) or not depth else depth + 1


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
    if not looks.capitals or not _is_capitals(text) or text.rstrip().endswith((":", "：")) or starts_as_field(text):
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


def _is_capitals(text: str) -> bool:
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
    if piece.number is not None and piece.number.startswith(("(", "（")) and not _is_capitals(title):
        return False
    if looks.capitals and _is_capitals(title):
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


def asides(words: Sequence[PdfWord], page: int, layer: Layer) -> list[Text]:
    """Words in stream order that are not part of the body: a watermark, a stamp, a note along the edge."""
    runs: list[list[PdfWord]] = []
    for word in words:
        if runs and word.at - runs[-1][-1].at - len(runs[-1][-1].text) <= 2:
            runs[-1].append(word)
        else:
            runs.append([word])
    found = []
    for run in runs:
        segment = replace(make_segment(run, page=page), text=" ".join(word.text for word in run))
        found.append(Text((segment,), segment.right, layer=layer))
    return found
