"""The machine-readable result: one JSON object per paper, or one for the whole run."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from tradelint.findings import ChecklistRow, Finding, Record, Related, Report
from tradelint.reports import Look
from tradelint.reports.tally import tally
from tradelint.reports.visible import masked
from tradelint.text import Gap, Span

SCHEMA_VERSION = 1
TOOL = "tradelint"
# Characters that JSON leaves as they are, though a terminal or an eye obeys them: C1 controls, bidi, zero width.
UNSEEN = re.compile("[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def document(record: Record, report: Report, *, redact: bool = False) -> dict[str, Any]:
    """The object of one paper. Bank numbers are whole unless `redact`; messages show them masked in any case."""
    secrets = record.secrets
    result = {
        "schema_version": SCHEMA_VERSION,
        "tool": f"{TOOL} {report.version}",
        "as_of": report.as_of.isoformat(),
        "side": report.side,
        "profile": report.profile,
        "path": _printable(record.path),
        "sha256": record.sha256,
        "part": record.part,
        "status": record.status,
        "gaps": [_gap(gap) for gap in record.gaps],
        "kind": record.kind,
        "kind_confidence": str(record.kind_confidence),
        "languages": list(record.languages),
        "is_template": record.is_template,
        "checklist": [_row(row) for row in record.checklist],
        "line_items": list(record.line_items),
        "findings": [_finding(finding, secrets) for finding in record.findings],
        "not_checked": list(record.not_checked),
        "internal_errors": list(record.crashes),
    }
    if record.deal is not None:
        result |= {"deal": record.deal, "role": record.role}
    return _redacted(result, secrets) if redact else result


def jsonl(report: Report, look: Look) -> str:
    """One object per line, in input order."""
    return "".join(dumped(document(record, report, redact=look.redact)) + "\n" for record in report.records)


def whole(report: Report, look: Look) -> str:
    """One object for the run."""
    return dumped(run(report, redact=look.redact), indent=2) + "\n"


def run(report: Report, *, redact: bool = False) -> dict[str, Any]:
    """The object of a whole run."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": TOOL, "version": report.version},
        "documents": [document(record, report, redact=redact) for record in report.records],
        "summary": summary(report),
        **({"deals": [asdict(deal) for deal in report.deals]} if report.deals else {}),
    }


def summary(report: Report) -> dict[str, Any]:
    """How many new findings of each severity, how many accepted ones, how many papers of each status; the exit code."""
    counts = tally(report.records)
    return {
        "errors": counts.errors,
        "warnings": counts.warnings,
        "infos": counts.notes,
        "known": counts.known,
        "waived": counts.waived,
        "documents": len(report.records),
        "checked": counts.checked,
        "incomplete": counts.incomplete,
        "unreadable": counts.unreadable,
        "out_of_scope": counts.out_of_scope,
        "internal_errors": counts.crashes,
        "exit_code": int(report.exit_code),
    }


def schema() -> str:
    """The JSON Schema of one paper's object and of the whole run."""
    return (files("tradelint.reports") / "result.schema.json").read_text("utf-8")


def dumped(value: Any, *, indent: int | None = None) -> str:
    """JSON text that is harmless to print: what terminals and build logs act on is escaped, and lost on nobody."""
    text = json.dumps(value, ensure_ascii=False, indent=indent).replace("##", "#\\u0023")
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _printable(path: str) -> str:
    """A file name with bytes that are not UTF-8 must not break the JSON text."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _gap(gap: Gap) -> dict[str, Any]:
    return {"code": gap.code, "place": _printable(gap.place), "hint": _printable(gap.hint), "waivable": gap.waivable}


def _row(row: ChecklistRow) -> dict[str, Any]:
    return {
        "item": row.item,
        "state": row.state,
        "confidence": str(row.confidence),
        "value": row.value,
        "fields": row.fields,
        "quote": row.quote,
        "place": row.place,
        "span": _span(row.span),
    }


def _finding(finding: Finding, secrets: tuple[str, ...]) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "family": finding.family,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": masked(finding.message, secrets),
        "quote": masked(finding.quote, secrets),
        "place": finding.place,
        "span": _span(finding.span),
        "expected": finding.expected,
        "stated": finding.stated,
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
        "status": finding.status,
        "waiver": finding.waiver,
        "related": [_related(related, secrets) for related in finding.related],
    }


def _related(related: Related, secrets: tuple[str, ...]) -> dict[str, Any]:
    return {
        "path": _printable(related.path),
        "quote": masked(related.quote, secrets),
        "place": related.place,
        "span": _span(related.span),
    }


def _redacted(value: Any, secrets: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return masked(value, secrets)
    if isinstance(value, list):
        return [_redacted(item, secrets) for item in value]
    if isinstance(value, dict):
        return {key: _redacted(item, secrets) for key, item in value.items()}
    return value
