"""The gates that every finding passes: what may be called absent, how grave it is, and which finding stays unsaid."""

import inspect
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tradelint import checklist as checklists
from tradelint import facts as readings
from tradelint import registry
from tradelint.config import Config
from tradelint.engine import judge, lint
from tradelint.findings import Finding, Record
from tradelint.levels import Confidence, Severity
from tradelint.parsers import Source, read
from tradelint.rule import Problem
from tradelint.text import Gap

AS_OF = date(2026, 11, 22)
CONFIG = Config(as_of=AS_OF)
RULES = {rule.code: rule for rule in registry.load()}
FIXTURES = Path(__file__).parent.parent / "fixtures"


def linted(text: str, config: Config = CONFIG, annexes: tuple[str, ...] = ()) -> Record:
    (record,) = lint(text.encode(), "paper.txt", config, annexes)
    assert not record.crashes
    return record


def codes(record: Record, severity: str | None = None) -> set[str]:
    return {f.code for f in record.findings if severity in (None, f.severity.value)}


def only(record: Record, code: str) -> Finding:
    (finding,) = (f for f in record.findings if f.code == code)
    return finding


PARTIES = """Seller: Taizhou Harrow Tools Co., Ltd., 12 Beilun Road, Taizhou, Zhejiang, China, Tel +86 576 8800 1111
Buyer: Northgate Supplies Ltd, 4 Mill Lane, Leeds LS1 4AB, United Kingdom
"""
GOODS = """Item\tQty\tPrice (USD)\tAmount (USD)
Claw hammer 450 g ± 5 g, forged steel C45, ash handle 330 ± 2 mm, model CH-45\t4,000 pcs\t4.00\t16,000.00
Total\t\t\t16,000.00
"""
INVOICE = "PROFORMA INVOICE\nPI No.: HT-26-031\nDate: 2026-11-10\n" + PARTIES + GOODS
TERMS = "FOB Ningbo, Incoterms 2020\nPort of discharge: Felixstowe\nPayment: 30 % T/T deposit on signing, 70 % against copy of B/L\n"


# -- 1 text: what was not read is never called absent

SCAN = Gap("image-only-page", "page 2", "page 2 is a scan")


def judged_with_gap(text: str) -> tuple[set[str], list[str]]:
    (document,) = read(Source(text.encode(), "paper.txt"))
    facts = readings.read(replace(document, gaps=(SCAN,)))
    hits, not_checked, crashes = judge(facts, checklists.read(facts), CONFIG)
    assert not crashes
    return {hit.rule.code for hit in hits}, not_checked


def test_behind_a_page_that_was_not_read_nothing_is_absent() -> None:
    found, not_checked = judged_with_gap(INVOICE)
    absent = {code for code, rule in RULES.items() if rule.absence is True}
    assert not found & absent
    assert {"INC001", "SHP008", "PRD010"} <= set(not_checked)
    assert {"PKG001", "PAY001", "RFD001", "SHP001"} <= set(not_checked), "absence as one part of a rule"


def test_what_was_read_is_still_judged_beside_a_missing_page() -> None:
    found, _ = judged_with_gap(
        INVOICE + "Payment: 30 % deposit, 60 % before shipment\nPacking: standard export carton\n"
    )
    assert {"PAY002", "PKG002"} <= found


# The rules that call something absent, after the catalogue of rules.
ABSENCE = [
    "PRD001",
    "PRD003",
    "PRD004",
    "PRD005",
    "PRD006",
    "PRD010",
    "PRD012",
    "QLT001",
    "QLT005",
    "QLT006",
    "QLT007",
    "QLT008",
    "QLT009",
    "QLT012",
    "QLT013",
    "PKG001",
    "PKG003",
    "PKG008",
    "SHP001",
    "SHP003",
    "SHP005",
    "SHP006",
    "SHP007",
    "SHP008",
    "INC001",
    "INC002",
    "INC003",
    "INC009",
    "PAY001",
    "PAY006",
    "PAY008",
    "PAY009",
    "PTY001",
    "PTY007",
    "AMT005",
    "AMT009",
    "RFD001",
    "RFD002",
    "RFD005",
    "RFD006",
    "RFD007",
    "RFD011",
    "TA001",
    "TA002",
    "TA006",
    "DOC002",
    "DOC006",
    "DOC007",
    "DOC008",
    "DOC016",
    "LAW001",
    "LAW002",
    "LAW005",
    "LAW007",
    "LAW008",
    "LAW009",
    "LAW013",
]


def test_every_rule_on_something_missing_passes_the_text_gate() -> None:
    assert not [code for code in ABSENCE if not RULES[code].absence]


def test_a_paper_in_another_language_is_not_called_empty_but_incomplete() -> None:
    paper = (
        "ДОГОВОР ПОСТАВКИ № 17\nПродавец обязуется передать товар, а Покупатель принять и оплатить его.\n"
        "Оплата производится банковским переводом в течение 30 дней после отгрузки. Товар упакован в ящики.\n"
        "Претензии принимаются в течение 20 дней после получения товара на складе Покупателя.\n"
    )
    record = linted(paper, replace(CONFIG, kind="sales_contract"))
    assert record.status == "incomplete"
    assert "Russian" in record.gaps[0].hint
    assert not codes(record) & {"PAY001", "PKG001", "RFD001", "INC001"}
    assert "PAY001" in record.not_checked


# -- 2 kinds


def test_contract_rules_are_silent_on_an_invoice_and_the_reverse() -> None:
    invoice = linted(INVOICE + TERMS)
    contract = linted(INVOICE.replace("PROFORMA INVOICE\nPI No.", "SALES CONTRACT\nContract No.") + TERMS)
    assert "LAW002" in codes(contract) and "LAW002" not in codes(invoice)
    assert "DOC007" in codes(invoice) and "DOC007" not in codes(contract)


def test_an_unknown_kind_gives_no_errors() -> None:
    known = linted(INVOICE, replace(CONFIG, kind="proforma_invoice"))
    unknown = linted(INVOICE, replace(CONFIG, kind="unknown"))
    assert "PKG001" in codes(known, "error")
    assert "PKG001" in codes(unknown, "warning")
    assert not codes(unknown, "error")
    assert not codes(unknown) & {code for code, rule in RULES.items() if rule.kinds != "both"}


def test_an_invoice_at_shipment_is_asked_for_its_figures_not_for_its_terms() -> None:
    record = linted(INVOICE.replace("PROFORMA INVOICE\nPI", "COMMERCIAL INVOICE\nInvoice"))
    assert record.kind == "commercial_invoice"
    assert {f.family for f in record.findings} <= {"AMT", "DOC", "PTY", "PKG"}
    assert "DOC007" not in codes(record), "it offers nothing"


# -- 3 placeholders are absent


def test_a_slot_is_absent_for_every_rule_and_named_once() -> None:
    record = linted(INVOICE + TERMS + "Latest shipment: [●]\nPacking: [●]\nQuality standard: TBA\n")
    assert {"SHP001", "PKG001"} <= codes(record, "error")
    assert [f.quote for f in record.findings if f.code == "DOC001"] == ["[●]", "TBA"]
    assert len(next(f for f in record.findings if f.code == "DOC001").related) == 1


def test_choices_in_a_slot_are_not_made() -> None:
    record = linted(INVOICE + "付款方式:[L/C、T/T等]\n贸易术语:[FOB/CIF等]\n")
    assert {"PAY001", "INC001"} <= codes(record, "error")


# -- 4 negation


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("No inspection by the Buyer is required before shipment.", "QLT006"),
        ("本合同不需要买方验货。", "QLT006"),
        ("Late shipment gives no right to compensation.", "SHP008"),
    ],
)
def test_a_denied_term_is_none(sentence: str, code: str) -> None:
    paper = INVOICE.replace("Claw hammer", "Cordless drill, 18 V") + TERMS
    assert code in codes(linted(paper))
    assert code in codes(linted(paper + sentence + "\n"))


# -- 5 annexes

POINTING = INVOICE + TERMS + "Quality: see Annex B\nInspection: as per Annex B\nPacking: as per Annex B\n"


def test_a_missing_annex_is_one_error_and_what_it_holds_is_only_worth_a_look() -> None:
    record = linted(POINTING)
    assert only(record, "DOC005").severity is Severity.ERROR
    assert not codes(record, "error") & {"QLT001", "QLT006", "PKG001"}
    assert "Annex B" in only(record, "QLT006").message and only(record, "QLT006").severity is Severity.INFO


def test_a_listed_annex_is_asked_for() -> None:
    record = linted(POINTING + "Attachments: Annex B (2 pages)\n")
    finding = only(record, "DOC005")
    assert finding.severity is Severity.INFO
    assert "Annex B" in finding.message and "add that file" in finding.message
    assert not codes(record, "error") & {"QLT001", "QLT006", "PKG001"}


@pytest.mark.parametrize("name", ["Annex B.pdf", "deal 17 - annex_b quality.docx", "ANNEX-B.xlsx"])
def test_an_annex_linted_beside_the_paper_is_there(name: str) -> None:
    record = linted(POINTING, annexes=("pi.pdf", name))
    assert "DOC005" not in codes(record)
    assert name in only(record, "QLT006").message
    assert linted(POINTING, annexes=("Annex A.pdf", "Annexe Brown.pdf")).findings != record.findings


def test_an_annex_in_the_same_file_is_read() -> None:
    record = linted(
        POINTING + "ANNEX B\nQuality: EN 13000, sealed sample CH-45-S1 of 2026-10-20\n"
        "The Buyer or SGS may inspect the goods at the factory before shipment.\nPacking: 24 pcs per 5-ply carton\n"
    )
    assert not codes(record) & {"DOC005", "QLT001", "QLT006", "PKG001"}


# -- 6 one finding for one cause


def spans(text: str) -> Iterator[tuple[str, str, str]]:
    """(parent, child, scope) of the table of gate 6; `QLT002-005` is a range."""
    for entry in text.replace("\n", " ").split(";"):
        parent, children = entry.strip().split(">")
        for child in children.split(","):
            name, _, scope = child.strip().partition(" ")
            family, _, last = name.partition("-")
            numbers = range(int(family[-3:]), int(last or family[-3:]) + 1)
            for number in numbers:
                yield parent, f"{family[:-3]}{number:03}", scope or "all"


SILENCES = """
PRD001>PRD002-005,PRD008;PRD013>AMT001 same;QLT001>QLT002-005,QLT013;PKG001>PKG002-003;PKG009>TA015 same;
SHP001>SHP002-004,SHP011;SHP012>SHP004 same,SHP011 same;INC001>INC002-014,SHP005;INC007>INC014 same;INC008>INC014;
INC013>INC002;PAY001>PAY002-003,PAY006-007;PTY002>TA004 same,PTY011 same;AMT004>DOC017 same;AMT009>AMT005;
RFD001>RFD002-007;RFD012>RFD003 same,RFD004 same;DOC001>DOC015 same;
DOC009>PRD011 same,PRD014 same,SHP012 same,RFD012 same,TA015 same,LAW014 same;LAW002>LAW003-005;DOC013>DOC015;
PRD003>PRD002 same;PRD004>PRD002 same;TA016>TA005;PAY015>PAY003"""


def test_the_table_of_parents_and_children_stands_in_the_rules() -> None:
    stated = {(rule.code, child, scope) for rule in RULES.values() for child, scope in rule.silences.items()}
    assert stated == set(spans(SILENCES))


@pytest.mark.parametrize(
    ("text", "parent", "child"),
    [
        (INVOICE, "INC001", "SHP005"),
        (INVOICE + "Delivery time: ________\n", "SHP001", "SHP002"),
        ("PROFORMA INVOICE\nGoods: as per our chat, 1 lot\n" + PARTIES, "PRD001", "PRD003"),
        (INVOICE.replace("16,000.00\nTotal", "15,000.00\nTotal"), "AMT001", "AMT005"),
        (INVOICE + TERMS, "RFD001", "RFD002"),
    ],
)
def test_a_parent_speaks_for_its_children(text: str, parent: str, child: str) -> None:
    found = codes(linted(text))
    assert parent in found and child not in found


def test_same_means_the_same_line_only() -> None:
    """An amount in words that is wrong silences the pair in its own line, not the one in another clause."""
    paper = (
        INVOICE
        + "Say US Dollars Sixteen Thousand Five Hundred Only.\nThe balance is due within fourteen (40) days after the B/L date.\n"
    )
    found = codes(linted(paper))
    assert {"AMT004", "DOC017"} <= found


# -- 7 confidence


def test_a_doubtful_reading_gives_no_error() -> None:
    from tradelint.gates import severity_of

    rule, sums = RULES["PAY002"], RULES["AMT001"]
    problem = Problem("shares do not add up")
    assert severity_of(rule, problem, Confidence.HIGH, "proforma_invoice", CONFIG) is Severity.ERROR
    assert severity_of(rule, problem, Confidence.MEDIUM, "proforma_invoice", CONFIG) is Severity.ERROR
    assert severity_of(rule, problem, Confidence.LOW, "proforma_invoice", CONFIG) is Severity.WARNING
    assert severity_of(sums, problem, Confidence.MEDIUM, "proforma_invoice", CONFIG) is Severity.WARNING


def test_arithmetic_asks_for_high_confidence() -> None:
    assert {code for code, rule in RULES.items() if rule.arithmetic} >= {
        "AMT001",
        "AMT002",
        "AMT003",
        "PRD013",
        "TA005",
    }


# -- 8 samples and small orders

OFF_FOR_SMALL = {"QLT006", "QLT008", "QLT012", "RFD011", "SHP009", *(f"LAW00{n}" for n in range(1, 10))}


def test_the_rules_that_a_small_order_is_spared() -> None:
    off = {code for code, rule in RULES.items() if not rule.small_orders}
    assert off - {"PAY003", "LAW012"} == OFF_FOR_SMALL, "a deposit and the maker matter as little for a sample"


def priced(total: str) -> str:
    return INVOICE.replace("4,000 pcs", "1 pc").replace("16,000.00", total).replace("\t4.00", f"\t{total}")


def test_a_small_order_is_not_asked_for_an_inspection() -> None:
    assert "QLT006" not in codes(linted(priced("480.00")))
    assert "QLT006" in codes(linted(priced("520.00")))
    assert "QLT006" in codes(linted(priced("480.00"), replace(CONFIG, small_order=Decimal(100))))


def test_a_sample_order_is_one_by_its_title_only() -> None:
    assert "QLT006" not in codes(linted(INVOICE.replace("PROFORMA INVOICE", "PROFORMA INVOICE - SAMPLE ORDER")))
    assert "QLT006" not in codes(linted(INVOICE.replace("PROFORMA INVOICE", "样品单 形式发票")))
    assert "QLT006" in codes(linted(INVOICE + "The sample fee of USD 50 is refunded with the bulk order.\n"))


# -- 9 dates: today is --as-of


def test_today_is_the_day_asked_for() -> None:
    paper = INVOICE + "Validity: until 2026-11-30\n" + TERMS
    assert "DOC007" not in codes(linted(paper))
    assert "DOC007" in codes(linted(paper, replace(CONFIG, as_of=date(2026, 12, 5))))
    assert "DOC007" not in codes(linted(paper, replace(CONFIG, as_of=AS_OF + timedelta(days=400)))), "an archive"


def test_no_rule_asks_the_clock() -> None:
    for rule in RULES.values():
        source = inspect.getsource(rule.check)
        assert "today()" not in source and "now()" not in source, rule.code


# -- 11 order of the report


def test_errors_come_first_then_warnings_then_infos() -> None:
    ranks = [f.severity.rank for f in linted(INVOICE + TERMS).findings]
    assert ranks == sorted(ranks) and len(set(ranks)) == 3


def test_within_a_level_findings_follow_the_paper() -> None:
    found = linted(INVOICE + TERMS).findings
    for level in Severity:
        starts = [f.span.start if f.span else -1 for f in found if f.severity is level]
        assert starts == sorted(starts)


def test_two_runs_say_the_same() -> None:
    assert linted(INVOICE + TERMS) == linted(INVOICE + TERMS)


# -- 12 profiles and sides


def test_strict_rules_are_infos_in_the_recommended_profile_only() -> None:
    recommended, strict = linted(INVOICE + TERMS), linted(INVOICE + TERMS, replace(CONFIG, profile="strict"))
    assert only(recommended, "PTY007").severity is Severity.INFO
    assert only(strict, "PTY007").severity is Severity.WARNING
    assert codes(recommended, "error") == codes(strict, "error"), "no profile changes an error"


def test_a_side_is_warned_of_what_hurts_it() -> None:
    credit = INVOICE + "Payment: 100 % O/A 60 days after B/L date\n"
    buyer, seller = linted(credit), linted(credit, replace(CONFIG, side="seller"))
    assert only(buyer, "PAY011").severity is Severity.INFO
    assert only(seller, "PAY011").severity is Severity.WARNING
    assert only(buyer, "PKG001").severity is Severity.ERROR
    assert only(seller, "PKG001").severity is Severity.INFO


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_for_one_side_is_information_to_the_other(rule: Any) -> None:
    from tradelint.gates import severity_of

    other = {"buyer": "seller", "seller": "buyer"}.get(rule.side)
    if other is None:
        return
    config = replace(CONFIG, side=other, profile="strict")
    assert severity_of(rule, Problem("x"), Confidence.HIGH, "proforma_invoice", config) is Severity.INFO


def test_a_configured_severity_is_still_capped_for_doubt() -> None:
    from tradelint.gates import severity_of

    config = replace(CONFIG, severity={"PKG002": "error"})
    assert severity_of(RULES["PKG002"], Problem("x"), Confidence.HIGH, "proforma_invoice", config) is Severity.ERROR
    assert severity_of(RULES["PKG002"], Problem("x"), Confidence.LOW, "proforma_invoice", config) is Severity.WARNING


# -- 13 contradictions name both places

CONTRADICTIONS = [
    "PRD011",
    "PRD013",
    "PRD014",
    "PKG005",
    "PKG006",
    "PKG009",
    "SHP004",
    "SHP012",
    "INC007",
    "INC008",
    "INC012",
    "INC014",
    "PAY002",
    "PAY010",
    "PTY002",
    "PTY003",
    "PTY009",
    "PTY011",
    "AMT001",
    "AMT002",
    "AMT003",
    "AMT004",
    "AMT006",
    "RFD012",
    "TA015",
    "DOC009",
    "DOC014",
    "DOC017",
    "LAW014",
]


@pytest.mark.parametrize("code", CONTRADICTIONS)
def test_a_contradiction_shows_its_other_place(code: str) -> None:
    rule = RULES[code]
    texts = [example if isinstance(example, str) else example[0] for example in rule.bad]
    found = [
        f
        for text in texts
        if not text.startswith("file:")
        for record in lint(text.encode(), "paper.txt", replace(CONFIG, kind="sales_contract"))
        for f in record.findings
        if f.code == code
    ]
    assert found, f"{code} is silent on its own examples"
    both_in_one = code == "DOC017"  # the word and the figure stand side by side
    assert any(f.related for f in found) or both_in_one, [f.message for f in found]


# -- what is ordered: services, frames, home sales, goods in bulk

SERVICE = """PROFORMA INVOICE
PI No.: 88
Date: 2026-11-02
Seller: Brook Systems Private Limited, 4 Lake Road, Pune 411001, India
Buyer: Orchard Foods Private Limited, 9 Hill Street, Nashik 422001, India
Item & Description\tHSN/SAC\tQty\tRate\tAmount
{line}\t{code}\t1\t250,000.00\t250,000.00
Total INR\t\t\t\t250,000.00
"""


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Barcode module, yearly plan", "997331"),
        ("ERP software implementation", ""),
        ("Staff training, 5 man-days", ""),
    ],
)
def test_nobody_packs_or_ships_a_service(line: str, code: str) -> None:
    record = linted(SERVICE.format(line=line, code=code))
    assert not {f.family for f in record.findings} & {"PKG", "SHP", "INC", "QLT"}
    assert "RFD001" in codes(record), "money may still have to be refunded"


@pytest.mark.parametrize("line", ["Laptop with software licence, 14 inch", "Drilling machine, training included"])
def test_goods_with_a_service_are_goods(line: str) -> None:
    assert "PKG001" in codes(linted(SERVICE.format(line=line, code="8471.30")), "error")


FRAME = """MASTER SUPPLY AGREEMENT
Agreement No.: MSA-14
Date: 2026-01-10
{parties}1. The Supplier sells hammers, model CH-45, to the Buyer. Packing: 24 pcs per 5-ply carton.
2. Delivery: on the day named in each purchase order. FOB Ningbo, Incoterms 2020.
"""


def test_a_frame_agreement_leaves_dates_to_its_orders() -> None:
    record = linted(FRAME.format(parties=PARTIES))
    assert only(record, "SHP001").severity is Severity.INFO
    assert "frame" in only(record, "SHP001").message
    single = linted(FRAME.replace("MASTER SUPPLY AGREEMENT", "SALES CONTRACT").format(parties=PARTIES))
    assert only(single, "SHP001").severity is Severity.ERROR


def test_a_sale_at_home_needs_no_trade_term() -> None:
    home = INVOICE.replace("4 Mill Lane, Leeds LS1 4AB, United Kingdom", "8 Lake Road, Suzhou, Jiangsu, China")
    assert only(linted(INVOICE), "INC001").severity is Severity.ERROR
    assert only(linted(home), "INC001").severity is Severity.INFO


@pytest.mark.parametrize(
    "goods", ["Crude oil, API 38", "Used truck, 18 t, VIN: WZ9ABC12345678901", "Iron ore fines 62 %, in bulk"]
)
def test_goods_that_travel_unpacked_need_no_carton(goods: str) -> None:
    paper = (
        INVOICE.replace("Claw hammer 450 g ± 5 g, forged steel C45, ash handle 330 ± 2 mm, model CH-45", goods) + TERMS
    )
    assert "PKG001" not in codes(linted(paper), "error")


# -- a form that nobody filled in


def test_many_slots_are_one_finding_with_all_places() -> None:
    form = "PROFORMA INVOICE\nSeller: [Company]\nBuyer: [Client Name]\nNo.: [Number]\nDate: [Date]\nTotal: [Amount] [Currency]\n"
    finding = only(linted(form), "DOC001")
    assert finding.message.startswith("6 slots are left open: [Company], [Client Name]")
    assert len(finding.related) == 5


def test_the_fixtures_stay_as_many_as_promised() -> None:
    clean = [tomllib.loads(path.read_text("utf-8")) for path in sorted((FIXTURES / "clean").glob("*.expected.toml"))]
    faulty = [tomllib.loads(path.read_text("utf-8")) for path in sorted((FIXTURES / "faulty").glob("*.expected.toml"))]
    assert len(clean) == len(faulty) >= 16
    assert sum(paper["silent"] for paper in clean) >= 8 and sum(not paper["silent"] for paper in clean) >= 8
    assert all(3 <= len(paper["finding"]) <= 6 for paper in faulty)
    assert all(allowed["why"] for paper in clean for allowed in paper.get("allowed", ()))
