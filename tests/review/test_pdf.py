"""Marked PDF files: highlights on the very words however the page is turned, the original's bytes in front."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from review.marked import TEXT, faulty, findings_of, marked, squeezed, words_at
from tradelint.errors import UnreadableError
from tradelint.parsers import Source
from tradelint.review import mark
from tradelint.review.order import Order
from tradelint.review.words import headline


def notes_of(data: bytes) -> list[tuple[int, Any]]:
    """(page from 0, annotation) of every mark by us."""
    found = []
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages):
        notes = [note.get_object() for note in page.get("/Annots", ())]
        found += [(number, note) for note in notes if note.get("/T") == "tradelint"]
    return found


def words_under(data: bytes, number: int, note: Any) -> str:
    """The text that PDFium finds under the quads of a highlight."""
    pdf = pdfium.PdfDocument(data)
    page = pdf[number].get_textpage()
    quads = [float(value) for value in note["/QuadPoints"]]
    words = ""
    for at in range(0, len(quads), 8):
        xs, ys = quads[at : at + 8 : 2], quads[at + 1 : at + 8 : 2]
        # A hair less than the box: letters of the neighbours touch it.
        words += page.get_text_bounded(min(xs) + 0.2, min(ys) + 0.2, max(xs) - 0.2, max(ys) - 0.2)
    return squeezed(words)


def highlighted(data: bytes, name: str) -> dict[str, list[str]]:
    """The words under the highlights by the headline of their finding."""
    found: dict[str, list[str]] = {}
    copy = marked(data, name).data
    for number, note in notes_of(copy):
        if note["/Subtype"] == "/Highlight":
            found.setdefault(str(note["/Subj"]), []).append(words_under(copy, number, note))
    return found


@pytest.mark.parametrize("path", faulty(".pdf"), ids=lambda path: path.stem)
def test_every_highlight_lies_on_the_words_of_its_finding(path: Path) -> None:
    data = path.read_bytes()
    found = highlighted(data, path.name)
    checked = 0
    for document, finding in findings_of(data, path.name):
        if finding.span is not None and document.boxes(finding.span):
            wanted = words_at(document, finding)
            assert any(wanted in words for words in found[headline(finding)]), (wanted, found[headline(finding)])
            assert all(len(words) <= len(wanted) + 3 for words in found[headline(finding)])
            checked += 1
    assert checked


@pytest.mark.parametrize("path", faulty(".pdf"), ids=lambda path: path.stem)
def test_the_copy_begins_with_the_original_and_ends_with_a_list(path: Path) -> None:
    data = path.read_bytes()
    copy = marked(data, path.name).data
    assert copy.startswith(data) and path.read_bytes() == data
    pages = PdfReader(io.BytesIO(copy)).pages
    assert len(pages) > len(PdfReader(io.BytesIO(data)).pages)
    listed = squeezed("".join(page.extract_text() for page in pages[-2:]))
    for _, finding in findings_of(data, path.name):
        assert finding.code in listed
    assert len(notes_of(copy)) >= len(findings_of(data, path.name))
    assert all(note.get("/Contents") and note.get("/Popup") for _, note in notes_of(copy))


def drawn(turn: int = 0, change: Callable[[PdfWriter], None] | None = None) -> bytes:
    """A paper on a page that is shown with some quarter turns; its text stands upright for the reader."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800), invariant=1)
    canvas.setPageRotation(turn)
    moves = {0: (0, 0, 0), 90: (600, 0, 90), 180: (600, 800, 180), 270: (0, 800, 270)}[turn]
    canvas.translate(moves[0], moves[1])
    canvas.rotate(moves[2])
    for number, line in enumerate(TEXT.splitlines()):
        canvas.drawString(40, 560 - 20 * number, line)
    canvas.save()
    if change is None:
        return out.getvalue()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(out.getvalue())))
    change(writer)
    changed = io.BytesIO()
    writer.write(changed)
    return changed.getvalue()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_highlights_follow_a_turned_page(turn: int) -> None:
    data = drawn(turn)
    found = highlighted(data, "turned.pdf")
    spans = [(d, f) for d, f in findings_of(data, "turned.pdf") if f.code in ("PAY002", "PAY003")]
    assert spans
    for document, finding in spans:
        assert any(words_at(document, finding) in words for words in found[headline(finding)])


def test_a_part_of_a_chinese_line_is_highlighted_to_the_letter() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800), invariant=1)
    canvas.setFont("STSong-Light", 11)
    lines = (
        "形式发票",
        "卖方:宁波样品照明有限公司",
        "质量:包角完整。产品优质,每套货物随附安装图一份。",
        "包装:五层纸箱",
    )
    for number, line in enumerate(lines):
        canvas.drawString(40, 700 - 20 * number, line)
    canvas.save()
    data = out.getvalue()
    (document, finding) = next((d, f) for d, f in findings_of(data, "zh.pdf") if f.code == "QLT002")
    assert words_at(document, finding) == "优质"
    assert highlighted(data, "zh.pdf")[headline(finding)] == ["优质"]
    contents = [note["/Contents"] for _, note in notes_of(marked(data, "zh.pdf").data) if "QLT002" in note["/Subj"]]
    assert "改为" in contents[0]


def signed(writer: PdfWriter) -> None:
    value = DictionaryObject(
        {NameObject("/Type"): NameObject("/Sig"), NameObject("/Filter"): NameObject("/Adobe.PPKLite")}
    )
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("signature"),
            NameObject("/V"): writer._add_object(value),
        }
    )
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(field)])})
    writer._root_object[NameObject("/AcroForm")] = writer._add_object(form)


def test_a_signed_pdf_is_marked_only_when_that_is_insisted_on() -> None:
    data = drawn(change=signed)
    with pytest.raises(UnreadableError) as refused:
        marked(data, "signed.pdf")
    assert refused.value.code == "signed" and "--force" in refused.value.hint
    assert marked(data, "signed.pdf", force=True).data.startswith(data)


def test_an_encrypted_pdf_is_refused_also_where_it_opens_without_a_password() -> None:
    data = drawn(change=lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))
    with pytest.raises(UnreadableError) as refused:
        marked(data, "locked.pdf", force=True)
    assert refused.value.code == "encrypted"


def test_a_damaged_pdf_is_put_together_anew() -> None:
    data = drawn()
    damaged = data[: data.rindex(b"startxref")]
    copy = marked(damaged, "damaged.pdf")
    assert any("damaged" in remark for remark in copy.remarks)
    assert notes_of(copy.data)


def test_the_same_order_gives_the_same_bytes() -> None:
    data = drawn()
    assert marked(data, "same.pdf").data == marked(data, "same.pdf").data


def test_a_paper_without_findings_gets_a_list_that_says_so() -> None:
    from datetime import date

    from tradelint.review import Paper

    order = Order((Paper(None, ()),), date(2026, 11, 22))
    copy = mark(Source(drawn(), "x.pdf"), order).data
    assert "Nothing was found" in PdfReader(io.BytesIO(copy)).pages[-1].extract_text()
