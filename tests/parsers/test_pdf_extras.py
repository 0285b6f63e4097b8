"""What a PDF carries besides its text: form values, comments, attachments, scripts, signatures."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

from parsers.pdf_papers import Paper, blocks_of, document_of, rows_of
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link, Text
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from tradelint.text import Document


def rewritten(paper: Paper, change: Callable[[PdfWriter], object]) -> Document:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(paper.data())))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return document_of(buffer.getvalue())


def simple(text: str = "Payment: 30% T/T in advance") -> Paper:
    paper = Paper()
    paper.text(50, 100, text)
    return paper


def form() -> Paper:
    paper = Paper()
    paper.text(50, 100, "Payment terms:")
    paper.text(50, 130, "Port of loading:")
    fields = paper.canvas.acroForm
    fields.textfield(name="payment", value="30% T/T deposit", x=150, y=842 - 104, width=250, height=16, fontSize=10)
    fields.textfield(name="port", value="", x=150, y=842 - 134, width=200, height=16, fontSize=10)
    return paper


def codes(document: Document) -> list[str]:
    return [trait.code for trait in document.traits]


def test_a_filled_field_is_read_where_it_stands() -> None:
    document = document_of(form())
    assert rows_of(document)[0] == ["Payment terms:", "30% T/T deposit"]
    assert document.words[-1].box.page == 1


def test_a_form_is_counted() -> None:
    assert [(t.code, t.detail) for t in document_of(form()).traits] == [("form", "2 fields, 1 filled in")]


def test_a_value_without_an_appearance_is_read_too() -> None:
    def strip(writer: PdfWriter) -> None:
        for note in writer.pages[0]["/Annots"]:
            note.get_object().pop("/AP", None)

    assert "30% T/T deposit" in rewritten(form(), strip).text


def test_boxes_to_tick_show_whether_they_are_ticked() -> None:
    paper = Paper()
    for x, name, checked in ((75, "fob", True), (145, "cif", False)):
        paper.text(x - 25, 160, name.upper())
        paper.canvas.acroForm.checkbox(name=name, x=x, y=842 - 164, size=12, checked=checked)
    assert document_of(paper).text.split() == ["FOB", "☑", "CIF", "☐"]


def test_comments_are_in_a_layer_of_their_own() -> None:
    def note(writer: PdfWriter) -> None:
        writer.add_annotation(0, Text(rect=(50, 700, 70, 720), text="please change to L/C at sight"))
        writer.add_annotation(0, Text(rect=(50, 600, 70, 620), text="agreed"))

    document = rewritten(simple(), note)
    comments = [block for block in document.blocks if block.layer == "comment"]
    assert [document.text[b.span.start : b.span.end] for b in comments] == ["please change to L/C at sight", "agreed"]
    assert [str(block.place) for block in comments] == ["comment 1, page 1", "comment 2, page 1"]


def test_text_typed_onto_the_page_is_read() -> None:
    document = rewritten(
        simple(), lambda writer: writer.add_annotation(0, FreeText(text="valid until 31 May", rect=(50, 600, 300, 620)))
    )
    assert blocks_of(document) == ["Payment: 30% T/T in advance", "valid until 31 May"]


def test_a_page_with_nothing_but_a_comment_is_read() -> None:
    document = rewritten(
        simple(""), lambda writer: writer.add_annotation(0, Text(rect=(50, 700, 70, 720), text="pay here"))
    )
    assert blocks_of(document) == ["pay here"]


def test_links_are_listed_and_not_followed() -> None:
    document = rewritten(
        simple(), lambda w: w.add_annotation(0, Link(rect=(50, 500, 90, 520), url="https://pay.example/now"))
    )
    assert [(t.code, t.detail, t.place.page) for t in document.traits] == [
        ("external-link", "https://pay.example/now", 1)
    ]


def test_attachments_are_listed() -> None:
    document = rewritten(simple(), lambda writer: writer.add_attachment("factur-x.xml", b"<x/>"))
    assert [(t.code, t.detail) for t in document.traits] == [("attachment", "factur-x.xml")]


def opens_with(action: DictionaryObject) -> Callable[[PdfWriter], object]:
    return lambda writer: writer._root_object.update({NameObject("/OpenAction"): action})


SCRIPT = DictionaryObject(
    {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
)
LAUNCH = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")})


def test_a_script_is_reported() -> None:
    assert codes(rewritten(simple(), opens_with(SCRIPT))) == ["javascript"]


def test_a_script_in_a_compressed_part_is_reported_too() -> None:
    objects = zlib.compress(b"<</S/JavaScript/JS(app.alert\\(1\\))>>")
    part = b"\n99 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\n" + objects + b"\nendstream\nendobj\n"
    assert codes(document_of(simple().data() + part)) == ["javascript"]


def test_a_program_to_start_is_reported() -> None:
    assert codes(rewritten(simple(), opens_with(LAUNCH))) == ["launch-action"]


def test_a_paper_without_extras_has_no_traits() -> None:
    assert codes(document_of(simple())) == []


def test_a_signature_is_reported_as_not_checked() -> None:
    def sign(writer: PdfWriter) -> None:
        value = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Sig"),
                NameObject("/Filter"): NameObject("/Adobe.PPKLite"),
                NameObject("/SubFilter"): NameObject("/adbe.pkcs7.detached"),
                NameObject("/Contents"): ByteStringObject(b"\0" * 16),
                NameObject("/ByteRange"): ArrayObject(NumberObject(n) for n in (0, 10, 20, 10)),
            }
        )
        field = DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject("signature"),
                NameObject("/V"): writer._add_object(value),
            }
        )
        fields = ArrayObject([writer._add_object(field)])
        writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): fields})

    traits = rewritten(simple(), sign).traits
    assert [(trait.code, trait.detail) for trait in traits] == [("signature", "1 digital signature, not checked")]
