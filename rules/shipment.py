"""Shipment: until when, from where to where, how, with which papers, and what follows when it is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tradelint.checklist import Checklist
from tradelint.facts import Facts
from tradelint.facts.holidays import standstill_on
from tradelint.facts.shipment_deadline import Deadline
from tradelint.rule import Problem, rule
from tradelint.text import Span

LUNAR_COUNTRIES = ("CN", "HK", "TW", "VN")
DESTINATION_RULES = ("CPT", "CIP", "CFR", "CIF", "DAP", "DPU", "DDP", "DAT", "DDU")
PARCELS = ("courier", "air")


def promises(facts: Facts) -> tuple[Deadline, ...]:
    """The deadlines of the goods themselves, not those of a credit or of single lots."""
    return tuple(d for d in facts.shipment.deadlines if d.where != "credit" and d.subject != "arrival")


def last_day(deadline: Deadline) -> date | None:
    """The last day that a deadline allows, None for a period or a choice of readings."""
    return deadline.latest or (deadline.readings[0] if len(deadline.readings) == 1 else None)


def paper_date(facts: Facts) -> date | None:
    """The paper's own date, None when it has none or an ambiguous one."""
    own = facts.hygiene.date
    return own.reading.date if own and own.reading else None


@rule(
    "SHP001", "shipment-date-missing", severity="error", kinds="both", side="buyer", core=True, absence=("absent",),
    item="shipment_date",
    silences={"SHP002": "all", "SHP003": "all", "SHP004": "all", "SHP011": "all"},
    bad=[
        "Delivery: after production",
        "交货期:生产完成后",
        "PROFORMA INVOICE\nSteel mug 8 cm, 100 pcs\nPayment: T/T in advance",
        "Time of shipment: ________",
    ],
    good=[
        "Latest shipment date: 2027-01-15 (on board Ningbo)",
        "最迟装运日:2027年1月15日(宁波装船)",
        "Delivery time: within 30 days after receipt of deposit",
        "Shipment: in March 2027",
    ],
    source="checklist of the source articles: shipping date; CISG art. 33",
)  # fmt: skip
def shipment_date_missing(facts: Facts, *, checklist: Checklist) -> Iterator[Problem]:
    """The paper fixes no time for shipment.

    Why: lateness is the first thing a platform covers; without a date there is no lateness.
    Fix: "Shipment: the goods are shipped on board not later than {date}."
    Fix (zh): "装运:货物最迟应于{date|日期}前装船。"
    """
    item = checklist["shipment_date"]
    if item.state == "stated" or any(deadline.concrete for deadline in facts.shipment.deadlines):
        return
    if item.state == "absent" and item.value is not None:
        yield Problem(f"the shipment date is {item.left}", at=item.span, part="blank")
    elif item.state == "absent":
        yield Problem("no shipment date found", part="absent")
    elif item.state == "weak":
        yield Problem(undated(facts), at=item.span, part="weak")


def undated(facts: Facts) -> str:
    """What a time that fixes nothing lacks: its first day, or any day at all."""
    period = next((d.period for d in facts.shipment.deadlines if d.period and not d.starts), None)
    if period is not None:
        return f"{period.written} are given, but not from which day they run"
    return "shipment is spoken of without a date, a week or a number of days"


@rule(
    "SHP002", "shipment-date-floating", severity="warning", kinds="both", side="buyer", core=True, strict=("no-long-stop",),
    bad=[
        "Lead time: about 30-35 days after confirmation",
        "交货期:收到定金后30天左右",
        "Delivery time: 45 days after sample approval and receipt of material",
        "Shipment: 30-45 days after deposit",
    ],
    good=[
        "Shipment: within 30 calendar days after the deposit is credited, at the latest 2027-01-15",
        "交货期:定金到账后30天内,最迟2027年1月15日",
        "Latest shipment: 2027-01-15",
        "Shipment: not later than 15 January 2027",
    ],
    source="source articles: agreed date; CISG art. 33; UCP 600 art. 3",
)  # fmt: skip
def shipment_date_floating(facts: Facts) -> Iterator[Problem]:
    """The shipment date moves with an event or a vague word.

    Why: a clock that the seller starts never runs out, and "about" or "ASAP" fix nothing.
    Fix: "Shipment: within {days|number} calendar days after the deposit is credited on the Seller's account, and not
    later than {date} in any event."
    Fix (zh): "装运:预付款到达卖方账户后{days|天数}个日历日内装船,无论如何不迟于{date|日期}。"
    """
    fixed = [d for d in promises(facts) if last_day(d) or d.long_stop]
    for deadline in promises(facts):
        said = facts.document.quote(deadline.span, 60)
        if deadline.vague:
            words = ", ".join(vague.term for vague in deadline.vague)
            yield Problem(f"the shipment date is vague: {words}", at=deadline, stated=said)
            return
        period = deadline.period
        if period is None or fixed:
            continue
        slots = {"n": period.high}
        if period.low != period.high and not period.backwards:
            yield Problem(
                f"the time for shipment is a range, {period.written}", at=deadline, stated=period.written, slots=slots
            )
        elif len(period.starts) > 1:
            events = " and ".join(start.words for start in period.starts)
            yield Problem(f"{period.written} run from several events: {events}", at=deadline, stated=said, slots=slots)
        elif not period.starts:
            yield Problem(f"{period.written} run from no stated event", at=deadline, stated=said, slots=slots)
        elif period.starts[0].control == "seller" or period.from_undefined_event:
            start = period.starts[0].words
            yield Problem(
                f"{period.written} run from an event in the seller's hands: {start}",
                at=deadline,
                stated=said,
                slots=slots,
            )
        else:
            yield Problem(
                f"{period.written} after an event, without a last date",
                at=deadline,
                part="no-long-stop",
                stated=said,
                slots=slots,
            )
        return


@rule(
    "SHP003", "shipment-event-undefined", severity="warning", kinds="both", side="any", strict=True,
    absence=("undefined",),
    bad=[
        "Price term: FOB Ningbo\nDelivery date: 15 January 2027",
        "Price term: FOB Ningbo\nETA: 15 January 2027",
        "价格条款:FOB 宁波\n交货日期:2027年1月15日",
    ],
    good=[
        "Price term: FOB Ningbo\nShipment: on-board date of the bill of lading not later than 15 January 2027",
        "Price term: FCA Ningbo\nGoods to be handed over to the carrier by 15 January 2027",
        "Price term: DAP Leeds\nArrival at Leeds not later than 15 January 2027",
    ],
    source="Incoterms 2020 A2; platform help on the definition of the shipment date",
)  # fmt: skip
def shipment_event_undefined(
    facts: Facts,
    *,
    ta_default: str = "export clearance completed at port/place of loading, or courier pick-up (Beijing time)",
) -> Iterator[Problem]:
    """It is not said which event counts as shipment.

    Why: with "FOB, delivered by 15 January" one side thinks of Ningbo, the other of Leeds. A platform order uses its own
    definition unless the parties agree another: {ta_default}.
    Fix: "Shipment means the on-board date of the bill of lading."
    Fix (zh): "装运日期以提单装船日期为准。"
    """
    term = facts.incoterms.main
    at_destination = term is not None and term.code in ("DAP", "DPU", "DDP", "DAT", "DDU")
    for deadline in facts.shipment.deadlines:
        if not deadline.concrete or deadline.where == "credit" or deadline.lot:
            continue
        if facts.payment.credits and any(clause.contains(deadline.span) for clause in facts.payment.clauses):
            continue
        said = facts.document.quote(deadline.span, 60)
        if deadline.subject == "arrival" and term is not None and not at_destination:
            yield Problem(
                f"an arrival date under {term.code}, which delivers at origin", at=deadline, beside=(term,), stated=said
            )
            return
        if deadline.moment is None and deadline.subject in ("delivery", "shipment", "ready"):
            yield Problem(
                f"it is not said which event counts as {deadline.subject}", at=deadline, part="undefined", stated=said
            )
            return


@rule(
    "SHP004", "date-order-broken", severity="error", kinds="both", side="any", core=True,
    bad=[
        ("PROFORMA INVOICE\nDate: 2026-11-22\nLatest shipment: 2026-01-15", {"as_of": "2026-11-22"}),
        ("PROFORMA INVOICE\nDate: 2026-10-05\nLatest shipment: 2026-11-10", {"as_of": "2026-11-22"}),
        ("销售合同\n签约日期:2026-11-22\n装运期:2026年1月15日前", {"as_of": "2026-11-22"}),
    ],
    good=[
        ("PROFORMA INVOICE\nDate: 2026-11-22\nLatest shipment: 2027-01-15", {"as_of": "2026-11-22"}),
        ("PROFORMA INVOICE\nDate: 2025-03-03\nLatest shipment: 2025-04-20", {"as_of": "2026-11-22"}),
        ("PROFORMA INVOICE\nDate: 2026-11-22\nValid until: 2026-12-01\nLatest shipment: 2027-01-15", {"as_of": "2026-11-22"}),
    ],
    source="source articles: set clear shipping dates; UN/ECE Rec. 7",
)  # fmt: skip
def date_order_broken(facts: Facts, *, as_of: date, stale_days: int = 60) -> Iterator[Problem]:
    """Dates of the paper stand in an impossible order.

    Why: impossible sequences come from recycled templates and make the date clause worthless.
    Fix: Check year and month of {field|the date}: {date|it} lies before {other|another}.
    Fix (zh): 请核对{field|该日期}的年月:{date|该日期}早于{other|另一日期}。
    """
    own = facts.hygiene.date
    issued = paper_date(facts)
    for deadline in facts.shipment.deadlines:
        latest = last_day(deadline)
        if latest is None or deadline.where == "credit" or deadline.lot:
            continue
        slots = {"field": "the shipment date", "date": latest}
        if issued is not None and latest < issued:
            yield Problem(
                f"shipment by {latest} lies before the paper's own date {issued}",
                at=deadline,
                beside=(own,) if own else (),
                stated=latest.isoformat(),
                expected=f"after {issued}",
                slots={**slots, "other": issued},
            )
            return
        young = issued is not None and timedelta(0) <= as_of - issued <= timedelta(days=stale_days)
        if young and latest < as_of and not facts.hygiene.signatures.stamps:
            yield Problem(
                f"shipment by {latest} has passed, the paper is a draft of {issued}",
                at=deadline,
                beside=(own,) if own else (),
                stated=latest.isoformat(),
                expected=f"after {as_of}",
                subject="as-of",
                slots={**slots, "other": as_of},
            )
            return
    departures = [d for d in facts.shipment.deadlines if d.subject == "departure" and last_day(d)]
    arrivals = [d for d in facts.shipment.deadlines if d.subject == "arrival" and last_day(d)]
    for departure in departures:
        for arrival in arrivals:
            left, came = last_day(departure), last_day(arrival)
            if left and came and came < left:
                yield Problem(
                    f"arrival on {came} lies before departure on {left}",
                    at=arrival,
                    beside=(departure,),
                    stated=came.isoformat(),
                    expected=f"after {left}",
                    subject="route",
                    slots={"field": "the arrival date", "date": came, "other": left},
                )
                return


@rule(
    "SHP005", "ports-missing", severity="warning", kinds="both", side="any", absence=True,
    bad=["Price term: FOB China, to Europe", "价格条款:FOB 中国主要港口", "PROFORMA INVOICE\nPort of loading: any Chinese port\nPrice term: CIF Hamburg"],
    good=[
        "Price term: FOB Ningbo\nPort of loading: Ningbo, China\nPort of discharge: Felixstowe, UK",
        "价格条款:FOB 宁波\n目的港:费利克斯托",
        "Price term: CIF Hamburg\nPort of loading: Shanghai",
    ],
    source="UN/ECE Rec. 16 (UN/LOCODE); 19 CFR 141.86(a)(1); UCP 600 art. 20(a)(iii)",
)  # fmt: skip
def ports_missing(facts: Facts, *, checklist: Checklist) -> Iterator[Problem]:
    """An end of the route is missing or general.

    Why: freight, transit time, certificate of origin and L/C all need both ends.
    Fix: "Port of loading: {loading port|port of loading}; port of discharge: {discharge port|port of discharge}"
    Fix (zh): "装运港:{loading port|装运港};目的港:{discharge port|目的港}"
    """
    if facts.shipment.modes & {"courier"}:
        return
    ends = (("port_of_loading", "loading"), ("port_of_destination", "discharge"))
    lacking = [(checklist[name], word) for name, word in ends if checklist[name].state != "stated"]
    if not lacking:
        return
    words = " and ".join(word for _, word in lacking)
    at = next((item.span for item, _ in lacking if item.span), None)
    only = lacking[0][0]
    if len(lacking) == 1 and only.state == "weak":
        said = "names no port or town" + (f": {only.value}" if only.value else "")
    else:
        said = "is not named" if len(lacking) == 1 else "are not named"
    yield Problem(f"the port{'s' if len(lacking) > 1 else ''} of {words} {said}", at=at, subject=words)


@rule(
    "SHP006", "partial-transhipment-silent", severity="info", kinds="both", side="any", absence=True,
    bad=["Price term: FOB Ningbo\nShipment: by sea before 2027-01-15", "价格条款:FOB 宁波\n运输方式:海运", "Price term: CIF Hamburg\nPartial shipment: not allowed"],
    good=[
        "Price term: FOB Ningbo\nPartial shipment not allowed; transhipment allowed",
        "价格条款:FOB 宁波\n不允许分批装运,允许转运",
        "Price term: FCA Shenzhen Airport\nShipment by air",
    ],
    source="UCP 600 art. 20(b)-(c), 31(a)",
)  # fmt: skip
def partial_transhipment_silent(facts: Facts) -> Iterator[Problem]:
    """Nothing is said on partial shipments or transhipment.

    Why: silence under a credit allows partial shipments, and several half loads double local charges.
    Fix: "Partial shipments: not allowed. Transhipment: allowed."
    Fix (zh): "分批装运:不允许。转运:允许。"
    """
    term = facts.incoterms.main
    by_sea = "sea" in facts.shipment.modes or (term is not None and term.rule.mode == "sea")
    if not (by_sea or facts.payment.credits) or facts.shipment.modes & set(PARCELS):
        return
    said = {permission.what for permission in facts.shipment.permissions if permission.allowed is not None}
    silent = [
        word for what, word in (("partial", "partial shipments"), ("transhipment", "transhipment")) if what not in said
    ]
    if silent:
        yield Problem(f"nothing is said on {' and '.join(silent)}")


@rule(
    "SHP007", "document-list-missing", severity="warning", kinds="contract", side="any", strict=True, absence=True,
    bad=["SALES CONTRACT\nPrice term: CIP Prague", "SALES CONTRACT\nDocuments required: commercial invoice, bill of lading", "销售合同\n价格条款:CIF 汉堡\n付款方式:T/T"],
    good=[
        "SALES CONTRACT\nPrice term: CIP Prague\nDocuments required: 3 commercial invoices, 3 packing lists, air waybill, insurance policy",
        "SALES CONTRACT\nPrice term: FOB Ningbo\nDocuments: commercial invoice, packing list, full set of clean on board bills of lading",
        "销售合同\n价格条款:FOB 宁波\n单据:商业发票、装箱单、提单",
    ],
    source="CISG art. 30, 34; Incoterms 2020 A1, A6; UCP 600 art. 18-28",
)  # fmt: skip
def document_list_missing(facts: Facts) -> Iterator[Problem]:
    """The seller's documents are not listed, or one that the deal needs is missing.

    Why: goods without papers cannot be cleared, and the seller owes only the papers agreed or customary.
    Fix: "Documents: within 3 working days after shipment the Seller sends the Buyer: commercial invoice, packing list,
    full set of original bills of lading, certificate of origin, insurance certificate where the Seller insures, and
    inspection certificate where agreed."
    Fix (zh): "单据:卖方应在装运后3个工作日内向买方提供:商业发票、装箱单、全套正本提单、原产地证书、保险单(由卖方投保的)及检验证书(有约定的)。"
    """
    shipment = facts.shipment
    kinds = {document.kind for document in shipment.documents}
    if not shipment.document_lists and len(kinds) < 2:
        yield Problem("no list of shipping documents found")
        return
    lacking = [
        name
        for name, said in (
            ("invoice", "invoice" in kinds),
            ("packing list", "packing_list" in kinds),
            ("transport document", "transport" in kinds),
        )
        if not said
    ]
    term = facts.incoterms.main
    if term is not None and term.code in ("CIF", "CIP") and "insurance_document" not in kinds:
        lacking.append("insurance certificate")
    if facts.reading.hits("order_kinds.dangerous") and "dangerous_goods" not in kinds:
        lacking.append("papers for dangerous goods (UN 38.3 report, safety data sheet)")
    if facts.reading.hits("order_kinds.preference") and "origin" not in kinds:
        lacking.append("certificate of origin for the preference")
    if lacking:
        at = shipment.document_lists[0] if shipment.document_lists else None
        yield Problem(f"the list of documents lacks: {', '.join(lacking)}", at=at)


@rule(
    "SHP008", "late-shipment-remedy-missing", severity="warning", kinds="both", side="buyer", core=True, absence=True,
    item="late_delivery_penalty",
    bad=[
        "Latest shipment: 2027-01-15\nPacking: cartons",
        "最迟装运日:2027年1月15日\n包装:纸箱",
        "Late delivery: the Seller shall inform the Buyer in time.",
    ],
    good=[
        "If shipment is later than 2027-01-15 Seller pays 0.5 % of the late goods' price per started week, at most 5 %.",
        "逾期每周按迟交货款0.5%支付违约金,最高5%;逾期30天买方有权解除合同并要求7日内全额退款。",
        "In case of late shipment the Buyer may cancel the order and all payments are refunded within 7 days.",
        "Late delivery: if shipment is delayed by more than 10 days the Seller ships by air at his own expense.",
    ],
    source="source articles: late shipment, file a dispute for a refund; CISG art. 47, 49; ICC and ITC model sale contracts",
)  # fmt: skip
def late_shipment_remedy_missing(facts: Facts) -> Iterator[Problem]:
    """Late shipment has no consequence.

    Why: it is the first risk a platform covers; outside of it the buyer has to prove loss and a fundamental breach.
    Fix: "Late shipment: 0.5 % of the price of the late goods per started week, at most 5 %; from day 30 the Buyer may
    cancel and is refunded in full within 7 days."
    Fix (zh): "逾期装运:每逾期一周,按迟交货物价款的0.5%支付违约金,上限5%;逾期30日的,买方可解除合同,卖方应在7日内全额退款。"
    """
    late = facts.shipment.late
    if any(clause.concrete for clause in late):
        return
    if late:
        yield Problem("late shipment is spoken of without a consequence", at=late[0])
    else:
        yield Problem("no consequence of late shipment found")


@rule(
    "SHP009", "late-damages-anomalous", severity="warning", kinds="both", side="any", small_orders=False,
    bad=[
        "Late delivery: penalty 3 % per day",
        "逾期交货:每天按合同总价的1%支付违约金",
        "For late shipment the Seller pays 1 % of the price of the late goods per week.",
        "Late shipment: 0.5 % per week of the price of the late goods, maximum 30 %",
    ],
    good=[
        "Late shipment: 0.5 % per week of the price of the delayed goods, cap 5 %",
        "逾期交货:每周按迟交部分货款的0.5%支付违约金,最高不超过5%",
        "Late payment: interest of 3 % per month",
    ],
    source="PRC Civil Code art. 585 and the interpretation of 2023, art. 65; ICC/ITC model contracts",
)  # fmt: skip
def late_damages_anomalous(
    facts: Facts, *, max_week: Decimal = Decimal(2), max_day: Decimal = Decimal("0.5"), max_cap: Decimal = Decimal(20)
) -> Iterator[Problem]:
    """The damages for late shipment have no cap, no base, or an extravagant rate.

    Why: an uncapped or extravagant rate is cut down by courts and arbitrators.
    Fix: "Late shipment: liquidated damages of 0.5 % of the price of the late goods per week, at most 5 %, as a genuine
    pre-estimate; from day 30 the Buyer may cancel with full refund."
    Fix (zh): "逾期装运:每周按迟交货物价款的0.5%支付违约金,上限5%;逾期30日的,买方可解除合同并获全额退款。"
    """
    for clause in facts.shipment.late:
        if clause.percent is None or clause.blank:
            continue
        most = {"day": max_day, "week": max_week}.get(clause.per or "")
        said = f"{clause.percent.normalize():f} % per {clause.per or 'case'}"
        if most is not None and clause.percent > most:
            yield Problem(
                f"late damages of {said}, above {most} %", at=clause, stated=said, expected=f"{most} % or less"
            )
        elif clause.cap is not None and clause.cap > max_cap:
            yield Problem(
                f"late damages may reach {clause.cap.normalize():f} %, above {max_cap} %", at=clause, stated=said
            )
        elif clause.per and clause.cap is None:
            yield Problem(f"late damages of {said} have no cap", at=clause, stated=said)
        elif clause.per and clause.base is None:
            yield Problem(f"late damages of {said}: of which price is not said", at=clause, stated=said)
        else:
            continue
        return


@rule(
    "SHP010", "document-release-risk", severity="warning", kinds="both", side="any", strict=True,
    bad=[
        "Payment: 30% deposit, 70% within 30 days after B/L date\nTelex release upon sailing",
        "付款方式:30%定金,余款到货后30天付清\n开船后电放提单",
        "Payment: 30% deposit, 70% within 45 days after arrival of the goods\nB/L: sea waybill",
    ],
    good=[
        "Payment: 30% deposit, 70 % against copy of B/L; telex release within 1 working day after receipt of funds",
        "Payment: 30% deposit, 70% before shipment\nTelex release",
        "Payment: 30% deposit, 70% against copy of B/L",
    ],
    source="URC 522 practice; UCP 600 art. 20",
)  # fmt: skip
def document_release_risk(facts: Facts) -> Iterator[Problem]:
    """The goods are released before the balance is paid.

    Why: who holds the bill of lading holds the goods; the trigger of the balance must fit the release.
    Fix: "The Seller releases the original bills of lading within 1 working day after the balance is credited."
    Fix (zh): "卖方应在余款到账后1个工作日内放单(正本提单)。"
    """
    if facts.shipment.modes & set(PARCELS):
        return
    unpaid = [
        step
        for step in facts.payment.steps
        if step.event in ("after_shipment", "invoice", "arrival", "acceptance") and step.percent
    ]
    for release in facts.shipment.releases:
        if release.kind in ("telex", "sea_waybill", "straight") and not release.after_payment and unpaid:
            share = f"{unpaid[-1].percent.normalize():f} %" if unpaid[-1].percent else "the balance"
            yield Problem(f"the goods are released while {share} is still due", at=release, beside=(unpaid[-1],))
            return


@rule(
    "SHP011", "holiday-collision", severity="info", kinds="both", side="any",
    bad=[
        "Seller: Tidewell Housewares Co., Ltd., 8 Canal Road, Ningbo, China\nLatest shipment: 2027-02-10",
        "卖方:宁波潮汐家居有限公司\n地址:中国宁波运河路8号\n装运期:2027年2月10日前",
        "Seller: Tidewell Housewares Co., Ltd., Ningbo, China\nShipment: not later than 5 October 2027",
    ],
    good=[
        "Seller: Tidewell Housewares Co., Ltd., 8 Canal Road, Ningbo, China\nLatest shipment: 2027-01-22",
        "Seller: Anatolia Marble A.S., Izmir, Turkey\nLatest shipment: 2027-02-10",
        "卖方:宁波潮汐家居有限公司\n地址:中国宁波运河路8号\n装运期:2027年4月10日前",
    ],
    source="lunar calendar; sourcing practice",
)  # fmt: skip
def holiday_collision(facts: Facts, *, slow_before: int = 14, slow_after: int = 15) -> Iterator[Problem]:
    """The shipment date falls into weeks in which the factory stands still.

    Why: a promise for the middle of the holidays is either padded or false.
    Fix: Move the shipment before {date|the holiday}, or state the shutdown and a firm date after it.
    Fix (zh): 将装运期提前至{date|假期}之前,或写明停工安排及节后确定日期。
    """
    seller = facts.parties.seller
    if seller is None or seller.country not in LUNAR_COUNTRIES:
        return
    for deadline in promises(facts):
        latest = last_day(deadline)
        still = standstill_on(latest, slow_before, slow_after) if latest else None
        if still is not None:
            yield Problem(
                f"shipment by {latest} falls into {still.name}, {still.start} to {still.end}",
                at=deadline,
                stated=str(latest),
                expected=f"before {still.start}",
                slots={"date": still.start},
            )
            return


@rule(
    "SHP012", "shipment-terms-conflict", severity="error", kinds="both", side="any", core=True,
    silences={"SHP004": "same", "SHP011": "same"},
    bad=[
        "Shipment: not later than 2027-03-05\n6. Time of shipment: end of April 2027",
        "交货期:2027年3月5日前\n第六条 装运期:2027年4月底",
        "Partial shipment: not allowed\n9. Partial shipments are allowed, the goods may go in two lots.",
        "Delivery time: 45-30 days after receipt of deposit",
    ],
    good=[
        "Shipment: not later than 2027-03-05\n6. Time of shipment: not later than 5 March 2027; partial shipment not allowed, transhipment allowed",
        "交货期:2027年3月5日前\n第六条 装运期:不迟于2027年3月5日,不允许分批,允许转运",
        "Shipment: 25 days after deposit, at the latest 2027-03-05",
        "Shipment: first lot 2027-03-05, second lot 2027-04-10",
    ],
    source="checklist of the source articles: shipping date; CISG art. 8, 33; UCP 600 art. 20, 31",
)  # fmt: skip
def shipment_terms_conflict(facts: Facts) -> Iterator[Problem]:
    """Two statements about the shipment of the same goods contradict each other.

    Why: the seller is in time by the later date and late by the earlier one, so that lateness cannot be shown.
    Fix: Keep one: {date|one date} or {other|the other}; the same for partial shipments and transhipment.
    Fix (zh): 只保留一项:{date|其一}或{other|其二};分批装运和转运的约定亦同。
    """
    for first, second in facts.shipment.conflicts:
        one, other = facts.document.quote(first.span, 50), facts.document.quote(second.span, 50)
        yield Problem(
            f"two times for shipment: {one} and {other}",
            at=second,
            beside=(first,),
            stated=other,
            expected=one,
            subject="date",
            slots={"date": one, "other": other},
        )
        break
    for deadline in facts.shipment.deadlines:
        if deadline.backwards or (deadline.period and deadline.period.backwards):
            said = facts.document.quote(deadline.span, 50)
            yield Problem(f"the time for shipment runs backwards: {said}", at=deadline, stated=said, subject="range")
            break
    for what, word in (("partial", "partial shipment"), ("transhipment", "transhipment")):
        # A caption such as "Partial shipment / transhipment" asks; only its value answers.
        answers = [p for p in facts.shipment.permissions if p.what == what and not _in_caption(facts, p.span)]
        said_yes = [p for p in answers if p.allowed is True]
        said_no = [p for p in answers if p.allowed is False]
        if said_yes and said_no:
            later, first_one = sorted((said_yes[0], said_no[0]), key=lambda p: p.span, reverse=True)
            yield Problem(
                f"{word} is allowed in one place and forbidden in another", at=later, beside=(first_one,), subject=what
            )


def _in_caption(facts: Facts, span: Span) -> bool:
    """Whether words stand in a label cell, not in what it labels."""
    return any(caption.label.contains(span) for caption in facts.reading.captions if caption.via in ("right", "below"))
