# ruff: noqa: E501
"""Samples: which one the goods must match, how it is identified, and what waits for its approval."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.dates import find_dates
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

SAMPLE = re.compile(
    r"(?<![A-Za-z])(?:(?:pre-?production|pre-?shipment|golden|sealed|counter|reference|master|approved|confirmed|production|shipment|PP|signed|agreed|bulk|initial|first|size\s+set|top|standard|original|physical|provided|supplied|attached|free|test)[- ]+)*"
    r"(?:samples?|swatch(?:es)?|lab\s?dips?|strike[- ]offs?)(?![A-Za-z])|样品|封样|签样|确认样|产前样|大货样|船样|小样|样板|首样|打样|样布|色样|原样|样机|образ(?:ец|цы|цу|цам|цов)|échantillon|muster\b|muestra",
    re.I,
)
NOT_A_SAMPLE = re.compile(
    r"sample\s+(?:size|order|fee|fees|charge|charges|cost|costs|contract|invoice|document|template|only|text|data|company|letter|proforma|report|test|plan|clause|lead\s+time|price|street)|sampling|for\s+example|sample\s*$"
    r"|samples?\s+(?:drawn|taken|will\s+be\s+drawn|shall\s+be\s+drawn|selected)|(?:drawn|taken|random)\s+samples?|sample\s+from\s+(?:the\s+)?(?:lot|cargo)|样品费|样品单|样品合同|抽样|取样|样品检验费|样本合同|样张|留样费|\d+\s?(?:pcs|pieces)\s+samples?",
    re.I,
)
APPROVED = re.compile(
    r"approv\w+|confirm\w+|seal\w*|sign\w+|agreed|accepted|golden|reference|master|封样|签样|确认|签字|封存|认可|批准|双方",
    re.I,
)
IDENTIFIER = re.compile(
    r"(?:样品|封样|签样|确认样|产前样|样板|samples?|swatch|lab\s?dip|strike[- ]off)\s?(?:\([^)]{0,20}\)\s?)?(?:编号|号|no\.?|nr\.?|number|ref(?:erence)?\.?|id|code|#)?\s?[:：#]?\s?(?P<id>(?=[A-Za-z/_-]*\d)[A-Za-z0-9][A-Za-z0-9/_-]{1,24})(?![A-Za-z0-9%])",
    re.I,
)
NOT_AN_ID = re.compile(r"^\d{1,3}$|^\d+(?:pcs|days?|sets?|pc)$", re.I)
PRE_PRODUCTION = re.compile(
    r"pre-?\s?production|\bPP\s+sample|before\s+(?:mass|bulk)?\s?production|prior\s+to\s+(?:mass|bulk)?\s?production|产前|大货前|生产前|开产前|批量生产前",
    re.I,
)
GOLDEN = re.compile(r"golden|sealed|master|reference|封样|签样|封存|封条", re.I)
BEFORE_PRODUCTION = re.compile(
    r"(?:production|manufactur\w+|lead\s+time|delivery\s+time)\b.{0,60}(?:only\s+)?(?:starts?|begins?|commences?|counts?|after|upon|runs?)\b.{0,80}(?:approv|confirm|sample)|(?:after|upon|until)\s+.{0,50}(?:sample).{0,50}(?:approv|confirm)|approv\w+.{0,60}before\s+(?:mass|bulk)?\s?production|"
    r"(?:确认|批准|封样|签样).{0,14}(?:后|方可|才能|再).{0,10}(?:生产|大货|开产|投产)|样品?确认后",
    re.I,
)
HOLDER = re.compile(
    r"(?:kept|held|retained|hold|keeps?|stays?|remain\w*)\s+(?:by|with|at)\s+(?:the\s+)?(?:\w+\s){0,3}?(?P<en>both|each|buyer|seller|sgs|parties|inspection|third)|each\s+(?:party|side)|one\s+(?:held|kept)|(?:双方|各)(?:执|持|留|保留|保存|封存)|由(?P<zh>买方|卖方|双方|第三方)(?:保管|保存|留存)",
    re.I,
)
PREVAILS = re.compile(r"prevail|precedence|takes?\s+priority|in\s+case\s+of\s+(?:conflict|discrepancy)|为准|优先", re.I)
MATCHES = re.compile(
    r"(?:as\s+per|according\s+to|per|same\s+as|match\w*|conform\w*\s+to|in\s+accordance\s+with|identical\s+(?:to|with)|equal\s+to|based\s+on|in\s+line\s+with|consistent\s+with|against|to)\s+(?:the\s+|buyer's\s+|seller's\s+|customer's\s+|our\s+|your\s+)?(?:\w+\s){0,3}$|(?:按|以|与|同|依|照|符合|按照)[^,。;]{0,8}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sample(Fact):
    """A sample spoken of.

    `approved` = approved, sealed, signed or agreed; `identifier`, `dated`, `holder` are what identifies it later; `binding`
    = the goods must match it; `gate` = production waits for its approval; `stage` "pre-production" or "golden".
    """

    words: str = ""
    stage: str = ""
    approved: bool = False
    identifier: str | None = None
    dated: bool = False
    holder: bool = False
    binding: bool = False
    gate: bool = False
    prevails: bool = False
    waived: bool = False
    line: int | None = None

    @property
    def identified(self) -> bool:
        """Whether the sample can be told from any other in a dispute."""
        return self.identifier is not None or self.dated


def find_samples(reading: Reading) -> tuple[Sample, ...]:
    """The samples the paper speaks of, one per sentence, in text order."""
    return tuple(sorted(_samples(reading), key=lambda s: s.span))


def _samples(reading: Reading) -> Iterator[Sample]:
    seen: set[int] = set()
    for match in reading.find(SAMPLE):
        sentence = reading.sentence_at(match.span)
        behind = reading.fold_of(
            Span(max(sentence.start, match.span.start - 12), min(sentence.end, match.span.end + 24))
        )
        if sentence.start in seen or NOT_A_SAMPLE.search(behind):
            continue
        seen.add(sentence.start)
        yield _sample(reading, match.span, sentence)


def _sample(reading: Reading, span: Span, sentence: Span) -> Sample:
    text = reading.fold_of(sentence)
    block = reading.block(span)
    around = reading.fold_of(Span(sentence.start, min(block.span.end if block else sentence.end, sentence.end + 120)))
    identifier = IDENTIFIER.search(text)
    wanted = identifier["id"] if identifier and not NOT_AN_ID.match(identifier["id"]) else None
    stage = "pre-production" if PRE_PRODUCTION.search(text) else "golden" if GOLDEN.search(text) else ""
    before = reading.fold_of(Span(max(sentence.start, span.start - 40), span.start))
    return Sample(
        span, Confidence.HIGH, words=reading.document.quote(sentence, 120), stage=stage, approved=bool(APPROVED.search(text)),
        identifier=wanted, dated=bool(find_dates(reading.text[sentence.start : sentence.end])), holder=bool(HOLDER.search(around)),
        binding=bool(MATCHES.search(before)), gate=bool(BEFORE_PRODUCTION.search(text)), prevails=bool(PREVAILS.search(around)),
        waived=reading.negated(span),
    )  # fmt: skip


__all__ = ["Sample", "find_samples"]
