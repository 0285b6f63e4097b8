"""Which law governs the contract, and whether the convention on the sale of goods is in or out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.spanset import SpanSet
from tradelint.facts.vocabulary import entries
from tradelint.levels import Confidence
from tradelint.text import Span

# What a sentence says when it chooses a law; and what it says when it speaks of a law without choosing it.
CHOICE = re.compile(
    r"^\W{0,3}laws?\sof\b|\b(?:made|concluded|performed|executed|sold|accepted)\sunder\s(?:the\s)?(?:\w+\s){1,3}law\b|"
    r"\bgovern(?:ed|s|ing)?\b|\bconstrued\b|\binterpreted\b|\bapplicable\slaws?\b|\bchoice\sof\slaw|\bproper\slaw|"
    r"\bsubject\sto\s(?:the\s)?(?:\w+\s){0,3}laws?\b|\blaws?\s(?:of\s[^.;]{2,60}?\s)?(?:shall|will|should|"
    r"to)\s(?:apply|govern)|"
    r"\b(?:apply|applies|applicable)\b|适用|准据法|管辖|解释|依照|受[^。，,]{2,20}法律|以[^。，,]{2,20}法律?为准|"
    r"регулиру|применим|законодательств",
    re.IGNORECASE,
)
NO_CHOICE = re.compile(
    r"(?:organi[sz]ed|incorporated|existing|established|registered|formed|constituted|duly)\s[^.;]{0,40}(?:under|"
    r"by|pursuant)|"
    r"compl(?:y|ies|iance|ying)\s(?:with|to)|conform\w*\s(?:with|to)|in\scompliance|required\sby|permitted\sby|"
    r"prohibited\sby|"
    r"(?:依照|根据|按照)[^。，,]{2,30}(?:注册|成立|设立|登记)|遵守|符合",
    re.IGNORECASE,
)
OTHER_OBJECT = re.compile(
    r"arbitration\s(?:agreement|clause)|arbitral\sproceedings|carriage|bill\sof\slading|insurance|"
    r"letter\sof\scredit|\bcredit\b|"
    r"product\s(?:safety|law)|data\sprotection|仲裁协议|仲裁条款|提单|保险|信用证",
    re.IGNORECASE,
)
BEFORE_NAME = re.compile(
    r"(?:laws?|legislation|courts? and laws?)\s(?:and\s\w+\s)?(?:in\sforce\s)?(?:of|in|"
    r"from)\s(?:the\s)?(?:state\sof\s|province\sof\s|country\sof\s|"
    r"commonwealth\sof\s)?$|(?:法律?适用|适用法律|准据法|适用|依照|依据|受|以|按照|根据)[为是《：:\s]{0,3}$|законодательств\w*\s$",
    re.IGNORECASE,
)
BEHIND_NAME = re.compile(
    r"\s?(?:substantive\s|domestic\s|internal\s|civil\s|commercial\s|state\s)?laws?\b|"
    r"'s\s(?:substantive\s)?laws?\b|\s?(?:的)?(?:现行|实体|有关|相关)?(?:法律|法(?![院国定人]))",
    re.IGNORECASE,
)
CISG_OUT = re.compile(
    r"exclud\w*|not\s(?:be\s)?(?:appl\w*|govern\w*)|shall\snot|does\snot|do\snot|waive\w*|without\sregard|"
    r"inapplicable|excepting|排除|不适用|除外|不包括",
    re.IGNORECASE,
)
CAPTION_NAME = re.compile(r"^\W*(?:the\s)?(?:laws?\sof\s(?:the\s)?)?", re.IGNORECASE)


SHORT_FIELD = 160


@dataclass(frozen=True, slots=True)
class Law:
    """A country or state of laws.toml: `cisg` says that it is a contracting state, `common` names its legal family."""

    id: str
    name: str
    country: str
    cisg: bool = False
    common: bool = False


@dataclass(frozen=True, slots=True)
class GoverningLaw(Fact):
    """A law that the paper chooses: `law` is None for "international law" and names that are no law.

    `governs` tells whether the choice is for the contract or for something else (the arbitration agreement, carriage).
    """

    law: Law | None = None
    written: str = ""
    governs: Literal["contract", "other"] = "contract"


@dataclass(frozen=True, slots=True)
class Cisg(Fact):
    """The convention on contracts for the international sale of goods, applied or excluded."""

    included: bool = True


@cache
def laws() -> dict[str, Law]:
    """The laws of the vocabulary by id."""
    found = {}
    for entry in entries("laws"):
        country = str(entry.get("country") or entry["id"])
        parent = next((e for e in entries("laws") if e["id"] == country), entry)
        cisg = bool(parent.get("cisg", False))
        found[entry["id"]] = Law(entry["id"], entry["name"], country, cisg, bool(entry.get("common", False)))
    return found


def read_laws(reading: Reading) -> tuple[tuple[GoverningLaw, ...], tuple[Cisg, ...]]:
    """Every choice of law and every word on the convention, in text order."""
    found = [*_captions(reading)]
    captioned = SpanSet(law.span for law in found)
    for sentence in reading.sentences:
        if not captioned.overlaps(sentence):
            found.extend(_sentence(reading, sentence))
    found.sort(key=lambda law: law.span)
    return tuple(found), tuple(_cisg(reading))


def _captions(reading: Reading) -> Iterator[GoverningLaw]:
    """`Governing law: England` names the law and nothing else; in a longer clause the first sentences choose it."""
    for caption in reading.filled("governing_law"):
        value = caption.value
        if value is None:
            continue
        if len(value) <= SHORT_FIELD:
            named = [*_named(reading, value, everywhere=len(value) < 70)]
            yield from named or _no_law(reading, value)
            continue
        for sentence in reading.sentences_in(value)[:2]:
            scope = Span(max(sentence.start, value.start), min(sentence.end, value.end))
            yield from _named(reading, scope, everywhere=False)


def _sentence(reading: Reading, sentence: Span) -> Iterator[GoverningLaw]:
    words = reading.fold_of(sentence)
    chosen = CHOICE.search(words) or (reading.hits("legal_words.cisg", sentence) and len(words) < SHORT_FIELD * 2)
    if not chosen or not re.search(r"\blaws?\b|\blegislation|法|законодательств", words, re.IGNORECASE):
        return
    if NO_CHOICE.search(words) and not re.search(r"\bgovern(?:ed|s|ing)\b|construed|准据", words, re.IGNORECASE):
        return
    named = [*_named(reading, sentence, everywhere=False)]
    if named:
        yield from named
    elif CHOICE.search(words) and re.search(r"govern|construed|appl|适用", words, re.IGNORECASE):
        yield from _no_law(reading, sentence)


def _named(reading: Reading, scope: Span, everywhere: bool) -> Iterator[GoverningLaw]:
    """The laws named in a slice: "the laws of X", "X law", X法律; any name at all in a short field."""
    words = reading.fold_of(scope)
    other = bool(OTHER_OBJECT.search(words)) and not re.search(
        r"\b(?:this|the)\s(?:contract|agreement|order)\b|本合同|本协议", words, re.I
    )
    taken: list[Span] = []
    seen: set[str] = set()
    for hit in sorted(reading.hits("laws", scope), key=lambda h: (-len(h.span), h.span.start)):
        if any(t.overlaps(hit.span) for t in taken) or not (hit.raw[:1].isupper() or not hit.raw[:1].isascii()):
            continue
        before = reading.fold_of(Span(max(scope.start, hit.span.start - 60), hit.span.start))
        behind = reading.fold_of(Span(hit.span.end, min(scope.end, hit.span.end + 30)))
        adjective = hit.key.endswith(".terms")
        is_law = BEHIND_NAME.match(behind) or (not adjective and BEFORE_NAME.search(before))
        if not (is_law or (everywhere and not adjective)):
            continue
        taken.append(hit.span)
        if hit.id not in seen and not _only_obeyed(reading.fold_of(Span(scope.start, hit.span.start))[-REACH:]):
            seen.add(hit.id)
            law = laws()[hit.id]
            about = _nearer_object(before, other)
            yield GoverningLaw(scope, Confidence.HIGH if is_law else Confidence.MEDIUM, law, hit.raw, about)


REACH = 160


def _only_obeyed(before: str) -> bool:
    """Whether the verb nearest in front of a law obeys it or lives under it and does not choose it."""
    obeyed = max((m.end() for m in NO_CHOICE.finditer(before)), default=-1)
    chosen = max((m.end() for m in CHOICE.finditer(before)), default=-1)
    return obeyed > chosen


def _nearer_object(before: str, other: bool) -> Literal["contract", "other"]:
    near = OTHER_OBJECT.search(before)
    mine = re.search(r"contract|本合同|(?<!arbitration\s)agreement\s(?:is|shall)", before, re.IGNORECASE)
    return "other" if (near and not mine) or (other and not mine) else "contract"


# "the law of the seller's country": a law, if one knows whose country is meant.
PARTY_LAW = re.compile(
    r"\blaws?\s(?:of|in\sforce\sin)\s(?:the\s)?(?:country\sof\s(?:the\s)?(?:seller|buyer|supplier|purchaser|defendant|claimant)|(?:seller|buyer|supplier|purchaser|defendant)(?:'?s)?\s(?:country|place|seat|domicile))|"
    r"(?:买方|卖方|供方|需方|甲方|乙方|被告|原告)(?:所在)?(?:国|地)(?:家)?的?(?:相关)?法律",
    re.IGNORECASE,
)


def _no_law(reading: Reading, scope: Span) -> Iterator[GoverningLaw]:
    for hit in reading.hits("legal_words.no_law", scope):
        yield GoverningLaw(scope, Confidence.MEDIUM, None, hit.raw)
        return
    for found in reading.find(PARTY_LAW, scope):
        yield GoverningLaw(scope, Confidence.MEDIUM, None, reading.document.quote(found.span, 60))
        return


def _cisg(reading: Reading) -> Iterator[Cisg]:
    for hit in reading.hits("legal_words.cisg"):
        sentence = reading.sentence_at(hit.span)
        before = reading.fold_of(Span(max(sentence.start, hit.span.start - 90), hit.span.start))
        behind = reading.fold_of(Span(hit.span.end, min(sentence.end, hit.span.end + 60)))
        yield Cisg(hit.span, included=not (CISG_OUT.search(_last_part(before)) or CISG_OUT.search(_first_part(behind))))


def _last_part(text: str) -> str:
    return re.split(r"[;；。]", text)[-1]


def _first_part(text: str) -> str:
    return re.split(r"[;；。,，]", text)[0]
