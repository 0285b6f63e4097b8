"""Which papers belong to one deal: they cite each other, carry one order number, or bind the same two parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tradelint.deal.paper import Paper
from tradelint.deal.parties import is_one_name, spellings
from tradelint.facts.parties_model import Party
from tradelint.facts.parties_names import comparable

# Shorter numbers (`12`, `PI-1`) stand in many papers by chance.
TELLING = 5


@dataclass(frozen=True)
class Link:
    """Why two papers belong together, in words; `by_number` where it is more than their parties."""

    first: Paper
    second: Paper
    because: str
    by_number: bool


def links_between(papers: Sequence[Paper]) -> tuple[Link, ...]:
    """One link for every two papers that belong together, by their numbers or by their parties."""
    found = []
    for first, second in combinations(papers, 2):
        number = _by_number(first, second)
        because = number or _by_parties(first, second)
        if because:
            found.append(Link(first, second, because, bool(number)))
    return tuple(found)


def group(papers: Sequence[Paper]) -> tuple[tuple[Paper, ...], ...]:
    """The papers sorted into deals: those that numbers or parties link, directly or through others.

    Papers of the same parties that name different orders are two deals. A paper that nothing links stands alone.
    """
    leader = {id(paper): paper for paper in papers}

    def root(paper: Paper) -> Paper:
        while leader[id(paper)] is not paper:
            paper = leader[id(paper)]
        return paper

    links = links_between(papers)
    for link in (link for link in links if link.by_number):
        leader[id(root(link.second))] = root(link.first)
    for link in (link for link in links if not link.by_number):
        first, second = root(link.first), root(link.second)
        mine = [p for p in papers if root(p) is first]
        theirs = [p for p in papers if root(p) is second]
        if first is not second and not _rivals(mine, theirs):
            leader[id(second)] = first
    deals: dict[int, list[Paper]] = {}
    for paper in papers:
        deals.setdefault(id(root(paper)), []).append(paper)
    return tuple(tuple(deal) for deal in deals.values())


def _rivals(mine: Sequence[Paper], theirs: Sequence[Paper]) -> bool:
    """Whether both sides hold a paper of one role with numbers of their own: two deals of the same parties."""
    return any(
        a.role == b.role and a.number and b.number and a.base_number != b.base_number for a in mine for b in theirs
    )


def _by_number(first: Paper, second: Paper) -> str:
    orders = {_order(first), _order(second)} - {""}
    if _order(first) and len(orders) == 1 and _order(second):
        return f"both name the platform order {_order(first)}"
    for paper, other in ((first, second), (second, first)):
        if cites(other, paper.number):
            return f"{other.label} cites {paper.number}"
        if paper.base_number != paper.number and cites(other, paper.base_number):
            return f"{other.label} cites {paper.base_number}"
    known = {_bare(number) for number in _numbers(second)}
    telling = [number for number in _numbers(first) if len(_bare(number)) >= TELLING and _bare(number) in known]
    return f"{first.label} and {second.label} carry the number {telling[0]}" if telling else ""


def cites(paper: Paper, number: str) -> bool:
    """Whether a number stands in the paper's text, whole and not as a part of a longer one."""
    if len(_bare(number)) < TELLING:
        return False
    pattern = rf"(?<![0-9A-Za-z]){re.escape(number)}(?![0-9A-Za-z])"
    return re.search(pattern, paper.facts.reading.folded.text, re.IGNORECASE) is not None


def _numbers(paper: Paper) -> Iterator[str]:
    yield from (number.value for number in paper.facts.hygiene.numbers if number.value)
    if paper.base_number:
        yield paper.base_number


def _order(paper: Paper) -> str:
    number = paper.facts.platform.order_number
    return number.value if number and not number.blank else ""


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", number).upper()


def _by_parties(first: Paper, second: Paper) -> str:
    a, b = first.facts.parties, second.facts.parties
    if _same(a.seller, b.seller) and _same(a.buyer, b.buyer):
        return "the same seller and buyer"
    return ""


def _same(a: Party | None, b: Party | None) -> bool:
    if a is None or b is None:
        return False
    return any(comparable(x, y) and is_one_name(x, y) for x in spellings(a) for y in spellings(b))
