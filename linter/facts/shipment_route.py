"""The route and the means: ports, transport, partial shipment and transhipment, papers and their release."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tradelint.facts.incoterms import Incoterm
from tradelint.facts.ports import ports_in, read_place
from tradelint.facts.ports_fields import End, PortField, place_part, read_inline_ports, read_port_fields
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.spanset import SpanSet
from tradelint.levels import Confidence
from tradelint.text import Span

Mode = Literal["sea", "air", "courier", "road", "rail", "container", "bulk"]
NOT_MAIN = re.compile(
    r"samples?|documents?|originals?|spare|catalog|invoices?|certificates?|parts|notices?\b|communicat\w+|"
    r"registered|\bfax\b|e-?mail|样品|样|单据|正本|文件|资料|寄",
    re.IGNORECASE,
)
NOTICES = re.compile(r"\bnotices?\b|\bcommunications?\b|通知", re.IGNORECASE)
# Air freight as the remedy for delay or defects, and words that only look like a way to travel.
IN_NEED = re.compile(
    r"replac\w*|\blate\b|\bdelay|cost of the seller|seller'?s (?:cost|expense)|at (?:the )?(?:seller|supplier)|补发|"
    r"更换|逾期|延误",
    re.IGNORECASE,
)
ROUTE = re.compile(
    r"\bfrom[\s:：]{1,2}(?:the\s)?(?P<from>[^\n\t;:：]{2,60}?)\s{1,3}(?:to|TO)[\s:：]{1,2}(?P<to>[^\n\t;.:：]{2,50})|"
    r"(?:自|从|由)(?P<from2>[\u4e00-\u9fffA-Za-z ]{2,14}?)(?:发运|起运|装运|运|发|装)?(?:至|到|运往|"
    r"运至)(?P<to2>[\u4e00-\u9fffA-Za-z ]{2,14})",
    re.IGNORECASE,
)
PARTIAL = re.compile(
    r"partial\s(?:shipments?|deliver(?:y|ies)|lots?|consignments?)|part\s?(?:shipments?|deliver(?:y|ies))|"
    r"partials?\b|split\sshipments?|"
    r"shipments?\sin\s(?:two|several|\d)\slots|分批(?:装运|发运|交货|发货|装船|出运)?",
    re.IGNORECASE,
)
IN_LOTS = re.compile(
    r"(?:ship|deliver|dispatch|load)(?:s|ed|ment)?\s(?:\w+\s){0,3}in\s(?:two|three|four|several|\d+)\s(?:\w+\s)?"
    r"(?:lots|batches|shipments|consignments|instalments|installments|deliveries)|分[两二三四\d]批",
    re.IGNORECASE,
)
TRANSHIPMENT = re.compile(r"trans?-?\s?ship?p?ments?|trans-?shipping|转运|转船", re.IGNORECASE)
FORBIDDEN = re.compile(
    r"not\s(?:be\s)?(?:allowed|permitted|acceptable|accepted)|prohibited|forbidden|disallowed|unallowed|\bno\b|"
    r"\bnot\b|"
    r"不(?:得|允许|准|可|接受)|禁止|不予",
    re.IGNORECASE,
)
ALLOWED = re.compile(r"allow\w*|permit\w*|accept\w*|\byes\b|may\b|允许|可以|准许|接受|可(?!不)", re.IGNORECASE)
# Both said at once: "partial shipment and transhipment are allowed".
JOINED = re.compile(r"^\s?(?:and|&|/|or|,|和|及|与|、|或)\s?(?:分批|trans|part|转)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Transport(Fact):
    """A means of transport or kind of loading; `main` is False for samples, papers and spare parts sent apart."""

    mode: Mode = "sea"
    main: bool = True


@dataclass(frozen=True, slots=True)
class Permission(Fact):
    """Whether partial shipment or transhipment is allowed; None where it is named and left open."""

    what: Literal["partial", "transhipment"] = "partial"
    allowed: bool | None = None


@dataclass(frozen=True, slots=True)
class ShippingDocument(Fact):
    """A shipping document named in a list of documents: `kind` is an id of logistics.toml."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class Release(Fact):
    """How the goods are released; `after_payment` when the text ties it to money."""

    kind: Literal["telex", "sea_waybill", "straight", "original"] = "original"
    after_payment: bool | None = None


def read_ports(reading: Reading, terms: tuple[Incoterm, ...]) -> tuple[PortField, ...]:
    """Fields first; an end that no field names is taken from the text, then from the named place of the trade term."""
    found = [*{(field.end, field.span): field for field in read_port_fields(reading)}.values()]
    for source in (
        read_inline_ports(reading),
        _routes(reading),
        _single_ends(reading, terms),
        _by_means(reading),
        _through_terms(terms),
        _onward(reading, terms),
    ):
        named = {field.end for field in found if field.place}
        found.extend(field for field in source if field.end not in named)
    return tuple(sorted(found, key=lambda f: f.span))


def _routes(reading: Reading) -> Iterator[PortField]:
    for found in reading.find(ROUTE):
        ends = (("origin", "from", "from2"), ("destination", "to", "to2"))
        places = [(end, found.span_of(one) or found.span_of(two)) for end, one, two in ends]
        if not all(span and ports_in(reading, span) for _, span in places):
            continue
        for end, span in places:
            assert span is not None
            place = read_place(reading, place_part(reading, span))
            yield PortField(span, Confidence.MEDIUM, end=end, place=place, via="route")  # type: ignore[arg-type]


ONE_END = re.compile(
    r"\b(?P<origin>loading|loaded|shipped|shipment|departing)[\s:]{1,2}(?:at\s|in\s|"
    r"from\s)?(?:the\s)?(?:port\sof\s)?$|"
    r"\b(?P<destination>discharge|discharging|unloading|unloaded|destination|bound\sfor|delivered\sto|shipped\sto|"
    r"shipment\sto)"
    r"\s(?:at\s|in\s|to\s)?(?:the\s)?(?:port\sof\s)?$",
    re.IGNORECASE,
)


def _single_ends(reading: Reading, terms: tuple[Incoterm, ...]) -> Iterator[PortField]:
    """`loading Ningbo`: one end of the route in a few words."""
    for sentence in reading.sentences:
        for _, span in ports_in(reading, sentence):
            before = reading.fold_of(Span(max(sentence.start, span.start - 40), span.start))
            found = ONE_END.search(before)
            if found is None and _loads_here(reading, span):
                yield PortField(span, Confidence.MEDIUM, end="origin", place=read_place(reading, span), via="route")
            if found and found.lastgroup and not any(_is_place_of(term, span) for term in terms):
                place = read_place(reading, span)
                end: End = "origin" if found["origin"] else "destination"
                yield PortField(span, Confidence.MEDIUM, end=end, place=place, via="route")


LOADS = re.compile(r"港?(?:口)?(?:码头)?(?:装船|装运|起运|启运|发运|出运|发货)")


def _loads_here(reading: Reading, span: Span) -> bool:
    """在宁波港装船: the place between 在 and the word of loading."""
    before = reading.fold_of(Span(max(0, span.start - 2), span.start))
    behind = reading.fold_of(Span(span.end, min(len(reading.text), span.end + 8)))
    return bool(re.search(r"[在从由自]\s?$", before) and LOADS.match(behind))


def _is_place_of(term: Incoterm, span: Span) -> bool:
    return term.named_place is not None and term.named_place.span.contains(span)


def _onward(reading: Reading, terms: tuple[Incoterm, ...]) -> Iterator[PortField]:
    """`FOB China, to Europe`: where the goods go, behind a trade term on the same line."""
    for line in {reading.line_at(term.span) for term in terms}:
        for found in reading.find(TO_SOMEWHERE, line):
            span = found.span_of("to")
            place = read_place(reading, span) if span else None
            if place and (place.country or place.kind == "region") and not place.rest:
                yield PortField(place.span, Confidence.LOW, end="destination", place=place, via="route")


def _by_means(reading: Reading) -> Iterator[PortField]:
    """`by air to Göteborg Landvetter`, 空运至哥德堡: the place that the main carriage goes to."""
    for found in reading.find(BY_MEANS):
        span = found.span_of("to") or found.span_of("zh")
        place = read_place(reading, span) if span and not NOT_MAIN.search(_lead(reading, found.span)) else None
        if place and not IN_NEED.search(reading.fold_of(reading.sentence_at(found.span))):
            yield PortField(place.span, Confidence.MEDIUM, end="destination", place=place, via="route")


def _lead(reading: Reading, span: Span) -> str:
    return reading.fold_of(Span(max(reading.sentence_at(span).start, span.start - 40), span.start))


BY_MEANS = re.compile(
    r"\b(?i:by|per|via)\s(?i:air|sea|ocean|rail|road|truck|vessel|train)(?i:\sfreight)?\sto\s(?i:the\s)?"
    r"(?P<to>[^\W\d_a-z][\w'-]{1,30}(?:\s[^\W\d_a-z][\w'-]{1,30}){0,3})|"
    r"(?:空运|海运|铁路运输|陆运|卡车)(?:至|到|运往|运至)(?P<zh>[\u4e00-\u9fff]{2,8}?)(?=[港市机，,。;；、\s]|$)",
)
TO_SOMEWHERE = re.compile(r"(?:,\s?|\s)to\s(?:the\s)?(?P<to>[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+){0,2})(?=$|[\s,.;)])")


def _through_terms(terms: tuple[Incoterm, ...]) -> Iterator[PortField]:
    for term in terms:
        place = term.named_place
        if place is None or term.rule.side is None or term.place_via != "term":
            continue
        if place.ports or place.country or (term.rule.side == "destination" and place.precise):
            yield PortField(term.span, term.confidence, end=term.rule.side, place=place, via="incoterm")


def read_transports(reading: Reading) -> tuple[Transport, ...]:
    """The means of transport that the paper names."""
    found = []
    for hit in reading.hits("incoterms"):
        if not hit.id.startswith("mode_") or reading.negated(hit.span):
            continue
        mode = hit.id.removeprefix("mode_")
        sentence = reading.sentence_at(hit.span)
        around = reading.fold_of(Span(max(sentence.start, hit.span.start - 60), min(sentence.end, hit.span.end + 30)))
        elsewhere = NOT_MAIN.search(around) or IN_NEED.search(reading.fold_of(sentence))
        paper = mode in ("courier", "air") and bool(elsewhere or NOTICES.search(reading.fold_of(sentence)))
        found.append(Transport(hit.span, mode=mode, main=not paper))  # type: ignore[arg-type]
    return tuple(found)


def read_permissions(reading: Reading) -> tuple[Permission, ...]:
    """What is said about partial shipment and transhipment."""
    found: list[Permission] = [
        Permission(hit.span, what=what, allowed=_allowed(reading, hit.span))  # type: ignore[arg-type]
        for what, pattern in (("partial", PARTIAL), ("transhipment", TRANSHIPMENT))
        for hit in reading.find(pattern)
    ]
    said = SpanSet(permission.span for permission in found)
    found += [
        Permission(hit.span, Confidence.MEDIUM, "partial", allowed=True)
        for hit in reading.find(IN_LOTS)
        if not reading.negated(hit.span) and not said.overlaps(hit.span)
    ]
    starts = {what: sorted(p.span.start for p in found if p.what == what) for what in ("partial", "transhipment")}
    found = [p for p in found if not _repeated(reading, p, starts[p.what])]
    settled = {p.what for p in found if p.allowed is not None}
    return tuple(sorted((p for p in found if p.allowed is not None or p.what not in settled), key=lambda p: p.span))


def _repeated(reading: Reading, permission: Permission, starts: list[int]) -> bool:
    """A label whose value says the same word again leaves the answer to the value."""
    last = bisect_right(reading.captions, permission.span.start, key=lambda caption: caption.label.start)
    return any(
        caption.label.contains(permission.span)
        and caption.value is not None
        and bisect_left(starts, caption.value.start) < bisect_left(starts, caption.value.end)
        for caption in reading.captions[max(0, last - 3) : last]
    )


def _value_beside(reading: Reading, span: Span) -> bool | None:
    """The answer in the cell beside a label."""
    for table in reading.document.tables:
        for row in table.rows():
            for label, value in pairwise(row):
                if label.span.contains(span):
                    words = reading.fold_of(value.span)
                    if PARTIAL.search(words) or TRANSHIPMENT.search(words):
                        return None
                    return False if FORBIDDEN.search(words) else True if ALLOWED.search(words) else None
    return None


def _allowed(reading: Reading, span: Span) -> bool | None:
    """The first word of permission behind, up to the next comma; else the one right in front."""
    beside = _value_beside(reading, span)
    if beside is not None:
        return beside
    line = reading.sentence_at(span)
    ahead = reading.fold_of(Span(max(line.start, span.start - 6), span.start))
    leading = re.search(r"(?P<no>不允许|禁止|不得|不可|不准|不接受)|(?P<yes>允许|可以|准许|可)", ahead)
    if leading:
        return leading["no"] is None
    behind = reading.fold_of(Span(span.end, min(line.end, span.end + 90)))
    cut = re.search(r"[,，;；。]|\.\s|\sbut\s|\bpartial|\btrans", behind[1:], re.IGNORECASE)
    scope = behind if JOINED.match(behind) else behind[: cut.start() + 1] if cut else behind
    for text in (scope, reading.fold_of(Span(max(line.start, span.start - 40), span.start))):
        ticked = re.search(r"[☑☒✓✔√■]\s?(\w+)", text)
        text = ticked.group(1) if ticked else text
        if FORBIDDEN.search(text):
            return False
        if ALLOWED.search(text):
            return True
    return None


def read_documents(reading: Reading) -> tuple[tuple[ShippingDocument, ...], tuple[Fact, ...]]:
    """The documents in lists of documents, and where those lists stand."""
    lists = [*_document_lists(reading)]
    found = []
    for scope in lists:
        taken: list[Span] = []
        for hit in sorted(reading.hits("logistics", scope), key=lambda h: (-len(h.span), h.span.start)):
            if hit.id in DOCUMENTS and not any(t.overlaps(hit.span) for t in taken) and _is_document(hit.raw):
                taken.append(hit.span)
                found.append(ShippingDocument(hit.span, kind=hit.id))
    found.sort(key=lambda d: d.span)
    return tuple(dict.fromkeys(found)), tuple(Fact(scope) for scope in lists)


DOCUMENTS = frozenset(
    {"invoice", "packing_list", "transport", "origin", "insurance_document", "quality_document", "dangerous_goods",
     "phytosanitary", "beneficiary_document"}
)  # fmt: skip


def _is_document(raw: str) -> bool:
    """Short forms (CO, CI, BL) are capitals."""
    return len(raw) > 4 or raw.isupper() or not raw.isascii()


def _document_lists(reading: Reading) -> Iterator[Span]:
    seen: list[Span] = []
    for caption in reading.filled("documents"):
        if (
            caption.value is not None
            and _kinds(reading, caption.value)
            and not any(s.overlaps(caption.value) for s in seen)
        ):
            seen.append(caption.value)
            yield caption.value
    for sentence in reading.sentences:
        if len(_kinds(reading, sentence)) >= 2 and not any(s.overlaps(sentence) for s in seen):
            words = reading.fold_of(sentence)
            if re.search(
                r"provid|suppl|submit|present|furnish|send|require|following|documents|提供|提交|寄|单据",
                words,
                re.IGNORECASE,
            ):
                yield sentence


def _kinds(reading: Reading, scope: Span) -> set[str]:
    return {h.id for h in reading.hits("logistics", scope) if h.id in DOCUMENTS and _is_document(h.raw)}


RELEASES = ("telex", "sea_waybill", "straight", "original")
MONEY_FIRST = re.compile(
    r"(?:after|against|upon|once|on)\s[^.;]{0,50}(?:payment|balance|receipt of funds|funds|paid|credited)|"
    r"(?:收到|付清|到账|款到|余款|尾款)[^。；;]{0,20}(?:后|电放|放单)|见.{0,6}付",
    re.IGNORECASE,
)
GOODS_FIRST = re.compile(
    r"(?:on|upon|after)\s(?:sailing|shipment|departure|loading)|before\s(?:the\s)?(?:payment|balance)|开船后",
    re.IGNORECASE,
)


def read_releases(reading: Reading) -> tuple[Release, ...]:
    """How the transport document is released, and whether only against money."""
    found = []
    for hit in reading.hits("logistics"):
        if hit.id in RELEASES and not reading.negated(hit.span):
            words = reading.fold_of(reading.sentence_at(hit.span))
            first = True if MONEY_FIRST.search(words) else False if GOODS_FIRST.search(words) else None
            found.append(Release(hit.span, kind=hit.id, after_payment=first))  # type: ignore[arg-type]
    return tuple(found)
