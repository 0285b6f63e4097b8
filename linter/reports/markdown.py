"""Markdown for a job summary or a comment: verdict, papers, findings by severity, checklist; cut where hosts cut."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from tradelint.findings import Report
from tradelint.reports import Look
from tradelint.reports.items import Checklist, checklist_of
from tradelint.reports.people import Deal, Entry, Paper, deals_of, papers_of, verdict
from tradelint.reports.tally import Tally, tally
from tradelint.reports.templates import template

# GitHub takes 65,536 characters in a comment (1 MiB in a job summary, which it drops whole when it is longer).
LIMIT = 60_000


@dataclass(frozen=True)
class Chapter:
    """One paper with the findings that there is room for."""

    paper: Paper
    verdict: str
    entries: tuple[Entry, ...]
    checklist: Checklist | None


@dataclass(frozen=True)
class Sheet:
    """What can be left out of the page, in the order in which it goes: checklists, findings from the end, papers."""

    papers: tuple[Paper, ...]
    checklists: tuple[Checklist, ...]
    counts: Tally
    deals: tuple[Deal, ...]
    as_of: str
    side: str

    def page(self, *, checklists: bool, findings: int, papers: int) -> str:
        """The page with the first `findings` findings of the first `papers` papers."""
        left = findings
        chapters: list[Chapter] = []
        for paper, checklist in zip(self.papers[:papers], self.checklists, strict=False):
            entries = paper.new[:left]
            left -= len(entries)
            chapters.append(Chapter(paper, verdict(paper)[1], entries, checklist if checklists else None))
        text: str = template("report.md.j2").render(
            chapters=chapters,
            deals=self.deals,
            tally=self.counts,
            findings_left_out=sum(len(paper.new) for paper in self.papers) - (findings - left),
            papers_left_out=len(self.papers) - papers,
            checklists_left_out=not checklists,
            as_of=self.as_of,
            side=self.side,
        )
        return text.strip() + "\n"


def markdown(report: Report, look: Look) -> str:
    """The page, whole where it fits into `LIMIT` bytes; else the gravest, and a note that says what is left out."""
    papers = papers_of(report, look)
    sheet = Sheet(
        papers,
        tuple(checklist_of(paper, look) for paper in papers),
        tally(report.records),
        deals_of(report),
        str(report.as_of),
        report.side,
    )
    most = sum(len(paper.new) for paper in papers)
    whole = sheet.page(checklists=True, findings=most, papers=len(papers))
    if _fits(whole):
        return whole

    def with_findings(number: int) -> str:
        return sheet.page(checklists=False, findings=number, papers=len(papers))

    def with_papers(number: int) -> str:
        return sheet.page(checklists=False, findings=0, papers=number)

    if _fits(with_findings(0)):
        return with_findings(bisect_right(range(most + 1), False, key=lambda n: not _fits(with_findings(n))) - 1)
    return with_papers(max(0, bisect_right(range(len(papers) + 1), False, key=lambda n: not _fits(with_papers(n))) - 1))


def _fits(text: str) -> bool:
    return len(text.encode("utf-8")) <= LIMIT
