"""Amounts in words: English (also lakh and crore) and Chinese banker's numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any, Literal

from tradelint.facts.fold import Folded
from tradelint.facts.line_fold import fold
from tradelint.facts.numbers_currency import Notation, find_notations
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

TOKEN = re.compile(r"[A-Za-z]+|\d{1,3}\s?/\s?100|\d{1,2}(?![\d.,])|[.]\d\d|[^\w\s]")
WORD = re.compile(r"[A-Za-z]+")
MONEY_NEAR = re.compile(r"dollar|euro|pound|yuan|yen|rupee|\bonly\b|\bsay\b|\b[A-Z]{3}\b|[$€£¥]", re.I)
CLOSE = 40
REACH = 140
LONGEST_FUSED = 40
JOIN = ("and", "-", ",", "&", "'", "’")


@dataclass(frozen=True, slots=True)
class AmountInWords:
    """A total in words: `amount` and `currency` as parsed; `slips` are spellings that had to be forgiven.

    `amount` is None where the words do not make a number.
    """

    span: Span
    amount: Decimal | None
    currency: str | None
    language: Literal["en", "zh"]
    raw: str
    confidence: Confidence = Confidence.HIGH
    slips: tuple[str, ...] = ()
    currency_candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    words: tuple[str, ...]  # number words in it, empty for other tokens
    text: str
    slip: bool = False


@dataclass
class _Run:
    """Number words in a row: position after them, the words, and the spellings forgiven."""

    after: int
    words: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    last_and: int | None = None


def find_amounts_in_words(text: str, offset: int = 0) -> tuple[AmountInWords, ...]:
    """The amounts in words of a text, in order; spans count from `offset`."""
    folded = fold(text)
    found = [*_english(folded, offset), *_chinese(folded, offset)]
    return tuple(sorted(found, key=lambda amount: amount.span))


# -- English


@cache
def _words() -> dict[str, int]:
    lists = table("currencies")["words_en"]
    return {**lists["units"], **lists["tens"], **lists["scales"]}


@cache
def _fused() -> re.Pattern[str]:
    names = sorted(_words(), key=len, reverse=True)
    return re.compile(f"({'|'.join(names)})")


@lru_cache(maxsize=4096)
def _number_words(word: str) -> tuple[tuple[str, ...], bool]:
    """(number words in a token, whether its spelling was forgiven)."""
    lists = table("currencies")["words_en"]
    if word in _words():
        return (word,), False
    if word in lists["plurals"]:
        return (lists["plurals"][word],), False
    if word in lists["misspellings"]:
        return tuple(lists["misspellings"][word].replace("-", " ").split()), True
    if 6 < len(word) <= LONGEST_FUSED:
        parts = _fused().findall(word)
        if len(parts) > 1 and "".join(parts) == word:
            return tuple(parts), False
    return (), False


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    found = []
    for match in TOKEN.finditer(text, start, end):
        words, slip = _number_words(match.group().lower())
        found.append(_Token(match.start(), match.end(), words, match.group().lower(), slip))
    return found


def _english(folded: Folded, offset: int) -> Iterator[AmountInWords]:
    notations: list[Notation] | None = None
    for start, end in _spots(folded.text):
        tokens = _tokens(folded.text, start, end)
        notations = list(find_notations(folded.text)) if notations is None else notations
        near = [n for n in notations if start <= n.start < end]
        index = 0
        while index < len(tokens):
            if not tokens[index].words:
                index += 1
                continue
            amount, index = _amount_at(folded, tokens, near, index, offset)
            if amount is not None:
                yield amount


def _spots(text: str) -> Iterator[tuple[int, int]]:
    """Stretches with two number words close together, with what may stand before and behind them."""
    words = [m for m in WORD.finditer(text) if _number_words(m.group().lower())[0]]
    spot: tuple[int, int] | None = None
    for index, word in enumerate(words):
        company = any(
            abs(other.start() - word.start()) < CLOSE
            for other in words[max(0, index - 1) : index + 2]
            if other is not word
        )
        alone = not company and len(_number_words(word.group().lower())[0]) < 2
        if alone and not MONEY_NEAR.search(text, max(0, word.start() - CLOSE), word.end() + CLOSE):
            continue
        start, end = max(0, word.start() - REACH), min(len(text), word.end() + REACH)
        if spot is not None and start <= spot[1]:
            spot = (spot[0], end)
            continue
        if spot is not None:
            yield spot
        spot = (start, end)
    if spot is not None:
        yield spot


def _amount_at(
    folded: Folded, tokens: list[_Token], notations: list[Notation], first: int, offset: int
) -> tuple[AmountInWords | None, int]:
    """The amount whose number words begin at token `first`, and the token after it."""
    lists = table("currencies")["words_en"]
    run = _run(tokens, first)
    before, start = _lead(folded.text, tokens, notations, first)
    after, index = _currency_at(tokens, notations, run.after)
    whole, cents, index = _with_cents(tokens, notations, run, index)
    if after is None:
        after, index = _currency_at(tokens, notations, index)
    closed = index < len(tokens) and tokens[index].text in lists["closers"]
    last = tokens[index].end if closed else tokens[max(index - 1, first)].end
    said = start is not None and _says(folded.text, start)
    if not (before or after or closed or said) or (len(run.words) < 2 and not (before or after)):
        return None, max(run.after, first + 1)
    begin = start if start is not None else tokens[first].start
    span = folded.to_document(begin, last)
    span = Span(span.start + offset, span.end + offset)
    codes = _common(before, after)
    amount = None if whole is None or cents is None else whole + cents
    slips = tuple(run.slips)
    level = Confidence.LOW if amount is None else Confidence.MEDIUM if slips else Confidence.HIGH
    raw = " ".join(folded.text[begin:last].split())
    currency = codes[0] if len(codes) == 1 else None
    return AmountInWords(span, amount, currency, "en", raw, level, slips, codes), max(index, first + 1)


def _common(before: Notation | None, after: Notation | None) -> tuple[str, ...]:
    if before and after:
        return tuple(c for c in before.codes if c in after.codes) or before.codes
    side = before or after
    return side.codes if side else ()


def _run(tokens: list[_Token], first: int) -> _Run:
    run = _Run(first)
    index = first
    while index < len(tokens):
        token = tokens[index]
        words = token.words
        if not words and run.words:
            words = _forgiven(tokens, index)
        if words:
            run.words.extend(words)
            if token.slip or not token.words:
                run.slips.append(token.text)
            index += 1
            run.after = index
        elif token.text in JOIN and run.words:
            if token.text in ("and", "&"):
                run.last_and = len(run.words)
            index += 1
        else:
            break
    if run.last_and == len(run.words):
        run.last_and = None
    return run


def _forgiven(tokens: list[_Token], index: int) -> tuple[str, ...]:
    """A misspelt number word inside a run: one or two letters off, and the run goes on or closes behind it."""
    word = tokens[index].text
    if len(word) < 4 or not word.isalpha() or word in ("cents", "only", "dollars", "point"):
        return ()
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    goes_on = following is not None and (following.words or following.text in ("only", "and", "-", "dollars", "us"))
    close = get_close_matches(word, _words(), n=1, cutoff=0.8) if goes_on else []
    return tuple(close)


def _lead(text: str, tokens: list[_Token], notations: list[Notation], first: int) -> tuple[Notation | None, int | None]:
    """(currency in front of the number words, where the amount begins with its "SAY")."""
    begin = tokens[first].start
    before = None
    for notation in reversed(notations):
        if notation.end <= begin:
            if re.fullmatch(r"[\s:,.()\-*#]*(?:of\s|total\s)?[\s:]*", text[notation.end : begin], re.I):
                before, begin = notation, notation.start
            break
    opened = _opener().search(text, max(0, begin - 60), begin)
    if opened and opened.end() == begin:
        return before, opened.start()
    return before, before.start if before else None


@cache
def _opener() -> re.Pattern[str]:
    openers = sorted(table("currencies")["words_en"]["openers"], key=len, reverse=True)
    words = "|".join(re.escape(o) for o in openers)
    return re.compile(
        rf"(?<![A-Za-z])(?:{words})[\s:,.()\-*#]*(?:(?:total|in|of|the sum of|us|u\.s\.)[\s:.,]+)?$", re.I
    )


def _says(text: str, start: int) -> bool:
    return bool(re.match(r"(?:total\s+)?say|(?:amount\s+)?in\s+words|say", text[start:], re.I))


def _currency_at(tokens: list[_Token], notations: list[Notation], index: int) -> tuple[Notation | None, int]:
    """The currency that stands at token `index` (brackets and points aside), and the token after it."""
    at = index
    while at < len(tokens) and tokens[at].text in ("(", ")", ".", "-", ","):
        at += 1
    if at >= len(tokens):
        return None, index
    for notation in notations:
        if notation.start <= tokens[at].start < notation.end:
            while at < len(tokens) and tokens[at].start < notation.end:
                at += 1
            while at < len(tokens) and tokens[at].text in (")", ".", ","):
                at += 1
            return notation, at
    return None, index


def _with_cents(
    tokens: list[_Token], notations: list[Notation], run: _Run, index: int
) -> tuple[Decimal | None, Decimal | None, int]:
    """(whole amount, hundredths as a fraction, token after them)."""
    cents_words = table("currencies")["words_en"]["cents"]
    whole = english_integer(run.words)
    if index == run.after and index < len(tokens) and tokens[index].text in cents_words:
        return (*_split_cents(run), index + 1)
    at = index
    while at < len(tokens) and tokens[at].text in ("and", "&", ",", "-"):
        at += 1
    if at >= len(tokens):
        return whole, Decimal(0), index
    token = tokens[at]
    if "/" in token.text and token.text[0].isdigit():
        return whole, Decimal(token.text.split("/")[0].strip()) / 100, _past_cents(tokens, at + 1)
    if token.text in cents_words:
        return _cents_behind(tokens, run, whole, at, index)
    if token.text.isdigit() and at + 1 < len(tokens) and tokens[at + 1].text in cents_words:
        return whole, Decimal(token.text) / 100, at + 2
    if token.text == "point":
        return _point(tokens, run, whole, at, index)
    if token.words:
        second = _run(tokens, at)
        if second.after < len(tokens) and tokens[second.after].text in cents_words:
            run.slips.extend(second.slips)
            value = english_integer(second.words)
            return whole, None if value is None else value / 100, second.after + 1
    return whole, Decimal(0), index


def _past_cents(tokens: list[_Token], index: int) -> int:
    cents_words = table("currencies")["words_en"]["cents"]
    return index + 1 if index < len(tokens) and tokens[index].text in cents_words else index


def _cents_behind(
    tokens: list[_Token], run: _Run, whole: Decimal | None, at: int, index: int
) -> tuple[Decimal | None, Decimal | None, int]:
    """`CENTS FIFTY`, `CENTS 50`."""
    at += 1
    while at < len(tokens) and tokens[at].text in ("-", ":", "."):
        at += 1
    if at < len(tokens) and tokens[at].words:
        second = _run(tokens, at)
        run.slips.extend(second.slips)
        value = english_integer(second.words)
        return whole, None if value is None else value / 100, second.after
    if at < len(tokens) and tokens[at].text.isdigit():
        return whole, Decimal(tokens[at].text) / 100, at + 1
    return whole, Decimal(0), index


def _point(
    tokens: list[_Token], run: _Run, whole: Decimal | None, at: int, index: int
) -> tuple[Decimal | None, Decimal | None, int]:
    second = _run(tokens, at + 1) if at + 1 < len(tokens) and tokens[at + 1].words else None
    if second is None:
        return whole, Decimal(0), index
    run.slips.extend(second.slips)
    if all(_words()[word] < 10 for word in second.words):
        return whole, Decimal("0." + "".join(str(_words()[w]) for w in second.words)), second.after
    value = english_integer(second.words)
    return whole, None if value is None or value > 99 else value / 100, second.after


def _split_cents(run: _Run) -> tuple[Decimal | None, Decimal | None]:
    """`EIGHT HUNDRED AND FIFTY CENTS`: what stands behind the last "and", else the last tens, are the cents."""
    cut = run.last_and
    if cut is None:
        cut = len(run.words)
        while cut and _words()[run.words[cut - 1]] < 100 and len(run.words) - cut < 2:
            cut -= 1
    whole = english_integer(run.words[:cut]) if cut else Decimal(0)
    cents = english_integer(run.words[cut:])
    return whole, None if cents is None or cents > 99 else cents / 100


def english_integer(words: list[str]) -> Decimal | None:
    """The value of number words in order; None where they do not make a number (thirty forty)."""
    values = _words()
    total, current, ceiling = 0, 0, None
    for word in words:
        value = values[word]
        if value < 100:
            fits = current % 100 == 0 or (value < 10 and current % 100 >= 20 and current % 10 == 0)
            if not fits and not (value == 0 and current == 0):
                return None
            current += value
        elif value == 100:
            if current >= 100:
                return None
            current = (current or 1) * 100
        else:
            if ceiling is not None and value >= ceiling:
                return None
            total += (current or 1) * value
            current, ceiling = 0, value
    return Decimal(total + current)


# -- Chinese


@cache
def _han() -> dict[str, Any]:
    return dict(table("currencies")["words_zh"])


@cache
def _han_pattern() -> re.Pattern[str]:
    words = _han()
    numerals = "".join(words["digits"]) + "".join(words["units"]) + "".join(words["sections"])
    whole = "|".join(sorted(words["whole"], key=len, reverse=True))
    parts = "".join(words["parts"])
    return re.compile(
        rf"(?P<whole>[{numerals}]+)\s?(?P<unit>{whole}|美金|欧|人民币)?\s?"
        rf"(?P<rest>(?:[{numerals}]\s?[{parts}]\s?){{0,3}})(?P<end>[{''.join(words['closers'])}])?"
    )


def _chinese(folded: Folded, offset: int) -> Iterator[AmountInWords]:
    capitals = set("壹贰叁肆伍陆柒捌玖拾佰仟")
    for match in _han_pattern().finditer(folded.text):
        opened = "大写" in folded.text[max(0, match.start() - 14) : match.start()]
        banker = len(set(match["whole"]) & capitals) > 0 and (match["unit"] or match["end"] or match["rest"])
        if not (banker or (opened and (match["unit"] or match["end"]))):
            continue
        yield _chinese_amount(folded, match, offset)


def _chinese_amount(folded: Folded, match: re.Match[str], offset: int) -> AmountInWords:
    whole = chinese_integer(match["whole"])
    amount = None if whole is None else whole + _chinese_parts(match["rest"])
    start = match.start()
    codes: tuple[str, ...] = ()
    for notation in find_notations(folded.text[max(0, start - 12) : start]):
        if not folded.text[max(0, start - 12) + notation.end : start].strip(" :：()"):
            codes, start = notation.codes, max(0, start - 12) + notation.start
    if not codes and match["unit"] and len(match["unit"]) > 1:
        codes = next(iter(find_notations(match["unit"]))).codes
    span = folded.to_document(start, match.end())
    raw = folded.text[start : match.end()].strip()
    currency = codes[0] if len(codes) == 1 else None
    level = Confidence.HIGH if amount is not None else Confidence.LOW
    span = Span(span.start + offset, span.end + offset)
    return AmountInWords(span, amount, currency, "zh", raw, level, (), codes)


def _chinese_parts(rest: str) -> Decimal:
    words, total, digit = _han(), Decimal(0), 0
    for char in rest:
        if char in words["parts"]:
            total += digit * Decimal(words["parts"][char])
        elif char in words["digits"]:
            digit = words["digits"][char]
    return total


def chinese_integer(text: str) -> Decimal | None:
    """The value of Chinese numerals such as 三十 or 壹万陆仟捌佰; None when they make no number."""
    words = _han()
    total, section, digit, seen = 0, 0, 0, False
    for char in text:
        if char in words["digits"]:
            if digit and words["digits"][char]:
                return None
            digit, seen = words["digits"][char], True
        elif char in words["units"]:
            section += (digit or 1) * words["units"][char]
            digit, seen = 0, True
        elif char in words["sections"]:
            scale = words["sections"][char]
            total = (total + section + digit) * scale if scale > 10000 else total + (section + digit) * scale
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit) if seen else None
