"""Papers and findings as people read them: words that are safe to print, numbered, gravest first.

Every string here has gone through `visible`, and bank numbers are masked unless the look says otherwise. The text
formats, Markdown, HTML and CSV are all made of these values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tradelint.findings import DealCard, DealPaper, Finding, Record, Report
from tradelint.levels import Severity
from tradelint.reports import Look
from tradelint.reports.tally import Tally, count, tally
from tradelint.reports.visible import file_name, masked, one_line
from tradelint.rule import Rule
from tradelint.text import Document, Gap, Place, Span

KINDS = {
    "proforma_invoice": "proforma invoice",
    "sales_contract": "sales contract",
    "purchase_order": "purchase order",
    "commercial_invoice": "commercial invoice",
    "quotation": "quotation",
    "packing_list": "packing list",
    "other": "no trade paper",
    "unknown": "kind not recognised",
}


@dataclass(frozen=True)
class Aside:
    """A second place that a finding speaks of; `path` is empty when it stands in the same paper."""

    path: str
    place: str
    quote: str
    span: Span | None


@dataclass(frozen=True)
class Entry:
    """A finding in words. `span` is None for something that the paper does not say; `number` counts from 1.

    `is_shipped` is False for a company's own rule, which `explain` and the docs do not know. `fix_zh` is there where
    the paper speaks Chinese: its writer is asked in the paper's own language.
    """

    number: int
    code: str
    name: str
    severity: Severity
    status: str
    waiver: str
    confidence: str
    message: str
    place: str
    quote: str
    stated: str
    expected: str
    why: str
    fix: str
    fix_zh: str
    fingerprint: str
    related: tuple[Aside, ...]
    span: Span | None
    where: Place
    is_shipped: bool

    @property
    def contrast(self) -> str:
        """What is stated, unless it would only repeat the quote."""
        return "" if self.stated == self.quote and not self.expected else self.stated

    @property
    def is_new(self) -> bool:
        """Neither known from a baseline nor waived."""
        return self.status == "new"


@dataclass(frozen=True)
class Unread:
    """Something that was not read, and what to do about it."""

    place: str
    hint: str


@dataclass(frozen=True)
class Paper:
    """One paper: what it is, how it was read, what was found. `document` is there only where its text is shown.

    `unread_accepted` are the parts that were not read and that a waiver accepts. `elsewhere` counts the differences
    between papers of a deal that concern this one and are told with another.
    """

    name: str
    head: str
    status: str
    tally: Tally
    unread: tuple[Unread, ...]
    unread_accepted: tuple[Unread, ...]
    crashes: tuple[str, ...]
    not_checked: str
    entries: tuple[Entry, ...]
    record: Record
    elsewhere: str = ""

    @property
    def new(self) -> tuple[Entry, ...]:
        """What nobody has accepted yet."""
        return tuple(entry for entry in self.entries if entry.is_new)

    @property
    def accepted(self) -> tuple[Entry, ...]:
        """Known and waived findings: counted, and never hidden altogether."""
        return tuple(entry for entry in self.entries if not entry.is_new)

    @property
    def document(self) -> Document | None:
        """The text as it was read."""
        return self.record.document


@dataclass(frozen=True)
class Deal:
    """A deal in words: a line for each of its papers, why they belong together, which goes before the others.

    `cover` is what the platform could give back: `refund at most USD 10,000.00, exposure USD 5,000.00`.
    """

    name: str
    papers: tuple[str, ...]
    links: tuple[str, ...]
    leading: str
    cover: str


def deals_of(report: Report) -> tuple[Deal, ...]:
    """The deals of a run, where papers were held against each other."""
    return tuple(_deal(card) for card in report.deals)


def _deal(card: DealCard) -> Deal:
    papers = tuple(_deal_paper(paper) for paper in card.papers)
    return Deal(
        file_name(card.name),
        papers,
        tuple(one_line(link) for link in card.links),
        file_name(card.leading),
        one_line(_cover(card)),
    )


def _cover(card: DealCard) -> str:
    words = [card.refund_max and f"refund at most {card.refund_max}", card.exposure and f"exposure {card.exposure}"]
    known = ", ".join(word for word in words if word)
    unknown = f"not known: {', '.join(card.unknown)}" if card.unknown else ""
    return "; ".join(word for word in (known, unknown) if word)


def _deal_paper(paper: DealPaper) -> str:
    said = [paper.role, paper.number, paper.date, paper.replaced_by and f"replaced by {paper.replaced_by}"]
    return one_line(f"{paper.name}: " + ", ".join(word for word in said if word))


def papers_of(report: Report, look: Look) -> tuple[Paper, ...]:
    """The papers of a run, in input order."""
    return tuple(_paper(record, look, _elsewhere(record, report)) for record in report.records)


def _elsewhere(record: Record, report: Report) -> str:
    """`8 differences from other papers are told with 2-sales-contract.docx`; empty where there are none."""
    told = [
        other
        for other in report.records
        for finding in other.findings
        if other.path != record.path and finding.status == "new"
        and any(related.path == record.path for related in finding.related)
    ]  # fmt: skip
    if not told:
        return ""
    names = ", ".join(dict.fromkeys(name_of(other) for other in told))
    return f"{count(len(told), 'difference')} from other papers told with {names}"


def _paper(record: Record, look: Look, elsewhere: str) -> Paper:
    said = words(record, look)
    ordered = sorted(record.findings, key=lambda finding: (finding.status != "new", finding.severity.rank))
    return Paper(
        name=name_of(record),
        head=head(record),
        status=record.status,
        tally=tally((record,)),
        unread=tuple(_unread(gap, record) for gap in record.gaps),
        unread_accepted=tuple(_unread(gap, record) for gap in record.waived_gaps),
        crashes=tuple(one_line(crash) for crash in record.crashes),
        not_checked=", ".join(record.not_checked),
        entries=tuple(
            _entry(finding, number, said, speaks_chinese="zh" in record.languages)
            for number, finding in enumerate(ordered, 1)
        ),
        record=record,
        elsewhere=elsewhere,
    )


def _unread(gap: Gap, record: Record) -> Unread:
    return Unread("the file" if gap.place == record.path else one_line(gap.place), one_line(gap.hint))


def name_of(record: Record) -> str:
    """The path, and the sheet or attachment where a file holds several papers."""
    return file_name(record.path) + (f" ({one_line(record.part)})" if record.part else "")


def words(record: Record, look: Look) -> Callable[[str | None], str]:
    """What makes the words of a paper fit to print: on one line, visible, bank numbers masked."""
    secrets = () if look.show_bank else record.secrets
    return lambda text: one_line(masked(text, secrets)) if text else ""


def head(record: Record) -> str:
    """What the paper was taken for and how it was read, on one line."""
    if record.status == "unreadable":
        return "not checked"
    parts = [KINDS[record.kind] + (" (form)" if record.is_template else ""), "/".join(record.languages)]
    if record.status == "incomplete":
        parts.append("not read whole")
    if record.status == "out_of_scope":
        parts.append("not linted; --kind insists")
    return ", ".join(part for part in [*parts, record.searched and f"searched {record.searched}"] if part)


def _entry(finding: Finding, number: int, said: Callable[[str | None], str], *, speaks_chinese: bool) -> Entry:
    return Entry(
        number=number,
        code=finding.code,
        name=finding.name,
        severity=finding.severity,
        status=finding.status,
        waiver=said(finding.waiver),
        confidence=finding.confidence.value,
        message=said(finding.message),
        place=said(finding.place),
        quote=said(finding.quote),
        stated=said(finding.stated),
        expected=said(finding.expected),
        why=said(finding.why),
        fix=said(finding.fix),
        fix_zh=said(finding.fix_zh) if speaks_chinese else "",
        fingerprint=finding.fingerprint,
        related=tuple(
            Aside(file_name(r.path) if r.path != finding.path else "", said(r.place), said(r.quote), r.span)
            for r in finding.related
        ),
        span=finding.span,
        where=finding.where,
        is_shipped=rule_of(finding.code) is not None,
    )


def verdict(paper: Paper) -> tuple[str, str]:
    """(tone, sentence) about one paper: the tone is `unread`, `error`, `warning` or `clear`."""
    counts = paper.tally
    if paper.status == "unreadable":
        return "unread", "Not checked: the file could not be read"
    if paper.status == "out_of_scope":
        return "unread", "Not checked: this is no trade paper"
    tone, sentence = _judgement(counts)
    if counts.crashes:
        return "unread", f"Not checked whole, for part of tradelint failed. {sentence}"
    if paper.status == "incomplete":
        return "unread", f"Not read whole. {sentence}"
    if paper.elsewhere:
        return "warning" if tone == "clear" else tone, f"{sentence}; {paper.elsewhere}"
    return tone, sentence


def _judgement(counts: Tally) -> tuple[str, str]:
    if counts.errors:
        more = f", {count(counts.warnings, 'warning')} to settle" if counts.warnings else ""
        return "error", f"{count(counts.errors, 'error')} to mend before signing or paying{more}"
    if counts.warnings:
        return "warning", f"No errors; {count(counts.warnings, 'warning')} to settle"
    if counts.notes:
        return "clear", f"No errors and no warnings; {counts.notes} to note"
    return "clear", "Nothing found in what was read" if counts.incomplete else "Nothing found"


@cache
def _rules() -> dict[str, Rule]:
    from tradelint import registry

    return {rule.code: rule for rule in registry.load()}


def rule_of(code: str) -> Rule | None:
    """The rule behind a finding; None for one that is not among the shipped rules."""
    return _rules().get(code)
