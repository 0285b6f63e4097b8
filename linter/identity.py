"""What findings and gaps are known by from run to run, so that one that was accepted is known again."""

from __future__ import annotations

import hashlib

from tradelint.facts.fold import folded
from tradelint.gates import Hit
from tradelint.text import Document, Gap, Span


def fingerprint(hit: Hit, document: Document) -> str:
    """What a finding is known by: it survives a move of its clause and changes with the value.

    No page, line, clause number or heading is part of it: where a clause belongs is read with less certainty than what
    it says. Twins get an ordinal, so that one more of the same is new.
    """
    span = hit.span
    value = hit.problem.stated if hit.problem.stated is not None else _words(document, span) if span else ""
    subject = hit.problem.subject or hit.problem.part or ""
    return _digest(hit.rule.code, folded(subject), folded(value), document.part or "")


def gap_fingerprint(gap: Gap, sha256: str) -> str:
    """What a gap is known by: as nobody has read what is there, only the very same file has the same gap."""
    return _digest(gap.code, gap.place, sha256) if gap.waivable else ""


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _words(document: Document, span: Span) -> str:
    """The words of a finding without the number of the clause that they open."""
    block = document.block_at(span.start)
    words = document.quote(span)
    if block is None or not block.number or span.start != block.span.start:
        return words
    return words.removeprefix(" ".join(block.number.split())).lstrip(" .)、")
