"""Registration numbers of parties; of the Chinese unified social credit code also whether it can exist."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{18}(?![0-9A-Za-z])")
LOOSE = re.compile(r"[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){7,24}")
LABELLED = re.compile(
    r"(?:统一社会信用代码|社会信用代码|统一信用代码|信用代码|\bUSCC\b|unified\s+(?:social\s+)?credit\s+code|营业执照(?:注册)?号码?|"
    r"business\s+licen[cs]e\s+(?:no|number)\.?|纳税人识别号|税号)\s*(?:\([^)\n]{0,20}\))?\s*[:.#]?\s*"
    r"(?P<value>[0-9A-Za-z][0-9A-Za-z -]{8,24}[0-9A-Za-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Registration(Fact):
    """A registration number. `uscc`: given as a unified social credit code; `valid` is None for other numbers.

    `fault` says why a code cannot be right ("length", "letters", "check", "old" for a 15-digit licence number);
    `suggestion` is the code with look-alike letters replaced, where that makes it right.
    """

    value: str = ""
    uscc: bool = False
    valid: bool | None = None
    fault: str = ""
    suggestion: str = ""
    where: str = ""


def find_registrations(reading: Reading, within: Span | None = None, where: str = "") -> tuple[Registration, ...]:
    """The labelled registration numbers in a span, and unlabelled codes that are right."""
    found: dict[int, Registration] = {}
    for match in reading.find(LABELLED, within):
        span = match.span_of("value")
        if span is not None and not reading.is_blank(span):
            found[span.start] = _uscc(span, match["value"], where)
    for match in reading.find(USCC, within):
        if match.span.start not in found and uscc_fault(match[0]) == "":
            found[match.span.start] = _uscc(match.span, match[0], where)
    for caption in reading.captioned("registration", "tax_number"):
        value = caption.value
        if value is None or (within is not None and not within.contains(value)) or reading.is_blank(value):
            continue
        for match in reading.find(LOOSE, Span(value.start, min(value.end, value.start + 60))):
            if sum(char.isdigit() for char in match[0]) >= 5 and not any(
                number.span.overlaps(match.span) for number in found.values()
            ):
                found[match.span.start] = Registration(match.span, Confidence.MEDIUM, match[0], where=where)
            break
    return tuple(found[at] for at in sorted(found))


def _uscc(span: Span, raw: str, where: str) -> Registration:
    value = re.sub(r"[\s-]", "", raw).upper()
    fault = uscc_fault(value)
    suggestion = value.translate(str.maketrans("IOZSV", "10257")) if fault else ""
    suggestion = suggestion if suggestion != value and not uscc_fault(suggestion) else ""
    return Registration(span, Confidence.HIGH, value, True, not fault, fault, suggestion, where)


def uscc_fault(value: str) -> str:
    """Why a unified social credit code cannot be right; empty when it can (GB 32100-2015)."""
    if re.fullmatch(r"\d{15}", value):
        return "old"
    if len(value) != 18:
        return "length"
    if any(char not in ALPHABET for char in value):
        return "letters"
    total = sum(ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(value[:17]))
    return "" if ALPHABET[(31 - total % 31) % 31] == value[17] else "check"
