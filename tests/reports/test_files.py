"""Report files: several from one run, whole or not at all, never over a paper."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from reports.papers import PAPER
from tradelint.cli import main
from tradelint.cli.output import write_file
from tradelint.reports import FORMATS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "pi.txt"
    path.write_text(PAPER, "utf-8")
    return path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["check", *arguments, "--as-of", "2026-11-24"])
    return int(ended.value.code or 0)


def test_all_formats_come_from_one_run_over_the_fixtures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(ROOT)
    mine = tmp_path / "mine.md.j2"
    mine.write_text("{% for d in documents %}{{ d.path | md }}: {{ d.findings | length }}\n{% endfor %}")
    wanted = [f"--report={name}:{tmp_path / name}" for name in FORMATS]
    code = run("fixtures/faulty", "-j", "2", *wanted, "--template", str(mine), "--format", "jsonl")
    printed = capsysbinary.readouterr().out
    assert code == 1
    assert {path.name for path in tmp_path.iterdir()} == {*FORMATS, mine.name}
    assert printed == (tmp_path / "jsonl").read_bytes()
    records = [json.loads(line) for line in printed.splitlines()]
    assert len(records) > 15
    for name in FORMATS:
        text = (tmp_path / name).read_text("utf-8").replace("\\", "").replace("<!-- -->", "")
        if name == "github":  # ten of a kind; its last line counts the rest
            assert "more of this kind" in text
        elif name != "markdown":  # cut, and says so
            assert all(record["path"] in text for record in records if record["findings"]), name


def test_a_report_replaces_the_old_one_whole_and_leaves_nothing_else_behind(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = paper.parent / "report.csv"
    target.write_text("yesterday " * 100_000)
    target.chmod(0o640)
    assert run("pi.txt", "--report", "csv:report.csv", "--format", "concise") == 1
    assert "yesterday" not in target.read_text("utf-8") and target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in paper.parent.iterdir()) == ["pi.txt", "report.csv"]
    assert capsys.readouterr().err == ""


def test_a_report_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_file(target, "new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("report.html", "old")]


def test_a_new_report_has_the_rights_that_the_umask_gives(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_file(tmp_path / "new", "text")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_link_keeps_pointing_to_the_report(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--report", "html:pi.txt"], "would write over pi.txt"),
        (["--report", "html:."], "would write over"),
        (["--report", "html:missing/report.html"], "no such folder"),
        (["--report", "html:a", "--report", "csv:./a"], "two reports"),
        (["--report", "htm:a"], "no format"),
        (["--report", "report.html"], "FORMAT:FILE"),
        (["--format", "template"], "needs --template"),
        (["--report", "template:a"], "needs --template"),
        (["--template", "missing.j2"], "cannot be opened"),
    ],
)
def test_what_cannot_be_written_is_wrong_usage_before_anything_is_read(
    paper: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert run("pi.txt", *arguments) == 2
    captured = capsys.readouterr()
    assert says in captured.err and captured.out == ""
    assert paper.read_text("utf-8") == PAPER
    assert [path.name for path in paper.parent.iterdir()] == ["pi.txt"]


def test_a_paper_in_a_checked_folder_is_never_written_over(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(".", "--report", "html:pi.txt") == 2
    assert "write over pi.txt" in capsys.readouterr().err
    assert paper.read_text("utf-8") == PAPER


def test_a_report_among_the_papers_is_renewed_and_never_linted(
    paper: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for _ in range(2):
        assert run(".", "--report", "html:report.html", "--format", "jsonl") == 1
        assert [json.loads(line)["path"] for line in capsysbinary.readouterr().out.splitlines()] == ["pi.txt"]


def test_colour_goes_to_the_terminal_and_never_into_a_file(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("pi.txt", "--report", "full:report.log")
    assert "\x1b" not in capsys.readouterr().out
    run("pi.txt", "--color", "always", "--report", "full:report.log")
    assert "\x1b[31;1merror" in capsys.readouterr().out
    assert "\x1b" not in (paper.parent / "report.log").read_text("utf-8")


def test_a_template_prints_the_result_or_goes_to_a_file(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (paper.parent / "mine.j2").write_text("{{ documents[0].path }} {{ summary.exit_code }}")
    assert run("pi.txt", "--template", "mine.j2") == 1
    assert capsys.readouterr().out == "pi.txt 1"
    assert run("pi.txt", "--template", "mine.j2", "--report", "template:out.txt", "--format", "concise") == 1
    assert (paper.parent / "out.txt").read_text() == "pi.txt 1"
    assert "1 document checked" in capsys.readouterr().out
