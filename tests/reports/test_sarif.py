"""SARIF 2.1.0: the object model generated from the published schema takes it, and so do GitHub's documented demands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif
from reports.papers import every_outcome, finding, over, record, run
from tradelint.findings import Related, Report
from tradelint.reports import Look, render
from tradelint.text import Place


def written(report: Report) -> dict[str, Any]:
    """The one run of a report that the object model accepts."""
    text = render(report, "sarif", Look())
    Sarif.model_validate_json(text)
    whole: dict[str, Any] = json.loads(text)
    assert whole["version"] == "2.1.0" and len(whole["runs"]) == 1
    return dict(whole["runs"][0])


def test_the_object_model_would_notice_a_wrong_file() -> None:
    text = render(every_outcome(), "sarif", Look())
    for wrong in ('"startLine": 0', '"startRow": 1'):
        with pytest.raises(ValidationError):
            Sarif.model_validate_json(text.replace('"startLine": 1', wrong))


def test_every_result_meets_the_demands_of_github() -> None:
    run_ = written(every_outcome())
    rules = run_["tool"]["driver"]["rules"]
    assert len(run_["results"]) == 4 + 3  # findings; two gaps and a crash
    for result in run_["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert set(place["region"]) >= {"startLine", "startColumn", "endLine", "endColumn"}
        assert not place["artifactLocation"]["uri"].startswith(("/", "file:"))
        assert result["message"]["text"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        assert rule["shortDescription"]["text"] and len(rule["shortDescription"]["text"]) <= 1024
        assert rule["fullDescription"]["text"] and len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert "security-severity" not in rule.get("properties", {})
        assert len(rule.get("properties", {}).get("tags", [])) <= 20


def test_a_binary_paper_has_a_placeholder_region_and_its_place_in_words() -> None:
    result = written(over(record(finding())))["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1, "properties": {"lineIsPlaceholder": True}
    }  # fmt: skip
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "page 2, line 14"
    assert result["message"]["text"].startswith("page 2, line 14: deposit is 50%, above 30%")


def test_a_text_paper_has_its_real_line() -> None:
    regions = [r["locations"][0]["physicalLocation"]["region"] for r in written(run())["results"]]
    assert {"startLine": 6, "startColumn": 1, "endLine": 6, "endColumn": 1} in regions


def test_fingerprints_survive_a_move_and_tell_twins_apart() -> None:
    twins = record(finding(fingerprint="0123456789abcdef"), finding(fingerprint="0123456789abcdef-2"))
    hashes = [r["partialFingerprints"]["primaryLocationLineHash"] for r in written(over(twins))["results"]]
    assert hashes == ["0123456789abcdef:1", "0123456789abcdef:2"]
    moved = record(finding(place="page 3, line 1", where=Place(page=3, line=1)))
    assert written(over(moved))["results"][0]["partialFingerprints"]["primaryLocationLineHash"] == hashes[0]


def test_the_other_side_of_a_contradiction_is_a_related_location_in_its_own_file() -> None:
    made = finding(related=(Related("contract.docx", "1,600 pcs", "table 1 row 2"),))
    (aside,) = written(over(record(made)))["results"][0]["relatedLocations"]
    assert aside["physicalLocation"]["artifactLocation"]["uri"] == "contract.docx"
    assert aside["message"]["text"] == "table 1 row 2: 1,600 pcs"


def test_waivers_are_suppressions_and_known_findings_unchanged_for_all_results_or_none() -> None:
    results = written(every_outcome())["results"]
    assert all("suppressions" in r and "baselineState" in r for r in results)
    assert [s["justification"] for r in results for s in r["suppressions"]] == ["agreed by phone"]
    assert [r["baselineState"] for r in results].count("unchanged") == 1
    assert not any("suppressions" in r or "baselineState" in r for r in written(over(record(finding())))["results"])


def test_a_run_that_did_not_read_everything_was_no_success() -> None:
    assert written(every_outcome())["invocations"][0]["executionSuccessful"] is False
    assert written(over(record(finding())))["invocations"][0] == {
        "executionSuccessful": True, "exitCode": 1, "toolExecutionNotifications": []
    }  # fmt: skip


def test_file_names_are_relative_references_that_decode_to_the_name() -> None:
    from urllib.parse import unquote, urlsplit

    for name in ("deals/a b#c%.pdf", "{{7}}.txt", "c:evil.txt", "报价.xlsx", "new\nline.txt"):
        location = written(over(record(finding(path=name), path=name)))["artifacts"][0]["location"]
        assert urlsplit(location["uri"]).scheme == ""
        assert unquote(location["uri"]) == name


def test_brackets_in_a_message_are_no_links() -> None:
    result = written(over(record(finding("[pay](javascript:alert(1))"))))["results"][0]
    assert "\\[pay\\](javascript" in result["message"]["text"]
