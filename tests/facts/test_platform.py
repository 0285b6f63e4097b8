"""What a paper says about its marketplace: order number, cover, payment beside it, disputes, messages."""

from __future__ import annotations

import pytest
from tradelint.facts.platform import PlatformFacts, read
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place


def facts(text: str) -> PlatformFacts:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    return read(Reading(Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks))))


@pytest.mark.parametrize(
    "text",
    [
        "Trade Assurance order no. 7000111122223333", "Trade Assurance order no. 7000 1111 2222 3333",
        "TA order # 7000111122223333", "Alibaba.com order number: 7000111122223333", "信保订单号:7000111122223333",
        "信用保障订单编号：7000111122223333", "Paid through Alibaba.\nOrder No.: 7000111122223333",
    ],
)  # fmt: skip
def test_the_order_number_is_read_without_its_spaces(text: str) -> None:
    number = facts(text).order_number
    assert number is not None and number.value == "7000111122223333"


@pytest.mark.parametrize("text", ["Trade Assurance order: to be created", "信保订单号:待定"])
def test_a_label_without_a_number_is_blank(text: str) -> None:
    number = facts(text).order_number
    assert number is not None and (number.value, number.blank) == ("", "placeholder")


@pytest.mark.parametrize(
    "text", ["LED lamps, Made in China", "We have 1,688 pcs in stock", "Order No.: 7000111122223333"]
)
def test_origin_figures_and_other_orders_are_no_platform(text: str) -> None:
    found = facts(text)
    assert not found.namings and found.order_number is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Alibaba Gold Supplier, 8 years", False), ("This PI is Trade Assurance order no. 7000111122223333", True), ("We do not accept Trade Assurance", False)],
)  # fmt: skip
def test_a_badge_or_a_refusal_is_no_cover(text: str, meant: bool) -> None:
    assert facts(text).trade_assurance is meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Deposit by Trade Assurance, balance directly to our company account to save the fee", True),
        ("定金走信保,余款线下打公司账户", True),
        ("Any payment outside the platform is void.", False),
        ("Do not pay outside Alibaba.", False),
    ],
)
def test_payment_beside_the_platform(text: str, found: bool) -> None:
    assert bool(facts(text).off_platform) is found


def test_cover_windows_waivers_and_channels() -> None:
    assert [str(limit.amount) for limit in facts("Trade Assurance supplier limit USD 10,000").limits] == ["10000"]
    assert [c.scope for c in facts("Coverage: pre-shipment, covered amount USD 4,500").coverages] == ["pre-shipment"]
    assert [w.days for w in facts("Trade Assurance claims within 60 days after arrival").windows] == [60]
    assert facts("Please cancel the dispute first, we refund by PayPal").waivers and facts("先撤诉后退款").waivers
    assert facts("Buyer confirms receipt on Alibaba within 3 days after shipment").early_confirmations
    assert not facts("Buyer confirms receipt only after arrival and inspection").early_confirmations
    assert [c.channel for c in facts("All changes to be confirmed by WhatsApp").channels] == ["whatsapp"]
