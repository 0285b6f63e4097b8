"""Orders under a marketplace's payment protection: what keeps the cover, and what loses it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tradelint.facts import Facts
from tradelint.facts.bank import BankAccount
from tradelint.facts.parties import same_party
from tradelint.facts.platform_cover import SupplierLimit
from tradelint.facts.platform_orders import OrderNumber
from tradelint.facts.platform_terms import (
    DisputeWindow,
    PlatformCue,
    auto_confirm_days,
    designated_banks,
    dispute_days,
)
from tradelint.facts.values import Money
from tradelint.levels import Confidence
from tradelint.refund import Amount, Cover, lots, refund_of
from tradelint.rule import Problem, rule

SCHEME = "alibaba-trade-assurance"
HELD = ("TA", "ESCROW")
LIMIT_CURRENCY = "USD"


def plain(number: Decimal) -> str:
    """A decimal for a message: grouped, cents only where there are any."""
    text = f"{number:,.2f}"
    return text.removesuffix(".00")


def names_scheme(facts: Facts, platform: str | None) -> bool:
    """Whether the rules on Trade Assurance apply: the site is named, or the configuration expects the scheme."""
    return platform == SCHEME or any(naming.id == SCHEME for naming in facts.platform.namings)


def is_order(facts: Facts, platform: str | None) -> bool:
    """Whether the deal is said (or configured) to be a Trade Assurance order, not merely a supplier met on the site."""
    return platform == SCHEME or facts.platform.trade_assurance


def is_placed(facts: Facts) -> bool:
    """Whether the paper says that the deal itself is placed or paid as such an order."""
    found = facts.platform
    spoken = found.paid_through or found.coverages or found.windows or found.limits or facts.payment.uses("TA")
    return bool(found.order_number) or (found.trade_assurance and bool(spoken))


def order_total(facts: Facts) -> Money | None:
    """The paper's total, if it was read."""
    total = facts.amounts.total
    return total if total is not None and total.amount is not None else None


@rule(
    "TA001", "order-not-through-ta", severity="warning", kinds="both", side="buyer", core=True, absence=("configured",),
    parts={"link": "info"},
    bad=[
        "PROFORMA INVOICE\nSupplier: Alibaba Gold Supplier for 8 years\nPayment: 30% T/T, 70% against copy of B/L",
        "形式发票\n阿里巴巴金品诚企\n付款方式:30%定金,见提单复印件付70%",
        "PROFORMA INVOICE\nNote: we do not offer Trade Assurance for this product, please pay by T/T.",
        ("PROFORMA INVOICE\nPayment: 30% T/T, 70% against copy of B/L", {"platform": "alibaba-trade-assurance"}),
    ],
    good=[
        "This PI is the contract of Trade Assurance order no. 7000111122223333 and is paid only through that order.",
        "本PI为信保订单7000111122223333的合同附件",
        "PROFORMA INVOICE\nPayment: through the Alibaba Trade Assurance checkout",
        "PROFORMA INVOICE\nOrigin: Made in China\nPayment: 30% T/T, 70% against copy of B/L",
        "采购合同\n1688订单号:1234567890\n付款方式:支付宝",
    ],
    source="source articles: not all suppliers are eligible; select an order with Trade Assurance",
)  # fmt: skip
def order_not_through_ta(facts: Facts, *, platform: str | None) -> Iterator[Problem]:
    """The marketplace is named, and nothing says that the deal is an order under its protection.

    Why: not all suppliers take part, and having met on the site gives no cover by itself.
    Fix: "The parties place this sale as an Alibaba.com Trade Assurance order. All payments are made through the payment
    page of the order; this document is uploaded to the order before payment."
    Fix (zh): "双方以阿里巴巴国际站信用保障订单的方式进行本交易,所有款项均通过订单付款页面支付;付款前须将本文件上传至该订单。"
    """
    if not names_scheme(facts, platform) and not facts.platform.refused:
        return
    if facts.platform.refused:
        refusal = facts.platform.refused[0]
        yield Problem(f'the seller does without Trade Assurance: "{refusal.cue[:50]}"', at=refusal, stated=refusal.cue)
    elif not is_placed(facts):
        naming = next((n for n in facts.platform.namings if n.id == SCHEME), None)
        if naming is None:
            yield Problem("nothing says that this is a Trade Assurance order", part="configured")
            return
        link = any(c.span.overlaps(naming.span) for c in facts.parties.contacts)
        yield Problem(
            "Alibaba.com is named, and nothing says that this is a Trade Assurance order",
            at=naming,
            part="link" if link and platform != SCHEME else None,
            stated=facts.document.quote(naming.span, 40),
            expected="a Trade Assurance order with its number",
        )


@rule(
    "TA002", "order-number-missing", severity="warning", kinds="both", side="buyer", core=True,
    absence=("missing",), parts={"deadline": "info", "format": "info"}, item="ta_order_number",
    bad=[
        "PROFORMA INVOICE\nTrade Assurance order: to be created",
        "形式发票\n信保订单号:待定",
        "PROFORMA INVOICE\nPayment: 30% deposit and 70% balance through Alibaba Trade Assurance",
    ],
    good=[
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333",
        "形式发票\n信保订单号:7000111122223333",
        "PROFORMA INVOICE\nOrder No.: 7000111122223333\nPayment: through Alibaba Trade Assurance",
        "PROFORMA INVOICE\nSupplier: Alibaba Gold Supplier\nTel: +86 574 5550 0101",
    ],
    source="source article on order numbers",
)  # fmt: skip
def order_number_missing(facts: Facts) -> Iterator[Problem]:
    """The Trade Assurance order has no number in the paper.

    Why: the number ties contract, payments, messages and a dispute together.
    Fix: "Trade Assurance order no.: {number|order number}"
    Fix (zh): "信用保障订单号:{number|订单号}"
    """
    if not facts.platform.trade_assurance and not facts.platform.order_numbers:
        return
    number = facts.platform.order_number
    if number is None:
        if is_placed(facts):
            yield Problem("a Trade Assurance order without its number", at=_scheme_naming(facts), part="missing")
    elif not number.value:
        left = "to be created" if number.blank == "placeholder" else "blank"
        yield Problem(
            f"the number of the Trade Assurance order is left {left}",
            at=number,
            part="deadline" if number.deadline else None,
        )
    elif not number.usual:
        yield Problem(
            f"{number.value[:30]} does not look like the number of an order page (9 to 21 figures)",
            at=number,
            part="format",
            stated=number.value,
        )


def _scheme_naming(facts: Facts) -> object | None:
    named = [naming for naming in facts.platform.namings if naming.id == SCHEME]
    return next((naming for naming in named if naming.scheme), next(iter(named), None))


@rule(
    "TA003", "off-platform-payment", severity="error", kinds="both", side="buyer", core=True,
    bad=[
        "PROFORMA INVOICE\nPayment: deposit by Trade Assurance, balance directly to our company account to save the fee",
        "形式发票\n付款方式:定金走信保,余款线下打公司账户",
        "PROFORMA INVOICE\nPayment: 30% deposit through Alibaba Trade Assurance, 70% balance by T/T to the factory before shipment",
    ],
    good=[
        "All payments are made through Trade Assurance order no. 7000111122223333; no other account is valid.",
        "所有款项均通过信保订单支付,线下付款无效。",
        "Trade Assurance order no. 7000111122223333. The forwarder is paid directly by the buyer, outside the platform.",
        "PROFORMA INVOICE\nPayment: 30% deposit and 70% balance by T/T through Alibaba Trade Assurance order no. 7000111122223333",
        "PROFORMA INVOICE\nPayment: 30% T/T deposit, 70% T/T directly to our account before shipment",
    ],
    source="source articles: pay through the platform; the platform's help pages on the designated account",
)  # fmt: skip
def off_platform_payment(facts: Facts, *, platform: str | None) -> Iterator[Problem]:
    """Part of the price of a platform order is to be paid outside the platform.

    Why: money that does not pass through the platform is not covered at all; it is the buyer's first mistake.
    Fix: "Payment: all payments are made through the payment page of the Trade Assurance order; any other payment
    instruction is void."
    Fix (zh): "付款方式:所有款项均通过信用保障订单的付款页面支付,任何其他付款指示均无效。"
    """
    if not names_scheme(facts, platform):
        return
    for cue in facts.platform.off_platform:
        yield Problem(
            f'payment outside the platform: "{cue.cue[:60]}"',
            at=cue,
            stated=cue.cue,
            expected="payment through the order",
        )
    if facts.platform.off_platform or facts.payment.alternatives:
        return
    steps = facts.payment.steps
    if not any(step.method in HELD for step in steps):
        return
    for step in steps:
        inside = any(n.id == SCHEME and n.span.overlaps(step.span) for n in facts.platform.namings)
        if step.method is None or step.method in HELD or inside:
            continue
        share = f"{plain(step.percent)} %" if step.percent is not None else "a part"
        yield Problem(
            f"{share} of the price is payable by {step.method.replace('_', ' ')} beside the Trade Assurance order",
            at=step,
            stated=step.method,
            expected="payment through the order",
        )


@rule(
    "TA004", "beneficiary-not-designated", severity="error", kinds="both", side="buyer", parts={"designated": "info"},
    bad=[
        "Trade Assurance order no. 7000111122223333\nBank: Rural Commercial Bank of Cixiang\nA/C No.: 3901220009120\nSWIFT: RCBXCNBJ",
        "信保订单号:7000111122223333\n户名:宁波晨雀照明有限公司\n账号:3901220009120\n开户行:海湾银行宁波分行",
        (
            "PROFORMA INVOICE\nBeneficiary: Ningbo Sunlark Lighting Co., Ltd.\nBank: Harbour Bank\nA/C No.: 3901220009120",
            {"platform": "alibaba-trade-assurance"},
        ),
    ],
    good=[
        "Trade Assurance order no. 7000111122223333. Wire to the account shown on the order's payment page (not repeated here).",
        "PROFORMA INVOICE\nBank: Harbour Bank\nA/C No.: 3901220009120\nSWIFT: HBNKCNBJ",
        "信保订单号:7000111122223333。只汇至订单付款页面显示的账户。",
    ],
    source="the platform's help pages: only the designated account, not the supplier's own",
)  # fmt: skip
def beneficiary_not_designated(
    facts: Facts, *, platform: str | None, designated: tuple[str, ...] = designated_banks()
) -> Iterator[Problem]:
    """Bank details are printed in the paper of a platform order.

    Why: cover exists only for the account that the order displays; look-alike details are the obvious fraud.
    Fix: Delete the bank details; pay only to the account that the order page shows.
    Fix (zh): 删除银行信息,仅付至订单页面所示账户。
    """
    if not is_order(facts, platform):
        return
    buyer = facts.parties.buyer
    for account in facts.parties.accounts:
        payee = account.beneficiary.text if account.beneficiary else ""
        if account.correspondent or account.blank or not (account.number or account.bic):
            continue
        if buyer is not None and payee and same_party(payee, buyer.any_name) >= 0.9:
            continue
        known = _is_designated(account, designated)
        words = (
            "a bank that order pages have shown: compare every figure with the order page"
            if known
            else "bank details stand in the paper, the order's page alone gives the account"
        )
        yield Problem(
            words,
            at=account.account or account.iban or account.bic or account,
            part="designated" if known else None,
            stated=account.bank.text[:60] if account.bank else None,
            expected="the account displayed in the order",
            subject=account.number or payee or None,
        )


def _is_designated(account: BankAccount, banks: tuple[str, ...]) -> bool:
    words = f" {account.bank.text if account.bank else ''} ".casefold()
    return any(f" {bank.casefold()}" in words for bank in banks)


@rule(
    "TA005", "supplier-limit-exceeded", severity="error", kinds="both", side="buyer", core=True, arithmetic=True,
    parts={"currency": "info"},
    bad=[
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 15,000.00\nSupplier's Trade Assurance limit: USD 10,000",
        "形式发票\n信保订单号:7000111122223333\n订单总额:15,000美元\n信保额度:10,000美元",
        (
            "PROFORMA INVOICE\nPayment: through Alibaba Trade Assurance\nTotal amount: USD 15,000.00",
            {"supplier_limit": 10000},
        ),
    ],
    good=[
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 15,000.00\nSupplier's Trade Assurance limit: USD 60,000",
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 15,000.00\nSupplier's limit: USD 10,000. "
        "The goods are placed as two sequential orders, each below the remaining limit.",
        ("PROFORMA INVOICE\nPayment: 30% T/T\nTotal amount: USD 15,000.00", {"supplier_limit": 10000}),
        "形式发票\n信保订单号:7000111122223333\n订单总额:15,000美元\n信保额度:60,000美元",
    ],
    source="source articles: refunds are capped by the supplier's limit (15,000 against 10,000)",
)  # fmt: skip
def supplier_limit_exceeded(facts: Facts, *, platform: str | None, supplier_limit: Decimal | None) -> Iterator[Problem]:
    """The order is larger than what the supplier's limit lets the platform refund.

    Why: an order of 15,000 under a limit of 10,000 brings back 10,000 at most; the rest is at risk.
    Fix: Split the order into {n|several} orders of {limit|the limit} at most, one after the other, or secure
    {exposure|the rest} by letter of credit, guarantee or escrow.
    Fix (zh): 拆分为{n|若干}个先后履行、每单不超过{limit|额度}的订单,或以信用证、保函或托管担保{exposure|超出部分}。
    """
    total = order_total(facts)
    limit = _limit(facts, supplier_limit)
    if total is None or total.amount is None or limit is None or not is_order(facts, platform):
        return
    most, fact = limit
    currency = (fact.currency if fact is not None else LIMIT_CURRENCY) or total.currency or LIMIT_CURRENCY
    if facts.platform.splits or facts.payment.credits:
        return
    if total.currency is not None and total.currency != currency:
        yield Problem(
            f"the limit is in {currency}, the total in {total.currency}: compare them by hand",
            at=total,
            beside=(fact,) if fact else (),
            part="currency",
        )
    elif total.amount > most:
        price, left = Amount(total.amount, currency), Amount(most, currency)
        exposure = refund_of(Cover(price, covered=_covered(facts, currency), limit=left)).exposure
        risk = plain(exposure.value) if exposure is not None else None
        yield Problem(
            f"the order of {plain(total.amount)} is above the supplier's limit of {plain(most)}; {risk} can't come back",
            at=fact or total,
            beside=(total,) if fact else (),
            stated=plain(total.amount),
            expected=f"{plain(most)} at most",
            slots={
                "currency": currency,
                "exposure": risk,
                "limit": plain(most),
                "n": lots(price, left),
            },
        )


def _covered(facts: Facts, currency: str) -> Amount | None:
    """The least amount that the paper calls covered, in the currency of the limit."""
    stated = [c.amount for c in facts.platform.coverages if c.amount is not None and c.currency in (None, currency)]
    return Amount(min(stated), currency) if stated else None


def _limit(facts: Facts, supplier_limit: Decimal | None) -> tuple[Decimal, SupplierLimit | None] | None:
    """The least of what the paper and the configuration give; of the paper's figures what remains counts."""
    stated = [limit for limit in facts.platform.limits if limit.amount is not None]
    stated = [limit for limit in stated if limit.remaining] or stated
    found: list[tuple[Decimal, SupplierLimit | None]] = [(limit.amount or Decimal(0), limit) for limit in stated]
    if supplier_limit is not None:
        found.append((supplier_limit, None))
    return min(found, key=lambda pair: pair[0], default=None)


@rule(
    "TA006", "supplier-limit-unknown", severity="warning", kinds="both", side="buyer", core=True, absence=True,
    bad=[
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 42,000.00",
        "形式发票\n信保订单号:7000111122223333\n总金额:42,000美元",
        ("PROFORMA INVOICE\nTotal amount: USD 42,000.00", {"platform": "alibaba-trade-assurance"}),
    ],
    good=[
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 42,000.00\n"
        "Supplier's Trade Assurance limit on 2026-11-20: USD 60,000, remaining 51,300 (screenshot Annex 6)",
        ("PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 42,000.00", {"supplier_limit": 60000}),
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 640.00",
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 42,000.00\nCovered amount: full order total",
        "形式发票\n信保订单号:7000111122223333\n总金额:42,000美元\n信保剩余额度:51,300美元",
    ],
    source="source articles: ignoring the supplier's limit is a common mistake",
)  # fmt: skip
def supplier_limit_unknown(
    facts: Facts, *, platform: str | None, supplier_limit: Decimal | None, limit_check_from: Decimal = Decimal(1000)
) -> Iterator[Problem]:
    """Nothing is said of the supplier's limit.

    Why: the cap decides what a won dispute pays.
    Fix: "Supplier's Trade Assurance limit: {limit|supplier's limit}, seen on {date}"
    Fix (zh): "供应商信保额度:{limit|供应商额度}({date|日期}查看)"
    """
    total = order_total(facts)
    if not is_order(facts, platform) or supplier_limit is not None or facts.platform.limits:
        return
    if any(cover.scope == "full" and cover.amount is None for cover in facts.platform.coverages):
        return
    if total is not None and total.amount is not None and total.amount >= limit_check_from:
        yield Problem(
            f"nothing on the supplier's limit beside an order of {plain(total.amount)}",
            at=_scheme_naming(facts) or facts.platform.order_number or total,
            expected="the remaining limit and the day it was looked up",
            slots={"currency": total.currency},
        )


@rule(
    "TA007", "coverage-partial", severity="warning", kinds="both", side="buyer",
    bad=[
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 15,000.00\nCoverage: pre-shipment, covered amount USD 4,500",
        "PROFORMA INVOICE\nTrade Assurance: only the initial payment is covered",
        "形式发票\n信保订单号:7000111122223333\n总金额:15,000美元\n保障金额:4,500美元",
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333. The mould is not covered by the order.",
    ],
    good=[
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 15,000.00\nCovered amount: USD 15,000.00, post-delivery coverage",
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nInsurance: covered by the buyer for 110% of the invoice value, all risks",
        "PROFORMA INVOICE\nTrade Assurance: post-delivery coverage, covered amount = order total",
    ],
    source="the platform's help pages: types of coverage",
)  # fmt: skip
def coverage_partial(facts: Facts, *, platform: str | None) -> Iterator[Problem]:
    """The platform covers only a part of the deal.

    Why: a cover that ends at shipment ends before the goods are seen, and only what was paid through the order can come
    back.
    Fix: Raise the covered amount to the total ({total|of this paper}) and the coverage to 30 days after receipt.
    Fix (zh): 将保障金额提高到总额({total|本文件总额}),保障期至收货后30天。
    """
    if not is_order(facts, platform):
        return
    total = order_total(facts)
    words = {
        "pre-shipment": "the cover ends at shipment",
        "initial": "only the initial payment is covered",
        "excluded": "a part of the deal is not covered",
    }
    for cover in facts.platform.coverages:
        less = _is_less(cover.amount, cover.currency, total)
        what = words.get(cover.scope)
        if less and cover.amount is not None and total is not None and total.amount is not None:
            what = f"{plain(cover.amount)} of {plain(total.amount)} are covered"
        if what is not None:
            yield Problem(
                what,
                at=cover,
                beside=(total,) if less and total else (),
                stated=plain(cover.amount) if cover.amount is not None else cover.scope,
                expected="cover of the whole order until after receipt",
                slots={"total": plain(total.amount) if total and total.amount is not None else None},
            )


def _is_less(amount: Decimal | None, currency: str | None, total: Money | None, gap: Decimal = Decimal(0)) -> bool:
    """Whether an amount falls short of the total by more than a share (in percent) of it."""
    if amount is None or total is None or total.amount is None:
        return False
    comparable = currency is None or total.currency is None or currency == total.currency
    return comparable and amount < total.amount * (100 - gap) / 100


@rule(
    "TA008", "dispute-window-misstated", severity="error", kinds="both", side="buyer", core=True,
    parts={"steps": "warning"},
    bad=[
        "Trade Assurance claims within 60 days after arrival",
        "到货60天内可申请信保",
        "Trade Assurance order. Before opening a dispute on the platform the parties shall negotiate for 30 days.",
        "Trade Assurance protection lasts 90 days from the date of shipment.",
    ],
    good=[
        "Contract claims within 60 days; the platform dispute is opened not later than 22 days after receipt (Trade Assurance).",
        "Trade Assurance order no. 7000111122223333. Warranty: 24 months; on the platform nothing is claimed under it.",
        "信保订单:平台纠纷须在收货后22天内提出;合同索赔期为收货后60天。",
        "Trade Assurance: cover until 30 days after receipt",
    ],
    source="source articles: 30 days, days 4 and 7; the platform's help pages",
)  # fmt: skip
def dispute_window_misstated(facts: Facts, *, platform: str | None, claim_window_days: int = 30) -> Iterator[Problem]:
    """The paper promises another time for platform disputes than the platform gives.

    Why: comfortable 60 days in the contract let the 30 days of the platform run out; "negotiate for 30 days first" burns
    the whole window.
    Fix: "A dispute on the platform is opened by day 22 after receipt; the claim periods of this contract run
    independently."
    Fix (zh): "平台纠纷须在收货后22日内提出;合同约定的索赔期另行独立计算。"
    """
    if not names_scheme(facts, platform):
        return
    for window in facts.platform.windows:
        words, part = _window_fault(window, claim_window_days)
        if words:
            yield Problem(
                words,
                at=window,
                part=part,
                stated=f"{window.days} days",
                expected=f"{claim_window_days} days after receipt" if part is None else None,
            )


def _window_fault(window: DisputeWindow, most: int) -> tuple[str, str | None]:
    """What is wrong with a period of the platform, and whether it is only a step on the way."""
    if window.about == "negotiate":
        return (
            (f"{window.days} days of negotiation before a dispute use up the window", None)
            if window.days >= most
            else ("", None)
        )
    if window.about == "claim":
        if window.days > most:
            return f"{window.days} days for platform claims, the platform gives {most}", None
        if window.start in ("shipment", "customs", "payment", "order"):
            return f"the platform window is counted from {window.start}, not from receipt", None
        return "", None
    evidence = dispute_days("evidence_working_days")
    if window.about == "evidence" and window.days > evidence + (0 if window.working else 2):
        return f"{window.days} days for evidence, the platform asks for it in {evidence} working days", "steps"
    steps = (dispute_days("escalate_from_day"), dispute_days("auto_escalate_day"), dispute_days("negotiation_days"))
    if window.about == "escalate" and window.days not in steps and window.days > steps[1]:
        return f"escalation after {window.days} days, the platform escalates on day {steps[1]}", "steps"
    return "", None


@rule(
    "TA009", "off-platform-communication", severity="warning", kinds="both", side="buyer", core=True,
    parts={"met": "info"},
    bad=[
        "Trade Assurance order no. 7000111122223333. All changes to be confirmed by WhatsApp +86 138 0000 0000",
        "信保订单号:7000111122223333。变更以微信确认为准",
        "Trade Assurance order no. 7000111122223333\nNotices and approvals are given by e-mail.",
    ],
    good=[
        "Trade Assurance order no. 7000111122223333. Changes, approvals and notices are valid only in the Alibaba.com message "
        "centre; chats elsewhere, such as WhatsApp, are summarised there within 1 day.",
        "信保订单号:7000111122223333。一切变更以阿里巴巴站内信确认为准",
        "Trade Assurance order no. 7000111122223333\nContact: Amy, WhatsApp +86 138 0000 0000, WeChat: sunlark-amy",
        "SALES CONTRACT\nNotices and changes are given by e-mail.",
    ],
    source="source articles: failing to document communication in the message center",
)  # fmt: skip
def off_platform_communication(facts: Facts, *, platform: str | None) -> Iterator[Problem]:
    """Changes and notices of a platform order are settled where the platform cannot see them.

    Why: what the platform cannot see does not count as evidence.
    Fix: "Changes, approvals and notices are valid only in the Alibaba.com message centre; what was said elsewhere is
    confirmed there within 1 day."
    Fix (zh): "一切变更、批准和通知以阿里巴巴国际站站内信确认为准;其他渠道的沟通须在1日内在站内信中书面确认。"
    """
    if not names_scheme(facts, platform) or any(channel.platform for channel in facts.platform.channels):
        return
    told: set[str] = set()
    for channel in facts.platform.channels:
        if channel.channel in told:
            continue
        told.add(channel.channel)
        yield Problem(
            f"{channel.channel} counts for {channel.purpose or 'notices'}, the platform's messages do not",
            at=channel,
            part=None if is_order(facts, platform) else "met",
            stated=channel.channel,
            expected="the platform's message centre",
        )


@rule(
    "TA010", "terms-only-in-remarks", severity="warning", kinds="both", side="buyer",
    bad=[
        "Trade Assurance order no. 7000111122223333\nRemark: AQL and packing as discussed in chat",
        "信保订单号:7000111122223333\n包装:见备注",
        "Trade Assurance order no. 7000111122223333\nIn case of differences the order page prevails.",
    ],
    good=[
        "Trade Assurance order no. 7000111122223333\nPacking: 5-ply cartons; the order fields carry the same terms.",
        "SALES CONTRACT\nPacking as discussed in chat",
        "Trade Assurance order no. 7000111122223333\nRemarks: shipping mark as on page 2",
    ],
    source="the platform's help pages: the order's fields prevail over remarks",
)  # fmt: skip
def terms_only_in_remarks(facts: Facts, *, platform: str | None) -> Iterator[Problem]:
    """Terms of a platform order stand only in remarks or in a chat.

    Why: the order's fields outrank remarks, and papers that are not attached lie outside the order.
    Fix: Copy the agreed terms into the order's own fields, and upload this document before paying.
    Fix (zh): 将约定条款填入订单相应栏目,付款前上传本文件。
    """
    if not is_order(facts, platform):
        return
    for cue in facts.platform.remarks:
        yield Problem(f'terms are left to "{cue.cue.strip()[:50]}"', at=cue, stated=cue.cue.strip())


@rule(
    "TA011", "early-receipt-confirmation", severity="error", kinds="both", side="buyer",
    bad=[
        "Trade Assurance order no. 7000111122223333. Buyer confirms receipt on Alibaba within 3 days after shipment",
        "信保订单号:7000111122223333。发货后请先确认收货",
        "Trade Assurance order no. 7000111122223333. Please confirm receipt upon B/L so that we can get the money released.",
    ],
    good=[
        "Trade Assurance order no. 7000111122223333. Buyer confirms receipt only after arrival and inspection.",
        "信保订单号:7000111122223333。到货并检验后确认收货",
        "Trade Assurance order no. 7000111122223333. The Buyer shall not confirm receipt before the goods arrive.",
    ],
    source="the platform's help pages on confirmed receipt and the extension of the receiving time",
)  # fmt: skip
def early_receipt_confirmation(facts: Facts, *, platform: str | None) -> Iterator[Problem]:
    """Receipt is to be confirmed before the goods are there.

    Why: confirmation releases the money and starts the 30 days while the goods are afloat.
    Fix: "The Buyer confirms receipt within 10 days after arrival at its warehouse and inspection; the Seller agrees to
    extend the receiving time."
    Fix (zh): "买方在货物到达其仓库并检验后10日内确认收货;卖方同意延长收货时间。"
    """
    if names_scheme(facts, platform):
        for cue in facts.platform.early_confirmations:
            yield _cued(cue, "receipt is confirmed before arrival", "confirmation after arrival and inspection")


def _cued(cue: PlatformCue, what: str, expected: str) -> Problem:
    return Problem(f'{what}: "{cue.cue.strip()[:60]}"', at=cue, stated=cue.cue.strip(), expected=expected)


@rule(
    "TA012", "order-understated", severity="error", kinds="both", side="buyer",
    bad=[
        "PROFORMA INVOICE\nWe put USD 3,000 on Alibaba and the rest by T/T",
        "形式发票\n只走定金信保,余款线下",
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 15,000.00\nOrder amount on Alibaba: USD 5,000",
    ],
    good=[
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333. The order total on the platform equals this PI.",
        "PROFORMA INVOICE\nTotal amount: USD 15,000.00\nOrder amount on Alibaba: USD 15,000.00",
        "PROFORMA INVOICE\nTrade Assurance order no. 7000111122223333\nTotal amount: USD 15,000.00\nOrder amount on Alibaba: USD 14,900.00",
    ],
    source="source articles: refunds are never more than what was paid through the platform",
)  # fmt: skip
def order_understated(facts: Facts, *, platform: str | None, ta_gap: Decimal = Decimal(1)) -> Iterator[Problem]:
    """The order on the platform is smaller than the deal.

    Why: cover is measured by what is on the platform; the rest is unsecured, and the seller's fee is what is saved.
    Fix: Enter the total of this paper ({total|whole amount}) as the order amount.
    Fix (zh): 订单金额填写本文件总额({total|全额})。
    """
    if not names_scheme(facts, platform):
        return
    total = order_total(facts)
    for cue in facts.platform.understated:
        yield _cued(cue, "only a part of the deal is on the platform", "an order of the full amount")
    for ordered in facts.platform.order_totals:
        if ordered.amount is None or not _is_less(ordered.amount, ordered.currency, total, ta_gap):
            continue
        full = plain(total.amount) if total and total.amount is not None else ""
        yield Problem(
            f"the order on the platform is of {plain(ordered.amount)}, the paper of {full}",
            at=ordered,
            beside=(total,) if total else (),
            stated=plain(ordered.amount),
            expected=full,
            slots={"total": full},
            confidence=Confidence.LOW if facts.platform.splits else None,
        )


@rule(
    "TA013", "dispute-waiver", severity="error", kinds="both", side="buyer",
    bad=[
        "Trade Assurance order no. 7000111122223333. In case of a claim please cancel the dispute first, we refund by PayPal.",
        "信保订单号:7000111122223333。如有争议先撤诉后退款",
        "The Buyer agrees not to open a dispute on Alibaba.",
    ],
    good=[
        "Trade Assurance: a settlement is recorded on the dispute page; the case closes after the refund is received.",
        "Trade Assurance: the Seller must not ask the Buyer to cancel the dispute first.",
        "信保订单号:7000111122223333。退款到账后纠纷关闭",
    ],
    source="source articles: the dispute timeline; the platform's help pages on disputes",
)  # fmt: skip
def dispute_waiver(facts: Facts, *, platform: str | None) -> Iterator[Problem]:
    """The buyer is to give up a dispute before the money is back.

    Why: a withdrawn case may not be reopened after the window; a refund promised "after you close it" is the classic trick.
    Fix: "Any settlement is made inside the dispute; it is not withdrawn before the refund is credited."
    Fix (zh): "任何和解均在纠纷内处理;退款到账前不撤销纠纷。"
    """
    if names_scheme(facts, platform):
        for cue in facts.platform.waivers:
            yield _cued(cue, "a dispute is given up", "no withdrawal before the refund is credited")


@rule(
    "TA014", "clock-before-arrival", severity="warning", kinds="both", side="buyer", strict=True,
    bad=[
        "Trade Assurance order no. 7000111122223333\nShipment by sea on or before 2027-03-15, transit time 52 days",
        "信保订单号:7000111122223333\n海运,航程52天",
        "Trade Assurance order no. 7000111122223333\nDelivery term: DAP Denver, Incoterms 2020, by sea\nShipment on or before 2027-03-15",
    ],
    good=[
        "Trade Assurance order no. 7000111122223333\nBy sea, transit time 52 days. The Parties extend the receiving time twice by 15 days on request.",
        "Trade Assurance order no. 7000111122223333\nBy sea, transit time 33 days",
        "Trade Assurance order no. 7000111122223333\nBy courier, transit time 5 days",
        "SALES CONTRACT\nBy sea, transit time 52 days",
    ],
    source="the platform's help pages: automatic confirmation, extension of the receiving time (third-party lists of days)",
)  # fmt: skip
def clock_before_arrival(facts: Facts, *, platform: str | None, transit_days: int = 0) -> Iterator[Problem]:
    """Receipt may count as confirmed while the goods still travel.

    Why: receipt is confirmed automatically some time after shipment, and the 30 days then run at sea.
    Fix: "Both parties agree to extend the receiving time by 30 days."
    Fix (zh): "双方同意将收货时间延长30天。"
    """
    if not is_order(facts, platform) or facts.platform.extensions:
        return
    modes = sorted(facts.shipment.modes & {"sea", "air", "rail", "road", "courier"})
    mode = "express" if modes == ["courier"] else modes[0] if len(modes) == 1 else None
    limit = auto_confirm_days(mode) if mode else None
    if mode is None or limit is None:
        return
    transit = max(facts.platform.transits, key=lambda t: t.days, default=None)
    days = transit.days if transit is not None else transit_days
    shipped = _last_day(facts)
    counted = f" ({(shipped + timedelta(days=limit)).isoformat()})" if shipped else ""
    slots = {"date": (shipped + timedelta(days=limit)).isoformat() if shipped else None}
    if days > limit:
        words = f"{days} days of transit, and receipt may count as confirmed after {limit}{counted}"
        yield Problem(words, at=transit, stated=f"{days} days", expected=f"{limit} days and extensions", slots=slots)
    elif not days and mode == "sea" and _goes_inland(facts):
        words = f"transit is not stated, and receipt may count as confirmed {limit} days after shipment{counted}"
        yield Problem(words, at=_scheme_naming(facts), slots=slots)


def _last_day(facts: Facts) -> date | None:
    """The last day of shipment where the paper fixes one."""
    days = [d.latest for d in facts.shipment.deadlines if d.subject in ("shipment", "departure") and d.latest]
    return max(days, default=None)


def _goes_inland(facts: Facts) -> bool:
    """Whether the delivery term carries the goods beyond the port."""
    term = facts.incoterms.main
    return term is not None and term.code in ("DAP", "DPU", "DDP", "DDU", "CIP", "CPT")


@rule(
    "TA015", "order-numbers-differ", severity="error", kinds="both", side="buyer",
    bad=[
        "Trade Assurance order no. 7000111122223333\nBank reference: TA order no. 7000111122223353",
        "信保订单号:7000111122223333\n付款附言:信保订单号7000111122223353",
        "Payment through Trade Assurance order no. 7000111122223333.\nUpload this contract to Alibaba order no. 7000111122223335.",
    ],
    good=[
        "Trade Assurance order no. 7000111122223333\nBank reference: TA order no. 7000 1111 2222 3333",
        "信保订单号:7000111122223333\n付款附言:信保订单号7000111122223333",
        "Trade Assurance order no. 7000111122223333\nSample order: Trade Assurance order no. 7000111122229999",
        "Trade Assurance order no. 7000111122223333\nP/I No.: SL-26-0457\nP.O. No.: 4500012345678",
        "Trade Assurance order no. 7000111122223333. It replaces the cancelled Trade Assurance order no. 7000111122224444.",
    ],
    source="source article on order numbers",
)  # fmt: skip
def order_numbers_differ(facts: Facts) -> Iterator[Problem]:
    """Two numbers are given for one order.

    Why: the money goes to one order and the contract hangs on the other; in a dispute the evidence lies under the wrong
    number.
    Fix: Use one order number throughout, as the order page shows it: {number|order number}.
    Fix (zh): 统一使用订单页面所示的订单号:{number|订单号}。
    """
    if not facts.platform.trade_assurance:
        return
    groups: dict[str, list[OrderNumber]] = {}
    for number in facts.platform.order_numbers:
        if number.value and not number.purpose:
            groups.setdefault(number.value, []).append(number)
    if len(groups) < 2:
        return
    usual = max(groups.values(), key=lambda group: (len(group), -group[0].span.start))
    for value, group in groups.items():
        if group is usual:
            continue
        yield Problem(
            f"order number {value} here, {usual[0].value} elsewhere",
            at=group[0],
            beside=(usual[0],),
            stated=value,
            expected=usual[0].value,
            subject=value,
            slots={"number": usual[0].value},
        )
