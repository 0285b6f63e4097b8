"""The passages of a paper that speak of a topic: filled captions, and what stands under a caption of its own line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tradelint.facts.captions import Caption
from tradelint.facts.fold import folded
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Block, Span

# A clause that holds a table of goods or several pages is no passage about one topic.
LONGEST = 4000
HAN = re.compile(r"[㐀-鿿]")
NUMBERED = re.compile(r"\s{0,5}(?:第\s?)?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:\s?条)?(?!\.?\d)[.)、．:]?\s?(?=\D)")
NUMBERING = re.compile(
    r"(?m)^[ \t]*(?:[(（]?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[一二三四五六七八九十]{1,3})[.)、）．]|第[一二三四五六七八九十\d]+[条款])"
)
TRANSLATED = re.compile(
    r"\s{0,5}[(（/]\s{0,5}([^()（）:：\n]{2,60}?)\s{0,5}[)）]?\s{0,5}(?:[:：]|(?<=[)）])\s{0,5}$)\s{0,5}"
)
BRACKETED = re.compile(r"[(（][A-Za-z /&.]{2,40}[)）]")
TOTALS = re.compile(r"\s{0,5}(?:sub\s?-?total|grand|total|ttl|say\b|合计|总计|小计)", re.I)
HAN_NUMBERS = {c: i for i, c in enumerate("零一二三四五六七八九十")}
MOST_BLOCKS = 60
MOST_LINES = 8


# "13. Warranty. 24 months from receipt": a heading that runs into its clause.
RUN_IN = re.compile(
    r"\s{0,5}(?:\(?[\dA-Za-z.]{1,6}[.)]\s{1,5}|Article\s{1,5}\d{1,9}\.?\s{1,5}"
    r"|[-•*]\s{1,5})?(?P<title>[A-Z][^.:;\n]{2,60})\.\s{1,5}(?=[A-Z\d\"“])"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of text about a topic; `caption` is set where a caption introduced it, `title` where a heading ran in."""

    span: Span
    caption: Caption | None = None
    title: Span | None = None

    @property
    def label(self) -> Span | None:
        """Where the caption's words stand."""
        return self.caption.label if self.caption else self.title

    @property
    def topics(self) -> tuple[str, ...]:
        """What the caption speaks of; a heading such as "Claims and warranty" has several."""
        return self.caption.topics if self.caption else ()


def passages(reading: Reading, *topics: str) -> tuple[Passage, ...]:
    """The filled captions of the topics and the clauses with a run-in heading, outermost ones only, in text order."""
    found = []
    for caption in reading.captioned(*topics):
        value = value_of(reading, caption)
        if value is not None and len(value) <= LONGEST:
            found.append(Passage(value, caption))
    found += [p for p in _run_in(reading, topics) if not any(o.span.overlaps(p.span) for o in found)]
    return tuple(outermost(found))


def _run_in(reading: Reading, topics: tuple[str, ...]) -> Iterator[Passage]:
    for block in reading.document.blocks:
        match = RUN_IN.match(reading.text[block.span.start : block.span.end])
        if match is None:
            continue
        title = Span(block.span.start + match.start("title"), block.span.start + match.end("title"))
        hits = [h for topic in topics for h in reading.hits(f"clause_topics.{topic}.headings", title)]
        body = Span(block.span.start + match.end(), block.span.end)
        if sum(len(h.span) for h in hits) * 2 >= len(title) and not is_hollow(reading, body):
            yield Passage(body, title=title)


def with_label(reading: Reading, passage: Passage) -> Span:
    """The passage together with its caption where both stand on one line: "PSI: by the Buyer"."""
    label = passage.label
    near = label is not None and label.end <= passage.span.start <= label.end + 4
    return passage.span.cover(label) if near and label is not None else passage.span


def value_of(reading: Reading, caption: Caption) -> Span | None:
    """The value of a caption, or the lines under it; None when nothing but captions and holes is there."""
    value = caption.value and _without_translation(reading, caption.value)
    if value is not None and not NUMBERING.sub("", reading.text[value.start : value.end]).strip():
        value = _rest_of_block(reading, caption, value)
    elif value is not None and _in_header_row(reading, caption, value):
        value = _in_column(reading, caption.label)
    elif value is None or (reading.is_blank(value) and not reading.is_placeholder(value)):
        value = _below(reading, caption)
    if value is None or is_hollow(reading, value) or reading.text[value.start] in ",，、;；)）":
        return None
    return _whole(reading, caption, value)


def _whole(reading: Reading, caption: Caption, value: Span) -> Span:
    """A clause of one paragraph goes on behind colons that open no topic of their own ("Food contact: ...")."""
    block = reading.block(caption.label)
    opens = block is not None and caption.via == "line" and caption.label.start - block.span.start <= OPENING
    if not opens or block is None or block.kind == "cell" or value.end >= block.span.end:
        return value
    for inner in captions_in(reading, Span(value.end, block.span.end)):
        opened = reading.text[value.start : inner.label.start].rstrip()[-1:]
        if set(inner.topics) - set(caption.topics) and not opened.isalnum():
            return Span(value.start, max(value.end, inner.label.start))
    return Span(value.start, block.span.end)


OPENING = 8


def _rest_of_block(reading: Reading, caption: Caption, value: Span) -> Span | None:
    """A clause with numbered parts: "8. Warranty / 1. Period. ... / 2. Remedy. ..." up to clause 9."""
    block = reading.block(caption.label)
    at = _index(reading, caption)
    if block is None or at is None:
        return None
    inner = captions_in(reading, Span(value.end, max(value.end, block.span.end)))
    if not all(not c.topics or set(c.topics) & set(caption.topics) for c in inner):
        return None
    number = number_of(reading.text[block.span.start : block.span.end])
    body = list(_numbered(reading, at, number)) if number is not None else []
    end = body[-1].span.end if body else block.span.end
    return Span(value.start, end) if end > value.end else None


def _without_translation(reading: Reading, value: Span) -> Span | None:
    """The value without the caption's own translation before it: 品名 (Commodity):, Material / 材质:."""
    match = TRANSLATED.match(reading.text[value.start : value.end])
    if match is None:
        return value
    inner = Span(value.start + match.start(1), value.start + match.end(1))
    if not any(
        h.span.start == inner.start for h in (*reading.hits("clause_topics", inner), *reading.hits("labels", inner))
    ):
        return value
    rest = Span(value.start + match.end(), value.end)
    return rest if reading.text[rest.start : rest.end].strip() else None


def is_hollow(reading: Reading, span: Span) -> bool:
    """Whether nothing is left of a slice once captions, clause numbers and placeholders are taken away."""
    if reading.is_blank(span):
        return True
    text = list(reading.text[span.start : span.end])
    taken = [hole.span for hole in reading.placeholders if hole.span.overlaps(span)]
    taken += [c.label for c in captions_in(reading, span) if taken or (c.topics and reading.is_blank(c.value))]
    if not taken:
        return False
    for gone in taken:
        for index in range(max(gone.start, span.start), min(gone.end, span.end)):
            text[index - span.start] = " "
    rest = BRACKETED.sub(" ", NUMBERING.sub(" ", "".join(text)))
    # A unit may stand beside each hole: [price] 元, [n] days.
    if not any(char.isdigit() for char in rest) and sum(map(str.isalnum, rest)) <= 3 * len(taken):
        return True
    return all(_is_header(part) for part in re.split(r"[—|–\t\n;/-]", rest))


@cache
def _headers() -> frozenset[str]:
    roles = table("columns")["role"]
    return frozenset(folded(name) for role in roles for name in (*role.get("names", ()), *role.get("names_zh", ())))


def _is_header(text: str) -> bool:
    """Whether a text is the header of a column and nothing else."""
    plain = folded(text).strip(" :*()[]")
    return not plain or plain in _headers()


def _in_header_row(reading: Reading, caption: Caption, value: Span) -> bool:
    """Whether caption and value are neighbours in the header row of a table of three columns and more."""
    if caption.via != "right" or not _is_header(reading.fold_of(value)):
        return False
    for grid in reading.document.tables:
        head = next((c for c in grid.cells if c.span.contains(caption.label)), None)
        if head is not None:
            row = [c for c in grid.cells if c.row == head.row and len(c.span)]
            return len(row) >= 3 and sum(_is_header(reading.fold_of(c.span)) for c in row) * 2 > len(row)
    return False


def _in_column(reading: Reading, label: Span) -> Span | None:
    """The first filled cell under a header whose neighbour to the right is a header too."""
    for grid in reading.document.tables:
        head = next((c for c in grid.cells if c.span.contains(label)), None)
        if head is None:
            continue
        for cell in grid.cells:
            under = cell.row > head.row and cell.column == head.column
            if under and reading.text[cell.span.start : cell.span.end].strip() and not reading.is_blank(cell.span):
                return None if TOTALS.match(reading.fold_of(cell.span)) else cell.span
    return None


def _below(reading: Reading, caption: Caption) -> Span | None:
    """The blocks under a caption that fills its line: to the next number of the same rank, or the next caption."""
    blocks = reading.document.blocks
    at = _index(reading, caption)
    if at is None or caption.via == "clause" or blocks[at].kind == "cell":
        return None
    number = number_of(reading.text[blocks[at].span.start : blocks[at].span.end])
    body = list(_numbered(reading, at, number) if number is not None else _adjacent(reading, at))
    return Span(body[0].span.start, body[-1].span.end) if body else None


def _index(reading: Reading, caption: Caption) -> int | None:
    blocks = reading.document.blocks
    for index, block in enumerate(blocks):
        if block.span.start <= caption.label.start < block.span.end:
            return index
    return None


def number_of(text: str) -> int | None:
    """The clause number that a text starts with; None for 8.1 and for text without one."""
    match = NUMBERED.match(text)
    if match is None:
        return None
    raw = match[1]
    if raw.isdigit():
        return int(raw)
    tens, _, ones = raw.rpartition("十") if "十" in raw else ("", "", raw)
    value = HAN_NUMBERS.get(ones, 0)
    return value + 10 * HAN_NUMBERS.get(tens, 1) if "十" in raw else value


def _numbered(reading: Reading, at: int, number: int) -> Iterator[Block]:
    blocks = reading.document.blocks
    for index in range(at + 1, min(len(blocks), at + MOST_BLOCKS)):
        text = reading.text[blocks[index].span.start : blocks[index].span.end]
        if blocks[index].kind != "paragraph" or number_of(text) == number + 1:
            return
        yield blocks[index]


def _adjacent(reading: Reading, at: int) -> Iterator[Block]:
    """Lines that follow at once, up to a caption or an empty line."""
    blocks = reading.document.blocks
    line = blocks[at].place.line
    for index in range(at + 1, min(len(blocks), at + 1 + MOST_LINES)):
        block = blocks[index]
        following = block.place.line
        if block.kind != "paragraph" or line is None or following is None or following > line + 1:
            return
        if any(c.topics for c in captions_in(reading, block.span)):
            return
        line = following + reading.text.count("\n", block.span.start, block.span.end)
        yield block


def captions_in(reading: Reading, span: Span) -> tuple[Caption, ...]:
    """The captions whose words stand inside a slice."""
    return tuple(c for c in reading.captions if span.contains(c.label))


def outermost(found: Iterable[Passage]) -> list[Passage]:
    """The passages that do not lie inside another one."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda p: (p.span.start, -p.span.end)):
        if not any(other.span.contains(passage.span) for other in kept):
            kept.append(passage)
    return kept


def blank_caption(reading: Reading, *topics: str) -> tuple[Caption, str] | None:
    """The first caption of the topics that nothing was filled in for, and "blank" or "placeholder"."""
    found = [c for c in reading.captioned(*topics) if value_of(reading, c) is None]
    holes = [c for c in found if c.value is not None and any(h.span.overlaps(c.value) for h in reading.placeholders)]
    if holes:
        return holes[0], "placeholder"
    blank = [c for c in found if not _names_section(reading, c)]
    return (blank[0], "blank") if blank else None


def _names_section(reading: Reading, caption: Caption) -> bool:
    """A heading with nothing under it, a column header, a word at the start of a line: no field that waits."""
    if caption.value is not None:
        return not reading.is_blank(caption.value) and not _in_header_row(reading, caption, caption.value)
    behind = reading.text[caption.label.end : caption.label.end + 3].lstrip()
    return caption.via == "clause" or (caption.via == "line" and not behind.startswith((":", "：")))


STOPWORDS = frozenset(
    ["the", "a", "an", "of", "and", "or", "for", "with", "as", "per", "to", "in", "on", "by", "your", "our", "their"]
)


def is_title(reading: Reading, span: Span) -> bool:
    """Whether a slice is the heading of a clause ("3. Goods, packing.") and not the clause."""
    block = reading.block(span)
    if block is None or block.span.end - block.span.start > 60:
        return False
    text = reading.text[block.span.start : block.span.end]
    latin, han = words_in(text)
    numbered = re.match(r"\s{0,5}(?:第\s?)?(?:[\d.]{1,6}|[一二三四五六七八九十]{1,3})(?:\s?条|[.)、．])", text)
    return (block.kind == "heading" or numbered is not None) and latin + han / 2 <= 4 and ":" not in text


def words_in(text: str) -> tuple[int, int]:
    """(Latin words that mean something by themselves, Chinese characters) of a text."""
    latin = [w for w in re.findall(r"[^\W\d_㐀-鿿]{2,}", text) if w.casefold() not in STOPWORDS]
    return len(latin), len(HAN.findall(text))


__all__ = [
    "Passage",
    "blank_caption",
    "captions_in",
    "is_hollow",
    "is_title",
    "number_of",
    "outermost",
    "passages",
    "value_of",
    "with_label",
    "words_in",
]
