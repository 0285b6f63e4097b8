"""Shipping marks: the lines on the carton, or that there are none, or that somebody will say later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tradelint.facts.packaging_types import Labelling, MarkKind, ShippingMark
from tradelint.facts.passages import Passage, is_hollow, passages, words_in
from tradelint.facts.reading import Reading
from tradelint.levels import Confidence
from tradelint.text import Block, Span

KINDS: tuple[MarkKind, ...] = ("none", "neutral", "later", "duty")
# "Shipping mark: X / Y", "Mark on bag label: X", 唛头:X
INLINE = re.compile(
    r"(?<![A-Za-z])(?:shipping\s{1,5}|main\s{1,5}|case\s{1,5}|carton\s{1,5}"
    r"|side\s{1,5})?marks?(?:\s{1,5}(?:and|&)\s{1,5}n(?:umber|o)s?\.?)?(?:\s{1,5}on\s{1,5}[^:：\n]{2,30}"
    r"|\s{1,5}(?:shall\s{1,5}be|will\s{1,5}be|to\s{1,5}read|reads?|is"
    r"|are)(?:\s{1,5}as\s{1,5}follows)?)?\s?[:：]\s?(?P<value>[^\n]{2,200}(?:/\s{0,5}\n[^\n]{2,120})?)"
    r"|(?<![及与和、])(?:唛头|箱唛|麦头|运输标志)\s?(?:为|是|如下)?\s?[:：]\s?(?P<zh>[^\n]{2,120})",
    re.I | re.A,
)
# marked "BLUEFIN / PO 4471 / HAMBURG"
MARKED = re.compile(
    r"(?:marked|printed|stencilled|刷唛|印)\s{1,5}(?:with\s{1,5}"
    r"|as\s{1,5})?[\"'“]?(?P<value>[A-Z][A-Z0-9 &.'-]{1,30}(?:\s?/\s?[A-Z0-9][^/\n\"”.;]{0,30}){1,6})"
)
# "print: VELMORA / order no. / ...", "the mark TS/2026/ROSARIO", "main mark AL NOOR / JEBEL ALI"
PRINTED = re.compile(
    r"\b(?:print|show|stencil|bear)(?:ed|s)?\s?[:：]\s?(?P<value>[A-Z][^\n;.]{2,120})|\b(?:the|main|following)\s{1,3}marks?\s{1,3}[\"'“]?(?P<mark>[A-Z][A-Z0-9]{1,20}[A-Z0-9 &.'-]{0,30}(?:\s?/\s?[A-Z0-9][A-Z0-9 .-]{0,30}){1,6})"
)
CARTON_NUMBER = re.compile(
    r"(?<![A-Za-z])(?:C\s?/?\s?(?:NOS?|N|T)\.?\s?:?\s?(?:NO\.?\s?)?\d|ctn\s?nos?|carton\s{1,5}nos?"
    r"|case\s{1,5}nos?|bale\s{1,5}nos?)|(?<![A-Za-z\d/-])(?P<first>\d{1,4})\s?[-–~]\s?(?P<last>\d{1,6}"
    r"|up)(?![\d-])|(?<![A-Za-z])NOS?\.\s?\d|箱号|件号",
    re.I | re.A,
)
SENTENCE = re.compile(
    r"(?<![Nn][Oo])(?<!\bNos)(?<!Co)(?<!Ltd)\.(?=\s{1,5}[A-Z\"“]|\s{0,5}$)|。|[;；]|,\s(?=(?:and|on|printed|with)\s)"
)
PLACE_OF_MARK = re.compile(
    r"\s{0,5}(?:each\s{1,5})?(?:outer\s{1,5}|export\s{1,5}|master\s{1,5})?(?:carton|cartons|box|case|bag"
    r"|crate|bale|drum|front|main|both\s{1,5}sides|外箱|箱|主唛|正唛)s?\s?[:：]\s?",
    re.I | re.A,
)
LONGEST_LINE = 60
MOST_LINES = 12


def find_marks(reading: Reading) -> tuple[ShippingMark, ...]:
    """The shipping marks of a paper: under their caption first, then in running text."""
    found: list[ShippingMark] = []
    for mark in (*_captioned(reading), *_inline(reading), *_words(reading)):
        if not any(other.span.overlaps(mark.span) for other in found):
            found.append(mark)
    return tuple(sorted(found, key=lambda m: m.span))


def _captioned(reading: Reading) -> Iterator[ShippingMark]:
    for caption in reading.captioned("marks"):
        if "packaging" not in caption.topics:
            below = caption.via in ("right", "below", "clause")
            span = caption.value if below else _extended(reading, caption.label, caption.value)
            if span is not None and not is_hollow(reading, span):
                yield _mark(reading, span, True)
    for passage in passages(reading, "marks"):
        if passage.caption is None and "packing" not in _title(reading, passage):
            yield _mark(reading, passage.span, True)


def _title(reading: Reading, passage: Passage) -> str:
    return reading.fold_of(passage.title).casefold() if passage.title is not None else ""


def _mark(reading: Reading, span: Span, captioned: bool) -> ShippingMark:
    level = Confidence.HIGH if captioned else Confidence.MEDIUM
    kind = _kind(reading, span)
    if kind != "marks":
        return ShippingMark(span, level, kind=kind, captioned=captioned)
    cut = _cut(reading, span)
    if not _printable(reading, cut):
        return ShippingMark(span, level, kind="duty", captioned=captioned)
    return ShippingMark(cut, level, kind="marks", lines=_lines(reading, cut), captioned=captioned)


def _extended(reading: Reading, label: Span, value: Span | None) -> Span | None:
    """A mark is set in several short lines: those under the caption belong to it until another caption."""
    blocks = reading.document.blocks
    at = next((i for i, b in enumerate(blocks) if b.span.start <= label.start < b.span.end), None)
    if at is None or (value is not None and (len(value) > LONGEST_LINE or _kind(reading, value) != "marks")):
        return value
    if value is not None and "/" in reading.text[value.start : value.end]:
        return value
    while value is not None and at + 1 < len(blocks) and blocks[at + 1].span.start <= value.start:
        at += 1
    first, end = (value.start, value.end) if value else (None, None)
    line = blocks[at].place.line
    for block in blocks[at + 1 : at + 1 + MOST_LINES]:
        if not _may_be_line(reading, block, blocks[at], line):
            break
        first = block.span.start if first is None else first
        end, line = block.span.end, block.place.line
    return Span(first, end) if first is not None and end is not None else value


def _may_be_line(reading: Reading, block: Block, head: Block, last: int | None) -> bool:
    """A short line directly below that opens no caption and no clause."""
    if block.kind == "cell" or block.number or block.layer != head.layer or len(block.span) > LONGEST_LINE:
        return False
    if last is not None and block.place.line is not None and block.place.line > last + 1:
        return False
    text = reading.text[block.span.start : block.span.end]
    if re.match(r"\s{0,5}(?:\d{1,2}[.)、]\s|[(（]\d|第[一二三四五六七八九十]+条|[一二三四五六七八九十]+、)", text):
        return False
    inside = [c for c in reading.captions if block.span.contains(c.label)]
    return not any(c.topics and "other_number" not in c.topics and "number" not in c.topics for c in inside)


def _kind(reading: Reading, span: Span) -> MarkKind:
    """What the words say, unless lines that can be printed stand among them."""
    text = reading.fold_of(span)
    if re.fullmatch(r"\W{0,3}(?:无|没有|none|nil|no marks?|without)\W{0,3}", text, re.I):
        return "none"
    latin, han = words_in(text)
    printed = next(_numbers(text), None) is not None or text.count(" / ") >= 2
    for name in KINDS:
        hits = reading.hits(f"packaging_words.{name}", span)
        if not hits or (latin + han > 40 and name in ("none", "neutral")):
            continue
        return "marks" if printed and name != "none" else name
    return "marks"


def _printable(reading: Reading, span: Span) -> bool:
    """Whether the words can stand on a carton: numbered, in several parts, or a few words; a sentence cannot."""
    text = reading.text[span.start : span.end]
    if next(_numbers(text), None) is not None or re.search(r"\n|\s/|/\s", text) or text.count("/") >= 2:
        return True
    latin, han = words_in(text)
    return latin <= 6 and han <= 14


def _cut(reading: Reading, span: Span) -> Span:
    """The mark without the place it goes to ("Carton:") and without the sentences behind it."""
    raw = reading.text[span.start : span.end]
    lead = PLACE_OF_MARK.match(raw)
    start = lead.end() if lead else 0
    stop = SENTENCE.search(raw, start)
    end = stop.start() if stop and stop.start() > start else len(raw)
    number = next(_numbers(raw, start, end), None)
    if number is not None:
        line_end = re.search(r"[\n/]", raw[number.end() : end])
        rest = raw[number.end() + line_end.end() : end] if line_end else ""
        if line_end and not re.match(r"\s{0,5}(?:made\s{1,5}in|[A-Z]{2,12}\s{0,5}$)", rest, re.I | re.A):
            end = number.end() + line_end.start()
    return Span(span.start + start, span.start + max(start + 1, len(raw[:end].rstrip())))


def _numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Carton numbers: C/NO. 1-60, 1-UP; 2026-1187 is no range."""
    for match in CARTON_NUMBER.finditer(text, start, len(text) if end is None else end):
        last = match["last"]
        if last is None or not last.isdigit() or int(match["first"]) < int(last):
            yield match


def _lines(reading: Reading, span: Span) -> tuple[str, ...]:
    raw = reading.text[span.start : span.end]
    parts = re.split(r"\n|\t|\s/\s?|\s?/\s|;|；", raw)
    if len(parts) == 1 and raw.count("/") >= 2:
        parts = raw.split("/")
    lines = (" ".join(part.split()).strip(" /.。\"'“”") for part in parts)
    return tuple(line for line in lines if line)


def _inline(reading: Reading) -> Iterator[ShippingMark]:
    for pattern in (INLINE, MARKED, PRINTED):
        for found in reading.find(pattern):
            span = next((s for n, _ in found.names if (s := found.span_of(n)) is not None), None)
            if span is None or is_hollow(reading, span) or reading.negated(found.span):
                continue
            yield _mark(reading, _extended(reading, found.span, span) or span, False)


def _words(reading: Reading) -> Iterator[ShippingMark]:
    """N/M, neutral packing, marks that the buyer will give, duties to mark."""
    for name in KINDS:
        for hit in reading.hits(f"packaging_words.{name}"):
            sentence = reading.sentence_at(hit.span)
            text = reading.fold_of(sentence)
            if name == "later" and not re.search(r"\bmarks?\b|唛", text, re.I | re.A):
                continue
            if name == "none" and (hit.raw.casefold() == "nm" or _is_unit(reading, hit.span)):
                continue
            if name == "duty" and (
                reading.negated(hit.span)
                or not re.search(r"carton|packag|packing|case|box|each|goods|箱|包装|外", text, re.I | re.A)
            ):
                continue
            yield ShippingMark(sentence if name == "duty" else hit.span, Confidence.MEDIUM, kind=name)


def _is_unit(reading: Reading, span: Span) -> bool:
    """N/m is a unit of stiffness behind a figure."""
    return bool(re.search(r"\d\s?k?$", reading.fold_of(Span(max(0, span.start - 4), span.start))))


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
