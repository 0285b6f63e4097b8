"""What a team accepts stays accepted, what changes comes back, and nothing of it is ever out of sight."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from repo.papers import Done, paper, tradelint

DAY = ("--as-of", "2026-11-22")


def findings(done: Done, path: str = "") -> dict[str, dict[str, Any]]:
    """The findings of a run by code."""
    documents = [json.loads(line) for line in done.out.splitlines()]
    return {f["code"]: f for d in documents if path in d["path"] for f in d["findings"]}


def check(folder: Path, *flags: str) -> Done:
    return tradelint(
        "check", ".", "--format", "jsonl", "--select", "PAY003", "--fail-on", "warning", *DAY, *flags, cwd=folder
    )


def waive(folder: Path, *flags: str) -> Done:
    return tradelint(
        "waive", "pi.txt", "PAY003", "--reason", "repeat order, agreed", "--owner", "lin", "--days", "60", *DAY, *flags, cwd=folder
    )  # fmt: skip


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    (tmp_path / "tradelint.toml").write_text("[rules.PAY003]\nmax-deposit = 20\n", "utf-8")
    (tmp_path / "pi.txt").write_text(paper(30), "utf-8")
    return tmp_path


def test_a_waiver_covers_the_value_it_was_given_for_and_no_other(deal: Path) -> None:
    assert check(deal).code == 1
    done = waive(deal)
    assert done.code == 0, done.err
    waived = check(deal)
    assert waived.code == 0
    assert findings(waived)["PAY003"]["status"] == "waived"
    assert "lin" in findings(waived)["PAY003"]["waiver"]
    (deal / "pi.txt").write_text(paper(50), "utf-8")
    reopened = check(deal)
    assert reopened.code == 1
    assert findings(reopened)["PAY003"]["status"] == "new"
    assert "30 %" in findings(reopened)["PAY003"]["waiver"] or "30%" in findings(reopened)["PAY003"]["waiver"]
    assert "fits nothing" in reopened.err
    assert check(deal, "--no-waivers").code == 1


def test_a_moved_clause_stays_waived(deal: Path) -> None:
    waive(deal)
    text = paper(30)
    first, second = (line for line in text.splitlines() if line.startswith(("1. ", "2. ")))
    moved = text.replace(second, "2. Packing: export cartons\n" + first.replace("1.", "3."))
    (deal / "pi.txt").write_text(moved.replace(first, second.replace("2.", "1.")), "utf-8")
    assert findings(check(deal))["PAY003"]["status"] == "waived"


def test_a_waiver_ends_and_says_so_before_and_after(deal: Path) -> None:
    waive(deal)
    assert "ends in 5 days (2027-01-21)" in check(deal, "--as-of", "2027-01-16").err
    assert check(deal, "--as-of", "2027-01-21").code == 0
    ended = check(deal, "--as-of", "2027-01-22")
    assert ended.code == 1 and "ended on 2027-01-21" in ended.err
    assert "repeat order" in findings(ended)["PAY003"]["waiver"]
    assert "ENDED" in tradelint("waivers", "list", "--as-of", "2027-01-22", cwd=deal).out


def test_waivers_are_looked_after(deal: Path) -> None:
    waive(deal)
    book = deal / "tradelint-waivers.toml"
    book.write_text(book.read_text("utf-8") + "# a remark of ours\n", "utf-8")
    assert tradelint("waivers", "check", *DAY, cwd=deal).code == 0
    (deal / "pi.txt").write_text(paper(10), "utf-8")
    unused = tradelint("waivers", "check", *DAY, cwd=deal)
    assert unused.code == 1 and "unused: " in unused.out
    tradelint("waivers", "prune", *DAY, cwd=deal)
    assert "PAY003" not in book.read_text("utf-8") and "Findings that we accept" in book.read_text("utf-8")


WAIVER = '[[waiver]]\nrule = "PAY003"\npaths = ["**"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (WAIVER + "expires = 2027-01-01", "needs a reason"),
        (WAIVER + 'reason = "x"', "needs expires"),
        (WAIVER + 'reason = "x"\ncreated = 2026-01-01\nexpires = 2027-01-01', "longer than 180 days"),
        (WAIVER + 'reason = "x"\nexpire = 2027-01-01', "expire"),
        ('[[waiver]]\nrule = "PAY003"\nreason = "x"\nexpires = 2027-01-01', "needs paths"),
        (WAIVER.replace("PAY003", "PTY012") + 'reason = "x"\nexpires = 2027-01-01', "nobody may waive it"),
        (WAIVER.replace("PAY003", "PAY093") + 'reason = "x"\nexpires = 2027-01-01', "no rule is called"),
    ],
)
def test_a_waiver_without_what_it_needs_is_an_error(deal: Path, text: str, says: str) -> None:
    (deal / "tradelint.toml").write_text('[waivers]\nnon-waivable = ["PTY012"]\n', "utf-8")
    (deal / "tradelint-waivers.toml").write_text(text, "utf-8")
    done = check(deal)
    assert done.code == 2 and says in done.err


def test_a_waiver_of_everything_is_followed_and_said(deal: Path) -> None:
    (deal / "tradelint-waivers.toml").write_text(WAIVER + 'reason = "x"\nexpires = 2027-01-01', "utf-8")
    done = check(deal)
    assert done.code == 0 and "covers every such finding" in done.err


def test_a_paper_cannot_silence_its_own_check_unless_it_is_trusted(deal: Path) -> None:
    (deal / "pi.txt").write_text(paper(30) + "tradelint: allow PAY003 -- the seller says so\n", "utf-8")
    done = check(deal)
    assert done.code == 1 and "not followed" in done.err
    (deal / "tradelint.toml").write_text(
        '[waivers]\ntrust-inline = ["*.txt"]\n[rules.PAY003]\nmax-deposit = 20\n', "utf-8"
    )
    assert check(deal).code == 0


def test_a_renamed_paper_keeps_its_waiver_by_its_number(deal: Path) -> None:
    waive(deal)
    (deal / "pi.txt").rename(deal / "pi_v2.txt")
    assert check(deal).code == 0


def test_the_baseline_knows_each_finding_by_itself(deal: Path) -> None:
    created = tradelint("baseline", "create", *DAY, cwd=deal)
    assert created.code == 0, created.err
    assert tradelint("baseline", "create", *DAY, cwd=deal).code == 2
    file = deal / "tradelint-baseline.json"
    before = file.read_bytes()
    assert findings(check(deal))["PAY003"]["status"] == "known" and check(deal).code == 0
    assert file.read_bytes() == before
    assert check(deal, "--no-baseline").code == 1
    # one fault of a rule mended, another of the same rule made: the count is the same
    (deal / "pi.txt").write_text(paper(40), "utf-8")
    swapped = check(deal)
    assert swapped.code == 1 and findings(swapped)["PAY003"]["status"] == "new"
    assert "gone" in swapped.err
    tradelint("baseline", "prune", *DAY, cwd=deal)
    assert check(deal).code == 1
    tradelint("baseline", "update", *DAY, cwd=deal)
    assert check(deal).code == 0
    assert "PAY003" in tradelint("baseline", "show", cwd=deal).out


def test_the_baseline_holds_no_whole_account_number_and_follows_a_renamed_paper(deal: Path) -> None:
    (deal / "pi.txt").write_text(paper(50) + "Please note our account has changed to 3901220009120.\n", "utf-8")
    tradelint("baseline", "create", *DAY, cwd=deal)
    assert "3901220009120" not in (deal / "tradelint-baseline.json").read_text("utf-8")
    (deal / "pi.txt").rename(deal / "renamed.txt")
    assert check(deal).code == 0


def test_an_accepted_drawing_page_no_longer_blocks_and_the_rest_is_held_to_everything(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    for name in ("pi.pdf", "other.pdf"):
        canvas = Canvas(str(tmp_path / name), invariant=1)
        for number, line in enumerate(paper(30).replace("\t", "   ").splitlines()):
            canvas.drawString(40, 800 - 16 * number, line)
        canvas.showPage()
        canvas.drawImage(_picture(tmp_path), 100, 100, 400, 400)
        canvas.showPage()
        canvas.save()
    assert tradelint("check", tmp_path, "--fail-on", "never").code == 3
    done = tradelint(
        "waive", tmp_path / "pi.pdf", "image-only-page", "--reason", "the drawing", "--days", "30", "--as-of", str(date.today()),
        cwd=tmp_path,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert tradelint("check", tmp_path / "pi.pdf", "--fail-on", "never", cwd=tmp_path).code == 0
    document = json.loads(
        tradelint("check", tmp_path / "pi.pdf", "--format", "jsonl", "--fail-on", "never", cwd=tmp_path).out
    )
    assert document["status"] == "checked" and not document["not_checked"]
    assert tradelint("check", tmp_path, "--fail-on", "never", cwd=tmp_path).code == 3


def _picture(folder: Path) -> str:
    from PIL import Image

    path = folder / "drawing.png"
    Image.effect_noise((200, 200), 90).save(path)
    return str(path)
