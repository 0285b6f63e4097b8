"""Packaging: how the goods survive the journey, what each carton holds and weighs, and what is printed on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tradelint.checklist import Checklist
from tradelint.facts import Facts
from tradelint.facts.packaging_loads import volumes_of
from tradelint.facts.packaging_types import Load
from tradelint.facts.ports import ports_in
from tradelint.rule import Problem, rule
from tradelint.rules.product import goods
from tradelint.rules.quality import market

KG = {"kg": Decimal(1), "g": Decimal("0.001"), "t": Decimal(1000), "mt": Decimal(1000), "lb": Decimal("0.45359237")}
NUMBERED = "per carton", "plies", "size", "gross weight", "net weight", "cartons", "test"


def number(value: Decimal) -> str:
    """A figure for a message."""
    return f"{value.normalize():,f}"


@rule(
    "PKG001", "packaging-clause-missing", severity="error", kinds="both", side="buyer", core=True, absence=("missing",),
    item="packaging", silences={"PKG002": "all", "PKG003": "all"},
    bad=[
        "PROFORMA INVOICE\nItem\tQty\tPrice (USD)\nSteel mug 8 cm\t100 pcs\t2.00\nPayment: T/T in advance",
        "形式发票\n品名\t数量\t单价(USD)\n不锈钢杯\t100只\t2.00\n付款方式:T/T",
        "SALES CONTRACT\nGoods: chairs\nPacking: ________",
    ],
    good=[
        "Packing: 1 pc/colour box with EPE corners, 4 pcs per 5-ply export carton 66 x 66 x 22 cm, G.W. 11.2 kg",
        "包装:1台/彩盒加珍珠棉,4台/五层外箱",
        "Packing: in bulk, no packing",
    ],
    source="checklist of the source articles: packaging; CISG art. 35(2)(d)",
)  # fmt: skip
def packaging_clause_missing(facts: Facts, *, checklist: Checklist) -> Iterator[Problem]:
    """The paper says nothing on packaging.

    Why: goods that arrive broken for want of packing are the seller's fault only if the paper says how they are packed.
    Fix: "Packing: {inner|inner packing}, {n|number} pcs per 5-ply export carton of {L x W x H|length x width x height}
    cm, gross weight not over {kg|weight} kg; the packing passes ISTA 1A; damage owing to insufficient packing is for
    the Seller's account."
    Fix (zh): "包装:{inner|内包装},每箱{n|数量}件,五层瓦楞出口纸箱,外箱尺寸{L x W x H|长×宽×高}厘米,毛重不超过{kg|重量}公斤;包装须通过ISTA 1A测试;因包装不良造成的损坏由卖方承担。"
    """
    item = checklist["packaging"]
    if item.state != "absent":
        return
    if item.value is not None:
        yield Problem(f"the packing is {item.left}", at=item.span, part="blank")
    else:
        yield Problem("no packing terms found", part="missing")


@rule(
    "PKG002", "packaging-term-vague", severity="warning", kinds="both", side="buyer", core=True, item="packaging",
    bad=["Packing: standard export carton", "包装:标准出口包装", "Packaging: seaworthy packing"],
    good=[
        "Packing: double-wall carton, bursting strength ≥ 1,400 kPa, 10 pcs, drop-tested 76 cm on 10 faces/edges/corners",
        "包装:五层外箱,10件/箱,跌落试验76cm",
        "Seaworthy packing: 24 pcs per 5-ply carton, 40 x 30 x 30 cm",
    ],
    source="checklist of the source articles: packaging; the story of the damaged fans",
)  # fmt: skip
def packaging_term_vague(facts: Facts) -> Iterator[Problem]:
    """The packing is praised, not described.

    Why: "standard export carton" is whatever carton was at hand.
    Fix: "Packing: {inner|inner packing}, {n|number} pcs per 5-ply export carton of {L x W x H|length x width x height}
    cm, gross weight not over {kg|weight} kg; the packing passes ISTA 1A."
    Fix (zh): "包装:{inner|内包装},每箱{n|数量}件,五层瓦楞出口纸箱,外箱尺寸{L x W x H|长×宽×高}厘米,毛重不超过{kg|重量}公斤;包装须通过ISTA 1A测试。"
    """
    loose = [term for term in facts.packaging.vague if not term.excused]
    if loose:
        words = ", ".join(dict.fromkeys(term.words for term in loose))
        yield Problem(
            f"the packing is vague: {words}", at=loose[0], beside=tuple(loose[1:4]), stated=words, slots={"term": words}
        )


@rule(
    "PKG003", "carton-data-incomplete", severity="warning", kinds="both", side="any", absence=True,
    bad=["Steel mug 8 cm, 400 pcs\nPacking: 4 pcs/carton", "不锈钢杯 400只\n包装:4只/纸箱", "LED fan 40 cm, 200 pcs\nPacking: cartons of 2 pcs, N.W. 5 kg"],
    good=[
        "Steel mug, 1,500 pcs\nPacking: 4 pcs/ctn, 66 x 66 x 22 cm, 5-ply, N.W. 10.1 / G.W. 11.2 kg, 375 ctns, marks: BW / PO 1140 / LEEDS / 1-375, ISTA 1A",
        "不锈钢杯 1500只\n包装:4只/五层纸箱,66×66×22cm,净重10.1kg,毛重11.2kg,共375箱",
        "Cement, 500 MT\nPacking: in bulk",
    ],
    source="packing-list practice; source articles: packaging to prevent damage",
)  # fmt: skip
def carton_data_incomplete(facts: Facts, *, min_carton_fields: int = 4) -> Iterator[Problem]:
    """Cartons are named with too few figures.

    Why: freight, pallets and claims for damage are all counted by the carton.
    Fix: "Packing: {n|number} pcs per 5-ply export carton, {L x W x H|length x width x height} cm, N.W. {net|weight} kg,
    G.W. {kg|weight} kg per carton; total {cartons|number} cartons, {cbm|volume} CBM; shipping marks: {marks|lines}"
    Fix (zh): "包装:每箱{n|数量}件,五层瓦楞出口纸箱,外箱尺寸{L x W x H|长×宽×高}厘米,每箱净重{net|重量}公斤、毛重{kg|重量}公斤;共{cartons|数量}箱,{cbm|体积} CBM;唛头:{marks|唛头内容}"
    """
    packaging = facts.packaging
    boxes = [
        p
        for p in packaging.packings
        if {"carton", "case", "box", "crate"} & {k.split("_")[0] for k in p.kinds} or p.per_unit
    ]
    boxes = [p for p in boxes if not p.bulk]
    if not boxes or any(not term.excused for term in packaging.vague):
        return
    given = {figure for figure in packaging.given() if figure in NUMBERED}
    marked = any(mark.kind in ("marks", "none", "neutral") for mark in packaging.marks)
    count = len(given) + marked
    if count < min_carton_fields:
        missing = [name for name in NUMBERED if name not in given]
        fragile = any("fragile" in line.traits for line in goods(facts)) and "test" not in given
        note = "; the goods break easily and no transit test is named" if fragile else ""
        yield Problem(
            f"{count} of {min_carton_fields} figures per carton; missing: {', '.join(missing[:5])}{note}", at=boxes[0]
        )


@rule(
    "PKG004", "wood-packaging-untreated", severity="error", kinds="both", side="buyer",
    bad=["Packing: in strong wooden cases", "包装:木箱包装", "Packing: cartons on wooden pallets"],
    good=[
        "Packing: in plywood cases (fumigation-free)",
        "Packing: cartons on pallets heat treated and IPPC-marked per ISPM 15",
        "包装:免熏蒸胶合板箱",
        "Wooden chairs, oak, 400 pcs\nPacking: cartons",
    ],
    source="ISPM 15",
)  # fmt: skip
def wood_packaging_untreated(facts: Facts) -> Iterator[Problem]:
    """Solid wood packing without treatment.

    Why: customs of nearly every country refuse, burn or send back untreated wood, with the goods in it.
    Fix: "Packing: strong wooden cases; all solid-wood packing is treated and marked under ISPM 15, and the costs of a
    refusal are for the Seller's account."
    Fix (zh): "包装:坚固木箱;所有实木包装均按ISPM 15处理并加施标识,因不符合而产生的费用由卖方承担。"
    """
    wood = facts.packaging.wood
    if any(piece.treated or piece.exempt for piece in wood) or any(
        s.number == "15" and s.body == "ISPM" for s in facts.quality.standards
    ):
        return
    seller, buyer = facts.parties.seller, facts.parties.buyer
    if seller and buyer and seller.country and seller.country == buyer.country:
        return
    for piece in wood[:1]:
        yield Problem(
            f"{piece.words} without treatment under ISPM 15",
            at=piece,
            stated=piece.words,
            expected="heat treated, IPPC mark",
        )


@rule(
    "PKG005", "packing-arithmetic-mismatch", severity="warning", kinds="both", side="any",
    bad=[
        "Steel mug, 3,000 pcs\nPacking: 24 pcs/ctn, 125 ctns, 52 x 38 x 41 cm, total 9.2 CBM",
        "品名\t数量\t单价(USD)\n不锈钢杯 8cm\t3000只\t2.00\n包装:24只/箱,共130箱",
        "Steel mug, 3,000 pcs\nPacking: 20 pcs per carton, 125 cartons, N.W. 10 kg, G.W. 11 kg",
    ],
    good=[
        "Steel mug, 3,000 pcs\nPacking: 24 pcs/ctn, 125 ctns, 52 x 38 x 41 cm, total 10.13 CBM",
        "不锈钢杯 3000只\n包装:24只/箱,共125箱",
        "Steel mug, 3,010 pcs\nPacking: 24 pcs/ctn, 126 ctns, the last carton holds 10 pcs",
    ],
    source="packing-list practice",
)  # fmt: skip
def packing_arithmetic_mismatch(
    facts: Facts, *, cbm_tol: Decimal = Decimal(2), wt_tol: Decimal = Decimal(1)
) -> Iterator[Problem]:
    """Cartons, pieces, volumes and weights do not multiply out.

    Why: freight is paid by them, and a wrong count of cartons is a short delivery waiting to be argued.
    Fix: Correct {field|the figure}: {expected} instead of {stated}.
    Fix (zh): 更正{field|该数字}:应为{expected|正确数字},而非{stated|现数字}。
    """
    for load in facts.packaging.loads:
        if load.mixed:
            continue
        yield from _pieces(load, _only_quantity(facts))
        yield from _volume(load, cbm_tol)
        yield from _weight(load, wt_tol)
    yield from _sums(facts, cbm_tol)


def _sums(facts: Facts, tol: Decimal) -> Iterator[Problem]:
    """The volume of the whole paper against the cartons of all its lines, where every line gives them."""
    rows = {load.line: load for load in facts.packaging.loads if load.line is not None}
    wholes = [load.total_volume for load in facts.packaging.loads if load.line is None and load.cartons is None]
    totals = [total for total in wholes if total is not None and total.value]
    parts = [_volume_of(load) for load in rows.values()]
    known = [part for part in parts if part is not None]
    if len(rows) != len(facts.lines) or len(known) != len(rows) or len(rows) < 2 or len(totals) != 1:
        return
    total, volume = totals[0], sum(known, Decimal(0))
    stated = total.value or Decimal(0)
    if abs(volume - stated) <= max(stated * tol / 100, Decimal("0.05")):
        return
    yield Problem(
        f"the cartons of all lines come to {volume:.2f} CBM, the paper says {number(stated)}",
        at=total,
        beside=tuple(load.size for load in rows.values()),
        stated=f"{number(stated)} CBM",
        expected=f"{volume:.2f} CBM",
        subject="volume of all lines",
        slots={"field": "CBM", "expected": f"{volume:.2f}", "stated": number(stated)},
    )


def _volume_of(load: Load) -> Decimal | None:
    """The cubic metres of a line's cartons; None without their number, size and unit, or with cartons of two sizes."""
    if load.mixed or load.size is None or load.cartons is None or load.cartons.value is None:
        return None
    volumes = volumes_of(load.size)
    return volumes[0] * load.cartons.value if len(volumes) == 1 else None


def _only_quantity(facts: Facts) -> Decimal | None:
    """The quantity of a paper with a single goods line, which its packing clause is about."""
    quantity = facts.lines[0].quantity if len(facts.lines) == 1 else None
    return quantity.value if quantity is not None else None


def _pieces(load: Load, only: Decimal | None) -> Iterator[Problem]:
    cartons, each = load.cartons, load.per_carton
    quantity = load.quantity if load.quantity is not None else only
    if not cartons or not each or quantity is None or cartons.value is None or not each.value:
        return
    packed = cartons.value * each.value
    # The last carton may be part full, said or not.
    if packed == quantity or (0 < packed - quantity < each.value) or load.remainder:
        return
    yield Problem(
        f"{number(cartons.value)} cartons of {number(each.value)} hold {number(packed)}, the quantity is {number(quantity)}",
        at=cartons,
        beside=(each,),
        stated=number(packed),
        expected=number(quantity),
        subject="pieces",
        slots={"field": "cartons", "expected": number(quantity / each.value), "stated": number(cartons.value)},
    )


def _volume(load: Load, tol: Decimal) -> Iterator[Problem]:
    size, cartons, total = load.size, load.cartons, load.total_volume
    if not size or not cartons or not total or cartons.value is None or total.value is None:
        return
    volumes = [volume * cartons.value for volume in volumes_of(size)]
    if not volumes or any(abs(v - total.value) <= max(total.value * tol / 100, Decimal("0.05")) for v in volumes):
        return
    yield Problem(
        f"{number(cartons.value)} cartons of {size.words} are {volumes[0]:.2f} CBM, the paper says {number(total.value)}",
        at=total,
        beside=(size, cartons),
        stated=f"{number(total.value)} CBM",
        expected=f"{volumes[0]:.2f} CBM",
        subject="volume",
        slots={"field": "CBM", "expected": f"{volumes[0]:.2f}", "stated": number(total.value)},
    )


def _weight(load: Load, tol: Decimal) -> Iterator[Problem]:
    cartons = load.cartons
    for name, each, total in (("gross", load.gross, load.total_gross), ("net", load.net, load.total_net)):
        if not cartons or not each or not total or cartons.value is None or each.value is None or total.value is None:
            continue
        if each.per != "carton" or (each.unit or "kg") != (total.unit or "kg"):
            continue
        expected = cartons.value * each.value
        if abs(expected - total.value) > max(total.value * tol / 100, Decimal(1)):
            yield Problem(
                f"{number(cartons.value)} cartons of {number(each.value)} kg {name} are {number(expected)} kg, the paper says {number(total.value)}",
                at=total,
                beside=(each, cartons),
                stated=number(total.value),
                expected=number(expected),
                subject=name,
                slots={"field": f"{name} weight", "expected": number(expected), "stated": number(total.value)},
            )


@rule(
    "PKG006", "net-exceeds-gross", severity="error", kinds="both", side="any", parts={"equal": "warning"},
    bad=[
        "Steel mug, 3,000 pcs\nPacking: 24 pcs/ctn, 125 ctns, N.W. 12.4 kg / G.W. 11.2 kg",
        "不锈钢杯 3000只\n包装:24只/箱,净重12.4kg,毛重11.2kg",
        "Item\tCartons\tN.W. (kg)\tG.W. (kg)\nSteel mug\t125\t1,550\t1,400",
    ],
    good=[
        "Steel mug, 3,000 pcs\nPacking: 24 pcs/ctn, 125 ctns, N.W. 11.2 kg / G.W. 12.4 kg",
        "不锈钢杯 3000只\n包装:24只/箱,净重11.2kg,毛重12.4kg",
        "Item\tCartons\tG.W. (kg)\tN.W. (kg)\nSteel mug\t125\t1,550\t1,400",
    ],
    source="packing-list practice",
)  # fmt: skip
def net_exceeds_gross(facts: Facts) -> Iterator[Problem]:
    """The net weight is not below the gross weight.

    Why: one of the two is wrong, and customs, carrier and L/C bank all compare them.
    Fix: Correct the net and gross weight of line {n|number}: gross cannot be less than net.
    Fix (zh): 更正第{n|项次}项净重和毛重:毛重不得小于净重。
    """
    for load in facts.packaging.loads:
        for net, gross in ((load.net, load.gross), (load.total_net, load.total_gross)):
            if (
                not net
                or not gross
                or net.value is None
                or gross.value is None
                or {net.per, gross.per} == {"carton", "total"}
            ):
                continue
            factor_net, factor_gross = KG.get(net.unit or "kg", Decimal(1)), KG.get(gross.unit or "kg", Decimal(1))
            n, g = net.value * factor_net, gross.value * factor_gross
            if n > g or (n == g and n > 0):
                said = f"net {number(net.value)} kg, gross {number(gross.value)} kg"
                yield Problem(
                    f"the net weight is {'above' if n > g else 'equal to'} the gross weight: {said}",
                    at=net,
                    beside=(gross,),
                    part=None if n > g else "equal",
                    stated=said,
                    slots={"n": (load.line or 0) + 1},
                )
                return


@rule(
    "PKG007", "container-overfilled", severity="warning", kinds="both", side="any", parts={"impossible": "error", "road": "info"},
    bad=[
        "Steel mug, 3,000 pcs\nShipment: 1 x 40HQ, total 79 CBM",
        "不锈钢杯 3000只\n装运:1个40HQ高柜,总体积75 CBM",
        "Tiles, 1,260 m2\nShipment: 1 x 20GP, total gross weight 29,500 kg",
    ],
    good=[
        "Steel mug, 3,000 pcs\nShipment: 1 x 40HQ, total 66.8 CBM",
        "不锈钢杯 3000只\n装运:2个40HQ高柜,总体积120 CBM",
        "Steel mug, 3,000 pcs\nShipment: LCL, total 12 CBM",
    ],
    source="container practice figures",
)  # fmt: skip
def container_overfilled(facts: Facts) -> Iterator[Problem]:
    """The goods do not fit into the containers named.

    Why: what does not fit is left behind or travels at another price.
    Fix: Split the load or plan it anew: {cbm|the} CBM need more than one {type|container}.
    Fix (zh): 重新安排装柜:{cbm|该} CBM超出一个{type|集装箱}。
    """
    counted = [container for container in facts.packaging.containers if container.count]
    if len(counted) != 1:
        return
    container = counted[0]
    count = container.count or Decimal(1)
    totals = (
        ("CBM", _total(facts, "volume"), container.cbm_practical, container.cbm_max),
        ("kg", _total(facts, "gross weight"), container.payload_kg_practical, container.payload_kg_max),
    )
    for unit, found, practical, most in totals:
        if found is None or practical is None or most is None:
            continue
        value, at = found
        if value > count * practical:
            yield Problem(
                f"{number(value)} {unit} in {number(count)} x {container.code}, which holds about {number(count * practical)}",
                at=at,
                beside=(container,),
                part="impossible" if value > count * most else None,
                stated=f"{number(value)} {unit}",
                expected=f"{number(count * practical)} {unit} or less",
                slots={"cbm": number(value), "type": container.code},
            )
            return


def _total(facts: Facts, what: str) -> tuple[Decimal, object] | None:
    """The largest figure said of all goods together, and where it stands."""
    stated = facts.amounts.total_cbm if what == "volume" else facts.amounts.total_gross_weight
    if stated is not None and stated.value is not None:
        return stated.value, stated
    figures = [f for f in facts.packaging.figures if f.what == what and f.per == "total" and f.value is not None]
    best = max(figures, key=lambda figure: figure.value or Decimal(0), default=None)
    return (best.value, best) if best is not None and best.value is not None else None


@rule(
    "PKG008", "labelling-duty-unassigned", severity="warning", kinds="both", side="buyer", strict=True, absence=True,
    bad=[
        ("Buyer: Lavande et Fils SARL, 4 rue du Port, Lyon, France\nItem\tQty\nToy train for children, wood\t2,000 pcs\nPacking: neutral packing", {"as_of": "2026-11-22"}),
        ("Buyer: Maple Homewares Inc., 8 Lake Street, Chicago, USA\nItem\tQty\nCamping lantern with charger\t2,000 pcs", {"as_of": "2026-11-22"}),
        ("买方:Lavande et Fils SARL, Lyon, France\n品名\t数量\n儿童木制玩具火车\t2000个", {"as_of": "2026-11-22"}),
    ],
    good=[
        ("Buyer: Lavande et Fils SARL, Lyon, France\nItem\tQty\nToy train for children\t2,000 pcs\nSeller prints on product and box: model, batch, Made in China, manufacturer and importer name and address; supplies the packaging declaration of conformity", {"as_of": "2026-11-22"}),
        ("Buyer: Lavande et Fils SARL, Lyon, France\nItem\tQty\nHex bolt M8 x 40, steel 8.8\t5,000 pcs", {"as_of": "2026-11-22"}),
        ("Buyer: Tidewell Ltda, Santiago, Chile\nItem\tQty\nToy train for children\t2,000 pcs", {"as_of": "2026-11-22"}),
    ],
    source="EU General Product Safety Regulation; Regulation (EU) 2025/40; 19 U.S.C. 1304",
)  # fmt: skip
def labelling_duty_unassigned(facts: Facts, *, as_of: date, ppwr_from: str = "2026-08-12") -> Iterator[Problem]:
    """Nobody is said to print what the buyer's law wants on goods and packing.

    Why: goods without the marks of the market are stopped, and each side thought the other would print them.
    Fix: "Marking: country of origin, name and address of the importer, batch number, and warnings in the language of
    the country of destination on product and packaging, by the Seller, who also supplies the documents on packaging;
    artwork is approved by the Buyer before printing."
    Fix (zh): "标识:卖方负责在产品及包装上印制原产国、进口商名称和地址、批号及目的国语言的警示语,并提供包装符合性文件;图稿印刷前须经买方确认。"
    """
    where = market(facts)
    if where not in ("EU", "US", "GB") or facts.packaging.labelling:
        return
    consumer = [line for line in goods(facts) if "consumer" in line.traits]
    if consumer:
        packaging = (
            ", and since August 2026 the packaging itself must be declared conform"
            if where == "EU" and as_of.isoformat() >= ppwr_from
            else ""
        )
        yield Problem(
            f"consumer goods to {where}, and no word on who prints which marks{packaging}", at=None, subject=where
        )


@rule(
    "PKG009", "marks-contradict-destination", severity="error", kinds="both", side="any", silences={"TA015": "same"},
    bad=[
        "Buyer: Pineway Sp. z o.o., Gdynia, Poland\nPort of discharge: Gdynia\nShipping mark: PINEWAY / PO 7731 / GDANSK / C/NO. 1-240",
        "买方:Pineway Sp. z o.o.\n目的港:格丁尼亚\n唛头:PINEWAY / PO 7731 / 格但斯克 / 1-240",
        "Buyer: Harrow & Lark Trading GmbH, Hamburg, Germany\nPort of discharge: Hamburg\nShipping marks: H&L / PO 118 / ROTTERDAM / 1-60",
    ],
    good=[
        "Buyer: Pineway Sp. z o.o., Gdynia, Poland\nPort of discharge: Gdynia\nShipping mark: PINEWAY / PO 7731 / GDYNIA / C/NO. 1-240",
        "目的港:格丁尼亚\n唛头:PINEWAY / PO 7731 / 格丁尼亚 / 1-240",
        "Port of discharge: Gdynia\nShipping mark: N/M",
    ],
    source="carriage practice; source articles: keep the numbers at hand",
)  # fmt: skip
def marks_contradict_destination(facts: Facts) -> Iterator[Problem]:
    """The shipping mark names another port than the paper.

    Why: cartons follow their mark, not the contract.
    Fix: Correct the shipping mark: {expected|the port of this paper} instead of {stated|the other}.
    Fix (zh): 更正唛头:应为{expected|本单据的港口},而非{stated|现内容}。
    """
    yield from _mistaken_number(facts)
    wanted = [port.place for port in facts.shipment.discharge if port.place and port.place.ports]
    if not wanted:
        return
    roots = {port.root for place in wanted for port in place.ports}
    buyer = facts.parties.buyer
    home = buyer.address.text.casefold() if buyer is not None and buyer.address is not None else ""
    for mark in facts.packaging.marks:
        if mark.kind != "marks":
            continue
        found = [port for port, _ in ports_in(facts.reading, mark.span, any_case=True)]
        # The mark may show the inland town of the buyer beside or instead of the port.
        if not found or any(port.root in roots or port.name.casefold() in home for port in found):
            continue
        yield Problem(
            f"the mark says {found[0].name}, the port of discharge is {wanted[0].text}",
            at=mark,
            beside=(facts.shipment.discharge[0],),
            stated=found[0].name,
            expected=wanted[0].text,
        )
        return


def _mistaken_number(facts: Facts) -> Iterator[Problem]:
    """A number in the mark that is the paper's own but for one or two figures."""
    known = {number.value: number for number in facts.hygiene.numbers if number.value}
    for mark in facts.packaging.marks:
        words = [word for line in mark.lines for word in (line, *line.split())]
        if mark.kind != "marks" or any(word in known for word in words):
            continue
        pairs = ((word, value) for word in words for value in known if _is_slip(word, value))
        for word, value in pairs:
            yield Problem(
                f"the mark says {word}, the paper's number is {value}",
                at=mark,
                beside=(known[value],),
                stated=word,
                expected=value,
                subject="number",
                slots={"expected": value, "stated": word},
            )
            return


def _is_slip(word: str, value: str) -> bool:
    """Whether two numbers of one length differ in one or two figures."""
    if len(word) != len(value) or len(value) < 5:
        return False
    apart = [(a, b) for a, b in zip(word.casefold(), value.casefold(), strict=True) if a != b]
    return 0 < len(apart) <= 2 and all(a.isdigit() and b.isdigit() for a, b in apart)
