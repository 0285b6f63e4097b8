"""A word that the end of a line cuts in two is read whole, and stands where it begins."""

from __future__ import annotations

import pytest
from parsers.pdf_papers import Paper, document_of, drawn
from tradelint.text import Span

FILLER = "The Seller shall hand over the goods in good order and"


def paragraph(*lines: str) -> str:
    def draw(paper: Paper) -> None:
        paper.lines(50, 100, lines)

    return drawn(draw).text.strip()


@pytest.mark.parametrize(
    ("end", "start", "word"),
    [
        ("MC-", "9612, at its own cost", "MC-9612,"),
        ("LC-2026-", "114 of the bank", "LC-2026-114"),
        ("Rhine-", "Main terminal in time", "Rhine-Main"),
        ("non-", "negotiable copies of it", "non-negotiable"),
        ("pre-", "shipment inspection by", "pre-shipment"),
        ("door-to-", "door transport of it", "door-to-door"),
        ("B/L-", "No. 42 of the carrier", "B/L-No."),
    ],
)
def test_a_hyphen_of_the_word_stays(end: str, start: str, word: str) -> None:
    text = paragraph(f"{FILLER} by {end}", start)
    assert text.split("\n")[0] == f"{FILLER} by {word}"


@pytest.mark.parametrize(("end", "start"), [("pre-", "and post-shipment costs"), ("goods -", "all of them new")])
def test_a_dash_that_joins_nothing_joins_nothing(end: str, start: str) -> None:
    assert paragraph(f"{FILLER} by {end}", start).split("\n") == [f"{FILLER} by {end}", start]


def test_a_typesetters_hyphen_goes_where_the_word_is_known_whole() -> None:
    text = paragraph(f"{FILLER} pay the trans-", "port to the port. The transport is by sea in full", "containers.")
    assert "pay the transport\nto the port" in text


def test_a_paper_that_cuts_words_at_many_lines_is_read_without_its_hyphens() -> None:
    text = paragraph(
        f"{FILLER} condi-",
        "tion, free of any defects and of all the encum-",
        "brances that a third party may have on them; the docu-",
        "ments are sent by courier within three days, in dupli-",
        "cate, and by e-mail.",
    )
    assert (
        text.split()
        == (
            f"{FILLER} condition, free of any defects and of all the encumbrances that a third party may have on them; "
            "the documents are sent by courier within three days, in duplicate, and by e-mail."
        ).split()
    )


def test_figures_below_each_other_are_not_joined() -> None:
    def draw(paper: Paper) -> None:
        for x in (50, 200, 350):
            paper.rule(x, 80, x, 140)
        for y in (80, 100, 140):
            paper.rule(50, y, 350, y)
        paper.text(60, 94, "Item")
        paper.text(210, 94, "Difference")
        paper.text(60, 114, "Panels")
        paper.lines(210, 114, ["250-", "300"])

    assert "250-\n300" in drawn(draw).text


def test_both_parts_of_the_word_keep_their_rectangles() -> None:
    paper = Paper()
    paper.lines(50, 100, [f"{FILLER} by MC-", "9612, at its own cost"])
    document = document_of(paper)
    start = document.text.index("MC-9612")
    first, second = document.boxes(Span(start, start + 7))
    assert second.top > first.top and second.left == pytest.approx(50, abs=1)
    assert document.place(Span(start, start + 7)).line == 1
    own = document.text.index("own cost")
    assert document.place(Span(own, own + 3)).line == 2
