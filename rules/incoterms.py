"""Incoterms: which rule, at which place, of which edition, and whether the rest of the paper fits it."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist import Checklist
from tradelint.facts import Facts
from tradelint.facts.incoterms import Incoterm
from tradelint.facts.ports import PlaceName
from tradelint.rule import Problem, rule

NOT_BY_SEA = ("air", "courier", "road", "rail")
COSTS = {
    "carriage": "the main carriage",
    "insurance": "the insurance",
    "import_duty": "the import duty",
    "export_clear": "the export clearance",
}
ANY_MODE = {"FOB": "FCA", "FAS": "FCA", "CFR": "CPT", "CIF": "CIP"}


def words_of(term: Incoterm) -> str:
    """The term as people say it: `CIF Hamburg`."""
    return f"{term.code} {term.named_place.text}" if term.named_place else term.code


@rule(
    "INC001", "incoterm-missing", severity="error", kinds="both", side="any", core=True, absence=True, item="incoterm",
    silences={
        "INC002": "all", "INC003": "all", "INC004": "all", "INC005": "all", "INC006": "all", "INC007": "all",
        "INC008": "all", "INC009": "all", "INC010": "all", "INC011": "all", "INC012": "all", "INC013": "all",
        "INC014": "all", "SHP005": "all",
    },
    bad=[
        "PROFORMA INVOICE\nSteel mug 8 cm, price: USD 84.00/pc\nPayment: T/T in advance",
        "形式发票\n品名:不锈钢杯\n单价:USD 84.00\n付款方式:T/T",
        "SALES CONTRACT\nPrice term: ________\nPort of loading: Ningbo",
    ],
    good=[
        "Price term: FCA Ningbo, Beilun terminal, Incoterms 2020",
        "价格条款:FCA 宁波北仑码头,Incoterms 2020",
        "Item\tQty\tFOB Ningbo USD/pc\tAmount\nSteel mug\t100 pcs\t2.00\t200.00",
        "Terms of delivery: ex-works Foshan",
    ],
    source="checklist of the source articles: delivery terms (FOB, CIF); Incoterms 2020; 19 CFR 141.86(a)(8)",
)  # fmt: skip
def incoterm_missing(facts: Facts, *, checklist: Checklist) -> Iterator[Problem]:
    """The paper has no trade term.

    Why: without one nobody knows who pays freight, insures, clears, and bears loss in transit.
    Fix: "Delivery: {rule|Incoterms rule} {named place}, Incoterms® 2020."
    Fix (zh): "贸易术语:{rule|贸易术语} {named place|指定地点},Incoterms® 2020。"
    """
    item = checklist["incoterm"]
    if item.state != "absent":
        return
    if item.value is not None:
        yield Problem(f"the delivery term is {item.left}", at=item.span)
    else:
        yield Problem("no trade term (Incoterm) found")


@rule(
    "INC002", "edition-missing", severity="warning", kinds="both", side="any", strict=True, parts={"older": "info"},
    absence=("missing",),
    bad=["Price term: CIF Hamburg", "价格条款:CIF 汉堡", "Delivery: FOB Ningbo, Incoterms 2010"],
    good=[
        "Price term: CIF Hamburg, Incoterms® 2020",
        "价格条款:CIF 汉堡,Incoterms 2020",
        "Price term: FOB Ningbo\nAll trade terms are to be read under Incoterms 2020.",
        "Payment: T/T",
    ],
    source="ICC Incoterms 2020, introduction; UCC 2-319 (another FOB)",
)  # fmt: skip
def edition_missing(facts: Facts) -> Iterator[Problem]:
    """The edition of the Incoterms is not named.

    Why: the letters changed meaning (DAT went, the insurance of CIP rose); which edition holds is a matter of agreement.
    Fix: "Delivery: {incoterm|rule} {place|named place}, Incoterms® 2020"
    Fix (zh): "贸易术语:{incoterm|贸易术语} {place|指定地点},Incoterms® 2020"
    """
    term = facts.incoterms.main
    if term is None or any(edition.year not in _issued() for edition in facts.incoterms.editions):
        return
    if term.edition is None:
        yield Problem(f"{words_of(term)} names no edition of the Incoterms", at=term, part="missing")
    elif term.edition < facts.incoterms.current_edition:
        yield Problem(
            f"Incoterms {term.edition} are chosen, an older edition",
            at=term,
            part="older",
            stated=str(term.edition),
            expected="2020",
        )


def _issued() -> tuple[int, ...]:
    return (1936, 1953, 1967, 1974, 1976, 1980, 1990, 2000, 2010, 2020)


@rule(
    "INC003", "named-place-missing", severity="error", kinds="both", side="any", core=True, absence=True,
    parts={"in-port-field": "warning"},
    bad=["Price term: FOB", "价格条款:FOB 中国", "Terms of delivery: CIF Germany", "Trade term: FOB China main port, Incoterms 2020"],
    good=[
        "Price term: FOB Shenzhen (Yantian)",
        "价格条款:FOB 深圳盐田",
        "Terms: CIF Singapore, Incoterms 2020",
        "Delivery: EXW our factory, 8 Canal Road, Foshan",
    ],
    source="Incoterms 2020: the named place is part of the rule",
)  # fmt: skip
def named_place_missing(facts: Facts) -> Iterator[Problem]:
    """The trade term has no place, or one that is no point.

    Why: cost and risk pass at the place; "FOB China" has no such point.
    Fix: "Delivery: {Rule|rule} {port|port, terminal or premises}, Incoterms® 2020"
    Fix (zh): "贸易术语:{Rule|贸易术语} {port|具体港口、码头或厂址},Incoterms® 2020。"
    """
    named = [term for term in facts.incoterms.terms if term.precise and term.place_via == "term"]
    for term in facts.incoterms.terms:
        if term.place_via == "port field" and term.named_place is not None and not named:
            yield Problem(
                f"{term.code} has no place of its own; {term.named_place.text} stands in the port field",
                at=term,
                part="in-port-field",
                stated=term.code,
                expected=words_of(term),
                slots={"Rule": term.code},
            )
            return
        if term.precise or any(other.code == term.code for other in named):
            continue
        field = next((port for port in facts.shipment.loading if port.via == "field" and port.place), None)
        if term.named_place is None and field is not None and term.rule.side == "origin":
            yield Problem(
                f"{term.code} has no place of its own; {field.place.text if field.place else ''} stands in the port field",
                at=term,
                beside=(field,),
                part="in-port-field",
                stated=term.code,
                slots={"Rule": term.code},
            )
            return
        place = term.named_place
        yield Problem(
            f"{term.code} has no place"
            if place is None
            else f"“{place.text}” behind {term.code} names no port or address",
            at=term,
            stated=words_of(term),
            expected=f"{term.code} with a port, terminal or address",
            slots={"Rule": term.code},
        )
        return


@rule(
    "INC004", "withdrawn-or-invented-rule", severity="warning", kinds="both", side="any",
    parts={"edition-lacks-it": "error", "by-choice": "info"},
    bad=["Price term: DDU Warsaw (Incoterms 2020)", "Delivery terms: CNF Chittagong", "Terms: FOB Origin, freight collect"],
    good=[
        "Delivery: DAP Warsaw, ul. Towarowa 5, Incoterms 2020",
        "Price term: CFR Chittagong, Incoterms 2020",
        "Documents go to the buyer's CNF agent in Chattogram.",
    ],
    source="ICC Incoterms 2000, 2010, 2020; UCC 2-319",
)  # fmt: skip
def withdrawn_or_invented_rule(facts: Facts) -> Iterator[Problem]:
    """The trade term has no official text in the edition that holds.

    Why: its duties are guesswork; "FOB origin" is US domestic law.
    Fix: "Delivery: {replacement|rule} {place|named place}, Incoterms® 2020"
    Fix (zh): "贸易术语:{replacement|贸易术语} {place|指定地点},Incoterms® 2020"
    """
    for term in facts.incoterms.terms:
        known = term.rule
        if known.status == "current" and not term.obsolete:
            continue
        instead = known.replace_with[0] if known.replace_with else term.code
        slots = {"replacement": instead, "place": term.named_place.text if term.named_place else None}
        if known.status == "withdrawn" and term.edition in known.editions:
            yield Problem(
                f"{term.code} was withdrawn after Incoterms {term.edition}", at=term, part="by-choice", slots=slots
            )
        elif known.status == "withdrawn" and term.edition is not None:
            yield Problem(
                f"Incoterms {term.edition} have no {term.code}",
                at=term,
                part="edition-lacks-it",
                stated=term.written,
                expected=instead,
                slots=slots,
            )
        else:
            yield Problem(
                f"{term.written} is no Incoterms 2020 rule", at=term, stated=term.written, expected=instead, slots=slots
            )


@rule(
    "INC005", "sea-rule-wrong-mode", severity="warning", kinds="both", side="any", parts={"courier": "error"},
    bad=[
        "Price term: FOB Shanghai Pudong Airport\nShipment: by air",
        "Price term: CIF Paris\nShipment by DHL courier",
        "价格条款:FOB 上海\n运输方式:空运",
    ],
    good=[
        "Price term: FCA Shanghai Pudong Airport\nShipment: by air",
        "Price term: CIP Paris, 12 rue Exemple\nShipment by DHL courier",
        "Price term: FOB Ningbo\nShipment: by sea. Counter samples are sent by DHL.",
        "Price term: FOB Ningbo",
    ],
    source="Incoterms 2020: rules for sea and inland waterway transport",
)  # fmt: skip
def sea_rule_wrong_mode(facts: Facts) -> Iterator[Problem]:
    """A rule that needs a ship is used for goods that go by another way.

    Why: FAS, FOB, CFR and CIF deliver alongside or on board a vessel; by air, road, rail or courier that moment never comes.
    Fix: "Delivery: {instead|FCA, CPT or CIP} {place|named place}, Incoterms® 2020"
    Fix (zh): "贸易术语:{instead|FCA、CPT或CIP} {place|指定地点},Incoterms® 2020"
    """
    modes = facts.shipment.modes
    other = [mode for mode in NOT_BY_SEA if mode in modes]
    for term in facts.incoterms.terms:
        if term.rule.mode != "sea" or term.code not in ANY_MODE:
            continue
        airport = term.named_place is not None and any(port.kind == "air" for port in term.named_place.ports)
        if "sea" in modes or not (other or airport):
            continue
        how = other[0] if other else "air"
        beside = tuple(t for t in facts.shipment.transports if t.mode == how)[:1]
        yield Problem(
            f"{term.code} is a rule for sea transport, the goods go by {how}",
            at=term,
            beside=beside,
            part="courier" if how == "courier" and term.code == "CIF" else None,
            stated=term.code,
            expected=ANY_MODE[term.code],
            slots={"instead": ANY_MODE[term.code], "place": term.named_place.text if term.named_place else None},
        )
        return


@rule(
    "INC006", "sea-rule-container", severity="info", kinds="both", side="seller", strict=True,
    bad=["Price term: FOB Ningbo, 1 x 40HQ FCL", "价格条款:FOB 宁波\n装运:1个40尺高柜", "Delivery: CIF Hamburg\nShipment: one 20GP container by sea"],
    good=[
        "Price term: FCA Ningbo Beilun terminal, 1 x 40HQ",
        "Price term: FOB Ningbo\nShipment: bulk vessel",
        "Price term: CIP Hamburg\nShipment: one 20GP container by sea",
    ],
    source="ICC Incoterms 2020, explanatory notes",
)  # fmt: skip
def sea_rule_container(facts: Facts, *, container_advice: bool = True) -> Iterator[Problem]:
    """A container is handed over at a terminal, before the point at which FOB, CFR or CIF deliver.

    Why: risk and cost stay with the seller until the box is on board, though it left his hands before; FCA, CPT and CIP fit.
    Fix: Consider {instead|FCA, CPT or CIP}; where a letter of credit asks for an on-board bill of lading, agree it as
    A6/B6 of FCA allow.
    Fix (zh): 集装箱货物建议采用{instead|FCA、CPT或CIP};信用证要求已装船提单的,按FCA A6/B6约定。
    """
    boxes = [transport for transport in facts.shipment.transports if transport.mode == "container"]
    term = facts.incoterms.main
    if container_advice and boxes and term is not None and term.code in ANY_MODE:
        instead = ANY_MODE[term.code]
        yield Problem(
            f"{term.code} for goods in a container",
            at=term,
            beside=(boxes[0],),
            expected=instead,
            slots={"instead": instead},
        )


@rule(
    "INC007", "named-place-wrong-side", severity="error", kinds="both", side="any", parts={"inland": "warning"},
    silences={"INC014": "same"},
    bad=[
        "Price term: FOB Felixstowe\nPort of loading: Ningbo\nPort of discharge: Felixstowe",
        "Price term: CIF Ningbo\nPort of loading: Ningbo",
        "Price term: FOB Yiwu, Incoterms 2020",
    ],
    good=[
        "Price term: FOB Ningbo\nPort of loading: Ningbo\nPort of discharge: Felixstowe",
        "Price term: CIF Felixstowe\nPort of loading: Ningbo",
        "Price term: FOB Wuhan, Incoterms 2020",
        "Price term: DAP Yiwu",
    ],
    source="Incoterms 2020: port of shipment for FOB, of destination for CFR and CIF",
)  # fmt: skip
def named_place_wrong_side(facts: Facts) -> Iterator[Problem]:
    """The place of the trade term lies at the wrong end of the route.

    Why: "CIF Ningbo" from Ningbo or "FOB Hamburg" turns the price basis upside down.
    Fix: Name a place at the {end|other} end for {Rule|the rule}, or choose the rule that fits {place|the place}.
    Fix (zh): {Rule|该术语}后应写明{end|另一}端的地点,或改用与{place|该地点}相符的术语。
    """
    for term in facts.incoterms.terms:
        place = term.named_place
        if place is None or term.rule.side is None or term.place_via == "port field":
            continue
        wrong = facts.shipment.discharge if term.rule.side == "origin" else facts.shipment.loading
        right = facts.shipment.loading if term.rule.side == "origin" else facts.shipment.discharge
        clash = next((p for p in wrong if p.via != "incoterm" and p.place and p.place.shares(place)), None)
        fits = any(p.via != "incoterm" and p.place and p.place.shares(place) for p in right)
        end = "shipment" if term.rule.side == "origin" else "destination"
        slots = {"Rule": term.code, "end": end}
        if clash is not None and not fits:
            where = "goes to" if term.rule.side == "origin" else "leaves from"
            yield Problem(
                f"{words_of(term)} names a place that the shipment {where}; {term.code} takes the {end} end",
                at=term,
                beside=(clash,),
                stated=words_of(term),
                slots=slots,
            )
        elif (
            term.rule.mode == "sea"
            and place.ports
            and not any(port.takes_ships or port.kind == "air" for port in place.ports)
        ):
            yield Problem(
                f"{words_of(term)}: no ship calls there", at=term, part="inland", stated=words_of(term), slots=slots
            )


@rule(
    "INC008", "conflicting-incoterms", severity="error", kinds="both", side="any", core=True,
    silences={"INC014": "all"},
    bad=[
        "Terms of delivery: FOB Ningbo\nItem\tQty\tUnit price CIF Felixstowe USD\tAmount\nSteel mug\t100 pcs\t2.00\t200.00",
        "价格条款:FOB 宁波\n单价:CIF 费利克斯托 USD 2.00",
        "Price term: FOB Ningbo, Incoterms 2020\n8. Delivery: CIF Hamburg, insurance by Seller",
    ],
    good=[
        "Terms of delivery: FOB Ningbo, Incoterms 2020\nItem\tQty\tUnit price FOB Ningbo USD\tAmount\nSteel mug\t100 pcs\t2.00\t200.00",
        "QUOTATION\nItem\tFOB Ningbo USD\tCIF Hamburg USD\nSteel mug\t2.00\t2.30",
        "Price term: FOB Ningbo. The freight difference to CIF will be quoted on request.",
    ],
    source="source articles: be specific; CISG art. 8",
)  # fmt: skip
def conflicting_incoterms(facts: Facts) -> Iterator[Problem]:
    """Two trade terms, or two places of one, hold for the same goods.

    Why: each carries other costs and another risk point, and the cheaper reading will be argued.
    Fix: Keep one rule: {candidates|one of those named}.
    Fix (zh): 只保留一个贸易术语:{candidates|所列术语之一}。
    """
    for first, second in facts.incoterms.conflicts:
        # Price columns side by side in a quotation are offers to choose from.
        if first.where == second.where == "price column":
            continue
        candidates = (words_of(first), words_of(second))
        yield Problem(
            f"{words_of(first)} here and {words_of(second)} there",
            at=second,
            beside=(first,),
            stated=words_of(second),
            expected=words_of(first),
            slots={"candidates": candidates},
        )
        return


@rule(
    "INC009", "insurance-cover-unstated", severity="warning", kinds="both", side="buyer", strict=("claims-payable",),
    absence=True,
    parts={"silent": "info"},
    bad=[
        "Price term: CIF Durban, Incoterms 2020",
        "价格条款:CIF 德班",
        "Price term: CIP Nairobi, Incoterms 2020\nInsurance: to be covered by the Seller",
    ],
    good=[
        "Price term: CIF Durban\nInsurance: by Seller, ICC (A), 110 % of invoice value, warehouse to warehouse, claims payable in Durban in USD",
        "Price term: FOB Ningbo\nInsurance: to be covered by the Buyer",
        "Price term: DAP Warsaw, ul. Towarowa 5",
    ],
    source="Incoterms 2020 A5; UCP 600 art. 28(f)(ii), (g); Institute Cargo Clauses",
)  # fmt: skip
def insurance_cover_unstated(facts: Facts) -> Iterator[Problem]:
    """The seller insures, and the paper does not say how well.

    Why: CIF gives only the minimum cover (C), which knows no theft and no rough handling; CIP gives (A) since 2020.
    Fix: "The Seller insures the goods under Institute Cargo Clauses (A) for 110 % of the CIF or CIP value in the
    currency of this paper, claims payable at {destination_port|place of destination}."
    Fix (zh): "保险:卖方按协会货物保险条款(A)、以CIF或CIP价值的110%、按本合同币种投保,赔款支付地点为{destination_port|目的地}。"
    """
    term = facts.incoterms.main
    if term is None:
        return
    cargo = [insurance for insurance in facts.incoterms.insurance if insurance.cargo]
    slots = {"CIF": term.code, "currency": facts.amounts.currency}
    if term.code in ("CIF", "CIP"):
        cover = next((insurance for insurance in cargo if insurance.cover), None)
        percent = any(insurance.percent for insurance in cargo)
        missing = [name for name, said in (("the cover", cover), ("the insured percentage", percent)) if not said]
        if missing:
            at = cargo[0] if cargo else term
            yield Problem(f"{term.code}: the insurance lacks {' and '.join(missing)}", at=at, slots=slots)
        elif not any(insurance.claims_payable for insurance in cargo):
            yield Problem(
                "the insurance does not say where claims are payable", at=cover, part="claims-payable", slots=slots
            )
    elif term.rule.insurance is None and not cargo and term.code in ("FOB", "FCA", "CFR", "CPT", "FAS"):
        yield Problem(f"{term.code}: nobody is said to insure the carriage", at=term, part="silent", slots=slots)


@rule(
    "INC010", "exw-export-gap", severity="warning", kinds="both", side="buyer", strict=True,
    bad=["Price term: EXW Dongguan", "价格条款:EXW 东莞工厂", "Delivery: ex works Foshan, the Seller provides the B/L"],
    good=[
        "Price term: FCA Seller's factory Dongguan, loaded, export-cleared",
        "Price term: EXW Dongguan. The Seller loads the goods and handles the export declaration at his cost.",
        "Price term: FOB Shenzhen",
    ],
    source="Incoterms 2020, EXW: suited to domestic trade",
)  # fmt: skip
def exw_export_gap(facts: Facts) -> Iterator[Problem]:
    """EXW leaves loading and the export declaration to a buyer who cannot declare.

    Why: sellers then demand export fees, or the forwarder buys export papers.
    Fix: "Delivery: FCA {place|the Seller's premises}, Incoterms® 2020. The Seller loads the goods and clears them for
    export."
    Fix (zh): "贸易术语:FCA {place|卖方厂址},Incoterms® 2020。卖方负责装车并办理出口报关。"
    """
    incoterms = facts.incoterms
    for term in incoterms.terms:
        if term.code == "EXW" and not (incoterms.export_declaration and incoterms.loading):
            lacks = [
                name
                for name, said in (
                    ("loading", incoterms.loading),
                    ("the export declaration", incoterms.export_declaration),
                )
                if not said
            ]
            yield Problem(f"EXW without a word on {' and '.join(lacks)}", at=term)
            return


@rule(
    "INC011", "ddp-import-gap", severity="warning", kinds="both", side="any",
    bad=["Price term: DDP Dallas, all taxes included", "价格条款:DDP 达拉斯,双清包税", "Delivery: DDP Berlin warehouse, Incoterms 2020"],
    good=[
        "Price term: DDP Dallas. Importer of record: Seller's US entity. VAT and sales tax are paid by the Buyer. Any change of duty after the contract date is for the Seller's account.",
        "Price term: DAP Dallas",
        "Price term: FOB Ningbo",
    ],
    source="Incoterms 2020, DDP; 19 U.S.C. 1484-1485",
)  # fmt: skip
def ddp_import_gap(facts: Facts) -> Iterator[Problem]:
    """DDP does not say who imports, who pays VAT and who bears a change of duty.

    Why: customs looks to the importer of record whatever the contract says; undervalued entries land on the buyer.
    Fix: "Delivery: DDP {place|named place}, Incoterms® 2020. Importer of record: {importer|name and tax number}. The
    Seller bears import duty, VAT and other import taxes, and any increase in duty after the date of this paper; the
    Buyer receives copies of the import entry."
    Fix (zh): "贸易术语:DDP {place|指定地点},Incoterms® 2020。清关主体(进口商):{importer|名称及税号}。进口关税、增值税及其他进口税费,包括此后的关税上调,均由卖方承担;进口报关单副本交买方。"
    """
    incoterms = facts.incoterms
    for term in incoterms.terms:
        if term.code != "DDP":
            continue
        lacks = [
            name
            for name, said in (
                ("the importer of record", incoterms.importer_of_record),
                ("VAT", incoterms.import_vat),
                ("changes of duty", incoterms.duty_change),
            )
            if not said
        ]
        if lacks:
            yield Problem(f"DDP without a word on {', '.join(lacks)}", at=term)
        return


@rule(
    "INC012", "rule-contradicted-by-costs", severity="error", kinds="both", side="any",
    bad=[
        "Price term: FOB Ningbo, freight to Leeds included",
        "价格条款:FOB 宁波,含运费到门",
        "Price term: CIF Hamburg\nInsurance: to be covered by the Buyer",
    ],
    good=[
        "Price term: CPT Leeds, 4 Mill Lane",
        "Price term: FOB Ningbo\nInsurance: to be covered by the Buyer",
        "Price term: CIF Hamburg\nInsurance: by Seller for 110% of invoice value",
        "Price term: FOB Ningbo\nOcean freight for the Buyer's account",
    ],
    source="Incoterms 2020 A9/B9: allocation of costs",
)  # fmt: skip
def rule_contradicted_by_costs(facts: Facts) -> Iterator[Problem]:
    """A cost is given to the other party than the trade term gives it to.

    Why: price and risk no longer match, and the contradiction is settled against whoever needs the term.
    Fix: Change the rule to one that fits, or delete '{cue|the words about cost}'.
    Fix (zh): 改用相符的贸易术语,或删除“{cue|费用约定}”。
    """
    term = facts.incoterms.main
    if term is None or facts.incoterms.conflicts:
        return
    bears = {
        "carriage": term.rule.carriage,
        "insurance": term.rule.insurance,
        "import_duty": term.rule.import_duty,
        "export_clear": term.rule.export_clear,
    }
    for cost in facts.incoterms.costs:
        burdened = bears.get(cost.cost)
        if burdened not in ("buyer", "seller") or burdened == cost.payer:
            continue
        yield Problem(
            f"under {term.code} {COSTS[cost.cost]} is for the {burdened}, the paper gives it to the {cost.payer}",
            at=cost,
            beside=(term,),
            stated=cost.payer,
            expected=burdened,
            subject=cost.cost,
            slots={"cue": facts.document.quote(cost.span, 60)},
        )
        return


@rule(
    "INC013", "edition-unknown", severity="error", kinds="both", side="any", silences={"INC002": "all"},
    bad=["Price term: FCA Hai Phong, Incoterms 2018", "价格条款:FCA 海防,Incoterms 2018", "Delivery: CIF Hamburg (Incoterms 2022)"],
    good=["Price term: FCA Hai Phong, Incoterms® 2020", "价格条款:FCA 海防,Incoterms 2020", "Price term: FOB Ningbo as per Incoterms, PI 2026-118"],
    source="ICC Incoterms 2020, introduction (history of editions)",
)  # fmt: skip
def edition_unknown(
    facts: Facts,
    *,
    editions: tuple[str, ...] = ("1936", "1953", "1967", "1974", "1976", "1980", "1990", "2000", "2010", "2020"),
) -> Iterator[Problem]:
    """The edition that is named was never issued.

    Why: the text that is cited does not exist, so each side may pick the edition that suits it.
    Fix: Write 'Incoterms® 2020' ({nearest_edition|another edition} only where it was meant).
    Fix (zh): 写明Incoterms® 2020(确需{nearest_edition|其他版本}的除外)。
    """
    for edition in facts.incoterms.editions:
        if edition.year is None or str(edition.year) in editions:
            continue
        nearest = min(editions, key=lambda year: abs(int(year) - (edition.year or 0)))
        yield Problem(
            f"there is no edition {edition.written} of the Incoterms",
            at=edition,
            stated=edition.written,
            expected="2020",
            slots={"nearest_edition": nearest},
        )


@rule(
    "INC014", "loading-port-differs", severity="error", kinds="both", side="any",
    bad=[
        "Price term: FOB Xiamen, Incoterms 2020\nPort of loading: Qingdao",
        "Price term: CIF Santos\nPort of discharge: Itajai",
        "价格条款:FOB 厦门\n起运港:青岛",
    ],
    good=[
        "Price term: FOB Xiamen, Incoterms 2020\nPort of loading: Xiamen",
        "Price term: CIF Santos\nPort of discharge: Santos",
        "价格条款:FOB 深圳\n起运港:盐田",
        "Price term: FOB Ningbo\nPort of loading: Ningbo or Shanghai",
        "Price term: CPT Leeds\nPort of discharge: Felixstowe",
    ],
    source="Incoterms 2020 A2, A9/B9; UCP 600 art. 20(a)(iii)",
)  # fmt: skip
def loading_port_differs(facts: Facts) -> Iterator[Problem]:
    """The port of the trade term is not the port of the shipment.

    Why: one port is priced and another is booked; haulage, local charges and the point of risk move between them.
    Fix: Bring both to one port: {place_of_the_term|that of the rule} or {port_field|that of the field}.
    Fix (zh): 统一港口:{place_of_the_term|术语后的港口}或{port_field|装运港栏}。
    """
    for term in facts.incoterms.terms:
        place = term.named_place
        if place is None or term.place_via != "term" or not _is_port(place):
            continue
        origin = term.code in ("FOB", "FAS", "FCA")
        if not origin and term.code not in ("CFR", "CIF"):
            continue
        ends = facts.shipment.loading if origin else facts.shipment.discharge
        fields = [port for port in ends if port.via == "field" and port.place and port.place.ports]
        if not fields or any(port.place and port.place.shares(place) for port in fields):
            continue
        other = fields[0]
        assert other.place is not None
        which = "loading" if origin else "discharge"
        yield Problem(
            f"{words_of(term)}, and the port of {which} is {other.place.text}",
            at=other,
            beside=(term,),
            stated=other.place.text,
            expected=place.text,
            slots={"place_of_the_term": place.text, "port_field": other.place.text},
        )
        return


def _is_port(place: PlaceName) -> bool:
    return any(port.takes_ships for port in place.ports)
