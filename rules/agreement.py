"""The papers of one deal against each other: what one says and another says differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tradelint.deal import Deal, Paper, Said
from tradelint.deal.credit import credit_differences
from tradelint.deal.figures import (
    LineDifference,
    is_other_total,
    line_differences,
    packing_differences,
    total,
    whole_quantity,
)
from tradelint.deal.lines import Match, Matched, goods, label, match_lines
from tradelint.deal.parties import account_differences, in_one_script, is_explained, names_differ, party
from tradelint.deal.references import absent_annexes, one_number_two_texts, stale_citations, strange_citations
from tradelint.deal.terms import AT_SHIPMENT, ON_PLATFORM, TERMS, differences
from tradelint.facts.line_types import LineItem
from tradelint.rule import Problem, rule


def contrast(term: str, first: Said, second: Said, *, part: str | None = None) -> Problem:
    """Two papers that state a term differently, `first` the one that more likely prevails.

    The problem is told of the paper that stands first among the files.
    """
    at, other = sorted((first, second), key=lambda said: said.paper.order)
    return Problem(
        f"{term}: {at.words} in {at.paper.label}, {other.words} in {other.paper.label}",
        at=at,
        beside=(other,),
        part=part,
        stated=second.words,
        expected=first.words,
        slots={"a": first.words, "b": second.words, "name": first.words, "term": term[:1].upper() + term[1:]},
        subject=f"{term} {first.words}",
    )


@rule(
    "XDC001", "parties-differ", severity="error", kinds="deal", side="any",
    bad=[
        (
            "PROFORMA INVOICE\nSeller: Ningbo Sunlark Lighting Co., Ltd.\nBuyer: Harbour Trading GmbH",
            "SALES CONTRACT\nSeller: Sunlark (HK) Ltd\nBuyer: Harbour Trading GmbH",
        ),
        (
            "销售合同\n卖方:宁波恒泰五金有限公司\n买方:海港贸易有限公司",
            "形式发票\n卖方:宁波恒信五金有限公司\n买方:海港贸易有限公司",
        ),
    ],
    good=[
        (
            "PROFORMA INVOICE\nSeller: NINGBO SUNLARK LIGHTING CO.,LTD\nBuyer: Harbour Trading GmbH",
            "SALES CONTRACT\nSeller: Ningbo Sunlark Lighting Co., Ltd.\nBuyer: Harbour Trading GmbH",
        ),
        (
            "PROFORMA INVOICE\nSeller: Ningbo Sunlark Lighting Co., Ltd.\nBuyer: Harbour Trading GmbH",
            "销售合同\n卖方:宁波阳雀照明有限公司\n买方:Harbour Trading GmbH",
        ),
    ],
    source="UN/ECE layout key; UCP 600 art. 18(a)",
)  # fmt: skip
def parties_differ(deal: Deal) -> Iterator[Problem]:
    """Two papers of the deal name different firms as its seller or its buyer.

    Why: with a proforma invoice of the factory and a contract of its trader, the payee and the debtor drift apart.
    Fix: Name {name} in all papers, or say which firm acts as agent for which.
    """
    for role in ("seller", "buyer"):
        told = [said for paper in deal.of("contract", "order", "proforma", "invoice") if (said := party(paper, role))]
        for other in told[1:]:
            if names_differ(told[0].value, other.value) and not is_explained(other.paper):
                yield contrast(role, *in_one_script(told[0], other))


@rule(
    "XDC002", "totals-differ", severity="error", kinds="deal", side="any",
    bad=[
        (
            "PROFORMA INVOICE\nPanel\t1,000 pcs\tUSD 16.80\tUSD 16,800.00\nTotal: USD 16,800.00",
            "SALES CONTRACT\nPanel\t1,000 pcs\tUSD 16.08\tUSD 16,080.00\nTotal contract value: USD 16,080.00",
        ),
        ("形式发票\n合计:USD 9,600.00", "销售合同\n合同总金额:EUR 9,600.00"),
    ],
    good=[
        ("PROFORMA INVOICE\nTotal: USD 16,800.00", "SALES CONTRACT\nTotal contract value: US$16800"),
        (
            "PROFORMA INVOICE\nGoods: USD 16,800.00\nSea freight: USD 950.00\nTotal: USD 17,750.00",
            "PURCHASE ORDER\nTotal: USD 16,800.00",
        ),
    ],
    source="source articles: contract and proforma invoice are the basis; 19 CFR 141.86",
)  # fmt: skip
def totals_differ(deal: Deal) -> Iterator[Problem]:
    """Two papers of the deal come to different totals.

    Why: the bank, customs and the platform each see another price.
    Fix: Write the total amount {a} in every paper that now says {b}.
    """
    told = [said for paper in deal.terms if (said := total(paper))]
    for other in told[1:]:
        if is_other_total(told[0], other):
            yield contrast("total", told[0], other)


@rule(
    "XDC003", "line-items-differ", severity="error", kinds="deal", side="any",
    bad=[
        (
            "PURCHASE ORDER\nItem\tDescription\tQty\tUnit price\tAmount\nKT-17\tKettle 1.7 L, SUS304\t500 pcs\tUSD 8.40\tUSD 4,200.00",
            "PROFORMA INVOICE\nItem\tDescription\tQty\tUnit price\tAmount\nKT-17\tKettle 1.7 L, SUS201\t500 pcs\tUSD 8.40\tUSD 4,200.00",
        ),
        (
            "销售合同\n货号\t品名\t数量\t单价\t金额\nKT-17\t电热水壶\t500个\tUSD 8.40\tUSD 4,200.00",
            "形式发票\n货号\t品名\t数量\t单价\t金额\nKT-17\t电热水壶\t480个\tUSD 8.40\tUSD 4,032.00",
        ),
    ],
    good=[
        (
            "PURCHASE ORDER\nItem\tDescription\tQty\tUnit price\tAmount\nKT-17\tKettle 1.7 L\t500 pcs\tUSD 8.40\tUSD 4,200.00\nTS-02\tToaster\t300 pcs\tUSD 11.00\tUSD 3,300.00",
            "PROFORMA INVOICE\nItem\tDescription\tQty\tUnit price\tAmount\nTS-02\tToaster, 2 slices\t300 pcs\tUSD 11.00\tUSD 3,300.00\nKT-17\tKettle 1.7 L\t500 pcs\tUSD 8.40\tUSD 4,200.00",
        ),
    ],
    source="source articles: be specific; CISG art. 19(3)",
)  # fmt: skip
def line_items_differ(deal: Deal) -> Iterator[Problem]:
    """An article is ordered in one paper and offered differently in another.

    Why: SUS304 on the order and SUS201 on the proforma invoice is how a cheaper article gets delivered.
    Fix: Write {line}, {term}: {a} in both papers, or sign an amendment that says which one holds.
    """
    papers = [paper for paper in deal.terms if goods(paper)]
    for other in papers[1:]:
        matched = match_lines(papers[0], other)
        for match in matched.pairs:
            for found in line_differences(match, papers[0], other):
                yield _of_line(match, found)
        yield from _unmatched(papers[0], other, matched)
    for invoice in deal.of("invoice"):
        if papers:
            for match in match_lines(papers[0], invoice).pairs:
                for found in line_differences(match, papers[0], invoice, fewer=True):
                    yield _of_line(match, found)


def _of_line(match: Match, found: LineDifference) -> Problem:
    line = label(match.first)
    problem = contrast(f"{line}, {found.field}", found.first, found.second)
    return replace(problem, slots={**problem.slots, "line": line, "term": found.field}, confidence=match.confidence)


def _unmatched(first: Paper, second: Paper, matched: Matched) -> Iterator[Problem]:
    for here, there, lines in ((first, second, matched.only_first), (second, first, matched.only_second)):
        for line in lines:
            yield _lone(here, there, line)


def _lone(here: Paper, there: Paper, line: LineItem) -> Problem:
    words = label(line)
    return Problem(
        f"{words} stands in {here.label} and not in {there.label}",
        at=here.says(line, words),
        stated=words,
        slots={"line": words, "term": "in both papers or in none"},
        subject=words,
    )


@rule(
    "XDC004", "terms-differ", severity="error", kinds="deal", side="any",
    bad=[
        (
            "PURCHASE ORDER\nPayment: 30% T/T deposit, 70% after inspection\nPort of discharge: Rotterdam",
            "PROFORMA INVOICE\nPayment: 50% T/T deposit, 50% before shipment\nPort of discharge: Antwerp",
        ),
        (
            "销售合同\n交货期:2027年1月15日前装运\n价格条款:FOB 宁波",
            "形式发票\n交货期:2027年2月28日前装运\n价格条款:FOB 宁波",
        ),
    ],
    good=[
        (
            "PURCHASE ORDER\nTerms of delivery: FOB Ningbo\nPayment: 30% T/T deposit, 70% against copy of B/L",
            "PROFORMA INVOICE\nPrice term: FOB NINGBO, CHINA (Incoterms 2020)\nPayment: 30% deposit by T/T, 70% against B/L copy",
        ),
        ("PURCHASE ORDER\nShipment: not later than 2027-01-15", "PROFORMA INVOICE\nWarranty: 12 months"),
    ],
    source="CISG art. 19; UCP 600 art. 4",
)  # fmt: skip
def terms_differ(deal: Deal) -> Iterator[Problem]:
    """Two papers of the deal state a term differently.

    Why: the later or better signed paper wins, and that is usually not the buyer's.
    Fix: Write {term}: {a} in every paper; where {b} is what was agreed, amend the others.
    """
    for found in differences(deal.terms, TERMS):
        yield contrast(found.term.name, found.first, found.second)
    for paper in deal.of("invoice", "packing list"):
        for found in differences((*deal.terms, paper), AT_SHIPMENT):
            if found.second.paper is paper:
                yield contrast(found.term.name, found.first, found.second)


@rule(
    "XDC005", "bank-details-differ", severity="error", kinds="deal", side="buyer",
    bad=[
        (
            "PROFORMA INVOICE No. PI-26118\nBank details\nBeneficiary: Ningbo Sunlark Lighting Co., Ltd.\nAccount No.: 331066250018010024471\nSWIFT: COMMCNSHNBO",
            "PROFORMA INVOICE No. PI-26118-R1\nBank details\nBeneficiary: Ningbo Sunlark Lighting Co., Ltd.\nAccount No.: 331066250018010099038\nSWIFT: COMMCNSHNBO",
        ),
        (
            "销售合同\n开户行:中国银行宁波分行\n户名:宁波恒泰五金有限公司\n账号:3510 5836 1120 0447",
            "形式发票\n开户行:中国银行宁波分行\n户名:宁波恒泰五金有限公司\n账号:3510 5836 9990 9038",
        ),
    ],
    good=[
        (
            "PROFORMA INVOICE\nBank details\nBeneficiary: Ningbo Sunlark Lighting Co., Ltd.\nUSD account No.: 331066250018010024471",
            "SALES CONTRACT\nBank details\nBeneficiary: NINGBO SUNLARK LIGHTING CO LTD\nAccount No.: 3310 6625 0018 0100 24471",
        ),
        (
            "PROFORMA INVOICE\nBank details\nBeneficiary: Ningbo Sunlark Lighting Co., Ltd.\nAccount No.: 331066250018010024471",
            "SALES CONTRACT\nPayment: 30% T/T deposit, 70% before shipment",
        ),
    ],
    source="FBI/IC3 guidance on business e-mail compromise; trade-finance practice",
)  # fmt: skip
def bank_details_differ(deal: Deal) -> Iterator[Problem]:
    """The account to pay to is not the same in all papers and versions.

    Why: a changed account shortly before the balance is due is how payments get stolen; money sent there is gone.
    Fix: Stop the payment; call the seller on a number known from before and have the account confirmed on a stamped paper.
    """
    papers = sorted(deal.papers, key=lambda paper: paper.order)
    for index, first in enumerate(papers):
        for second in papers[index + 1 :]:
            differing = tuple(account_differences(first, second))
            for what, mine, theirs in differing:
                yield replace(contrast(f"{what} to pay to", mine, theirs), expected=None)
            if differing:
                break


@rule(
    "XDC006", "reference-stale", severity="warning", kinds="deal", side="any",
    parts={"one number": "error"},
    bad=[
        (
            "SALES CONTRACT No. SC-26-4410\nGoods as per Proforma Invoice No. PI-26118 Rev 1",
            "PROFORMA INVOICE No. PI-26118 Rev 2\nTotal: USD 16,800.00",
            "PROFORMA INVOICE No. PI-26118 Rev 1\nTotal: USD 15,900.00",
        ),
        (
            "PROFORMA INVOICE\nP/I No.: PI-26118\nTotal: USD 16,800.00",
            "PROFORMA INVOICE\nP/I No.: PI-26118\nTotal: USD 17,300.00",
        ),
        ("销售合同 合同号:SC-26-4410\n形式发票号:PI-26109", "形式发票\n发票号:PI-26118\n合同号:SC-26-4410"),
    ],
    good=[
        (
            "SALES CONTRACT No. SC-26-4410\nGoods as per Proforma Invoice No. PI-26118 Rev 2",
            "PROFORMA INVOICE No. PI-26118 Rev 2\nTotal: USD 16,800.00",
            "PROFORMA INVOICE No. PI-26118 Rev 1\nTotal: USD 15,900.00",
        ),
        (
            "SALES CONTRACT No. SC-26-4410\nP/I No.: PI-26118",
            "PROFORMA INVOICE\nP/I No.: PI-26118\nContract No.: SC-26-4410",
        ),
    ],
    source="document control; source articles: document everything",
)  # fmt: skip
def reference_stale(deal: Deal) -> Iterator[Problem]:
    """A paper cites another by a number or a revision that this deal does not hold or has replaced.

    Why: an order that cites the old proforma invoice confirms the old price.
    Fix: Cite the version that holds: {latest}.
    """
    for old, newest in stale_citations(deal):
        yield Problem(
            f"{old.paper.label} cites {old.words}, which {newest.paper.label} replaces",
            at=old, beside=(newest,), stated=old.words, expected=newest.words,
            slots={"latest": newest.words}, subject=old.words,
        )  # fmt: skip
    for cited, held in strange_citations(deal):
        yield Problem(
            f"{cited.paper.label} cites {cited.words}; the paper in this deal is {held.words} ({held.paper.label})",
            at=cited, beside=(held,), stated=cited.words, expected=held.words,
            slots={"latest": held.words}, subject=cited.words,
        )  # fmt: skip
    for first, second in one_number_two_texts(deal):
        yield Problem(
            f"{first.paper.label} and {second.paper.label} carry one number, {first.words}, and do not say the same",
            at=first, beside=(second,), part="one number", stated=second.words,
            slots={"latest": f"{first.words} with a revision mark and date"}, subject=first.words,
        )  # fmt: skip


@rule(
    "XDC007", "packing-list-differs", severity="warning", kinds="deal", side="any",
    parts={"pieces": "error"},
    bad=[
        (
            "PROFORMA INVOICE\nItem\tDescription\tQty\tUnit price\tAmount\nCS-4\tBamboo cutlery set\t12,000 sets\tUSD 1.40\tUSD 16,800.00",
            "PACKING LIST\nItem\tDescription\tQty\tCartons\tG.W. (kg)\nCS-4\tBamboo cutlery set\t11,760 sets\t98\t1,470",
        ),
    ],
    good=[
        (
            "PROFORMA INVOICE\nItem\tDescription\tQty\tUnit price\tAmount\nCS-4\tBamboo cutlery set\t12,000 sets\tUSD 1.40\tUSD 16,800.00",
            "PACKING LIST\nItem\tDescription\tQty\tCartons\tG.W. (kg)\nCS-4\tBamboo cutlery set\t12,000 sets\t100\t1,500",
        ),
    ],
    source="customs practice; UCP 600 art. 14(d)",
)  # fmt: skip
def packing_list_differs(deal: Deal) -> Iterator[Problem]:
    """The packing list does not hold what the invoice or the contract says.

    Why: customs compares the two first, and a short shipment shows here before the balance is paid.
    Fix: Write {term}: {a} in both papers, or attach a note of the short shipment and the credit for it.
    """
    basis = next((paper for paper in deal.of("invoice", "contract", "order", "proforma") if goods(paper)), None)
    if basis is None:
        return
    for packing in deal.of("packing list"):
        lines = [
            (label(match.first), found)
            for match in match_lines(basis, packing).pairs
            for found in line_differences(match, basis, packing)
            if found.field == "quantity"
        ]
        for line, found in lines:
            yield contrast(f"{line}, quantity packed", found.first, found.second, part="pieces")
        a, b = whole_quantity(basis), whole_quantity(packing)
        if not lines and a is not None and b is not None and a.value != b.value:
            yield contrast("quantity packed", a, b, part="pieces")
        for found in packing_differences(basis, packing):
            yield contrast(found.field, found.first, found.second)


@rule(
    "XDC008", "credit-differs", severity="error", kinds="deal", side="any",
    parts={"documents": "warning"},
    bad=[
        (
            "SALES CONTRACT\nPrice term: FOB Ningbo\nTotal: USD 16,800.00\nPayment: 100% irrevocable L/C at sight",
            ":40A:IRREVOCABLE\n:31D:270105CHINA\n:32B:USD16800,00\n:44C:261215\n:45A:LED PANEL LIGHTS FOB NINGBO\n:46A:+INSURANCE POLICY IN DUPLICATE FOR 110 PCT",
        ),
        (
            "销售合同\n价格条款:CIF 汉堡\n总金额:USD 16,800.00\n交货期:2026年12月31日前装运",
            ":40A:IRREVOCABLE\n:31D:270105CHINA\n:32B:USD16800,00\n:44C:261215\n:45A:LED PANEL LIGHTS CIF HAMBURG\n:46A:+COMMERCIAL INVOICE",
        ),
    ],
    good=[
        (
            "SALES CONTRACT\nPrice term: FOB Ningbo\nTotal: USD 16,800.00\nShipment: not later than 2026-12-15",
            ":40A:IRREVOCABLE\n:31D:270105CHINA\n:32B:USD16800,00\n:39A:05/05\n:44C:261215\n:44E:NINGBO\n:45A:LED PANEL LIGHTS FOB NINGBO\n:46A:+COMMERCIAL INVOICE +FULL SET OF B/L FREIGHT COLLECT",
        ),
    ],
    source="UCP 600 art. 4, 5, 14, 18; ICC surveys on discrepancies",
)  # fmt: skip
def credit_differs(deal: Deal) -> Iterator[Problem]:
    """The documentary credit asks for what the contract does not say, or the other way round.

    Why: banks pay on documents alone, and most first presentations fail on points that could be read beforehand.
    Fix: Amend the credit: {term} {a}.
    """
    for paper in deal.of("credit"):
        for found in credit_differences(deal, paper):
            yield contrast(found.name, found.first, found.second, part=found.part)


@rule(
    "XDC009", "platform-order-differs", severity="error", kinds="deal", side="buyer",
    bad=[
        (
            "PROFORMA INVOICE\nTrade Assurance order no. 24866109501023456\nShipment date: 2027-01-15\nTotal: USD 16,800.00",
            "Trade Assurance order details\nOrder No.: 24866109501023456\nShipment date: 2027-02-28\nTotal: USD 16,800.00",
        ),
        (
            "形式发票\n信保订单号:24866109501023456\n合计:USD 16,800.00",
            "信保订单详情\n信保订单号:24866109501023456\n合计:USD 6,800.00",
        ),
    ],
    good=[
        (
            "PROFORMA INVOICE\nTrade Assurance order no. 24866109501023456\nShipment date: 15 January 2027\nTotal: USD 16,800.00",
            "Trade Assurance order details\nOrder No.: 24866109501023456\nShipment date: 2027-01-15\nTotal: US$16,800.00",
        ),
    ],
    source="source articles: claims rest only on contract terms; Alibaba.com help 13887553",
)  # fmt: skip
def platform_order_differs(deal: Deal) -> Iterator[Problem]:
    """The order on the platform does not say what the proforma invoice or the contract says.

    Why: the platform judges a dispute by its own order.
    Fix: Ask the supplier to modify the order before you pay: {term} {a}.
    """
    leading = deal.leading
    if leading is None:
        return
    for page in deal.of("platform order"):
        a, b = total(leading), total(page)
        if a is not None and b is not None and is_other_total(a, b):
            yield contrast("total of the order", a, b)
        for match in match_lines(leading, page).pairs:
            for found in line_differences(match, leading, page):
                yield _of_line(match, found)
        for term in differences((*deal.terms, page), ON_PLATFORM):
            if term.second.paper is page:
                yield contrast(term.term.name, term.first, term.second)
        seller, other = party(leading, "seller"), party(page, "seller")
        if seller is not None and other is not None and names_differ(seller.value, other.value):
            yield contrast("seller", *in_one_script(seller, other))


@rule(
    "XDC010", "invoice-below-pi", severity="error", kinds="deal", side="any",
    bad=[
        (
            "PROFORMA INVOICE No. PI-26118\nTotal: USD 16,800.00",
            "COMMERCIAL INVOICE\nAs per PI-26118\nTotal: USD 7,000.00",
        ),
        ("销售合同\n合同总金额:USD 16,800.00", "商业发票\n总金额:USD 7,000.00"),
    ],
    good=[
        (
            "PROFORMA INVOICE No. PI-26118\nTotal: USD 16,800.00",
            "COMMERCIAL INVOICE\nAs per PI-26118\nTotal: USD 16,800.00",
        ),
        (
            "PROFORMA INVOICE\nTotal: USD 16,800.00",
            "COMMERCIAL INVOICE\nGoods as per PI: USD 16,800.00\nLess deposit received: USD 5,040.00\nBalance due: USD 11,760.00",
        ),
    ],
    source="19 U.S.C. 1592; WTO Valuation Agreement art. 1, 8",
)  # fmt: skip
def invoice_below_pi(deal: Deal, *, ci_gap: Decimal = Decimal(2)) -> Iterator[Problem]:
    """The commercial invoice is for less than what was agreed.

    Why: an undervalued invoice is a customs offence of the importer, and caps what insurance and refund can pay.
    Fix: Invoice the full price paid or payable: {a}.
    """
    agreed = next((said for paper in deal.terms if (said := total(paper))), None)
    if agreed is None:
        return
    for invoice in deal.of("invoice"):
        said = total(invoice)
        if (
            said is None
            or said.value[1] not in (agreed.value[1], None)
            or _is_part_shipment(deal, agreed.paper, invoice)
        ):
            continue
        if said.value[0] < agreed.value[0] * (1 - ci_gap / 100) and is_other_total(agreed, said):
            yield contrast("invoice below the agreed price", agreed, said)


def _is_part_shipment(deal: Deal, agreed: Paper, invoice: Paper) -> bool:
    """Whether fewer goods explain a lower invoice, or a deposit or a discount was taken off it."""
    if invoice.facts.amounts.deposit or any(c.kind == "discount" for c in invoice.facts.amounts.charges):
        return True
    matched = match_lines(agreed, invoice)
    fewer = any(
        m.first.quantity and m.second.quantity and (m.second.quantity.value or 0) < (m.first.quantity.value or 0)
        for m in matched.pairs
    )
    return fewer or bool(matched.only_first and matched.pairs)


@rule(
    "XDC011", "annex-not-in-deal", severity="warning", kinds="deal", side="any",
    bad=[
        (
            "SALES CONTRACT No. SC-26-4410\nThe goods conform to Annex 2 (drawing BW-114 rev C).",
            "PROFORMA INVOICE\nAs per contract SC-26-4410",
        ),
        ("销售合同 合同号:SC-26-4410\n质量标准见附件二。", "形式发票\n合同号:SC-26-4410"),
    ],
    good=[
        (
            "SALES CONTRACT No. SC-26-4410\nThe goods conform to Annex 2 (drawing BW-114 rev C).",
            "ANNEX 2 to contract SC-26-4410\nDrawing BW-114 rev C: bottle, 500 ml",
        ),
        (
            "SALES CONTRACT No. SC-26-4410\nThe goods conform to Annex 2.\nAnnex 2: Specification\nBottle, 500 ml, SUS304",
            "PROFORMA INVOICE\nAs per contract SC-26-4410",
        ),
    ],
    source="source articles: claims rest only on contract terms; document control",
)  # fmt: skip
def annex_not_in_deal(deal: Deal) -> Iterator[Problem]:
    """A paper points to an annex that is neither in it nor among the papers of the deal.

    Why: what stands only in a missing annex was never agreed in writing.
    Fix: Attach {annex}, signed by both parties.
    """
    for said in absent_annexes(deal):
        yield Problem(
            f"{said.words} is named and is not among the papers", at=said, stated=said.words,
            slots={"annex": said.words}, subject=said.words,
        )  # fmt: skip


@rule(
    "XDC012", "prevailing-paper-open", severity="warning", kinds="deal", side="any",
    bad=[
        (
            "SALES CONTRACT\nPrice term: FOB Ningbo\nTotal: USD 16,800.00",
            "PROFORMA INVOICE\nPrice term: CIF Hamburg\nTotal: USD 16,800.00",
        ),
        ("销售合同\n合同总金额:USD 16,800.00", "形式发票\n合计:USD 16,080.00"),
    ],
    good=[
        (
            "SALES CONTRACT\nPrice term: FOB Ningbo\nOrder of precedence: this contract, its annexes, the proforma invoice.",
            "PROFORMA INVOICE\nPrice term: CIF Hamburg",
        ),
        ("SALES CONTRACT\nPrice term: FOB Ningbo", "PROFORMA INVOICE\nPrice term: FOB Ningbo"),
    ],
    source="CISG art. 19; PRC Civil Code art. 488-489; ICC export-import guide (battle of forms)",
)  # fmt: skip
def prevailing_paper_open(deal: Deal) -> Iterator[Problem]:
    """The papers differ and none of them says which one prevails.

    Why: without a ranking the last paper that was signed or performed decides, not the best one.
    Fix: "In case of conflict the following order applies: {ranking}; no other terms apply."
    """
    papers = deal.terms
    if len(papers) < 2 or any(
        p.kind in ("ranking", "entire agreement") for paper in papers for p in paper.facts.legal.precedence
    ):
        return
    totals = [said for paper in papers if (said := total(paper))]
    apart = any(is_other_total(totals[0], other) for other in totals[1:]) if totals else False
    if apart or any(differences(papers, TERMS)):
        names = ", ".join(paper.label for paper in papers)
        yield Problem(
            f"{names} differ, and none of them says which one prevails",
            slots={"ranking": ", ".join(f"{p.role} {p.number}".strip() for p in papers)},
        )
