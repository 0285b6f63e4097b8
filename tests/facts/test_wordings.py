"""Every wording of the benchmark's own collection is read in the state that a trade professional gives it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tradelint import checklist, facts
from tradelint.parsers import read
from tradelint.parsers.source import Source

FOLDER = Path(__file__).parents[2] / "benchmarks" / "phrasings"
WORDINGS = [row for path in sorted(FOLDER.glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["phrasing"]]


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: f"{wording['topic']}-{wording['text'][:40]}")
def test_a_wording_is_read_as_a_professional_reads_it(wording: dict[str, Any]) -> None:
    paper = read(Source(wording["text"].encode(), "paper.txt"))[0]
    found = {item.name: item.state for item in checklist.read(facts.read(paper)).items}
    wanted = {name: item["state"] for name, item in wording.get("expect", {}).items()}
    judged = [name for name in found if name not in wording.get("arguable", ())]
    assert {name: found[name] for name in judged if found[name] != "absent"} == {
        name: state for name, state in wanted.items() if state != "absent"
    }
