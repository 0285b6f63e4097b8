"""A paper of a deal, the part that it plays there, and what it says of a term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import Any, Literal

from tradelint.checklist import Checklist, Item
from tradelint.checklist import read as read_checklist
from tradelint.facts import Facts
from tradelint.facts.credit import Credit, read_credit
from tradelint.facts.deal_role import is_annex, is_platform_order
from tradelint.levels import Confidence
from tradelint.text import Span

Role = Literal[
    "contract",
    "order",
    "proforma",
    "platform order",
    "quotation",
    "credit",
    "invoice",
    "packing list",
    "annex",
    "other",
]
ROLES: dict[str, Role] = {
    "sales_contract": "contract",
    "purchase_order": "order",
    "proforma_invoice": "proforma",
    "quotation": "quotation",
    "commercial_invoice": "invoice",
    "packing_list": "packing list",
}
# The papers that fix the terms, the strongest first: a signed contract before an order before an invoice on account.
TERMS: tuple[Role, ...] = ("contract", "order", "proforma")
REVISION = re.compile(
    r"[\s/_-]*(?:\(?(?:rev(?:ision)?|ver(?:sion)?)\.?\s?|R|V)(?P<mark>\d{1,2}|[A-F])\)?$", re.IGNORECASE
)


@dataclass(frozen=True)
class Said:
    """What one paper says of a term: `value` made comparable, `words` for people, and the place in that paper."""

    paper: Paper
    span: Span | None
    words: str
    value: Any = None
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, eq=False)
class Paper:
    """One paper with its facts and its checklist. `order` is its place among the files given."""

    facts: Facts
    checklist: Checklist
    order: int = 0

    @property
    def path(self) -> str:
        """The file."""
        return self.facts.document.path

    @property
    def name(self) -> str:
        """The file, and the sheet or attachment where it holds several papers."""
        part = self.facts.document.part
        return f"{self.path} ({part})" if part else self.path

    @property
    def label(self) -> str:
        """The name without its folders, for messages."""
        return PurePath(self.path).name + self.name[len(self.path) :]

    @cached_property
    def credit(self) -> Credit | None:
        """The documentary credit that this paper is."""
        return read_credit(self.facts.reading)

    @cached_property
    def role(self) -> Role:
        """The part that the paper plays in the deal."""
        if self.credit is not None:
            return "credit"
        if is_platform_order(self.facts.reading, self.facts.platform):
            return "platform order"
        if self.facts.kind.name in ROLES:
            return ROLES[self.facts.kind.name]
        return "annex" if is_annex(self.facts.reading, self.path) else "other"

    @property
    def number(self) -> str:
        """The number that the paper is cited by; empty when it has none."""
        found = self.facts.hygiene.number
        return found.value if found and not found.blank else ""

    @property
    def base_number(self) -> str:
        """The number without its mark of revision: PI-118 for PI-118-R1."""
        return REVISION.sub("", self.number)

    @property
    def revision(self) -> tuple[int, str]:
        """A key that orders revisions: (0, "") for a paper without a mark, (2, "") for R2, (2, "B") for rev. B."""
        found = self.facts.hygiene.number
        tail = REVISION.search(self.number)
        mark = (found.revision if found else "") or (tail["mark"] if tail else "")
        if not mark:
            mark = next((r.mark for r in self.facts.hygiene.revisions if r.mark), "")
        if mark.isdigit():
            return int(mark), ""
        return (ord(mark.upper()[0]) - 64, mark.upper()) if mark.isalpha() else (0, "")

    @property
    def date(self) -> date | None:
        """The paper's own date."""
        found = self.facts.hygiene.date
        return found.reading.date if found and found.reading else None

    def item(self, name: str) -> Said | None:
        """What the paper concretely says of a checklist item; None when it is silent, vague or only a template."""
        found: Item = self.checklist[name]
        if found.state != "stated" or found.span is None:
            return None
        words = found.value or self.facts.document.quote(found.span, 80)
        return Said(self, found.span, words, found.fields, found.confidence)

    def says(self, fact: Any, words: str, value: Any = None) -> Said:
        """A fact of this paper as something to compare."""
        confidence = getattr(fact, "confidence", Confidence.HIGH)
        span = fact if isinstance(fact, Span) else fact.span
        return Said(self, span, words, value, confidence)


@dataclass(frozen=True)
class Deal:
    """The papers of one deal, in the order of the files given."""

    papers: tuple[Paper, ...]

    def of(self, *roles: Role) -> tuple[Paper, ...]:
        """The papers of these roles, in the order of the roles, older revisions left out."""
        return tuple(p for role in roles for p in self.papers if p.role == role and not self.superseded_by(p))

    @property
    def terms(self) -> tuple[Paper, ...]:
        """The papers that fix the terms, the one that most likely prevails first."""
        return self.of(*TERMS)

    @property
    def leading(self) -> Paper | None:
        """The paper that most likely prevails: a contract before an order before a proforma invoice."""
        return next(iter(self.terms), None)

    def superseded_by(self, paper: Paper) -> Paper | None:
        """The latest later revision of the same paper in this deal."""
        later = [other for other in self.versions(paper) if _age(other) > _age(paper)]
        return max(later, key=_age, default=None)

    def versions(self, paper: Paper) -> tuple[Paper, ...]:
        """The other revisions of the paper: the same role and the same number but for the revision mark."""
        if not paper.base_number:
            return ()
        return tuple(
            other
            for other in self.papers
            if other is not paper and other.role == paper.role and same_number(other.base_number, paper.base_number)
        )

    def pairs_of_versions(self) -> Iterator[tuple[Paper, Paper]]:
        """(older, newer) for every two papers that carry one number."""
        for index, paper in enumerate(self.papers):
            for other in self.papers[index + 1 :]:
                if other in self.versions(paper):
                    yield (paper, other) if _age(paper) <= _age(other) else (other, paper)


def _age(paper: Paper) -> tuple[tuple[int, str], date]:
    return paper.revision, paper.date or date.min


def same_number(a: str, b: str) -> bool:
    """Whether two numbers are one but for case, spaces and punctuation."""
    return bool(a) and _bare(a) == _bare(b)


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", number).casefold()


def paper_of(facts: Facts, order: int = 0) -> Paper:
    """The paper whose facts these are."""
    return Paper(facts, read_checklist(facts), order)
