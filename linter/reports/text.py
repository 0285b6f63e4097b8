"""Reports for a terminal: findings with quote, reason and fix, one line each, or in a table for each paper."""

from __future__ import annotations

from dataclasses import dataclass

import wcwidth
from tradelint.findings import Report
from tradelint.reports import Look
from tradelint.reports.people import Entry, Paper, deals_of, papers_of, verdict
from tradelint.reports.tally import count, tally
from tradelint.reports.templates import template
from tradelint.reports.visible import inert

WIDTH = 100
COLOURS = {"error": "31;1", "warning": "33;1", "info": "36", "unread": "31;1", "clear": "32", "faint": "2"}


@dataclass(frozen=True)
class Ink:
    """Colour where it is wanted, and text as wide as a terminal shows it (a Chinese character takes two cells)."""

    colour: bool

    def paint(self, text: str, name: str) -> str:
        """`text` in a colour, or as it is."""
        return f"\x1b[{COLOURS[name]}m{text}\x1b[0m" if self.colour and text else text

    def fill(self, text: str, lead: str, hang: str) -> str:
        """`text` behind `lead`, wrapped to the width of the page, further lines behind `hang`."""
        lines = wcwidth.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=hang, break_on_hyphens=False)
        return inert("\n".join(lines))


def full(report: Report, look: Look) -> str:
    """The report of a run, finding by finding."""
    page = template("full.txt.j2")
    text: str = page.render(
        deals=deals_of(report),
        papers=papers_of(report, look),
        ink=Ink(look.colour),
        show_accepted=look.show_accepted,
        summary=str(tally(report.records)),
    )
    return text + "\n"


def concise(report: Report, look: Look) -> str:
    """One line per finding: path, place, severity, code, message."""
    lines: list[str] = []
    for paper in papers_of(report, look):
        lines += [f"{paper.name}: {what}" for what in _troubles(paper)]
        for entry in _listed(paper, look):
            mark = "" if entry.is_new else f" ({entry.status})"
            lines.append(f"{paper.name}: {entry.place}: {entry.severity.value} {entry.code} {entry.message}{mark}")
    return "".join(line + "\n" for line in [*lines, str(tally(report.records))])


def grouped(report: Report, look: Look) -> str:
    """A table for each paper: severity, code, message, place, in columns that stay straight with Chinese text."""
    ink = Ink(look.colour)
    parts = [_group(paper, look, ink) for paper in papers_of(report, look)]
    return "\n".join([*parts, str(tally(report.records)) + "\n"])


def _group(paper: Paper, look: Look, ink: Ink) -> str:
    tone, sentence = verdict(paper)
    lines = [paper.name, f"  {paper.head}", f"  {ink.paint(sentence, tone)}"]
    lines += [f"  {what}" for what in _troubles(paper)]
    entries = _listed(paper, look)
    places = max((wcwidth.width(entry.place) for entry in entries), default=0)
    for entry in entries:
        mark = ink.paint(f"{entry.severity.value:8}", entry.severity.value)
        lead = f"  {mark} {entry.code:7} {wcwidth.ljust(entry.place, min(places, 40))}  "
        wrapped = wcwidth.wrap(entry.message, max(30, WIDTH - 22 - min(places, 40)), break_on_hyphens=False) or [""]
        lines.append(lead + wrapped[0])
        lines += [" " * wcwidth.width(lead) + inert(line) for line in wrapped[1:]]
    if paper.accepted and not look.show_accepted:
        lines.append(f"  {paper.tally.accepted}: not shown, --show-waived prints them")
    return "\n".join(lines) + "\n"


def _listed(paper: Paper, look: Look) -> tuple[Entry, ...]:
    return paper.entries if look.show_accepted else paper.new


def _troubles(paper: Paper) -> list[str]:
    """What was not read, not checked or went wrong, a line each."""
    lines = [f"{gap.place}: not read: {gap.hint}" for gap in paper.unread]
    lines += [f"{gap.place}: not read, and accepted: {gap.hint}" for gap in paper.unread_accepted]
    lines += [f"internal error: {crash}" for crash in paper.crashes]
    if paper.not_checked:
        rules = count(paper.not_checked.count(",") + 1, "rule")
        lines.append(f"{rules} not checked, because text is missing: {paper.not_checked}")
    return lines


__all__ = ["concise", "full", "grouped"]
