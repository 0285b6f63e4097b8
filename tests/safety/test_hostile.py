"""Every file of strangers ends as findings or as one clear error: no traceback, no hang, none lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from safety.mutants import mutants
from tradelint.config import Config
from tradelint.discovery import task_of
from tradelint.workers import Pool, Task

HOSTILE = os.environ.get("TRADELINT_HOSTILE")
needs_files = pytest.mark.skipif(not HOSTILE, reason="TRADELINT_HOSTILE names no folder of hostile files")
BOUNDED = 30


def check(tasks: list[Task]) -> None:
    with Pool(Config(), jobs=2) as pool:
        answers = list(pool.map(tasks))
    assert [answer.path for answer in answers] == [task.path for task in tasks]
    for answer in answers:
        assert answer.records, f"{answer.path} is lost"
        for record in answer.records:
            assert not record.crashes, f"{answer.path}: {record.crashes}"
            assert record.status != "unreadable" or len(record.gaps) == 1
            assert all(gap.hint and "Error:" not in gap.hint for gap in record.gaps), f"{answer.path}: {record.gaps}"


def test_damaged_papers_end_as_findings_or_one_error() -> None:
    check([Task(name, data) for name, data in mutants(BOUNDED)])


@pytest.mark.torture
def test_two_thousand_damaged_papers() -> None:
    check([Task(name, data) for name, data in mutants(2_000)])


@needs_files
@pytest.mark.torture
def test_files_that_broke_other_readers() -> None:
    files = sorted((Path(HOSTILE or "") / "files").iterdir())
    assert len(files) >= 141
    check([task_of(path) for path in files])


@needs_files
@pytest.mark.torture
def test_generated_cases(tmp_path: Path) -> None:
    subprocess.run([sys.executable, Path(HOSTILE or "") / "make_hostile.py", tmp_path, "--big"], check=True)
    files = [path for folder in ("", "names", "fs") for path in sorted((tmp_path / folder).iterdir())]
    check([task_of(path) for path in files if not path.is_dir()])


@needs_files
@pytest.mark.torture
def test_nothing_is_lost_of_ten_thousand_files(tmp_path: Path) -> None:
    """A tree with one broken file in ten, linted from the command line: a record for each, each as expected."""
    subprocess.run([sys.executable, Path(HOSTILE or "") / "make_hostile.py", tmp_path, "--tree", "10000"], check=True)
    index = json.loads((tmp_path / "index.json").read_bytes())
    expected = {str(tmp_path / str(entry["file"])): entry["expect"] for entry in index}
    command = [sys.executable, "-m", "tradelint", "check", "--format", "jsonl", "-j", "2", *sorted(expected)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr + done.stdout and done.returncode in (1, 3)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    status = {str(record["path"]): record["status"] for record in records}
    assert set(status) == set(expected)
    wrong = [
        path for path, want in expected.items() if want != "any" and (status[path] == "unreadable") != (want == "error")
    ]
    assert not wrong, wrong[:20]
