"""The page on reports names every format, and its template works."""

from __future__ import annotations

import re
from pathlib import Path

from reports.papers import every_outcome
from tradelint.reports import FORMATS, Look, render
from tradelint.reports.template import Template

PAGE = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8")


def test_every_format_is_described_and_no_other() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", PAGE, re.MULTILINE)
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == [
        "full", "concise", "grouped", "html", "markdown", "csv", "json", "jsonl", "sarif", "github", "gitlab", "junit",
        "template",
    ]  # fmt: skip
    assert len(FORMATS) == 13


def test_the_template_shown_there_works() -> None:
    (source,) = re.findall(r"```jinja\n(.*?)```", PAGE, re.DOTALL)
    text = render(every_outcome(), "template", Look(template=Template("letter.md.j2", source)))
    assert "pi.pdf: 4 findings" in text and "- deposit is 50%, above 30% (page 2, line 14): deposit 30%" in text
