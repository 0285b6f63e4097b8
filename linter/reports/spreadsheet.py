"""CSV for people who live in Excel: one row for each finding, and one for each paper or gap without any."""

from __future__ import annotations

import csv as dialect
import io

from tradelint.findings import Report
from tradelint.reports import Look
from tradelint.reports.people import Entry, Paper, papers_of

COLUMNS = (
    "document", "kind", "status", "severity", "code", "rule", "place", "message", "quote", "stated", "expected", "why",
    "fix", "also at", "also says", "confidence", "waiver", "fingerprint",
)  # fmt: skip
# A cell that begins with one of these is calculated; the full-width forms are read as the plain ones in Chinese Excel.
FORMULA = tuple("=+-@\t\r＝＋－＠")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local encoding


def csv(report: Report, look: Look) -> str:
    """All findings, new and accepted; lines end as RFC 4180 says."""
    page = io.StringIO(newline="")
    writer = dialect.DictWriter(page, COLUMNS, restval="", quoting=dialect.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    for paper in papers_of(report, look):
        for row in _rows(paper):
            writer.writerow({name: safe(value) for name, value in row.items()})
    return BYTE_ORDER_MARK + page.getvalue()


def safe(text: str) -> str:
    """A cell that Excel, LibreOffice and Google Sheets show and never calculate."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def _rows(paper: Paper) -> list[dict[str, str]]:
    start = {"document": paper.name, "kind": paper.record.kind}
    rows = [
        {**start, "status": "not read", "severity": "error", "place": gap.place, "message": gap.hint}
        for gap in paper.unread
    ]
    rows += [
        {**start, "status": "waived", "severity": "error", "place": gap.place, "message": f"not read: {gap.hint}"}
        for gap in paper.unread_accepted
    ]
    rows += [{**start, "status": "internal error", "severity": "error", "message": crash} for crash in paper.crashes]
    rows += [{**start, **_row(entry)} for entry in paper.entries]
    said = "no trade paper" if paper.status == "out_of_scope" else "nothing found"
    return rows or [{**start, "status": paper.status, "message": said}]


def _row(entry: Entry) -> dict[str, str]:
    return {
        "status": entry.status,
        "severity": entry.severity.value,
        "code": entry.code,
        "rule": entry.name,
        "place": entry.place,
        "message": entry.message,
        "quote": entry.quote,
        "stated": entry.stated,
        "expected": entry.expected,
        "why": entry.why,
        "fix": entry.fix,
        "also at": "; ".join(aside.place for aside in entry.related),
        "also says": "; ".join(aside.quote for aside in entry.related),
        "confidence": entry.confidence,
        "waiver": entry.waiver,
        "fingerprint": entry.fingerprint,
    }
