"""A workbook is read as its sheets show it; what does not show is labelled, what was never calculated is named."""

from __future__ import annotations

import pytest
from parsers.workbooks import (
    MAIN,
    cell_at,
    grid,
    number_cell,
    packed,
    paper,
    papers,
    relationships,
    rows,
    sheet_xml,
    text_cell,
    words,
    workbook,
)
from tradelint.errors import UnreadableError
from tradelint.parsers import Limits
from tradelint.text import Document

INVOICE = [
    ["PROFORMA INVOICE"],
    ["Item", "Description", "Qty", "Price", "Amount"],
    ["A1", "Enamel mug", 100, 1.2, 120],
    ["A2", "Enamel plate", 50, 2, 100],
    ["Total", None, 150, None, 220],
]


def block_texts(document: Document, kind: str) -> list[str]:
    return [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind == kind]


def test_title_becomes_a_heading_and_the_figures_one_table() -> None:
    document = paper(workbook({"PI": grid(INVOICE)}))
    assert block_texts(document, "heading") == ["PROFORMA INVOICE"]
    assert rows(document) == [
        ["Item", "Description", "Qty", "Price", "Amount"],
        ["A1", "Enamel mug", "100", "1.2", "120"],
        ["A2", "Enamel plate", "50", "2", "100"],
        ["Total", "150", "220"],
    ]


def test_cells_know_their_place_and_number() -> None:
    document = paper(workbook({"PI": grid(INVOICE)}))
    cell = cell_at(document, "D3")
    assert str(cell.place) == "PI!D3"
    assert (cell.number, cell.column, cell.row) == ("1.2", 3, 1)


def test_a_number_loses_the_noise_of_binary_fractions() -> None:
    document = paper(workbook({"PI": grid([["Price", 11.500000000000002], ["Sum", "0"]])}))
    assert cell_at(document, "B1").number == "11.5"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("#,##0.00 [$USD]", "26,840.50 USD"),
        ('"US$"#,##0.00', "US$26,840.50"),
        ("[$€-407] #,##0.00", "€ 26,840.50"),
        ('0 "pcs"', "26841 pcs"),
        ('_("$"* #,##0.00_);_("$"* (#,##0.00)', "$ 26,840.50"),
    ],
)
def test_the_number_format_is_part_of_the_text(code: str, shown: str) -> None:
    cells = text_cell("A1", "Total") + number_cell("B1", 26840.5, 1)
    document = paper(workbook({"PI": f'<row r="1">{cells}</row>'}, formats=[code]))
    cell = cell_at(document, "B1")
    assert words(document, cell) == shown
    assert (cell.number, cell.format) == ("26840.5", code)


def test_formulas_that_were_never_calculated_are_gaps_by_range() -> None:
    cells = "".join(
        f'<row r="{n}">{text_cell(f"A{n}", "Mug")}{number_cell(f"B{n}", 5)}<c r="C{n}"><f>B{n}*2</f><v></v></c>'
        f'<c r="D{n}"><f>B{n}*3</f></c></row>'
        for n in (2, 3, 4)
    )
    head = f'<row r="1">{text_cell("A1", "Item")}{text_cell("B1", "Qty")}{text_cell("C1", "Twice")}</row>'
    document = paper(workbook({"PI": head + cells}))
    assert [(gap.code, gap.place) for gap in document.gaps] == [("not-calculated", "PI!C2:D4")]
    cell = cell_at(document, "C3")
    assert (words(document, cell), cell.calculated, cell.formula) == ("", False, "=B3*2")


def test_a_formula_that_gives_an_empty_text_was_calculated() -> None:
    row = f'<row r="1">{text_cell("A1", "Note")}<c r="B1" t="str"><f>IF(A2,1,"")</f><v></v></c></row>'
    document = paper(workbook({"PI": row}))
    assert document.gaps == ()


def test_shared_formulas_are_written_out_for_every_cell() -> None:
    cells = (
        f'<row r="1">{text_cell("A1", "x")}<c r="C1"><f t="shared" ref="C1:C2" si="0">A1*$B$1+B1</f><v>1</v></c></row>'
        f'<row r="2">{text_cell("A2", "y")}<c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    document = paper(workbook({"PI": cells}))
    assert cell_at(document, "C2").formula == "=A2*$B$1+B2"


def test_hidden_rows_columns_and_formats_are_labelled() -> None:
    body = (
        f'<row r="1">{text_cell("A1", "Item")}{text_cell("B1", "Price")}{text_cell("C1", "Cost")}</row>'
        f'<row r="2" hidden="1">{text_cell("A2", "Old")}{number_cell("B2", 9)}</row>'
        f'<row r="3">{text_cell("A3", "Mug")}{number_cell("B3", 5)}{number_cell("D3", 7, 1)}</row>'
    )
    columns = '<cols><col min="3" max="3" width="9" hidden="1"/></cols>'
    document = paper(workbook({"PI": sheet_xml(body, before=columns)}, formats=[";;;"]))
    assert {cell.place.cell for table in document.tables for cell in table.cells if cell.hidden} == {
        "A2", "B2", "C1", "D3",
    }  # fmt: skip
    assert words(document, cell_at(document, "D3")) == "7"
    assert {trait.code for trait in document.traits} == {"hidden-rows", "hidden-text"}
    assert [b.layer for b in document.blocks if b.place.cell == "A2"] == ["hidden"]


def test_a_hidden_sheet_follows_the_paper_in_its_own_layer() -> None:
    data = workbook({"Secret": grid([["Other account", "99-1"]]), "PI": grid(INVOICE)}, states={"Secret": "veryHidden"})
    document = paper(data)
    assert document.text.startswith("PROFORMA INVOICE")
    assert [trait.code for trait in document.traits] == ["hidden-sheet"]
    assert all(block.layer == "hidden" for block in document.blocks if block.place.sheet == "Secret")


def test_merged_cells_span_and_what_they_cover_is_hidden() -> None:
    body = grid([["Seller", "Covered", "Buyer"], ["A Co\nRiver Road 1", None, "B Co"]])
    data = workbook({"PI": sheet_xml(body, behind='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')})
    document = paper(data)
    assert (cell_at(document, "A1").column_span, cell_at(document, "B1").hidden) == (2, True)
    assert words(document, cell_at(document, "A2")) == "A Co\nRiver Road 1"


def test_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    body = grid(INVOICE)
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert "PROFORMA INVOICE" in paper(workbook({"PI": sheet_xml(body, behind=merge)})).text


def test_far_cells_stay_two_cells() -> None:
    body = f'<row r="1">{text_cell("A1", "near")}</row><row r="1048576">{text_cell("XFD1048576", "far")}</row>'
    document = paper(workbook({"PI": body}))
    assert [str(block.place) for block in document.blocks] == ["PI!A1", "PI!XFD1048576"]


def test_impossible_addresses_and_string_numbers_are_a_gap() -> None:
    body = f'<row r="1">{text_cell("A1", "here")}{text_cell("ZZZZ1", "nowhere")}<c r="B1" t="s"><v>7</v></c></row>'
    document = paper(workbook({"PI": body}))
    assert [(gap.code, gap.place) for gap in document.gaps] == [("corrupt", "PI")]


def test_shared_strings_keep_their_runs_and_drop_phonetics() -> None:
    strings = ["<r><t>FOB </t></r><r><t>Ningbo</t></r><rPh sb='0' eb='1'><t>nope</t></rPh>", "a_x000D_\nb"]
    body = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    assert rows(paper(workbook({"PI": body}, strings=strings))) == [["FOB Ningbo", "a\nb"]]


def test_cells_without_addresses_follow_each_other() -> None:
    body = "<row><c t='str'><v>Item</v></c><c><v>5</v></c></row><row><c t='str'><v>Next</v></c><c><v>6</v></c></row>"
    document = paper(workbook({"PI": body}))
    assert words(document, cell_at(document, "B2")) == "6"


def test_errors_and_truth_values_are_text() -> None:
    body = '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="b"><v>1</v></c></row>'
    assert rows(paper(workbook({"PI": body}))) == [["#REF!", "TRUE"]]


def test_dates_are_written_without_doubt() -> None:
    body = f'<row r="1">{text_cell("A1", "Date")}{number_cell("B1", 46336, 1)}{number_cell("C1", 46336, 2)}</row>'
    document = paper(workbook({"PI": body}, formats=["dd/mm/yyyy", "d mmm yyyy"]))
    assert rows(document) == [["Date", "2026-11-10", "10 Nov 2026"]]


def test_the_1904_calendar_counts_from_1904() -> None:
    body = f'<row r="1">{text_cell("A1", "Date")}{number_cell("B1", 46336 - 1462, 1)}</row>'
    data = workbook({"PI": body}, formats=["yyyy-mm-dd"], workbook_extra='<workbookPr date1904="1"/>')
    assert rows(paper(data)) == [["Date", "2026-11-10"]]


def with_extras(**parts: str) -> bytes:
    kinds = {"comments": "comments1.xml", "threaded": "threadedComment1.xml", "drawing": "drawing1.xml"}
    types = {"comments": "comments", "threaded": "threadedComment", "drawing": "drawing"}
    links = [(types[kind] if kind != "threaded" else "threadedComment", f"../{kinds[kind]}") for kind in parts]
    content: dict[str, str | bytes] = {f"xl/{kinds[kind]}": xml for kind, xml in parts.items()}
    content["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(links)
    footer = '<headerFooter><oddHeader>&amp;L&amp;"Arial"Moqi &amp;&amp; Sons&amp;CPage &amp;P of &amp;N</oddHeader></headerFooter>'
    return workbook({"PI": sheet_xml(grid(INVOICE), behind=footer)}, parts=content)


def test_notes_text_boxes_and_page_headers_are_layers() -> None:
    comments = f'<comments xmlns="{MAIN}"><commentList><comment ref="D3"><text><r><t>was 1.10</t></r></text></comment></commentList></comments>'
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col>'
        "<xdr:row>9</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>Goods once sold</a:t></a:r></a:p>"
        "<a:p><a:r><a:t>are not taken back</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )
    document = paper(with_extras(comments=comments, drawing=drawing))
    aside = {
        b.layer: (document.text[b.span.start : b.span.end], str(b.place)) for b in document.blocks if b.layer != "body"
    }
    assert aside == {
        "header": ("Moqi & Sons", "PI, header"),
        "comment": ("was 1.10", "PI, comment 1 at D3"),
        "text box": ("Goods once sold\nare not taken back", "PI, text box 1 at B10"),
    }


def test_several_papers_become_several_documents_and_the_proforma_comes_first() -> None:
    data = workbook(
        {
            "PL": grid([["PACKING LIST"], ["Cartons", 5]]),
            "Order": grid(INVOICE),
            "Terms": grid([["General terms"], ["Payment after 30 days"]]),
        }
    )
    found = papers(data)
    assert [document.part for document in found] == ["Order", "PL"]
    assert "Payment after 30 days" in found[0].text
    assert any(block.place.sheet == "Terms" for block in found[0].blocks)


def test_one_paper_with_a_specification_stays_one_document() -> None:
    found = papers(workbook({"PI": grid(INVOICE), "Spec": grid([["Colour", "red"]])}))
    assert [document.part for document in found] == [None]


def test_a_blank_row_between_items_does_not_cut_the_table() -> None:
    layout = [*INVOICE[:3], [], *INVOICE[3:]]
    document = paper(workbook({"PI": grid(layout)}))
    assert len(document.tables) == 1


def test_a_second_header_begins_a_second_table() -> None:
    packing = [["Item", "Cartons", "N.W.", "G.W."], ["A1", 5, 10, 11], ["A2", 4, 8, 9]]
    document = paper(workbook({"PI": grid([*INVOICE, [], ["Packing"], *packing])}))
    assert [len(table.rows()) for table in document.tables] == [4, 3]


def test_bank_details_beside_the_items_are_a_table_of_their_own() -> None:
    beside = [["Beneficiary", "Moqi"], ["Account", "12-9"], ["SWIFT", "MOQICNBJ"]]
    layout = [INVOICE[0], *([*row, None, None, *extra] for row, extra in zip(INVOICE[1:4], beside, strict=True))]
    document = paper(workbook({"PI": grid(layout)}))
    assert [row[0] for row in rows(document, 1)] == ["Beneficiary", "Account", "SWIFT"]
    assert rows(document)[0] == ["Item", "Description", "Qty", "Price", "Amount"]


def test_lines_of_text_are_paragraphs_with_their_clause() -> None:
    layout = [["SALES CONTRACT"], [], ["1. PAYMENT: 30% deposit"], ["2. SHIPMENT: by March"], ["within 30 days"]]
    document = paper(workbook({"SC": grid(layout)}))
    numbered = [(block.number, block.place.section) for block in document.blocks[1:]]
    assert numbered == [("1", "§1 PAYMENT"), ("2", "§2 SHIPMENT"), (None, "§2 SHIPMENT")]


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_document_type_is_refused(name: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    with pytest.raises(UnreadableError) as refused:
        paper(workbook({"PI": grid(INVOICE)}, parts={name: bomb}))
    assert refused.value.code == "unsupported"


def test_a_broken_sheet_is_a_gap_and_the_others_are_read() -> None:
    found = papers(workbook({"PI": grid(INVOICE), "Annex": "<worksheet><broken"}))
    assert "Enamel mug" in found[0].text
    assert [(gap.code, gap.place) for gap in found[0].gaps] == [("corrupt", "Annex")]


@pytest.mark.parametrize(("cells", "codes"), [(42, []), (41, ["limit"])])
def test_the_cell_limit_is_loud(cells: int, codes: list[str]) -> None:
    data = workbook({"PI": grid([["Item", "Qty"]] + [["Mug", n] for n in range(20)])})
    assert [gap.code for gap in paper(data, limits=Limits(cells=cells)).gaps] == codes


def test_the_text_limit_is_loud() -> None:
    data = workbook({"PI": grid([[f"line {n}"] for n in range(50)])})
    assert [gap.code for gap in paper(data, limits=Limits(text=100)).gaps] == ["limit"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({}, "empty"),
        ({"xl/media/image1.png": b"png"}, "image-only-page"),
    ],
)
def test_a_workbook_without_text_is_never_clean(parts: dict[str, str | bytes], code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        paper(workbook({"PI": ""}, parts=parts))
    assert refused.value.code == code


def test_macros_links_and_pictures_are_traits() -> None:
    parts: dict[str, str | bytes] = {"xl/vbaProject.bin": b"x", "xl/media/a.png": b"x", "xl/embeddings/b.bin": b"x"}
    traits = paper(workbook({"PI": grid(INVOICE)}, parts=parts)).traits
    assert {trait.code for trait in traits} == {"macros", "image", "embedded-object"}


def test_a_package_without_workbook_is_corrupt() -> None:
    with pytest.raises(UnreadableError) as refused:
        paper(packed({"[Content_Types].xml": "<Types/>"}))
    assert refused.value.code == "corrupt"


@pytest.mark.parametrize(("fill", "codes"), [("", ["hidden-text"]), ('<patternFill patternType="solid"/>', [])])
def test_white_text_without_a_fill_is_a_trait(fill: str, codes: list[str]) -> None:
    styled = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill>{fill or "<patternFill/>"}</fill>'
        '</fills><cellXfs><xf numFmtId="0" fontId="0" fillId="0"/></cellXfs></styleSheet>'
    )
    document = paper(workbook({"PI": grid([["Account", "12-9"]])}, parts={"xl/styles.xml": styled}))
    assert [trait.code for trait in document.traits] == codes
    assert "12-9" in document.text
