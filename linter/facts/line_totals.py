"""Labels of totals, charges and part payments at the start of a cell or line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tradelint.facts.line_fold import fold
from tradelint.facts.line_roles import has_incoterm, name_pattern, squeezed, word_pattern
from tradelint.facts.numbers_currency import find_notations
from tradelint.facts.numbers_units import LETTER
from tradelint.facts.vocabulary import table

SUMS = ("total", "subtotal", "with_tax")
MEASURES = ("quantity", "cartons", "net_weight", "gross_weight", "cbm")
PARTS = ("deposit", "balance")
CHARGES = ("freight", "insurance", "tooling", "tax", "bank_charge", "discount", "other")
LEAD = re.compile(
    r"(?:[\s\-+•·*>()]|(?:add|plus)(?:\s?:|\s)|(?:less|minus)\s?:|zzgl\.?\s|zuzüglich\s|abz(?:gl\.?|üglich)\s|"
    r"(?:\d{1,2}|[a-z])[.)]\s|\d{1,3}(?:[.,]\d{1,2})?\s?%|the\s)*",
    re.I,
)
TAKEN_OFF = re.compile(r"\W*(?:(?:less|minus)\s?:|abz(?:gl\.?|üglich)\s)", re.I)
FOLLOWERS = re.compile(
    r"(?:in|of|for|to|as|from|and|with|without|after|before|less|minus|plus|incl|excl|including|excluding|inclusive|"
    r"exclusive|amount|value|price|sum|cost|due|payable|usd|us|net)\b",
    re.I,
)
# What may stand between the label of a charge or part payment and its colon ("Balance before shipment:"), unless it
# names a number, a firm or a date instead of a sum.
PHRASE = re.compile(r"[^\d:：]{1,40}[:：]\s*(?P<behind>\S.*)?", re.S)
NO_SUM = re.compile(
    r"\b(?:no|nr|number|id|code|account|company|agent|forwarder|carrier|broker|date|days?|terms?|policy|clause|basis|mode|"
    r"method|place|port|by)\b|号|公司|日期|方式|条款|账",
    re.I,
)
EXACT = re.compile(r"\(?[-+]?\s?[\d.,' ]*\d[.,]\d\d(?!\d)")
IN_WORDS = re.compile(r"\W*(?:in\s+words|大写)", re.I)
LONGEST_CHARGE = 48
LONGEST_KEPT = 200


@dataclass(frozen=True, slots=True)
class TotalLabel:
    """A label and where it ends in the folded text; `whole` says that nothing but signs and a currency follows."""

    kind: str
    start: int
    end: int
    whole: bool
    with_tax: bool | None = None


@cache
def _pattern() -> re.Pattern[str]:
    names = [n for e in table("totals")["total"] for n in (*e.get("names", ()), *e.get("names_zh", ()))]
    return re.compile(name_pattern(names), re.IGNORECASE)


@cache
def _kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in table("totals")["total"]:
        for name in (*entry.get("names", ()), *entry.get("names_zh", ())):
            found.setdefault(squeezed(name), str(entry["id"]))
    return found


def total_label(text: str) -> TotalLabel | None:
    """The label that a text opens with; None when it opens with other words (Total station TS-16)."""
    return _label(text) if len(text) <= LONGEST_KEPT else _read_label(text)


def charge_label(text: str) -> TotalLabel | None:
    """The charge that a text opens with, whatever follows: for rows that hold nothing but an amount."""
    folded = fold(text).text
    lead = LEAD.match(folded)
    match = _pattern().match(folded, lead.end() if lead else 0)
    kind = _kinds().get(squeezed(match.group())) if match else None
    if match is None or kind not in CHARGES or len(folded) > 2 * LONGEST_CHARGE:
        return None
    return TotalLabel(kind, match.start(), match.end(), False, tax_word(folded))


@lru_cache(maxsize=4096)
def _label(text: str) -> TotalLabel | None:
    return _read_label(text)


def _read_label(text: str) -> TotalLabel | None:
    folded = fold(text).text
    lead = LEAD.match(folded)
    match = _pattern().match(folded, lead.end() if lead else 0)
    kind = _kinds().get(squeezed(match.group())) if match else None
    if match is None or kind is None:
        return _generic(folded, lead.end() if lead else 0)
    rest = folded[match.end() :]
    place = has_incoterm(match.group().upper()) and len(rest) <= LONGEST_CHARGE
    phrase = kind in (*PARTS, *CHARGES) and kind != "tax" and _is_phrase(rest)
    if not (place or phrase or _may_follow(rest)) or IN_WORDS.match(rest):
        return _generic(folded, match.start())
    return TotalLabel(kind, match.start(), match.end(), _is_whole(rest), tax_word(folded))


def _generic(folded: str, start: int) -> TotalLabel | None:
    """`Logistics and Other Charges`: a few words that end in charges, fee or 费."""
    words = table("totals")["charge_endings"]
    label = re.match(r"[^\d:：(（\n\t|]*", folded[start:])
    text = label.group().rstrip() if label else ""
    if word_pattern("columns", "free_of_charge").search(text):
        return None
    if not text or len(text) > LONGEST_CHARGE or len(text.split()) > 6:
        return None
    if TAKEN_OFF.match(folded):
        return TotalLabel("discount", start, start + len(text), _is_whole(folded[start + len(text) :]))
    latin = re.search(rf"(?:^|\s)(?:{'|'.join(words['names'])})$", text, re.I)
    if not latin and not text.endswith(tuple(words["names_zh"])):
        return None
    return TotalLabel("other", start, start + len(text), _is_whole(folded[start + len(text) :]), tax_word(folded))


def _may_follow(rest: str) -> bool:
    """What may stand behind a label: nothing, signs, figures, a currency, a trade term, words like "in", "of"."""
    stripped = rest.lstrip(" \t\n.*")
    if not stripped or not re.match(rf"[{LETTER}\u4e00-\u9fff]", stripped):
        return True
    if any(n.start == 0 for n in find_notations(stripped[:24])) or FOLLOWERS.match(stripped):
        return True
    if _pattern().match(stripped) or (tax_word(rest) is not None and len(rest) <= LONGEST_CHARGE):
        return True
    return has_incoterm(stripped[:8]) or bool(re.match(r"[(（:：]", rest.lstrip()))


def _is_phrase(rest: str) -> bool:
    """Whether a few words up to a colon stand behind a label, and an amount or nothing behind the colon."""
    match = PHRASE.fullmatch(rest)
    if match is None or NO_SUM.search(rest[: match.start("behind")] if match["behind"] else rest):
        return False
    behind = match["behind"] or ""
    return not behind or bool(EXACT.match(behind)) or any(n.start == 0 for n in find_notations(behind[:12]))


def _is_whole(rest: str) -> bool:
    bare = re.sub(r"[(（][^()（）]{0,40}[)）]", "", rest)
    for notation in reversed(list(find_notations(bare))):
        bare = bare[: notation.start] + bare[notation.end :]
    return not any(char.isalpha() for char in bare)


def tax_word(folded: str) -> bool | None:
    """True where a text says that tax is included, False where it says it is not, None where it is silent."""
    words = table("totals")["tax_words"]
    for value, group in ((False, "excluded"), (True, "included")):
        names = [*words[group], *words[f"{group}_zh"]]
        if _tax_pattern(tuple(names)).search(folded):
            return value
    return None


@cache
def _tax_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(name_pattern(list(names)), re.IGNORECASE)


def for_information(text: str) -> bool:
    """Whether a charge is shown but not added (included, for reference, collect)."""
    return bool(word_pattern("totals", "information").search(fold(text).text))
