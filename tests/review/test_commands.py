"""`review` and `letter` on the command line: what they write, what they refuse, one clear line for each."""

import hashlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from review.marked import FAULTY, ROOT, TEXT

PDF = FAULTY / "pi-kitchen-knives.pdf"
WORD = FAULTY / "sc-cotton-towels.docx"


def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tradelint", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=cwd)


def refused(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("tradelint: ") and all(word in line for word in words), line
    assert not done.stdout


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "pi.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_copy_is_written_and_the_original_is_not_touched(tmp_path: Path) -> None:
    before = hashlib.sha256(WORD.read_bytes()).hexdigest()
    copy = tmp_path / "copy.docx"
    done = run("review", WORD, "-o", copy, "--suggest", "--as-of", "2026-11-22")
    assert done.returncode == 0 and not done.stderr
    assert done.stdout.startswith(f"{copy}: ") and "notes" in done.stdout
    assert docx.Document(io.BytesIO(copy.read_bytes())).comments
    assert hashlib.sha256(WORD.read_bytes()).hexdigest() == before
    assert [path.name for path in tmp_path.iterdir()] == ["copy.docx"]


def test_the_exit_code_follows_the_findings_when_that_is_asked_for(tmp_path: Path) -> None:
    assert run("review", WORD, "-o", tmp_path / "x.docx", "--fail-on", "error").returncode == 1
    assert (tmp_path / "x.docx").exists()


def test_text_becomes_a_page_beside_the_original(paper: Path) -> None:
    done = run("review", paper)
    assert done.returncode == 0
    assert (paper.parent / "pi.reviewed.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "side by side" in done.stdout
    again = run("review", paper, "-o", paper.parent / "other.txt")
    assert (
        again.returncode == 0 and (paper.parent / "other.html").exists() and not (paper.parent / "other.txt").exists()
    )


def test_the_original_is_never_written_over(paper: Path) -> None:
    refused(run("review", paper, "-o", paper, "--force"), 2, "write over")
    assert paper.read_text("utf-8") == TEXT


def test_an_existing_copy_stays_without_force(paper: Path) -> None:
    copy = paper.parent / "copy.html"
    copy.write_text("mine")
    refused(run("review", paper, "-o", copy), 2, "is there already", "--force")
    assert copy.read_text() == "mine"
    assert run("review", paper, "-o", copy, "--force").returncode == 0
    assert copy.read_text("utf-8") != "mine"


def test_a_folder_that_is_not_there_or_cannot_be_written_to(paper: Path) -> None:
    refused(run("review", paper, "-o", paper.parent / "nowhere" / "x.html"), 2, "no such folder")
    refused(run("review", paper, "-o", paper.parent), 2, "is a folder")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(paper: Path) -> None:
    paper.parent.chmod(0o500)
    refused(run("review", paper, "-o", paper.parent / "x.html"), 2, "read-only")
    paper.parent.chmod(0o700)


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(PDF))
    writer.encrypt("", "owner", algorithm="RC4-128")
    locked = tmp_path / "locked.pdf"
    writer.write(locked)
    refused(run("review", locked, "-o", tmp_path / "x.pdf"), 3, "encrypted", "password")
    assert not (tmp_path / "x.pdf").exists()


def test_a_file_that_cannot_be_read_is_exit_3(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    refused(run("review", tmp_path / "broken.pdf", "-o", tmp_path / "x.pdf"), 3, "broken.pdf")
    refused(run("letter", tmp_path / "broken.pdf"), 3, "broken.pdf")
    refused(run("review", tmp_path), 2, "is a folder")


def test_a_letter_in_english_names_the_paper_the_points_and_the_clauses() -> None:
    done = run("letter", PDF, "--as-of", "2026-11-22")
    assert done.returncode == 0
    text = done.stdout
    assert text.startswith("Subject: Proforma invoice No. RH26-1103A of 3 November 2026: points to amend\n")
    assert "To: Yangjiang Renhuo Cutlery Co., Ltd." in text and text.endswith("Tidenkant Küchenwaren GmbH\n")
    assert '"7 days after receipt"' in text
    assert "Claims: notice within 30 calendar days after receipt" in text
    assert "Please fill in what stands in square brackets." in text
    assert "To note" not in text and "RFD003" not in text


def test_a_letter_in_chinese() -> None:
    text = run("letter", PDF, "--as-of", "2026-11-22", "--lang", "zh").stdout
    assert text.startswith("主题:关于形式发票(编号:RH26-1103A,日期:2026年11月3日)的修改意见\n")
    assert "索赔:买方应在收到货物后30个日历日内提出" in text and "顺祝商祺!" in text


def test_a_chinese_paper_gets_a_chinese_letter() -> None:
    assert run("letter", FAULTY / "gouxiao-shelving.docx").stdout.startswith("主题:关于销售合同")


def test_a_letter_about_a_paper_of_ones_own_thanks_nobody_for_it() -> None:
    text = run("letter", FAULTY / "po-cordless-drills.docx", "--as-of", "2026-11-22").stdout
    assert "We have gone through our purchase order" in text and "Thank you" not in text


def test_signs_of_fraud_are_kept_out_of_the_letter() -> None:
    done = run("letter", FAULTY / "po-cordless-drills.docx", "--as-of", "2026-11-22")
    assert "PTY004" in done.stderr and "for you alone" in done.stderr


def test_a_letter_as_word_file_and_as_markdown(tmp_path: Path) -> None:
    target = tmp_path / "letter.docx"
    assert run("letter", PDF, "--format", "docx", "-o", target).returncode == 0
    words = [paragraph.text for paragraph in docx.Document(str(target)).paragraphs]
    assert words[0].startswith("Subject: ") and any(word.startswith("Claims: notice") for word in words)
    refused(run("letter", PDF, "--format", "docx", "-o", target), 2, "is there already")
    refused(run("letter", PDF, "--format", "docx"), 2, "-o letter.docx")
    text = run("letter", PDF, "--format", "markdown").stdout
    assert "\n### 1. " in text and "\n> " in text


def test_bank_numbers_are_masked_in_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "pi.txt"
    path.write_text(
        TEXT + "Beneficiary: Li Wei\nAccount No.: 6222 0212 3456 7890 123\nBank: Harbour Bank, Ningbo\n", "utf-8"
    )
    text = run("letter", path).stdout
    assert "3456" not in text


def shown() -> list[Any]:
    """(command, lines of its output) of every console block of the page; `...` stands for lines left out."""
    text = (ROOT / "docs" / "review.md").read_text("utf-8")
    blocks = (block.splitlines() for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL))
    return [(command.removeprefix("$ tradelint "), lines) for command, *lines in blocks]


@pytest.mark.parametrize(("command", "lines"), shown())
def test_the_page_shows_what_the_commands_print(command: str, lines: list[str], tmp_path: Path) -> None:
    name = shlex.split(command)[1]
    shutil.copy(FAULTY / name, tmp_path / name)
    printed = run(*shlex.split(command), cwd=tmp_path).stdout.splitlines()
    assert [line for line in lines if line != "..." and line not in printed] == []


def test_a_folder_walk_leaves_marked_copies_out(paper: Path) -> None:
    run("review", paper)
    done = run("check", paper.parent, "--format", "jsonl")
    assert len(done.stdout.splitlines()) == 1
