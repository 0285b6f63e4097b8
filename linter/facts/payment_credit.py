"""What a paper says of the letter of credit it asks for (the fields of UCP 600 credits)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.dates import DateReading, find_dates
from tradelint.facts.payment_methods import PaymentMethod
from tradelint.facts.reading import Fact, Found, Reading
from tradelint.facts.values import Percent, find_percent
from tradelint.levels import Confidence
from tradelint.text import Span


@dataclass(frozen=True, slots=True)
class LetterOfCredit(Fact):
    """A documentary credit; None or False where the paper does not say. `presentation_days` count from shipment."""

    revocable: Span | None = None
    irrevocable: bool = False
    tenor: Literal["sight", "usance", ""] = ""
    tenor_days: int | None = None
    available_with: bool = False
    issuing_bank: bool = False
    expiry: DateReading | None = None
    expiry_place: str | None = None
    latest_shipment: DateReading | None = None
    presentation_days: int | None = None
    opening_deadline: DateReading | None = None
    opens_within_days: int | None = None
    ucp: bool = False
    charges: bool = False
    documents: bool = False
    unnamed_issuer: Span | None = None
    quantity_tolerance: Percent | None = None
    amount_tolerance: Percent | None = None
    amount_fixed: Span | None = None
    alternative: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that are stated."""
        stated = {
            "irrevocable": self.irrevocable,
            "tenor": bool(self.tenor),
            "issuing bank": self.issuing_bank,
            "available with": self.available_with,
            "expiry date": self.expiry is not None,
            "latest shipment": self.latest_shipment is not None,
            "presentation days": self.presentation_days is not None,
            "UCP 600": self.ucp,
            "charges": self.charges,
            "documents": self.documents,
            "opening deadline": self.opening_deadline is not None or self.opens_within_days is not None,
        }
        return tuple(name for name, said in stated.items() if said)


REVOCABLE = re.compile(
    r"(?<![A-Za-z])revocable\s(?:[a-z]{2,14}\s){0,3}(?:L/?C|credit)|(?<!不)可撤销(?:的)?(?:即期|远期)?(?:的)?(?:跟单)?信用证"
    r"|(?:issuing bank|applicant|buyer) may (?:at any time )?(?:cancel|amend|revoke|withdraw)[^.]{0,60}(?:L/?C|credit)"
    r"[^.]{0,40}(?:without|at any time|unilaterally)",
    re.IGNORECASE,
)
REFUSES = re.compile(r"\b(?:not|no|never|non)\b[^.;]{0,30}$|不接受[^。；]{0,12}$", re.IGNORECASE)
IRREVOCABLE = re.compile(r"\birrevocable\b|不可撤销", re.IGNORECASE)
SIGHT = re.compile(r"\bsight\b(?!\s*of)|即期", re.IGNORECASE)
USANCE = re.compile(
    r"(\d{2,3})\s*days?(?:'|s')?\s*(?:after\s+(?:sight|B/?L|shipment|date)|sight|usance|from|deferred)?|(\d{2,3})\s*天|usance|远期|deferred payment",
    re.IGNORECASE,
)
AVAILABLE = re.compile(
    r"\bavailable\s+(?:with|by)|negotia(?:tion|ble)\s+(?:with|by|at)|\bby negotiation|议付", re.IGNORECASE
)
ISSUER = re.compile(
    r"(?:issued|opened|established)\s+(?:by|through|with|via)\s+(?!(?:buyer|the buyer)\b)|first[- ]class\s+(?:international\s+)?bank|prime bank|issuing bank\s*:|confirmed\b|保兑|一流银行|开证行",
    re.IGNORECASE,
)
UCP = re.compile(
    r"\bUCP\s*(?:DC\s*)?(?:No\.?\s*)?(?:600|500)?\b|Uniform Customs and Practice|跟单信用证统一惯例", re.IGNORECASE
)
CHARGES = re.compile(r"\b(?:bank(?:ing)?\s+)?(?:charges|fees|commissions?)\b|银行费用|费用由", re.IGNORECASE)
DOCUMENTS = re.compile(
    r"documents?\s+required|required documents|(?:commercial invoice|packing list|bills? of lading|B/L)[^.\n]{0,80}(?:invoice|packing list|certificate|lading)|单据",
    re.IGNORECASE,
)
EXPIRY = re.compile(
    r"\b(?:expir(?:y|ing|es?|ation)|valid(?:ity)?(?:\s+(?:until|till|to|through|for\s+negotiation))?)\b|有效期|到期",
    re.IGNORECASE,
)
EXPIRY_PLACE = re.compile(
    r"(?:expir\w+|valid\w*|negotiation)[^.;\n]{0,60}?\b(?:in|at)\s+(the\s+)?([A-Z][\w' ]{2,25}|beneficiary's country|seller's country)",
)
LATEST = re.compile(
    r"latest\s+(?:date\s+of\s+)?shipment|last\s+shipment\s+date|最迟装(?:运|船)(?:日|期)?", re.IGNORECASE
)
PRESENTATION = re.compile(
    r"present(?:ation|ed)[^.;\n]{0,40}?(\d{1,2})\s*days|(\d{1,2})\s*days?\s*(?:after|from|of)\s*(?:the\s+)?(?:date\s+of\s+)?(?:shipment|B/?L)[^.;\n]{0,40}present|交单期[^。；]{0,10}?(\d{1,2})\s*天|装运(?:日)?后\s*(\d{1,2})\s*天内?[^。；]{0,10}(?:交单|议付)",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\b(?:open(?:ed|ing)?|establish(?:ed)?|issued?|reach(?:es)?)\b[^.;\n]{0,60}?(?:by|before|not later than|no later than|on or before|prior to)\s|开(?:立|出|证)[^。；]{0,20}(?:前|之前)",
    re.IGNORECASE,
)
OPENS_WITHIN = re.compile(
    r"\b(?:open(?:ed)?|establish(?:ed)?|issued?)\b[^.;\n]{0,40}?(?:within|in)\s+(\d{1,3})\s*(?:calendar|working|business)?\s*days|(\d{1,3})\s*(?:个工作日|天|日)内[^。；]{0,10}开(?:立|出|证)",
    re.IGNORECASE,
)
UNNAMED = re.compile(
    r"\b(?:competent|independent|qualified|well[- ]known|official|first[- ]class)\s+(?:authority|surveyor|inspector|inspection\s+\w+|issuer|laborator(?:y|ies)|body)",
    re.IGNORECASE,
)


def read_credits(
    reading: Reading, clauses: tuple[Span, ...], methods: tuple[PaymentMethod, ...]
) -> tuple[LetterOfCredit, ...]:
    """One credit when the payment terms name one: its fields may stand anywhere in the paper."""
    named = [m for m in methods if m.code == "LC" and m.in_clause]
    if not named:
        return ()
    clause = next((c for c in clauses if c.contains(named[0].span)), named[0].span)
    return (_credit(reading, clause, named[0]),)


def _credit(reading: Reading, clause: Span, method: PaymentMethod) -> LetterOfCredit:
    whole = Span(0, len(reading.text))
    revocable = _first(reading, REVOCABLE, whole)
    days = _first(reading, USANCE, clause)
    sight = _first(reading, SIGHT, clause)
    about = _about_credit(reading, clause)
    presentation = _first(reading, PRESENTATION, whole)
    opens = _first(reading, OPENS_WITHIN, clause)
    place = _first(reading, EXPIRY_PLACE, clause)
    quantity, amount = _tolerances(reading, whole)
    return LetterOfCredit(
        method.span,
        Confidence.HIGH,
        revocable=revocable.span if revocable and not _refused(reading, revocable.span) else None,
        irrevocable=_first(reading, IRREVOCABLE, whole) is not None,
        tenor="sight" if sight else "usance" if days else "",
        tenor_days=_number(days) if days and not sight else None,
        available_with=_first(reading, AVAILABLE, whole) is not None,
        issuing_bank=_first(reading, ISSUER, whole) is not None,
        expiry=next(filter(None, (_date_after(reading, EXPIRY, part) for part in about)), None),
        expiry_place=place[2] if place else None,
        latest_shipment=_date_after(reading, LATEST, whole),
        presentation_days=_number(presentation) if presentation else None,
        opening_deadline=_date_after(reading, OPENING, clause),
        opens_within_days=_number(opens) if opens else None,
        ucp=_first(reading, UCP, whole) is not None,
        charges=_first(reading, CHARGES, whole) is not None,
        documents=_first(reading, DOCUMENTS, whole) is not None,
        unnamed_issuer=(found.span if (found := _first(reading, UNNAMED, clause)) else None),
        quantity_tolerance=quantity,
        amount_tolerance=amount,
        amount_fixed=(fixed.span if (fixed := _first(reading, FIXED_AMOUNT, whole)) else None),
        alternative=_is_alternative(reading, method.span),
    )


def _about_credit(reading: Reading, clause: Span) -> tuple[Span, ...]:
    """Where the credit's own dates stand: its clause, and sentences and captions that speak of a credit."""
    spans = [clause]
    for hit in reading.hits("payment_methods.LC"):
        sentence = reading.sentence_at(hit.span)
        if not clause.contains(sentence):
            spans.append(sentence)
    return tuple(spans)


def _refused(reading: Reading, span: Span) -> bool:
    before = reading.text[max(0, span.start - 60) : span.start]
    return bool(REFUSES.search(before)) or reading.negated(span)


def _is_alternative(reading: Reading, span: Span) -> bool:
    around = reading.text[max(0, span.start - 12) : span.end + 12]
    return bool(re.search(r"\bor\b|或", around, re.IGNORECASE))


def _first(reading: Reading, pattern: re.Pattern[str], within: Span) -> Found | None:
    return next(reading.find(pattern, within), None)


def _number(found: Found) -> int | None:
    return next((int(group) for group in found.groups[1:] if group and group.isdigit()), None)


def _date_after(reading: Reading, pattern: re.Pattern[str], within: Span) -> DateReading | None:
    """The first date within 60 characters behind a match."""
    for found in reading.find(pattern, within):
        end = min(within.end, found.span.end + 60)
        tail = reading.text[found.span.end : end]
        stop = re.search(r"[;；。\n]", tail)
        dates = find_dates(tail[: stop.start()] if stop else tail, offset=found.span.end)
        if dates and dates[0].readings:
            return dates[0]
    return None


TOLERANCE = re.compile(
    r"(quantity|amount|value|数量|金额)[^.;\n]{0,25}?(?:±|\+/-|\+\s*/\s*-|plus or minus)|(?:±|\+/-|more or less|溢短装)",
    re.IGNORECASE,
)
FIXED_AMOUNT = re.compile(r"without (?:any )?tolerance|no tolerance|金额不允许增减", re.IGNORECASE)
BOTH = re.compile(
    r"quantity and (?:the )?(?:total |credit |L/C )?(?:amount|value)|amount and quantity|both in quantity and|数量和金额|数量及金额",
    re.IGNORECASE,
)


def _tolerances(reading: Reading, within: Span) -> tuple[Percent | None, Percent | None]:
    """(tolerance on the quantity, tolerance on the credit amount), as far as the text says."""
    quantity = amount = None
    for found in reading.find(TOLERANCE, within):
        sentence = reading.sentence_at(found.span)
        percents = find_percent(reading.text[sentence.start : sentence.end], offset=sentence.start)
        if not percents:
            continue
        words = reading.fold_of(sentence)
        near = min(percents, key=lambda p: abs(p.span.start - found.span.end))
        if BOTH.search(words):
            return near, near
        if re.search(r"amount|value|金额", found[1], re.IGNORECASE):
            amount = amount or near
        elif re.search(r"quantit|数量", words, re.IGNORECASE):
            quantity = quantity or near
    return quantity, amount
