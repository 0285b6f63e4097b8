"""Deposit, balance and totals in sentences: `30% deposit USD 5,040`, `the total contract value is USD 26,840.00`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tradelint.facts.amount_words import find_amounts_in_words
from tradelint.facts.line_fold import fold
from tradelint.facts.line_roles import name_pattern
from tradelint.facts.values import Convention, Money, Percent, find_money, find_percent
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Document, Span

CLAUSE = re.compile(
    r"[;；。\n]|\.\s|,\s+(?=(?:and\s+)?(?:the\s+)?(?:balance|remaining|rest|\d))|[,，]\s?(?=余|尾|剩)"
    r"|\band\s+(?=(?:the\s+)?(?:balance|remaining))",
    re.I,
)
RATE = re.compile(r"per\s+(?:annum|month|week|day)|interest|penalt|late\s+payment|overdue|违约|滞纳|逾期", re.I)
NEAREST = 60
SHARE = re.compile(
    r"(?:\d\s?%|percent|per cent)\s*(?:\([^)]*\)\s*)?(?:of|on)\s+(?:the\s+)?[^.;]{0,40}$|的?\s?\d+\s?%$", re.I
)


Clauses = tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A deposit or a balance: its amount, and its percentage where one stands with it."""

    span: Span
    amount: Money | None = None
    percent: Percent | None = None
    confidence: Confidence = Confidence.HIGH


@cache
def _words(kind: str, longer: bool) -> re.Pattern[str]:
    entry = next(e for e in table("totals")["total"] if e["id"] == kind)
    latin = [n for n in entry["names"] if not longer or " " in n]
    return re.compile(name_pattern([*latin, *entry["names_zh"]]), re.IGNORECASE)


def clauses(document: Document) -> Clauses:
    """Pieces of sentences between full stops, semicolons and the word that opens the balance, if they hold a digit."""
    return tuple((span, text) for span, text in _clauses(document) if any(char.isdigit() for char in text))


def _clauses(document: Document) -> Iterator[tuple[Span, str]]:
    for block in document.blocks:
        raw = document.text[block.span.start : block.span.end]
        start = 0
        for cut in [*CLAUSE.finditer(raw), None]:
            end = cut.start() if cut else len(raw)
            if raw[start:end].strip():
                yield Span(block.span.start + start, block.span.start + end), raw[start:end]
            start = cut.end() if cut else end


def find_part(parts: Clauses, kind: str, convention: Convention) -> Part | None:
    """The deposit or the balance as a clause gives it; the first with an amount wins."""
    best: Part | None = None
    for span, text in parts:
        folded = fold(text)
        word = _words(kind, False).search(folded.text)
        if word is None or RATE.search(folded.text) or _is_charge_paid(folded.text[: word.start()]):
            continue
        moneys = find_money(text, convention, span.start)
        percents = find_percent(text, convention, span.start)
        place = folded.to_document(word.start(), word.end())
        at = Span(span.start + place.start, span.start + place.end)
        money = _nearest(list(moneys), at)
        percent = _nearest_percent([p for p in percents if _together(text, p.span, at, span.start)], at)
        if money is None and percent is None:
            continue
        part = Part(
            _cover(at, money, percent), money, percent, Confidence.MEDIUM if len(moneys) > 1 else Confidence.HIGH
        )
        if money is not None:
            return part
        best = best or part
    return best


def _is_charge_paid(before: str) -> bool:
    """Whether a word speaks of a charge ("freight prepaid") and not of the price."""
    return any(re.search(rf"(?:{_words(kind, False).pattern})\W*$", before, re.I) for kind in ("freight", "insurance"))


def _together(text: str, span: Span, at: Span, offset: int) -> bool:
    """Whether no comma parts a figure from the word it is to belong to."""
    gap = text[min(span.end, at.end) - offset : max(span.start, at.start) - offset]
    return not re.search(r",\s|[;，；]", gap)


def _nearest(moneys: list[Money], at: Span) -> Money | None:
    """The amount of the part: one behind "of" or a total word is its base and not meant."""
    near = [m for m in moneys if _distance(m.span, at) <= NEAREST]
    return min(near, key=lambda m: _distance(m.span, at), default=None)


def _nearest_percent(percents: list[Percent], at: Span) -> Percent | None:
    near = [p for p in percents if _distance(p.span, at) <= NEAREST]
    return min(near, key=lambda p: _distance(p.span, at), default=None)


def _distance(span: Span, at: Span) -> int:
    return max(span.start - at.end, at.start - span.end, 0)


def _cover(at: Span, money: Money | None, percent: Percent | None) -> Span:
    span = at
    for part in (money, percent):
        span = span.cover(part.span) if part is not None else span
    return span


def totals_in_sentences(parts: Clauses, convention: Convention) -> Iterator[Money]:
    """Amounts that a sentence calls the total; a percentage of it is none."""
    for span, text in parts:
        folded = fold(text)
        for word in _words("total", True).finditer(folded.text):
            if SHARE.search(folded.text[: word.start()]):
                continue
            end = folded.to_document(word.start(), word.end()).end
            for money in find_money(text[end:], convention, span.start + end):
                between = text[end : money.span.start - span.start]
                if (len(between) <= NEAREST or find_amounts_in_words(between)) and not re.search(r"\d|%", between):
                    yield money
                break
