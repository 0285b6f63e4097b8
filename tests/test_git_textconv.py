"""`git diff` and `git log` show what changed in a Word or Excel paper, by way of `extract` and .gitattributes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from parsers.docx_constructs import Docx, numbered, p, table
from parsers.docx_constructs import lists as list_definitions

GUIDE = Path(__file__).parent.parent / "docs" / "git.md"
Git = Callable[..., str]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """A new repository that has been set up as the guide says; the program is this checkout's."""
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat"}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("init", "-q")
    attributes = guide_block("gitattributes")
    (tmp_path / ".gitattributes").write_text(attributes, "utf-8")
    command = re.search(r'git config diff\.tradelint\.textconv "tradelint ([^"]+)"', GUIDE.read_text("utf-8"))
    assert command is not None
    run("config", "diff.tradelint.textconv", f'"{sys.executable}" -m tradelint {command.group(1)}')
    run("config", "diff.tradelint.binary", "true")
    run("add", ".gitattributes")
    run("commit", "-qm", "Attributes")
    return run


def guide_block(language: str) -> str:
    """The first fenced block of a language in the guide."""
    found = re.search(rf"```{language}\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found.group(1)


def contract(deposit: str, amount: str) -> bytes:
    return Docx(
        p("SALES CONTRACT")
        + numbered("Payment")
        + p(f"A deposit of {deposit} is paid by T/T, the balance against copies of the documents.")
        + table(("Goods", "Amount"), ("Oak stools", amount)),
        numbering=list_definitions((("decimal", "%1."),)),
    ).data()


def invoice(price: float, author: str = "Desk one") -> bytes:
    book = Workbook()
    book.properties.creator = author
    sheet = book.active
    sheet.title = "PI"
    for row in (
        ["PROFORMA INVOICE"],
        ["Goods", "Quantity", "Unit price", "Amount"],
        ["Oak stool", 100, price, 100 * price],
    ):
        sheet.append(row)
    for cell in ("C3", "D3"):
        sheet[cell].number_format = "#,##0.00"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_git_diff_and_log_show_changed_terms_in_words(git: Git, tmp_path: Path) -> None:
    (tmp_path / "contract.docx").write_bytes(contract("30%", "2,150.00"))
    (tmp_path / "pi.xlsx").write_bytes(invoice(21.5))
    git("add", ".")
    git("commit", "-qm", "First offer")
    (tmp_path / "contract.docx").write_bytes(contract("50%", "2,400.00"))
    (tmp_path / "pi.xlsx").write_bytes(invoice(24))

    shown = git("diff")
    assert "-[§1 Payment, paragraph 1] A deposit of 30% is paid" in shown
    assert "+[§1 Payment, paragraph 1] A deposit of 50% is paid" in shown
    assert "-    | 2,150.00" in shown and "+    | 2,400.00" in shown
    assert "-[PI!C3] 21.50" in shown and "+[PI!C3] 24.00" in shown
    assert "Binary files" not in shown
    assert "SALES CONTRACT" not in "".join(line for line in shown.splitlines() if line[:1] in "+-")

    git("commit", "-aqm", "Second offer")
    log = git("log", "-p", "--format=%s")
    assert log.index("Second offer") < log.index("+[PI!C3] 24.00") < log.index("First offer")
    assert "+[PI!C3] 21.50" in log[log.index("First offer") :]
    assert git("log", "-p", "--format=%s") == log


def test_a_paper_saved_again_without_a_change_shows_no_change(git: Git, tmp_path: Path) -> None:
    (tmp_path / "pi.xlsx").write_bytes(invoice(21.5))
    git("add", ".")
    git("commit", "-qm", "First offer")
    (tmp_path / "pi.xlsx").write_bytes(invoice(21.5, author="Desk two"))
    assert git("status", "--short") == " M pi.xlsx\n"
    assert not [line for line in git("diff").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_file_that_cannot_be_read_says_why_and_stops_nothing(git: Git, tmp_path: Path) -> None:
    (tmp_path / "contract.docx").write_bytes(contract("30%", "2,150.00"))
    git("add", ".")
    git("commit", "-qm", "First offer")
    (tmp_path / "contract.docx").write_bytes(contract("30%", "2,150.00")[:400])
    shown = git("diff")
    assert "-[§1 Payment, paragraph 1] A deposit of 30% is paid" in shown
    assert "+# not read: the file: " in shown
    assert str(tmp_path) not in shown


def test_the_same_bytes_give_the_same_text_under_any_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first, second = tmp_path / "offer.docx", tmp_path / "a" / "x7Yz_offer.docx"
    outputs = []
    for path in (first, second):
        path.write_bytes(contract("30%", "2,150.00"))
        for _ in range(2):
            done = subprocess.run(
                [sys.executable, "-m", "tradelint", "extract", "--textconv", path], capture_output=True, check=True
            )
            outputs.append(done.stdout)
    assert len(set(outputs)) == 1 and outputs[0].endswith(b"\n")
