"""Two versions of a paper: what changed, what should have changed, and which findings are new."""

import json
from pathlib import Path

import pytest
from tradelint.changes import Comparison
from tradelint.cli import main
from tradelint.config import Config
from tradelint.dealing import File
from tradelint.versions import compare_files

OLD = """PROFORMA INVOICE
P/I No.: PI-26118
Date: 2026-11-02
Seller: Ningbo Sunlark Lighting Co., Ltd.
Buyer: Harbour Trading GmbH
Item\tDescription\tQty\tUnit price\tAmount
SL-6060\tLED panel light\t1,500 pcs\tUSD 11.50\tUSD 17,250.00
SL-3030\tLED panel light, small\t500 pcs\tUSD 6.00\tUSD 3,000.00
Total: USD 20,250.00
Say US Dollars twenty thousand two hundred and fifty only
Price term: CIF Hamburg
Deposit: USD 6,075.00
Bank details
Beneficiary: Ningbo Sunlark Lighting Co., Ltd.
Account No.: 331066250018010099038
"""


def compared(new: str, old: str = OLD) -> Comparison:
    return compare_files(File("pi.txt", old.encode()), File("pi-r1.txt", new.encode()), Config())[0]


def terms(comparison: Comparison) -> dict[str, tuple[str | None, str | None]]:
    return {c.term: (c.old and c.old.value, c.new and c.new.value) for c in comparison.changes}


def test_one_text_has_no_changes() -> None:
    same = compared(OLD)
    assert (same.changes, same.stale, same.found, same.gone) == ((), (), (), ())


def test_a_changed_term_shows_both_readings_and_places() -> None:
    change = next(c for c in compared(OLD.replace("CIF Hamburg", "FOB Ningbo")).changes if c.term == "incoterm")
    assert change.old and change.new
    assert (change.old.value, change.new.value, change.how) == ("CIF Hamburg", "FOB Ningbo", "changed")
    assert "line 11" in change.old.place


def test_goods_lines_are_matched_by_number_not_by_order() -> None:
    lines = OLD.splitlines(keepends=True)
    lines[6], lines[7] = lines[7], lines[6].replace("1,500", "1,600")
    found = terms(compared("".join(lines)))
    assert found["SL-6060, quantity"] == ("1,500 pcs", "1,600 pcs")
    assert not any(term.startswith("SL-3030") for term in found)


def test_a_line_added_and_a_line_removed() -> None:
    found = compared(OLD.replace("SL-3030\tLED panel light, small", "TR-9\tTransformer 24 V"))
    assert {(c.how, (c.old or c.new).value) for c in found.changes if c.term == "goods line" and (c.old or c.new)} == {  # type: ignore[union-attr]
        ("removed", "SL-3030"), ("added", "TR-9"),
    }  # fmt: skip


def test_a_changed_account_is_named_by_its_last_characters() -> None:
    assert terms(compared(OLD.replace("99038", "95511")))["account to pay to"] == ("…9038", "…5511")


def test_what_should_have_changed_and_did_not() -> None:
    stale = compared(OLD.replace("20,250.00", "21,250.00")).stale
    assert [line.split(":")[0] for line in stale] == [
        "the number is still PI-26118",
        "the date is still 2026-11-02",
        "the total changed, the amount in words did not",
        "the total changed, the deposit did not",
    ]


def test_a_revision_mark_and_a_new_date_are_enough() -> None:
    new = (
        OLD.replace("PI-26118", "PI-26118-R1").replace("2026-11-02", "2026-11-09").replace("CIF Hamburg", "CIF Antwerp")
    )
    assert compared(new).stale == ()


def test_findings_new_gone_and_changed() -> None:
    worse = compared(OLD.replace("USD 17,250.00", "USD 17,520.00"))
    assert "AMT001" in {f.code for f in worse.found}
    better = compared(OLD, OLD.replace("USD 17,250.00", "USD 17,520.00"))
    assert "AMT001" in {f.code for f in better.gone}
    other = compared(OLD.replace("USD 17,250.00", "USD 17,205.00"), OLD.replace("USD 17,250.00", "USD 17,520.00"))
    assert "AMT001" in {after.code for _, after in other.changed}


@pytest.mark.parametrize(("new", "code"), [(OLD.replace("17,250.00", "17,520.00"), 1), (OLD, 0)])
def test_the_exit_code_speaks_of_new_findings_only(new: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD)
    (tmp_path / "b.txt").write_text(new)
    with pytest.raises(SystemExit) as exit_:
        main(["diff", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert exit_.value.code == code


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_bank_numbers_stay_masked(format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(OLD)
    (tmp_path / "b.txt").write_text(OLD.replace("99038", "95511"))
    with pytest.raises(SystemExit):
        main(["diff", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--format", format_])
    printed = capsys.readouterr().out
    assert "5511" in printed
    assert "33106625" not in printed
    if format_ == "json":
        assert {c["term"] for c in json.loads(printed)["papers"][0]["changes"]} == {"account to pay to"}


def test_a_version_that_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(OLD)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(SystemExit) as exit_:
        main(["diff", str(tmp_path / "a.txt"), str(tmp_path / "b.pdf")])
    assert exit_.value.code == 3
    assert len(capsys.readouterr().err.splitlines()) == 1
