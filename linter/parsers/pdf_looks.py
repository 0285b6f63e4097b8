"""What a piece of text on a page looks like: a label, a figure, a clause number, a bullet."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

NUMBER = (
    r"(?:article|clause|section|part|annex|appendix|schedule|exhibit)\s+(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivx]{1,5}|[a-z])(?![a-z\d])\s*[.:、)-]?"
    r"|第\s?[一二三四五六七八九十百零〇\d]{1,4}\s?[条章节款項项]\s?[、.:：]?"
    r"|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[(（](?:\d{1,3}|[a-z]|[ivx]{1,5}|[一二三四五六七八九十]{1,3})[)）]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}[.)、]?(?![\d%])"
    r"|\d{1,2}[.)、](?!\d)"
    r"|(?:[a-z]|[ivx]{2,5})[.)](?=\s|$)"
)
MARKER = re.compile(rf"\s*({NUMBER})\s*(?![,.;:)\]])", re.IGNORECASE)
BULLET = re.compile(r"\s*[•·●▪■□☐☑✓✔➢➤◆◇○*‣⁃–—-](?=\s|$)|\s*[•●▪■□☐☑✓✔➢◆](?=\S)")
SIGNS = "$€£¥₹￥₩₽₫฿₺₱"
CURRENCY = rf"(?:[A-Z]{{2,3}}\$|[A-Z]{{3}}|Rs\.?|RM|kr)\s?|[A-Z]{{0,2}}[{SIGNS}]\s?[-–(]?"
UNIT = rf"%|[{SIGNS}]|(?:[a-z]{{1,8}}|[A-Z]{{1,8}}|[A-Z][a-z]{{1,4}})\.?|[㎡㎥³²件个台套箱吨米元]|/[A-Za-z]{{1,8}}"
FIGURE = re.compile(rf"[(+\-–~≤≥<>]{{0,2}}\s?(?:{CURRENCY})?\d[\d.,'’ \u00a0]*(?:\s?(?:{UNIT}))?\)?")
PHONE = re.compile(r"\+\d[\d ()/-]{6,}")
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
# A colon between two digits is a time of day or a ratio.
COLON_LABEL = re.compile(r"([^:：]{1,60})(?:(?<!\d)[:：]|[:：](?!\d))(?!//)\s*(\S?)")
EDGES = " \t.:：*#()（）-–/、,"


class Numbered(NamedTuple):
    """A clause number at the start of a text: as it stands there, and where the words behind it begin."""

    number: str
    after: int


def _phrases(name: str, *fields: str) -> Iterator[str]:
    table = tomllib.loads((files("tradelint.rules.vocabulary") / f"{name}.toml").read_text("utf-8"))
    for entries in (value for value in table.values() if isinstance(value, list)):
        for entry in entries:
            for field in fields:
                yield from (str(phrase).casefold().strip(EDGES) for phrase in entry.get(field, ()))


@cache
def known_fields() -> frozenset[str]:
    """The captions of single fields (seller, date, bank), in lower case."""
    return frozenset(_phrases("labels", "aliases", "aliases_zh")) - {""}


@cache
def known_labels() -> frozenset[str]:
    """All captions of the vocabulary, in lower case."""
    return known_fields() | frozenset(_phrases("clause_topics", "headings", "headings_zh")) - {""}


@cache
def known_words() -> frozenset[str]:
    """The single words of all captions, in lower case."""
    return frozenset(word for phrase in known_labels() for word in phrase.split())


@cache
def legal_forms() -> frozenset[str]:
    """The last words of company names, without dots and commas, in lower case."""
    return frozenset(re.sub(r"[.,\s]", "", form) for form in _phrases("legal_forms", "words")) - {""}


@lru_cache(4096)
def has_legal_form(text: str) -> bool:
    """Whether a text ends as a company's name does."""
    words = text.casefold().split()
    return any(re.sub(r"[.,\s]", "", "".join(words[-count:])) in legal_forms() for count in (1, 2, 3)) or text.rstrip(
        "）) "
    ).endswith("公司")


@lru_cache(4096)
def marker(text: str) -> Numbered | None:
    """The clause number at the start of a line ("7.2", "(a)", "Article 7", "第三条"); None where there is none."""
    match = MARKER.match(text)
    return Numbered(match.group(1).strip(), match.end()) if match else None


def is_bullet(text: str) -> bool:
    """Whether a line starts with a bullet or a dash."""
    return BULLET.match(text) is not None


@lru_cache(4096)
def is_figure(text: str) -> bool:
    """Whether a cell holds a number: an amount, a quantity, a percentage, a date."""
    text = text.strip()
    if len(text) > 40 or PHONE.fullmatch(text):
        return False
    return FIGURE.fullmatch(text) is not None or DATE.fullmatch(text) is not None


@lru_cache(4096)
def is_field(text: str) -> bool:
    """Whether a text is the caption of a single field, perhaps in two languages."""
    return _is_among(text, known_fields())


@lru_cache(4096)
def is_known(text: str) -> bool:
    """Whether a text is a caption of the vocabulary, perhaps in two languages."""
    return _is_among(text, known_labels())


def _is_among(text: str, phrases: frozenset[str]) -> bool:
    numbered = marker(text)
    plain = " ".join((text[numbered.after :] if numbered else text).casefold().split()).strip(EDGES)
    if not plain or len(plain) > 60 or ":" in plain or "：" in plain:
        return False
    if plain in phrases:
        return True
    parts = re.findall(r"[\u2e80-\u9fff]+|[^\u2e80-\u9fff/|()（）]+", plain)
    known = [part.strip(EDGES) in phrases for part in parts if part.strip(EDGES)]
    return len(known) > 1 and known[0] and sum(known) * 2 >= len(known)


@lru_cache(4096)
def is_label(text: str) -> bool:
    """Whether a text is nothing but a caption: it ends with a colon or is known as one."""
    text = text.strip()
    if text.endswith((":", "：")):
        return len(text) <= 60
    return is_known(text)


@lru_cache(4096)
def opens_label(text: str) -> bool:
    """Whether a text starts with a caption, with or without its value behind it."""
    numbered = marker(text)
    text = text[numbered.after :] if numbered else text
    if is_label(text):
        return True
    match = COLON_LABEL.match(text)
    if match and len(match.group(1).split()) <= 6 and re.search(r"[^\W\d_]", match.group(1)):
        return True
    words = text.split()
    return any(
        " ".join(words[:count]).casefold().strip(EDGES) in known_labels()
        and any(char.isdigit() for char in "".join(words[count:]))
        for count in range(1, min(4, len(words)))
    )


def is_ornament(text: str) -> bool:
    """Whether a line is nothing but a rule made of signs, such as `=====`; a line to sign on is none."""
    return len(text) > 3 and not any(char.isalnum() or char == "_" for char in text)


@lru_cache(4096)
def starts_as_field(text: str) -> bool:
    """Whether a text starts with the caption of a single field and goes on ("SAY TOTAL US DOLLARS ...")."""
    words = text.casefold().split()
    return any(" ".join(words[:count]).strip(EDGES) in known_fields() for count in range(1, min(4, len(words) - 1)))


def opens_line(text: str) -> bool:
    """Whether a line must start a block of its own: a number, a bullet or a caption with a colon stands first."""
    if is_bullet(text) or marker(text) is not None:
        return True
    match = COLON_LABEL.match(text)
    # A single character before a colon is the end of a wrapped word ("邮箱").
    label = match.group(1).strip() if match else ""
    return len(label) > 1 and len(label.split()) <= 5 and re.search(r"[^\W\d_]", label) is not None
