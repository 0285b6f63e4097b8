"""Lint one file: a pure function of its bytes, its name and the configuration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tradelint import checklist as checklists
from tradelint import facts as readings
from tradelint import registry
from tradelint.checklist import Checklist
from tradelint.company import Payee
from tradelint.config import Config
from tradelint.config_paper import config_for
from tradelint.errors import UnreadableError
from tradelint.facts import Facts
from tradelint.facts.bank import read_accounts
from tradelint.facts.delegated import find_delegated
from tradelint.facts.inline import find_allowances
from tradelint.facts.kind import Kind
from tradelint.facts.order import is_readable, order_kinds
from tradelint.facts.reading import Reading
from tradelint.findings import ChecklistRow, Finding, Record, Related, unreadable
from tradelint.fixes import filled
from tradelint.gates import (
    TEXT_GATE,
    Hit,
    cap_of,
    is_for_kind,
    is_for_order,
    is_selected,
    is_small_order,
    is_text_missing,
    left_to_annex,
    severity_of,
    unsilenced,
)
from tradelint.goods import goods_lines
from tradelint.house_rules import rules_of
from tradelint.identity import fingerprint, gap_fingerprint
from tradelint.levels import Confidence, Severity, lowest
from tradelint.parsers import Source, read
from tradelint.rule import Circumstances, Problem, Rule, confidence_of, span_of
from tradelint.surroundings import about, clause_near
from tradelint.text import Document, Gap, Span

NOTHING: Mapping[str, str] = {}


def lint(
    data: bytes, path: str, config: Config, annexes: tuple[str, ...] = (), earlier: bytes = b""
) -> tuple[Record, ...]:
    """The records of every paper in a file; an unreadable file gives one record that says why.

    `path` is what reports call the file; `annexes` are the names of the other files linted with it: terms that the
    paper leaves to one of them are not missed; `earlier` is the last committed version of the file. Errors of single
    rules are kept in `Record.crashes`.
    """
    if earlier:
        config = replace(config, committed=accounts_in(earlier, path, config))
    source = Source(data, path, config.limits)
    try:
        documents = read(source)
    except UnreadableError as error:
        return (unreadable(path, data, error),)
    parts = tuple(document.part for document in documents if document.part)
    return tuple(lint_document(d, config, (*annexes, *(p for p in parts if p != d.part))) for d in documents)


def accounts_in(data: bytes, path: str, config: Config) -> tuple[Payee, ...]:
    """Whom an earlier version of a file asks to pay; nothing where it cannot be read."""
    try:
        documents = read(Source(data, path, config.limits))
    except UnreadableError:
        return ()
    accounts = (account for document in documents for account in read_accounts(Reading(document)))
    return tuple(
        Payee(account.beneficiary.text if account.beneficiary else "", account.number)
        for account in accounts
        if account.number and not account.masked and not account.correspondent
    )


def lint_document(document: Document, config: Config, annexes: tuple[str, ...] = ()) -> Record:
    """The record of one paper."""
    facts = readings.read(without_accepted(document, config))
    return record_of(facts, checklists.read(facts), config, annexes)


def without_accepted(document: Document, config: Config) -> Document:
    """The paper with the gaps that a waiver accepts set apart: what is missing there is known to hold no terms."""
    accepted = tuple(gap for gap in document.gaps if gap_fingerprint(gap, document.sha256) in config.accepted_gaps)
    still = tuple(gap for gap in document.gaps if gap not in accepted)
    return replace(document, gaps=still, accepted=accepted) if accepted else document


def record_of(facts: Facts, items: Checklist, config: Config, annexes: tuple[str, ...] = ()) -> Record:
    """The record of a paper whose facts and checklist are read, under the settings that hold for it."""
    document = facts.document
    config, overrides = config_for(facts, config)
    if config.kind:
        facts = _with_kind(facts, config.kind)
    hits, not_checked, crashes = judge(facts, items, config, annexes)
    findings = _findings(hits, facts, config)
    gaps = (*document.gaps, *_language_gap(facts), *_cut_gap(len(findings), config))
    return Record(
        path=document.path,
        sha256=document.sha256,
        status=_status(facts, gaps),
        part=document.part,
        gaps=gaps,
        kind=facts.kind.name,
        kind_confidence=facts.kind.confidence,
        languages=facts.languages,
        is_template=facts.is_template,
        checklist=_rows(items, document),
        line_items=goods_lines(facts),
        findings=findings[: config.max_findings],
        not_checked=tuple(not_checked),
        crashes=tuple(crashes),
        secrets=secrets(facts),
        searched=searched(document),
        document=replace(document, words=(), anchors=()) if config.keep_text else None,
        about=about(facts),
        waived_gaps=document.accepted,
        allowances=find_allowances(document.text),
        profile=config.profile,
        side=config.side,
        overrides=overrides,
    )


def judge(
    facts: Facts, items: Checklist, config: Config, annexes: tuple[str, ...] = ()
) -> tuple[list[Hit], list[str], list[str]]:
    """(hits of all rules that may run, codes not checked for want of text, one line per crashed rule).

    `annexes` are the names of the other files linted with this one.
    """
    circumstances = Circumstances(
        items, config.as_of, config.side, config.platform, config.supplier_limit, annexes,
        config.suppliers, config.house, config.committed,
    )  # fmt: skip
    delegated = find_delegated(facts, annexes)
    hits: list[Hit] = []
    not_checked: list[str] = []
    crashes: list[str] = []
    unread = is_text_missing(facts)
    small = is_small_order(facts, config)
    order = order_kinds(facts)
    rules = sorted((*registry.load(), *rules_of(config.house_rules)), key=lambda rule: rule.code != TEXT_GATE)
    for rule in rules:
        if not is_selected(rule, config) or not is_for_kind(rule, facts.kind.name) or not is_for_order(rule, order):
            continue
        if small and not rule.small_orders:
            continue
        try:
            found = list(rule.run(facts, circumstances, options_of(rule, config)))
        except Exception as error:
            crashes.append(f"{rule.code} {rule.name}: {type(error).__name__}: {error}"[:300])
            continue
        unread = unread or (rule.code == TEXT_GATE and bool(found))
        if unread and rule.absence and rule.item and items[rule.item].state == "not_checked":
            not_checked.append(rule.code)
        if unread and rule.absence is True:
            not_checked.append(rule.code)
            continue
        for problem in found:
            if unread and rule.is_absence(problem.part):
                not_checked.append(rule.code)
                continue
            cap = cap_of(rule, order) or left_to_annex(rule, problem, delegated)
            hits.append(_hit(rule, problem, facts, config, cap))
    return list(unsilenced(hits, facts)), sorted(set(not_checked)), crashes


def options_of(rule: Rule, config: Config) -> Mapping[str, Any]:
    """The options that the configuration gives a rule, typed."""
    given = config.options.get(rule.code)
    return registry.typed_options(rule, given) if given else {}


def _hit(rule: Rule, problem: Problem, facts: Facts, config: Config, cap: str) -> Hit:
    levels = [confidence_of(fact) for fact in (problem.at, *problem.beside)]
    confidence = lowest(*levels, problem.confidence or Confidence.HIGH)
    severity = severity_of(rule, problem, confidence, facts.kind.name, config)
    return Hit(rule, problem, Severity.INFO if cap else severity, confidence, cap)


def _with_kind(facts: Facts, kind: str) -> Facts:
    return replace(facts, kind=Kind(kind, Confidence.HIGH, "asked for"))


def _status(facts: Facts, gaps: tuple[Gap, ...]) -> Any:
    if facts.kind.name == "other":
        return "out_of_scope"
    return "incomplete" if gaps else "checked"


LANGUAGES = {
    "ja": "Japanese", "ko": "Korean", "ru": "Russian", "ar": "Arabic", "he": "Hebrew", "el": "Greek", "th": "Thai",
    "hi": "Hindi", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch",
    "pl": "Polish", "tr": "Turkish", "vi": "Vietnamese",
}  # fmt: skip


def _language_gap(facts: Facts) -> tuple[Gap, ...]:
    """A paper in a language that is not read: what it says in it was not checked."""
    if is_readable(facts) or facts.kind.name == "other":
        return ()
    language = LANGUAGES.get(facts.languages[0], facts.languages[0])
    hint = f"the paper is in {language}; only English and Chinese are understood: check a translation"
    return (Gap("language", "the document", hint),)


def _cut_gap(found: int, config: Config) -> tuple[Gap, ...]:
    if found <= config.max_findings:
        return ()
    hint = f"only the gravest {config.max_findings} of {found} findings are kept: mend those, or raise limits.findings"
    return (Gap("limit", "the findings", hint, waivable=False),)


# -- from hits to findings


def _findings(hits: Iterable[Hit], facts: Facts, config: Config) -> tuple[Finding, ...]:
    known = about(facts)
    made = [_at_home(finding_of(hit, facts.document, config, known), hit.rule, facts) for hit in hits]
    made.sort(key=lambda f: (f.severity.rank, f.span or Span(-1, -1), f.code, f.message))
    return tuple(numbered(made))


def _at_home(finding: Finding, rule: Rule, facts: Facts) -> Finding:
    """Something missing with the clause that it belongs to."""
    return finding if finding.span else replace(finding, near=clause_near(rule, facts))


def finding_of(hit: Hit, document: Document, config: Config, known: Mapping[str, str] = NOTHING) -> Finding:
    """A hit as it is reported for a paper; facts of another paper of the deal become related places there.

    `known` are words of the paper for the slots of the fix text.
    """
    problem, rule = hit.problem, hit.rule
    span = hit.span
    place = document.place(span) if span else None
    slots = {**known, **_defaults(rule, config), **problem.slots}
    return Finding(
        code=rule.code,
        name=rule.name,
        family=rule.family,
        severity=hit.severity,
        confidence=hit.confidence,
        message=problem.message + (f"; {hit.note}" if hit.note else ""),
        path=document.path,
        part=document.part,
        place=str(place) if place else "the document",
        quote=document.quote(span) if span else "",
        span=span,
        where=place or Finding.where,
        stated=problem.stated,
        expected=problem.expected,
        fix=filled(rule.fix, slots),
        fix_zh=filled(rule.fix_zh, slots, "或"),
        why=filled(rule.why, slots),
        fingerprint=fingerprint(hit, document),
        related=tuple(_related(document, fact) for fact in problem.beside if span_of(fact)),
    )


def _related(document: Document, fact: Any) -> Related:
    span = span_of(fact)
    assert span is not None
    paper = getattr(fact, "paper", None)
    if paper is not None:
        document = paper.facts.document
    return Related(document.path, document.quote(span), str(document.place(span)), span)


def _defaults(rule: Rule, config: Config) -> dict[str, object]:
    values: dict[str, object] = {option.name: option.default for option in rule.options}
    values.update(options_of(rule, config))
    return values


def numbered(findings: list[Finding]) -> Iterable[Finding]:
    """Twins with the same fingerprint get an ordinal."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        yield finding if count == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{count}")


# -- the rest of a record


def _rows(items: Checklist, document: Document) -> tuple[ChecklistRow, ...]:
    return tuple(
        ChecklistRow(
            item.name,
            item.state,
            item.confidence,
            item.value,
            item.fields,
            document.quote(item.span) if item.span else None,
            str(document.place(item.span)) if item.span else None,
            item.span,
        )
        for item in items.items
    )


def secrets(facts: Facts) -> tuple[str, ...]:
    """Bank numbers that reports for people show masked, the longest first."""
    numbers = {n.text for bank in facts.parties.accounts for n in (bank.account, bank.iban) if n}
    return tuple(sorted(numbers, key=lambda n: (-len(n), n)))


def searched(document: Document) -> str:
    """Where an absence was looked for: `3 pages`, `2 sheets`, `41 paragraphs and 1 table`."""
    sheets = {b.place.sheet for b in document.blocks if b.place.sheet}
    if sheets:
        return _count(len(sheets), "sheet")
    if document.pages:
        return _count(document.pages, "page")
    paragraphs = sum(block.kind != "cell" for block in document.blocks)
    tables = f" and {_count(len(document.tables), 'table')}" if document.tables else ""
    return _count(paragraphs, "paragraph") + tables


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
