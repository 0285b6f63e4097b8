"""One HTML file to forward: verdict, checklist, findings by severity, and beside them the paper's text with the marks.

No script and no remote asset: the policy in the page allows nothing but its own style sheet, known by its hash. The
severity filter is a few checkboxes and CSS.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from markupsafe import Markup
from tradelint.findings import Finding, Report
from tradelint.levels import Severity
from tradelint.reports import Look
from tradelint.reports.highlights import Text, text_of
from tradelint.reports.items import Checklist, checklist_of
from tradelint.reports.people import Entry, Paper, deals_of, papers_of, rule_of, verdict
from tradelint.reports.tally import tally
from tradelint.reports.templates import template, verbatim
from tradelint.reports.visible import inert, one_line

SEVERITIES = ((Severity.ERROR, "Errors"), (Severity.WARNING, "Warnings"), (Severity.INFO, "Notes"))


@dataclass(frozen=True)
class Section:
    """The findings of one severity."""

    severity: Severity
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Card:
    """A rule that found something."""

    code: str
    name: str
    title: str
    source: str


@dataclass(frozen=True)
class Chapter:
    """Everything about one paper; `id` begins its anchors."""

    id: str
    paper: Paper
    tone: str
    verdict: str
    checklist: Checklist
    sections: tuple[Section, ...]
    text: Text | None

    @property
    def title(self) -> str:
        """The file's own name without its folders."""
        return self.paper.name.replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def lang(self) -> str:
        """The language of the paper's words, by which a browser picks the form of Chinese characters and a voice."""
        return self.paper.record.languages[0] if self.paper.record.languages else "en"


def html(report: Report, look: Look) -> str:
    """The page."""
    chapters = [_chapter(f"p{n}", paper, look) for n, paper in enumerate(papers_of(report, look), 1)]
    css = Markup(verbatim("report.css"))  # ours, and nothing in it is filled in
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    page: str = template("report.html.j2").render(
        chapters=chapters,
        deals=deals_of(report),
        tally=tally(report.records),
        report=report,
        rules=_cards(report),
        css=css,
        digest=digest,
        show_bank=look.show_bank,
    )
    return inert(page) + "\n"


def _chapter(id_: str, paper: Paper, look: Look) -> Chapter:
    tone, sentence = verdict(paper)
    sections = (
        Section(severity, title, tuple(entry for entry in paper.new if entry.severity is severity))
        for severity, title in SEVERITIES
    )
    return Chapter(
        id_,
        paper,
        tone,
        sentence,
        checklist_of(paper, look),
        tuple(section for section in sections if section.entries),
        text_of(paper, show_bank=look.show_bank),
    )


def _cards(report: Report) -> tuple[Card, ...]:
    """The rules that found something, for the list at the end that every code links to."""
    found = {finding.code: finding for finding in report.findings}
    return tuple(_card(found[code]) for code in sorted(found))


def _card(finding: Finding) -> Card:
    rule = rule_of(finding.code)
    if rule is None:
        return Card(finding.code, finding.name, one_line(finding.why), "the company's own rule")
    return Card(rule.code, rule.name, f"{rule.title}.", rule.source)
