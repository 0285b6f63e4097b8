"""SARIF 2.1.0 as GitHub's code scanning takes it.

Papers are binary files without lines, but GitHub asks for a region: the findings of such a paper stand at 1/1/1/1,
marked `lineIsPlaceholder`, with the place in words first in the message and in `logicalLocations`. GitHub knows an
alert again by `primaryLocationLineHash` alone; ours is the finding's fingerprint, which outlives moves of its clause.
There is no `security-severity`: a finding is no vulnerability.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tradelint.errors import ExitCode
from tradelint.findings import Record, Report
from tradelint.levels import Severity
from tradelint.reports import Look
from tradelint.reports.issues import ABOUT, Issue, issues_of, uri_of
from tradelint.reports.pages import explanation, page
from tradelint.reports.people import Aside, rule_of
from tradelint.reports.result import dumped
from tradelint.reports.visible import visible
from tradelint.rule import FAMILIES, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEM_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
# GitHub refuses a run with more results than this, and shows the first 5,000.
MOST_RESULTS = 25_000


def sarif(report: Report, look: Look) -> str:
    """One run, results gravest first."""
    issues = issues_of(report, look)
    kept = issues[:MOST_RESULTS]
    rules = sorted({issue.rule for issue in kept})
    run = {
        "tool": {
            "driver": {
                "name": "tradelint",
                "semanticVersion": report.version or "0",
                "rules": [_rule(code, kept) for code in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, len(issues) - len(kept))],
        "artifacts": [_artifact(record) for record in _files(report.records)],
        "results": [
            _result(issue, rules.index(issue.rule), _has(kept, "known"), _has(kept, "waived")) for issue in kept
        ],
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _has(issues: Iterable[Issue], status: str) -> bool:
    return any(issue.status == status for issue in issues)


def _invocation(report: Report, dropped: int) -> dict[str, Any]:
    notes = []
    if dropped:
        words = f"{dropped} more findings are not in this file, which holds {MOST_RESULTS} at most"
        notes.append({"level": "error", "message": {"text": words}})
    return {
        "executionSuccessful": report.exit_code in (ExitCode.OK, ExitCode.FINDINGS),
        "exitCode": int(report.exit_code),
        "toolExecutionNotifications": notes,
    }


def _files(records: Iterable[Record]) -> list[Record]:
    return list({record.path: record for record in records}.values())


def _artifact(record: Record) -> dict[str, Any]:
    hashes = {"hashes": {"sha-256": record.sha256}} if record.sha256 else {}
    return {"location": {"uri": uri_of(record.path)}, "roles": ["analysisTarget"], **hashes}


# -- rules


def _rule(code: str, issues: Iterable[Issue]) -> dict[str, Any]:
    rule = rule_of(code)
    if rule is None:  # one of `ABOUT`, or a company's own, of which its findings say why it is there
        entry = next(issue.entry for issue in issues if issue.rule == code)
        text = {"text": (entry.why or entry.name) if entry else ABOUT[code]}
        return {"id": code, "shortDescription": text, "fullDescription": text, "help": text}
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": explanation(rule), "markdown": page(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": _properties(rule),
    }


def _properties(rule: Rule) -> dict[str, Any]:
    return {"tags": [FAMILIES[rule.family]], "problem.severity": PROBLEM_LEVELS[rule.severity]}


# -- results


def _result(issue: Issue, index: int, some_known: bool, some_waived: bool) -> dict[str, Any]:
    asides = issue.entry.related if issue.entry else ()
    result: dict[str, Any] = {
        "ruleId": issue.rule,
        "ruleIndex": index,
        "level": LEVELS[issue.severity],
        "message": {"text": _plain(issue.sentence)},
        "locations": [_location(issue)],
        "partialFingerprints": {"primaryLocationLineHash": _line_hash(issue), "tradelint/v1": issue.key},
    }
    if asides:
        result["relatedLocations"] = [_aside(issue, aside, number) for number, aside in enumerate(asides, 1)]
    if issue.entry:
        result["properties"] = {"confidence": issue.entry.confidence, "quote": issue.entry.quote}
    # Both are given for all results of a run or for none (SARIF 3.27.23 and 3.27.24).
    if some_known:
        result["baselineState"] = "unchanged" if issue.status == "known" else "new"
    if some_waived:
        result["suppressions"] = _suppressions(issue)
    return result


def _plain(text: str) -> str:
    """Square brackets would be read as a link in a message."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _line_hash(issue: Issue) -> str:
    """GitHub's own form, hash and ordinal; the part keeps two sheets of one file apart."""
    key, _, ordinal = issue.key.partition("-")
    return f"{key}:{ordinal or 1}"


def _location(issue: Issue) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": issue.uri},
            "region": _region(issue.line, has_line=issue.has_line),
        },
        "logicalLocations": [_logical(issue.part, issue.place)],
    }


def _region(line: int, *, has_line: bool) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": line, "startColumn": 1, "endLine": line, "endColumn": 1}
    return region if has_line else {**region, "properties": {"lineIsPlaceholder": True}}


def _logical(part: str | None, place: str) -> dict[str, Any]:
    name = f"{part}: {place}" if part else place
    return {"fullyQualifiedName": visible(name), "kind": "place"}


def _aside(issue: Issue, aside: Aside, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": {
            "artifactLocation": {"uri": uri_of(aside.path or issue.path)},
            "region": _region(1, has_line=False),
        },
        "logicalLocations": [_logical(issue.part, aside.place)],
        "message": {"text": _plain(f"{aside.place}: {aside.quote}")},
    }


def _suppressions(issue: Issue) -> list[dict[str, Any]]:
    if issue.status != "waived":
        return []
    reason = issue.entry.waiver if issue.entry else ""
    return [{"kind": "external", **({"justification": reason} if reason else {})}]
