"""The known findings of an old archive: each by itself, so that one fault cannot stand in for another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
from msgspec import Struct
from tradelint.config_load import Loaded, shown
from tradelint.config_paper import relative
from tradelint.errors import UsageError
from tradelint.findings import Finding, Record
from tradelint.waivers import number_of

FINGERPRINT_VERSION = 1
Hint = Callable[[Finding, Record], str]


class Entry(Struct, frozen=True, kw_only=True):
    """A known finding; `place` and `words` are for readers and not compared."""

    rule: str
    fingerprint: str
    place: str = ""
    words: str = ""


class Paper(Struct, frozen=True, kw_only=True):
    """A paper and its known findings; bytes and number know it again under another name."""

    path: str
    part: str | None = None
    sha256: str = ""
    document: str | None = None
    findings: tuple[Entry, ...] = ()


class Baseline(Struct, frozen=True, kw_only=True):
    """What a baseline file holds."""

    schema_version: int = 1
    fingerprint_version: int = FINGERPRINT_VERSION
    papers: tuple[Paper, ...] = ()

    @property
    def size(self) -> int:
        """How many findings are known."""
        return sum(len(paper.findings) for paper in self.papers)


def path_of(loaded: Loaded, named: str | None = None) -> Path:
    """Where the baseline of some settings stands."""
    return Path(named).absolute() if named else loaded.root / loaded.settings.baseline.file


def read(path: Path) -> Baseline:
    """A baseline file. Raises UsageError where it is none, or was made by another way of knowing findings."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"{shown(path)}: no baseline: {error}") from None
    if found.fingerprint_version != FINGERPRINT_VERSION:
        raise UsageError(f"{shown(path)}: made by another version; tradelint baseline update --all renews it")
    return found


def write(path: Path, baseline: Baseline) -> None:
    """Write a baseline, one finding to a line, in an order that merges well."""
    papers = sorted((p for p in baseline.papers if p.findings), key=lambda p: (p.path, p.part or ""))
    data = msgspec.json.encode(msgspec.structs.replace(baseline, papers=tuple(papers)))
    path.write_bytes(msgspec.json.format(data, indent=1) + b"\n")


def applied(records: tuple[Record, ...], baseline: Baseline, root: Path) -> tuple[tuple[Record, ...], int]:
    """(records with their known findings marked, how many known findings of these papers are gone)."""
    marked, gone = [], 0
    known = known_papers(records, baseline, root)
    for record in records:
        paper = known.get((record.path, record.part))
        prints = {entry.fingerprint for entry in paper.findings} if paper else set()
        here = {finding.fingerprint for finding in record.findings}
        gone += len(prints - here) if record.status != "unreadable" else 0
        marked.append(
            replace(
                record,
                findings=tuple(
                    replace(f, status="known") if f.status == "new" and f.fingerprint in prints else f
                    for f in record.findings
                ),
            )
        )
    return tuple(marked), gone


def known_papers(records: tuple[Record, ...], baseline: Baseline, root: Path) -> dict[tuple[str, str | None], Paper]:
    """The baseline's paper of each record: by path, else by bytes or number of one whose file is gone."""
    by_path = {(paper.path, paper.part): paper for paper in baseline.papers}
    moved = [paper for paper in baseline.papers if not (root / paper.path).exists()]
    found = {}
    for record in records:
        paper = by_path.get((relative(record.path, str(root)), record.part))
        paper = paper or next((p for p in moved if _is_same(p, record)), None)
        if paper is not None:
            found[record.path, record.part] = paper
    return found


def _is_same(paper: Paper, record: Record) -> bool:
    if paper.part != record.part:
        return False
    return paper.sha256 == record.sha256 or (paper.document is not None and paper.document == number_of(record))


def paper_of(record: Record, root: Path, hint: Hint, findings: tuple[Finding, ...] | None = None) -> Paper:
    """What a baseline keeps of a paper: all findings that nobody waived."""
    kept = findings if findings is not None else tuple(f for f in record.findings if f.status != "waived")
    return Paper(
        path=relative(record.path, str(root)),
        part=record.part,
        sha256=record.sha256,
        document=number_of(record),
        findings=tuple(
            Entry(rule=f.code, fingerprint=f.fingerprint, place=f.place, words=hint(f, record))
            for f in sorted(kept, key=lambda f: (f.code, f.fingerprint))
        ),
    )


def updated(baseline: Baseline, records: tuple[Record, ...], root: Path, hint: Hint) -> Baseline:
    """The baseline with the findings that these papers have now; papers that were not read stay as they are."""
    return _renewed(baseline, records, root, lambda record, _: paper_of(record, root, hint))


def pruned(baseline: Baseline, records: tuple[Record, ...], root: Path, hint: Hint) -> Baseline:
    """The baseline without what these papers no longer have: it never grows here."""

    def shrunk(record: Record, paper: Paper) -> Paper:
        known = {entry.fingerprint for entry in paper.findings}
        return paper_of(record, root, hint, tuple(f for f in record.findings if f.fingerprint in known))

    renewed = _renewed(baseline, records, root, shrunk, grow=False)
    there = tuple(paper for paper in renewed.papers if (root / paper.path).exists())
    return msgspec.structs.replace(renewed, papers=there)


def _renewed(
    baseline: Baseline,
    records: tuple[Record, ...],
    root: Path,
    renew: Callable[[Record, Paper], Paper],
    *,
    grow: bool = True,
) -> Baseline:
    read_whole = tuple(record for record in records if record.status != "unreadable")
    known = known_papers(read_whole, baseline, root)
    old = {id(paper) for paper in known.values()}
    papers = [paper for paper in baseline.papers if id(paper) not in old]
    for record in read_whole:
        paper = known.get((record.path, record.part))
        if paper is not None or grow:
            papers.append(renew(record, paper or Paper(path="")))
    return msgspec.structs.replace(baseline, papers=tuple(papers), fingerprint_version=FINGERPRINT_VERSION)
