"""Headings that a word-processing file does not mark as such: found by what stands before and after them."""

from __future__ import annotations

from collections.abc import Sequence

from tradelint.parsers.docx_headings import number_depth, stands_out
from tradelint.parsers.docx_story import Grid, GridCell, Line, Node
from tradelint.parsers.pdf_looks import is_field, is_known

MOST_WORDS = 8


def mark_headings(nodes: Sequence[Node]) -> None:
    """Give a level to lines that are headings by their surroundings; those of the file's own styles are kept."""
    shown = [node for node in nodes if isinstance(node, Grid) or node.text.strip()]
    depth = 0
    for index, node in enumerate(shown):
        if isinstance(node, Grid):
            _mark_frame(node)
            continue
        above = shown[index - 1] if index else None
        below = shown[index + 1] if index + 1 < len(shown) else None
        if not node.level and node.number and _heads_clause(node, above, below):
            node.level = number_depth(node.number)
        elif not node.level and not node.number and _is_known_caption(node, below):
            node.level = 1 if node.text.isupper() or not depth else depth + 1
        if node.level and node.number:
            depth = node.level


def _mark_frame(grid: Grid) -> None:
    """A table of one cell is a frame around text."""
    if len(grid.items) == 1 and isinstance(grid.items[0], GridCell):
        mark_headings(grid.items[0].nodes)


def _heads_clause(line: Line, above: Node | None, below: Node | None) -> bool:
    """Whether a short numbered line stands alone above a text without a number, or with a deeper one."""
    assert line.number is not None
    words = line.text[line.words :].strip()
    if line.number.startswith(("(", "（")) or len(words.split()) > MOST_WORDS or not stands_out(words, True):
        return False
    if not (is_known(words) or _is_title_case(words)) or _is_listed(line, above):
        return False
    if isinstance(below, Line):
        return below.number is None or number_depth(below.number) > number_depth(line.number)
    return below is not None


def _is_title_case(words: str) -> bool:
    """Whether all longer words begin with a capital, as in "Limitation of Liability"."""
    longer = [word for word in words.split() if len(word) > 3]
    return len(longer) > 1 and all(word[0].isupper() for word in longer)


def _is_listed(line: Line, above: Node | None) -> bool:
    """Whether the line above is an item of the same list."""
    if not isinstance(above, Line) or above.number is None or above.level or line.number is None:
        return False
    return number_depth(above.number) == number_depth(line.number)


def _is_known_caption(line: Line, below: Node | None) -> bool:
    """Whether a bold line without a number is the caption of a clause that papers have, with text below it."""
    if not line.bold or below is None or (isinstance(below, Line) and below.bold):
        return False
    return stands_out(line.text, True) and is_known(line.text) and not is_field(line.text)
