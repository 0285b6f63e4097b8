"""An arbitration clause and its parts: institution, seat, language, number of arbitrators, and its defects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tradelint.facts.legal_institutions import ARBITRATION, Institution, institutions_in
from tradelint.facts.ports import countries_in, ports_in
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

SEAT = re.compile(
    r"\b(?i:legal seat|seat|place|venue|locale)(?i:\sof\s(?:the\s)?(?:arbitration|arbitral\sproceedings|"
    r"proceedings|hearing))?"
    r"(?i:\s(?:shall\sbe|is|will\sbe))?[\s:,]{1,3}(?i:in\s|at\s)?(?P<seat>[A-Z][\w' ]{2,30})|"
    r"\b(?i:arbitrat\w+)\s(?i:(?:shall|will|to)\s(?:be\s)?(?:held|take\splace|conducted|proceed)\s)?(?i:in|"
    r"at)\s(?i:the\s)?"
    r"(?P<in>[A-Z][\w' ]{2,30})|"
    r"\b(?i:held|conducted|take\splace|submitted|settled|heard)\s(?i:to\s\w+\s)?(?i:by\sarbitration\s)?(?i:in)\s"
    r"(?P<held>[A-Z][\w' ]{2,30})|"
    r"仲裁(?:地点?|地)(?:为|是|在|:|：)?\s?(?P<zh>[\u4e00-\u9fff]{2,8})|在(?P<zh2>[\u4e00-\u9fff]{2,8}?)(?:进行)?仲裁",
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
    r"number\sof\sarbitrators\s(?:shall\sbe|is|:)?\s?(?P<n2>one|three|\d)|(?P<zh>一|三|1|3)\s?名仲裁员|仲裁员(?P<zh2>一|三|1|"
    r"3)\s?名|"
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


PARTY_SEAT = re.compile(
    r"(?P<who>defendant|respondent|plaintiff|claimant|seller|buyer|supplier|purchaser)\W{0,3}s?\s(?:country|place|"
    r"seat|domicile|residence|registered|location|principal)|"
    r"(?P<zh>被告|原告|被诉方|被申请人|申请人|买方|卖方|供方|需方|甲方|乙方|合同签订地|合同履行地|双方)(?:所在|住所|当地|注册)?(?:国|"
    r"地)?(?:有管辖权的)?(?:的)?(?:人民)?(?:法院|仲裁)|по месту нахождения (?P<ru>ответчика|истца)",
    re.IGNORECASE,
)


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


def read_arbitration(reading: Reading, scope: Span) -> Arbitration | None:
    """The arbitration clause in a slice; None where it arbitrates nothing."""
    words = reading.fold_of(scope)
    first = ARBITRATION.search(words)
    institutions = tuple(institutions_in(reading, scope, certain=first is None))
    if first is None and not institutions:
        return None
    if first is not None and not institutions and _denied(reading, scope):
        return None
    seat, country = _seat(reading, scope, institutions)
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
        or_court=_two_tracks(reading, scope),
        narrow_scope=bool(NARROW.search(words)),
        appeal_reserved=bool(APPEAL.search(words)) and not NO_APPEAL.search(words),
        party_seat=party_seat_in(reading, scope),
        blank=not institutions and any(hole.span.overlaps(scope) for hole in reading.placeholders),
    )


@cache
def _ambiguous() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in table("arbitration_institutions")["ambiguous"].items()}


# A court that only helps an arbitration is no second forum.
COURT_HELP = re.compile(
    r"interim|injuncti\w+|provisional|conservatory|enforce\w*|judg?ment\s(?:upon|on|may\sbe\sentered)|preservation|"
    r"保全|执行|撤销",
    re.IGNORECASE,
)


def _two_tracks(reading: Reading, scope: Span) -> bool:
    """Whether a sentence leaves the choice between arbitration and a court."""
    pattern = _ambiguous()["two_track"]
    sentences = (reading.fold_of(s) for s in reading.sentences_in(scope))
    return any(pattern.search(words) and not COURT_HELP.search(words) for words in sentences)


def _denied(reading: Reading, scope: Span) -> bool:
    return all(reading.negated(found.span) for found in reading.find(ARBITRATION, scope))


def _seat(reading: Reading, scope: Span, institutions: tuple[Institution, ...]) -> tuple[str | None, str | None]:
    """A known place behind words of seat, else behind words of place; never a part of an institution's name."""
    for groups in (("seat", "zh"), ("in", "held", "zh2")):
        for found in reading.find(SEAT, scope):
            for group in groups:
                span = found.span_of(group)
                if span is not None and not any(i.span.overlaps(span) for i in institutions):
                    place = _place_in(reading, span)
                    if place[0] is not None:
                        return place
    return None, None


def _place_in(reading: Reading, span: Span) -> tuple[str | None, str | None]:
    known, states = ports_in(reading, span), countries_in(reading, span)
    if known:
        return known[0][0].name, known[0][0].country
    if states:
        where = states[0][1]
        return reading.text[where.start : where.end], states[0][0].split("-")[0]
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


def party_seat_in(reading: Reading, scope: Span) -> str | None:
    """Whose country or seat decides: "defendant", "plaintiff", "seller", "place of signing" ..."""
    raw = _group(reading, scope, PARTY_SEAT)
    return table("legal_words")["sides"].get(raw.casefold(), raw.casefold()) if raw else None
