"""The command line as its users meet it: outcomes, exit codes, one clear line for what went wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tradelint.reports.result import schema

CLEAN = "Meeting notes\nThe team met on Monday and discussed the garden.\n"
FAULTY = """PROFORMA INVOICE
No.: PI-26-0417    Date: 2026-11-02
Seller: Tidewell Housewares Co., Ltd., 8 Canal Road, Ningbo, China
Buyer: Harrow & Lark Trading GmbH, Speicherweg 4, Hamburg, Germany
Item\tQty\tUnit price (USD)\tAmount (USD)
Enamel mug, steel, 8 cm, white RAL 9010\t100 pcs\t2.00\t260.00
Total\t\t\t260.00
Payment: 50% T/T deposit, 40% before shipment
"""


def run(*arguments: str, cwd: Path | None = None, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tradelint", *arguments], capture_output=True, cwd=cwd, input=stdin, timeout=120
    )


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "pi.txt"
    path.write_text(FAULTY, "utf-8")
    return path


def documents(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    for document in found:
        jsonschema.validate(document, json.loads(schema()))
    return found


def test_findings_are_exit_1_and_each_says_place_reason_and_fix(paper: Path) -> None:
    done = run("check", str(paper))
    text = done.stdout.decode()
    assert done.returncode == 1
    assert "error AMT001 line 1" in text and "why: " in text and "fix: " in text and "at " in text
    assert not done.stderr


def test_a_path_alone_means_check(paper: Path) -> None:
    assert run(str(paper)).stdout == run("check", str(paper)).stdout
    assert run("--format", "jsonl", str(paper)).stdout == run("check", "--format", "jsonl", str(paper)).stdout


def test_jsonl_and_json_follow_the_schema(paper: Path) -> None:
    day = ("--as-of", "2026-11-24")  # midnight may pass between two runs
    (document,) = documents(run("--format", "jsonl", *day, str(paper)))
    assert document["status"] == "checked" and document["kind"] == "proforma_invoice"
    whole = json.loads(run("--format", "json", *day, str(paper)).stdout)
    jsonschema.validate(whole, json.loads(schema()))
    assert whole["documents"] == [document]
    assert whole["summary"]["exit_code"] == 1


def test_spans_point_into_the_text_that_extract_prints(paper: Path) -> None:
    (document,) = documents(run("--format", "jsonl", str(paper)))
    text = json.loads(run("extract", "--format", "json", str(paper)).stdout)["documents"][0]["text"]
    quoted = [f for f in document["findings"] if f["span"]]
    assert quoted
    for finding in quoted:
        start, end = finding["span"]
        assert " ".join(text[start:end].split()).startswith(finding["quote"].rstrip("…"))


def test_fail_on_decides_about_exit_1_only(paper: Path) -> None:
    assert run(str(paper), "--fail-on", "never").returncode == 0
    assert run(str(paper), "--fail-on", "warning").returncode == 1


def test_concise_is_one_line_per_finding(paper: Path) -> None:
    lines = run(str(paper), "--format", "concise").stdout.decode().splitlines()
    assert all(line.startswith(str(paper)) for line in lines[:-1])
    assert "1 document checked" in lines[-1]


def test_select_and_ignore_take_codes_names_and_families(paper: Path) -> None:
    def codes(*flags: str) -> set[str]:
        return {f["code"] for d in documents(run(str(paper), "--format", "jsonl", *flags)) for f in d["findings"]}

    assert codes("--select", "AMT001") == codes("--select", "line-total-mismatch") == {"AMT001"}
    assert all(code.startswith("PAY") for code in codes("--select", "PAY"))
    assert "AMT001" not in codes("--ignore", "AMT")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "pi.tx"], "did you mean pi.txt"),
        (["pi.tx"], "did you mean pi.txt"),
        (["check", "pi.txt", "--select", "PAY0O3"], "did you mean PAY003"),
        (["check", "pi.txt", "--colour", "never"], "--color"),
        (["check", "pi.txt", "--as-of", "22/11/2026"], "2026-11-22"),
        (["explain", "deposit-above-treshold"], "did you mean deposit-above-threshold"),
        (["check"], "name the files"),
        (["checklist", "."], "is a folder"),
    ],
)
def test_wrong_usage_is_exit_2_with_one_line_that_helps(paper: Path, arguments: list[str], says: str) -> None:
    done = run(*arguments, cwd=paper.parent)
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def outcome(path: Path, data: bytes) -> tuple[int, dict[str, Any]]:
    path.write_bytes(data)
    done = run(str(path), "--format", "jsonl")
    assert b"Traceback" not in done.stderr
    return done.returncode, documents(done)[0]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.pdf", b"", "empty"),
        ("blank.txt", b"  \n\n", "empty"),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj <<", "corrupt"),
        ("broken.docx", b"PK\x03\x04 no archive word/document.xml", "corrupt"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image-only-page"),
        ("program.exe", b"MZ\x90\x00" + bytes(range(256)), "unsupported"),
        (
            "pointer.docx",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1"
            b"258daaa5e2ca24d17e2393\nsize 12345\n",
            "lfs-pointer",
        ),
    ],
)
def test_what_cannot_be_read_is_exit_3_with_a_record_that_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    exit_code, document = outcome(tmp_path / name, data)
    assert exit_code == 3
    assert document["status"] == "unreadable"
    assert document["gaps"][0]["code"] == code
    assert document["gaps"][0]["hint"]


def test_other_files_are_linted_beside_an_unreadable_one(paper: Path) -> None:
    (paper.parent / "scan.pdf").write_bytes(b"%PDF-1.4 torn")
    done = run(str(paper.parent), "--format", "jsonl")
    assert [d["status"] for d in documents(done)] == ["checked", "unreadable"]
    assert done.returncode == 3


def test_nothing_to_check_is_exit_3_unless_allowed(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    done = run(str(tmp_path))
    assert done.returncode == 3
    assert b"nothing to check" in done.stderr and b"1 file" in done.stderr
    assert run(str(tmp_path), "--allow-empty").returncode == 0


def test_standard_input_is_read(paper: Path) -> None:
    done = run("-", "--stdin-filename", "pi.txt", "--format", "jsonl", stdin=FAULTY.encode())
    (document,) = documents(done)
    assert document["path"] == "pi.txt" and done.returncode == 1


def test_a_crashing_rule_keeps_the_other_findings_and_is_exit_4(paper: Path) -> None:
    script = f"""
import dataclasses, sys
from tradelint import registry
from tradelint.cli import main
def crash(facts, **options):
    raise ZeroDivisionError("on purpose")
    yield
rules = tuple(dataclasses.replace(r, check=crash, needs=()) if r.code == "DOC002" else r for r in registry.load())
registry.load = lambda: rules
main(["check", {str(paper)!r}, "--format", "jsonl"])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=120)
    assert done.returncode == 4
    (document,) = documents(done)
    assert "DOC002" in document["internal_errors"][0]
    assert any(f["code"] == "AMT001" for f in document["findings"])


def test_a_closed_pipe_ends_quietly(paper: Path) -> None:
    command = f"{sys.executable} -m tradelint check {paper} | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120)
    assert done.stderr == b""


def test_names_and_text_cannot_drive_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "pi\x1b[31m.txt"
    path.write_bytes(FAULTY.replace("50% T/T", "50%\x1b]0;owned\x07 T/T").encode())
    for arguments in (["check", str(path)], ["checklist", str(path)], ["extract", str(path)]):
        done = run(*arguments)
        assert b"\x1b" not in done.stdout + done.stderr and b"\x07" not in done.stdout
    assert b"\\x1b" in run("check", str(path)).stdout


def test_the_same_run_prints_the_same_bytes(paper: Path) -> None:
    assert run(str(paper), "--as-of", "2026-11-22").stdout == run(str(paper), "--as-of", "2026-11-22").stdout


def test_checklist_lists_every_item_in_every_format(paper: Path) -> None:
    for format_ in ("text", "markdown", "html", "json"):
        text = run("checklist", str(paper), "--format", format_).stdout.decode()
        assert "incoterm" in text.lower()
    whole = json.loads(run("checklist", str(paper), "--format", "json").stdout)
    assert len(whole["documents"][0]["checklist"]) == 34


def test_explain_and_rules_work_offline_without_a_document() -> None:
    text = run("explain", "PAY003").stdout.decode()
    assert "deposit-above-threshold" in text and "Fails" in text and "Passes" in text
    catalogue = json.loads(run("rules", "--json").stdout)
    assert {"PAY003", "AMT001"} <= {entry["code"] for entry in catalogue["rules"]}


def test_the_python_interface(paper: Path) -> None:
    import tradelint

    report = tradelint.lint(paper)
    assert report.exit_code == 1
    assert report.findings == tradelint.lint(FAULTY.encode(), name=str(paper)).findings


def test_a_pdf_is_read_twice_on_demand_and_pages_that_differ_are_doubted(tmp_path: Path) -> None:
    from parsers.test_pdf import scanned, with_content

    content = b"BT /F1 12 Tf 50 700 Td (the balance is due before shipment) Tj ET"
    path = tmp_path / "offer.pdf"
    path.write_bytes(with_content(scanned("first page of it", "second page of it"), content, "/NoSuchDecode"))
    for arguments in (
        ["extract", "--compare-text"],
        ["check", "--compare-text"],
        ["check", "--set", "limits.second-reader=true"],
    ):
        done = run(*arguments, str(path))
        assert done.returncode == 3
        assert "page 2: two readers of its text differ" in done.stdout.decode()
    assert "two readers" not in run("extract", str(path)).stdout.decode()
