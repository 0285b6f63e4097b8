"""JUnit XML: a suite for each paper, a failed case for each finding that fails the run."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tradelint.findings import RANK, Report
from tradelint.reports import Look
from tradelint.reports.people import Entry, Paper, papers_of


def junit(report: Report, look: Look) -> str:
    """Findings at or above --fail-on are failures, what was not read is an error, what was accepted is skipped."""
    root = ET.Element("testsuites", name="tradelint")
    for paper in papers_of(report, look):
        root.append(_suite(paper, report.fail_on))
    for outcome in ("tests", "failures", "errors", "skipped"):
        root.set(outcome, str(sum(int(suite.get(outcome, "0")) for suite in root)))
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".replace("##", "#&#35;")


def _suite(paper: Paper, fail_on: str) -> ET.Element:
    suite = ET.Element("testsuite", name=paper.name)
    _reading(suite, paper)
    for entry in paper.entries:
        _finding(suite, paper, entry, fails=RANK[entry.severity] <= RANK[paper.record.fail_on or fail_on])
    for code in paper.record.not_checked:
        ET.SubElement(_case(suite, paper, f"{code}: not checked"), "skipped", message="text is missing")
    suite.set("tests", str(len(suite)))
    for outcome, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(outcome, str(len(suite.findall(f"testcase/{tag}"))))
    return suite


def _case(suite: ET.Element, paper: Paper, name: str) -> ET.Element:
    """A case of its own name: some services drop the second of two that share one."""
    taken = {case.get("name") for case in suite}
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name} ({number})"
    return ET.SubElement(suite, "testcase", classname=paper.name, name=unique)


def _reading(suite: ET.Element, paper: Paper) -> None:
    for gap in paper.unread:
        ET.SubElement(_case(suite, paper, f"read whole: {gap.place}"), "error", type="not-read", message=gap.hint)
    for gap in paper.unread_accepted:
        ET.SubElement(_case(suite, paper, f"read whole: {gap.place}"), "skipped", message=f"accepted: {gap.hint}")
    for crash in paper.crashes:
        ET.SubElement(_case(suite, paper, "every rule ran"), "error", type="internal-error", message=crash)
    if paper.status == "out_of_scope":
        ET.SubElement(_case(suite, paper, "trade paper"), "skipped", message="this is no trade paper")
    elif not paper.unread:
        _case(suite, paper, "read whole")


def _finding(suite: ET.Element, paper: Paper, entry: Entry, *, fails: bool) -> None:
    case = _case(suite, paper, f"{entry.code} {entry.name}: {entry.place}")
    if not entry.is_new:
        message = ": ".join(word for word in (entry.status, entry.waiver) if word)
        ET.SubElement(case, "skipped", message=message)
    elif fails:
        ET.SubElement(case, "failure", type=entry.severity.value, message=entry.message).text = _told(entry)
    else:
        ET.SubElement(case, "system-out").text = f"{entry.severity.value}: {entry.message}\n{_told(entry)}"


def _told(entry: Entry) -> str:
    said = (("at", entry.place), ("quote", entry.quote), ("stated", entry.stated), ("expected", entry.expected))
    lines = [f"{name}: {words}" for name, words in (*said, ("why", entry.why), ("fix", entry.fix)) if words]
    return "\n".join(lines)
