"""The parties and accounts of two papers compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tradelint.deal.paper import Paper, Said
from tradelint.facts.bank import BankAccount
from tradelint.facts.fold import fold
from tradelint.facts.parties import names_of
from tradelint.facts.parties_model import Party
from tradelint.facts.parties_names import CJK, comparable, same_party

SAME = 0.9
# What Chinese names are written with and without.
FORM = re.compile("有限责任公司|股份有限公司|有限公司|公司|[省市县区]")


def party(paper: Paper, role: str) -> Said | None:
    """The seller or buyer that a paper names; None where it names nobody."""
    found = paper.facts.parties.seller if role == "seller" else paper.facts.parties.buyer
    if found is None or found.generic or found.blank or not found.any_name:
        return None
    return Said(paper, found.name_span or found.name_zh_span or found.span, found.any_name, found, found.confidence)


def spellings(found: Party) -> tuple[str, ...]:
    """Every name of a party, Latin and Chinese."""
    return tuple(dict.fromkeys(name for name in (found.name, found.name_zh, *names_of(found)) if name))


def names_differ(a: Party, b: Party) -> bool:
    """Whether two parties are not one: no spelling of the one is a spelling of the other, though some compare."""
    pairs = [(x, y) for x in spellings(a) for y in spellings(b) if comparable(x, y)]
    return bool(pairs) and not any(is_one_name(x, y) for x, y in pairs)


def is_one_name(a: str, b: str) -> bool:
    """Whether two names in one script are spellings of one; a single Chinese character makes another firm."""
    if not CJK.search(a):
        return same_party(a, b) >= SAME
    first, second = (FORM.sub("", "".join(CJK.findall(fold(name).text))) for name in (a, b))
    return first == second or (min(len(first), len(second)) >= 4 and (first in second or second in first))


def in_one_script(first: Said, second: Said) -> tuple[Said, Said]:
    """Two parties in the spellings that can be compared: a Chinese name is shown beside a Chinese one."""
    pairs = ((x, y) for x in spellings(first.value) for y in spellings(second.value) if comparable(x, y))
    names = next(pairs, (first.words, second.words))
    return _spelled(first, names[0]), _spelled(second, names[1])


def _spelled(said: Said, name: str) -> Said:
    """A party under one of its names, at the place of that name."""
    found: Party = said.value
    span = found.name_zh_span if name == found.name_zh else found.name_span if name == found.name else None
    return replace(said, words=name, span=span or said.span)


def is_explained(paper: Paper) -> bool:
    """Whether the paper says that one acts for the other: an agent, or a firm that may collect."""
    return bool(paper.facts.parties.authorisations) or any(p.role == "agent" for p in paper.facts.parties.parties)


def accounts(paper: Paper) -> tuple[BankAccount, ...]:
    """The accounts to pay to, correspondents and dummies left out."""
    return tuple(a for a in paper.facts.parties.accounts if not a.correspondent and not a.dummy and account_number(a))


def account_number(account: BankAccount) -> str:
    """The IBAN or account number in digits and capitals; empty when it is masked or missing."""
    return "" if account.masked else "".join(c for c in account.number.upper() if c.isalnum())


def account_differences(first: Paper, second: Paper) -> Iterator[tuple[str, Said, Said]]:
    """(what, the first paper's words, the second's) for accounts that do not agree."""
    mine, theirs = accounts(first), accounts(second)
    shared = [(a, b) for a in mine for b in theirs if account_number(a) == account_number(b)]
    for a, b in shared:
        yield from _details(first, a, second, b)
    if mine and theirs and not shared:
        a, b = next(((x, y) for x in mine for y in theirs if x.currency == y.currency), (mine[0], theirs[0]))
        yield "account", _number(first, a), _number(second, b)


def _number(paper: Paper, account: BankAccount) -> Said:
    return paper.says(account.iban or account.account or account, masked(account_number(account)))


def _details(first: Paper, a: BankAccount, second: Paper, b: BankAccount) -> Iterator[tuple[str, Said, Said]]:
    if a.bic and b.bic and a.bic.text.upper()[:8] != b.bic.text.upper()[:8]:
        yield "BIC", first.says(a.bic, a.bic.text), second.says(b.bic, b.bic.text)
    x, y = a.beneficiary, b.beneficiary
    if x and y and comparable(x.text, y.text) and not is_one_name(x.text, y.text):
        yield "beneficiary", first.says(x, x.text), second.says(y, y.text)


def masked(number: str) -> str:
    """The last four characters of a bank number."""
    return f"…{number[-4:]}"
