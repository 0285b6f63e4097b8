"""What a claim on a deal would need, and which of it lies in the deal's folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from tradelint.facts.fold import folded
from tradelint.facts.vocabulary import entries
from tradelint.findings import ChecklistRow, Record

# Papers that fix terms: clauses count where they stand there, and none of them is a receipt or a report.
TERMS = ("sales_contract", "proforma_invoice", "purchase_order", "quotation", "unknown")
AT_SHIPMENT = ("commercial_invoice", "packing_list")
# A title stands in the first lines, and is short.
LINES, LONG = 8, 70
Standing = Literal["there", "partly", "missing"]


@dataclass(frozen=True)
class Proof:
    """Where something that a claim needs was found: a file, and in a paper the place and the words."""

    path: str
    place: str = ""
    words: str = ""


@dataclass(frozen=True)
class Need:
    """One thing that a claim needs: how it stands, what proves it, what of it lacks, why it counts, what to do."""

    id: str
    name: str
    standing: Standing
    proofs: tuple[Proof, ...]
    lacks: tuple[str, ...]
    why: str
    ask: str


def evidence_of(records: Sequence[Record], others: Sequence[str]) -> tuple[Need, ...]:
    """The needs of a claim against the papers of a deal (with their text kept) and the names of its other files."""
    return tuple(_need(entry, records, others) for entry in entries("evidence"))


def _need(entry: dict[str, Any], records: Sequence[Record], others: Sequence[str]) -> Need:
    items = entry.get("items", ())
    rows = {name: _best(name, records) for name in items}
    proofs = [Proof(r.path, row.place or "", row.quote or "") for r, row in (found for found in rows.values() if found)]
    proofs += [proof for record in records for proof in _by_paper(entry, record)]
    proofs += [Proof(path) for path in others if _is_named(entry, path)]
    weak = [name for name, found in rows.items() if found and found[1].state == "weak"]
    missing = [name for name, found in rows.items() if found is None] if len(items) > 1 or not proofs else []
    lacks = tuple(name.replace("_", " ") for name in (*missing, *weak))
    standing: Standing = "missing" if not proofs else "partly" if lacks else "there"
    unique = tuple(dict.fromkeys(proofs))
    return Need(entry["id"], entry["name"], standing, unique, lacks, entry["why"], entry["ask"])


def _best(item: str, records: Sequence[Record]) -> tuple[Record, ChecklistRow] | None:
    """Where an item is stated; where it is only touched on, if nowhere."""
    found = [(r, row) for r in records if r.kind in TERMS for row in r.checklist if row.item == item]
    for state in ("stated", "weak"):
        for record, row in found:
            if row.state == state:
                return record, row
    return None


def _by_paper(entry: dict[str, Any], record: Record) -> Iterator[Proof]:
    if record.kind in entry.get("kinds", ()) or _is_named(entry, record.path) or _is_titled(entry, record):
        yield Proof(record.path)


def _is_named(entry: dict[str, Any], path: str) -> bool:
    """Whether the file's suffix or words in its name tell what it is; words count whole."""
    name = PurePath(path)
    if name.suffix.lower() in entry.get("suffixes", ()):
        return True
    words = " ".join(re.split(r"[^0-9a-z\u4e00-\u9fff]+", folded(name.stem)))
    return any(_holds(words, " ".join(re.split(r"[^0-9a-z\u4e00-\u9fff]+", cue))) for cue in entry.get("names", ()))


def _is_titled(entry: dict[str, Any], record: Record) -> bool:
    if record.document is None or record.kind in (*TERMS[:-1], *AT_SHIPMENT):
        return False
    lines = [folded(line) for line in record.document.text.splitlines() if line.strip()][:LINES]
    cues = (*entry.get("titles", ()), *entry.get("titles_zh", ()))
    return any(len(line) <= LONG and _holds(line, cue) for line in lines for cue in cues)


def _holds(text: str, cue: str) -> bool:
    return re.search(rf"(?<![0-9a-z]){re.escape(cue.strip())}(?![0-9a-z])", text) is not None
