"""Governing law, disputes, force majeure and the clauses around them."""

from __future__ import annotations

import pytest
from tradelint.checklist.item import Item
from tradelint.checklist.legal import legal_items
from tradelint.facts.legal import LegalFacts, read
from tradelint.facts.reading import Reading
from tradelint.text import Builder, Document, Place


def facts(text: str) -> LegalFacts:
    builder = Builder()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            builder.paragraph(line, Place(line=number))
    return read(Reading(Document("paper.txt", "", "text/plain", builder.text, tuple(builder.blocks))))


def item(text: str, name: str) -> Item:
    return next(i for i in legal_items(facts(text)) if i.name == name)


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Governing law: England", "GB-ENG"),
        ("This contract is governed by the laws of England, excluding the CISG", "GB-ENG"),
        ("Laws of the PRC incl. CISG, for matters not covered PRC law", "CN"),
        ("本合同适用中华人民共和国法律", "CN"),
        ("第十四条 本合同适用英国法", "GB"),
        ("本合同受中华人民共和国法律管辖并按其解释", "CN"),
        ("This agreement shall be governed by and construed in accordance with the substantive laws of Switzerland.", "CH"),
        ("This Contract shall be governed by Hong Kong law.", "HK"),
        ("Applicable law: PRC law", "CN"),
        ("Law and disputes: Spanish law including the CISG. All disputes go to ICC arbitration.", "ES"),
        ("Governed by the laws of England; the Seller complies with the laws of China.", "GB-ENG"),
        ("第九条 法律：适用瑞典法，排除CISG。", "SE"),
        ("The law of the State of New York applies to this contract.", "US-NY"),
        ("English law applies. Arbitration in Singapore; the arbitration agreement is governed by the law of Singapore", "GB-ENG"),
    ],
)  # fmt: skip
def test_the_law_of_a_country_is_stated(text: str, law: str) -> None:
    found = item(text, "governing_law")
    assert (found.state, found.fields["law"]) == ("stated", law)


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("Governing law: ______", "absent", "placeholder"),
        ("适用法律：", "absent", "blank"),
        ("The Seller is a company organised under the laws of the People's Republic of China.", "absent", None),
        ("Goods must comply with the laws of the United States.", "absent", None),
        ("根据《中华人民共和国民法典》及有关法律规定，双方签订本合同", "absent", None),
        ("This contract is governed by international law.", "weak", "international law"),
        ("The CISG applies to this contract.", "stated", "CISG"),
    ],
)
def test_other_words_on_law(text: str, state: str, value: str | None) -> None:
    found = item(text, "governing_law")
    assert (found.state, found.value) == (state, value)


def test_two_laws_for_one_contract_conflict() -> None:
    text = (
        "14. This contract is governed by the laws of England.\n17. The laws of the People's Republic of China apply."
    )
    assert [c.law.id for c in facts(text).conflicting_laws if c.law] == ["GB-ENG", "CN"]


@pytest.mark.parametrize(
    ("text", "included"),
    [
        ("The CISG applies.", [True]),
        ("Governed by Swiss law, excluding the CISG.", [False]),
        ("The United Nations Convention on Contracts for the International Sale of Goods shall not apply.", [False]),
        ("本合同不适用《联合国国际货物销售合同公约》", [False]),
        ("The CISG applies. Application of the CISG is excluded.", [True, False]),
    ],
)
def test_the_convention_in_or_out(text: str, included: list[bool]) -> None:
    assert [c.included for c in facts(text).cisg] == included


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Any dispute shall be submitted to CIETAC, Shanghai, for arbitration; English; three arbitrators.", "stated"),
        ("凡因本合同引起的争议，应提交中国国际经济贸易仲裁委员会按其仲裁规则进行仲裁，仲裁裁决是终局的", "stated"),
        ("HKIAC administered arbitration, seat Hong Kong, English, one arbitrator", "stated"),
        ("因本合同发生的争议由双方协商解决，协商不成的，向原告所在地人民法院起诉", "stated"),
        ("The courts of Texas shall have exclusive jurisdiction.", "stated"),
        ("Jurisdiction: Hamburg", "stated"),
        ("Subject to Jaipur jurisdiction.", "stated"),
        ("Place of performance and jurisdiction is Bremen.", "stated"),
        ("Disputes go to ICC arbitration, seat Paris; judgment may be entered in any court.", "stated"),
        ("The parties submit to the exclusive jurisdiction of the English courts.", "stated"),
        ("arbitration at the Vietnam International Arbitration Centre (VIAC). Seat: Ho Chi Minh City.", "stated"),
        ("提交宁波仲裁委员会仲裁", "stated"),
        ("All disputes shall be settled amicably", "weak"),
        ("友好协商解决", "absent"),
        ("Disputes shall be submitted to arbitration in China or to the court", "weak"),
        ("提交仲裁委员会仲裁或向人民法院起诉", "weak"),
        ("Disputes are settled by Alibaba.com Trade Assurance", "weak"),
        ("Arbitration: ______", "absent"),
        ("Insurance as per ICC (A)", "absent"),
    ],
)
def test_a_forum_that_can_be_gone_to_is_stated(text: str, state: str) -> None:
    assert item(text, "dispute_resolution").state == state


def test_parts_of_an_arbitration_clause() -> None:
    (clause,) = facts(
        "Any dispute shall be submitted to CIETAC, Shanghai, for arbitration; English; three arbitrators; the award is final."
    ).disputes.arbitrations
    assert [i.id for i in clause.institutions] == ["cietac"]
    assert (clause.seat, clause.language, clause.arbitrators, clause.final) == ("Shanghai", "English", 3, True)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("CIETAC South China Sub-Commission arbitration", "renamed"),
        ("Disputes go to DIFC-LCIA arbitration.", "abolished"),
        ("Arbitration: Foreign Trade Arbitration Commission, Beijing", "renamed"),
        ("Disputes shall be submitted to the Hangzhou Silk Road Arbitration Committee.", "unknown"),
        ("Disputes are arbitrated by SIAC.", "current"),
    ],
)
def test_institutions_and_their_standing(text: str, status: str) -> None:
    (clause,) = facts(text).disputes.arbitrations
    assert [i.status for i in clause.institutions] == [status]


def test_pathological_clauses() -> None:
    may = facts("Disputes may be referred to arbitration under ICC rules.").disputes.arbitrations[0]
    either = facts("Disputes shall be submitted to arbitration in China or to the court").disputes.arbitrations[0]
    narrow = facts(
        "Disputes arising from the execution of this contract go to CIETAC arbitration."
    ).disputes.arbitrations[0]
    assert may.permissive
    assert either.or_court
    assert narrow.narrow_scope


def test_talks_before_arbitration_have_their_time() -> None:
    text = (
        "All disputes shall be settled through friendly negotiations. If no settlement can be reached within 30 days "
        "the case shall be submitted to CIETAC for arbitration."
    )
    assert [n.days for n in facts(text).disputes.negotiations] == [30]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Force majeure: notice within 5 days with proof; after 60 days either Party may cancel", "stated"),
        ("Neither party shall be held responsible for failure due to acts of God, war or flood.", "stated"),
        ("不可抗力：发生不可抗力一方应在7天内通知对方并提供证明文件，超过60天双方可解除合同", "stated"),
        ("因原材料、限电、节假日等原因延期不承担责任", "stated"),
        ("The seller is liable except in cases of force majeure.", "weak"),
        ("Force Majeure: ____", "absent"),
        ("Force quit the software", "absent"),
    ],
)
def test_force_majeure(text: str, state: str) -> None:
    assert item(text, "force_majeure").state == state


def test_parts_of_a_force_majeure_clause() -> None:
    (clause,) = facts(
        "不可抗力：因战争、限电、原材料涨价延期的卖方不承担责任，但应在7天内通知对方并提供证明文件，超过60天双方可解除合同"
    ).force_majeure
    assert (clause.notice_days, clause.proof, clause.end_days) == (7, True, 60)
    assert clause.events == ("战争",)
    assert len(clause.overbroad) >= 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("English version prevails", "en"),
        ("如有歧义，以中文为准", "zh"),
        ("Both texts being equally authentic", "both"),
    ],
)
def test_prevailing_language(text: str, language: str) -> None:
    assert [clause.language for clause in facts(text).languages] == [language]


def test_clauses_around() -> None:
    found = facts(
        "Seller shall not be liable for any loss whatsoever.\n"
        "Prices subject to change without notice.\n"
        "Seller may arrange production in partner factories.\n"
        "Mould charge USD 6,500. The mould is Buyer's property.\n"
        "Title remains with the Seller: the goods remain the property of the seller until payment.\n"
        "OEM with customer logo"
    )
    assert [c.kind for c in found.liability] == ["excluded"]
    assert [c.balanced for c in found.changes] == [False]
    assert [c.kind for c in found.subcontracting] == ["allowed"]
    assert str(found.tooling[0].charge.amount) == "6500" if found.tooling[0].charge else False
    assert {c.kind for c in found.title} == {"retained"}
    assert {c.kind for c in found.protection} >= {"brand"}
