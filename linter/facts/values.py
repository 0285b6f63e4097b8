"""Money, percentages and quantities in running text, each with its span and its doubts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from tradelint.facts.fold import Folded
from tradelint.facts.line_fold import fold
from tradelint.facts.numbers_currency import (
    Notation,
    codes_of,
    decimals_of,
    find_notations,
    stated_currencies,
)
from tradelint.facts.numbers_parse import (
    UNKNOWN,
    Ambiguous,
    Convention,
    Figure,
    decimal_evidence,
    decimal_sign,
    figures_of,
    find_numbers,
    number,
    text_of,
)
from tradelint.facts.numbers_units import Unit, unit_of, unit_pattern
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Document, Span

BEFORE = re.compile(r"[\s:]{0,3}(?P<sign>[-+(]?)\s?")
AFTER = re.compile(r"\)?\s?")
HUNDRED = re.compile(
    r"\s?(?:%|‰|percent\b|per\s?cent\b|pct\b|p\.c\.|procent\b|prozent\b|per cento\b|por ciento\b)", re.I
)
CHINESE_PERCENT = re.compile(r"百分之([零〇一二三四五六七八九十百两]+(?:点[零一二三四五六七八九]+)?|\d+(?:\.\d+)?)")
WRITTEN_OUT = re.compile(r"\s?\([A-Za-z][A-Za-z\s-]{2,60}\)")
BROKEN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
RANGE = re.compile(r"(\d+(?:[.,]\d+)?)\s?(?:%|％)?\s?(?:-|~|to|至)\s?$", re.I)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money.

    `amount` is None where the figure is in doubt (`readings` has them); `currency` is None where no code can be
    told, and `currency_candidates` are the codes that the notation `symbol` leaves open. `malformed` marks
    misplaced grouping.
    """

    amount: Decimal | None
    currency: str | None
    span: Span
    confidence: Confidence = Confidence.HIGH
    raw: str = ""
    ambiguous: bool = False
    readings: tuple[Decimal, ...] = ()
    symbol: str = ""
    currency_candidates: tuple[str, ...] = ()
    currency_inferred: bool = False
    malformed: bool = False


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage: `value` 30 for 30%; `low` is the lower end of a range such as 20-30%."""

    value: Decimal
    span: Span
    confidence: Confidence = Confidence.HIGH
    raw: str = ""
    low: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit: `unit` is the id in units.toml (None when unknown), `raw_unit` as written."""

    value: Decimal | None
    unit: str | None
    raw_unit: str
    span: Span
    confidence: Confidence = Confidence.HIGH
    raw: str = ""
    ambiguous: bool = False
    readings: tuple[Decimal, ...] = ()
    malformed: bool = False


def convention_of(document: Document) -> Convention:
    """How the document writes figures and which currencies it names, told from all of its text."""
    text = text_of(document)
    evidence = decimal_evidence(text)
    decimal, mixed = decimal_sign(evidence)
    # A lone 1,25 in a paper of trade English is no proof that 1.500 means 1500; a lone 1.25 is what one expects.
    firm = sum(evidence.values()) >= (2 if decimal == "." else 3)
    return Convention(decimal, _grouping(text), mixed, stated_currencies(text), firm)


def _grouping(text: str) -> str | None:
    found = re.search(r"(?<!\d)\d{1,3}(?P<sign>[ ',.])\d{3}(?:(?P=sign)\d{3}(?!\d)|[.,]\d\d(?!\d))", text)
    return found["sign"] if found else None


def find_money(text: str, convention: Convention = UNKNOWN, offset: int = 0) -> tuple[Money, ...]:
    """The amounts with a currency in a text, in order; spans count from `offset`."""
    folded = fold(text)
    return tuple(_money(folded, convention, offset))


def _money(folded: Folded, convention: Convention, offset: int) -> Iterator[Money]:
    notations = list(find_notations(folded.text))
    if not notations:
        return
    figures = [(folded.from_document(f.span), f) for f in figures_of(folded, convention)]
    taken: set[int] = set()
    for index, (place, figure) in enumerate(figures):
        following = figures[index + 1][0][0] if index + 1 < len(figures) else len(folded.text)
        before = _before(folded.text, notations, place[0], taken)
        after = _after(folded.text, notations, place[1], following, taken, before)
        sides = [n for n in (before, after) if n is not None]
        if sides and not all(n.wordlike and not _has_cents(figure) for n in sides):
            taken.update(n.start for n in sides)
            yield _assembled(folded, figure, before, after, convention, offset)


def _has_cents(figure: Figure) -> bool:
    return bool(re.search(r"[.,]\d\d$", figure.raw))


def _before(text: str, notations: list[Notation], start: int, taken: set[int]) -> Notation | None:
    for notation in reversed(notations):
        if notation.end <= start:
            gap = BEFORE.fullmatch(text, notation.end, start)
            crosses = "\n" in text[notation.end : start]
            return notation if gap and not crosses and notation.start not in taken else None
    return None


def _after(
    text: str, notations: list[Notation], end: int, following: int, taken: set[int], before: Notation | None
) -> Notation | None:
    multiplied = _multiplier(text, end)
    at = multiplied[1] if multiplied else end
    for notation in notations:
        if notation.start < at:
            continue
        if not AFTER.fullmatch(text, at, notation.start) or "\n" in text[at : notation.start]:
            return None
        if before is not None and not set(before.codes) & set(notation.codes):
            return None
        belongs_on = BEFORE.fullmatch(text, notation.end, following) if following < len(text) else None
        if belongs_on and "\n" not in text[notation.end : following] and before is None:
            return None if not _suffixed(text, notations, following) else notation
        return notation
    return None


def _suffixed(text: str, notations: list[Notation], figure: int) -> bool:
    """Whether the figure that starts at `figure` has a currency behind it of its own."""
    tail = re.match(r"[\d.,' ]*\d\s?", text[figure:])
    end = figure + (tail.end() if tail else 0)
    return any(n.start == end for n in notations)


def _multiplier(text: str, end: int) -> tuple[Decimal, int] | None:
    match = _multipliers().match(text, end)
    return (Decimal(table("currencies")["multipliers"][match[1].lower()]), match.end()) if match else None


@cache
def _multipliers() -> re.Pattern[str]:
    words = sorted(table("currencies")["multipliers"], key=len, reverse=True)
    latin = "|".join(re.escape(w) for w in words if w.isascii())
    han = "|".join(w for w in words if not w.isascii())
    return re.compile(rf"\s?((?i:{latin})(?![A-Za-z])|{han})")


def _assembled(
    folded: Folded,
    figure: Figure,
    before: Notation | None,
    after: Notation | None,
    convention: Convention,
    offset: int,
) -> Money:
    start, end = folded.from_document(figure.span)
    multiplied = _multiplier(folded.text, end)
    if multiplied:
        end = multiplied[1]
    gap = folded.text[before.end : start] if before else ""
    sign = -1 if "-" in gap or _lonely_minus(folded.text, before.start if before else start) else 1
    if before and "(" in gap and folded.text[end : end + 1] == ")":
        sign, end = -1, end + 1
    factor = sign * (multiplied[0] if multiplied else Decimal(1))
    codes, symbol = _codes(before, after)
    readings = _in_currency(tuple(r * factor for r in figure.readings), codes, figure.raw)
    first = before.start if before else start
    first -= sign < 0 and folded.text[first - 1 : first] == "-"
    last = max(end, after.end) if after else end
    span = folded.to_document(first, last)
    span = Span(span.start + offset, span.end + offset)
    amount = readings[0] if len(readings) == 1 else None
    level = Confidence.HIGH if amount is not None else Confidence.LOW
    money = Money(
        amount, None, span, level, folded.text[first:last], amount is None, readings, symbol, codes,
        malformed=figure.malformed,
    )  # fmt: skip
    return with_currency(money, convention)


def _lonely_minus(text: str, start: int) -> bool:
    return text[start - 1 : start] == "-" and not text[max(0, start - 2) : start - 1].strip()


def _codes(before: Notation | None, after: Notation | None) -> tuple[tuple[str, ...], str]:
    sides = [n for n in (before, after) if n is not None]
    if len(sides) == 2:
        common = tuple(code for code in sides[0].codes if code in sides[1].codes)
        return common, min(sides, key=lambda n: len(n.codes)).raw
    return sides[0].codes, sides[0].raw


def _in_currency(readings: tuple[Decimal, ...], codes: tuple[str, ...], raw: str) -> tuple[Decimal, ...]:
    """A currency without decimals leaves one reading of 1.200."""
    if len(readings) == 2 and codes and all(decimals_of(code) == 0 for code in codes):
        return readings[:1]
    return readings


def with_currency(money: Money, convention: Convention) -> Money:
    """The same amount with its currency settled: by its notation, else by what the document names elsewhere."""
    candidates = money.currency_candidates
    if len(candidates) == 1:
        return replace(money, currency=candidates[0])
    named = [code for code in convention.currencies if code in candidates]
    if len(named) == 1:
        return replace(money, currency=named[0], currency_inferred=True)
    return money


def find_percent(text: str, convention: Convention = UNKNOWN, offset: int = 0) -> tuple[Percent, ...]:
    """The percentages in a text, in order: 30%, 30 per cent, 20-30%, 百分之三十."""
    folded = fold(text)
    found = [*_percents(folded, convention, offset), *_chinese_percents(folded, offset)]
    return tuple(sorted(found, key=lambda p: p.span))


def _percents(folded: Folded, convention: Convention, offset: int) -> Iterator[Percent]:
    for figure in figures_of(folded, convention):
        start, end = folded.from_document(figure.span)
        sign = HUNDRED.match(folded.text, end)
        if sign is None:
            continue
        value = figure.readings[-1] / (10 if "‰" in sign.group() else 1)
        low = RANGE.search(folded.text[max(0, start - 12) : start])
        first = start - len(low.group()) if low else start
        span = folded.to_document(first, sign.end())
        lowest = Decimal(low[1].replace(",", ".")) if low else None
        raw = folded.text[first : sign.end()]
        yield Percent(value, Span(span.start + offset, span.end + offset), Confidence.HIGH, raw, lowest)


def _chinese_percents(folded: Folded, offset: int) -> Iterator[Percent]:
    from tradelint.facts.amount_words import chinese_integer

    for match in CHINESE_PERCENT.finditer(folded.text):
        whole, _, rest = match[1].partition("点")
        value = Decimal(match[1]) if match[1][0].isdigit() and match[1].isascii() else chinese_integer(whole)
        if value is None:
            continue
        if rest:
            value += Decimal("0." + "".join(str(chinese_integer(digit)) for digit in rest))
        span = folded.to_document(*match.span())
        yield Percent(value, Span(span.start + offset, span.end + offset), Confidence.HIGH, match.group())


@cache
def _unit_behind() -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<multiplier>万|亿|千|million\b|thousand\b)?\s?(?P<unit>{unit_pattern()})")


def find_quantities(text: str, convention: Convention = UNKNOWN, offset: int = 0) -> tuple[Quantity, ...]:
    """The figures that a unit of units.toml follows: 12,000PCS, 20.5 MT, 1.2万双, 500 sets."""
    folded = fold(text)
    return tuple(_quantities(folded, convention, offset))


def _quantities(folded: Folded, convention: Convention, offset: int) -> Iterator[Quantity]:
    multipliers = {**table("currencies")["multipliers"], "千": 1000}
    for figure in figures_of(folded, convention):
        start, end = folded.from_document(figure.span)
        aside = WRITTEN_OUT.match(folded.text, end)
        match = _unit_behind().match(folded.text, aside.end() if aside else end)
        if match is None:
            continue
        unit = unit_of(match["unit"])
        factor = Decimal(multipliers.get((match["multiplier"] or "").lower(), 1))
        readings = tuple(r * factor for r in figure.readings)
        span = folded.to_document(start, match.end())
        yield quantity(figure, readings, unit, match["unit"], Span(span.start + offset, span.end + offset))


def quantity(figure: Figure, readings: tuple[Decimal, ...], unit: Unit | None, raw_unit: str, span: Span) -> Quantity:
    """A quantity put together from its figure and unit; pieces cannot be broken, which makes 1.200 pcs doubtful."""
    if unit is not None and unit.kind == "count" and BROKEN.fullmatch(figure.raw) and len(readings) == 1:
        readings = (readings[0] * 1000, readings[0]) if readings[0] % 1 else readings
    value = readings[0] if len(readings) == 1 else None
    level = Confidence.HIGH if value is not None else Confidence.LOW
    return Quantity(
        value, unit.id if unit else None, raw_unit, span, level, figure.raw, value is None, readings,
        figure.malformed,
    )  # fmt: skip


__all__ = [
    "UNKNOWN",
    "Ambiguous",
    "Convention",
    "Figure",
    "Money",
    "Percent",
    "Quantity",
    "codes_of",
    "convention_of",
    "decimals_of",
    "find_money",
    "find_numbers",
    "find_percent",
    "find_quantities",
    "number",
    "quantity",
    "with_currency",
]
