"""Where disputes are decided: the clauses on them, talks before a forum, the platform, and the forum settled on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.legal_arbitration import Arbitration, read_arbitration
from tradelint.facts.legal_courts import Courts, read_courts, sentences_in
from tradelint.facts.legal_institutions import ARBITRATION, institutions_in
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.shipment_period import find_periods
from tradelint.facts.spanset import SpanSet
from tradelint.text import Span

DISPUTE = re.compile(
    r"\bdisputes?\b|\bcontrovers\w+|\barbitra\w*|\bjurisdiction\b|\b(?:legal|exclusive|proper)\svenue\b|\bvenue\sis\b|\bcourts?\b|\blitigat\w*|\blawsuit|"
    r"\bclaims?\s(?:or\s|and\s)disput|"
    r"\bmediat\w*|\bamicabl\w*|争议|纠纷|争端|仲裁|法院|诉讼|起诉|协商|调解|арбитраж|споры?|суд",
    re.IGNORECASE,
)


NEGOTIATION = re.compile(
    r"\bamicabl\w*|\bfriendly\s(?:negotiation|consultation|discussion|way)\w*|\bnegotiat\w*|\bconsultation\w*|"
    r"\bmediat\w*|\bconciliat\w*|友好协商|协商|调解|переговор",
    re.IGNORECASE,
)


PLATFORM = re.compile(r"alibaba|trade\sassurance|platform|信保|阿里巴巴|平台", re.IGNORECASE)


NO_RESULT = re.compile(
    r"\b(?:no|not|fail\w*|cannot|unable|unless)\b[^.;]{0,80}\bwithin|[未不无]能?[^。]{0,14}(?:内|日|天)|\d+\s?[天日]内",
    re.IGNORECASE,
)


# How far a clause goes on behind its last word of dispute: seat, language, number of arbitrators.
TRAILING = re.compile(
    r"\barbitrators?\b|\blanguage\b|\bseat\b|\baward\b|\bfinal\b|\bEnglish\b|\bChinese\b|裁决|语言|仲裁员|终局",
    re.IGNORECASE,
)


LONGEST_RUN = 1500


@dataclass(frozen=True, slots=True)
class Negotiation(Fact):
    """Talks or mediation before (or instead of) a forum; `days` is how long they last."""

    days: int | None = None


@dataclass(frozen=True)
class DisputeFacts:
    """How the paper settles disputes."""

    arbitrations: tuple[Arbitration, ...] = ()
    courts: tuple[Courts, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()
    platform: tuple[Fact, ...] = ()
    empty: tuple[Fact, ...] = ()
    empty_is_placeholder: bool = False


def read_disputes(reading: Reading) -> DisputeFacts:
    """Read the clauses on disputes: captioned ones, and runs of sentences about disputes elsewhere."""
    scopes = [*_scopes(reading)]
    empty = [c for c in reading.captioned("dispute_resolution") if reading.is_blank(c.value)]
    negotiations = [n for scope in scopes for n in _negotiations(reading, scope)]
    return DisputeFacts(
        arbitrations=_without_titles(tuple(a for scope in scopes if (a := read_arbitration(reading, scope)))),
        courts=tuple(c for scope in scopes for c in read_courts(reading, scope)),
        negotiations=tuple(negotiations),
        platform=tuple(p for scope in scopes for p in _platform(reading, scope)),
        empty=tuple(Fact(c.label) for c in empty),
        empty_is_placeholder=any(reading.is_placeholder(c.value) for c in empty),
    )


TITLE = 60


def _without_titles(found: tuple[Arbitration, ...]) -> tuple[Arbitration, ...]:
    """A bare title ("Law and arbitration") is no clause of its own."""
    clauses = tuple(a for a in found if a.institutions or a.seat or len(a.span) > TITLE)
    return clauses or found


def _scopes(reading: Reading) -> Iterator[Span]:
    """The clauses on disputes: values of captions, then runs of sentences of one paragraph."""
    captioned: list[Span] = []
    blank: list[Span] = []
    for caption in reading.captioned("dispute_resolution"):
        if reading.is_blank(caption.value) or caption.value is None:
            blank.append(caption.label if caption.value is None else caption.label.cover(caption.value))
            continue
        scope = caption.value if caption.via == "clause" else caption.label.cover(caption.value)
        speaks = DISPUTE.search(reading.fold_of(caption.label)) or DISPUTE.search(reading.fold_of(scope))
        if speaks and not any(other.overlaps(scope) for other in captioned):
            captioned.append(scope)
    yield from sorted([*captioned, *_runs(reading, [*captioned, *blank])])


def _runs(reading: Reading, taken: list[Span]) -> Iterator[Span]:
    run: Span | None = None
    elsewhere = SpanSet(taken)
    for sentence in reading.sentences:
        if elsewhere.overlaps(sentence):
            continue
        together = run is not None and reading.block(run) is reading.block(sentence)
        near = run is not None and sentence.start - run.end < 200 and sentence.end - run.start < LONGEST_RUN
        speaks = _speaks(reading, sentence)
        if (
            run is not None
            and near
            and (
                (together and (speaks or TRAILING.search(reading.fold_of(sentence))))
                or (speaks and not reading.text[run.end : sentence.start].strip())
            )
        ):
            run = run.cover(sentence)
        elif speaks:
            if run is not None:
                yield run
            run = sentence
    if run is not None:
        yield run


def _speaks(reading: Reading, sentence: Span) -> bool:
    words = reading.fold_of(sentence)
    if not DISPUTE.search(words):
        return _names_institution(reading, sentence)
    strong = ARBITRATION.search(words) or re.search(
        r"\bdisputes?\b|\bjurisdiction\b|\bvenue\b|\bcourts?\s(?:of|in|located|having)|litigat|lawsuit|争议|纠纷|争端|法院|起诉|诉讼|"
        r"споры?|суд",
        words,
        re.IGNORECASE,
    )
    return bool(strong)


def _names_institution(reading: Reading, sentence: Span) -> bool:
    """A short line that is hardly more than the name of an institution settles disputes too."""
    named = list(institutions_in(reading, sentence, certain=True))
    return bool(named) and len(sentence) < 160


def _negotiations(reading: Reading, scope: Span) -> Iterator[Negotiation]:
    """Talks in a clause; their time stands in the same sentence or in "if no settlement is reached within"."""
    sentences = [*sentences_in(reading, scope)]
    talks = next((s for s in sentences if NEGOTIATION.search(reading.fold_of(s))), None)
    if talks is None:
        return
    limited = [s for s in sentences if s == talks or NO_RESULT.search(reading.fold_of(s))]
    days = [p.high for s in limited for p in find_periods(reading, s)]
    yield Negotiation(talks, days=days[0] if days else None)


def _platform(reading: Reading, scope: Span) -> Iterator[Fact]:
    for found in reading.find(PLATFORM, scope):
        yield Fact(found.span)
        return


Forum = Literal["arbitration", "court", "both", "negotiation", "platform", "none"]


def forum_of(facts: DisputeFacts) -> Forum:
    """The forum that the paper settles on; "both" where it leaves the choice open."""
    if any(a.or_court for a in facts.arbitrations) or (facts.arbitrations and facts.courts):
        return "both"
    if facts.arbitrations:
        return "arbitration"
    if facts.courts:
        return "court"
    if facts.platform:
        return "platform"
    return "negotiation" if facts.negotiations else "none"
