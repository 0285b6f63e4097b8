"""Hostile files and hostile file names through the command line, in all formats at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from lxml import html
from reports.commands import commands
from reports.papers import PAPER
from tradelint.cli import main
from tradelint.reports import FORMATS

WRITTEN = [name for name in FORMATS if name != "template"]
NAMES = (
    "-rf.txt", "::error::x.txt", "##[error]x.txt", "new\nline.txt", "\x1b[31mred.txt", "\u202etxt.exe.txt",
    "<b>&amp;.txt", "{{7*191}}.txt", "=1+1.txt", "quote'\".txt", "[a](javascript:b).txt", "@everyone #1.txt",
    "%0A%0D,:x.txt", "two  spaces.txt", "| a |.txt",
)  # fmt: skip


def reports(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every format of one run over a folder."""
    monkeypatch.chdir(folder)
    targets = [f"--report={name}:{out / name}" for name in WRITTEN]
    with pytest.raises(SystemExit):
        main(["check", ".", "--as-of", "2026-11-24", "--format", "concise", *targets])
    return {name: (out / name).read_bytes().decode("utf-8") for name in WRITTEN}


def check(pages: dict[str, str], never: set[str]) -> None:
    """Nothing that a terminal, a build log or a browser acts on; `never` is in no page."""
    for name, page in pages.items():
        assert not [word for word in never if word in page], name
        hidden = {c for c in page if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
        assert hidden <= set("\n\r\ufeff"), name
        assert {found.name for found in commands(page)} <= (
            {"error", "warning", "notice"} if name == "github" else set()
        )
    page = html.document_fromstring(pages["html"])
    assert (
        page.xpath("//script | //img | //svg | //iframe | //@onerror | //@onload | //a[not(starts-with(@href, '#'))]")
        == []
    )
    for name in ("json", "sarif", "gitlab"):
        json.loads(pages[name])


def test_hostile_file_names_are_named_and_do_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "papers", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    for name in NAMES:
        (folder / name).write_text(PAPER, "utf-8")
    pages = reports(folder, out, monkeypatch)
    check(pages, {"1337"})
    assert {document["path"] for document in json.loads(pages["json"])["documents"]} == set(NAMES)
    uris = [artifact["location"]["uri"] for artifact in json.loads(pages["sarif"])["runs"][0]["artifacts"]]
    assert len(set(uris)) == len(NAMES) and all(uri.isascii() for uri in uris)


def test_the_injections_of_the_hostile_generator_never_act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = os.environ.get("TRADELINT_HOSTILE")
    if not home:
        pytest.skip("TRADELINT_HOSTILE does not name the folder of the hostile generator")
    folder, out = tmp_path / "papers", tmp_path / "out"
    out.mkdir()
    generator = [sys.executable, str(Path(home) / "make_hostile.py"), "--only", "inject-*", str(folder)]
    subprocess.run(generator, check=True, capture_output=True)
    index = json.loads((folder / "index.json").read_text("utf-8"))
    assert len(index) >= 8
    check(reports(folder, out, monkeypatch), {"\x1b", *(word for case in index for word in case["never"])})
