"""Two versions of a paper for people and machines: terms that changed, findings new and gone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

from tradelint.changes import Change, Comparison, Word
from tradelint.findings import Finding
from tradelint.reports.markup import markdown
from tradelint.reports.people import head
from tradelint.reports.templates import template
from tradelint.reports.visible import masked, one_line


def render(compared: tuple[Comparison, ...], format_: str, *, show_bank: bool = False) -> str:
    """The comparison as "text", "markdown" or "json". Bank numbers are masked unless `show_bank`."""
    if format_ == "json":
        return (
            json.dumps({"schema_version": 1, "papers": [_object(c) for c in compared]}, ensure_ascii=False, indent=2)
            + "\n"
        )
    if format_ == "markdown":
        papers = [_paper(c, partial(_cell, c, show_bank)) for c in compared]
        return str(template("diff.md.j2").render(papers=papers)) + "\n"
    papers = [_paper(c, partial(_shown, c, show_bank)) for c in compared]
    return str(template("diff.txt.j2").render(papers=papers)) + "\n"


def _shown(compared: Comparison, show_bank: bool, text: str) -> str:
    return one_line(text if show_bank else _masked(compared, text))


def _masked(compared: Comparison, text: str) -> str:
    return masked(text, (*compared.old.secrets, *compared.new.secrets))


def _cell(compared: Comparison, show_bank: bool, text: str) -> str:
    """Text that cannot leave its table cell or become markup."""
    return markdown(_shown(compared, show_bank, text))


def _paper(compared: Comparison, shown: Callable[[str], str]) -> dict[str, Any]:
    return {
        "old": shown(compared.old.name),
        "new": shown(compared.new.name),
        "head": shown(head(compared.new)),
        "changes": [_change(change, shown) for change in compared.changes],
        "stale": [shown(line) for line in compared.stale],
        "counts": f"{len(compared.found)} new, {len(compared.gone)} gone, {len(compared.changed)} changed, "
        f"{compared.kept} as before",
        "findings": [shown(line) for line in _lines(compared)],
    }


def _change(change: Change, shown: Callable[[str], str]) -> dict[str, str]:
    before, after = change.old, change.new
    return {
        "how": change.how,
        "term": shown(change.term),
        "words": shown(" -> ".join(word.value for word in (before, after) if word)),
        "places": shown(" -> ".join(dict.fromkeys(word.place or "the document" for word in (before, after) if word))),
        "before": shown(_told(before)),
        "after": shown(_told(after)),
    }


def _told(word: Word | None) -> str:
    return "" if word is None else f"{word.value} ({word.place})" if word.place else word.value


def _lines(compared: Comparison) -> Iterator[str]:
    for finding in compared.found:
        yield f"new: {_line(finding)}"
    for before, after in compared.changed:
        was = f" (was: {before.message})" if before.message != after.message else ""
        yield f"changed: {_line(after)}{was}"
    for finding in compared.gone:
        yield f"gone: {_line(finding)}"


def _line(finding: Finding) -> str:
    return f"{finding.severity.value} {finding.code} {finding.message} ({finding.place})"


def _object(compared: Comparison) -> dict[str, Any]:
    shown = partial(_masked, compared)
    return {
        "old": compared.old.name,
        "new": compared.new.name,
        "changes": [
            {
                "term": c.term,
                "how": c.how,
                "old": asdict(c.old) if c.old else None,
                "new": asdict(c.new) if c.new else None,
            }
            for c in compared.changes
        ],
        "stale": list(compared.stale),
        "findings": {
            "new": [_finding(f, shown) for f in compared.found],
            "gone": [_finding(f, shown) for f in compared.gone],
            "changed": [{"old": _finding(a, shown), "new": _finding(b, shown)} for a, b in compared.changed],
            "kept": compared.kept,
        },
    }


def _finding(finding: Finding, shown: Callable[[str], str]) -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": shown(finding.message),
        "place": finding.place,
        "fingerprint": finding.fingerprint,
    }
