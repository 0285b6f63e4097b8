"""What only the company's own file or its repository can tell: suppliers, house terms, changed accounts."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist import Checklist
from tradelint.company import HouseTerms, Payee, Supplier
from tradelint.facts import Facts
from tradelint.facts.incoterms import Incoterm
from tradelint.facts.parties_spellings import names_in_full
from tradelint.facts.phrases import find_phrase
from tradelint.facts.ports import PlaceName
from tradelint.rule import Problem, rule
from tradelint.rules.incoterms import words_of
from tradelint.rules.parties import likeness, own_accounts, readings_of
from tradelint.rules.platform import order_total, plain

SAME_PAYEE = 0.9
ON_FILE = [
    {
        "name": "Quanzhou Tidewell Ceramics Co., Ltd.",
        "aliases": ["泉州潮汇陶瓷有限公司"],
        "accounts": ["9120"],
        "limit": "10000",
    }
]


@rule(
    "PTY012", "bank-details-changed", severity="error", kinds="both", side="buyer", core=True,
    bad=[
        (
            "PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nBeneficiary: Quanzhou Tidewell Ceramics Co., Ltd.\nA/C No.: 3901220009120",
            {"committed": [{"name": "Quanzhou Tidewell Ceramics Co., Ltd.", "number": "3901220001111"}]},
        ),
        ("形式发票\n卖方:泉州潮汇陶瓷有限公司\n户名:泉州潮汇陶瓷有限公司\n账号:3901220009120", {"committed": [{"name": "泉州潮汇陶瓷有限公司", "number": "3901220001111"}]}),
        (
            "PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nBeneficiary: Golden Harbour Trading Ltd\nA/C No.: 3901220009120",
            {"committed": [{"name": "Quanzhou Tidewell Ceramics Co., Ltd.", "number": "3901220009120"}]},
        ),
    ],
    good=[
        (
            "PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nBeneficiary: QUANZHOU TIDEWELL CERAMICS CO LTD\nA/C No.: 3901 2200 09120",
            {"committed": [{"name": "Quanzhou Tidewell Ceramics Co., Ltd.", "number": "3901220009120"}]},
        ),
        "PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nA/C No.: 3901220009120",
        ("形式发票\n卖方:泉州潮汇陶瓷有限公司\n户名:泉州潮汇陶瓷有限公司\n账号:3901 2200 09120", {"committed": [{"name": "泉州潮汇陶瓷有限公司", "number": "3901220009120"}]}),
        ("PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.", {"committed": [{"name": "", "number": "3901220009120"}]}),
    ],
    source="practice against payment fraud: a changed account is confirmed by a call to a known number",
)  # fmt: skip
def bank_details_changed(facts: Facts, *, committed: tuple[Payee, ...]) -> Iterator[Problem]:
    """The account is another one than in the last committed version of this file.

    Why: a new account in a known paper is how intercepted payments are led astray; the money does not come back.
    Fix: Call {seller} on a number that you knew before this paper came, and have the account ending {last} confirmed.
    Fix (zh): 请用此前已知的电话联系{seller},核实尾号{last}的账户后再付款。
    """
    known = {payee.number.upper(): payee.name for payee in committed}
    for account in own_accounts(facts.parties) if known else ():
        number = account.number.upper()
        if not number or account.masked:
            continue
        seller = facts.parties.seller
        slots = {"seller": seller.any_name if seller else "the seller", "last": number[-4:]}
        payee = account.beneficiary.text if account.beneficiary else ""
        if number not in known:
            yield Problem(
                f"the account ends {number[-4:]}, in the last committed version {' and '.join(n[-4:] for n in known)}",
                at=account.iban or account.account or account,
                stated=number[-4:],
                expected=", ".join(n[-4:] for n in known),
                slots=slots,
            )
        elif payee and known[number] and likeness(payee, (known[number],)) < SAME_PAYEE:
            yield Problem(
                f"the payee is {payee[:60]}, not {known[number][:60]} as in the last committed version",
                at=account.beneficiary,
                stated=payee,
                expected=known[number],
                subject="payee",
                slots=slots,
            )


def supplier_of(facts: Facts, suppliers: tuple[Supplier, ...]) -> Supplier | None:
    """The supplier on file that sells here, if it is one."""
    names = [name for party in readings_of(facts.parties, "seller") for name in names_in_full(party)]
    return next((s for s in suppliers if any(likeness(name, s.names) >= SAME_PAYEE for name in names)), None)


@rule(
    "PTY013", "payee-not-on-file", severity="error", kinds="both", side="buyer", core=True,
    bad=[
        (
            "PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nBeneficiary: Quanzhou Tidewell Ceramics Co., Ltd.\nA/C No.: 3901220001111",
            {"suppliers": ON_FILE},
        ),
        ("形式发票\n卖方:泉州潮汇陶瓷有限公司\n户名:泉州潮汇陶瓷有限公司\n账号:3901220001111", {"suppliers": ON_FILE}),
        (
            "PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nBeneficiary: Quanzhou Tidewell Ceramics Co., Ltd.\nA/C No.: 3901220009120",
            {"suppliers": [{"name": "Quanzhou Tidewell Ceramics Co., Ltd.", "beneficiary": "Tidewell Hong Kong Limited"}]},
        ),
    ],
    good=[
        (
            "PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nBeneficiary: Quanzhou Tidewell Ceramics Co., Ltd.\nA/C No.: 3901 2200 09120",
            {"suppliers": ON_FILE},
        ),
        ("形式发票\n卖方:泉州潮汇陶瓷有限公司\n户名:泉州潮汇陶瓷有限公司\n账号:3901220009120", {"suppliers": ON_FILE}),
        ("PROFORMA INVOICE\nSeller: Ningbo Sunlark Lighting Co., Ltd.\nA/C No.: 3901220001111", {"suppliers": ON_FILE}),
        "PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nA/C No.: 3901220001111",
    ],
    source="the company's list of suppliers",
)  # fmt: skip
def payee_not_on_file(facts: Facts, *, suppliers: tuple[Supplier, ...]) -> Iterator[Problem]:
    """The account or payee is none that the company has on file for this supplier.

    Why: a payee that nobody has confirmed before is the commonest way to lose a payment.
    Fix: Have {supplier} confirm the account ending {last} by a call to a known number, and put it on file.
    Fix (zh): 请以已知电话向{supplier}核实尾号{last}的账户,并登记入档后再付款。
    """
    supplier = supplier_of(facts, suppliers)
    for account in own_accounts(facts.parties) if supplier else ():
        assert supplier is not None
        number, payee = account.number, account.beneficiary.text if account.beneficiary else ""
        slots = {"supplier": supplier.name, "last": number[-4:] or None}
        if supplier.accounts and number and not account.masked and not supplier.has_account(number):
            yield Problem(
                f"the account ending {number[-4:]} is not on file for {supplier.name.rstrip('.')}",
                at=account.iban or account.account or account,
                stated=number[-4:],
                slots=slots,
            )
        elif supplier.beneficiary and payee and likeness(payee, (supplier.beneficiary,)) < SAME_PAYEE:
            yield Problem(
                f"the payee is {payee[:60]}, {supplier.beneficiary[:60].rstrip('.')} is on file",
                at=account.beneficiary,
                stated=payee,
                expected=supplier.beneficiary,
                slots=slots,
            )


@rule(
    "TA016", "order-above-file-limit", severity="error", kinds="both", side="buyer", silences={"TA005": "all"},
    bad=[
        ("PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nTotal amount: USD 15,000.00", {"suppliers": ON_FILE}),
        ("形式发票\n卖方:泉州潮汇陶瓷有限公司\n订单总额:15,000美元", {"suppliers": ON_FILE}),
        ("SALES CONTRACT\nThe Seller: QUANZHOU TIDEWELL CERAMICS CO., LTD\nTotal contract value: US$12,480.50", {"suppliers": ON_FILE}),
    ],
    good=[
        ("PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nTotal amount: USD 9,000.00", {"suppliers": ON_FILE}),
        ("PROFORMA INVOICE\nSeller: Ningbo Sunlark Lighting Co., Ltd.\nTotal amount: USD 15,000.00", {"suppliers": ON_FILE}),
        ("PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.\nTotal amount: EUR 15,000.00", {"suppliers": ON_FILE}),
    ],
    source="the company's list of suppliers; refunds of the platform are capped by the supplier's limit",
)  # fmt: skip
def order_above_file_limit(facts: Facts, *, suppliers: tuple[Supplier, ...]) -> Iterator[Problem]:
    """The order is larger than the limit that the company has on file for this supplier.

    Why: what lies above the limit comes back from nobody when the supplier fails.
    Fix: Split into orders of {limit} at most, or secure {exposure} by letter of credit or guarantee.
    """
    supplier, total = supplier_of(facts, suppliers), order_total(facts)
    if supplier is None or supplier.limit is None or total is None or total.amount is None:
        return
    if total.currency in (None, supplier.currency) and total.amount > supplier.limit:
        yield Problem(
            f"the order of {plain(total.amount)} is above the limit on file of {plain(supplier.limit)}",
            at=total,
            stated=plain(total.amount),
            expected=f"{plain(supplier.limit)} at most",
            slots={"limit": plain(supplier.limit), "exposure": plain(total.amount - supplier.limit)},
        )


@rule(
    "INC015", "incoterm-off-house-terms", severity="warning", kinds="both", side="any", parts={"port": "warning"},
    bad=[
        ("Price term: CIF Hamburg, Incoterms 2020", {"house": {"incoterms": ["FOB Ningbo"]}}),
        ("Price term: FOB Qingdao, Incoterms 2020", {"house": {"incoterms": ["FOB Ningbo"]}}),
        ("价格条款:FOB 青岛", {"house": {"incoterms": ["FOB Ningbo"]}}),
        ("Price term: FCA Yiwu\nPort of loading: Qingdao", {"house": {"ports": ["Ningbo", "Shanghai"]}}),
    ],
    good=[
        ("Price term: FOB Ningbo, Incoterms 2020", {"house": {"incoterms": ["FOB Ningbo"]}}),
        ("Price term: FOB NINGBO PORT", {"house": {"incoterms": ["fob Ningbo", "CIF"]}}),
        ("价格条款:FOB 宁波", {"house": {"incoterms": ["FOB Ningbo"]}}),
        ("Price term: CIF Hamburg", {"house": {"incoterms": ["FOB Ningbo", "CIF"]}}),
        ("Price term: FOB Ningbo\nPort of loading: Ningbo", {"house": {"ports": ["Ningbo", "Shanghai"]}}),
        "Price term: CIF Hamburg, Incoterms 2020",
    ],
    source="the company's house terms",
)  # fmt: skip
def incoterm_off_house_terms(facts: Facts, *, house: HouseTerms) -> Iterator[Problem]:
    """The delivery term or the port of loading is none that the company buys on.

    Why: freight, insurance and customs are arranged for the house terms; another term means costs that nobody booked.
    Fix: Write {wanted}.
    """
    wanted = " or ".join(house.incoterms)
    for term in facts.incoterms.terms if house.incoterms else ():
        if not any(_is_term(term, entry) for entry in house.incoterms):
            yield Problem(
                f"{words_of(term)} is not what we buy on: {wanted}",
                at=term,
                stated=words_of(term),
                expected=wanted,
                slots={"wanted": wanted},
            )
    ports = " or ".join(house.ports)
    for end in facts.shipment.loading if house.ports else ():
        if end.place is not None and end.place.ports and not any(_is_place(end.place, port) for port in house.ports):
            yield Problem(
                f"{end.place.text} is none of our ports of loading: {ports}",
                at=end,
                part="port",
                stated=end.place.text,
                expected=ports,
                slots={"wanted": ports},
            )


def _is_term(term: Incoterm, wanted: str) -> bool:
    code, _, place = wanted.strip().partition(" ")
    if term.code != code.upper():
        return False
    return not place or (term.named_place is not None and _is_place(term.named_place, place))


def _is_place(place: PlaceName, wanted: str) -> bool:
    words = wanted.strip().casefold()
    return words in place.text.casefold() or any(port.name.casefold() == words for port in place.ports)


@rule(
    "PAY015", "payment-off-house-terms", severity="warning", kinds="both", side="any", parts={"deposit": "warning"},
    silences={"PAY003": "all"},
    bad=[
        ("Payment: 50% T/T deposit, 50% T/T against copy of B/L", {"house": {"payment": ["30/70", "20/80"]}}),
        ("付款方式:50%定金,50%见提单副本付清", {"house": {"payment": ["30/70"]}}),
        ("Payment: 30% T/T deposit, 70% T/T against copy of B/L", {"house": {"max-deposit": 20}}),
    ],
    good=[
        ("Payment: 30% T/T deposit, 70% T/T against copy of B/L", {"house": {"payment": ["30/70"], "max-deposit": 30}}),
        ("付款方式:30%定金,70%见提单副本付清", {"house": {"payment": ["30/70"]}}),
        ("Payment: deposit by T/T, the balance against copy of B/L", {"house": {"payment": ["30/70"]}}),
        "Payment: 50% T/T deposit, 50% T/T against copy of B/L",
    ],
    source="the company's house terms",
)  # fmt: skip
def payment_off_house_terms(facts: Facts, *, house: HouseTerms) -> Iterator[Problem]:
    """The payment is split in a way that the company does not pay.

    Why: the split is what our cash plan and our insurer's cover rest on.
    Fix: Write {wanted}.
    """
    steps, advance = facts.payment.steps, facts.payment.advance
    if not steps or facts.payment.alternatives:
        return
    if house.max_deposit is not None and advance is not None and advance > house.max_deposit:
        wanted = f"a deposit of {house.max_deposit}% at most"
        yield Problem(
            f"the deposit is {advance}%, we pay {house.max_deposit}% at most",
            at=steps[0], part="deposit", stated=f"{advance}%", expected=wanted, slots={"wanted": wanted},
        )  # fmt: skip
        return
    shares = [step.percent for step in steps if step.percent is not None]
    if not house.payment or len(shares) != len(steps):
        return
    split = "/".join(f"{share.normalize():f}" for share in shares)
    if split not in {entry.replace(" ", "").replace("%", "") for entry in house.payment}:
        wanted = " or ".join(house.payment)
        yield Problem(
            f"the payment is split {split}, we pay {wanted}",
            at=steps[0], beside=steps[1:], stated=split, expected=wanted, slots={"wanted": wanted},
        )  # fmt: skip


def _unnamed(facts: Facts, checklist: Checklist, item: str, wanted: tuple[str, ...]) -> Iterator[Problem]:
    """The paper speaks of an item and names none of the wanted; one that says nothing is another rule's matter."""
    found = checklist[item]
    if not wanted or found.state not in ("stated", "weak"):
        return
    if not any(find_phrase(facts.reading, phrase) for phrase in wanted):
        words = " or ".join(wanted)
        stated = facts.document.quote(found.span, 80) if found.span else None
        yield Problem(
            f"none of our terms is named: {words}",
            at=found.span, part=item, stated=stated, expected=words, slots={"wanted": words},
        )  # fmt: skip


@rule(
    "LAW015", "law-off-house-terms", severity="warning", kinds="both", side="any",
    bad=[
        ("SALES CONTRACT\n9. Governing law: the laws of the People's Republic of China.", {"house": {"law": ["English law", "laws of England"]}}),
        ("SALES CONTRACT\n9. Disputes: arbitration by CIETAC, Beijing.", {"house": {"forum": ["SIAC", "HKIAC"]}}),
        ("购销合同\n第九条 本合同适用中华人民共和国法律。", {"house": {"law": ["English law", "英国法"]}}),
    ],
    good=[
        ("SALES CONTRACT\n9. This contract is governed by the laws of England and Wales.", {"house": {"law": ["English law", "laws of England"]}}),
        ("SALES CONTRACT\n9. Disputes: arbitration under the rules of SIAC in Singapore.", {"house": {"forum": ["SIAC", "HKIAC"]}}),
        ("购销合同\n第九条 本合同适用英国法。", {"house": {"law": ["English law", "英国法"]}}),
        "SALES CONTRACT\n9. Governing law: the laws of the People's Republic of China.",
    ],
    source="the company's house terms",
)  # fmt: skip
def law_off_house_terms(facts: Facts, *, checklist: Checklist, house: HouseTerms) -> Iterator[Problem]:
    """The law or the forum is none that the company agrees to.

    Why: insurer and lawyers stand ready for the house law and forum; another one is paid for anew.
    Fix: Write {wanted}.
    """
    yield from _unnamed(facts, checklist, "governing_law", house.law)
    yield from _unnamed(facts, checklist, "dispute_resolution", house.forum)


@rule(
    "QLT014", "standards-off-house-terms", severity="warning", kinds="both", side="any",
    bad=[
        ("PROFORMA INVOICE\nQuality standard: ISO 9001 factory standard", {"house": {"quality": ["EN 12150", "ASTM C1048"]}}),
        ("PROFORMA INVOICE\nPacking: export cartons on wooden pallets", {"house": {"packing": ["ISPM 15"]}}),
        ("形式发票\n质量标准:按厂家标准GB/T 15763.2", {"house": {"quality": ["EN 12150"]}}),
    ],
    good=[
        ("PROFORMA INVOICE\nQuality standard: EN 12150-1 toughened glass", {"house": {"quality": ["EN 12150", "ASTM C1048"]}}),
        ("PROFORMA INVOICE\nPacking: export cartons on pallets marked to ISPM 15", {"house": {"packing": ["ISPM 15"]}}),
        "PROFORMA INVOICE\nPacking: export cartons on wooden pallets",
    ],
    source="the company's house terms",
)  # fmt: skip
def standards_off_house_terms(facts: Facts, *, checklist: Checklist, house: HouseTerms) -> Iterator[Problem]:
    """The paper names none of the standards for goods or packing that the company buys to.

    Why: a standard that is not named cannot be inspected against or claimed for.
    Fix: Name {wanted}.
    """
    yield from _unnamed(facts, checklist, "quality_standard", house.quality)
    yield from _unnamed(facts, checklist, "packaging", house.packing)
