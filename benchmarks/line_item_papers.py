"""Papers with goods lines of known content, in many layouts and formats, made from a seed."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import Any

CENT = Decimal("0.01")
NOUNS = [
    "Garden chair", "LED panel light", "Bamboo cutlery set", "Cotton towel", "Steel bracket", "Ceramic mug",
    "USB charger", "Folding table", "Wall clock", "Rubber gasket", "Silicone spatula", "Travel bag", "Yoga mat",
    "Water bottle", "Desk lamp", "Hex bolt", "Storage crate", "Paper cup", "Aluminium profile", "Door hinge",
    "Total station TS-16", "Freight scale 500", "Pencil case 24", "Bath rug 60", "Phone holder",
]  # fmt: skip
NOUNS_ZH = [
    "花园椅",
    "LED面板灯",
    "竹餐具",
    "棉毛巾",
    "钢支架",
    "陶瓷杯",
    "充电器",
    "折叠桌",
    "挂钟",
    "橡胶垫圈",
    "旅行包",
    "瑜伽垫",
    "保温杯",
    "台灯",
    "六角螺栓",
]
SPECS = [
    "600x400 mm, white", "PP, grey, UV stable", "stainless steel 304", "40W 4000K", "100% cotton 550 gsm",
    "powder coated RAL 9005", "solid beech, oiled", "BPA free, 750 ml", "size 52 x 38 x 41 cm", "M8 x 40, zinc",
]  # fmt: skip
UNITS = ["pcs", "PCS", "sets", "pairs", "ctns", "kg", "MT", "rolls", "m", "boxes"]
UNITS_ZH = ["件", "套", "双", "箱", "公斤", "个", "台"]
UNIT_IDS = {
    "pcs": "piece", "PCS": "piece", "sets": "set", "pairs": "pair", "ctns": "carton", "kg": "kilogram", "MT": "tonne",
    "rolls": "roll", "m": "metre", "boxes": "box", "件": "piece", "套": "set", "双": "pair", "箱": "carton",
    "公斤": "kilogram", "个": "piece", "台": "piece", "Stk": "piece", "dozen": "dozen", "pièces": "piece",
}  # fmt: skip
HEADS = {
    "no": ["No.", "Item", "S/N", "#", "Sr. No."],
    "sku": ["Model", "Art. No.", "Item No.", "Product Code", "Style No."],
    "description": ["Description", "Description of Goods", "Commodity & Specification", "Product Name", "Goods"],
    "quantity": ["Quantity", "Qty", "Q'ty", "QTY", "Order Qty"],
    "unit": ["Unit", "UOM", "Units"],
    "unit_price": ["Unit Price", "U/Price", "Price", "Unit price", "Rate"],
    "amount": ["Amount", "Total", "Total Price", "T/Amount", "Value", "Total Amount"],
    "cartons": ["CTNS", "Cartons", "No. of Ctns"],
    "per_carton": ["PCS/CTN", "Qty/Ctn", "Pcs per carton"],
    "net_weight": ["N.W. (kg)", "NW (KGS)", "Net weight (kg)"],
    "gross_weight": ["G.W. (kg)", "GW (KGS)", "Gross weight (kg)"],
    "cbm": ["CBM", "Volume (m3)", "Meas. (CBM)"],
}


@dataclass
class Line:
    """One goods line; `price_per` is how many counted units the price is for."""

    description: str
    quantity: Decimal
    unit: str
    price: Decimal
    amount: Decimal
    spec: str = ""
    sku: str = ""
    price_per: Decimal = Decimal(1)
    cartons: int = 0
    per_carton: int = 0
    net: Decimal = Decimal(0)
    gross: Decimal = Decimal(0)
    cbm: Decimal = Decimal(0)
    free: bool = False


@dataclass
class Paper:
    """A paper with its truth: what is printed, not what would be right."""

    name: str
    layout: str
    data: bytes
    lines: list[Line]
    currency: str
    total: Decimal | None
    subtotal: Decimal | None = None
    freight: Decimal | None = None
    discount: Decimal | None = None
    fault: str = ""
    faulty_line: int | None = None


@dataclass
class Draft:
    """The content of a paper before it is laid out."""

    rng: random.Random
    lines: list[Line]
    currency: str
    symbol: str
    freight: Decimal | None = None
    discount: Decimal | None = None
    goods: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    fault: str = ""
    faulty_line: int | None = None
    words: dict[str, str] = field(default_factory=dict)

    def head(self, key: str) -> str:
        """The header word chosen for a role."""
        return self.words[key]


def draft(
    rng: random.Random, count: int, fault: str, *, zh: bool = False, charges: bool = True, places: int = 2
) -> Draft:
    """Lines, charges and total; with a fault one printed figure is wrong."""
    currency, symbol = rng.choice([("USD", "USD"), ("USD", "US$"), ("EUR", "EUR"), ("GBP", "GBP"), ("CNY", "RMB")])
    if zh:
        currency, symbol = rng.choice([("CNY", "RMB"), ("USD", "USD"), ("CNY", "人民币")])
    lines = [_line(rng, zh, places) for _ in range(count)]
    made = Draft(rng, lines, currency, symbol)
    made.words = {key: rng.choice(words) for key, words in HEADS.items()}
    if made.words["no"] == "Item":
        made.words["sku"] = "Model"
    if charges and rng.random() < 0.5:
        made.freight = Decimal(rng.randrange(120, 2900, 10))
    if charges and rng.random() < 0.25:
        made.discount = Decimal(rng.randrange(20, 180, 5))
    made.goods = sum((line.amount for line in lines), Decimal(0))
    made.total = made.goods + (made.freight or 0) - (made.discount or 0)
    _spoil(made, fault)
    return made


def _line(rng: random.Random, zh: bool, places: int) -> Line:
    quantity = Decimal(rng.choice([rng.randrange(2, 99), rng.randrange(100, 999), rng.randrange(1000, 24000, 50)]))
    step = Decimal(1).scaleb(-places)
    price = (Decimal(rng.randrange(15, 9900)) / 100).quantize(step) if places else Decimal(rng.randrange(30, 9000))
    price += step * rng.randrange(0, 10) if places > 2 else 0
    noun = rng.choice(NOUNS_ZH if zh else NOUNS)
    per_carton = rng.choice([6, 10, 12, 20, 24, 50])
    cartons = rng.randrange(3, 300)
    line = Line(
        noun, quantity, rng.choice(UNITS_ZH if zh else UNITS), price,
        (quantity * price).quantize(step if places < 2 else CENT),
        spec=rng.choice(SPECS), sku=f"{rng.choice('ABCKTX')}{rng.choice('DLMRS')}-{rng.randrange(100, 9999)}",
        cartons=cartons, per_carton=per_carton,
        net=Decimal(rng.randrange(50, 4000)), cbm=Decimal(rng.randrange(20, 900)) / 100,
    )  # fmt: skip
    line.gross = line.net + rng.randrange(5, 90)
    return line


def _spoil(made: Draft, fault: str) -> None:
    """Make one printed figure wrong, by a swap of digits or a slip."""
    rng = made.rng
    made.fault = fault
    if fault == "total":
        made.total = _slipped(rng, made.total)
    elif fault:
        made.faulty_line = rng.randrange(len(made.lines))
        line = made.lines[made.faulty_line]
        if fault == "amount":
            wrong = _slipped(rng, line.amount)
            if rng.random() < 0.5:
                made.goods += wrong - line.amount
                made.total += wrong - line.amount
            line.amount = wrong
        elif fault == "quantity":
            line.quantity += rng.choice([1, 10, 100]) if line.quantity > 20 else 1
        elif fault == "price":
            line.price += line.price.quantize(Decimal(1)) / 4 + 1


def _slipped(rng: random.Random, value: Decimal) -> Decimal:
    digits = list(str(value))
    places = [
        i
        for i in range(len(digits) - 1)
        if digits[i].isdigit() and digits[i + 1].isdigit() and digits[i] != digits[i + 1]
    ]
    if places and rng.random() < 0.5:
        at = rng.choice(places)
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
        if digits[0] != "0":
            return Decimal("".join(digits))
    return value + rng.choice([-1, 1]) * rng.choice([Decimal(10), Decimal(100), Decimal("9.00")])


def finished(made: Draft, layout: str, suffix: str, data: bytes, *, total: bool = True) -> Paper:
    """The paper with the truth of what it prints."""
    return Paper(
        f"{layout}.{suffix}", layout, data, made.lines, made.currency, made.total if total else None, made.goods,
        made.freight, made.discount, made.fault, made.faulty_line,
    )  # fmt: skip


# -- figures


def english(value: Decimal, places: int | None = None) -> str:
    """1,234.50"""
    places = max(0, -int(value.as_tuple().exponent)) if places is None else places
    return f"{value:,.{places}f}"


def german(value: Decimal, places: int | None = None) -> str:
    """1.234,50"""
    return english(value, places).translate(str.maketrans(",.", ".,"))


def french(value: Decimal, places: int | None = None) -> str:
    """1 234,50 with narrow no-break spaces"""
    return english(value, places).replace(",", "\u202f").replace(".", ",")


def swiss(value: Decimal, places: int | None = None) -> str:
    """1'234.50"""
    return english(value, places).replace(",", "'")


def indian(value: Decimal, places: int = 2) -> str:
    """6,53,720.00"""
    whole, _, rest = f"{value:.{places}f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail]) + (f".{rest}" if rest else "")


def plain(value: Decimal) -> str:
    """A quantity without trailing zeros, grouped."""
    return english(value.normalize() + 0 if value % 1 else value.quantize(Decimal(1)), None if value % 1 else 0)


HEADER_LINES = [
    "PROFORMA INVOICE",
    "No. PI-2026-0{n}   Date: 2026-11-2{d}",
    "Seller: Blue Heron Housewares Co., Ltd.",
    "Buyer: Larkspur Retail GmbH",
]
TERMS = [
    "Price term: FOB Ningbo, Incoterms 2020",
    "Payment: 30% T/T deposit, balance against copy of B/L",
    "Delivery time: 35 days after receipt of the deposit",
    "Packing: export carton, 20 pcs per carton",
    "Validity: 15 days",
]


def opening(rng: random.Random) -> list[str]:
    """The lines above the goods."""
    return [line.format(n=rng.randrange(10, 99), d=rng.randrange(0, 9)) for line in HEADER_LINES]


# -- PDF


def pdf(story: list[object], landscape: bool = False) -> bytes:
    """A PDF of flowables."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    size = (A4[1], A4[0]) if landscape else A4
    SimpleDocTemplate(out, pagesize=size, leftMargin=36, rightMargin=36, topMargin=40, bottomMargin=40).build(story)
    return out.getvalue()


def paragraphs(lines: list[str], font: str = "Helvetica", size: int = 9) -> list[object]:
    """Lines as PDF paragraphs."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle("x", fontName=font, fontSize=size, leading=size * 1.35)
    return [Paragraph(escape(line), style) for line in lines]


def pdf_table(
    rows: list[list[str]], widths: list[int], figures: list[int], look: str, font: str = "Helvetica", repeat: int = 1,
    spans: list[tuple[int, int, int]] | None = None, middle: bool = False,
) -> object:  # fmt: skip
    """A table: look is "grid", "rule", "zebra" or "bare"; `spans` are (row, first, last column)."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    style = ParagraphStyle("c", fontName=font, fontSize=8, leading=10)
    right = ParagraphStyle("r", parent=style, alignment=2)
    cells = [
        [Paragraph(escape(t).replace("\n", "<br/>"), right if c in figures else style) for c, t in enumerate(row)]
        for row in rows
    ]
    made = Table(cells, colWidths=widths, repeatRows=repeat)
    commands: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE" if middle else "TOP")]
    if look == "grid":
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    elif look == "rule":
        commands.append(("LINEBELOW", (0, 0), (-1, 0), 1, colors.black))
    elif look == "zebra":
        commands += [("BACKGROUND", (0, n), (-1, n), colors.whitesmoke) for n in range(2, len(rows), 2)]
    for row, first, last in spans or []:
        commands.append(("SPAN", (first, row), (last, row)))
    made.setStyle(commands)
    return made


def totals_rows(made: Draft, width: int, figure: Callable[..., str], total_word: str = "") -> list[list[str]]:
    """The rows under the goods: subtotal, freight, discount, total; the label in the first cell."""
    rng = made.rng
    rows = []
    if made.freight is not None or made.discount is not None:
        rows.append([rng.choice(["Subtotal", "Sub-total", "Goods total"]), made.goods])
    if made.freight is not None:
        rows.append([rng.choice(["Freight", "Sea freight", "Shipping cost"]), made.freight])
    if made.discount is not None:
        rows.append(
            [
                rng.choice(["Discount", "Less discount", "Special discount"]),
                -made.discount if rng.random() < 0.5 else made.discount,
            ]
        )
    word = total_word or rng.choice(["TOTAL", "Total", "Grand Total", "Total Amount", "TOTAL:"])
    rows.append([word, made.total])
    return [[label, *[""] * (width - 2), f"{made.symbol} {figure(value, 2)}"] for label, value in rows]


def pdf_ruled(rng: random.Random, fault: str) -> Paper:
    """Drawn grid, SKU column, unit in its own column, wrapped descriptions, totals in merged cells."""
    made = draft(rng, rng.randrange(1, 9), fault)
    heads = ["no", "sku", "description", "quantity", "unit", "unit_price", "amount"]
    rows = [[made.head(h) + (f" ({made.symbol})" if h in ("unit_price", "amount") else "") for h in heads]]
    for n, line in enumerate(made.lines, 1):
        rows.append(
            [
                str(n),
                line.sku,
                f"{line.description}, {line.spec}",
                plain(line.quantity),
                line.unit,
                english(line.price),
                english(line.amount),
            ]
        )
    tail = totals_rows(made, 7, english)
    spans = [(len(rows) + n, 0, 5) for n in range(len(tail))]
    table = pdf_table(
        rows + tail, [30, 65, 165, 60, 45, 75, 85], [3, 5, 6], "grid", spans=spans, middle=rng.random() < 0.5
    )
    return finished(made, "pdf-ruled", "pdf", pdf([*paragraphs(opening(rng)), table, *paragraphs(TERMS)]))


def pdf_bare(rng: random.Random, fault: str) -> Paper:
    """No lines at all or one under the header; specification lines below each item; units in the quantity cell."""
    made = draft(rng, rng.randrange(2, 10), fault)
    rows = [
        [made.head("no"), made.head("description"), made.head("quantity"), made.head("unit_price"), made.head("amount")]
    ]
    for n, line in enumerate(made.lines, 1):
        text = (
            f"{line.description}\n{line.spec}\nArt. {line.sku}"
            if rng.random() < 0.6
            else f"{line.description} {line.spec}"
        )
        rows.append(
            [
                str(n),
                text,
                f"{plain(line.quantity)} {line.unit}",
                f"{made.symbol} {english(line.price)}",
                f"{made.symbol} {english(line.amount)}",
            ]
        )
    table = pdf_table(
        rows + totals_rows(made, 5, english), [35, 200, 85, 90, 110], [2, 3, 4], rng.choice(["bare", "rule", "zebra"])
    )
    return finished(made, "pdf-bare", "pdf", pdf([*paragraphs(opening(rng)), table, *paragraphs(TERMS)]))


def pdf_bilingual(rng: random.Random, fault: str) -> Paper:
    """Headers of two lines in English and Chinese, Chinese names, currency and unit inside the header."""
    made = draft(rng, rng.randrange(1, 8), fault, zh=True)
    unit = rng.choice(["件", "套", "个"])
    for line in made.lines:
        line.unit = unit
    rows = [
        [
            "Item\n序号",
            "Description\n品名",
            f"Quantity ({unit})\n数量",
            f"Unit Price\n单价({made.symbol})",
            f"Amount\n金额({made.symbol})",
        ]
    ]
    for n, line in enumerate(made.lines, 1):
        rows.append([str(n), line.description, plain(line.quantity), english(line.price), english(line.amount)])
    tail = [["合计 TOTAL", "", "", "", f"{made.symbol}{english(made.total)}"]]
    if made.freight is not None or made.discount is not None:
        tail = [["小计", "", "", "", english(made.goods)]]
        tail += [["海运费", "", "", "", english(made.freight)]] if made.freight is not None else []
        tail += [["折扣", "", "", "", english(made.discount)]] if made.discount is not None else []
        tail += [["总计", "", "", "", f"{made.symbol}{english(made.total)}"]]
    look = rng.choice(["grid", "zebra", "rule"])
    table = pdf_table(rows + tail, [60, 180, 80, 90, 100], [2, 3, 4], look, font="STSong-Light")
    return finished(
        made,
        "pdf-bilingual",
        "pdf",
        pdf([*paragraphs(["形式发票 PROFORMA INVOICE", "编号: PI-2026-031"], "STSong-Light"), table]),
    )


def pdf_long(rng: random.Random, fault: str) -> Paper:
    """Forty and more lines over several pages, with or without a repeated header."""
    made = draft(rng, rng.randrange(40, 75), fault, charges=False)
    rows = [
        [
            made.head("no"),
            made.head("description"),
            made.head("quantity"),
            made.head("unit"),
            made.head("unit_price"),
            made.head("amount"),
        ]
    ]
    for n, line in enumerate(made.lines, 1):
        rows.append(
            [
                str(n),
                f"{line.description} {line.sku}",
                plain(line.quantity),
                line.unit,
                english(line.price),
                english(line.amount),
            ]
        )
    tail = totals_rows(made, 6, english)
    look, repeat = rng.choice(["grid", "rule", "zebra", "bare"]), rng.choice([0, 1])
    table = pdf_table(rows + tail, [35, 200, 70, 50, 75, 95], [2, 4, 5], look, repeat=repeat)
    return finished(made, "pdf-long", "pdf", pdf([*paragraphs(opening(rng)), table, *paragraphs(TERMS)]))


def pdf_packing(rng: random.Random, fault: str) -> Paper:
    """A wide table with cartons, pieces per carton, weights and volume beside the prices."""
    made = draft(rng, rng.randrange(2, 9), fault, charges=False)
    for line in made.lines:
        line.unit = "pcs"
        line.quantity = Decimal(line.cartons * line.per_carton)
        line.amount = (line.quantity * line.price).quantize(CENT)
    made.goods = made.total = sum((line.amount for line in made.lines), Decimal(0))
    made.faulty_line = None
    _spoil(made, fault)
    heads = [
        "sku",
        "description",
        "cartons",
        "per_carton",
        "quantity",
        "unit_price",
        "amount",
        "net_weight",
        "gross_weight",
        "cbm",
    ]
    rows = [
        [
            made.head(h) + (" (pcs)" if h == "quantity" else f" {made.symbol}" if h == "unit_price" else "")
            for h in heads
        ]
    ]
    for line in made.lines:
        rows.append([
            line.sku, f"{line.description}, {line.spec}", str(line.cartons), str(line.per_carton), plain(line.quantity),
            english(line.price), english(line.amount), english(line.net, 1), english(line.gross, 1), english(line.cbm),
        ])  # fmt: skip
    boxes, pieces = sum(line.cartons for line in made.lines), sum(line.quantity for line in made.lines)
    net, gross = sum(line.net for line in made.lines), sum(line.gross for line in made.lines)
    cbm = sum(line.cbm for line in made.lines)
    rows.append(
        [
            "TOTAL",
            "",
            str(boxes),
            "",
            plain(Decimal(pieces)),
            "",
            english(made.total),
            english(Decimal(net), 1),
            english(Decimal(gross), 1),
            english(Decimal(cbm)),
        ]
    )
    table = pdf_table(rows, [70, 150, 55, 60, 65, 75, 90, 70, 75, 50], list(range(2, 10)), rng.choice(["grid", "rule"]))
    return finished(
        made, "pdf-packing", "pdf", pdf([*paragraphs(opening(rng)), table, *paragraphs(TERMS)], landscape=True)
    )


def pdf_european(rng: random.Random, fault: str) -> Paper:
    """German or Italian headers, 1.234,50, a column for VAT, net total and gross total."""
    made = draft(rng, rng.randrange(2, 8), fault, charges=False)
    made.currency = "EUR"
    for line in made.lines:
        line.unit = "Stk"
    heads = rng.choice([
        ["Pos.", "Artikelnr.", "Bezeichnung", "Menge", "Einheit", "Einzelpreis", "MwSt.", "Gesamtpreis"],
        ["Pos", "Art.-Nr.", "Beschreibung", "Anzahl", "Einh.", "Preis", "USt. %", "Betrag"],
        ["N.", "Codice", "Descrizione", "Q.tà", "U.M.", "Prezzo unitario", "IVA", "Importo"],
    ])  # fmt: skip
    rows = [heads]
    for n, line in enumerate(made.lines, 1):
        rows.append(
            [
                str(n),
                line.sku,
                f"{line.description}, {line.spec}",
                german(line.quantity, 0),
                line.unit,
                f"{german(line.price)} €",
                "19%",
                f"{german(line.amount)} €",
            ]
        )
    rows.append(
        ["Summe netto" if heads[0].startswith("P") else "Totale imponibile", *[""] * 6, f"{german(made.goods)} €"]
    )
    tax = (made.goods * 19 / 100).quantize(CENT)
    rows.append(["zzgl. MwSt. 19%" if heads[0].startswith("P") else "IVA 19%", *[""] * 6, f"{german(tax)} €"])
    made.total = made.total + tax
    rows.append(
        ["Gesamtbetrag" if heads[0].startswith("P") else "Totale fattura", *[""] * 6, f"{german(made.total)} €"]
    )
    table = pdf_table(rows, [30, 70, 150, 45, 45, 70, 45, 75], [3, 5, 6, 7], rng.choice(["rule", "grid", "zebra"]))
    paper = finished(
        made,
        "pdf-european",
        "pdf",
        pdf([*paragraphs(["PROFORMA-RECHNUNG", "Nr. 2026-118", "Datum: 22.11.2026"]), table]),
    )
    paper.freight = tax  # a tax is added like a charge
    return paper


# -- fixed-width and marked text


def text_aligned(rng: random.Random, fault: str) -> Paper:
    """Columns aligned with spaces, as an editor or a terminal shows them."""
    made = draft(rng, rng.randrange(1, 9), fault)
    heads = ["no", "description", "quantity", "unit_price", "amount"]
    rows = [[made.head(h) for h in heads]]
    rows += _numbered_rows(made, " ")
    widths = [max(len(row[c]) for row in rows) + rng.randrange(2, 5) for c in range(5)]
    right = rng.random() < 0.5
    lines = [*opening(rng), "", *(_fixed(row, widths, right) for row in rows)]
    lines.insert(len(opening(rng)) + 2, "-" * sum(widths))
    for label, *_, value in totals_rows(made, 5, english):
        lines.append(_fixed(["", label, "", "", value], widths, right))
    return finished(made, "text-aligned", "txt", "\n".join([*lines, "", *TERMS]).encode())


def _numbered_rows(made: Draft, gap: str) -> list[list[str]]:
    """Number, description, quantity with its unit behind `gap`, price and amount with the currency in front."""
    return [
        [
            str(n),
            f"{line.description} {line.spec}",
            f"{plain(line.quantity)}{gap}{line.unit}",
            f"{made.symbol} {english(line.price)}",
            f"{made.symbol} {english(line.amount)}",
        ]
        for n, line in enumerate(made.lines, 1)
    ]


def _fixed(row: list[str], widths: list[int], right: bool) -> str:
    return "".join(
        t.rjust(w - 2) + "  " if right and c >= 2 else t.ljust(w)
        for c, (t, w) in enumerate(zip(row, widths, strict=True))
    ).rstrip()


def text_tabs(rng: random.Random, fault: str) -> Paper:
    """Tab-separated lines, copied out of a spreadsheet."""
    made = draft(rng, rng.randrange(1, 8), fault)
    heads = ["sku", "description", "quantity", "unit", "unit_price", "amount"]
    lines = ["\t".join(made.head(h) + (f" ({made.symbol})" if h in ("unit_price", "amount") else "") for h in heads)]
    for line in made.lines:
        lines.append(
            "\t".join(
                [
                    line.sku,
                    f"{line.description}, {line.spec}",
                    plain(line.quantity),
                    line.unit,
                    english(line.price),
                    english(line.amount),
                ]
            )
        )
    lines += ["\t".join(row) for row in totals_rows(made, 6, english)]
    return finished(made, "text-tabs", "txt", "\n".join([*opening(rng), "", *lines, "", *TERMS]).encode())


def text_bars(rng: random.Random, fault: str) -> Paper:
    """Columns between vertical bars, as Markdown or as plain text."""
    made = draft(rng, rng.randrange(1, 8), fault)
    heads = ["no", "description", "quantity", "unit_price", "amount"]
    edge = rng.random() < 0.5
    rows = [[made.head(h) for h in heads]]
    rows += _numbered_rows(made, "")
    rows += totals_rows(made, 5, english)
    shown = [" | ".join(row) for row in rows]
    shown.insert(1, " | ".join(["---"] * 5))
    if edge:
        shown = [f"| {row} |" for row in shown]
    suffix = "txt" if made.head("no") == "#" else rng.choice(["md", "txt"])
    return finished(made, "text-bars", suffix, "\n".join([*opening(rng), "", *shown, "", *TERMS]).encode())


def text_captions(rng: random.Random, fault: str) -> Paper:
    """A contract whose only goods stand as captions, English or Chinese."""
    zh = rng.random() < 0.4
    made = draft(rng, 1, fault, zh=zh, charges=False)
    line = made.lines[0]
    if zh:
        body = [
            "销售合同", "合同编号: SC-2026-77",
            f"1. 品名: {line.description}", f"2. 数量: {plain(line.quantity)}{line.unit}",
            f"3. 单价: {made.symbol}{english(line.price)}/{line.unit}",
            f"4. 总金额: {made.symbol}{english(made.total)}",
        ]  # fmt: skip
        line.amount = made.total
    else:
        label = rng.choice(["Commodity", "Description of goods", "Product", "Goods"])
        body = [
            "SALES CONTRACT", "No.: SC-2026-77", f"1. {label}: {line.description}", f"Specification: {line.spec}",
            f"{rng.choice(['2. ', ''])}{rng.choice(['Quantity', 'QUANTITY'])}: {plain(line.quantity)} {line.unit}",
            f"{rng.choice(['3. ', ''])}{rng.choice(['Unit price', 'Price', 'Unit Price'])}: "
            f"{made.symbol} {english(line.price)} per {_singular(line.unit)} FOB Ningbo",
            f"{rng.choice(['4. ', ''])}{rng.choice(['Total amount', 'Total value', 'Total Amount'])}: "
            f"{made.symbol} {english(made.total)}",
        ]  # fmt: skip
        line.amount = made.total
    if fault == "total":
        made.fault, made.faulty_line = "amount", 0
    return finished(made, "text-captions", "txt", "\n".join([*body, *TERMS]).encode())


def _singular(unit: str) -> str:
    return {
        "pcs": "pc",
        "PCS": "PC",
        "sets": "set",
        "pairs": "pair",
        "ctns": "ctn",
        "rolls": "roll",
        "boxes": "box",
    }.get(unit, unit)


def text_groups(rng: random.Random, fault: str) -> Paper:
    """Several goods, each a group of captions."""
    made = draft(rng, rng.randrange(2, 5), fault)
    body = ["COMMERCIAL TERMS OF PROFORMA INVOICE 2026-5", ""]
    numbered = rng.random() < 0.6
    for n, line in enumerate(made.lines, 1):
        body += [f"Item {n}:"] if numbered else []
        body += [
            f"Description: {line.description}, {line.spec}", f"HS Code: 8471.30.01{n}",
            f"Quantity: {plain(line.quantity)} {line.unit}",
            f"Unit Price: {made.symbol} {english(line.price)}",
            f"{'Total Value' if numbered else 'Amount'}: {made.symbol} {english(line.amount)}", "",
        ]  # fmt: skip
    for label, *_, value in totals_rows(made, 5, english):
        body.append(f"{label.rstrip(':').upper()}: {value}")
    return finished(made, "text-groups", "txt", "\n".join([*body, "", *TERMS]).encode())


def text_prose(rng: random.Random, fault: str) -> Paper:
    """Goods in sentences or one-liners."""
    made = draft(rng, 1, "" if fault == "total" else fault, charges=False)
    line = made.lines[0]
    line.unit = rng.choice(["cartons", "pcs", "MT", "sets"])
    quantity, price, amount = plain(line.quantity), english(line.price), english(line.amount)
    unit = {"cartons": "carton", "pcs": "pc", "sets": "set"}.get(line.unit, line.unit)
    sentence = rng.choice([
        f"The Seller agrees to sell and the Buyer agrees to buy {quantity} {line.unit} of {line.description} "
        f"at {made.symbol} {price} per {unit}, total {made.symbol} {amount}.",
        f"{line.description}, {quantity} {line.unit} @ {made.symbol} {price}/{unit} = {made.symbol} {amount}",
        f"{quantity} {line.unit} {line.description} x {made.symbol} {price} = {made.symbol} {amount}",
        f"We offer {quantity} {line.unit} of {line.description} at the price of {made.symbol} {price} per {unit} "
        f"FOB Ningbo, amounting to {made.symbol} {amount} in total.",
    ])  # fmt: skip
    if fault == "total":
        made.fault = "total"
        made.total = _slipped(rng, made.total)
    made.total = made.total if fault == "total" else line.amount
    body = [
        "SALES CONTRACT",
        "1. Goods",
        sentence,
        f"The total contract value is {made.symbol} {english(made.total)}.",
        *TERMS,
    ]
    return finished(made, "text-prose", "txt", "\n".join(body).encode())


def html_table(rng: random.Random, fault: str) -> Paper:
    """An HTML table, Chinese or English, with the currency in the header."""
    zh = rng.random() < 0.6
    made = draft(rng, rng.randrange(1, 7), fault, zh=zh, charges=False)
    heads = ["货物名称", "规格型号", "数量", f"单价({made.symbol})", f"总价({made.symbol})"] if zh else [
        made.head("description"), made.head("sku"), made.head("quantity"),
        f"{made.head('unit_price')} ({made.symbol})", made.head("amount"),
    ]  # fmt: skip
    rows = [f"<tr>{''.join(f'<th>{escape(h)}</th>' for h in heads)}</tr>"]
    for line in made.lines:
        cells = [
            line.description,
            line.sku,
            f"{plain(line.quantity)}{line.unit}",
            english(line.price),
            english(line.amount),
        ]
        rows.append(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in cells)}</tr>")
    label = "合计" if zh else "Total"
    rows.append(f"<tr><td colspan=4>{label}</td><td>{made.symbol} {english(made.total)}</td></tr>")
    title = "购销合同" if zh else "Sales contract"
    page = (
        f"<html><head><meta charset=utf-8></head><body><h1>{title}</h1>"
        f"<table>{''.join(rows)}</table><p>{TERMS[1]}</p></body></html>"
    )
    return finished(made, "html-table", "html", page.encode())


# -- office files


def xlsx_plain(rng: random.Random, fault: str) -> Paper:
    """A worksheet with number formats, a header of two rows, empty rows, totals in merged cells."""
    from openpyxl import Workbook

    made = draft(rng, rng.randrange(1, 12), fault)
    book = Workbook()
    sheet = book.active
    for line in opening(rng):
        sheet.append([line])
    sheet.append([])
    sheet.append(
        [
            made.head("no"),
            made.head("sku"),
            made.head("description"),
            made.head("quantity"),
            made.head("unit"),
            made.head("unit_price"),
            made.head("amount"),
        ]
    )
    below = rng.random() < 0.5
    if below:
        sheet.append(["", "", "", "", "", f"({made.symbol})", f"({made.symbol})"])
    sparse = rng.random() < 0.3
    code = "#,##0.00" if below and rng.random() < 0.5 else f'#,##0.00 "{made.symbol}"'
    for n, line in enumerate(made.lines, 1):
        sheet.append(
            [
                n,
                line.sku,
                f"{line.description}\n{line.spec}",
                float(line.quantity),
                line.unit,
                float(line.price),
                float(line.amount),
            ]
        )
        for column in (6, 7):
            sheet.cell(sheet.max_row, column).number_format = code
        if sparse:
            sheet.append([])
            sheet.cell(sheet.max_row + 1, 1).value = None
    start = sheet.max_row + 1
    for n, (label, *_, _value) in enumerate(totals_rows(made, 7, english)):
        amount = _sum_of(made, label)
        sheet.cell(start + n, 1).value = label
        sheet.cell(start + n, 7).value = float(amount)
        sheet.cell(start + n, 7).number_format = code
        sheet.merge_cells(start_row=start + n, start_column=1, end_row=start + n, end_column=6)
    for n, term in enumerate(TERMS):
        sheet.cell(start + 7 + n, 1).value = term
    _widen(sheet)
    out = io.BytesIO()
    book.save(out)
    return finished(made, "xlsx-plain", "xlsx", out.getvalue())


def _widen(sheet: Any) -> None:
    """Columns as wide as their cells, at most 34 characters; longer words wrap."""
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    for cells in sheet.columns:
        short = [str(c.value) for c in cells if c.value is not None and (c.column > 1 or len(str(c.value)) < 24)]
        longest = max((len(line) for text in short for line in text.split("\n")), default=8)
        sheet.column_dimensions[cells[0].column_letter].width = min(34, longest + 4)
        for cell in cells:
            filled = sum(other.value is not None for other in sheet[cell.row])
            if isinstance(cell.value, str) and filled > 2:
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _sum_of(made: Draft, label: str) -> Decimal:
    folded = label.lower()
    if "sub" in folded or "goods" in folded:
        return made.goods
    if "freight" in folded or "shipping" in folded:
        return made.freight or Decimal(0)
    return made.discount or Decimal(0) if "discount" in folded else made.total


def xlsx_sections(rng: random.Random, fault: str) -> Paper:
    """Sections with heading rows and subtotals, a free line, a grand total."""
    from openpyxl import Workbook

    made = draft(rng, rng.randrange(4, 10), fault, charges=False)
    book = Workbook()
    sheet = book.active
    sheet.append(["PROFORMA INVOICE PI-2026-12"])
    sheet.append([f"Currency: {made.currency}"])
    sheet.append([])
    sheet.append(
        [
            made.head("description"),
            made.head("sku"),
            made.head("quantity"),
            made.head("unit"),
            made.head("unit_price"),
            made.head("amount"),
        ]
    )
    cut = len(made.lines) // 2
    for title, part in (("Indoor goods", made.lines[:cut]), ("Outdoor goods", made.lines[cut:])):
        sheet.append([title])
        sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=6)
        for line in part:
            sheet.append(
                [
                    f"{line.description} {line.spec}",
                    line.sku,
                    float(line.quantity),
                    line.unit,
                    float(line.price),
                    float(line.amount),
                ]
            )
        if fault not in ("amount", "total"):
            sheet.append(["Subtotal", None, None, None, None, float(sum(line.amount for line in part))])
    free = Line("Spare screws", Decimal(30), "sets", Decimal(0), Decimal(0), free=True)
    sheet.append([free.description, "", 30, "sets", "FOC", ""])
    made.lines.append(free)
    sheet.append(["Grand total", None, None, None, None, float(made.total)])
    _widen(sheet)
    out = io.BytesIO()
    book.save(out)
    return finished(made, "xlsx-sections", "xlsx", out.getvalue())


def docx_table(rng: random.Random, fault: str) -> Paper:
    """A Word table with the Incoterm and unit in the header, merged total cells, wrapped cells."""
    made = draft(rng, rng.randrange(1, 7), fault)
    unit = rng.choice(["pcs", "sets", "pairs"])
    for line in made.lines:
        line.unit = unit
    heads = [
        made.head("no"), made.head("description"), f"{made.head('quantity')} ({unit})",
        rng.choice([
            f"FOB Ningbo {made.symbol}/{_singular(unit)}", f"Unit Price ({made.symbol}) FOB Ningbo",
            f"Unit price\n{made.symbol}/{_singular(unit)}",
        ]),
        f"{made.head('amount')} ({made.symbol})",
    ]  # fmt: skip
    rows = [heads]
    for n, line in enumerate(made.lines, 1):
        rows.append(
            [
                str(n),
                f"{line.description}\n{line.spec}",
                plain(line.quantity),
                english(line.price),
                english(line.amount),
            ]
        )
    return finished(made, "docx-table", "docx", docx(opening(rng), rows, totals_rows(made, 5, english), TERMS))


def docx_spaced(rng: random.Random, fault: str) -> Paper:
    """French headers, figures grouped by narrow spaces, decimal comma."""
    made = draft(rng, rng.randrange(2, 7), fault, charges=False)
    made.currency, made.symbol = "EUR", "€"
    for line in made.lines:
        line.unit = "pièces"
    rows = [["Réf.", "Désignation", "Qté", "Unité", "Prix unitaire HT", "Montant HT"]]
    for line in made.lines:
        rows.append(
            [
                line.sku,
                f"{line.description}, {line.spec}",
                french(line.quantity, 0),
                line.unit,
                f"{french(line.price)} €",
                f"{french(line.amount)} €",
            ]
        )
    tail = [["Total général", "", "", "", "", f"{french(made.total)} €"]]
    return finished(made, "docx-spaced", "docx", docx(["FACTURE PROFORMA"], rows, tail, []))


def docx_vertical(rng: random.Random, fault: str) -> Paper:
    """A single item as label and value cells."""
    made = draft(rng, 1, fault, charges=False)
    line = made.lines[0]
    line.amount = made.total
    rows = [
        ["Commodity", line.description], ["Specification", line.spec],
        ["Quantity", f"{plain(line.quantity)} {line.unit}"],
        ["Unit price", f"{made.symbol} {english(line.price)}/{_singular(line.unit)}"],
        ["Total amount", f"{made.symbol} {english(made.total)}"],
        ["Packing", "export cartons"], ["Shipment", "within 35 days after receipt of deposit"],
    ]  # fmt: skip
    if fault == "total":
        made.fault, made.faulty_line = "amount", 0
    return finished(made, "docx-vertical", "docx", docx(["SALES CONFIRMATION"], rows, [], TERMS[1:2]))


def docx_per(rng: random.Random, fault: str) -> Paper:
    """Prices per dozen, per 1,000 pieces or per tonne beside quantities in pieces or kilograms."""
    made = draft(rng, rng.randrange(1, 6), "", charges=False)
    kind, per, unit, raw = rng.choice(
        [
            ("doz", 12, "pcs", "/doz"),
            ("1,000 pcs", 1000, "pcs", " per 1,000 pcs"),
            ("MT", 1000, "kg", "/MT"),
            ("M", 1000, "pcs", "/M"),
        ]
    )
    for line in made.lines:
        line.unit, line.price_per = unit, Decimal(per)
        line.quantity = Decimal(per * rng.randrange(2, 90))
        line.amount = (line.quantity / per * line.price).quantize(CENT)
    made.goods = made.total = sum((line.amount for line in made.lines), Decimal(0))
    _spoil(made, "amount" if fault in ("price", "quantity") else fault)
    header = f"Unit price ({made.symbol}/{kind})" if rng.random() < 0.5 else "Unit price"
    rows = [["No.", "Description", "Quantity", header, "Amount"]]
    for n, line in enumerate(made.lines, 1):
        price = english(line.price) if "(" in header else f"{made.symbol} {english(line.price)}{raw}"
        rows.append(
            [
                str(n),
                f"{line.description} {line.sku}",
                f"{plain(line.quantity)} {unit}",
                price,
                f"{made.symbol} {english(line.amount)}",
            ]
        )
    return finished(made, "docx-per", "docx", docx(opening(rng), rows, totals_rows(made, 5, english), []))


def docx(before: list[str], rows: list[list[str]], tail: list[list[str]], after: list[str]) -> bytes:
    """A Word file with one table; the rows of `tail` have their first cells merged."""
    from docx import Document
    from docx.shared import Mm

    document = Document()
    for line in before:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    table.autofit = False
    longest = [max(len(line) for row in rows for line in row[c].split("\n")) for c in range(len(rows[0]))]
    share = [max(5, min(24, n)) + 2 for n in longest]
    for row in rows:
        for cell, text, part in zip(table.add_row().cells, row, share, strict=True):
            cell.text = text
            cell.width = Mm(170 * part / sum(share))
    for column, part in zip(table.columns, share, strict=True):
        column.width = Mm(170 * part / sum(share))
    for row in tail:
        cells = table.add_row().cells
        cells[0].merge(cells[-2]).text = row[0]
        cells[-1].text = row[-1]
    for line in after:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_indian(rng: random.Random, fault: str) -> Paper:
    """Indian grouping, tax columns, HSN codes."""
    made = draft(rng, rng.randrange(1, 6), fault, charges=False)
    made.currency, made.symbol = "INR", "INR"
    for line in made.lines:
        line.unit = rng.choice(["pcs", "sets", "kg"])
    rows = [["Sl. No.", "Item & Description", "HSN/SAC", "Qty", "Rate", "Amount (INR)"]]
    for n, line in enumerate(made.lines, 1):
        rows.append(
            [
                str(n),
                f"{line.description}\n{line.spec}",
                str(rng.randrange(300000, 990000)),
                f"{indian(line.quantity, 0)} {line.unit}",
                indian(line.price),
                indian(line.amount),
            ]
        )
    tail = [["", "", "", "", "Total", indian(made.total)]]
    table = pdf_table(rows + tail, [45, 180, 60, 75, 75, 85], [3, 4, 5], rng.choice(["grid", "rule", "bare"]))
    return finished(made, "pdf-indian", "pdf", pdf([*paragraphs(opening(rng)), table]))


def xlsx_yen(rng: random.Random, fault: str) -> Paper:
    """A currency without decimals, the code in a column of its own."""
    from openpyxl import Workbook

    made = draft(rng, rng.randrange(2, 8), fault, charges=False, places=0)
    made.currency = made.symbol = rng.choice(["JPY", "KRW", "VND"])
    book = Workbook()
    sheet = book.active
    sheet.append(["QUOTATION Q-26-8"])
    sheet.append(
        [
            made.head("sku"),
            made.head("description"),
            made.head("quantity"),
            "Unit",
            "Currency",
            made.head("unit_price"),
            made.head("amount"),
        ]
    )
    for line in made.lines:
        sheet.append(
            [
                line.sku,
                line.description,
                float(line.quantity),
                line.unit,
                made.currency,
                float(line.price),
                float(line.amount),
            ]
        )
    sheet.append(["Total", None, None, None, made.currency, None, float(made.total)])
    _widen(sheet)
    out = io.BytesIO()
    book.save(out)
    return finished(made, "xlsx-yen", "xlsx", out.getvalue())


LAYOUTS: tuple[Callable[[random.Random, str], Paper], ...] = (
    pdf_ruled, pdf_bare, pdf_bilingual, pdf_long, pdf_packing, pdf_european, pdf_indian,
    text_aligned, text_tabs, text_bars,
    text_captions, text_groups, text_prose, html_table, xlsx_plain, xlsx_sections, xlsx_yen, docx_table, docx_spaced,
    docx_vertical, docx_per,
)  # fmt: skip
FAULTS = ("amount", "price", "quantity", "total")


def make_papers(seed: int, count: int, faults: bool = False) -> list[Paper]:
    """`count` papers, the layouts in turn; with `faults` each prints one wrong figure."""
    papers = []
    for number in range(count):
        rng = random.Random(f"{seed}-{number}")
        layout = LAYOUTS[number % len(LAYOUTS)]
        fault = FAULTS[number // len(LAYOUTS) % len(FAULTS)] if faults else ""
        paper = layout(rng, fault)
        paper.name = f"{number:04d}-{paper.name}"
        papers.append(paper)
    return papers
