"""The terminal: quote, reason and fix for each finding, straight columns with Chinese text, colour only when asked."""

from __future__ import annotations

import re

import wcwidth
from reports.papers import every_outcome, finding, over, record, run
from tradelint.levels import Severity
from tradelint.reports import Look, render

CHINESE = (
    "最迟装运日期没有写明,卖方可以无限期推迟发货,买方无法主张逾期违约金,也无法计算信用证的有效期和交单期限;请写明日期"
)


def test_full_frames_the_quote_and_says_place_reason_fix_and_where_to_read_on() -> None:
    text = render(over(record(finding())), "full", Look())
    for line in (
        "error PAY003 deposit is 50%, above 30%", "  at page 2, line 14", "     | 50% T/T deposit", "  stated:   50%",
        "  expected: 30% or less", "  why: money is gone", "  fix: deposit 30%",
        "  rule: deposit-above-threshold, tradelint explain PAY003",
    ):  # fmt: skip
        assert line in text.splitlines()


def test_a_stated_value_that_repeats_the_quote_is_not_said_twice() -> None:
    made = finding(quote="about 45 days", stated="about 45 days", expected=None)
    assert "stated:" not in render(over(record(made)), "full", Look())


def test_colour_is_there_when_asked_for_and_nowhere_else() -> None:
    for format_ in ("full", "grouped"):
        assert "\x1b" not in render(every_outcome(), format_, Look())
        coloured = render(every_outcome(), format_, Look(colour=True))
        assert "\x1b[31;1merror" in coloured
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render(every_outcome(), format_, Look())


def test_columns_stay_straight_with_wide_characters() -> None:
    made = [
        finding(place="第七条 付款, line 4", fingerprint="1" * 16),
        finding(place="page 1", severity=Severity.WARNING, fingerprint="2" * 16),
        finding(CHINESE, place="装运!B7", fingerprint="3" * 16),
    ]
    lines = render(over(record(*made)), "grouped", Look()).splitlines()
    starts = {
        wcwidth.width(line[: line.index(word)])
        for line in lines
        for word in ("deposit is", "最迟")
        if word in line and "PAY003" in line
    }
    assert len(starts) == 1
    assert all(wcwidth.width(line) <= 100 for line in lines)


def test_long_chinese_reasons_are_wrapped_to_the_page() -> None:
    lines = render(over(record(finding(why=CHINESE, fix=CHINESE, quote=CHINESE))), "full", Look()).splitlines()
    assert all(wcwidth.width(line) <= 100 for line in lines)
    assert sum("最迟" in line for line in lines) == 3


def test_concise_is_one_line_for_each_finding() -> None:
    report = run()
    lines = render(report, "concise", Look()).splitlines()
    assert len(lines) == len(report.findings) + 1
    assert all(line.startswith("pi.txt: ") for line in lines[:-1])
