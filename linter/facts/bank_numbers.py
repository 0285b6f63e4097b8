"""Account numbers, IBANs and BICs: what they are, whether they can be right, whether they hide something."""

from __future__ import annotations

import re

from stdnum import iban as stdnum_iban
from stdnum import luhn
from tradelint.facts.parties_country import is_country_code
from tradelint.facts.vocabulary import entries, table

BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?(?![A-Za-z0-9])")
CARD = re.compile(r"(?<!\d)62(?:[ -]?\d){14,17}(?!\d)")
MASKED = re.compile(r"[Xx*#•●]{3,}|\.{3}|…")
DUMMY = re.compile(r"0+|1+|9+|0?123456789?0?\d{0,6}|12345\d*|[Xx]+|0*1234+")


def masked(raw: str) -> bool:
    """Whether part of a number is hidden behind signs."""
    return bool(MASKED.search(raw))


def dummy(raw: str) -> bool:
    """Whether a number is one that nobody has (zeros, 123456789, XXX-XX)."""
    bare = re.sub(r"[\s./-]", "", raw)
    return bool(DUMMY.fullmatch(bare)) or bool(re.fullmatch(r"([A-Za-z])\1+", bare))


def is_personal_card(raw: str) -> bool:
    """Whether a number is a UnionPay card: 16 to 19 digits from 62 whose Luhn digit is right."""
    match = CARD.search(raw)
    return match is not None and bool(luhn.is_valid(re.sub(r"\D", "", match.group())))


def bic_fault(bic: str) -> str:
    """Why a BIC cannot be right ("length", "letters", "country"), "test" for a test code; empty when it can be."""
    if len(bic) not in (8, 11):
        return "length"
    if not BIC.fullmatch(bic):
        return "letters"
    if not is_country_code(bic[4:6]):
        return "country"
    return "test" if bic[7] == "0" else ""


def iban_fault(iban: str) -> str:
    """Why an IBAN cannot be right ("no-iban", "country", "length", "check"); empty when it can be."""
    country = iban[:2]
    if country in table("logistics")["bank"]["no_iban_countries"]:
        return "no-iban"
    if not is_country_code(country):
        return "country"
    if stdnum_iban.is_valid(iban):
        return ""
    length = table("bank_words")["iban_lengths"].get(country)
    if length is None:
        return "country"
    return "length" if len(iban) != length else "check"


def known_bank(bic: str) -> str | None:
    """The id of the bank that a BIC's first four letters belong to, if we know it."""
    return next((str(e["id"]) for e in entries("bank_words") if e.get("prefix") == bic[:4]), None)


def prefix_of(bank: str) -> str | None:
    """The first four letters of a known bank's BICs."""
    return next((str(e["prefix"]) for e in entries("bank_words") if e["id"] == bank and "prefix" in e), None)


def bic_suggestion(bic: str) -> str:
    """The BIC with look-alike figures among its letters (0, 1, 5, 8) replaced, where that makes it possible."""
    head = bic[:6].translate(str.maketrans("0158", "OISB"))
    suggestion = head + bic[6:]
    return suggestion if suggestion != bic and bic_fault(suggestion) == "" else ""


def is_near(one: str, other: str) -> bool:
    """Whether payments between two countries are as ordinary as at home."""
    area = table("bank_words")["sepa"]["countries"]
    return one in area and other in area
