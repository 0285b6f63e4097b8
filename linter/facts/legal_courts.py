"""The choice of courts: whose, where, and whether they alone are competent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.legal_arbitration import COURT_HELP, party_seat_in
from tradelint.facts.legal_institutions import ARBITRATION
from tradelint.facts.legal_law import laws
from tradelint.facts.ports import countries_in, ports_in
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

COURT = re.compile(
    r"\bcourts?\b(?!\sof\s(?:international\s)?arbitration)|\bjurisdiction\b|\b(?:legal|exclusive|proper) (?:venue|forum)\b|\blitigat\w*|\blawsuit|法院|诉讼|起诉|"
    r"(?<!арбитражный )\bсуд\w*",
    re.IGNORECASE,
)


EXCLUSIVE = re.compile(r"\bnon[- ]exclusive\b|非专属", re.IGNORECASE)


EXCLUSIVE_YES = re.compile(r"\b(?:sole(?:ly)?|exclusive(?:ly)?|only)\b|专属", re.IGNORECASE)


COURT_PLACES = (
    re.compile(
        r"\b[Cc]ourts?\b[^.;]{0,40}?\b(?:of|in|at|for|sitting\sin|located\s(?:in|"
        r"within))\s(?P<at>(?:the\s)?[A-Z][^,;\n]{1,60})"
    ),
    re.compile(r"\bjurisdiction\sof\s(?P<at>(?:the\s)?(?:courts?\sof\s)?[A-Z][^,;\n]{1,60})"),
    re.compile(
        r"\b(?:subject to|under)\s(?:the\s)?(?P<at>[A-Z]\w+(?:\s[A-Z]\w+)?)\s(?:jurisdiction|courts?)\b", re.IGNORECASE
    ),
    re.compile(r"\bjurisdiction\s(?:is|shall be|lies)\s(?:in\s|at\s)?(?P<at>[A-Z][^,;\n]{1,60})"),
    re.compile(r"(?P<at>[\u4e00-\u9fff]{2,16}?)(?:市|区|县|省)?(?:第[一二三])?(?:中级|高级|基层)?(?:人民|海事)?法院"),
    re.compile(
        r"(?:jurisdiction|venue|forum|competent courts?|管辖法院)\s?(?:[:：]|is|shall be|in|at)\s?(?:in\s|at\s)?(?P<at>\w[^,;\n]{1,60})",
        re.I,
    ),
    re.compile(r"(?P<at>\b[A-Z]\w+(?:\s[A-Z]\w+)?)\s(?:state\s|federal\s|competent\s|commercial\s|local\s)*courts?\b"),
)


@dataclass(frozen=True, slots=True)
class Courts(Fact):
    """A choice of courts: `place` as written, `law` the country or state of laws.toml, `party_seat` "defendant" etc."""

    place: str | None = None
    law: str | None = None
    exclusive: bool | None = None
    party_seat: str | None = None
    blank: bool = False


def read_courts(reading: Reading, scope: Span) -> Iterator[Courts]:
    """The sentences that name courts; where none names any, the first that speaks of one."""
    found = [*_court_sentences(reading, scope)]
    named = [c for c in found if c.place or c.party_seat or c.blank]
    yield from named or found[:1]


def _court_sentences(reading: Reading, scope: Span) -> Iterator[Courts]:
    arbitrated = ARBITRATION.search(reading.fold_of(scope))
    for sentence in sentences_in(reading, scope):
        words = reading.fold_of(sentence)
        if not COURT.search(words) or reading.negated(next(iter(reading.find(COURT, sentence))).span):
            continue
        if COURT_HELP.search(words) and arbitrated:
            continue
        place, law = _court_place(reading, sentence)
        party = party_seat_in(reading, sentence)
        blank = place is None and any(hole.span.overlaps(sentence) for hole in reading.placeholders)
        if (
            place
            or party
            or blank
            or re.search(r"jurisdiction|venue|法院|诉讼|起诉|lawsuit|litigat", words, re.IGNORECASE)
        ):
            open_to_others = EXCLUSIVE.search(words)
            sole = False if open_to_others else True if EXCLUSIVE_YES.search(words) else None
            yield Courts(sentence, Confidence.MEDIUM, place, law, sole, party, blank)


def sentences_in(reading: Reading, scope: Span) -> Iterator[Span]:
    """The sentences of a slice, cut to it."""
    for sentence in reading.sentences_in(scope):
        yield Span(max(sentence.start, scope.start), min(sentence.end, scope.end))


def _court_place(reading: Reading, sentence: Span) -> tuple[str | None, str | None]:
    for found in (f for pattern in COURT_PLACES for f in reading.find(pattern, sentence)):
        span = found.span_of("at")
        assert span is not None
        states, known = countries_in(reading, span), ports_in(reading, span)
        if known and (not states or known[0][1].start <= states[0][1].start):
            law = states[0][0] if states else known[0][0].country
            return reading.document.quote(known[0][1]), law
        if states:
            return reading.document.quote(states[0][1]), states[0][0]
        adjective = [h for h in reading.hits("laws", span) if h.key.endswith(".terms")]
        if adjective:
            return laws()[adjective[0].id].name, adjective[0].id
    return None, None
