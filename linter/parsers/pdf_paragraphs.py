"""Paragraphs from the lines of running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from tradelint.parsers.pdf_elements import Element, Grid, Piece, Run, Text
from tradelint.parsers.pdf_headings import LARGER, Looks, is_capitals, with_headings
from tradelint.parsers.pdf_lines import Segment, make_segment
from tradelint.parsers.pdf_looks import Numbered, is_bullet, is_field, is_label, is_ornament, marker, opens_line
from tradelint.parsers.pdf_words import PdfWord, wide
from tradelint.text import Layer

# Lines of a paragraph have less white space between them than this share of the font's box.
NEAR = 0.55
STOPS = (".", ":", ";", "。", "；", "：", "!", "?", "！", "？", "…")
CLOSING = "，。、；：！？）》」』”’"
LONGEST_BLOCK_OF_LABEL = 9


def pieces_of(elements: Iterable[Element], looks: Looks) -> list[Piece]:
    """Paragraphs, headings and tables in reading order."""
    found: list[Piece] = []
    for element in elements:
        if isinstance(element, Grid):
            found.append(element)
        else:
            found.extend(_texts(element, looks))
    return with_headings(found, looks)


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
    return not (len(group) == 1 and marker(first) is None and is_capitals(first) and not is_field(first))


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
