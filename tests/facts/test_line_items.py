"""Goods lines are read from tables of any shape; arithmetic decides between readings and nothing is invented."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from tradelint.facts.line_items import LineItem, read_line_items
from tradelint.levels import Confidence
from tradelint.text import Builder, Document, Place

Short = tuple[str, str | None, str | None, str | None, str | None]


def tables(*tables: tuple[str, ...], before: str = "", ruled: bool = True) -> Document:
    """Cells between bars; `{2}` before a cell merges columns, `{1x2}` rows; ^ stands under a merged cell."""
    build = Builder()
    if before:
        build.paragraph(before, Place(line=1))
    for number, rows in enumerate(tables, 1):
        build.begin_table()
        for index, row in enumerate(rows):
            column = 0
            for raw in row.split("|"):
                text, wide, high = _merged(raw.strip())
                if text != "^":
                    place = Place(table=number, row=index + 1, column=column + 1)
                    build.cell(text, index, column, place, column_span=wide, row_span=high)
                column += wide
        build.end_table(Place(table=number), ruled=ruled)
    return Document("paper", "", "x", build.text, tuple(build.blocks), tuple(build.tables))


def _merged(raw: str) -> tuple[str, int, int]:
    if not raw.startswith("{"):
        return raw.replace("\\n", "\n"), 1, 1
    size, _, text = raw[1:].partition("}")
    wide, _, high = size.partition("x")
    return text, int(wide), int(high or 1)


def lines(*texts: str) -> Document:
    build = Builder()
    for index, text in enumerate(texts, 1):
        if text.strip():
            build.paragraph(text, Place(line=index))
    return Document("paper.txt", "", "text/plain", build.text, tuple(build.blocks))


def short(line: LineItem) -> Short:
    return (
        line.description.value if line.description else "",
        str(line.quantity.value) if line.quantity and line.quantity.value is not None else None,
        line.quantity.unit if line.quantity else None,
        str(line.unit_price.amount) if line.unit_price and line.unit_price.amount is not None else None,
        str(line.amount.amount) if line.amount and line.amount.amount is not None else None,
    )


def read(document: Document) -> list[Short]:
    return [short(line) for line in read_line_items(document)]


def test_a_plain_table() -> None:
    paper = tables(
        (
            "No.|Description|Qty|Unit Price|Amount",
            "1|LED panel|500pcs|USD 28.50|USD 14,250.00",
            "{4}TOTAL|USD 14,250.00",
        )
    )
    (line,) = read_line_items(paper)
    assert short(line) == ("LED panel", "500", "piece", "28.50", "14250.00")
    assert line.agrees and line.confidence is Confidence.HIGH
    assert line.unit_price is not None and line.unit_price.currency == "USD"
    assert paper.text[line.span.start : line.span.end].startswith("1\tLED panel")
    assert line.place.row == 2


def test_every_value_has_its_own_span() -> None:
    paper = tables(("Goods|Qty|Price|Amount", "Chair, oak|100 pcs|USD 5.00/pc|USD 500.00"))
    (line,) = read_line_items(paper)
    assert line.description and line.quantity and line.unit_price and line.amount
    spans = (line.description.span, line.quantity.span, line.unit_price.span, line.amount.span)
    assert [paper.text[s.start : s.end] for s in spans] == ["Chair, oak", "100 pcs", "USD 5.00", "USD 500.00"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Item|Description|Q'ty|U/Price|T/Amount", "1|Chair|100 pcs|5.00|500.00"),
        ("序号|品名|数量|单价|金额", "1|Chair|100件|5.00|500.00"),
        (
            "Item\\n序号|Description\\n品名|Quantity\\n数量(件)|Unit Price\\n单价|Amount\\n金额",
            "1|Chair|100|5.00|500.00",
        ),
        ("S/N|Commodity & Specification|QTY (PCS)|FOB Ningbo USD/pc|Total USD", "1|Chair|100|5.00|500.00"),
        ("Pos.|Bezeichnung|Menge|Einheit|Einzelpreis|Gesamtpreis", "1|Chair|100|Stk|5,00|500,00"),
        ("Réf.|Désignation|Qté|Unité|P.U. HT|Montant HT", "1|Chair|100|pièces|5,00|500,00"),
        ("Pos|Omschrijving|Aantal|Eenheid|Prijs|Bedrag", "1|Chair|100|stuks|5,00|500,00"),
        ("N.|Descrizione|Q.tà|U.M.|Prezzo|Importo", "1|Chair|100|pz|5,00|500,00"),
        ("Item|Descripción|Cantidad|Unidad|Precio unitario|Importe", "1|Chair|100|uds|5,00|500,00"),
        ("Item|Descrição|Quantidade|Unidade|Preço unitário|Valor total", "1|Chair|100|un|5,00|500,00"),
        ("№|Наименование товара|Кол-во|Ед. изм.|Цена|Сумма", "1|Chair|100|шт|5,00|500,00"),
        ("STT|Tên hàng|Số lượng|Đơn vị|Đơn giá|Thành tiền", "1|Chair|100|cái|5.00|500.00"),
        ("Sıra|Ürün|Miktar|Birim|Birim fiyat|Tutar", "1|Chair|100|adet|5,00|500,00"),
        ("Sr. No.|Particulars|Qty|UOM|Rate|Value", "1|Chair|100|Nos|5.00|500.00"),
        ("Model|Goods|Number of pieces|Price each|Line total", "1|Chair|100 pcs|5.00|500.00"),
    ],
)
def test_headers_of_many_trades_and_languages(header: str, row: str) -> None:
    assert read(tables((header, row))) == [("Chair", "100", "piece", "5.00", "500.00")]


def test_a_header_over_two_rows_with_merged_groups() -> None:
    paper = tables((
        "Item No.|Description|{2}Packing|Qty (pcs)|FOB Ningbo (USD)|Total (USD)|{3}CTN size (cm)|CBM|N.W. (kg)|G.W. (kg)",
        "||Qty/ctn|CTNS||||L|W|H|||",
        "GC-1|Garden chair|4|125|500|11.50|5,750.00|60|40|50|15.0|1,250|1,500",
    ))  # fmt: skip
    (line,) = read_line_items(paper)
    assert short(line) == ("Garden chair", "500", "piece", "11.50", "5750.00")
    assert line.sku and line.sku.value == "GC-1"
    assert line.carton_size and line.carton_size.value == "60 x 40 x 50 cm"
    measures = (line.cartons, line.per_carton, line.cbm, line.net_weight, line.gross_weight)
    assert [str(m.value) for m in measures if m] == ["125", "4", "15.0", "1250", "1500"]


def test_arithmetic_chooses_between_two_prices() -> None:
    paper = tables(("Goods|Qty|FOB price|CIF price|Amount", "Shelf|200 pcs|USD 10.00|USD 11.20|USD 2,240.00"))
    assert read(paper) == [("Shelf", "200", "piece", "11.20", "2240.00")]


def test_arithmetic_chooses_between_cartons_and_pieces() -> None:
    paper = tables((
        "Item|Quantity (cartons)|Quantity (pcs)|Price/pc|Total", "Mug|100|4,800|0.85|4,080.00", "Bowl|50|1,200|1.10|1,320.00",
    ))  # fmt: skip
    assert [line[1:3] for line in read(paper)] == [("4800", "piece"), ("1200", "piece")]


def test_columns_in_any_order() -> None:
    paper = tables(("Description|Amount|Unit price|Quantity", "Chair|500.00|5.00|100", "Desk|300.00|30.00|10"))
    assert [line[1::2] for line in read(paper)] == [("100", "5.00"), ("10", "30.00")]


def test_a_wrong_line_among_right_ones_is_read_surely_and_does_not_agree() -> None:
    paper = tables(
        ("Goods|Qty|Price|Amount", "Chair|10|5.00|50.00", "Desk|4|20.00|90.00", "Lamp|6|7.00|42.00"), ruled=False
    )
    found = read_line_items(paper)
    assert [line.agrees for line in found] == [True, False, True]
    assert found[1].amount and found[1].amount.confidence is Confidence.HIGH
    assert found[1].expected == Decimal("80.00")


def test_without_arithmetic_or_a_drawn_table_a_reading_is_not_sure() -> None:
    paper = tables(("Goods|Qty|Price", "Chair|10 pcs|5.00"), ruled=False)
    (line,) = read_line_items(paper)
    assert line.confidence is Confidence.MEDIUM and line.quantity and line.quantity.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    ("quantity", "price", "amount", "factor"),
    [
        ("1,200 pairs", "USD 4.80/dozen pairs", "USD 480.00", 12), ("100 dozen", "USD 4.80/doz", "USD 480.00", 1),
        ("50,000 pcs", "USD 6.20 per 1,000 pcs", "USD 310.00", 1000), ("50,000只", "USD 6.20/千只", "USD 310.00", 1000),
        ("50,000 pcs", "USD 6.20/M", "USD 310.00", 1000), ("2,000 m", "USD 6.20/M", "USD 12,400.00", 1),
        ("25 MT", "USD 1.12/kg", "USD 28,000.00", Decimal("0.001")), ("25,000 kg", "USD 1,120.00/MT", "USD 28,000.00", 1000),
        ("50,000 pcs", "USD 1.15 per 100", "USD 575.00", 100), ("144 pcs", "USD 24.00/gross (144)", "USD 24.00", 144),
        ("500 pcs", "USD 2.00 each", "USD 1,000.00", 1),
    ],
)  # fmt: skip
def test_the_price_may_be_for_another_unit(quantity: str, price: str, amount: str, factor: Decimal) -> None:
    (line,) = read_line_items(tables(("Goods|Qty|Price|Amount", f"Thing|{quantity}|{price}|{amount}")))
    assert line.agrees and line.factor == factor


def test_a_price_basis_that_the_amount_forgot_does_not_agree() -> None:
    (line,) = read_line_items(
        tables(("Goods|Qty|Price|Amount", "Gloves|1,200 pairs|USD 4.80/dozen pairs|USD 5,760.00"))
    )
    assert line.agrees is False and line.expected == Decimal("480.00")
    assert line.price_basis and (line.price_basis.factor, line.price_basis.unit) == (12, "pair")


def test_the_price_basis_may_stand_in_the_header() -> None:
    paper = tables(("Description|Qty (pcs)|Price/dozen (USD)|Total (USD)", "Gloves|1,200|4.80|480.00"))
    assert read_line_items(paper)[0].factor == 12


def test_specification_lines_belong_to_the_item_above() -> None:
    paper = tables((
        "Item|Description|Qty|U/P|Amount", "1|Storage crate|1,000|3.25|3,250.00", "|Size: 60x40x32 cm|||",
        "|Weight: 1.2 kg; Packing: 20pcs/ctn|||", "2|Lid|1,000|0.75|750.00",
    ))  # fmt: skip
    found = read(paper)
    assert found[0][0] == "Storage crate Size: 60x40x32 cm Weight: 1.2 kg; Packing: 20pcs/ctn"
    assert len(found) == 2


def test_sections_and_their_sums_are_no_lines() -> None:
    paper = tables((
        "Art|Goods|Qty|Price EUR|Sum EUR", "{5}A. Kitchen", "K1|Pan|10|20.00|200.00", "{4}Total A|200.00", "||||",
        "{5}B. Garden", "G1|Spade|20|9.00|180.00", "{4}Grand total|380.00",
    ))  # fmt: skip
    found = read_line_items(paper)
    assert [(line.section, line.description and line.description.value) for line in found] == [
        ("A. Kitchen", "Pan"),
        ("B. Garden", "Spade"),
    ]


def test_a_sum_without_a_label_is_no_line() -> None:
    paper = tables(("Goods|Qty|Price|Amount", "Chair|10|5.00|50.00", "Desk|4|20.00|80.00", "|14||130.00"))
    assert len(read(paper)) == 2


@pytest.mark.parametrize("words", ["FOC", "Free of charge", "free", "免费", "赠送", "no charge", "Gratis"])
def test_free_goods(words: str) -> None:
    paper = tables(("Goods|Qty|Price|Amount", "Lamp|100 pcs|2.00|200.00", f"Spare driver|5 pcs|{words}|-"))
    found = read_line_items(paper)
    assert found[1].free_of_charge and found[1].quantity and found[1].quantity.value == 5
    assert found[1].unit_price is None and not found[0].free_of_charge


def test_free_goods_have_nothing_to_multiply() -> None:
    found = read_line_items(
        tables(("Goods|Qty|Price|Amount", "Lamp|100|2.00|200.00", "Tester|10|FOC|0.00", "Sample|5|0.00|0.00"))
    )
    assert [line.agrees for line in found[:2]] == [True, None]


def test_rows_without_a_header_are_lines_when_they_multiply() -> None:
    rows = "1. Green coffee|19.2 MT|USD 4,100.00/MT|USD 78,720.00", "2. Black tea|10 MT|USD 2,300.00/MT|USD 23,500.00"
    found = read_line_items(tables((*rows, "Total|||USD 102,220.00")))
    assert [short(line) for line in found] == [
        ("Green coffee", "19.2", "tonne", "4100.00", "78720.00"),
        ("Black tea", "10", "tonne", "2300.00", "23500.00"),
    ]
    assert [line.agrees for line in found] == [True, False]


def test_rows_without_a_header_that_do_not_multiply_are_none() -> None:
    assert read(tables(("Late fee|10 days|USD 5.00|USD 20.00", "Storage|3 days|USD 7.00|USD 50.00"))) == []


def test_a_header_beside_its_own_figures_is_stretched_over_them() -> None:
    paper = tables(("Goods|Qty|Price||Amount|", "Chair|100||5.00||500.00", "Desk|10||12.00||120.00"))
    assert [line[1:] for line in read(paper)] == [("100", None, "5.00", "500.00"), ("10", None, "12.00", "120.00")]


def test_a_currency_for_a_measure_heads_a_price() -> None:
    paper = tables(("Glass|m²|USD per m²|USD", "Clear 4 mm|1,200|3.10|3,720.00"))
    assert [line[1:] for line in read(paper)] == [("1200", "square_metre", "3.10", "3720.00")]


def test_missing_values_stay_missing() -> None:
    paper = tables(
        ("No.|Item|Qty|Unit price|Amount", "1|Stool|300 pcs|-|-", "2|Chair|100 pcs|9.00|900.00", "3|Desk|TBA|50.00|")
    )
    assert read(paper) == [
        ("Stool", "300", "piece", None, None),
        ("Chair", "100", "piece", "9.00", "900.00"),
        ("Desk", None, None, "50.00", None),
    ]


def test_a_price_merged_over_rows_counts_for_each() -> None:
    paper = tables((
        "Model|Description|Colour|Qty|Unit price|Amount", "{1x2}M1|{1x2}Mug|White|500|{1x2}USD 1.20|USD 600.00", "^|^|Black|300|^|USD 360.00",
    ))  # fmt: skip
    found = read_line_items(paper)
    assert [line.agrees for line in found] == [True, True]
    assert [line.colour and line.colour.value for line in found] == ["White", "Black"]


def test_rows_that_break_a_priced_row_down_are_no_lines() -> None:
    paper = tables(
        (
            "Goods|Colour|Qty|Price|Amount",
            "T-shirt||600|3.20|1,920.00",
            "|Red|400||",
            "|Blue|200||",
            "Cap||100|1.00|100.00",
        )
    )
    assert len(read(paper)) == 2


def test_size_columns_do_not_hide_the_quantity() -> None:
    paper = tables(("Style|Color|S|M|L|Total Qty|Unit Price|Amount", "T-1|Red|100|200|300|600|3.20|1,920.00"))
    assert [line[1] for line in read(paper)] == ["600"]


@pytest.mark.parametrize("sizes", ["S|M|L|XL", "38|39|40|41", "2XL|3XL|4XL|5XL"])
def test_a_column_that_adds_sizes_up_under_the_word_total_is_the_quantity(sizes: str) -> None:
    rows = "T-1|Red|10|20|20|10|60|14.00|840.00", "T-1|Blue|10|20|20|10|60|14.00|850.00"
    found = read_line_items(tables((f"Style|Colour|{sizes}|Total|Price USD|Amount USD", *rows)))
    assert [line.quantity and line.quantity.value for line in found] == [60, 60]
    assert [line.agrees for line in found] == [True, False]


def test_a_table_over_a_page_break_with_and_without_its_header() -> None:
    first = ("No.|Goods|Qty|Price|Amount", "1|Chair|10|5.00|50.00")
    again = ("No.|Goods|Qty|Price|Amount", "2|Desk|4|20.00|80.00")
    bare = ("2|Desk|4|20.00|80.00", "{4}Total|130.00")
    assert len(read(tables(first, again))) == len(read(tables(first, bare))) == 2


def test_a_packing_table_adds_to_the_lines_by_model() -> None:
    priced = ("Model|Description|Qty (pcs)|Price|Amount", "A-1|Mug|4800|0.85|4080.00", "A-2|Bowl|1200|1.10|1320.00")
    packing = ("Model|CTNS|PCS/CTN|N.W. (kg)|G.W. (kg)|CBM", "A-1|100|48|1200|1400|8.5", "A-2|50|24|600|720|4.2")
    found = read_line_items(tables(priced, packing))
    assert [str(line.cartons.value) for line in found if line.cartons] == ["100", "50"]
    assert len(found) == 2


def test_several_items_in_the_lines_of_one_row() -> None:
    paper = tables(("Goods|Qty|Price|Amount", "Chair\\nDesk|100 pcs\\n10 pcs|5.00\\n30.00|500.00\\n300.00"))
    assert [line[:2] for line in read(paper)] == [("Chair", "100"), ("Desk", "10")]


def test_items_as_columns() -> None:
    paper = tables(
        (
            "Item|1|2",
            "Description|Chair|Desk",
            "Quantity|100 pcs|50 pcs",
            "Unit price|USD 5.00|USD 20.00",
            "Amount|USD 500.00|USD 1,000.00",
        )
    )
    assert [line[0] for line in read(paper)] == ["Chair", "Desk"]


@pytest.mark.parametrize("row", ["2,000 pcs x USD 1.85|USD 3,700.00", "2,000 pcs @ USD 1.85|USD 3,700.00"])
def test_quantity_and_price_in_one_cell(row: str) -> None:
    paper = tables(("Goods|Quantity and unit price|Amount", f"Towel|{row}"))
    assert read(paper) == [("Towel", "2000", "piece", "1.85", "3700.00")]


def test_a_line_discount_is_taken_off() -> None:
    paper = tables(("Art.|Goods|Qty|Price|Disc. %|Amount", "A1|Chair|10|100.00|10%|900.00"))
    (line,) = read_line_items(paper)
    assert line.agrees and line.discount and line.discount.value == 10


def test_unit_and_currency_in_columns_of_their_own() -> None:
    paper = tables(
        (
            "Goods|Quantity||Unit Price||Amount",
            "Copper wire|20.5|MT|USD|8,150.00|167,075.00",
            "Rod|10|MT|USD|2,400.00|24,000.00",
        )
    )
    found = read_line_items(paper)
    assert found[0].quantity and found[0].quantity.unit == "tonne"
    assert found[0].unit_price and found[0].unit_price.currency == "USD"


def test_arithmetic_settles_an_ambiguous_figure_but_not_to_full_confidence() -> None:
    (line,) = read_line_items(tables(("Item|Qty|Price|Amount", "Bolt|1.500 pcs|2|3.000")))
    assert line.agrees and line.quantity and line.quantity.value == 1500
    assert line.quantity.confidence is Confidence.MEDIUM and len(line.quantity.readings) == 2


def test_a_freight_row_with_a_price_is_marked_as_a_charge() -> None:
    paper = tables(
        ("Goods|Qty|Unit Price|Amount", "Frame|100|45.00|4,500.00", "Sea freight to Hamburg|1|850.00|850.00")
    )
    assert [line.charge for line in read_line_items(paper)] == ["", "freight"]


@pytest.mark.parametrize(
    "name", ["Total station TS-16", "Balance beam 3 m", "Freight scale 500 kg", "Discount shelf sign"]
)
def test_goods_whose_name_begins_like_a_total_are_goods(name: str) -> None:
    (line,) = read_line_items(tables(("Goods|Qty|Price|Amount", f"{name}|10|5.00|50.00")))
    assert line.description and line.description.value == name and not line.charge


@pytest.mark.parametrize(
    "rows",
    [
        ("Stage|Percentage|Amount (USD)|Due date", "Deposit|30%|3,000.00|2026-12-01", "Balance|70%|7,000.00|before shipment"),
        ("Quantity (pcs)|Unit price (USD)", "100-499|5.00", "500-999|4.60", "≥1000|4.20"),
        ("Date|Ref|Description|Debit|Credit|Balance", "Jun 2|INV-4|Sale|0.00|500.00|500.00"),
        ("Bank|Account No.|SWIFT", "Harbour Bank|12345678|HBOKCNBJ"),
        ("Characteristic|Requirement|Method", "Tensile strength|400 MPa|ISO 6892", "Hardness|45 HRC|ISO 6508"),
        ("Commodity|Bath rug 60", "Packing|20 pcs per carton"),
        ("Lot|Quantity|Delivery date", "1|500 pcs|2026-05-10", "2|500 pcs|2026-06-10"),
    ],
)  # fmt: skip
def test_other_tables_hold_no_goods(rows: tuple[str, ...]) -> None:
    assert read(tables(rows)) == []


def test_formulas_that_were_never_calculated_are_known() -> None:
    build = Builder()
    build.begin_table()
    for column, text in enumerate(("Goods", "Qty", "Price USD", "Amount USD")):
        build.cell(text, 0, column, Place(sheet="PI", cell="A1"))
    build.cell("Chair", 1, 0, Place(sheet="PI", cell="A2"))
    build.cell("10", 1, 1, Place(sheet="PI", cell="B2"), number="10")
    build.cell("5.5", 1, 2, Place(sheet="PI", cell="C2"), number="5.5", format="#,##0.00 [$USD]")
    build.cell("", 1, 3, Place(sheet="PI", cell="D2"), formula="=B2*C2", calculated=False)
    build.end_table(Place(sheet="PI"))
    paper = Document("pi.xlsx", "", "x", build.text, tuple(build.blocks), tuple(build.tables))
    (line,) = read_line_items(paper)
    assert line.formula == "=B2*C2" and not line.calculated and line.amount is None


def test_spreadsheet_numbers_are_exact_and_free_of_binary_noise() -> None:
    build = Builder()
    build.begin_table()
    for column, text in enumerate(("Goods", "Qty", "Price", "Amount")):
        build.cell(text, 0, column, Place())
    for column, (text, value) in enumerate(
        (("Chair", None), ("3", "3"), ("1.2", "1.1999999999999997"), ("4", "3.5999999999999996"))
    ):
        build.cell(text, 1, column, Place(), number=value, format='#,##0.00 "USD"')
    build.end_table(Place())
    (line,) = read_line_items(Document("pi.xlsx", "", "x", build.text, tuple(build.blocks), tuple(build.tables)))
    assert short(line)[3:] == ("1.2", "3.6") and line.agrees and line.amount and line.amount.currency == "USD"


def test_lines_cross_the_worker_border_as_json() -> None:
    found = read_line_items(tables(("No.|Goods|Qty|Price|Amount", "1|Chair|10 pcs|USD 5.00|USD 50.00")))
    assert msgspec.json.decode(msgspec.json.encode(found), type=tuple[LineItem, ...]) == found


def test_an_empty_paper_has_no_lines() -> None:
    assert read_line_items(lines("")) == ()
