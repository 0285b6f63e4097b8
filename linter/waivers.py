"""Findings and gaps that a team accepts: by whom, why and until when, in one file beside the settings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from tradelint import house_rules, registry
from tradelint.config_file import Waivers
from tradelint.config_load import Loaded, shown
from tradelint.config_paper import matches, relative
from tradelint.errors import UsageError
from tradelint.findings import Finding, Record
from tradelint.identity import gap_fingerprint


class Waiver(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """One accepted finding, or gap.

    `rule` is the rule's code, or the gap's ("image-only-page"). `paths` are patterns from the file's folder;
    `document` is the paper's own number, by which it is known under another name. Without a `fingerprint` every
    finding of the rule is covered, which is said. `about` is for readers and not compared.
    """

    rule: str
    paths: tuple[str, ...] = ()
    document: str | None = None
    fingerprint: str | None = None
    reason: str = ""
    owner: str = ""
    created: date | None = None
    expires: date | None = None
    about: str = ""

    def covers(self, record: Record, path: str) -> bool:
        """Whether the waiver speaks of this paper."""
        return matches(self.paths, path) or (self.document is not None and self.document == number_of(record))

    def holds(self, as_of: date) -> bool:
        """Whether it has not ended; its last day counts."""
        return self.expires is None or self.expires >= as_of

    @property
    def words(self) -> str:
        """`agreed with the bank (Lin, until 2027-01-31)`."""
        behind = ", ".join(word for word in (self.owner, f"until {self.expires}" if self.expires else "") if word)
        return f"{self.reason} ({behind})" if behind else self.reason


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    waiver: tuple[Waiver, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something about a waiver that people should know: `kind` is ending, ended, broad, unused or inline."""

    kind: str
    text: str
    waiver: Waiver | None = None


@dataclass
class Book:
    """The waivers of a folder, and which of them a run used."""

    waivers: tuple[Waiver, ...]
    settings: Waivers
    root: str
    as_of: date
    path: Path
    runnable: frozenset[str] = frozenset()
    used: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)

    @cached_property
    def accepted_gaps(self) -> frozenset[str]:
        """The fingerprints of the gaps that are accepted on this day."""
        return frozenset(w.fingerprint for w in self.waivers if w.fingerprint and w.holds(self.as_of))

    def applied(self, record: Record) -> Record:
        """The record with its accepted findings marked; what an ended or outdated waiver covered says so."""
        path = relative(record.path, self.root)
        about = [n for n, waiver in enumerate(self.waivers) if waiver.covers(record, path)]
        if record.status != "unreadable":
            self.seen.update(about)
        for gap in record.waived_gaps:
            print_ = gap_fingerprint(gap, record.sha256)
            self.used.update(n for n, waiver in enumerate(self.waivers) if waiver.fingerprint == print_)
        covering = [(n, self.waivers[n]) for n in about]
        first = tuple(self._judged(finding, covering) for finding in record.findings)
        return replace(record, findings=tuple(self._inline(self._reopened(f, covering), record, path) for f in first))

    def _judged(self, finding: Finding, covering: list[tuple[int, Waiver]]) -> Finding:
        ended = None
        for number, waiver in covering:
            if waiver.rule != finding.code or waiver.fingerprint not in (None, finding.fingerprint):
                continue
            self.used.add(number)
            if waiver.holds(self.as_of):
                return replace(finding, status="waived", waiver=waiver.words)
            ended = waiver
        return finding if ended is None else replace(finding, waiver=f"was waived, and that has ended: {ended.words}")

    def _reopened(self, finding: Finding, covering: list[tuple[int, Waiver]]) -> Finding:
        """A new finding beside a waiver of the same rule that fits no longer: what was waived is another value."""
        if finding.status != "new" or finding.waiver:
            return finding
        for number, waiver in covering:
            if waiver.rule == finding.code and number not in self.used:
                was = f" for: {waiver.about}" if waiver.about else ""
                return replace(finding, waiver=f"a waiver stands{was}; this is another value: {waiver.words}")
        return finding

    def _inline(self, finding: Finding, record: Record, path: str) -> Finding:
        """What the draft itself allows, where the settings trust it."""
        for allowance in record.allowances:
            if allowance.code != finding.code or finding.status != "new" or finding.code in self._never:
                continue
            if not matches(self.settings.trust_inline, path):
                text = f"{shown(Path(record.path))} allows itself {allowance.code}: not followed (waivers.trust-inline)"
                self.notes += [note for note in [Note("inline", text)] if note not in self.notes]
            elif allowance.until is None or allowance.until >= self.as_of:
                until = f" (in the draft, until {allowance.until})" if allowance.until else " (in the draft)"
                return replace(finding, status="waived", waiver=allowance.reason + until)
        return finding

    @cached_property
    def _never(self) -> frozenset[str]:
        return registry.selected(self.settings.non_waivable)

    def remarks(self) -> tuple[Note, ...]:
        """What is to be said of the waivers after a run: ending, ended, too broad, unused."""
        found = list(self.notes)
        for number, waiver in enumerate(self.waivers):
            name = f"{shown(self.path)}: waiver of {waiver.rule} for {', '.join(waiver.paths) or waiver.document}"
            if not waiver.holds(self.as_of):
                if number in self.used:
                    found.append(Note("ended", f"{name} ended on {waiver.expires}", waiver))
            elif waiver.expires and waiver.expires - self.as_of <= timedelta(self.settings.warn_days):
                days = (waiver.expires - self.as_of).days
                found.append(Note("ending", f"{name} ends in {days} days ({waiver.expires})", waiver))
            if waiver.fingerprint is None:
                found.append(Note("broad", f"{name} has no fingerprint and covers every such finding there", waiver))
            if number in self.seen - self.used and self._could_run(waiver):
                found.append(Note("unused", f"{name} fits nothing any more", waiver))
        return tuple(found)

    def _could_run(self, waiver: Waiver) -> bool:
        return not _is_rule(waiver.rule) or waiver.rule in self.runnable


def number_of(record: Record) -> str | None:
    """The number that a paper gives itself, where it is plain."""
    for row in record.checklist:
        if row.item == "document_number" and row.state == "stated":
            return row.value
    return None


def book_of(loaded: Loaded) -> Book:
    """The waivers that hold beside some settings. Raises UsageError for one that lacks what it needs."""
    settings = loaded.settings.waivers
    path = loaded.root / settings.file
    waivers = read(path) if path.is_file() else ()
    for number, waiver in enumerate(waivers, 1):
        _check(f"{shown(path)}: waiver {number} ({waiver.rule})", waiver, loaded)
    extra = house_rules.rules_of(loaded.config.house_rules)
    config = loaded.config
    runnable = {rule.code for rule in (*registry.load(), *extra) if rule.kinds != "deal"} - config.ignore
    chosen = frozenset(runnable if config.select is None else runnable & config.select)
    return Book(waivers, settings, str(path.parent), config.as_of, path, chosen)


def read(path: Path) -> tuple[Waiver, ...]:
    """The waivers in a file. Raises UsageError where it is none."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File).waiver
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{shown(path)}: {error}") from None


def _check(name: str, waiver: Waiver, loaded: Loaded) -> None:
    settings = loaded.settings.waivers
    if _is_rule(waiver.rule):
        extra = house_rules.rules_of(loaded.config.house_rules)
        if registry.find(waiver.rule, extra).code != waiver.rule:
            raise UsageError(f"{name}: name the rule by its code")
        if waiver.rule in registry.selected(settings.non_waivable, extra):
            raise UsageError(f"{name}: the settings say that nobody may waive it (waivers.non-waivable)")
    elif waiver.fingerprint is None:
        raise UsageError(f"{name}: needs a fingerprint; tradelint waive writes it")
    if not (waiver.paths or waiver.document):
        raise UsageError(f"{name}: needs paths, or the paper's number as document")
    if settings.require_reason and not waiver.reason.strip():
        raise UsageError(f"{name}: needs a reason")
    if settings.require_expiry and waiver.expires is None:
        raise UsageError(f"{name}: needs expires = YYYY-MM-DD")
    days = (waiver.expires - waiver.created).days if waiver.expires and waiver.created else 0
    if days > settings.max_days:
        raise UsageError(f"{name}: lasts longer than {settings.max_days} days (waivers.max-days)")


def _is_rule(word: str) -> bool:
    """Rules have codes in capitals, gaps in small letters."""
    return word[:1].isupper()


def entry(waiver: Waiver) -> str:
    """A waiver as it is written into the file."""
    given: dict[str, Any] = {field.encode_name: getattr(waiver, field.name) for field in msgspec.structs.fields(Waiver)}
    lines = [f"{key} = {_toml(value)}" for key, value in given.items() if value not in (None, "", ())]
    return "[[waiver]]\n" + "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return '"' + "".join(_escaped(char) for char in str(value)) + '"'


def _escaped(char: str) -> str:
    return f"\\{char}" if char in '"\\' else f"\\u{ord(char):04x}" if ord(char) < 32 or ord(char) == 127 else char


def add(path: Path, waivers: tuple[Waiver, ...]) -> None:
    """Write waivers at the end of the file; what stands there, comments and all, stays as it is."""
    before = path.read_text("utf-8") if path.exists() else HEADER
    glue = "" if before.endswith("\n") else "\n"
    path.write_text(before + glue + "".join(f"\n{entry(waiver)}" for waiver in waivers), "utf-8")


def remove(path: Path, gone: tuple[Waiver, ...]) -> int:
    """Take waivers out of the file, leaving every other line; returns how many went."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    starts = [n for n, line in enumerate(lines) if line.split("#")[0].strip() == "[[waiver]]"]
    blocks = list(zip(starts, [*starts[1:], len(lines)], strict=True))
    keep, removed = lines[: starts[0] if starts else len(lines)], 0
    for start, end in blocks:
        (waiver,) = msgspec.convert(tomllib.loads("".join(lines[start:end])), _File).waiver
        if waiver in gone:
            removed += 1
        else:
            keep += lines[start:end]
    path.write_text("".join(keep), "utf-8")
    return removed


HEADER = """# Findings that we accept. tradelint waive adds to this file; tradelint waivers check looks after it.
# A waiver names the rule, the paper, the fingerprint of the finding, who answers for it, why, and until when.
"""
