"""What a buyer can claim: windows, their start, remedies, proof, the time to answer, and what is signed away."""

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
    def whole(self) -> Span:
        """The period with the words that it counts from."""
        return self.span.cover(self.start_span) if self.start_span else self.span

    @property
    def days(self) -> int:
        """Calendar days: working days count 7 for 5, a month 30, a year 365; hours round up to a day."""
        factor = {"days": 1.0, "working days": 7 / 5, "weeks": 7.0, "months": 30.0, "years": 365.0, "hours": 1 / 24}
        return max(1, round(self.number * factor[self.unit]))


@dataclass(frozen=True)
class RefundsFacts:
    """The refund and claims terms; `clauses` are the stretches that speak of them, `blank` empty captions.

    `short_lived`: the paper names goods that spoil, for which short windows are the custom.
    """

    clauses: tuple[Span, ...] = ()
    blank: tuple[Span, ...] = ()
    placeholder: bool = False
    mentions: tuple[Wording, ...] = ()
    periods: tuple[ClaimPeriod, ...] = ()
    remedies: tuple[Wording, ...] = ()
    proofs: tuple[Wording, ...] = ()
    choices: tuple[Wording, ...] = ()
    replies: tuple[ClaimPeriod, ...] = ()
    remedied: tuple[ClaimPeriod, ...] = ()
    reply_promises: tuple[Wording, ...] = ()
    negotiation: tuple[Wording, ...] = ()
    next_order: tuple[Wording, ...] = ()
    waivers: tuple[Wording, ...] = ()
    deemed_acceptance: tuple[Wording, ...] = ()
    short_lived: bool = False


def read(reading: Reading) -> RefundsFacts:
    """Read the refund and claims terms of a paper."""
    captions = reading.captioned("refund", "claims")
    clauses = _clauses(reading)
    replies, periods, remedied = _periods(reading, clauses)
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
        remedied=remedied,
        reply_promises=_words(reading, ("reply",), clauses),
        negotiation=_words(reading, ("negotiation",), clauses),
        next_order=_next_order(reading),
        waivers=_waivers(reading),
        deemed_acceptance=_deemed(reading),
        short_lived=bool(reading.hits("refund_words.short_lived")),
    )


# -- where claims are spoken of

CLAIM = re.compile(
    r"\b(?:claims?|complaints?|discrepanc\w+|refund\w*|defects?|defective|non-?conform\w*|lack of conformity|shortages?|returns?|(?:quality|any) (?:problem|issue|trouble)s?|(?:wrong|faulty) (?:articles?|goods|items?)|faults?)\b"
    r"|索赔|异议|退款|退货|赔偿|质量问题|不合格|不符|投诉|退还|更换",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:force majeure|insurance|insurer|tax refund|vat refund|export rebate|late (?:delivery|shipment)|delay|carrier|infring\w+|patent|title|warrant(?:y|s|ies)|interest)\b"
    r"|不可抗力|保险|退税|逾期交货|迟延|延期|知识产权|质保期|保修|发票|报关|税|无法交付",
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
    if not DEFECT.search(words) and CANCELS.search(words):
        return False
    remedies = [h for h in reading.hits("refund_words", sentence) if h.id in REMEDIES]
    return bool(
        remedies or PERIOD.search(words) or RAISING.search(words) or reading.hits("refund_words.reply", sentence)
    )


DEFECT = re.compile(
    r"\b(?:claims?|complaints?|discrepanc\w+|defects?|defective|non-?conform\w*|conform|shortages?|problems?|damaged)\b"
    r"|索赔|异议|质量|瑕疵|缺陷|不合格|不符|短少",
    re.IGNORECASE,
)
# A refund after cancellation belongs to delay or force majeure, not to claims for the goods.
CANCELS = re.compile(
    r"\bcancel\w*|\bterminat\w+|\badvances?\b|\ball payments\b|\bterms\b|\bsettlement\b|解除|预付款|取消",
    re.IGNORECASE,
)
RAISING = re.compile(
    r"\b(?:(?:be\s)?made|rais\w+|lodg\w+|fil(?:e|ed)|submit\w*|present\w*|notif\w+|inform\w*|must reach|report(?:ed)?)\b"
    r"|\b(?:entitled to|may|right to|can) claim\b|\bcontact us\b|\bclaim (?:against|from) the (?:seller|supplier)"
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
# What a period in a claims clause is for, told by the words between the marks around it.
ANSWERS = re.compile(
    r"\b(?:repl(?:y|ies|ied)|answers?|answered|respon(?:d|ds|se)|we check|checks? (?:it|the)|feedback|proposal)\b|答复|回复|反馈意见|给予处理",
    re.IGNORECASE,
)
PERFORMS = re.compile(
    r"\b(?:refund(?:ed|s)?|money back|pays?|paid|pays? back|returns? (?:all|the|advances)|replac\w+|remake|repair\w*|compensat\w*|"
    r"new (?:pieces|parts|tiles|boards|mats|goods|ones|units)|deliver(?:ed)?|reimburs\w+|settle\w*|make good|credit(?:ed)?|price reduction)\b"
    r"|退款|退还|更换|补发|换货|免费|维修|返工|减价",
    re.IGNORECASE,
)
ESCALATES = re.compile(
    r"\b(?:without|no|failing) (?:agreement|solution|settlement)|not (?:agreed|settled)|\bescalat\w+|\bday ten\b|\bon day\b|(?<!not )(?<!no )\blate(?:r)?\b|\bdelay|"
    r"\bcancel|\beither (?:party|side)|\bterminat|\bforce majeure|\bwarrant|\bguarantee|\binterest\b"
    r"|未达成|逾期超过|延迟|解除|不可抗力|质保|保修",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"\b(?:claims?|complaints?|notif\w+|notice|lodg\w+|fil(?:e|ed)|rais\w+|present\w*|report(?:ed)?|inform\w*|discrepanc\w+|object\w*|"
    r"inspect\w*|reject\w*|re-?inspect\w*|accepted|window|tell us|send (?:us )?(?:photos?|videos?|pictures?)|defects?|defective|damages?|shortages?|"
    r"breakage|missing|faults?|problems?|quality|quantity|weight)\b"
    r"|提出|异议|索赔|通知|投诉|反馈|退换|检验|验收|申请|外观|短少|瑕疵|缺陷",
    re.IGNORECASE,
)
MARK = re.compile(r"[.;,:。；，：\n(（]")


def _periods(reading: Reading, clauses: tuple[Span, ...]) -> tuple[tuple[ClaimPeriod, ...], ...]:
    """(the seller's periods to answer, the buyer's periods to claim, the periods in which the seller makes good)."""
    found: dict[str, dict[Span, ClaimPeriod]] = {"reply": {}, "claim": {}, "remedy": {}}
    for clause in clauses:
        for match in reading.find(PERIOD, clause):
            number = _count(match.groups, match.names)
            kind = _kind(reading, match.span, clause) if number else ""
            if kind:
                found[kind].setdefault(match.span, _period(reading, match.span, number, match["u"], clause))
    return tuple(tuple(periods.values()) for periods in found.values())


def _kind(reading: Reading, span: Span, clause: Span) -> str:
    """ "claim", "reply", "remedy", or nothing for periods of escalation and other matters."""
    before, after = _around(reading, span, clause)
    words = before + " \x00 " + after
    start = _start(reading, span, clause)
    near = Span(span.start - len(before) - 2, span.end + len(after) + 2)
    event = start is not None and (near.contains(start.span) or not (ANSWERS.search(words) or PERFORMS.search(words)))
    if ESCALATES.search(before) or (ESCALATES.search(after) and not event):
        return ""
    if ANSWERS.search(words) and not event:
        return "reply"
    if PERFORMS.search(before) or (PERFORMS.search(after) and not event):
        return "remedy"
    if event or NOTICE.search(words):
        return "claim"
    # `Claims: 30 days`: the period opens the clause.
    if not reading.text[clause.start : span.start].strip(" \n-–:："):
        return "claim"
    # "Refund policy: full refund if ..., payable within 10 days": the remedy stands further off in its sentence.
    sentence = reading.sentence_at(span)
    return "remedy" if PERFORMS.search(reading.fold_of(Span(sentence.start, span.start))) else ""


def _around(reading: Reading, span: Span, clause: Span) -> tuple[str, str]:
    """The folded words before and behind a period up to the next marks."""
    head = reading.fold_of(Span(clause.start, span.start))
    tail = reading.fold_of(Span(span.end, clause.end))
    cuts = [m.end() for m in MARK.finditer(head)]
    if cuts and re.fullmatch(r"(?:\s|within|in|在|于)*", head[cuts[-1] :]):
        cuts.pop()
    stop = MARK.search(tail)
    return head[cuts[-1] if cuts else 0 :], tail[: stop.start()] if stop else tail


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
    """The kinds of defects that the words just before the period name."""
    before = reading.text[sentence.start : span.start]
    cuts = [m.start() for m in re.finditer(r"[;；,，.。]|\band\b|\n", before)]
    for cut in [*reversed(cuts), -1]:
        part = Span(sentence.start + cut + 1, span.end)
        found = [h for h in reading.hits("refund_words", part) if h.id in ("visible", "hidden", "quality")]
        if found:
            yield from found
            return


# -- wordings


def _words(reading: Reading, ids: tuple[str, ...], clauses: tuple[Span, ...]) -> tuple[Wording, ...]:
    found = [
        Wording(h.span, Confidence.HIGH, h.id, h.raw)
        for clause in clauses
        for h in reading.hits("refund_words", clause)
        if h.id in ids and not reading.negated(h.span)
    ]
    return tuple(found)


MAKES_GOOD = re.compile(
    r"\bma(?:d|k)e good\b|\bdiscount\b[^.;]{0,40}\b(?:defect|damage|fault|short|quality)|\b(?:defect|damage|fault|short)\w*"
    r"[^.;]{0,60}\bdiscount\b",
    re.IGNORECASE,
)


def _next_order(reading: Reading) -> tuple[Wording, ...]:
    remedy = REMEDIES
    found = []
    for hit in reading.hits("refund_words.next_order"):
        sentence = reading.sentence_at(hit.span)
        made_good = MAKES_GOOD.search(reading.fold_of(sentence))
        if made_good or any(h.id in remedy for h in reading.hits("refund_words", sentence)):
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
        if not reading.negated(h.span)
        and not _is_other_matter(reading, h.span)
        and not reading.hits("refund_words.reply", reading.sentence_at(h.span))
    )


def _is_other_matter(reading: Reading, span: Span) -> bool:
    """Whether an award, a notice, a claim or an order is accepted or final, not the goods."""
    sentence, line = reading.sentence_at(span), reading.line_at(span)
    # A run-in heading ("Deemed Acceptance.") is explained by the sentence behind it.
    around = reading.fold_of(line if len(sentence) < 40 else sentence)
    return bool(
        re.search(
            r"\barbitra|\baward\b|\bcourt\b|仲裁|裁决|notice|\bclaim (?:is|counts|stands)|接受索赔|答复|"
            r"\b(?:accept(?:ed|ance)?|confirm(?:ed|s)?|reject(?:s|ed)?)\b[^.;]{0,30}\b(?:orders?|offers?|quotations?|proforma|"
            r"changes?|amendments?|drawings?|artwork|samples?)\b|\b(?:orders?|offers?|quotations?)\b[^.;]{0,20}\b(?:deemed|considered|regarded)|接受(?:订单|报价)|(?:订单|报价)[^。；]{0,12}视为接受",
            around,
            re.IGNORECASE,
        )
    )
