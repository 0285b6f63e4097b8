"""What a run ends in: findings, a record for every paper, and a report over all of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from tradelint.config import Config
from tradelint.errors import ExitCode, UnreadableError, gravest
from tradelint.facts.inline import Allowance
from tradelint.levels import Confidence, Severity
from tradelint.text import Document, Gap, Place, Span

Status = Literal["checked", "incomplete", "unreadable", "out_of_scope"]
RANK = {"error": 0, "warning": 1, "info": 2, "never": -1}


@dataclass(frozen=True)
class Related:
    """A second place that a finding speaks of."""

    path: str
    quote: str
    place: str
    span: Span | None = None


@dataclass(frozen=True)
class Finding:
    """A rule's problem as it is reported. `span` and `quote` are empty for something that is missing.

    `near` is the clause that something missing belongs to; `fix_zh` the fix in Chinese, where the rule has one.
    """

    code: str
    name: str
    family: str
    severity: Severity
    confidence: Confidence
    message: str
    path: str
    part: str | None = None
    place: str = "the document"
    quote: str = ""
    span: Span | None = None
    where: Place = Place()
    stated: str | None = None
    expected: str | None = None
    fix: str = ""
    fix_zh: str = ""
    near: Span | None = None
    why: str = ""
    fingerprint: str = ""
    status: str = "new"
    waiver: str | None = None
    related: tuple[Related, ...] = ()


@dataclass(frozen=True)
class ChecklistRow:
    """A checklist item with its quote and place."""

    item: str
    state: str
    confidence: str
    value: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    quote: str | None = None
    place: str | None = None
    span: Span | None = None


@dataclass(frozen=True)
class Record:
    """The result for one paper. `crashes` are rules that failed, one line each; `secrets` bank numbers to mask.

    `document` is the paper as it was read, without words and anchors; it is only there with `Config.keep_text`.
    `about` is what the paper calls things: seller, buyer, paper (its number), paper_date, total, incoterm, place.
    `waived_gaps` are parts that were not read and that a waiver accepts; `overrides` the numbers of the settings'
    overrides that fit this paper; `fail_on` is theirs. `allowances` are waivers that stand in the paper itself.
    """

    path: str
    sha256: str
    status: Status
    part: str | None = None
    gaps: tuple[Gap, ...] = ()
    kind: str = "unknown"
    kind_confidence: str = "low"
    languages: tuple[str, ...] = ()
    is_template: bool = False
    checklist: tuple[ChecklistRow, ...] = ()
    line_items: tuple[dict[str, Any], ...] = ()
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[str, ...] = ()
    crashes: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    searched: str = ""
    document: Document | None = None
    deal: str | None = None
    role: str | None = None
    about: dict[str, str] = field(default_factory=dict)
    waived_gaps: tuple[Gap, ...] = ()
    profile: str = ""
    side: str = ""
    overrides: tuple[int, ...] = ()
    fail_on: str = ""
    allowances: tuple[Allowance, ...] = ()

    @property
    def new(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(finding for finding in self.findings if finding.status == "new")

    @property
    def name(self) -> str:
        """Path, and the sheet or attachment where a file holds several papers."""
        return f"{self.path} ({self.part})" if self.part else self.path


@dataclass(frozen=True)
class DealPaper:
    """A paper of a deal: its role there, number, ISO date, and the later revision that replaces it."""

    path: str
    part: str | None
    role: str
    number: str = ""
    date: str = ""
    replaced_by: str = ""

    @property
    def name(self) -> str:
        """Path, and the sheet or attachment where a file holds several papers."""
        return f"{self.path} ({self.part})" if self.part else self.path


@dataclass(frozen=True)
class DealCard:
    """A deal: its papers, the one that most likely prevails, and why the papers belong together.

    `refund_max` and `exposure` are what the platform could give back of it and what not, as far as the papers tell;
    `unknown` are the figures that they do not give.
    """

    name: str
    papers: tuple[DealPaper, ...]
    leading: str = ""
    links: tuple[str, ...] = ()
    refund_max: str = ""
    exposure: str = ""
    unknown: tuple[str, ...] = ()


def unreadable(path: str, data: bytes, error: UnreadableError) -> Record:
    """The record of a file of which no text could be had."""
    gap = Gap(error.code, path, f"{error}: {error.hint}", waivable=False)
    return Record(path, hashlib.sha256(data).hexdigest() if data else "", "unreadable", gaps=(gap,))


@dataclass(frozen=True)
class Report:
    """All records of a run, in input order."""

    records: tuple[Record, ...]
    as_of: date
    side: str
    profile: str
    fail_on: str = "error"
    fail_on_out_of_scope: bool = False
    version: str = ""
    deals: tuple[DealCard, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all papers."""
        return tuple(finding for record in self.records for finding in record.findings)

    def counts(self) -> Counter[str]:
        """How many findings of each severity, and how many papers of each status."""
        counts = Counter(finding.severity.value for finding in self.findings)
        counts.update(record.status for record in self.records)
        return counts

    @property
    def exit_code(self) -> ExitCode:
        """The process exit code that this report stands for."""
        codes = [ExitCode.OK]
        if any(RANK[f.severity] <= RANK[r.fail_on or self.fail_on] for r in self.records for f in r.new):
            codes.append(ExitCode.FINDINGS)
        if any(self._incomplete(record) for record in self.records):
            codes.append(ExitCode.INCOMPLETE)
        if any(record.crashes for record in self.records):
            codes.append(ExitCode.INTERNAL)
        return gravest(*codes)

    def _incomplete(self, record: Record) -> bool:
        if record.status == "out_of_scope":
            return self.fail_on_out_of_scope
        return record.status in ("incomplete", "unreadable")


def report_of(records: tuple[Record, ...], config: Config, version: str, deals: tuple[DealCard, ...] = ()) -> Report:
    """The report over `records` of a run set up by `config`."""
    return Report(
        records,
        config.as_of,
        config.side,
        config.profile,
        config.fail_on,
        config.fail_on_out_of_scope,
        version,
        deals,
    )
