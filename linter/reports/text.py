"""Reports for a terminal: every finding with its place, quote, reason and fix, or one line each."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import Any

from tradelint.findings import DealCard, DealPaper, Finding, Record, Related, Report
from tradelint.reports import Look
from tradelint.reports.visible import masked, one_line, visible

WIDTH = 100
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
COLOURS = {"error": "31;1", "warning": "33;1", "info": "36"}


def full(report: Report, look: Look) -> str:
    """The report of a run, finding by finding. Contract text in it cannot drive a terminal."""
    records = [_record(record, look.colour, look.show_bank) for record in report.records]
    return str(template("full.txt.j2").render(deals=_deals(report), records=records, summary=summary(report))) + "\n"


def concise(report: Report, look: Look) -> str:
    """One line per finding: path, place, severity, code, message."""
    lines = []
    for record in report.records:
        shown = _shown(record, look.show_bank)
        for gap in record.gaps:
            lines.append(f"{one_line(record.name)}: {one_line(gap.place)}: not read: {one_line(gap.hint)}")
        for crash in record.crashes:
            lines.append(f"{one_line(record.name)}: internal error: {one_line(crash)}")
        for f in record.findings:
            lines.append(
                f"{one_line(record.name)}: {one_line(f.place)}: {f.severity.value} {f.code} {shown(f.message)}"
            )
    return "".join(line + "\n" for line in [*lines, summary(report)])


def summary(report: Report) -> str:
    """`3 errors, 5 warnings, 2 to note; 2 documents checked, 1 not read whole`."""
    counts = report.counts()
    found = [
        _count(counts["error"], "error"),
        _count(counts["warning"], "warning"),
        f"{counts['info']} to note",
    ]
    read = [f"{_count(counts['checked'], 'document')} checked"]
    if counts["incomplete"]:
        read.append(f"{counts['incomplete']} not read whole")
    if counts["unreadable"]:
        read.append(f"{counts['unreadable']} not read")
    if counts["out_of_scope"]:
        read.append(f"{counts['out_of_scope']} not trade papers")
    return ", ".join(found) + "; " + ", ".join(read)


def _deals(report: Report) -> list[dict[str, Any]]:
    """The papers of each deal, why they belong together, and which of them prevails as things stand."""
    return [
        {
            "name": one_line(deal.name),
            "papers": [_deal_paper(paper) for paper in deal.papers],
            "leading": one_line(deal.leading),
            "links": [one_line(link) for link in deal.links],
            "cover": _cover(deal),
        }
        for deal in report.deals
    ]


def _cover(deal: DealCard) -> str:
    """`refund at most USD 10,000.00, exposure USD 5,000.00; covered is not known`; empty off the platform."""
    words = [deal.refund_max and f"refund at most {deal.refund_max}", deal.exposure and f"exposure {deal.exposure}"]
    known = ", ".join(word for word in words if word)
    unknown = f"not known: {', '.join(deal.unknown)}" if deal.unknown else ""
    return "; ".join(word for word in (known, unknown) if word)


def _deal_paper(paper: DealPaper) -> str:
    words = [paper.role, paper.number, paper.date, paper.replaced_by and f"replaced by {paper.replaced_by}"]
    return one_line(f"{paper.name}: " + ", ".join(word for word in words if word))


def head(record: Record) -> str:
    """What the paper was taken for and how it was read, on one line."""
    if record.status == "unreadable":
        return "not read"
    words = [KINDS[record.kind] + (" (form)" if record.is_template else ""), "/".join(record.languages)]
    if record.status == "incomplete":
        words.append("not read whole")
    if record.status == "out_of_scope":
        words.append("not linted; --kind insists")
    return ", ".join(word for word in [*words, record.searched and f"searched {record.searched}"] if word)


def _record(record: Record, colour: bool, show_bank: bool) -> dict[str, Any]:
    shown = _shown(record, show_bank)
    return {
        "name": one_line(record.name),
        "head": head(record),
        "gaps": [{"place": one_line(gap.place), "hint": one_line(gap.hint)} for gap in record.gaps],
        "crashes": [one_line(crash) for crash in record.crashes],
        "findings": [_finding(f, shown, colour) for f in record.findings],
        "not_checked": ", ".join(record.not_checked),
    }


def _finding(finding: Finding, shown: Any, colour: bool) -> dict[str, Any]:
    mark = finding.severity.value
    return {
        "mark": f"\x1b[{COLOURS[mark]}m{mark}\x1b[0m" if colour else mark,
        "code": finding.code,
        "message": shown(finding.message),
        "place": one_line(finding.place),
        "quote": shown(finding.quote),
        "stated": shown(finding.stated or ""),
        "expected": shown(finding.expected or ""),
        "related": [_related(r, finding, shown) for r in finding.related],
        "why": _wrapped(finding.why),
        "fix": _wrapped(shown(finding.fix)),
    }


def _related(related: Related, finding: Finding, shown: Any) -> dict[str, str]:
    """The second place; in another paper of the deal its name goes before."""
    place = related.place if related.path == finding.path else f"{related.path}: {related.place}"
    return {"place": one_line(place), "quote": shown(related.quote)}


def _shown(record: Record, show_bank: bool) -> Any:
    return lambda text: one_line(text if show_bank else masked(text, record.secrets))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(visible(text), WIDTH - 7) if text else []


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


@cache
def template(name: str) -> Any:
    """A template of the package, written for terminals and plain text: nothing in it is escaped."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("tradelint.templates", ""),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        keep_trailing_newline=False,
    )
    return environment.get_template(name)
