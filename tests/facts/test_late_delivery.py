"""The price of the seller's delay, told from the buyer's late payment."""

from __future__ import annotations

import pytest
from tradelint.checklist.shipment import late_delivery
from tradelint.facts.reading import Reading
from tradelint.facts.shipment_late import LateDelivery, read_late
from tradelint.text import Builder, Document, Place


def passages(text: str) -> tuple[LateDelivery, ...]:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    return read_late(Reading(Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks))))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "If shipment is later than 2027-01-15 Seller pays 0.5 % of the late goods' price per started week, "
            "at most 5 %; after 30 days Buyer may cancel and all payments are refunded within 7 days.",
            "0.5% per week, at most 5%, cancellation after 30 days, refund",
        ),
        (
            "逾期每周按迟交货款0.5%支付违约金,最高5%;逾期30天买方有权解除合同并要求7日内全额退款。",
            "0.5% per week, at most 5%, cancellation after 30 days, refund",
        ),
        ("Late delivery: Penalty 3 % per day", "3% per day"),
        ("Penalty 3 % per day", "3% per day"),
        (
            "Late delivery penalty: 0.5% of the total contract value per week, capped at 5%.",
            "0.5% per week, at most 5%",
        ),
        (
            "如卖方不能按时交货，每逾期一天按合同总额的0.1%支付违约金，违约金总额不超过合同总额的5%。",
            "0.1% per day, at most 5%",
        ),
        ("Any delay in delivery entitles the Buyer to liquidated damages of 1% per week.", "1% per week"),
        ("If the Supplier fails to deliver by the date, Buyer may terminate the order.", "cancellation"),
        ("供方未按合同约定时间交货的，需方有权取消订单。", "cancellation"),
        ("If delay > 10 days, goods go by air at seller's cost", "air freight"),
        ("每延误一天罚款千分之一", "0.1% per day"),
        ("LATE MORE THAN 14 DAYS: CANCEL AND MONEY BACK.", "cancellation after 14 days, refund"),
        ("0.5 % per week of the price of the delayed goods, cap 5 %", "0.5% per week, at most 5%"),
        ("if Vendor fails to ship on these dates we may cancel without liability", "cancellation"),
        (
            "For every week that begins after the Latest Shipment Date the Seller pays liquidated damages of half a "
            "percent (0.5 %) of the price of the late goods, up to five percent (5 %). From the thirtieth day the Buyer "
            "may cancel the contract and all payments are returned within seven (7) days.",
            "0.5% per week, at most 5%, cancellation after 30 days, refund",
        ),
        (
            "供方逾期交货，每逾期一日按合同总额的千分之三支付违约金；需方逾期付款，每日按万分之五支付违约金。",
            "0.3% per day",
        ),
    ],
)
def test_a_consequence_is_stated(text: str, value: str) -> None:
    item = late_delivery(passages(text))
    assert (item.state, item.value) == ("stated", value)


@pytest.mark.parametrize(
    "text",
    [
        "Late delivery: as agreed",
        "延期交货，供方承担违约责任。",
        "乙方逾期交货的，每逾期一日，按货款的【】%支付违约金。",
    ],
)
def test_mere_liability_or_a_blank_rate_is_weak(text: str) -> None:
    assert late_delivery(passages(text)).state == "weak"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In case of late payment interest of 1% per month is due.", None),
        ("Interest on overdue payments: 1.5% per month.", None),
        ("买方逾期付款的，每日按应付款的0.05%支付违约金。", None),
        ("The Seller shall not be liable for delay in shipment due to force majeure.", None),
        ("Demurrage USD 100 per day", None),
        ("Penalty for late delivery: ______", "placeholder"),
    ],
)
def test_late_payment_and_excuses_are_no_consequence(text: str, value: str | None) -> None:
    item = late_delivery(passages(text))
    assert (item.state, item.value) == ("absent", value)


def test_parts_of_a_full_clause() -> None:
    (found,) = passages(
        "Should the Seller fail to deliver the goods on time, the Seller shall pay a penalty. The penalty is 0.5% of "
        "the value of the late goods for every seven days, after a grace period of 5 days, but shall not exceed 5%. "
        "If the delay exceeds ten weeks, the Buyer has the right to cancel the contract."
    )
    assert (str(found.percent), found.per, str(found.cap)) == ("0.5", "week", "5")
    assert (found.base, found.grace_days, found.cancel_after_days) == ("late goods", 5, 70)
    assert found.penalty_word
