"""What only the company's own file or its repository can tell: suppliers, house terms, changed accounts."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.company import Payee
from tradelint.facts import Facts
from tradelint.rule import Problem, rule
from tradelint.rules.parties import likeness, own_accounts

SAME_PAYEE = 0.9


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
        ("PROFORMA INVOICE\nSeller: Quanzhou Tidewell Ceramics Co., Ltd.", {"committed": [{"name": "", "number": "3901220009120"}]}),
    ],
    source="practice against payment fraud: a changed account is confirmed by a call to a known number",
)  # fmt: skip
def bank_details_changed(facts: Facts, *, committed: tuple[Payee, ...]) -> Iterator[Problem]:
    """The account is another one than in the last committed version of this file.

    Why: a new account in a known paper is how intercepted payments are led astray; the money does not come back.
    Fix: "Call {seller} on a number that you knew before this paper came, and have the account ending {last} confirmed."
    Fix (zh): "请用此前已知的电话联系{seller},核实尾号{last}的账户后再付款。"
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
