"""Shipping marks: the lines on the carton, or that there are none, or that somebody will say later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tradelint.facts.captions import Caption
from tradelint.facts.packaging_types import Labelling, MarkKind, ShippingMark
from tradelint.facts.passages import words_in
from tradelint.facts.reading import Reading
from tradelint.levels import Confidence
from tradelint.text import Block, Span

KINDS: tuple[MarkKind, ...] = ("none", "neutral", "later", "duty")
INLINE = re.compile(
    r"(?:shipping\s+)?marks?\s?(?:and\s+n(?:umber|o)s?\.?)?\s?(?:shall\s+be|will\s+be|is|are|as\s+follows|to\s+read|:|：)\s?(?P<value>.{3,200})|唛头\s?(?:为|是|如下|:|：)\s?(?P<zh>.{2,120})",
    re.I,
)
CARTON_NUMBER = re.compile(
    r"C\s?/?\s?(?:NO|N|T)\.?\s?:?\s?\d|ctn\s?no|carton\s+no|\d+\s?[-–]\s?(?:\d+|up)\b|NOS?\.?\s?\d|箱号|MADE\s+IN", re.I
)
LONGEST_LINE = 60
MOST_LINES = 12


def find_marks(reading: Reading) -> tuple[ShippingMark, ...]:
    """The shipping marks of a paper: under their caption first, then N/M and the like in running text."""
    found: list[ShippingMark] = []
    for caption in reading.captioned("marks"):
        mark = _captioned(reading, caption)
        if mark is not None and not any(m.span.overlaps(mark.span) for m in found):
            found.append(mark)
    for mark in _in_text(reading):
        if not any(m.span.overlaps(mark.span) for m in found):
            found.append(mark)
    return tuple(sorted(found, key=lambda m: m.span))


def _captioned(reading: Reading, caption: Caption) -> ShippingMark | None:
    span = _extended(reading, caption)
    if span is None or reading.is_blank(span):
        return None
    kind = _kind(reading, span)
    lines = _lines(reading, span) if kind == "marks" else ()
    return ShippingMark(span, kind=kind, lines=lines, captioned=True)


def _extended(reading: Reading, caption: Caption) -> Span | None:
    """A mark is set in several short lines: those under the caption belong to it until another caption."""
    if caption.via in ("right", "below", "clause"):
        return caption.value
    start = caption.value or None
    blocks = reading.document.blocks
    at = next((i for i, b in enumerate(blocks) if b.span.start <= caption.label.start < b.span.end), None)
    if at is None:
        return start
    if start is not None and len(reading.text[start.start : start.end]) > LONGEST_LINE:
        return start
    end = start.end if start else None
    first = start.start if start else None
    for block in blocks[at + 1 : at + 1 + MOST_LINES]:
        if not _may_be_line(reading, block, blocks[at]):
            break
        first = block.span.start if first is None else first
        end = block.span.end
    if start is not None and _kind(reading, start) != "marks":
        return start
    return Span(first, end) if first is not None and end is not None else start


def _may_be_line(reading: Reading, block: Block, caption_block: Block) -> bool:
    if (
        block.kind != "paragraph"
        or block.number
        or block.layer != caption_block.layer
        or len(block.span) > LONGEST_LINE
    ):
        return False
    text = reading.text[block.span.start : block.span.end]
    if re.match(r"\s*(?:\d{1,2}[.)、]|[(（]\d|第[一二三四五六七八九十]+条|[一二三四五六七八九十]+、)", text):
        return False
    captions = [c for c in reading.captions if block.span.contains(c.label)]
    return not any(c.topics and "other_number" not in c.topics for c in captions)


def _kind(reading: Reading, span: Span) -> MarkKind:
    """What the words say, unless lines that can be printed stand among them."""
    text = reading.fold_of(span)
    latin, han = words_in(text)
    for name in KINDS:
        hits = reading.hits(f"packaging_words.{name}", span)
        if (
            hits
            and (name != "duty" or not CARTON_NUMBER.search(text))
            and (latin + han <= 40 or name in ("later", "duty"))
        ):
            return "marks" if CARTON_NUMBER.search(text) and name != "none" else name
    return "marks"


def _lines(reading: Reading, span: Span) -> tuple[str, ...]:
    raw = reading.text[span.start : span.end]
    lines = [" ".join(line.split()) for line in re.split(r"\n|\t| / |;|;", raw)]
    if len(lines) == 1 and raw.count("/") >= 2:
        lines = [part.strip() for part in raw.split("/")]
    return tuple(line for line in lines if line)


def _in_text(reading: Reading) -> Iterator[ShippingMark]:
    for name in ("none", "neutral", "later"):
        for hit in reading.hits(f"packaging_words.{name}"):
            if name == "later" and not re.search(r"marks?\b|唛", reading.fold_of(reading.sentence_at(hit.span)), re.I):
                continue
            if name == "none" and hit.raw.casefold() == "nm":
                continue
            kind: MarkKind = "none" if name == "none" else "neutral" if name == "neutral" else "later"
            yield ShippingMark(hit.span, Confidence.MEDIUM, kind=kind)
    for found in reading.find(INLINE):
        span = found.span_of("value") or found.span_of("zh")
        if span is not None and not reading.is_blank(span):
            kind = _kind(reading, span)
            yield ShippingMark(
                span, Confidence.MEDIUM, kind=kind, lines=_lines(reading, span) if kind == "marks" else ()
            )
    for hit in reading.hits("packaging_words.duty"):
        if not reading.negated(hit.span) and re.search(r"mark|唛|标", hit.raw, re.I):
            yield ShippingMark(reading.sentence_at(hit.span), Confidence.MEDIUM, kind="duty")


DUTIES = ("origin_marking", "address", "batch", "packaging_conformity")


def find_labelling(reading: Reading) -> tuple[Labelling, ...]:
    """The sentences that say what is to be printed on goods or packing, and who does it."""
    found: dict[int, Labelling] = {}
    for hit in reading.hits("packaging_words"):
        if hit.id not in DUTIES or reading.negated(hit.span):
            continue
        sentence = reading.sentence_at(hit.span)
        known = found.get(sentence.start)
        what = tuple(dict.fromkeys((*(known.what if known else ()), hit.id)))
        found[sentence.start] = Labelling(sentence, what=what, actor=_actor(reading, sentence))
    return tuple(sorted(found.values(), key=lambda labelling: labelling.span))


def _actor(reading: Reading, sentence: Span) -> str | None:
    hits = [h for h in reading.hits("packaging_words", sentence) if h.id in ("seller", "buyer")]
    return hits[0].id if hits else None


__all__ = ["find_labelling", "find_marks"]
