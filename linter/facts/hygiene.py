"""What makes a paper citable, complete and consistent as a document."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.hygiene_bilingual import BilingualFacts, read_bilingual
from tradelint.facts.hygiene_dates import DateMention, PaperDate, read_dates, read_paper_dates
from tradelint.facts.hygiene_numbers import DocumentNumber, Revision, read_numbers, read_revisions
from tradelint.facts.hygiene_order import (
    NumberGap,
    PageMark,
    Truncation,
    read_number_gaps,
    read_page_marks,
    read_truncations,
)
from tradelint.facts.hygiene_quality import TextQuality, read_quality
from tradelint.facts.hygiene_references import Reference, read_references
from tradelint.facts.hygiene_residue import (
    BlankField,
    Hole,
    Mark,
    Residue,
    read_blank_fields,
    read_disclaimers,
    read_holes,
    read_marks,
    read_residue,
)
from tradelint.facts.hygiene_signatures import SignatureFacts, read_signatures
from tradelint.facts.hygiene_terms import DefinedTerm, UndefinedTerm, read_defined_terms, read_undefined_terms
from tradelint.facts.hygiene_validity import Validity, read_validity
from tradelint.facts.hygiene_words import NumberPair, read_number_pairs
from tradelint.facts.kind import Kind, read_kind
from tradelint.facts.parties_layout import lay_out
from tradelint.facts.parties_model import Party
from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class HygieneFacts:
    """The paper as a document.

    `numbers`: document numbers, the paper's own first. `dates`: every date with its role. `paper_dates`: dates of
    issue, signature or effect. `validity`: how long the offer holds. `holes` and `blank_fields`: what was not filled
    in. `references`: to annexes, attached sheets and clauses. `marks`: draft marks; `disclaimers`: words that unbind.
    """

    numbers: tuple[DocumentNumber, ...] = ()
    revisions: tuple[Revision, ...] = ()
    dates: tuple[DateMention, ...] = ()
    paper_dates: tuple[PaperDate, ...] = ()
    validity: tuple[Validity, ...] = ()
    holes: tuple[Hole, ...] = ()
    blank_fields: tuple[BlankField, ...] = ()
    references: tuple[Reference, ...] = ()
    signatures: SignatureFacts = SignatureFacts()
    marks: tuple[Mark, ...] = ()
    disclaimers: tuple[Mark, ...] = ()
    residue: Residue = Residue()
    page_marks: tuple[PageMark, ...] = ()
    number_gaps: tuple[NumberGap, ...] = ()
    truncations: tuple[Truncation, ...] = ()
    number_pairs: tuple[NumberPair, ...] = ()
    defined_terms: tuple[DefinedTerm, ...] = ()
    undefined_terms: tuple[UndefinedTerm, ...] = ()
    bilingual: BilingualFacts = BilingualFacts()
    quality: TextQuality = TextQuality()

    @property
    def number(self) -> DocumentNumber | None:
        """The number that the paper is cited by."""
        return next((number for number in self.numbers if number.own), None)

    @property
    def date(self) -> PaperDate | None:
        """The paper's own date."""
        return next(iter(self.paper_dates), None)


def read(reading: Reading, kind: Kind | None = None, parties: tuple[Party, ...] = ()) -> HygieneFacts:
    """Read the chapter; the kind tells which number is the paper's own, the parties whose signature stands where."""
    dates = read_dates(reading)
    layout = lay_out(reading)
    terms = read_defined_terms(reading)
    return HygieneFacts(
        numbers=read_numbers(reading, (kind or read_kind(reading)).name, layout),
        revisions=read_revisions(reading),
        dates=dates,
        paper_dates=read_paper_dates(reading, dates, layout),
        validity=read_validity(reading, tuple(mention.reading for mention in dates if mention.reading is not None)),
        holes=read_holes(reading),
        blank_fields=read_blank_fields(reading),
        references=read_references(reading),
        signatures=read_signatures(reading, parties, layout),
        marks=read_marks(reading),
        disclaimers=read_disclaimers(reading),
        residue=read_residue(reading),
        page_marks=read_page_marks(reading),
        number_gaps=read_number_gaps(reading),
        truncations=read_truncations(reading),
        number_pairs=read_number_pairs(reading),
        defined_terms=terms,
        undefined_terms=read_undefined_terms(reading, terms),
        bilingual=read_bilingual(reading),
        quality=read_quality(reading),
    )
