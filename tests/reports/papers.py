"""Reports for the tests: papers of our own, hostile ones, and every kind of outcome in one run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tradelint.config import Config
from tradelint.engine import lint
from tradelint.findings import Finding, Record, Report, report_of
from tradelint.levels import Confidence, Severity
from tradelint.parsers.source import Source
from tradelint.text import Builder, Gap, Place, Span

AS_OF = date(2026, 11, 24)
ACCOUNT = "6222 0218 0000 4417 903"
PAPER = f"""PROFORMA INVOICE
No.: PI-26-0417    Date: 2026-11-02
Seller: Tidewell Housewares Co., Ltd. (宁波潮井日用品有限公司), 8 Canal Road, Ningbo, China
Buyer: Harrow & Lark Trading GmbH, Speicherweg 4, Hamburg, Germany
Item\tQty\tUnit price (USD)\tAmount (USD)
Enamel mug, steel, 8 cm, white RAL 9010\t100 pcs\t2.00\t260.00
Total\t\t\t260.00
Payment: 50% T/T deposit, 40% before shipment
Beneficiary: Tidewell Housewares Co., Ltd.
Bank: Canal Bank, Ningbo Branch
Account No.: {ACCOUNT}
"""

# What papers and file names try: a terminal, a build log, a browser, a page of Markdown, a spreadsheet, a template.
TERMINAL = ("\x1b[2J\x1b[32mPASS\x1b[0m", "\x1b]0;owned\x07", "\x9b31mred", "\u202ereversed", "over\rwrite", "\x08\x7f")
BUILD_LOG = (
    "::error file=app.py::fake", "##[error]fake", "##vso[task.setvariable variable=x]y", "##teamcity[testFailed]",
    "::stop-commands::x", "%0A::warning::x",
)  # fmt: skip
BROWSER = (
    "</td></tr></table><script>document.title='owned'</script>", "<img src=x onerror=\"document.title='owned'\">",
    "\"><svg/onload=document.title='owned'>", "</title></style><iframe src=//127.0.0.1:9>", "<!--", "]]>",
    "&lt;b&gt; &#x3c;script&#x3e;",
)  # fmt: skip
MARKDOWN = (
    "@everyone #1 GH-1", "![x](http://127.0.0.1:9/p.png)", "</details><details open>", "| a | b |", "```", "`` ` ``",
    "[pay](javascript:alert(1))", "<a href=x>", "# Heading", "~~~", "http://127.0.0.1:9/", "www.example.test",
)  # fmt: skip
SPREADSHEET = ("=1+1", "+cmd|' /C x'!A0", "-1+1", "@SUM(A1)", "\t=1", '","=1+1', "＝1+1")
TEMPLATE = ("{{ 7*191 }}", "{% for x in ().__class__ %}{{ x }}{% endfor %}", "${7*191}", "%(x)s %n", "{0.__class__}")
HOSTILE = (*TERMINAL, *BUILD_LOG, *BROWSER, *MARKDOWN, *SPREADSHEET, *TEMPLATE)


def run(text: str = PAPER, path: str = "pi.txt") -> Report:
    """The report over one paper that is linted in this process."""
    config = Config(as_of=AS_OF, keep_text=True)
    return report_of(lint(text.encode(), path, config), config, "0.1.0")


def over(*records: Record, fail_on: str = "error") -> Report:
    """A report over made records."""
    return report_of(records, Config(as_of=AS_OF, fail_on=fail_on), "0.1.0")  # type: ignore[arg-type]


def finding(message: str = "deposit is 50%, above 30%", **other: object) -> Finding:
    """A finding with every field filled."""
    made = Finding(
        code="PAY003", name="deposit-above-threshold", family="PAY", severity=Severity.ERROR,
        confidence=Confidence.HIGH, message=message, path="pi.pdf", place="page 2, line 14", quote="50% T/T deposit",
        where=Place(page=2, line=14), stated="50%", expected="30% or less", fix="deposit 30%", why="money is gone",
        fingerprint="0123456789abcdef",
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


def record(*findings: Finding, **other: object) -> Record:
    """A paper that was read whole."""
    made = Record("pi.pdf", "0" * 64, "checked", kind="proforma_invoice", languages=("en",), findings=findings)
    return replace(made, **other)  # type: ignore[arg-type]


UNREADABLE = Record(
    "scan.pdf", "1" * 64, "unreadable", gaps=(Gap("image-only-page", "page 1", "it is a picture: ask for text"),)
)


def every_outcome() -> Report:
    """New, known and waived findings, a gap, a crash, a paper that is none, a clean one, one that was not read."""
    return over(
        record(
            finding(),
            finding("the deposit date is open", severity=Severity.WARNING, fingerprint="a" * 16),
            finding("a known fault", status="known", fingerprint="b" * 16),
            finding("an accepted fault", status="waived", waiver="agreed by phone", fingerprint="c" * 16),
        ),
        record(
            path="half.pdf", status="incomplete", not_checked=("PAY001",), crashes=("AMT001 line-total: ValueError",),
            gaps=(Gap("image-only-page", "page 3", "it is a picture: ask for text"),),
        ),
        record(path="letter.txt", status="out_of_scope", kind="other"),
        record(path="clean.pdf"),
        UNREADABLE,
    )  # fmt: skip


def hostile(word: str) -> Report:
    """A paper whose every word, place and name is `word`; the document's text too."""
    builder = Builder()
    builder.heading(f"Payment: {word}", Place(line=1, section=word))
    builder.begin_table()
    builder.cell(word, 0, 0, Place(table=1, row=1, sheet=word))
    builder.cell(f"Remark {word}", 1, 0, Place(table=1, row=2), layer="footer")
    builder.end_table(Place(table=1))
    document = Source(b"", word).document("text/plain", builder)
    made = finding(
        word, path=word, place=word, quote=word, stated=word, expected=word, fix=word, why=word, status="new",
        waiver=word, where=Place(line=1), span=Span(0, min(12, len(document.text))),
    )  # fmt: skip
    gap = Gap("limit", word, word)
    kept = record(made, replace(made, status="waived", fingerprint="d" * 16), path=word, part=word, gaps=(gap,))
    return over(replace(kept, status="incomplete", crashes=(word,), document=document))
