"""What a writer meant to fill in and did not: brackets, underscores, TBA, template slots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tradelint.facts.fold import Folded
from tradelint.facts.vocabulary import entries
from tradelint.text import Document, Span

# Lines are left blank on purpose beside these until the paper is signed.
SIGNING = re.compile(
    r"signature|signed|sign\b|stamp|seal|chop|authori[sz]ed|for and on behalf|name|title|date|by\s*:|"
    r"签字|签章|盖章|签名|公章|代表|日期",
    re.IGNORECASE,
)

# `[签字]`, `[signature]`: the place where somebody will sign.
SIGN_HERE = re.compile(
    r"\W*(?:signatures?|sign|sign here|stamp|seal|company seal|chop|签字|盖章|签章|签名|签字盖章|公章)\W*", re.I
)
SIGNED = re.compile(r"signature|signed|stamp|seal|chop|for and on behalf|签字|签章|盖章|签名|公章|代表", re.IGNORECASE)


# `* BLANK *` under a table says that nothing follows it in some forms; `[ABC Ltd SEAL]` may be where the stamp goes.
DOUBTFUL = re.compile(r"\*\s*(?:blank|空白)\s*\*|\[[^\[\]\n]{0,40}\b(?:seal|stamp|chop)\s*\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A hole: `pattern` is the id in placeholders.toml, `certain` whether no honest text looks like it."""

    span: Span
    pattern: str
    certain: bool


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    return tuple(
        (str(e["id"]), e["kind"] == "certain", re.compile(e["regex"]))
        for e in entries("placeholders")
        if e["id"] != "blank-after-label"
    )


@cache
def _signing() -> frozenset[str]:
    """The patterns that are left open on purpose beside a signature."""
    return frozenset(str(e["id"]) for e in entries("placeholders") if e.get("signing"))


def find_placeholders(document: Document, folded: Folded) -> tuple[Placeholder, ...]:
    """The placeholders of a document in text order; a blank line for a signature or its date is none."""
    found = [
        Placeholder(folded.to_document(*match.span()), name, certain and not DOUBTFUL.fullmatch(match.group()))
        for name, certain, pattern in _patterns()
        for match in pattern.finditer(folded.text)
    ]
    found.sort(key=lambda hole: (hole.span.start, -hole.span.end))
    kept: list[Placeholder] = []
    for hole in found:
        inside = kept and kept[-1].span.contains(hole.span)
        if hole.pattern == "bracket-bullet" and _is_checkbox(document.text, hole.span):
            continue
        if SIGN_HERE.fullmatch(document.text[hole.span.start : hole.span.end]):
            continue
        if not inside and not (hole.pattern in _signing() and _for_signature(document.text, hole)):
            kept.append(hole)
    return tuple(kept)


def _for_signature(text: str, hole: Placeholder) -> bool:
    around = text[max(0, hole.span.start - 80) : hole.span.end + 60]
    return bool((SIGNED if hole.pattern == "blank-date" else SIGNING).search(around))


def _is_checkbox(text: str, span: Span) -> bool:
    """`[ ] by sea  [x] by air`: a box to tick."""
    if text[span.start + 1 : span.end - 1].strip():
        return False
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    return not text[start : span.start].strip(" \t-*|") or bool(re.search(r"\[[xX✓√]\]", line))
