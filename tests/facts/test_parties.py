"""Who sells and who buys: names, addresses, countries, contacts, in captions, cells, columns, sentences, letterheads."""

from __future__ import annotations

import pytest
from tradelint.checklist.parties import _state
from tradelint.facts.kind import Kind
from tradelint.facts.parties import PartiesFacts, read
from tradelint.facts.parties_model import Party
from tradelint.facts.parties_names import (
    has_legal_form,
    is_generic,
    looks_like_company,
    person_likeness,
    same_party,
    split_name,
)
from tradelint.facts.parties_registration import uscc_fault
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place

SELLER = "Quillon Lamps Co., Ltd."
BUYER = "Brackwater Trading Ltd"


def document(text: str) -> Document:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    return Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks))


def sheet(*rows: tuple[str | None, ...]) -> Document:
    builder = Builder()
    builder.begin_table()
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text is not None:
                builder.cell(text, row, column, Place(row=row + 1))
    builder.end_table(Place())
    return Document("paper.xlsx", "", "", builder.text, tuple(builder.blocks), tuple(builder.tables))


def parties(source: str | Document, kind: str = "proforma_invoice") -> PartiesFacts:
    return read(Reading(document(source) if isinstance(source, str) else source), Kind(kind))


def names(facts: PartiesFacts) -> tuple[str | None, str | None]:
    seller, buyer = facts.seller, facts.buyer
    return (seller.any_name if seller else None, buyer.any_name if buyer else None)


TEXTS = [
    f"Seller: {SELLER}\nBuyer: {BUYER}",
    f"SELLER : {SELLER}, 8 Wharf Road, Ningbo, China\nBUYER : {BUYER}, 5 Dock Road, Liverpool, UK",
    f"From: {SELLER}\nTo: {BUYER}",
    f"{SELLER}\n8 Wharf Road, Ningbo, China\nPROFORMA INVOICE\nMessrs: {BUYER}\nDate: 2026-11-02",
    f"{SELLER}\nTel: +86 574 5555 0118\nPROFORMA INVOICE\nBill to:\n{BUYER}\n5 Dock Road\nLiverpool\n\nInvoice No: QL-1",
    f"Exporter:\n{SELLER}\n8 Wharf Road, Ningbo\n\nConsignee:\n{BUYER}\n5 Dock Road, Liverpool\n\nNotify party: same as consignee",
    f"The Seller: {SELLER}        The Buyer: {BUYER}\n8 Wharf Road                         5 Dock Road",
    f"Vendor Name: {SELLER}\nCustomer Name: {BUYER}\nCustomer Code: BW-118",
    f"Supplier\n{SELLER}\n8 Wharf Road, Ningbo\n\nCustomer\n{BUYER}\n5 Dock Road, Liverpool",
    f"Sold by: {SELLER}\nSold to: {BUYER}",
    f"Shipper: {SELLER}\nFor account and risk of: {BUYER}",
    f"Party A (Buyer): {BUYER}\nParty B (Seller): {SELLER}",
    f"Party A (Seller): {SELLER}\nParty B (Buyer): {BUYER}",
    f"甲方：{BUYER}\n乙方：{SELLER}",
    f"甲方(供方)：{SELLER}\n乙方(需方)：{BUYER}",
    f"供方：{SELLER}\n需方：{BUYER}",
    f"卖方(Seller)：{SELLER}\n买方(Buyer)：{BUYER}",
    f"SELLER INFORMATION\nCompany Name: {SELLER}\nAddress: 8 Wharf Road\n\nBUYER INFORMATION\nCompany Name: {BUYER}",
    f'This contract is made between {SELLER} (hereinafter called the "Seller") and {BUYER} (hereinafter called the "Buyer").',
    f"This Agreement is entered into by and between {SELLER}, a company organized under the laws of China, having its "
    f'registered office at 8 Wharf Road, Ningbo ("Supplier"), and {BUYER}, with its principal place of business at '
    f'5 Dock Road, Liverpool ("Purchaser").',
    f"BETWEEN:\n{SELLER}\n8 Wharf Road\n“the Seller”\n-- AND --\n{BUYER}\n5 Dock Road\n“the Buyer”",
    f"From: Amy <amy@quillon.example>\nTo: Tom <tom@brackwater.example>\n\nSeller: {SELLER}\nBuyer: {BUYER}",
]


@pytest.mark.parametrize("text", TEXTS)
def test_both_sides_are_found_in_text(text: str) -> None:
    assert names(parties(text)) == (SELLER, BUYER)


SHEETS = [
    sheet(("Seller", SELLER), ("Buyer", BUYER)),
    sheet(("Seller:", "Buyer:"), (f"{SELLER}\n8 Wharf Road\nNingbo", f"{BUYER}\n5 Dock Road\nLiverpool")),
    sheet(("Seller", "Buyer"), (SELLER, BUYER), ("8 Wharf Road, Ningbo", "5 Dock Road, Liverpool")),
    sheet((f"Seller: {SELLER}", "Invoice No: QL-1"), ("8 Wharf Road", "Date:"), ("To:", None), (BUYER, None)),
    sheet((f"SELLER 卖方: {SELLER}\nNingbo", f"BUYER 买方: {BUYER}\nLiverpool")),
    sheet((SELLER,), ("8 Wharf Road, Ningbo",), ("PROFORMA INVOICE",), (f"TO: {BUYER}",), ("5 Dock Road, Liverpool",)),
    sheet(
        ("TO (BUYER):", BUYER, "P.I. NO.:", "QL-1"), (None, "5 Dock Road", "DATE:", "2026-11-02"), ("SELLER:", SELLER)
    ),
]


@pytest.mark.parametrize("paper", SHEETS)
def test_both_sides_are_found_in_cells(paper: Document) -> None:
    assert names(parties(paper)) == (SELLER, BUYER)


def test_in_an_order_the_letterhead_is_the_buyers() -> None:
    text = f"{BUYER}\n5 Dock Road, Liverpool\nPURCHASE ORDER\nSupplier: {SELLER}"
    assert names(parties(text, "purchase_order")) == (SELLER, BUYER)


def test_two_columns_keep_their_addresses_apart() -> None:
    text = f"Seller: {SELLER}            Buyer: {BUYER}\n8 Wharf Road                            5 Dock Road\nNingbo, China                           Liverpool, UK"
    facts = parties(text)
    assert facts.seller and facts.seller.address and facts.seller.address.text == "8 Wharf Road, Ningbo, China"
    assert facts.buyer and facts.buyer.address and facts.buyer.address.text == "5 Dock Road, Liverpool, UK"
    assert (facts.seller.country, facts.buyer.country) == ("CN", "GB")


@pytest.mark.parametrize("text", ["From: Ningbo   To: Hamburg", "FROM: SHANGHAI, CHINA\nTO: DUBAI, UAE", "From:\nTo:"])
def test_a_route_names_no_parties(text: str) -> None:
    assert names(parties(text)) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Seller's obligations: The Seller shall deliver.",
        "Customer satisfaction is our aim.",
        "甲方应在收到货物后七天内验收。",
        "Buyer shall pay the freight.",
        "To be confirmed later.",
        "Supplier Code: SUP-118",
        "Buyer's bank: Harbour Bank",
    ],
)
def test_sentences_about_the_sides_name_nobody(text: str) -> None:
    seller, buyer = names(parties(text))
    assert not seller and not buyer


@pytest.mark.parametrize(
    ("text", "blank"),
    [("Buyer: [Client Name]", "placeholder"), ("Buyer: ____________", "blank"), ("买方：[买方名称]", "placeholder"), ("Buyer:\n\nTotal: USD 5", "blank")],
)  # fmt: skip
def test_a_caption_without_a_name_is_blank(text: str, blank: str) -> None:
    buyer = parties(text).buyer
    assert buyer is not None and (buyer.any_name, buyer.blank) == ("", blank)


def one(text: str) -> Party:
    seller = parties(text).seller
    assert seller is not None
    return seller


def test_a_block_is_read_to_its_parts() -> None:
    party = one(
        "Seller: Quillon Lamps Co., Ltd. (宁波南泽灯具有限公司)\nAddress: No. 8 Wharf Road, Beilun, Ningbo 315800, China\n"
        "Tel: +86 574 5555 0118  Fax: +86 574 5555 0119\nE-mail: amy@quillon.example\nAttn: Ms. Amy Shen\n"
        "USCC: 91330200MA2EXAMPLP\nPayment: T/T"
    )
    assert (party.name, party.name_zh) == ("Quillon Lamps Co., Ltd.", "宁波南泽灯具有限公司")
    assert party.address is not None and party.address.text == "No. 8 Wharf Road, Beilun, Ningbo 315800, China"
    assert (party.country, party.country_from, party.legal_form) == ("CN", "address", True)
    assert (party.email, party.phone, party.contact_person) == (
        "amy@quillon.example",
        "+86 574 5555 0118",
        "Ms. Amy Shen",
    )
    assert [(r.value, r.valid) for r in party.registrations] == [("91330200MA2EXAMPLP", True)]


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("Quillon Lamps Co., Ltd., 8 Wharf Road, Ningbo, P.R. China", "CN"),
        ("Quillon Lamps Ltd, Unit 3, Kwun Tong, Kowloon, Hong Kong, China", "HK"),
        ("Nordfell GmbH, Hafenstr. 5, 20457 Hamburg, Germany", "DE"),
        ("Brackwater LLC, 12 Main Street, Dover, DE 19901", "US"),
        ("Brackwater ApS, 41 Birkevej", "DK"),
        ("Kemuning Sdn. Bhd., 18 Jalan Perdana", "MY"),
        ("宁波南泽灯具有限公司，浙江省宁波市北仑区", "CN"),
        ("香港金鹿贸易有限公司", "HK"),
        ("Quillon Lamps, tel +971 4 555 0118", "AE"),
        ("Quillon Lamps, 5 China Street, Leeds, United Kingdom", "GB"),
        ("Quillon Lamps Inc., 5 Elm Road, Newark, New Jersey 07101, USA", "US"),
    ],
)
def test_the_country_follows_from_what_is_said(line: str, country: str) -> None:
    assert one(f"Seller: {line}").country == country


def test_a_definition_gives_the_short_name() -> None:
    assert one('Seller: Quillon Lamps Co., Ltd. (hereinafter "Quillon")').short_names == ("Quillon",)


def test_every_place_of_a_name_is_kept() -> None:
    text = f"QUILLON LAMPS CO., LTD\n8 Wharf Road\nPROFORMA INVOICE\nSeller: {SELLER}\nFor and on behalf of Quillon Lamp Co., Ltd."
    assert [(n.via, n.name) for n in one(text).namings] == [
        ("caption", "Quillon Lamps Co., Ltd."),
        ("letterhead", "QUILLON LAMPS CO., LTD"),
        ("signature", "Quillon Lamp Co., Ltd."),
    ]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Quillon Lamps Co., Ltd.", "stated"),
        ("Harbour Lights", "stated"),
        ("宁波南泽灯具有限公司", "stated"),
        ("BUYER CORPORATION", "weak"),
        ("ABC Company", "weak"),
        ("DAN", "weak"),
    ],
)
def test_generic_and_bare_names_are_weak(name: str, state: str) -> None:
    assert _state(one(f"Seller: {name}")) == state


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Quillon Lamps Co.,Ltd No.8 Wharf Road", "Quillon Lamps Co.,Ltd"),
        ("Nordfell GmbH & Co. KG, Hafenstr. 5", "Nordfell GmbH & Co. KG"),
        ("Harbour Lights S.A. de C.V., Calle 5", "Harbour Lights S.A. de C.V."),
        ("Norrskog AB, Verkstadsgatan 9", "Norrskog AB"),
        ("Kemuning Sdn. Bhd. 18 Jalan", "Kemuning Sdn. Bhd."),
        ("Tidewell (HK) Limited, Unit 5", "Tidewell (HK) Limited"),
        ("Harbour Imports, 12 Elm Road", "Harbour Imports"),
        ("南泽陶瓷厂，潮州市", "南泽陶瓷厂"),
        ("Harbour FZE P.O. Box 12", "Harbour FZE"),
    ],
)
def test_a_name_ends_at_its_legal_form(line: str, name: str) -> None:
    assert split_name(line)[0] == name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Quillon Lamps Co., Ltd.", "QUILLON LAMPS CO.,LTD"),
        ("Quillon Lamps Company Limited", "Quillon Lamps Co., Ltd."),
        ("Bolt & Nut Imp. & Exp. Co., Ltd", "Bolt and Nut Import and Export Co. Ltd."),
        ("宁波南泽灯具有限公司", "寧波南澤燈具有限公司"),
        ("Harbour Int'l Trade Ltd", "Harbour International Trading Limited"),
    ],
)
def test_spellings_of_one_name_are_the_same(a: str, b: str) -> None:
    assert same_party(a, b) == 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [("Tidewell Ceramics Co., Ltd.", "Tidewel Ceramic Co., Ltd."), ("泉州潮汇陶瓷有限公司", "泉州潮惠陶瓷有限公司")],
)
def test_a_misspelled_name_is_nearly_the_same(a: str, b: str) -> None:
    assert 0.9 <= same_party(a, b) < 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Quillon Lamps Co., Ltd.", "HK Golden Route Trading Limited"),
        ("Quillon Trading Co., Ltd.", "Quillon Lighting Co., Ltd."),
        ("Quillon (HK) Ltd", "Quillon Ltd"),
        ("宁波南泽灯具有限公司", "香港金鹿贸易有限公司"),
        ("Quillon Lamps Co., Ltd.", "宁波南泽灯具有限公司"),
    ],
)
def test_other_firms_are_other_firms(a: str, b: str) -> None:
    assert same_party(a, b) < 0.9


@pytest.mark.parametrize("name", ["Li Wei", "李伟", "Mr. Tony", "WANG XIAOMING", "John Fern", "张三 先生"])
def test_people_are_told_by_their_names(name: str) -> None:
    assert person_likeness(name) is not None


@pytest.mark.parametrize(
    "name", ["Quillon Lamps", "晨雀照明", "Nordfell GmbH", "Golden Lotus", "李记贸易行", "Wang Trading"]
)
def test_firms_are_not_taken_for_people(name: str) -> None:
    assert person_likeness(name) is None


def test_legal_forms_and_generic_names() -> None:
    assert has_legal_form("PT Maju Jaya") and has_legal_form("Foo Sp. z o.o.") and not has_legal_form("Harbour Lights")
    assert looks_like_company("Harbour Lighting") and not looks_like_company("Amy Shen")
    assert is_generic("Your Company Name") and not is_generic("Quillon Lamps")


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("91330200MA2EXAMPLP", ""),
        ("91330200MA2EXAMPL5", "check"),
        ("91330200MA2EXAMPL", "length"),
        ("330200000012345", "old"),
        ("91330200MA2EXAMPIO", "letters"),
    ],
)
def test_the_social_credit_code_is_checked(code: str, fault: str) -> None:
    assert uscc_fault(code) == fault


def test_companies_are_listed_wherever_they_stand() -> None:
    text = "The Buyer (Nordfell GmbH) opens the L/C.\n由宁波南泽灯具有限公司生产。"
    assert [c.name for c in parties(text).companies] == ["Nordfell GmbH", "宁波南泽灯具有限公司"]


@pytest.mark.parametrize(
    ("text", "seller", "buyer"),
    [
        (
            "Seller: Ningbo Sunlark Lighting Co., Ltd.\nBuyer: Harbour Trading GmbH\n"
            "Seller's address: 12 Mingzhou Road, Ningbo, China\nBuyer address: Hafenstr. 4, Hamburg, Germany",
            "12 Mingzhou Road, Ningbo, China",
            "Hafenstr. 4, Hamburg, Germany",
        ),
        (
            "卖方:宁波阳雀照明有限公司\n买方:Harbour Trading GmbH\n卖方地址:宁波市北仑区明州路12号",
            "宁波市北仑区明州路12号",
            None,
        ),
        (
            "Supplier: Ningbo Sunlark Lighting Co., Ltd.\nAddress: 12 Mingzhou Road, Ningbo\nCustomer: Harbour Trading GmbH\nAddress: Kai 9, Bremen",
            "12 Mingzhou Road, Ningbo",
            "Kai 9, Bremen",
        ),
    ],
)
def test_an_address_belongs_to_the_side_that_its_caption_names(text: str, seller: str, buyer: str | None) -> None:
    told = parties(f"PROFORMA INVOICE\n{text}")
    found = [party.address.text if party and party.address else None for party in (told.seller, told.buyer)]
    assert found == [seller, buyer]
