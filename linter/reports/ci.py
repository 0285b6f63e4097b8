"""Formats that build services read: GitHub's workflow commands and GitLab's Code Quality."""

from __future__ import annotations

from itertools import groupby

from tradelint.findings import Report
from tradelint.levels import Severity
from tradelint.reports import Look
from tradelint.reports.issues import Issue, issues_of, os_path
from tradelint.reports.result import dumped
from tradelint.reports.tally import tally
from tradelint.reports.visible import visible

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# GitHub shows ten annotations of each kind for a step and drops the rest without a word.
MOST_ANNOTATIONS = 10
CODE_QUALITY = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "minor"}


def github(report: Report, look: Look) -> str:
    """Workflow commands for new findings, gravest first; the tenth of a kind says how many more there are."""
    lines: list[str] = []
    new = (issue for issue in issues_of(report, look) if issue.status == "new")
    for severity, group in groupby(new, key=lambda issue: issue.severity):
        issues = list(group)
        shown = issues if len(issues) <= MOST_ANNOTATIONS else issues[: MOST_ANNOTATIONS - 1]
        lines += [_command(issue) for issue in shown]
        if len(issues) > len(shown):
            more = f"{len(issues) - len(shown)} more of this kind: see the full report"
            lines.append(f"::{COMMANDS[severity]} title=tradelint::{_data(more)}")
    return "".join(line + "\n" for line in [*lines, f"tradelint: {tally(report.records)}"])


def _command(issue: Issue) -> str:
    properties = {"file": visible(os_path(issue.path)), "line": str(issue.line), "title": issue.title}
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[issue.severity]} {said}::{_data(issue.sentence)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(report: Report, look: Look) -> str:
    """A Code Quality report on new findings. GitLab shows equal fingerprints once, so each is unique in the run."""
    entries = [
        {
            "description": issue.sentence,
            "check_name": issue.rule,
            "fingerprint": issue.identity,
            "severity": CODE_QUALITY[issue.severity],
            "location": {"path": visible(os_path(issue.path)), "lines": {"begin": issue.line}},
        }
        for issue in issues_of(report, look)
        if issue.status == "new"
    ]
    return dumped(entries, indent=1) + "\n"
