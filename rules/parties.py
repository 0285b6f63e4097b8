"""Parties and bank identity: who they are, and whether the money goes to the one that sells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tradelint.checklist import Checklist
from tradelint.facts import Facts
from tradelint.facts.bank import BankAccount
from tradelint.facts.bank_numbers import bic_suggestion, is_near, known_bank
from tradelint.facts.bank_parts import Named
from tradelint.facts.parties import PartiesFacts, Party, comparable, same_party
from tradelint.facts.parties_contacts import Contact
from tradelint.facts.parties_domains import suspicious_pairs
from tradelint.facts.parties_names import is_generic
from tradelint.facts.parties_spellings import deviations, is_branch, names_in_full, spelled
from tradelint.levels import Confidence
from tradelint.rule import Problem, rule

INVOICES = ("proforma_invoice", "quotation")
SURE_COUNTRY = ("address", "registration", "legal form")


def readings_of(parties: PartiesFacts, role: str) -> tuple[Party, ...]:
    """Every reading of a role that names somebody."""
    return tuple(party for party in parties.parties if party.role == role and party.named)


def own_accounts(parties: PartiesFacts) -> tuple[BankAccount, ...]:
    """The accounts that are not a correspondent's and not the buyer's."""
    buyers = [name for party in readings_of(parties, "buyer") for name in names_in_full(party)]
    return tuple(
        account
        for account in parties.accounts
        if not account.correspondent
        and not account.blank
        and (account.beneficiary is None or likeness(account.beneficiary.text, buyers) < 0.9)
    )


def likeness(name: str, others: list[str] | tuple[str, ...]) -> float:
    """How alike a name is to the most similar of some names; names in another script do not count."""
    return max((same_party(name, other) for other in others if comparable(name, other)), default=0.0)


def lacks(party_readings: tuple[Party, ...], facts: Facts) -> tuple[str, ...]:
    """What no reading of a party gives: its form, its address, for an invoice's seller a way to reach it."""
    role = party_readings[0].role
    addresses = [party.address for party in party_readings if party.address is not None]
    countries = any(party.country for party in party_readings)
    missing = []
    # A number in a register leads to a trader whose name shows no form.
    if not any(party.legal_form or party.registrations for party in party_readings):
        missing.append("a legal form")
    if not addresses:
        missing.append("a postal address")
    elif not countries:
        missing.append("a country")
    if role == "seller" and facts.kind.name in INVOICES and not reachable(party_readings, facts):
        missing.append("a phone number or e-mail")
    return tuple(missing)


def reachable(party_readings: tuple[Party, ...], facts: Facts) -> bool:
    """Whether a contact of the party stands anywhere; one that is not the other side's is taken for its own."""
    others = {c.span for party in facts.parties.parties if party.role != party_readings[0].role for c in party.contacts}
    own = {c.span for party in party_readings for c in party.contacts}
    return bool(own) or any(c.span not in others and c.kind != "website" for c in facts.parties.contacts)


@rule(
    "PTY001", "party-identity-missing", severity="error", kinds="both", side="any", core=True, absence=True,
    parts={"thin": "warning", "contact": "info", "payee": "warning"}, item="seller",
    bad=[
        "PROFORMA INVOICE\nFrom: Sunlark lighting, contact: Amy, WhatsApp +86 138 0000 0000\n"
        "To: Aurel Tools Ltd, 4 Quay Street, Hull HU1 2AB, United Kingdom",
        "形式发票\n卖方:晨雀照明\n买方:Aurel Tools Ltd, 4 Quay Street, Hull HU1 2AB, United Kingdom",
        "SALES CONTRACT\nSeller: Ningbo Sunlark Lighting Co., Ltd., 8 Willow Road, Ningbo 315000, China\nBuyer:\n1. Goods: lamps",
    ],
    good=[
        "PROFORMA INVOICE\nSeller: Ningbo Sunlark Lighting Co., Ltd.\nAddress: 8 Willow Road, Ningbo 315000, China\n"
        "Tel: +86 574 5550 0101\nBuyer: Aurel Tools Ltd\nAddress: 4 Quay Street, Hull HU1 2AB, United Kingdom",
        "NINGBO SUNLARK LIGHTING CO., LTD.\n8 Willow Road, Ningbo 315000, China\nTel +86 574 5550 0101\n\nPROFORMA INVOICE\n"
        "To: Aurel Tools Ltd, 4 Quay Street, Hull HU1 2AB, United Kingdom",
        "销售合同\n卖方:宁波晨雀照明有限公司\n地址:浙江省宁波市柳树路8号\n电话:0574-55500101\n买方:宁波港湾进出口有限公司\n地址:浙江省宁波市海曙区中山路1号",
    ],
    source="UN/ECE invoice layout key; 19 CFR 141.86(a)(2); PRC Civil Code art. 470(1)",
)  # fmt: skip
def party_identity_missing(facts: Facts, *, checklist: Checklist) -> Iterator[Problem]:
    """A party is not identified.

    Why: a claim needs a defendant that exists, and a bank needs a name and an address that it can match.
    Fix: "{Side|Seller}: {legal name}, {address|street, town, post code, country}; registration no.
    {registration|number}; tel. {phone|number}; e-mail: {e-mail|address}"
    Fix (zh): "{Side|卖方}:{legal name|公司全称};地址:{address|街道、城市、邮编、国家};统一社会信用代码:{registration|代码};电话:{phone|号码};邮箱:{e-mail|邮箱}"
    """
    for side in ("seller", "buyer"):
        item = checklist[side]
        named = readings_of(facts.parties, side)
        slots = {"Side": side.capitalize()}
        if item.state == "not_checked":
            continue
        if not named:
            yield _nobody(facts, side, checklist, slots)
            continue
        if all(party.via == "bank block" for party in named):
            yield _payee_only(named[0], slots)
            continue
        missing = lacks(named, facts)
        if not missing:
            continue
        grave = "a legal form" in missing and "a postal address" in missing
        part = None if grave else "contact" if missing == ("a phone number or e-mail",) else "thin"
        yield Problem(
            f"the {side} {named[0].any_name[:80]} is named without {_listed(missing)}",
            at=named[0],
            part=part,
            stated=named[0].any_name,
            expected="legal name, street, town and country",
            subject=side,
            slots={**slots, "legal name": named[0].any_name if named[0].legal_form else None},
        )


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _nobody(facts: Facts, side: str, checklist: Checklist, slots: dict[str, str]) -> Problem:
    """The problem of a side that nothing names: left blank, generic, named as payee only, or not there at all."""
    item = checklist[side]
    if item.value in ("blank", "placeholder"):
        return Problem(f"the {side} is {item.left}", at=item.span, subject=side, slots=slots)
    if item.value:
        return Problem(
            f"the {side} is called {item.value[:60]}, which names nobody", at=item.span, subject=side, slots=slots
        )
    # A firm that stands in no party's place may be the one that is missed.
    known = [name for party in facts.parties.parties for name in names_in_full(party)]
    stranger = any(likeness(company.name, known) < 0.85 for company in facts.parties.companies)
    doubt = Confidence.LOW if stranger else None
    return Problem(f"no {side} is named", subject=side, slots=slots, confidence=doubt)


def _payee_only(seller: Party, slots: dict[str, str]) -> Problem:
    words = f"the seller is named only as payee: {seller.any_name[:80]}"
    return Problem(words, at=seller, part="payee", stated=seller.any_name, subject="seller", slots=slots)


@rule(
    "PTY002", "beneficiary-not-seller", severity="error", kinds="both", side="buyer", core=True,
    parts={"authorised": "warning", "provider": "warning"},
    silences={"TA004": "same", "PTY011": "same"},
    bad=[
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\nBank details\nBeneficiary: Golden Quay Route Trading Limited\n"
        "Account No.: 015-882-00-123456\nBank: Kowloon Trade Bank\nSWIFT: KWTBHKHH",
        "卖方:宁波晨雀照明有限公司\n收款人:香港金埠贸易有限公司\n账号:3901220009120\n开户行:海湾银行",
        "SALES CONTRACT\nThe Seller: Zibo Kilnworks Ceramics Co., Ltd.\nThe Buyer: Aurel Tools Ltd\n"
        "Payment: 30% T/T. Please remit to: Wanfeng Global Holdings Limited, account 88210045, SWIFT HBNKCNBJ.",
    ],
    good=[
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\nBeneficiary: NINGBO SUNLARK LIGHTING COMPANY LIMITED\nA/C No.: 3901220009120",
        "Seller: Ningbo Sunlark Lighting Co., Ltd. (宁波晨雀照明有限公司)\n户名:宁波晨雀照明有限公司\n账号:3901220009120",
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\n收款人:宁波晨雀照明有限公司\n账号:3901220009120\n开户行:海湾银行",
        "卖方:宁波市晨雀照明有限公司\n户名:宁波晨雀照明有限公司\n账号:3901220009120\n开户行:海湾银行",
    ],
    source="source articles: paying others than the seller; practice of quality inspectors on third-party payees",
)  # fmt: skip
def beneficiary_not_seller(facts: Facts, *, name_match: Decimal = Decimal("0.9")) -> Iterator[Problem]:
    """The money goes to another company than the one that sells.

    Why: the contract partner never received the price; this is the commonest shape of payment fraud and of sales off the
    books.
    Fix: "Beneficiary: {seller|the Seller's legal name}"
    Fix (zh): "收款人:{seller|卖方公司全称}"
    """
    sellers = readings_of(facts.parties, "seller")
    if not sellers:
        return
    names = names_in_full(sellers[0])
    for account in own_accounts(facts.parties):
        payee = account.beneficiary
        if payee is None or is_generic(payee.text) or account.person in (Confidence.HIGH, Confidence.MEDIUM):
            continue
        if not any(comparable(payee.text, name) for name in names) or is_seller(payee.text, names, name_match):
            continue
        part = _leave(facts, account, payee)
        if part == "named":
            continue
        twin = any(is_seller(payee.text, names_in_full(other), name_match) for other in sellers[1:])
        yield Problem(
            f"the beneficiary is {payee.text[:70]}, the seller {sellers[0].any_name[:70].rstrip('.')}",
            at=payee,
            beside=(sellers[0],),
            part=part,
            stated=payee.text,
            expected=sellers[0].any_name,
            subject=account.number or payee.text,
            slots={"seller": sellers[0].any_name, "payee": payee.text},
            confidence=Confidence.LOW if twin else None,
        )


def is_seller(payee: str, names: tuple[str, ...], name_match: Decimal) -> bool:
    """Whether a payee is one of the seller's names, misspelled at most, or a branch of it."""
    return likeness(payee, names) >= float(name_match) or any(
        spelled(payee) == spelled(name) or is_branch(payee, name) for name in names
    )


def _leave(facts: Facts, account: BankAccount, payee: Named) -> str | None:
    """What allows another payee: a clause that names it, other words of authority, a collection provider."""
    for leave in facts.parties.authorisations:
        if facts.kind.name in ("sales_contract", "purchase_order") and likeness(payee.text, leave.names) >= 0.9:
            return "named"
    if facts.parties.authorisations:
        return "authorised"
    return "provider" if account.provider else None


@rule(
    "PTY003", "bank-country-mismatch", severity="warning", kinds="both", side="buyer", parts={"far": "error"},
    bad=[
        "Seller: Foshan Haidewei Furniture Co., Ltd., 12 Lecong Avenue, Foshan, China\nBeneficiary: Foshan Haidewei Furniture Co., Ltd.\n"
        "Account: 20774418\nSWIFT: EXMPGB2L",
        "Seller: Ningbo Sunlark Lighting Co., Ltd., 8 Willow Road, Ningbo, China\nA/C No.: 015-882-00-123456\nSWIFT: KWTBHKHH",
        "卖方:宁波晨雀照明有限公司\n地址:浙江省宁波市柳树路8号\n账号:9900112233\nSWIFT:EXMPLT2X",
    ],
    good=[
        "Seller: Ningbo Sunlark Lighting Co., Ltd., 8 Willow Road, Ningbo, China\nA/C No.: 3901220009120\nSWIFT: HBNKCNBJ",
        "Seller: Ningbo Sunlark Lighting Co., Ltd., 8 Willow Road, Ningbo, China\nA/C No.: 3901220009120\nBank: Harbour Bank\n"
        "SWIFT: HBNKCNBJ\nIntermediary bank: Hudson Clearing Bank, New York\nSWIFT: HDCBUS33",
        "Seller: Meier Werkzeuge GmbH, Hafenstr. 3, 20457 Hamburg, Germany\nIBAN: DE89 3704 0044 0532 0130 00\nBIC: SPNODEHH",
    ],
    source="a marketplace's safe-trading tips; FBI/IC3 guidance on mule accounts",
)  # fmt: skip
def bank_country_mismatch(
    facts: Facts, *, allowed_pairs: tuple[str, ...] = ("CN-HK", "CN-SG", "TW-HK")
) -> Iterator[Problem]:
    """The account lies in another country than the seller.

    Why: payment to another country is a warning sign that marketplaces and banks name first.
    Fix: Use an account in {seller_country|the Seller's country}, or attach the bank's certificate of the account and
    the reason.
    Fix (zh): 提供{seller_country|卖方所在国}的账户,或附银行开户证明并说明原因。
    """
    seller = next(iter(readings_of(facts.parties, "seller")), None)
    if seller is None or seller.country is None:
        return
    for account in own_accounts(facts.parties):
        country = account.bank_country
        if country is None or country == seller.country:
            continue
        code = account.bic if account.bic and account.bic_fault in ("", "test") else account.iban
        explained = f"{seller.country}-{country}" in allowed_pairs or is_near(seller.country, country)
        explained = explained or bool(facts.parties.abroad or facts.parties.authorisations or account.provider)
        sure = code is not None and seller.country_from in SURE_COUNTRY
        yield Problem(
            f"the bank is in {country}, the seller in {seller.country}",
            at=code or account.bank_address or account.bank or account,
            beside=(seller.address or seller,),
            part="far" if sure and not explained else None,
            stated=country,
            expected=seller.country,
            subject=account.number or country,
            slots={"seller country": seller.country},
        )


@rule(
    "PTY004", "bank-change-notice", severity="error", kinds="both", side="buyer",
    bad=[
        "Note: our company account is under auditing, kindly remit to our new account below.",
        "因账户升级,请汇至新账户。",
        "PROFORMA INVOICE\nPlease note that our bank details have changed since the last order.\nA/C No.: 3901220009120",
    ],
    good=[
        "An account is never changed by e-mail. Any change of bank details needs a signed and stamped original, confirmed by phone.",
        "Seller's bank: Harbour Bank, A/C No.: 3901220009120, SWIFT: HBNKCNBJ",
        "账户如有变更,须以盖章原件通知并经电话核实。",
    ],
    source="FBI/IC3 guidance on business e-mail compromise; practice of quality inspectors",
)  # fmt: skip
def bank_change_notice(facts: Facts) -> Iterator[Problem]:
    """The paper says that the account has changed.

    Why: a change of account at the last minute is the signature of a mailbox that strangers have taken over.
    Fix: "Bank details are not changed by e-mail or chat. A change is valid only with a signed and stamped original that
    the Buyer has confirmed by a call to a number known before."
    Fix (zh): "银行信息不以邮件或聊天方式变更。变更须有签字盖章的原件,并经买方拨打此前已知的号码核实后方为有效。"
    """
    for notice in facts.parties.change_notices:
        yield Problem(
            f'another account is announced: "{notice.cue[:60]}"',
            at=notice,
            stated=notice.cue,
            expected="the account that was known before, confirmed by a call",
            slots={"known number": None},
        )


@rule(
    "PTY005", "bic-invalid", severity="error", kinds="both", side="any", parts={"bank": "warning", "test": "warning"},
    bad=[
        "Bank: Harbour Bank\nA/C No.: 3901220009120\nSWIFT: EXMPCNBJNB0X1",
        "开户行:海湾银行\n账号:3901220009120\nSWIFT代码:EXMPXQBJ",
        "Bank: Harbour Bank\nAccount: 3901220009120\nBIC: 3XMPCNBJ",
    ],
    good=[
        "Bank: Harbour Bank\nA/C No.: 3901220009120\nSWIFT: EXMPCNBJNBO",
        "Bank: Harbour Bank\nA/C No.: 3901220009120\nSWIFT CODE: EXMP CN BJ NBO",
        "Bank: Harbour Bank\nA/C No.: 3901220009120\nSWIFT: to be advised",
        "Bank: Harbour Bank\nA/C No.: 3901220009120\nSWIFT/BIC: EXMPCNBJ (Ningbo branch)",
    ],
    source="ISO 9362",
)  # fmt: skip
def bic_invalid(facts: Facts) -> Iterator[Problem]:
    """The BIC (SWIFT code) cannot be right.

    Why: the transfer bounces, or is repaired into the wrong bank.
    Fix: Check the BIC and confirm it in writing: 8 or 11 characters, four letters for the bank, two for the country.
    {Suggestion|It may be mistyped.}
    Fix (zh): 核对并书面确认BIC:8位或11位,前四位为银行字母,其后两位为国家代码。
    """
    for account in facts.parties.accounts:
        bic = account.bic
        if bic is None:
            continue
        if account.bic_fault:
            suggestion = bic_suggestion(bic.text)
            yield Problem(
                f"the BIC {bic.text[:20]} {_bic_fault(account.bic_fault, bic.text)}",
                at=bic,
                part="test" if account.bic_fault == "test" else None,
                stated=bic.text,
                expected=suggestion or "8 or 11 characters",
                subject=bic.text,
                slots={"Suggestion": f"Perhaps {suggestion}." if suggestion else "Ask for it in writing."},
            )
        elif account.bank_and_bic_disagree and account.bic_known:
            yield Problem(
                f"the BIC {bic.text} is another bank's ({known_bank(bic.text)})",
                at=bic,
                beside=(account.bank,),
                part="bank",
                stated=bic.text,
                subject=bic.text,
                slots={"Suggestion": "Ask for it in writing."},
            )


def _bic_fault(fault: str, bic: str) -> str:
    return {
        "length": f"has {len(bic)} characters, not 8 or 11",
        "letters": "has figures where letters stand",
        "country": f"names no country ({bic[4:6]})",
        "test": "is a code for tests",
    }[fault]


@rule(
    "PTY006", "iban-invalid", severity="error", kinds="both", side="any", parts={"country": "warning"},
    bad=[
        "Bank: Sparbank Nord\nIBAN: GB82 WEST 1234 5698 7654 33",
        "Beneficiary: Meier Werkzeuge GmbH\nIBAN: DE89 3704 0044 0532 0130 0\nBIC: SPNODEHH",
        "Beneficiary: Ningbo Sunlark Lighting Co., Ltd.\nIBAN: CN89 3704 0044 0532 0130 00\nSWIFT: HBNKCNBJ",
    ],
    good=[
        "Bank: Sparbank Nord\nIBAN GB82 WEST 1234 5698 7654 32",
        "Beneficiary: Ningbo Sunlark Lighting Co., Ltd.\nA/C No.: 3901220009120\nIBAN: N/A\nSWIFT: HBNKCNBJ",
        "Beneficiary: Ningbo Sunlark Lighting Co., Ltd.\nAccount No./IBAN: 3901220009120\nSWIFT: HBNKCNBJ",
    ],
    source="ISO 13616; SWIFT IBAN registry",
)  # fmt: skip
def iban_invalid(facts: Facts) -> Iterator[Problem]:
    """The IBAN fails its check.

    Why: the check digits exist to catch this before the money moves.
    Fix: Check the IBAN and confirm it in writing through a second channel: its check digits do not fit.
    Fix (zh): 核对IBAN并通过另一渠道书面确认:校验位不符。
    """
    for account in facts.parties.accounts:
        iban, bic = account.iban, account.bic
        if iban is None or account.masked:
            continue
        if account.iban_fault:
            yield Problem(
                f"the IBAN {iban.text[:4]}...{iban.text[-4:]} {_iban_fault(account.iban_fault, iban.text)}",
                at=iban,
                stated=iban.text,
                subject=iban.text,
            )
        elif bic is not None and not account.bic_fault and iban.text[:2] != bic.text[4:6]:
            yield Problem(
                f"the IBAN is of {iban.text[:2]}, the BIC of {bic.text[4:6]}",
                at=bic,
                beside=(iban,),
                part="country",
                stated=bic.text,
                expected=f"a BIC of {iban.text[:2]}",
                subject=iban.text,
            )


def _iban_fault(fault: str, iban: str) -> str:
    return {
        "no-iban": f"is of a country that has none ({iban[:2]})",
        "country": f"names no country with IBANs ({iban[:2]})",
        "length": f"has {len(iban)} characters, another number than its country's",
        "check": "fails its check digits",
    }[fault]


@rule(
    "PTY007", "chinese-legal-name-missing", severity="warning", kinds="both", side="buyer", strict=True, absence=True,
    bad=[
        "Seller: Ningbo Sunlark Lighting Co., Ltd., 8 Willow Road, Ningbo, China\nBuyer: Aurel Tools Ltd",
        "DONGGUAN KITEWING BOX CRAFT CO., LTD.\nHoujie Town, Dongguan 523940, China\n\nPROFORMA INVOICE\nTo: Aurel Tools Ltd",
        "SALES CONTRACT\nThe Seller: Zibo Kilnworks Ceramics Co., Ltd., Zichuan District, Zibo, Shandong, P.R. China",
    ],
    good=[
        "Seller: Ningbo Sunlark Lighting Co., Ltd. (宁波晨雀照明有限公司), 8 Willow Road, Ningbo, China",
        "Seller: Meier Werkzeuge GmbH, Hafenstr. 3, 20457 Hamburg, Germany",
        "Seller: Ningbo Sunlark Lighting Co., Ltd., Ningbo, China\n户名:宁波晨雀照明有限公司\n账号:3901220009120",
    ],
    source="practice of company registration in China; practitioners of Chinese law",
)  # fmt: skip
def chinese_legal_name_missing(facts: Facts) -> Iterator[Problem]:
    """A Chinese seller stands there with its English name only.

    Why: only the Chinese name is registered; an English one can point to nobody in court, in arbitration and at the bank.
    Fix: "Seller: {Chinese name|Chinese legal name} ({English name|English name}), unified social credit code
    {registration|code}"
    Fix (zh): "卖方:{Chinese name|中文全称}({English name|英文名称}),统一社会信用代码{registration|代码}"
    """
    seller = next(iter(readings_of(facts.parties, "seller")), None)
    if seller is None or seller.country != "CN" or seller.name_zh:
        return
    if any(party.name_zh for party in readings_of(facts.parties, "seller")):
        return
    if any(company.chinese for company in facts.parties.companies):
        return
    yield Problem(
        f"no Chinese name of {seller.name[:80]} in the text (a stamp cannot be read)",
        at=seller,
        stated=seller.name,
        slots={"English name": seller.name},
    )


@rule(
    "PTY008", "uscc-invalid", severity="warning", kinds="both", side="buyer", absence=("missing",),
    parts={"missing": "info"},
    bad=[
        "Seller: Ningbo Sunlark Lighting Co., Ltd., Ningbo, China\nUSCC 91330200MA2EXAMPL5",
        "卖方:宁波晨雀照明有限公司\n统一社会信用代码:91330200MA2EXAMPL",
        "Seller: Ningbo Sunlark Lighting Co., Ltd., Ningbo, China\nBusiness licence no.: 330200400012345",
    ],
    good=[
        "Seller: Ningbo Sunlark Lighting Co., Ltd., Ningbo, China\nUSCC 91330200MA2EXAMPLP",
        "Seller: Meier Werkzeuge GmbH, Hamburg, Germany\nBuyer: Aurel Tools Ltd, Hull, United Kingdom, VAT no. GB 123 4567 89",
        "卖方:宁波晨雀照明有限公司\n统一社会信用代码:91330200MA2EXAMPLP\n总金额:USD 52,000.00",
    ],
    source="GB 32100-2015",
)  # fmt: skip
def uscc_invalid(facts: Facts, *, uscc_threshold: Decimal = Decimal(10000)) -> Iterator[Problem]:
    """The seller's registration code cannot be right.

    Why: the code leads to the public register; one that fails is mistyped or invented.
    Fix: Send the business licence, so that name, code, legal representative and scope can be compared. {Suggestion|Print
    the code beside the name.}
    Fix (zh): 提供营业执照,以便核对名称、代码、法定代表人和经营范围。
    """
    seller = next(iter(readings_of(facts.parties, "seller")), None)
    foreign = {
        number.span
        for party in facts.parties.parties
        for number in party.registrations
        if party.country not in (None, "CN")
    }
    codes = [number for number in facts.parties.registrations if number.uscc]
    for code in codes:
        if not code.fault or code.span in foreign:
            continue
        yield Problem(
            f"the credit code {code.value[:25]} {_uscc_fault(code.fault, code.value)}",
            at=code,
            stated=code.value,
            expected=code.suggestion or "18 characters whose last checks the others",
            subject=code.value,
            slots={"Suggestion": f"Perhaps {code.suggestion}." if code.suggestion else "Ask for the code anew."},
        )
    total = facts.amounts.total
    large = total is not None and total.amount is not None and total.amount >= uscc_threshold
    if seller is not None and seller.country == "CN" and large and not codes and not seller.registrations:
        yield Problem(
            "no registration code of the Chinese seller",
            at=seller,
            part="missing",
            slots={"Suggestion": "Print the code beside the name."},
        )


def _uscc_fault(fault: str, value: str) -> str:
    return {
        "length": f"has {len(value)} characters, not 18",
        "letters": "has letters that no code has (I, O, Z, S, V)",
        "check": "fails its check character",
        "old": "is an old licence number of 15 figures",
    }[fault]


@rule(
    "PTY009", "contact-domain-suspicious", severity="warning", kinds="both", side="buyer", parts={"free-mail": "info"},
    bad=[
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\nE-mail: amy@sunlark-lighting.example\nBank details\n"
        "A/C No.: 3901220009120\nConfirm to: finance@sunlark-1ighting.example",
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\nE-mail: sunlark.amy@163.com",
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\nE-mail: amy@sunlark.example\nBank details\nBeneficiary: Ningbo Sunlark Lighting Co., Ltd.\n"
        "A/C No.: 3901220009120\nE-mail: pay@quickwire.example\nSWIFT: HBNKCNBJ",
    ],
    good=[
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\nE-mail: amy@sunlark.example, finance@sunlark.example\nBuyer: Aurel Tools Ltd\n"
        "E-mail: buying@aureltools.example",
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\nE-mail: amy@sunlark.example\nWeb: www.sunlark.com.example",
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\nE-mail: amy@sunlark.example\nBuyer: Aurel Tools Ltd\nE-mail: aurel.tools@gmail.com",
    ],
    source="FBI/IC3 guidance on business e-mail compromise",
)  # fmt: skip
def contact_domain_suspicious(facts: Facts) -> Iterator[Problem]:
    """A mail address of the seller looks like another's, or is one that anybody can open.

    Why: look-alike domains (sunlark, sun1ark) carry swapped bank details.
    Fix: Verify {domain|the address} by a call to a number known before; the other domain is {other|not stated}.
    Fix (zh): 通过此前已知的号码核实{domain|该域名}。
    """
    told: set[str] = set()
    for first, second in suspicious_pairs(facts.parties.contacts):
        told.update((first.domain, second.domain))
        yield Problem(
            f"the domains {first.domain} and {second.domain} look alike",
            at=second,
            beside=(first,),
            stated=second.domain,
            expected=first.domain,
            subject=second.domain,
            slots={"domain": second.domain, "other": first.domain},
        )
    own = [c for c in sellers_mail(facts) if c.domain not in told]
    proper = [c for c in own if not c.free_mail]
    for mail in own:
        known = next((c for c in proper if c.domain != mail.domain), None)
        in_block = any(account.span.contains(mail.span) for account in own_accounts(facts.parties))
        if mail.domain in told or not (mail.free_mail or (in_block and known and proper[0].domain != mail.domain)):
            continue
        told.add(mail.domain)
        yield Problem(
            _mail_fault(mail, known, in_block),
            at=mail,
            beside=(known,) if known else (),
            part="free-mail" if mail.free_mail and known is None else None,
            stated=mail.domain,
            expected=known.domain if known else "a mailbox at the seller's own domain",
            subject=mail.domain,
            slots={"domain": mail.domain, "other": known.domain if known else None},
        )


def sellers_mail(facts: Facts) -> tuple[Contact, ...]:
    """The mail addresses that are the seller's: of its block, of the bank block, or nobody's but the seller's."""
    others = {c.span for party in facts.parties.parties if party.role != "seller" for c in party.contacts}
    own = {c.span for party in readings_of(facts.parties, "seller") for c in party.contacts}
    blocks = [account.span for account in own_accounts(facts.parties)]
    mails = [c for c in facts.parties.contacts if c.kind == "email" and c.span not in others - own]
    return tuple(c for c in mails if c.span in own or any(block.contains(c.span) for block in blocks))


def _mail_fault(mail: Contact, known: Contact | None, in_block: bool) -> str:
    if mail.free_mail and known is None:
        return f"the seller writes from {mail.domain}, where anybody can open a mailbox"
    where = "the bank block gives" if in_block else "the seller also writes from"
    return f"{where} {mail.domain} beside the seller's {known.domain if known else 'own domain'}"


@rule(
    "PTY010", "seller-manufacturer-unclear", severity="info", kinds="both", side="buyer",
    bad=[
        "Seller: Ningbo Goldenquay Trading Co., Ltd.\nManufacturer: Foshan Haidewei Lamp Factory Co., Ltd.\nBuyer: Aurel Tools Ltd",
        "Seller: Ningbo Goldenquay Import & Export Co., Ltd.\nRemark: factory direct price, made in our own factory",
        "卖方:宁波金埠进出口有限公司\n制造商:佛山海得威灯具有限公司\n买方:Aurel Tools Ltd",
    ],
    good=[
        "Seller: Ningbo Goldenquay Trading Co., Ltd.\nManufacturer: Foshan Haidewei Lamp Factory Co., Ltd.\n"
        "The Seller, a trading company, answers for the manufacturer's acts as for its own acts.",
        "Seller: Foshan Haidewei Lamp Factory Co., Ltd.\nManufacturer: Foshan Haidewei Lamp Factory Co., Ltd.",
        "Seller: Foshan Haidewei Furniture Co., Ltd.\nRemark: made in our own factory",
    ],
    source="sourcing practice; CISG art. 35; Regulation (EU) 2023/988 on traceability",
)  # fmt: skip
def seller_manufacturer_unclear(facts: Facts) -> Iterator[Problem]:
    """Who makes the goods and who answers for it stays open.

    Why: certificates, claims and the ownership of moulds run against the maker, the price against the trader.
    Fix: "Manufacturer: {factory|legal name and address}. The Seller answers for the manufacturer's acts as for its own
    acts."
    Fix (zh): "制造商:{factory|名称及地址}。卖方对制造商的行为负责,如同自己的行为。"
    """
    seller = next(iter(readings_of(facts.parties, "seller")), None)
    maker = next(iter(readings_of(facts.parties, "manufacturer")), None)
    claims = {claim.kind: claim for claim in reversed(facts.parties.claims)}
    if seller is None or "answers" in claims or "trader" in claims:
        return
    names = names_in_full(seller)
    if maker is not None and any(comparable(maker.any_name, name) for name in names):
        if not is_seller(maker.any_name, names, Decimal("0.88")):
            yield Problem(
                f"the manufacturer {maker.any_name[:70]} is not the seller, and no clause says who answers for it",
                at=maker,
                beside=(seller,),
                stated=maker.any_name,
            )
    elif "factory" in claims and "trading name" in claims:
        yield Problem(
            f'"{claims["factory"].words}" in the paper of a company whose name says trading',
            at=claims["factory"],
            beside=(seller,),
            stated=claims["factory"].words,
        )


@rule(
    "PTY011", "party-name-inconsistent", severity="error", kinds="both", side="any",
    parts={"other": "warning", "short": "warning"},
    bad=[
        "Seller: Quanzhou Tidewell Ceramics Co., Ltd.\nBeneficiary: Quanzhou Tidewel Ceramic Co., Ltd.\nA/C No.: 3901220009120",
        "卖方:泉州潮汇陶瓷有限公司\n户名:泉州潮惠陶瓷有限公司\n账号:3901220009120\n开户行:海湾银行",
        "SALES CONTRACT\nSeller: Ningbo Sunlark Lighting Co., Ltd.\nBuyer: Aurel Tools Ltd\nSigned for and on behalf of\nNingbo Sunlark Lightning Co., Ltd.",
    ],
    good=[
        'Seller: Quanzhou Tidewell Ceramics Co., Ltd. ("Tidewell")\nBeneficiary: QUANZHOU TIDEWELL CERAMICS CO., LTD.\nA/C No.: 3901220009120',
        '卖方:泉州潮汇陶瓷有限公司(下称"潮汇")\n户名:泉州潮汇陶瓷有限公司\n账号:3901220009120',
        "Seller: Dover & Finch Trading Company Limited\nBeneficiary: Dover and Finch Trading Co., Ltd\nA/C No.: 3901220009120",
        "Seller: Ningbo Sunlark Lighting Co., Ltd.\nBeneficiary: Ningbo Sunlark Lighting Co., Ltd. Beilun Branch\nA/C No.: 3901220009120",
    ],
    source="UN/ECE invoice layout key; UCP 600 art. 18(a); practice of company registration in China",
)  # fmt: skip
def party_name_inconsistent(facts: Facts, *, name_match: Decimal = Decimal("0.9")) -> Iterator[Problem]:
    """One party's name is written in two ways.

    Why: a bank returns a transfer whose payee is one word off, and a claim against the misspelled name meets a company
    that does not exist.
    Fix: Write the same name in every place: {name|the legal name}.
    Fix (zh): 各处统一写为同一名称:{name|公司全称}。
    """
    for found in deviations(facts.parties, float(name_match)):
        payee = found.role == "seller"
        yield Problem(
            f"{found.wrong.name[:80]} stands here, {found.usual.name[:80]} elsewhere",
            at=found.wrong,
            beside=(found.usual,),
            part="short" if found.short else None if payee else "other",
            stated=found.wrong.name,
            expected=found.usual.name,
            subject=found.wrong.name,
            slots={"name": found.usual.name},
        )
