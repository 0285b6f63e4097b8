"""The paper as a document: number, date, validity, holes, references, signatures, order, pairs of numbers and languages."""

from __future__ import annotations

import pytest
from tradelint.checklist.hygiene import _date, _validity
from tradelint.facts.hygiene import HygieneFacts, read
from tradelint.facts.hygiene_bilingual import read_bilingual
from tradelint.facts.hygiene_order import read_number_gaps, read_truncations
from tradelint.facts.hygiene_references import read_references
from tradelint.facts.hygiene_terms import read_defined_terms, read_undefined_terms
from tradelint.facts.hygiene_words import read_number_pairs
from tradelint.facts.kind import Kind
from tradelint.facts.placeholders import find_placeholders
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place


def reading(text: str) -> Reading:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    return Reading(Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks)))


def facts(text: str, kind: str = "proforma_invoice") -> HygieneFacts:
    return read(reading(text), Kind(kind))


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("PROFORMA INVOICE\nInvoice No: QL-26-118", "proforma_invoice", "QL-26-118"),
        ("PROFORMA INVOICE No.: QL/26/118", "proforma_invoice", "QL/26/118"),
        ("PROFORMA INVOICE 2026/118", "proforma_invoice", "2026/118"),
        ("P/I NO.: QL118   DATE: 2026-11-02", "proforma_invoice", "QL118"),
        ("PI # QL-118", "proforma_invoice", "QL-118"),
        ("Performa Invoice No QL-118", "proforma_invoice", "QL-118"),
        ("形式发票\n发票号：QL2026118", "proforma_invoice", "QL2026118"),
        ("销售合同\n合同编号：SC-2026-118 签订日期：2026年11月2日", "sales_contract", "SC-2026-118"),
        ("SALES CONTRACT\nNo. 合同编号: SC-118        Date 日期: 2026-11-02", "sales_contract", "SC-118"),
        ("SALES CONTRACT\nContract ID: QL-BW-26", "sales_contract", "QL-BW-26"),
        ("Contract of Sale - QL/BW/26-31", "sales_contract", "QL/BW/26-31"),
        ("PURCHASE ORDER\nPO #: 4500012345", "purchase_order", "4500012345"),
        ("PROFORMA INVOICE\nNo. QL-118\nNovember 2, 2026", "proforma_invoice", "QL-118"),
        ("QUOTATION\nOur ref: QT-118", "quotation", "QT-118"),
        ("PROFORMA INVOICE\nCustomer PO: BW-7\nPI No: QL-118", "proforma_invoice", "QL-118"),
    ],
)
def test_the_number_that_the_paper_is_cited_by(text: str, kind: str, number: str) -> None:
    found = facts(text, kind).number
    assert found is not None and (found.value, found.own, found.blank) == (number, True, "")


@pytest.mark.parametrize(
    "text",
    [
        "PROFORMA INVOICE\nL/C No: 118-22",
        "PROFORMA INVOICE\nYour ref: BW-7",
        "Seller: Quillon\nNo. 8 Wharf Road",
        "B/L No.: QLB118",
    ],
)
def test_numbers_of_other_papers_are_not_its_own(text: str) -> None:
    assert facts(text).number is None


@pytest.mark.parametrize(
    ("text", "blank"), [("Invoice No:\nDate: 2026-11-02", "blank"), ("Invoice No: [number]", "placeholder"), ("合同编号：待定", "placeholder")]
)  # fmt: skip
def test_an_empty_number_is_blank(text: str, blank: str) -> None:
    found = facts(text).number
    assert found is not None and (found.value, found.blank) == ("", blank)


@pytest.mark.parametrize(
    ("text", "mark"), [("PI No. QL-118 rev 1", "1"), ("PI No.: QL-118 Rev.A", "A"), ("Contract No: SC-5-R2", "2"), ("PI No. QL-118", "")]
)  # fmt: skip
def test_revisions_are_read_beside_the_number(text: str, mark: str) -> None:
    found = facts(text).number
    assert found is not None and found.revision == mark


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Date: 2026-11-02", "2026-11-02"),
        ("DATE: Nov.2nd,2026", "2026-11-02"),
        ("日期：2026年11月2日", "2026-11-02"),
        ("Invoice Date: 22/11/2026", "2026-11-22"),
        ("签订日期: 2026.11.02", "2026-11-02"),
        ("This contract is made on 2 November 2026 between the parties.", "2026-11-02"),
        ("This Agreement is entered into as of 11/22/2026 between A and B.", "2026-11-22"),
        ("PROFORMA INVOICE\nNingbo, 2 November 2026", "2026-11-02"),
        ("SALES CONTRACT No. SC-5\ndated 2 November 2026", "2026-11-02"),
        ("Date of issue: 2 Nov 2026\nDelivery date: 15 January 2027", "2026-11-02"),
        ("Effective Date: 1 January 2027", "2027-01-01"),
    ],
)
def test_the_date_of_the_paper(text: str, value: str) -> None:
    found = facts(text).date
    assert found is not None and _date(found).value == value


@pytest.mark.parametrize(
    "text",
    [
        "Delivery date: 15 January 2027",
        "L/C date: 5 May 2027",
        "Latest shipment: 2027-01-15",
        "Sample signed on 3 November 2026",
    ],
)
def test_dates_of_other_things_are_not_its_own(text: str) -> None:
    assert facts(text).date is None


def test_impossible_and_ambiguous_dates_keep_their_roles() -> None:
    found = facts(
        "Date: 05/06/27\nLatest shipment date: 31 April 2027\nMonday, 24 November 2026\nby 16h June 2027"
    ).dates
    assert [(d.reading.ambiguous, d.reading.impossible) if d.reading else None for d in found][:2] == [
        (True, False),
        (False, True),
    ]
    assert found[1].role == "shipment"
    assert [d.wrong_weekday for d in found if d.wrong_weekday] == ["Monday"]
    assert any(d.bad_ordinal for d in found)


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("Validity: 15 days", "stated", "15 days"),
        ("报价有效期15天", "stated", "15 days"),
        ("Valid until 2026-12-15", "stated", "2026-12-15"),
        ("Validity: till 08.01.2027 (day.month.year)\nDate: 22.11.2026", "stated", "2027-01-08"),
        ("This proforma invoice is valid for 30 days from its date.", "stated", "30 days"),
        ("The price is valid within two weeks.", "stated", "14 days"),
        ("Offer validity: one month", "stated", "30 days"),
        ("This PI is valid until 8 January 2027.", "stated", "2027-01-08"),
        ("有效期：2027年1月8日前", "stated", "2027-01-08"),
        ("Validity: subject to change", "weak", "subject to change"),
        ("Validity:", "absent", "blank"),
        ("Valid until: [date]", "absent", "placeholder"),
        ("Prices are valid for 10 working days after the date of this offer.", "stated", "10 days"),
    ],
)  # fmt: skip
def test_how_long_the_offer_holds(text: str, state: str, value: str) -> None:
    item = _validity(facts(text).validity[0])
    assert (item.state, item.value) == (state, value)


@pytest.mark.parametrize(
    "text",
    [
        "The L/C shall remain valid for 21 days after shipment.",
        "Warranty: valid for 12 months after delivery.",
        "The certificate is valid until 2027-05-01.",
        "This contract is valid from the date of signature.",
        "保质期：12个月",
    ],
)
def test_other_validities_are_no_offers(text: str) -> None:
    assert not facts(text).validity


HOLES = [
    "Latest shipment: [●]", "Packing: TBA", "#REF!", "Buyer: [Your Company Name]", "交货期:待定", "Date: [YYYY-MM-DD]",
    "[Lena: ask the factory whether 2.1 mm still holds before this goes out]", "【小陈:单价请再跟工厂核对】", "买方：[买方名称]",
    "<<< paste the packing text of the May order here, then delete this line >>>", "Price: USD xxx", "{{ buyer_name }}",
    "Tel +86-XXX-XXXX", "Price: ____ USD", "Click or tap here to enter text.", "* BLANK *", "Port: to be advised", "PHOTO COMING SOON",
    "Terms: [FOB/CIF/CFR等]", "Delivery date: TBC", "Qty: ???", "(Tom: please check the price)", "价格另行约定", "sssss",
]  # fmt: skip


@pytest.mark.parametrize("text", HOLES)
def test_a_hole_is_found(text: str) -> None:
    assert facts(text).holes


@pytest.mark.parametrize("text", ["* BLANK *", "Company seal: [HARBOUR SEAL]"])
def test_a_mark_that_may_be_meant_is_no_certain_hole(text: str) -> None:
    assert [hole.certain for hole in facts(text).holes] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Sizes XXL and XXXL", "See note [1] and [sic]", "A/C No. 6200 0000 0000 0001", "+86 138 0000 0000",
        "Changes to be agreed in writing by both parties", "to be confirmed by the inspector before loading",
        "Signature: __________", "the Buyer [and/or its nominee]", "[x] by air  [ ] by sea", "USD 10,000.00", "Terms ........ 12",
        "2026年5月1日", "www.quillon.example", "[see annex](annex.html)", "100000 pcs",
    ],
)  # fmt: skip
def test_honest_text_is_no_hole(text: str) -> None:
    assert not find_placeholders(reading(text).document, reading(text).folded)


def test_an_empty_field_is_told_from_one_that_goes_on_below() -> None:
    assert [f.label for f in facts("Port of discharge:\nPacking: cartons").blank_fields] == ["Port of discharge"]
    assert not facts("SELLER:\nQuillon Lamps Co., Ltd.\n8 Wharf Road").blank_fields


@pytest.mark.parametrize(
    ("text", "present", "listed"),
    [
        ("Specification as per Annex A", False, False),
        ("Tolerances: Exhibit C", False, False),
        ("Sizes as in the attached measurement sheet", False, False),
        ("详见附件一", False, False),
        ("Specification as per Annex A\nAnnex A - Specification\nSteel 2 mm", True, False),
        ("Attachments: Annex A, Annex B\nSpecification as per Annex B", False, True),
        ("附件：\n1. 规格书\n2. 图纸\n详见附件2", False, True),
        ("1. Goods\n2. Price\n3. Payment\nas stated in clause 2", True, False),
        ("1. Goods\n2. Price\n3. Payment\nas stated in clause 9", False, False),
        ("terms overleaf", False, False),
    ],
)
def test_references_know_whether_their_part_is_there(text: str, present: bool, listed: bool) -> None:
    found = read_references(reading(text))[-1]
    assert (found.present, found.listed) == (present, listed)


@pytest.mark.parametrize(
    "text",
    [
        "Article 35 of the CISG applies.",
        "under UCP 600 article 14",
        "Schedule: 30 days",
        "as per B/L",
        "Section 3 of the Sale of Goods Act",
    ],
)
def test_laws_and_rules_are_no_references(text: str) -> None:
    assert not read_references(reading("1. Goods\n2. Price\n3. Payment\n" + text))


def test_signatures_tell_their_side() -> None:
    found = facts(
        "The Seller: Quillon Lamps Co., Ltd.\nSignature and company chop: ________\nName, title: ________\n\n"
        "The Buyer: Brackwater Ltd\nAuthorized signature: ________"
    ).signatures
    assert [place.side for place in found.places] == ["seller", "buyer"]
    assert found.places[0].stamp and found.places[0].name and found.places[0].title
    assert facts("This is a computer generated invoice, no signature required.").signatures.not_required


@pytest.mark.parametrize(
    "text", ["The contract takes effect upon signature by both parties.", "Sign and return within 3 days.", "Total: 5"]
)
def test_talk_of_signing_is_no_place_to_sign(text: str) -> None:
    assert not facts(text).signatures.places


@pytest.mark.parametrize(
    ("text", "ids"),
    [("DRAFT\nSALES CONTRACT", ["draft"]), ("销售合同（草稿）", ["draft"]), ("Buyer may draft the text.", [])],
)
def test_draft_marks(text: str, ids: list[str]) -> None:
    assert [mark.id for mark in facts(text).marks] == ids


def test_disclaimers() -> None:
    found = facts("E.&O.E. Subject to our final confirmation. This PI is for reference only.").disclaimers
    assert [mark.id for mark in found] == ["errors_excepted", "our_confirmation", "not_binding"]


def test_page_marks() -> None:
    found = facts("Page 2 of 4\n第1页 共3页").page_marks
    assert [(m.number, m.total) for m in found] == [(2, 4), (1, 3)]


def test_a_missing_clause_is_a_gap() -> None:
    found = read_number_gaps(reading("\n".join(f"{n}. Clause text" for n in (1, 2, 3, 4, 5, 6, 8, 9))))
    assert [(gap.before, gap.missing) for gap in found] == [(6, (7,))]
    assert not read_number_gaps(reading("\n".join(f"{n}. Clause text" for n in (1, 2, 3, 4, 5))))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("9. Every claim shall be supported by a report issued by\n10. Arbitration", 1),
        ("九、索赔应在收货后30天内提出,并附\n十、仲裁", 1),
        ("9. Every claim shall be supported by a report issued by\na surveyor whom both accept.", 0),
        ("9. Every claim shall be supported by a report issued by a surveyor.\n10. Arbitration", 0),
        ("Payment by irrevocable letter of credit opened by\n10 December 2026 through a bank.", 0),
        ("The goods are packed in the following cartons:\n10. Marks", 0),
    ],
)
def test_a_clause_that_breaks_off(text: str, count: int) -> None:
    assert len(read_truncations(reading(text))) == count


@pytest.mark.parametrize(
    "text",
    [
        "The balance is due within fourteen (40) days", "damages of five percent (0.5 %) per week", "买方应在十五(50)日内付清",
        "违约金为货款的百分之五(0.5%)", "sixty (90) calendar days", "30 (forty) days",
    ],
)  # fmt: skip
def test_words_and_figures_that_differ(text: str) -> None:
    assert [pair.differs for pair in read_number_pairs(reading(text))] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "within fourteen (14) days", "one half of one percent (0.5 %) per week", "在十五(15)日内", "two (2.5 mm) holes", "one dozen (12)",
        "Article Five (5.1)", "three (see Annex 2)", "two and a half percent (2.5%)", "thirty (30) working days", "千分之五(0.5%)",
        "本合同一式两(2)份", "第五(5)条", "one hundred and twenty (120) days", "30 (thirty) days", "zero point five percent (0.5%)",
    ],
)  # fmt: skip
def test_words_and_figures_that_agree_or_have_nothing_to_do_with_each_other(text: str) -> None:
    assert not any(pair.differs for pair in read_number_pairs(reading(text)))


def test_defined_terms() -> None:
    text = '"Retention Sum" means 5 % of the price; the Retention Sum is released after 30 days.'
    assert [(t.term, t.uses) for t in read_defined_terms(reading(text))] == [("Retention Sum", 1)]
    zh = '"验收日"指货到买方仓库之日;异议期自验收日起30天'
    assert [(t.term, t.uses) for t in read_defined_terms(reading(zh))] == [("验收日", 1)]


def test_undefined_terms_carry_a_duty() -> None:
    text = "The Retention Sum is released within 30 days after the Acceptance Day."
    assert [t.term for t in read_undefined_terms(reading(text), ())] == ["Retention Sum", "Acceptance Day"]
    assert not read_undefined_terms(
        reading("The Bill of Lading shall be sent to the Port of Hamburg within 5 days."), ()
    )


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Claims within 30 days after arrival / 到货后15天内提出索赔", [(("30d",), ("15d",))]),
        ("1. The Seller shall deliver within 45 days.\n1. 卖方应在45天内交货。", [((), ())]),
        ("1. Deposit 30% by T/T, balance before shipment.\n1. 定金百分之三十电汇,余款发货前付清。", [((), ())]),
        ("1. Guarantee one month after receipt of goods.\n1. 质保期为收货后30天内有效。", [((), ())]),
        ("1. Shipment not later than 2027-01-15 from Ningbo.\n1. 货物不迟于2027年1月15日装船。", [((), ())]),
    ],
)
def test_pairs_of_clauses_compare_their_figures(text: str, only: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
    assert [(p.only_en, p.only_zh) for p in read_bilingual(reading(text)).pairs] == only


def test_a_clause_without_its_counterpart() -> None:
    text = (
        "7. Packing: export cartons. 包装:出口纸箱包装。\n8. The Seller's liability is limited to replacement.\n"
        "9. Arbitration: Harbour Court, Beijing. 仲裁:北京仲裁委员会。"
    )
    assert [clause.number for clause in read_bilingual(reading(text)).lone] == ["8"]


def test_which_text_prevails() -> None:
    found = read_bilingual(reading("The English version shall prevail.\n本合同以中文版本为准。")).prevailing
    assert [clause.language for clause in found] == ["en", "zh"]


def test_the_quality_of_the_text_is_measured() -> None:
    good, bad = facts("Seller: Quillon Lamps").quality, facts("Seller: \ufffd\ufffd\ufffdlon L\ufffdmps").quality
    assert good.garbage == 0 and bad.garbage > 0.1
