"""Running headers and footers: the same lines at the same height of most pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tradelint.parsers.pdf_lines import Line
from tradelint.parsers.pdf_page import Page

DEEPEST = 8
# A line is running when it stands on this share of the pages, and never further up or down than this.
SHARE, DRIFT = 0.6, 5.0
# A page keeps at least this share of its lines as its own.
OWN = 0.3


@dataclass(frozen=True, slots=True)
class Running:
    """The lines of a page that run over pages; `first` are those not seen on an earlier page."""

    header: tuple[Line, ...] = ()
    footer: tuple[Line, ...] = ()
    new_header: bool = False
    new_footer: bool = False


def find_running(pages: Sequence[Page]) -> list[Running]:
    """For every page its running header and footer."""
    full = [page for page in pages if page.lines]
    if len(full) < 2:
        return [Running() for _ in pages]
    heads = _repeated([(_key(line, page), line.middle) for page in full for line in page.lines[:DEEPEST]], len(full))
    # A footer may follow the text at any height once it is seen on three pages.
    low = [(_key(line, page), page.upright.height - line.middle) for page in full for line in page.lines[-DEEPEST:]]
    feet = _repeated(low, len(full), DRIFT if len(full) < 3 else max(page.upright.height for page in full))
    seen: set[str] = set()
    return [_of_page(page, heads, feet, seen) for page in pages]


def _key(line: Line, page: Page) -> str:
    """The text of a line with the page's own number taken out."""
    text = " ".join(segment.text for segment in line.segments)
    return re.sub(rf"(?<![\w.,/-]){page.number}(?![\w,-]|\.\d|/\d+/)", "#", text)


def _repeated(found: list[tuple[str, float]], pages: int, drift: float = DRIFT) -> dict[str, float]:
    """The texts that stand on most pages, and how far from the edge."""
    heights: dict[str, list[float]] = {}
    for key, height in found:
        heights.setdefault(key, []).append(height)
    need = max(2, SHARE * pages)
    return {key: at[0] for key, at in heights.items() if len(at) >= need and max(at) - min(at) <= drift}


def _of_page(page: Page, heads: dict[str, float], feet: dict[str, float], seen: set[str]) -> Running:
    header, footer = [], []
    for line in page.lines[:DEEPEST]:
        if _key(line, page) not in heads:
            break
        header.append(line)
    for line in reversed(page.lines[-DEEPEST:]):
        if _key(line, page) not in feet or line in header:
            break
        footer.append(line)
    if len(page.lines) - len(header) - len(footer) < max(1, OWN * len(page.lines)):
        return Running()
    new_header, new_footer = _is_new(header, page, seen), _is_new(footer, page, seen)
    return Running(tuple(header), tuple(reversed(footer)), new_header, new_footer)


def _is_new(lines: Sequence[Line], page: Page, seen: set[str]) -> bool:
    keys = {_key(line, page) for line in lines}
    new = not keys <= seen
    seen |= keys
    return new
