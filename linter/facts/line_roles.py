"""What a column header or caption says: its role, and the unit, currency and price basis written into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import product
from typing import Any

from tradelint.facts.line_fold import fold
from tradelint.facts.numbers_currency import find_notations
from tradelint.facts.numbers_parse import read_figure
from tradelint.facts.numbers_units import LETTER, unit_of, unit_pattern
from tradelint.facts.vocabulary import entries, table

JOINT = r"[\s./\-_]{0,3}"
BRACKETED = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
# A header of which less is role words is a phrase that merely contains one ("Total station TS-16").
ENOUGH = 0.3
TERM_PLACE = re.compile(r"\b([A-Z]{3}|C&F)\b(?:\s[A-Z][A-Za-z]+){0,2}")
LENGTHS = ("cm", "mm", "cms", "inch", "m", "厘米", "毫米")
LONGEST_KEPT = 200
SQUEEZED = frozenset(" \t\n\r./-_'`,")
LATIN = re.compile(rf"[{LETTER}]")
CORE = ("quantity", "unit_price", "amount")


@dataclass(frozen=True, slots=True)
class RoleHit:
    """A role word in a text, in the offsets of the folded text."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a price is for, as written: `count` units (1000 in "per 1,000 pcs") of the unit named `raw`."""

    count: Decimal
    unit: str | None
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """A header text read: `role` is empty where no list knows it; `also` are further roles in it."""

    text: str
    role: str = ""
    also: tuple[str, ...] = ()
    unit: str = ""
    currencies: tuple[str, ...] = ()
    symbol: str = ""
    basis: Basis | None = None
    incoterm: bool = False


_Tree = dict[str, Any]
# Signs that a name may be written without.
LOOSE = ".'`"


def squeezed(text: str) -> str:
    """A name without case, spaces and signs, for look-up."""
    return re.sub(r"[\s./\-_'`,]", "", fold(text).text.lower())


@cache
def _names(subject: str, group: str) -> dict[str, str]:
    """Squeezed name to role id."""
    found: dict[str, str] = {}
    for entry in table(subject)[group]:
        for name in (*entry.get("names", ()), *entry.get("names_zh", ())):
            found.setdefault(squeezed(name), str(entry["id"]))
    return found


def name_pattern(names: list[str]) -> str:
    """A pattern for any of the names, the longest at each place; spaces and points in a name are loose.

    Names are merged into a tree of their common beginnings: a flat alternation of a thousand names costs
    milliseconds at every position and seconds to compile.
    """
    words: _Tree = {}
    signs: _Tree = {}
    for name in sorted(set(names)):
        folded = fold(name).text
        node = words if re.match(rf"[{LETTER}]", folded) else signs
        tail = rf"(?![{LETTER}])" if re.search(rf"[{LETTER}]\.?$", folded) else ""
        for spelling in product(*([char, ""] if char in LOOSE else [char] for char in folded.lower())):
            leaf = node
            for char in filter(None, spelling):
                leaf = leaf.setdefault(JOINT if char == " " else re.escape(char), {})
            leaf[tail] = {}
    parts = [rf"(?<![{LETTER}])(?:{_merged(words)})"] if words else []
    return "|".join([*parts, _merged(signs)] if signs else parts)


def _merged(node: _Tree) -> str:
    """The regular expression of a tree; what goes on stands before what ends here."""
    ends = [atom for atom in node if not node[atom] and (atom == "" or atom.startswith("(?!"))]
    # A sign that stands in the text goes before the joint that swallows any: `s/no.` before `s no`.
    order = sorted((atom for atom in node if atom not in ends), key=lambda atom: atom == JOINT)
    branches = [atom + _group(node[atom]) for atom in order]
    return "|".join(branches + sorted(ends, reverse=True))


def _group(node: _Tree) -> str:
    inner = _merged(node)
    return inner if len(node) == 1 else f"(?:{inner})"


@cache
def _role_index() -> dict[str, tuple[str, ...]]:
    """The first two signs of a squeezed name to the names that begin so, longest first."""
    found: dict[str, list[str]] = {}
    for name in _names("columns", "role"):
        found.setdefault(name[:2], []).append(name)
    return {key: tuple(sorted(names, key=len, reverse=True)) for key, names in found.items()}


@cache
def word_pattern(subject: str, group: str) -> re.Pattern[str]:
    """Any word of a plain list (`names`, `names_zh`) such as columns.toml [free_of_charge]."""
    words = table(subject)[group]
    return re.compile(name_pattern([*words.get("names", ()), *words.get("names_zh", ())]), re.IGNORECASE)


@cache
def text_roles() -> frozenset[str]:
    """The roles whose columns hold words."""
    return frozenset(str(e["id"]) for e in entries("columns") if e.get("text"))


@lru_cache(maxsize=4096)
def role_hits(folded: str) -> tuple[RoleHit, ...]:
    """The role words of a folded text, the longest at each place; signs and spaces inside them do not count."""
    return _hits(folded) if len(folded) <= LONGEST_KEPT else _find_hits(folded)


@lru_cache(maxsize=4096)
def _hits(folded: str) -> tuple[RoleHit, ...]:
    return _find_hits(folded)


def _find_hits(folded: str) -> tuple[RoleHit, ...]:
    lowered = folded.lower() if len(folded.lower()) == len(folded) else folded
    places = [index for index, char in enumerate(lowered) if char not in SQUEEZED]
    text = "".join(lowered[index] for index in places)
    names, index = _names("columns", "role"), _role_index()
    hits: list[RoleHit] = []
    at = 0
    while at < len(text):
        name = _name_at(folded, text, places, at, index)
        if name is None:
            at += 1
            continue
        hits.append(RoleHit(names[name], places[at], places[at + len(name) - 1] + 1))
        at += len(name)
    return tuple(hits)


def _name_at(folded: str, text: str, places: list[int], at: int, index: dict[str, tuple[str, ...]]) -> str | None:
    """The longest name that stands at a place of the squeezed text as whole words."""
    latin = LATIN.match(text[at])
    if latin and places[at] and LATIN.match(folded[places[at] - 1]):
        return None
    for name in (*index.get(text[at : at + 2], ()), *index.get(text[at], ())):
        if text.startswith(name, at):
            last = places[at + len(name) - 1]
            wide = last - places[at] + 1 - len(name) > 3 * (1 + name.count(" ")) + len(name) // 4
            if not wide and not (LATIN.match(folded[last]) and LATIN.match(folded[last + 1 : last + 2])):
                return name
    return None


def read_header(text: str) -> Header:
    """What a header cell says."""
    return _kept_header(text) if len(text) <= LONGEST_KEPT else Header(text)


@lru_cache(maxsize=4096)
def _kept_header(text: str) -> Header:
    folded = fold(text).text
    hits = role_hits(folded)
    brackets = [m.span() for m in BRACKETED.finditer(folded)]
    outer = [h for h in hits if not any(a <= h.start < b for a, b in brackets)]
    role, also = _chosen(folded, outer or hits)
    notations = list(find_notations(folded))
    codes = min((n.codes for n in notations), key=len, default=())
    symbol = min(notations, key=lambda n: len(n.codes)).raw if notations else ""
    incoterm = bool(_incoterm().search(folded))
    if role and _share(folded, hits, brackets) < ENOUGH:
        role, also = "", ()
    basis = find_basis(folded)
    if notations and basis is not None and role not in ("amount", "unit_price", "with_tax"):
        role, also = "unit_price", ()  # "USD per m²" is a price, though m² names a measure
    if not role and (incoterm or notations) and len(folded) <= 60:
        role = "unit_price?"
    if role == "cartons" and _unit_in(folded, brackets) in LENGTHS:
        role = "carton_size"
    return Header(text, role, also, _unit_in(folded, brackets), codes, symbol, basis, incoterm)


def _is_total(folded: str, hit: RoleHit) -> bool:
    return squeezed(folded[hit.start : hit.end]) in ("total", "ttl", "sum", "合计", "总计")


def _share(folded: str, hits: Sequence[RoleHit], brackets: list[tuple[int, int]]) -> float:
    """How much of a header is role words, brackets, currencies and trade terms with their places set aside."""
    bare = list(folded)
    for start, end in [*brackets, *((n.start, n.end) for n in find_notations(folded))]:
        bare[start:end] = " " * (end - start)
    for match in TERM_PLACE.finditer(folded):
        if _incoterm().match(match[1]):
            bare[match.start() : match.end()] = " " * (match.end() - match.start())
    known = [False] * len(bare)
    for hit in hits:
        known[hit.start : hit.end] = [True] * (hit.end - hit.start)
    signs = [index for index, char in enumerate(bare) if char.isalnum()]
    weight = len(signs) + sum(bare[index].isdigit() for index in signs)
    return sum(known[index] for index in signs) / weight if signs else 1.0


def _chosen(folded: str, hits: Sequence[RoleHit]) -> tuple[str, tuple[str, ...]]:
    """The role of a header with several role words: a figure's role wins, else the last word of a compound."""
    if not hits:
        return "", ()
    roles = list(dict.fromkeys(hit.role for hit in hits))
    if len(roles) == 1:
        return roles[0], ()
    core = [role for role in roles if role in CORE]
    measures = [role for role in roles if role not in text_roles() and role not in CORE]
    if core == ["amount"] and measures and all(_is_total(folded, h) for h in hits if h.role == "amount"):
        core = []  # "CBM total" is a sum of volumes, "Total weight" one of weights
    if core:
        best = max((h for h in hits if h.role in core), key=lambda h: h.end - h.start).role
    else:
        figures = [role for role in roles if role not in text_roles()]
        between = folded[hits[0].end : hits[1].start]
        best = figures[0] if figures else roles[-1] if not between.strip() else roles[0]
    return best, tuple(role for role in roles if role != best)


@cache
def _incoterm() -> re.Pattern[str]:
    codes = [str(e["code"]) for e in entries("incoterms") if e.get("code")]
    names = sorted({*codes, "C&F", "CNF", "C & F"}, key=len, reverse=True)
    return re.compile(rf"(?<![{LETTER}])(?:{'|'.join(map(re.escape, names))})(?![{LETTER}])")


def has_incoterm(folded: str) -> bool:
    """Whether a folded text names a trade term."""
    return bool(_incoterm().search(folded))


@cache
def _basis_pattern() -> re.Pattern[str]:
    words = table("columns")["per"]
    latin = "|".join(re.escape(w) for w in words["names"] if w not in ("/", "each", "ea"))
    return re.compile(
        rf"(?:(?<![{LETTER}])(?i:{latin})(?![{LETTER}])\s?|[/每]\s?|(?<![{LETTER}])(?=(?i:each|ea)(?![{LETTER}])))"
        rf"(?:(?P<count>\d{{1,3}}(?:[,. ]\d{{3}})*|\d+)?\s?(?P<unit>{unit_pattern()}|[Mm](?![{LETTER}]))"
        rf"|(?<!\d/)(?P<bare>1[,.]?000?|10000?)(?![\d.,%{LETTER}]))"
    )


def find_basis(folded: str) -> Basis | None:
    """`/pc`, `per 1,000 pcs`, `每千只`, `each`: what a price in the text is for."""
    for match in _basis_pattern().finditer(folded):
        unit = unit_of(match["unit"]) if match["unit"] else None
        figure = match["count"] or match["bare"]
        read = read_figure(figure.replace(".", ",")) if figure else None
        count = read[0][0] if read else Decimal(1)
        return Basis(count, unit.id if unit else None, match.group().strip(), match.start(), match.end())
    return None


def _unit_in(folded: str, brackets: list[tuple[int, int]]) -> str:
    """The unit in the brackets of a header, else one behind a slash or as its last word."""
    for start, end in brackets:
        inner = folded[start + 1 : end - 1].strip()
        for part in (inner, *re.split(r"[/,;\s]+", inner)):
            if unit_of(part):
                return part
    if unit_of(folded.strip()):
        return folded.strip()
    match = re.search(rf"[/\s,:]\s?({unit_pattern()})\s*$", folded)
    return match[1] if match else ""
