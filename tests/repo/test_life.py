"""A folder of papers from its first day with tradelint to its last: the whole life in one repository."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from repo.papers import paper, tradelint
from tradelint.config_load import nearest
from tradelint.history import commit_at

DAY = ("--as-of", "2026-11-22")


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
        capture_output=True,
        text=True,
    )


def commit(folder: Path) -> subprocess.CompletedProcess[str]:
    git(folder, "add", "-A")
    done = git(folder, "commit", "-m", "papers")
    commit_at.cache_clear()
    return done


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A repository with three papers: two with known faults, one with a drawing page."""
    git(tmp_path, "init", "-q", "-b", "main")
    deals = tmp_path / "deals"
    deals.mkdir()
    (deals / "old-1.txt").write_text(paper(50, number="PI-1"), "utf-8")
    (deals / "old-2.txt").write_text(paper(30, number="PI-2", amount="2,600.00"), "utf-8")
    scan(deals / "drawn.pdf", paper(30, number="PI-3"))
    assert commit(tmp_path).returncode == 0
    return tmp_path


def scan(path: Path, text: str) -> None:
    """A PDF whose second page is a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), invariant=1)
    for number, line in enumerate(text.replace("\t", "   ").splitlines()):
        canvas.drawString(40, 800 - 16 * number, line)
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.effect_noise((200, 200), 90).convert("RGB")), 100, 100, 400, 400)
    canvas.showPage()
    canvas.save()


def check(folder: Path, *flags: str) -> tuple[int, dict[str, Any], str]:
    nearest.cache_clear()
    done = tradelint("check", "deals", "--format", "json", "--fail-on", "warning", *DAY, *flags, cwd=folder)
    return done.code, json.loads(done.out), done.err


def new(whole: dict[str, Any], name: str) -> set[str]:
    return {
        f["code"]
        for document in whole["documents"]
        if document["path"].endswith(name)
        for f in document["findings"]
        if f["status"] == "new" and f["severity"] != "info"
    }


def test_the_whole_life_of_a_folder_of_papers(archive: Path) -> None:
    # the first day: settings, hook, workflow and attributes, none of which is written twice
    assert tradelint("init", cwd=archive).code == 0
    (archive / "tradelint.toml").write_text("[rules.PAY003]\nmax-deposit = 40\n", "utf-8")
    again = tradelint("init", cwd=archive)
    assert again.code == 0 and again.out.count("exists, left alone") == 4
    assert "max-deposit = 40" in (archive / "tradelint.toml").read_text("utf-8")

    # the first run finds the faults of years, and the picture page as not read
    code, whole, _ = check(archive)
    assert code == 3
    assert "PAY003" in new(whole, "old-1.txt") and "AMT001" in new(whole, "old-2.txt")

    # the baseline knows them, the unread page stays unread
    assert tradelint("baseline", "create", "deals", *DAY, cwd=archive).code == 3
    code, whole, _ = check(archive)
    assert code == 3
    assert not new(whole, "old-1.txt") and not new(whole, "old-2.txt")
    assert whole["summary"]["known"] > 0 and whole["summary"]["errors"] == 0 and whole["summary"]["incomplete"] == 1

    # the drawing page is accepted: it no longer blocks, and the paper is held to everything else
    accepted = tradelint(
        "waive",
        "deals/drawn.pdf",
        "image-only-page",
        "--reason",
        "drawing",
        "--owner",
        "lin",
        "--days",
        "90",
        *DAY,
        cwd=archive,
    )
    assert accepted.code == 0, accepted.err
    tradelint("baseline", "update", "deals", *DAY, cwd=archive)
    code, whole, _ = check(archive)
    assert code == 0, whole["summary"]
    # another scan is still loud
    scan(archive / "deals" / "scanned.pdf", paper(30, number="PI-4"))
    assert check(archive)[0] == 3
    (archive / "deals" / "scanned.pdf").unlink()
    assert commit(archive).returncode == 0

    # a new paper with a fault is stopped by the hook
    hook = archive / ".git" / "hooks" / "pre-commit"
    hook.write_text(
        f"#!/bin/sh\ngit diff --cached --name-only --diff-filter=ACM -- deals | xargs {sys.executable} -m tradelint check"
        f" --force-exclude --fail-on warning --format concise {' '.join(DAY)}\n"
    )
    hook.chmod(0o755)
    (archive / "deals" / "new.txt").write_text(paper(60, number="PI-5"), "utf-8")
    stopped = commit(archive)
    assert stopped.returncode != 0 and "PAY003" in stopped.stdout + stopped.stderr

    # what else is found in the new paper is known; its deposit is accepted until a day, with a reason
    others = sorted(new(check(archive)[1], "new.txt") - {"PAY003"})
    for what in ("PAY003", *others):
        done = tradelint(
            "waive",
            "deals/new.txt",
            what,
            "--all",
            "--reason",
            "repeat order",
            "--owner",
            "lin",
            "--days",
            "30",
            *DAY,
            cwd=archive,
        )
        assert done.code == 0, done.err
    assert commit(archive).returncode == 0
    code, whole, _ = check(archive)
    assert code == 0 and whole["summary"]["waived"] >= 1

    # two weeks before its end it is said, after its end the finding is back with the old reason
    assert "ends in 7 days" in check(archive, "--as-of", "2026-12-15")[2]
    code, whole, said = check(archive, "--as-of", "2026-12-23")
    assert code == 1 and "PAY003" in new(whole, "new.txt") and "ended on 2026-12-22" in said

    # a fault that was mended is pruned from the baseline, which never grows by that
    (archive / "deals" / "old-2.txt").write_text(paper(30, number="PI-2"), "utf-8")
    code, _, said = check(archive)
    assert code == 0 and "gone" in said
    before = (archive / "tradelint-baseline.json").read_text("utf-8")
    tradelint("baseline", "prune", "deals", *DAY, cwd=archive)
    after = (archive / "tradelint-baseline.json").read_text("utf-8")
    assert before.count('"rule"') > after.count('"rule"') and "AMT001" not in after

    # one fault swapped for another of the same rule is caught
    (archive / "deals" / "old-1.txt").write_text(paper(70, number="PI-1"), "utf-8")
    code, whole, _ = check(archive)
    assert code == 1 and new(whole, "old-1.txt") == {"PAY003"}

    # an account that changed since the last commit is a finding of its own
    (archive / "deals" / "old-2.txt").write_text(paper(30, number="PI-2", account="3901220008888"), "utf-8")
    assert "PTY012" in new(check(archive)[1], "old-2.txt")
