"""Text and Markdown: lines stay lines, drawn tables become tables, headings name their clause."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tradelint.errors import UnreadableError
from tradelint.parsers import Limits, Source, read
from tradelint.text import Document


def paper(text: str, name: str = "paper.txt", limits: Limits | None = None) -> Document:
    return read(Source(text.encode(), name, limits or Limits()))[0]


def table(text: str, name: str = "paper.txt") -> list[list[str]]:
    document = paper(text, name)
    assert len(document.tables) == 1, document.blocks
    return [[document.text[c.span.start : c.span.end] for c in row] for row in document.tables[0].rows()]


def blocks(text: str, name: str = "paper.txt") -> list[tuple[str, str]]:
    document = paper(text, name)
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


MUGS = [["No", "Item", "Qty", "Amount"], ["1", "Mug", "100", "120.00"], ["2", "Plate", "200", "400.00"]]
DRAWN = {
    "markdown": "| No | Item | Qty | Amount |\n|---:|:---|---|---:|\n| 1 | Mug | 100 | 120.00 |\n| 2 | Plate | 200 | 400.00 |",
    "bare pipes": "No | Item | Qty | Amount\n1 | Mug | 100 | 120.00\n2 | Plate | 200 | 400.00",
    "pipes and rules": "─────\nNo | Item | Qty | Amount\n─────\n1 | Mug | 100 | 120.00\n2 | Plate | 200 | 400.00\n─────",
    "grid": "+--+-----+---+------+\n|No|Item |Qty|Amount|\n+==+=====+===+======+\n|1 |Mug  |100|120.00|\n+--+-----+---+------+\n|2 |Plate|200|400.00|\n+--+-----+---+------+",
    "database": "+--+-----+---+------+\n|No|Item |Qty|Amount|\n+--+-----+---+------+\n|1 |Mug  |100|120.00|\n|2 |Plate|200|400.00|\n+--+-----+---+------+",
    "box": "┌──┬─────┬───┬──────┐\n│No│Item │Qty│Amount│\n├──┼─────┼───┼──────┤\n│1 │Mug  │100│120.00│\n│2 │Plate│200│400.00│\n└──┴─────┴───┴──────┘",
    "double box": "╔══╦═════╦═══╦══════╗\n║No║Item ║Qty║Amount║\n╠══╬═════╬═══╬══════╣\n║1 ║Mug  ║100║120.00║\n║2 ║Plate║200║400.00║\n╚══╩═════╩═══╩══════╝",
    "tabs": "No\tItem\tQty\tAmount\n1\tMug\t100\t120.00\n2\tPlate\t200\t400.00",
    "tabs by hand": "No\t\tItem\tQty\tAmount\n1\tMug\t100\t\t120.00\n2\tPlate\t200\t400.00",
    "columns": "No  Item       Qty     Amount\n1   Mug        100     120.00\n2   Plate      200     400.00",
    "columns and rules": "No  Item       Qty     Amount\n-----------------------------\n1   Mug        100     120.00\n2   Plate      200     400.00\n=============================",
    "right-aligned": "  No  Item       Qty      Amount\n   1  Mug        100      120.00\n   2  Plate      200      400.00",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in DRAWN.items()])
def test_a_drawn_table_is_a_table(text: str) -> None:
    assert table(f"PROFORMA INVOICE\n\n{text}\n\nPayment: 30% deposit\n") == MUGS


def test_a_csv_file_is_a_table() -> None:
    assert table('Item;Qty;Price\n"Mug; big";100;1,20\n', "paper.csv") == [
        ["Item", "Qty", "Price"],
        ["Mug; big", "100", "1,20"],
    ]


def test_cells_that_go_on_in_the_next_line_are_one_cell() -> None:
    text = (
        "No  Item                    Qty      Price     Amount\n"
        "1   Mug, enamel, 350 ml,    100      1.20      120.00\n"
        "    white\n"
        "2   Plate, enamel,\n"
        "    blue                    200      2.00      400.00\n"
        "    Freight                                     30.00\n"
        "                            TOTAL              550.00\n"
    )
    assert table(text)[1:] == [
        ["1", "Mug, enamel, 350 ml,\nwhite", "100", "1.20", "120.00"],
        ["2", "Plate, enamel,\nblue", "200", "2.00", "400.00"],
        ["Freight", "30.00"],
        ["TOTAL", "550.00"],
    ]


def test_a_grid_cell_of_several_lines_is_one_cell() -> None:
    text = "+--+------+----+\n|No|Item  |Qty |\n+--+------+----+\n|1 |Mug,  |100 |\n|  |white |    |\n+--+------+----+\n|2 |Plate |200 |\n+--+------+----+"
    assert table(text)[1] == ["1", "Mug,\nwhite", "100"]


def test_a_row_with_fewer_cells_spans_columns() -> None:
    text = "┌──┬─────┬───┬──────┐\n│No│Item │Qty│Amount│\n├──┼─────┼───┼──────┤\n│1 │Mug  │100│120.00│\n├──┴─────┴───┼──────┤\n│Total       │120.00│\n└────────────┴──────┘"
    cells = paper(text).tables[0].cells
    assert [(cell.column, cell.column_span) for cell in cells[-2:]] == [(0, 3), (3, 1)]


def test_chinese_columns_are_measured_twice_as_wide() -> None:
    text = "序号    品名        数量      金额\n1       不锈钢毛巾  1000条    2500.00\n2       浴巾        500条     2500.00\n合计                          5000.00\n"
    assert table(text)[1:] == [
        ["1", "不锈钢毛巾", "1000条", "2500.00"],
        ["2", "浴巾", "500条", "2500.00"],
        ["合计", "5000.00"],
    ]


def test_texts_side_by_side_are_two_columns() -> None:
    text = (
        "SELLER:                        BUYER:\n"
        "Moqi Towels Co., Ltd.          Larch & Sons Ltd\n"
        "12 Ring Road                   4 Mill Lane\n"
        "                               Leeds LS1 4AB\n"
    )
    assert table(text) == [
        ["SELLER:", "BUYER:"],
        ["Moqi Towels Co., Ltd.", "Larch & Sons Ltd"],
        ["12 Ring Road", "4 Mill Lane\nLeeds LS1 4AB"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Price Term:        FOB Ningbo\nPacking:           Export cartons\nPort:              Ningbo",
        "Phone +86 574 1234 | mail@moqi.example\nThe goods are sold as they are.",
        "This line ends here.  The next one starts.\nAnother one.  And another.",
        "1.\tThe Seller sells.\n2.\tThe Buyer buys.",
    ],
)
def test_lines_are_no_table(text: str) -> None:
    assert paper(text).tables == ()


def test_a_box_of_one_column_is_taken_off() -> None:
    text = "┌──────────────────┐\n│ PROFORMA INVOICE │\n├──────────────────┤\n│ No: PI-5         │ *\n│ Price: USD 5     │\n└──────────────────┘"
    assert blocks(text) == [
        ("heading", "PROFORMA INVOICE"),
        ("paragraph", "No: PI-5    *"),
        ("paragraph", "Price: USD 5"),
    ]


# -- lines and headings


def test_every_line_knows_its_number() -> None:
    document = paper("Proforma Invoice\n\nSeller: Moqi\nBuyer: Larch\n")
    assert [block.place.line for block in document.blocks] == [1, 3, 4]


def test_a_sentence_that_an_editor_broke_is_one_block_with_its_lines() -> None:
    text = (
        "This Contract is made by and between the Seller and the Buyer, whereby the\n"
        "Seller agrees to sell and the Buyer agrees to buy the under-mentioned\n"
        "commodity according to the terms and conditions stipulated below.\n"
        "Payment: by T/T.\n"
    )
    document = paper(text)
    assert len(document.blocks) == 2
    at = document.text.index("commodity")
    assert document.place(type(document.blocks[0].span)(at, at + 9)).line == 3


def test_items_of_a_list_hold_their_indented_lines() -> None:
    text = "- Payment: 30% deposit,\n  balance before shipment\n- Shipment: March\n"
    assert [words for _, words in blocks(text)] == [
        "- Payment: 30% deposit,\nbalance before shipment",
        "- Shipment: March",
    ]


def test_address_lines_stay_apart() -> None:
    text = "Larch & Sons Ltd\n4 Mill Lane\nLeeds LS1 4AB\nUnited Kingdom\n"
    assert len(paper(text).blocks) == 4


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("PROFORMA INVOICE\n\ntext", 1, None),
        ("Sales Contract\n\ntext", 1, None),
        ("销售合同\n\n正文", 1, None),
        ("Payment\n=======\ntext", 1, None),
        ("Payment\n-------\ntext", 2, None),
        ("═════════\nPAYMENT\n═════════\ntext", 1, None),
        ("7. PAYMENT\ntext", 1, "7"),
        ("7.2 PAYMENT TERMS\ntext", 2, "7.2"),
        ("3. Payment terms\nBy T/T.", 1, "3"),
        ("第三条 付款方式\n30%定金", 1, "第三条"),
        ("三、付款条件（Payment）\n付款：30%", 1, "三"),
        ("Article 4 Delivery\nBy sea.", 1, "Article 4"),
    ],
)
def test_headings_in_text(text: str, level: int, number: str | None) -> None:
    block = paper(text).blocks[0]
    assert (block.kind, block.level, block.number) == ("heading", level, number)


@pytest.mark.parametrize(
    "text",
    [
        "MOQI TOWELS CO., LTD.\n\ntext",
        "SAY US DOLLARS TEN THOUSAND ONLY\n\ntext",
        "SELLER:\nMoqi",
        "1. Commercial invoice\n2. Packing list\n3. Bill of lading",
        "5. PAYMENT: 30% deposit\n",
        "Dear Tom,\n\ntext",
        "____________________\n(signature)",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert paper(text).blocks[0].kind == "paragraph"


def test_a_row_of_underscores_is_a_blank_to_fill_in() -> None:
    assert ("paragraph", "____________") in blocks("Signature\n____________\n")


def test_lines_say_which_clause_they_belong_to() -> None:
    text = "1. COMMODITY: mugs\n2. PAYMENT:\n- 30% deposit\n- 70% balance\n\nThank you\n"
    assert [block.place.section for block in paper(text).blocks] == [
        "§1 COMMODITY",
        "§2 PAYMENT",
        "§2 PAYMENT",
        "§2 PAYMENT",
        None,
    ]


def test_a_list_inside_a_clause_opens_no_clause() -> None:
    text = "3. DOCUMENTS\n1. Invoice, signed\n2. Packing list, signed\n3. Bill of lading, clean\n4. Policy, in duplicate\n\nAll in English.\n"
    assert {block.place.section for block in paper(text).blocks} == {"§3 DOCUMENTS"}


# -- Markdown


def test_markdown_marks_are_taken_off() -> None:
    text = "**Price:** USD _5_ per `pc`, see [terms](https://x.example/a) \\* &amp; more<br>2 * 3 * 4 cm, ________ snake_case_name"
    assert blocks(text, "p.md") == [
        ("paragraph", "Price: USD 5 per pc, see terms * & more\n2 * 3 * 4 cm, ________ snake_case_name")
    ]


def test_marks_in_plain_text_stay() -> None:
    assert blocks("**Price:** USD 5") == [("paragraph", "**Price:** USD 5")]


def test_markdown_headings_have_their_level() -> None:
    document = paper("# Contract #\n\n## 2. Payment\n\ntext\n", "p.md")
    assert [(b.kind, b.level, b.number) for b in document.blocks] == [
        ("heading", 1, None),
        ("heading", 2, "2"),
        ("paragraph", 0, None),
    ]
    assert document.blocks[2].place.section == "§2 Payment"


def test_struck_words_are_a_deletion_and_comments_do_not_show() -> None:
    document = paper("Price ~~USD 5~~ USD 4\n<!-- internal\nfloor 3 -->\nMarch\n", "p.md")
    assert document.text == "Price USD 4\nMarch\n"
    assert [(change.kind, change.text) for change in document.revisions] == [("deleted", "USD 5")]
    assert document.blocks[1].place.line == 4


def test_placeholders_are_kept() -> None:
    text = "Buyer: [Company Name], <Address>, {{ city }}"
    assert blocks(text, "p.md") == [("paragraph", text)]


# -- what was not read


def test_a_guessed_encoding_is_said() -> None:
    document = read(Source("单价：12.50美元，付款方式：30%定金".encode("gbk"), "a.txt"))[0]
    assert document.encoding == "gb18030"
    assert [trait.code for trait in document.traits] == ["encoding"]


def test_damaged_bytes_are_a_gap() -> None:
    data = ("合同条款：" * 30).encode() + b"\n\xff" + ("付款" * 30).encode()
    assert [(gap.code, gap.place) for gap in read(Source(data, "a.txt"))[0].gaps] == [("doubtful-text", "line 2")]


def test_limits_are_loud() -> None:
    text = "a line of text\n" * 50
    assert paper(text, limits=Limits(text=1_000)).gaps == ()
    assert [gap.code for gap in paper(text, limits=Limits(text=500)).gaps] == ["limit"]
    assert [gap.code for gap in paper("x" * 2_000, limits=Limits(text=500)).gaps] == ["limit"]


def test_only_rules_are_no_text() -> None:
    with pytest.raises(UnreadableError) as refused:
        paper("-----\n=====\n")
    assert refused.value.code == "empty"


@given(st.text(alphabet=st.sampled_from("ab1. |-+│─=_*#\t\n：第条"), max_size=300))
def test_blocks_and_cells_lie_in_the_text(text: str) -> None:
    for name in ("a.txt", "a.md"):
        try:
            document = paper("x " + text, name)
        except UnreadableError:
            continue
        ends = [block.span for block in document.blocks]
        assert all(0 <= a.start <= a.end <= b.start for a, b in pairwise(ends))
        for found in document.tables:
            assert all(found.span.contains(cell.span) for cell in found.cells)


def test_capitals_in_a_page_with_marked_headings_are_values() -> None:
    marked = "# Order\n\n### Consignee\n\nTO ORDER\n"
    assert blocks(marked, "p.md") == [("heading", "Order"), ("heading", "Consignee"), ("paragraph", "TO ORDER")]


def test_capitals_under_a_marked_title_alone_are_headings() -> None:
    found = blocks("# Sales contract\n\nPAYMENT TERMS\n\n30% deposit.\n\nPACKING\n\nIn cartons.\n", "p.md")
    assert [text for kind, text in found if kind == "heading"] == ["Sales contract", "PAYMENT TERMS", "PACKING"]


@pytest.mark.parametrize("value", ['"TO ORDER"', "“TO ORDER OF SHIPPER”", "'N/M'"])
def test_a_value_in_quotation_marks_is_no_heading(value: str) -> None:
    assert blocks(f"{value}\n\ntext")[0] == ("paragraph", value)


def test_a_numbered_value_in_quotation_marks_is_no_heading() -> None:
    assert blocks('2. "PACKING-5"\ntext')[0][0] == "paragraph"
