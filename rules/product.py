"""Product: whether the paper says what was sold, so that another thing can be called wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tradelint.facts import Facts
from tradelint.facts.numbers_units import units
from tradelint.facts.product_types import GoodsLine
from tradelint.rule import Problem, rule
from tradelint.rules.amounts import line_name, shown, tolerance

BULK = ("weight", "length", "area", "volume")
DEFINED_BY_PARTS = ("electronics", "appliance", "machine", "vehicle", "energy")


def goods(facts: Facts) -> tuple[GoodsLine, ...]:
    """The lines that sell goods, with a description to judge."""
    return tuple(line for line in facts.product.lines if line.is_goods and line.description is not None)


def named(facts: Facts, line: GoodsLine) -> str:
    """`line 2`."""
    return f"line {line_name(facts, line.item)}"


def described_elsewhere(facts: Facts, line: GoodsLine) -> bool:
    """Whether the line points to a drawing, data sheet or annex that is identified."""
    own = [*line.references, *(r for r in facts.product.references if r.line is None)]
    return any(reference.versioned or reference.annex for reference in own)


def line_names(facts: Facts, lines: list[GoodsLine]) -> str:
    """`1`, `1-12`, `2, 4, 7 and 5 more`: the names of lines as people would list them."""
    names = [line_name(facts, line.item) for line in lines]
    places = [line.index for line in lines]
    if len(names) > 2 and places == list(range(places[0], places[0] + len(places))):
        return f"{names[0]}-{names[-1]}"
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def lines_without(facts: Facts, lacking: list[GoodsLine], what: str) -> Iterator[Problem]:
    """One finding for all lines that lack something."""
    if lacking:
        names = line_names(facts, lacking)
        plural = "lines" if len(lacking) > 1 else "line"
        yield Problem(
            f"{plural} {names} name{'' if len(lacking) > 1 else 's'} no {what}",
            at=lacking[0].description or lacking[0],
            beside=tuple(line.description or line for line in lacking[1:6]),
            subject=what,
            slots={"n": names},
        )


@rule(
    "PRD001", "product-description-missing", severity="error", kinds="both", side="any", core=True, absence=True,
    item="product_description",
    silences={"PRD002": "all", "PRD003": "all", "PRD004": "all", "PRD005": "all", "PRD008": "all"},
    bad=[
        "PROFORMA INVOICE\nItem: goods as per our WeChat talk, 1 lot, USD 12,000",
        "形式发票\n货物:按聊天记录,一批\n总价:USD 12,000",
        "PROFORMA INVOICE\nNo.: 17\nTotal: USD 4,300.00\nPayment: T/T in advance",
    ],
    good=[
        "Item\tQty\tPrice (USD)\tAmount (USD)\nLED panel light, aluminium frame, 600 x 600 x 10 mm, 40 W, model SL-6060-40\t100 pcs\t11.50\t1,150.00",
        "品名\t数量\t单价\nLED面板灯,铝框,600×600×10mm,40W,白色RAL 9016,型号SL-6060-40\t100只\t11.50",
        "Commodity: canned peaches in syrup, 820 g\nQuantity: 4400 cartons",
    ],
    source="checklist of the source articles: product description; CISG art. 14(1), 35(1); 19 CFR 141.86(a)(3)",
)  # fmt: skip
def product_description_missing(facts: Facts, *, min_words: int = 2) -> Iterator[Problem]:
    """The paper does not say what is sold.

    Why: a platform or court judges conformity against what the paper says was sold; with nothing described there is nothing to
    claim on.
    Fix: "Goods: {product|name of the goods}, model {model|number}, material {material|grade}, dimensions
    {dimensions|size with unit} ± {tolerance|tolerance}, colour {colour|colour reference}; specification no.
    {specification|number} dated {date} is attached."
    Fix (zh): "货物:{product|品名},型号{model|型号},材质{material|材质牌号},尺寸{dimensions|尺寸及单位}±{tolerance|公差},颜色{colour|色号},详见所附规格书{specification|编号}({date|日期})。"
    """
    told = [d for d in facts.product.descriptions if d.is_goods and not d.empty]
    if any(d.count >= min_words or d.han >= 2 * min_words or d.pointed or (d.prose and d.told) for d in told):
        return
    empty = next((d for d in facts.product.descriptions if d.empty), None)
    if empty is not None:
        yield Problem(f"the goods are not described: {empty.words[:80]}", at=empty, stated=empty.words[:80])
    elif not any(d.told for d in told) and not facts.reading.hits("order_kinds.identity"):
        yield Problem("no description of the goods found")


@rule(
    "PRD002", "description-too-thin", severity="warning", kinds="both", side="any",
    bad=[
        "Item\tQty\tPrice (USD)\tAmount (USD)\nLED fan\t200 pcs\t11.50\t2,300.00",
        "品名\t数量\t单价(USD)\t金额(USD)\n落地风扇\t200台\t11.50\t2,300.00",
        "Item\tQty\tPrice (USD)\tAmount (USD)\nCotton bag, natural\t5,000 pcs\t0.80\t4,000.00",
    ],
    good=[
        "Item\tQty\tPrice (USD)\tAmount (USD)\nLED fan model F-16, ABS housing, Ø 400 mm, 45 W, 3 speeds, white, per drawing F16-03 rev B\t200 pcs\t11.50\t2,300.00",
        "Item\tQty\tPrice (USD)\tAmount (USD)\nUrea, nitrogen 46 % min, granular\t500 MT\t310.00\t155,000.00",
        "品名\t数量\t单价(USD)\t金额(USD)\n落地风扇,型号F-16,ABS外壳,直径400mm,45W,白色\t200台\t11.50\t2,300.00",
    ],
    source="source articles: be specific, and the story of the 500 T-shirts",
)  # fmt: skip
def description_too_thin(facts: Facts, *, min_attributes: int = 3) -> Iterator[Problem]:
    """A line says too little to hold the seller to it.

    Why: two words ("LED fan") let any LED fan be delivered.
    Fix: Add to line {n|number}: {missing_attributes|model, material, size, colour}.
    Fix (zh): 第{n|项次}项请补充:{missing_attributes|型号、材质、尺寸、颜色}。
    """
    thin = []
    for line in goods(facts):
        kinds = {attribute.kind: attribute.weight for attribute in line.attributes}
        needed = 1 if "commodity" in line.traits else min_attributes
        if sum(kinds.values()) < needed and not described_elsewhere(facts, line):
            thin.append((line, kinds))
    if not thin:
        return
    first, kinds = thin[0]
    wanted = [kind for kind in ("material", "size", "colour", "model", "performance") if kind not in kinds]
    names = line_names(facts, [line for line, _ in thin])
    yield Problem(
        f"line{'s' if len(thin) > 1 else ''} {names}: the description fixes {sum(kinds.values())} of {min_attributes} attributes; missing: {', '.join(wanted[:4])}",
        at=first.description or first,
        beside=tuple(line.description or line for line, _ in thin[1:6]),
        slots={"n": names, "missing_attributes": ", ".join(wanted[:4])},
    )


@rule(
    "PRD003", "material-unspecified", severity="warning", kinds="both", side="buyer", core=True, item="material",
    absence=True,
    silences={"PRD002": "same"},
    bad=[
        "Item\tQty\tPrice (USD)\nWater bottle 500 ml, silver, model B-5\t1,000 pcs\t2.00",
        "品名\t数量\t单价(USD)\n保温杯 500ml 银色\t1000个\t2.00",
        "Item\tQty\tPrice (USD)\nFolding chair 45 x 50 x 80 cm, grey\t400 pcs\t9.00",
    ],
    good=[
        "Item\tQty\tPrice (USD)\nWater bottle 500 ml, inner wall stainless steel 304, lid PP food grade\t1,000 pcs\t2.00",
        "品名\t数量\t单价(USD)\n保温杯,内胆304不锈钢,外壳201,PP食品级盖\t1000个\t2.00",
        "Item\tQty\tPrice (USD)\nInjection mould fee\t1 set\t2,000.00",
    ],
    source="checklist of the source articles: materials; customs classification",
)  # fmt: skip
def material_unspecified(facts: Facts) -> Iterator[Problem]:
    """A goods line names no material.

    Why: material is where the price is quietly saved (304 to 201 steel, virgin to recycled resin), and what customs classify by.
    Fix: "Material of line {n|number}: {material|part and grade} ({standard}); no change of material without the Buyer's
    written consent."
    Fix (zh): "第{n|项次}项材质:{material|部件及牌号}({standard|标准});未经买方书面同意不得更改材质。"
    """
    general = any(material.line is None for material in facts.product.materials)
    lacking = [
        line
        for line in goods(facts)
        if not line.materials
        and not any(attribute.kind == "grade" for attribute in line.attributes)
        and not general
        and not described_elsewhere(facts, line)
        and not set(line.categories) & set(DEFINED_BY_PARTS)
        and "commodity" not in line.traits
    ]
    yield from lines_without(facts, lacking, "material")


@rule(
    "PRD004", "dimensions-unspecified", severity="warning", kinds="both", side="buyer", core=True, item="dimensions",
    absence=True,
    silences={"PRD002": "same"},
    bad=[
        "Item\tQty\tPrice (USD)\nCotton tote bag, natural, printed logo\t5,000 pcs\t0.80",
        "品名\t数量\t单价(USD)\n棉布袋 本色\t5000个\t0.80",
        "Item\tQty\tPrice (USD)\nOak dining table, oiled\t40 pcs\t210.00\nPacking: cartons 90 x 60 x 20 cm",
    ],
    good=[
        "Item\tQty\tPrice (USD)\nCotton tote bag 38 x 42 cm, 140 gsm, handles 70 cm\t5,000 pcs\t0.80",
        "品名\t数量\t单价(USD)\n棉布袋38×42cm,140克,提手70cm\t5000个\t0.80",
        "Item\tQty\tPrice (USD)\nCanned peaches, 820 g net\t4,400 cartons\t6.10",
    ],
    source="checklist of the source articles: dimensions",
)  # fmt: skip
def dimensions_unspecified(facts: Facts) -> Iterator[Problem]:
    """A goods line has no size, weight or capacity.

    Why: without a nominal size no tolerance can be breached.
    Fix: "Dimensions of line {n|number}: {L x W x H|length x width x height} cm, tolerance ± {t|tolerance} cm."
    Fix (zh): "第{n|项次}项尺寸:{L x W x H|长×宽×高} cm,公差±{t|公差} cm。"
    """
    general = any(size.line is None and size.of == "goods" for size in facts.product.sizes)
    measured = ("weight", "length", "area", "volume")
    lacking = []
    for line in goods(facts):
        sold_by = line.item.quantity.unit if line.item.quantity else None
        by_measure = sold_by in units() and units()[sold_by].kind in measured
        if any(size.of == "goods" for size in line.sizes) or general or by_measure or described_elsewhere(facts, line):
            continue
        if set(line.categories) & set(DEFINED_BY_PARTS) and any(
            a.kind in ("model", "performance") for a in line.attributes
        ):
            continue
        lacking.append(line)
    yield from lines_without(facts, lacking, "size, weight or capacity")


@rule(
    "PRD005", "colour-unreferenced", severity="warning", kinds="both", side="buyer", core=True, strict=("plain",), item="colour",
    absence=True,
    bad=[
        "Item\tQty\tPrice (USD)\nT-shirt, cotton 180 gsm, royal blue, own logo print\t500 pcs\t4.00",
        "品名\t数量\t单价(USD)\nT恤,棉,180克,宝蓝色,印客户logo\t500件\t4.00",
        "Item\tQty\tPrice (USD)\nSteel cabinet 80 x 40 x 180 cm, navy\t50 pcs\t70.00",
    ],
    good=[
        "Item\tQty\tPrice (USD)\nT-shirt, cotton 180 gsm, royal blue Pantone 286 C\t500 pcs\t4.00",
        "品名\t数量\t单价(USD)\nT恤,棉,180克,宝蓝色 潘通286C\t500件\t4.00",
        "Item\tQty\tPrice (USD)\nHex bolt M8 x 40, steel 8.8\t5,000 pcs\t0.10",
    ],
    source="checklist of the source articles: colours, and the story of the misprinted shirts",
)  # fmt: skip
def colour_unreferenced(facts: Facts) -> Iterator[Problem]:
    """A colour is named and nothing makes it testable.

    Why: "navy" has hundreds of shades; misprinted colours are a classic refund case that only a reference wins.
    Fix: "Colour {name|of the goods}: {colour reference}, as the swatch signed by both parties."
    Fix (zh): "颜色{name|名称}:{colour reference|色卡号},以双方签字的色样为准。"
    """
    if any(colour.line is None and colour.reference for colour in facts.product.colours):
        return
    for line in goods(facts):
        if (
            "colour_free" in line.traits
            or any(colour.reference for colour in line.colours)
            or described_elsewhere(facts, line)
        ):
            continue
        loose = [colour for colour in line.colours if not colour.reference]
        if not loose:
            continue
        custom = line.customised or facts.product.customised
        plain = all(colour.plain for colour in loose) and not custom
        words = ", ".join(dict.fromkeys(colour.words for colour in loose))
        yield Problem(
            f"{named(facts, line)}: {words} without a colour reference",
            at=loose[0],
            part="plain" if plain else None,
            stated=words,
            subject="colour",
            slots={"name": words},
        )
        return


@rule(
    "PRD006", "quantity-or-unit-missing", severity="error", kinds="both", side="any", core=True, absence=True,
    parts={"unit": "warning"},
    bad=[
        "Item\tQty\tUnit price (USD)\nBamboo cutlery set, 4 pieces\tas required\t1.20",
        "品名\t数量\t单价(USD)\n竹餐具,4件套\t若干\t1.20",
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nBamboo tray 30 x 20 cm\t500\t2.40\t1,200.00\nBamboo bowl 15 cm\t0\t1.40\t0.00",
    ],
    good=[
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nBamboo cutlery set (fork, knife, spoon, pouch)\t12,000 sets\t1.20\t14,400.00",
        "Item\tQty (pcs)\tUnit price (USD)\tAmount (USD)\nBamboo tray 30 x 20 cm\t500\t2.40\t1,200.00",
        "品名\t数量\t单价(USD)\t金额(USD)\n竹餐具\t12000套\t1.20\t14,400.00",
    ],
    source="CISG art. 14(1); 19 CFR 141.86(a)(4)",
)  # fmt: skip
def quantity_or_unit_missing(facts: Facts) -> Iterator[Problem]:
    """A goods line has no quantity, or one without a unit.

    Why: an offer that fixes no quantity may not bind, and short delivery can't be shown.
    Fix: Write the quantity of {n|each line} with its unit, and a tolerance if one is meant: 12,000 pcs ± 3 %.
    Fix (zh): 写明每项数量及单位,允许溢短装的写明比例,如12000件±3%。
    """
    unitless = []
    for line in goods(facts):
        quantity = line.item.quantity
        name = named(facts, line)
        if quantity is None:
            if line.item.unit_price is not None or line.item.amount is not None:
                yield Problem(f"{name} has no quantity", at=line.description or line, subject=name)
        elif quantity.value is None and not quantity.ambiguous:
            yield Problem(
                f"{name}: {facts.document.quote(quantity.span, 40)} is no quantity", at=quantity, subject=name
            )
        elif quantity.value is not None and quantity.value <= 0 and not facts.is_template:
            yield Problem(f"{name} has the quantity {quantity.value}", at=quantity, subject=name)
        elif quantity.unit is None and not quantity.raw_unit:
            unitless.append((line, quantity))
    if unitless:
        names = ", ".join(line_name(facts, line.item) for line, _ in unitless[:6])
        yield Problem(f"line {names}: the quantity has no unit", at=unitless[0][1], part="unit", subject="unit")


@rule(
    "PRD007", "unit-ambiguous", severity="warning", kinds="both", side="any", parts={"vague": "warning"},
    bad=[
        "Item\tQty\tUnit price (USD)\nSteel wire 2.5 mm, low carbon\t20 tons\t815.00",
        "品名\t数量\t单价(USD)\n镀锌钢丝2.5mm\t约20吨\t815.00",
        "Item\tQty\tUnit price (USD)\nPlastic resin HDPE, grade 5502\t25,000 kg\t1.10",
    ],
    good=[
        "Item\tQty\tUnit price (USD)\nSteel wire 2.5 mm, 20.000 MT net weight, ± 3 % at Seller's option\t20 MT\t815.00\nQuantity ± 3 % more or less",
        "Item\tQty\tUnit price (USD)\nSteel mug 8 cm\t500 pcs\t2.00",
        "Item\tQty\tUnit price (USD)\nCutlery set: 1 fork, 1 knife, 1 spoon\t500 sets\t2.00",
    ],
    source="CISG art. 56; UCP 600 art. 30(a), (b); UN/ECE Rec. 20",
)  # fmt: skip
def unit_ambiguous(facts: Facts, *, bulk_tolerance_required: bool = True) -> Iterator[Problem]:
    """The unit leaves open how much is sold.

    Why: a short ton is 9.3 % lighter than a tonne, and an undefined set loses a piece.
    Fix: Write the unit out (metric tons of 1,000 kg; what a set holds), the tolerance in per cent and which weight is
    invoiced.
    Fix (zh): 写明计量单位(吨按1000公斤;一套包括哪些)、溢短装比例及计价重量。
    """
    tolerated = is_tolerated(facts)
    for line in goods(facts):
        quantity = line.item.quantity
        if quantity is None or quantity.unit not in units():
            continue
        unit = units()[quantity.unit]
        said = facts.document.quote(quantity.span, 30)
        words = line.description.words if line.description else ""
        listed = (
            any(mark in words for mark in (":", "(", "+", "=", "：", "（", "、")) or line.item.per_carton is not None
        )
        if unit.ambiguous and not (unit.kind in ("count", "package") and listed):
            yield Problem(f"{named(facts, line)}: {said}: {unit.ambiguous}", at=quantity, stated=said, subject="unit")
            return
        if bulk_tolerance_required and unit.kind in BULK and not tolerated:
            yield Problem(
                f"{named(facts, line)}: {said} of bulk goods without a tolerance",
                at=quantity,
                stated=said,
                subject="tolerance",
            )
            return


def is_tolerated(facts: Facts) -> bool:
    """Whether the paper lets the quantity vary; "moisture 7 % ± 2 %" is about another thing."""
    loose = [t for t in facts.product.tolerances if t.of == "other" and t.unit == "%" and not t.nominal]
    if facts.product.quantity_tolerances or loose:
        return True
    read = [t.span for t in facts.product.tolerances]
    cues = [c for c in facts.reading.cues("quantity_tolerance") if not any(span.overlaps(c.span) for span in read)]
    return any("%" in facts.reading.fold_of(facts.reading.sentence_at(cue.span)) for cue in cues)


@rule(
    "PRD008", "specification-unversioned", severity="warning", kinds="both", side="any",
    bad=["Goods to be made according to buyer's drawing.", "按客户图纸生产", "Specification: as per data sheet"],
    good=[
        "Goods to be made according to drawing BW-114 rev C of 2026-10-12 (Annex 2).\nAnnex 2: drawing BW-114 rev C of 2026-10-12",
        "按图纸BW-114第3版(2026-10-12)生产",
        "Steel mug 8 cm, white, 100 pcs",
    ],
    source="source articles: claims rest on what the contract says; drafting practice",
)  # fmt: skip
def specification_unversioned(facts: Facts) -> Iterator[Problem]:
    """A drawing, data sheet or artwork is cited without number and version.

    Why: later nobody can show which one was meant.
    Fix: "Goods made to {document|drawing} no. {specification|number}, revision {rev|revision}, dated {date}."
    Fix (zh): "货物按图纸{specification|图号}第{rev|版次}版({date|日期})生产。"
    """
    loose = [reference for reference in facts.product.references if not reference.versioned and not reference.elsewhere]
    if loose:
        first = loose[0]
        words = facts.document.quote(first.span, 60)
        yield Problem(
            f"{words}: without number and version",
            at=first,
            beside=tuple(loose[1:5]),
            stated=words,
            slots={"document": first.kind},
        )


@rule(
    "PRD009", "substitution-allowed", severity="warning", kinds="both", side="buyer",
    bad=["Motor: Johnson or equivalent", "电机:万宝至或同等品", "Zipper YKK or similar"],
    good=[
        "Motor: Johnson HC683; any other motor only after the Buyer's written approval of a sample",
        "Tested to EN 71-3 or equivalent standard",
        "电机:万宝至RS-385;更换须经买方书面同意",
    ],
    source="sourcing practice; CISG art. 35",
)  # fmt: skip
def substitution_allowed(facts: Facts) -> Iterator[Problem]:
    """The seller may deliver something else than what is described.

    Why: "or equivalent" is decided by the one who buys the part.
    Fix: "The Seller shall not substitute any material or part without the Buyer's prior written approval."
    Fix (zh): "未经买方事先书面同意,卖方不得更换任何材料或部件。"
    """
    for leave in facts.product.substitutions:
        if not leave.consent:
            yield Problem(
                f"something else may be delivered: {leave.words}",
                at=leave,
                stated=leave.words,
                slots={"item": leave.of},
            )
            return


@rule(
    "PRD010", "customs-data-missing", severity="warning", kinds="both", side="any", parts={"contract": "info", "national": "info", "required": "error"},
    absence=("missing", "required", "contract"),
    bad=[
        "PROFORMA INVOICE\nItem\tHS code\tQty\nLED panel 60 x 60 cm\t94054\t100 pcs",
        "形式发票\n品名\t数量\nLED面板灯 60×60cm\t100只",
        "PROFORMA INVOICE\nLED panel 60 x 60 cm, 100 pcs\nHS code: 9405.11",
    ],
    good=[
        "PROFORMA INVOICE\nLED panel 60 x 60 cm, 100 pcs\nHS code: 9405.11\nCountry of origin: China",
        "形式发票\nLED面板灯 60×60cm 100只\nHS编码:9405110000\n原产国:中国",
        "PROFORMA INVOICE\nItem\tHS code\tOrigin\tQty\nLED panel\t94051100\tChina\t100 pcs",
    ],
    source="19 CFR 141.86; Form M and LCAF practice; WCO HS 2022",
)  # fmt: skip
def customs_data_missing(
    facts: Facts, *, hs_required_countries: tuple[str, ...] = ("BD", "NG", "IN", "IR", "PK", "EG")
) -> Iterator[Problem]:
    """The customs code or the country of origin is missing or impossible.

    Why: the importer's customs, licence and duty are settled by both before the goods leave.
    Fix: "HS code: {hs|6 digits or more}; country of origin: {country}"
    Fix (zh): "HS编码:{hs|6位以上};原产国:{country|国家}"
    """
    product = facts.product
    for code in product.hs_codes:
        said = facts.document.quote(code.span, 20)
        if code.problem == "national":
            yield Problem(f"{said} is a national chapter", at=code, part="national", stated=said)
        elif code.problem == "lost zero":
            yield Problem(
                f"{said} has lost its leading zero: 0{code.digits}", at=code, stated=said, expected=f"0{code.digits}"
            )
            return
        elif code.problem:
            what = "6 to 10 digits" if code.problem == "length" else "a chapter of the HS"
            yield Problem(f"{said} is no customs code: {what} expected", at=code, stated=said)
            return
    origins = [origin for origin in product.origins if origin.kind != "name" and not origin.component]
    lacks = [name for name, said in (("HS code", product.hs_codes), ("country of origin", origins)) if not said]
    if not lacks or (facts.lines and not goods(facts)):
        return
    buyer = facts.parties.buyer
    strict = buyer is not None and buyer.country in hs_required_countries and "HS code" in lacks
    contract = facts.kind.name in ("sales_contract", "purchase_order")
    yield Problem(
        f"no {' and no '.join(lacks)} found",
        part="required" if strict else "contract" if contract else "missing",
        subject=" ".join(lacks),
    )


@rule(
    "PRD011", "specification-contradicted", severity="error", kinds="both", side="any",
    bad=[
        "Item\tQty\tPrice (USD)\nChafing dish 9 L, SUS304\t100 pcs\t31.00\nRemark: all items in SUS201, mirror finish",
        "品名\t数量\t单价(USD)\n保温桶12L,内胆304不锈钢\t100只\t31.00\n备注:全部产品内胆均为201不锈钢",
        "Item\tQty\tPrice (USD)\nTote bag 38 x 42 cm, black\t100 pcs\t1.00\nRemark: colour of all items: white",
    ],
    good=[
        "Item\tQty\tPrice (USD)\nChafing dish 9 L, body SUS304, frame SUS201\t100 pcs\t31.00\nRemark: bodies of all dishes mirror-polished",
        "品名\t数量\t单价(USD)\n保温桶12L,内胆304,外壳201\t100只\t31.00\n备注:内胆均为304,镜面抛光",
        "Item\tQty\tPrice (USD)\nTote bag 38 x 42 cm, black\t100 pcs\t1.00\nPacking: white cartons",
    ],
    source="source articles: detailed specifications; CISG art. 8, 35",
)  # fmt: skip
def specification_contradicted(facts: Facts) -> Iterator[Problem]:
    """A remark gives another value than the goods line.

    Why: the cheaper one will be delivered, and both stand in the contract.
    Fix: Keep {a|one} or {b|the other} as {attribute|the value} of line {n|number}, and delete the rest.
    Fix (zh): 第{n|项次}项{attribute|该参数}只保留{a|其一}或{b|其二},删除其余。
    """
    for clash in facts.product.contradictions:
        yield Problem(
            f"{clash.attribute}: {clash.stated} here and {clash.expected} there",
            at=clash,
            beside=(clash.other,),
            stated=clash.stated,
            expected=clash.expected,
            subject=clash.attribute,
            slots={"attribute": clash.attribute, "a": clash.expected, "b": clash.stated},
        )


@rule(
    "PRD012", "dimension-unit-missing", severity="warning", kinds="both", side="any", absence=True,
    bad=[
        "Item\tQty\tPrice (USD)\nStorage crate 60 x 40 x 32, PP, grey\t100 pcs\t6.00",
        "品名\t数量\t单价(USD)\n收纳箱 60×40×32 灰色PP\t100个\t6.00",
        "Item\tSize\tQty\nStorage crate, PP\t60*40*32\t100 pcs",
    ],
    good=[
        "Item\tQty\tPrice (USD)\nStorage crate 60 x 40 x 32 cm, PP, grey\t100 pcs\t6.00",
        "Item\tSize (mm)\tQty\nStorage crate, PP\t600 x 400 x 320\t100 pcs",
        "Item\tQty\nHex bolt M8 x 40, display 1920 x 1080\t100 pcs",
    ],
    source="checklist of the source articles: dimensions",
)  # fmt: skip
def dimension_unit_missing(facts: Facts) -> Iterator[Problem]:
    """A size has figures and no unit.

    Why: sixty is centimetres to one side and inches to the other.
    Fix: Add the unit to {figures|the figures}: mm, cm or in, in the figure or in the column's header.
    Fix (zh): {figures|该尺寸}请注明单位:mm、cm或in。
    """
    seen: set[str] = set()
    for size in facts.product.sizes:
        if size.kind != "size" or size.unit or size.nominal or size.of == "container" or len(size.figures) < 2:
            continue
        if size.of in seen:
            continue
        seen.add(size.of)
        yield Problem(
            f"{size.words} has no unit", at=size, stated=size.words, subject=size.of, slots={"figures": size.words}
        )


@rule(
    "PRD013", "price-unit-differs", severity="error", kinds="both", side="any", arithmetic=True, parts={"unknown": "warning"},
    silences={"AMT001": "same"},
    bad=[
        "Item\tQty\tUnit price (USD/dozen)\tAmount (USD)\nCotton gloves\t1,200 pcs\t4.80\t5,760.00",
        "品名\t数量\t单价(USD/千只)\t金额(USD)\n自攻螺丝 4×40\t50,000只\t6.20\t310,000.00",
        "| Item | Qty | Price | Amount |\n| --- | --- | --- | --- |\n| Pencils HB | 14,400 pcs | USD 0.60/dozen | USD 8,640.00 |",
    ],
    good=[
        "Item\tQty\tUnit price (USD/dozen)\tAmount (USD)\nCotton gloves\t100 dozen\t4.80\t480.00",
        "品名\t数量\t单价(USD/千只)\t金额(USD)\n自攻螺丝 4×40\t50,000只\t6.20\t310.00",
        "Item\tQty\tUnit price (USD/set)\tAmount (USD)\nCutlery set\t100 sets\t4.80\t480.00",
    ],
    source="UN/ECE Rec. 20; 19 CFR 141.86(a)(4)-(5); PRC Civil Code art. 470",
)  # fmt: skip
def price_unit_differs(facts: Facts) -> Iterator[Problem]:
    """Price and quantity count different units, and the amount ignores it.

    Why: the amount is wrong by a factor of 12, 100 or 1,000, and nobody can show afterwards which figure was meant.
    Fix: Bring price and quantity of line {n|number} to one unit: {expected|the amount}, or the price per
    {quantity_unit|unit of the quantity}.
    Fix (zh): 统一第{n|项次}项单价与数量的单位:应为{expected|正确金额},或按{quantity_unit|数量单位}报价。
    """
    for line in facts.lines:
        basis, quantity, price, amount = line.price_basis, line.quantity, line.unit_price, line.amount
        if basis is None or not basis.stated or basis.factor <= 1 or not quantity or not price or not amount:
            continue
        if quantity.value is None or price.amount is None or amount.amount is None or quantity.unit == basis.raw:
            continue
        naive = quantity.value * price.amount
        right = naive / basis.factor
        slack = tolerance(quantity.value, amount.currency)
        counts_pieces = quantity.unit in units() and units()[quantity.unit].pieces == Decimal(1)
        if counts_pieces and abs(naive - amount.amount) <= slack and abs(right - amount.amount) > slack:
            name = line_name(facts, line)
            yield Problem(
                f"line {name}: the price is {' '.join(basis.raw.split())}, the quantity counts {quantity.raw_unit or 'pieces'}; "
                f"{shown(right)} instead of {shown(amount.amount)}",
                at=amount,
                beside=(price, quantity),
                stated=shown(amount.amount, amount.currency),
                expected=shown(right, amount.currency),
                subject=f"line {name}",
                slots={"n": name, "expected": shown(right, amount.currency), "quantity_unit": quantity.raw_unit},
            )


@rule(
    "PRD014", "origin-conflict", severity="error", kinds="both", side="any",
    bad=[
        "LED panel 60 x 60 cm, 100 pcs\nCountry of origin: Vietnam\nMarks: each carton printed MADE IN CHINA",
        "LED面板灯 100只\n原产地:越南\n外箱印刷:中国制造",
        "Steel mug 8 cm\nCountry of origin: India\nEach mug is stamped MADE IN CHINA.",
    ],
    good=[
        "LED panel 60 x 60 cm, 100 pcs\nCountry of origin: Vietnam\nMarks: each carton printed MADE IN VIETNAM",
        "LED面板灯 100只\n原产地:越南\n外箱印刷:越南制造",
        "LED panel with Japanese driver\nCountry of origin: China\nEach carton printed MADE IN CHINA",
    ],
    source="customs rules on origin marking; RCEP and Form E rules of origin",
)  # fmt: skip
def origin_conflict(facts: Facts) -> Iterator[Problem]:
    """Two countries are named as the origin of the same goods.

    Why: goods with a false origin mark are seized, and the preference is lost.
    Fix: Name one origin ({country|country}) in the field, the marking and the certificate.
    Fix (zh): 原产地栏、标识和证书请统一为一个国家({country|国家})。
    """
    general = [
        origin
        for origin in facts.product.origins
        if origin.country and not origin.component and origin.kind not in ("name", "preference")
    ]
    per_line = {origin.line for origin in general if origin.line is not None}
    # The origin field is the formal statement; a mark or a certificate deviates from it.
    general.sort(key=lambda origin: (origin.kind not in ("field", "column"), origin.span))
    first = next(iter(general), None)
    for other in general[1:]:
        same_scope = first is not None and (other.line == first.line or len(per_line) <= 1)
        if first is not None and same_scope and other.country != first.country:
            yield Problem(
                f"origin {first.country} here and {other.country} there",
                at=other,
                beside=(first,),
                stated=other.country,
                expected=first.country,
                slots={"country": (first.country, other.country)},
            )
            return
