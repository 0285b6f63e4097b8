"""What a company's own file adds to the rules: the suppliers it knows, the terms it trades on, rules of its own.

These values are read from tradelint.toml as they stand here (`max-deposit` for `max_deposit`).
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Literal

from msgspec import Struct

HASH = "sha256:"


class Payee(Struct, frozen=True):
    """Whom a paper asks to pay: the name as written, empty where it names none, and the number without spaces."""

    name: str
    number: str


class Supplier(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """A supplier on file.

    `accounts` are its account numbers or IBANs: the last four characters (or more), the whole number, or
    `sha256:SALT:DIGEST` of SALT and the number without spaces, which tells nobody the number. `beneficiary` is the
    payee where it is not the supplier's own name. `limit` is its Trade Assurance limit.
    """

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    beneficiary: str | None = None
    accounts: tuple[str, ...] = ()
    limit: Decimal | None = None
    currency: str = "USD"

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)

    def has_account(self, number: str) -> bool:
        """Whether a number, without spaces, is one of the accounts on file."""
        return any(_is_account(known, number.upper()) for known in self.accounts)


def _is_account(known: str, number: str) -> bool:
    if known.startswith(HASH):
        salt, _, digest = known.removeprefix(HASH).partition(":")
        return account_hash(salt, number) == known if digest else False
    plain = "".join(char for char in known.upper() if char.isalnum())
    return bool(plain) and number.endswith(plain)


def account_hash(salt: str, number: str) -> str:
    """What stands on file for an account whose number is to stay unknown: `sha256:SALT:DIGEST`."""
    plain = "".join(char for char in number.upper() if char.isalnum())
    return f"{HASH}{salt}:{hashlib.sha256((salt + plain).encode()).hexdigest()[:32]}"


class HouseTerms(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """The terms a company trades on; what is left out is not looked at.

    `incoterms` are letters with or without a place ("FOB", "FOB Ningbo"); `payment` the accepted splits by share
    ("30/70", "30/60/10"); `max_deposit` in per cent; `ports` are ports of loading; `law` and `forum` the words of the
    accepted choices ("English law", "SIAC"); `quality` and `packing` standards of which the paper names at least one.
    """

    incoterms: tuple[str, ...] = ()
    payment: tuple[str, ...] = ()
    max_deposit: Decimal | None = None
    ports: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    forum: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()
    packing: tuple[str, ...] = ()


class HouseRule(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """A rule in words: one of the phrases of `require` has to stand in a paper, none of `forbid` may.

    `code` is HSE and three digits. The Chinese phrases count beside the English ones. `bad` and `good` are texts on
    which `config check` tries the rule.
    """

    code: str
    name: str
    title: str
    why: str
    fix: str = ""
    require: tuple[str, ...] = ()
    require_zh: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    forbid_zh: tuple[str, ...] = ()
    severity: Literal["error", "warning", "info"] = "warning"
    kinds: Literal["PI", "contract", "both"] = "both"
    bad: tuple[str, ...]
    good: tuple[str, ...]
