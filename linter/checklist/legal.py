"""The checklist items of the chapter `legal`: force majeure, governing law, dispute resolution."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist.item import Item, absent
from tradelint.facts import Facts
from tradelint.facts.legal import LegalFacts
from tradelint.facts.legal_arbitration import Arbitration
from tradelint.facts.legal_courts import Courts
from tradelint.facts.legal_dispute import DisputeFacts, forum_of
from tradelint.facts.legal_force import ForceMajeure


def items(facts: Facts) -> Iterator[Item]:
    """The items of this chapter."""
    yield from legal_items(facts.legal)


def legal_items(facts: LegalFacts) -> Iterator[Item]:
    """The three items of the legal frame."""
    yield force_majeure(facts.force_majeure)
    yield governing_law(facts)
    yield dispute_resolution(facts.disputes)


def force_majeure(found: tuple[ForceMajeure, ...]) -> Item:
    """Stated with a clause that relieves or ends; weak with a mere mention."""
    name = "force_majeure"
    if not found:
        return absent(name)
    best = max(found, key=lambda f: (f.clause, f.relief, len(f.span)))
    if best.blank:
        return Item(name, "absent", "placeholder" if best.placeholder else "blank", best.span)
    fields = {"clause": best.number, "notice_days": best.notice_days, "proof": best.proof, "end_days": best.end_days}
    return Item(name, "stated" if best.clause else "weak", _force_words(best), best.span, best.confidence, fields)


def _force_words(clause: ForceMajeure) -> str | None:
    """The clause in a few words: the events it names, the notice, the proof, the way out."""
    words = [clause.model, ", ".join(clause.events[:4])]
    words.append(f"notice within {clause.notice_days} days" if clause.notice_days is not None else "")
    words.append("proof" if clause.proof else "")
    words.append(f"end after {clause.end_days} days" if clause.end_days is not None else "end" if clause.end else "")
    return "; ".join(filter(None, words)) or None


def governing_law(facts: LegalFacts) -> Item:
    """Stated with the law of a country or state; weak with "international law" or two laws."""
    name = "governing_law"
    chosen = facts.governing
    cisg = None if not facts.cisg else "included" if all(c.included for c in facts.cisg) else "excluded"
    if not chosen:
        if facts.cisg and facts.cisg[0].included:
            return Item(name, "stated", "CISG", facts.cisg[0].span, fields={"law": None, "cisg": cisg})
        if facts.empty_law:
            value = "placeholder" if facts.empty_law_is_placeholder else "blank"
            return Item(name, "absent", value, facts.empty_law[0].span)
        return absent(name)
    best = next((choice for choice in chosen if choice.law), chosen[0])
    law = best.law
    fields = {"law": law.id if law else None, "cisg": cisg}
    clear = law is not None and not facts.conflicting_laws
    return Item(
        name, "stated" if clear else "weak", law.name if law else best.written, best.span, best.confidence, fields
    )


def dispute_resolution(facts: DisputeFacts) -> Item:
    """Stated with a forum that can be gone to; weak when open, blank, contradictory or only talks."""
    name = "dispute_resolution"
    forum = forum_of(facts)
    if forum == "none":
        if not facts.empty:
            return absent(name)
        return Item(name, "absent", "placeholder" if facts.empty_is_placeholder else "blank", facts.empty[0].span)
    if forum == "negotiation":
        return Item(name, "weak", "negotiation only", facts.negotiations[0].span, fields={"forum": forum})
    if forum == "platform":
        return Item(name, "weak", "platform only", facts.platform[0].span, fields={"forum": forum})
    arbitration = max(facts.arbitrations, key=lambda a: (bool(a.institutions), a.seat is not None), default=None)
    court = max(facts.courts, key=lambda c: (c.place is not None, c.party_seat is not None), default=None)
    best = arbitration or court
    assert best is not None
    fields = {
        "forum": forum,
        "institution": arbitration.institutions[0].name if arbitration and arbitration.institutions else None,
        "institution_id": arbitration.institutions[0].id if arbitration and arbitration.institutions else None,
        "seat": arbitration.seat if arbitration else None,
        "language": arbitration.language if arbitration else None,
        "arbitrators": arbitration.arbitrators if arbitration else None,
        "court": court.place if court else None,
    }
    state = "stated" if _clear(forum, arbitration, court) else "weak"
    return Item(name, state, _forum_words(arbitration, court), best.span, best.confidence, fields)  # type: ignore[arg-type]


def _clear(forum: str, arbitration: Arbitration | None, court: Courts | None) -> bool:
    if arbitration is not None:
        if arbitration.or_court or arbitration.blank:
            return False
        named = bool(arbitration.institutions) or bool(arbitration.seat and arbitration.seat_country != "CN")
        return named and not (court is not None and not court.place and court.blank)
    return court is not None and not court.blank and bool(court.place or court.party_seat)


def _forum_words(arbitration: Arbitration | None, court: Courts | None) -> str:
    words = []
    if arbitration is not None:
        words.append("arbitration")
        words.extend(institution.name for institution in arbitration.institutions[:2])
        if arbitration.seat:
            words.append(f"seat {arbitration.seat}")
    if court is not None:
        words.append(f"courts of {court.place or court.party_seat or 'unnamed place'}")
    return ", ".join(words)
