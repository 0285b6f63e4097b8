"""Companies that operative text names and that have no declared part in the deal."""

from __future__ import annotations

import re

from tradelint.facts.parties import PartiesFacts
from tradelint.facts.parties_evidence import CompanyName
from tradelint.facts.parties_model import Party
from tradelint.facts.parties_names import same_party
from tradelint.facts.reading import Reading

DUTY = re.compile(
    r"\b(?:shall|will|must|may|has to|accepts?|agrees?|undertakes?|pays?|opens?)\b|应|须|得|同意|负责|承担",
    re.IGNORECASE,
)
# Firms that clauses name with a reason: who inspects, carries, insures, arbitrates, banks, makes or tests.
DECLARED = re.compile(
    r"inspect|survey|laborator|test|certif|bank|insur|carrier|forwarder|shipping line|arbitra|escrow|platform|agent|"
    r"manufactur|factory|brand|trademark|licen[cs]|notify|consignee|affiliate|subsidiar|group|parent|courier|express|"
    r"检验|检测|认证|银行|保险|承运|货代|仲裁|平台|代理|生产|工厂|商标|授权|关联|子公司|快递|物流",
    re.IGNORECASE,
)
ALIKE = 0.7


def find_strangers(reading: Reading, parties: PartiesFacts) -> tuple[CompanyName, ...]:
    """The companies that a sentence gives a duty or a right to and that are none of the declared parties."""
    declared = [
        party for party in parties.parties if party.via not in ("letterhead", "signature") or _at_top(reading, party)
    ]
    known = [name for party in declared for name in (party.name, party.name_zh, *party.short_names) if name]
    for account in parties.accounts:
        known += [named.text for named in (account.beneficiary, account.bank) if named]
    if len(parties.parties) < 2:
        return ()
    return tuple(
        company
        for company in parties.companies
        if not any(
            same_party(company.name, name) >= ALIKE or company.name in name or name in company.name for name in known
        )
        and _is_operative(reading, company)
    )


def _at_top(reading: Reading, party: Party) -> bool:
    """Letterhead proper: among the first lines, not a name that a clause begins with."""
    return any(party.span.start <= line.end for line in reading.lines[:2])


def _is_operative(reading: Reading, company: CompanyName) -> bool:
    block = reading.block(company.span)
    sentence = reading.fold_of(reading.sentence_at(company.span))
    if block is None or block.layer != "body":
        return False
    return bool(DUTY.search(sentence)) and not DECLARED.search(sentence)
