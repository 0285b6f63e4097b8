"""Where a paper is signed: blocks for either side, names and titles, words for a stamp."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradelint.facts.parties_layout import Segment
from tradelint.facts.parties_model import Party
from tradelint.facts.parties_names import has_legal_form, same_party
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.sides import side_of
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

SELLER = re.compile(r"sell|suppl|vend|export|beneficiary|manufactur|卖|供|出卖|销售方|乙方|party\s+b", re.IGNORECASE)
BUYER = re.compile(r"buy|purchas|custom|client|import|consignee|买|需|购|客户|甲方|party\s+a", re.IGNORECASE)
NAME = re.compile(
    r"\b(?:name|print(?:ed)?\s+name|full\s+name)\b\s*(?:[:：_]|(?:,|/|&|\band\b)\s*(?:title|position)\b)|姓名\s*[:：]|签署人|经办人",
    re.IGNORECASE,
)
# `Asger Rosenlund, Director`: a signatory with his position.
PERSON = re.compile(
    r"[^\W\d_][\w.'-]+(?:\s[^\W\d_][\w.'-]*){0,3}\s*[,(-]\s*(?:(?:general|sales|export|purchas\w+|deputy|managing|import|product|business|"
    r"area|regional|vice|commercial)\s+){0,2}(?:manager|director|president|ceo|cfo|owner|officer|head|buyer|purchasing|sales|partner|secretary)\b|"
    r"[\u4e00-\u9fff]{2,4}[,，\s(]{0,2}(?:总经理|经理|董事|法定代表人|厂长|主任)",
    re.IGNORECASE,
)
TITLE = re.compile(r"\b(?:title|position|designation)\b\s*[:：_]|职务|职位", re.IGNORECASE)
# Words that sign only on a line of their own or before a colon or a blank.
SHY = frozenset(
    [
        "sign",
        "signed",
        "on behalf of",
        "confirmed by",
        "approved by",
        "accepted by",
        "agreed by",
        "确认",
        "盖章",
        "signatures",
        "stamped",
        "stamp",
        "seal",
        "章",
        "印章",
        "chop",
    ]
)
REACH = 260


@dataclass(frozen=True, slots=True)
class Signature(Fact):
    """A place to sign. `side` is "seller", "buyer" or "" when it cannot be told; `words` the caption.

    `company`: a firm with its legal form is named there; `name`, `title`: the signatory's name or position is asked
    for or given; `stamp`: a word for the company's stamp stands beside it.
    """

    side: str = ""
    words: str = ""
    company: bool = False
    name: bool = False
    title: bool = False
    stamp: bool = False


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """The places to sign, words for stamps anywhere, and statements that no signature is needed."""

    places: tuple[Signature, ...] = ()
    stamps: tuple[Fact, ...] = ()
    not_required: tuple[Fact, ...] = ()

    def of(self, side: str) -> tuple[Signature, ...]:
        """The places of one side."""
        return tuple(place for place in self.places if place.side == side)


def read_signatures(reading: Reading, parties: tuple[Party, ...], layout: tuple[Segment, ...]) -> SignatureFacts:
    """Read the signature blocks; `parties` help to tell whose they are."""
    excused = [hit.span for hit in reading.hits("hygiene_words.not_required")]
    hits = [h for h in reading.hits("hygiene_words.signature") if h.key.endswith(".aliases") and _signs(reading, h)]
    hits = [h for h in hits if not any(span.overlaps(h.span) for span in excused)]
    places = tuple(_place(reading, hit, parties, layout) for hit in _outermost(hits))
    stamps = tuple(
        Fact(h.span)
        for h in reading.hits("hygiene_words.stamp")
        if h.key.endswith(".aliases")
        and not any(span.overlaps(h.span) for span in excused)
        and not reading.negated(h.span)
    )
    return SignatureFacts(places, stamps, tuple(Fact(span) for span in excused))


def _outermost(hits: list[Hit]) -> list[Hit]:
    return [h for h in hits if not any(o is not h and o.span.contains(h.span) and o.span != h.span for o in hits)]


def _signs(reading: Reading, hit: Hit) -> bool:
    """Whether the words are a place to sign and not part of a sentence about signing."""
    line = reading.line_at(hit.span)
    text = reading.fold_of(line)
    rest = reading.fold_of(Span(hit.span.end, line.end))
    lead = reading.fold_of(Span(line.start, hit.span.start))
    if hit.raw.casefold() == "in witness whereof":
        return True
    if len(text) > 160 or re.search(
        r"\b(?:shall|upon|after|before|within|when|valid|days|once|must|sign(?:ed)?\s+and\s+return)\b|本合同|生效|后",
        text,
        re.I,
    ):
        return False
    marked = bool(re.match(r"\s*(?:\([^)]{0,30}\))?\s*(?:[:：_]|$|\s{2,})", rest)) or "behalf" in hit.raw.casefold()
    bracket = bool(re.search(r"[(（]\s*$", lead)) and bool(re.match(r"[^)）]{0,14}[)）]", rest))
    if hit.raw.casefold() in SHY:
        return bool(re.match(r"\s*(?:[:：_]|\.{3,})", rest)) or bracket or "behalf" in hit.raw.casefold()
    return marked or bracket or len(text.split()) <= 6


def _place(reading: Reading, hit: Hit, parties: tuple[Party, ...], layout: tuple[Segment, ...]) -> Signature:
    line = reading.line_at(hit.span)
    text = reading.text
    around = reading.fold_of(Span(hit.span.start, min(len(text), line.end + REACH)))
    piece = next((s.span for s in layout if s.span.start <= hit.span.start < s.span.end), line)
    own = reading.fold_of(piece)
    above = reading.fold_of(Span(max(0, line.start - 120), line.start))
    head = _column(reading, hit.span, layout, -4, -1)
    foot = _column(reading, hit.span, layout, 0, 3)
    side = (
        _side_of_company(own, parties)
        or _side(reading, own)
        or _side_of_company(head, parties)
        or _side(reading, head)
        or _side(reading, _last_line(above))
        or _side_of_company(around[:160], parties)
    )
    stamped = bool(re.search(r"stamp|seal|chop|章", own + around[:160], re.IGNORECASE))
    return Signature(
        hit.span,
        Confidence.HIGH if side else Confidence.MEDIUM,
        side,
        hit.raw,
        has_legal_form(own) or any(has_legal_form(part) for part in around[:160].split("\n")[:2]),
        bool(NAME.search(around) or NAME.search(head) or PERSON.search(head) or PERSON.search(foot)),
        bool(TITLE.search(around) or TITLE.search(head) or PERSON.search(head) or PERSON.search(foot)),
        stamped,
    )


def _column(reading: Reading, span: Span, layout: tuple[Segment, ...], first: int, last: int) -> str:
    """What stands in a signature's own column, from so many rows above (or below) to so many."""
    own = next((s for s in layout if s.span.start <= span.start < s.span.end), None)
    if own is None:
        return ""
    reach = 60 if own.right else 12 if own.table is None else 999
    above = [
        s
        for s in layout
        if own.row + first <= s.row <= own.row + last and abs(s.left - own.left) <= reach and s.table == own.table
    ]
    return "\n".join(reading.fold_of(s.span) for s in above)


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]


def _side(reading: Reading, text: str) -> str:
    letter = re.search(r"[甲乙]方|party\s+[ab]\b", text, re.IGNORECASE)
    if letter:
        return side_of(reading, letter.group()) or ""
    sells, buys = SELLER.search(text), BUYER.search(text)
    if sells and buys:
        return ""
    return "seller" if sells else "buyer" if buys else ""


def _side_of_company(text: str, parties: tuple[Party, ...]) -> str:
    for party in parties:
        if party.role in ("seller", "buyer") and party.any_name:
            words = text.casefold()
            if any(name and name.casefold() in words for name in (party.name, party.name_zh)):
                return party.role
            for part in re.split(r"\n|\s{3,}|:", text):
                if has_legal_form(part) and same_party(part.strip(), party.any_name) >= 0.9:
                    return party.role
    return ""
