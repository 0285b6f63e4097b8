"""The legal frame: law, forum, force majeure, liability, tooling, changes, precedence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tradelint.facts import Facts
from tradelint.facts.legal_arbitration import Arbitration
from tradelint.facts.values import Money
from tradelint.rule import Problem, rule
from tradelint.text import Span

CONTRACTS = ("sales_contract", "purchase_order")
CHINESE = ("CN",)


def is_contract(facts: Facts) -> bool:
    """Whether the paper is a contract or an order, not a proforma invoice."""
    return facts.kind.name in CONTRACTS


@rule(
    "LAW001", "governing-law-missing", severity="warning", kinds="contract", side="any", small_orders=False,
    absence=("missing",), item="governing_law",
    bad=[
        "SALES CONTRACT\n12. Other matters: according to international practice.",
        "销售合同\n一、货物:灯具\n二、付款:电汇",
        "SALES CONTRACT\n14. Governing law: this contract is governed by international law.",
    ],
    good=[
        "SALES CONTRACT\n14. Governing law: the laws of the People's Republic of China including the CISG.",
        "销售合同\n十、法律适用:本合同适用中华人民共和国法律",
        "SALES CONTRACT\n14. This contract is governed by the laws of England, the CISG is excluded.",
    ],
    source="CISG art. 1, 6; status table of the CISG",
)  # fmt: skip
def governing_law_missing(facts: Facts) -> Iterator[Problem]:
    """The contract does not say which law it is read under.

    Why: two courts will choose two laws. The CISG applies by itself between its states unless excluded.
    Fix: "This contract is governed by the law of {country}, {excluding|including or excluding} the CISG."
    Fix (zh): "本合同适用{country|国家}法律,{excluding|适用或排除}《联合国国际货物销售合同公约》。"
    """
    legal = facts.legal
    named = [choice for choice in legal.governing if choice.law is not None]
    unreal = [choice for choice in legal.governing if choice.law is None]
    if not named and unreal:
        yield Problem(f"{unreal[0].written} is no law that a court could apply", at=unreal[0], stated=unreal[0].written)
    elif not named and legal.empty_law:
        yield Problem("the governing law is left open", at=legal.empty_law[0])
    elif not named and not legal.cisg:
        yield Problem("no governing law found", part="missing")


@rule(
    "LAW002", "dispute-forum-missing", severity="warning", kinds="contract", side="any", small_orders=False,
    absence=("missing",), item="dispute_resolution", silences={"LAW003": "all", "LAW004": "all", "LAW005": "all"},
    bad=[
        "SALES CONTRACT\n15. Disputes: all disputes shall be settled amicably.",
        "销售合同\n十一、争议解决:双方友好协商解决",
        "SALES CONTRACT\n1. Goods: lamps",
    ],
    good=[
        "SALES CONTRACT\n15. Disputes: amicably, failing which by arbitration at CIETAC, Shanghai, in English, one arbitrator.",
        "销售合同\n十一、争议解决:协商不成的,提交中国国际经济贸易仲裁委员会仲裁",
        "SALES CONTRACT\n15. The courts of Hamburg have jurisdiction.",
    ],
    source="source articles: mediation and cap; ICC/ITC model contracts",
)  # fmt: skip
def dispute_forum_missing(facts: Facts) -> Iterator[Problem]:
    """No court or arbitral institution is named for disputes.

    Why: the mediation of a platform ends at its cap, and the rest needs a forum.
    Fix: "Any dispute arising from or in connection with this contract shall be submitted to {institution|arbitration
    institution} for arbitration under its rules in force. Seat of arbitration: {city|seat}; language: English; one
    arbitrator; the award is final and binding."
    Fix (zh): "因本合同引起的或与本合同有关的任何争议,均应提交{institution|仲裁机构},按其现行有效的仲裁规则进行仲裁,仲裁地为{city|仲裁地},仲裁语言为英文,由一名仲裁员审理;仲裁裁决是终局的,对双方均有约束力。"
    """
    disputes = facts.legal.disputes
    if disputes.arbitrations or disputes.courts:
        return
    if disputes.negotiations:
        yield Problem("disputes are to be settled amicably, and nothing else", at=disputes.negotiations[0])
    elif disputes.platform:
        yield Problem("only the platform is to settle disputes", at=disputes.platform[0])
    elif disputes.empty:
        yield Problem("the clause on disputes is left open", at=disputes.empty[0])
    else:
        yield Problem("no clause on disputes found", part="missing")


@rule(
    "LAW003", "arbitration-clause-pathological", severity="error", kinds="both", side="any", small_orders=False,
    parts={"no-institution": "warning", "defendant": "info"},
    bad=[
        "15. Disputes shall be submitted to arbitration in China or to the court.",
        "争议解决:提交仲裁委员会仲裁或向人民法院起诉",
        "Arbitration: any dispute may be submitted to CIETAC or to HKIAC.",
    ],
    good=[
        "15. Any dispute arising from this contract shall be submitted to China International Economic and Trade Arbitration Commission (CIETAC) for arbitration in Shanghai; the award is final. Interim measures may be sought from any court.",
        "争议解决:提交上海国际仲裁中心按其现行规则仲裁,仲裁裁决是终局的",
        "15. The courts of Hamburg have jurisdiction.",
    ],
    source="PRC Arbitration Law (2025 revision, in force 2026-03-01); ICC and HKIAC model clauses",
)  # fmt: skip
def arbitration_clause_pathological(facts: Facts) -> Iterator[Problem]:
    """The arbitration clause can be attacked before the dispute starts.

    Why: a clause that leaves two ways, or none that is certain, costs a case about the case, and may be void in mainland China.
    Fix: "Any dispute arising from or in connection with this contract shall be submitted to {institution|arbitration
    institution} for arbitration under its rules in force. Seat of arbitration: {city|seat}; language: English; one
    arbitrator; the award is final and binding."
    Fix (zh): "因本合同引起的或与本合同有关的任何争议,均应提交{institution|仲裁机构},按其现行有效的仲裁规则进行仲裁,仲裁地为{city|仲裁地},仲裁语言为英文,由一名仲裁员审理;仲裁裁决是终局的,对双方均有约束力。"
    """
    for clause in facts.legal.disputes.arbitrations:
        if clause.blank:
            continue
        names = {institution.id or institution.written for institution in clause.institutions}
        if clause.or_court:
            court = _court_words(facts, clause.span)
            yield Problem(
                "arbitration or court: the clause leaves both ways open",
                at=court or clause,
                beside=(clause,),
                subject="two ways",
            )
        elif len(names) > 1 and not clause.party_seat:
            yield Problem(
                f"two institutions are named: {', '.join(i.written for i in clause.institutions[:2])}",
                at=clause,
                subject="two",
            )
        elif clause.permissive:
            yield Problem("disputes may go to arbitration, they need not", at=clause, subject="may")
        elif clause.appeal_reserved:
            yield Problem("an appeal to the courts against the award is reserved", at=clause, subject="appeal")
        elif clause.narrow_scope:
            yield Problem("the clause covers the performance of the contract only", at=clause, subject="scope")
        elif clause.party_seat and not clause.institutions:
            yield Problem(
                "arbitration at the defendant's place, without an institution",
                at=clause,
                part="defendant",
                subject="defendant",
            )
        elif not clause.institutions and _is_chinese(clause, facts):
            yield Problem(
                "arbitration in China without an institution", at=clause, part="no-institution", subject="institution"
            )
        else:
            continue
        return


def _court_words(facts: Facts, clause: Span) -> Span | None:
    """The words of the clause that name the court."""
    hits = facts.reading.hits("legal_words.or_court", clause)
    return hits[0].span if hits else None


def _is_chinese(clause: Arbitration, facts: Facts) -> bool:
    seller = facts.parties.seller
    return clause.seat_country in CHINESE or (
        clause.seat_country is None and seller is not None and seller.country == "CN"
    )


@rule(
    "LAW004", "arbitration-institution-obsolete", severity="warning", kinds="both", side="any", small_orders=False,
    parts={"unknown": "info"},
    bad=[
        "Arbitration: CIETAC South China Sub-Commission, Shenzhen",
        "争议提交中国国际经济贸易仲裁委员会上海分会仲裁",
        "Disputes shall be settled by arbitration at DIFC-LCIA in Dubai.",
    ],
    good=[
        "Arbitration: Shenzhen Court of International Arbitration (SCIA)",
        "争议提交上海国际仲裁中心仲裁",
        "Disputes shall be settled by arbitration at CIETAC, Beijing.",
    ],
    source="split of CIETAC (2012-2013) and SPC reply (2015); Dubai Decree 34 of 2021",
)  # fmt: skip
def arbitration_institution_obsolete(facts: Facts) -> Iterator[Problem]:
    """The arbitral institution has another name, or none like this exists.

    Why: a wrong name costs a fight over jurisdiction; courts have voided clauses over a wrong branch.
    Fix: Use the institution's present name: {present name|see its web site}.
    Fix (zh): 改用该仲裁机构的现名:{present name|以其官网为准}。
    """
    seen: set[str] = set()
    for clause in facts.legal.disputes.arbitrations:
        for institution in clause.institutions:
            if institution.written in seen:
                continue
            seen.add(institution.written)
            now = institution.now or institution.name
            slots = {"present_name": now}
            if institution.status in ("renamed", "abolished", "not-an-institution"):
                said = {"renamed": "has another name now", "abolished": "no longer exists"}.get(
                    institution.status, "is no institution"
                )
                yield Problem(
                    f"{institution.written} {said}",
                    at=institution,
                    stated=institution.written,
                    expected=now or None,
                    slots=slots,
                )
            elif institution.misspelled:
                yield Problem(
                    f"{institution.written} is not the name of {now}",
                    at=institution,
                    stated=institution.written,
                    expected=now,
                    slots=slots,
                )
            elif institution.status == "unknown":
                yield Problem(
                    f"{institution.written} is not known here; check the name",
                    at=institution,
                    part="unknown",
                    slots=slots,
                )


@rule(
    "LAW005", "arbitration-seat-missing", severity="info", kinds="both", side="any", small_orders=False,
    absence=True,
    parts={"foreign": "warning"},
    bad=["Disputes: HKIAC arbitration", "争议提交中国国际经济贸易仲裁委员会仲裁", "Arbitration under the ICC rules"],
    good=[
        "Disputes: HKIAC administered arbitration, seat Hong Kong, language English, one arbitrator",
        "争议提交上海国际仲裁中心仲裁,仲裁地点为上海,仲裁语言为中文,由一名仲裁员仲裁",
        "15. The courts of Hamburg have jurisdiction.",
    ],
    source="PRC Arbitration Law, 2025 revision (seat); New York Convention art. V",
)  # fmt: skip
def arbitration_seat_missing(facts: Facts) -> Iterator[Problem]:
    """The arbitration clause lacks seat, language or number of arbitrators.

    Why: the seat decides which courts supervise and which nationality the award has.
    Fix: "Any dispute arising from or in connection with this contract shall be submitted to {institution|arbitration
    institution} for arbitration under its rules in force. Seat of arbitration: {city|seat}; language: English; one
    arbitrator."
    Fix (zh): "因本合同引起的或与本合同有关的任何争议,均应提交{institution|仲裁机构},按其现行有效的仲裁规则进行仲裁,仲裁地为{city|仲裁地},仲裁语言为英文,由一名仲裁员审理;仲裁裁决是终局的,对双方均有约束力。"
    """
    seller = facts.parties.seller
    for clause in facts.legal.disputes.arbitrations:
        if clause.blank or not clause.institutions:
            continue
        lacks = [
            name
            for name, said in (
                ("seat", clause.seat),
                ("language", clause.language or _names_language(facts, clause.span)),
                ("number of arbitrators", clause.arbitrators),
            )
            if not said
        ]
        if lacks:
            chinese = seller is not None and seller.country == "CN"
            foreign = (
                not clause.seat
                and chinese
                and not any(i.id.startswith(("cietac", "scia", "shiac", "bac")) for i in clause.institutions)
            )
            yield Problem(
                f"the arbitration clause lacks {', '.join(lacks)}", at=clause, part="foreign" if foreign else None
            )
            return


def _names_language(facts: Facts, clause: Span) -> bool:
    """Whether the paragraph of the clause names a language, in a sentence of its own."""
    block = facts.reading.block(clause)
    return bool(block and facts.reading.hits("legal_words.language_said", block.span.cover(clause)))


@rule(
    "LAW006", "foreign-court-vs-assets", severity="warning", kinds="both", side="buyer", small_orders=False,
    bad=[
        "Seller: Tidewell Housewares Co., Ltd., 8 Canal Road, Foshan, China\n15. Exclusive jurisdiction: courts of Texas",
        "Seller: Tidewell Housewares Co., Ltd., 8 Canal Road, Foshan, China\n15. The courts of England have exclusive jurisdiction.",
        "Seller: Tidewell Housewares Co., Ltd., Ningbo, China\n15. All disputes shall be submitted to the exclusive jurisdiction of the courts of New York.",
    ],
    good=[
        "Seller: Tidewell Housewares Co., Ltd., 8 Canal Road, Foshan, China\n15. Disputes: HKIAC arbitration, seat Hong Kong",
        "Seller: Aurel Tools Ltd, Leeds, UK\n15. The courts of England have exclusive jurisdiction.",
        "Seller: Tidewell Housewares Co., Ltd., Foshan, China\n15. The people's court at the Seller's place has jurisdiction.",
    ],
    source="New York Convention; practice on foreign judgments in China (case by case since 2022)",
)  # fmt: skip
def foreign_court_vs_assets(
    facts: Facts, *, weak_pairs: tuple[str, ...] = ("US-CN", "GB-CN", "AU-CN", "CA-CN", "IN-CN")
) -> Iterator[Problem]:
    """The court that is chosen gives judgments that are hard to enforce where the seller is.

    Why: a home judgment that can't be enforced where the factory stands buys nothing; an award travels.
    Fix: Choose arbitration (a seat such as Hong Kong, Singapore or Shanghai), or the court where the Seller has its
    assets.
    Fix (zh): 改为仲裁(如香港、新加坡或上海),或由卖方资产所在地法院管辖。
    """
    seller = facts.parties.seller
    if seller is None or seller.country is None:
        return
    for courts in facts.legal.disputes.courts:
        country = (courts.law or "").split("-")[0]
        if f"{country}-{seller.country}" in weak_pairs and not facts.legal.disputes.arbitrations:
            yield Problem(
                f"the courts of {courts.place} are chosen, the seller is in {seller.country}",
                at=courts,
                stated=courts.place,
            )
            return


@rule(
    "LAW007", "force-majeure-overbroad", severity="warning", kinds="both", side="buyer", strict=True, small_orders=False,
    parts={"missing-pi": "info"}, absence=("missing", "missing-pi"),
    bad=[
        "10. Force majeure: the Seller is not responsible for late delivery owing to any contingencies beyond control.",
        "不可抗力:因原材料、限电、节假日等原因延期,卖方不承担责任",
        "10. Force majeure: neither party is liable in case of war, fire or earthquake.",
    ],
    good=[
        "10. Force majeure: war, fire, flood, earthquake. The party affected gives notice within 5 days with a certificate; after 60 days either party may cancel, advances are refunded within 14 days.",
        "不可抗力:因战争、地震、洪水等不能预见的事件。受影响方应在5日内通知并提交证明;超过60日的,任何一方可解除合同,预付款14日内退还。",
        "10. Force majeure (war, fire, flood): notice within 7 days with proof; if it lasts more than 30 days the Buyer may terminate.",
    ],
    source="CISG art. 79; PRC Civil Code art. 180, 590; ICC Force Majeure Clause 2020",
)  # fmt: skip
def force_majeure_overbroad(facts: Facts, *, fm_end_days: int = 60) -> Iterator[Problem]:
    """The force majeure clause covers ordinary risks, or has no notice, proof or end.

    Why: the right to claim for late shipment is emptied, and deposits stay frozen.
    Fix: "Force majeure: a party hindered by an event beyond its control that it could not foresee or avoid shall notify
    the other within 5 days and send a certificate of it within 15 days; if the event lasts longer than {fm_end_days}
    days, the other party may cancel and all payments are refunded."
    Fix (zh): "不可抗力:一方因不能预见、不能避免且不能克服的事件受阻的,应在5日内通知对方,并在15日内提交证明;事件持续超过{fm_end_days}日的,对方可解除合同,已付款项全额退还。"
    """
    clauses = [clause for clause in facts.legal.force_majeure if clause.clause and not clause.blank]
    if not clauses:
        yield Problem("no force majeure clause found", part="missing" if is_contract(facts) else "missing-pi")
        return
    clause = clauses[0]
    if clause.overbroad:
        items = ", ".join(facts.document.quote(event.span, 40) for event in clause.overbroad[:4])
        yield Problem(
            f"ordinary risks count as force majeure: {items}",
            at=clause,
            beside=clause.overbroad[:3],
            slots={"items": items},
        )
        return
    lacks = [
        name
        for name, said in (
            ("notice", clause.notice),
            ("proof", clause.proof),
            ("an end", clause.end or clause.end_days),
        )
        if not said
    ]
    if lacks:
        yield Problem(f"the force majeure clause lacks {', '.join(lacks)}", at=clause)
    elif clause.end_days is not None and clause.end_days > fm_end_days:
        yield Problem(
            f"force majeure may last {clause.end_days} days before the contract ends",
            at=clause,
            stated=str(clause.end_days),
        )


@rule(
    "LAW008", "tooling-ownership-missing", severity="warning", kinds="both", side="buyer", strict=("particulars",), small_orders=False,
    absence=True,
    parts={"large": "error"},
    bad=[
        "Mould charge: USD 6,500 (refundable after 50,000 pcs)",
        "模具费:6500美元",
        "Tooling cost USD 1,200 to be paid with the deposit.",
    ],
    good=[
        "Mould charge USD 6,500. Mould M-114 (photos in Annex 7) is the Buyer's property from payment, marked so, used only for the Buyer, released on demand within 7 days.",
        "模具费6500美元。模具(编号M-114,见照片)归买方所有,仅用于买方订单,买方要求时7日内交还。",
        "The goods are made with the Seller's existing public mould.",
    ],
    source="manufacturing-law practice; 19 CFR 141.86(a)(11) and 152.103(d)",
)  # fmt: skip
def tooling_ownership_missing(facts: Facts, *, tooling_threshold: int = 5000) -> Iterator[Problem]:
    """The buyer pays for a mould, and it is not said whose it is.

    Why: whoever holds the mould holds the buyer; payment alone proves no ownership.
    Fix: "The mould {mould|number} (photos in the order) is the Buyer's property from payment, is marked so, is used for
    the Buyer only, and is released on demand within 7 days without lien; storage is free for 24 months."
    Fix (zh): "模具{mould|编号}(照片见订单)自付款之日起归买方所有,应作标识,仅用于买方订单;买方要求时应在7日内交还,不得留置;免费保管24个月。"
    """
    owned = any(tool.owner_said for tool in facts.legal.tooling)
    for tool in facts.legal.tooling:
        charge = tool.charge or _listed_charge(facts, tool.span)
        if tool.public or charge is None or charge.amount is None:
            continue
        if charge.amount < tooling_threshold and facts.reading.hits(
            "legal_words.plates", facts.reading.line_at(tool.span)
        ):
            continue
        if not owned:
            amount = charge.amount
            yield Problem(
                f"a mould for {charge.currency or ''} {amount:,f} and no word on whose it is".replace("  ", " "),
                at=tool,
                part="large" if amount >= Decimal(tooling_threshold) else None,
                stated=f"{amount:f}",
            )
            return
        lacks = [
            name
            for name, said in (
                ("its identification", any(t.identified for t in facts.legal.tooling)),
                ("its release", any(t.release for t in facts.legal.tooling)),
                ("the ban on other use", any(t.only_for_buyer for t in facts.legal.tooling)),
            )
            if not said
        ]
        if lacks:
            yield Problem(f"the mould clause lacks {', '.join(lacks)}", at=tool, part="particulars")
        return


def _listed_charge(facts: Facts, tool: Span) -> Money | None:
    """The charge of a mould that stands as a line or a charge of its own among the goods."""
    for line in facts.lines:
        if line.amount and line.span.contains(tool):
            return line.amount
    listed = (charge.amount for charge in facts.amounts.charges if charge.kind == "tooling")
    return next((amount for amount in listed if amount is not None), None)


@rule(
    "LAW009", "ip-and-confidentiality-missing", severity="info", kinds="both", side="buyer", strict=True, small_orders=False,
    absence=True,
    bad=["Logo: customer's logo printed on the box\nOEM order", "备注:OEM贴牌,印客户商标", "The goods are made to the Buyer's exclusive design with Buyer's logo."],
    good=[
        "OEM order with the Buyer's logo. Designs and logo are the Buyer's intellectual property; the Seller shall not use, disclose or circumvent and indemnifies against infringement claims.",
        "Steel mug 8 cm, stock goods, 100 pcs",
        "OEM贴牌。商标及设计知识产权归买方所有,卖方不得使用、不得泄露、不得绕过买方销售,并承担侵权责任。",
    ],
    source="China-law practice (NNN); CISG art. 41-42; PRC Civil Code art. 600",
)  # fmt: skip
def ip_and_confidentiality_missing(facts: Facts) -> Iterator[Problem]:
    """Goods with the buyer's brand or design, and nothing protects them.

    Why: an undertaking not to disclose does not stop the factory from selling the product itself.
    Fix: "Designs, logos and packaging art belong to the Buyer. The Seller shall not use or disclose them for others;
    surplus branded goods are destroyed; confidentiality applies to all drawings and prices; the Seller indemnifies the
    Buyer against claims that the goods infringe rights of others."
    Fix (zh): "设计、商标及包装图稿的知识产权归买方所有;卖方不得用于他人或向他人披露;剩余的带标产品应予销毁;图纸及价格应予保密;货物侵犯第三方权利的,由卖方负责赔偿。"
    """
    kinds = {protection.kind for protection in facts.legal.protection}
    branded = next((p for p in facts.legal.protection if p.kind == "brand"), None)
    if branded is not None and not kinds & {
        "ip_ownership",
        "ip_indemnity",
        "confidential",
        "non_use",
        "non_circumvention",
    }:
        yield Problem("the buyer's brand or design, and no word on who owns it or may use it", at=branded)


@rule(
    "LAW010", "unilateral-change", severity="error", kinds="both", side="buyer",
    bad=[
        "Payment: 30% T/T deposit\nPrices subject to raw material and exchange rate at shipment.",
        "付款方式:30%定金\n价格以出货时为准",
        "Payment: 30% T/T deposit, 70% before shipment\nThe Seller reserves the right to change the price and specification without notice.",
    ],
    good=[
        "Payment: 30% T/T deposit\nPrice fixed; if copper (LME cash) moves more than 8 %, both parties adjust by the formula in Annex 8, else either may cancel before production.",
        "QUOTATION\nPrices are subject to change without notice.",
        "Payment: 30% T/T deposit\nPrice fixed until delivery; changes only by signed amendment.",
    ],
    source="CISG art. 14, 29, 55; PRC Civil Code art. 496-497, 543",
)  # fmt: skip
def unilateral_change(facts: Facts) -> Iterator[Problem]:
    """The seller alone may change price, specification, date or quantity.

    Why: a price that one side can change is no price; with a paid deposit it is leverage.
    Fix: "The price is fixed until delivery. Changes are valid only as an amendment signed by both parties."
    Fix (zh): "价格在交货前固定不变。任何变更须经双方签署书面补充协议方为有效。"
    """
    if facts.kind.name == "quotation" or not facts.payment.clauses:
        return
    for change in facts.legal.changes:
        if not change.balanced:
            yield Problem(f"the seller alone may change the deal: {change.words}", at=change, stated=change.words)
            return


@rule(
    "LAW011", "liability-excluded", severity="warning", kinds="both", side="buyer", parts={"mutual": "info"},
    bad=[
        "The Seller shall not be liable for any loss whatsoever.",
        "卖方对任何损失概不负责",
        "The Seller accepts no liability whatsoever for defects.",
    ],
    good=[
        "Liability is capped at 100 % of the order value except fraud, gross negligence, injury, IP and refund of the price.",
        "Neither party is liable in case of force majeure.",
        "卖方责任以货款的100%为限,故意或重大过失除外",
    ],
    source="CISG art. 74-77; PRC Civil Code art. 506",
)  # fmt: skip
def liability_excluded(facts: Facts) -> Iterator[Problem]:
    """The seller excludes his liability.

    Why: it takes back the promise of quality by another door.
    Fix: "Each party's liability is limited to 100 % of the price; the limit does not apply to fraud, gross negligence,
    personal injury, intellectual property and refunds."
    Fix (zh): "各方的赔偿责任以合同价款的100%为限;欺诈、重大过失、人身伤害、知识产权及退款不受此限。"
    """
    words = {
        "excluded": "all liability is excluded",
        "consequential": "consequential loss is excluded",
        "repair only": "liability is limited to repair",
        "compliance on buyer": "compliance is put on the buyer",
    }
    for limit in facts.legal.liability:
        if limit.kind == "capped" or limit.carve_out or limit.kind not in words:
            continue
        mutual = limit.mutual and limit.kind == "consequential"
        yield Problem(
            words[limit.kind], at=limit, part="mutual" if limit.mutual or mutual else None, subject=limit.kind
        )
        return


@rule(
    "LAW012", "subcontracting-uncontrolled", severity="info", kinds="both", side="buyer", strict=True, parts={"allowed": "warning"},
    small_orders=False,
    bad=[
        "The Seller may arrange production in partner factories.",
        "卖方可将生产外包给第三方工厂",
        "Seller may subcontract the production at its discretion.",
    ],
    good=[
        "The goods are made only at 8 Canal Road, Foshan; no subcontracting without the Buyer's written consent.",
        "未经买方书面同意,卖方不得转包生产",
        "Steel mug 8 cm, 100 pcs",
    ],
    source="EU GPSR traceability; UFLPA due diligence; sourcing practice",
)  # fmt: skip
def subcontracting_uncontrolled(facts: Facts) -> Iterator[Problem]:
    """The seller may have the goods made anywhere.

    Why: the sample is approved from one factory and the goods come from another; audits and certificates break.
    Fix: "The goods are made only at {factory|address of the factory}. No change of the place of production and no
    subcontract without the Buyer's prior written consent; the Buyer may audit."
    Fix (zh): "货物仅在{factory|工厂地址}生产。未经买方事先书面同意,不得变更生产地点或分包;买方有权验厂。"
    """
    for words in facts.legal.subcontracting:
        if words.kind == "allowed":
            yield Problem("the seller may subcontract the production", at=words, part="allowed")
            return


@rule(
    "LAW013", "precedence-missing", severity="warning", kinds="both", side="any", strict=True, absence=True,
    bad=[
        "SALES CONTRACT\nThis sale is subject to our general terms and conditions printed overleaf.",
        "All sales are subject to the Seller's general terms and conditions.\nSpecification as per Annex A.",
        "本合同适用背面条款及我司条款",
    ],
    good=[
        "Order of precedence: this contract, Annexes 1-8, the purchase order; general terms of both parties do not apply.",
        "SALES CONTRACT\n16. Entire agreement: this contract supersedes all earlier papers.",
        "PROFORMA INVOICE\nPayment: T/T in advance",
    ],
    source="CISG art. 19; PRC Civil Code art. 488-489; ICC export-import guide (battle of forms)",
)  # fmt: skip
def precedence_missing(facts: Facts) -> Iterator[Problem]:
    """Several papers speak for the deal, and none says which one counts.

    Why: the battle of forms is decided by the last paper fired, not by the best.
    Fix: "Where they differ, this contract prevails over its annexes, and these over the proforma invoice; no other
    terms apply."
    Fix (zh): "文件之间不一致的,以本合同为准,其次为附件,再次为形式发票;不适用其他条款。"
    """
    kinds = {precedence.kind for precedence in facts.legal.precedence}
    if kinds & {"ranking", "entire agreement"}:
        return
    own = next((precedence for precedence in facts.legal.precedence if precedence.kind == "own terms"), None)
    if own is not None and not facts.reading.negated(own.span):
        yield Problem("a side's own general terms are brought in without a ranking", at=own)


@rule(
    "LAW014", "governing-laws-conflict", severity="error", kinds="both", side="any",
    bad=[
        "14. This contract is governed by the laws of England.\n17. This contract is governed by the laws of the People's Republic of China.",
        "第十四条 本合同适用英国法律。\n第十七条 本合同受中华人民共和国法律管辖。",
        "14. The CISG applies to this contract.\n17. The application of the CISG is excluded.",
    ],
    good=[
        "14. This contract is governed by the laws of England, excluding the CISG.\n17. Arbitration in Singapore; the arbitration agreement is governed by the law of Singapore.",
        "第十四条 本合同适用中华人民共和国法律。\n第十七条 争议由上海国际仲裁中心仲裁。",
        "14. This contract is governed by the laws of the People's Republic of China (PRC law).",
    ],
    source="CISG art. 6; Hague Principles on Choice of Law (2015) art. 2",
)  # fmt: skip
def governing_laws_conflict(facts: Facts) -> Iterator[Problem]:
    """Two laws are chosen for one contract.

    Why: until a tribunal has chosen, nobody knows which rules fill the gaps.
    Fix: Keep one governing law and delete the other clause.
    Fix (zh): 只保留一个适用法律,删除另一条。
    """
    laws = facts.legal.conflicting_laws
    if laws:
        names = " and ".join(choice.law.name for choice in laws[:2] if choice.law)
        yield Problem(
            f"two laws are chosen: {names}",
            at=laws[1],
            beside=(laws[0],),
            stated=laws[1].written,
            expected=laws[0].written,
        )
    applied = [cisg for cisg in facts.legal.cisg if cisg.included]
    excluded = [cisg for cisg in facts.legal.cisg if not cisg.included]
    if applied and excluded:
        first, second = sorted((applied[0], excluded[0]), key=lambda cisg: cisg.span)
        yield Problem("the CISG is applied and excluded", at=second, beside=(first,), subject="CISG")
