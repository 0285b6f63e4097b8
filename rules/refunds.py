"""Refund, claims, warranty: what the buyer can ask for, until when, and with which proof."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist import Checklist
from tradelint.facts import Facts
from tradelint.facts.refunds import ClaimPeriod
from tradelint.rule import Problem, rule

CONCRETE = ("refund", "replacement", "repair", "reduction", "compensation", "rejection")


def words_of(period: ClaimPeriod) -> str:
    """`30 days after receipt`."""
    unit = period.unit[:-1] if period.number == 1 else period.unit
    return f"{period.number} {unit}" + (f" after {period.start}" if period.start else "")


def for_visible_defects(facts: Facts) -> tuple[ClaimPeriod, ...]:
    """The claim periods that are not for hidden defects alone."""
    return tuple(p for p in facts.refunds.periods if "hidden" not in p.scope or "visible" in p.scope)


def has_clause(facts: Facts) -> bool:
    """Whether the paper has a refund or claims clause at all."""
    return bool(facts.refunds.clauses)


@rule(
    "RFD001", "refund-clause-missing", severity="error", kinds="both", side="buyer", core=True, absence=("absent",),
    item="refund_or_claims_terms", parts={"platform-only": "warning"},
    silences={"RFD002": "all", "RFD003": "all", "RFD004": "all", "RFD005": "all", "RFD006": "all", "RFD007": "all"},
    bad=[
        "PROFORMA INVOICE\nCommodity: LED panel\nPayment: 30% T/T deposit, 70% against copy of B/L",
        "形式发票\n品名:LED面板灯\n出口退税归卖方所有",
        "PROFORMA INVOICE\nRemark: VAT refund is for the Seller's account\nPacking: cartons",
    ],
    good=[
        "If goods do not conform, Buyer may choose refund, price reduction or free replacement within 30 days.",
        "货物不符合约定的,买方可选择退款、减价或免费更换",
        "Claims: within 30 days after arrival of the goods at port of destination",
        "Quality/quantity discrepancy: claims shall be filed within 15 days after arrival",
    ],
    source="checklist of the source articles: refund conditions; PRC Civil Code art. 577, 582; CISG art. 45-52",
)  # fmt: skip
def refund_clause_missing(facts: Facts, *, checklist: Checklist) -> Iterator[Problem]:
    """The paper says nothing about defective, short or late goods.

    Why: refund conditions are on the checklist; without them the buyer depends on the general law of a foreign court.
    Fix: "Claims: notice within 30 days after receipt of the goods. If goods are late, short, damaged or not in
    conformity, the Buyer may choose a refund of the value affected, replacement or a price reduction; refunds are made
    within 7 days by the original payment route; return freight is for the Seller."
    Fix (zh): "索赔:买方应在收货后30日内提出。货物迟交、短少、损坏或不符合约定的,买方可选择退还相应货款、更换或减价;退款应在7日内按原支付途径退回,退货运费由卖方承担。"
    """
    item = checklist["refund_or_claims_terms"]
    if item.state != "absent":
        return
    if item.value is not None:
        yield Problem(f"the refund and claims terms are {item.left}", at=item.span, part="blank")
    elif facts.platform.namings:
        yield Problem("no refund or claims clause of its own, only the platform is named", part="platform-only")
    else:
        yield Problem("no refund or claims terms found", part="absent")


@rule(
    "RFD002", "claim-window-missing", severity="error", kinds="both", side="buyer", core=True, absence=True,
    parts={"day-count": "info"},
    bad=[
        "Any claim should be raised in time.",
        "如有质量问题请及时提出",
        "Claims: the Buyer may claim replacement of defective goods.",
    ],
    good=[
        "Claims for visible defects and shortage: 30 calendar days after receipt at Buyer's warehouse; hidden defects: 12 months",
        "外观及数量异议:到仓后30天内;隐蔽瑕疵:12个月内",
        "Claims within 30 days after receipt of the goods; defective goods are replaced free of charge",
        "Any discrepancy must be notified within two weeks of receipt of the goods.",
    ],
    source="source articles: claims within 30 days of receipt; CISG art. 39(1); PRC Civil Code art. 621",
)  # fmt: skip
def claim_window_missing(facts: Facts) -> Iterator[Problem]:
    """The claims clause has no period with a start.

    Why: "in time" is measured by law as "reasonable", which has meant days for some goods and weeks for others.
    Fix: "Claims: notice within 30 calendar days after arrival of the goods at the Buyer's warehouse; hidden defects
    within 12 months after receipt."
    Fix (zh): "索赔:买方应在货物到达买方仓库后30个日历日内提出;隐蔽瑕疵在收货后12个月内提出。"
    """
    if not has_clause(facts):
        return
    clause = facts.refunds.clauses[0]
    if not facts.refunds.periods:
        yield Problem("the claims clause names no period for claims", at=clause)
    elif not any(period.start for period in facts.refunds.periods):
        period = facts.refunds.periods[0]
        yield Problem(f"the claim period of {words_of(period)} has no start", at=period, stated=words_of(period))


@rule(
    "RFD003", "claim-window-too-short", severity="warning", kinds="both", side="buyer", parts={"days": "error"},
    bad=[
        "Claims: complaint must be raised within 3 days after arrival of the goods",
        "索赔:到货3天内提出异议,逾期视为合格",
        "Claims shall be filed within 15 days after receipt of the goods.",
        "Claims: within 30 days after arrival at the port of destination",
    ],
    good=[
        "Claims within 30 days after receipt of the goods",
        "Claims: within 60 days after arrival of the goods at port of destination",
        "异议:收货后30天内提出",
        "Claims for visible defects: within 30 days after receipt; hidden defects: within 20 days of discovery",
        "Commodity: fresh ginger\nClaims within 3 days after arrival of the goods",
    ],
    source="source articles: 30-day rule; PRC Civil Code art. 622",
)  # fmt: skip
def claim_window_too_short(
    facts: Facts, *, min_claim_days: int = 30, min_claim_short: int = 7, port_to_door: int = 7
) -> Iterator[Problem]:
    """The period for claims ends before the goods can be checked.

    Why: a window of days ends before the container is unpacked, and is shorter than the platform's own 30 days.
    Fix: "Claims: notice within {min_claim_days} calendar days after receipt of the goods at the Buyer's warehouse;
    hidden defects within 12 months."
    Fix (zh): "索赔:买方应在收到货物后{min_claim_days}个日历日内提出;隐蔽瑕疵在12个月内提出。"
    """
    if facts.refunds.short_lived:
        return
    said: set[str] = set()
    for period in for_visible_defects(facts):
        if period.start not in ("receipt", "arrival", "") or words_of(period) in said:
            continue
        said.add(words_of(period))
        at_port = period.start == "arrival" and facts.document.quote(period.start_span or period.span).lower().count(
            "port"
        )
        days = period.days - (port_to_door if at_port else 0)
        if days >= min_claim_days:
            continue
        yield Problem(
            f"claims end {words_of(period)}" + (f", about {max(days, 0)} days after receipt" if at_port else ""),
            at=period.whole,
            part="days" if period.days < min_claim_short else None,
            stated=words_of(period),
            expected=f"{min_claim_days} days after receipt",
            slots={"n": period.days},
        )


@rule(
    "RFD004", "claim-clock-wrong-start", severity="warning", kinds="both", side="buyer",
    bad=[
        "Claims within 30 days after B/L date",
        "索赔:提单日后30天内提出异议",
        "Any claim must be lodged within 45 days from shipment date.",
    ],
    good=[
        "Claims within 30 days after receipt at final destination",
        "异议:收货后30天内提出",
        "Payment: 30 days after B/L date",
    ],
    source="CISG art. 38(2); source articles: 30 days of receipt",
)  # fmt: skip
def claim_clock_wrong_start(facts: Facts) -> Iterator[Problem]:
    """The period for claims runs while the goods are at sea.

    Why: thirty days from the bill of lading have usually passed before the goods arrive.
    Fix: "Claims: notice within 30 calendar days after receipt of the goods at the Buyer's warehouse."
    Fix (zh): "索赔:买方应在其仓库收到货物后30个日历日内提出。"
    """
    for period in for_visible_defects(facts):
        if period.start in ("shipment", "inspection"):
            yield Problem(
                f"the claim period runs from {period.start}, not from receipt",
                at=period.whole,
                stated=words_of(period),
                expected=f"{period.number} {period.unit} after receipt",
            )


@rule(
    "RFD005", "remedy-unspecified", severity="warning", kinds="both", side="buyer", core=True, strict=True,
    absence=("missing",),
    bad=[
        "Claims: we will solve it through friendly negotiation within 30 days after receipt",
        "索赔:收货后30天内提出,双方友好协商解决",
        "Claims shall be filed within 30 days after receipt of the goods.",
    ],
    good=[
        "Claims within 30 days after receipt. At Buyer's choice: (a) refund of unit price x defective pieces, (b) replacement",
        "索赔:收货后30天内提出,买方可选择退款或更换",
        "Claims: settled amicably first; failing that the Buyer has the right to a refund or replacement. 30 days after receipt.",
    ],
    source="source articles: disputes are mediated, both sides are heard; CISG art. 46, 50",
)  # fmt: skip
def remedy_unspecified(facts: Facts) -> Iterator[Problem]:
    """The claims clause does not say what the buyer gets.

    Why: mediators weigh both sides; a clause with figures leaves little to weigh.
    Fix: "Claims: notice within 30 days after receipt. At the Buyer's choice the Seller refunds the value affected,
    replaces the goods within 30 days freight paid, or reduces the price; the defect rate of the inspected sample counts
    for the lot."
    Fix (zh): "索赔:收货后30日内提出;买方可选择退还相应货款、30日内免费更换并由卖方承担运费,或减价;抽检不良率适用于整批货物。"
    """
    refunds = facts.refunds
    if not has_clause(facts):
        return
    if not refunds.remedies:
        at = refunds.negotiation[0] if refunds.negotiation else refunds.clauses[0]
        yield Problem("the claims clause names no remedy", at=at, part="missing")
    elif any(choice.id == "seller" for choice in refunds.choices):
        choice = next(choice for choice in refunds.choices if choice.id == "seller")
        yield Problem("the seller alone decides on the remedy", at=choice, stated=choice.words)


@rule(
    "RFD006", "evidence-undefined", severity="warning", kinds="both", side="buyer", core=True, strict=True,
    absence=("missing",),
    bad=[
        "Claims: within 30 days after receipt, subject to Seller's confirmation of the problem",
        "索赔:收货后30天内提出,以卖方确认为准",
        "Claims within 30 days after receipt; refund or replacement at Buyer's choice",
    ],
    good=[
        "Claims within 30 days after receipt. Proof: photos and video with carton marks, and a report by SGS",
        "索赔:收货后30天内提出,附照片、视频及第三方检验报告",
        "Claims within 60 days after arrival supported by a survey report of an independent surveyor",
    ],
    source="source articles: evidence within 5 working days, and the story of the damaged fans",
)  # fmt: skip
def evidence_undefined(facts: Facts) -> Iterator[Problem]:
    """The claims clause does not say what proves a claim.

    Why: evidence must be ready in days, and disputes are lost for want of agreed proof.
    Fix: "Claims: notice within 30 days after receipt, proved by photos and video that show marks and batch and, where
    disputed, by a report of {inspector|inspection body}, at the cost of the party in the wrong."
    Fix (zh): "索赔:收货后30日内提出,以显示唛头和批号的照片、视频为证;有争议时以{inspector|检验机构}的报告为准,费用由责任方承担。"
    """
    refunds = facts.refunds
    if not has_clause(facts):
        return
    one_sided = next((choice for choice in refunds.choices if choice.id == "seller"), None)
    if one_sided and not refunds.proofs:
        yield Problem("the seller alone decides whether there is a defect", at=one_sided, stated=one_sided.words)
    elif not refunds.proofs:
        yield Problem("the claims clause names no proof", at=refunds.clauses[0], part="missing")


@rule(
    "RFD007", "seller-response-time-missing", severity="warning", kinds="both", side="buyer", core=True, strict=True,
    absence=("missing",),
    bad=[
        "Claims within 30 days after receipt. Seller will reply as soon as possible.",
        "索赔:收货后30天内提出,卖方尽快答复",
        "Claims within 30 days after receipt. The Seller shall respond within 30 days after receiving the claim.",
    ],
    good=[
        "Claims within 30 days after receipt. Seller answers within 3 calendar days with a proposal; silence means acceptance of the claim",
        "索赔:收货后30天内提出;卖方答复期3日内,逾期视为接受",
        "Claims within 30 days after receipt. Seller replies within 2 days.",
    ],
    source="source articles: the dispute timeline moves on day 4 and day 7",
)  # fmt: skip
def seller_response_time_missing(facts: Facts, *, max_reply_days: int = 3) -> Iterator[Problem]:
    """The seller may take any time to answer a claim.

    Why: silence is the commonest answer, and the platform's clock moves on day 4 and day 7.
    Fix: "Claims: notice within 30 days after receipt. The Seller replies with a proposal within {max_reply_days} days;
    without a reply or an agreement by then, the claim counts as accepted and the Buyer may escalate it."
    Fix (zh): "索赔:收货后30日内提出。卖方应在收到索赔后{max_reply_days}日内书面答复并提出方案,逾期视为接受。"
    """
    refunds = facts.refunds
    if not has_clause(facts):
        return
    slow = [reply for reply in refunds.replies if reply.days > max_reply_days]
    if not refunds.replies:
        at = refunds.reply_promises[0] if refunds.reply_promises else refunds.clauses[0]
        yield Problem("no time in which the seller must answer a claim", at=at, part="missing")
    elif len(slow) == len(refunds.replies):
        yield Problem(
            f"the seller may take {words_of(slow[0])} to answer a claim",
            at=slow[0],
            stated=words_of(slow[0]),
            expected=f"{max_reply_days} days",
        )


@rule(
    "RFD008", "next-order-compensation", severity="warning", kinds="both", side="buyer",
    bad=[
        "Defective parts will be compensated in the next order.",
        "不良品在下次订单中补发",
        "Claims: we will give a credit note with your next order.",
    ],
    good=[
        "Defective parts are refunded within 7 days, or replaced by courier within 14 days at Seller's cost",
        "We look forward to your next order.",
        "不良品7日内退款",
    ],
    source="source articles: refund process; sourcing practice",
)  # fmt: skip
def next_order_compensation(facts: Facts) -> Iterator[Problem]:
    """Compensation comes only with a further order.

    Why: it forces a new purchase and is worth nothing if the relation ends; on a platform the case is closed meanwhile.
    Fix: "Compensation is paid in cash within 7 days by the original payment route; spare parts are sent free by
    courier."
    Fix (zh): "赔偿应在7日内按原支付途径以现金支付;备件由卖方免费快递。"
    """
    for wording in facts.refunds.next_order:
        yield Problem(f"compensation only {wording.words}", at=wording, stated=wording.words)


@rule(
    "RFD009", "refund-waived", severity="error", kinds="both", side="buyer",
    bad=[
        "Deposit is non-refundable under any circumstances.",
        "定金概不退还",
        "All sales are final. No refund, no return.",
    ],
    good=[
        "Deposit is non-refundable if Buyer cancels without cause; refunded within 7 days if Seller fails to ship",
        "The mould fee is non-refundable.",
        "模具费不予退还",
        "Bank charges: export tax refund for Seller",
    ],
    source="checklist of the source articles: refund conditions; PRC Civil Code art. 497, 506; CISG art. 6",
)  # fmt: skip
def refund_waived(facts: Facts) -> Iterator[Problem]:
    """The buyer signs away the refund, also where the seller is at fault.

    Why: it gives up the very claim that the paper should support.
    Fix: "If the Seller is late, does not perform or delivers goods not in conformity, the deposit is refunded in full
    within 7 days."
    Fix (zh): "卖方迟延、不履行或交付不符合约定的货物的,应在7日内全额退还预付款。"
    """
    seen = False
    for wording in facts.refunds.waivers:
        if not seen:
            yield Problem(f"refunds are excluded: {wording.words}", at=wording, stated=wording.words)
        seen = True


@rule(
    "RFD010", "deemed-acceptance", severity="error", kinds="both", side="buyer", parts={"neutral": "warning"},
    bad=[
        "Manufacturer's inspection certificate at loading port shall be final.",
        "以工厂检验为准,付清尾款视为验收合格",
        "Goods are deemed accepted upon shipment.",
        "The certificate issued by the Seller shall be final and binding.",
    ],
    good=[
        "Inspection before shipment does not limit Buyer's rights on arrival.",
        "The award of the arbitration commission shall be final and binding upon both parties.",
        "Notices are deemed accepted when delivered by courier.",
        "仲裁裁决是终局的,对双方均有约束力",
    ],
    source="CISG art. 38-39",
)  # fmt: skip
def deemed_acceptance(facts: Facts) -> Iterator[Problem]:
    """The goods count as accepted before the buyer can see them.

    Why: it closes the claim before the container is opened.
    Fix: "Inspection before shipment and payment are no acceptance; the Seller remains liable for defects found within
    the claim periods."
    Fix (zh): "装运前检验和付款不构成验收;在索赔期内发现的瑕疵,卖方仍须承担责任。"
    """
    for wording in facts.refunds.deemed_acceptance:
        neutral = facts.reading.hits("inspection_bodies", facts.reading.sentence_at(wording.span))
        yield Problem(
            f"the goods count as accepted early: “{facts.document.quote(facts.reading.sentence_at(wording.span), 90)}”",
            at=wording,
            part="neutral" if neutral else None,
            stated=wording.words,
        )


@rule(
    "RFD011", "warranty-missing", severity="info", kinds="both", side="buyer", absence=("missing",), small_orders=False,
    item="warranty",
    bad=[
        "Item\tQty\tPrice (USD)\nCordless drill 18 V, brushless\t500 pcs\t31.00",
        "品名\t数量\t单价(USD)\n充电式电钻 18V\t500台\t31.00",
        "Item\tQty\tPrice (USD)\nCordless drill 18 V\t500 pcs\t31.00\nWarranty: 1 year",
    ],
    good=[
        "Item\tQty\tPrice (USD)\nCordless drill 18 V\t500 pcs\t31.00\nWarranty: 24 months from receipt; Seller supplies spare parts free within 10 days",
        "品名\t数量\t单价(USD)\n充电式电钻 18V\t500台\t31.00\n质保:收货后24个月,免费更换故障件",
        "Item\tQty\tPrice (USD)\nGreen coffee, moisture max 12 %\t18 MT\t3,100.00",
    ],
    source="platform help: after-sales issues are not covered; CISG art. 39(2)",
)  # fmt: skip
def warranty_missing(facts: Facts) -> Iterator[Problem]:
    """Durable goods without a warranty that says how long, from when and what.

    Why: after-sales disputes fall outside the platform; only the contract helps.
    Fix: "Warranty: 24 months from receipt; defective goods are repaired, replaced or refunded at the Buyer's choice,
    freight for the Seller."
    Fix (zh): "质保期:自收货之日起24个月;有缺陷的货物按买方选择维修、更换或退款,运费由卖方承担。"
    """
    if not any("durable" in line.traits for line in facts.product.lines if line.is_goods):
        return
    given = [warranty for warranty in facts.quality.warranties if not warranty.by_buyer]
    if any(warranty.complete or warranty.excluded for warranty in given):
        return
    timed = [warranty for warranty in given if warranty.period is not None]
    if timed:
        lacks = [
            name
            for name, said in (("its start", timed[0].start), ("what the seller does", timed[0].remedy))
            if not said
        ]
        yield Problem(f"the warranty lacks {' and '.join(lacks)}", at=timed[0])
    else:
        yield Problem(
            "durable goods without a warranty period",
            at=given[0] if given else None,
            part="missing" if not given else None,
        )


@rule(
    "RFD012", "claim-windows-conflict", severity="error", kinds="both", side="buyer",
    silences={"RFD003": "same", "RFD004": "same"},
    bad=[
        "8. Claims for visible defects: within 30 days after receipt of the goods.\n13. Complaints about appearance must be raised within 10 days after arrival at port.",
        "第八条 索赔:外观异议期:收货后30天内提出\n备注:外观投诉须在到港后10天内提出,逾期不受理",
        "Claims for shortage within 30 days after receipt.\nRemark: any shortage must be notified within 7 days after receipt.",
    ],
    good=[
        "Claims for visible defects and shortage: within 30 days after receipt; hidden defects: within 12 months after receipt",
        "外观及数量异议:收货后30天;隐蔽瑕疵:收货后12个月",
        "Quality claims within 30 days after arrival; quantity claims within 15 days after arrival.",
    ],
    source="source articles: claims within 30 days; CISG art. 8, 38-39; PRC Civil Code art. 498, 621-622",
)  # fmt: skip
def claim_windows_conflict(facts: Facts) -> Iterator[Problem]:
    """Two periods for the same claim contradict each other.

    Why: the seller will cite the shorter one, and whether the longer survives is decided long after both have ended.
    Fix: Keep one period for visible defects, counted from receipt of the goods, and delete the other.
    Fix (zh): 外观瑕疵索赔期只保留一项,自收货之日起算,删除另一条。
    """
    periods = [p for p in facts.refunds.periods if "visible" in p.scope and "hidden" not in p.scope]
    for later in periods[1:]:
        first = periods[0]
        if (later.days, later.start) != (first.days, first.start):
            yield Problem(
                f"claims for visible defects end {words_of(first)} here and {words_of(later)} there",
                at=later.whole,
                beside=(first.whole,),
                stated=words_of(later),
                expected=words_of(first),
            )
            return
