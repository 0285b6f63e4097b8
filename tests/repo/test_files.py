"""Which files a run takes up, which not, and why; what git knows of them."""

import json
import subprocess
from pathlib import Path

import pytest
from repo.papers import paper, tradelint
from tradelint.history import commit_at


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "deals").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "deals" / name).write_text(paper(), "utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "papers")
    commit_at.cache_clear()
    return tmp_path


def verdicts(folder: Path, *arguments: str) -> dict[str, tuple[str, str]]:
    lines = tradelint("files", *arguments, cwd=folder).out.splitlines()[:-1]
    return {line.split("  ")[1].strip(): (line[:3].strip(), line.split("  ")[-1]) for line in lines}


def test_files_says_in_or_out_and_why(repository: Path) -> None:
    deals = repository / "deals"
    (repository / ".gitignore").write_text("drafts/\n*.old.txt\n!deals/keep.old.txt\n", "utf-8")
    (repository / "tradelint.toml").write_text('exclude = ["archive/"]\n', "utf-8")
    for name in (
        "drafts/x.txt", "archive/y.txt", "deals/z.old.txt", "deals/keep.old.txt", "deals/~$a.docx", "deals/photo.jpg",
        "deals/a.reviewed.docx", "dist/c.txt", "node_modules/d.txt",
    ):  # fmt: skip
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text("x", "utf-8")
    (deals / "pointer.docx").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "utf-8")
    found = verdicts(repository)
    assert {name for name, (state, _) in found.items() if state == "in"} == {
        "deals/a.txt", "deals/b.txt", "deals/keep.old.txt", "deals/pointer.docx", "dist/c.txt",
    }  # fmt: skip
    assert found["deals/z.old.txt"] == ("out", "ignored by git")
    assert found["archive/y.txt"] == ("out", "excluded by 'archive/' (tradelint.toml)")
    assert "lock file" in found["deals/~$a.docx"][1] and "no type of paper" in found["deals/photo.jpg"][1]
    assert "marked copy" in found["deals/a.reviewed.docx"][1] and "git lfs pull" in found["deals/pointer.docx"][1]
    assert tradelint("files", cwd=repository).code == 3
    assert "drafts/x.txt" in verdicts(repository, "--no-gitignore")
    # named, a file is read whatever the patterns say; a hook asks for them all the same
    assert verdicts(repository, "archive/y.txt")["archive/y.txt"] == ("in", "named")
    assert verdicts(repository, "archive/y.txt", "--force-exclude")["archive/y.txt"][0] == "out"
    assert tradelint("check", "archive/y.txt", "--force-exclude", cwd=repository).code == 0


def test_patterns_that_no_shell_expands_are_expanded(repository: Path) -> None:
    assert set(verdicts(repository, "deals/*.txt")) == {"deals/a.txt", "deals/b.txt"}
    assert set(verdicts(repository, "**/b.txt")) == {"deals/b.txt"}
    assert tradelint("check", "deals/*.pdf", cwd=repository).code == 2


def checked(folder: Path, *flags: str) -> list[str]:
    done = tradelint("check", ".", "--format", "jsonl", "--fail-on", "never", *flags, cwd=folder)
    return [json.loads(line)["path"] for line in done.out.splitlines()]


def test_since_takes_what_this_branch_changed(repository: Path) -> None:
    assert checked(repository, "--since", "main") == []
    git(repository, "checkout", "-qb", "work")
    (repository / "deals" / "a.txt").write_text(paper(50), "utf-8")
    (repository / "deals" / "new.txt").write_text(paper(), "utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "a change")
    git(repository, "checkout", "-q", "main")
    (repository / "deals" / "b.txt").write_text(paper(40), "utf-8")
    git(repository, "commit", "-qam", "meanwhile")
    git(repository, "checkout", "-q", "work")
    commit_at.cache_clear()
    assert checked(repository, "--since", "main") == ["deals/a.txt", "deals/new.txt"]
    assert tradelint("check", ".", "--since", "nosuch", cwd=repository).code == 2
    assert tradelint("check", ".", "--since", "--output=x", cwd=repository).code == 2


def test_an_account_changed_since_the_last_commit_is_a_finding(repository: Path) -> None:
    def found() -> list[str]:
        done = tradelint("check", "deals", "--format", "jsonl", "--select", "PTY012", cwd=repository)
        return [f["message"] for line in done.out.splitlines() for f in json.loads(line)["findings"]]

    assert found() == []
    (repository / "deals" / "a.txt").write_text(paper(account="3901220007777"), "utf-8")
    assert found() == ["the account ends 7777, in the last committed version 9120"]
    (repository / "deals" / "a.txt").write_text(paper(40), "utf-8")
    assert found() == []
    git(repository, "checkout", "-q", "--", ".")
    (repository / "deals" / "c.txt").write_text(paper(account="3901220007777"), "utf-8")
    assert found() == []


def test_git_runs_nothing_that_the_repository_asks_for(repository: Path) -> None:
    marker = repository / "ran"
    for key in ("core.fsmonitor", "filter.x.clean", "diff.x.textconv", "core.hooksPath"):
        git(repository, "config", key, f"touch {marker};")
    (repository / ".gitattributes").write_text("*.txt filter=x diff=x\n", "utf-8")
    (repository / "deals" / "a.txt").write_text(paper(account="3901220007777"), "utf-8")
    commit_at.cache_clear()
    assert checked(repository, "--since", "HEAD") == ["deals/a.txt"]
    assert not marker.exists()
