"""What a claim on a deal needs: clauses with their places, and the reports, photos and messages beside them."""

import json
from pathlib import Path

import pytest
from tradelint.cli import main

CONTRACT = """SALES CONTRACT
Contract No.: SC-26-4410
Seller: Ningbo Sunlark Lighting Co., Ltd.
Buyer: Harbour Trading GmbH
Item\tDescription\tQty\tUnit price\tAmount
SL-6060\tLED panel light, aluminium frame, 600 x 600 x 10 mm\t1,600 pcs\tUSD 11.50\tUSD 18,400.00
Trade Assurance order no. 24866109501023456
Shipment: not later than 2027-01-15
Payment: 30% T/T deposit, 70% against copy of the bill of lading
Claims within 30 days after receipt.
"""


def evidence(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    with pytest.raises(SystemExit) as exit_:
        main(["evidence", str(folder), "--format", "json"])
    assert exit_.value.code == 0
    return {need["id"]: need for need in json.loads(capsys.readouterr().out)["evidence"]}


def test_clauses_are_shown_with_their_place_and_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "contract.txt").write_text(CONTRACT)
    found = evidence(tmp_path, capsys)
    assert found["shipment"]["standing"] == "there"
    assert found["shipment"]["proofs"] == [
        {
            "path": str(tmp_path / "contract.txt"),
            "place": "SALES CONTRACT, line 8",
            "words": "not later than 2027-01-15",
        }
    ]
    assert found["order"]["standing"] == "there"
    assert (found["specification"]["standing"], found["specification"]["lacks"]) == ("partly", ["colour"])
    assert found["quality"]["standing"] == "missing"


def test_a_contract_is_no_proof_of_what_it_speaks_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "contract.txt").write_text(CONTRACT)
    found = evidence(tmp_path, capsys)
    assert [
        name for name in ("transport", "payment", "inspection", "photos", "messages") if found[name]["proofs"]
    ] == []


@pytest.mark.parametrize(
    ("name", "text", "need"),
    [
        ("a.txt", "FINAL RANDOM INSPECTION REPORT\nReport No. HK-7781\nGlass containers: passed\n", "inspection"),
        ("b.txt", "验货报告\n编号:YH-2611\n数量:19,200个\n结论:合格\n", "inspection"),
        ("IMG_2031.JPG", "", "photos"),
        ("unboxing.mp4", "", "photos"),
        ("chat with Lily.png", "", "messages"),
        ("Bank_slip-deposit.png", "", "payment"),
        ("bill-of-lading.tiff", "", "transport"),
        ("POD_signed.jpg", "", "receipt"),
        ("golden sample.heic", "", "sample"),
    ],
)
def test_what_lies_beside_the_papers(
    name: str, text: str, need: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text)
    assert evidence(tmp_path, capsys)[need]["standing"] == "there"


def test_podcast_is_no_proof_of_delivery(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "podcast.png").write_text("")
    assert evidence(tmp_path, capsys)["receipt"]["standing"] == "missing"


def test_a_paper_that_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(SystemExit) as exit_:
        main(["evidence", str(tmp_path)])
    assert exit_.value.code == 3
    assert "not read: " in capsys.readouterr().out
