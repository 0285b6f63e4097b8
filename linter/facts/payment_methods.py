"""The ways of paying that a paper accepts, and those it refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import entries
from tradelint.levels import Confidence
from tradelint.text import Span


@dataclass(frozen=True, slots=True)
class PaymentMethod(Fact):
    """A method: `code` is that of payment_methods.toml; `red_flag` marks those that cannot be recalled.

    `in_clause` says that it stands in the payment terms, not somewhere else in the paper.
    """

    code: str = ""
    words: str = ""
    red_flag: bool = False
    in_clause: bool = True


# Abbreviations that are other words too: they count in capitals and only where payment is spoken of.
SHORT = re.compile(r"[A-Z]{2,3}|[A-Z]/[A-Z]|WU|W/U")
ON_THEIR_OWN = frozenset({"WU", "CRYPTO", "WALLET_P2P", "CASH", "PAYPAL_FF"})


MONEY_BESIDE = re.compile(r"\d\s?CAD|CAD\s?[\d$]")  # Canadian dollars
LISTED = re.compile(
    r"(?:\s*(?:,|/|、|，|;|\(|\)|\bor\b|\band\b|\bnor\b|或|和|及)\s*)*(?:any\s+|by\s+|via\s+)?", re.IGNORECASE
)


@cache
def _red_flags() -> frozenset[str]:
    return frozenset(str(e["code"]) for e in entries("payment_methods") if e.get("red_flag"))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (str(e["code"]), re.compile(e["aliases_regex"])) for e in entries("payment_methods") if "aliases_regex" in e
    )


def read_methods(reading: Reading, clauses: tuple[Span, ...]) -> tuple[PaymentMethod, ...]:
    """The methods of the payment clauses, and red flags anywhere in the paper; a refused method is none."""
    named = [(hit.span, hit.id, hit.raw) for hit in reading.hits("payment_methods")]
    named += [(match.span, code, match[0]) for code, pattern in _patterns() for match in reading.find(pattern)]
    named.sort(key=lambda item: (item[0].start, -item[0].end))
    refused = _refused(reading, [span for span, _, _ in named])
    found = [_method(reading, code, span, raw, clauses) for span, code, raw in named if span not in refused]
    kept: list[PaymentMethod] = []
    for method in filter(None, found):
        if not any(other.span.contains(method.span) and other.code == method.code for other in kept):
            kept.append(method)
    return tuple(kept)


def _refused(reading: Reading, spans: list[Span]) -> set[Span]:
    """The names that a negation reaches, also as later members of its list ("no cash, crypto or gift cards")."""
    refused: set[Span] = set()
    last: Span | None = None
    for span in spans:
        listed = last is not None and bool(LISTED.fullmatch(reading.text[last.end : max(last.end, span.start)]))
        if reading.negated(span) or listed:
            refused.add(span)
            last = span
    return refused


def _method(reading: Reading, code: str, span: Span, words: str, clauses: tuple[Span, ...]) -> PaymentMethod | None:
    inside = any(clause.contains(span) for clause in clauses)
    if not inside and code not in ON_THEIR_OWN:
        return None
    written = reading.text[span.start : span.end]
    if len(written) <= 3 and written.isascii() and not SHORT.fullmatch(written):
        return None
    if words.lower() == "wire" and not re.search(r"(?:\bby|\bvia|\bper)\s$", reading.text[: span.start]):
        return None
    if written == "CAD" and MONEY_BESIDE.search(reading.text[max(0, span.start - 4) : span.end + 3]):
        return None
    if code == "CRYPTO" and written.upper() in ("ETH", "BTC") and not inside:
        return None
    if code in ("CASH", "WALLET_P2P") and not inside and not _speaks_of_paying(reading, span):
        return None
    confidence = Confidence.HIGH if inside else Confidence.MEDIUM
    return PaymentMethod(span, confidence, code, words, code in _red_flags(), inside)


def _speaks_of_paying(reading: Reading, span: Span) -> bool:
    sentence = reading.fold_of(reading.sentence_at(span))
    return bool(re.search(r"\bpa(?:y|id|yments?)\b|\btransfer|\bfee\b|付|转账|汇", sentence, re.IGNORECASE))
