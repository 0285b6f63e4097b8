"""The number a paper is cited by, and marks of its revision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.captions import Caption
from tradelint.facts.kind_title import Title, find_titles
from tradelint.facts.parties_layout import Segment
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

Blank = Literal["", "blank", "placeholder"]
VALUE = re.compile(
    r"[A-Z]{1,4} \d{3,}[A-Za-z0-9/._-]*|[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff/._#\\-]*(?:\s?[-/]\s?[A-Za-z0-9][A-Za-z0-9/._-]*)*"
)
INLINE = re.compile(
    r"(?:\b(?:no|nr|number|id|ref)\b\.?|№|n°|#|编?号)\s*[:.#]?\s*(?P<value>[A-Za-z0-9][A-Za-z0-9/._-]*\d[A-Za-z0-9/._-]*)",
    re.IGNORECASE,
)
REVISION = re.compile(
    r"(?<![A-Za-z0-9])(?:rev(?:ision)?\.?\s*(?:no\.?)?\s*[:.]?\s*(?P<a>\d{1,2}|[A-F](?![A-Za-z]))|"
    r"(?:version|ver\.)\s*[:.]?\s*(?P<b>\d{1,2}(?:\.\d)?)|[-/ ]?\(?R(?P<c>\d{1,2})\)?(?=\s|$|[,;.)])|"
    r"[-_ ]v(?P<d>\d{1,2})(?=\s|$|[,;.)])|第(?P<e>[一二三四五六七八九\d]{1,2})版|修订(?:版|第)?(?P<f>\d{1,2}))",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"^\s*(?:[-:]\s*)?[(]?(?P<value>[A-Z0-9][A-Za-z0-9/._-]*\d[A-Za-z0-9/._-]{2,}|\d{4,}[A-Za-z0-9/._-]*)[),;.\s]?"
)
DATE_LIKE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d\d")
# Numbers that say no more than "No." count only near the top.
TOP = 1_500
REVISED = re.compile(r"\b(?:revised|amended|amendment)\b|修订版|更正版|修改版", re.IGNORECASE)
# What kind of number a label means, by words in it; the paper's own kind comes first.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("invoice", re.compile(r"invoice|inv|p[./\s]?i\b|pro\s?-?forma|发票", re.I)),
    ("contract", re.compile(r"contract|agreement|s[./\s]?c\b|confirmation|o\.?c\.?\b|合同|合约|协议|确认书", re.I)),
    ("order", re.compile(r"order|p[./\s]?o\b|订单|采购", re.I)),
    ("quotation", re.compile(r"quot|offer|报价", re.I)),
    ("plain", re.compile(r"ref|no|number|document|doc|编号|单号|文件", re.I)),
)
PREFER = {
    "proforma_invoice": ("invoice", "quotation", "contract", "plain", "order"),
    "commercial_invoice": ("invoice", "plain", "contract", "order"),
    "sales_contract": ("contract", "plain", "order", "quotation", "invoice"),
    "purchase_order": ("order", "contract", "plain"),
    "quotation": ("quotation", "plain", "invoice", "contract"),
    "packing_list": ("invoice", "plain", "contract", "order"),
}
ANY = ("invoice", "contract", "order", "quotation", "plain")


@dataclass(frozen=True, slots=True)
class DocumentNumber(Fact):
    """A number behind a label: `kind` is what it numbers ("invoice", "contract", "order", "quotation", "plain").

    `own`: the number that this paper is cited by. `revision` is the mark behind it ("1", "A"). `value` is empty where
    the label has nothing (`blank`) or a placeholder behind it.
    """

    value: str = ""
    label: str = ""
    kind: str = "plain"
    own: bool = False
    revision: str = ""
    blank: Blank = ""


@dataclass(frozen=True, slots=True)
class Revision(Fact):
    """A revision mark anywhere near the top of the paper; `mark` is empty for the bare word "revised"."""

    mark: str = ""


def read_numbers(reading: Reading, kind: str, layout: tuple[Segment, ...]) -> tuple[DocumentNumber, ...]:
    """The numbers of a paper, its own first."""
    found = list(dict.fromkeys([*_captioned(reading), *_titled(reading), *_in_columns(reading, layout)]))
    order = PREFER.get(kind, ANY)
    found = [n for n in found if n.kind in order]
    # A buyer's order number does not stand in for the invoice number that was left blank.
    lacking = "invoice" in kind and any(n.blank and n.kind == "invoice" for n in found)
    found.sort(
        key=lambda n: (bool(n.blank) or not n.value or (lacking and n.kind == "order"), order.index(n.kind), n.span)
    )
    if not found:
        return ()
    first = found[0]
    own = DocumentNumber(
        first.span, first.confidence, first.value, first.label, first.kind, True, first.revision, first.blank
    )
    rest = [n for n in found[1:] if n.span != own.span]
    return (own, *rest)


def _captioned(reading: Reading) -> Iterator[DocumentNumber]:
    for caption in reading.captioned("number"):
        if {"other_number", "ta_order_number"} & set(caption.topics):
            continue
        label = reading.document.quote(caption.label)
        kind = _kind(reading.fold_of(caption.label))
        if kind is None or not _is_for_the_paper(reading, caption, kind):
            continue
        yield from _values(reading, caption, label, kind)


def _kind(label: str) -> str | None:
    return next((name for name, pattern in KINDS if pattern.search(label)), None)


def _is_for_the_paper(reading: Reading, caption: Caption, kind: str) -> bool:
    """A bare `No` in the head of a goods table, or the number of a house, is none of the paper."""
    label = reading.fold_of(caption.label).strip(" .:#").casefold()
    if label not in ("no", "number", "n°", "nr", "编号", "ref", "offer", "reference", "order no", "contract"):
        return True
    colon = re.match(r"\s*[.)）]?\s*[:：#]", reading.text[caption.label.end : caption.label.end + 5]) is not None
    if label in ("no", "number", "n°", "nr"):
        marked = colon or reading.fold_of(caption.label).rstrip().endswith(":")
        return caption.label.start < TOP and (marked or _below_title(reading, caption.label))
    return colon or caption.via in ("right",) or label in ("offer", "编号", "ref", "reference")


def _below_title(reading: Reading, label: Span) -> bool:
    """`No. HYX-26-1188` on the line under the title."""
    line = reading.line_at(label)
    titles = [title.span for title in find_titles(reading)[:2] if title.score >= 6]
    return line.start == label.start and any(0 <= line.start - title.end <= 60 for title in titles)


def _values(reading: Reading, caption: Caption, label: str, kind: str) -> Iterator[DocumentNumber]:
    value = caption.value
    if value is not None and caption.via == "line":
        line = reading.line_at(caption.label)
        value = Span(value.start, max(value.start, min(value.end, line.end))) if value.start < line.end else value
    if value is None or reading.is_blank(value) or not _has_own_value(reading, value):
        blank: Blank = "placeholder" if reading.is_placeholder(value) else "blank"
        yield DocumentNumber(value or caption.label, Confidence.HIGH, "", label, kind, blank=blank)
        return
    for match in reading.find(VALUE, value):
        text = match[0].strip(" .-_/")
        if any(char.isdigit() for char in text) and not re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", text):
            tail = reading.fold_of(Span(match.span.start, min(value.end, match.span.end + 16)))
            yield DocumentNumber(match.span, Confidence.HIGH, text, label, kind, revision=_revision(tail))
            return
        break
    if caption.via in ("line", "right") and POINTING.match(reading.fold_of(value)):
        yield DocumentNumber(value, Confidence.LOW, "", label, kind)


POINTING = re.compile(r"(?:the\s)?same\s|as\sper\b|see\b|as\s(?:above|agreed|on)\b|同|见", re.IGNORECASE)


def _has_own_value(reading: Reading, value: Span) -> bool:
    """Whether the value is not merely the next caption of a form."""
    return not any(c.label.start == value.start and c.topics for c in reading.captions)


def _revision(text: str) -> str:
    match = REVISION.search(text)
    return next((g for g in match.groups() if g), "") if match else ""


def _in_columns(reading: Reading, layout: tuple[Segment, ...]) -> Iterator[DocumentNumber]:
    """`No. PF-118` at the head of a column's line, without a colon."""
    for segment in layout:
        if segment.span.start >= TOP or segment.left == 0 or segment.caption is not None:
            continue
        for hit in reading.hits("labels.number", segment.span):
            rest = Span(hit.span.end, segment.span.end)
            value = next(iter(reading.find(VALUE, rest)), None)
            gap = reading.text[rest.start : value.span.start] if value is not None else "-"
            kind = _kind(hit.raw)
            leads = hit.span.start == segment.span.start and not gap.strip(" .:#")
            if leads and kind and value is not None and _is_code(value[0]) and value.span.end == segment.span.end:
                yield DocumentNumber(value.span, Confidence.MEDIUM, value[0], hit.raw, kind)
                break


def _is_code(text: str) -> bool:
    return any(map(str.isdigit, text))


def _titled(reading: Reading) -> Iterator[DocumentNumber]:
    """`PROFORMA INVOICE No: PI-22`, `Sales Contract SC-2026-11`: the number in the title's own line."""
    for title in find_titles(reading)[:3]:
        if title.score < 6:
            continue
        kind = _kind(title.words) or "plain"
        for match in reading.find(INLINE, title.span):
            span = match.span_of("value")
            if span is not None and not reading.is_blank(span):
                words = reading.document.quote(title.span)
                tail = reading.fold_of(Span(span.start, min(title.span.end, span.end + 16)))
                yield DocumentNumber(
                    span, Confidence.HIGH, match["value"].strip(".-_/"), words, kind, False, _revision(tail)
                )
                return
        code = _code_behind(reading, title) or _code_below(reading, title)
        if code is not None:
            yield code
            return
        words = reading.fold_of(title.span).rstrip(" :.")
        if re.search(r"(?:\b(?:no|number|nr)|№|#|编号|合同号)\s*$|\S\s+-$", words, re.IGNORECASE):
            yield DocumentNumber(title.span, Confidence.MEDIUM, "", words, kind, blank="blank")


def _code_behind(reading: Reading, title: Title) -> DocumentNumber | None:
    """`PROFORMA INVOICE 2026/1187`, `Contract of Sale - LV/BG/26-31`: a code right behind the title's words."""
    line = reading.fold_of(title.span)
    at = line.casefold().find(title.words.casefold())
    if at < 0:
        return None
    start = _offset(reading, title.span, at + len(title.words))
    found = next(iter(reading.find(BEHIND, Span(start, title.span.end))), None)
    span = found.span_of("value") if found is not None else None
    if found is None or span is None or DATE_LIKE.fullmatch(found["value"]):
        return None
    kind = _kind(title.words) or "plain"
    return DocumentNumber(span, Confidence.MEDIUM, found["value"].strip(".-_/"), line.strip(), kind)


def _code_below(reading: Reading, title: Title) -> DocumentNumber | None:
    """`No. HYX-26-1188` on the line under the title."""
    line = next((line for line in reading.lines if 0 < line.start - title.span.end <= 3), None)
    match = next(iter(reading.find(INLINE, line)), None) if line is not None else None
    span = match.span_of("value") if match is not None else None
    if match is None or span is None or line is None or match.span.start != line.start or reading.is_blank(span):
        return None
    return DocumentNumber(
        span, Confidence.MEDIUM, match["value"].strip(".-_/"), title.words.strip(), _kind(title.words) or "plain"
    )


def _offset(reading: Reading, span: Span, folded: int) -> int:
    base, _ = reading.folded.from_document(span)
    return reading.folded.to_document(base + folded, base + folded).start


def read_revisions(reading: Reading) -> tuple[Revision, ...]:
    """Revision marks in the first part of the paper."""
    top = Span(0, min(len(reading.text), 1_500))
    found = [
        Revision(m.span, Confidence.HIGH, next((g for g in m.groups[1:] if g), "")) for m in reading.find(REVISION, top)
    ]
    titles = [title.span for title in find_titles(reading)[:1]]
    found += [Revision(m.span, Confidence.MEDIUM) for span in titles for m in reading.find(REVISED, span)]
    return tuple(sorted(found, key=lambda revision: revision.span))
