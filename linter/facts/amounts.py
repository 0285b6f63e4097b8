"""The totals of a paper: subtotal, charges, total, deposit and balance, the amount in words, the currencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from tradelint.facts.amount_words import AmountInWords, find_amounts_in_words
from tradelint.facts.amounts_formulas import FormulaFault, formula_faults
from tradelint.facts.amounts_parts import Part, clauses, find_part, totals_in_sentences
from tradelint.facts.amounts_rows import Statement, other_rows, statements
from tradelint.facts.amounts_unnamed import unnamed_charges
from tradelint.facts.line_goods import Goods, read_goods
from tradelint.facts.line_totals import CHARGES, SUMS, tax_word
from tradelint.facts.line_types import LineItem
from tradelint.facts.numbers_units import units
from tradelint.facts.values import Convention, Figure, Money, Percent, Quantity
from tradelint.levels import Confidence
from tradelint.text import Document, Span

ChargeKind = Literal["freight", "insurance", "tooling", "tax", "bank_charge", "discount", "other"]


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge beside the goods; a discount has a positive `amount` that is to be taken off.

    `included` marks one that the paper shows for information only or has inside its prices.
    """

    kind: ChargeKind
    label: str
    span: Span
    amount: Money | None = None
    percent: Percent | None = None
    included: bool = False
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A sum over some lines: `first` and `last` are positions in the tuple of lines (last is included)."""

    amount: Money
    first: int
    last: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class AmountFacts:
    """What the paper says about its money. None or empty means that it does not say.

    `lines_total` is the sum of the line amounts as read (None unless every line that is not free has one);
    `totals` are all grand totals that the paper states, `total` the one that counts. `total_net_of_tax` and
    `total_with_tax` are set where the paper tells them apart; `tax_included` where it says so (含税).
    `doubtful` are the figures that can be read in two ways or are grouped wrongly, `formula_faults` what is wrong with
    the formulas of a sheet.
    """

    currency: str | None = None
    lines_total: Decimal | None = None
    subtotal: Money | None = None
    subtotals: tuple[Subtotal, ...] = ()
    charges: tuple[Charge, ...] = ()
    total: Money | None = None
    totals: tuple[Money, ...] = ()
    total_net_of_tax: Money | None = None
    total_with_tax: Money | None = None
    tax_included: bool | None = None
    total_quantity: Quantity | None = None
    total_cartons: Quantity | None = None
    total_net_weight: Quantity | None = None
    total_gross_weight: Quantity | None = None
    total_cbm: Quantity | None = None
    deposit: Part | None = None
    balance: Part | None = None
    in_words: tuple[AmountInWords, ...] = ()
    currencies: tuple[str, ...] = ()
    formula_faults: tuple[FormulaFault, ...] = ()
    doubtful: tuple[Figure, ...] = ()
    convention: Convention = Convention()


def read_amounts(
    document: Document,
    convention: Convention | None = None,
    lines: tuple[LineItem, ...] | None = None,
) -> AmountFacts:
    """The amounts of a document; `lines` stand in for its goods lines when they are given."""
    goods = read_goods(document, convention)
    return _Reader(document, goods if lines is None else replace(goods, lines=lines)).read()


class _Reader:
    def __init__(self, document: Document, goods: Goods) -> None:
        self.document = document
        self.goods = goods
        self.lines = goods.lines
        self.convention = goods.convention
        self.statements = statements(document, goods)
        self.lines_total = _sum(goods.lines)
        self.clauses = clauses(document)

    def read(self) -> AmountFacts:
        """All amounts of the document."""
        sums, sections = self._sums()
        charges = self._with_unnamed(sums, self._charges())
        subtotal, total, totals = self._totals(sums, charges)
        net, gross = self._taxed(sums)
        currencies = self._currencies(total, charges)
        return AmountFacts(
            currency=total.currency if total and total.currency else next(iter(currencies), None),
            lines_total=self.lines_total,
            subtotal=subtotal,
            subtotals=sections,
            charges=charges,
            total=total,
            totals=totals,
            total_net_of_tax=net,
            total_with_tax=gross,
            tax_included=self._tax_included(sums),
            total_quantity=self._measure("quantity"),
            total_cartons=self._measure("cartons"),
            total_net_weight=self._measure("net_weight"),
            total_gross_weight=self._measure("gross_weight"),
            total_cbm=self._measure("cbm"),
            deposit=self._part("deposit"),
            balance=self._part("balance"),
            in_words=find_amounts_in_words(self.document.text),
            currencies=currencies,
            formula_faults=formula_faults(self.document, self.lines, self.statements),
            doubtful=self._doubtful(total, charges),
            convention=self.convention,
        )

    # -- sums

    def _sums(self) -> tuple[list[Statement], tuple[Subtotal, ...]]:
        """(sums over the whole paper, sums over a section: those with goods lines still to come)."""
        sums, sections, first = [], [], 0
        for statement in self.statements:
            if statement.kind not in ("total", "subtotal", "with_tax") or statement.money is None:
                continue
            more = statement.after < len(self.lines) and statement.in_table
            part = statement.kind == "subtotal" and first > 0 and statement.after - first < len(self.lines)
            if statement.after and (more or part) and statement.after > first:
                label = statement.label
                sections.append(Subtotal(statement.money, first, statement.after - 1, label))
                first = statement.after
            elif statement.after or not self.lines or not statement.in_table:
                sums.append(statement)
        return sums, tuple(sections)

    def _charges(self) -> tuple[Charge, ...]:
        found = []
        for s in self.statements:
            if s.kind not in CHARGES or (s.money is None and not self._announced(s)):
                continue
            amount = s.money
            if s.kind == "discount" and amount is not None and amount.amount is not None:
                amount = replace(amount, amount=abs(amount.amount))
            found.append(Charge(s.kind, s.label, s.span, amount, s.percent, s.information))  # type: ignore[arg-type]
        return tuple(found)

    def _with_unnamed(self, sums: list[Statement], charges: tuple[Charge, ...]) -> tuple[Charge, ...]:
        """The charges with those that no list names, where the total is more than lines and charges add up to."""
        expected = self._expected(charges)
        total = next((s for s in reversed(sums) if s.kind == "total" and s.money is not None), None)
        if expected is None or total is None or total.money is None or total.money.amount in (None, expected):
            return charges
        assert total.money.amount is not None
        taken = [s.span for s in self.statements]
        rows = [row for row in other_rows(self.document) if row.pieces and not _overlaps(row.span, taken)]
        found = unnamed_charges(rows, total, total.money.amount - expected, self.goods)
        more = (Charge("other", s.label, s.span, s.money, confidence=Confidence.MEDIUM) for s in found)
        return tuple(sorted((*charges, *more), key=lambda charge: charge.span))

    def _announced(self, statement: Statement) -> bool:
        """A charge without a figure ("Freight: to be advised") counts in the table, above its total."""
        sums = [s.span.start for s in self.statements if s.kind in SUMS and s.in_table and s.money]
        return statement.in_table and bool(sums) and statement.span.start < max(sums)

    def _totals(
        self, sums: list[Statement], charges: tuple[Charge, ...]
    ) -> tuple[Money | None, Money | None, tuple[Money, ...]]:
        """(subtotal, the total that counts, all totals)."""
        sums = _behind_charges(sums, charges)
        stated = [s.money for s in sums if s.kind != "subtotal" and s.money]
        lines = [line.amount for line in self.lines if line.amount] if len(self.lines) > 1 else []
        known = [*stated, *lines]
        sentences = [m for m in totals_in_sentences(self.clauses, self.convention) if not _known(m, known)]
        subtotal = next((s.money for s in sums if s.kind == "subtotal"), None)
        firsts = [s for s in sums if s.kind == "total"]
        if subtotal is None and len(firsts) > 1 and self._is_subtotal(firsts[0], firsts[-1], charges):
            subtotal = firsts[0].money
            stated = [m for m in stated if m is not subtotal]
        totals = tuple(stated + sentences)
        if not totals and subtotal is not None and not any(_counts(c) for c in charges):
            return subtotal, None, ()
        return subtotal, self._chosen(sums, totals, charges), totals

    def _is_subtotal(self, first: Statement, last: Statement, charges: tuple[Charge, ...]) -> bool:
        """A "Total" above the charges, with another total below them, sums up the goods alone."""
        if first.money is None or last.money is None or first.money.amount == last.money.amount:
            return False
        between = any(first.span.start < c.span.start < last.span.start for c in charges)
        return between or first.with_tax is False

    def _chosen(self, sums: list[Statement], totals: tuple[Money, ...], charges: tuple[Charge, ...]) -> Money | None:
        """The total that lines and charges add up to, else the last one of the table, else the first."""
        expected = self._expected(charges)
        for money in reversed(totals):
            if expected is not None and money.amount == expected:
                return money
            if expected is not None and money.amount is None and expected in money.readings:
                return replace(money, amount=expected, ambiguous=False, confidence=Confidence.MEDIUM)
        in_table = [s.money for s in sums if s.money and s.kind != "subtotal" and s.in_table and s.money in totals]
        taxed = [s.money for s in sums if s.money and s.kind == "with_tax"]
        return next(iter(taxed or in_table[-1:] or totals), None)

    def _expected(self, charges: tuple[Charge, ...]) -> Decimal | None:
        if self.lines_total is None:
            return None
        total = self.lines_total
        for charge in charges:
            if _counts(charge) and charge.amount is not None and charge.amount.amount is not None:
                total += -charge.amount.amount if charge.kind == "discount" else charge.amount.amount
        return total

    def _taxed(self, sums: list[Statement]) -> tuple[Money | None, Money | None]:
        net = next((s.money for s in sums if s.with_tax is False), None)
        gross = next((s.money for s in sums if s.with_tax or s.kind == "with_tax"), None)
        return net, gross

    def _tax_included(self, sums: list[Statement]) -> bool | None:
        headers = [c.header.text for r in self.goods.readings for c in r.columns if c.role in ("unit_price", "amount")]
        said = [tax_word(text) for text in headers] + [s.with_tax for s in sums]
        return True if True in said else False if False in said else None

    # -- the rest

    def _measure(self, role: str) -> Quantity | None:
        """The sum of a column: from its total row, else from a line of its own."""
        found = [
            (s.in_table, q)
            for s in self.statements
            for name, q in s.measures
            if name == role and self._whole(s) and (role != "quantity" or self._counts_goods(q))
        ]
        found.sort(key=lambda pair: not pair[0])
        return found[-1][1] if found and not found[0][0] else found[0][1] if found else None

    def _counts_goods(self, quantity: Quantity) -> bool:
        """Whether a quantity is of the kind that the lines have; a weight beside pieces is no total quantity."""
        kinds = {_kind(line.quantity.unit) for line in self.lines if line.quantity is not None}
        return _kind(quantity.unit) in kinds | {"", "count"} or not kinds - {""}

    def _whole(self, statement: Statement) -> bool:
        above = (s for s in self.statements if s.kind == "subtotal" and s.in_table and 0 < s.after < statement.after)
        if statement.kind == "subtotal" and any(above):
            return False  # the sum of the last section
        return statement.after >= len(self.lines) or not statement.in_table

    def _part(self, kind: str) -> Part | None:
        for s in self.statements:
            if s.kind == kind and s.money is not None:
                return Part(s.span, s.money, s.percent)
        return find_part(self.clauses, kind, self.convention)

    def _currencies(self, total: Money | None, charges: tuple[Charge, ...]) -> tuple[str, ...]:
        moneys: list[Money | None] = [total, *(c.amount for c in charges)]
        for line in self.lines:
            moneys += [line.unit_price, line.amount]
        counts = Counter(m.currency for m in moneys if m is not None and m.currency)
        return tuple(code for code, _ in counts.most_common())

    def _doubtful(self, total: Money | None, charges: tuple[Charge, ...]) -> tuple[Figure, ...]:
        moneys: list[Money | Quantity | None] = [total, *(c.amount for c in charges)]
        for line in self.lines:
            moneys += [line.quantity, line.unit_price, line.amount]
        return tuple(
            Figure(m.span, m.raw, None, m.readings, m.malformed)
            for m in moneys
            if m is not None and (len(m.readings) > 1 or m.malformed)
        )


def _kind(unit: str | None) -> str:
    found = units().get(unit or "")
    return found.kind if found else ""


def _behind_charges(sums: list[Statement], charges: tuple[Charge, ...]) -> list[Statement]:
    """A "net total" below the discount it takes off is the total, or a stage on the way to the one below it."""
    found = []
    for index, statement in enumerate(sums):
        above = [s.span.start for s in sums[:index]]
        charged = above and any(min(above) < c.span.start < statement.span.start for c in charges if _counts(c))
        if statement.kind != "subtotal" or not charged or not statement.in_table:
            found.append(statement)
        elif not any(s.kind != "subtotal" for s in sums[index + 1 :]):
            found.append(replace(statement, kind="total"))
    return found


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)


def _counts(charge: Charge) -> bool:
    return not charge.included


def _known(money: Money, stated: Iterable[Money]) -> bool:
    return any(money.span.overlaps(other.span) for other in stated)


def _sum(lines: tuple[LineItem, ...]) -> Decimal | None:
    """The sum of the line amounts; None when one is missing or the currencies differ."""
    priced = [line for line in lines if not line.optional and not (line.free_of_charge and line.amount is None)]
    amounts = [line.amount for line in priced]
    if not amounts or any(a is None or a.amount is None for a in amounts):
        return None
    if len({a.currency for a in amounts if a is not None and a.currency}) > 1:
        return None
    return sum((a.amount for a in amounts if a is not None and a.amount is not None), Decimal(0))


__all__ = [
    "AmountFacts",
    "AmountInWords",
    "Charge",
    "ChargeKind",
    "FormulaFault",
    "Part",
    "Subtotal",
    "read_amounts",
]
