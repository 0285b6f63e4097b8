"""Bank accounts: beneficiary, bank, numbers and what their digits tell; notices of a changed account."""

from __future__ import annotations

import pytest
from tradelint.checklist.parties import _bank
from tradelint.facts.bank import BankAccount, read_accounts
from tradelint.facts.bank_notices import read_change_notices, read_personal_cues
from tradelint.facts.bank_numbers import bic_fault, iban_fault, is_personal_card
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place


def reading(text: str) -> Reading:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    return Reading(Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks)))


def sheet(*rows: tuple[str, ...]) -> Reading:
    builder = Builder()
    builder.begin_table()
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            builder.cell(text, row, column, Place(row=row + 1))
    builder.end_table(Place())
    return Reading(Document("paper.xlsx", "", "", builder.text, tuple(builder.blocks), tuple(builder.tables)))


def account(source: str | Reading) -> BankAccount:
    found = read_accounts(reading(source) if isinstance(source, str) else source)
    return next(a for a in found if not a.correspondent)


def told(source: str | Reading) -> tuple[str | None, ...]:
    a = account(source)
    return tuple(named.text if named else None for named in (a.beneficiary, a.bank, a.account, a.bic))


WHOLE = ("Quillon Lamps Co., Ltd", "Harbour Bank", "4000 1234 0900 5678", "HRBKCNBN")
BLOCKS = [
    "Beneficiary: Quillon Lamps Co., Ltd\nBank: Harbour Bank\nA/C No.: 4000 1234 0900 5678\nSWIFT CODE: HRBKCNBN",
    "BANK DETAILS\nAccount name: Quillon Lamps Co., Ltd\nBank name: Harbour Bank\nAccount number: 4000 1234 0900 5678\nBIC: HRBKCNBN",
    "Beneficiary's name: Quillon Lamps Co., Ltd\nBeneficiary bank: Harbour Bank\nAccount No: 4000 1234 0900 5678\nSwift/BIC: HRBK CN BN",
    "Account holder: Quillon Lamps Co., Ltd\nBank Name - Harbour Bank\nAccount No - 4000 1234 0900 5678\nSwift Code - HRBKCNBN",
    "Benificiary: Quillon Lamps Co., Ltd\nBank : Harbour Bank\nUSD account: 4000 1234 0900 5678\nSWIFT HRBKCNBN",
    "户名：Quillon Lamps Co., Ltd\n开户行：Harbour Bank\n账号：4000 1234 0900 5678\nSWIFT代码：HRBKCNBN",
    "收款人：Quillon Lamps Co., Ltd 开户银行：Harbour Bank 银行账号：4000 1234 0900 5678 SWIFT：HRBKCNBN",
    "Beneficiary: Quillon Lamps Co., Ltd; Bank: Harbour Bank; A/C: 4000 1234 0900 5678; SWIFT: HRBKCNBN",
    sheet(("Beneficiary", "Quillon Lamps Co., Ltd"), ("Bank", "Harbour Bank"), ("Account (USD)", "4000 1234 0900 5678"), ("SWIFT", "HRBKCNBN")),
    sheet(("Beneficiary:", "Bank:", "A/C No.:", "SWIFT:"), ("Quillon Lamps Co., Ltd", "Harbour Bank", "4000 1234 0900 5678", "HRBKCNBN")),
    sheet(("Bank information",), ("Beneficiary: Quillon Lamps Co., Ltd\nBank: Harbour Bank\nA/C: 4000 1234 0900 5678\nSwift: HRBKCNBN",)),
]  # fmt: skip


@pytest.mark.parametrize("source", BLOCKS)
def test_an_account_is_read_from_its_captions(source: str | Reading) -> None:
    assert told(source) == WHOLE


def test_addresses_belong_to_what_stands_above_them() -> None:
    found = account(
        "Beneficiary: Quillon Lamps Co., Ltd\nAddress: 8 Wharf Road, Ningbo, China\nBank: Harbour Bank\n"
        "Bank address: 5 Quay Street, Ningbo, China\nA/C No: 4000 1234 0900 5678"
    )
    assert found.beneficiary_address and found.beneficiary_address.text == "8 Wharf Road, Ningbo, China"
    assert found.bank_address and found.bank_address.text == "5 Quay Street, Ningbo, China"
    assert found.bank_country == "CN"


def test_a_correspondent_bank_is_kept_apart() -> None:
    found = read_accounts(
        reading(
            "Intermediary bank: Metropole Bank, New York\nSWIFT: MTPLUS33\nBeneficiary bank: Harbour Bank\n"
            "SWIFT: HRBKCNBN\nA/C No.: 40001234\nBeneficiary: Quillon Lamps Co., Ltd"
        )
    )
    assert [(a.correspondent, a.bank_country) for a in found] == [(True, "US"), (False, "CN")]


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("A/C No: 4000 1234 0900 5678\nBank: Harbour Bank", "stated", "Harbour Bank; 4000 1234 0900 5678"),
        ("IBAN: NL93 RABO 0160 8167 18", "stated", "NL93RABO0160816718"),
        ("A/C No: 257600000779\nIFSC: HRBK0000921", "stated", "257600000779; HRBK0000921"),
        ("Bank: Harbour Bank", "weak", "Harbour Bank"),
        ("Bank: Harbour Bank\nA/C No: 4000 12** **** 5678", "weak", "Harbour Bank; 4000 12** **** 5678"),
        ("Bank details: to be provided by the seller", "weak", "to be provided by the seller"),
        ("Bank:\nA/C No:\nSWIFT:", "absent", "blank"),
        ("Bank Details: [Bank Name], [IBAN/Account], [SWIFT/BIC]", "absent", "placeholder"),
    ],
)
def test_the_checklist_says_how_far_the_details_go(text: str, state: str, value: str) -> None:
    item = _bank(read_accounts(reading(text)))
    assert item is not None and (item.state, item.value) == (state, value)


@pytest.mark.parametrize(
    "text",
    [
        "The letter of credit is opened by a first class bank. Bank charges are for the buyer.",
        "Beneficiary: Quillon Lamps Co., Ltd",
        "Payment by bank transfer within 7 days.",
        "Shipping account: freight collect",
    ],
)
def test_talk_of_banks_is_no_bank_detail(text: str) -> None:
    assert _bank(read_accounts(reading(text))) is None


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Beneficiary: Li Wei, A/C 6200 0000 0000 0001 230", True),
        ("收款人:李伟", True),
        ("Beneficiary: Quillon Lamps Co., Ltd", False),
        ("户名:宁波南泽灯具有限公司", False),
    ],
)
def test_a_private_payee_is_told(text: str, person: bool) -> None:
    assert (account(text).person is not None) is person


def test_a_bank_card_is_told_by_its_check_digit() -> None:
    assert is_personal_card("6200 0000 0000 0001 230")
    assert not is_personal_card("6200 0000 0000 0001 231")


@pytest.mark.parametrize(
    ("code", "fault"),
    [("HRBKCNBN", ""), ("HRBKCNBNXXX", ""), ("HRBKCNBNX1", "length"), ("HRBKZZBN", "country"), ("HRBKCNB0", "test")],
)
def test_the_bic_is_checked(code: str, fault: str) -> None:
    assert bic_fault(code) == fault


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("GB82WEST12345698765432", ""),
        ("GB82WEST12345698765433", "check"),
        ("GB82WEST123456987654", "length"),
        ("CN1234567890123456", "no-iban"),
        ("ZZ82WEST12345698765432", "country"),
    ],
)
def test_the_iban_is_checked(code: str, fault: str) -> None:
    assert iban_fault(code) == fault


@pytest.mark.parametrize(
    "text",
    [
        "Note: our company account is under auditing, kindly remit to our new account",
        "因账户升级,请汇至新账户",
        "Please note that our bank details have changed.",
        "我司收款账户变更如下",
    ],
)
def test_a_notice_of_a_changed_account_is_found(text: str) -> None:
    assert read_change_notices(reading(text))


@pytest.mark.parametrize(
    "text",
    [
        "No change of account by e-mail. Any change needs a signed original and a call-back to the known number.",
        "We never change our bank account. Beware of fraud.",
        "如有变更收款账户,须经电话确认。",
    ],
)
def test_a_clause_on_changes_is_no_notice(text: str) -> None:
    assert not read_change_notices(reading(text))


def test_words_for_a_private_account() -> None:
    assert read_personal_cues(reading("Please pay the deposit into our manager's personal account."))
    assert read_personal_cues(reading("请将货款汇入以下个人账户"))
    assert not read_personal_cues(reading("Payment to a personal account is not accepted."))
