"""Markdown and CSV: what people paste into a comment, and what they open in Excel."""

from __future__ import annotations

import csv
import io

from markdown_it import MarkdownIt
from reports.papers import SPREADSHEET, every_outcome, finding, hostile, over, record
from tradelint.findings import ChecklistRow
from tradelint.reports import Look, render
from tradelint.reports.markdown import LIMIT
from tradelint.reports.spreadsheet import FORMULA


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def test_csv_has_a_row_for_each_finding_gap_and_clean_paper() -> None:
    found = rows(render(every_outcome(), "csv", Look()))
    assert [row["document"] for row in found] == ["pi.pdf"] * 4 + ["half.pdf"] * 2 + [
        "letter.txt", "clean.pdf", "scan.pdf"
    ]  # fmt: skip
    assert found[0]["message"] == "deposit is 50%, above 30%" and found[0]["fix"] == "deposit 30%"
    assert found[-2]["message"] == "nothing found" and found[-1]["status"] == "not read"


def test_csv_cells_are_never_formulas() -> None:
    for word in SPREADSHEET:
        for row in rows(render(hostile(word), "csv", Look())):
            assert not any(cell.lstrip().startswith(FORMULA) for cell in row.values()), word


def test_markdown_says_the_verdict_first_and_then_errors_before_warnings() -> None:
    text = render(every_outcome(), "markdown", Look())
    assert text.startswith("# tradelint: 1 error, 1 warning; 1 known, 1 waived\n")
    assert text.index("### Errors") < text.index("deposit is 50%") < text.index("### Warnings")


def test_markdown_is_well_formed() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(render(every_outcome(), "markdown", Look()))
    headings = [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h2"]
    assert headings == ["pi.pdf", "half.pdf", "scan.pdf"]
    assert sum(token.type == "table_open" for token in tokens) == 1


def test_the_checklist_is_folded_away() -> None:
    row = ChecklistRow("incoterm", "stated", "high", "FOB Ningbo", place="line 3")
    text = render(over(record(finding(), checklist=(row,))), "markdown", Look())
    assert (
        "<details><summary>Checklist: 1 stated</summary>" in text
        and "| Incoterm | stated | FOB Ningbo | line 3 |" in text
    )


def test_markdown_is_cut_at_the_limit_with_a_note_that_says_how_much_is_missing() -> None:
    many = [finding(f"fault {n:04} " + "很长" * 60, fingerprint=f"{n:016}") for n in range(400)]
    text = render(over(record(*many)), "markdown", Look())
    assert LIMIT * 0.9 < len(text.encode()) <= LIMIT
    shown = sum(f"fault {n:04}" in text for n in range(400))
    assert f"{400 - shown} findings not shown" in text and 0 < shown < 400
    assert "fault 0000" in text


def test_markdown_over_thousands_of_papers_is_cut_too() -> None:
    papers = [record(finding(), path=f"{'folder' * 20}/{n}.pdf") for n in range(1500)]
    text = render(over(*papers), "markdown", Look())
    assert len(text.encode()) <= LIMIT
    assert "papers not shown" in text and text.startswith("# tradelint: 1500 errors")
