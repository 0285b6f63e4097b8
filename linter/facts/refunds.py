"""What a buyer can claim: windows, their start, remedies, proof, the seller's time to answer, and what is signed away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.amount_words import chinese_integer
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

Unit = Literal["days", "working days", "weeks", "months", "years", "hours"]


@dataclass(frozen=True, slots=True)
class Wording(Fact):
    """A wording found: `id` is the entry of refund_words.toml, `words` the paper's."""

    id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPeriod(Fact):
    """A period for claims. `number` counts `unit`s; `start` is receipt, arrival, shipment, inspection or discovery
    (empty where the paper does not say); `scope` what it is for: visible, hidden, quality, or all."""

    number: int = 0
    unit: Unit = "days"
    start: str = ""
    start_span: Span | None = None
    scope: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """Calendar days: working days count 7 for 5, a month 30, a year 365; hours round up to a day."""
        factor = {"days": 1.0, "working days": 7 / 5, "weeks": 7.0, "months": 30.0, "years": 365.0, "hours": 1 / 24}
        return max(1, round(self.number * factor[self.unit]))


@dataclass(frozen=True)
class RefundsFacts:
    """The refund and claims terms; `clauses` are the stretches that speak of them, `blank` empty captions."""

    clauses: tuple[Span, ...] = ()
    blank: tuple[Span, ...] = ()
    placeholder: bool = False
    mentions: tuple[Wording, ...] = ()
    periods: tuple[ClaimPeriod, ...] = ()
    remedies: tuple[Wording, ...] = ()
    proofs: tuple[Wording, ...] = ()
    choices: tuple[Wording, ...] = ()
    replies: tuple[ClaimPeriod, ...] = ()
    reply_promises: tuple[Wording, ...] = ()
    negotiation: tuple[Wording, ...] = ()
    next_order: tuple[Wording, ...] = ()
    waivers: tuple[Wording, ...] = ()
    deemed_acceptance: tuple[Wording, ...] = ()
    protected_by_platform_only: bool = False


def read(reading: Reading) -> RefundsFacts:
    """Read the refund and claims terms of a paper."""
    captions = reading.captioned("refund", "claims")
    clauses = _clauses(reading)
    replies, periods = _periods(reading, clauses)
    return RefundsFacts(
        clauses=clauses,
        blank=tuple(c.label for c in captions if reading.is_blank(c.value)),
        placeholder=any(reading.is_placeholder(c.value) for c in captions),
        mentions=_mentions(reading),
        periods=periods,
        remedies=_words(
            reading, ("refund", "replacement", "repair", "reduction", "compensation", "rejection"), clauses
        ),
        proofs=_words(reading, ("photo", "report", "sample"), clauses),
        choices=_words(reading, ("buyer", "seller"), clauses),
        replies=replies,
        reply_promises=_words(reading, ("reply",), clauses),
        negotiation=_words(reading, ("negotiation",), clauses),
        next_order=_next_order(reading),
        waivers=_waivers(reading),
        deemed_acceptance=_deemed(reading),
    )


# -- where claims are spoken of

CLAIM = re.compile(
    r"\b(?:claims?|complaints?|discrepanc\w+|refund\w*|defects?|defective|non-?conform\w*|lack of conformity|shortages?|returns?)\b"
    r"|索赔|异议|退款|退货|赔偿|质量问题|不合格|不符|投诉|退还|更换",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:force majeure|insurance|insurer|tax refund|vat refund|export rebate|late (?:delivery|shipment)|delay|carrier|infring\w+|patent|title|warrant(?:y|s|ies)|interest)\b"
    r"|不可抗力|保险|退税|逾期交货|迟延|延期|知识产权|质保期|保修|发票|报关|税",
    re.IGNORECASE,
)


def _clauses(reading: Reading) -> tuple[Span, ...]:
    """Values of refund and claims captions, and sentences elsewhere that say what a claim leads to or needs."""
    found = [c.value for c in reading.filled("refund", "claims") if c.value is not None]
    for sentence in reading.sentences:
        if any(span.contains(sentence) for span in found):
            continue
        if _is_claim_sentence(reading, sentence):
            found.append(sentence)
    kept: list[Span] = []
    for span in sorted(set(found), key=lambda s: (s.start, -s.end)):
        if not any(other.contains(span) for other in kept):
            kept.append(span)
    return tuple(kept)


def _is_claim_sentence(reading: Reading, sentence: Span) -> bool:
    words = reading.fold_of(sentence)
    if not CLAIM.search(words) or ELSEWHERE.search(words):
        return False
    remedies = [h for h in reading.hits("refund_words", sentence) if h.id in REMEDIES]
    return bool(
        remedies or PERIOD.search(words) or RAISING.search(words) or reading.hits("refund_words.reply", sentence)
    )


RAISING = re.compile(
    r"\b(?:rais\w+|lodg\w+|fil(?:e|ed)|submit\w*|present\w*|notif\w+|inform\w*|must reach|should be made|report(?:ed)?)\b"
    r"|\b(?:entitled to|may|right to|can) claim\b|\bclaim (?:against|from) the (?:seller|supplier)"
    r"|提出|通知|反馈|投诉|向(?:卖方|供方|乙方|甲方)索赔|有权索赔",
    re.IGNORECASE,
)
REMEDIES = frozenset({"refund", "replacement", "repair", "reduction", "compensation", "rejection"})


def _mentions(reading: Reading) -> tuple[Wording, ...]:
    """Cues of the topics anywhere, negation and vetoes respected."""
    hits = reading.cues("refund") + reading.cues("claims")
    return tuple(
        Wording(h.span, Confidence.MEDIUM, h.id, h.raw)
        for h in hits
        if not ELSEWHERE.search(reading.fold_of(reading.sentence_at(h.span)))
    )


# -- periods

COUNT = r"(?P<n>\d{1,3})(?:\s*\(\s*[a-z-]+\s*\))?|(?:[a-z-]+\s*)?\(\s*(?P<p>\d{1,3})\s*\)|(?P<z>[一二三四五六七八九十百]{1,4})|(?P<w>one|two|three|five|six|seven|ten|twelve|fourteen|fifteen|twenty|thirty|forty-five|sixty|ninety)"
UNIT = r"(?P<u>(?:calendar|natural|consecutive|working|business|bank(?:ing)?)?\s*(?:days?|weeks?|months?|years?|hours?|hrs?)\b|个?工作日|个?自然日|天|日|周|个月|年|小时)"
PERIOD = re.compile(rf"(?<![A-Za-z0-9.,%-])(?:{COUNT})\s*-?\s*{UNIT}(?:'|s')?", re.IGNORECASE)
WORDS = {
    "one": 1, "two": 2, "three": 3, "five": 5, "six": 6, "seven": 7, "ten": 10, "twelve": 12, "fourteen": 14,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
SENDING = re.compile(
    r"\b(?:refund(?:ed)?|paid|pay|replac\w+|repair\w*|compensat\w*|deliver(?:ed)?|ship(?:ped)?|reimburs\w+|settle\w*)\b[^.;]{0,30}$|退款[^。；]{0,10}$",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"\b(?:claims?|complaints?|notif\w+|notice|lodg\w+|fil(?:e|ed)|rais\w+|present\w*|report(?:ed)?|inform\w*|discrepanc\w+|object\w*|inspect\w*|reject\w*|re-?inspect\w*|return(?:s|ed)?|accepted|window)\b"
    r"|提出|异议|索赔|通知|投诉|反馈|退换|检验|验收|申请",
    re.IGNORECASE,
)


def _periods(reading: Reading, clauses: tuple[Span, ...]) -> tuple[tuple[ClaimPeriod, ...], tuple[ClaimPeriod, ...]]:
    """(the seller's periods to answer, the buyer's periods to claim)."""
    replies: list[ClaimPeriod] = []
    claims: list[ClaimPeriod] = []
    for clause in clauses:
        for match in reading.find(PERIOD, clause):
            number = _count(match.groups, match.names)
            if not number:
                continue
            period = _period(reading, match.span, number, match["u"], clause)
            sentence = reading.sentence_at(match.span)
            if _is_reply(reading, match.span, sentence):
                replies.append(period)
            elif _is_claim(reading, match.span, sentence):
                claims.append(period)
    return tuple(replies), tuple(claims)


def _count(groups: tuple[str | None, ...], names: tuple[tuple[str, int], ...]) -> int:
    named = {name: groups[index] for name, index in names}
    digits = named.get("n") or named.get("p")
    if digits:
        return int(digits)
    if named.get("z"):
        return int(chinese_integer(named["z"] or "") or 0)
    return WORDS.get((named.get("w") or "").lower(), 0)


def _period(reading: Reading, span: Span, number: int, unit: str, clause: Span) -> ClaimPeriod:
    start = _start(reading, span, clause)
    sentence = reading.sentence_at(span)
    return ClaimPeriod(
        span,
        Confidence.HIGH if start else Confidence.MEDIUM,
        number,
        _unit(unit),
        start.id if start else "",
        start.span if start else None,
        tuple(dict.fromkeys(h.id for h in _near_scope(reading, span, sentence))),
    )


def _unit(raw: str) -> Unit:
    raw = raw.lower()
    if "working" in raw or "business" in raw or "bank" in raw or "工作" in raw:
        return "working days"
    for mark, unit in (("hour", "hours"), ("hr", "hours"), ("小时", "hours"), ("week", "weeks"), ("周", "weeks"),
                       ("month", "months"), ("月", "months"), ("year", "years"), ("年", "years")):  # fmt: skip
        if mark in raw:
            return unit  # type: ignore[return-value]
    return "days"


def _start(reading: Reading, span: Span, clause: Span) -> Hit | None:
    """The event that the period counts from: behind it in English, before it in Chinese, in the same sentence."""
    sentence = reading.sentence_at(span)
    hits = [h for h in reading.hits("refund_words", sentence) if h.id in EVENTS]
    behind = [h for h in hits if 0 <= h.span.start - span.end <= 45]
    before = [h for h in hits if 0 <= span.start - h.span.end <= 25]
    chosen = behind or before or hits
    chosen.sort(key=lambda h: (abs(h.span.start - span.end), -len(h.span)))
    if not chosen:
        return None
    first = chosen[0]
    # "arrival at the port" says more than "after arrival", which says less than "receipt".
    same = [h for h in chosen if h.span.overlaps(first.span)]
    return max(same, key=lambda h: len(h.span))


EVENTS = frozenset({"receipt", "arrival", "shipment", "inspection", "discovery"})


def _near_scope(reading: Reading, span: Span, sentence: Span) -> Iterator[Hit]:
    before = reading.text[sentence.start : span.start]
    border = max(before.rfind(mark) for mark in (";", "；", "，"))
    part = Span(sentence.start + max(0, border), min(sentence.end, span.end + 40))
    yield from (h for h in reading.hits("refund_words", part) if h.id in ("visible", "hidden", "quality"))


def _is_reply(reading: Reading, span: Span, sentence: Span) -> bool:
    replies = [h for h in reading.hits("refund_words.reply", sentence)]
    return any(abs(h.span.end - span.start) <= 40 or abs(h.span.start - span.end) <= 40 for h in replies)


def _is_claim(reading: Reading, span: Span, sentence: Span) -> bool:
    before = reading.text[sentence.start : span.start]
    if SENDING.search(before) and not re.search(r"\bif\b|\bwhere\b|如|若", before, re.IGNORECASE):
        return bool(NOTICE.search(reading.text[max(sentence.start, span.start - 25) : span.start]))
    return bool(NOTICE.search(reading.fold_of(sentence)))


# -- wordings


def _words(reading: Reading, ids: tuple[str, ...], clauses: tuple[Span, ...]) -> tuple[Wording, ...]:
    found = [
        Wording(h.span, Confidence.HIGH, h.id, h.raw)
        for clause in clauses
        for h in reading.hits("refund_words", clause)
        if h.id in ids and not reading.negated(h.span)
    ]
    return tuple(found)


def _next_order(reading: Reading) -> tuple[Wording, ...]:
    remedy = REMEDIES
    found = []
    for hit in reading.hits("refund_words.next_order"):
        sentence = reading.sentence_at(hit.span)
        if any(h.id in remedy for h in reading.hits("refund_words", sentence)):
            found.append(Wording(hit.span, Confidence.HIGH, hit.id, hit.raw))
    return tuple(found)


def _waivers(reading: Reading) -> tuple[Wording, ...]:
    """ "No refund" wordings that no carve-out for the seller's breach or a fee by nature goes with."""
    found = []
    for hit in reading.hits("refund_words.no_refund"):
        sentence = reading.sentence_at(hit.span)
        if not reading.hits("refund_words.carve_out", sentence):
            found.append(Wording(hit.span, Confidence.HIGH, hit.id, hit.raw))
    return tuple(found)


def _deemed(reading: Reading) -> tuple[Wording, ...]:
    """Acceptance at shipment, loading, factory inspection or payment; a neutral certificate is told by the rule."""
    return tuple(
        Wording(h.span, Confidence.HIGH, h.id, h.raw)
        for h in reading.hits("refund_words.deemed_accepted")
        if not reading.negated(h.span) and not _about_arbitration(reading, h.span)
    )


def _about_arbitration(reading: Reading, span: Span) -> bool:
    around = reading.fold_of(reading.sentence_at(span))
    return bool(re.search(r"\barbitra|\baward\b|\bcourt\b|仲裁|裁决|notice", around, re.IGNORECASE))
