"""Currency notations: which ISO code or codes a symbol, a code or a word stands for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

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
def _index() -> dict[str, tuple[tuple[str, bool], ...]]:
    """First letters or first sign of a notation to the notations that begin so, longest first, and whether
    their case counts."""
    words = table("currencies")
    exact = dict.fromkeys(_iso(), True)
    loose = dict.fromkeys([*_codes(), *words["any_case"]], False)
    found: dict[str, list[tuple[str, bool]]] = {}
    for notation, case in {**exact, **loose}.items():
        first = re.match(rf"[{LETTER}]+", notation)
        key = first.group().lower() if first else notation[0]
        found.setdefault(key, []).append((notation, case))
    return {key: tuple(sorted(group, key=lambda n: -len(n[0]))) for key, group in found.items()}


RUN = re.compile(rf"[{LETTER}]+|[^\s\d{LETTER}]")


def find_notations(text: str) -> tuple[Notation, ...]:
    """The currency notations of a folded text in order."""
    return _found(text) if len(text) <= 200 else _find(text)


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[Notation, ...]:
    return _find(text)


def _find(text: str) -> tuple[Notation, ...]:
    found: list[Notation] = []
    index, reach = _index(), 0
    for run in RUN.finditer(text):
        if run.start() < reach:
            continue
        for notation, case in index.get(run.group().lower(), ()):
            end = run.start() + len(notation)
            raw = text[run.start() : end]
            if (raw if case else raw.lower()) == notation and not _goes_on(text, end):
                found.append(Notation(run.start(), end, raw, codes_of(raw), raw in _wordlike()))
                reach = end
                break
    return tuple(found)


@cache
def _wordlike() -> frozenset[str]:
    return frozenset(table("currencies")["wordlike"])


def _goes_on(text: str, end: int) -> bool:
    """Whether a word that ends in a letter goes on behind `end`."""
    inside = re.match(rf"[{LETTER}]", text[end - 1 : end])
    return bool(inside and re.match(rf"[{LETTER}]", text[end : end + 1]))


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


def code_instead_of(notation: str) -> tuple[str, bool] | None:
    """(the ISO 4217 code to write, whether the old one was withdrawn) for `RMB` or `DEM`; None for what may stay."""
    words = table("currencies")
    for group in ("not_iso", "withdrawn"):
        found = str(words[group].get(notation.upper(), ""))[:3]
        if found.isupper():
            return found, group == "withdrawn"
    return None
