"""Complete papers: the clean ones pass as a careful professional would pass them, the seeded faults are found."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tradelint.config import Config
from tradelint.engine import lint
from tradelint.findings import Finding, Record

FIXTURES = Path(__file__).parent.parent / "fixtures"
CONFIG = Config(as_of=date(2026, 11, 22))


def papers(folder: str) -> list[Any]:
    found = sorted((FIXTURES / folder).glob("*.expected.toml"))
    return [pytest.param(path, id=path.name.removesuffix(".expected.toml")) for path in found]


def linted(expected: Path) -> tuple[Record, list[Finding]]:
    name = expected.name.removesuffix(".expected.toml")
    (path,) = (p for p in expected.parent.glob(f"{name}.*") if p != expected)
    records = lint(path.read_bytes(), path.name, CONFIG)
    return records[0], [finding for record in records for finding in record.findings]


def shown(findings: list[Finding]) -> str:
    return "\n".join(f"{f.severity} {f.code} at {f.place}: {f.message} | {f.quote}" for f in findings)


@pytest.mark.parametrize("expected", papers("clean"))
def test_a_clean_paper_gives_nothing_but_what_is_owed_to_it(expected: Path) -> None:
    wanted = tomllib.loads(expected.read_text("utf-8"))
    record, findings = linted(expected)
    allowed = {(a["code"], a["severity"]) for a in wanted.get("allowed", ())}
    surplus = [f for f in findings if (f.code, f.severity.value) not in allowed]
    assert not surplus, shown(surplus)
    assert record.status == "checked" and not record.crashes
    assert record.kind == wanted["kind"]
    assert sum(f.severity == "error" for f in findings) == 0
    assert sum(f.severity == "warning" for f in findings) <= 3


@pytest.mark.parametrize("expected", papers("faulty"))
def test_the_seeded_faults_are_found_and_no_other_error(expected: Path) -> None:
    wanted = tomllib.loads(expected.read_text("utf-8"))
    record, findings = linted(expected)
    assert not record.crashes
    for fault in wanted["finding"]:
        matching = [f for f in findings if f.code == fault["code"] and f.severity.value == fault["severity"]]
        texts = [" ".join((f.quote, f.place, f.message, f.stated or "")) for f in matching]
        assert any(fault["contains"] in text for text in texts), (
            f"{fault['code']} ({fault['what']}) not found at {fault['contains']!r}; there is:\n{shown(findings)}"
        )
    seeded = {fault["code"] for fault in (*wanted["finding"], *wanted.get("also", ()), *wanted.get("allowed", ()))}
    surplus = [f for f in findings if f.severity == "error" and f.code not in seeded]
    assert not surplus, shown(surplus)
