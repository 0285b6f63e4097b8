"""What a paper is, by its title and its terms; its languages; blank forms."""

from __future__ import annotations

import pytest
from tradelint.facts.kind import Kind, read_is_template, read_kind, read_languages
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place


def reading(text: str) -> Reading:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    return Reading(Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks)))


def kind(text: str) -> Kind:
    return read_kind(reading(text))


BODY = "\nSeller: Quillon Lamps Co., Ltd.\nBuyer: Brackwater Trading Ltd\n1. LED lamp 500 pcs USD 4.20 USD 2,100.00"
TITLES = [
    ("PROFORMA INVOICE", "proforma_invoice"),
    ("Pro-Forma Invoice", "proforma_invoice"),
    ("P R O F O R M A   I N V O I C E", "proforma_invoice"),
    ("PROFORMA INVOICE No.: QL-26-118", "proforma_invoice"),
    ("PROFORMA INVOICE 2026/118", "proforma_invoice"),
    ("形式发票 PROFORMA INVOICE", "proforma_invoice"),
    ("形 式 发 票", "proforma_invoice"),
    ("*** PROFORMA INVOICE (REVISED) ***", "proforma_invoice"),
    ("Performa Invoice", "proforma_invoice"),
    ("P/I", "proforma_invoice"),
    ("Payment Invoice", "proforma_invoice"),
    ("FACTURA PROFORMA", "proforma_invoice"),
    ("SALES CONTRACT", "sales_contract"),
    ("销售合同 SALES CONTRACT", "sales_contract"),
    ("购 销 合 同", "sales_contract"),
    ("SALES CONFIRMATION / 销售确认书", "sales_contract"),
    ("Sales Contract No. QL-BW-26", "sales_contract"),
    ("CONTRACT FOR THE SALE OF GOODS", "sales_contract"),
    ("Purchase Contract", "sales_contract"),
    ("ORDER CONFIRMATION 4711", "sales_contract"),
    ("MASTER SUPPLY AGREEMENT", "sales_contract"),
    ("光伏组件采购合同", "sales_contract"),
    ("工业品买卖合同", "sales_contract"),
    ("Steel Coil Purchase Contract", "sales_contract"),
    ("EXCLUSIVE DISTRIBUTION AGREEMENT", "sales_contract"),
    ("OEM Manufacturing and Supply Agreement", "sales_contract"),
    ("PURCHASE ORDER", "purchase_order"),
    ("Purchase Order No: 4500012345", "purchase_order"),
    ("采购订单", "purchase_order"),
    ("COMMERCIAL INVOICE", "commercial_invoice"),
    ("商业发票 COMMERCIAL INVOICE", "commercial_invoice"),
    ("TAX INVOICE", "commercial_invoice"),
    ("QUOTATION", "quotation"),
    ("报价单", "quotation"),
    ("Sales Quotation QT-118", "quotation"),
    ("PACKING LIST", "packing_list"),
    ("装箱单 PACKING LIST", "packing_list"),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_the_title_names_the_kind(title: str, name: str) -> None:
    assert kind(title + BODY).name == name


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_a_letterhead_may_stand_above_the_title(title: str, name: str) -> None:
    head = "Quillon Lamps Co., Ltd.\nNo. 8 Wharf Road, Ningbo, China\nTel +86 574 5555 0118\n"
    assert kind(head + title + BODY).name == name


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("MUTUAL NON-DISCLOSURE AGREEMENT\nThe parties wish to exchange confidential information.", "nda"),
        ("保密协议\n甲方：某某公司\n乙方：某某公司", "nda"),
        ("RESIDENTIAL LEASE AGREEMENT\nLandlord and Tenant agree on a monthly rent of USD 900.", "lease"),
        ("房屋租赁合同\n出租方 承租方 月租金3000元", "lease"),
        ("CURRICULUM VITAE\nAda Fern\nWork experience", "employment"),
        ("STATEMENT OF ACCOUNT\nOpening balance 1,200.00", "statement"),
        ("BILL OF LADING\nShipper: Quillon Lamps\nConsignee: to order", "transport_document"),
        ("SOFTWARE LICENSE AGREEMENT\nLicensor grants Licensee a licence.", "service"),
        ("CERTIFICATE OF ORIGIN\nExporter: Quillon Lamps", "trade_document"),
    ],
)
def test_papers_of_another_kind_are_set_aside_by_their_title(text: str, detail: str) -> None:
    found = kind(text)
    assert (found.name, found.detail) == ("other", detail)


def test_a_list_of_documents_inside_a_contract_is_no_title() -> None:
    text = "SALES CONTRACT\n1. Goods: lamps\n2. Documents:\n- Commercial invoice\n- Packing list\n- Bill of lading\n"
    assert kind(text).name == "sales_contract"


def test_a_sentence_that_names_a_certificate_is_no_title() -> None:
    text = "合同\n合同编号：QL-1\n卖方：南泽灯具有限公司\n买方：东岸贸易有限公司\n5、质量：买方有权依据检验证书向卖方索赔。"
    assert kind(text).name == "sales_contract"


@pytest.mark.parametrize(
    "text",
    [
        "INVOICE\nNo. 118\nLamps 500 pcs USD 2,100\nPayment: 30% deposit, balance before shipment\nDelivery: 30 days after deposit",
        "INVOICE\nInvoice no. 5\nValid until: 2027-01-15\n50% deposit in advance\nLead time 25 days",
    ],
)
def test_an_invoice_that_looks_ahead_is_a_proforma(text: str) -> None:
    assert kind(text).name == "proforma_invoice"


def test_an_invoice_for_shipped_goods_is_commercial() -> None:
    text = "INVOICE\nInvoice No: 5\nB/L No: QLB118\nVessel: Alba 12\nLamps 500 pcs USD 2,100"
    assert kind(text).name == "commercial_invoice"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "This contract is made by and between Quillon Lamps Co., Ltd. (the Seller) and Brackwater Ltd (the Buyer), "
            "whereby the Buyer agrees to buy and the Seller agrees to sell the goods.\n1. Goods\n2. Price\n3. Packing\n"
            "4. Shipment\n5. Payment\n6. Claims\n7. Arbitration",
            "sales_contract",
        ),
        (
            "买卖双方同意按照下列条款签订本合同。\n一、产品：灯具\n二、价格\n三、交货\n四、付款\n五、违约\n六、争议",
            "sales_contract",
        ),
        (
            "This proforma invoice is valid for 15 days.\nLamps 500 pcs USD 2,100\nAccount No: 4000 1234 5678\n"
            "SWIFT: QXBKCNBN\n30% deposit",
            "proforma_invoice",
        ),
    ],
)
def test_without_a_title_the_terms_decide(text: str, name: str) -> None:
    assert kind(text).name == name


def test_a_text_without_any_sale_in_it_is_another_kind() -> None:
    text = (
        "Notes on the history of the harbour.\n" + "The old pier was built long ago and has been repaired since. " * 8
    )
    assert kind(text).name == "other"


def test_a_short_text_with_a_party_stays_unknown() -> None:
    assert kind("Seller: Quillon Lamps Co., Ltd.\nLamps").name == "unknown"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("PROFORMA INVOICE\nThe goods are shipped within thirty days after the deposit.", ("en",)),
        ("销售合同\n卖方应在收到定金后三十天内交货。", ("zh",)),
        ("1. The goods are shipped in May.\n1. 货物于五月装运。\n2. Packing: export cartons.\n2. 包装:出口纸箱。", ("en", "zh")),
        ("KAUFVERTRAG\nDer Verkäufer liefert die Ware und der Käufer zahlt den Preis nach der Lieferung mit Rechnung.", ("de",)),
        ("Договор поставки\nПоставщик обязуется передать товар покупателю.", ("ru",)),
        ("PROFORMA INVOICE\nSeller: 宁波南泽灯具有限公司 (Quillon Lamps)\nThe goods are packed in export cartons and shipped by sea.", ("en",)),
    ],
)  # fmt: skip
def test_languages_are_told_with_the_main_one_first(text: str, codes: tuple[str, ...]) -> None:
    assert read_languages(reading(text)) == codes


FORM = "Invoice No: [number]\nDate: [date]\nSeller: [Company Name]\nBuyer: [Client Name]\nTotal: [Total Amount]"
FILLED = "Invoice No: QL-1\nDate: 2026-11-02\nSeller: Quillon Lamps Co., Ltd.\nBuyer: Brackwater Ltd\nTotal: USD 2,100"


def test_a_form_full_of_holes_is_a_template() -> None:
    assert read_is_template(reading(FORM))


def test_a_form_with_empty_captions_is_a_template() -> None:
    assert read_is_template(
        reading("Invoice No:\nDate:\nPayment terms:\nDelivery terms:\nSeller: Quillon Lamps Co., Ltd.")
    )


def test_a_filled_paper_with_a_hole_or_two_is_none() -> None:
    assert not read_is_template(reading(FILLED + "\nPort of loading: [port]\nMarks: TBA"))
