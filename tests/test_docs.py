"""What the pages show is what the commands print."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from tradelint.cli import main

ROOT = Path(__file__).parent.parent
DEAL = ROOT / "fixtures" / "deals" / "glass-containers"


def shown(page: str) -> Iterator[tuple[str, list[str]]]:
    """(command, the lines shown of its output) of every console block; `...` stands for lines left out."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        command, *lines = block.splitlines()
        yield command.removeprefix("$ tradelint "), [line for line in lines if line != "..."]


@pytest.mark.parametrize(("command", "lines"), [*shown("deals.md")])
def test_deals(
    command: str, lines: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(DEAL)
    with pytest.raises(SystemExit):
        main(shlex.split(command))
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line not in printed] == []
