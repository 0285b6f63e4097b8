"""A documentary credit against the contract that it pays: amount, dates, ports, Incoterm, documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tradelint.deal.figures import total
from tradelint.deal.paper import Deal, Paper, Said
from tradelint.deal.parties import is_one_name, party, spellings
from tradelint.deal.terms import DISCHARGE, INCOTERM, LOADING, SHIPMENT
from tradelint.facts.credit import BY_APPLICANT, INSURANCE, PREPAID, Credit
from tradelint.facts.fold import folded
from tradelint.facts.incoterms_rules import trade_terms
from tradelint.facts.parties_names import CJK
from tradelint.facts.ports import PlaceName, read_place


@dataclass(frozen=True)
class Discrepancy:
    """What the contract says and what the credit asks; `part` "documents" for what the seller cannot present."""

    name: str
    first: Said
    second: Said
    part: str | None = None


def credit_differences(deal: Deal, paper: Paper) -> Iterator[Discrepancy]:
    """The points in which a credit departs from the papers that fix the terms."""
    credit = paper.credit
    if credit is None:
        return
    told = {term.name: next((s for p in deal.terms if (s := term.read(p))), None) for term in (INCOTERM, SHIPMENT)}
    incoterm, shipment = told[INCOTERM.name], told[SHIPMENT.name]
    yield from _amount(deal, paper, credit)
    if shipment is not None:
        yield from _latest(shipment, paper, credit)
    for term, tags in ((LOADING, ("44E", "44A")), (DISCHARGE, ("44F", "44B"))):
        said = next((s for p in deal.terms if (s := term.read(p))), None)
        if said is not None:
            yield from _port(said.value, said, term.name, paper, credit, tags)
    if incoterm is not None:
        yield from _incoterm(incoterm, paper, credit)
        yield from _documents(incoterm, paper, credit)
    yield from _beneficiary(deal, paper, credit)
    yield from _by_applicant(deal, paper, credit)


def _field(paper: Paper, credit: Credit, words: str, *tags: str) -> Said | None:
    field = credit.field(*tags)
    return paper.says(field, words) if field else None


def _amount(deal: Deal, paper: Paper, credit: Credit) -> Iterator[Discrepancy]:
    agreed = next((said for p in deal.terms if (said := total(p))), None)
    said = _field(paper, credit, f"{credit.currency} {credit.amount:,}" if credit.amount else "", "32B")
    if agreed is None or said is None or credit.amount is None:
        return
    amount, currency = agreed.value
    below = credit.amount < amount * (1 - (credit.tolerance or Decimal(0)) / 100)
    if (currency and credit.currency != currency) or below or credit.amount > amount * Decimal("1.1"):
        yield Discrepancy("amount of the credit", agreed, said)


def _latest(shipment: Said, paper: Paper, credit: Credit) -> Iterator[Discrepancy]:
    agreed = shipment.value.latest
    said = _field(paper, credit, str(credit.latest_shipment), "44C")
    if said is not None and agreed is not None and credit.latest_shipment and credit.latest_shipment != agreed:
        yield Discrepancy("latest shipment in the credit", shipment, said)


def _port(
    place: PlaceName, agreed: Said, name: str, paper: Paper, credit: Credit, tags: tuple[str, ...]
) -> Iterator[Discrepancy]:
    field = credit.field(*tags)
    other = read_place(paper.facts.reading, field.body) if field else None
    if field is not None and other is not None and other.precise and place.differs(other):
        yield Discrepancy(f"{name} in the credit", agreed, paper.says(field, other.text))


def _incoterm(agreed: Said, paper: Paper, credit: Credit) -> Iterator[Discrepancy]:
    goods = credit.field("45A")
    if goods is None:
        return
    found = next((t for t in paper.facts.incoterms.terms if goods.span.start <= t.span.start < goods.span.end), None)
    if found is not None and found.code != agreed.value[0]:
        yield Discrepancy("Incoterm in the credit", agreed, paper.says(found, found.code))


def _documents(agreed: Said, paper: Paper, credit: Credit) -> Iterator[Discrepancy]:
    """Documents that a seller under this trade term does not have: insurance under FOB, freight prepaid under FOB."""
    term = trade_terms().get(agreed.value[0])
    if term is None:
        return
    insured = credit.demands(INSURANCE)
    if insured is not None and term.insurance != "seller" and term.group != "D":
        yield Discrepancy(
            "insurance document wanted from the seller", agreed, paper.says(insured, "insurance document")
        )
    prepaid = credit.demands(PREPAID)
    if prepaid is not None and term.carriage == "buyer":
        yield Discrepancy("freight prepaid wanted from the seller", agreed, paper.says(prepaid, "freight prepaid"))


def _by_applicant(deal: Deal, paper: Paper, credit: Credit) -> Iterator[Discrepancy]:
    """A document that only the buyer can issue gives the buyer the key to the payment."""
    wanted = credit.demands(BY_APPLICANT)
    leading = deal.leading
    if wanted is not None and leading is not None:
        seller = party(leading, "seller")
        if seller is not None:
            words = paper.says(wanted, "a document issued by the applicant")
            yield Discrepancy("document that the seller cannot obtain alone", seller, words, "documents")


def _beneficiary(deal: Deal, paper: Paper, credit: Credit) -> Iterator[Discrepancy]:
    field = credit.field("59")
    seller = next((said for p in deal.terms if (said := party(p, "seller"))), None)
    if field is None or seller is None:
        return
    name = next((line for line in field.text.splitlines() if line.strip(" /") and not line.startswith("/")), "")
    names = [n for n in spellings(seller.value) if not CJK.search(n)]
    if not name or not names or CJK.search(name):
        return
    if not any(is_one_name(name, n) or folded(n) in folded(field.text) for n in names):
        yield Discrepancy("beneficiary of the credit", seller, paper.says(field, name.strip()))
