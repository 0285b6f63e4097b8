"""Amounts: whether quantities, prices, totals and words agree to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tradelint.facts import Facts, LineItem
from tradelint.facts.amounts import Charge
from tradelint.facts.numbers_currency import code_instead_of, decimals_of
from tradelint.facts.values import Money, Quantity
from tradelint.levels import Confidence, lowest
from tradelint.rule import Problem, rule

CENT = Decimal("0.01")


def shown(amount: Decimal, currency: str | None = None) -> str:
    """`USD 17,250.00`."""
    text = f"{amount:,.{max(2, -int(amount.normalize().as_tuple().exponent))}f}"
    return f"{currency} {text}" if currency else text


def tolerance(quantity: Decimal, currency: str | None) -> Decimal:
    """Half of the smallest coin, more for many pieces at a rounded price."""
    coin = Decimal(1).scaleb(-decimals_of(currency))
    return coin / 2 * max(Decimal(1), quantity / 1000)


def line_name(facts: Facts, line: LineItem) -> str:
    """How people call a line: its own number, else its position."""
    if line.number and line.number.value.strip():
        return line.number.value.strip().rstrip(".")
    return str(facts.lines.index(line) + 1)


def sure(*found: Money | None) -> Confidence:
    """The lowest confidence of the operands."""
    return lowest(*(money.confidence for money in found if money is not None))


def expected_total(facts: Facts) -> tuple[Decimal, str] | None:
    """(goods and charges less discount, how it was reckoned); None when a part is unknown."""
    amounts = facts.amounts
    goods = amounts.subtotal.amount if amounts.subtotal else amounts.lines_total
    if goods is None and any(not line.calculated for line in facts.lines):
        goods = _reckoned_lines(facts)
    if goods is None:
        return None
    total, words = goods, [shown(goods)]
    for charge in amounts.charges:
        if charge.included:
            continue
        amount = charge_amount(charge, goods)
        if amount is None:
            return None
        total += -amount if charge.kind == "discount" else amount
        words.append(f"{'-' if charge.kind == 'discount' else '+'} {shown(amount)} {charge.label or charge.kind}")
    return total, " ".join(words)


def charge_amount(charge: Charge, goods: Decimal) -> Decimal | None:
    """The charge's own amount, else its percentage of the goods."""
    if charge.amount is not None and charge.amount.amount is not None:
        # A discount is written with or without its minus.
        return abs(charge.amount.amount) if charge.kind == "discount" else charge.amount.amount
    if charge.percent is not None:
        return (goods * charge.percent.value / 100).quantize(CENT)
    return None


@rule(
    "AMT001", "line-total-mismatch", severity="error", kinds="both", side="any", core=True, arithmetic=True,
    bad=[
        "Description\tQty\tUnit price (USD)\tAmount (USD)\nPump P-3, cast iron\t3 pcs\t28,668.35\t68,005.05\nTotal\t\t\t68,005.05",
        "品名\t数量\t单价(USD)\t金额(USD)\n不锈钢水泵 P-3\t3台\t28,668.35\t68,005.05\n合计\t\t\t68,005.05",
        "| Item | Qty | U/Price | Amount |\n| --- | --- | --- | --- |\n| Bamboo tray 30 x 20 cm | 500 pcs | USD 2.40 | USD 1,250.00 |",
    ],
    good=[
        "Description\tQty\tUnit price (USD)\tAmount (USD)\nPump P-3, cast iron\t3 pcs\t28,668.35\t86,005.05\nTotal\t\t\t86,005.05",
        "Description\tQty\tUnit price (USD/1000 pcs)\tAmount (USD)\nWood screw 4 x 40\t50,000 pcs\t6.20\t310.00\nTotal\t\t\t310.00",
        "| Item | Qty | U/Price | Amount |\n| --- | --- | --- | --- |\n| Spare fuse | 20 pcs | free of charge | FOC |\n| Lamp | 10 pcs | USD 5.00 | USD 50.00 |",
    ],
    source="UCP 600 art. 18; source articles: detailed contract",
)  # fmt: skip
def line_total_mismatch(facts: Facts) -> Iterator[Problem]:
    """Quantity times unit price is not the line's amount.

    Why: the platform order, the credit and customs use the total; the factory uses the unit price.
    Fix: Correct line {n}: {expected} instead of {stated}, or the price or quantity behind it.
    Fix (zh): 更正第{n|项次}项:金额应为{expected|正确金额},而非{stated|现金额};或更正其单价或数量。
    """
    wrong = [found for line in facts.lines if (found := _wrong_line(facts, line))]
    faults = {i: fault for fault in facts.amounts.formula_faults if fault.kind in OF_LINES for i in fault.lines}
    told = [(found, faults.get(facts.lines.index(found.line))) for found in wrong]
    for found, fault in told:
        if fault is None:
            yield found.problem(facts, after=formula_words(facts, found.amount))
    for kind, words in OF_LINES.items():
        alike = [found for found, fault in told if fault is not None and fault.kind == kind]
        if alike:
            yield _lines_of_one_fault(facts, alike, words)


@dataclass(frozen=True, slots=True)
class _WrongLine:
    """A line with the amount that quantity and price give."""

    line: LineItem
    quantity: Quantity
    price: Money
    amount: Money
    expected: Decimal
    currency: str | None

    @property
    def words(self) -> str:
        """`10 x 24.00 is 240.00`."""
        count = shown(self.quantity.value or Decimal(0)).removesuffix(".00")
        return f"{count} x {shown(self.price.amount or Decimal(0))} is {shown(self.expected)}"

    def problem(self, facts: Facts, after: str = "", names: str = "") -> Problem:
        """The finding at the amount."""
        name = names or line_name(facts, self.line)
        stated, expected = shown(self.amount.amount or Decimal(0), self.currency), shown(self.expected, self.currency)
        return Problem(
            f"line {name}: {self.words}, the line says {shown(self.amount.amount or Decimal(0))}{after}",
            at=self.amount,
            beside=(self.quantity, self.price),
            stated=stated,
            expected=expected,
            subject=f"line {name}",
            slots={"n": name, "expected": expected, "stated": stated},
            confidence=lowest(self.quantity.confidence, self.price.confidence, self.amount.confidence),
        )


def _wrong_line(facts: Facts, line: LineItem) -> _WrongLine | None:
    quantity, price, amount = line.quantity, line.unit_price, line.amount
    if line.agrees is not False or line.free_of_charge or not quantity or not price or not amount:
        return None
    if quantity.value is None or price.amount is None or amount.amount is None:
        return None
    currency = amount.currency or price.currency or facts.amounts.currency
    expected = quantity.value * price.amount / line.factor
    if line.discount:
        expected *= 1 - line.discount.value / 100
    if abs(expected - amount.amount) <= tolerance(quantity.value, currency):
        return None
    return _WrongLine(line, quantity, price, amount, expected.quantize(CENT), currency)


OF_LINES = {
    "stale": "the stored value of {formula} is old: open the sheet, calculate and save it",
    "crossed": "{formula} does not multiply the quantity by the price: correct the formula",
}


def _lines_of_one_fault(facts: Facts, wrong: list[_WrongLine], words: str) -> Problem:
    """One finding for all lines whose formulas have one fault."""
    names = ", ".join(line_name(facts, found.line) for found in wrong[:12])
    return wrong[0].problem(facts, after=f"; {words.format(formula=wrong[0].line.formula)}", names=names)


@rule(
    "AMT002", "subtotal-mismatch", severity="error", kinds="both", side="any", arithmetic=True,
    parts={"quantity": "warning"},
    bad=[
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nOak table 160 x 90 cm\t20 pcs\t210.00\t4,200.00\nOak chair\t60 pcs\t31.00\t1,860.00\nSubtotal\t\t\t6,080.00\nFreight\t\t\t850.00\nTotal\t\t\t6,930.00",
        "品名\t数量\t单价\t金额(USD)\n橡木桌\t20张\t210.00\t4,200.00\n橡木椅\t60把\t31.00\t1,860.00\n小计\t\t\t6,080.00\n运费\t\t\t850.00\n总计\t\t\t6,930.00",
        "Item\tQty (pcs)\tUnit price (USD)\tAmount (USD)\nMug A\t100\t2.00\t200.00\nMug B\t150\t2.00\t300.00\nTotal\t350\t\t500.00",
    ],
    good=[
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nOak table 160 x 90 cm\t20 pcs\t210.00\t4,200.00\nOak chair\t60 pcs\t31.00\t1,860.00\nSubtotal\t\t\t6,060.00\nFreight\t\t\t850.00\nTotal\t\t\t6,910.00",
        "Item\tQty (pcs)\tUnit price (USD)\tAmount (USD)\nMug A\t100\t2.00\t200.00\nMug B\t150\t2.00\t300.00\nTotal\t250\t\t500.00",
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nMug A\t100 pcs\t2.00\t200.00\nLids\t10 sets\t5.00\t50.00\nTotal\t\t\t250.00",
    ],
    source="arithmetic; packing-list practice",
)  # fmt: skip
def subtotal_mismatch(facts: Facts) -> Iterator[Problem]:
    """A subtotal or a column total is not the sum of its lines.

    Why: hidden or duplicated rows are found this way.
    Fix: Correct the subtotal: it should be {sum|the sum of its lines}.
    Fix (zh): 更正小计:应为{sum|各行之和}。
    """
    amounts = facts.amounts
    for subtotal in amounts.subtotals:
        lines = facts.lines[subtotal.first : subtotal.last + 1]
        yield from _subtotal(facts, lines, subtotal.amount)
    if amounts.subtotal and not amounts.subtotals:
        yield from _subtotal(facts, facts.lines, amounts.subtotal)
    yield from _column(facts)


def _subtotal(facts: Facts, lines: tuple[LineItem, ...], stated: Money) -> Iterator[Problem]:
    counted = [line for line in lines if not line.free_of_charge and not line.optional]
    known = [line.amount for line in counted if line.amount and line.amount.amount is not None]
    if stated.amount is None or not counted or len(known) != len(counted):
        return
    total = sum((money.amount for money in known if money.amount is not None), Decimal(0))
    if abs(total - stated.amount) <= CENT * len(known):
        return
    currency = stated.currency or facts.amounts.currency
    yield Problem(
        f"the lines add up to {shown(total)}, the subtotal says {shown(stated.amount)}{formula_words(facts, stated)}",
        at=stated,
        beside=tuple(known[:3]),
        stated=shown(stated.amount, currency),
        expected=shown(total, currency),
        slots={"sum": shown(total, currency)},
        confidence=sure(stated, *known),
    )


def _column(facts: Facts) -> Iterator[Problem]:
    whole = facts.amounts.total_quantity
    counted = [line.quantity for line in facts.lines if line.quantity is not None]
    if whole is None or whole.value is None or len(counted) != len(facts.lines) or not counted:
        return
    units = {quantity.unit for quantity in counted}
    if len(units) > 1 or any(quantity.value is None for quantity in counted):
        return
    total = sum((quantity.value for quantity in counted if quantity.value is not None), Decimal(0))
    if total != whole.value:
        yield Problem(
            f"the quantities add up to {total:,f}, the total row says {whole.value:,f}{formula_words(facts, whole)}",
            at=whole,
            beside=tuple(counted[:3]),
            part="quantity",
            stated=f"{whole.value:f}",
            expected=f"{total:f}",
            slots={"sum": f"{total:f}"},
        )


@rule(
    "AMT003", "grand-total-mismatch", severity="error", kinds="both", side="any", core=True, arithmetic=True,
    parts={"missing": "warning", "formula": "warning", "typed": "info"},
    bad=[
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nOak table\t20 pcs\t210.00\t4,200.00\nOak chair\t60 pcs\t31.00\t1,860.00\nSubtotal\t\t\t6,060.00\nFreight\t\t\t850.00\nTotal\t\t\t6,990.00",
        "品名\t数量\t单价\t金额(USD)\n橡木桌\t20张\t210.00\t4,200.00\n橡木椅\t60把\t31.00\t1,860.00\n合计\t\t\t6,990.00",
        "| Item | Qty | U/Price | Amount |\n| --- | --- | --- | --- |\n| Lamp | 10 pcs | USD 5.00 | USD 50.00 |\n| Shade | 10 pcs | USD 3.00 | USD 30.00 |\n\nTotal: USD 90.00",
    ],
    good=[
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nOak table\t20 pcs\t210.00\t4,200.00\nOak chair\t60 pcs\t31.00\t1,860.00\nSubtotal\t\t\t6,060.00\nFreight\t\t\t850.00\nTotal\t\t\t6,910.00",
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nLamp\t10 pcs\t5.00\t50.00\nDiscount 10%\t\t\t-5.00\nTotal\t\t\t45.00",
        "品名\t数量\t单价\t金额(USD)\n橡木桌\t20张\t210.00\t4,200.00\n橡木椅\t60把\t31.00\t1,860.00\n合计\t\t\t6,060.00",
    ],
    source="source articles: the refund cap works on the order total; 19 CFR 141.86(a)(8)-(9)",
)  # fmt: skip
def grand_total_mismatch(facts: Facts) -> Iterator[Problem]:
    """The grand total is missing, or not what lines, charges and discount add up to.

    Why: the covered amount and the deposit are derived from it.
    Fix: Correct the total: {expected|the sum} = {terms|lines and charges}.
    Fix (zh): 更正总金额:应为{expected|合计数}({terms|各行及费用})。
    """
    amounts = facts.amounts
    total, currency = amounts.total, amounts.currency
    if total is None:
        yield from _no_total(facts)
        return
    reckoned = expected_total(facts)
    if total.amount is None or reckoned is None:
        yield from _formulas(facts)
        return
    expected, terms = reckoned
    slack = CENT * max(1, len(facts.lines))
    # One line or none: nothing was added up, the line's own arithmetic is AMT001's matter.
    if abs(expected - total.amount) <= slack or _explained(facts, total.amount, slack):
        yield from _formulas(facts)
        return
    operands = [line.amount for line in facts.lines if line.amount is not None]
    yield Problem(
        f"the total says {shown(total.amount)}, {_sum_words(expected, terms)}{formula_words(facts, total)}",
        at=total,
        beside=(amounts.subtotal,) if amounts.subtotal else tuple(operands[:2]),
        stated=shown(total.amount, currency),
        expected=shown(expected, currency),
        slots={"expected": shown(expected, currency), "terms": terms},
        confidence=sure(total, amounts.subtotal, *operands),
    )


def _sum_words(total: Decimal, terms: str) -> str:
    """`600.00 + 85.00 Freight is 685.00`, or the sum of the lines alone."""
    return f"{terms} is {shown(total)}" if " " in terms else f"the lines add up to {shown(total)}"


def _no_total(facts: Facts) -> Iterator[Problem]:
    """No total at all, or one that is a formula without a value."""
    amounts, currency = facts.amounts, facts.amounts.currency
    due, terms = expected_total(facts) or (amounts.lines_total, "")
    expected = shown(due, currency) if due is not None else None
    fault = next((f for f in amounts.formula_faults if f.kind == "uncalculated"), None)
    if fault is not None and due:
        yield Problem(
            f"the total in {fault.cell} was never calculated ({fault.formula}){_left_out(facts, fault.cell)}; "
            f"{_sum_words(due, terms)}",
            at=fault,
            part="formula",
            stated=fault.formula,
            expected=expected,
            subject="total",
            slots={"expected": expected, "terms": terms},
        )
        yield from _formulas(facts, apart=fault.cell)
    elif amounts.lines_total is not None and len(facts.lines) > 1:
        yield Problem(
            f"no grand total; the lines add up to {shown(amounts.lines_total, currency)}",
            part="missing",
            expected=expected,
            slots={"expected": expected},
        )


def _reckoned_lines(facts: Facts) -> Decimal | None:
    """What the lines come to by quantity and price where their amounts were never calculated."""
    due = Decimal(0)
    for line in facts.lines:
        amount = line.amount.amount if line.amount and line.amount.amount is not None else line.expected
        if amount is None and not line.free_of_charge:
            return None
        due += amount or 0
    return due.quantize(CENT)


def _formulas(facts: Facts, apart: str = "") -> Iterator[Problem]:
    """Formulas that give the right sum today: a range that leaves a line out, a figure typed where a formula was."""
    counted = facts.amounts.total_quantity  # AMT002 compares its sum
    for fault in facts.amounts.formula_faults:
        if any(facts.lines[index].agrees is False for index in fault.lines) or fault.cell == apart:
            continue
        if fault.kind == "range" and not (counted and counted.span.overlaps(fault.span)):
            yield Problem(
                f"the sum in {fault.cell}{_left_out(facts, fault.cell).removeprefix(';')}",
                at=fault,
                part="formula",
                stated=fault.formula,
                expected=f"a sum with {', '.join(fault.left_out)}",
                subject=fault.cell,
                slots={"expected": f"with {', '.join(fault.left_out)}", "terms": "all lines"},
            )
        elif fault.kind == "typed":
            place = f"line {line_name(facts, facts.lines[fault.lines[0]])}" if fault.lines else "the total"
            yield Problem(
                f"{place}: the figure in {fault.cell} is typed, the other amounts are formulas; it will not follow a change",
                at=fault,
                part="typed",
                stated=facts.document.quote(fault.span, 30),
                expected="a formula",
                subject=fault.cell,
                slots={"expected": facts.document.quote(fault.span, 30), "terms": "a formula"},
            )


def formula_words(facts: Facts, figure: Money | Quantity) -> str:
    """Why a figure in a sheet is wrong, in words to put behind it; empty where its formula says nothing."""
    faults = [f for f in facts.amounts.formula_faults if f.span.overlaps(figure.span)]
    if any(fault.kind == "typed" for fault in faults):
        return "; it is typed, not a formula"
    return next((_left_out(facts, fault.cell) for fault in faults), "")


def _left_out(facts: Facts, cell: str) -> str:
    """`; =SUM(E4:E5) leaves out line 3 (E6)`."""
    for fault in facts.amounts.formula_faults:
        if fault.kind == "range" and fault.cell == cell:
            names = ", ".join(line_name(facts, facts.lines[index]) for index in fault.lines[:6])
            return f"; {fault.formula} leaves out line {names} ({', '.join(fault.left_out[:6])})"
    return ""


def _explained(facts: Facts, total: Decimal, slack: Decimal) -> bool:
    """The total of the goods without, or with, what is charged for information or taken off as a deposit."""
    amounts = facts.amounts
    candidates = [amounts.lines_total, amounts.subtotal.amount if amounts.subtotal else None]
    for money in (amounts.total_with_tax, amounts.total_net_of_tax):
        candidates.append(money.amount if money else None)
    if any(candidate is not None and abs(candidate - total) <= slack for candidate in candidates):
        return not [charge for charge in amounts.charges if not charge.included]
    # A line whose own amount is wrong explains a total reckoned with the right one.
    right = Decimal(0)
    for line in facts.lines:
        if line.free_of_charge or line.optional:
            continue
        if line.quantity and line.unit_price and line.quantity.value is not None and line.unit_price.amount is not None:
            right += line.quantity.value * line.unit_price.amount / line.factor
        elif line.amount and line.amount.amount is not None:
            right += line.amount.amount
    extra = [charge_amount(c, right) for c in amounts.charges if not c.included and c.kind != "discount"]
    off = [charge_amount(c, right) for c in amounts.charges if not c.included and c.kind == "discount"]
    known = [amount for amount in extra if amount is not None]
    less = [amount for amount in off if amount is not None]
    return any(line.agrees is False for line in facts.lines) and abs(right + sum(known) - sum(less) - total) <= slack


@rule(
    "AMT004", "amount-in-words-mismatch", severity="error", kinds="both", side="any",
    parts={"spelling": "info"}, silences={"DOC017": "same"},
    bad=[
        "Total: USD 16,800.00\nSAY US DOLLARS SIXTEEN THOUSAND EIGHTY ONLY",
        "合计:USD 16,800.00\n大写:美元壹万陆仟捌拾元整",
        "Total amount: EUR 2,450.50\nSay total: EUROS TWO THOUSAND FOUR HUNDRED AND FIVE AND CENTS FIFTY ONLY",
    ],
    good=[
        "Total: USD 16,800.00\nSAY US DOLLARS SIXTEEN THOUSAND EIGHT HUNDRED ONLY",
        "合计:USD 16,800.00\n大写:美元壹万陆仟捌佰元整",
        "Total: USD 1,250.50\nSAY TOTAL U.S. DOLLARS ONE THOUSAND TWO HUNDRED AND FIFTY AND 50/100 ONLY",
    ],
    source="Geneva Convention on bills of exchange art. 6; ISBP; PRC financial numeral usage",
)  # fmt: skip
def amount_in_words_mismatch(facts: Facts) -> Iterator[Problem]:
    """The total in words is another amount than the figures.

    Why: in a dispute and at banks words tend to prevail; it also unmasks edited papers.
    Fix: Bring both to one: {words|the words} against {figures|the figures}.
    Fix (zh): 大小写金额不一致({words|大写}与{figures|小写}),请统一。
    """
    total = facts.amounts.total
    figures = [money for money in (total, facts.amounts.total_with_tax, *facts.amounts.totals) if money]
    for words in facts.amounts.in_words:
        if words.amount is None or not figures:
            continue
        currency = figures[0].currency or facts.amounts.currency
        if any(money.amount is not None and abs(money.amount - words.amount) < CENT for money in figures):
            if words.currency and currency and words.currency != currency:
                yield Problem(
                    f"the words say {words.currency}, the figures {currency}",
                    at=words,
                    beside=(figures[0],),
                    stated=words.currency,
                    expected=currency,
                    subject="currency",
                )
            elif words.slips:
                yield Problem(f"the amount in words is misspelt: {', '.join(words.slips)}", at=words, part="spelling")
            continue
        stated = figures[0].amount
        if stated is None:
            continue
        yield Problem(
            f"the words say {shown(words.amount)}, the figures {shown(stated)}",
            at=words,
            beside=(figures[0],),
            stated=shown(words.amount, words.currency),
            expected=shown(stated, currency),
            slots={"words": shown(words.amount), "figures": shown(stated)},
        )


@rule(
    "AMT005", "currency-missing-or-ambiguous", severity="error", kinds="both", side="any", core=True,
    absence=True,
    parts={"one-reading": "warning", "not-iso": "info", "several": "warning"},
    bad=[
        "Item\tQty\tPrice\tAmount\nLamp\t10 pcs\t¥ 860.00\t¥ 8,600.00\nTotal: ¥ 8,600.00",
        "Item\tQty\tPrice\tAmount\nLamp\t10 pcs\t860.00\t8,600.00\nTotal\t\t\t8,600.00",
        "Total: $ 8,600.00\nSeller: Maple Homewares Inc., Toronto",
        "PROFORMA INVOICE\nTotal amount: RMB 86,000.00",
        "PROFORMA INVOICE\nTotal amount: DEM 86,000.00",
    ],
    good=[
        "Item\tQty\tPrice\tAmount\nLamp\t10 pcs\tUS$860.00\tUS$8,600.00\nTotal: US$8,600.00",
        "合计:人民币86,000.00元(CNY)",
        "PROFORMA INVOICE\nTotal amount: RMB 86,000.00 (CNY)",
        "All prices in USD\nItem\tQty\tPrice\tAmount\nLamp\t10 pcs\t$860.00\t$8,600.00\nTotal\t\t\t$8,600.00",
    ],
    source="ISO 4217; UN/ECE Rec. 9; 19 CFR 141.86(a)(7)",
)  # fmt: skip
def currency_missing_or_ambiguous(facts: Facts) -> Iterator[Problem]:
    """Nobody can say in which currency the price is.

    Why: ¥10,000 is 1,400 or 65 US dollars; RMB, CNH and withdrawn codes confuse bank and customs papers.
    Fix: Write the ISO code (USD, EUR, CNY) before every amount; for conversions also the rate, its source and its date.
    Fix (zh): 每处金额前写明ISO货币代码(如USD、CNY);需折算的,写明汇率、来源和日期。
    """
    amounts = facts.amounts
    priced = [money for line in facts.lines for money in (line.unit_price, line.amount) if money is not None]
    money = amounts.total or (priced[0] if priced else None)
    # A form that nobody filled in has no amounts.
    if money is None or not (money.amount or any(price.amount for price in priced)):
        return
    if amounts.currency is None and not amounts.currencies:
        at_home = spent_at_home(facts, money.currency_candidates)
        if len(at_home) == 1:
            yield Problem(
                f"{money.symbol} is read as {at_home[0]}, the money of one party; nothing in the paper says so",
                at=money,
                part="one-reading",
                stated=money.symbol,
                expected=at_home[0],
            )
        elif money.currency_candidates:
            several = " or ".join(money.currency_candidates[:4])
            yield Problem(f"{money.symbol} may be {several}", at=money, stated=money.symbol)
        else:
            yield Problem("the amounts have no currency", at=money)
    elif money.currency_inferred and not amounts.currencies and money.currency_candidates:
        yield Problem(
            f"{money.symbol} is read as {amounts.currency}, which nothing in the paper says",
            at=money,
            part="one-reading",
            stated=money.symbol,
            expected=amounts.currency,
        )
    yield from _no_iso_code(facts, money)
    yield from _changed_currency(facts)


def _no_iso_code(facts: Facts, money: Money) -> Iterator[Problem]:
    """RMB and CNH are no codes, DEM is none any more; where the paper writes the code beside it, nobody can be misled."""
    found = code_instead_of(money.symbol)
    if found is None or found[0] in facts.document.text:
        return
    code, withdrawn = found
    words = "a withdrawn currency" if withdrawn else "no ISO 4217 code"
    yield Problem(
        f"{money.symbol} is {words}; the code is {code}",
        at=money,
        part=None if withdrawn else "not-iso",
        stated=money.symbol,
        expected=code,
        subject="code",
    )


def _changed_currency(facts: Facts) -> Iterator[Problem]:
    """The same figure in another currency: price and amount of a line, or lines and total; no rate explains that."""
    for line in facts.lines:
        price, amount = line.unit_price, line.amount
        if line.agrees and price and amount and _differ(price, amount):
            yield Problem(
                f"line {line_name(facts, line)}: the price is in {price.currency}, the amount in {amount.currency}",
                at=amount,
                beside=(price,),
                part="several",
                stated=amount.currency,
                expected=price.currency,
                subject=f"line {line_name(facts, line)}",
            )
            return
    total = facts.amounts.total
    amounts = [line.amount for line in facts.lines if line.amount and line.amount.currency]
    if total and amounts and total.amount == facts.amounts.lines_total and all(_differ(a, total) for a in amounts):
        yield Problem(
            f"the lines are in {amounts[0].currency}, the total in {total.currency}",
            at=total,
            beside=(amounts[0],),
            part="several",
            stated=total.currency,
            expected=amounts[0].currency,
            subject="total",
        )


def _differ(one: Money, other: Money) -> bool:
    """Whether two amounts name different currencies themselves."""
    written = not (one.currency_inferred or other.currency_inferred)
    return written and None not in (one.currency, other.currency) and one.currency != other.currency


def spent_at_home(facts: Facts, candidates: tuple[str, ...]) -> list[str]:
    """The candidates that are the money of a party's country; ISO 4217 codes begin with that of ISO 3166."""
    countries = {party.country for party in facts.parties.parties if party.country}
    return [code for code in candidates if code[:2] in countries]


@rule(
    "AMT006", "deposit-amount-mismatch", severity="error", kinds="both", side="any",
    bad=[
        "Total: USD 16,800.00\nPayment: 30 % deposit USD 5,400.00, balance USD 11,400.00 before shipment",
        "合计:USD 16,800.00\n付款方式:30%定金USD 5,400.00,余款发货前付清",
        "Item\tQty\tPrice (USD)\tAmount (USD)\nLamp\t100 pcs\t10.00\t1,000.00\nTotal\t\t\t1,000.00\nDeposit 30%\t\t\t350.00\nBalance 70%\t\t\t650.00",
    ],
    good=[
        "Total: USD 16,800.00\nPayment: 30 % deposit USD 5,040.00, balance USD 11,760.00 before shipment",
        "合计:USD 16,800.00\n付款方式:30%定金USD 5,040.00,余款发货前付清",
        "Total: USD 1,000.33\nPayment: 30% deposit USD 300.00, 70% before shipment",
    ],
    source="arithmetic",
)  # fmt: skip
def deposit_amount_mismatch(facts: Facts, *, round_deposit: Decimal = Decimal(1)) -> Iterator[Problem]:
    """The deposit or balance in figures is not its share of the total.

    Why: the wrong advance is paid, or the percentage was silently changed.
    Fix: Correct it: {p|the share} % of {base|the total} = {expected|the amount}.
    Fix (zh): 更正预付款金额:{base|总额}的{p|比例}%为{expected|正确金额}。
    """
    amounts = facts.amounts
    total = amounts.total.amount if amounts.total else None
    if total is None:
        return
    bases = [total, amounts.lines_total]
    bases += [money.amount for money in (amounts.subtotal, amounts.total_with_tax, amounts.total_net_of_tax) if money]
    for step in facts.payment.steps:
        money = step.amount
        if step.percent is None or money is None or money.amount is None:
            continue
        shares = [base * step.percent / 100 for base in bases if base]
        if not any(abs(share - money.amount) <= round_deposit for share in shares):
            expected, percent = shares[0].quantize(CENT), f"{step.percent.normalize():f}"
            yield Problem(
                f"{percent} % of {shown(total)} is {shown(expected)}, the paper says {shown(money.amount)}",
                at=money,
                beside=(amounts.total,),
                stated=shown(money.amount, amounts.currency),
                expected=shown(expected, amounts.currency),
                subject=percent,
                slots={
                    "p": percent,
                    "base": shown(total, amounts.currency),
                    "expected": shown(expected, amounts.currency),
                },
            )
            return
    for name, part in (("deposit", amounts.deposit), ("balance", amounts.balance)):
        if part is None or part.amount is None or part.amount.amount is None or part.percent is None:
            continue
        shares = [base * part.percent.value / 100 for base in bases if base]
        if any(abs(share - part.amount.amount) <= round_deposit for share in shares):
            continue
        expected = shares[0].quantize(CENT)
        percent = f"{part.percent.value.normalize():f}"
        yield Problem(
            f"the {name} of {percent} % is {shown(expected)}, the paper says {shown(part.amount.amount)}",
            at=part.amount,
            beside=(part.percent, amounts.total),
            stated=shown(part.amount.amount, amounts.currency),
            expected=shown(expected, amounts.currency),
            subject=name,
            slots={"p": percent, "base": shown(total, amounts.currency), "expected": shown(expected, amounts.currency)},
        )
        return


@rule(
    "AMT007", "number-format-ambiguous", severity="warning", kinds="both", side="any",
    bad=[
        "Item\tQty\tPrice\nCopper wire\t1.500 kg\tUSD 1,25",
        "Total: USD 38,6005.05",
        "Item\tQty\tPrice\nCopper wire\t1.500 kg\tUSD 1.250",
    ],
    good=[
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nCopper wire\t1 500 kg\t1.25\t1,875.00",
        "Model 1.500-A, HS code 8544.42, total USD 1,875.00",
        "Total: INR 6,53,720.00",
    ],
    source="ISO 80000-1 on digit grouping; UN/ECE layout key",
)  # fmt: skip
def number_format_ambiguous(facts: Facts) -> Iterator[Problem]:
    """A figure can be read in two ways.

    Why: 1.500 is 1.5 or 1500.
    Fix: Use one decimal sign throughout; write {value|the figure} so that it can be read in one way only.
    Fix (zh): 统一小数点写法;{value|该数字}请写成只有一种读法。
    """
    seen: set[str] = set()
    if facts.amounts.convention.mixed and facts.amounts.doubtful:
        yield Problem("both 1.234,56 and 1,234.56 occur", slots={"value": "every amount"})
    for figure in facts.amounts.doubtful:
        raw = figure.raw.strip()
        if raw in seen:
            continue
        seen.add(raw)
        if figure.malformed:
            yield Problem(f"{raw} is grouped wrongly", at=figure.span, stated=raw, slots={"value": raw})
        elif len(figure.readings) > 1:
            both = " or ".join(f"{reading:f}" for reading in figure.readings[:2])
            yield Problem(f"{raw} can be read as {both}", at=figure.span, stated=raw, slots={"value": raw})


@rule(
    "AMT008", "charges-not-itemised", severity="warning", kinds="PI", side="any", strict=True, arithmetic=True,
    bad=[
        "PROFORMA INVOICE\nItem\tQty\tUnit price CIF Chattogram (USD)\tAmount (USD)\nLoom spares\t100 pcs\t413.00\t41,300.00\nTotal CIF Chattogram, Bangladesh\t\t\t41,300.00\nPrice term: CIF Chattogram, Bangladesh",
        "形式发票\n价格条款:CIF Mumbai, India\n品名\t数量\t单价(USD)\t金额(USD)\n织机配件\t100件\t413.00\t41,300.00\n合计\t\t\t41,300.00",
        "PROFORMA INVOICE\nPrice term: DAP Lagos, Nigeria\nItem\tQty\tUnit price (USD)\tAmount (USD)\nPump\t10 pcs\t400.00\t4,000.00\nTotal\t\t\t4,000.00",
    ],
    good=[
        "PROFORMA INVOICE\nPrice term: FOB Ningbo\nItem\tQty\tUnit price (USD)\tAmount (USD)\nPump\t10 pcs\t400.00\t4,000.00\nTotal\t\t\t4,000.00",
        "PROFORMA INVOICE\nPrice term: CIF Hamburg\nItem\tQty\tUnit price (USD)\tAmount (USD)\nPump\t10 pcs\t400.00\t4,000.00\nTotal\t\t\t4,000.00",
        "PROFORMA INVOICE\nPrice term: CIF Chattogram, Bangladesh\nItem\tQty\tUnit price (USD)\tAmount (USD)\nPump\t10 pcs\t400.00\t4,000.00\nSubtotal FOB\t\t\t4,000.00\nFreight\t\t\t290.00\nInsurance\t\t\t20.00\nTotal\t\t\t4,310.00",
    ],
    source="source articles: costs; 19 CFR 141.86(a)(8), (11); WTO Valuation Agreement art. 8",
)  # fmt: skip
def charges_not_itemised(
    facts: Facts, *, split_countries: tuple[str, ...] = ("IN", "BD", "NG", "US")
) -> Iterator[Problem]:
    """The price includes freight or insurance, and nobody can tell how much.

    Why: customs value, refunds of the goods' part and freight disputes need the split.
    Fix: Give goods, freight, insurance and other charges a line each, with their amounts.
    Fix (zh): 货款、运费、保险费及其他费用请分项列明金额。
    """
    kinds = {charge.kind for charge in facts.amounts.charges}
    for term in facts.incoterms.terms:
        place = term.named_place
        destination = term.code in ("CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
        if destination and place and place.country in split_countries and "freight" not in kinds:
            yield Problem(f"the {term.code} price does not show the freight apart", at=term, stated=term.code)
            return


@rule(
    "AMT009", "unit-price-missing", severity="error", kinds="both", side="any", core=True, absence=True,
    parts={"amount-only": "warning"}, silences={"AMT005": "all"},
    bad=[
        "Item\tQty\tUnit price (USD)\tAmount (USD)\n1. Bar table, beech\t50 pcs\t80.00\t4,000.00\n2. Bar stool, beech, seat height 75 cm\t300 pcs\t-\t-\nTotal\t\t\t4,000.00",
        "品名\t数量\t单价(USD)\t金额(USD)\n吧台,榉木\t50张\t80.00\t4,000.00\n吧椅,榉木,坐高75cm\t300把\t—\t—",
        "| Item | Qty | Unit price USD | Amount USD |\n| --- | --- | --- | --- |\n| Bar table | 50 pcs | 80.00 | 4,000.00 |\n| Bar stool | 300 pcs | TBA | TBA |",
    ],
    good=[
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nBar stool, beech, seat height 75 cm\t300 pcs\t21.40\t6,420.00\nTotal\t\t\t6,420.00",
        "Item\tQty\tUnit price (USD)\tAmount (USD)\nBar stool\t300 pcs\t21.40\t6,420.00\nSpare screws\t30 sets\tfree of charge\t-\nTotal\t\t\t6,420.00",
        "品名\t数量\t单价(USD)\t金额(USD)\n吧椅\t300把\t21.40\t6,420.00\n备用螺丝\t30套\t免费赠送\t\n合计\t\t\t6,420.00",
        "PACKING LIST\nItem\tQty\tCartons\tG.W. (kg)\nBar stool, beech\t300 pcs\t150\t1,950",
    ],
    source="CISG art. 14(1), 55; 19 CFR 141.86(a)(5); PRC Civil Code art. 470",
)  # fmt: skip
def unit_price_missing(facts: Facts) -> Iterator[Problem]:
    """A goods line has a quantity and no price.

    Why: the price is open for that line, and refunds, the platform order and the customs value are counted by unit price.
    Fix: Add the unit price of line {n|number} in {currency|the currency}; for free goods write 'free of charge' and a
    customs value.
    Fix (zh): 补充第{n|项次}项单价({currency|币种});免费货物注明“免费”及报关价值。
    """
    if facts.kind.name == "packing_list" and not any(line.unit_price or line.amount for line in facts.lines):
        return
    counted = [line for line in facts.lines if line.quantity and not line.free_of_charge and not line.optional]
    unpriced = [line for line in counted if _is_unpriced(line)]
    if len(unpriced) > 2 and len(unpriced) == len(counted):
        # A table without prices is one omission, however many lines it has.
        name = f"{line_name(facts, unpriced[0])}-{line_name(facts, unpriced[-1])}"
        yield Problem(
            f"none of the {len(unpriced)} lines has a price",
            at=unpriced[0],
            beside=tuple(unpriced[1:3]),
            subject="lines",
            slots={"n": name, "currency": facts.amounts.currency},
        )
        return
    for line in counted:
        name = line_name(facts, line)
        slots = {"n": name, "currency": facts.amounts.currency}
        if line in unpriced:
            yield Problem(f"line {name} has no price", at=line, subject=f"line {name}", slots=slots)
        elif _has_amount_alone(line):
            yield Problem(
                f"line {name} has an amount and no unit price",
                at=line,
                part="amount-only",
                subject=f"line {name}",
                slots=slots,
            )


def _has_amount_alone(line: LineItem) -> bool:
    priced = line.unit_price is not None and bool(line.unit_price.amount)
    return not priced and line.amount is not None and line.calculated and not _is_doubtful(line)


def _is_unpriced(line: LineItem) -> bool:
    """Neither price nor amount, and no figure that may be one."""
    figures = [money.amount for money in (line.unit_price, line.amount) if money is not None]
    return not any(figures) and not _is_doubtful(line)


def _is_doubtful(line: LineItem) -> bool:
    return any(money.ambiguous for money in (line.unit_price, line.amount) if money is not None)
