"""Lines of a text file: how wide they are, what they are cut into, what they are made of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Lines are looked at no further than this; what is longer is no table and no heading.
LONGEST = 2_000
# Neighbouring lines are looked at several times.
CACHED = 1_024
PIPES = "|│┃║┆┇┊┋¦｜"
CORNERS = "+┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫┍┑┕┙┝┥┯┷┿╭╮╯╰"
DASHES = "-─━═┄┅┈┉—–―_=~*·."
RULE = re.compile(rf"[\s{re.escape(CORNERS + DASHES + PIPES)}#]+")
GAP = re.compile(r"(?:[ \u00a0\u2002\u2003]{2,}|[\u3000\t]+)[ \u00a0\u3000\t]*")
CONTROLS = re.compile("[\x00-\x08\x0c\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line between wide gaps; columns as a fixed-width font shows them."""

    text: str
    start: int
    end: int


def width(text: str) -> int:
    """The columns that a text takes in a fixed-width font: two for a Chinese character."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


@lru_cache(maxsize=CACHED)
def segments(line: str) -> tuple[Segment, ...]:
    """The pieces of a line that two or more spaces separate."""
    if len(line) > LONGEST:
        return (Segment(line.strip(), 0, len(line)),)
    line = line.expandtabs(8).rstrip()
    found: list[Segment] = []
    start = len(line) - len(line.lstrip())
    for gap in GAP.finditer(line, start):
        found.append(_segment(line, start, gap.start()))
        start = gap.end()
    if start < len(line):
        found.append(_segment(line, start, len(line)))
    return tuple(segment for segment in found if segment.text)


def _segment(line: str, start: int, end: int) -> Segment:
    left = width(line[:start])
    return Segment(line[start:end].strip(), left, left + width(line[start:end]))


@lru_cache(maxsize=CACHED)
def is_rule(line: str) -> bool:
    """Whether a line is drawn, not written: dashes, box corners. A row of underscores is a blank to fill."""
    text = line.strip()
    if len(text) < 3 or len(text) > LONGEST or not RULE.fullmatch(text):
        return False
    return not set(text) <= set("_ ") and not set(text) <= set(PIPES + " ") and len(set(text) - set(" ")) <= 12


def is_border(line: str) -> bool:
    """Whether a drawn line is the border of a box: it has corners, or begins and ends with an upright."""
    text = line.strip()
    return is_rule(line) and (any(c in CORNERS for c in text) or (text[0] in PIPES and text[-1] in PIPES))


@lru_cache(maxsize=CACHED)
def uprights(line: str) -> int:
    """How many column borders a line has."""
    return 0 if len(line) > LONGEST else sum(line.count(char) for char in PIPES) - line.count("\\|")


def indent(line: str) -> int:
    """How far a line is set in."""
    line = line.expandtabs(8)
    return width(line[: len(line) - len(line.lstrip())])
