"""One party spelled in two ways: every place its name stands in, the usual spelling and those that deviate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.fold import fold
from tradelint.facts.parties import PartiesFacts
from tradelint.facts.parties_model import Party, Role
from tradelint.facts.parties_names import comparable, has_legal_form, legal_forms, same_party
from tradelint.facts.reading import Fact
from tradelint.levels import Confidence

ALIKE = 0.9
FORMAL = ("bank block", "caption", "definition", "signature", "letterhead", "clause")


@dataclass(frozen=True, slots=True)
class Spelling(Fact):
    """A place in which a party's name stands: `via` is the kind of place ("bank block", "caption", "clause"...)."""

    name: str = ""
    via: str = "clause"


@dataclass(frozen=True, slots=True)
class Deviation:
    """A name that differs from the party's usual one; `short` when it only leaves out a city or a group word."""

    role: Role
    wrong: Spelling
    usual: Spelling
    short: bool = False


def deviations(facts: PartiesFacts, alike: float = ALIKE) -> Iterator[Deviation]:
    """The deviating spellings of every party, each once."""
    told: set[str] = set()
    for role in _roles(facts):
        for name in _names(facts, role):
            groups = _groups(facts, role, name, alike)
            if len(groups) < 2:
                continue
            usual = max(groups.values(), key=lambda group: (_weight(group), -group[0].span.start))
            for key, group in groups.items():
                if group is usual or key in told:
                    continue
                told.add(key)
                yield Deviation(role, group[0], usual[0], _is_short(group[0].name, usual[0].name))


def _roles(facts: PartiesFacts) -> tuple[Role, ...]:
    return tuple(dict.fromkeys(p.role for p in sorted(facts.parties, key=lambda p: p.role != "seller") if p.named))


def _names(facts: PartiesFacts, role: Role) -> Iterator[str]:
    """The Latin and the Chinese name that the role's best reading gives."""
    party = facts.of(role)
    if party is not None and party.confidence is not Confidence.LOW:
        yield from (name for name in (party.name, party.name_zh) if name and has_legal_form(name))


def _groups(facts: PartiesFacts, role: Role, name: str, alike: float) -> dict[str, list[Spelling]]:
    groups: dict[str, list[Spelling]] = {}
    for spelling in _places(facts, role):
        if not comparable(spelling.name, name) or _is_anothers(facts, role, spelling.name, name):
            continue
        likeness = same_party(spelling.name, name)
        key = spelled(spelling.name)
        if likeness >= 1 or key == spelled(name) or _reordered(spelling.name, name):
            key = spelled(name)
        elif likeness < alike or (spelling.via == "clause" and _is_short(spelling.name, name)):
            continue
        group = groups.setdefault(key, [])
        if not any(other.span.overlaps(spelling.span) for other in group):
            group.append(spelling)
    return groups


def _places(facts: PartiesFacts, role: Role) -> list[Spelling]:
    found = [
        Spelling(n.span, n.confidence, n.name, n.via)
        for p in facts.parties
        if p.role == role
        for n in p.namings
        if n.name
    ]
    if role == "seller":
        found += [
            Spelling(a.beneficiary.span, a.beneficiary.confidence, a.beneficiary.text, "bank block")
            for a in facts.accounts
            if a.beneficiary is not None and not a.correspondent
        ]
    taken = [spelling.span for spelling in found]
    found += [
        Spelling(c.span, c.confidence, c.name, "clause")
        for c in facts.companies
        if not any(span.overlaps(c.span) for span in taken)
    ]
    return sorted((s for s in found if has_legal_form(s.name)), key=lambda s: s.span)


def _is_anothers(facts: PartiesFacts, role: Role, name: str, own: str) -> bool:
    """Whether a name is another party's own (a sister company with a similar name)."""
    likeness = same_party(name, own)
    named = [p for p in facts.parties if p.role != role and p.via in ("caption", "definition")]
    others = [n for p in named for n in (p.name, p.name_zh) if n and comparable(n, name)]
    return likeness < 1 and any(same_party(name, other) > likeness for other in others)


def _weight(group: list[Spelling]) -> tuple[int, int]:
    """How many places share a spelling; between equals the caption outweighs the bank block and the clauses."""
    formal = {"caption": 3, "definition": 3, "letterhead": 2, "signature": 1}
    return len(group), max(formal.get(spelling.via, 0) for spelling in group)


def spelled(name: str) -> str:
    """A name for comparison of spellings: no case, accents, punctuation, spaces or short legal forms."""
    folded = fold(name).text.casefold()
    plain = (
        unicodedata.normalize("NFKD", folded).replace("ß", "ss").replace("ı", "i").replace("ł", "l").replace("ø", "o")
    )
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    for form in reversed(legal_forms(letters)):
        letters = letters[: form.start] + form.root + letters[form.end :]
    return re.sub(r"[\W_]|co|company|and", "", letters)


def _reordered(one: str, other: str) -> bool:
    return sorted(re.findall(r"\w+", one.casefold())) == sorted(re.findall(r"\w+", other.casefold()))


def _is_short(one: str, other: str) -> bool:
    """Whether the names share all words but some that one of them leaves out."""
    first, second = (set(re.findall(r"[^\W\d_]+", name.casefold())) for name in (one, other))
    if len(first) == len(second) == 1:
        return abs(len(one) - len(other)) == 1 and set(one) ^ set(other) <= set("市省")
    return first < second or second < first


def is_branch(name: str, seller: str) -> bool:
    """Whether a name is the seller's own with a branch or a workshop behind it."""
    long, short = spelled(name), spelled(seller)
    return bool(short) and long != short and long.startswith(short) and len(long) - len(short) <= 24


def names_in_full(party: Party) -> tuple[str, ...]:
    """Every name under which a party stands in the paper: short names, and the parts of `X GmbH (Y FZE)`."""
    names = (party.name, party.name_zh, *(naming.name for naming in party.namings), *party.short_names)
    return tuple(dict.fromkeys(part for name in names for part in (name, *_parts(name)) if part))


def _parts(name: str) -> tuple[str, ...]:
    """The names that brackets, a slash or a change of script set apart in one name."""
    outside = re.sub(r"[(（][^()（）]*[)）]", " ", name)
    inside = re.findall(r"[(（]([^()（）]*)[)）]", name)
    latin = [run for run in re.findall(r"[A-Za-z][\w&.,' -]{2,}", name) if not name.isascii()]
    parts = [part.strip(" ,;/") for part in (*outside.split("/"), *inside, *latin)]
    return tuple(part for part in parts if part != name and (has_legal_form(part) or len(part) >= 5))
