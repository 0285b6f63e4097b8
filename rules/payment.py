"""Payment: when, how and in which steps the price is paid, and what that risks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tradelint.checklist import Checklist
from tradelint.facts import Facts
from tradelint.facts.bank import BankAccount
from tradelint.facts.bank_numbers import is_near
from tradelint.facts.dates import DateReading
from tradelint.facts.parties import Party, comparable, same_party
from tradelint.facts.parties_spellings import names_in_full
from tradelint.facts.payment import PaymentStep
from tradelint.facts.payment_credit import LetterOfCredit
from tradelint.levels import Confidence
from tradelint.rule import Problem, rule

BEFORE_CONTROL = ("advance", "ready")
CREDIT_METHODS = ("OA", "DA")
TRANSFER_METHODS = ("TT", "TT_ADVANCE")
HELD_METHODS = ("TA", "ESCROW")


def plain(number: Decimal) -> str:
    """A decimal for a message: no trailing zeros, no exponent."""
    return format(number.normalize(), "f")


def uses_platform(facts: Facts) -> bool:
    """Whether the money is held by a platform or an escrow agent until the buyer has the goods."""
    return facts.payment.uses(*HELD_METHODS)


@rule(
    "PAY001", "payment-terms-missing", severity="error", kinds="both", side="any", core=True, item="payment_terms",
    absence=("absent",),
    silences={"PAY002": "all", "PAY003": "all", "PAY006": "all", "PAY007": "all"},
    bad=[
        "PROFORMA INVOICE\nPayment: as agreed",
        "付款方式:按约定",
        "SALES CONTRACT\nSeller: Aurel Tools Ltd\n1. Goods: hammers\n2. Packing: cartons of 24 pcs",
    ],
    good=[
        "30 % T/T deposit within 5 days of signature, 70 % T/T after passed inspection and before loading",
        "付款方式:30%电汇定金,验货合格后装柜前付70%",
        "Terms of payment: irrevocable L/C at sight for the full invoice value",
        "Payment through the Trade Assurance checkout: 30% initial payment, 70% before shipment",
    ],
    source="checklist of the source articles: payment terms; CISG art. 57-58",
)  # fmt: skip
def payment_terms_missing(facts: Facts, *, checklist: Checklist) -> Iterator[Problem]:
    """The paper does not say how and when the price is paid.

    Why: payment is a checklist item and the moment at which money is lost; without a share, a method and an event
    both sides will remember different terms.
    Fix: "Payment: 30 % by T/T within 7 days after signing; 70 % by T/T after passed inspection, against copy of the
    bill of lading."
    Fix (zh): "付款方式:合同签订后7日内电汇支付30%预付款;验货合格后凭提单副本电汇支付余款70%。"
    """
    item = checklist["payment_terms"]
    steps = facts.payment.steps
    if item.state == "absent" and item.value is None:
        yield Problem("no payment terms found", part="absent")
    elif item.state == "absent":
        yield Problem(f"the payment terms are {item.left}", at=item.span, part="blank")
    elif not steps and not facts.payment.methods:
        yield Problem("the payment clause names neither a method nor a share nor an event", at=item.span, part="empty")


@rule(
    "PAY002", "payment-split-not-100", severity="error", kinds="both", side="any", core=True,
    bad=[
        "Payment: 30 % deposit, 60 % before shipment",
        "付款方式:30%定金,60%尾款发货前付清",
        "Terms of payment: 40% T/T in advance, 40% against copy of B/L, 30% after arrival",
    ],
    good=[
        "Payment: 30 % deposit, 60 % before shipment, 10 % 30 days after arrival",
        "Payment: 30 % T/T deposit, 70 % against copy of B/L. Late payment: 1% interest per month",
        "Payment: T/T 30/70",
        "Payment: 30% deposit, balance before shipment",
        "Payment: 100% T/T in advance or 100% L/C at sight",
        "付款方式:预付30%,见提单复印件付70%;逾期付款每日按0.05%支付违约金",
    ],
    source="checklist of the source articles: payment terms; arithmetic",
)  # fmt: skip
def payment_split_not_100(facts: Facts) -> Iterator[Problem]:
    """The shares of the payment do not add up to the price.

    Why: a missing ten percent becomes an argument over the release of the goods.
    Fix: Add or take away {difference|the difference} %: the stages add up to {sum|another sum} %.
    Fix (zh): 各期付款合计为{sum|另一数}%,请补足或删减{difference|差额}%并写明付款条件。
    """
    payment = facts.payment
    share = payment.share
    stated = [step for step in payment.steps if not step.percent_inferred]
    if share is None or payment.alternatives or not stated or abs(share - 100) <= Decimal("0.01"):
        return
    # A deposit alone is the matter of PAY006: the paper says nothing of the rest.
    if len(payment.steps) == 1:
        return
    yield Problem(
        f"the payment steps add up to {plain(share)} %, not 100 %",
        at=stated[-1],
        beside=tuple(stated[:-1]),
        stated=f"{plain(share)} %",
        expected="100 %",
        slots={"sum": plain(share), "difference": plain(abs(100 - share))},
    )


@rule(
    "PAY003", "deposit-above-threshold", severity="warning", kinds="both", side="buyer", core=True,
    parts={"all-in-advance": "error", "held": "info"},
    small_orders=False,
    bad=[
        "Payment: 50 % deposit, 50 % before production ends",
        "Payment terms: 100 % T/T in advance",
        "付款方式:全额预付",
        "Terms of payment: 60% downpayment with order, balance against copy of B/L",
    ],
    good=[
        "Payment: 30 % deposit, 70 % against copy of B/L after passed inspection",
        "Payment: L/C at sight",
        "付款方式:30%定金,余款见提单复印件付清",
        "Payment: net 30 days after receipt of the goods",
        "Payment: 20% by T/T in advance, 80% by irrevocable L/C at sight",
    ],
    source="sourcing practice (30/70); source articles: pay by approved methods only",
)  # fmt: skip
def deposit_above_threshold(facts: Facts, *, max_deposit: Decimal = Decimal(30)) -> Iterator[Problem]:
    """The deposit is larger than the buyer should risk.

    Why: what is paid before the goods can be checked can't be withheld later; 30 % is the market's usual ceiling.
    Fix: "Payment: {max_deposit} % T/T deposit on signing; the balance by T/T after passed inspection, against
    {document|copy of B/L}."
    Fix (zh): "付款方式:合同签订后电汇支付{max_deposit}%预付款;余款在验货合格后凭提单副本电汇支付。"
    """
    early = [step for step in facts.payment.steps if step.is_advance and step.percent is not None]
    share = sum((step.percent or Decimal(0) for step in early), Decimal(0))
    if not early or share <= max_deposit or facts.payment.alternatives:
        return
    part = "held" if uses_platform(facts) else "all-in-advance" if share >= 100 else None
    what = "the whole price is paid in advance" if share >= 100 else f"the deposit is {plain(share)} %"
    yield Problem(
        f"{what}, above {plain(max_deposit)} %",
        at=early[0],
        part=part,
        stated=f"{plain(share)} %",
        expected=f"{plain(max_deposit)} % or less",
        slots={"document": "copy of B/L"},
    )


@rule(
    "PAY004", "irreversible-method", severity="error", kinds="both", side="buyer", core=True,
    bad=[
        "Sample fee by Western Union or USDT (TRC20)",
        "付款方式:可付USDT或微信转账",
        "Payment: 30% deposit via PayPal friends and family, balance in cash",
        "Payment methods: T/T, MoneyGram, bitcoin",
    ],
    good=[
        "Payment only through the Trade Assurance checkout or to the company account below",
        "Payment: T/T. Western Union and cash are not accepted.",
        "Router with one ETH port, 200 pcs",
        "付款方式:电汇。不接受现金及西联汇款。",
        "Payment: 30% T/T deposit, 70% cash against documents",
        "Payment: T/T. We never ask for Western Union, crypto or gift cards.",
        "Goods: steel cash box, 200 pcs\nContact: WeChat sunlark88\nPayment: T/T",
    ],
    source="source articles: paying outside the platform is the first common mistake; FBI/IC3 guidance on wire fraud",
)  # fmt: skip
def irreversible_method(facts: Facts) -> Iterator[Problem]:
    """A way of paying is offered that nobody can call back.

    Why: no recall, no proof of who was paid, no platform cover.
    Fix: Delete {method|this method}; instead: "All payments are made by T/T to the company account of {seller|the
    Seller's legal name}."
    Fix (zh): 删除{method|该付款方式},改为:"货款均以电汇付至{seller|卖方公司全称}的公司账户。"
    """
    seen: set[str] = set()
    for method in facts.payment.methods:
        if not method.red_flag or method.code in seen or (method.code == "WU" and facts.payment.uses("TA")):
            continue
        seen.add(method.code)
        yield Problem(
            f"payment by {method.words} cannot be called back",
            at=method,
            subject=method.code,
            stated=method.words,
            slots={"method": method.words, "seller": facts.parties.seller.any_name if facts.parties.seller else None},
        )


def is_sellers(name: str, seller: Party | None) -> bool:
    """Whether a payee is the seller itself: one of its names, or words of its name and no others."""
    if seller is None:
        return False
    names = names_in_full(seller)
    words = set(name.casefold().split())
    return any(
        (comparable(name, other) and same_party(name, other) >= 0.9) or words <= set(other.casefold().split())
        for other in names
    )


@rule(
    "PAY005", "personal-account", severity="error", kinds="both", side="buyer", core=True,
    bad=[
        "Bank details\nBeneficiary: Li Wei\nA/C No.: 6200 0000 0000 0001 230\nBank: Harbour Bank, Ningbo Branch",
        "银行资料\n收款人:李伟\n账号:4402 1234 5678 9012\n开户行:海湾银行宁波分行",
        "Please remit the deposit to our manager's personal account.\nBeneficiary: Mr. Zhang Qiang\nAccount No: 88210045\nSWIFT: HBNKCNBJ",
    ],
    good=[
        "Beneficiary: Ningbo Sunlark Lighting Co., Ltd.\nA/C No.: 3901 2200 0912\nSWIFT: HBNKCNBJ",
        "户名:宁波晨雀照明有限公司\n账号:3901220009120\n开户行:海湾银行宁波分行",
        "Never pay to a personal account.\nBeneficiary: Aurel Tools Ltd\nAccount No: 88210045",
        "Seller: Golden Sun Lighting Co., Ltd.\nBeneficiary: GOLDEN SUN\nAccount No: 88210045",
    ],
    source="source articles: never directly to the supplier's private account",
)  # fmt: skip
def personal_account(facts: Facts) -> Iterator[Problem]:
    """The money goes to a person, not to the company that sells.

    Why: money paid to an individual is not paid to the seller; courts and platforms treat it so, and cover is lost.
    Fix: "Beneficiary: {seller|the Seller's legal name}"
    Fix (zh): "收款人:{seller|卖方公司全称}"
    """
    seller = facts.parties.seller
    name = seller.any_name if seller else None
    for bank in facts.parties.accounts:
        beneficiary = bank.beneficiary
        if bank.correspondent or (beneficiary is not None and is_sellers(beneficiary.text, seller)):
            continue
        if bank.person is not None and beneficiary is not None:
            yield Problem(
                f"the beneficiary {beneficiary.text} is a person, not a company",
                at=beneficiary,
                subject=beneficiary.text,
                stated=beneficiary.text,
                slots={"seller": name},
                confidence=bank.person,
            )
        elif bank.card and bank.account is not None:
            # Figures that look like a card's are no proof beside a company's name.
            yield Problem(
                "the account number is that of a personal bank card",
                at=bank.account,
                subject=bank.number,
                stated=bank.account.text,
                slots={"seller": name},
                confidence=Confidence.LOW if beneficiary else None,
            )
    for cue in facts.parties.personal_cues:
        yield Problem("payment to a personal account is asked for", at=cue, subject="words")


@rule(
    "PAY006", "balance-trigger-undefined", severity="warning", kinds="both", side="any", absence=True,
    bad=[
        "Payment: 30 % deposit, balance later",
        "付款方式:30%定金,余款后付",
        "Payment terms: 30% T/T deposit, 70% T/T",
        "Payment: 20% advance, 80% when convenient",
    ],
    good=[
        "Payment: 30% deposit, 70 % within 3 working days after receipt of the inspection release and before loading",
        "Payment: 100% L/C at sight",
        "Payment: 30% deposit, balance against documents (D/P)",
        "付款方式:30%定金,见提单复印件后3天内付清余款",
    ],
    source="checklist of the source articles: payment terms; CISG art. 58-59",
)  # fmt: skip
def balance_trigger_undefined(facts: Facts) -> Iterator[Problem]:
    """A step of the payment falls due on nothing that can be determined.

    Why: the seller will say before loading, the buyer after arrival, and the goods wait at the factory meanwhile.
    Fix: "Payment: 30 % by T/T deposit on signing; balance of 70 % by T/T within 7 days after receipt of the copy of the
    bill of lading."
    Fix (zh): "付款方式:签订后电汇支付30%预付款;余款70%在收到提单副本后7日内电汇支付。"
    """
    for step in facts.payment.steps:
        determined = step.event or step.due or step.days is not None or step.stage == "advance"
        if determined and not step.vague:
            continue
        if step.method in (*HELD_METHODS, "LC", "DP", "CAD") or (step.stage == "full" and step.when):
            continue
        if len(facts.payment.steps) > 1 and step is facts.payment.steps[0]:
            continue
        share = f"{plain(step.percent)} %" if step.percent is not None else "the balance"
        yield Problem(f"{share} falls due on no stated event or day", at=step, stated=step.trigger)
    if len(facts.payment.steps) == 1:
        only = facts.payment.steps[0]
        if only.stage == "advance" and only.percent is not None and only.percent < 100 and not only.percent_inferred:
            yield Problem(f"the paper says when {plain(only.percent)} % is due, and nothing of the rest", at=only)


@rule(
    "PAY007", "balance-before-inspection", severity="warning", kinds="both", side="buyer",
    bad=[
        "Payment: 30% deposit, 70 % on completion of production.\nInspection: the Buyer may have the goods inspected by SGS before shipment.",
        "付款方式:30%定金,生产完成付70%\n检验:买方有权委托SGS在发货前验货",
        "Payment: 100% T/T in advance\nInspection: pre-shipment inspection by Bureau Veritas at Buyer's cost",
    ],
    good=[
        "Payment: 30% deposit, 70 % within 3 working days after a passed inspection report\nInspection: pre-shipment inspection by SGS",
        "Payment: 30% deposit, 70% against copy of B/L\nInspection: pre-shipment inspection by SGS",
        "Payment: L/C at sight, inspection certificate required\nInspection: pre-shipment inspection by SGS",
        "Payment: 30% deposit, 70% on completion of production.",
    ],
    source="CISG art. 58(3); source articles: inspect the goods",
)  # fmt: skip
def balance_before_inspection(facts: Facts, *, checklist: Checklist) -> Iterator[Problem]:
    """The last money is paid before the inspection that the paper allows.

    Why: an inspection after payment is only an opinion; the lever is the unpaid balance.
    Fix: "Payment: 30 % T/T deposit; the balance by T/T after the inspector's written pass, before shipment."
    Fix (zh): "付款方式:30%预付款;余款在检验员出具书面合格报告后、装运前电汇支付。"
    """
    steps = facts.payment.steps
    if not steps or checklist["inspection"].state not in ("stated", "weak") or uses_platform(facts):
        return
    if facts.payment.credits or any(step.when in ("inspected", "shipped", "arrived", "dated") for step in steps):
        return
    last = steps[-1]
    early = last.event == "completion" or (last.is_advance and facts.payment.advance == 100)
    if early:
        yield Problem(
            "the last payment falls due before the inspection that the paper provides for",
            at=last,
            beside=(checklist["inspection"].span,) if checklist["inspection"].span else (),
            stated=last.trigger,
            expected="after a passed inspection",
        )


@rule(
    "PAY008", "bank-details-incomplete", severity="warning", kinds="both", side="any", strict=("address",),
    parts={"letter": "info"}, absence=("missing",),
    bad=[
        "PROFORMA INVOICE\nPayment: 30% T/T deposit, 70% T/T against copy of B/L\nBank: Harbour Bank Ningbo, A/C 3901 2200 0912",
        "形式发票\n付款方式:30%电汇定金,见提单复印件付70%\n账号:3901220009120",
        "PROFORMA INVOICE\nPayment: T/T 30% deposit, 70% before shipment\nBeneficiary: Aurel Tools Ltd\nA/C No.: ****0912\nSWIFT: HBNKCNBJ",
    ],
    good=[
        "PROFORMA INVOICE\nPayment: 30% T/T deposit, 70% T/T against copy of B/L\n"
        "Beneficiary: Ningbo Sunlark Lighting Co., Ltd.\nBeneficiary address: No. 18 Willow Road, Ningbo, 315000, China\n"
        "Bank: Harbour Bank, Ningbo Branch\nBank address: 2 Quay Street, Ningbo, China\nA/C No.: 3901220009120\nSWIFT: HBNKCNBJ",
        "Payment: irrevocable L/C at sight",
        "Payment through the Trade Assurance checkout, 30% T/T deposit, 70% T/T before shipment",
        "采购合同\n总金额:人民币52,000.00元\n付款方式:电汇,30%定金,余款发货前付清\n户名:宁波晨雀照明有限公司\n开户行:海湾银行宁波分行\n"
        "账号:3901220009120",
    ],
    source="SWIFT CBPR+ standards release 2026 (structured addresses); UN/ECE invoice layout key",
)  # fmt: skip
def bank_details_incomplete(
    facts: Facts, *, as_of: date, structured_address_from: str = "2026-11-14"
) -> Iterator[Problem]:
    """A transfer is asked for, and a bank would miss something of the account.

    Why: payments bounce or are repaired by guesswork; since 14 November 2026 cross-border messages with wholly
    unstructured addresses are rejected, and town and country are the minimum.
    Fix: "Beneficiary: {seller|legal name}; address: {address|street, town, post code, country}; bank: {bank|bank and
    branch}; account no.: {account|account number}; SWIFT: {bic|BIC}"
    Fix (zh): "收款人:{seller|公司全称};地址:{address|街道、城市、邮编、国家};开户行:{bank|银行及支行};银行地址:{bank address|开户行地址};账号:{account|账号};SWIFT:{bic|BIC}"
    """
    held = uses_platform(facts) or (facts.platform.trade_assurance and facts.platform.paid_through)
    if held or not facts.payment.uses(*TRANSFER_METHODS):
        return
    accounts = [bank for bank in facts.parties.accounts if not bank.correspondent]
    if not accounts and facts.kind.name == "proforma_invoice":
        yield Problem("payment by T/T, and no bank details", part="missing", slots={"fields": "the bank details"})
    for bank in accounts:
        if bank.promised:
            yield Problem("the bank details are to follow in another paper", at=bank.promised, part="letter")
            continue
        missing = missing_data(bank, facts)
        addresses = missing_addresses(bank, facts) if as_of >= date.fromisoformat(structured_address_from) else ()
        fields = ", ".join(missing) or " and ".join(addresses)
        if fields:
            yield Problem(
                f"the bank details lack {fields}",
                at=bank,
                part=None if missing else "address",
                subject=bank.number or None,
                slots={"fields": fields},
            )


def missing_data(bank: BankAccount, facts: Facts) -> tuple[str, ...]:
    """What a bank needs of an account beside addresses, and the paper does not give."""
    number = None if bank.masked or bank.dummy else bank.account or bank.iban
    found = (
        ("the beneficiary's name", bank.beneficiary),
        ("the bank's name", bank.bank or bank.bank_known or bank.bic_known),
        ("the account number or IBAN", number),
        ("the BIC (SWIFT code)", bank.bic or bank.routing or bank.cnaps or not needs_bic(bank, facts)),
    )
    return tuple(name for name, value in found if not value)


def needs_bic(bank: BankAccount, facts: Facts) -> bool:
    """Whether the money crosses a border that the number alone does not tell the way over."""
    seller, buyer = facts.parties.seller, facts.parties.buyer
    home = seller.country if seller else None
    away = buyer.country if buyer else None
    if home is not None and home == away:
        return False
    if facts.amounts.currency == "CNY" and home in (None, "CN") and away in (None, "CN"):
        return False
    iban = bank.iban.text[:2] if bank.iban and not bank.iban_fault else ""
    return not (iban and (away is None or is_near(iban, away)))


def missing_addresses(bank: BankAccount, facts: Facts) -> tuple[str, ...]:
    """The addresses that the paper does not give; at home nobody needs them."""
    if not needs_bic(bank, facts):
        return ()
    seller = facts.parties.seller
    own = bank.beneficiary_address or (seller and seller.address)
    found = (("the beneficiary's address", own), ("the bank's address", bank.bank_address))
    return tuple(name for name, value in found if not value)


@rule(
    "PAY009", "lc-terms-incomplete", severity="warning", kinds="both", side="any", absence=("missing",),
    bad=[
        "Payment: L/C",
        "Payment: L/C at sight\nQuantity tolerance ± 5 %, L/C amount USD 50,000",
        "付款方式:信用证",
        "Payment: 100% irrevocable L/C at sight with certificate of quality issued by a competent authority",
    ],
    good=[
        "Payment: irrevocable L/C at sight, UCP 600, available with any bank by negotiation, opened by 2026-12-05, "
        "latest shipment 2027-01-15, expiry 2027-02-05 in China, presentation 21 days, quantity and amount ± 5 %",
        "Payment: T/T in advance or L/C",
        "Payment: 30% T/T deposit, 70% against copy of B/L",
    ],
    source="UCP 600 art. 3, 6(d), 14(c), 18, 29, 30",
)  # fmt: skip
def lc_terms_incomplete(facts: Facts, *, min_lc_fields: int = 5) -> Iterator[Problem]:
    """The letter of credit is named, not described.

    Why: an incomplete clause ends in amendments and discrepancy fees; an unnamed issuer of a certificate may be anyone
    but the beneficiary; a quantity allowance never lifts the amount.
    Fix: "Payment: by irrevocable letter of credit at sight, issued by {bank|bank} by {date} and subject to UCP 600;
    advising bank: {advising bank|bank}; latest shipment {shipment|date}; expiry {expiry|date} in {place|country};
    documents presented within 21 days after shipment; amount ± 5 %; partial shipments and transhipment not allowed;
    banking charges outside the country of issue are for the beneficiary. Documents: commercial invoice, packing list,
    full set of clean on-board bills of lading."
    Fix (zh): "付款方式:不可撤销即期信用证,由{bank|银行}于{date|日期}前开出,适用UCP 600;通知行:{advising bank|银行};最迟装运期{shipment|日期};有效期至{expiry|日期},到期地点{place|国家};交单期为装运后21天;金额允许±5%;不允许分批装运和转运;开证国以外的银行费用由受益人承担。单据:商业发票、装箱单、全套清洁已装船提单。"
    """
    for credit in facts.payment.credits:
        if credit.alternative:
            continue
        if len(credit.fields) < min_lc_fields:
            missing = ", ".join(name for name in LC_FIELDS if name not in credit.fields)
            yield Problem(
                f"the L/C clause states {len(credit.fields)} of {len(LC_FIELDS)} terms; missing: {missing}",
                at=credit,
                part="missing",
                slots={"missing_fields": missing},
            )
        if credit.unnamed_issuer:
            yield Problem(
                "a document is to be issued by somebody whose name is not given",
                at=credit.unnamed_issuer,
                subject="issuer",
                slots={"missing_fields": "the name of who issues the certificate"},
            )
        if credit.quantity_tolerance and not credit.amount_tolerance and len(credit.fields) >= min_lc_fields:
            tolerance = plain(credit.quantity_tolerance.value)
            yield Problem(
                f"the quantity may vary by {tolerance} %, the credit amount may not",
                at=credit.amount_fixed or credit.quantity_tolerance,
                beside=(credit.quantity_tolerance,) if credit.amount_fixed else (),
                subject="tolerance",
                slots={"missing_fields": f"amount ± {tolerance} % as well"},
            )


LC_FIELDS = (
    "irrevocable", "tenor", "issuing bank", "available with", "expiry date", "latest shipment", "presentation days",
    "UCP 600", "charges", "documents", "opening deadline",
)  # fmt: skip


@rule(
    "PAY010", "lc-dates-inconsistent", severity="error", kinds="both", side="any",
    bad=[
        "Payment: L/C at sight, latest shipment 2027-01-15, expiry 2027-01-20, presentation 21 days",
        "Payment: irrevocable L/C at sight, latest shipment 2027-03-31, expiry date 2027-03-15",
        "付款方式:不可撤销即期信用证,最迟装运日2027-01-15,有效期2027-01-18",
    ],
    good=[
        "Payment: L/C at sight, latest shipment 2027-01-15, expiry 2027-02-05",
        "Payment: L/C at sight, latest shipment 2027-01-15, expiry 2027-02-01, presentation 15 days",
        "Payment: L/C at sight, expiry 2027-02-05",
    ],
    source="UCP 600 art. 6(d)(i), 14(c), 29",
)  # fmt: skip
def lc_dates_inconsistent(facts: Facts) -> Iterator[Problem]:
    """The dates of the letter of credit leave no time to present the documents.

    Why: documents that can't be presented in time make the credit worthless exactly when it is needed.
    Fix: Move the dates: expiry not before the latest shipment plus the days for presentation ({date|the day needed}).
    Fix (zh): 调整日期:信用证有效期不得早于最迟装运期加交单期({date|应有日期})。
    """
    for credit in facts.payment.credits:
        shipment = _day(credit.latest_shipment)
        expiry = _day(credit.expiry)
        days = credit.presentation_days or 21
        if shipment and expiry and expiry < shipment + timedelta(days=days):
            needed = shipment + timedelta(days=days)
            yield Problem(
                f"the credit expires on {expiry}, {(expiry - shipment).days} days after the latest shipment; {days} are needed",
                at=_span(credit, credit.expiry),
                beside=(_span(credit, credit.latest_shipment),),
                stated=expiry.isoformat(),
                expected=f"{needed} or later",
                slots={"date": needed},
            )
        opening = _day(credit.opening_deadline)
        if shipment and opening and opening >= shipment:
            yield Problem(
                f"the credit is to be opened by {opening}, not before the latest shipment {shipment}",
                at=_span(credit, credit.opening_deadline),
                beside=(_span(credit, credit.latest_shipment),),
                stated=opening.isoformat(),
                expected=f"before {shipment}",
                subject="opening",
                slots={"date": shipment},
            )


def _day(reading: DateReading | None) -> date | None:
    return reading.date if reading else None


def _span(credit: LetterOfCredit, reading: DateReading | None) -> object:
    return reading.span if reading else credit


@rule(
    "PAY011", "seller-credit-unsecured", severity="warning", kinds="both", side="seller",
    bad=[
        "Payment: 30% deposit, 70 % O/A 60 days after B/L date",
        "Payment: D/P 60 days",
        "付款方式:月结60天",
        "Payment: D/A 90 days sight",
    ],
    good=[
        "Payment: O/A 60 days after B/L date, insured by Sinosure, title retained until payment",
        "Payment: 30% deposit, 70% against copy of B/L",
        "Payment: L/C 60 days after sight",
        "Payment: D/P at sight",
    ],
    source="URC 522 art. 7; ISP98; source articles: trade credit insurance",
)  # fmt: skip
def seller_credit_unsecured(facts: Facts, *, credit_threshold: Decimal = Decimal(20)) -> Iterator[Problem]:
    """The seller ships on trust, and nothing secures the claim.

    Why: on open account or against acceptance the goods are gone when the debt falls due. "D/P 60 days" is what the
    collection rules advise against, and some banks release the documents on acceptance.
    Fix: Secure the credit: a standby letter of credit, a bank guarantee or credit insurance for the {tenor|agreed}
    days.
    Fix (zh): 为{tenor|约定}天账期提供担保:备用信用证、银行保函或信用保险。
    """
    for tenor in facts.payment.bad_tenor:
        yield Problem(f"{tenor.words} is no term that the collection rules know", at=tenor, stated=tenor.words)
    if facts.payment.security:
        return
    for step in facts.payment.steps:
        share = step.percent if step.percent is not None else Decimal(100)
        if step.method in CREDIT_METHODS and share > credit_threshold:
            yield Problem(f"{plain(share)} % on {_credit(step)} without security", at=step, slots={"tenor": step.days})


def _credit(step: PaymentStep) -> str:
    return "acceptance (D/A)" if step.method == "DA" else "open account"


@rule(
    "PAY012", "earnest-money-wording", severity="warning", kinds="both", side="any", strict=("bare",),
    bad=[
        "付款方式:30%定金,70%尾款发货前付清",
        "付款方式 Payment: 30%订金 non-refundable deposit, 70%发货前付清",
        "付款条款:合同签订后付30%定金;订金到账后开始生产,余款70%发货前付清",
    ],
    good=[
        "付款方式:20%定金(适用定金罚则)及10%预付款,70%尾款见提单复印件付清",
        "付款方式:30%预付款,70%见提单复印件付清",
        "Payment: 30% deposit, 70% against copy of B/L",
    ],
    source="PRC Civil Code art. 586-588",
)  # fmt: skip
def earnest_money_wording(facts: Facts, *, max_earnest: Decimal = Decimal(20)) -> Iterator[Problem]:
    """定金 and 订金 are confused, or 定金 exceeds what the law lets it secure.

    Why: 定金 is a legal guarantee: a defaulting seller returns it double, a defaulting buyer forfeits it, but only up
    to 20 % of the price; 订金 is a mere prepayment.
    Fix: Call at most {max_earnest} % '定金 (earnest money)' if its double return is wanted, and the rest '预付款 (advance
    payment)'.
    Fix (zh): 约定双倍返还的,最多{max_earnest}%写作“定金”,其余写作“预付款”。
    """
    words = {term.words.casefold(): term for term in facts.payment.earnest}
    guarantee, prepayment = words.get("定金"), words.get("订金")
    forfeited = next((term for word, term in words.items() if word.isascii()), None)
    if guarantee and prepayment:
        yield Problem(
            "定金 and 订金 are both used for the advance; in law they differ", at=prepayment, beside=(guarantee,)
        )
    elif forfeited and not guarantee and (prepayment or "预付款" in words or "押金" in words):
        yield Problem(f"the Chinese calls it a prepayment, the English {forfeited.words}", at=forfeited)
    elif guarantee:
        for step in facts.payment.steps:
            if step.word == "定金" and step.percent is not None and step.percent > max_earnest:
                yield Problem(
                    f"定金 of {plain(step.percent)} % exceeds the {plain(max_earnest)} % that the law lets it secure",
                    at=step,
                    part="bare",
                    stated=f"{plain(step.percent)} %",
                    expected=f"{plain(max_earnest)} % or less",
                )


@rule(
    "PAY013", "undervaluation-request", severity="error", kinds="both", side="any",
    bad=[
        "We will issue invoice of 40 % value for your customs.",
        "Remark: we can make a lower value invoice for customs clearance",
        "备注:可低价报关",
    ],
    good=[
        "The customs invoice shows the full price paid and payable, including mould assists.",
        "Declared value for carriage: NVD",
        "Seller must not undervalue the goods in any document.",
    ],
    source="19 U.S.C. 1592; Union Customs Code; WTO Valuation Agreement",
)  # fmt: skip
def undervaluation_request(facts: Facts) -> Iterator[Problem]:
    """The paper offers or asks for an invoice with a lower value for customs.

    Why: a false customs value means seizure and penalties, and no cover for the true value by insurer or platform.
    Fix: Delete it. The customs value is the price paid or payable, with all charges and assists.
    Fix (zh): 删除该约定:海关申报价值应为实付或应付价格,包括全部费用。
    """
    for term in facts.payment.undervaluation:
        yield Problem(f"a lower value for customs is spoken of: {term.words}", at=term, stated=term.words)


@rule(
    "PAY014", "credit-revocable", severity="error", kinds="both", side="any",
    bad=[
        "Payment: 100 % by revocable L/C at sight",
        "付款方式:100%即期可撤销信用证",
        "Payment: L/C at sight. The issuing bank may cancel the L/C without the beneficiary's consent.",
    ],
    good=[
        "Payment: 100 % by irrevocable L/C at sight, UCP 600",
        "付款方式:100%即期不可撤销信用证,适用UCP 600",
        "Payment: L/C at sight; revocable credits are not accepted",
        "Payment: L/C at sight",
    ],
    source="UCP 600 art. 2, 3, 10(a)",
)  # fmt: skip
def credit_revocable(facts: Facts) -> Iterator[Problem]:
    """The letter of credit can be withdrawn.

    Why: a promise that can be withdrawn before the documents arrive secures nothing, and UCP 600 knows only
    irrevocable credits, so no bank issues it as written.
    Fix: "Payment: by irrevocable letter of credit at sight, subject to UCP 600."
    Fix (zh): "付款方式:不可撤销即期信用证,适用UCP 600。"
    """
    for credit in facts.payment.credits:
        if credit.revocable:
            yield Problem("the letter of credit is revocable", at=credit.revocable, expected="irrevocable")
