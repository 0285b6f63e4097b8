"""Arbitral institutions as papers name them: present, renamed, misspelled, or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import entries
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

ARBITRATION = re.compile(r"\barbitra\w*|仲裁|арбитраж", re.IGNORECASE)


UNKNOWN_NAME = re.compile(
    r"(?P<en>(?:[A-Z][\w&'-]+\s(?:of\s|and\s|for\s|the\s|&\s)*){1,8}Arbitra(?:tion|l)\s(?:Commission|Committee|"
    r"Cent(?:er|re)|Court|Institute|Association|Board|Chamber|Tribunal))|(?P<zh>[\u4e00-\u9fff]{2,14}仲裁(?:委员会|院|"
    r"中心))",
)


@dataclass(frozen=True, slots=True)
class Institution(Fact):
    """An arbitral institution as named: `status` current, renamed, abolished, not-an-institution, or unknown to us.

    `as_rules` marks one named for its rules only ("under the ICC Rules") and not as the one that administers the case.
    `misspelled` says that the name is not the institution's own; `now` is the present name to use instead.
    """

    id: str = ""
    name: str = ""
    status: str = "current"
    written: str = ""
    now: str | None = None
    misspelled: bool = False
    as_rules: bool = False

    @property
    def family(self) -> str:
        """One id for an institution and its branches."""
        return self.id.partition("-")[0] if self.id != "unknown" else self.written


def institutions_in(reading: Reading, scope: Span, certain: bool = False) -> tuple[Institution, ...]:
    """The institutions of a slice in text order, each once; short forms only beside words of arbitration.

    With `certain` only those that mean nothing else, whatever stands beside them.
    """
    found = [*_known(reading, scope, certain)]
    if not certain:
        found += [*_unknown(reading, scope, [i.span for i in found])]
    found.sort(key=lambda institution: institution.span)
    first: dict[tuple[str, bool], Institution] = {}
    for institution in found:
        first.setdefault(
            (institution.id if institution.id != "unknown" else institution.written, institution.as_rules), institution
        )
    administering = {i.id for i in first.values() if not i.as_rules}
    return tuple(i for i in first.values() if not (i.as_rules and i.id in administering))


def _known(reading: Reading, scope: Span, certain: bool) -> Iterator[Institution]:
    known = {e["id"]: e for e in entries("arbitration_institutions")}
    about = certain or bool(ARBITRATION.search(reading.fold_of(scope)))
    taken: list[Span] = []
    for hit in sorted(reading.hits("arbitration_institutions", scope), key=lambda h: (-len(h.span), h.span.start)):
        if any(t.overlaps(hit.span) for t in taken) or not _fits(hit, about, known[hit.id], certain):
            continue
        if _abbreviates(reading, hit, taken):
            continue
        taken.append(hit.span)
        entry = known[hit.id]
        yield Institution(
            hit.span,
            id=hit.id,
            name=entry["name"],
            status=entry["status"],
            written=hit.raw,
            now=entry.get("now"),
            misspelled=hit.key.endswith(".misspellings"),
            as_rules=_gives_rules(reading, scope, hit.span),
        )


def _abbreviates(reading: Reading, hit: Hit, taken: list[Span]) -> bool:
    """Letters in brackets right behind a full name stand for that name, whatever else they mean."""
    return any(
        hit.span.start >= full.end and re.fullmatch(r"\s?[(（\"“']{1,3}", reading.text[full.end : hit.span.start])
        for full in taken
    )


def _gives_rules(reading: Reading, scope: Span, span: Span) -> bool:
    """Whether the institution is named for its rules only: "under the ICC Rules"."""
    behind = reading.fold_of(Span(span.end, min(scope.end, span.end + 40)))
    before = reading.fold_of(Span(max(scope.start, span.start - 30), span.start))
    return bool(RULES_BEHIND.match(behind) or RULES_BEFORE.search(before))


RULES_BEHIND = re.compile(
    r"\W{0,3}(?:'s\s)?(?:international\s)?(?:arbitration\s|commercial\s)*rules\b|(?:的)?仲裁规则", re.IGNORECASE
)
RULES_BEFORE = re.compile(r"\brules\s(?:of\s)?(?:arbitration\s)?(?:of\s)?(?:the\s)?$", re.IGNORECASE)


def _unknown(reading: Reading, scope: Span, taken: list[Span]) -> Iterator[Institution]:
    for found in reading.find(UNKNOWN_NAME, scope):
        written = (found["en"] or found["zh"]).strip()
        hole = any(hole.span.overlaps(found.span) for hole in reading.placeholders)
        if not hole and not any(t.overlaps(found.span) for t in taken) and not _generic_name(written):
            yield Institution(
                found.span, Confidence.MEDIUM, id="unknown", name=written, status="unknown", written=written
            )


def _fits(hit: Hit, about: bool, entry: dict[str, object], certain: bool) -> bool:
    """Letters that also mean other things (`context`) need words of arbitration beside them."""
    if hit.raw.isascii() and len(hit.raw) <= 5:
        return about and hit.raw.isupper() and not (certain and "context" in entry)
    return about or "arbitra" in hit.raw.casefold() or "仲裁" in hit.raw


def _generic_name(written: str) -> bool:
    return bool(
        re.match(
            r"(?:the\s)?(?:arbitration|arbitral|such|this|an?)\s\w+$|(?:The\s)?Arbitra\w+\s\w+$", written, re.IGNORECASE
        )
        or re.match(r"(?:提交|向|由|当地|所在地|有关|该|一方|或|和|申请|约定的?|选择|双方|请)+.{0,4}仲裁", written)
    )
