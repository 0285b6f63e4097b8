"""An inspection is stated when somebody or some moment is named; a bare right is weak, a waiver absent."""

from __future__ import annotations

import pytest
from goods_paper import assert_reads, facts_of

WORDINGS = [
    ("inspection", "stated", "third party", "Inspection: SGS at loading port, cost for seller's account"),
    (
        "inspection",
        "stated",
        "before_shipment",
        "The Buyer or QIMA may inspect 100 % finished and at least 80 % packed goods at the factory on 3 working days' notice.",
    ),
    ("inspection", "stated", "before_shipment", "买方或其指定第三方可在货物100%完成、至少80%装箱后到厂验货。"),
    ("inspection", "stated", "third party", "Pre-shipment inspection by third party"),
    ("inspection", "weak", "", "The Buyer has the right to inspect the goods."),
    ("inspection", "weak", "", "买方有权检验货物"),
    ("inspection", "absent", "", "No inspection is required."),
    ("inspection", "absent", "", "本合同货物免检"),
    ("inspection", "absent", "blank", "Inspection:"),
    ("inspection", "absent", "placeholder", "Inspection: TBA"),
    (
        "inspection",
        "stated",
        "manufacturer",
        "It is mutually agreed that the Inspection Certificate of Quality issued by the manufacturer shall be regarded as final.",
    ),
    ("inspection", "stated", "destination", "买方应在货到目的港后30天内凭商检机构检验证书提出索赔"),
    ("inspection", "stated", "authority", "商品检验:以装运港中国海关出具的品质检验证书为最终依据"),
    (
        "inspection",
        "stated",
        "3",
        "The Purchaser will have 3 Business Days to inspect and evaluate the Product before accepting or rejecting it.",
    ),
    ("inspection", "stated", "before_shipment", "Goods shall be inspected before shipment by the Buyer's QC."),
    ("inspection", "stated", "before_shipment", "我司QC出货前验货"),
    (
        "inspection",
        "stated",
        "",
        "Acceptance test: the machine is run for 8 hours at the Seller's works in the presence of the Buyer.",
    ),
    ("inspection", "absent", "", "LED inspection lamp, 200 pcs"),
    ("inspection", "absent", "", "The Buyer may inspect the books and records of the Seller."),
    ("inspection", "absent", "", "验货费由买方承担 USD 300"),
    ("inspection", "stated", "bv", "Final random inspection: Bureau Veritas report required"),
    (
        "inspection",
        "stated",
        "destination",
        "Inspection and claims: the buyer shall inspect the goods on arrival at destination within 15 days.",
    ),
    (
        "inspection",
        "stated",
        "before_shipment",
        "PSI by buyer's inspector, failed lots are sorted and re-inspected at Seller's cost",
    ),
    ("inspection", "stated", "third party", "檢驗:由第三方檢驗機構於裝運前檢驗"),
    (
        "inspection",
        "stated",
        "third party",
        "A surveyor appointed by both parties draws samples and inspects the cargo at load port; his findings are final.",
    ),
    ("inspection", "stated", "buyer", "Your QC may visit our factory three days before loading to check the goods."),
    ("inspection", "stated", "before_shipment", "出货前由贵司派QC到我厂验货,费用贵司自理"),
    ("inspection", "stated", "after_delivery", "需方应在收到货物后7日内进行验收,逾期视为合格"),
    ("inspection", "stated", "cotecna", "Inspection by Cotecna prior to shipment is mandatory."),
    ("inspection", "stated", "authority", "货物须经中国海关检验检疫合格"),
    ("inspection", "weak", "", "Buyer reserves the right to inspect."),
    ("inspection", "weak", "", "The goods are subject to inspection."),
    ("inspection", "absent", "", "Inspection is not required for this order."),
    ("inspection", "absent", "", "Buyer waives inspection."),
    ("inspection", "absent", "", "Test kits for laboratory use, 500 boxes"),
    ("inspection", "absent", "", "Please check the bank account carefully before payment."),
    ("inspection", "stated", "production", "DUPRO and final inspection by V-Trust"),
    (
        "inspection",
        "stated",
        "",
        "The Supplier performs 100 % functional tests before packing and hands over the test report.",
    ),
    (
        "inspection",
        "stated",
        "destination",
        "Upon arrival the consignee shall have the goods examined by an independent surveyor within 10 days.",
    ),
    ("inspection", "stated", "7", "The Buyer must examine the goods within 7 days after receipt."),
    ("inspection", "absent", "placeholder", "检验:________"),
    ("inspection", "stated", "buyer", "Goods inspection: buyer side before balance payment"),
]


@pytest.mark.parametrize(("name", "state", "words", "text"), WORDINGS)
def test_a_wording_is_read_as_a_person_reads_it(name: str, state: str, words: str, text: str) -> None:
    assert_reads(text, name, state, words)


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("Inspection by SGS before shipment, cost for the Buyer's account", "buyer"),
        ("Pre-shipment inspection by a third party, fee for Seller's account", "seller"),
        ("出货前由第三方验货,费用由买方承担", "buyer"),
        ("Inspection by QIMA before shipment", None),
    ],
)
def test_the_payer_stands_next_to_the_cost(text: str, payer: str | None) -> None:
    assert facts_of(text).quality.inspections[0].cost == payer


def test_a_right_and_a_waiver_are_told_apart() -> None:
    assert facts_of("The Buyer may inspect the goods.").quality.inspections[0].right
    assert facts_of("No inspection is required.").quality.inspections[0].waived


def test_letters_of_a_company_form_are_no_inspection_body() -> None:
    found = facts_of("Seller: Tulip Handel BV, Utrecht\nInspection: before shipment by the Buyer").quality.inspections
    assert all("bv" not in inspection.bodies for inspection in found)
