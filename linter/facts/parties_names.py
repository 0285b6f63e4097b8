"""Names of firms and people: where a name ends, what form it has, when two spellings mean one party."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tradelint.facts.fold import fold
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence

CJK = re.compile(r"[\u3400-\u9fff]")
GAP = r"[\s.,]{0,3}"
# Where an address begins when no legal form ends the name.
ADDRESS = re.compile(
    r"\d|#|\b(?:no|room|rm|floor|flr|street|str|road|rd|avenue|ave|building|bldg|block|unit|suite|ste|box|zone|district|"
    r"town|village|city|province|county|plot|sector|tower|lane|highway|boulevard|blvd|square|plaza|industrial\s+(?:park|"
    r"zone|area|estate)|flat|shop|warehouse|quarter|area|rue|via|calle|strasse|straße|opp|near)\b\.?|"
    r"[省市区县镇村路街道号室楼栋幢园座]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form in a text: [start, end), its `root` (spellings of one form share it) and where it is used."""

    start: int
    end: int
    root: str
    countries: tuple[str, ...] = ()
    chinese: bool = False


def legal_forms(text: str) -> tuple[LegalForm, ...]:
    """The legal forms in a (folded) text, in text order, longest first where they overlap."""
    found = sorted((*_western(text), *_chinese(text)), key=lambda form: (form.start, -form.end))
    kept: list[LegalForm] = []
    for form in found:
        if not kept or form.start >= kept[-1].end:
            kept.append(form)
    return tuple(kept)


def _western(text: str) -> Iterator[LegalForm]:
    for pattern, root, countries in _patterns():
        for match in pattern.finditer(text):
            if match.group().islower() and ADJECTIVE.match(text, match.end()):
                continue
            if text[max(0, match.start() - 2) : match.start()].upper().endswith("U."):  # U.S.A.
                continue
            yield LegalForm(match.start(), match.end(), root, countries)


# "limited warranty", "limited to": an adjective, no legal form.
ADJECTIVE = re.compile(
    r"\s{1,3}(?:warrant|liabilit|guarantee|edition|to\b|by\b|in\b|period|time|quantit|stock|partner|remed)",
    re.IGNORECASE,
)


def _chinese(text: str) -> Iterator[LegalForm]:
    for words, strong in _chinese_words():
        behind = "" if strong else r"(?![\u3400-\u9fff])"
        for match in re.finditer(rf"(?<=[\u3400-\u9fff)）])(?:{words}){behind}", text):
            yield LegalForm(match.start(), match.end(), "zh", ("CN",), True)


@cache
def _chinese_words() -> tuple[tuple[str, bool], ...]:
    return tuple(
        ("|".join(sorted(entry["words"], key=len, reverse=True)), bool(entry["strong"]))
        for entry in table("legal_forms")["chinese"]
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    return tuple(_compiled(entry) for entry in table("legal_forms")["form"])


def _compiled(entry: dict[str, Any]) -> tuple[re.Pattern[str], str, tuple[str, ...]]:
    spelled = "|".join(_flexible(words) for words in sorted(entry["words"], key=len, reverse=True))
    capitals, end = entry.get("capitals", False), entry.get("end", False)
    behind = r"\.?(?=\s*(?:$|[,;:()\n\"\t|/]|\s-\s))" if capitals or end else r"(?![^\W_])\.?"
    pattern = re.compile(rf"(?<![^\W_])(?<![.&]\w)(?:{spelled}){behind}", 0 if capitals else re.IGNORECASE)
    return pattern, str(entry["root"]), tuple(entry.get("countries", ()))


def _flexible(words: str) -> str:
    capital = words.upper() if re.fullmatch(r"[a-zа-я]{2,5}", words) else words
    if re.fullmatch(r"[^\W\d]{1,2}(?:\.\s?[^\W\d]{1,2})+\.?", words):
        return r"\.\s?".join(re.escape(part.strip()) for part in words.strip(".").split("."))
    if capital != words and words in _short():
        return re.escape(capital)
    parts = re.findall(r"[^\W_]+|[^\w\s.,]", words)
    return GAP.join(re.escape(part) for part in parts)


@cache
def _short() -> frozenset[str]:
    return frozenset(w for entry in table("legal_forms")["form"] if entry.get("capitals") for w in entry["words"])


def split_name(text: str) -> tuple[str, str]:
    """(name, what stands behind it) of a line that opens with a party's name; the parts keep their characters.

    A legal form ends a name; without one the name reaches to the first comma that an address follows.
    """
    folded = fold(text).text
    if len(folded) != len(text):
        folded = text
    forms = legal_forms(folded)
    if forms:
        end = forms[0].end
        for form in forms[1:]:
            if re.fullmatch(r"[\s.,]*", folded[end : form.start]):
                end = form.end
        tail = re.match(
            r"\s?\((?!the\b|The\b|Seller|Buyer|Supplier|Customer|Manufacturer|Factory)[A-Z][A-Za-z. ]{1,13}\)",
            folded[end:],
        )
        return text[: end + (tail.end() if tail else 0)], text[end + (tail.end() if tail else 0) :]
    for cut in re.finditer(r"[,，;；\n]|\s{2,}|\s[-–]\s", folded):
        if ADDRESS.search(folded[cut.end() :]) or _is_place(folded[cut.end() :]):
            return text[: cut.start()], text[cut.end() :]
    house = re.search(r"(?<=[^\W\d])\s+(?=\d{1,6}[A-Za-z]?\s+[A-Z])", folded)
    if house and len(folded[: house.start()].split()) >= 2 and ADDRESS.search(re.sub(r"\d", "", folded[house.end() :])):
        return text[: house.start()], text[house.end() :]
    return text, ""


def _is_place(text: str) -> bool:
    """Whether a piece between commas is a city or a country."""
    pieces = (piece.strip(" .").casefold() for piece in re.split(r"[,，;；\n]", text))
    return any(piece in _cities() or piece in _countries() for piece in pieces)


@cache
def _countries() -> frozenset[str]:
    return frozenset(name.casefold() for entry in table("countries")["country"] for name in entry["aliases"])


def looks_like_company(name: str) -> bool:
    """Whether a name has a legal form or ends in a word that firms have in their names."""
    folded = fold(name).text
    if legal_forms(folded) or _before().match(folded):
        return True
    words = re.findall(r"[^\W\d_]+", folded.casefold())
    return any(word in _weak() for word in words)


def has_legal_form(name: str) -> bool:
    """Whether a name shows its legal form."""
    folded = fold(name).text
    return bool(legal_forms(folded)) or bool(_before().match(folded))


@cache
def _before() -> re.Pattern[str]:
    words = (w for entry in table("legal_forms")["before"] for w in entry["words"] if not w.endswith(":"))
    return re.compile("|".join(rf"{re.escape(w.upper() if w.isascii() else w)}{_behind(w)}" for w in words))


def _behind(word: str) -> str:
    """What follows a form before the name: a space or a quote; Korean and Japanese names follow at once."""
    return r"(?=[\s\"«]|[^\x00-\x7f])" if re.search(r"[\u3040-\u9fff\uac00-\ud7a3]", word) else r"(?=[\s\"«])"


@cache
def _weak() -> frozenset[str]:
    return frozenset(w for entry in table("legal_forms")["weak"] for w in entry["words"])


def is_generic(name: str) -> bool:
    """Whether a name stands for nobody ("BUYER CORPORATION", "ABC Company", "Dear Sirs")."""
    plain = re.sub(r"[^\w\u3400-\u9fff/ ]", "", fold(name).text).casefold()
    words = " ".join(plain.split())
    return words in _generic() or words.startswith(("to order", "to the order", "same as", "the same as", "dear "))


@cache
def _generic() -> frozenset[str]:
    return frozenset(table("legal_forms")["generic"]["names"])


def person_likeness(name: str) -> Confidence | None:
    """How sure a name is a natural person's: by a title or a family name; None when it is a firm's or unclear."""
    folded = " ".join(fold(name).text.split()).strip(" .,:")
    people = table("legal_forms")["people"]
    if looks_like_company(folded) or re.search(r"\d", folded):
        return None
    titled = any(
        folded.casefold().startswith((t + " ", t + ".")) or (CJK.search(t) and folded.endswith(t))
        for t in people["titles"]
    )
    if titled:
        return Confidence.HIGH
    chinese = re.fullmatch(r"[\u3400-\u9fff]{2,4}", folded.replace(" ", ""))
    if chinese:
        return Confidence.HIGH if folded[0] in people["family_zh"] else None
    return _western_person(folded, people)


def _western_person(folded: str, people: dict[str, list[str]]) -> Confidence | None:
    words = re.findall(r"[^\W\d_]+", folded)
    if not 2 <= len(words) <= 4 or re.search(r"[^\w\s.'-]", folded):
        return None
    low = [word.casefold() for word in words]
    if any(not word[0].isupper() for word in words):
        return None
    family = low[0] in people["family_en"] or low[-1] in people["family_en"]
    given = low[0] in people["given_en"]
    if given or family:
        return Confidence.MEDIUM if len(words) <= 3 else Confidence.LOW
    return None


def comparable(a: str, b: str) -> bool:
    """Whether two names are written in one script, so that their spelling can be compared."""
    return _scripts(a) == _scripts(b)


# Letters of other scripts than the Latin one.
SCRIPTS = tuple(
    re.compile(letters)
    for letters in ("[\u3400-\u9fff]", "[\u3040-\u30ff]", "[\uac00-\ud7a3]", "[\u0400-\u04ff]", "[\u0600-\u06ff]")
)


def _scripts(name: str) -> tuple[bool, ...]:
    return tuple(bool(script.search(name)) for script in SCRIPTS)


def same_party(a: str, b: str) -> float:
    """How alike two names are, 1.0 for one spelling (case, punctuation and short legal forms aside).

    0.9 and more: one name misspelled. A name without its city or group word counts 0.95. Names in two scripts are
    not comparable and give 0.
    """
    if not comparable(a, b):
        return 0.0
    first, second = _words(a), _words(b)
    if not first or not second:
        return 0.0
    if first == second or "".join(first) == "".join(second):
        return 1.0
    if CJK.search(a):
        return _alike(_plain(a), _plain(b))
    return _word_likeness(first, second)


def _plain(name: str) -> str:
    return re.sub(r"[^\w]", "", fold(name).text.casefold())


def _words(name: str) -> tuple[str, ...]:
    text = re.sub(r"\bint'l\b", "intl", fold(name).text, flags=re.IGNORECASE)
    folded = text.casefold()
    if CJK.search(folded):
        return (re.sub(r"[^\w]", "", folded),)
    for form in reversed(legal_forms(text)):
        folded = folded[: form.start] + " " + folded[form.end :]
    words = re.findall(r"[^\W_]+|&", folded)
    return tuple(_abbreviations().get(word, word) for word in words if word not in ("co", "company", "the", "and", "&"))


@cache
def _abbreviations() -> dict[str, str]:
    return {short: word for word, shorts in table("legal_forms")["alike"].items() for short in shorts}


def _word_likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Word by word: each has to be a spelling of its partner; one that is left out must say little."""
    left, right = list(first), list(second)
    for word in first:
        partner = max(right, key=lambda other: _alike(word, other), default="")
        if partner and _alike(word, partner) >= 0.75 and abs(len(word) - len(partner)) <= 2:
            left.remove(word)
            right.remove(partner)
    whole = _alike(" ".join(first), " ".join(second))
    if not left and not right:
        return max(whole, 0.9)
    silent = set(table("legal_forms")["silent"]["words"]) | _cities()
    spare = [word for word in left + right if word not in silent]
    if not spare and len(first) + len(second) - len(left) - len(right) >= 2:
        return 0.95
    return min(whole, 0.85)


@cache
def _cities() -> frozenset[str]:
    names = (str(entry["name"]).casefold() for entry in table("ports").get("port", ()))
    return frozenset(name for name in names if name != "hong kong")


def _alike(a: str, b: str) -> float:
    """1 minus the edit distance over the longer length."""
    if a == b:
        return 1.0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return 1 - row[-1] / max(len(a), len(b), 1)
