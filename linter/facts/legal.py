"""The legal frame of a paper: governing law, disputes, force majeure, and the clauses around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tradelint.facts.legal_clauses import (
    Liability,
    Precedence,
    PrevailingLanguage,
    Protection,
    Subcontracting,
    Title,
    Tooling,
    UnilateralChange,
    read_changes,
    read_languages,
    read_liability,
    read_precedence,
    read_protection,
    read_subcontracting,
    read_title,
    read_tooling,
)
from tradelint.facts.legal_dispute import DisputeFacts, read_disputes
from tradelint.facts.legal_force import ForceMajeure, read_force_majeure
from tradelint.facts.legal_law import Cisg, GoverningLaw, read_laws
from tradelint.facts.reading import Fact, Reading


@dataclass(frozen=True)
class LegalFacts:
    """What the paper says in this chapter; an empty tuple means that it does not say."""

    laws: tuple[GoverningLaw, ...] = ()
    cisg: tuple[Cisg, ...] = ()
    empty_law: tuple[Fact, ...] = ()
    empty_law_is_placeholder: bool = False
    disputes: DisputeFacts = field(default_factory=DisputeFacts)
    force_majeure: tuple[ForceMajeure, ...] = ()
    languages: tuple[PrevailingLanguage, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    liability: tuple[Liability, ...] = ()
    changes: tuple[UnilateralChange, ...] = ()
    subcontracting: tuple[Subcontracting, ...] = ()
    tooling: tuple[Tooling, ...] = ()
    title: tuple[Title, ...] = ()
    protection: tuple[Protection, ...] = ()

    @property
    def governing(self) -> tuple[GoverningLaw, ...]:
        """The laws chosen for the contract itself."""
        return tuple(law for law in self.laws if law.governs == "contract")

    @property
    def conflicting_laws(self) -> tuple[GoverningLaw, ...]:
        """The first choice of each different law, when there are two or more; a state belongs to its country."""
        first: dict[str, GoverningLaw] = {}
        for choice in self.governing:
            if choice.law is not None:
                first.setdefault(_family(choice.law.id), choice)
        states = {c.law.country for family, c in first.items() if c.law and c.law.country != family}
        found = tuple(choice for family, choice in first.items() if family not in states)
        return found if len(found) > 1 else ()


def _family(law: str) -> str:
    """England and the United Kingdom are one law in the mouth of traders."""
    return "GB" if law == "GB-ENG" else law


def read(reading: Reading) -> LegalFacts:
    """Read the chapter."""
    laws, cisg = read_laws(reading)
    empty = [c for c in reading.captioned("governing_law") if c.via != "clause" and reading.is_blank(c.value)]
    return LegalFacts(
        laws=laws,
        cisg=cisg,
        empty_law=tuple(Fact(c.label) for c in empty),
        empty_law_is_placeholder=any(reading.is_placeholder(c.value) for c in empty),
        disputes=read_disputes(reading),
        force_majeure=read_force_majeure(reading),
        languages=read_languages(reading),
        precedence=read_precedence(reading),
        liability=read_liability(reading),
        changes=read_changes(reading),
        subcontracting=read_subcontracting(reading),
        tooling=read_tooling(reading),
        title=read_title(reading),
        protection=read_protection(reading),
    )
