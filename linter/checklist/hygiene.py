"""The checklist items of the chapter `hygiene`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tradelint.checklist.item import Item
from tradelint.facts import Facts
from tradelint.facts.hygiene_dates import PaperDate
from tradelint.facts.hygiene_validity import Validity


def items(facts: Facts) -> Iterator[Item]:
    """The paper's number, its date and the validity of the offer."""
    number = facts.hygiene.number
    if number is not None and number.blank:
        yield Item("document_number", "absent", number.blank, number.span, number.confidence)
    elif number is not None and not number.value:
        yield Item("document_number", "weak", facts.document.quote(number.span, 80), number.span, number.confidence)
    elif number is not None:
        yield Item("document_number", "stated", number.value, number.span, number.confidence)
    date = facts.hygiene.date
    if date is not None:
        yield _date(date)
    validity = next(iter(facts.hygiene.validity), None)
    if validity is not None:
        yield _validity(validity, date)


def _date(date: PaperDate) -> Item:
    if date.blank:
        return Item("document_date", "absent", date.blank, date.span, date.confidence)
    reading = date.reading
    if reading is None:
        return Item("document_date", "weak", date.words or None, date.span, date.confidence)
    value = reading.date.isoformat() if reading.date is not None else reading.raw
    sure = reading.readings and reading.precision == "day"
    return Item("document_date", "stated" if sure else "weak", value, date.span, date.confidence)


def _validity(validity: Validity, paper: PaperDate | None = None) -> Item:
    if validity.blank:
        return Item("validity_of_offer", "absent", validity.blank, validity.span, validity.confidence)
    until = validity.until
    if until is not None:
        value = until.date.isoformat() if until.date is not None else until.raw
        return Item("validity_of_offer", "stated", value, validity.span, validity.confidence)
    if validity.days is not None:
        ends = _counted(validity.days, paper)
        value = f"{validity.days} days" + (f", until {ends}" if ends else "")
        fields = {"days": validity.days, "until": ends}
        return Item("validity_of_offer", "stated", value, validity.span, validity.confidence, fields)
    return Item("validity_of_offer", "weak", validity.words or None, validity.span, validity.confidence)


def _counted(days: int, paper: PaperDate | None) -> str | None:
    """The last day of an offer that runs so many days from the paper's own date."""
    issued = paper.reading.date if paper is not None and paper.reading is not None else None
    return (issued + timedelta(days=days)).isoformat() if issued is not None and days < FOREVER else None


FOREVER = 3700
