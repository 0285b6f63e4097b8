"""The bank accounts that a paper asks to pay into, with what their numbers tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from tradelint.facts.bank_codes import bare, bic_in, digits_in, iban_in, looks_masked, masked_number_in, number_in
from tradelint.facts.bank_labels import Label, find_labels
from tradelint.facts.bank_numbers import (
    IBAN,
    bic_fault,
    dummy,
    iban_fault,
    is_personal_card,
    known_bank,
    masked,
    prefix_of,
)
from tradelint.facts.bank_parts import (
    Named,
    address_behind,
    bank_and_address,
    end_of_part,
    named,
    payee_and_address,
)
from tradelint.facts.bank_payee import payee_before_number, provider_in
from tradelint.facts.numbers_currency import stated_currencies
from tradelint.facts.parties_country import country_of
from tradelint.facts.parties_names import person_likeness
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

# A bank named on a line of its own, without a caption.
BANK_LINE = re.compile(
    r"[^\n,;:：]{0,60}\b(?:bank|banking|banco|banque)\b[^\n:：]{0,60}|[^\n,，:：]{2,30}银行[^\n,，:：]{0,20}",
    re.IGNORECASE,
)
# What stands before the bank's name on its line: the end of another sentence, "at", "with".
BEFORE_BANK = re.compile(
    r"^(?:[^\n]*\.\s+|[^\n]*\b(?:at|with|by)\s+(?:the\s+)?)(?=[A-Z\u4e00-\u9fff][^\n]*(?:[Bb]ank|BANK|银行))"
)
# A caption of the same line that the bank's name ran into.
NEXT_CAPTION = re.compile(r"[\s.,;-]*\b(?:SWIFT|BIC|IBAN|IFSC|A/C|ACC(?:OUN)?T)\b[^\n]{0,12}$", re.IGNORECASE)
NO_BANK = re.compile(
    r"bank\s+(?:charges?|details?|info|account|transfer|holiday|guarantee|wire|fees?|draft|days?)|by\s+bank|through\s+bank",
    re.I,
)
Blank = Literal["", "blank", "placeholder"]


@dataclass(frozen=True, slots=True)
class BankAccount(Fact):
    """An account with its bank.

    `bank_country` from the BIC, else the IBAN, else the bank's address. `bic_fault` and `iban_fault` say why a code
    cannot be right (see bank_numbers). `masked`: part of the account number is hidden; `dummy`: it is no real number.
    `person`: how sure the beneficiary is a natural person; `card`: the number is a UnionPay card's. `correspondent`:
    an intermediary's account, not the seller's. `bank_known`/`bic_known` are ids of banks in bank_words.toml.
    `provider`: a collection provider (Payoneer and the like) named as payee or bank.
    `promised`: words that stand instead of the data ("to be advised by the seller"). `blank` is set where captions
    stand without any value.
    """

    beneficiary: Named | None = None
    beneficiary_address: Named | None = None
    bank: Named | None = None
    bank_address: Named | None = None
    bank_country: str | None = None
    account: Named | None = None
    iban: Named | None = None
    bic: Named | None = None
    cnaps: Named | None = None
    routing: Named | None = None
    bic_fault: str = ""
    iban_fault: str = ""
    masked: bool = False
    dummy: bool = False
    person: Confidence | None = None
    card: bool = False
    correspondent: bool = False
    currency: str | None = None
    bank_known: str | None = None
    bic_known: str | None = None
    promised: Named | None = None
    blank: Blank = ""
    provider: str = ""

    @property
    def number(self) -> str:
        """The IBAN, else the account number, without spaces; empty when there is none."""
        value = self.iban or self.account
        return re.sub(r"[\s.-]", "", value.text) if value else ""

    @property
    def bank_and_bic_disagree(self) -> bool:
        """Whether the BIC belongs to another bank than the one named."""
        return (
            self.bank_known is not None
            and self.bic is not None
            and not self.bic_fault
            and prefix_of(self.bank_known) != self.bic.text[:4]
        )


@dataclass
class _Draft:
    labels: list[Label] = field(default_factory=list)
    correspondent: bool = False

    def holds(self, topic: str) -> bool:
        return any(label.topic == topic and label.value is not None for label in self.labels)


def read_accounts(reading: Reading) -> tuple[BankAccount, ...]:
    """Every account of a paper, the seller's before its correspondents' where they stand so."""
    accounts = [_account(reading, draft) for draft in _drafts(reading)]
    accounts = [a for a in accounts if a is not None]
    loose = _loose(reading, [a for a in accounts if a is not None])
    found = [a for a in (*accounts, *loose) if a is not None]
    filled = [a for a in found if not a.blank]
    return tuple(sorted(filled or found[:1], key=lambda a: a.span))


def _drafts(reading: Reading) -> list[_Draft]:
    """Captions gathered into accounts: a new one starts at a correspondent bank, a heading or a second number."""
    drafts: list[_Draft] = []
    current: _Draft | None = None
    for label in find_labels(reading):
        far = current is not None and current.labels and label.span.start - _end(current.labels[-1]) > 600
        fresh = current is None or far
        if label.topic == "correspondent":
            current = _Draft(correspondent=True)
            drafts.append(current)
        elif fresh or _starts_anew(current, label):
            current = _Draft()
            drafts.append(current)
        assert current is not None
        current.labels.append(label)
    return drafts


def _end(label: Label) -> int:
    return label.value.end if label.value is not None else label.span.end


def _starts_anew(current: _Draft | None, label: Label) -> bool:
    if current is None or not current.labels:
        return False
    if label.topic == "bank_block":
        return any(kept.topic != "bank_block" for kept in current.labels)
    if current.correspondent:
        named = current.holds("bank_name") or current.holds("correspondent")
        return label.topic == "beneficiary" or (label.topic == "bank_name" and named)
    return (
        label.topic in ("account", "beneficiary", "iban", "bank_name")
        and current.holds(label.topic)
        and (label.topic != "bank_name" or current.holds("account") or current.holds("iban"))
    )


def _account(reading: Reading, draft: _Draft) -> BankAccount | None:
    values: dict[str, Span] = {}
    for label in draft.labels:
        topic = "bank_name" if label.topic == "correspondent" else label.topic
        if label.value is not None and len(label.value):
            values.setdefault(topic, label.value)
    if not _about_a_bank(draft, values):
        return None
    whole = draft.labels[0].span
    for label in draft.labels:
        whole = whole.cover(label.value or label.span)
    filled = {topic: span for topic, span in values.items() if not reading.is_blank(span)}
    if not any(topic in filled for topic in ("account", "iban", "bic", "bank_name", "beneficiary", "routing", "cnaps")):
        found = _free_lines(reading, whole, draft)
        if found is not None:
            return found
        hole = any(reading.is_placeholder(span) for span in values.values())
        masks = next((s for t, s in values.items() if t in ("account", "iban") and looks_masked(reading, s)), None)
        others = [span for topic, span in values.items() if topic not in ("account", "iban", "routing")]
        form = any(reading.is_placeholder(span) for span in others)
        if masks is not None and not (form and not any(map(str.isdigit, reading.text[masks.start : masks.end]))):
            number = masked_number_in(reading, values)
            return BankAccount(whole, account=number, masked=True, dummy=bool(number and dummy(number.text)))
        words = values.get("bank_block")
        if words is not None and not reading.is_blank(words):
            return BankAccount(whole, Confidence.MEDIUM, promised=named(reading, words))
        return BankAccount(whole, blank="placeholder" if hole else "blank", correspondent=draft.correspondent)
    return _built(reading, whole, filled, values, draft)


def _about_a_bank(draft: _Draft, values: dict[str, Span]) -> bool:
    """Two captions, or one that only banks have: a `Branch:` or `Account:` alone may be anything."""
    topics = {label.topic for label in draft.labels}
    if len(topics) >= 2:
        return True
    return bool(topics & {"iban", "bic", "bank_name", "beneficiary", "bank_block", "correspondent"}) or (
        "account" in topics and bool(values)
    )


def _built(
    reading: Reading, whole: Span, filled: dict[str, Span], values: dict[str, Span], draft: _Draft
) -> BankAccount:
    iban = iban_in(reading, filled, whole)
    bic = bic_in(reading, filled, whole)
    number = number_in(reading, filled) or masked_number_in(reading, values)
    if number is not None and iban is not None and bare(number.text) == bare(iban.text):
        number = None
    beneficiary, payee_address = payee_and_address(reading, filled.get("beneficiary"))
    if beneficiary is None and not draft.correspondent:
        beneficiary = _unlabelled_payee(reading, draft)
        payee_address = address_behind(reading, beneficiary.span) if beneficiary is not None else None
    used = [fact.span for fact in (beneficiary, number, iban, bic) if fact is not None]
    used += [span for topic, span in filled.items() if topic.endswith("_address")]
    bank, bank_address = bank_and_address(reading, filled.get("bank_name"))
    if bank is None:
        line = _bank_line(reading, whole, used)
        bank, bank_address = (
            bank_and_address(reading, _run_on(reading, line.span)) if line is not None else (None, None)
        )
    shown = number.text if number else ""
    account = BankAccount(
        whole,
        Confidence.HIGH,
        beneficiary,
        named(reading, filled.get("beneficiary_address")) or payee_address,
        bank,
        named(reading, filled.get("bank_address")) or bank_address,
        None,
        number,
        iban,
        bic,
        digits_in(reading, filled.get("cnaps")),
        named(reading, filled.get("routing"), first_line=True),
        bic_fault(bic.text) if bic else "",
        iban_fault(bare(iban.text)) if iban else "",
        masked(shown) or bool(iban and masked(iban.text)),
        bool(shown) and dummy(shown),
        person_likeness(beneficiary.text) if beneficiary else None,
        is_personal_card(shown),
        draft.correspondent,
        next(iter(stated_currencies(reading.text[whole.start : whole.end])), None),
        _bank_id(reading, bank.span) if bank else None,
        known_bank(bic.text) if bic else None,
    )
    told = [fact.span for fact in (beneficiary, bank) if fact is not None]
    return replace(account, bank_country=_bank_country(reading, account), provider=provider_in(reading, *told))


def _unlabelled_payee(reading: Reading, draft: _Draft) -> Named | None:
    company = payee_before_number(reading, draft.labels)
    return Named(company.span, Confidence.MEDIUM, company.name.strip(" ,;.")) if company is not None else None


def _bank_line(reading: Reading, whole: Span, used: list[Span]) -> Named | None:
    """A bank named without a caption, inside the block or on the lines just above it."""
    start = max(0, whole.start - 220)
    lines = [line for line in reading.lines if start <= line.start < whole.end]
    for line in reversed(lines):
        for match in reading.find(BANK_LINE, Span(line.start, min(line.end, max(whole.end, line.start + 1)))):
            text = BEFORE_BANK.sub("", match[0].strip(" ,;|│┃║"))
            text = NEXT_CAPTION.sub("", text)
            free = not any(span.overlaps(match.span) for span in used)
            sound = len(text) > 6 and not NO_BANK.search(text) and bool(re.search(r"[A-Z\u4e00-\u9fff]", text))
            if free and sound and not reading.is_blank(match.span) and not _is_caption(reading, match.span):
                at = reading.text.find(text[:20], match.span.start, match.span.end)
                return Named(Span(max(at, match.span.start), match.span.end), text=text)
    return None


def _run_on(reading: Reading, span: Span) -> Span:
    """A bank's name with what follows it up to a semicolon or the end of its line: its branch and address."""
    return Span(span.start, end_of_part(reading, span))


def _is_caption(reading: Reading, span: Span) -> bool:
    return any(c.label.overlaps(span) for c in reading.captioned("bank_block", "bank_name", "bank_address"))


def _bank_id(reading: Reading, span: Span) -> str | None:
    banks = [h for h in reading.hits("bank_words", span) if h.key.endswith(".aliases") and prefix_of(h.id)]
    return max(banks, key=lambda h: len(h.span)).id if banks else None


def _bank_country(reading: Reading, account: BankAccount) -> str | None:
    if account.bic is not None and account.bic_fault in ("", "test"):
        return account.bic.text[4:6]
    if account.iban is not None and not account.iban_fault:
        return account.iban.text[:2]
    for place in (account.bank_address, account.bank):
        if place is not None and (found := country_of(reading, place.span)):
            return found[0]
    return None


def _free_lines(reading: Reading, whole: Span, draft: _Draft) -> BankAccount | None:
    """`Bank details: ICBC Ningbo, 3901...` and other blocks in which nothing has a caption of its own."""
    block = reading.block(whole)
    area = whole if block is None else whole.cover(block.span)
    iban = next(
        (Named(m.span, text=bare(m[0])) for m in reading.find(IBAN, area) if not reading.is_blank(m.span)), None
    )
    bank = _bank_line(reading, area, [])
    bank = bank if bank is not None and area.contains(bank.span) else None
    if iban is None and bank is None:
        return None
    account = BankAccount(
        area,
        Confidence.MEDIUM,
        bank=bank,
        iban=iban,
        iban_fault=iban_fault(iban.text) if iban else "",
        correspondent=draft.correspondent,
    )
    return replace(account, bank_country=_bank_country(reading, account))


def _loose(reading: Reading, known: list[BankAccount]) -> list[BankAccount]:
    """IBANs that no caption announces."""
    found = []
    for match in reading.find(IBAN):
        text = bare(match[0])
        if not iban_fault(text) and not any(a.span.overlaps(match.span) or a.number == text for a in known):
            account = BankAccount(match.span, Confidence.MEDIUM, iban=Named(match.span, text=text))
            found.append(replace(account, bank_country=_bank_country(reading, account)))
    return found
