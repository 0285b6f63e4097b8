"""Party blocks: a role's caption and the lines under or beside it, in their own column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tradelint.facts.captions import Caption
from tradelint.facts.parties_layout import Segment
from tradelint.facts.parties_names import ADDRESS
from tradelint.facts.reading import Reading
from tradelint.text import Span

ROLES = {
    "seller": "seller",
    "buyer": "buyer",
    "party_from": "from",
    "party_to": "to",
    "party_a": "a",
    "party_b": "b",
    "shipper": "shipper",
    "consignee": "consignee",
    "notify": "notify",
    "ship_to": "ship_to",
    "manufacturer": "manufacturer",
    "agent": "agent",
}
HEAD_TOPICS = frozenset([*ROLES, "ports", "ports_dest"])
INSIDE = frozenset(
    ["party_name", "address", "phone", "fax", "messaging", "email", "website", "contact", "representative",
     "registration", "tax_number"]
)  # fmt: skip
# Captions of a bank block, also where they share a word with a party's ("account name", 开户名称): they end the party.
BANKING = frozenset(
    [
        "beneficiary",
        "beneficiary_address",
        "bank_name",
        "bank_branch",
        "bank_address",
        "account",
        "iban",
        "bic",
        "bank_block",
    ]
)
DEEPEST = 12
GAP = 0.9
PAGE_GAP = 1.3
MANY = 5
NUMBERED = re.compile(r"\(?\d{1,2}[.)、]\s*[^\W\d]|第[一二三四五六七八九十]{1,3}[条章]|[一二三四五六七八九十]{1,2}、")
# Words that make a role's caption one of something else: `Supplier Code`, `Accepted by (Buyer)`, 甲方签字.
OTHER = re.compile(
    r"\b(?:code|no|number|ref|reference|id|order|account|bank|signatures?|sign(?:ed)?|behalf|stamp|seal|chop|by|date|phone|tel|e-?mail|fax|po|p\.o|"
    r"obligations?|rights?|liabilit\w+|responsib\w+|dut(?:y|ies)|warrant\w+|default|breach|vat|tax|currency|type|category|group)\b|"
    r"签|章|责任|义务|权利|违约|账|电话|编号|日期|代表",
    re.IGNORECASE,
)
DUTY = re.compile(r"应[在于当向按予]|须[在于向按]|负责|\b(?:shall|must|will)\b")
SIGNS = re.compile(r"\W*(?:(?:authori[sz]ed\s+)?signature|signed|stamp|seal|签字|盖章|签章)", re.IGNORECASE)
VERB = re.compile(r"[是应须可有将在与和对向已未均不保]|(?:is|are|shall|will|may|has|have|agrees?|must)\b")
SENTENCE = re.compile(
    r"\b(?:shall|sells?|buys?|confirm(?:s|ed)?|undertakes?|hereby|agrees?|whereas|this\s+(?:contract|agreement|invoice))\b|双方|鉴于|本合同",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice inside a party block: `topic` of the caption it stands behind ("" for a free line)."""

    span: Span
    topic: str = ""
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class PartyBlock:
    """A role's caption with the pieces of text that belong to it."""

    label: Span
    roles: tuple[str, ...]
    pieces: tuple[Piece, ...] = field(default=())
    layer: str = "body"
    row: int = 0
    marked: bool = True


def find_blocks(reading: Reading, layout: tuple[Segment, ...]) -> tuple[PartyBlock, ...]:
    """Every party block, in text order."""
    return tuple(_Finder(reading, layout).run())


class _Finder:
    def __init__(self, reading: Reading, layout: tuple[Segment, ...]) -> None:
        self.reading = reading
        self.text = reading.text
        self.layout = layout
        self.rows: dict[int, list[Segment]] = {}
        for segment in layout:
            self.rows.setdefault(segment.row, []).append(segment)
        # Column heads that are no captions of their own come first: they split a label that runs over both columns.
        known = set(reading.captions)
        bare = [s.caption for s in layout if s.caption is not None and s.caption not in known]
        self.captions = self._unique((*bare, *reading.captions))
        self.titles = [h.span for h in reading.hits("kinds") if h.key.endswith(".headings")]

    def _unique(self, captions: tuple[Caption, ...]) -> list[Caption]:
        """One caption for each label; a cell's label counts once although line and table both find it."""
        kept: dict[int, Caption] = {}
        for caption in captions:
            other = kept.get(caption.label.start)
            if other is None or (not other.topics and caption.topics):
                kept[caption.label.start] = caption
        return [kept[at] for at in sorted(kept)]

    def run(self) -> list[PartyBlock]:
        found = []
        for caption in self.captions:
            roles = tuple(ROLES[topic] for topic in caption.topics if topic in ROLES)
            if roles and OTHER.search(self._beside_topic(caption)):
                continue
            segment = self._segment(caption.label) if roles else None
            if segment is None or caption.label.end > segment.span.end + 1:
                continue
            block = self._block(caption, roles, segment)
            if block is not None:
                found.append(block)
        return found

    def _beside_topic(self, caption: Caption) -> str:
        """The words of a label without the phrase that names the role."""
        words = list(self.text[caption.label.start : caption.label.end])
        for hit in self.reading.hits("labels", caption.label):
            if hit.id in ROLES:
                for at in range(hit.span.start, hit.span.end):
                    words[at - caption.label.start] = " "
        return "".join(words)

    def _segment(self, label: Span) -> Segment | None:
        return next((s for s in self.layout if s.span.start <= label.start < s.span.end), None)

    def _block(self, caption: Caption, roles: tuple[str, ...], segment: Segment) -> PartyBlock | None:
        after = re.match(r"[\s:：)）\]】\"”'.,=-]*", self.text[caption.label.end : segment.span.end])
        start = caption.label.end + (after.end() if after else 0)
        marked = bool(re.search(r"[:：]", self.text[caption.label.end : start])) or start >= segment.span.end
        rest = Span(start, max(start, segment.span.end))
        if not marked and segment.table is None and SENTENCE.search(self.text[rest.start : rest.end]):
            return None
        if not marked and (VERB.match(self.text[rest.start : rest.end]) or self._in_clause(rest)):
            return None
        pieces = self._pieces(rest)
        right = self._right_bound(segment, bool(len(rest)))
        beside = [s for s in self.rows[segment.row] if segment.left < s.left < right and s.table == segment.table]
        pieces += self._row_pieces(beside)
        pieces += self._below(segment, right, bool(pieces))
        if any(SIGNS.match(self.text[p.span.start : p.span.end]) for p in pieces[:2]):
            return None
        return PartyBlock(caption.label, roles, tuple(pieces), segment.layer, segment.row, marked)

    def _in_clause(self, rest: Span) -> bool:
        """`4. The Buyer (Nordfell GmbH) shall ...`, 买方(...)应在: a sentence that names the role."""
        words = self.text[rest.start : rest.end]
        return bool(DUTY.search(words)) and words.startswith(("(", "（"))

    def _right_bound(self, segment: Segment, filled: bool) -> int:
        """Where the next column begins: the next segment on the row that opens with a caption of its own."""
        for other in self.rows[segment.row]:
            beside = other.left > segment.left and other.table == segment.table
            if beside and (filled or self._foreign_label(other) or self._is_head_row(segment)):
                # Columns may be set flush right: the border lies between the captions.
                return other.left - (2 * (other.left - segment.right) // 5 if segment.right else 0)
        return 10**9

    def _is_head_row(self, segment: Segment) -> bool:
        """Whether a row holds two bare role captions: then every piece of it heads a column."""
        row = [s for s in self.rows[segment.row] if s.table == segment.table and s.caption is not None]
        bare = [s for s in row if s.caption is not None and len(s.caption.label) >= len(s.span) - 2]
        return len([s for s in bare if s.caption is not None and set(s.caption.topics) <= HEAD_TOPICS]) >= 2

    def _left_bound(self, segment: Segment) -> int:
        before = [s for s in self.rows[segment.row] if s.left < segment.left and s.caption is not None]
        if not segment.right or not before or not self._foreign_label(before[-1]):
            return segment.left - segment.slack
        return segment.left - max(segment.slack, 2 * (segment.left - before[-1].right) // 5)

    def _foreign_label(self, segment: Segment) -> bool:
        return segment.caption is not None and self._foreign(segment.caption)

    def _foreign(self, caption: Caption) -> bool:
        topics = set(caption.topics)
        return not topics or not topics <= INSIDE

    def _below(self, segment: Segment, right: int, filled: bool) -> list[Piece]:
        found: list[Piece] = []
        strangers, last = 0, segment
        for row in range(segment.row + 1, segment.row + 1 + DEEPEST):
            inside = self._in_column(row, segment, right)
            if self._ends(row, inside, segment, last, filled or bool(found)):
                break
            opening = inside[0].caption if inside else None
            topics = set(opening.topics) - {"title"} if opening is not None else set()
            if opening is not None and topics and (topics & BANKING or not topics & INSIDE):
                break
            strangers += opening is not None and not topics and not self._is_address(opening)
            if strangers > 3:
                break
            found += self._row_pieces(inside)
            last = inside[-1] if inside else last
        return found

    def _is_address(self, caption: Caption) -> bool:
        """`Plot S40805, Plot No.: 12`: a topicless caption inside an address."""
        label = self.text[caption.label.start : caption.label.end]
        return not caption.topics and bool(re.search(r"\d", label)) and bool(ADDRESS.search(label))

    def _row_pieces(self, segments: list[Segment]) -> list[Piece]:
        """The pieces of one row: a caption alone in its segment has its value in the next one."""
        found: list[Piece] = []
        waiting: Piece | None = None
        for part in segments:
            caption = part.caption
            if caption is not None and self._is_address(caption):
                found.append(Piece(part.span))
                continue
            if waiting is not None and (caption is None or self._is_value(caption, part)):
                if waiting.topic != "other":
                    found.append(Piece(part.span, waiting.topic, waiting.label))
                waiting = None
                continue
            if waiting is not None and waiting.topic != "other":
                found.append(waiting)
            waiting = None
            pieces = self._pieces(part.span)
            if pieces and pieces[-1].label is not None and not len(pieces[-1].span):
                waiting = pieces.pop()
            found += [piece for piece in pieces if piece.topic != "other"]
        return [*found, waiting] if waiting is not None and waiting.topic != "other" else found

    def _is_value(self, caption: Caption, part: Segment) -> bool:
        """Whether words that could be a caption stand for themselves here: no colon behind them."""
        return not self._marked(caption) and caption.label.start == part.span.start and "party_name" in caption.topics

    def _in_column(self, row: int, segment: Segment, right: int) -> list[Segment]:
        low, high = self._left_bound(segment), right - segment.slack
        return [s for s in self.rows.get(row, []) if low <= s.left < high and s.table == segment.table]

    def _ends(self, row: int, inside: list[Segment], segment: Segment, last: Segment, filled: bool) -> bool:
        everything = self.rows.get(row, [])
        if not everything:
            return segment.table is None
        if not inside:
            return everything[0].table != segment.table or everything[0].top - last.bottom > 6
        first = inside[0]
        words = self.text[first.span.start : first.span.end]
        own = first.caption is not None and bool(set(first.caption.topics) & INSIDE)
        room = PAGE_GAP if segment.right else GAP
        foreign = first.caption is not None and bool(first.caption.topics) and not own
        return (
            (first.top - last.bottom > (3 if own else room) and filled)
            or (first.heading and (foreign or not segment.heading or filled))
            or first.layer != segment.layer
            or (segment.table is not None and len(everything) >= MANY)
            or (segment.table is None and segment.slack != 3 and len(everything) >= MANY + 1)
            or bool(NUMBERED.match(words))
            or bool(SENTENCE.search(words))
            or self._is_title(first.span)
        )

    def _is_title(self, span: Span) -> bool:
        return any(span.contains(t) and len(t) * 2 > len(span) for t in self.titles)

    def _pieces(self, span: Span) -> list[Piece]:
        """A slice cut at the captions inside it."""
        if not len(span):
            return []
        inner = [
            c
            for c in self.captions
            if span.start <= c.label.start and c.label.end <= span.end and (set(c.topics) & INSIDE or self._marked(c))
        ]
        inner = [c for c in inner if self._sits(c, span)]
        bounds = [c.label.start for c in inner] + [span.end]
        found = [Piece(_trim(self.text, Span(span.start, bounds[0])))] if bounds[0] > span.start else []
        for caption, end in zip(inner, bounds[1:], strict=True):
            known = [t for t in caption.topics if t in INSIDE and not set(caption.topics) & BANKING]
            topic = known[0] if known else caption.topics[0] if caption.topics else "other"
            found.append(Piece(_trim(self.text, Span(caption.label.end, end)), topic, caption.label))
        return [p for p in found if len(p.span) or p.topic]

    def _marked(self, caption: Caption) -> bool:
        label = self.text[caption.label.start : caption.label.end]
        return label.rstrip().endswith((":", "：")) or bool(
            re.match(r"\s*[)）]?\s*[:：]", self.text[caption.label.end : caption.label.end + 6])
        )

    def _sits(self, caption: Caption, span: Span) -> bool:
        """A caption word inside a name ("Company Limited") is none: it needs a colon or the start of the slice."""
        if self._marked(caption):
            return True
        if caption.label.start > span.start + 2:
            return False
        behind = self.text[caption.label.end : span.end]
        return "party_name" not in caption.topics and not re.match(r"\s+(?:Limited|Ltd|Co\b)", behind, re.I)


def _trim(text: str, span: Span) -> Span:
    chars = ' \t\n\r\u00a0\u3000:：|│┃*"“”'
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip(chars))
    right = len(raw) - len(raw.rstrip(chars))
    start = span.start + left
    return Span(start, max(start, span.end - right))
