"""When, how and in which steps the price is paid."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from tradelint.facts.captions_titles import SUB_NUMBER
from tradelint.facts.dates import DateReading, find_dates
from tradelint.facts.payment_credit import LetterOfCredit, read_credits
from tradelint.facts.payment_methods import PaymentMethod, read_methods
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.values import Money, Percent, convention_of, find_money, find_percent
from tradelint.facts.vocabulary import entries
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

Stage = Literal["advance", "balance", "retention", "full", ""]
When = Literal["advance", "ready", "inspected", "shipped", "arrived", "held", "dated", ""]


@dataclass(frozen=True, slots=True)
class PaymentStep(Fact):
    """One step of a payment.

    `percent` is the share of the price (None where the paper gives an amount, or only "the balance": `remainder`).
    `trigger` are the paper's words for what it falls due on, `event` the id in payment_events.toml, `when` its place in
    the life of an order, `days` the days counted from the event, `due` a fixed date. `vague` marks a trigger that
    cannot be determined. `word` is the word for the stage as written (定金 and 订金 differ in law).
    """

    percent: Decimal | None = None
    amount: Money | None = None
    remainder: bool = False
    stage: Stage = ""
    method: str | None = None
    trigger: str | None = None
    trigger_span: Span | None = None
    event: str | None = None
    when: When = ""
    days: int | None = None
    due: DateReading | None = None
    vague: bool = False
    word: str = ""
    percent_inferred: bool = False

    @property
    def is_advance(self) -> bool:
        """Whether the money is due before the goods are finished, checked or shipped."""
        if self.method in ("LC", "DP", "DA", "OA", "CAD"):
            return False
        return self.when == "advance" or (self.when == "" and self.stage == "advance")


@dataclass(frozen=True, slots=True)
class Term(Fact):
    """A wording found in the text: `id` names what it means, `words` are the paper's."""

    id: str = ""
    words: str = ""


@dataclass(frozen=True)
class PaymentFacts:
    """The payment terms.

    `clauses` are the stretches of text that speak of payment, `blank` the captions with nothing behind them.
    `alternatives` says that the steps are options joined by "or", not a split. `share` is the sum of the steps'
    percentages. `vague` are wordings that settle nothing ("as agreed").
    """

    clauses: tuple[Span, ...] = ()
    blank: tuple[Span, ...] = ()
    placeholder: bool = False
    steps: tuple[PaymentStep, ...] = ()
    methods: tuple[PaymentMethod, ...] = ()
    credits: tuple[LetterOfCredit, ...] = ()
    alternatives: bool = False
    vague: tuple[Term, ...] = ()
    earnest: tuple[Term, ...] = ()
    undervaluation: tuple[Term, ...] = ()
    security: tuple[Term, ...] = ()
    bad_tenor: tuple[Term, ...] = ()

    @property
    def share(self) -> Decimal | None:
        """The sum of the percentages, None when no step has one or one is only "the balance"."""
        shares = [step.percent for step in self.steps]
        known = [share for share in shares if share is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(shares) else None

    @property
    def advance(self) -> Decimal | None:
        """The share that is due before inspection and shipment documents, None when unknown."""
        early = [s.percent for s in self.steps if s.is_advance and s.percent is not None]
        return sum(early, Decimal(0)) if early else None

    def uses(self, *codes: str) -> bool:
        """Whether one of the methods is accepted."""
        return any(method.code in codes for method in self.methods)


def read(reading: Reading) -> PaymentFacts:
    """Read the payment terms of a paper."""
    captions = reading.captioned("payment")
    blank = tuple(c.label for c in captions if reading.is_blank(c.value) or _is_empty_form(reading, c.value or c.label))
    clauses = _clauses(reading)
    methods = read_methods(reading, clauses)
    steps = tuple(step for clause in clauses for step in _steps(reading, clause, methods))
    alternatives = _alternatives(reading, steps)
    return PaymentFacts(
        clauses=clauses,
        blank=blank,
        placeholder=any(hole.span.overlaps(c.value) for c in captions if c.value for hole in reading.placeholders),
        steps=_deduplicated(steps),
        methods=methods,
        credits=read_credits(reading, clauses, methods),
        alternatives=alternatives,
        vague=_terms(reading, "payment_words.vague", clauses),
        earnest=_terms(reading, "payment_words.earnest", clauses),
        undervaluation=_terms(reading, "payment_words.undervaluation", None),
        security=_terms(reading, "payment_words.security", None),
        bad_tenor=_bad_tenor(reading, clauses),
    )


# -- where payment is spoken of


def _clauses(reading: Reading) -> tuple[Span, ...]:
    """The values of payment captions; without one, the sentences that speak of a deposit, a balance or a method."""
    filled = (c.value for c in reading.filled("payment") if c.value is not None)
    found = [v for v in filled if not _is_bank_block(reading, v) and not _is_empty_form(reading, v)]
    if not any(_speaks(reading, span) for span in found):
        found += [_with_list(reading, s) for s in reading.sentences if _is_payment_sentence(reading, s)]
    return _outermost(found)


def _with_list(reading: Reading, sentence: Span) -> Span:
    """A sentence with the listed parts that complete it: "shall pay the price / 7.1 in full, / 7.2 on delivery"."""
    blocks, end = reading.document.blocks, sentence.end
    at = bisect_right(blocks, sentence.start, key=lambda block: block.span.start)
    if reading.text[sentence.end : blocks[at - 1].span.end].strip():
        return sentence
    for block in blocks[at : at + LONGEST_LIST]:
        words = reading.text[block.span.start : block.span.end]
        if reading.text[:end].rstrip().endswith((".", ";", "。", "；")) or not SUB_NUMBER.match(words):
            break
        end = block.span.end
    return Span(sentence.start, end)


LONGEST_LIST = 8


def _is_empty_form(reading: Reading, span: Span) -> bool:
    """Whether a clause is nothing but captions that nobody filled in."""
    inside = [c for c in reading.captions if span.contains(c.label) and c.via == "line"]
    covered = sum(len(c.label) + (len(c.value) if c.value else 0) for c in inside)
    return bool(inside) and covered >= 0.8 * len(span) and all(reading.is_blank(c.value) for c in inside)


def _is_bank_block(reading: Reading, span: Span) -> bool:
    bank = reading.hits("clause_topics.bank_details.cues", span)
    return len(bank) >= 2 and not find_percent(reading.fold_of(span)) and not _speaks(reading, span)


def _speaks(reading: Reading, span: Span) -> bool:
    return bool(
        reading.hits("payment_methods", span)
        or reading.hits("payment_events.advance", span)
        or reading.hits("payment_events.balance", span)
        or find_percent(reading.fold_of(span))
    )


def _is_payment_sentence(reading: Reading, sentence: Span) -> bool:
    stages = [h for h in reading.hits("payment_events", sentence) if h.id in ("advance", "balance", "full")]
    methods = [h for h in reading.hits("payment_methods", sentence) if h.id in ("TT", "LC", "DP", "DA", "OA", "CAD")]
    words = reading.fold_of(sentence)
    percent = find_percent(words) or TENTHS.search(words)
    falls_due = any(h.id in TENORS for h in reading.hits("payment_events", sentence))
    pays = falls_due or PAYS.search(words)
    if (
        any(h.id == "full" for h in stages)
        and re.search(r"\bpayment\b|付", words, re.I)
        and _falls_due(reading, sentence)
    ):
        return True
    if (stages and (percent or methods or STAGE_SUM.match(words))) or (methods and (percent or pays)):
        return True
    # A cell of a form that holds `T/T` and nothing else, or a sentence by which a credit is opened.
    if any(hit.raw.casefold() == words.strip(" .*-").casefold() for hit in methods):
        return True
    if any(hit.id == "LC" for hit in methods) and OPENS.search(words):
        return True
    # `The Purchaser shall pay the Purchase Price in full on delivery`: who pays the price, and on which event.
    events = [h for h in reading.hits("payment_events", sentence) if h.id in WHEN or h.id in ("full", "balance")]
    return bool(events) and PAYS_PRICE.search(reading.fold_of(sentence)) is not None


def _falls_due(reading: Reading, sentence: Span) -> bool:
    return any(h.id in WHEN for h in reading.hits("payment_events", sentence))


OPENS = re.compile(r"\b(?:issues?|issued|opens?|opened|establish(?:es|ed)?)\b|开立|开出|开具", re.IGNORECASE)
# `Deposit: USD 3,000`: a sum behind a stage, as a line of its own.
STAGE_SUM = re.compile(
    r"\W{0,4}(?:\d{1,2}[.)]\s)?(?:deposit|down ?payment|advance(?: payment)?|balance(?: payment)?|first payment|定金|订金|预付款|余款|尾款)"
    r"\W{0,4}(?:of |due |为)?(?:USD|US\$|EUR|GBP|CNY|RMB|[$€£¥]|人民币|美元|\d)",
    re.IGNORECASE,
)
PAYS = re.compile(
    r"\b(?:pay|paid|payment|payable|settle|remit)|\bnet \d{1,3}\b|付款|支付|付清|结算|汇付", re.IGNORECASE
)
TENORS = frozenset({"sight", "usance", "documents"})
PAYS_PRICE = re.compile(
    r"\b(?:pay|pays|paid|payable|settle|settled|payment)\b[^.;]{0,60}\b(?:price|amount|goods|products|invoices?|sum|value)\b"
    r"|\b(?:price|amount|invoices?|sum|value)\b[^.;]{0,40}\b(?:paid|payable|settled|due)\b"
    r"|(?:支付|付清|付款|结算)[^。；]{0,20}(?:货款|价款|余款|全款|款项)|(?:货款|价款|余款|款项)[^。；]{0,30}(?:支付|付清|结算)",
    re.IGNORECASE,
)


def _outermost(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not any(other.contains(span) for other in kept):
            kept.append(span)
    return tuple(kept)


# -- steps

BORDER = re.compile(r"[,;，；。、\n+&/]|\.(?=\s|$)|\b(?:and|then|with|plus)\b|及|和|并", re.IGNORECASE)
PAIR = re.compile(r"(?<![\d/.%-])(\d{1,2})\s*(?:/|:|-)\s*(\d{1,2})(?:\s*(?:/|:|-)\s*(\d{1,2}))?\s*%?(?![\d/.-])")
DAYS = re.compile(
    r"(\d{1,3})\s*(?:calendar|working|business|banking|natural|consecutive)?\s*(?:days?\b|天|日(?!期)|个工作日)", re.I
)
FRACTIONS = re.compile(
    r"(?<![\d/.])(?:1/[2-4]|2/3|3/4)(?![\d/])(?!\s?(?:original|set|copy))|\b(?:one[\s-])?(?:half|third|quarter)\b|\btwo[\s-]thirds\b|一半|½|⅓",
    re.IGNORECASE,
)
FRACTION_OF = {
    "1/2": Fraction(1, 2), "half": Fraction(1, 2), "一半": Fraction(1, 2), "½": Fraction(1, 2),
    "1/3": Fraction(1, 3), "third": Fraction(1, 3), "⅓": Fraction(1, 3),
    "1/4": Fraction(1, 4), "quarter": Fraction(1, 4), "2/3": Fraction(2, 3), "twothirds": Fraction(2, 3),
    "3/4": Fraction(3, 4),
}  # fmt: skip
TENTHS = re.compile(r"([一二三四五六七八九])成(?![份为立交本功熟])")
AFTER_SOMETHING = re.compile(
    r"(\d{1,3})\s*(?:calendar |working |business |banking )?days?\s(?:after|from|of|upon|following)\s[^,;.\n]{3,60}|(?:后)(\d{1,3})\s*(?:个工作日|天|日)内",
    re.IGNORECASE,
)
WEEKS = re.compile(r"(\d{1,2})\s*(?:weeks?\b|周)", re.I)


@dataclass(frozen=True, slots=True)
class _Anchor:
    span: Span
    percent: Decimal | None = None
    amount: Money | None = None
    remainder: bool = False


def _steps(reading: Reading, clause: Span, methods: tuple[PaymentMethod, ...]) -> Iterator[PaymentStep]:
    anchors = _anchors(reading, clause)
    if not anchors:
        yield from _whole(reading, clause, methods)
        return
    for anchor, segment in zip(anchors, _segments(reading, clause, anchors), strict=True):
        yield _step(reading, anchor, segment, clause, methods)


def _anchors(reading: Reading, clause: Span) -> list[_Anchor]:
    text = reading.text[clause.start : clause.end]
    percents = [p for p in find_percent(text, offset=clause.start) if _is_share(reading, p, clause)]
    anchors = [_Anchor(p.span, p.value) for p in percents]
    anchors += [
        _Anchor(tenths.span, Decimal(10 * (1 + "一二三四五六七八九".index(tenths[1]))))
        for tenths in reading.find(TENTHS, clause)
    ]
    if not anchors:
        anchors = _fractions(reading, clause)
    if not anchors:
        anchors = [a for match in PAIR.finditer(text) for a in _pair(match, clause.start)]
    if not anchors:
        anchors = list(_amounts(reading, clause))
    for hit in reading.hits("payment_events.balance", clause):
        if not any(_near(reading, hit.span, a.span) for a in anchors):
            anchors.append(_Anchor(hit.span, remainder=True))
    return sorted(anchors, key=lambda a: a.span)


def _is_share(reading: Reading, percent: Percent, clause: Span) -> bool:
    """A percentage of the price, not a penalty, a tolerance or an insured value."""
    if percent.value > 100 or percent.value <= 0:
        return False
    if reading.text[max(0, percent.span.start - 3) : percent.span.start].rstrip().endswith(("±", "+/-", "+")):
        return False
    line = reading.sentence_at(percent.span)
    around = Span(max(line.start, percent.span.start - 30), min(line.end, percent.span.end + 30))
    for hit in reading.hits("payment_events.other", around):
        gap = reading.text[min(hit.span.end, percent.span.end) : max(hit.span.start, percent.span.start)]
        if len(gap) <= 18 and not re.search(r"[,;，；。]", gap):
            return False
    return True


def _fractions(reading: Reading, clause: Span) -> list[_Anchor]:
    """`half in advance, half before shipment`, 1/3 with order: fractions that make up the whole."""
    found = list(reading.find(FRACTIONS, clause))
    shares = [FRACTION_OF[re.sub(r"[\s-]|^one|^an?\s", "", match[0].lower())] for match in found]
    if sum(shares) != 1:
        return []
    percents = [_rounded(share) for share in shares[:-1]]
    percents.append(100 - sum(percents, Decimal(0)))
    return [_Anchor(m.span, percent) for m, percent in zip(found, percents, strict=True)]


def _rounded(share: Fraction) -> Decimal:
    exact = Decimal(share.numerator * 100) / share.denominator
    return exact.to_integral() if exact == exact.to_integral() else round(exact, 2)


def _pair(match: re.Match[str], offset: int) -> list[_Anchor]:
    shares = [(int(match.group(g)), match.span(g)) for g in (1, 2, 3) if match.group(g)]
    if sum(share for share, _ in shares) != 100:
        return []
    return [_Anchor(Span(offset + a, offset + b), Decimal(share)) for share, (a, b) in shares]


def _amounts(reading: Reading, clause: Span) -> Iterator[_Anchor]:
    """Amounts that stand with a stage word: `Deposit USD 3,000`."""
    for money in find_money(reading.text[clause.start : clause.end], convention_of(reading.document), clause.start):
        line = reading.sentence_at(money.span)
        near = Span(max(line.start, money.span.start - 40), min(line.end, money.span.end + 40))
        stages = [h for h in reading.hits("payment_events", near) if h.id in ("advance", "balance", "retention")]
        if stages and money.amount is not None:
            yield _Anchor(money.span, amount=money)


def _near(reading: Reading, word: Span, anchor: Span) -> bool:
    """Whether a stage word belongs to an anchor: no border stands between, or only white space and brackets."""
    gap = reading.text[min(word.end, anchor.end) : max(word.start, anchor.start)]
    return len(gap) <= 45 and not re.search(r"[;；。\n]|,\s*(?!or\b)|，|\band\b", gap)


def _segments(reading: Reading, clause: Span, anchors: list[_Anchor]) -> list[Span]:
    """The stretch of the clause around each anchor, cut at the last border before the next one."""
    cuts = [clause.start]
    for before, after in itertools.pairwise(anchors):
        gap = reading.text[before.span.end : after.span.start]
        borders = list(BORDER.finditer(gap))
        strong = [b for b in borders if b.group() in ";；。\n" or b.group() == "."] or borders
        cut = before.span.end + (strong[-1].end() if strong else len(gap))
        cuts.append(_with_stage_word(reading, before.span.end, cut, after.span.start, clause))
    cuts.append(clause.end)
    return [Span(a, b) for a, b in itertools.pairwise(cuts)]


def _with_stage_word(reading: Reading, floor: int, cut: int, anchor: int, clause: Span) -> int:
    """Do not cut between a stage word and the figure it introduces (`the balance, 70 %`)."""
    words = [h for h in reading.hits("payment_events", Span(floor, anchor)) if h.id in ("balance", "retention")]
    if words and words[-1].span.end <= cut and not reading.text[words[-1].span.end : anchor].strip(" ,:：，(（of"):
        return words[-1].span.start
    return cut


def _step(
    reading: Reading, anchor: _Anchor, segment: Span, clause: Span, methods: tuple[PaymentMethod, ...]
) -> PaymentStep:
    stage, word = _stage(reading, segment, anchor)
    step = PaymentStep(
        _trimmed(reading.text, segment),
        Confidence.HIGH if anchor.percent is not None or anchor.amount else Confidence.MEDIUM,
        percent=anchor.percent,
        amount=anchor.amount or _amount_beside(reading, anchor, segment),
        remainder=anchor.remainder,
        stage=stage,
        method=_method(methods, segment, clause),
        word=word,
    )
    return _with_trigger(reading, step, segment)


def _amount_beside(reading: Reading, anchor: _Anchor, segment: Span) -> Money | None:
    """The amount that a share comes to: `30 % = USD 5,040.00`, 30%,即5,040美元."""
    tail = Span(anchor.span.end, min(segment.end, anchor.span.end + 40))
    if anchor.percent is None or not re.match(r"\s*(?:=|\(|,?\s*i\.e\.|[,，]?即)", reading.fold_of(tail)):
        return None
    found = find_money(reading.text[tail.start : tail.end], convention_of(reading.document), tail.start)
    return next((money for money in found if money.amount is not None), None)


def _whole(reading: Reading, clause: Span, methods: tuple[PaymentMethod, ...]) -> Iterator[PaymentStep]:
    """A clause without shares: `T/T in advance`, `L/C at sight`, `Net 30 days` pays the whole price."""
    stage, word = _stage(reading, clause, None)
    method = _method(methods, clause, clause)
    step = _with_trigger(reading, PaymentStep(clause, Confidence.MEDIUM, stage=stage, method=method, word=word), clause)
    if method or step.event or stage:
        # A bare deposit says nothing of the rest.
        whole = stage != "advance" or (step.when == "advance" and "deposit" not in word.lower())
        yield replace(step, percent=Decimal(100) if whole else None, percent_inferred=True)


def _stage(reading: Reading, segment: Span, anchor: _Anchor | None) -> tuple[Stage, str]:
    hits = [h for h in reading.hits("payment_events", segment) if h.id in ("advance", "balance", "retention", "full")]
    if anchor is not None:
        hits.sort(key=lambda h: max(h.span.start - anchor.span.end, anchor.span.start - h.span.end))
    for hit in hits:
        stage: Stage = hit.id  # type: ignore[assignment]
        return stage, hit.raw
    return "", ""


def _method(methods: tuple[PaymentMethod, ...], segment: Span, clause: Span) -> str | None:
    inside = [m for m in methods if segment.contains(m.span)] or [m for m in methods if clause.contains(m.span)]
    return inside[0].code if inside else None


WHEN = {e["id"]: e["when"] for e in entries("payment_events") if "when" in e}


def _with_trigger(reading: Reading, step: PaymentStep, segment: Span) -> PaymentStep:
    hits = [h for h in reading.hits("payment_events", segment) if h.id in WHEN]
    dates = find_dates(reading.text[segment.start : segment.end], offset=segment.start)
    due = next((d for d in dates if d.readings), None)
    vague = reading.hits("payment_words.vague", segment)
    if not hits:
        tenor = DAYS.search(reading.fold_of(segment)) if step.method in ("LC", "DA", "OA", "DP", "CAD") else None
        if tenor:
            # "L/C 90 days" is payable so many days after sight or shipment.
            return replace(step, event="usance", when="shipped", days=int(tenor.group(1)), trigger=tenor.group())
        other = AFTER_SOMETHING.search(reading.fold_of(segment))
        if other and not vague:
            # An event that no list knows still fixes a day.
            return replace(
                step, event="other", days=int(other.group(1) or other.group(2)), due=due, trigger=other.group().strip()
            )
        when: When = "dated" if due else ""
        return replace(step, due=due, when=when, vague=bool(vague) and not due)
    best = _latest_named(hits, step)
    days = DAYS.search(reading.fold_of(segment))
    weeks = WEEKS.search(reading.fold_of(segment))
    count = int(days.group(1)) if days else int(weeks.group(1)) * 7 if weeks else None
    words = _trigger_words(reading, segment, best.span)
    return replace(
        step,
        event=best.id,
        when=WHEN[best.id],
        days=count,
        due=due,
        trigger=reading.document.quote(words, 80),
        trigger_span=words,
    )


def _latest_named(hits: list[Hit], step: PaymentStep) -> Hit:
    """Of several events in one step the balance waits for the last, an advance is due on the first."""
    order = ["advance", "held", "ready", "inspected", "shipped", "arrived"]
    choose = min if step.stage == "advance" else max
    return choose(hits, key=lambda hit: order.index(WHEN[hit.id]))


def _trigger_words(reading: Reading, segment: Span, event: Span) -> Span:
    """The event with the words that lead to it: `within 5 days after receipt of ...`."""
    lead = reading.text[segment.start : event.start]
    match = re.search(
        r"(?:within|in|at|on|upon|before|prior|after|against|when|once|by|net|(?<![\d,.])\d{1,3})\b[^,;%，；。]{0,60}$",
        lead,
        re.IGNORECASE,
    )
    start = segment.start + match.start() if match else event.start
    rest = reading.text[event.end : segment.end]
    tail = re.match(r"[^,;.，；。\n()（）]{0,40}", rest)
    return _trimmed(reading.text, Span(start, event.end + (tail.end() if tail else 0)))


def _trimmed(text: str, span: Span) -> Span:
    raw = text[span.start : span.end]
    start = span.start + len(raw) - len(raw.lstrip(" \t\n,;，；。、.:：)+&/"))
    end = span.end - (len(raw) - len(raw.rstrip(" \t\n,;，；、+&/(")))
    return Span(start, max(start, end))


def _deduplicated(steps: tuple[PaymentStep, ...]) -> tuple[PaymentStep, ...]:
    """A paper that states its terms twice (English and Chinese, table and clause) has each step once."""
    kept: list[PaymentStep] = []
    total = Decimal(0)
    settled = any(step.stage == "balance" and step.percent is not None for step in steps)
    for step in steps:
        # A later word on the balance ("after receipt of the balance ...") is no step of its own.
        if step.remainder and settled:
            continue
        known = step.percent is not None and any(step.percent == k.percent and _alike(step, k) for k in kept)
        if known and (total >= 100 or any(step.percent == k.percent and _translates(step, k) for k in kept)):
            continue
        if step.percent_inferred and kept:
            continue
        if step.remainder and total >= 100:
            continue
        kept.append(step)
        total += step.percent or 0
    if sum(1 for s in kept if s.remainder and s.percent is None) == 1 and 0 < total < 100:
        kept = [
            replace(s, percent=100 - total, percent_inferred=True) if s.remainder and s.percent is None else s
            for s in kept
        ]
    return tuple(kept)


def _translates(one: PaymentStep, other: PaymentStep) -> bool:
    """30%定金 30% deposit: the same step in the other language, right behind it."""
    return (
        one.span.start - other.span.end <= 3
        and HAN.search(_own_words(one)) is None
        and HAN.search(_own_words(other)) is not None
    )


def _own_words(step: PaymentStep) -> str:
    return f"{step.word} {step.trigger or ''}"


HAN = re.compile(r"[一-鿿]")


def _alike(one: PaymentStep, other: PaymentStep) -> bool:
    return one.when == other.when or one.stage == other.stage or not one.when or not other.when


def _alternatives(reading: Reading, steps: tuple[PaymentStep, ...]) -> bool:
    """Whether the steps are choices: `T/T 30/70 or L/C at sight`."""
    for before, after in itertools.pairwise(steps):
        gap = reading.text[before.span.end - 3 : after.span.start + 4]
        if re.search(r"\bor\b|或", gap, re.IGNORECASE):
            return True
    return False


def _terms(reading: Reading, prefix: str, within: tuple[Span, ...] | None) -> tuple[Term, ...]:
    hits = reading.hits(prefix) if within is None else [h for span in within for h in reading.hits(prefix, span)]
    return tuple(Term(h.span, Confidence.HIGH, h.id, h.raw) for h in hits if not reading.negated(h.span))


BAD_TENOR = re.compile(r"\bD/?P\s*(?:at\s*)?\d{1,3}\s*days?\b|D/P\s*\d{1,3}\s*天|远期付款交单", re.IGNORECASE)


def _bad_tenor(reading: Reading, clauses: tuple[Span, ...]) -> tuple[Term, ...]:
    return tuple(
        Term(f.span, Confidence.HIGH, "dp-tenor", f[0]) for clause in clauses for f in reading.find(BAD_TENOR, clause)
    )
