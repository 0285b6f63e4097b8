"""The checklist items of the chapter `incoterms`: the trade term and the cargo insurance."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist.item import Item, absent
from tradelint.facts import Facts
from tradelint.facts.incoterms import Incoterm, IncotermsFacts
from tradelint.facts.incoterms_insurance import Insurance
from tradelint.levels import Confidence, lowest


def items(facts: Facts) -> Iterator[Item]:
    """The items of this chapter."""
    yield incoterm(facts.incoterms)
    yield insurance(facts.incoterms)


def incoterm(facts: IncotermsFacts) -> Item:
    """Stated with a rule and a place where the goods can be handed over; weak without one or with two rules."""
    main = facts.main
    if main is None:
        if facts.empty_field is None:
            return absent("incoterm")
        value = "placeholder" if facts.empty_is_placeholder else "blank"
        return Item("incoterm", "absent", value, facts.empty_field.span)
    clear = main.precise and main.role == "agreed" and not facts.conflicts
    return Item(
        "incoterm",
        "stated" if clear else "weak",
        _words(main),
        main.span,
        main.confidence if clear else lowest(main.confidence, Confidence.MEDIUM),
        {"rule": main.code, "place": main.named_place.text if main.named_place else None, "edition": _edition(main)},
    )


def _edition(term: Incoterm) -> str | None:
    return str(term.edition) if term.edition else None


def _words(term: Incoterm) -> str:
    words = [term.code, term.named_place.text if term.named_place else ""]
    if term.edition:
        words.append(f"Incoterms {term.edition}")
    return " ".join(word for word in words if word)


def insurance(facts: IncotermsFacts) -> Item:
    """Stated when the paper says who insures the goods or which cover; weak when it only touches on insurance."""
    passages = [p for p in facts.insurance if not p.empty]
    if not passages:
        if not facts.insurance:
            return absent("insurance")
        hole = facts.insurance[0]
        return Item("insurance", "absent", "placeholder" if hole.placeholder else "blank", hole.span)
    best = max(passages, key=_weight)
    fields = {
        "by": best.by,
        "cover": best.cover,
        "percent": str(best.percent) if best.percent else None,
        "claims_payable": best.claims_payable,
    }
    return Item(
        "insurance", "stated" if best.concrete else "weak", _cover_words(best), best.span, best.confidence, fields
    )


def _weight(passage: Insurance) -> tuple[bool, int, int]:
    said = sum(value is not None for value in (passage.by, passage.cover, passage.percent, passage.claims_payable))
    return (passage.concrete, said, -passage.span.start)


def _cover_words(passage: Insurance) -> str | None:
    words = [f"by {passage.by}" if passage.by else "", passage.cover or ""]
    words.append(f"{passage.percent}%" if passage.percent else "")
    return ", ".join(word for word in words if word) or None
