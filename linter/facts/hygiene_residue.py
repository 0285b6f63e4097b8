"""What is left over in a paper: draft marks, tracked changes, hidden text, disclaimers, placeholders, empty fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.hygiene_blanks import fields, is_empty
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

# Captions whose emptiness is a hole.
CORE = frozenset(
    ["seller", "buyer", "number", "date", "validity", "payment", "shipment", "delivery_terms", "incoterm",
     "ports", "ports_dest", "packaging", "total", "amount_in_words", "quality", "marks", "hs_code", "origin",
     "insurance", "inspection", "warranty", "consignee", "account", "bic", "iban", "bank_name", "beneficiary",
     "governing_law", "dispute_resolution", "party_a", "party_b", "claims", "late_delivery", "serial_number"]
)  # fmt: skip
# Captions that may stay empty without harm and are worth a word: a reference of the other side, a telephone.
MINOR = frozenset(["other_number", "contact", "phone", "fax", "email", "communication"])


@dataclass(frozen=True, slots=True)
class Hole(Fact):
    """A placeholder: `pattern` is its id, `certain` whether no honest text looks so, `label` what stands before."""

    text: str = ""
    pattern: str = ""
    certain: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class BlankField(Fact):
    """A caption with nothing behind it: `label` as written, `topics` its meanings; `minor` ones do no harm."""

    label: str = ""
    topics: tuple[str, ...] = ()
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Mark(Fact):
    """DRAFT and the like, or a disclaimer: `id` is "draft", "not_binding", "errors_excepted" or "our_confirmation"."""

    id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Residue:
    """What the file holds beside the text that is read: counts of tracked changes and comments, hidden slices."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    hidden: tuple[Fact, ...] = ()
    hidden_parts: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        """All tracked changes."""
        return self.insertions + self.deletions


def read_holes(reading: Reading) -> tuple[Hole, ...]:
    """The placeholders left in the paper, one for each place."""
    return tuple(
        Hole(
            hole.span,
            Confidence.HIGH if hole.certain else Confidence.MEDIUM,
            reading.document.quote(hole.span, 80),
            hole.pattern,
            hole.certain,
            _label(reading, hole.span),
        )
        for hole in reading.placeholders
    )


def _label(reading: Reading, span: Span) -> str:
    holding = [c for c in reading.captions if c.value is not None and c.value.contains(span)]
    caption = min(holding, key=lambda c: len(c.value) if c.value else 0, default=None)
    return reading.document.quote(caption.label, 60) if caption is not None else ""


def read_blank_fields(reading: Reading) -> tuple[BlankField, ...]:
    """The captions of the paper's fields that nothing follows; those beside the main ones are `minor`."""
    return tuple(
        BlankField(
            twins[0].label,
            Confidence.MEDIUM,
            reading.document.quote(twins[0].label, 60),
            twins[0].topics,
            minor=bool(set(twins[0].topics) & MINOR),
        )
        for twins in fields(reading)
        if set(twins[0].topics) & (CORE | MINOR) and "signature" not in twins[0].topics and is_empty(reading, twins)
    )


def read_marks(reading: Reading) -> tuple[Mark, ...]:
    """Draft marks that stand alone or beside the title."""
    return tuple(_drafts(reading))


def _drafts(reading: Reading) -> Iterator[Mark]:
    for hit in reading.hits("hygiene_words.draft"):
        line = reading.line_at(hit.span)
        text = reading.fold_of(line).strip(" *#()[]-_~=<>")
        alone = text.casefold().strip() == hit.raw.casefold()
        block = reading.block(hit.span)
        margin = block is not None and block.layer in ("header", "footer", "text box") and hit.raw.casefold() != "copy"
        title = (
            bool(reading.hits("kinds", line))
            and hit.raw.casefold().startswith(("draft", "草", "初稿", "征求"))
            and len(text) < 60
        )
        capitals = hit.raw.isupper() and len(text.split()) <= 6
        if (alone and (hit.raw[:1].isupper() or not hit.raw.isascii())) or (margin and capitals) or title:
            yield Mark(hit.span, Confidence.HIGH if alone or title else Confidence.MEDIUM, "draft", hit.raw)


# "Pictures are for reference only" unbinds a picture, not the paper.
PICTURES = re.compile(
    r"\b(?:pictures?|photos?|images?|drawings?|colou?rs?|samples?|catalogues?)\b|图片|照片|颜色|样品", re.IGNORECASE
)


def read_disclaimers(reading: Reading) -> tuple[Mark, ...]:
    """Sentences that say the paper does not bind, or only after a further confirmation."""
    ids = ("not_binding", "errors_excepted", "our_confirmation")
    found = [
        Mark(hit.span, Confidence.HIGH, name, hit.raw)
        for name in ids
        for hit in reading.hits(f"hygiene_words.{name}")
        if hit.key.endswith(".cues") and not PICTURES.search(reading.fold_of(reading.sentence_at(hit.span)))
    ]
    return tuple(sorted(found, key=lambda mark: mark.span))


def read_residue(reading: Reading) -> Residue:
    """Tracked changes, comments and hidden text of the file."""
    document = reading.document
    hidden = tuple(Fact(b.span) for b in document.blocks if b.layer == "hidden" and len(b.span))
    parts = tuple(
        dict.fromkeys(
            trait.code.removeprefix("hidden-") for trait in document.traits if trait.code.startswith("hidden-")
        )
    )
    return Residue(
        sum(1 for revision in document.revisions if revision.kind != "deleted"),
        sum(1 for revision in document.revisions if revision.kind == "deleted"),
        sum(1 for block in document.blocks if block.layer == "comment"),
        hidden,
        parts,
    )
