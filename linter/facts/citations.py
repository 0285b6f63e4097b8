"""Other papers cited by their numbers: `as per proforma invoice No. LH-2611`, 依据合同 SC-26-4410."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.reading import Fact, Reading

Cited = Literal["invoice", "contract", "order"]
KINDS: dict[str, Cited] = {"pi": "invoice", "sc": "contract", "po": "order"}
CITATION = re.compile(
    r"(?:(?P<pi>\bpro\s?-?forma(?:\s+invoice)?\b|\bP\.?\s?/?\s?I\b\.?|形式发票)|"
    r"(?P<sc>\b(?:sales?\s+|purchase\s+)?(?:contract|confirmation|agreement)\b|\bS\.?/\s?C\b\.?|合同|确认书)|"
    r"(?P<po>\b(?:purchase\s+|buyer's\s+)?order\b|\bP\.?\s?/?\s?O\b\.?|采购单|订单))"
    r"\s*(?P<no>no\b\.?|nr\b\.?|number\b|ref\b\.?|#|№|编?号(?:为)?)?\s{0,3}[:.#：]?\s{0,3}"
    r"(?P<value>[A-Z0-9][A-Z0-9/._-]{1,24}[A-Z0-9])(?![A-Za-z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation(Fact):
    """A number with the kind of paper that it numbers."""

    kind: Cited = "invoice"
    value: str = ""


def read_citations(reading: Reading) -> Iterator[Citation]:
    """The numbers of papers in captions and running text; quantities and dates behind such words are none."""
    for match in reading.find(CITATION):
        value, span = match["value"], match.span_of("value")
        letters, digits = any(map(str.isalpha, value)), sum(map(str.isdigit, value))
        if span is None or digits < 2 or not (match["no"] or (letters and digits >= 3)):
            continue
        if re.fullmatch(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", value):
            continue
        kind = next(KINDS[name] for name in KINDS if match[name])
        yield Citation(span, kind=kind, value=value.strip("._-/"))
