"""Papers of one deal: which belong together, which prevails, and what they say differently."""

import json
import shutil
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from tradelint.cli import main
from tradelint.config import Config
from tradelint.dealing import Dealt, File, lint_deal
from tradelint.reports.result import schema

ROOT = Path(__file__).parent.parent
GLASS = ROOT / "fixtures" / "deals" / "glass-containers"
CONTRACT = """SALES CONTRACT
Contract No.: SC-26-4410
Date: 2026-10-20
Seller: Ningbo Sunlark Lighting Co., Ltd.
Buyer: Harbour Trading GmbH
Item\tDescription\tQty\tUnit price\tAmount
SL-6060\tLED panel light, aluminium frame, 600 x 600 x 10 mm\t1,600 pcs\tUSD 11.50\tUSD 18,400.00
Total: USD 18,400.00
Price term: FOB Ningbo
"""
INVOICE = """PROFORMA INVOICE
P/I No.: PI-26118
Contract No.: SC-26-4410
Seller: Ningbo Sunlark Lighting Co., Ltd.
Buyer: Harbour Trading GmbH
Item\tDescription\tQty\tUnit price\tAmount
SL-6060\tLED panel light, aluminium frame, 600 x 600 x 10 mm\t1,600 pcs\tUSD 11.50\tUSD 18,400.00
Total: USD 18,400.00
Price term: FOB Ningbo
"""
STRANGER = """PROFORMA INVOICE
P/I No.: AX-7781
Seller: Foshan Brightwood Furniture Co., Ltd.
Buyer: Lakeside Home Inc.
Item\tDescription\tQty\tUnit price\tAmount
BW-1\tOak stool\t200 pcs\tUSD 14.00\tUSD 2,800.00
Total: USD 2,800.00
"""


def dealt(*texts: str, one: bool = False) -> Dealt:
    files = [File(f"{chr(97 + i)}.txt", text.encode()) for i, text in enumerate(texts)]
    return lint_deal(files, Config(), one=one)


def between(found: Dealt) -> list[tuple[str, str]]:
    """(paper, code) of every finding between papers."""
    return [(r.path, f.code) for r in found.records for f in r.findings if f.family == "XDC"]


def test_papers_that_agree_are_left_in_peace() -> None:
    assert between(dealt(INVOICE, CONTRACT)) == []


def test_numbers_sort_papers_into_deals_and_strangers_stand_alone() -> None:
    found = dealt(INVOICE, STRANGER, CONTRACT)
    assert [[paper.path for paper in deal.papers] for deal in found.deals] == [["a.txt", "c.txt"]]
    assert found.deals[0].links == ("a.txt cites SC-26-4410",)
    assert [record.deal is None for record in found.records] == [False, True, False]


def test_two_orders_of_the_same_parties_are_two_deals() -> None:
    other = INVOICE.replace("PI-26118", "PI-26733").replace("Contract No.: SC-26-4410\n", "")
    assert dealt(INVOICE.replace("Contract No.: SC-26-4410\n", ""), other).deals == ()


def test_named_files_are_one_deal_whatever_they_cite() -> None:
    assert len(dealt(INVOICE, STRANGER, one=True).deals[0].papers) == 2


def test_the_contract_goes_before_the_invoice() -> None:
    assert dealt(INVOICE, CONTRACT).deals[0].leading == "b.txt"


def test_a_finding_names_both_papers_with_their_places_and_quotes() -> None:
    found = dealt(INVOICE.replace("1,600 pcs", "1,500 pcs"), CONTRACT)
    finding = next(f for f in found.records[0].findings if f.code == "XDC003")
    assert finding.message == "SL-6060, quantity: 1,500 pcs in a.txt, 1,600 pcs in b.txt"
    assert (finding.quote, finding.stated, finding.expected) == ("1,500 pcs", "1,500 pcs", "1,600 pcs")
    assert [(r.path, r.quote) for r in finding.related] == [("b.txt", "1,600 pcs")]
    assert "line 7" in finding.related[0].place


def test_what_the_contract_states_is_not_missing_from_the_deal() -> None:
    packing = "Packing: 10 pcs per five-ply export carton\n"
    alone, held = dealt(INVOICE), dealt(INVOICE, CONTRACT + packing)
    before = next(f for f in alone.records[0].findings if f.code == "PKG001")
    after = next(f for f in held.records[0].findings if f.code == "PKG001")
    assert (before.severity.value, after.severity.value) == ("error", "info")
    assert after.message.endswith("it stands in b.txt")


def test_a_superseded_revision_is_not_held_against_the_terms() -> None:
    old = INVOICE.replace("1,600 pcs", "1,200 pcs").replace("18,400", "13,800").replace("PI-26118", "PI-26118-R1")
    new = INVOICE.replace("PI-26118", "PI-26118-R2")
    found = dealt(old, new, CONTRACT)
    assert not [code for _, code in between(found) if code in ("XDC002", "XDC003")]
    assert found.deals[0].papers[0].replaced_by == "b.txt"


def test_a_file_that_cannot_be_read_keeps_its_record() -> None:
    found = lint_deal([File("a.txt", INVOICE.encode()), File("b.pdf", b"%PDF-1.7 broken")], Config(), one=True)
    assert [record.status for record in found.records] == ["checked", "unreadable"]


def test_bank_numbers_of_both_papers_are_masked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank = "Bank details\nBeneficiary: Ningbo Sunlark Lighting Co., Ltd.\nAccount No.: {}\n"
    (tmp_path / "pi.txt").write_text(INVOICE + bank.format("331066250018010099038"))
    (tmp_path / "sc.txt").write_text(CONTRACT + bank.format("331066250018010024471"))
    with pytest.raises(SystemExit) as exit_:
        main(["deal", str(tmp_path), "--select", "XDC005"])
    printed = capsys.readouterr().out
    assert exit_.value.code == 1
    assert "account to pay to: …9038" in printed
    assert "331066250018" not in printed


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0)])
def test_the_contradictions_of_a_whole_deal_are_found_and_its_clean_twin_is_silent(order: tuple[int, ...]) -> None:
    expected = tomllib.loads((GLASS / "expected.toml").read_text("utf-8"))["conflict"]
    assert len(expected) >= 12
    for twin in ("clean", "faulty"):
        paths = sorted((GLASS / twin).iterdir())
        found = lint_deal([File(paths[i].name, paths[i].read_bytes()) for i in order], Config())
        findings = [f for r in found.records for f in r.findings if f.family == "XDC"]
        if twin == "clean":
            assert [f.message for f in findings] == []
            continue
        missed = [c for c in expected if not any(c["code"] == f.code and c["contains"] in f.message for f in findings)]
        assert missed == []
        assert len(findings) == len(expected)


def test_the_hook_stops_a_commit_whose_invoice_contradicts_its_contract(tmp_path: Path) -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    entry = hooks["tradelint-deal"]["entry"].split()[1:]
    for twin, code in (("clean", 0), ("faulty", 1)):
        deal = tmp_path / twin
        shutil.copytree(GLASS / twin, deal)
        changed = str(deal / "3-proforma-invoice.xlsx")
        with pytest.raises(SystemExit) as exit_:
            main([*entry, "--select", "XDC", changed])
        assert exit_.value.code == code


def test_the_result_of_a_deal_fits_its_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pi.txt").write_text(INVOICE.replace("11.50", "11.00"))
    (tmp_path / "sc.txt").write_text(CONTRACT)
    with pytest.raises(SystemExit):
        main(["deal", str(tmp_path), "--format", "json"])
    result = json.loads(capsys.readouterr().out)
    Draft202012Validator(json.loads(schema())).validate(result)
    assert [paper["role"] for paper in result["deals"][0]["papers"]] == ["proforma", "contract"]
    assert {document["role"] for document in result["documents"]} == {"proforma", "contract"}


def test_the_card_says_what_the_platform_could_give_back() -> None:
    platform = "Trade Assurance order no. 24866109501023456. The price is paid through the Alibaba.com platform.\n"
    limit = "Supplier's Trade Assurance limit: USD 10,000\n"
    card = dealt(INVOICE + platform + limit, CONTRACT).deals[0]
    assert (card.refund_max, card.exposure, card.unknown) == ("USD 10,000.00", "USD 8,400.00", ("covered",))
    assert dealt(INVOICE, CONTRACT).deals[0].exposure == ""


def test_marked_copies_of_a_deal_and_one_sheet_with_all_marks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = tmp_path / "marked"
    arguments = ["deal", str(GLASS / "faulty"), "--select", "XDC", "--review", str(copies), "--format", "concise"]
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 1
    names = {path.name for path in copies.iterdir()}
    assert names == {path.name for path in (GLASS / "faulty").iterdir()} | {"marks.csv"}
    sheet = (copies / "marks.csv").read_text("utf-8-sig")
    assert sheet.count("XDC004") == 4
    # The account differs between contract and invoice: the mark stands in both papers.
    with (
        zipfile.ZipFile(copies / "2-sales-contract.docx") as word,
        zipfile.ZipFile(copies / "3-proforma-invoice.xlsx") as book,
    ):
        assert "account to pay to" in word.read("word/comments.xml").decode()
        notes = "".join(book.read(name).decode() for name in book.namelist() if "comments" in name.lower())
        assert "account to pay to" in notes
    capsys.readouterr()
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    assert "is not empty" in capsys.readouterr().err
