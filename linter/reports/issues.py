"""The entries of a build's own list of faults: findings, and papers that were not read, gravest first.

A paper that was not read must turn up wherever people look for faults, so gaps and crashes are entries like findings.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tradelint.findings import Record, Report
from tradelint.levels import Severity
from tradelint.reports import Look
from tradelint.reports.people import Entry, Paper, papers_of
from tradelint.reports.visible import one_line

NOT_READ = "not-read"
INTERNAL = "internal-error"
ABOUT = {
    NOT_READ: "Part of the paper, or all of it, could not be read",
    INTERNAL: "A rule failed on the paper; its other findings stand",
}


@dataclass(frozen=True)
class Issue:
    """A fault in a file. `line` is 1 where the file has no lines (`has_line` is False then).

    `key` is the fingerprint within the file, `identity` one that no other issue of the run has.
    """

    rule: str
    title: str
    severity: Severity
    path: str
    part: str | None
    place: str
    message: str
    key: str
    status: str = "new"
    line: int = 1
    has_line: bool = False
    entry: Entry | None = None

    @property
    def identity(self) -> str:
        """A fingerprint over file, part and finding."""
        return _digest(self.path, self.part or "", self.key)

    @property
    def uri(self) -> str:
        """The file as a relative URI reference."""
        return uri_of(self.path)

    @property
    def sentence(self) -> str:
        """Place, message and fix on one line: all that many readers of such lists show."""
        fix = f" Fix: {self.entry.fix}" if self.entry and self.entry.fix else ""
        part = f"{one_line(self.part)}, " if self.part else ""
        return f"{part}{self.place}: {self.message}{'.' if fix else ''}{fix}"


def issues_of(report: Report, look: Look) -> tuple[Issue, ...]:
    """New ones before accepted ones, what was not read first, then by severity, in input order."""
    found = [issue for paper in papers_of(report, look) for issue in _issues(paper)]
    found.sort(key=lambda issue: (issue.status != "new", issue.severity.rank, issue.entry is not None))
    return tuple(found)


def _issues(paper: Paper) -> list[Issue]:
    record = paper.record
    found = [_trouble(record, NOT_READ, gap.place, gap.hint) for gap in paper.unread]
    found += [_trouble(record, INTERNAL, "the document", crash) for crash in paper.crashes]
    return found + [_fault(record, entry) for entry in paper.entries]


def _trouble(record: Record, rule: str, place: str, what: str) -> Issue:
    key = _digest(rule, place, what)[:16]
    return Issue(rule, rule, Severity.ERROR, record.path, record.part, place, what, key)


def _fault(record: Record, entry: Entry) -> Issue:
    where = entry.where
    has_line = where.line is not None and where.page is None and record.part is None
    return Issue(
        entry.code,
        f"{entry.code} {entry.name}",
        entry.severity,
        record.path,
        record.part,
        entry.place,
        entry.message,
        entry.fingerprint,
        entry.status,
        where.line if has_line and where.line else 1,
        has_line,
        entry,
    )


def uri_of(path: str) -> str:
    """A path as a URI reference as code hosts know it: no scheme, other characters than letters percent-encoded."""
    return quote(os.fsencode(os_path(path)), safe="/")


def os_path(path: str) -> str:
    """A path as repositories name it: relative to the working folder where it lies below, with slashes."""
    known = Path(path)
    if known.is_absolute() and known.is_relative_to(Path.cwd()):
        known = known.relative_to(Path.cwd())
    return known.as_posix()


def _digest(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]
