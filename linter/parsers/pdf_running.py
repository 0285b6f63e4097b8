"""Running headers and footers: the same lines at the edge of most pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tradelint.parsers.pdf_lines import Line
from tradelint.parsers.pdf_page import Page
from tradelint.parsers.pdf_votes import is_item_table

DEEPEST = 8
# A line is running when it stands at the edge of this share of the pages.
SHARE = 0.6
# On two pages only, it must also stand at the same height, to so many points.
DRIFT = 5.0
# A page keeps at least this share of its lines as its own.
OWN = 0.3


@dataclass(frozen=True, slots=True)
class Running:
    """The lines of a page that run over pages, and whether they were not seen on an earlier page."""

    header: tuple[Line, ...] = ()
    footer: tuple[Line, ...] = ()
    new_header: bool = False
    new_footer: bool = False


def find_running(pages: Sequence[Page]) -> list[Running]:
    """For every page its running header and footer."""
    full = [page for page in pages if page.lines]
    if len(full) < 2:
        return [Running() for _ in pages]
    heads = _peeled({page.number: _keys(page) for page in full})
    feet = _peeled({page.number: list(reversed(_feet(page))) for page in full})
    seen: set[str] = set()
    return [_of_page(page, heads.get(page.number, 0), feet.get(page.number, 0), seen) for page in pages]


# The texts that a line may be known by, and how far it is from the edge of the page.
Edge = tuple[tuple[str, ...], float]


def _keys(page: Page) -> list[Edge]:
    """The keys and the height of each line from the top; a table's head has no key."""
    keys: list[Edge] = []
    for index, line in enumerate(page.lines):
        below = page.lines[index + 1 : index + 2]
        is_head = len(line.segments) > 2 and len(below) > 0 and is_item_table(below)
        keys.append(((), line.middle) if is_head else (_texts(line, page), line.middle))
    return keys


def _feet(page: Page) -> list[Edge]:
    return [(_texts(line, page), page.upright.height - line.middle) for line in page.lines]


def _texts(line: Line, page: Page) -> tuple[str, ...]:
    """The text of a line as it is, and with the page's own number taken out."""
    text = " ".join(segment.text for segment in line.segments)
    plain = re.sub(rf"(?<![\w.,/-]){page.number}(?![\w,-]|\.\d|/\d+/)", "#", text, count=1)
    return (text,) if plain == text else (text, plain)


def _peeled(pages: dict[int, list[Edge]]) -> dict[int, int]:
    """How many lines can be taken off the edge of each page, because most pages have the same line there."""
    taken = dict.fromkeys(pages, 0)
    need = max(2, SHARE * len(pages))
    for _ in range(DEEPEST):
        edge = {number: lines[taken[number]] for number, lines in pages.items() if taken[number] < len(lines)}
        counts = Counter(key for keys, _ in edge.values() for key in keys if _says_something(key))
        common = {key for key, count in counts.most_common(4) if count >= need and _is_running(key, edge, pages)}
        if not common:
            break
        for number, (keys, _) in edge.items():
            taken[number] += not common.isdisjoint(keys)
    return taken


def _says_something(key: str) -> bool:
    return any(char.isalnum() or char == "#" for char in key)


def _is_running(key: str, edge: dict[int, Edge], pages: dict[int, list[Edge]]) -> bool:
    """Not a table's head, which stands further inside on some page; on two pages only at the same height."""
    for number, (keys, _) in edge.items():
        if key not in keys and any(key in inner for inner, _ in pages[number][1:]):
            return False
    heights = [height for keys, height in edge.values() if key in keys]
    return len(pages) > 2 or max(heights) - min(heights) <= DRIFT


def _of_page(page: Page, heads: int, feet: int, seen: set[str]) -> Running:
    feet = min(feet, len(page.lines) - heads)
    header, footer = page.lines[:heads], page.lines[len(page.lines) - feet :]
    if len(page.lines) - heads - feet < max(1, OWN * len(page.lines)):
        return Running()
    return Running(tuple(header), tuple(footer), _is_new(header, page, seen), _is_new(footer, page, seen))


def _is_new(lines: Sequence[Line], page: Page, seen: set[str]) -> bool:
    """Whether a line was on none of the pages before."""
    texts = [_texts(line, page) for line in lines]
    new = any(seen.isdisjoint(keys) for keys in texts)
    seen.update(key for keys in texts for key in keys)
    return new
