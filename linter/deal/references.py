"""How the papers of a deal cite each other: replaced revisions, strange numbers, one number twice, missing annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from tradelint.deal.figures import is_other_total, line_differences, total
from tradelint.deal.lines import match_lines
from tradelint.deal.paper import REVISION, Deal, Paper, Role, Said, same_number
from tradelint.deal.terms import TERMS, between
from tradelint.facts.citations import read_citations
from tradelint.facts.hygiene_references import Reference, han_number
from tradelint.text import Span

BEHIND = re.compile(
    r"[\s,(_/-]{0,3}(?:rev(?:ision)?\.?\s?|ver(?:sion)?\.?\s?|R|V)(?P<mark>\d{1,2}|[A-F])(?![\w])", re.IGNORECASE
)
# What a label numbers, as roles of papers.
KINDS: dict[str, tuple[Role, ...]] = {
    "invoice": ("proforma",),
    "contract": ("contract",),
    "order": ("order",),
}
ANNEX_NAME = re.compile(
    r"(?:annex(?:e|ure)?|appendix|exhibit|attachment|schedule|enclosure|附件|附录)[\s_.-]{0,3}(?P<key>[A-Z](?![a-z])|[IVX]{1,4}(?![a-z])|\d{1,2}|[一二三四五六七八九十]{1,2})",
    re.IGNORECASE,
)
TOP = 400


def stale_citations(deal: Deal) -> Iterator[tuple[Said, Said]]:
    """(where an older revision is cited, the number of the latest one)."""
    for paper in deal.papers:
        for old in deal.papers:
            newest = deal.superseded_by(old)
            if newest is None or paper.role == old.role:
                continue
            cited = _citation(paper, old)
            if cited is not None:
                yield cited, newest.says(_number_span(newest), _name(newest))


def _citation(paper: Paper, cited: Paper) -> Said | None:
    """Where a paper cites another in exactly that revision; a number without a mark means the first one."""
    pattern = re.compile(rf"(?<![0-9A-Za-z]){re.escape(cited.base_number)}(?![0-9A-Za-z])", re.IGNORECASE)
    for match in paper.facts.reading.find(pattern):
        tail = paper.facts.reading.text[match.span.end : match.span.end + 16]
        mark = BEHIND.match(tail)
        level = _level(mark["mark"]) if mark else (0, "")
        if level == cited.revision and (mark or not _newer_near(paper, match.span)):
            end = match.span.end + (mark.end() if mark else 0)
            span = Span(match.span.start, end)
            return paper.says(span, paper.facts.document.quote(span))
    return None


def _newer_near(paper: Paper, span: Span) -> bool:
    """Whether the words around a bare number speak of a revision all the same."""
    around = paper.facts.reading.text[max(0, span.start - 30) : span.end + 30]
    return re.search(r"\b(?:latest|revised|revision|rev)\b|最新|修订", around, re.IGNORECASE) is not None


def _level(mark: str) -> tuple[int, str]:
    return (int(mark), "") if mark.isdigit() else (ord(mark.upper()) - 64, mark.upper())


def _number_span(paper: Paper) -> Span:
    found = paper.facts.hygiene.number
    return found.span if found else Span(0, 0)


def _name(paper: Paper) -> str:
    number, revision = paper.facts.hygiene.number, paper.revision
    tail = f" rev {revision[1] or revision[0]}" if revision != (0, "") and not REVISION.search(paper.number) else ""
    return f"{number.value if number else ''}{tail}"


def strange_citations(deal: Deal) -> Iterator[tuple[Said, Said]]:
    """(a number cited for a kind of paper, the number that the deal's paper of that kind has)."""
    known = {paper.base_number for paper in deal.papers if paper.number}
    for paper in deal.papers:
        seen: set[str] = set()
        for cited in read_citations(paper.facts.reading):
            roles = KINDS[cited.kind]
            held = [p for p in deal.papers if p.role in roles and p.number]
            base = REVISION.sub("", cited.value)
            strange = not any(same_number(base, number) for number in known) and base not in seen
            if held and strange and paper.role not in roles and not _is_order_number(paper, cited.value):
                seen.add(base)
                yield paper.says(cited, cited.value), held[0].says(_number_span(held[0]), held[0].number)


def _is_order_number(paper: Paper, value: str) -> bool:
    """Whether a number is that of the order on a platform."""
    return any(same_number(number.value, value) for number in paper.facts.platform.order_numbers)


def one_number_two_texts(deal: Deal) -> Iterator[tuple[Said, Said]]:
    """(number of the one, number of the other) for two papers of one number and revision that differ in substance."""
    for older, newer in deal.pairs_of_versions():
        if older.revision == newer.revision and _differ(older, newer):
            yield older.says(_number_span(older), older.number), newer.says(_number_span(newer), newer.number)


def _differ(first: Paper, second: Paper) -> bool:
    a, b = total(first), total(second)
    if a is not None and b is not None and is_other_total(a, b):
        return True
    matched = match_lines(first, second)
    if matched.only_first or matched.only_second:
        return True
    lines = (found for match in matched.pairs for found in line_differences(match, first, second))
    return next(lines, None) is not None or next(between(first, second, TERMS), None) is not None


def absent_annexes(deal: Deal) -> Iterator[Said]:
    """The first mention of each annex that is neither part of its paper nor a paper of the deal."""
    held = {key for paper in deal.papers for key in _annex_keys(paper)}
    for paper in deal.papers:
        seen: set[str] = set()
        for reference in paper.facts.hygiene.references:
            if reference.kind == "annex" and not _is_here(reference, held) and reference.key not in seen:
                seen.add(reference.key)
                yield paper.says(reference, reference.name)


def _is_here(reference: Reference, held: set[str]) -> bool:
    return reference.present or reference.key.upper() in held


def _annex_keys(paper: Paper) -> Iterator[str]:
    """The letters and numbers of the annexes that a paper is, by its first lines, its sheet or its file name."""
    if paper.role not in ("annex", "other", "packing list"):
        return
    top = paper.facts.reading.fold_of(Span(0, min(TOP, len(paper.facts.reading.text))))
    for text in (PurePath(paper.path).stem, paper.facts.document.part or "", top):
        for match in ANNEX_NAME.finditer(text):
            yield han_number(match["key"])
