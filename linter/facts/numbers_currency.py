"""Currency notations: which ISO code or codes a symbol, a code or a word stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tradelint.facts.vocabulary import table

LETTER = "A-Za-zÀ-ɏа-яёА-ЯЁ"


@dataclass(frozen=True, slots=True)
class Notation:
    """A currency as written, in the offsets of the folded text: `codes` has one member where it is beyond doubt."""

    start: int
    end: int
    raw: str
    codes: tuple[str, ...]
    wordlike: bool = False


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Notation in lower case to the codes it can stand for; ISO codes are kept in `_iso`."""
    words = table("currencies")
    found = {key.lower(): tuple(value) for key, value in words["ambiguous_symbols"].items()}
    found.update({key.lower(): tuple(value) for key, value in words["ambiguous_words"].items()})
    for group in ("safe_symbols", "safe_words"):
        found.update({key.lower(): (value,) for key, value in words[group].items()})
    return found


@cache
def _iso() -> dict[str, str]:
    words = table("currencies")
    codes = {code: code for code in words["iso"]}
    codes.update({old: old for old in words["withdrawn"]})
    return codes


@cache
def _pattern() -> re.Pattern[str]:
    words = table("currencies")
    latin, other = [], []
    for notation in _codes():
        (latin if re.fullmatch(rf"[{LETTER}. \-]+", notation) else other).append(notation)
    latin.sort(key=len, reverse=True)
    other.sort(key=len, reverse=True)
    any_case = "|".join(words["any_case"])
    iso = "|".join(_iso())
    return re.compile(
        rf"(?P<symbol>(?<![{LETTER}])(?i:{'|'.join(re.escape(o) for o in other)})"
        rf"|(?i:{'|'.join(re.escape(o) for o in other if not o[0].isascii() or o == '$')}))"
        rf"|(?<![{LETTER}])(?:(?P<word>(?i:{'|'.join(re.escape(w) for w in latin)}))"
        rf"|(?P<any>(?i:{any_case}))|(?P<iso>{iso}))(?![{LETTER}])"
    )


def find_notations(text: str) -> Iterator[Notation]:
    """The currency notations of a folded text in order."""
    wordlike = set(table("currencies")["wordlike"])
    for match in _pattern().finditer(text):
        raw = match.group()
        codes = codes_of(raw)
        yield Notation(match.start(), match.end(), raw, codes, raw in wordlike)


def codes_of(raw: str) -> tuple[str, ...]:
    """The ISO codes that a notation can stand for; empty when it is none."""
    key = raw.lower()
    if key in _codes():
        return _codes()[key]
    if key == "usdt":
        return ("USDT",)
    code = _iso().get(raw.upper())
    return (code,) if code else ()


def stated_currencies(text: str) -> tuple[str, ...]:
    """The currencies that a folded text names beyond doubt, the most frequent first."""
    counts = Counter(n.codes[0] for n in find_notations(text) if len(n.codes) == 1 and _sure(text, n))
    return tuple(code for code, _ in counts.most_common())


def _sure(text: str, notation: Notation) -> bool:
    """A code that is also a word counts only beside a figure with decimals."""
    if not notation.wordlike:
        return True
    after, before = text[notation.end : notation.end + 24], text[max(0, notation.start - 24) : notation.start]
    return bool(re.match(r"[ :]{0,2}\d[\d,.]*[.,]\d\d(?!\d)", after) or re.search(r"[.,]\d\d ?$", before))


def decimals_of(code: str | None) -> int:
    """How many decimals the currency has (ISO 4217 exponent); 2 where unknown."""
    words = table("currencies")
    if code in words["zero_decimal"]["codes"]:
        return 0
    return 3 if code in words["three_decimal"]["codes"] else 2
