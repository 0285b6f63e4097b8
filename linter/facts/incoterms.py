"""The trade terms of a paper: which rule, which place, which edition, where it stands, and who pays what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from tradelint.facts.incoterms_find import Occurrence, find_terms
from tradelint.facts.incoterms_insurance import Insurance, read_insurance
from tradelint.facts.incoterms_place import place_of
from tradelint.facts.incoterms_role import Role, Where, role_of, where_of
from tradelint.facts.incoterms_rules import TradeTerm, current_edition, trade_terms
from tradelint.facts.ports import PlaceName
from tradelint.facts.ports_fields import read_port_fields
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

NEAR_EDITION = 160
# "FCA Shenzhen (2020)": a year of the editions alone in brackets.
BARE_EDITION = re.compile(r"\s?\((?P<y>2020|2010|2000)\)")
# "freight to Leeds included", "including sea freight": the price holds the main carriage, so the seller bears it.
FREIGHT_INCLUDED = re.compile(
    r"\b(?:freight|carriage|delivery\scosts?)(?:\s(?:charges?|costs?))?(?:\sto\s[^,.;\n]{2,30})?\s(?:is\s|"
    r"are\s)?included\b"
    r"|\b(?:including|incl\.?|includes)\s(?:the\s)?(?:sea|ocean|air)\s?freight\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Edition(Fact):
    """An Incoterms edition named in the paper: `year` as written, None where a year was meant and cannot be read."""

    year: int | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class Incoterm(Fact):
    """A trade term as it stands in the paper.

    `named_place` is the place that belongs to it, `place_via` tells from where: its own words, or the port field
    ("port of loading", "port of discharge") that a paper fills in instead. `edition` is the one said with the term or,
    where the paper names a single one elsewhere, that; `edition_beside` tells which. `role` says whether the paper
    agrees on the term ("agreed") or only speaks of it; `line` is (table, row) for a term of one goods line.
    """

    code: str = ""
    written: str = ""
    named_place: PlaceName | None = None
    place_via: Literal["term", "port field"] = "term"
    edition: int | None = None
    edition_beside: bool = False
    obsolete: bool = False
    misspelled: bool = False
    where: Where = "text"
    role: Role = "agreed"
    line: tuple[int, int] | None = None

    @property
    def rule(self) -> TradeTerm:
        """The facts of the rule that the letters stand for."""
        return trade_terms()[self.code]

    @property
    def precise(self) -> bool:
        """Whether the term has a place at which the goods can be handed over."""
        return self.named_place is not None and self.named_place.precise


@dataclass(frozen=True, slots=True)
class CostTerm(Fact):
    """Who bears a cost, as the paper says in words: `cost` is carriage, insurance, import duty or export clearance."""

    cost: Literal["carriage", "insurance", "import_duty", "export_clear", "import_clear"] = "carriage"
    payer: Literal["buyer", "seller"] = "buyer"


@dataclass(frozen=True)
class IncotermsFacts:
    """`terms` are agreed on, `mentions` only spoken of; `empty_field` is a delivery-term caption left blank.

    `per_item` says that the goods lines carry terms of their own, which then do not conflict.
    """

    terms: tuple[Incoterm, ...] = ()
    mentions: tuple[Incoterm, ...] = ()
    editions: tuple[Edition, ...] = ()
    costs: tuple[CostTerm, ...] = ()
    insurance: tuple[Insurance, ...] = ()
    empty_field: Fact | None = None
    empty_is_placeholder: bool = False
    importer_of_record: tuple[Fact, ...] = ()
    import_vat: tuple[Fact, ...] = ()
    duty_change: tuple[Fact, ...] = ()
    export_declaration: tuple[Fact, ...] = ()
    loading: tuple[Fact, ...] = ()
    current_edition: int = 2020
    per_item: bool = False

    @property
    def main(self) -> Incoterm | None:
        """The term that the paper stands on: the best placed and best known of the agreed ones."""
        return min(self.terms, key=_preference, default=None)

    @property
    def conflicts(self) -> tuple[tuple[Incoterm, Incoterm], ...]:
        """Pairs of agreed terms for the same goods that differ in the rule or in the place."""
        return () if self.per_item else tuple(_conflicts(self.terms))


def _preference(term: Incoterm) -> tuple[bool, int, int]:
    order = ("field", "price column", "heading", "clause", "text", "line", "port field")
    return (not term.precise, order.index(term.where), term.span.start)


def _conflicts(all_terms: tuple[Incoterm, ...]) -> Iterator[tuple[Incoterm, Incoterm]]:
    """Each different term once, so that a term repeated a thousand times makes no million pairs."""
    first_of: dict[object, Incoterm] = {}
    for term in all_terms:
        place = term.named_place.text.casefold() if term.named_place else None
        first_of.setdefault((term.code, place, term.line, term.role), term)
    terms = tuple(first_of.values())
    for index, first in enumerate(terms):
        for second in terms[index + 1 :]:
            if first.line and second.line and first.line != second.line:
                continue
            if first.role == "alternative" or second.role == "alternative":
                continue
            if first.code != second.code and {first.code, second.code} - {"FOBS", "CIFC"} != set():
                if not _variant(first, second):
                    yield first, second
            elif _places_differ(first, second):
                yield first, second


def _variant(first: Incoterm, second: Incoterm) -> bool:
    """FOBS and CIFC are dresses of the rule that they replace."""
    return first.code in second.rule.replace_with[:1] or second.code in first.rule.replace_with[:1]


def _places_differ(first: Incoterm, second: Incoterm) -> bool:
    a, b = first.named_place, second.named_place
    if a is None or b is None or not (a.ports and b.ports) or "port field" in (first.place_via, second.place_via):
        return False
    return not a.shares(b)


def read(reading: Reading) -> IncotermsFacts:
    """Read the chapter."""
    editions = tuple(_editions(reading))
    read_terms = (_term(reading, occurrence, editions) for occurrence in find_terms(reading))
    found = _demoted(reading, _promoted([term for term in read_terms if term is not None]))
    agreed = tuple(term for term in found if term.role in ("agreed", "alternative"))
    empty, placeholder = _empty_field(reading, agreed)
    return IncotermsFacts(
        terms=_with_port_fields(reading, agreed),
        mentions=tuple(term for term in found if term.role not in ("agreed", "alternative")),
        editions=editions,
        costs=tuple(_costs(reading)),
        insurance=read_insurance(reading),
        empty_field=empty,
        empty_is_placeholder=placeholder,
        importer_of_record=_said(reading, "importer_of_record"),
        import_vat=_said(reading, "import_vat"),
        duty_change=_said(reading, "duty_change"),
        export_declaration=_said(reading, "export_declaration"),
        loading=_said(reading, "loading"),
        current_edition=current_edition(),
        per_item=any(PER_ITEM.search(reading.fold_of(reading.line_at(term.span))) for term in found),
    )


def _said(reading: Reading, cue: str) -> tuple[Fact, ...]:
    return tuple(Fact(hit.span) for hit in reading.hits(f"incoterms.{cue}"))


def _term(reading: Reading, found: Occurrence, editions: tuple[Edition, ...]) -> Incoterm | None:
    place = place_of(reading, found.span)
    where, line = where_of(reading, found.span)
    role = role_of(reading, found.span, found.code, place, where)
    if role == "none":
        return None
    beside, edition = _edition_of(reading, found.span, place, editions)
    doubtful = found.weak_case or found.misspelled or (found.in_words and where == "text")
    return Incoterm(
        span=found.span.cover(place.span) if place and place.span.start >= found.span.start else found.span,
        confidence=Confidence.MEDIUM if doubtful else Confidence.HIGH,
        code=found.code,
        written=found.written,
        named_place=place,
        edition=edition,
        edition_beside=beside,
        obsolete=found.obsolete,
        misspelled=found.misspelled,
        where=where,
        role=role,
        line=line,
    )


def _promoted(found: list[Incoterm]) -> list[Incoterm]:
    """A bare "FOB value" or "FOB price" label is the term of the paper where it names no other."""
    if any(term.role == "agreed" for term in found):
        return found
    return [
        replace(term, role="agreed", confidence=Confidence.MEDIUM) if term.role == "label" else term for term in found
    ]


# "FOB / Ex-ship (as noted per item)": each goods line has a term of its own.
PER_ITEM = re.compile(
    r"\b(?:per|by|for each|each|see)\s(?:the\s)?(?:item|line|product|position|article)s?\b|按(?:各)?(?:项|行)", re.I
)
PRICED = re.compile(
    r"(?:price|prices|terms?|basis|amount|delivery|delivered|quoted?|价格?|术语|条款|按|以)\W{0,3}(?:is|are|in|on)?\W{0,2}$",
    re.I,
)


def _demoted(reading: Reading, found: list[Incoterm]) -> list[Incoterm]:
    """Where a field settles the term, bare letters in running text away from any price only speak of one."""
    if not any(term.where in ("field", "price column") and term.role == "agreed" for term in found):
        return found
    return [replace(term, role="mentioned") if _is_aside(reading, term) else term for term in found]


def _is_aside(reading: Reading, term: Incoterm) -> bool:
    if term.where not in ("text", "clause") or term.named_place is not None or term.role != "agreed":
        return False
    return not PRICED.search(reading.fold_of(Span(max(0, term.span.start - 24), term.span.start)))


@cache
def _edition_pattern() -> re.Pattern[str]:
    words = r"(?:incoterms?|国际贸易术语解释通则|贸易术语解释通则|贸易术语通则)"
    filler = r"(?:(?:rules?|edition|version|ed\.|版本?|of|icc|latest|revision|year)[\s,:]{0,2}){0,3}"
    between = rf"\s*(?:®|\(r\)|tm|\(tm\))?[\s,:\-(]{{0,3}}{filler}"
    year = r"(?P<y>[12][0-9oO]{3})(?![\d/-])"
    before = r"(?P<y2>(?:19|20)\d\d)(?:\s?年)?\s?(?:版|edition|version)?(?:的)?\s?(?:ICC\s)?"
    return re.compile(rf"{words}{between}{year}|(?<![\d/.-]){before}{words}", re.IGNORECASE)


def _editions(reading: Reading) -> Iterator[Edition]:
    for found in reading.find(_edition_pattern()):
        raw = found["y"] or found["y2"]
        certain = raw.isdigit()
        year = int(raw) if certain else None
        yield Edition(found.span, Confidence.HIGH if certain else Confidence.MEDIUM, year, raw)


def _edition_of(
    reading: Reading, span: Span, place: PlaceName | None, editions: tuple[Edition, ...]
) -> tuple[bool, int | None]:
    """(said with the term, year): the nearest behind the term in its own block, else the only one of the paper."""
    block = reading.block(span)
    end = place.span.end if place else span.end
    first = bisect_left(editions, end - 40, key=lambda edition: edition.span.start)
    last = bisect_right(editions, end + NEAR_EDITION, key=lambda edition: edition.span.start)
    for edition in editions[first:last]:
        if block and block.span.contains(edition.span):
            return True, edition.year
    bare = BARE_EDITION.match(reading.fold_of(Span(end, min(len(reading.text), end + 8))))
    if bare:
        return True, int(bare["y"])
    one = bool(editions) and all(edition.year == editions[0].year for edition in editions)
    return False, editions[0].year if one else None


def _empty_field(reading: Reading, terms: tuple[Incoterm, ...]) -> tuple[Fact | None, bool]:
    """A caption for the trade term with nothing behind it."""
    if terms:
        return None, False
    for caption in reading.captioned("delivery_terms"):
        label = reading.fold_of(caption.label).casefold()
        if caption.via != "clause" and reading.is_blank(caption.value) and label.strip() != "terms":
            return Fact(caption.label), reading.is_placeholder(caption.value)
    return None, False


def _with_port_fields(reading: Reading, terms: tuple[Incoterm, ...]) -> tuple[Incoterm, ...]:
    """A port rule without a place takes the port field of its end of the route."""
    if any(term.precise for term in terms):
        return terms
    return tuple(_from_port_field(reading, term) for term in terms)


def _from_port_field(reading: Reading, term: Incoterm) -> Incoterm:
    if term.rule.mode != "sea" or term.rule.side is None or term.named_place is not None:
        return term
    for field in read_port_fields(reading):
        if field.end == term.rule.side and field.place and field.place.precise:
            return replace(term, named_place=field.place, place_via="port field")
    return term


@cache
def _cost_cues() -> dict[str, tuple[str, str]]:
    return {
        key: (cost, payer)
        for key, cost, payer in (
            ("carriage_by_seller", "carriage", "seller"),
            ("carriage_by_buyer", "carriage", "buyer"),
            ("duty_by_buyer", "import_duty", "buyer"),
            ("duty_by_seller", "import_duty", "seller"),
            ("insurance_by_buyer", "insurance", "buyer"),
            ("insurance_by_seller", "insurance", "seller"),
            ("export_by_buyer", "export_clear", "buyer"),
            ("export_by_seller", "export_clear", "seller"),
        )
    }


def _costs(reading: Reading) -> Iterator[CostTerm]:
    """The cue phrases of the vocabulary, then sentences that put a named cost on a named party."""
    seen: list[Span] = []
    for key, (cost, payer) in _cost_cues().items():
        for hit in reading.hits(f"incoterms.{key}"):
            if not reading.negated(hit.span) and not _apart(reading, hit.span):
                seen.append(hit.span)
                yield CostTerm(hit.span, Confidence.HIGH, cost, payer)  # type: ignore[arg-type]
    for found in reading.find(FREIGHT_INCLUDED):
        if not any(span.overlaps(found.span) for span in seen) and not reading.negated(found.span):
            seen.append(found.span)
            yield CostTerm(found.span, Confidence.HIGH, "carriage", "seller")
    for found in reading.find(_burden()):
        if not any(span.overlaps(found.span) for span in seen) and not _apart(reading, found.span):
            cost = next(name for name in ("carriage", "insurance", "import_duty", "export_clear") if found[name])
            word = found["who"].lower()
            payer = "buyer" if re.search(r"buyer|purchas|import|consignee|customer|买|需|甲", word) else "seller"
            yield CostTerm(found.span, Confidence.MEDIUM, cost, payer)  # type: ignore[arg-type]


# A cost that one side only advances for the other does not touch the rule.
AGENCY = re.compile(
    r"replac\w*|\breturn(?:ed|s)?\b|\brepair\w*|defect\w*|re-?inspect\w*|\bdelay\w*|\blate\b|samples?\b|"
    r"\bagent\b|separately|at cost\b|on behalf of|reimburs|代垫|代付|另计|实报实销|"
    r"退货|更换|补发|返修|返工|重新|不合格|质量问题|索赔|逾期|延误|样品",
    re.IGNORECASE,
)


def _apart(reading: Reading, span: Span) -> bool:
    sentence = reading.sentence_at(span)
    around = Span(max(sentence.start, span.start - 60), min(sentence.end, span.end + 60))
    return bool(AGENCY.search(reading.fold_of(around)))


@cache
def _burden() -> re.Pattern[str]:
    words = table("incoterms")["burden"]
    costs = "|".join(
        f"(?P<{name}>{'|'.join(re.escape(w) for w in words[name])})"
        for name in ("carriage", "insurance", "import_duty", "export_clear")
    )
    who = (
        r"(?P<who>buyer|seller|purchaser|supplier|vendor|importer|exporter|customer|consignee|"
        r"买方|卖方|需方|供方|买家|卖家)"
    )
    verb = "|".join(re.escape(w) for w in words["borne_by"])
    return re.compile(rf"(?:{costs})(?:[^.;。；\n]{{0,50}}?)(?:{verb})\s?(?:the\s)?{who}", re.IGNORECASE)
