"""What follows when the seller is late: damages, cap, grace, cancellation, refund."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.shipment_period import find_periods
from tradelint.facts.values import Money, Percent, find_money, find_percent
from tradelint.levels import Confidence
from tradelint.text import Span

# The seller's lateness, in running text; late payment is another matter.
LATE = re.compile(
    r"\b(?:late|delayed|overdue|belated)\s(?:\w+\s){0,2}(?:deliver\w*|ship\w*|dispatch)|"
    r"\bdelay\w*\s(?:in|of|on|with)\s(?:the\s)?(?:\w+\s){0,2}(?:deliver\w*|ship\w*|supply|dispatch|goods)|"
    r"(?:deliver\w*|ship\w*)\s(?:is|are|be|was|being|has been|have been)?\s?(?:late|delayed|overdue)|"
    r"\b(?:fails?|failure|failed|unable|neglects?|cannot|can\snot|could\snot|does\snot|do\snot|"
    r"did\snot)\s(?:by\s(?:the\s)?seller\s)?(?:to\s)?(?:make\s|effect\s|complete\s)?(?:the\s)?"
    r"(?:deliver\w*|ship\w*|dispatch|supply|load)|(?:deliver|ship)\w*\s[^.;]{0,40}\b(?:beyond|later than|"
    r"after)\sthe\s(?:\w+\s)?(?:date|time|deadline|period)|"
    r"per\s(?:day|week|calendar day|working day)\sof\s(?:delay|late)|(?:for|per)\s(?:each|every)\s(?:full\s|"
    r"complete\s|started\s)?(?:day|week)\s(?:of\s)?(?:delay|late)|\bdelay\b[^.;]{0,40}\b(?:seller|supplier)|"
    r"(?:seller|supplier|vendor)s?\b[^.;]{0,60}\bdelay|shipment is later than|"
    r"(?:逾期|延期|迟延|延迟|延误|推迟|迟|拖延|未(?:能)?按(?:时|期|照?[^，。；]{0,12}(?:时间|期限|日期))|不(?:能)?按(?:时|期|照?[^，。；]{0,12}(?:时间|期限|"
    r"日期)))(?:[^，。；]{0,14})(?:交货|交付|发货|装运|出货|供货|到货|送货|装船|交运)|"
    r"(?:交货|发货|装运|交付|供货)[^，。；]{0,6}(?:逾期|延期|迟延|延迟|延误)|每(?:逾期|延误|延迟|延期|迟延|晚交?)(?:一|1)?(?:天|日|周)",
    re.IGNORECASE,
)
BUYER_LATE = re.compile(
    r"(?:late|delayed|overdue|delay\w*\s(?:in|of)(?:\sthe|\smaking)?)\s(?:pay\w*|opening|instalment)|"
    r"payments?\s(?:is|are)?\s?(?:late|delayed|overdue|not\s(?:made|received))|"
    r"(?:buyer|purchaser|customer)s?\s(?:fails?|delays?|is\slate|does\snot|neglects?)|(?:逾期|延期|迟延|延迟|拖延|未按时|不按时|"
    r"未按期)[^，。；]{0,8}(?:付|支付|打款|提货|收货|接货|开证)|"
    r"interest\son\s(?:late|overdue|arrears)|late\sfees?\son\s(?:unpaid|overdue|late)|(?:买方|需方|甲方|"
    r"乙方)[^，。；]{0,6}(?:逾期|迟延|延期)(?:付|支付)",
    re.IGNORECASE,
)
PER = re.compile(
    r"(?:per|for each|for every|each|every|a)\s(?:and every\s)?(?:(?:full|complete|started|calendar|working|"
    r"commenced|additional|one)\s)*(?P<en>day|week|month|seven days|7 days|ten days|10 days)|"
    r"(?P<zh>每(?:逾期|延期|迟延|延迟|延误|迟)?(?:一|1)?(?:个)?(?:日历)?(?:天|日|周|星期|七天|7天|月))|(?P<zh2>按日|按天|按周|日息|逾期一[日天])|"
    r"(?P<daily>daily|weekly)|%\s?/\s?(?P<slash>day|week)",
    re.IGNORECASE,
)
CAP = re.compile(
    r"(?:cap\w*|maximum|max\.?|not\s(?:to\s)?exceed\w*|at most|up to|limited to|no more than|"
    r"shall not be more than|in total|ceiling)[^%\d]{0,60}$|"
    r"(?:最高|不超过|上限|总额不超过|最多|累计不超过|为限)[^%\d]{0,16}$",
    re.IGNORECASE,
)
GRACE = re.compile(r"grace|宽限", re.IGNORECASE)
BASE_LATE = re.compile(
    r"(?:late|delayed|undelivered|unshipped|overdue)\s(?:goods|part|portion|quantity|shipment|items|products)|"
    r"goods\s(?:delayed|late|not\s(?:yet\s)?(?:delivered|shipped))|"
    r"(?:迟交|逾期|延期|未交|迟延交付?|延误|延迟)(?:部分)?(?:货物|货款|部分|产品)",
    re.IGNORECASE,
)
BASE_TOTAL = re.compile(
    r"(?:total\s)?(?:contract|order|invoice|purchase)\s(?:total\s)?(?:price|value|amount|sum)|total\s(?:price|"
    r"value|amount)|value of (?:the )?(?:contract|order|goods)|price of (?:the )?goods|"
    r"(?:合同|订单|货款)?总(?:价|额|金额|价款|货款|款)|合同(?:金额|价款|价格)|货款",
    re.IGNORECASE,
)
PENALTY_WORD = re.compile(r"\bpenal\w*|\bfines?\b|罚", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LateDelivery(Fact):
    """One passage on late delivery by the seller.

    `percent` runs `per` day or week, `cap` is the most it can reach, `base` what it is taken of; `grace_days` pass
    before it runs, `cancel_after_days` before the buyer may cancel. `blank` says that the figure was left out.
    """

    percent: Decimal | None = None
    per: Literal["day", "week", "month"] | None = None
    amount: Money | None = None
    cap: Decimal | None = None
    base: Literal["late goods", "total"] | None = None
    grace_days: int | None = None
    cancel: bool = False
    cancel_after_days: int | None = None
    refund: bool = False
    air_freight: bool = False
    compensates: bool = False
    penalty_word: bool = False
    blank: bool = False
    placeholder: bool = False
    captioned: bool = False

    @property
    def concrete(self) -> bool:
        """Whether it gives a rate, a right to cancel, a refund or the air freight."""
        return bool(
            self.percent is not None or self.amount is not None or self.cancel or self.refund or self.air_freight
        )


def read_late(reading: Reading) -> tuple[LateDelivery, ...]:
    """Passages in captioned clauses and in running text about the seller's delay; a blank clause is one too."""
    found: list[LateDelivery] = []
    for caption in reading.captioned("late_delivery"):
        if reading.is_blank(caption.value):
            hole = reading.is_placeholder(caption.value)
            found.append(LateDelivery(caption.label, blank=True, placeholder=hole, captioned=True))
        elif caption.value is not None and not any(f.span.overlaps(caption.value) for f in found):
            found.extend(_clause(reading, caption.value, reading.fold_of(caption.label)))
    for passage in _passages(reading):
        if not any(f.span.overlaps(passage) for f in found):
            found.append(_read(reading, passage, captioned=False))
    return tuple(sorted(found, key=lambda f: f.span))


def _clause(reading: Reading, value: Span, label: str) -> Iterator[LateDelivery]:
    """A clause that is only about lateness is one passage; a general penalty clause is read sentence by sentence."""
    words = reading.fold_of(value)
    about_late = re.search(r"late|delay|逾期|延期|迟|延", label, re.IGNORECASE) and not BUYER_LATE.search(label)
    if about_late and not (BUYER_LATE.search(words) and not LATE.search(words)):
        yield _read(reading, value, captioned=True)


def _passages(reading: Reading) -> Iterator[Span]:
    """A sentence about the seller's delay with the ones behind it that go on about the consequence."""
    sentences = reading.sentences
    index = 0
    while index < len(sentences):
        if _about_seller(reading, sentences[index]):
            last = index
            while (
                last + 1 < len(sentences)
                and last - index < 2
                and _continues(reading, sentences[last], sentences[last + 1])
            ):
                last += 1
            yield Span(sentences[index].start, sentences[last].end)
            index = last
        index += 1


def _about_seller(reading: Reading, sentence: Span) -> bool:
    words = reading.fold_of(sentence)
    late = LATE.search(words)
    if late is None:
        return _bare_penalty(reading, sentence, words)
    if not _consequence(reading, sentence):
        return False
    buyer = BUYER_LATE.search(words)
    return buyer is None or (late.start() != buyer.start() and abs(late.start() - buyer.start()) > 12)


MONEY_MATTER = re.compile(r"pay|interest|overdue|invoice|storage|demurrage|付|息|仓储|滞期", re.IGNORECASE)


def _bare_penalty(reading: Reading, sentence: Span, words: str) -> bool:
    """ "Penalty 3 % per day" with nothing about payment near can only punish lateness."""
    rate = find_percent(reading.text[sentence.start : sentence.end], offset=sentence.start)
    punished = (
        PENALTY_WORD.search(words)
        or BASE_LATE.search(words)
        or re.search(r"liquidated damages|违约金", words, re.IGNORECASE)
    )
    return bool(rate and punished and PER.search(words) and not MONEY_MATTER.search(words))


def _consequence(reading: Reading, sentence: Span) -> bool:
    hits = reading.hits("logistics", sentence)
    if any(h.id in CONSEQUENCES for h in hits):
        return not _excused(reading.fold_of(sentence))
    return bool(PER.search(reading.fold_of(sentence)) and find_percent(reading.text[sentence.start : sentence.end]))


EXCUSE = re.compile(
    r"not\s(?:be\s)?(?:liable|responsible)|no\sliability|without\s(?:any\s)?(?:liability|penalty)|not\sentitle|"
    r"force majeure|"
    r"beyond\s(?:the|its|his)\s(?:reasonable\s)?control|不(?:承担|负)(?:任何)?(?:违约|赔偿|法律)?责任|不可抗力|免责",
    re.IGNORECASE,
)


def _excused(words: str) -> bool:
    return bool(EXCUSE.search(words))


CONSEQUENCES = frozenset({"cancel", "refund_late", "damages", "air_freight", "compensate"})
GOES_ON = re.compile(
    r"penalt|damages|delay|cancel|terminat|cap\b|maximum|exceed|refund|deduct|grace|违约金|罚|解除|取消|最高|不超过|退|逾期|延",
    re.IGNORECASE,
)


def _continues(reading: Reading, first: Span, second: Span) -> bool:
    block, other = reading.block(first), reading.block(second)
    words = reading.fold_of(second)
    return block is other and bool(GOES_ON.search(words)) and not BUYER_LATE.search(words)


def _read(reading: Reading, span: Span, captioned: bool) -> LateDelivery:
    words = reading.fold_of(span)
    percents = [*find_percent(reading.text[span.start : span.end], offset=span.start), *_per_mille(reading, span)]
    rate = next((p for p in percents if not _is_cap(reading, span, p) and _per(reading, span, p)), None)
    if rate is None and len(percents) == 1 and not _is_cap(reading, span, percents[0]) and captioned:
        rate = percents[0]
    cap = next((p for p in percents if p is not rate and _is_cap(reading, span, p)), None)
    hits = {h.id for h in reading.hits("logistics", span) if h.id in CONSEQUENCES}
    blank = rate is None and any(hole.span.overlaps(span) for hole in reading.placeholders)
    return LateDelivery(
        span,
        Confidence.HIGH if captioned or rate else Confidence.MEDIUM,
        percent=rate.value if rate else None,
        per=_per(reading, span, rate) if rate else None,
        amount=None if rate else _daily_amount(reading, span),
        cap=cap.value if cap else None,
        base="late goods" if BASE_LATE.search(words) else "total" if BASE_TOTAL.search(words) else None,
        grace_days=_grace(reading, span),
        cancel="cancel" in hits,
        cancel_after_days=_cancel_after(reading, span) if "cancel" in hits else None,
        refund="refund_late" in hits,
        air_freight="air_freight" in hits,
        compensates="compensate" in hits or "damages" in hits,
        penalty_word=bool(PENALTY_WORD.search(words)),
        blank=blank,
        placeholder=blank,
        captioned=captioned,
    )


PER_MILLE = re.compile(r"(?P<part>千|万)分之(?P<n>\d+(?:\.\d+)?|[一二三四五六七八九十])|(?P<m>\d+(?:\.\d+)?)\s?‰")


def _per_mille(reading: Reading, span: Span) -> Iterator[Percent]:
    """Chinese contracts count daily rates in thousandths: 千分之五 is 0.5 %."""
    for found in reading.find(PER_MILLE, span):
        raw = found["n"] or found["m"]
        number = Decimal(raw) if raw[0].isdigit() else Decimal("一二三四五六七八九十".index(raw) + 1)
        yield Percent(number / (Decimal(100) if found["part"] == "万" else Decimal(10)), found.span, raw=found[0])


def _is_cap(reading: Reading, span: Span, percent: Percent) -> bool:
    before = reading.fold_of(Span(max(span.start, percent.span.start - 70), percent.span.start))
    after = reading.fold_of(Span(percent.span.end, min(span.end, percent.span.end + 14)))
    return bool(CAP.search(before)) or bool(re.match(r"\s?(?:为限|封顶|maximum|max\b|cap\b)", after, re.IGNORECASE))


def _per(reading: Reading, span: Span, percent: Percent) -> Literal["day", "week", "month"] | None:
    """The unit of time near the rate: behind it within one sentence, else in front."""
    behind = reading.fold_of(Span(percent.span.end - 1, min(span.end, percent.span.end + 130)))
    before = reading.fold_of(Span(max(span.start, percent.span.start - 70), percent.span.start))
    for text in (re.split(r"[.;。；]\s", behind)[0], re.split(r"[.;。；]\s?", before)[-1]):
        match = PER.search(text)
        if match:
            word = match.group().casefold()
            if re.search(r"week|seven|7|周|星期|七", word):
                return "week"
            return "month" if re.search(r"month|月", word) else "day"
    return None


def _daily_amount(reading: Reading, span: Span) -> Money | None:
    """A fixed sum for each day or week."""
    for money in find_money(reading.text[span.start : span.end], offset=span.start):
        behind = reading.fold_of(Span(money.span.end, min(span.end, money.span.end + 30)))
        before = reading.fold_of(Span(max(span.start, money.span.start - 20), money.span.start))
        if money.currency and (PER.search(behind) or re.search(r"每[^，。]{0,10}$", before)):
            return money
    return None


def _grace(reading: Reading, span: Span) -> int | None:
    for period in find_periods(reading, span):
        around = reading.fold_of(Span(max(span.start, period.span.start - 40), min(span.end, period.span.end + 12)))
        if GRACE.search(around):
            return period.high
    return None


def _cancel_after(reading: Reading, span: Span) -> int | None:
    """The period in the same sentence as the right to cancel."""
    for hit in reading.hits("logistics.cancel", span):
        sentence = reading.sentence_at(hit.span)
        days = [
            p.high for p in find_periods(reading, Span(max(sentence.start, span.start), min(sentence.end, span.end)))
        ]
        if days:
            return max(days)
    return None
