"""Running text of a PDF: columns, paragraphs, headings, what runs over pages, Chinese."""

from __future__ import annotations

import textwrap

import pytest
from parsers.pdf_papers import HEAD, ITEMS, Paper, blocks_of, document_of, drawn, rows_of
from tradelint.text import Document

LONG = (
    "The Seller warrants that the goods are new and free from defects in design, material and workmanship for a period "
    "of twelve months after the date of delivery at the port of destination named above."
)


def headings_of(document: Document) -> list[tuple[int, str | None, str]]:
    return [
        (block.level, block.number, document.text[block.span.start : block.span.end])
        for block in document.blocks
        if block.kind == "heading"
    ]


def paragraph(paper: Paper, y: float, text: str, x: float = 50, width: int = 95, hang: float = 0) -> float:
    """Write a wrapped paragraph; returns the height of the next line."""
    first, *rest = textwrap.wrap(text, width)
    paper.text(x, y, first)
    return paper.lines(x + hang, y + 12, rest)


def test_two_party_blocks_side_by_side_stay_whole() -> None:
    def draw(paper: Paper) -> None:
        paper.lines(50, 60, ["Seller:", "Bright Lamps Co., Ltd.", "88 Harbour Road", "Ningbo, China"])
        paper.lines(320, 60, ["Buyer:", "Nordlicht Handels GmbH", "Hafenstr. 5", "20457 Hamburg"])

    assert blocks_of(drawn(draw)) == [
        "Seller:\nBright Lamps Co., Ltd.\n88 Harbour Road\nNingbo, China",
        "Buyer:\nNordlicht Handels GmbH\nHafenstr. 5\n20457 Hamburg",
    ]


def test_party_blocks_whose_lines_are_not_level_stay_whole() -> None:
    def draw(paper: Paper) -> None:
        paper.lines(50, 60, ["Seller", "Bright Lamps Co., Ltd.", "88 Harbour Road", "Ningbo, China"], 12)
        paper.lines(320, 66, ["Buyer", "Nordlicht Handels GmbH", "Hafenstr. 5", "20457 Hamburg"], 12)

    text = drawn(draw).text
    assert text.index("Ningbo, China") < text.index("Buyer")


def test_an_address_block_beside_a_block_of_pairs() -> None:
    def draw(paper: Paper) -> None:
        paper.lines(50, 60, ["Bright Lamps Co., Ltd.", "88 Harbour Road", "Ningbo, China"])
        for index, (label, value) in enumerate((("Invoice No.:", "PI-1"), ("Date:", "2 Nov 2026"))):
            paper.text(350, 60 + 12 * index, label)
            paper.text(430, 60 + 12 * index, value)

    document = drawn(draw)
    assert document.text.startswith("Bright Lamps Co., Ltd.\n88 Harbour Road\nNingbo, China\n")
    assert rows_of(document) == [["Invoice No.:", "PI-1"], ["Date:", "2 Nov 2026"]]


def test_captions_with_values_on_one_line_are_blocks_of_their_own() -> None:
    def draw(paper: Paper) -> None:
        paper.text(50, 60, "Invoice No: PI-1")
        paper.text(320, 60, "Date: 2 Nov 2026")

    assert blocks_of(drawn(draw)) == ["Invoice No: PI-1", "Date: 2 Nov 2026"]


def test_newspaper_columns_are_read_one_after_the_other() -> None:
    left, right = textwrap.wrap(LONG * 2, 50), textwrap.wrap(LONG.replace("Seller", "Buyer") * 2, 50)

    def draw(paper: Paper) -> None:
        paper.size = 8
        paper.lines(50, 60, left, 10)
        paper.lines(310, 60, right, 10)

    text = drawn(draw).text
    assert "\n".join(left) in text and "\n".join(right) in text


def test_bill_to_and_ship_to_come_after_the_letterhead_above_them() -> None:
    def draw(paper: Paper) -> None:
        paper.lines(50, 60, ["Bright Lamps Co., Ltd.", "88 Harbour Road", "Ningbo, China"])
        paper.lines(350, 60, ["PROFORMA INVOICE", "Invoice No: PI-1"])
        paper.lines(50, 120, ["Bill to", "Nordlicht Handels GmbH", "20457 Hamburg"])
        paper.lines(350, 120, ["Ship to", "Nordlicht Lager", "21079 Hamburg"])

    text = drawn(draw).text
    assert text.index("PROFORMA INVOICE") < text.index("Bill to") < text.index("20457") < text.index("Ship to")


def test_wrapped_lines_are_one_paragraph() -> None:
    def draw(paper: Paper) -> None:
        y = paragraph(paper, 60, LONG)
        paragraph(paper, y, LONG.replace("Seller", "Buyer"))

    blocks = blocks_of(drawn(draw))
    assert [block.replace("\n", " ") for block in blocks] == [LONG, LONG.replace("Seller", "Buyer")]


def test_short_lines_below_each_other_are_not_joined() -> None:
    lines = ["Bright Lamps Co., Ltd.", "88 Harbour Road", "Ningbo, China"]
    assert blocks_of(drawn(lambda paper: paper.lines(50, 60, lines) and None)) == lines


def test_a_number_a_bullet_and_a_caption_start_a_block() -> None:
    starts = ["2.1 " + LONG, "(a) " + LONG, "• " + LONG, "Payment: " + LONG, "第三条 付款：预付30%。"]

    def draw(paper: Paper) -> None:
        y = 60.0
        for text in starts:
            y = paragraph(paper, y, text)

    assert [block.replace("\n", " ") for block in blocks_of(drawn(draw))] == starts


def test_a_clause_number_that_stands_apart_belongs_to_its_paragraph() -> None:
    def draw(paper: Paper) -> None:
        paper.text(50, 60, "3.1")
        y = paragraph(paper, 60, LONG, x=90, width=85)
        paper.text(50, y, "3.2")
        paragraph(paper, y, LONG, x=90, width=85)

    document = drawn(draw)
    assert [block.replace("\n", " ") for block in blocks_of(document)] == [f"3.1 {LONG}", f"3.2 {LONG}"]
    assert [block.number for block in document.blocks] == ["3.1", "3.2"]


def contract() -> Document:
    paper = Paper()
    paper.centred(297, 60, "SALES CONTRACT", bold=True, size=15)
    y = paragraph(paper, 90, "This Contract is made by and between the Buyer and the Seller. " + LONG) + 8
    for number, title in enumerate(("Quality", "Payment"), 1):
        paper.text(50, y, f"{number}. {title}", bold=True)
        y = paragraph(paper, y + 16, f"{number}.1 {LONG}") + 8
    paper.text(50, y, "ARTICLE 3 FORCE MAJEURE")
    y = paragraph(paper, y + 16, LONG) + 8
    paper.text(50, y, "4. Shipment: within 45 days after receipt of the deposit.")
    return document_of(paper)


def test_headings_have_their_level_and_number() -> None:
    assert headings_of(contract()) == [
        (1, None, "SALES CONTRACT"),
        (1, "1.", "1. Quality"),
        (1, "2.", "2. Payment"),
        (1, "ARTICLE 3", "ARTICLE 3 FORCE MAJEURE"),
    ]


def test_the_section_of_a_place_is_the_nearest_heading_with_its_number() -> None:
    document = contract()
    sections = {document.text[b.span.start : b.span.start + 12]: b.place.section for b in document.blocks}
    assert sections["This Contrac"] is None
    assert sections["2.1 The Sell"] == "§2.1 Payment"
    assert sections["The Seller w"] == "§3 FORCE MAJEURE"
    assert sections["4. Shipment:"] == "§4 Shipment"


def test_a_long_heading_is_shortened_in_the_section() -> None:
    def draw(paper: Paper) -> None:
        paper.text(50, 60, "title of the paper", bold=True, size=16)
        paper.text(50, 90, "7. Claims for Short Weight and Inferior Quality of the Goods", bold=True)
        paragraph(paper, 106, LONG)

    section = drawn(draw).blocks[-1].place.section
    assert section is not None and section.startswith("§7 Claims for Short Weight") and len(section) <= 44


def test_a_list_of_short_numbered_lines_is_no_row_of_headings() -> None:
    lines = ["Documents required", "1. Commercial invoice", "2. Packing list", "3. Certificate of origin"]
    document = drawn(lambda paper: paper.lines(50, 60, lines) and None)
    assert headings_of(document) == []
    assert [block.number for block in document.blocks] == [None, "1.", "2.", "3."]


def test_a_company_in_bold_capitals_is_no_heading() -> None:
    def draw(paper: Paper) -> None:
        paper.text(50, 60, "BRIGHT LAMPS CO., LTD.", bold=True)
        paper.lines(50, 74, ["88 Harbour Road", "Ningbo, China"])

    assert headings_of(drawn(draw)) == []


def test_letters_that_are_set_apart_are_a_word() -> None:
    def draw(paper: Paper) -> None:
        paper.text(200, 60, "P R O F O R M A   I N V O I C E", size=14)
        paper.text(200, 90, "销 售 合 同")
        paper.text(200, 120, "卖 方：宁波亮灯有限公司")

    assert blocks_of(drawn(draw)) == ["PROFORMA INVOICE", "销售合同", "卖方：宁波亮灯有限公司"]


def test_a_row_of_sizes_is_not_taken_for_letters_of_a_word() -> None:
    def draw(paper: Paper) -> None:
        for x, size in zip((60, 120, 180, 240), "SMLX", strict=True):
            paper.text(x, 60, size)
            paper.text(x, 76, "100")

    assert rows_of(drawn(draw)) == [["S", "M", "L", "X"], ["100", "100", "100", "100"]]


def test_a_raised_figure_stays_in_its_line() -> None:
    def draw(paper: Paper) -> None:
        paper.text(50, 60, "signed on the 15")
        paper.text(50 + paper.canvas.stringWidth("signed on the 15", "Helvetica", 10), 56, "th", size=6)
        paper.text(50 + paper.canvas.stringWidth("signed on the 15th ", "Helvetica", 10), 60, "day of May")

    assert blocks_of(drawn(draw)) == ["signed on the 15th day of May"]


def test_no_space_is_invented_between_chinese_characters() -> None:
    lines = ["价格条件：FOB宁波，2020年国际贸易术语解释通则", "装运港：宁波 Ningbo"]
    assert blocks_of(drawn(lambda paper: paper.lines(50, 60, lines) and None)) == lines


def test_a_chinese_contract_in_wrapped_lines() -> None:
    first = "二、装运期限：卖方收到定金后四十五天内由宁波港装运，允许分批装运，不允许转运，装运后卖方应在"
    second = "两天内通知买方。"

    def draw(paper: Paper) -> None:
        paper.lines(50, 60, [first, second, "第三条 检验：卖方出具品质证书。"])

    document = drawn(draw)
    assert blocks_of(document) == [f"{first}\n{second}", "第三条 检验：卖方出具品质证书。"]
    assert [block.place.section for block in document.blocks] == ["§二 装运期限", "第三条 检验"]


def test_a_bilingual_goods_table() -> None:
    head = ("序号", "货名 Description", "数量 Qty", "单价 Price", "金额 Amount")

    def draw(paper: Paper) -> None:
        paper.row(100, head)
        for index, row in enumerate(ITEMS, 1):
            paper.row(100 + 16 * index, (row[0], "LED面板灯 600x600", *row[2:]))

    rows = rows_of(drawn(draw))
    assert rows[0] == list(head)
    assert rows[1] == ["1", "LED面板灯 600x600", *ITEMS[0][2:]]


def test_two_languages_in_parallel_columns_stay_whole() -> None:
    def draw(paper: Paper) -> None:
        paper.lines(50, 60, ["1. Payment: 30% by T/T within 7 days after", "signing, 70% against copy of B/L."])
        paper.lines(310, 60, ["1. 付款：签约后7日内电汇30%，", "余款凭提单副本付清。"])

    text = drawn(draw).text
    assert "within 7 days after\nsigning, 70%" in text and "电汇30%，\n余款" in text


def many_pages(pages: int) -> Document:
    """A contract with a running header, a running footer and one paragraph over each page break."""
    paper = Paper()
    lines = textwrap.wrap(" ".join(f"{LONG} ({index})" for index in range(40)), 95)
    share = len(lines) // pages + 1
    for page in range(pages):
        paper.text(50, 40, "Sales Contract SC-2026-01")
        paper.text(450, 40, "Bright Lamps")
        paper.lines(50, 80, lines[page * share : (page + 1) * share])
        paper.text(270, 815, f"- {page + 1} -")
        if page < pages - 1:
            paper.page()
    return document_of(paper)


@pytest.mark.parametrize("pages", [2, 3])
def test_headers_and_footers_are_named_once_and_in_no_sentence(pages: int) -> None:
    document = many_pages(pages)
    layers = [(b.layer, document.text[b.span.start : b.span.end]) for b in document.blocks if b.layer != "body"]
    assert layers == [
        ("header", "Sales Contract SC-2026-01"),
        ("header", "Bright Lamps"),
        ("footer", "- 1 -"),
    ]


def test_a_sentence_over_a_page_break_is_one_block() -> None:
    document = many_pages(3)
    body = [b for b in document.blocks if b.layer == "body"]
    assert len(body) == 1
    assert {word.box.page for word in document.words if body[0].span.contains(word.span)} == {1, 2, 3}


def test_an_amount_that_differs_from_page_to_page_is_no_running_header() -> None:
    def draw(paper: Paper) -> None:
        for page in range(3):
            paper.text(50, 40, f"Carried forward: USD {page + 3},000.00")
            paper.lines(50, 100, [f"clause {page} {index}" for index in range(10)], 30)
            if page < 2:
                paper.page()

    document = drawn(draw)
    assert all(f"USD {page + 3},000.00" in document.text for page in range(3))
    assert {block.layer for block in document.blocks} == {"body"}


def test_a_repeated_table_head_is_no_running_header() -> None:
    def draw(paper: Paper) -> None:
        paper.text(50, 60, "PROFORMA INVOICE")
        for page in range(3):
            paper.row(100 if page == 0 else 60, HEAD)
            for index in range(30):
                paper.row(
                    130 + 16 * index if page == 0 else 76 + 16 * index, (str(page * 30 + index + 1), *ITEMS[0][1:])
                )
            if page < 2:
                paper.page()

    document = drawn(draw)
    assert {block.layer for block in document.blocks} == {"body"}
    assert len(rows_of(document)) == 91


def test_a_line_of_signs_parts_blocks() -> None:
    lines = ["=" * 60, "BUYER", "=" * 60, "Nordlicht Handels GmbH"]
    document = drawn(lambda paper: paper.lines(50, 60, lines) and None)
    assert blocks_of(document) == lines
    assert headings_of(document) == [(1, None, "BUYER")]


def test_justified_lines_in_two_narrow_columns_are_prose() -> None:
    lines = textwrap.wrap(LONG, 45)

    def justified(paper: Paper, x: float) -> None:
        for index, line in enumerate(lines):
            words = line.split()
            widths = [paper.canvas.stringWidth(word, "Helvetica", 10) for word in words]
            gap = (225 - sum(widths)) / (len(words) - 1) if index < len(lines) - 1 else 3
            for word, width in zip(words, widths, strict=True):
                paper.text(x, 60 + 12 * index, word)
                x += width + gap
            x -= sum(widths) + gap * len(words)

    def draw(paper: Paper) -> None:
        justified(paper, 50)
        justified(paper, 310)

    document = drawn(draw)
    assert document.tables == ()
    assert [block.split() for block in blocks_of(document)] == [LONG.split(), LONG.split()]


def test_a_word_that_is_hyphenated_at_the_end_of_a_line_is_read_whole() -> None:
    document = drawn(
        lambda paper: paper.lines(50, 60, ["payment by irrevocable docu-", "mentary credit at sight"]) and None
    )
    assert document.text.split() == ["payment", "by", "irrevocable", "documentary", "credit", "at", "sight"]


def test_a_chapter_in_chinese_is_a_heading_above_its_clauses() -> None:
    def draw(paper: Paper) -> None:
        paper.centred(297, 50, "购 销 合 同", size=18)
        paper.lines(50, 90, ["第一条 产品名称、数量", "1.1 产品：LED面板灯。", "第二条 付款方式", "2.1 预付30%。"], 16)

    document = drawn(draw)
    assert [text for _, _, text in headings_of(document)] == ["购销合同", "第一条 产品名称、数量", "第二条 付款方式"]


def test_a_wide_space_behind_a_sentence_does_not_cut_a_line_in_cells() -> None:
    def spread(paper: Paper, y: float, words: list[str], right: float) -> None:
        widths = [paper.canvas.stringWidth(word, "Helvetica", 10) for word in words]
        x, space = 50.0, (right - 50 - sum(widths)) / (len(words) - 1)
        for word, width in zip(words, widths, strict=True):
            paper.text(x, y, word)
            x += width + space

    def draw(paper: Paper) -> None:
        spread(
            paper,
            60,
            ["The", "goods", "are", "new", "and", "free", "from", "any", "defects", "when", "they", "are", "handed"],
            361,
        )
        paper.text(50, 72, "to the carrier at the port.")
        paper.ending(361, 72, "Claims are made in writing within thirty days")
        paper.text(50, 84, "or they are void.")

    document = drawn(draw)
    assert document.tables == () and len(document.blocks) == 1


def test_a_line_drawn_across_the_page_ends_the_columns_above_it() -> None:
    def draw(paper: Paper) -> None:
        blocks = (
            (
                "Customer details",
                ["Oakmere Ltd", "", "Quayside 12", "BS1 4QT Bristol"],
                ["office@example.com", "+44 1000"],
            ),
            (
                "Seller details",
                ["Veldkamp B.V.", "", "Kanalstraat 8", "5466 AP Veghel"],
                ["reg 17100000", "VAT 8000000"],
            ),
            ("Payment details", ["", "", "reference", "70240000"], ["NL00 BANK 0000", "BANKNL2U"]),
        )
        for number, (title, left, right) in enumerate(blocks):
            y = 100 + 44 * number
            paper.rule(45, y - 12, 550, y - 12)
            paper.text(50, y, title, bold=True)
            for at, text in enumerate(left):
                if text:
                    paper.text(50 if at < 2 else 220, y + 12 + 11 * (at % 2), text)
            for at, text in enumerate(right):
                paper.text(400, y + 12 + 11 * at, text)
        paper.rule(45, 220, 550, 220)

    text = drawn(draw).text
    order = ["Customer details", "+44 1000", "Seller details", "VAT 8000000", "Payment details", "BANKNL2U"]
    assert sorted(order, key=text.index) == order


def test_a_line_drawn_to_sign_on_does_not_part_a_signature_from_its_side() -> None:
    def draw(paper: Paper) -> None:
        for x, side, name in ((50, "For the Seller:", "Ingrid Example"), (320, "For the Buyer:", "Marco Sample")):
            paper.text(x, 100, side)
            paper.text(x, 112, "Oakmere Ltd" if x == 50 else "Pellegro S.r.l.")
            paper.text(x, 150, name)
            paper.text(x, 162, "Signature, stamp, date: ____________")
        paper.rule(50, 138, 545, 138)

    text = drawn(draw).text
    order = ["For the Seller", "Ingrid Example", "For the Buyer", "Marco Sample"]
    assert sorted(order, key=text.index) == order
