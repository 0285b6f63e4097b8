"""Trade terms are found in any dress, with their place, and told from mere talk about them."""

from __future__ import annotations

import pytest
from tradelint.checklist.incoterms import incoterm
from tradelint.facts.incoterms import IncotermsFacts, read
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place


def paper(text: str) -> Reading:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    return Reading(Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks)))


def facts(text: str) -> IncotermsFacts:
    return read(paper(text))


STATED = [
    ("Price term: FOB NINGBO", "FOB NINGBO"),
    ("FOB宁波", "FOB 宁波"),
    ("价格条款:FOB 宁波, Incoterms 2020", "FOB 宁波 Incoterms 2020"),
    ("FOBNingbo", "FOB Ningbo"),
    ("FOBNINGBO USD", "FOB NINGBO"),
    ("Unit price FOB Ningbo USD/pc", "FOB Ningbo"),
    ("F.O.B. Shenzhen (Yantian), China", "FOB Shenzhen (Yantian), China"),
    ("CIF (Cost, Insurance and Freight) Jebel Ali", "CIF Jebel Ali"),
    ("Ningbo FOB price", "FOB Ningbo"),
    ("宁波离岸价", "FOB 宁波"),
    ("到岸价格(CIF)鹿特丹港", "CIF 鹿特丹港"),
    ("F0B Shanghai", "FOB Shanghai"),
    ("C&F Chittagong", "CFR Chittagong"),
    ("CNF Chittagong port, Bangladesh", "CFR Chittagong port, Bangladesh"),
    ("DAP Warsaw, ul. Towarowa 5, Incoterms 2020", "DAP Warsaw, ul. Towarowa 5 Incoterms 2020"),
    ("DDP 12 rue Exemple, Paris, France, Incoterms® 2020", "DDP 12 rue Exemple, Paris, France Incoterms 2020"),
    ("All prices are FOB Shanghai Port, China and in US Dollars.", "FOB Shanghai Port, China"),
    ("delivered duty paid to Leeds, UK by truck", "DDP Leeds, UK"),
    ("USD 12.50/PC FOB NINGBO BY SEA", "FOB NINGBO"),
    ("Delivery term: cif hamburg", "CIF hamburg"),
    ("Incoterms 2020: DAP Madrid", "DAP Madrid Incoterms 2020"),
    ("EXW (Ex Works) our factory in Foshan", "EXW our factory in Foshan"),
    ("贸易方式:FOB 深圳盐田 付款方式:T/T", "FOB 深圳盐田"),
    ("单价为FOB青岛港价格,含包装", "FOB 青岛港"),
    ("CIF汉堡,按照国际贸易术语解释通则2020", "CIF 汉堡 Incoterms 2020"),
    ("CIF Port Klang, Malaysia (Incoterms 2010)", "CIF Port Klang, Malaysia Incoterms 2010"),
    ("DDU Warsaw (Incoterms 2020)", "DDU Warsaw Incoterms 2020"),
    ("□ FOB ☑ CIF Hamburg", "CIF Hamburg"),
    ("Incoterms 2020 apply.\nPrice: CIF Durban", "CIF Durban Incoterms 2020"),
    ("FOB Ningbo, 1 x 40HQ FCL", "FOB Ningbo"),
    ("FCA Seller's factory Dongguan, loaded, export-cleared", "FCA Seller's factory Dongguan"),
    (
        "FCA (Incoterms 2010) at the Supplier's facility in Haiphong, Vietnam",
        "FCA Supplier's facility in Haiphong, Vietnam Incoterms 2010",
    ),
    ("Delivery is FOB (Free on Board) per Incoterms 2020, with loading at Rotterdam.", "FOB Rotterdam Incoterms 2020"),
    ("Goods go to our store at 400 Logan Drive, Dallas, TX, DDP, freight prepaid.", "DDP Dallas"),
    ("价格条款：CIF 塔林（2020年国际贸易术语解释通则）", "CIF 塔林 Incoterms 2020"),
    ("Terms: CIF Lagos\nFOB value USD 2,000. CIF value USD 2,320.", "CIF Lagos"),
    ("Incoterms: CIF\nDestination port: JEBEL ALI\n- a change from FOB to CIF is possible", "CIF JEBEL ALI"),
    ("Delivery: FOB\nPort of loading: Ningbo\nPort of discharge: Hamburg", "FOB Ningbo"),
]


@pytest.mark.parametrize(("text", "value"), STATED)
def test_a_rule_with_a_place_is_stated(text: str, value: str) -> None:
    item = incoterm(facts(text))
    assert (item.state, item.value) == ("stated", value)


WEAK = [
    "Terms of delivery: CFR",
    "Price terms: FOB China main port",
    "价格条款:FOB 中国",
    "FOB US$ 11.50",
    "Terms: ex-work",
    "Terms: FOB Ningbo\nUnit price CIF Felixstowe",
    "Terms of delivery: FOB / CIF",
    "FOB Destination, freight prepaid",
]


@pytest.mark.parametrize("text", WEAK)
def test_no_place_or_two_rules_is_weak(text: str) -> None:
    assert incoterm(facts(text)).state == "weak"


ABSENT = [
    ("The price would be CIF + 10%", None),
    ("Insurance for 110% of CIF value", None),
    ("The goods comply with 21 CFR 177.1520", None),
    ("Ex-factory date: 2027-01-15", None),
    ("CIF: B12345678", None),
    ("Goods are delivered at place of destination in good order.", None),
    ("The ex-factory inspection report is provided.", None),
    ("DAP fertilizer 18-46-0, DES encryption, CPT code 99213", None),
    ("由甲方按CIF价的110%投保", None),
    ("Terms of trade: [FOB/CIF]", "placeholder"),
    ("Shipper: FOB Logistics Co., Ltd.", None),
    ("Incoterms: ____", "placeholder"),
    ("Price term:", "blank"),
]


@pytest.mark.parametrize(("text", "value"), ABSENT)
def test_talk_about_terms_agrees_on_none(text: str, value: str | None) -> None:
    item = incoterm(facts(text))
    assert (item.state, item.value) == ("absent", value)


def test_conflicts_name_both_terms() -> None:
    found = facts("Terms: FOB Ningbo\nUnit price CIF Felixstowe").conflicts
    assert [(a.code, b.code) for a, b in found] == [("FOB", "CIF")]


def test_one_rule_said_twice_is_no_conflict() -> None:
    assert facts("Terms: FOB Ningbo\nAll prices FOB Ningbo port, China").conflicts == ()


def test_terms_noted_per_item_do_not_conflict() -> None:
    text = "Shipping terms: FOB / CIF (as noted per item)\nDelivery: FOB New York\nDelivery: CIF Port Said"
    assert facts(text).conflicts == ()


def test_terminals_of_one_port_are_one_place() -> None:
    assert facts("Terms: FOB Shenzhen\nPrices are FOB Yantian").conflicts == ()


def test_engine_data_tells_who_carries_and_insures() -> None:
    (term,) = facts("CIF Durban").terms
    assert (term.rule.carriage, term.rule.insurance, term.rule.side) == ("seller", "seller", "destination")


@pytest.mark.parametrize(
    ("text", "costs"),
    [
        ("FOB Ningbo, freight to Leeds included", set()),
        ("Sea freight shall be borne by the Buyer.", {("carriage", "buyer")}),
        ("FOB宁波,含运费到门", {("carriage", "seller")}),
        ("DDP Dallas, import duties for buyer's account", {("import_duty", "buyer")}),
        ("关税由买方承担", {("import_duty", "buyer")}),
    ],
)
def test_costs_said_in_words(text: str, costs: set[tuple[str, str]]) -> None:
    assert {(c.cost, c.payer) for c in facts(text).costs} >= costs
