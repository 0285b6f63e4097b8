"""`tradelint refund`: the cap and the exposure on the command line."""

import json

import pytest
from tradelint.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as exit_:
        main(["refund", *arguments])
    assert exit_.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "most", "exposure"),
    [
        ("--total 15000 --paid 15000 --covered 15000 --limit 10000 --claim 15000", "10000", "5000"),
        ("--total 15000 --paid 4500 --covered 4500 --limit 60000 --claim 15000", "4500", "10500"),
        ("--total 3000 --paid 3000 --covered 1500 --limit 20000 --claim 3000", "1500", "1500"),
        ("--total 18400 --paid 18400 --covered 18400 --limit 60000 --claim 7360", "7360", "0"),
        ("--total 8000 --paid 8000 --covered 8000 --limit 10000 --open 7000 --claim 8000", "3000", "5000"),
    ],
)
def test_the_cases_of_the_platform(
    arguments: str, most: str, exposure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(run(capsys, *arguments.split(), "--format", "json"))
    assert (found["refund_max"], found["exposure"]) == (most, exposure)


def test_the_text_names_what_binds_and_what_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "--total", "15000", "--paid", "15000", "--limit", "10000")
    assert "refund at most    USD 10,000.00 (bound by supplier's limit)" in shown
    assert "not known         claimed, covered: the cap may be lower" in shown
    assert "Not refunded by the platform:" in shown
