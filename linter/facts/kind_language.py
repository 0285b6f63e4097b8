"""The languages of a paper: by script, and Latin text by its small words."""

from __future__ import annotations

import re
from functools import cache

from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table

SHARE = 0.15
SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
NAME = re.compile(r"[\u4e00-\u9fff()（）]{2,30}(?:有限公司|有限责任公司|股份有限公司)")
# An ideograph says about as much as this many letters.
IDEOGRAPH = 2.5


def languages(reading: Reading) -> tuple[str, ...]:
    """ISO 639-1 codes, the main language first."""
    # A party's Chinese name does not make a paper Chinese.
    text = NAME.sub(" ", reading.text)
    weights = {
        code: len(pattern.findall(text)) * (IDEOGRAPH if code in ("zh", "ja", "ko") else 1.0)
        for code, pattern in SCRIPTS
    }
    if weights["ja"] > 0.15 * weights["zh"] and weights["ja"]:
        weights["ja"] += weights.pop("zh")
    latin = len(re.findall(r"[A-Za-zÀ-ɏ]", text))
    if latin:
        weights[_latin(text)] = float(latin)
    total = sum(weights.values())
    if not total:
        return ()
    kept = [(weight, code) for code, weight in weights.items() if weight / total >= SHARE]
    return tuple(code for _, code in sorted(kept, reverse=True))


def _latin(text: str) -> str:
    words = re.findall(r"[a-zà-ɏ']+", text.casefold())
    counts = {code: sum(1 for word in words if word in small) for code, small in _small_words().items()}
    best = max(counts, key=lambda code: counts[code], default="en")
    return best if counts.get(best, 0) > 1.5 * counts.get("en", 0) and counts[best] >= 5 else "en"


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in table("kinds")["small_words"].items()}
