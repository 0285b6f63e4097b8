"""Every limit is loud: just under it a paper is read whole, just over it the run says so and is no success."""

from __future__ import annotations

import pytest
from safety.papers import docx, page_pdf, sheet_xlsx, text_of
from tradelint.config import Config
from tradelint.engine import lint
from tradelint.errors import ExitCode
from tradelint.findings import report_of
from tradelint.parsers import Limits

LINE = "Payment: 30% T/T deposit, 70% against copy of B/L"
# (limit, just under or at it, just over it, name, how the paper is made from a number)
CASES = [
    ("file", 5_000, lambda n: text_of(n), "paper.txt", 5_000, 5_001),
    ("text", 5_000, lambda n: text_of(n), "paper.txt", 5_000, 5_100),
    ("text", 2_000, lambda n: docx(text_of(n).decode()), "paper.docx", 1_900, 2_200),
    ("text", 2_000, lambda n: page_pdf(n // 50), "paper.pdf", 1_500, 4_000),
    ("text", 2_000, lambda n: sheet_xlsx(n // 10), "paper.xlsx", 1_000, 4_000),
    ("pages", 3, lambda n: page_pdf(5, pages=n), "paper.pdf", 3, 4),
    ("cells", 40, lambda n: sheet_xlsx(n), "paper.xlsx", 40, 41),
    ("members", 20, lambda n: docx("PROFORMA INVOICE\n" + LINE, members=n), "paper.docx", 20, 21),
    ("member", 100_000, lambda n: docx("PROFORMA INVOICE", filler=n), "paper.docx", 99_000, 101_000),
]


@pytest.mark.parametrize(
    ("limit", "value", "make", "name", "under", "over"), CASES, ids=[f"{c[0]}-{c[3]}" for c in CASES]
)
def test_a_limit_is_silent_below_and_loud_above(limit, value, make, name, under, over) -> None:  # type: ignore[no-untyped-def]
    config = Config(limits=Limits(**{limit: value}), fail_on="never")
    assert gaps(make(under), name, config) == ([], ExitCode.OK)
    codes, code = gaps(make(over), name, config)
    assert codes == ["limit"] and code is ExitCode.INCOMPLETE


def test_findings_that_are_cut_are_said() -> None:
    paper = b"PROFORMA INVOICE\n" + LINE.encode()
    found = len(lint(paper, "a.txt", Config())[0].findings)
    assert gaps(paper, "a.txt", Config(max_findings=found, fail_on="never")) == ([], ExitCode.OK)
    codes, code = gaps(paper, "a.txt", Config(max_findings=found - 1, fail_on="never"))
    assert codes == ["limit"] and code is ExitCode.INCOMPLETE


def gaps(data: bytes, name: str, config: Config) -> tuple[list[str], ExitCode]:
    records = lint(data, name, config)
    assert not any(record.crashes for record in records)
    codes = [gap.code for record in records for gap in record.gaps]
    return sorted(set(codes)), report_of(records, config, "").exit_code
