"""A warranty is read with its period, start and remedy, or as excluded; other guarantees are none."""

from __future__ import annotations

import pytest
from goods_paper import assert_reads, facts_of

WORDINGS = [
    (
        "warranty",
        "stated",
        "24 month",
        "Warranty: 24 months from receipt; Seller supplies spare parts free within 10 days",
    ),
    ("warranty", "stated", "1 year", "Guarantee: 1 year after B/L date"),
    (
        "warranty",
        "stated",
        "12 month",
        "The Seller guarantees the equipment for a period of twelve (12) months from the date of commissioning and shall repair or replace defective parts free of charge.",
    ),
    ("warranty", "stated", "2 year", "质保期:2年,自提单日起算,质保期内免费更换配件"),
    ("warranty", "stated", "18 month", "保修期十八个月,自验收合格之日起"),
    ("warranty", "stated", "1 year", "one year warranty"),
    ("warranty", "stated", "3 year", "产品保修三年"),
    ("warranty", "stated", "none", "No warranty is given for used machines."),
    ("warranty", "stated", "none", "Warranty: None"),
    ("warranty", "stated", "none", "The vehicle is sold as is, where is."),
    ("warranty", "stated", "12 month", "12 months' warranty against manufacturing defects"),
    ("warranty", "weak", "", "The Seller warrants that the goods conform to the specification."),
    (
        "warranty",
        "weak",
        "",
        "Quality guarantee: the Seller guarantees that the goods are brand new and of good quality.",
    ),
    ("warranty", "weak", "", "Warranty: as per manufacturer's policy"),
    ("warranty", "absent", "", "Payment by bank guarantee issued within 30 days."),
    ("warranty", "absent", "", "The Buyer shall provide a letter of guarantee valid for 12 months."),
    ("warranty", "absent", "", "Balance 70% within 30 days of shipment."),
    ("warranty", "absent", "placeholder", "Warranty: ____"),
    ("warranty", "absent", "placeholder", "Warranty period: [to be filled]"),
    ("warranty", "stated", "36 month", "WARRANTY\t36 months"),
    ("warranty", "stated", "1 year", "Waranty: 1 year from shipping date"),
    ("warranty", "stated", "90 day", "Guarantee period 90 days after delivery"),
    ("warranty", "absent", "", "质量保证金:合同总价的5%,到货后12个月支付"),
    ("warranty", "stated", "24 month", "品質保證期:24個月,自收貨之日起"),
    ("warranty", "stated", "18 month", "8. Shelf life: 18 months from production date"),
    (
        "warranty",
        "stated",
        "2 year",
        "The compressor is covered by a two-year warranty starting from the date of installation.",
    ),
    (
        "warranty",
        "stated",
        "12 month",
        "Within 12 months after delivery the Seller shall replace free of charge any part that fails under this guarantee.",
    ),
    ("warranty", "stated", "3 year", "本产品自购买之日起享受三年保修服务,非人为损坏免费维修"),
    ("warranty", "stated", "36 month", "质量保证期为自验收之日起36个月"),
    ("warranty", "stated", "1 year", "After sales: one-year guarantee, spare parts 1% FOC"),
    ("warranty", "stated", "none", "The Seller gives no warranty, express or implied."),
    ("warranty", "stated", "none", "质保:无"),
    ("warranty", "stated", "none", 'Goods are sold on an "as is" basis.'),
    ("warranty", "weak", "", "The Supplier guarantees the quality of the goods."),
    ("warranty", "weak", "", "质量保证:卖方保证货物符合合同规定"),
    ("warranty", "absent", "", "Guaranteed delivery date: 12 May 2026."),
    ("warranty", "absent", "", "The Buyer shall open a performance guarantee of 10% valid 90 days."),
    ("warranty", "absent", "", "This offer is valid for 12 months from the date of issue."),
    (
        "warranty",
        "stated",
        "18 month",
        "Warranty: eighteen (18) months from date of shipment or 12 months from commissioning, whichever is earlier",
    ),
    ("warranty", "stated", "50000 hour", "Warranty: 50000 hours"),
]


@pytest.mark.parametrize(("name", "state", "words", "text"), WORDINGS)
def test_a_wording_is_read_as_a_person_reads_it(name: str, state: str, words: str, text: str) -> None:
    assert_reads(text, name, state, words)


def test_a_whole_warranty_has_period_start_and_remedy() -> None:
    warranty = facts_of(
        "Warranty: 24 months from receipt; Seller supplies spare parts free of charge"
    ).quality.warranties[0]
    assert (str(warranty.period), warranty.unit, warranty.start, warranty.complete) == ("24", "month", "receipt", True)


def test_the_time_for_a_notice_is_no_warranty_period() -> None:
    text = "Warranty: 12 months from delivery. Defects are notified within 10 days after discovery."
    warranty = facts_of(text).quality.warranties[0]
    assert (str(warranty.period), warranty.unit) == ("12", "month")


def test_a_clause_on_several_topics_is_read_sentence_by_sentence() -> None:
    text = "Claims and warranty\nVisible defects: 5 days after receipt.\nWarranty 24 months from receipt: new goods."
    periods = [(str(w.period), w.unit) for w in facts_of(text).quality.warranties if w.period is not None]
    assert periods == [("24", "month")]
