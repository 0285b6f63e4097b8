"""Who gets the money: a payee that no caption announces, providers that collect for sellers, leave to pay another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradelint.facts.bank_labels import Label
from tradelint.facts.parties_evidence import CompanyName, find_companies
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

REACH = 260
BANKING = re.compile(r"\bbank|banco|banque|sparkasse|银行|信用社", re.IGNORECASE)
# A name begins a piece: at the start of a line, behind a colon, a semicolon or the full stop of a heading.
OPENS = re.compile(r"(?:^|[:：;；\n|(（]|[a-z户行]\.)\s*$")


@dataclass(frozen=True, slots=True)
class Authorisation(Fact):
    """Words by which the seller lets another collect the price: `names` are the firms of that sentence."""

    cue: str = ""
    names: tuple[str, ...] = ()
    sentence: Span | None = None


def payee_before_number(reading: Reading, labels: list[Label]) -> CompanyName | None:
    """`Remit to: Aurel Tools Ltd, ...; Harbour Bank; account ...`: the firm that opens the block of an account."""
    number = next((label for label in labels if label.topic in ("account", "iban", "bic", "cnaps", "routing")), None)
    if number is None:
        return None
    first = labels[0].span
    block = reading.block(first)
    low = max(block.span.start if block is not None else 0, number.span.start - REACH)
    area = Span(min(low, first.start, _introduced(reading, first)), number.span.start)
    for company in find_companies(reading, area):
        if not BANKING.search(company.name) and OPENS.search(reading.text[area.start : company.span.start]):
            return company
    return None


def _introduced(reading: Reading, first: Span) -> int:
    """The end of `Kindly remit the deposit to:` up to three lines above the first caption."""
    start = max(0, first.start - 160)
    colon = max(reading.text.rfind(":\n", start, first.start), reading.text.rfind("：\n", start, first.start))
    if colon < 0 or reading.text.count("\n", colon, first.start) > 3:
        return first.start
    return colon + 1


def provider_in(reading: Reading, *spans: Span | None) -> str:
    """The collection provider named in some of the spans; empty for none."""
    hits = [h for span in spans if span is not None for h in reading.hits("bank_words.collection", span)]
    return hits[0].raw if hits else ""


def read_authorisations(reading: Reading) -> tuple[Authorisation, ...]:
    """Sentences that let another firm collect the price for the seller."""
    found = []
    for hit in reading.hits("bank_words.authorised_payee"):
        sentence = reading.sentence_at(hit.span)
        if not reading.negated(hit.span):
            names = tuple(company.name for company in find_companies(reading, sentence))
            found.append(Authorisation(hit.span, Confidence.HIGH, hit.raw, names, sentence))
    return tuple(found)


def read_abroad(reading: Reading) -> tuple[Fact, ...]:
    """Words that say why the account lies in another country."""
    return tuple(Fact(hit.span) for hit in reading.hits("bank_words.account_abroad") if not reading.negated(hit.span))
