"""A PDF opens or says why not; every word has its place, and what was not read is named."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from parsers.pdf_papers import ITEMS, Paper, document_of, drawn, rows_of
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tradelint.errors import UnreadableError
from tradelint.parsers.pdf import open_pdf, read
from tradelint.parsers.pdf_compare import disagreeing_pages
from tradelint.parsers.source import Limits, Source
from tradelint.text import Box, Document


def boxes_of(document: Document, text: str) -> tuple[Box, ...]:
    start = document.text.index(text)
    return tuple(w.box for w in document.words if start <= w.span.start < start + len(text))


def rewritten(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(data)))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def simple(*texts: str) -> Paper:
    paper = Paper()
    paper.lines(50, 100, texts)
    return paper


def test_lines_come_in_reading_order_and_not_in_stream_order() -> None:
    paper = Paper()
    paper.text(50, 200, "second line")
    paper.text(50, 100, "first line")
    assert document_of(paper).text.split("\n")[:2] == ["first line", "second line"]


def test_every_word_of_the_page_is_there_once() -> None:
    words = ["one", "two", "three,", "four;", "five", "(six)", "seven/eight", "9,000.00", "ten%"]
    document = document_of(simple(" ".join(words)))
    assert [document.text[w.span.start : w.span.end] for w in document.words] == words


def test_a_word_has_a_tight_box_in_points_from_the_top_left_corner() -> None:
    box = boxes_of(document_of(simple("FOB Ningbo")), "Ningbo")[0]
    assert box.page == 1
    assert 73 < box.left < 74 and 104 < box.right < 106
    assert 89 < box.top < 94 and 100 < box.bottom < 104


def test_the_place_of_a_block_is_its_page_and_line() -> None:
    paper = Paper()
    paper.text(50, 100, "title")
    paper.page()
    paper.lines(50, 100, ["first", "second"], leading=40)
    document = document_of(paper)
    assert [str(block.place) for block in document.blocks] == ["page 1, line 1", "page 2, line 1", "page 2, line 2"]


def test_a_rotated_page_is_read_upright_and_boxes_are_where_the_viewer_shows_them() -> None:
    data = simple("Payment by T/T in advance only").data()
    turned = rewritten(data, lambda writer: writer.pages[0].rotate(90))
    document = document_of(turned)
    assert document.text == "Payment by T/T in advance only\n"
    box = boxes_of(document, "Payment")[0]
    # The page is 595 x 842; turned clockwise, what was near the top is near the right edge.
    assert 842 - 104 < box.left < 842 - 98 and 49 < box.top < 51 < 80 < box.bottom


def test_text_written_up_the_page_is_read_from_left_to_right() -> None:
    paper = Paper()
    paper.canvas.translate(595, 0)
    paper.canvas.rotate(90)
    for index, row in enumerate(ITEMS):
        for x, cell in zip((50, 90, 330, 400, 500), row, strict=True):
            paper.canvas.drawString(x, 500 - 16 * index, cell)
    document = document_of(paper)
    assert rows_of(document) == [list(row) for row in ITEMS]
    box = boxes_of(document, "panel")[0]
    assert box.bottom - box.top > box.right - box.left


def test_a_page_box_that_does_not_start_at_zero_moves_the_boxes() -> None:
    def crop(writer: PdfWriter) -> None:
        writer.pages[0].cropbox.lower_left = (20, 30)
        writer.pages[0].cropbox.upper_right = (580, 802)

    box = boxes_of(document_of(rewritten(simple("FOB Ningbo").data(), crop)), "FOB")[0]
    assert 29 < box.left < 31 and 49 < box.top < 54


def test_words_beyond_the_edge_of_the_page_are_marked_as_hidden() -> None:
    paper = simple("visible terms")
    paper.text(50, 900, "30% T/T below the edge")
    document = document_of(paper)
    hidden = [block for block in document.blocks if block.layer == "hidden"]
    assert [document.text[b.span.start : b.span.end] for b in hidden] == ["30% T/T below the edge"]
    assert [trait.code for trait in document.traits] == ["hidden-text"]


def test_white_words_on_white_paper_are_reported() -> None:
    paper = simple("visible terms")
    paper.canvas.setFillGray(1)
    paper.text(50, 200, "all claims are waived")
    assert [(t.code, t.detail) for t in document_of(paper).traits] == [("hidden-text", "all claims are waived")]


def test_white_words_on_a_dark_area_are_not_hidden() -> None:
    paper = Paper()
    paper.fill(40, 80, 400, 30, grey=0.1)
    paper.canvas.setFillGray(1)
    paper.text(50, 100, "DESCRIPTION")
    assert document_of(paper).traits == ()


def test_a_file_without_a_password_to_open_it_is_read() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("", "owner", strength=128))
    canvas.drawString(50, 700, "no password needed")
    canvas.save()
    assert document_of(buffer.getvalue()).text == "no password needed\n"


def test_a_file_with_a_password_is_refused_with_a_way_out() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", "owner", strength=128))
    canvas.drawString(50, 700, "locked")
    canvas.save()
    with pytest.raises(UnreadableError, match="password") as caught:
        document_of(buffer.getvalue())
    assert caught.value.code == "encrypted" and "without a password" in caught.value.hint


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.7", b"not a pdf at all", bytes(100)])
def test_a_damaged_file_is_corrupt(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(Source(data, "paper.pdf"))
    assert caught.value.code == "corrupt"


@pytest.mark.parametrize("cut", range(1, 10))
def test_a_file_that_is_cut_off_ends_as_a_document_or_an_error(cut: int) -> None:
    data = simple("Payment: 30% T/T").data()
    try:
        document_of(data[: len(data) * cut // 10])
    except UnreadableError as error:
        assert error.code in {"corrupt", "empty"}


def scanned(*pages: str | None) -> bytes:
    """Pages with a text, or a picture where there is None."""
    writer = PdfWriter()
    for text in pages:
        writer.append(PdfReader(io.BytesIO(simple(text or "").data())))
        if text is None:
            content = DecodedStreamObject()
            content.set_data(b"q 595 0 0 842 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x80\x80\x80\x80 EI Q")
            writer.pages[-1][NameObject("/Contents")] = writer._add_object(content)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def with_content(data: bytes, content: bytes, filter_name: str) -> bytes:
    """The second page with this content, which is said to be encoded."""

    def spoil(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(content)
        stream[NameObject("/Filter")] = NameObject(filter_name)
        writer.pages[1][NameObject("/Contents")] = writer._add_object(stream)

    return rewritten(data, spoil)


def test_a_scanned_page_among_others_is_a_gap() -> None:
    document = document_of(scanned("first page", None, "third page"))
    assert document.text == "first page\nthird page\n"
    assert [(gap.code, gap.place) for gap in document.gaps] == [("image-only-page", "page 2")]


def test_a_paper_of_scans_only_is_unreadable() -> None:
    with pytest.raises(UnreadableError) as caught:
        document_of(scanned(None, None))
    assert caught.value.code == "image-only-page"


def test_a_blank_page_is_no_gap() -> None:
    document = document_of(scanned("first page", "", "third page"))
    assert document.gaps == () and document.pages == 3


def test_a_page_whose_content_cannot_be_decoded_is_a_gap_and_not_blank() -> None:
    data = with_content(scanned("first page", "second page"), b"no zlib data, but long enough", "/FlateDecode")
    assert [(gap.code, gap.place) for gap in document_of(data).gaps] == [("corrupt", "page 2")]


def test_more_pages_than_allowed_are_a_gap() -> None:
    document = document_of(scanned("first", "second", "third"), Limits(pages=2))
    assert document.text == "first\nsecond\n" and document.pages == 3
    assert [(gap.code, gap.place) for gap in document.gaps] == [("limit", "page 3")]


def test_more_text_than_allowed_is_a_gap() -> None:
    document = document_of(scanned("first page", "second page"), Limits(text=15))
    assert document.text == "first page\n"
    assert [(gap.code, gap.place) for gap in document.gaps] == [("limit", "page 2")]


def test_a_text_layer_without_meaning_is_doubtful() -> None:
    def spoil(writer: PdfWriter) -> None:
        table = DecodedStreamObject()
        table.set_data(
            b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <e100> "
            b"endbfrange endcmap"
        )
        for font in writer.pages[0]["/Resources"]["/Font"].values():
            font.get_object()[NameObject("/ToUnicode")] = writer._add_object(table)

    document = document_of(rewritten(simple("30% T/T in advance").data(), spoil))
    assert [gap.code for gap in document.gaps] == ["doubtful-text"]


def test_the_same_bytes_give_the_same_document() -> None:
    data = simple("Payment: 30% T/T", "Port: Ningbo").data()
    assert document_of(data) == document_of(data)


def test_a_watermark_stays_out_of_the_lines_it_crosses() -> None:
    def draw(paper: Paper) -> None:
        for index, row in enumerate(ITEMS):
            paper.row(100 + 16 * index, row)
        paper.canvas.translate(100, 600)
        paper.canvas.rotate(45)
        paper.text(0, 842, "SPECIMEN", size=60)

    document = drawn(draw)
    assert rows_of(document) == [list(row) for row in ITEMS]
    assert [document.text[b.span.start : b.span.end] for b in document.blocks if b.layer == "text box"] == ["SPECIMEN"]


def compared(data: bytes) -> tuple[int, ...]:
    pdf = open_pdf(Source(data, "paper.pdf"))
    try:
        return disagreeing_pages(pdf, Source(data, "paper.pdf"))
    finally:
        pdf.close()


def test_two_readers_that_agree_name_no_page() -> None:
    assert compared(scanned("first page of it", "second page of it")) == ()


def test_a_page_that_the_second_reader_sees_otherwise_is_named() -> None:
    content = b"BT /F1 12 Tf 50 700 Td (the balance is due before shipment) Tj ET"
    data = with_content(scanned("first page of it", "second page of it"), content, "/NoSuchDecode")
    assert compared(data) == (2,)
    document = read(Source(data, "paper.pdf", Limits(second_reader=True)))[0]
    assert ("doubtful-text", "page 2") in [(gap.code, gap.place) for gap in document.gaps]
    assert not any(gap.code == "doubtful-text" for gap in read(Source(data, "paper.pdf"))[0].gaps)
