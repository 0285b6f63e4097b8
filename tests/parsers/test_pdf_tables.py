"""Tables of a PDF come out row by row, whatever holds them together on the page."""

from __future__ import annotations

import pytest
from parsers.pdf_papers import EDGES, HEAD, ITEMS, Paper, blocks_of, document_of, drawn, rows_of
from tradelint.text import Document

ROWS = [list(HEAD), *(list(row) for row in ITEMS)]


def items(paper: Paper, y: float, pitch: float = 16, rows: object = ITEMS, *, head: bool = True) -> float:
    """Draw the goods lines; returns the height below them."""
    if head:
        paper.row(y, HEAD, bold=True)
        y += pitch
    for row in rows:  # type: ignore[attr-defined]
        paper.row(y, row)
        y += pitch
    return y


def grid(paper: Paper, top: float, rows: int, pitch: float = 18) -> None:
    for index in range(rows + 1):
        paper.rule(EDGES[0], top + index * pitch, EDGES[-1], top + index * pitch)
    for x in EDGES:
        paper.rule(x, top, x, top + rows * pitch)


def pairs(paper: Paper, y: float, *rows: tuple[str, str], left: float = 50, right: float = 160) -> float:
    for label, value in rows:
        paper.text(left, y, label)
        paper.text(right, y, value)
        y += 14
    return y


def test_a_table_with_all_its_lines_drawn() -> None:
    def draw(paper: Paper) -> None:
        grid(paper, 100, 4)
        items(paper, 113, 18)

    document = drawn(draw)
    assert rows_of(document) == ROWS
    assert document.tables[0].ruled
    assert document.text.split("\n")[1] == "\t".join(ITEMS[0])


def test_a_table_with_a_line_below_its_head_only() -> None:
    def draw(paper: Paper) -> None:
        items(paper, 100)
        paper.rule(50, 105, 545, 105)

    document = drawn(draw)
    assert rows_of(document) == ROWS
    assert not document.tables[0].ruled


def test_a_table_without_any_line() -> None:
    assert rows_of(drawn(lambda paper: items(paper, 100))) == ROWS


def test_a_table_with_every_other_row_shaded() -> None:
    def draw(paper: Paper) -> None:
        for index in (0, 2):
            paper.fill(50, 88 + 16 * index, 495, 16)
        items(paper, 100)

    assert rows_of(drawn(draw)) == ROWS


def test_a_table_of_which_only_the_columns_are_drawn() -> None:
    def draw(paper: Paper) -> None:
        for y in (100, 118, 220):
            paper.rule(50, y, 545, y)
        for x in EDGES:
            paper.rule(x, 100, x, 220)
        items(paper, 113, 18)

    assert rows_of(drawn(draw)) == ROWS


def test_a_table_that_is_drawn_as_one_path() -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.grid(list(EDGES), [842 - 100 - 18 * index for index in range(5)])
        items(paper, 113, 18)

    assert rows_of(drawn(draw)) == ROWS


def test_a_table_inside_a_frame_around_the_page() -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.rect(30, 30, 535, 782)
        grid(paper, 100, 4)
        items(paper, 113, 18)
        paper.text(50, 300, "Payment: 30% T/T in advance")

    document = drawn(draw)
    assert rows_of(document) == ROWS
    assert blocks_of(document)[-1] == "Payment: 30% T/T in advance"


def test_lines_of_a_wrapped_cell_stay_in_their_cell() -> None:
    def draw(paper: Paper) -> None:
        y = items(paper, 100, rows=())
        for row in ITEMS:
            paper.row(y + 2, row)
            y = paper.lines(84, y + 13, ["white powder coating,", "packed in cartons"], 11) + 8

    expected = [f"{row[1]}\nwhite powder coating,\npacked in cartons" for row in ITEMS]
    assert [row[1] for row in rows_of(drawn(draw))[1:]] == expected


@pytest.mark.parametrize("at", ["top", "middle", "bottom"])
def test_figures_may_stand_at_the_top_the_middle_or_the_foot_of_a_high_row(at: str) -> None:
    words = ["LED panel 600x600", "white powder coating", "CCT 4000 K"]

    def draw(paper: Paper) -> None:
        y = 100.0
        paper.row(y, HEAD, bold=True)
        for row in ITEMS:
            y += 22
            paper.lines(84, y, words, 11)
            paper.row(y + {"top": 0, "middle": 11, "bottom": 22}[at], (row[0], "", *row[2:]))
            y += 22

    assert rows_of(drawn(draw))[1:] == [[row[0], "\n".join(words), *row[2:]] for row in ITEMS]


def test_a_head_of_two_lines_is_one_row() -> None:
    def draw(paper: Paper) -> None:
        for x, first, second in ((54, "Item", "No."), (84, "Description", "of goods"), (310, "Quantity", "(pcs)")):
            paper.lines(x, 100, [first, second], 11)
        for x, first, second in ((370, "Unit price", "FOB Ningbo"), (470, "Amount", "USD")):
            paper.lines(x, 100, [first, second], 11)
        items(paper, 132, 18, head=False)

    rows = rows_of(drawn(draw))
    assert rows[0] == ["Item\nNo.", "Description\nof goods", "Quantity\n(pcs)", "Unit price\nFOB Ningbo", "Amount\nUSD"]
    assert rows[1:] == ROWS[1:]


def test_a_total_in_a_merged_cell_spans_the_columns_before_the_amount() -> None:
    def draw(paper: Paper) -> None:
        grid(paper, 100, 4)
        for y in (190, 208):
            paper.rule(50, y, 545, y)
        for x in (50, 450, 545):
            paper.rule(x, 172, x, 190)
        items(paper, 113, 18)
        paper.text(54, 185, "Total FOB Ningbo (USD)")
        paper.ending(541, 185, "16,300.00")

    document = drawn(draw)
    assert rows_of(document)[-1] == ["Total FOB Ningbo (USD)", "16,300.00"]
    total, amount = document.tables[0].rows()[-1]
    assert (total.column, total.column_span, amount.column) == (0, 4, 4)


def test_a_cell_that_reaches_over_rows_stands_in_its_first_row() -> None:
    def draw(paper: Paper) -> None:
        for y in (100, 136):
            paper.rule(50, y, 350, y)
        paper.rule(150, 118, 350, 118)
        for x in (50, 150, 250, 350):
            paper.rule(x, 100, x, 136)
        paper.text(54, 122, "Shipping marks")
        paper.lines(154, 113, ["N/M", "40 cartons"], 18)
        paper.lines(254, 113, ["Ningbo", "Hamburg"], 18)

    document = drawn(draw)
    assert rows_of(document) == [["Shipping marks", "N/M", "Ningbo"], ["40 cartons", "Hamburg"]]
    assert document.tables[0].rows()[0][0].row_span == 2


def test_totals_below_a_table_keep_caption_and_amount_together() -> None:
    def draw(paper: Paper) -> None:
        y = items(paper, 100)
        for label, amount in (("Subtotal", "16,300.00"), ("Freight", "700.00"), ("Total", "17,000.00")):
            paper.text(354, y, label)
            paper.ending(541, y, amount)
            y += 16

    rows = rows_of(drawn(draw))
    assert rows[-3:] == [["Subtotal", "16,300.00"], ["Freight", "700.00"], ["Total", "17,000.00"]]


def test_a_currency_sign_at_the_other_edge_of_a_cell_belongs_to_its_amount() -> None:
    def draw(paper: Paper) -> None:
        grid(paper, 100, 4)
        items(paper, 113, 18, [(*row[:4], "") for row in ITEMS])
        for index, row in enumerate(ITEMS, 1):
            paper.text(454, 113 + 18 * index, "$")
            paper.ending(541, 113 + 18 * index, row[4])

    assert [row[-1] for row in rows_of(drawn(draw))[1:]] == [f"$ {row[4]}" for row in ITEMS]


def test_captions_and_values_side_by_side_are_rows_of_two_cells() -> None:
    rows = (
        ("Terms of payment", "30% T/T deposit, balance against copy of B/L"),
        ("Port of loading", "Ningbo"),
        ("Delivery time", "45 days after deposit"),
        ("Fabric", "cotton"),
    )
    assert rows_of(drawn(lambda paper: pairs(paper, 100, *rows) and None)) == [list(row) for row in rows]


def test_a_single_caption_with_a_gap_before_its_value_is_a_row() -> None:
    assert rows_of(drawn(lambda paper: pairs(paper, 100, ("Port of loading:", "Ningbo")) and None)) == [
        ["Port of loading:", "Ningbo"]
    ]


def test_colons_that_are_lined_up_belong_to_their_captions() -> None:
    def draw(paper: Paper) -> None:
        for index, (label, value) in enumerate((("Port", "Ningbo"), ("Payment", "T/T"), ("Insurance", "buyer"))):
            y = 100 + 14 * index
            paper.text(50, y, label)
            paper.text(150, y, ":")
            paper.text(160, y, value)

    assert rows_of(drawn(draw)) == [["Port :", "Ningbo"], ["Payment :", "T/T"], ["Insurance :", "buyer"]]


def test_a_value_that_wraps_stays_with_its_caption() -> None:
    def draw(paper: Paper) -> None:
        pairs(paper, 100, ("Payment:", "30% T/T deposit, 70% against"))
        paper.text(160, 112, "copy of bill of lading")
        pairs(paper, 126, ("Shipment:", "within 45 days"))

    assert rows_of(drawn(draw)) == [
        ["Payment:", "30% T/T deposit, 70% against\ncopy of bill of lading"],
        ["Shipment:", "within 45 days"],
    ]


def test_two_columns_of_pairs_do_not_mix() -> None:
    def draw(paper: Paper) -> None:
        pairs(paper, 100, ("Invoice No.", "PI-1"), ("Incoterm", "FOB Ningbo"), ("Vessel", "to be advised"))
        pairs(paper, 100, ("Date", "2 Nov 2026"), ("Currency", "USD"), left=320, right=400)

    document = drawn(draw)
    assert [rows_of(document, table) for table in document.tables] == [
        [["Invoice No.", "PI-1"], ["Incoterm", "FOB Ningbo"], ["Vessel", "to be advised"]],
        [["Date", "2 Nov 2026"], ["Currency", "USD"]],
    ]


def test_bank_details_beside_totals_do_not_mix() -> None:
    def draw(paper: Paper) -> None:
        pairs(paper, 100, ("Beneficiary:", "Bright Lamps Co., Ltd."), ("Bank:", "Example Bank"), ("SWIFT:", "EXAMCNBJ"))
        for index, (label, amount) in enumerate((("Subtotal", "16,300.00"), ("Total", "17,000.00"))):
            paper.text(380, 100 + 14 * index, label)
            paper.ending(541, 100 + 14 * index, amount)

    document = drawn(draw)
    assert [rows_of(document, table) for table in document.tables] == [
        [["Beneficiary:", "Bright Lamps Co., Ltd."], ["Bank:", "Example Bank"], ["SWIFT:", "EXAMCNBJ"]],
        [["Subtotal", "16,300.00"], ["Total", "17,000.00"]],
    ]


def test_terms_below_a_table_are_no_rows_of_it() -> None:
    def draw(paper: Paper) -> None:
        y = items(paper, 100)
        pairs(paper, y + 4, ("Payment:", "30% T/T in advance"), ("Delivery:", "45 days"), right=110)

    document = drawn(draw)
    assert [rows_of(document, table) for table in document.tables] == [
        ROWS,
        [["Payment:", "30% T/T in advance"], ["Delivery:", "45 days"]],
    ]


def long_paper(repeat: bool) -> Document:
    """Goods lines 1 to 85 over three pages with a running header and page numbers."""
    paper, number = Paper(), 1
    for page in range(3):
        paper.text(50, 40, "Bright Lamps Co., Ltd. - PI-2026-001")
        paper.text(270, 820, f"Page {page + 1} of 3")
        y = 80.0
        if page == 0 or repeat:
            paper.row(y, HEAD, bold=True)
            y += 16
        for _ in range(40 if page < 2 else 5):
            paper.row(y, (str(number), f"LED panel type {number}", "100", "2.00", "200.00"))
            y, number = y + 16, number + 1
        if page < 2:
            paper.page()
    paper.text(354, y, "Total")
    paper.ending(541, y, "17,000.00")
    return document_of(paper)


@pytest.mark.parametrize("repeat", [True, False])
def test_a_table_over_page_breaks_is_one_table(repeat: bool) -> None:
    document = long_paper(repeat)
    assert len(document.tables) == 1
    rows = rows_of(document)
    assert rows[0] == list(HEAD)
    assert [row[0] for row in rows[1:-1]] == [str(number) for number in range(1, 86)]
    assert rows[-1] == ["Total", "17,000.00"]


def test_cells_behind_a_page_break_have_the_page_they_stand_on() -> None:
    table = long_paper(True).tables[0]
    assert [table.rows()[index][0].place.page for index in (1, 41, 81)] == [1, 2, 3]


def test_a_row_that_a_page_break_cuts_is_one_row() -> None:
    def draw(paper: Paper) -> None:
        grid(paper, 700, 4)
        items(paper, 713, 18)
        paper.page()
        grid(paper, 60, 3)
        paper.text(84, 73, "packed in bags of one hundred")
        items(paper, 91, 18, [("4", "Cable, 2 m", "500", "1.00", "500.00")], head=False)
        paper.row(109, ("5", "Plug", "500", "1.00", "500.00"))

    document = drawn(draw)
    rows = rows_of(document)
    assert len(document.tables) == 1
    assert [row[0] for row in rows] == ["No.", "1", "2", "3", "4", "5"]
    assert rows[3][1] == "Mounting clip\npacked in bags of one hundred"


def test_two_tables_on_two_pages_with_other_columns_stay_two() -> None:
    def draw(paper: Paper) -> None:
        items(paper, 700)
        paper.page()
        pairs(paper, 100, ("Bank:", "Example Bank"), ("SWIFT:", "EXAMCNBJ"))

    assert len(drawn(draw).tables) == 2


def test_tables_side_by_side_are_read_one_after_the_other() -> None:
    def draw(paper: Paper) -> None:
        for left in (50, 320):
            for index in range(4):
                paper.rule(left, 100 + 18 * index, left + 220, 100 + 18 * index)
            for x in (left, left + 100, left + 220):
                paper.rule(x, 100, x, 154)
        for left, name in ((50, "Seller"), (320, "Buyer")):
            for index in range(3):
                paper.text(left + 4, 113 + 18 * index, f"{name} caption {index}")
                paper.text(left + 104, 113 + 18 * index, f"{name} value {index}")

    document = drawn(draw)
    assert [rows_of(document, table)[0] for table in document.tables] == [
        ["Seller caption 0", "Seller value 0"],
        ["Buyer caption 0", "Buyer value 0"],
    ]
    assert all(len(table.rows()) == 3 for table in document.tables)


def test_a_goods_table_in_a_form_of_boxes_is_a_table_of_its_own_columns() -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.rect(50, 842 - 400, 495, 350)
        paper.rule(300, 50, 300, 130)
        paper.rule(50, 130, 545, 130)
        paper.lines(54, 64, ["Seller:", "Bright Lamps Co., Ltd.", "88 Harbour Road"])
        paper.lines(304, 64, ["Invoice No.: PI-1", "Date: 2 Nov 2026"])
        items(paper, 150)

    document = drawn(draw)
    assert rows_of(document) == ROWS
    assert blocks_of(document)[0] == "Seller:\nBright Lamps Co., Ltd.\n88 Harbour Road"


def test_words_of_neighbouring_cells_that_almost_touch_stay_two_cells() -> None:
    def draw(paper: Paper) -> None:
        for index in range(4):
            paper.rule(50, 100 + 18 * index, 250, 100 + 18 * index)
            paper.ending(149.5, 113 + 18 * index, "1,000")
            paper.text(150.5, 113 + 18 * index, "CTNS")
        for x in (50, 150, 250):
            paper.rule(x, 100, x, 154)

    assert rows_of(drawn(draw)) == [["1,000", "CTNS"]] * 3


def test_names_of_groups_between_goods_lines_are_rows() -> None:
    def draw(paper: Paper) -> None:
        y = items(paper, 60, rows=())
        for name, rows in (("A. Panels", ITEMS[:1]), ("B. Accessories", ITEMS[1:])):
            paper.text(54, y, name, bold=True)
            y = items(paper, y + 16, rows=rows, head=False)

    rows = rows_of(drawn(draw))
    assert [row[0] for row in rows] == ["No.", "A. Panels", "1", "B. Accessories", "2", "3"]
    assert [len(row) for row in rows] == [5, 1, 5, 1, 5, 5]


def test_boxes_with_a_small_caption_above_the_value_are_cells() -> None:
    def draw(paper: Paper) -> None:
        for y in (60, 90, 120):
            paper.rule(50, y, 545, y)
        for x in (50, 215, 380, 545):
            paper.rule(x, 60, x, 120)
        captions = (("Invoice No.", "PI-1"), ("Date", "2 Nov 2026"), ("Contract No.", "SC-1"))
        for index, (caption, value) in enumerate(captions):
            paper.text(53 + 165 * index, 69, caption, size=7)
            paper.text(58 + 165 * index, 83, value)

    assert rows_of(drawn(draw)) == [["Invoice No.\nPI-1", "Date\n2 Nov 2026", "Contract No.\nSC-1"]]


def test_captions_above_their_values_are_columns() -> None:
    def draw(paper: Paper) -> None:
        for x, caption, value in ((50, "Payment terms", "30% T/T"), (180, "Delivery", "45 days"), (310, "Term", "FOB")):
            paper.lines(x, 60, [caption, value], 13)

    assert rows_of(drawn(draw)) == [["Payment terms", "Delivery", "Term"], ["30% T/T", "45 days", "FOB"]]


def test_dots_lead_from_a_caption_to_its_amount() -> None:
    document = drawn(lambda paper: paper.text(50, 60, "Total USD " + 40 * "." + " 17,000.00"))
    assert rows_of(document) == [["Total USD " + 40 * ".", "17,000.00"]]


def test_a_head_above_a_rule_of_dashes_belongs_to_its_rows() -> None:
    lines = (
        "NO   DESCRIPTION                    QTY      PRICE       AMOUNT",
        "---------------------------------------------------------------",
        "1    LED PANEL 600X600            1,000      12.50    12,500.00",
        "     ALUMINIUM FRAME",
        "2    LED DRIVER                   1,000       3.20     3,200.00",
    )
    paper = Paper(font="Courier", size=9)
    paper.lines(50, 60, lines, 11)
    assert rows_of(document_of(paper)) == [
        ["NO", "DESCRIPTION", "QTY", "PRICE", "AMOUNT"],
        ["1", "LED PANEL 600X600\nALUMINIUM FRAME", "1,000", "12.50", "12,500.00"],
        ["2", "LED DRIVER", "1,000", "3.20", "3,200.00"],
    ]


def test_a_stamp_over_a_row_does_not_grow_into_its_figures() -> None:
    def draw(paper: Paper) -> None:
        items(paper, 60)
        paper.text(300, 94, "PAID", size=24)

    cells = {cell for row in rows_of(drawn(draw)) for cell in row}
    assert {"12.50", "12,500.00", "3.20", "3,200.00"} <= cells


def test_two_copies_of_a_page_stay_two() -> None:
    def draw(paper: Paper) -> None:
        for name in ("ORIGINAL", "COPY"):
            paper.text(450, 40, name)
            items(paper, 100)
            paper.text(50, 200, "Payment: 30% T/T in advance")
            if name == "ORIGINAL":
                paper.page()

    document = drawn(draw)
    assert [rows_of(document, table) for table in document.tables] == [ROWS, ROWS]
    assert document.text.count("Payment: 30% T/T in advance") == 2
