"""Warranties: for how long, from when, for what, or that none is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from tradelint.facts.passages import Passage, is_hollow, is_title, passages
from tradelint.facts.quality_types import Warranty, WarrantyUnit
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

# A time limit for a notice, an answer or a repair is not the warranty's own period.
LIMIT = re.compile(
    r"(?:within|not\s{1,5}later\s{1,5}than|no\s{1,5}later\s{1,5}than|in\s{1,5}less\s{1,5}than|内|advance"
    r"|prior)\s?(?:a\s{1,5}period\s{1,5}of\s{1,5})?$",
    re.I | re.A,
)
FAILING = re.compile(r"\b(?:fail\w*|defect\w*|break\w*)\s{1,5}within\s{0,5}$", re.I | re.A)
OWN = re.compile(
    r"(?:warrant\w{0,40}|guarant\w{0,40}|质保\w{0,40}|保修\w{0,40}|保证期|保质期|期限?)\s?(?:period|time"
    r"|term)?\s?(?:is|of|shall\s{1,5}be|:|：|为|是|=|-)?\s?(?:within"
    r"|for)?\s?(?:a\s{1,5}period\s{1,5}of\s{1,5})?$",
    re.I | re.A,
)
BEHIND = re.compile(r"^\s?(?:内|以内|之内)|^\s?(?:of\s{1,5})?(?:the\s{1,5})?(?:written\s{1,5})?notice", re.I | re.A)
NEAR = 110
NOTICE = re.compile(r"notice|notif|inform|claim|通知|提出", re.I | re.A)
FIRST_PERSON = re.compile(
    r"\b(?:buyer|purchaser|importer|customer|distributor)\s{1,5}(?:hereby\s{1,5})?(?:provides?|gives?"
    r"|grants?|offers?|warrants?|makes?|represents)\b|买方保证",
    re.I | re.A,
)


def find_warranties(reading: Reading) -> tuple[Warranty, ...]:
    """What the paper says of warranties, one fact per passage, the most concrete first."""
    found = [
        _warranty(reading, p.span, p.label)
        for p in passages(reading, "warranty")
        if _alone(p) and not _other(reading, p.label)
    ]
    for hit in _words(reading):
        sentence = reading.sentence_at(hit.span)
        if not any(w.span.overlaps(sentence) for w in found) and not _says_nothing(reading, sentence):
            found.append(_warranty(reading, _widened(reading, sentence), None))
    for match in reading.find(MADE_GOOD):
        sentence = reading.sentence_at(match.span)
        if not any(w.span.overlaps(sentence) for w in found):
            found.append(_warranty(reading, sentence, match.span))
    return tuple(sorted(found, key=_rank))


# "shall repair or replace free of charge any lamp failing within 3 (three) years": a warranty without the word.
MADE_GOOD = re.compile(
    r"\b(?:repair|replace)\w*\b[^.;\n]{0,80}\b(?:fail\w*|defect\w*|break\w*|faulty)\b[^.;\n]{0,40}\b(?:within|during|for|in)\s[^.;\n]{0,20}(?:years?|months?)\b"
    r"|\b(?:fail\w*|defect\w*)\b[^.;\n]{0,30}\bwithin\s[^.;\n]{0,20}(?:years?|months?)\b[^.;\n]{0,60}\b(?:repair|replace)\w*",
    re.I | re.A,
)


def _says_nothing(reading: Reading, sentence: Span) -> bool:
    return is_title(reading, sentence) or is_hollow(reading, sentence)


def _alone(passage: Passage) -> bool:
    """Claims, refund and guarantee: a clause on several topics is read sentence by sentence."""
    return not set(passage.topics) - {"warranty"}


def _other(reading: Reading, span: Span | None) -> bool:
    return span is not None and bool(reading.hits("quality_words.guarantee_of_other", span))


def _words(reading: Reading) -> Iterator[Hit]:
    """The words for a warranty that are no bank guarantee and no promise about a party itself."""
    others = [h.span for h in reading.hits("quality_words.guarantee_of_other")]
    for hit in (*reading.hits("quality_words.word"), *reading.hits("quality_words.excluded")):
        if any(o.overlaps(hit.span) for o in others):
            continue
        if hit.raw.casefold() in ("as is", "as-is") and not _sold_as_is(reading, hit.span):
            continue
        yield hit


def _sold_as_is(reading: Reading, span: Span) -> bool:
    sentence = reading.fold_of(reading.sentence_at(span))
    return bool(
        re.search(
            r"\b(?:sold|sale|goods|condition|basis|delivered|vehicle|machine|equipment|product)", sentence, re.I | re.A
        )
    ) and not re.search(
        r"as\s{1,5}is\s{1,5}(?:necessary|required|reasonabl|usual|customar|possible|practicable)", sentence, re.I | re.A
    )


def _widened(reading: Reading, sentence: Span) -> Span:
    """The start or the remedy often stands in the next sentence of the same paragraph."""
    block = reading.block(sentence)
    end = block.span.end if block is not None else sentence.end
    following = next((s for s in reading.sentences if s.start >= sentence.end and s.end <= end), None)
    return sentence if following is None or len(following) > 200 else sentence.cover(following)


def _rank(warranty: Warranty) -> tuple[int, int]:
    strength = 0 if warranty.period is not None else 1 if warranty.excluded else 2
    return (strength, warranty.span.start)


def _warranty(reading: Reading, span: Span, label: Span | None) -> Warranty:
    captioned = label is not None
    periods = tuple(dict.fromkeys(_periods(reading, span, captioned)))
    period = periods[0] if periods else None
    exclusions = reading.hits("quality_words.excluded", span if label is None else span.cover(label))
    return Warranty(
        span, Confidence.HIGH if captioned or period else Confidence.MEDIUM,
        period=period[0] if period else None, unit=period[1] if period else "",
        start=_first(reading, span, "start"), remedy=_first(reading, span, "remedy"),
        excluded=period is None and (bool(exclusions) or _none(reading, span)),
        limited=bool(reading.hits("quality_words.limited", span)), conformity=bool(reading.hits("quality_words.conformity", span)),
        notice_days=_notice(reading, span) if period is None else None, by_buyer=bool(FIRST_PERSON.search(reading.fold_of(span))),
        further=tuple(f"{number} {unit}" + ("" if number == 1 else "s") for number, unit in periods[1:]),
    )  # fmt: skip


def _none(reading: Reading, span: Span) -> bool:
    return bool(
        re.fullmatch(
            r"\s{0,5}(?:none|no|nil|n/?a|not\s{1,5}applicable|无|没有)\s{0,5}[.。]?\s{0,5}",
            reading.fold_of(span),
            re.I | re.A,
        )
    )


def _first(reading: Reading, span: Span, key: str) -> str | None:
    hits = reading.hits(f"quality_words.{key}", span)
    if key == "start":
        hits = tuple(
            h
            for h in hits
            if STARTS.search(reading.fold_of(Span(max(span.start, h.span.start - 30), h.span.start)))
            or COUNTED.match(reading.fold_of(Span(h.span.end, h.span.end + 8)))
        )
    return hits[0].raw.casefold() if hits else None


STARTS = re.compile(
    r"(?:from|after|since|as\s{1,5}of|starting|commencing|beginning|following|upon|on|of|自|从|由|以|с"
    r"|со\s{1,5}дня|à\s{1,5}compter|desde|ab|nach)\s?(?:on\s{1,5}|from\s{1,5}|with\s{1,5})?(?:the\s{1,5}"
    r"|a\s{1,5})?(?:date\s{1,5}of\s{1,5}|date\s{1,5}|day\s{1,5}of\s{1,5}"
    r"|time\s{1,5}of\s{1,5})?(?:the\s{1,5}|its\s{1,5}|their\s{1,5}|goods\s{1,5}|final\s{1,5}|actual\s{1,5}"
    r"|successful\s{1,5}|货物|设备|产品|买方|首次)?$",
    re.I | re.A,
)
COUNTED = re.compile(r"^\s?(?:日|之日|后|完成|合格|验收)?(?:之日|日)?(?:起|后|算)")


def _periods(reading: Reading, span: Span, captioned: bool) -> Iterator[tuple[Decimal, WarrantyUnit]]:
    """The periods that are the warranty's own: near its word, and no time limit for a notice or a repair."""
    text = reading.fold_of(span)
    for match in _period().finditer(text):
        before, behind = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 16]
        limited = (LIMIT.search(before) and not FAILING.search(before)) or BEHIND.match(behind)
        days = _table()["units"][match["unit"].casefold()] in ("day", "hour")
        if limited and not OWN.search(before) and (days or not reading.hits("quality_words.remedy", span)):
            continue
        if captioned or any(_gap(match, place) <= NEAR for place in _word_places(reading, span)):
            yield _number(match["n"]), _table()["units"][match["unit"].casefold()]


def _word_places(reading: Reading, span: Span) -> Iterator[tuple[int, int]]:
    start, _ = reading.folded.from_document(span)
    for hit in reading.hits("quality_words.word", span):
        first, last = reading.folded.from_document(hit.span)
        yield first - start, last - start


def _notice(reading: Reading, span: Span) -> Decimal | None:
    """Days in which the buyer must notify a defect: "written notice within 90 days after delivery"."""
    for match in _period().finditer(reading.fold_of(span)):
        around = reading.fold_of(span)[max(0, match.start() - 160) : match.end() + 60]
        if _table()["units"][match["unit"].casefold()] == "day" and NOTICE.search(around):
            return _number(match["n"])
    return None


def _gap(match: re.Match[str], place: tuple[int, int]) -> int:
    return max(place[0] - match.end(), match.start() - place[1], 0)


@cache
def _table() -> dict[str, Any]:
    period: dict[str, Any] = table("quality_words")["period"]
    return period


@cache
def _period() -> re.Pattern[str]:
    words = "|".join(sorted((*_table()["en"], *_table()["zh"]), key=len, reverse=True))
    units = sorted(_table()["units"], key=len, reverse=True)
    latin = "|".join(re.escape(u) for u in units if u[0].isascii())
    other = "|".join(u for u in units if not u[0].isascii())
    number = rf"(?<![A-Za-z\d.])(?P<n>\d{{1,6}}(?:\.\d)?|{words})\s?(?:\(\s?[\w-]{{1,12}}\s?\)\s?)?[- ]?"
    between = r"(?:full\s{1,5}|calendar\s{1,5}|consecutive\s{1,5}|个(?=年))?"
    return re.compile(rf"{number}{between}(?P<unit>(?:{latin})(?![A-Za-z])|{other})", re.I | re.A)


def _number(raw: str) -> Decimal:
    words = {**_table()["en"], **_table()["zh"]}
    return Decimal(str(words.get(raw.casefold(), raw)))


__all__ = ["find_warranties"]
