"""The checklist of a paper for reports that show it beside the findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tradelint.findings import ChecklistRow
from tradelint.reports import Look
from tradelint.reports.checklist import GROUPS, MARKS, title_of
from tradelint.reports.people import Paper, rule_of, words


@dataclass(frozen=True)
class Item:
    """One term: `value` is its reading or else its words; `entries` the numbers of the findings about it."""

    title: str
    state: str
    value: str
    place: str
    entries: tuple[int, ...]


@dataclass(frozen=True)
class Group:
    """The terms of one chapter."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Checklist:
    """All terms of a paper; `summary` is `21 stated, 4 weak, 9 absent`. Empty for a paper that was not judged."""

    groups: tuple[Group, ...]
    summary: str


def checklist_of(paper: Paper, look: Look) -> Checklist:
    """The checklist of a paper, in groups."""
    said = words(paper.record, look)
    rows = {row.item: row for row in paper.record.checklist}
    numbers: dict[str, list[int]] = {}
    for entry in paper.new:
        rule = rule_of(entry.code)
        if rule is not None and rule.item:
            numbers.setdefault(rule.item, []).append(entry.number)

    def item(row: ChecklistRow) -> Item:
        value = said(row.value) or (said(row.quote) if row.state != "absent" else "")
        return Item(title_of(row.item), MARKS[row.state], value, said(row.place), tuple(numbers.get(row.item, ())))

    groups = (
        Group(title, tuple(item(rows[name]) for name in names.split() if name in rows)) for title, names in GROUPS
    )
    counts = Counter(MARKS[row.state] for row in paper.record.checklist)
    return Checklist(
        tuple(group for group in groups if group.items),
        ", ".join(f"{counts[state]} {state}" for state in MARKS.values() if counts[state]),
    )
