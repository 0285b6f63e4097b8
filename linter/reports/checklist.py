"""The checklist of a paper: the table that a sourcing manager prints."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from tradelint.findings import ChecklistRow, Record, Report
from tradelint.reports import result
from tradelint.reports.people import head
from tradelint.reports.templates import template
from tradelint.reports.visible import masked, one_line

GROUPS = (
    ("Parties and paper", "seller buyer document_number document_date ta_order_number validity_of_offer"),
    ("Product", "product_description material dimensions colour quantity unit_price total_amount amount_in_words "
     "hs_code country_of_origin"),
    ("Shipment and delivery terms", "incoterm shipment_date port_of_loading port_of_destination "
     "late_delivery_penalty insurance"),
    ("Quality", "quality_standard inspection sample_approval warranty"),
    ("Packaging", "packaging shipping_marks"),
    ("Payment", "payment_terms bank_details"),
    ("Refund and claims", "refund_or_claims_terms"),
    ("Legal frame", "force_majeure governing_law dispute_resolution"),
)  # fmt: skip
TITLES = {"ta_order_number": "Trade Assurance order number", "hs_code": "HS code"}
MARKS = {"stated": "stated", "weak": "weak", "absent": "absent", "not_checked": "not checked"}
VALUE_WIDTH = 46
QUOTE_WIDTH = 60


def render(report: Report, format_: str, *, show_bank: bool = False) -> str:
    """The checklist of every paper of a report as text, json, markdown or html."""
    if format_ == "json":
        papers = [_as_json(record, report, show_bank) for record in report.records]
        return json.dumps({"schema_version": 1, "documents": papers}, ensure_ascii=False, indent=2) + "\n"
    papers = [_paper(record, show_bank) for record in report.records]
    if format_ == "text":
        return "\n".join(_text(paper) for paper in papers)
    return str(template(f"checklist.{'md' if format_ == 'markdown' else 'html'}.j2").render(papers=papers)) + "\n"


def _as_json(record: Record, report: Report, show_bank: bool) -> dict[str, Any]:
    whole = result.document(record, report, redact=not show_bank)
    return {key: whole[key] for key in ("path", "part", "status", "gaps", "kind", "languages", "checklist")}


def title_of(item: str) -> str:
    """An item's name for people."""
    return TITLES.get(item) or item.replace("_", " ").capitalize()


def _paper(record: Record, show_bank: bool) -> dict[str, Any]:
    rows = {row.item: row for row in record.checklist}
    groups = [
        {"title": title, "rows": [_row(rows[name], record, show_bank) for name in names.split() if name in rows]}
        for title, names in GROUPS
    ]
    return {
        "name": one_line(record.name),
        "head": head(record),
        "counts": _counted(record),
        "groups": groups,
        "gaps": [f"{one_line(gap.place)}: {one_line(gap.hint)}" for gap in record.gaps],
    }


def _row(row: ChecklistRow, record: Record, show_bank: bool) -> dict[str, str]:
    def shown(text: str | None) -> str:
        return one_line((text or "") if show_bank else masked(text or "", record.secrets))

    return {
        "title": title_of(row.item),
        "state": MARKS[row.state],
        "value": shown(row.value or _by_line(row)),
        "quote": shown(row.quote),
        "place": one_line(row.place or ""),
    }


def _by_line(row: ChecklistRow) -> str:
    """The readings of the goods lines where these differ."""
    lines = row.fields.get("lines") or ()
    told = list(dict.fromkeys(str(line) for line in lines if line))
    return "; ".join(told) if len(told) > 1 else ""


def _counted(record: Record) -> str:
    """`28 stated, 2 weak, 4 absent`."""
    states = [row.state for row in record.checklist]
    return ", ".join(f"{states.count(state)} {words}" for state, words in MARKS.items() if state in states)


def _text(paper: dict[str, Any]) -> str:
    lines = [paper["name"], f"  {paper['head']}", f"  {paper['counts']}"]
    lines += [f"  not read: {gap}" for gap in paper["gaps"]]
    for group in paper["groups"]:
        lines.append(f"\n{group['title']}")
        for row in group["rows"]:
            value = row["value"] or (row["quote"] if row["state"] != "absent" else "")
            start = f"  {row['title']:29} {row['state']:11} {_cut(value, VALUE_WIDTH)}"
            lines.append((_padded(start, 92) + row["place"]).rstrip())
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * max(1, width - _width(text))


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    kept = ""
    for char in text:
        if _width(kept + char) >= width:
            break
        kept += char
    return kept.rstrip() + "…"
