"""Pages, clauses and sentences in order: page marks, gaps in the numbering, texts that break off."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tradelint.facts.hygiene_references import clause_lead, han_number
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Block, Span

PAGE = re.compile(
    r"\bpage\s*[:.]?\s*(?P<a>\d{1,3})\s*(?:of|/)\s*(?P<b>\d{1,3})\b|\bp\.\s?(?P<c>\d{1,3})\s*/\s*(?P<d>\d{1,3})\b|"
    r"第\s*(?P<e>\d{1,3})\s*页\s*[,，/]?\s*共\s*(?P<f>\d{1,3})\s*页|共\s*(?P<h>\d{1,3})\s*页\s*[,，/]?\s*第\s*(?P<g>\d{1,3})\s*页",
    re.IGNORECASE,
)
# Items of a list end in a comma, "and" or "or" before the next one.
LISTING = re.compile(r"(?:,|[,;]\s*(?:and|or)|\b(?:and|or)|[,，;；、])\s*$", re.IGNORECASE)
SUBITEM = re.compile(r"\s*(?:[(（]?(?:[a-z]|[ivx]{1,4}|\d{1,2})[)）]|\d{1,2}\.\d{1,2}|[-•·])")
RESERVED = re.compile(r"reserved|intentionally|deleted|删除|预留", re.IGNORECASE)
INLINE = re.compile(r"(?:\s{2,}|\t|[。；;])\s*(?=\d{1,2}[、.)]\s?[^\W\d])")
ENDED = re.compile(r"[.!?;:。！？；：…)\]）】\"'”’]\s*$")


@dataclass(frozen=True, slots=True)
class PageMark(Fact):
    """`Page 2 of 4`: the page's number and how many there are to be."""

    number: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class NumberGap(Fact):
    """A number that does not follow the one before it: `missing` ones are skipped, or one is `repeated`.

    `what` is "clause" or "row"; `before` is the number before the gap and `neighbour` where it stands.
    """

    what: str = "clause"
    before: int = 0
    number: int = 0
    missing: tuple[int, ...] = ()
    repeated: bool = False
    neighbour: Span | None = None


@dataclass(frozen=True, slots=True)
class Truncation(Fact):
    """A clause or cell that breaks off: `words` are its last ones, `number` its clause number."""

    words: str = ""
    number: str = ""


def read_page_marks(reading: Reading) -> tuple[PageMark, ...]:
    """The page marks in text order."""
    found = []
    for match in reading.find(PAGE):
        one = match["a"] or match["c"] or match["e"] or match["g"]
        all_ = match["b"] or match["d"] or match["f"] or match["h"]
        found.append(PageMark(match.span, Confidence.HIGH, int(one), int(all_)))
    return tuple(found)


def read_number_gaps(reading: Reading) -> tuple[NumberGap, ...]:
    """Gaps in the numbers of the top clauses and in the first column of tables."""
    return (*_clause_gaps(reading), *_row_gaps(reading))


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    span: Span
    style: str
    text: str


def _top_clauses(reading: Reading) -> Iterator[_Numbered]:
    for block in reading.document.blocks:
        if block.layer != "body" or block.kind == "cell":
            continue
        for line in _lines(reading, block):
            for part in _parts(reading, line):
                clause = _numbered(reading, part)
                if clause is not None:
                    yield clause


def _parts(reading: Reading, line: Span) -> Iterator[Span]:
    """A line cut where a further clause number stands behind a wide gap."""
    start = line.start
    for match in INLINE.finditer(reading.text, line.start, line.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, line.end)


def _numbered(reading: Reading, line: Span) -> _Numbered | None:
    words = reading.fold_of(line)
    match = clause_lead(words)
    if match is None or "." in (match["n"] or ""):
        return None
    raw = match["n"] or ""
    number = int(raw) if raw else int(han_number(match["z"] or match["h"]) or 0)
    style = "digit" if raw else "article" if match["z"] else "han"
    return _Numbered(number, line, style, words[match.end() :]) if number else None


def _lines(reading: Reading, block: Block) -> list[Span]:
    return [line for line in reading.lines if block.span.contains(line)]


def _clause_gaps(reading: Reading) -> Iterator[NumberGap]:
    """Only a long run counts: lists that start again at 1 are runs of their own."""
    clauses = list(_top_clauses(reading))
    for style in ("digit", "article", "han"):
        runs = _runs([c for c in clauses if c.style == style])
        longest = max(runs, key=len, default=[])
        if len(longest) < 4 or longest[0].number not in (1, 2):
            continue
        if style == "digit" and any(c.style != "digit" for c in clauses) and len(runs) > 1:
            continue
        for before, after in itertools.pairwise(longest):
            step = after.number - before.number
            if 1 < step <= 4 and not RESERVED.search(before.text):
                missing = tuple(range(before.number + 1, after.number))
                yield NumberGap(
                    after.span, Confidence.MEDIUM, "clause", before.number, after.number, missing, neighbour=before.span
                )
            elif step == 0 and not _are_twins(before, after):
                yield NumberGap(
                    after.span, Confidence.LOW, "clause", before.number, after.number, (), True, before.span
                )


def _are_twins(one: _Numbered, other: _Numbered) -> bool:
    """Whether two clauses of one number are the English and the Chinese text of it."""
    return bool(re.search(r"[\u4e00-\u9fff]{2}", one.text)) != bool(re.search(r"[\u4e00-\u9fff]{2}", other.text))


def _runs(clauses: list[_Numbered]) -> list[list[_Numbered]]:
    runs: list[list[_Numbered]] = []
    for clause in clauses:
        if runs and 0 <= clause.number - runs[-1][-1].number <= 4 and clause.number != 1:
            runs[-1].append(clause)
        else:
            runs.append([clause])
    return runs


def _row_gaps(reading: Reading) -> Iterator[NumberGap]:
    for table_ in reading.document.tables:
        last: int | None = None
        for row in table_.rows():
            first = row[0] if row else None
            text = re.sub(r"\.0*$", "", reading.fold_of(first.span).strip()) if first else ""
            if first is None or first.column > 1 or not re.fullmatch(r"\d{1,3}", text) or len(row) < 3:
                continue
            number = int(text)
            if last is not None and 1 < number - last <= 3:
                yield NumberGap(first.span, Confidence.LOW, "row", last, number, tuple(range(last + 1, number)))
            last = number if last is not None or number == 1 else None


def read_truncations(reading: Reading) -> tuple[Truncation, ...]:
    """Clauses that end in a word at which no sentence ends, where what follows is the next clause or nothing."""
    blocks = [
        b for b in reading.document.blocks if b.layer == "body" and reading.text[b.span.start : b.span.end].strip()
    ]
    found = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        truncation = _truncation(reading, block, following)
        if truncation is not None:
            found.append(truncation)
    return tuple(found)


def _truncation(reading: Reading, block: Block, following: Block | None) -> Truncation | None:
    text = reading.fold_of(block.span).rstrip()
    if block.kind == "heading" or ENDED.search(text) or not _is_prose(text) or _ends_in_hole(reading, block):
        return None
    if not _dangles(text) or (following is not None and not _starts_anew(reading, block, following)):
        return None
    if following is not None and LISTING.search(text) and SUBITEM.match(reading.fold_of(following.span)):
        return None
    words = re.findall(r"[\w'%-]+", text)[-4:]
    last = " ".join(words) if words and words[-1].isascii() else text[-8:]
    start = max(block.span.start, block.span.end - 60)
    lead = clause_lead(text)
    number = block.number or (lead["n"] or lead["z"] or lead["h"] or "" if lead else "")
    return Truncation(Span(start, block.span.end), Confidence.MEDIUM, last, number)


def _is_prose(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]+", text)) >= 5 or len(re.findall(r"[\u4e00-\u9fff]", text)) >= 10


def _dangles(text: str) -> bool:
    lists = table("hygiene_words")["dangling"]
    if re.search(r"[\u4e00-\u9fff，、,(（]\s*$", text) and re.search(r"[\u4e00-\u9fff]{4}", text[-20:]):
        return text.endswith(tuple(lists["chinese"])) or text.endswith((",", "(", "（"))
    last = re.search(r"([A-Za-z]+)\s*$", text)
    if last is not None:
        return last.group(1).casefold() in _words() and not last.group(1).isupper()
    return (
        text.endswith(("(", "&"))
        or (text.endswith(",") and len(text) > 60)
        or (text.endswith("-") and bool(re.search(r"\w-$", text)))
    )


@cache
def _words() -> frozenset[str]:
    return frozenset(table("hygiene_words")["dangling"]["words"])


def _ends_in_hole(reading: Reading, block: Block) -> bool:
    return any(block.span.contains(h.span) and block.span.end - h.span.end < 3 for h in reading.placeholders)


def _starts_anew(reading: Reading, block: Block, following: Block) -> bool:
    """Whether the next block cannot be the rest of the sentence."""
    text = reading.fold_of(following.span).strip()
    if (
        block.kind == "cell"
        and following.kind == "cell"
        and "\n" not in reading.text[block.span.end : following.span.start]
    ):
        # The next cell of the row goes on.
        return False
    if block.kind == "cell" or following.kind == "heading":
        return True
    if following.kind == "cell":
        return False
    if following.number or clause_lead(text):
        return True
    return bool(re.match(r"[A-Z\u4e00-\u9fff][^.,]{0,40}[:：]|(?:[A-Z]{2,}\s?){2,6}$", text))
