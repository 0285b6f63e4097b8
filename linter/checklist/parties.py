"""The checklist items of the chapter `parties`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tradelint.checklist.item import Item, State
from tradelint.facts import Facts
from tradelint.facts.bank import BankAccount
from tradelint.facts.parties_model import Party
from tradelint.text import Span


def items(facts: Facts) -> Iterator[Item]:
    """Seller, buyer and bank details."""
    for name in ("seller", "buyer"):
        party = facts.parties.seller if name == "seller" else facts.parties.buyer
        if party is not None:
            yield _party(name, party)
    bank = _bank(facts.parties.accounts)
    if bank is not None:
        yield bank


def _party(name: str, party: Party) -> Item:
    if party.blank and not party.any_name:
        return Item(name, "absent", party.blank, party.span, party.confidence, _fields(party))
    value = party.any_name + (f" ({party.name_zh})" if party.name and party.name_zh else "")
    return Item(name, _state(party), value, _place(party), party.confidence, _fields(party))


def _place(party: Party) -> Span:
    """The name with the address that stands right behind it."""
    if party.address is not None and 0 <= party.address.span.start - party.span.end <= 40:
        return party.span.cover(party.address.span)
    return party.span


def _state(party: Party) -> State:
    """A name that leads to somebody is stated; a generic one, or a single bare word, is weak."""
    if party.generic or (party.name[:1].islower() and not party.legal_form):
        return "weak"
    words = len(re.findall(r"[^\W\d_]+", party.name)) if party.name else len(party.name_zh) // 2
    known = party.legal_form or party.address is not None or party.country is not None or bool(party.contacts)
    return "stated" if known or words >= 2 else "weak"


def _fields(party: Party) -> dict[str, Any]:
    return {
        "name": party.name or None,
        "name_zh": party.name_zh or None,
        "address": party.address.text if party.address else None,
        "country": party.country,
        "email": party.email,
        "phone": party.phone,
    }


def _bank(accounts: tuple[BankAccount, ...]) -> Item | None:
    own = [account for account in accounts if not account.correspondent and _is_about_a_bank(account)]
    if not own:
        return None
    best = min(own, key=lambda account: ("stated", "weak", "absent").index(_bank_state(account)))
    state = _bank_state(best)
    fields = {
        "beneficiary": best.beneficiary.text if best.beneficiary else None,
        "bank": best.bank.text if best.bank else None,
        "account": best.account.text if best.account else None,
        "bic": best.bic.text if best.bic else None,
        "iban": best.iban.text if best.iban else None,
    }
    if state == "absent":
        return Item("bank_details", "absent", best.blank, best.span, best.confidence, fields)
    routing = best.routing or best.cnaps
    parts = [v for v in (*fields.values(), routing.text if routing else None) if v]
    value = "; ".join(parts) or (best.promised.text if best.promised else None)
    return Item("bank_details", state, value, best.span, best.confidence, fields)


def _is_about_a_bank(account: BankAccount) -> bool:
    """A beneficiary alone (of a credit, of an order) is no bank detail."""
    told = (account.account, account.iban, account.bic, account.bank, account.routing, account.cnaps, account.promised)
    return bool(account.blank) or any(told)


def _bank_state(account: BankAccount) -> State:
    """A number with a way to its bank is stated; one that is masked, a dummy or alone is weak."""
    if account.blank:
        return "absent"
    number = account.iban or account.account
    way = account.bic or account.bank or account.routing or account.cnaps or account.iban
    if number is None or way is None or account.masked or account.dummy:
        return "weak"
    return "stated"
