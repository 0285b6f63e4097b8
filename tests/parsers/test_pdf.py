"""A PDF becomes the paper as a person reads it."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from tradelint.errors import UnreadableError
from tradelint.parsers.pdf import read
from tradelint.parsers.source import Source


def pdf_of(*lines: tuple[float, float, str]) -> Source:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for x, y, text in lines:
        canvas.drawString(x, 842 - y, text)
    canvas.save()
    return Source(buffer.getvalue(), "paper.pdf")


def test_lines_come_in_reading_order_and_not_in_stream_order() -> None:
    document = read(pdf_of((50, 200, "second line"), (50, 100, "first line")))[0]
    assert document.text.split("\n")[:2] == ["first line", "second line"]


def test_every_word_has_a_box_on_the_page() -> None:
    document = read(pdf_of((50, 100, "FOB Ningbo")))[0]
    first = document.words[0]
    assert document.text[first.span.start : first.span.end] == "FOB"
    assert 49 < first.box.left < 51 and 88 < first.box.top < 100 < first.box.bottom < 104


def test_a_damaged_file_is_corrupt() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(Source(b"%PDF-1.7\nnothing", "paper.pdf"))
    assert caught.value.code == "corrupt"
