"""Dates, periods and vague words of shipment; the route; partial shipment, documents and release."""

from __future__ import annotations

import pytest
from tradelint.checklist.shipment import shipment_date
from tradelint.facts.incoterms import read as read_incoterms
from tradelint.facts.reading import Reading
from tradelint.facts.shipment import ShipmentFacts, read
from tradelint.text import Builder, Document, Place


def facts(text: str) -> ShipmentFacts:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    reading = Reading(Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks)))
    return read(reading, read_incoterms(reading))


STATED = [
    ("Latest shipment date: 2027-01-15 (on board Ningbo)", "2027-01-15"),
    ("最迟装运日:2027年1月15日(宁波装船)", "2027-01-15"),
    ("Shipment: not later than 5 March 2027; partial shipment not allowed", "2027-03-05"),
    ("Time of shipment: end of April 2027", "2027-04"),
    ("装运期: 2027年4月", "2027-04"),
    ("Delivery date: 03/04/2027", "2027-04-03 or 2027-03-04"),
    ("ETD: 2027.02.10", "2027-02-10"),
    ("ETA Hamburg 2027-03-20", "2027-03-20"),
    ("卖方应于2027年3月31日前交货", "2027-03-31"),
    ("装船时间：不晚于2015/11/28到港", "2015-11-28"),
    ("The goods must be shipped on board not later than 15th Jan., 2027.", "2027-01-15"),
    ("Ship by June 30, 2025", "2025-06-30"),
    ("Time of Shipment: During May/June 2027", "2027-05-01 to 2027-06-30"),
    ("Estimated delivery: Q2 2027", "2027-04-01 to 2027-06-30"),
    ("Delivery: 30 days", "30 days"),
    ("Delivery week: 12/2027", "2027-03-22 to 2027-03-28"),
    ("Delivery: KW 14/2027", "2027-04-05 to 2027-04-11"),
    ("Shipping date 03/2027", "2027-03"),
    ("Expected ship date: 15 Feb", "15 Feb"),
    ("Delivery in March", "in March"),
    ("Delivery 30 days upon order confirmation.", "30 days after order confirmation"),
    ("Production 12-15 working days after payment arrives.", "12-15 working days after payment"),
    ("FOB Ningbo, delivery date 15 January 2027", "2027-01-15"),
    ("签约日期2026-11-22,装运期2026-01-15", "2026-01-15"),
    ("We hand the parcels to the courier not later than 15 January 2027, 6 days flight.", "2027-01-15"),
    ("The goods are handed to the carrier at Ningbo not later than 2027-04-23.", "2027-04-23"),
    ("Latest shipment 2027-01-15, expiry 2027-01-20, presentation 21 days", "2027-01-15"),
    ("Sample lead time: 7 days\nLead time: 30 days after deposit", "30 days after deposit"),
    ("Delivery note no. 2027-01-15\nDelivery date: 2027-03-01", "2027-03-01"),
    ("装运期限 Time of Shipment: 收到30%定金后25个工作日内", "25个工作日 after deposit"),
    ("Lead time: about 30-35 days after confirmation", "30-35 days after order confirmation"),
    ("交货期:收到定金后35天", "35天 after deposit"),
    ("收到定金后30天左右", "30天 after deposit"),
    ("乙方在收到甲方预付款后三十日内发货", "三十日 after deposit"),
    ("甲方支付30%定金后40天内乙方完成生产并发货", "40天 after deposit"),
    ("3. Delivery time: about 35days after receive the deposit", "35days after deposit"),
    ("交货时间:合同签订后15个工作日内", "15个工作日 after contract signing"),
    ("The Seller shall ship the goods within 25 working days upon receipt of L/C.", "25 working days after receipt of the L/C"),
    (
        "Within 30 calendar days after the deposit is credited, at the latest 2027-01-15 the goods shall be shipped",
        "30 calendar days after deposit at the latest 2027-01-15",
    ),
    (
        "Goods shall be delivered to the Buyer within six (6) weeks from the date of signing of this contract.",
        "six (6) weeks after contract signing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), STATED)
def test_a_date_or_a_number_of_days_is_stated(text: str, value: str) -> None:
    item = shipment_date(facts(text))
    assert (item.state, item.value) == ("stated", value)


@pytest.mark.parametrize(
    "text",
    [
        "Shipment: ASAP",
        "Delivery Time: Prompt",
        "Delivery: after production",
        "交货期:生产完成后",
        "Delivery date as per order",
        "Shipment: within the validity of L/C",
        "Shipment as soon as possible after your confirmation, 6 days flight.",
        "The Supplier shall deliver each lot on the date stated in the relevant Purchase Order.",
    ],
)
def test_words_that_fix_no_day_are_weak(text: str) -> None:
    assert shipment_date(facts(text)).state == "weak"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Lead time:", "blank"),
        ("Delivery time: ______", "placeholder"),
        ("Balance to be paid within 7 days after shipment", None),
        ("Six pre-production towels per line are sent by 18 January 2027.", None),
        ("Documents are presented within 21 days after the on-board date", None),
        ("Cartons must be delivered within 24 hours of unloading", None),
        ("The seller shall deliver the documents within 7 days after shipment date 2027-01-05", None),
        ("甲方应按照本合同约定的交货日期将产品交付给乙方。\n交货日期：[填写交货日期]", "placeholder"),
        ("The buyer shall inspect the goods within 15 days after delivery", None),
        ("Claims within 30 days after arrival of goods", None),
        ("Delivery: FOB Ningbo", None),
        ("Validity: 30 days", None),
        ("In case of late delivery over 10 days the seller pays a penalty", None),
    ],
)
def test_other_periods_are_no_shipment_date(text: str, value: str | None) -> None:
    item = shipment_date(facts(text))
    assert (item.state, item.value) == ("absent", value)


def test_parts_of_a_period() -> None:
    (found,) = facts("Shipment within 30 days after receipt of deposit and sample approval").deadlines
    assert found.period is not None
    assert (found.period.low, found.period.high, found.period.unit) == (30, 30, "calendar")
    assert [start.id for start in found.starts] == ["deposit", "sample"]
    assert found.long_stop is None


@pytest.mark.parametrize("text", ["Production time: 45-30 days", "Shipment: 20 to 5 March 2027"])
def test_a_range_that_runs_backwards(text: str) -> None:
    assert facts(text).deadlines[0].backwards


def test_lots_have_their_own_dates_and_do_not_conflict() -> None:
    found = facts("Shipment: 1st lot 500 pcs by 2027-03-01; 2nd lot 500 pcs by 2027-04-01")
    assert [d.lot for d in found.deadlines] == ["1st lot", "2nd lot"]
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("Shipment: not later than 2027-03-05\n6. Time of shipment: end of April 2027", True),
        ("Shipment: not later than 2027-03-05\n6. Time of shipment: not later than 5 March 2027", False),
        ("交货期:2027年3月5日前\n装运期:2027年4月底", True),
        ("Shipment: 2027-03-05\nETA: 2027-04-10", False),
        ("Lead time: 30 days after deposit\nDelivery: within 45 days after deposit", True),
        ("Lead time: 30 days after deposit\nShipment: not later than 2027-03-05", False),
    ],
)
def test_two_dates_for_one_shipment_conflict(text: str, conflict: bool) -> None:
    assert bool(facts(text).conflicts) is conflict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Partial shipment: Not allowed\nTransshipment: Allowed", [("partial", False), ("transhipment", True)]),
        ("Partial shipments and transhipment are prohibited.", [("partial", False), ("transhipment", False)]),
        ("不允许分批装运,允许转运", [("partial", False), ("transhipment", True)]),
        ("分批装运：允许", [("partial", True)]),
        ("Partial shipment ☑ allowed ☐ not allowed", [("partial", True)]),
        ("Partial shipment:", [("partial", None)]),
    ],
)
def test_permissions(text: str, expected: list[tuple[str, bool | None]]) -> None:
    assert [(p.what, p.allowed) for p in facts(text).permissions] == expected


def test_samples_and_papers_by_courier_are_not_the_shipment() -> None:
    assert facts("By sea, 1x40HQ. Samples by DHL. Original documents by courier.").modes == {"sea"}


def test_a_courier_for_notices_carries_no_goods() -> None:
    text = "The parties shall give all notices and communications between the parties by (i) hand, (ii) courier."
    assert facts(text).modes == frozenset()


def test_a_vague_word_far_from_the_date_leaves_it_firm() -> None:
    text = "The goods shall be shipped by 2027-01-30, allowing reasonable time for the Seller to receive the order."
    assert [d.vague for d in facts(text).deadlines] == [()]


def test_documents_are_read_from_their_list() -> None:
    text = "Documents required: 1. Commercial invoice 3 originals 2. Packing list 3. Full set of B/L 4. Form E"
    assert [d.kind for d in facts(text).documents] == ["invoice", "packing_list", "transport", "origin"]


@pytest.mark.parametrize(
    ("text", "kind", "after"),
    [
        ("Telex release within 1 working day after receipt of balance", "telex", True),
        ("70% against copy of B/L, telex release on sailing", "telex", False),
        ("收到尾款后电放", "telex", True),
    ],
)
def test_release(text: str, kind: str, after: bool) -> None:
    assert [(r.kind, r.after_payment) for r in facts(text).releases] == [(kind, after)]
