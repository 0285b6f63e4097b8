"""Defined terms: what they mean, how often they are used, and capitalised terms that nothing defines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

MEANS = re.compile(
    r"[\"](?P<term>[^\"\n]{2,50})[\"]\s*(?:shall\s+mean|means|shall\s+refer\s+to|refers\s+to|is\s+defined\s+as|has\s+the\s+meaning|指|是指|系指|意指|"
    r"为|即)\s*(?P<meaning>[^.;。；\n]{2,200})",
    re.IGNORECASE,
)
BRACKET = re.compile(
    r"[(]\s*(?:hereinafter|hereafter|herein|collectively|together|each|以下|下称|简称)?\s*,?\s*(?:referred\s+to\s+(?:herein\s+)?as|called|简称为?|统称为?|称为?)?\s*"
    r"(?:the|an?|each,?\s+an?)?\s*[\"](?P<term>[^\"\n()]{2,50})[\"][^()]{0,40}[)]",
    re.IGNORECASE,
)
HAN = re.compile(r"以下(?:简称|统称)?(?:为)?[\"](?P<term>[^\"\n]{1,20})[\"]")
CAPITALISED = re.compile(
    r"(?<![\w.'-])(?P<term>(?:[A-Z][a-z]+|[A-Z]{2,4})(?:[ -](?:[A-Z][a-z]+|of|and)){0,2}[ -][A-Z][a-z]+)(?![\w-])"
)
DUTY = re.compile(
    r"\b(?:shall|must|will|due|payable|released?|paid|pays?|within|days?|deliver|deducted|expires?|starts?|begins?|calculated|refund\w*)\b|%|\d",
    re.IGNORECASE,
)
# Words that make a capitalised phrase the name of something known.
KNOWN = re.compile(
    r"\b(?:Bank|Laws?|State|England|Wales|Companies|Countries|Code|Act|Convention|Rules?|Regulations?|Commission|Chamber|Court|Road|Street|City|Port|Province|District|Company|Ltd|Limited|"
    r"Contract|Agreement|Invoice|Certificate|Letter|Bill|List|Orders?|Incoterms|Republic|Kingdom|States|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Standard|Committee|Union|Trade|"
    r"Assurance|Terms|Conditions|Version|Centre|Center|University|Institute|Customs|Authority|Government|International|National|Dollars?|Article|"
    r"Annex|Appendix|Schedule|Force|Majeure|Mr|Mrs|Ms|Dear|Attn|Tel|Fax|Email|Date|Name|Title|Address|Note|Remarks?)\b"
)


@dataclass(frozen=True, slots=True)
class DefinedTerm(Fact):
    """A definition: `term`, what it is said to mean, how often the term is used elsewhere."""

    term: str = ""
    meaning: str = ""
    uses: int = 0
    party: bool = False


@dataclass(frozen=True, slots=True)
class UndefinedTerm(Fact):
    """A capitalised term that carries a duty, a date or a sum and is defined nowhere; `uses` counts its places."""

    term: str = ""
    uses: int = 1


def read_defined_terms(reading: Reading) -> tuple[DefinedTerm, ...]:
    """The definitions in text order."""
    text = reading.folded.text
    found: dict[tuple[int, str], DefinedTerm] = {}
    for pattern in (MEANS, BRACKET, HAN):
        for match in reading.find(pattern):
            span, term = match.span_of("term"), match["term"].strip(" ,.")
            if span is None or not term or reading.is_blank(span) or not _is_term(term):
                continue
            meaning = match["meaning"] if pattern is MEANS else ""
            party = term.casefold().removeprefix("the ") in _common()
            key = (span.start, term)
            found.setdefault(
                key, DefinedTerm(span, Confidence.HIGH, term, " ".join(meaning.split()), _uses(text, term), party)
            )
    return tuple(found[key] for key in sorted(found))


def _is_term(term: str) -> bool:
    return bool(re.match(r"[A-Z\u4e00-\u9fff\d]", term.removeprefix("the ").removeprefix("The ")))


def _uses(text: str, term: str) -> int:
    """How often a term stands in the text outside quotes; a plural counts."""
    bare = re.escape(term.removeprefix("the ").removeprefix("The "))
    pattern = rf"(?<![\w\"']){bare}(?:s|es|'s)?(?![\w\"])" if term.isascii() else bare
    total = len(re.findall(pattern, text))
    quoted = len(re.findall(rf"\"{bare}\"", text)) if not term.isascii() else 0
    return max(0, total - quoted)


def read_undefined_terms(reading: Reading, defined: tuple[DefinedTerm, ...]) -> tuple[UndefinedTerm, ...]:
    """Capitalised terms of running text that nothing defines, one fact for each term."""
    known = {d.term.casefold().removeprefix("the ") for d in defined}
    first: dict[str, Span] = {}
    counts: Counter[str] = Counter()
    for span, term in _candidates(reading):
        key = term.casefold()
        if (
            key in known
            or key.rstrip("s") in known
            or key in _common()
            or any(key in k or k in key for k in known if len(k) > 4)
        ):
            continue
        counts[term] += 1
        first.setdefault(term, span)
    return tuple(
        UndefinedTerm(span, Confidence.MEDIUM if counts[term] > 1 else Confidence.LOW, term, counts[term])
        for term, span in sorted(first.items(), key=lambda item: item[1])
    )


def _candidates(reading: Reading) -> Iterator[tuple[Span, str]]:
    for sentence in reading.sentences:
        text = reading.fold_of(sentence)
        small = re.findall(r"\b[a-z]{2,}\b", text)
        if len(small) < 4 or not DUTY.search(text):
            continue
        for match in reading.find(CAPITALISED, sentence):
            span, term = match.span, match["term"]
            opener = re.match(r"(?:The|This|These|All|Any|Each|If|In|For|Upon|After|No|Every)[ ]", term)
            if opener:
                term = term[opener.end() :]
                span = Span(span.start + opener.end(), span.end)
            if " " not in term and "-" not in term:
                continue
            before = reading.fold_of(Span(max(0, span.start - 5), span.start)).casefold()
            if not before.endswith(("the ", "The ")) and span.start == sentence.start and opener is None:
                continue
            if not re.search(r"\bthe\s$", before) or KNOWN.search(term) or _is_name(reading, span):
                continue
            yield span, term


def _is_name(reading: Reading, span: Span) -> bool:
    named = (
        *reading.hits("ports", span),
        *reading.hits("countries", span),
        *reading.hits("labels", span),
        *reading.hits("clause_topics", span),
    )
    return any(len(h.span) * 3 >= len(span) * 2 for h in named)


@cache
def _common() -> frozenset[str]:
    return frozenset(table("hygiene_words")["terms"]["common"])
