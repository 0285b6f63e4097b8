"""RTF: paragraphs, tables and what lies around them, in any code page."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tradelint.errors import UnreadableError
from tradelint.parsers import Limits, Source, read
from tradelint.text import Document

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}{\f2\fcharset204 Arial Cyr;}}"


def paper(body: str, limits: Limits | None = None) -> Document:
    return read(Source(rf"{{\rtf1\ansi\ansicpg1252{FONTS}{body}}}".encode("latin-1"), "paper.rtf", limits or Limits()))[
        0
    ]


def lines(body: str) -> list[str]:
    document = paper(body)
    return [document.text[block.span.start : block.span.end] for block in document.blocks]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"one\par two\par", ["one", "two"]),
        (r"line\line break", ["line\nbreak"]),
        (r"gr\'fc\'dfe \'80 5", ["grüße € 5"]),
        (r"{\f1 \'c4\'fe\'b2\'a8}", ["宁波"]),
        (r"{\f2 \'c4\'ee\'e3\'ee\'e2\'ee\'f0}", ["Договор"]),
        (r"\u23425?\u27874?", ["宁波"]),
        (r"\uc2\u23425\'c4\'fe\u27874\'b2\'a8!", ["宁波!"]),
        (r"\u-10179?\u-8701?", ["\U0001f603"]),
        (r"a\~b\_c\-d \{x\}", ["a b‑cd {x}"]),
        (r"\ldblquote Seller\rdblquote  \endash  5", ["“Seller” – 5"]),
        (r"{\pict\pngblip 89504e47}seen", ["seen"]),
        (r"{\*\unknown secret}seen", ["seen"]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", ["link"]),
        (r"{\listtext\tab 1.\tab}Payment", ["1. Payment"]),
        (r"{\info{\title t}}seen", ["seen"]),
        ("\\bin5 {{{{{seen", ["seen"]),
    ],
)
def test_words_come_out(body: str, shown: list[str]) -> None:
    assert lines(body) == shown


def test_a_table_has_rows_and_columns() -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl Mug\cell 1.20\cell\row"
    total = r"\trowd\cellx2000\pard\intbl Total\line 5\cell\row\pard"
    document = paper(rf"before\par {row}{row}{total} after\par")
    cells = [
        (c.row, c.column, c.column_span, document.text[c.span.start : c.span.end]) for c in document.tables[0].cells
    ]
    assert cells == [(0, 0, 1, "Mug"), (0, 1, 1, "1.20"), (1, 0, 1, "Mug"), (1, 1, 1, "1.20"), (2, 0, 2, "Total\n5")]
    assert [b.kind for b in document.blocks] == ["paragraph", *["cell"] * 5, "paragraph"]


def test_what_lies_around_the_body_has_its_layer() -> None:
    body = r"{\header Moqi\par}body{\footnote {\up6 1} note}{\*\annotation remark}{\v secret}\par"
    document = paper(body)
    layers = {b.layer: document.text[b.span.start : b.span.end] for b in document.blocks}
    assert layers["body"] == "body"
    assert layers["header"] == "Moqi"
    assert layers["footnote"].endswith("note")
    assert (layers["comment"], layers["hidden"]) == ("remark", "secret")


def test_headings_by_style_and_by_looks() -> None:
    document = paper(r"{\stylesheet{\s1 heading 1;}}{\pard\s1 Contract\par}{\pard\b 2. Payment\b0\par}\pard text\par")
    assert [(b.kind, b.level, b.number) for b in document.blocks] == [
        ("heading", 1, None),
        ("heading", 1, "2"),
        ("paragraph", 0, None),
    ]
    assert document.blocks[2].place.section == "§2 Payment"


def test_struck_words_are_a_deletion() -> None:
    document = paper(r"Price {\deleted USD 5} USD 4\par")
    assert [(change.kind, change.text) for change in document.revisions] == [("deleted", "USD 5")]


def test_limits_are_loud() -> None:
    assert [gap.code for gap in paper(r"some words\par " * 50, Limits(text=100)).gaps] == ["limit"]


@pytest.mark.parametrize(("body", "code"), [(r"\par", "empty"), (r"{\pict 00}", "image-only-page")])
def test_a_file_without_text_is_never_clean(body: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        paper(body)
    assert refused.value.code == code


def test_deep_groups_are_read() -> None:
    assert "deep" in paper("{" * 20_000 + "deep" + "}" * 20_000).text


@given(st.text(alphabet=st.sampled_from("\\{}ab'0 1\ncellrowpariutl*;"), max_size=200))
def test_any_words_give_a_paper_or_an_error(body: str) -> None:
    with suppress(UnreadableError):
        paper(body).text.encode("utf-8")
