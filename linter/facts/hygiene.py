"""What makes a paper citable, complete and consistent as a document."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.hygiene_dates import DateMention, PaperDate, read_dates, read_paper_dates
from tradelint.facts.hygiene_numbers import DocumentNumber, Revision, read_numbers, read_revisions
from tradelint.facts.hygiene_validity import Validity, read_validity
from tradelint.facts.kind import read_kind
from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class HygieneFacts:
    """The paper's numbers, dates and validity.

    `numbers`: document numbers, the paper's own first. `dates`: every date with its role. `paper_dates`: dates of
    issue, signature or effect. `validity`: how long the offer holds.
    """

    numbers: tuple[DocumentNumber, ...] = ()
    revisions: tuple[Revision, ...] = ()
    dates: tuple[DateMention, ...] = ()
    paper_dates: tuple[PaperDate, ...] = ()
    validity: tuple[Validity, ...] = ()

    @property
    def number(self) -> DocumentNumber | None:
        """The number that the paper is cited by."""
        return next((number for number in self.numbers if number.own), None)

    @property
    def date(self) -> PaperDate | None:
        """The paper's own date."""
        return next(iter(self.paper_dates), None)


def read(reading: Reading) -> HygieneFacts:
    """Read the chapter."""
    dates = read_dates(reading)
    return HygieneFacts(
        numbers=read_numbers(reading, read_kind(reading).name),
        revisions=read_revisions(reading),
        dates=dates,
        paper_dates=read_paper_dates(reading, dates),
        validity=read_validity(reading),
    )
