"""Where disputes are decided: arbitration with all that belongs to its clause, courts, negotiation, the platform."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tradelint.facts.ports import countries_in, ports_in
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.shipment_period import find_periods
from tradelint.facts.vocabulary import entries, table
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

ARBITRATION = re.compile(r"\barbitra\w*|仲裁|арбитраж", re.IGNORECASE)
DISPUTE = re.compile(
    r"\bdisputes?\b|\bcontrovers\w+|\barbitra\w*|\bjurisdiction\b|\bcourts?\b|\blitigat\w*|\blawsuit|"
    r"\bclaims?\s(?:or\s|and\s)disput|"
    r"\bmediat\w*|\bamicabl\w*|争议|纠纷|争端|仲裁|法院|诉讼|起诉|协商|调解|арбитраж|споры?|суд",
    re.IGNORECASE,
)
COURT = re.compile(
    r"\bcourts?\b(?!\sof\s(?:international\s)?arbitration)|\bjurisdiction\b|\blitigat\w*|\blawsuit|法院|诉讼|起诉|"
    r"(?<!арбитражный )\bсуд\w*",
    re.IGNORECASE,
)
# A court that only helps an arbitration is no second forum.
COURT_HELP = re.compile(
    r"interim|injuncti\w+|provisional|conservatory|enforce\w*|judg?ment\s(?:upon|on)\sthe\saward|preservation|保全|"
    r"执行|撤销",
    re.IGNORECASE,
)
NEGOTIATION = re.compile(
    r"\bamicabl\w*|\bfriendly\s(?:negotiation|consultation|discussion|way)\w*|\bnegotiat\w*|\bconsultation\w*|"
    r"\bmediat\w*|\bconciliat\w*|友好协商|协商|调解|переговор",
    re.IGNORECASE,
)
SEAT = re.compile(
    r"\b(?i:seat|legal seat|place|venue|locale)\s(?i:of\s(?:the\s)?(?:arbitration|arbitral\sproceedings|"
    r"hearing)?\s?)?"
    r"(?i:shall\sbe|is|will\sbe|:|,|in|at)?\s?(?i:in\s)?(?P<seat>[A-Z][\w' ]{2,30})|"
    r"\b(?i:arbitrat\w+)\s(?i:(?:shall|will|to)\s(?:be\s)?(?:held|take\splace|conducted|proceed)\s)?(?i:in|"
    r"at)\s(?i:the\s)?"
    r"(?P<in>[A-Z][\w' ]{2,30})|"
    r"\b(?i:held|conducted|take\splace|submitted|settled|heard)\s(?i:to\s\w+\s)?(?i:by\sarbitration\s)?(?i:in)\s"
    r"(?P<held>[A-Z][\w' ]{2,30})|"
    r"仲裁(?:地点?|地为|在)?[为是在:：]{1,2}\s?(?P<zh>[\u4e00-\u9fff]{2,8})|在(?P<zh2>[\u4e00-\u9fff]{2,8}?)(?:进行)?仲裁",
)
LANGUAGE = re.compile(
    r"\blanguages?\s(?:of\s(?:the\s)?(?:arbitration|proceedings|arbitral proceedings)\s?)?(?:shall\sbe|is|will\sbe|"
    r":|to\sbe\sused\s(?:in\s\w+\s)?(?:shall\sbe|is))?\s?(?:in\s)?(?P<lang>English|Chinese|German|French|Spanish|"
    r"Russian|Arabic|Italian|Japanese|Korean|Portuguese)|"
    r"\b(?:conducted|held)\sin\s(?:the\s)?(?P<lang2>English|Chinese|German|French|Spanish|Russian)\b|"
    r"(?:仲裁)?语言[为是:：]{0,2}\s?(?P<lang3>英语|中文|汉语|英文)|[,;(]\s(?:in\s)?(?P<lang4>English(?:/Chinese)?|"
    r"Chinese(?:/English)?|German|French)(?=[,;.)]|\sand\s)",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\b(?P<n>one|two|three|five|sole|single|a\ssole|1|2|3|5)\s(?:\(\d\)\s)?arbitrators?\b|"
    r"number\sof\sarbitrators\s(?:shall\sbe|is|:)?\s?(?P<n2>one|three|\d)|(?P<zh>一|三|1|3)\s?名仲裁员|"
    r"arbitrators?:\s?(?P<n3>\d)",
    re.IGNORECASE,
)
COUNT = {"one": 1, "sole": 1, "single": 1, "a sole": 1, "two": 2, "three": 3, "five": 5, "一": 1, "三": 3}
FINAL = re.compile(r"\bfinal\b|\bbinding\b|终局|约束力|окончательн", re.IGNORECASE)
NARROW = re.compile(
    r"(?:arising|disputes?)\s(?:from|in|out\sof|during|concerning)\s(?:the\s)?(?:execution|"
    r"performance)\sof\b(?![^.;]{0,60}(?:in\sconnection|relat))|(?:执行|履行)本?合同(?:过程中)?(?:所)?(?:发生|产生|"
    r"引起)(?![^。]{0,30}(?:有关|相关))",
    re.IGNORECASE,
)
APPEAL = re.compile(
    r"\bappeal\w*\b[^.;]{0,60}\bcourt|不服[^。]{0,12}(?:起诉|诉讼|法院)|\bsubject\sto\sappeal", re.IGNORECASE
)
NO_APPEAL = re.compile(r"no\sappeal|without\sappeal|not\s(?:be\s)?appeal|not\ssubject\sto\sappeal", re.IGNORECASE)
RULES = re.compile(
    r"(?P<rules>UNCITRAL|ICC|CIETAC|HKIAC|SIAC|LCIA|SCC|DIAC|Swiss|LMAA|[A-Z]{3,6})\s(?:Arbitration\s)?Rules|"
    r"Rules\sof\s(?:Arbitration\sof\s)?(?:the\s)?(?P<of>[A-Z][\w ]{3,60})"
)
UNKNOWN_NAME = re.compile(
    r"(?P<en>(?:[A-Z][\w&'-]+\s(?:of\s|and\s|for\s|the\s|&\s)*){1,8}Arbitra(?:tion|l)\s(?:Commission|Committee|"
    r"Cent(?:er|re)|Court|Institute|Association|Board|Chamber|Tribunal))|(?P<zh>[\u4e00-\u9fff]{2,14}仲裁(?:委员会|院|"
    r"中心))",
)
EXCLUSIVE = re.compile(r"\bnon[- ]exclusive\b|非专属", re.IGNORECASE)
EXCLUSIVE_YES = re.compile(r"\b(?:sole(?:ly)?|exclusive(?:ly)?|only)\b|专属", re.IGNORECASE)
COURT_PLACES = (
    re.compile(
        r"\bcourts?\b[^.;]{0,40}?\b(?:of|in|at|for|sitting\sin|located\s(?:in|"
        r"within))\s(?P<at>(?:the\s)?[A-Z][^,;\n]{1,60})"
    ),
    re.compile(r"\bjurisdiction\sof\s(?P<at>(?:the\s)?(?:courts?\sof\s)?[A-Z][^,;\n]{1,60})"),
    re.compile(r"(?P<at>[\u4e00-\u9fff]{2,16}?)(?:市|区|县|省)?(?:第[一二三])?(?:中级|高级|基层)?(?:人民|海事)?法院"),
    re.compile(
        r"(?:jurisdiction|venue|forum|competent courts?|管辖法院)\s?[:：]\s?(?P<at>\w[^,;\n]{1,60})",
        re.I,
    ),
    re.compile(r"(?P<at>\b[A-Z]\w+(?:\s[A-Z]\w+)?)\s(?:state\s|federal\s|competent\s|commercial\s|local\s)*courts?\b"),
)
PARTY_SEAT = re.compile(
    r"(?P<who>defendant|respondent|plaintiff|claimant|seller|buyer|supplier|purchaser)\W{0,3}s?\s(?:country|place|"
    r"seat|domicile|residence|registered|location|principal)|"
    r"(?P<zh>被告|原告|被诉方|被申请人|申请人|买方|卖方|供方|需方|甲方|乙方|合同签订地|合同履行地|双方)(?:所在|住所|当地|注册)?(?:国|"
    r"地)?(?:有管辖权的)?(?:的)?(?:人民)?(?:法院|仲裁)|по месту нахождения (?P<ru>ответчика|истца)",
    re.IGNORECASE,
)
PLATFORM = re.compile(r"alibaba|trade\sassurance|platform|信保|阿里巴巴|平台", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Institution(Fact):
    """An arbitral institution as named: `status` current, renamed, abolished, not-an-institution, or unknown to us.

    `misspelled` says that the name is not the institution's own; `now` is the present name to use instead.
    """

    id: str = ""
    name: str = ""
    status: str = "current"
    written: str = ""
    now: str | None = None
    misspelled: bool = False


@dataclass(frozen=True, slots=True)
class Arbitration(Fact):
    """An arbitration clause. Empty or None where it does not say."""

    institutions: tuple[Institution, ...] = ()
    seat: str | None = None
    seat_country: str | None = None
    language: str | None = None
    arbitrators: int | None = None
    rules: str | None = None
    final: bool = False
    permissive: bool = False
    or_court: bool = False
    narrow_scope: bool = False
    appeal_reserved: bool = False
    party_seat: str | None = None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Courts(Fact):
    """A choice of courts: `place` as written, `law` the country or state of laws.toml, `party_seat` "defendant" etc."""

    place: str | None = None
    law: str | None = None
    exclusive: bool | None = None
    party_seat: str | None = None
    blank: bool = False


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
        arbitrations=tuple(a for scope in scopes if (a := _arbitration(reading, scope))),
        courts=tuple(c for scope in scopes for c in _courts(reading, scope)),
        negotiations=tuple(negotiations),
        platform=tuple(p for scope in scopes for p in _platform(reading, scope)),
        empty=tuple(Fact(c.label) for c in empty),
        empty_is_placeholder=any(reading.is_placeholder(c.value) for c in empty),
    )


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


# How far a clause goes on behind its last word of dispute: seat, language, number of arbitrators.
TRAILING = re.compile(
    r"\barbitrators?\b|\blanguage\b|\bseat\b|\baward\b|\bfinal\b|\bEnglish\b|\bChinese\b|裁决|语言|仲裁员|终局",
    re.IGNORECASE,
)
LONGEST_RUN = 1500


def _runs(reading: Reading, taken: list[Span]) -> Iterator[Span]:
    run: Span | None = None
    for sentence in reading.sentences:
        if any(other.overlaps(sentence) for other in taken):
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
        return False
    strong = ARBITRATION.search(words) or re.search(
        r"\bdisputes?\b|\bjurisdiction\b|\bcourts?\s(?:of|in|located|having)|litigat|lawsuit|争议|纠纷|争端|法院|起诉|诉讼|"
        r"споры?|суд",
        words,
        re.IGNORECASE,
    )
    return bool(strong)


def _arbitration(reading: Reading, scope: Span) -> Arbitration | None:
    words = reading.fold_of(scope)
    first = ARBITRATION.search(words)
    institutions = tuple(_institutions(reading, scope))
    if first is None and not institutions:
        return None
    if first is not None and not institutions and _denied(reading, scope):
        return None
    seat, country = _seat(reading, scope)
    if seat is None and institutions:
        seat, country = _beside(reading, scope, institutions[0].span)
    ambiguous = _ambiguous()
    return Arbitration(
        scope,
        Confidence.HIGH if institutions else Confidence.MEDIUM,
        institutions=institutions,
        seat=seat,
        seat_country=country,
        language=_group(reading, scope, LANGUAGE),
        arbitrators=_arbitrators(reading, scope),
        rules=_group(reading, scope, RULES),
        final=bool(FINAL.search(words)),
        permissive=bool(ambiguous["permissive"].search(words)),
        or_court=bool(ambiguous["two_track"].search(words)),
        narrow_scope=bool(NARROW.search(words)),
        appeal_reserved=bool(APPEAL.search(words)) and not NO_APPEAL.search(words),
        party_seat=_party_seat(reading, scope),
        blank=not institutions and any(hole.span.overlaps(scope) for hole in reading.placeholders),
    )


@cache
def _ambiguous() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in table("arbitration_institutions")["ambiguous"].items()}


def _denied(reading: Reading, scope: Span) -> bool:
    return all(reading.negated(found.span) for found in reading.find(ARBITRATION, scope))


def _institutions(reading: Reading, scope: Span) -> Iterator[Institution]:
    """Known names first, then names that look like one; short forms only in capitals beside words of arbitration."""
    known = {e["id"]: e for e in entries("arbitration_institutions")}
    about = bool(ARBITRATION.search(reading.fold_of(scope)))
    taken: list[Span] = []
    for hit in sorted(reading.hits("arbitration_institutions", scope), key=lambda h: (-len(h.span), h.span.start)):
        if any(t.overlaps(hit.span) for t in taken) or not _fits(hit, about, known[hit.id]):
            continue
        taken.append(hit.span)
        entry = known[hit.id]
        wrong = hit.key.endswith(".misspellings")
        yield Institution(
            hit.span, Confidence.HIGH, hit.id, entry["name"], entry["status"], hit.raw, entry.get("now"), wrong
        )
    for found in reading.find(UNKNOWN_NAME, scope):
        written = (found["en"] or found["zh"]).strip()
        hole = any(hole.span.overlaps(found.span) for hole in reading.placeholders)
        if not hole and not any(t.overlaps(found.span) for t in taken) and not _generic_name(written):
            yield Institution(found.span, Confidence.MEDIUM, "unknown", written, "unknown", written)


def _fits(hit: Hit, about: bool, entry: dict[str, object]) -> bool:
    short = hit.raw.isascii() and len(hit.raw) <= 5
    if short:
        return about and hit.raw.isupper()
    return about or "arbitra" in hit.raw.casefold() or "仲裁" in hit.raw


def _generic_name(written: str) -> bool:
    return bool(
        re.match(
            r"(?:the\s)?(?:arbitration|arbitral|such|this|an?)\s\w+$|(?:The\s)?Arbitra\w+\s\w+$", written, re.IGNORECASE
        )
        or re.match(r"(?:提交|向|由|当地|所在地|有关|该|一方|或|和|申请|约定的?|选择|双方|请)+.{0,4}仲裁", written)
    )


def _seat(reading: Reading, scope: Span) -> tuple[str | None, str | None]:
    """The place behind words of seat or place; only a known place counts."""
    for found in reading.find(SEAT, scope):
        for group in ("seat", "in", "held", "zh", "zh2"):
            span = found.span_of(group)
            if span is None:
                continue
            known = ports_in(reading, span)
            if known:
                return known[0][0].name, known[0][0].country
            states = countries_in(reading, span)
            if states:
                text = reading.text[states[0][1].start : states[0][1].end]
                return text, states[0][0].split("-")[0]
    return None, None


def _beside(reading: Reading, scope: Span, institution: Span) -> tuple[str | None, str | None]:
    """ "CIETAC, Shanghai", "the Commission in Beijing": the city right behind the institution is meant as the seat."""
    behind = Span(institution.end, min(scope.end, institution.end + 40))
    if not re.match(r"\)?\s?(?:,|in\b|at\b|/|\(|，)\s?", reading.fold_of(behind)):
        return None, None
    known = ports_in(reading, behind)
    if known and known[0][1].start - institution.end < 8:
        return known[0][0].name, known[0][0].country
    return None, None


def _group(reading: Reading, scope: Span, pattern: re.Pattern[str]) -> str | None:
    for found in reading.find(pattern, scope):
        return next((g.strip() for g in found.groups[1:] if g), None)
    return None


def _arbitrators(reading: Reading, scope: Span) -> int | None:
    raw = _group(reading, scope, NUMBER)
    return None if raw is None else int(raw) if raw.isdigit() else COUNT[raw.casefold()]


def _party_seat(reading: Reading, scope: Span) -> str | None:
    raw = _group(reading, scope, PARTY_SEAT)
    return table("legal_words")["sides"].get(raw.casefold(), raw.casefold()) if raw else None


def _courts(reading: Reading, scope: Span) -> Iterator[Courts]:
    """The sentences that name courts; where none names any, the first that speaks of one."""
    found = [*_court_sentences(reading, scope)]
    named = [c for c in found if c.place or c.party_seat or c.blank]
    yield from named or found[:1]


def _court_sentences(reading: Reading, scope: Span) -> Iterator[Courts]:
    for sentence in _sentences_in(reading, scope):
        words = reading.fold_of(sentence)
        if not COURT.search(words) or reading.negated(next(iter(reading.find(COURT, sentence))).span):
            continue
        if COURT_HELP.search(words) and ARBITRATION.search(words):
            continue
        place, law = _court_place(reading, sentence)
        party = _party_seat(reading, sentence)
        blank = place is None and any(hole.span.overlaps(sentence) for hole in reading.placeholders)
        if place or party or blank or re.search(r"jurisdiction|法院|诉讼|起诉|lawsuit|litigat", words, re.IGNORECASE):
            open_to_others = EXCLUSIVE.search(words)
            sole = False if open_to_others else True if EXCLUSIVE_YES.search(words) else None
            yield Courts(sentence, Confidence.MEDIUM, place, law, sole, party, blank)


def _sentences_in(reading: Reading, scope: Span) -> Iterator[Span]:
    for sentence in reading.sentences:
        if sentence.overlaps(scope):
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
            return adjective[0].raw, adjective[0].id
    return None, None


NO_RESULT = re.compile(
    r"\b(?:no|not|fail\w*|cannot|unable|unless)\b[^.;]{0,80}\bwithin|[未不无]能?[^。]{0,14}(?:内|日|天)|\d+\s?[天日]内",
    re.IGNORECASE,
)


def _negotiations(reading: Reading, scope: Span) -> Iterator[Negotiation]:
    """Talks in a clause; their time stands in the same sentence or in "if no settlement is reached within"."""
    sentences = [*_sentences_in(reading, scope)]
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
