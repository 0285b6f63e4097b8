"""What a person sees in a Word file stands in the text, once, and what nobody sees does not."""

from __future__ import annotations

import pytest
from parsers.docx_constructs import (
    BODY,
    OUTSIDE,
    TRACKED,
    UNSEEN,
    Docx,
    cell,
    drawn_box,
    every_construct,
    field_of,
    p,
    package,
    part,
    picture,
    run,
    style,
    table,
)
from tradelint.errors import UnreadableError
from tradelint.parsers.docx import read
from tradelint.parsers.source import Limits, Source
from tradelint.text import Block, Document, Place


def document(docx: Docx | str, **limits: int) -> Document:
    data = (Docx(docx) if isinstance(docx, str) else docx).data()
    (found,) = read(Source(data, "contract.docx", Limits(**limits)))
    return found


def texts(found: Document, layer: str | None = None) -> list[str]:
    return [found.text[b.span.start : b.span.end] for b in found.blocks if layer is None or b.layer == layer]


def block(found: Document, word: str) -> Block:
    return next(b for b in found.blocks if word in found.text[b.span.start : b.span.end])


@pytest.fixture(scope="module")
def everything() -> Document:
    return document(every_construct())


@pytest.mark.parametrize("name", BODY)
def test_every_construct_is_read(everything: Document, name: str) -> None:
    assert BODY[name][1] in everything.text


@pytest.mark.parametrize("name", BODY)
def test_no_construct_is_read_twice(name: str) -> None:
    docx = every_construct()
    docx.body = BODY[name][0]
    assert document(docx).text.count(BODY[name][1]) == 1


@pytest.mark.parametrize("name", OUTSIDE)
def test_headers_and_footers_of_all_kinds_are_read(everything: Document, name: str) -> None:
    assert everything.text.count(OUTSIDE[name]) == 1


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_is_not_in_the_text(everything: Document, name: str) -> None:
    assert UNSEEN[name][1] not in everything.text


@pytest.mark.parametrize(
    ("word", "layer", "place"),
    [
        ("headerword", "header", "header, paragraph 1"),
        ("headercell", "header", "header, table 1 row 1"),
        ("firstheader", "header", "header of the first page, paragraph 1"),
        ("evenfooter", "footer", "footer of even pages, paragraph 1"),
        ("boxword", "text box", "text box, paragraph 1"),
        ("watermarkword", "text box", "watermark, paragraph 1"),
        ("footnoteword", "footnote", "footnote 1, paragraph 1"),
        ("endnoteword", "endnote", "endnote 1, paragraph 1"),
        ("commentword", "comment", "comment 1 by Quality Desk, paragraph 1"),
        ("vanishword", "hidden", "hidden text, paragraph 36"),
    ],
)
def test_text_outside_the_flow_stands_in_its_layer(everything: Document, word: str, layer: str, place: str) -> None:
    found = block(everything, word)
    assert (found.layer, str(found.place)) == (layer, place)


def test_headers_come_first_and_footers_last(everything: Document) -> None:
    order = [everything.text.index(word) for word in ("headerword", "plainword", "footnoteword", "footerword")]
    assert order == sorted(order)


def test_spans_and_blocks_agree(everything: Document) -> None:
    ends = [0]
    for b in everything.blocks:
        assert ends[-1] <= b.span.start <= b.span.end <= len(everything.text)
        ends.append(b.span.end)


# Anchors


def test_an_anchor_names_the_paragraph_and_the_run_of_the_part() -> None:
    from lxml import etree

    body = (
        p(run("first ") + run("second", "<w:b/>"))
        + table((p("in a cell"), p(run("a") + f"<w:del {TRACKED}>{run('gone')}</w:del>" + run("after"))))
        + p(run("beside") + drawn_box(p("boxed")) + run("behind"))
        + p(f"<w:ins {TRACKED}>{run('new')}</w:ins>")
    )
    docx = Docx(body)
    found = document(docx)
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = etree.fromstring(str(docx.members()["word/document.xml"]).encode())
    paragraphs = list(root.iter(name + "p"))
    assert {found.text[a.span.start : a.span.end] for a in found.anchors} >= {
        "second",
        "after",
        "boxed",
        "behind",
        "new",
    }
    for anchor in found.anchors:
        runs = list(paragraphs[anchor.paragraph].iter(name + "r"))
        words = "".join(node.text for node in runs[anchor.run].findall(name + "t"))
        assert words == found.text[anchor.span.start : anchor.span.end]


def test_a_computed_number_moves_the_anchors_with_the_text() -> None:
    from parsers.docx_constructs import lists, numbered

    found = document(Docx(numbered("Payment by T/T"), numbering=lists((("decimal", "%1."),))))
    (anchor,) = found.anchors
    assert found.text[anchor.span.start : anchor.span.end] == "Payment by T/T"


# Tracked changes


def test_deleted_text_is_kept_apart_with_its_author_and_place() -> None:
    found = document(
        p(run("USD ") + f"<w:del {TRACKED}><w:r><w:delText>25,000</w:delText></w:r></w:del>"
          f"<w:ins {TRACKED}>{run('26,840')}</w:ins>" + run(" in total"))
    )  # fmt: skip
    assert texts(found) == ["USD 26,840 in total"]
    deleted, inserted = found.revisions
    assert (deleted.kind, deleted.text, deleted.author, len(deleted.at)) == ("deleted", "25,000", "Buyer Desk", 0)
    assert found.text[: deleted.at.start] == "USD "
    assert (inserted.kind, found.text[inserted.at.start : inserted.at.end]) == ("inserted", "26,840")


def test_pieces_of_one_insertion_are_one_change() -> None:
    found = document(p(f"<w:ins {TRACKED}>{run('26')}</w:ins><w:ins {TRACKED}>{run(',840')}</w:ins>"))
    assert [(revision.kind, revision.text) for revision in found.revisions] == [("inserted", "26,840")]


def test_a_move_is_one_change_at_its_new_place() -> None:
    found = document(BODY["tracked move"][0])
    (moved,) = found.revisions
    assert (moved.kind, found.text[moved.at.start : moved.at.end]) == ("moved", "movedword")


def test_text_that_was_moved_away_and_stands_nowhere_is_deleted() -> None:
    found = document(p(f"<w:moveFrom {TRACKED}>{run('lost clause')}</w:moveFrom>" + run("rest")))
    assert [(revision.kind, revision.text) for revision in found.revisions] == [("deleted", "lost clause")]


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    found = document(p(run("30% deposit"), f"<w:rPr><w:del {TRACKED}/></w:rPr>") + p(run(", 70% before shipment")))
    assert texts(found) == ["30% deposit, 70% before shipment"]


def test_struck_text_is_no_term_of_the_contract() -> None:
    found = document(p(run("FOB / ") + run("CIF", "<w:strike/>") + run(" Ningbo")))
    assert texts(found) == ["FOB /  Ningbo"]
    assert [(revision.kind, revision.text, revision.author) for revision in found.revisions] == [
        ("deleted", "CIF", None)
    ]


def test_a_deletion_inside_an_insertion_is_deleted() -> None:
    inner = f"<w:del {TRACKED}>{run('not')}</w:del>"
    found = document(p(f"<w:ins {TRACKED}>{run('may ')}{inner}{run(' ship')}</w:ins>"))
    assert texts(found) == ["may  ship"]
    assert sorted((r.kind, r.text) for r in found.revisions) == [("deleted", "not"), ("inserted", "may  ship")]


# Hidden text


@pytest.mark.parametrize(
    ("styles", "body"),
    [
        ("", p(run("seen ") + run("secret", "<w:vanish/>"))),
        (
            style("Ghost", "Ghost", run_properties="<w:vanish/>", kind="character"),
            p(run("seen ") + run("secret", '<w:rStyle w:val="Ghost"/>')),
        ),
        (
            style("Base", "Base", run_properties="<w:vanish/>") + style("Kid", "Kid", '<w:basedOn w:val="Base"/>'),
            p("seen ") + p("secret", '<w:pStyle w:val="Kid"/>'),
        ),
    ],
)
def test_hidden_text_is_set_apart_and_named(styles: str, body: str) -> None:
    found = document(Docx(body, styles=styles))
    assert texts(found, "hidden") == ["secret"]
    assert texts(found, "body") == ["seen "]
    (trait,) = found.traits
    assert trait.code == "hidden-text" and trait.span is not None
    assert found.text[trait.span.start : trait.span.end] == "secret"


def test_text_that_a_style_hides_and_the_run_shows_again_is_shown() -> None:
    styles = style("Ghost", "Ghost", run_properties="<w:vanish/>")
    found = document(Docx(p(run("shown", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Ghost"/>'), styles=styles))
    assert texts(found, "body") == ["shown"]


@pytest.mark.parametrize(
    "look", ['<w:color w:val="FFFFFF"/>', '<w:color w:val="F8F8F8"/>', '<w:sz w:val="2"/>', '<w:sz w:val="6"/>']
)
def test_white_and_tiny_text_is_read_and_reported(look: str) -> None:
    found = document(p(run("account ") + run("9988", look)))
    assert texts(found) == ["account 9988"]
    (trait,) = found.traits
    assert trait.code == "hidden-text" and trait.span is not None
    assert found.text[trait.span.start : trait.span.end] == "9988"


@pytest.mark.parametrize(
    "body",
    [
        p(run("Total", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>')),
        p(run("Total", '<w:color w:val="FFFFFF"/>'), '<w:shd w:val="clear" w:fill="000000"/>'),
        table((cell(p(run("Total", '<w:color w:val="FFFFFF"/>')), '<w:shd w:val="clear" w:fill="1F4E79"/>'),)),
        p(drawn_box(p(run("Total", '<w:color w:val="FFFFFF"/>')))),
        p(run(" ", '<w:sz w:val="2"/>')),
        p(run("small print", '<w:sz w:val="12"/>')),
        p(run("Total", '<w:color w:val="auto"/>')),
    ],
)
def test_white_text_on_a_coloured_ground_and_small_print_are_everyday(body: str) -> None:
    assert document(body).traits == ()


def test_a_header_that_is_switched_off_is_hidden() -> None:
    headers = {"default": p("Nova Lighting Ltd"), "first": p("Old Name Ltd")}
    found = document(Docx(p("text"), headers=headers))
    assert texts(found, "hidden") == ["Old Name Ltd"]
    assert [trait.code for trait in found.traits] == ["hidden-text"]


def test_a_header_that_only_repeats_another_is_read_once() -> None:
    headers = {"default": p("Nova Lighting Ltd"), "first": p("Nova Lighting Ltd")}
    found = document(Docx(p("text"), headers=headers))
    assert (texts(found), found.traits) == (["Nova Lighting Ltd", "text"], ())


# Fields and wrappers


def test_a_field_may_run_over_several_paragraphs() -> None:
    field = field_of("TOC", "<CUT>").split("<CUT>")
    found = document(p(field[0] + run("one")) + p("two") + p(run("three") + field[1]) + p("four"))
    assert texts(found) == ["one", "two", "three", "four"]


def test_a_field_in_the_code_of_a_field_is_not_shown() -> None:
    inner = field_of("MERGEFIELD x", run("inner"))
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    found = document(p(mark.format("begin") + inner + mark.format("separate") + run("outer") + mark.format("end")))
    assert texts(found) == ["outer"]


@pytest.mark.parametrize("code", ["DDEAUTO cmd /c calc", "INCLUDETEXT http://example.com/x", "LINK Excel.Sheet.12 x"])
def test_a_field_that_fetches_something_is_reported(code: str) -> None:
    found = document(p(field_of(code, run("shown"))))
    assert [trait.code for trait in found.traits] == ["external-link"]


def test_a_fallback_is_read_when_only_it_has_text() -> None:
    body = p('<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback><w:t>only here</w:t>'
             "</mc:Fallback></mc:AlternateContent></w:r>")  # fmt: skip
    assert texts(document(body)) == ["only here"]


def test_leading_and_trailing_spaces_count_only_when_preserved() -> None:
    body = p("<w:r><w:t>  USD </w:t></w:r>" + run(" 500 ") + "<w:r><w:t>net</w:t></w:r>")
    assert texts(document(body)) == ["USD 500 net"]


def test_tab_stops_stay_in_the_text() -> None:
    line = "<w:r><w:t>{}</w:t><w:tab/><w:t>{}</w:t><w:tab/><w:t>{}</w:t></w:r>"
    found = document(p(line.format("Item", "Qty", "Price")) + p(line.format("Lamp", "200", "USD 3.10")))
    assert texts(found) == ["Item\tQty\tPrice", "Lamp\t200\tUSD 3.10"]


def test_a_page_break_leaves_no_empty_line() -> None:
    found = document(p('<w:r><w:br w:type="page"/><w:t>Annex 1</w:t></w:r>') + p('<w:r><w:br w:type="page"/></w:r>'))
    assert texts(found) == ["Annex 1"]


# Packages


def test_a_comment_says_where_it_hangs() -> None:
    body = p("Payment", '<w:pStyle w:val="H"/>') + p(run("30%") + '<w:r><w:commentReference w:id="7"/></w:r>')
    comments = f'<w:comment w:id="7" w:author="  Legal&#10;Desk ">{p("too much")}</w:comment>'
    found = document(Docx(body, styles=style("H", "heading 1"), comments=comments))
    assert block(found, "too much").place == Place(layer="comment 1 by Legal Desk", section="Payment", paragraph=1)


def test_footnotes_count_in_the_order_of_the_text() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{i}">{p(word)}</w:footnote>' for i, word in ((2, "second"), (3, "first")))
    found = document(Docx(p(run("a") + reference.format(3)) + p(run("b") + reference.format(2)), footnotes=notes))
    assert [str(b.place) for b in found.blocks[2:]] == ["footnote 1, paragraph 1", "footnote 2, paragraph 1"]
    assert texts(found)[2:] == ["first", "second"]


@pytest.mark.parametrize(
    "change",
    [
        {"main": "word/other.xml"},
        {"main": "deep/er/main document.xml"},
        {"main_type": "application/vnd.ms-word.document.macroEnabled.main+xml"},
        {"main_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"},
        {"main_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"},
    ],
)
def test_the_main_part_is_found_wherever_it_is(change: dict[str, str]) -> None:
    assert texts(document(Docx(p("found it"), **change))) == ["found it"]  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", ["_rels/.rels", "[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_package_without_its_lists_is_still_read(missing: str) -> None:
    members = Docx(p("found it")).members()
    del members[missing]
    (found,) = read(Source(package(members), "x.docx"))
    assert texts(found) == ["found it"]


def test_strict_namespaces_are_read() -> None:
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
        ).replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/"
        )
        for name, content in every_construct().members().items()
        if isinstance(content, str)
    }
    (found,) = read(Source(package(dict(strict)), "x.docx"))
    assert all(word in found.text for _, word in BODY.values())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_parts_are_read(encoding: str) -> None:
    members = Docx(p("付款方式")).members()
    text = str(members["word/document.xml"]).replace('encoding="UTF-8"', 'encoding="UTF-16"')
    members["word/document.xml"] = text.encode(encoding)
    (found,) = read(Source(package(members), "x.docx"))
    assert texts(found) == ["付款方式"]


# Traits


def test_macros_are_reported() -> None:
    docx = Docx(p("x"), links=[("vba", "vbaProject", "vbaProject.bin")], parts={"word/vbaProject.bin": b"x"})
    assert [trait.code for trait in document(docx).traits] == ["macros"]


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("http://example.com/t.dotm", ["remote-template"]),
        ("https://example.com/t.dotm", ["remote-template"]),
        ("\\\\server\\share\\t.dotm", ["remote-template"]),
        ("file://server/share/t.dotm", ["remote-template"]),
        ("file:///\\\\server\\share\\t.dotm", ["remote-template"]),
        ("file:///C:\\Users\\me\\Templates\\t.dotx", []),
        ("file:///Users/me/t.dotx", []),
        ("Normal.dotm", []),
    ],
)
def test_only_a_template_on_a_server_is_remote(target: str, codes: list[str]) -> None:
    docx = Docx(p("x"), settings_links=[("t", "attachedTemplate!", target)])
    assert [trait.code for trait in document(docx).traits] == codes


def test_links_to_other_files_are_reported_and_hyperlinks_are_not() -> None:
    links = [("a", "image!", "http://example.com/p.png"), ("b", "hyperlink!", "https://example.com/")]
    assert [trait.detail for trait in document(Docx(p("x"), links=links)).traits] == ["image: http://example.com/p.png"]


def test_an_embedded_object_is_a_gap_because_it_may_hold_terms() -> None:
    body = p('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="ole"/></w:object></w:r>' + run("see table"))
    docx = Docx(body, links=[("ole", "package", "embeddings/x.xlsx")], parts={"word/embeddings/x.xlsx": b"x"})
    found = document(docx)
    assert [trait.code for trait in found.traits] == ["embedded-object"]
    assert [(gap.code, gap.place) for gap in found.gaps] == [("unsupported", "embedded object (Excel.Sheet.12)")]


def test_a_signature_is_reported() -> None:
    assert [t.code for t in document(Docx(p("x"), parts={"_xmlsignatures/sig1.xml": "<x/>"})).traits] == ["signature"]


def test_pictures_are_counted_with_their_size() -> None:
    found = document(p(run("Stamp: ") + picture(4, 3) + picture(2, 2)))
    assert [(t.code, t.detail) for t in found.traits] == [
        ("image", "picture, 4.0 x 3.0 cm"),
        ("image", "picture, 2.0 x 2.0 cm"),
    ]


# Never a silent green


def test_a_document_of_pictures_is_a_scan() -> None:
    assert [gap.code for gap in document(p(picture(17, 25))).gaps] == ["image-only-page"]


def test_a_document_without_text_is_empty() -> None:
    assert [gap.code for gap in document(p("")).gaps] == ["empty"]


def test_a_page_sized_picture_is_a_gap_even_beside_text() -> None:
    assert [gap.code for gap in document(p("Annex") + p(picture(17, 25))).gaps] == ["image-only-page"]


def test_the_text_cap_leaves_a_gap_and_what_was_read() -> None:
    found = document(p("kept") + p("x" * 100), text=50)
    assert (texts(found), [gap.code for gap in found.gaps]) == (["kept"], ["limit"])


def test_the_cell_cap_leaves_a_gap_and_what_was_read() -> None:
    found = document(table(("a", "b"), ("c", "d")), cells=3)
    assert (texts(found), [gap.code for gap in found.gaps]) == (["a", "b", "c"], ["limit"])


def test_an_inserted_file_that_nothing_reads_is_a_gap() -> None:
    docx = every_construct()
    docx.body = '<w:altChunk r:id="chunk"/>' + p("rest")
    docx.parts["word/afchunk.htm"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    docx.types = {}
    assert [gap.place for gap in document(docx).gaps] == ["inserted file word/afchunk.htm"]


def test_an_inserted_word_file_is_read_with_its_tables() -> None:
    inner = Docx(p("inner text") + table(("a", "b"))).data()
    docx = Docx('<w:altChunk r:id="c"/>', links=[("c", "aFChunk", "c.docx")], parts={"word/c.docx": inner})
    found = document(docx)
    assert texts(found) == ["inner text", "a", "b"]
    assert len(found.tables) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a zip", "corrupt"),
        (b"PK\x03\x04 cut off", "corrupt"),
        (package({"xl/workbook.xml": "<workbook/>"}), "corrupt"),
        (package({"word/document.xml": part("styles", "")}), "corrupt"),
        (package({"word/document.xml": "<w:document"}), "corrupt"),
        (package({"word/document.xml": "<!DOCTYPE x><x/>"}), "unsupported"),
        (package({"word/document.xml": "<a>" * 300 + "</a>" * 300}), "limit"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(Source(content, "x.docx"))
    assert error.value.code == code
    assert error.value.hint


@pytest.mark.parametrize(
    ("shown", "target", "codes"),
    [
        ("sales@nova.example", "mailto:sales@nova.example?subject=PI", []),
        ("Sales@Nova.example", "mailto:sales@nova.example", []),
        ("sales@nova.example", "mailto:sales@n0va.example", ["external-link"]),
        ("www.nova.example", "https://nova.example/about", []),
        ("https://www.nova.example", "http://evil.example/", ["external-link"]),
        ("our web site", "http://nova.example/", []),
        ("12.50 USD", "http://nova.example/", []),
    ],
)
def test_a_link_that_opens_another_address_than_it_shows_is_reported(shown: str, target: str, codes: list[str]) -> None:
    link = p(f'<w:hyperlink r:id="x">{run(shown)}</w:hyperlink>')
    assert [trait.code for trait in document(Docx(link, links=[("x", "hyperlink!", target)])).traits] == codes
    field = p(field_of(f'HYPERLINK "{target}"', run(shown)))
    assert [trait.code for trait in document(field).traits] == codes


def test_a_paragraph_that_was_moved_away_is_not_counted() -> None:
    from parsers.docx_constructs import lists, numbered

    gone = numbered("").replace("<w:pPr>", f"<w:pPr><w:rPr><w:moveFrom {TRACKED}/></w:rPr>")
    found = document(Docx(numbered("a") + gone + numbered("b"), numbering=lists((("decimal", "%1."),))))
    assert texts(found) == ["1. a", "2. b"]


def test_a_deleted_heading_does_not_lend_its_look_to_the_next_paragraph() -> None:
    styles = style("H", "heading 1", run_properties="<w:vanish/>")
    heading = p(f"<w:del {TRACKED}><w:r><w:delText>Old</w:delText></w:r></w:del>",
                f'<w:pStyle w:val="H"/><w:rPr><w:del {TRACKED}/></w:rPr>')  # fmt: skip
    found = document(Docx(heading + p("kept"), styles=styles))
    assert (texts(found, "body"), found.blocks[0].kind) == (["kept"], "paragraph")


def test_a_style_based_on_nothing_inherits_nothing() -> None:
    default = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr><w:vanish/></w:rPr></w:style>'
    found = document(Docx(p("hidden") + p("shown", '<w:pStyle w:val="X"/>'), styles=default + style("X", "X")))
    assert (texts(found, "body"), texts(found, "hidden")) == (["shown"], ["hidden"])


def test_styles_that_are_based_on_each_other_are_no_trap() -> None:
    styles = style("A", "A", '<w:basedOn w:val="B"/>') + style("B", "B", '<w:basedOn w:val="A"/>')
    assert texts(document(Docx(p("x", '<w:pStyle w:val="A"/>'), styles=styles))) == ["x"]


def test_too_many_elements_in_all_parts_are_refused() -> None:
    with pytest.raises(UnreadableError) as error:
        document("<w:p/>" * 500_001)
    assert error.value.code == "limit"
