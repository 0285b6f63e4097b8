"""The value that belongs to a caption, wherever the paper puts it: behind it, below it, in its column, in its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tradelint.facts.captions import Caption
from tradelint.facts.fold import folded
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Block, Span

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


def value_of(reading: Reading, caption: Caption) -> Span | None:
    """The value of a caption, or the lines under it; None when nothing but captions and holes is there."""
    value = caption.value and _without_translation(reading, caption.value)
    if value is not None and not NUMBERING.sub("", reading.text[value.start : value.end]).strip():
        value = _rest_of_block(reading, caption, value)
    elif value is not None and in_header_row(reading, caption, value):
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


def in_header_row(reading: Reading, caption: Caption, value: Span) -> bool:
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


__all__ = ["captions_in", "in_header_row", "is_hollow", "number_of", "value_of"]
