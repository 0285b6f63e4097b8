"""The force majeure clause: which events, which notice and proof, and when it ends the contract."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.shipment_period import find_periods
from tradelint.facts.spanset import SpanSet
from tradelint.levels import Confidence
from tradelint.text import Block, Span

CUE = re.compile(
    r"force[- ]?majeure?|\bacts?\sof\sgod\b|beyond\s(?:the|its|their|his|our|seller'?s?|"
    r"either\sparty'?s?)\s(?:\w+\s){0,2}control|beyond\scontrol|\bany\scontingenc\w+|"
    r"不可抗力|人力不可抗拒|форс-?\s?мажор|непреодолимой\sсилы",
    re.IGNORECASE,
)
WIDE = re.compile(
    r"any\s(?:contingenc\w+|causes?|reasons?|events?|circumstances?)\s(?:whatsoever\s)?beyond|(?:any|"
    r"all)\sother\s(?:causes?|reasons?|events?)",
    re.IGNORECASE,
)
LONGEST = 3000
SHORT, LONG = 90, 1200


@dataclass(frozen=True, slots=True)
class ForceMajeure(Fact):
    """One force majeure clause, or a mere mention of it (`clause` False).

    `overbroad` are ordinary business risks that it lists, `events` genuine ones; `notice_days` and `end_days` are the
    periods of notice and before the contract may be ended; None where no number is given. `number` is the clause's,
    `model` the name of a model clause that is taken in.
    """

    clause: bool = True
    events: tuple[str, ...] = ()
    overbroad: tuple[Fact, ...] = ()
    notice: bool = False
    notice_days: int | None = None
    proof: bool = False
    relief: bool = False
    model: str = ""
    end: bool = False
    end_days: int | None = None
    refund: bool = False
    number: str | None = None
    blank: bool = False
    placeholder: bool = False


def read_force_majeure(reading: Reading) -> tuple[ForceMajeure, ...]:
    """Captioned clauses, then paragraphs that speak of force majeure, then mere mentions."""
    found: list[ForceMajeure] = []
    for caption in reading.captioned("force_majeure"):
        if reading.is_blank(caption.value):
            if caption.via != "clause" or caption.value is not None:
                hole = reading.is_placeholder(caption.value)
                found.append(ForceMajeure(caption.label, clause=False, blank=True, placeholder=hole))
        elif caption.value is not None and len(caption.value) < LONGEST and _free(found, caption.value):
            found.append(replace(_clause(reading, caption.value, named=True), number=_number(reading, caption.label)))
    taken = SpanSet(clause.span for clause in found)
    for paragraph in (*_paragraphs(reading), *_excuses(reading)):
        if not taken.overlaps(paragraph):
            taken.add(paragraph)
            found.append(replace(_clause(reading, paragraph, named=False), number=_number(reading, paragraph)))
    found = [f for f in found if not f.blank] or found
    found = [f for f in found if f.clause] or found
    return tuple(sorted(found, key=lambda f: f.span))


EXCUSED = re.compile(r"delay|late|deliver|ship|perform|延期|延迟|迟延|逾期|交货|履行", re.IGNORECASE)


def _excuses(reading: Reading) -> Iterator[Span]:
    """Sentences that excuse delay for listed causes without calling them force majeure."""
    for hit in reading.hits("legal_words.fm_relief"):
        sentence = reading.sentence_at(hit.span)
        causes = reading.hits("legal_words.fm_overbroad", sentence) + reading.hits("legal_words.fm_genuine", sentence)
        if len(causes) > 1 and EXCUSED.search(reading.fold_of(sentence)):
            yield sentence


LEADING = re.compile(r"\s*(?:第?(?P<han>[一二三四五六七八九十]{1,3})[、.条章]|(?P<n>\d{1,2}(?:\.\d{1,2})?)[.)、\s])")


def _number(reading: Reading, span: Span) -> str | None:
    """The number of the clause that holds the span, as it is shown."""
    block = reading.block(span)
    if block is None:
        return None
    lead = LEADING.match(reading.fold_of(block.span))
    return block.number or (lead and (lead["han"] or lead["n"])) or None


def _free(found: list[ForceMajeure], span: Span) -> bool:
    return not any(f.span.overlaps(span) for f in found)


def _paragraphs(reading: Reading) -> Iterator[Span]:
    """The block that holds the words, with what follows it under a heading of its own."""
    seen: set[int] = set()
    for found in reading.find(CUE):
        block = reading.block(found.span)
        if block is None or block.span.start in seen:
            continue
        seen.add(block.span.start)
        if len(block.span) < SHORT:
            yield _under(reading, block)
        else:
            yield block.span if len(block.span) < LONG else _around(reading, found.span)


def _under(reading: Reading, title: Block) -> Span:
    """A short block may be a title: the numbered or plain paragraphs under it belong to the clause."""
    blocks = reading.document.blocks
    index = bisect_right(blocks, title.span.start, key=lambda block: block.span.start) - 1
    words = reading.fold_of(title.span).strip()
    if title.kind == "cell" or not re.match(
        r"(?:\W*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|第.{1,3}条)[.、:)\s]*)?[^.。,，;；]{3,60}[.。:：]?$", words
    ):
        return title.span
    end = title.span.end
    for block in blocks[index + 1 : index + 6]:
        text = reading.fold_of(block.span).strip()
        if block.kind != "paragraph" or TITLE.match(text):
            break
        end = block.span.end
    return Span(title.span.start, end)


TITLE = re.compile(r"(?:\d{1,2}\.?\s|[一二三四五六七八九十]{1,3}、|第.{1,3}条)[^.。,，]{2,60}[.:：]?$")


def _around(reading: Reading, span: Span) -> Span:
    first = reading.sentence_at(span)
    behind = reading.sentences_in(Span(first.start, min(len(reading.text), first.end + LONG)))
    return behind[0].cover(behind[min(2, len(behind) - 1)]) if behind else span


def _clause(reading: Reading, span: Span, named: bool) -> ForceMajeure:
    ids = {hit.id for hit in reading.hits("legal_words", span) if hit.id.startswith("fm_")}
    notice = _near(reading, span, "fm_notice")
    notice = _near(reading, span, "fm_proof") if notice is None else notice
    end = _near(reading, span, "fm_end")
    model = next((found[0] for found in reading.find(MODEL_CLAUSE, span)), "")
    relief = "fm_relief" in ids or bool(model)
    return ForceMajeure(
        span,
        Confidence.HIGH if named else Confidence.MEDIUM,
        clause=relief
        or notice is not None
        or ("fm_end" in ids and bool(ids & {"fm_notice", "fm_genuine"}))
        or (named and bool(ids)),
        events=tuple(dict.fromkeys(h.raw for h in reading.hits("legal_words.fm_genuine", span))),
        overbroad=tuple(_overbroad(reading, span)),
        notice="fm_notice" in ids,
        notice_days=notice,
        proof="fm_proof" in ids,
        relief=relief,
        model=model,
        end="fm_end" in ids,
        end_days=end,
        refund=bool(reading.hits("logistics.refund_late", span)),
    )


# The clause of the International Chamber of Commerce, taken in by name (ICC Publication 421, ICC 2003, ICC 2020).
MODEL_CLAUSE = re.compile(
    r"\bICC\b[^.;\n]{0,40}force[- ]?majeure(?:\sclause)?(?:\s\(?20\d\d)?|force[- ]?majeure[^.;\n]{0,30}\bICC\b|国际商会[^。;]{0,12}不可抗力",
    re.IGNORECASE,
)


def _overbroad(reading: Reading, span: Span) -> Iterator[Fact]:
    for hit in reading.hits("legal_words.fm_overbroad", span):
        yield Fact(hit.span)
    for found in reading.find(WIDE, span):
        yield Fact(found.span, Confidence.MEDIUM)


# A period that must run out, against one within which something is done.
RUNS_OUT = re.compile(
    r"(?:after|beyond|exceed\w*|more than|longer than|over|lasts?|for|超过|超出|满|逾|达到?)\s?$", re.IGNORECASE
)


def _near(reading: Reading, span: Span, word: str) -> int | None:
    """The period that stands nearest to a word within its sentence; for the end of the contract one that runs out."""
    found: list[tuple[bool, int, int]] = []
    for hit in reading.hits(f"legal_words.{word}", span):
        sentence = reading.sentence_at(hit.span)
        # A line break of the paper may part the word from its number.
        end = min(span.end, max(sentence.end, hit.span.end + 25))
        for period in find_periods(reading, Span(max(span.start, sentence.start), end)):
            before = reading.fold_of(Span(max(span.start, period.span.start - 12), period.span.start))
            gap = max(period.span.start - hit.span.end, hit.span.start - period.span.end, 0)
            found.append((bool(RUNS_OUT.search(before)) != (word == "fm_end"), gap, period.high))
    return min(found)[2] if found else None
