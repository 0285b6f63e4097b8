"""Where trade terms stand in a text: codes in any dress (F.O.B., FOBNingbo, C & F) and their names in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tradelint.facts.incoterms_place import place_of
from tradelint.facts.incoterms_rules import trade_terms
from tradelint.facts.ports import ports, ports_in
from tradelint.facts.reading import Found, Reading
from tradelint.facts.spanset import SpanSet
from tradelint.facts.vocabulary import entries
from tradelint.facts.words import Hit
from tradelint.text import Span

# What makes letters that also mean other things a trade term.
PRICE_BEFORE = re.compile(
    r"(?:price|prices|priced|terms?|basis|incoterms?|deliver\w*|delivery|quot\w+|term\s?of\s?trade|shipp\w+|sold|"
    r"价格?|条款|术语|方式|按|以|成交)[\s:：,()\-（]{0,4}(?:is|are|in|on|as|shall be|:)?[\s:：(（]{0,3}$",
    re.IGNORECASE,
)
TERM_BEHIND = re.compile(
    r"[\s,()（]{0,3}(?:[\w\s,.'()-]{0,60}\bincoterms?\b|terms?\b|basis\b|price\b|价|条款|贸易术语)", re.IGNORECASE
)
NOT_A_TERM = re.compile(r"\s*(?:[:：]\s?[A-Z]\s?-?\d{6,}|\s(?:Part|Title|§)\s?\d)")
COMPANY = re.compile(
    r"\s+(?:[A-Z][\w&-]*\s+){0,2}(?:Co\b|Ltd|Limited|Inc\b|Corp|LLC|GmbH|Group|Logistics|Trading|Industr\w+|"
    r"Shipping\s+Co|Agency|Machinery|Electronics|Technolog\w+)"
)
EX_FACTORY_EVENT = re.compile(
    r"\s*(?:date|time|day|by|on|before|inspection|test\w*|report|condition|packing|delivery|日期|时间|检验|检测|"
    r":\s*\d|\(?etd)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Letters or words that stand for the trade term `code`; `weak_case` says that they are not in capitals."""

    code: str
    span: Span
    written: str
    obsolete: bool = False
    misspelled: bool = False
    weak_case: bool = False
    in_words: bool = False


@cache
def _spellings() -> tuple[dict[str, tuple[str, bool, bool]], re.Pattern[str]]:
    """Bare letters -> (code, obsolete, misspelled), and one pattern that finds them all with dots or spaces."""
    known: dict[str, tuple[str, bool, bool]] = {}
    for entry in entries("incoterms"):
        code = str(entry.get("code", ""))
        if not code or "edition_status" not in entry:
            continue
        if re.fullmatch(r"[A-Z]{3,5}", code) and not entry.get("words_only"):
            known[code] = (code, False, False)
        for obsolete in entry.get("aliases_obsolete", ()):
            known.setdefault(_bare(obsolete), (code, True, False))
        for wrong in entry.get("misspellings", ()):
            known.setdefault(_bare(wrong), (code, False, True))
    ordered = sorted(known, key=len, reverse=True)
    pattern = "|".join(_with_dots(letters) for letters in ordered)
    return known, re.compile(rf"(?<![A-Za-z0-9&@.+])(?:{pattern})", re.IGNORECASE)


def _bare(raw: str) -> str:
    return re.sub(r"[\s.\-]", "", raw).upper()


def _with_dots(letters: str) -> str:
    if "&" in letters or "+" in letters:
        return r"\s?".join(re.escape(c) for c in letters)
    dotted = r"\.\s?".join(re.escape(c) for c in letters) + "(?![A-Za-z])"
    spaced = r"\s".join(re.escape(c) for c in letters) + "(?![A-Za-z])"
    dashed = "|EX-W(?![a-z])" if letters == "EXW" else ""
    return rf"{re.escape(letters)}|{dotted}|{spaced}{dashed}"


@cache
def _port_starts() -> frozenset[str]:
    return frozenset(port.name.split()[0].upper() for port in ports().values())


def find_terms(reading: Reading) -> tuple[Occurrence, ...]:
    """Every trade term in text order; a name in words beside its own code is one occurrence."""
    found = [*_codes(reading), *_names(reading), *_commissions(reading)]
    found.sort(key=lambda o: (o.span.start, -len(o.span)))
    kept: list[Occurrence] = []
    holes = SpanSet(hole.span for hole in reading.placeholders)
    for occurrence in found:
        taken = kept and kept[-1].span.overlaps(occurrence.span)
        if not taken and not holes.overlaps(occurrence.span):
            kept.append(occurrence)
    return tuple(_merged(reading, kept))


def _codes(reading: Reading) -> Iterator[Occurrence]:
    known, pattern = _spellings()
    for found in reading.find(pattern):
        letters = _bare(found[0])
        code, obsolete, misspelled = known[letters]
        behind = _ahead(reading, found.span, 60)
        if (
            re.match(r"-\d", behind)
            or not _ends_here(found[0], behind)
            or NOT_A_TERM.match(behind)
            or COMPANY.match(behind)
        ):
            continue
        lower = not found[0].isupper()
        occurrence = Occurrence(code, found.span, found[0], obsolete, misspelled, lower)
        risky = trade_terms()[code].needs_context or (obsolete and letters.isalpha()) or lower or misspelled
        if not risky or _in_context(reading, found, code):
            yield occurrence


def _ends_here(letters: str, behind: str) -> bool:
    """The code stops, or a place is glued to it: FOBNingbo, FOBNINGBO."""
    glued = re.match(r"[A-Za-z]+", behind)
    if glued is None or letters.endswith("."):
        return True
    word = glued.group()
    if letters.isupper() and re.match(r"[A-Z][a-z]", word):
        return True
    return word.upper() in _port_starts()


def _in_context(reading: Reading, found: Found, code: str) -> bool:
    before = reading.text[max(0, found.span.start - 40) : found.span.start].rpartition("\n")[2]
    behind = _ahead(reading, found.span, 90).partition("\n")[0]
    if re.search(r"\d\s$", before) and code == "CFR":
        return False
    if PRICE_BEFORE.search(before) or re.match(r"[\s,(]{0,3}incoterm", behind, re.IGNORECASE):
        return True
    field = any(
        c.value and c.value.contains(found.span) and c.via != "clause" for c in reading.captioned("delivery_terms")
    )
    if field and not (found[0].islower() and len(found[0]) > 3):
        return True
    start = found.span.end
    near = re.match(r"[\s:,(\-/]{0,3}(?:the\s)?(?:port\s(?:of\s)?)?", behind)
    reach = Span(start, min(len(reading.text), start + (near.end() if near else 0) + 40))
    close = [s for _, s in ports_in(reading, reach) if s.start - start <= (near.end() if near else 0)]
    if close:
        return True
    if not found[0].isupper():
        return False
    place = place_of(reading, found.span)
    return bool(TERM_BEHIND.match(behind)) or (place is not None and place.kind != "place")


def _names(reading: Reading) -> Iterator[Occurrence]:
    for hit in reading.hits("incoterms"):
        if not hit.key.endswith(".aliases") or hit.id not in trade_terms():
            continue
        behind = _ahead(reading, hit.span, 30)
        before = reading.text[max(0, hit.span.start - 12) : hit.span.start].lower()
        if hit.raw.lower().startswith("ex") and EX_FACTORY_EVENT.match(behind):
            continue
        if trade_terms()[hit.id].plain_words and not _meant_as_name(reading, hit):
            continue
        if before.endswith(("delivered ", "shipped ")) and hit.raw.lower().startswith("ex factory"):
            continue
        yield Occurrence(hit.id, hit.span, hit.raw, in_words=True)


def _meant_as_name(reading: Reading, hit: Hit) -> bool:
    """ "Delivered at place" is a rule in title case, in a delivery field or beside the word Incoterms, else mere words."""
    words = [word for word in reading.text[hit.span.start : hit.span.end].split() if len(word) > 2]
    if all(word[0].isupper() for word in words):
        return True
    around = Span(max(0, hit.span.start - 40), min(len(reading.text), hit.span.end + 40))
    if re.search(r"incoterm|[A-Z]{3}\b", reading.fold_of(around)):
        return True
    return any(
        c.value and c.value.contains(hit.span) and c.via != "clause" for c in reading.captioned("delivery_terms")
    )


COMMISSION = re.compile(r"(?<![A-Za-z])(?:CIF|CFR|FOB|CNF)\s?C\s?\d{1,2}\s?%?(?![\w])")


def _commissions(reading: Reading) -> Iterator[Occurrence]:
    for found in reading.find(COMMISSION):
        yield Occurrence("CIFC", found.span, found[0])


def _ahead(reading: Reading, span: Span, length: int) -> str:
    return reading.fold_of(Span(span.end, min(len(reading.text), span.end + length)))


BETWEEN = re.compile(r"[\s(（)）\-:,/\"]*")


def _merged(reading: Reading, found: list[Occurrence]) -> Iterator[Occurrence]:
    """`CIF (Cost, Insurance and Freight)` is one occurrence; the closing bracket belongs to it."""
    skip = False
    for index, first in enumerate(found):
        if skip:
            skip = False
            continue
        second = found[index + 1] if index + 1 < len(found) else None
        if second and second.code == first.code and first.in_words != second.in_words:
            gap = reading.fold_of(Span(first.span.end, second.span.start))
            if BETWEEN.fullmatch(gap) and "\n" not in gap:
                skip = True
                closing = 1 if reading.text[second.span.end : second.span.end + 1] in (")", "）") else 0
                span = Span(first.span.start, second.span.end + closing)
                written = second.written if first.in_words else first.written
                code = second if first.in_words else first
                yield Occurrence(code.code, span, written, code.obsolete, code.misspelled, code.weak_case)
                continue
        yield first
