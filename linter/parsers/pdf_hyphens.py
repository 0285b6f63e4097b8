"""Words that a hyphen at the end of a line cuts in two, put together again on the line where they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec.structs import replace
from tradelint.parsers.pdf_lines import Segment
from tradelint.parsers.pdf_looks import known_words
from tradelint.parsers.pdf_words import PdfWord

HYPHENS = ("-", "\u2010", "\u00ad")
# "pre- and post-shipment": what stands behind such a hyphen is no end of its word.
LINKS = frozenset(["and", "or", "to", "und", "oder", "et", "ou", "bis", "resp", "bzw"])
# First parts that English joins to the next word with a hyphen of their own.
PREFIXES = re.compile(
    r"all|anti|co|counter|cross|door|double|duty|ex|follow|four|full|half|high|in|inter|long|low|mid|multi|non|off|on|one|out"
    r"|over|part|port|post|pre|pro|re|sea|self|semi|set|short|single|sub|third|three|top|two|under|up|well"
)
# A document hyphenates when this share of its lines, and so many of them, end within a word of small letters.
SHARE, FEWEST = 0.03, 3
EDGES = re.compile(r"^\W+|\W+$")


class Hyphens:
    """Knows from all the lines of a document whether its typesetter cut words, and which words it writes whole."""

    def __init__(self, lines: Iterable[Segment]) -> None:
        self._lines = tuple(lines)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(EDGES.sub("", word.text).casefold() for line in self._lines for word in line.words)

    @cached_property
    def _cuts_words(self) -> bool:
        ends = [line.words[-1].text for line in self._lines if len(line.words) > 3]
        cut = sum(_ends_in_word(end) and end[-2].islower() for end in ends)
        return cut >= FEWEST and cut >= SHARE * len(ends)

    def joined(self, lines: Sequence[Segment]) -> tuple[Segment, ...]:
        """The lines of a paragraph or a cell; the rest of a cut word is moved up to where it begins."""
        if not any(line.words[-1].text.endswith(HYPHENS) for line in lines[:-1]):
            return tuple(lines)
        found = [lines[0]]
        for line in lines[1:]:
            before, first = found[-1], line.words[0]
            if not self._is_one(before, line):
                found.append(line)
                continue
            found[-1] = self._with_end(before, first)
            if len(line.words) > 1:
                rest = line.text[line.text.index(first.text) + len(first.text) :].lstrip()
                found.append(replace(line, words=line.words[1:], text=rest))
        return tuple(found)

    def _is_one(self, before: Segment, line: Segment) -> bool:
        last, first = before.words[-1].text, line.words[0].text
        if before.page != line.page or not _ends_in_word(last) or not first[0].isalnum():
            return False
        if EDGES.sub("", first).casefold() in LINKS or first.endswith(HYPHENS):
            return False
        # Figures below each other may be negative ones, or the ends of ranges.
        return not (last[-2].isdigit() and first[0].isdigit() and len(before.words) == 1)

    def _with_end(self, before: Segment, first: PdfWord) -> Segment:
        last = before.words[-1]
        stem, text = last.text[:-1], before.text
        if last.text[-1] == "\u00ad" or self._is_cut(stem, first.text):
            last, text = last._replace(text=stem), text[: text.rindex(last.text)] + stem
        return replace(before, words=(*before.words[:-1], last, first), text=text + first.text)

    def _is_cut(self, stem: str, rest: str) -> bool:
        """Whether the hyphen only shows that the line ends, and is no part of the word."""
        if not (stem[-1].islower() and rest[0].islower()):
            return False
        begin, end = (EDGES.sub("", part).casefold() for part in (stem, rest))
        if f"{begin}-{end}" in self._words:
            return False
        if begin + end in self._words or begin + end in known_words():
            return True
        return self._cuts_words and "-" not in begin and not PREFIXES.fullmatch(begin)


def _ends_in_word(text: str) -> bool:
    return text.endswith(HYPHENS) and len(text) > 1 and text[-2].isalnum()
