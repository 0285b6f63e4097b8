"""What build services read: GitHub's commands as its runner takes them apart, GitLab's fields, JUnit's cases."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from junitparser import JUnitXml
from reports.commands import commands
from reports.papers import every_outcome, finding, over, record, run
from tradelint.levels import Severity
from tradelint.reports import Look, render
from tradelint.text import Place


def test_github_gets_a_command_for_each_new_finding_and_each_gap() -> None:
    found = commands(render(every_outcome(), "github", Look()))
    assert [command.name for command in found] == ["error"] * 4 + ["warning"]
    assert {command.properties["file"] for command in found} == {"pi.pdf", "half.pdf", "scan.pdf"}
    one = next(command for command in found if command.properties["title"].startswith("PAY003"))
    assert one.data == "page 2, line 14: deposit is 50%, above 30%. Fix: deposit 30%"
    assert one.properties["line"] == "1"


def test_github_properties_survive_the_runner_s_escapes() -> None:
    path = "deals/50%, a:b.pdf"
    (command,) = commands(render(over(record(finding(path=path), path=path)), "github", Look()))
    assert command.properties["file"] == path


def test_github_shows_ten_of_a_kind_so_the_tenth_says_how_many_more() -> None:
    many = [finding(f"fault {n}", fingerprint=f"{n:016}") for n in range(30)]
    few = [finding(severity=Severity.WARNING, fingerprint=f"w{n:015}") for n in range(10)]
    found = commands(render(over(record(*many, *few)), "github", Look()))
    errors = [command for command in found if command.name == "error"]
    assert len(errors) == 10 and errors[-1].data.startswith("21 more")
    assert len([command for command in found if command.name == "warning"]) == 10


def test_gitlab_entries_have_the_documented_fields() -> None:
    # GitLab publishes no schema; the fields are those of its page on custom Code Quality tools.
    entries = json.loads(render(every_outcome(), "gitlab", Look()))
    assert len(entries) == 2 + 3
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(entry["location"]) == {"path", "lines"} and entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith(("/", "./"))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_gitlab_keeps_the_same_finding_of_two_papers_apart() -> None:
    two = over(record(finding()), record(finding(path="b.pdf"), path="b.pdf"))
    first, second = json.loads(render(two, "gitlab", Look()))
    assert first["fingerprint"] != second["fingerprint"]


def test_gitlab_knows_the_line_of_a_text_paper() -> None:
    assert 6 in [entry["location"]["lines"]["begin"] for entry in json.loads(render(run(), "gitlab", Look()))]


def junit(fail_on: str = "error") -> JUnitXml:
    report = every_outcome()
    return JUnitXml.fromstring(render(over(*report.records, fail_on=fail_on), "junit", Look()).encode())


def test_junit_has_a_suite_for_each_paper_and_tells_failures_errors_and_skips() -> None:
    suites = {suite.name: suite for suite in junit()}
    assert set(suites) == {"pi.pdf", "half.pdf", "letter.txt", "clean.pdf", "scan.pdf"}
    counts = {name: (s.tests, s.failures, s.errors, s.skipped) for name, s in suites.items()}
    assert counts == {
        "pi.pdf": (5, 1, 0, 2), "half.pdf": (3, 0, 2, 1), "letter.txt": (1, 0, 0, 1), "clean.pdf": (1, 0, 0, 0),
        "scan.pdf": (1, 0, 1, 0),
    }  # fmt: skip


def test_junit_totals_are_what_a_reader_counts_itself() -> None:
    root = junit()
    told = (root.tests, root.failures, root.errors, root.skipped)
    root.update_statistics()
    assert told == (root.tests, root.failures, root.errors, root.skipped)


def test_junit_fails_what_fails_the_run() -> None:
    assert [junit(level).failures for level in ("never", "error", "warning")] == [0, 1, 2]


def test_junit_case_names_are_unique_in_a_suite() -> None:
    twins = record(*(finding(fingerprint=f"{n:016}", where=Place()) for n in range(3)))
    root = ET.fromstring(render(over(twins), "junit", Look()))
    names = [case.get("name") for case in root.iter("testcase")]
    assert len(names) == len(set(names)) == 4
