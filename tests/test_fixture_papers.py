"""The example papers are exactly what their generator writes, and each says what is expected of it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"
TWINS = ("clean", "faulty")
PAPERS = sorted(
    path.relative_to(FIXTURES)
    for twin in TWINS
    for path in (FIXTURES / twin).glob("*")
    if not path.name.endswith(".expected.toml")
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    subprocess.run([sys.executable, FIXTURES / "make.py", folder], check=True)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    paths = [path for part in (*TWINS, "deals") for path in (folder / part).rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_make_writes_the_committed_files_byte_for_byte(made: Path) -> None:
    written, committed = files(made), files(FIXTURES)
    assert sorted(written) == sorted(committed)
    assert [name for name in written if written[name] != committed[name]] == []


def expectation(paper: Path) -> dict[str, Any]:
    return tomllib.loads((FIXTURES / paper).with_suffix(".expected.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("paper", [paper for paper in PAPERS if paper.parent.name == "clean"], ids=str)
def test_a_clean_paper_has_no_error_and_at_most_three_warnings_to_expect(paper: Path) -> None:
    expected = expectation(paper)
    severities = [finding["severity"] for finding in expected.get("allowed", [])]
    assert expected["silent"] is (severities == [])
    assert "error" not in severities
    assert severities.count("warning") <= 3


@pytest.mark.parametrize("paper", [paper for paper in PAPERS if paper.parent.name == "faulty"], ids=str)
def test_a_faulty_paper_has_three_to_six_seeded_faults_and_a_clean_twin(paper: Path) -> None:
    expected = expectation(paper)
    assert 3 <= len(expected["finding"]) <= 6
    assert all(set(finding) == {"code", "severity", "contains", "what"} for finding in expected["finding"])
    assert (FIXTURES / paper.parent / expected["clean"]).is_file()
