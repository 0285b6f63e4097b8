"""The other clauses of the legal frame: language, precedence, liability, changes, makers, ideas, tools and title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.sides import Side, side_of
from tradelint.facts.values import Money, convention_of, find_money, find_percent
from tradelint.text import Span

BOTH = re.compile(r"\bneither\sparty|\beither\sparty|\bboth\sparties|\beach\sparty|mutual|任何一方|双方", re.IGNORECASE)
OWNERSHIP = re.compile(
    r"(?:property|ownership|owned|belongs?|title)\b[^.;]{0,40}\b(?:buyer|purchaser|customer|seller|supplier)|"
    r"(?:buyer|purchaser|customer|seller|supplier)(?:'s|s')?\s(?:\w+\s){0,2}(?:property|owns|ownership)|"
    r"\b(?:our|your)\s(?:sole\s|exclusive\s)?property\b|"
    r"(?:所有权|产权)?归\s?(?:买方|需方|卖方|供方|甲方|乙方)(?:所有)?",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"without\s(?:the\s)?(?:prior\s)?(?:written\s)?(?:consent|approval)|prior\swritten\sconsent|未经[^，,。]{0,12}同意|"
    r"书面同意",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrevailingLanguage(Fact):
    """Which text prevails: "en", "zh", or "both" where both are said to be equally valid."""

    language: Literal["en", "zh", "both"] = "en"


@dataclass(frozen=True, slots=True)
class Precedence(Fact):
    """A ranking of papers, an entire-agreement clause, or a side's own general terms."""

    kind: Literal["ranking", "entire agreement", "own terms"] = "ranking"


@dataclass(frozen=True, slots=True)
class Liability(Fact):
    """A limit or exclusion of liability; `mutual` for both sides, `carve_out` when it has exceptions."""

    kind: Literal["excluded", "capped", "consequential", "repair only", "compliance on buyer"] = "excluded"
    mutual: bool = False
    carve_out: bool = False
    percent: str | None = None


@dataclass(frozen=True, slots=True)
class UnilateralChange(Fact):
    """A right of the seller alone to change the deal; `balanced` when a formula or consent stands by."""

    words: str = ""
    balanced: bool = False


@dataclass(frozen=True, slots=True)
class Subcontracting(Fact):
    """Words on who makes the goods: allowed, forbidden without consent, or the place of manufacture named."""

    kind: Literal["allowed", "forbidden", "place named"] = "allowed"


@dataclass(frozen=True, slots=True)
class Tooling(Fact):
    """Moulds and tools: a charge for them, who owns them, and the particulars beside."""

    charge: Money | None = None
    owner: Side | None = None
    owner_said: bool = False
    identified: bool = False
    release: bool = False
    only_for_buyer: bool = False
    public: bool = False


@dataclass(frozen=True, slots=True)
class Title(Fact):
    """When property in the goods passes, or that the seller keeps it until paid."""

    kind: Literal["retained", "passes"] = "passes"


@dataclass(frozen=True, slots=True)
class Protection(Fact):
    """A word of intellectual property or confidentiality: `kind` is an id of legal_words.toml."""

    kind: str = ""


# Fax copies and counterparts are equally valid too, and no languages.
TEXTS = re.compile(r"\b(?:texts?|versions?|languages?|english|chinese)\b|文本|语言|版本|中英|英文|中文", re.IGNORECASE)


def read_languages(reading: Reading) -> tuple[PrevailingLanguage, ...]:
    """The clauses that say which text prevails."""
    kinds = (("english_prevails", "en"), ("chinese_prevails", "zh"), ("both_texts", "both"))
    found: dict[tuple[Span, str], PrevailingLanguage] = {}
    for hit, language in _hits(reading, kinds):
        sentence = reading.sentence_at(hit.span)
        if language != "both" or TEXTS.search(reading.fold_of(sentence)):
            clause = PrevailingLanguage(hit.span, language=language)  # type: ignore[arg-type]
            found.setdefault((sentence, language), clause)
    return tuple(found.values())


def read_precedence(reading: Reading) -> tuple[Precedence, ...]:
    """The clauses that rank papers or shut others out."""
    kinds = (("precedence", "ranking"), ("entire_agreement", "entire agreement"), ("own_terms", "own terms"))
    languages = [fact.span for fact in read_languages(reading)]
    return tuple(
        Precedence(hit.span, kind=kind)  # type: ignore[arg-type]
        for hit, kind in _hits(reading, kinds)
        if not any(span.overlaps(hit.span) for span in languages)
    )


def _hits(reading: Reading, kinds: tuple[tuple[str, str], ...]) -> Iterator[tuple[Fact, str]]:
    found = [(Fact(hit.span), kind) for name, kind in kinds for hit in reading.hits(f"legal_words.{name}")]
    yield from sorted(found, key=lambda pair: pair[0].span)


def read_liability(reading: Reading) -> tuple[Liability, ...]:
    """Sentences that exclude or cap what the seller answers for; force majeure is another matter."""
    kinds = (
        ("compliance_on_buyer", "compliance on buyer"),
        ("repair_only", "repair only"),
        ("liability_capped", "capped"),
        ("consequential", "consequential"),
        ("liability_excluded", "excluded"),
    )
    found: list[Liability] = []
    for hit, kind in _hits(reading, kinds):
        sentence = reading.sentence_at(hit.span)
        words = reading.fold_of(sentence)
        if any(other.span == sentence for other in found) or _other_liability(words, kind):
            continue
        percents = find_percent(reading.text[sentence.start : sentence.end])
        found.append(
            Liability(
                sentence,
                kind=kind,  # type: ignore[arg-type]
                mutual=bool(BOTH.search(words)),
                carve_out=bool(reading.hits("legal_words.carve_out", sentence)),
                percent=str(percents[0].value) if percents else None,
            )
        )
    return tuple(found)


def _other_liability(words: str, kind: str) -> bool:
    if re.search(r"force\smajeure|beyond\s[^.;]{0,30}control|不可抗力", words, re.IGNORECASE):
        return True
    if kind == "consequential" and not re.search(r"\bnot\b|\bno\b|exclud|neither|limit|不", words, re.IGNORECASE):
        return True
    about_buyer = re.search(r"\bbuyer\s(?:shall|will|is)\snot\s(?:be\s)?(?:liable|responsible)", words, re.IGNORECASE)
    return bool(about_buyer)


# An allowance on the quantity is agreed, whoever uses it.
TOLERANCE = re.compile(r"±|\+\s?/\s?-|more or less|溢短", re.IGNORECASE)


def read_changes(reading: Reading) -> tuple[UnilateralChange, ...]:
    """Sentences that let the seller alone change the deal."""
    found: list[UnilateralChange] = []
    for hit in reading.hits("legal_words.unilateral"):
        sentence = reading.sentence_at(hit.span)
        words = reading.fold_of(sentence)
        if any(other.span == sentence for other in found) or reading.negated(hit.span) or TOLERANCE.search(words):
            continue
        if re.match(r"buyer|purchaser|买方|需方", words[max(0, hit.span.start - sentence.start - 12) :], re.IGNORECASE):
            continue
        # Who chooses within an agreed tolerance of the quantity changes nothing.
        tolerance = reading.hits("clause_topics.quantity_tolerance.cues", sentence)
        balanced = bool(tolerance or reading.hits("legal_words.index_formula", sentence))
        found.append(UnilateralChange(sentence, words=hit.raw, balanced=balanced))
    return tuple(found)


def read_subcontracting(reading: Reading) -> tuple[Subcontracting, ...]:
    """Who may make the goods, and where."""
    found: list[Subcontracting] = []
    for hit in reading.hits("legal_words.subcontract"):
        sentence = reading.sentence_at(hit.span)
        words = reading.fold_of(sentence)
        forbidden = (
            reading.negated(hit.span) or CONSENT.search(words) or re.search(r"\bnot\b|不得", words, re.IGNORECASE)
        )
        found.append(Subcontracting(sentence, kind="forbidden" if forbidden else "allowed"))
    for hit in reading.hits("legal_words.made_at"):
        found.append(Subcontracting(reading.sentence_at(hit.span), kind="place named"))
    return tuple(dict.fromkeys(sorted(found, key=lambda f: f.span)))


# Mould is also a fungus, a defect and dirt.
TOOL = re.compile(
    r"tooling|(?:moulds?|molds?|dies?)[\s.:]{0,2}(?:fee|charge|cost|no|number|m-|is|are|for|owner|price|set|made|"
    r"opening|"
    r"shall)|"
    r"(?:injection|new|open|custom|our|buyer'?s?|seller'?s?|own)\s(?:\w+\s)?(?:moulds?|molds?)|[$€£]|usd|cavity|模|"
    r"版费|工装",
    re.IGNORECASE,
)


def read_tooling(reading: Reading) -> tuple[Tooling, ...]:
    """Sentences and lines about moulds and tools, with the charge in them."""
    convention = convention_of(reading.document)
    found: dict[Span, Tooling] = {}
    for hit in reading.hits("legal_words.tooling"):
        scope = _paragraph(reading, hit.span)
        words = reading.fold_of(scope)
        if scope in found or not (TOOL.search(words) or "模具" in hit.raw):
            continue
        money = find_money(reading.text[scope.start : scope.end], convention, offset=scope.start)
        owner = OWNERSHIP.search(words)
        found[scope] = Tooling(
            scope,
            charge=money[0] if money else None,
            owner=_owner(reading, owner.group()) if owner else None,
            owner_said=owner is not None,
            identified=bool(reading.hits("legal_words.tooling_id", scope)),
            release=bool(reading.hits("legal_words.tooling_release", scope)),
            only_for_buyer=bool(reading.hits("legal_words.non_use", scope)),
            public=bool(reading.hits("legal_words.public_mould", scope)),
        )
    return tuple(found[scope] for scope in sorted(found))


def _paragraph(reading: Reading, span: Span) -> Span:
    """The short paragraph around a cue (`10. Mould. M-114 is ...`), else its sentence."""
    block = reading.block(span)
    short = block is not None and block.kind == "paragraph" and len(block.span) <= 800
    return block.span if block is not None and short else reading.sentence_at(span)


NAMES = re.compile(
    r"buyer|purchaser|customer|seller|supplier|\bour\b|\byour\b|买方|需方|卖方|供方|甲方|乙方", re.IGNORECASE
)


def _owner(reading: Reading, words: str) -> Side | None:
    """The side that owns, in words that name exactly one."""
    sides = {side_of(reading, name) for name in NAMES.findall(words)}
    return sides.pop() if len(sides) == 1 else None


def read_title(reading: Reading) -> tuple[Title, ...]:
    """Words on property in the goods."""
    kinds = (("title_retained", "retained"), ("title_passes", "passes"))
    return tuple(Title(hit.span, kind=kind) for hit, kind in _hits(reading, kinds))  # type: ignore[arg-type]


PROTECTION = ("brand", "ip_ownership", "ip_indemnity", "confidential", "non_use", "non_circumvention")


def read_protection(reading: Reading) -> tuple[Protection, ...]:
    """Words of own design, of intellectual property and of secrecy."""
    return tuple(
        Protection(hit.span, kind=kind) for hit, kind in _hits(reading, tuple((name, name) for name in PROTECTION))
    )
