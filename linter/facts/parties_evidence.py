"""Firms named outside the party blocks: the letterhead, the signature block, any name with a legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.parties_blocks import INSIDE, Piece
from tradelint.facts.parties_layout import Segment
from tradelint.facts.parties_names import ADDRESS, CJK, has_legal_form, is_generic, legal_forms, looks_like_company
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

TOP_ROWS = 9
SIGNING = re.compile(
    r"^\W*(?:signed\s+)?(?:for\s+and\s+on\s+behalf\s+of|on\s+behalf\s+of|for\s+&\s+on\s+behalf\s+of|for\b|代表)\s*:?\s*(?P<name>.*)$",
    re.IGNORECASE,
)
FAREWELL = re.compile(
    r"\W*(?:(?:best|kind|warm)?\s*regards|yours\s+(?:faithfully|sincerely|truly)|sincerely|thanks|此致|顺祝商祺)\b",
    re.IGNORECASE,
)
SIGNS = re.compile(r"signature|signed|signatory|stamp|seal|chop|authori[sz]ed|签字|盖章|签章|公章", re.IGNORECASE)
# A run of capitalised words that ends in a legal form.
WORD = r"(?:[^\W\d_a-zа-я][\w.&'/-]*|&|and|of|de|ve|und|et|y|e|van|der|den|di|du|\([^\W\d_][\w. ]{1,14}\))"
WESTERN = re.compile(rf"{WORD}(?:[ ,.]{{1,2}}{WORD}){{0,8}}")
CHINESE = re.compile(r"[\u3400-\u9fff()（）]{2,30}?(?:股份有限公司|有限责任公司|集团有限公司|有限公司)")
LEADING = re.compile(
    r"(?:(?:and|of|de|&|the|for|by|to|from|with|between|beneficiary|seller|buyer|supplier|purchaser|vendor|consignee|"
    r"customer|shipper|exporter|importer|manufacturer|messrs|m/s|attn|bank)\b[\s:.]*)+",
    re.IGNORECASE,
)
NO_START = re.compile(
    r"^(?:的|由|与|和|及|向|给|是|为|以|方|本|该|在|对|至|从|即|系|委托|通过|经|双方|甲方|乙方|买方|卖方|供方|需方|收款人|户名|名称)+[:：]?"
)


@dataclass(frozen=True, slots=True)
class CompanyName(Fact):
    """A firm named somewhere in the text, with its legal form."""

    name: str = ""
    chinese: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A firm's name at the top of the paper with the lines under it."""

    label: Span
    pieces: tuple[Piece, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Signatory:
    """A name in a signature block; `left` and `row` tell which column it stands in."""

    span: Span
    row: int
    left: int


def find_letterhead(reading: Reading, layout: tuple[Segment, ...], taken: tuple[Span, ...]) -> Letterhead | None:
    """The first firm at the top (or in a page header) that no party block claims."""
    for index, segment in enumerate(layout):
        top = segment.row <= TOP_ROWS or segment.layer == "header"
        if not top or any(span.overlaps(segment.span) for span in taken) or _is_title(reading, segment.span):
            continue
        if segment.caption is not None and (set(segment.caption.topics) - INSIDE or not segment.caption.topics):
            continue
        if index and layout[index - 1].row == segment.row and _is_bare_caption(reading, layout[index - 1]):
            continue
        words = reading.text[segment.span.start : segment.span.end]
        if (
            len(words) > 120
            or words.casefold().startswith(("for ", "to ", "from "))
            or re.search(r"\b(?:shall|this|between)\b|合同双方", words)
        ):
            continue
        sure = has_legal_form(words)
        below = layout[index + 1] if index + 1 < len(layout) else None
        if sure or (segment.row <= 4 and looks_like_company(words) and _address_follows(reading, below)):
            pieces = [_head_piece(reading, segment), *_lines_below(reading, layout[index + 1 :], segment)]
            return Letterhead(segment.span, tuple(pieces), Confidence.MEDIUM if sure else Confidence.LOW)
    return None


def _is_bare_caption(reading: Reading, segment: Segment) -> bool:
    """Whether a piece is a caption whose value stands beside it."""
    return segment.caption is not None and len(segment.caption.label) >= len(segment.span) - 2


def _head_piece(reading: Reading, segment: Segment) -> Piece:
    """The name in a letterhead, without a caption such as `Company:` before it."""
    caption = segment.caption
    if caption is None or caption.label.end >= segment.span.end:
        return Piece(segment.span)
    return Piece(_trim(reading.text, Span(caption.label.end, segment.span.end)), "party_name", caption.label)


def _address_follows(reading: Reading, segment: Segment | None) -> bool:
    return segment is not None and bool(ADDRESS.search(reading.text[segment.span.start : segment.span.end]))


def _is_title(reading: Reading, span: Span) -> bool:
    return any(len(h.span) * 2 > len(span) for h in reading.hits("kinds", span) if h.key.endswith(".headings"))


def _lines_below(reading: Reading, following: tuple[Segment, ...], head: Segment) -> Iterator[Piece]:
    last = head
    for segment in following[:9]:
        if segment.row == head.row:
            continue
        if segment.row > head.row + 6 or segment.table != head.table or _is_title(reading, segment.span):
            return
        if segment.top - last.bottom > 1.5:
            return
        last = segment
        if abs(_middle(segment) - _middle(head)) > 60 and abs(segment.left - head.left) > 40:
            continue
        topics = set(segment.caption.topics) if segment.caption is not None else set()
        if segment.caption is not None and not topics & INSIDE:
            return
        topic = next((t for t in topics if t in INSIDE), "")
        if segment.caption is not None and topic:
            start = segment.caption.label.end
            yield Piece(_trim(reading.text, Span(start, segment.span.end)), topic, segment.caption.label)
        else:
            yield Piece(segment.span)


def _middle(segment: Segment) -> float:
    """Letterheads are often centred."""
    return (segment.left + segment.right) / 2 if segment.right else segment.left


def find_signatories(reading: Reading, layout: tuple[Segment, ...]) -> tuple[Signatory, ...]:
    """The firms behind `For and on behalf of` (or `For`, where a signature follows)."""
    found = []
    for index, segment in enumerate(layout):
        match = SIGNING.match(reading.text[segment.span.start : segment.span.end])
        if match is None:
            continue
        name = Span(segment.span.start + match.start("name"), segment.span.end)
        bare = match.group().casefold().lstrip().startswith("for ") and "behalf" not in match.group().casefold()
        if bare and not (has_legal_form(match["name"]) and _signature_near(reading, layout, index)):
            continue
        if not match["name"].strip(" _.:") or is_generic(match["name"]):
            below = next(
                (s for s in layout[index + 1 : index + 8] if s.row > segment.row and abs(s.left - segment.left) < 30),
                None,
            )
            if below is None or not looks_like_company(reading.text[below.span.start : below.span.end]):
                continue
            name = below.span
        if not reading.is_blank(name) and len(name) < 120:
            found.append(Signatory(_trim(reading.text, name), segment.row, segment.left))
    return tuple(found)


def find_farewells(reading: Reading, layout: tuple[Segment, ...]) -> tuple[Signatory, ...]:
    """The firm under `Best regards`."""
    found = []
    for index, segment in enumerate(layout):
        if FAREWELL.match(reading.text[segment.span.start : segment.span.end]):
            for below in layout[index + 1 : index + 5]:
                words = reading.text[below.span.start : below.span.end]
                if looks_like_company(words) and len(words) < 100:
                    found.append(Signatory(below.span, below.row, below.left))
                    break
    return tuple(found)


def _signature_near(reading: Reading, layout: tuple[Segment, ...], index: int) -> bool:
    near = layout[index + 1 : index + 5]
    return any(SIGNS.search(reading.text[s.span.start : s.span.end]) for s in near)


def find_companies(reading: Reading, within: Span | None = None) -> tuple[CompanyName, ...]:
    """Every name with a legal form in the text (or a part of it), in text order."""
    found = [*_western(reading, within), *_chinese(reading, within)]
    return tuple(sorted(found, key=lambda company: company.span))


def _western(reading: Reading, within: Span | None) -> Iterator[CompanyName]:
    for line in reading.lines:
        if within is not None:
            if not line.overlaps(within):
                continue
            line = Span(max(line.start, within.start), min(line.end, within.end))
        text = reading.fold_of(line)
        for form in legal_forms(text):
            if form.chinese:
                continue
            runs = [m for m in WESTERN.finditer(text, 0, form.end) if m.start() < form.start <= m.end()]
            start = runs[-1].start() if runs else form.start
            start += _before_name(text[start : form.start])
            if form.start - start < 2 or not text[form.start].isupper():
                continue
            span = _span(reading, line, start, form.end)
            if not reading.is_blank(span):
                yield CompanyName(span, Confidence.MEDIUM, " ".join(text[start : form.end].split()), False)


def _before_name(text: str) -> int:
    """How much stands before a firm's name in a run of capitalised words: captions, what precedes a comma."""
    cut = max(text.rfind(", "), text.rfind(": "))
    start = cut + 2 if cut >= 0 and text[cut + 2 :].strip(" ,.") else 0
    lead = LEADING.match(text[start:])
    return start + (lead.end() if lead and text[start + lead.end() :].strip(" ,.") else 0)


def _span(reading: Reading, line: Span, start: int, end: int) -> Span:
    base, _ = reading.folded.from_document(line)
    return reading.folded.to_document(base + start, base + end)


def _chinese(reading: Reading, within: Span | None) -> Iterator[CompanyName]:
    for match in reading.find(CHINESE, within):
        lead = NO_START.match(match[0])
        skip = lead.end() if lead else 0
        bracket = match[0].rfind("(")
        if bracket >= skip and ")" not in match[0][bracket:]:
            skip = bracket + 1
        if len(CJK.findall(match[0][skip:])) >= 6:
            span = Span(match.span.start + skip, match.span.end)
            yield CompanyName(span, Confidence.MEDIUM, match[0][skip:], True)


def _trim(text: str, span: Span) -> Span:
    chars = ' \t\n\r\u00a0\u3000,，;；:：|│"“”*_'
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip(chars))
    right = len(raw) - len(raw.rstrip(chars))
    start = span.start + left
    return Span(start, max(start, span.end - right))
