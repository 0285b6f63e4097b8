"""Lint the papers of a deal: each alone, then all of them against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tradelint import facts as readings
from tradelint import registry
from tradelint.config import Config
from tradelint.deal import Deal, Paper, group, links_between, paper_of
from tradelint.deal.cover import cover_of
from tradelint.engine import finding_of, numbered, options_of, record_of, secrets, without_accepted
from tradelint.errors import UnreadableError
from tradelint.findings import DealCard, DealPaper, Finding, Record, unreadable
from tradelint.gates import Hit, is_selected, severity_of
from tradelint.levels import Severity, lowest
from tradelint.parsers import Source, read
from tradelint.rule import Problem, Rule, confidence_of


@dataclass(frozen=True)
class File:
    """A file of a deal: its bytes, and the name that reports call it by."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Dealt:
    """The records of all papers in the order of the files, and a card for every deal among them."""

    records: tuple[Record, ...]
    deals: tuple[DealCard, ...]


def lint_deal(files: Sequence[File], config: Config, *, one: bool = False) -> Dealt:
    """Lint files and hold the papers of each deal among them against each other.

    With `one` all files are one deal; otherwise numbers and parties sort them. A finding between papers stands in the
    record of the first paper it concerns.
    """
    unread: list[tuple[int, Record]] = []
    papers: list[Paper] = []
    for number, file in enumerate(files):
        try:
            papers.extend(papers_of(file, config))
        except UnreadableError as error:
            unread.append((number, unreadable(file.path, file.data, error)))
    papers = [replace(paper, order=index) for index, paper in enumerate(papers)]
    groups = (tuple(papers),) if one else group(papers)
    names = tuple(file.path for file in files)
    records = {
        paper: record_of(
            paper.facts, paper.checklist, config, tuple(name for name in names if name != paper.facts.document.path)
        )
        for paper in papers
    }
    cards = []
    for number, members in enumerate((members for members in groups if len(members) > 1), 1):
        deal = Deal(members)
        cards.append(_card(deal, number, config))
        _judge(deal, records, config, cards[-1].name)
    made = [(_file_of(paper, files), record) for paper, record in records.items()]
    return Dealt(tuple(record for _, record in sorted([*made, *unread], key=lambda pair: pair[0])), tuple(cards))


def papers_of(file: File, config: Config) -> tuple[Paper, ...]:
    """The papers in a file, read. Raises UnreadableError when no text can be had of it."""
    documents = read(Source(file.data, file.path, config.limits))
    return tuple(paper_of(readings.read(without_accepted(document, config))) for document in documents)


def _file_of(paper: Paper, files: Sequence[File]) -> int:
    return next(number for number, file in enumerate(files) if file.path == paper.path)


def _judge(deal: Deal, records: dict[Paper, Record], config: Config, name: str) -> None:
    """Add the findings between the papers of a deal to their records."""
    hidden = tuple(dict.fromkeys(number for paper in deal.papers for number in secrets(paper.facts)))
    found: dict[Paper, list[Finding]] = {paper: [] for paper in deal.papers}
    crashes: list[str] = []
    for rule in registry.load():
        if rule.kinds != "deal" or not is_selected(rule, config):
            continue
        try:
            problems = list(rule.check(deal, **options_of(rule, config)))
        except Exception as error:
            crashes.append(f"{rule.code} {rule.name}: {type(error).__name__}: {error}"[:300])
            continue
        for problem in problems:
            paper = _home(problem, deal)
            found[paper].append(finding_of(_hit(rule, problem, paper, config), paper.facts.document, config))
    for paper in deal.papers:
        record = records[paper]
        own = (_delegated(finding, paper, deal) for finding in record.findings)
        findings = sorted((*own, *numbered(found[paper])), key=lambda f: f.severity.rank)
        last = paper is deal.papers[-1]
        records[paper] = replace(
            record,
            findings=tuple(findings),
            secrets=hidden,
            deal=name,
            role=paper.role,
            crashes=(*record.crashes, *crashes) if last else record.crashes,
        )


def _delegated(finding: Finding, paper: Paper, deal: Deal) -> Finding:
    """What a paper lacks and another one that fixes the terms states is no fault of the deal: only a note."""
    item = registry.find(finding.code).item
    if item is None or finding.span is not None or finding.severity is Severity.INFO:
        return finding
    holder = next((other for other in deal.terms if other is not paper and other.item(item)), None)
    if holder is None:
        return finding
    return replace(finding, severity=Severity.INFO, message=f"{finding.message}; it stands in {holder.label}")


def _home(problem: Problem, deal: Deal) -> Paper:
    """The paper in whose record a finding stands."""
    return problem.at.paper if problem.at is not None else deal.papers[0]


def _hit(rule: Rule, problem: Problem, paper: Paper, config: Config) -> Hit:
    levels = [confidence_of(fact) for fact in (problem.at, *problem.beside)]
    confidence = lowest(*levels, *([problem.confidence] if problem.confidence else []))
    # A paper whose kind is not known is still one side of a contradiction.
    return Hit(rule, problem, severity_of(rule, problem, confidence, "deal", config), confidence)


def _card(deal: Deal, number: int, config: Config) -> DealCard:
    leading, found = deal.leading, cover_of(deal, config.supplier_limit)
    refund = found[1] if found else None
    return DealCard(
        name=_deal_name(deal, number),
        papers=tuple(_paper_card(paper, deal) for paper in deal.papers),
        leading=leading.name if leading else "",
        links=tuple(dict.fromkeys(link.because for link in links_between(deal.papers))),
        refund_max=str(refund.most) if refund and refund.most else "",
        exposure=str(refund.exposure) if refund and refund.exposure else "",
        unknown=tuple(bound for bound in refund.unknown if bound != "claim") if refund else (),
    )


def _deal_name(deal: Deal, number: int) -> str:
    numbered_paper = next((p for p in (*deal.terms, *deal.papers) if p.number), None)
    return f"deal {number} ({numbered_paper.number})" if numbered_paper else f"deal {number}"


def _paper_card(paper: Paper, deal: Deal) -> DealPaper:
    newer = deal.superseded_by(paper)
    return DealPaper(
        path=paper.path,
        part=paper.facts.document.part,
        role=paper.role,
        number=paper.number,
        date=paper.date.isoformat() if paper.date else "",
        replaced_by=newer.name if newer else "",
    )
