"""References to annexes, attached sheets and clauses, and whether what they point to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

ANNEX = re.compile(
    r"\b(?P<kind>annex|annexure|appendix|exhibit|schedule|attachment|enclosure|addendum)(?:es|s)?(?:\s+(?:no\.?\s*|number\s*)?|(?=\d))"
    r"(?P<id>(?-i:[A-Z])\d?\b|\d{1,2}\b|(?-i:[IVX]{1,4})\b)",
    re.IGNORECASE,
)
HAN_ANNEX = re.compile(
    r"(?P<kind>附件|附录|附表)\s*(?P<id>[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z])(?![年月日份张页])"
)
LOOSE = re.compile(
    r"\b(?:the\s+|our\s+|your\s+)?(?:attached|enclosed|annexed)\s+(?P<what>(?:[A-Za-z-]+\s+){0,3}?(?:sheet|specifications?|spec|drawings?|list|"
    r"data\s*sheet|table|chart|document|terms|photos?|pictures?|annex|form|catalogue|catalog|file|schedule|artwork|quotation|breakdown|conditions))\b|"
    r"\b(?P<what2>(?:[A-Za-z-]+\s+){0,2}(?:sheet|specifications?|drawings?|list|table|terms|details|artwork|conditions))\s+(?:as\s+|is\s+|are\s+)?"
    r"(?:attached|enclosed|annexed)\b(?!\s+to\s+the\s+goods)|\bas\s+per\s+(?P<what3>attach(?:ment|ed)|annex|appendix)\b(?!\s*[A-Z\d])|"
    r"\bsee\s+(?P<what4>attach(?:ment|ed)|annex|appendix)\b(?!\s*[A-Z\d])",
    re.IGNORECASE,
)
HAN_LOOSE = re.compile(
    r"(?:详见|参见|见|按|依|根据|如)(?:本合同)?(?:所附|随附|后附)?(?P<what>附件|附录|附表|附图|图纸)"
    r"(?![一二三四五六七八九十\d A-Z])"
)
OVERLEAF = re.compile(
    r"\boverleaf\b|\b(?:see|terms|conditions|printed|stated|set\s+out)\b[^.\n]{0,30}\bon\s+the\s+(?:reverse|back)\b|"
    r"见背面|背面条款",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"\b(?P<kind>clauses?|articles?|sections?|paragraphs?)\s+(?P<id>\d{1,2}(?:\.\d{1,2}){0,2})(?!\d)", re.IGNORECASE
)
HAN_CLAUSE = re.compile(
    r"(?:本合同|上述|前述|依|按|根据|违反|见)?第(?P<id>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<kind>条)"
)
# Laws, rules and other papers have clauses and annexes of their own.
FOREIGN = re.compile(
    r"^[^.;\n]{0,40}?\b(?:of|to|in|under)\s+(?:the\s+)?(?:CISG|UCP|URC|URDG|ISP|Incoterms|[A-Z]\w*\s+(?:Law|Code|Act|Convention|Regulation|"
    r"Directive|Rules)|(?:law|code|act|convention|regulation|directive|rules|standard|EN|ISO|GB|REACH|RoHS|MARPOL|UCC|Civil|Uniform|United)\b)|"
    r"^[^。；\n]{0,10}《",
    re.IGNORECASE,
)
FOREIGN_BEFORE = re.compile(
    r"(?:CISG|UCP\s*\d*|URC\s*\d*|UCC|GDPR|REACH|RoHS|Code|Law|Act|Directive|Regulation|Convention|Rules|ICC|法》?|条例》?|公约》?|》)\W{0,3}$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d{1,2})?\W+)?(?:list\s+of\s+)?(?:attach(?:ed|ments?)|annex(?:es|ures?)?|appendi(?:x|ces)|enclosures?|exhibits?|schedules?|documents?\s+attached|附件(?:清单|目录)?|附件列表)\s*[:：]",
    re.IGNORECASE,
)
# `Annex 1 (drawing rev 4, 3 pages)`, 附件二(图案稿,1页)随附: described with its pages, it goes with the paper.
DESCRIBED = re.compile(
    r"\b(?:annex|annexure|appendix|exhibit|schedule|attachment|enclosure)\s*(?:no\.?\s*)?(?P<id>[A-Z]\d?\b|\d{1,2}\b)\s*"
    r"\([^()\n]{0,80}?(?:\bpages?\b|\battached\b|\bbelow\b)[^()\n]{0,20}\)|"
    r"(?:附件|附录|附表)\s*(?P<zh>[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z])\s*(?:\([^()\n]{0,60}?\d\s*页[^()\n]{0,10}\)|[^。;,\n]{0,20}(?:随附|见下))",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"^\W*(?:annex|annexure|appendix|exhibit|schedule|attachment|enclosure|addendum|附件|附录|附表)\s*(?:no\.?\s*)?(?P<id>[A-Z]\d?\b|\d{1,2}\b|[IVX]{1,4}\b|[一二三四五六七八九十]{1,2})?",
    re.IGNORECASE,
)
HAN = "零一二三四五六七八九十"
RefKind = Literal["annex", "attached", "overleaf", "clause"]


@dataclass(frozen=True, slots=True)
class Reference(Fact):
    """A reference to another part. `name` as written, `key` its letter or number ("" for an attached sheet).

    `present`: the part stands in this paper under its own heading; `listed`: an attachments list names it.
    """

    kind: RefKind = "annex"
    name: str = ""
    key: str = ""
    present: bool = False
    listed: bool = False


def read_references(reading: Reading) -> tuple[Reference, ...]:
    """The references in text order."""
    found = [*_annexes(reading), *_attached(reading), *_overleaf(reading), *_clauses(reading)]
    return tuple(sorted(found, key=lambda reference: reference.span))


def _annexes(reading: Reading) -> Iterator[Reference]:
    titles, listed = _titles(reading), _listed(reading)
    keys = {key for _, key in titles}
    named = {han_number(m["id"]) for span in listed for p in (ANNEX, HAN_ANNEX) for m in reading.find(p, span)}
    named |= {han_number(m["id"] or m["zh"]) for m in reading.find(DESCRIBED)}
    named |= {m["n"] for span in listed if (m := clause_lead(reading.fold_of(span))) and m["n"]}
    for pattern in (ANNEX, HAN_ANNEX):
        for match in reading.find(pattern):
            if any(line.overlaps(match.span) for line in (*listed, *(line for line, _ in titles))) or _foreign(
                reading, match.span
            ):
                continue
            key = han_number(match["id"])
            yield Reference(
                match.span, Confidence.HIGH, "annex", " ".join(match[0].split()), key, key in keys, key in named
            )


def _titles(reading: Reading) -> list[tuple[Span, str]]:
    """Lines that open an annex: its name stands at their start, and they are headings or short."""
    found = []
    for line in reading.lines:
        words = reading.fold_of(line)
        match = TITLE.match(words)
        if match is None or _is_list_head(words):
            continue
        block = reading.block(line)
        heading = block is not None and block.kind == "heading"
        rest = words[match.end() :].lstrip(" .:-")
        capitals = len(rest) <= 110 and words.isupper()
        short = len(rest) <= 70 and not re.search(
            r"[.;。；]\s*\S|\b(?:shall|is|are|forms?|attached)\b|应|为本合同", rest
        )
        if heading or ((short or capitals) and match["id"] is not None):
            found.append((line, han_number(match["id"] or "")))
    return found


def _is_list_head(words: str) -> bool:
    return bool(LISTED.match(words))


def _listed(reading: Reading) -> list[Span]:
    """The lines of an attachments list: `Attachments: Annex A (3 pages), Annex B`."""
    found: list[Span] = []
    lines = reading.lines
    for index, line in enumerate(lines):
        if LISTED.match(reading.fold_of(line)):
            found.append(line)
            for following in lines[index + 1 : index + 8]:
                if not (
                    TITLE.match(reading.fold_of(following))
                    or re.match(r"\s*(?:\d|\(|[-•])", reading.fold_of(following))
                ):
                    break
                found.append(following)
        elif re.search(
            r"\b(?:annex|appendix|exhibit|schedule)\b.{0,60}\bpages?\)?\s*attached",
            reading.fold_of(line),
            re.IGNORECASE,
        ):
            found.append(line)
    return found


def han_number(raw: str) -> str:
    """A letter, a Roman or a Chinese number in one form: 十二 and XII give "12" and "XII"."""
    if raw and raw[0] in HAN:
        value = HAN.index(raw[0]) if len(raw) == 1 else 10 + (HAN.index(raw[1]) if raw[0] == "十" else 0)
        return str(value)
    roman = {
        "I": "1",
        "II": "2",
        "III": "3",
        "IV": "4",
        "V": "5",
        "VI": "6",
        "VII": "7",
        "VIII": "8",
        "IX": "9",
        "X": "10",
    }
    return roman.get(raw.upper(), raw.upper())


def _foreign(reading: Reading, span: Span) -> bool:
    sentence = reading.sentence_at(span)
    behind = reading.fold_of(Span(span.end, max(span.end, min(sentence.end, span.end + 60))))
    before = reading.fold_of(Span(max(0, span.start - 24), span.start))
    return bool(FOREIGN.match(behind)) or bool(FOREIGN_BEFORE.search(before))


def _attached(reading: Reading) -> Iterator[Reference]:
    present = {key for _, key in _titles(reading)}
    for pattern in (LOOSE, HAN_LOOSE):
        for match in reading.find(pattern):
            if reading.negated(match.span):
                continue
            names = ("what", "what2", "what3", "what4") if pattern is LOOSE else ("what",)
            what = next((match[name] for name in names if match[name]), "")
            there = "" in present or _has_heading(reading, what, match.span)
            yield Reference(
                match.span, Confidence.MEDIUM, "attached", " ".join(match[0].split()), "", there, bool(_listed(reading))
            )


def _has_heading(reading: Reading, what: str, span: Span) -> bool:
    """Whether a heading in the paper carries the sheet's name."""
    words = " ".join(what.casefold().split())
    for block in reading.document.blocks:
        title = reading.fold_of(block.span).casefold()
        named = len(title) < 60 and words and words in title and not block.span.overlaps(span)
        if named and (block.kind == "heading" or title.strip(" :.") == words):
            return True
    return False


def _overleaf(reading: Reading) -> Iterator[Reference]:
    for match in reading.find(OVERLEAF):
        there = reading.document.pages > 1
        yield Reference(match.span, Confidence.MEDIUM, "overleaf", match[0], "", there)


def _clauses(reading: Reading) -> Iterator[Reference]:
    numbers = clause_numbers(reading)
    if len(numbers) < 3:
        return
    for pattern in (CLAUSE, HAN_CLAUSE):
        for match in reading.find(pattern):
            line = reading.line_at(match.span)
            lead = reading.text[line.start : match.span.start].strip(" *#(")
            if not lead or _foreign(reading, match.span):
                continue
            key = match["id"] if pattern is CLAUSE else han_number(match["id"])
            there = key in numbers or any(number.startswith(key + ".") for number in numbers)
            partly = key.split(".")[0] in numbers and not any(n.startswith(key.split(".")[0] + ".") for n in numbers)
            yield Reference(
                match.span,
                Confidence.MEDIUM if partly else Confidence.HIGH,
                "clause",
                " ".join(match[0].split()),
                key,
                there,
            )


# A clause number at the start of a line: `7.`, `7)`, `7.2 The`, `Article 7`, 第七条, 七、
LEAD = re.compile(
    r"^\s*(?:#{1,4}\s*)?(?:\*\*)?(?:(?i:article|clause|section)\s+)?"
    r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,2}(?=[.)、:\s\u4e00-\u9fff])|\d{1,2}(?=[.)、:](?!\d)|\s+[A-Z\u4e00-\u9fff\"(]|[\u4e00-\u9fff]))"
    r"[.)、:]?|^\s*第(?P<z>[一二三四五六七八九十]{1,3}|\d{1,2})[条章]|^\s*(?P<h>[一二三四五六七八九十]{1,3})、",
)
MONTH = re.compile(r"^\s*\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")


def clause_lead(text: str) -> re.Match[str] | None:
    """The clause number that opens a line; the day of a date is none."""
    return None if MONTH.match(text) else LEAD.match(text)


def clause_numbers(reading: Reading) -> frozenset[str]:
    """The numbers of all clauses and sub-clauses in the paper."""
    found = {_bare(block.number) for block in reading.document.blocks if block.number}
    for line in reading.lines:
        match = clause_lead(reading.fold_of(line))
        if match:
            found.add(match["n"] or han_number(match["z"] or match["h"]))
    return frozenset(number for number in found if number)


def _bare(number: str) -> str:
    digits = re.search(r"\d{1,2}(?:\.\d{1,2})*", number)
    if digits:
        return digits.group()
    han = re.search(r"[一二三四五六七八九十]{1,3}", number)
    return han_number(han.group()) if han else ""


__all__ = ["Reference", "clause_lead", "clause_numbers", "han_number", "read_references"]
