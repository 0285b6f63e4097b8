"""Two versions of a paper: terms that changed, what should have changed with them, findings new and gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from tradelint.changes import Change, Comparison, Word
from tradelint.checklist import Item
from tradelint.config import Config
from tradelint.deal import Paper
from tradelint.deal.figures import PACKED, line_differences, packed
from tradelint.deal.lines import label, match_lines
from tradelint.deal.parties import accounts, masked
from tradelint.dealing import File, papers_of
from tradelint.engine import record_of
from tradelint.facts.fold import folded
from tradelint.findings import Finding
from tradelint.text import Span

# Items that are compared line by line, or by their own words below.
BY_LINE = {"quantity", "unit_price", "material", "dimensions", "colour", "product_description"}


def compare_files(old: File, new: File, config: Config) -> tuple[Comparison, ...]:
    """Compare the papers of two files, sheet by sheet or attachment by attachment.

    Raises UnreadableError when one of them cannot be read.
    """
    before, after = papers_of(old, config), papers_of(new, config)
    return tuple(_compared(a, b, config) for a, b in _paired(before, after))


def _paired(before: Sequence[Paper], after: Sequence[Paper]) -> Iterator[tuple[Paper, Paper]]:
    """The same part of both files, else the papers in their order."""
    parts = {paper.facts.document.part: paper for paper in after}
    for index, paper in enumerate(before):
        other = parts.get(paper.facts.document.part) if len(before) > 1 else after[0]
        other = other or (after[index] if index < len(after) else None)
        if other is not None:
            yield paper, other


def _compared(old: Paper, new: Paper, config: Config) -> Comparison:
    before, after = (record_of(paper.facts, paper.checklist, config) for paper in (old, new))
    changes = (*_terms(old, new), *_accounts(old, new), *_lines(old, new))
    found, gone, changed, kept = _findings(before.findings, after.findings)
    return Comparison(before, after, changes, tuple(_stale(old, new, changes)), found, gone, changed, kept)


# -- terms


def _terms(old: Paper, new: Paper) -> Iterator[Change]:
    for item in old.checklist.items:
        other = new.checklist[item.name]
        if item.name not in BY_LINE and item.name != "bank_details" and _says(item) != _says(other):
            yield Change(item.name.replace("_", " "), _word(old, item), _word(new, other))


def _says(item: Item) -> Any:
    if item.state not in ("stated", "weak"):
        return None
    return folded(item.value or "") or item.state


def _word(paper: Paper, item: Item) -> Word | None:
    if item.state not in ("stated", "weak"):
        return None
    return _at(
        paper, item.span, item.value or paper.facts.document.quote(item.span, 80) if item.span else item.value or ""
    )


def _at(paper: Paper, span: Span | None, value: str) -> Word:
    document = paper.facts.document
    return Word(value, document.quote(span), str(document.place(span))) if span else Word(value)


def _accounts(old: Paper, new: Paper) -> Iterator[Change]:
    """The accounts to pay to, in their last four characters: a changed one is the first thing to ask about."""
    before = {account.number: account for account in accounts(old)}
    after = {account.number: account for account in accounts(new)}
    left = [
        Word(masked(number), place=str(old.facts.document.place(before[number].span)))
        for number in before.keys() - after
    ]
    came = [
        Word(masked(number), place=str(new.facts.document.place(after[number].span)))
        for number in after.keys() - before
    ]
    for a, b in zip(sorted(left, key=lambda w: w.value), sorted(came, key=lambda w: w.value), strict=False):
        yield Change("account to pay to", a, b)
    for word in left[len(came) :]:
        yield Change("account to pay to", word, None)
    for word in came[len(left) :]:
        yield Change("account to pay to", None, word)


def _lines(old: Paper, new: Paper) -> Iterator[Change]:
    matched = match_lines(old, new)
    for match in matched.pairs:
        for found in line_differences(match, old, new):
            a, b = found.first, found.second
            yield Change(f"{label(match.first)}, {found.field}", _at(old, a.span, a.words), _at(new, b.span, b.words))
    for line in matched.only_first:
        yield Change("goods line", _at(old, line.span, label(line)), None)
    for line in matched.only_second:
        yield Change("goods line", None, _at(new, line.span, label(line)))


# -- what should have changed too


def _stale(old: Paper, new: Paper, changes: Sequence[Change]) -> Iterator[str]:
    changed = {change.term for change in changes}
    if not changes:
        return
    if new.number and new.number == old.number and new.revision == old.revision:
        yield f"the number is still {new.number}: two different papers carry it; add a revision mark"
    if new.date and new.date == old.date:
        yield f"the date is still {new.date}: date the new version"
    if "total amount" in changed:
        yield from _stale_with_total(old, new, changed)
    if any(term.endswith(", quantity") or term == "goods line" for term in changed):
        yield from _stale_packing(old, new)
    if "shipment date" in changed:
        yield from _stale_credit(old, new)


def _stale_with_total(old: Paper, new: Paper, changed: set[str]) -> Iterator[str]:
    words = new.checklist["amount_in_words"]
    if words.state == "stated" and "amount in words" not in changed:
        yield f"the total changed, the amount in words did not: {words.value}"
    for name in ("deposit", "balance"):
        before, after = getattr(old.facts.amounts, name), getattr(new.facts.amounts, name)
        amounts = [part.amount.amount for part in (before, after) if part and part.amount]
        if len(amounts) == 2 and amounts[0] is not None and amounts[0] == amounts[1]:
            yield f"the total changed, the {name} did not: {amounts[0]:,}"


def _stale_packing(old: Paper, new: Paper) -> Iterator[str]:
    for what, whole, part, _ in PACKED:
        before, after = packed(old, whole, part), packed(new, whole, part)
        if before is not None and after is not None and before.value == after.value:
            yield f"quantities changed, the {what} did not: {after.words}"


def _stale_credit(old: Paper, new: Paper) -> Iterator[str]:
    before, after = _latest_shipments(old), _latest_shipments(new)
    if after and before == after:
        yield f"the shipment date changed, the credit's latest shipment did not: {', '.join(sorted(after))}"


def _latest_shipments(paper: Paper) -> set[str]:
    readings = (credit.latest_shipment for credit in paper.facts.payment.credits)
    return {str(reading.date) for reading in readings if reading and reading.date}


# -- findings


def _findings(
    before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[tuple[Finding, Finding], ...], int]:
    """(new, gone, changed, how many stayed): a finding of the same rule with another value is a changed one."""
    old, new = {f.fingerprint: f for f in before}, {f.fingerprint: f for f in after}
    kept = old.keys() & new.keys()
    gone: dict[str, list[Finding]] = defaultdict(list)
    for finding in (f for f in before if f.fingerprint not in kept):
        gone[finding.code].append(finding)
    found: list[Finding] = []
    changed: list[tuple[Finding, Finding]] = []
    for finding in (f for f in after if f.fingerprint not in kept):
        if gone[finding.code]:
            changed.append((gone[finding.code].pop(0), finding))
        else:
            found.append(finding)
    left = [finding for finding in before if finding in gone[finding.code]]
    return tuple(found), tuple(left), tuple(changed), len(kept)
