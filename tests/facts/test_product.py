"""Goods are read with their description, material, size, colour, customs code and origin."""

from __future__ import annotations

import pytest
from goods_paper import assert_reads, facts_of, item_of, table
from tradelint.facts.product_customs import problem_of

WORDINGS = [
    ("product_description", "stated", "led panel", "Description: LED panel light 40 W"),
    ("product_description", "stated", "led", "品名:LED面板灯,铝框"),
    ("product_description", "absent", "blank", "Description of goods:"),
    ("product_description", "absent", "placeholder", "Product: [product name]"),
    ("product_description", "weak", "", "Goods: as per our WeChat talk"),
    (
        "product_description",
        "stated",
        "white sugar",
        "The Seller agrees to sell and the Buyer agrees to buy 500 MT of white sugar ICUMSA 45 in accordance with this contract.",
    ),
    (
        "product_description",
        "weak",
        "widgets",
        'The Supplier shall supply and the Purchaser shall purchase "Widgets" (the "Products").',
    ),
    (
        "product_description",
        "stated",
        "brent",
        "The Supplier agrees to supply the following products:\n(a) Brent Crude Oil\n(b) WTI Crude Oil",
    ),
    ("product_description", "absent", "", "Payment by T/T. Shipment in 30 days."),
    ("product_description", "weak", "", "The Seller shall deliver goods as specified in purchase orders."),
    ("product_description", "stated", "卫生瓷", "卖方向买方出售卫生瓷洁具马桶,数量500件"),
    ("product_description", "stated", "frozen", "Commodity: Frozen chicken paws grade A"),
    ("product_description", "stated", "自行车", "货物名称:山地自行车 26寸"),
    ("product_description", "weak", "", "Goods: as agreed"),
    ("product_description", "absent", "placeholder", "货物名称:______"),
    ("product_description", "stated", "tractor", "This contract covers the sale of one used farm tractor, year 2018."),
    (
        "product_description",
        "stated",
        "urea",
        "The Buyer wishes to purchase and the Seller agrees to supply Urea N46 prilled.",
    ),
    ("product_description", "weak", "", "Products: see attached list"),
    ("product_description", "stated", "screws", "We are pleased to offer you: Item: self-tapping screws 4.2 x 32"),
    ("product_description", "absent", "", "Dear Sir, thank you for your mail."),
    ("material", "stated", "cotton", "Material: 100% cotton"),
    ("material", "stated", "304", "Goods: Vacuum bottle 500 ml, SUS304 inner"),
    ("material", "absent", "", "Goods: white paper documents by commercial paper"),
    ("material", "absent", "", "Seller: Golden Iron Steel Co., Ltd"),
    ("material", "stated", "abs", "Product: fan, ABS housing, Ø 400 mm"),
    ("material", "stated", "棉", "材质:95%棉 5%氨纶"),
    ("material", "absent", "placeholder", "Material: ______"),
    ("material", "stated", "aluminium", "Description: LED panel light, aluminium frame, 600 x 600 x 10 mm, 40 W"),
    ("material", "absent", "", "In case of material breach either party may terminate."),
    ("material", "stated", "oak", "Dining table made of solid oak"),
    ("material", "stated", "201", "材质:201不锈钢"),
    ("material", "stated", "polyester", "Fabric: 80% polyester 20% cotton"),
    ("material", "stated", "mdf", "Item: TV stand, MDF board 15 mm"),
    ("material", "stated", "steel", "Description: steel wire rope 6 mm"),
    ("material", "absent", "", "Item: steam iron 2200 W"),
    ("material", "absent", "", "Goods: gold member package"),
    ("material", "stated", "leather", "Product: wallet, genuine leather"),
    ("material", "stated", "硅胶", "品名:硅胶手机壳"),
    ("material", "stated", "玻璃", "品名:玻璃杯 350ml"),
    ("material", "absent", "", "Description: laptop computer 14 inch"),
    ("material", "stated", "glass", "Description: bottle, glass body, cork lid"),
    ("material", "stated", "bamboo", "Product name: bamboo cutting board"),
    ("material", "absent", "placeholder", "Material: TBA"),
    ("material", "stated", "pp", "Material: PP"),
    ("material", "stated", "cardboard", "Goods: gift boxes, cardboard 2 mm"),
    ("dimensions", "stated", "600 x 600 x 10 mm", "Product: LED panel light, aluminium frame, 600 x 600 x 10 mm, 40 W"),
    ("dimensions", "weak", "60 x 40 x 32", "Product: Storage crate 60 x 40 x 32, PP, grey"),
    ("dimensions", "absent", "", "Packing: carton size 60 x 40 x 32 cm"),
    ("dimensions", "stated", "500 ml", "Goods: bottle 500 ml"),
    ("dimensions", "stated", "ø 400 mm", "Product: fan Ø 400 mm"),
    ("dimensions", "stated", "", "尺寸:长60cm 宽40cm 高32cm"),
    ("dimensions", "absent", "", "Resolution 1920 x 1080"),
    ("dimensions", "stated", "mm", "Size (mm): 600 x 400 x 320"),
    ("dimensions", "absent", "", "1 x 40HQ container"),
    ("dimensions", "stated", "s-xxl", "Product: T-shirt, sizes S-XXL"),
    ("dimensions", "absent", "blank", "Size:"),
    ("dimensions", "stated", "2.5 cm", "Product: rope 2.5 cm"),
    ("dimensions", "stated", '32"', 'Product: LCD TV 32"'),
    ("dimensions", "stated", "38 x 42 cm", "Product: tote bag 38 x 42 cm"),
    ("dimensions", "stated", "1.2m", "品名:防水布 幅宽1.2m"),
    ("dimensions", "stated", "m8", "Item: hex bolt M8 x 40"),
    ("dimensions", "stated", "dn50", "Item: ball valve DN50"),
    ("dimensions", "absent", "", "Item: mouse, 4 x 4 keypad, 1920 x 1080"),
    ("dimensions", "stated", "5 kg", "Goods: rice 5 kg"),
    ("dimensions", "stated", "180 gsm", "Product: T-shirt 180 gsm"),
    ("dimensions", "absent", "", "Payment within 30 days. Carton 50x40x30 cm"),
    ("dimensions", "stated", "120*60*75cm", "品名:办公桌 120*60*75cm"),
    ("dimensions", "absent", "placeholder", "尺寸:____"),
    ("dimensions", "stated", "20l", "Item: backpack 20L"),
    ("colour", "stated", "navy", "Colour: navy blue"),
    ("colour", "stated", "黑色", "颜色:黑色"),
    ("colour", "stated", "pantone 286 c", "Product: T-shirt, 180 gsm, royal blue Pantone 286 C"),
    ("colour", "absent", "", "Seller: Green Valley Ltd, Orange County"),
    ("colour", "absent", "", "Packing: white box"),
    ("colour", "absent", "", "Clean on board B/L, clear funds"),
    ("colour", "absent", "blank", "Color:"),
    ("colour", "stated", "white", "Product: LED panel, white, 40 W"),
    ("colour", "absent", "", "Product: black pepper, 20 MT"),
    ("colour", "stated", "black", "Item: mouse, black"),
    ("colour", "stated", "red", "Colour: red / blue"),
    ("colour", "stated", "ral 9016", "Goods: panel, RAL 9016"),
    ("colour", "stated", "随机", "颜色:随机"),
    ("colour", "stated", "natural", "Color: natural"),
    ("colour", "absent", "", "Product: orange juice concentrate"),
    ("colour", "absent", "", "Shipment via Yellow Sea Lines; Redwood Bank"),
    ("colour", "stated", "银灰", "品名:铝框 银灰色"),
    ("colour", "stated", "matt black", "Finish: matt black"),
    ("colour", "stated", "assorted", "Product: balloons, assorted colours"),
    ("colour", "absent", "placeholder", "颜色:待定"),
    ("colour", "stated", "clear", "Product: bottle, clear"),
    ("colour", "stated", "gold", "Product: pen, gold"),
    ("hs_code", "stated", "94051100", "HS code: 9405.11.00"),
    ("hs_code", "stated", "940511", "H.S. Code 9405.11"),
    ("hs_code", "stated", "961700", "海关编码:9617.00"),
    ("hs_code", "weak", "94054", "HS: 94054"),
    ("hs_code", "absent", "blank", "HS Code:"),
    ("hs_code", "absent", "", "Tel: 9405 1100"),
    ("hs_code", "stated", "8708999990", "HS CODE 8708 99 99 90"),
    ("hs_code", "stated", "7318159000", "商品编码: 7318159000"),
    ("hs_code", "absent", "placeholder", "HS code: TBA"),
    ("hs_code", "stated", "84818040", "Tariff number: 8481.80.40"),
    ("hs_code", "stated", "39241000", "HS: 3924.1000"),
    ("hs_code", "stated", "620342", "HS-Code 620342"),
    ("hs_code", "stated", "8516609000", "HSCODE:8516609000"),
    ("hs_code", "stated", "940350", "HTS 9403.50"),
    ("hs_code", "stated", "85183000", "Customs tariff no. 85183000"),
    ("hs_code", "stated", "73239300", "H.S.CODE 7323.93.00"),
    ("hs_code", "absent", "", "Invoice no. 9403500012"),
    ("hs_code", "weak", "9403", "HS code 9403"),
    ("hs_code", "stated", "271019", "Commodity code: 2710 19"),
    ("hs_code", "absent", "placeholder", "海关编码:____"),
    ("country_of_origin", "stated", "cn", "Country of origin: China"),
    ("country_of_origin", "stated", "cn", "原产地:中国"),
    ("country_of_origin", "stated", "vn", "Made in Vietnam"),
    ("country_of_origin", "stated", "cn", "Origin: P.R.C."),
    ("country_of_origin", "stated", "de", "Goods of German origin"),
    ("country_of_origin", "absent", "", "Seller: Foo Ltd, Ningbo, China"),
    ("country_of_origin", "absent", "placeholder", "Country of Origin: ____"),
    ("country_of_origin", "absent", "", "Documents: Certificate of Origin in duplicate"),
    ("country_of_origin", "stated", "cn", "Certificate of Origin: China, Form A"),
    ("country_of_origin", "stated", "cn", "產地:中國"),
    ("country_of_origin", "stated", "cn", "原产国及制造商:中国 某某厂"),
    ("country_of_origin", "stated", "tr", "Country of origin and manufacturers: Turkey"),
    ("country_of_origin", "weak", "", "Zutano Mexican avocados, 20 MT"),
    ("country_of_origin", "stated", "in", "Origin - India"),
    ("country_of_origin", "stated", "cn", "中国制造"),
    ("country_of_origin", "stated", "it", "Goods made in Italy"),
    ("country_of_origin", "stated", "cn", "Country of Origin\tChina"),
    ("country_of_origin", "stated", "vn", "原产于越南"),
    ("country_of_origin", "stated", "br", "Brazilian origin"),
    ("country_of_origin", "absent", "", "Port of loading: Shanghai, China"),
    ("country_of_origin", "absent", "", "Certificate of origin issued by the chamber of commerce"),
    ("country_of_origin", "stated", "bd", "COO: Bangladesh"),
    ("country_of_origin", "stated", "cn", "Goods of Chinese origin"),
    ("country_of_origin", "absent", "", "Made in accordance with the drawing"),
    ("country_of_origin", "stated", "us", "Country of manufacture: USA"),
]


@pytest.mark.parametrize(("name", "state", "words", "text"), WORDINGS)
def test_a_wording_is_read_as_a_person_reads_it(name: str, state: str, words: str, text: str) -> None:
    assert_reads(text, name, state, words)


@pytest.mark.parametrize(
    "words",
    ["SUS304", "SUS 304", "AISI 304", "304 stainless steel", "stainless steel 304 (SUS304)", "1.4301", "304不锈钢", "不锈钢304", "SS304"],
)  # fmt: skip
def test_one_grade_has_one_name(words: str) -> None:
    assert [m.id for m in facts_of(f"Material: {words}").product.materials] == ["304"]


@pytest.mark.parametrize(
    ("description", "parts"),
    [
        ("Flask, inner wall SUS304, outer wall SUS201", {"inner": "304", "outer": "201"}),
        ("保温桶,内胆304不锈钢,外壳201不锈钢", {"inner": "304", "body": "201"}),
        ("Fan, ABS housing, aluminium blades", {"body": "ABS", "core": "aluminium"}),
    ],
)
def test_a_material_belongs_to_the_part_beside_it(description: str, parts: dict[str, str]) -> None:
    found = {m.part: m.id for m in facts_of(table(description)).product.materials}
    assert found == parts


def test_same_material_is_that_of_the_line_before() -> None:
    lines = facts_of(table("Ring box, velvet, 5 x 5 cm", "Watch box, same material, 9 x 9 cm")).product.lines
    assert [m.id for m in lines[1].materials] == [m.id for m in lines[0].materials]


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("royal blue Pantone 286 C", "Pantone 286 C"), ("立柱蓝色RAL 5015", "RAL 5015"), ("navy 19-4027 TCX", "19-4027 TCX"),
        ("white", None), ("黑色Pantone Black 6C", "Pantone Black 6C"),
    ],
)  # fmt: skip
def test_a_colour_has_the_code_that_stands_with_it(words: str, reference: str | None) -> None:
    assert [c.reference for c in facts_of(table(f"Panel, steel, {words}, 20 cm")).product.colours] == [reference]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (table("Storage crate 60 x 40 x 32 cm, PP"), "cm"), (table("Storage crate 60 x 40 x 32, PP"), None),
        ("Item\tSize (mm)\tQty\tPrice\nCrate\t600 x 400 x 320\t100 pcs\t2.00", "mm"),
        (table("Storage crate 60 x 40 x 32, PP", below="All sizes in cm."), "cm"),
    ],
)  # fmt: skip
def test_the_unit_of_a_size_may_stand_elsewhere(text: str, unit: str | None) -> None:
    assert [s.unit for s in facts_of(text).product.sizes if s.kind == "size"] == [unit]


@pytest.mark.parametrize(
    "words",
    ["display 1920 x 1080 pixels", "4 x 4 keypad", "6 x 250 ml", "cable 3 x 2.5 mm²", "1 x 40HQ", "weight ± 2 mm"],
)
def test_figures_joined_by_x_are_not_always_a_size(words: str) -> None:
    assert not [s for s in facts_of(table(f"Gadget {words}")).product.sizes if s.kind == "size" and s.unit is None]


@pytest.mark.parametrize(
    ("text", "of", "value"),
    [
        ("Quantity: 5000 pcs +/- 5%", "quantity", "5"), ("10% more or less in quantity at Seller's option", "quantity", "10"),
        ("数量允许溢短装5%", "quantity", "5"), ("Size 600 x 400 mm ± 2 mm", "size", "2"), ("尺寸公差±1mm", "size", "1"),
        ("Weight 1.8 kg ± 3 %", "weight", "3"),
    ],
)  # fmt: skip
def test_a_tolerance_is_granted_on_something(text: str, of: str, value: str) -> None:
    assert [(t.of, str(t.value)) for t in facts_of(text).product.tolerances] == [(of, value)]


@pytest.mark.parametrize(
    ("digits", "problem"),
    [
        ("940511", ""), ("9405110000", ""), ("94054", "length"), ("1012100", ""), ("770100", "chapter"), ("980100", "national"),
        ("71390", "lost zero"), ("000000", "chapter"),
    ],
)  # fmt: skip
def test_a_customs_code_tells_what_is_wrong_with_it(digits: str, problem: str) -> None:
    assert problem_of(digits) in (problem, "lost zero") if problem == "length" else problem_of(digits) == problem


@pytest.mark.parametrize(
    ("text", "versioned"),
    [
        ("According to buyer's drawing", False), ("按客户图纸生产", False),
        ("According to drawing BW-114 rev C of 2026-10-12 (Annex 2)", True), ("按图纸BW-114第3版(2026-10-12)生产", True),
        ("as per artwork AW-7 dated 3 May 2026", True), ("see data sheet attached", False),
    ],
)  # fmt: skip
def test_a_drawing_is_versioned_by_number_and_revision(text: str, versioned: bool) -> None:
    assert [r.versioned for r in facts_of(text).product.references] == [versioned]


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("Motor: Johnson or equivalent", True), ("电机:万宝至或同等品", True), ("Zipper YKK or similar brand", True),
        ("Tested to EN 71-3 or equivalent standard", False), ("Colour fastness grade 4 or better", False),
        ("Bank guarantee or equivalent security", False),
        ("Motor: Johnson or equivalent, only after the Buyer's written approval", False),
    ],
)  # fmt: skip
def test_leave_to_substitute_is_free_or_bound(text: str, free: bool) -> None:
    assert any(not s.consent for s in facts_of(text).product.substitutions) == free


@pytest.mark.parametrize(
    ("first", "second", "remark", "clash"),
    [
        ("Chafing dish 9 L, body SUS304", "Tray SUS304", "Remark: all items in SUS201", True),
        ("Dish, body SUS304, frame SUS201", "Tray, body SUS304", "Remark: bodies of all dishes mirror-polished", False),
        ("Tote bag cotton, black", "Tote bag cotton, black", "Remark: colour of all items: white", True),
        ("Tote bag cotton, black", "Tote bag cotton, white", "Remark: line 2 in black", True),
        ("Tote bag cotton, black", "Tote bag cotton, white", "Remark: line 2 in white", False),
        ("Chair, ABS, 60 x 40 cm", "Chair, ABS", "All items 60 x 50 cm.", True),
        ("Chair, ABS, 600 x 400 mm", "Chair, ABS", "All items 60 x 40 cm.", False),
        ("保温桶12L,内胆304不锈钢", "保温杯 内胆304不锈钢", "备注:本单内胆均为201不锈钢", True),
        ("Mug, stainless steel", "Mug, SUS304", "All products stainless steel.", False),
        ("Mug SUS304", "Mug SUS304", "All products SUS201 unless the line says otherwise.", False),
        ("Mug SUS304", "Mug SUS304", "All items 1.4301.", False),
        ("Mug SUS304, red", "Mug SUS304, red", "All goods with white logo print.", False),
        ("T-shirt 100% cotton", "T-shirt 100% cotton", "All items 100% polyester.", True),
    ],
)  # fmt: skip
def test_a_remark_contradicts_a_line_or_not(first: str, second: str, remark: str, clash: bool) -> None:
    assert bool(facts_of(table(first, second, below=remark)).product.contradictions) == clash


def test_each_line_lists_its_own_reading() -> None:
    item = item_of(table("Panel, steel, black, 20 cm", "Panel, brass"), "colour")
    assert item.fields["lines"] == ["black", None]
    assert item.value is None


def test_a_charge_sells_no_goods() -> None:
    lines = facts_of(table("Steel mug 8 cm, white", "Mould fee")).product.lines
    assert [line.is_goods for line in lines] == [True, False]


@pytest.mark.parametrize(
    ("description", "trait"),
    [
        ("LED panel light 40 W", "fragile"), ("Cotton T-shirt, navy", "consumer"), ("Hex bolt M8", "colour_free"),
        ("Crude oil", "commodity"), ("Fresh garlic, bulb 50 mm", "dimension_free"), ("充电式电钻 18V", "durable"),
    ],
)  # fmt: skip
def test_goods_have_the_traits_of_their_kind(description: str, trait: str) -> None:
    assert trait in facts_of(table(description)).product.lines[0].traits
