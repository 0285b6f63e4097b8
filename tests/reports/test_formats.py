"""All formats come from one run, follow their published forms, and say the same thing each time."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from reports.papers import ACCOUNT, PAPER, UNREADABLE, every_outcome, finding, over, record, run
from tradelint.reports import FORMATS, Look, render
from tradelint.reports.result import schema
from tradelint.reports.tally import tally
from tradelint.reports.template import Template
from tradelint.text import Gap

LIST = "{% for d in documents %}{% for f in d.findings %}{{ d.path }} {{ f.code }} {{ f.message }}\n{% endfor %}{% endfor %}"
LOOK = Look(template=Template("list.txt.j2", LIST))
FOR_PEOPLE = ("full", "concise", "grouped", "html", "markdown", "csv", "github")


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_names_every_new_finding(format_: str) -> None:
    report = run()
    text = render(report, format_, LOOK)
    assert len({f.code for f in report.findings}) > 3
    assert all(f.code in text for f in report.findings)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_report_is_the_same_text(format_: str) -> None:
    assert render(every_outcome(), format_, LOOK) == render(every_outcome(), format_, LOOK)


@pytest.mark.parametrize("format_", [name for name in FORMATS if name not in ("json", "jsonl")])
def test_bank_numbers_are_masked_unless_asked_for(format_: str) -> None:
    digits = ACCOUNT.replace(" ", "")
    quoting = run(PAPER.replace(f"Account No.: {ACCOUNT}", f"Account No.: {ACCOUNT} about USD"))
    quoting = over(replace(quoting.records[0], findings=(finding(f"the account {ACCOUNT} is new", quote=ACCOUNT),)))
    assert quoting.records[0].secrets
    text = render(quoting, format_, LOOK)
    assert ACCOUNT not in text and digits not in text and "7903" in text.replace(" ", "")
    if format_ != "template":  # it sees the result for machines, where messages are masked in any case
        assert "****7903" not in render(quoting, format_, replace(LOOK, show_bank=True))


def test_the_paper_s_text_is_masked_in_html_without_moving_a_highlight() -> None:
    report = run()
    text = render(report, "html", Look())
    assert ACCOUNT not in text and "**** **** **** ***7 903" in text


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "template"])
def test_a_paper_that_was_not_read_is_named_in_every_format(format_: str) -> None:
    assert "scan.pdf" in render(over(UNREADABLE), format_, Look())
    assert "picture" in render(over(UNREADABLE), format_, Look())


@pytest.mark.parametrize("format_", FOR_PEOPLE)
def test_known_and_waived_findings_are_counted_and_never_hidden(format_: str) -> None:
    text = render(every_outcome(), format_, Look())
    assert "1 known, 1 waived" in text or format_ == "csv"
    if format_ in ("html", "markdown", "csv"):
        assert "agreed by phone" in text


def test_accepted_findings_are_shown_on_the_terminal_when_asked_for() -> None:
    for format_ in ("full", "concise", "grouped"):
        assert "an accepted fault" not in render(every_outcome(), format_, Look())
        assert "an accepted fault" in render(every_outcome(), format_, Look(show_accepted=True))


def test_build_services_see_no_accepted_findings() -> None:
    for format_ in ("github", "gitlab"):
        assert "an accepted fault" not in render(every_outcome(), format_, Look())


def test_the_summary_counts_findings_and_how_papers_were_read() -> None:
    whole = (
        "1 error, 1 warning; 1 known, 1 waived; 2 documents checked, 1 not read whole, 1 not checked, 1 no trade paper"
    )
    assert str(tally(every_outcome().records)) == f"{whole}, 1 internal error"
    three = over(record(finding(), finding(), finding()), UNREADABLE)
    assert str(tally(three.records)) == "3 errors, 0 warnings; 1 document checked, 1 not checked"


def test_json_follows_its_schema_and_counts_what_was_accepted() -> None:
    whole = json.loads(render(every_outcome(), "json", Look()))
    jsonschema.validate(whole, json.loads(schema()))
    assert (whole["summary"]["errors"], whole["summary"]["known"], whole["summary"]["waived"]) == (1, 1, 1)
    for line in render(every_outcome(), "jsonl", Look()).splitlines():
        jsonschema.validate(json.loads(line), json.loads(schema()))


def test_a_company_s_own_rule_is_told_by_its_findings() -> None:
    own = over(record(finding(code="HSE001", name="our-law-only", why="we only litigate at home")))
    assert "rule: our-law-only, the company's own" in render(own, "full", Look())
    page = render(own, "html", Look())
    assert 'href="#rule-HSE001"' in page and 'id="rule-HSE001"' in page
    (rule,) = json.loads(render(own, "sarif", Look()))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["fullDescription"]["text"] == "we only litigate at home"


def test_unread_parts_that_a_waiver_accepts_are_told_and_counted() -> None:
    drawing = over(record(waived_gaps=(Gap("image-only-page", "page 4", "a drawing"),)))
    assert str(tally(drawing.records)) == "0 errors, 0 warnings; 1 unread part waived; 1 document checked"
    for format_ in FOR_PEOPLE:
        assert "a drawing" in render(drawing, format_, Look()) or format_ == "github"


def test_gaps_without_a_finding_are_no_success_anywhere() -> None:
    half = record(status="incomplete", gaps=(Gap("limit", "page 9", "only 8 pages were read"),))
    for format_ in [name for name in FORMATS if name != "template"]:
        assert "only 8 pages were read" in render(over(half), format_, Look())
