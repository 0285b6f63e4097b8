"""Single cells of goods lines: quantities, prices with what they are for, amounts, measures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from tradelint.facts.line_fold import fold
from tradelint.facts.line_grid import Piece
from tradelint.facts.line_roles import Basis, Header, find_basis
from tradelint.facts.line_types import Words
from tradelint.facts.numbers_currency import codes_of, find_notations
from tradelint.facts.numbers_parse import WHOLE, read_figure
from tradelint.facts.numbers_units import LETTER, unit_of, unit_pattern
from tradelint.facts.values import (
    Convention,
    Figure,
    Money,
    Percent,
    Quantity,
    find_money,
    find_numbers,
    find_percent,
    find_quantities,
    quantity,
    with_currency,
)
from tradelint.levels import Confidence
from tradelint.text import Span

EMPTY = re.compile(
    r"[\s\-–—_./\\*xX│|]*|n/?a|nil|none|tb[acd]|to be (?:advised|confirmed)|pending|\?+"
    r"|(?:\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|\{+[^{}]*\}+|_{2,}|\.{4,}|…+|[xX]{2,})[\s%元/]*[A-Za-z]{0,4}\s*",
    re.I,
)
RANGE = re.compile(
    r"\d[\d.,]*\s?(?:-|~|–|to|至)\s?\d|[≥≤<>]\s?\d|\d\s?\+(?!\s?/)|以上|\bmoq\b|\babove\b|\bup to\b", re.I
)
BEHIND = re.compile(rf"\s?(?P<unit>[{LETTER}][{LETTER}.'²³]{{0,11}}|[\u4e00-\u9fff]{{1,3}})")
WRITTEN_OUT = re.compile(r"\s?\([A-Za-z\s-]{3,60}\)(?=\s?[A-Za-z])")
FORMAT_CODE = re.compile(r"\[\$([^\-\]]+)(?:-[^\]]*)?\]|\"([^\"]{1,8})\"|([$€£¥])")
PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Priced:
    """A unit price with what it is for, where the cell says that."""

    money: Money
    basis: Basis | None = None


def is_empty(text: str) -> bool:
    """Whether a cell holds nothing, a dash or a "to be advised"."""
    return bool(EMPTY.fullmatch(text.strip()))


def is_range(text: str) -> bool:
    """Whether a cell gives a range or a threshold (100-499, ≥500), as price lists do."""
    return bool(RANGE.search(fold(text).text)) and not find_percent(text)


def cell_number(piece: Piece) -> Decimal | None:
    """The exact number of a spreadsheet cell, freed of binary noise."""
    if piece.cell is None or piece.cell.number is None:
        return None
    try:
        value = Decimal(piece.cell.number)
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        return None
    tidy = value.quantize(PLACES).normalize()
    return tidy.quantize(Decimal(1)) if tidy == tidy.to_integral_value() else tidy


def format_currency(piece: Piece) -> tuple[tuple[str, ...], str]:
    """(codes, symbol) that a spreadsheet number format carries, such as `#,##0.00 [$USD]`."""
    code = piece.cell.format if piece.cell and piece.cell.format else ""
    for match in FORMAT_CODE.finditer(code):
        symbol = next(group for group in match.groups() if group)
        for notation in find_notations(fold(symbol.strip()).text):
            return notation.codes, notation.raw
    return (), ""


def read_quantities(piece: Piece, header: Header, convention: Convention) -> tuple[Quantity, ...]:
    """The quantities that a cell can mean, the first one first; empty when it has none (or a range)."""
    exact = cell_number(piece)
    if exact is not None:
        unit = _format_unit(piece) or header.unit
        found = unit_of(unit) if unit else None
        return (Quantity(exact, found.id if found else None, unit, piece.span, raw=piece.text.strip()),)
    if is_empty(piece.text) or is_range(piece.text):
        return ()
    body, offset = piece.text, piece.span.start
    whole = WHOLE.fullmatch(fold(body).text)
    figures = _whole_figure(piece, convention) if whole else find_numbers(body, convention, offset)
    return tuple(_quantity(piece, figure, header) for figure in figures if _leads(piece, figure))


def _leads(piece: Piece, figure: Figure) -> bool:
    """Whether at most a word or two ("approx.", "Qty:") stand in front of a figure in a quantity cell."""
    before = piece.text[: max(0, figure.span.start - piece.span.start)]
    return sum(char.isalpha() for char in before) <= 16


def _format_unit(piece: Piece) -> str:
    """A unit that a spreadsheet number format writes behind the figure: `0 "pcs"`."""
    code = piece.cell.format if piece.cell and piece.cell.format else ""
    for text in re.findall(r"\"([^\"]{1,12})\"", code):
        if unit_of(text.strip()):
            return str(text.strip())
    return ""


def _whole_figure(piece: Piece, convention: Convention) -> tuple[Figure, ...]:
    """A cell that is one figure, read as one figure also where a space groups it."""
    match = WHOLE.fullmatch(fold(piece.text).text)
    read = read_figure(match["figure"], convention) if match else None
    if match is None or read is None:
        return ()
    negative = bool(match["open"] and match["close"]) or match["sign"] == "-" or bool(match["after"])
    readings = tuple(-r if negative else r for r in read[0])
    value = readings[0] if len(readings) == 1 else None
    return (Figure(trimmed(piece), match["figure"], value, readings, read[1]),)


def trimmed(piece: Piece) -> Span:
    """The span of a piece without white space around it."""
    raw = piece.text
    start = piece.span.start + len(raw) - len(raw.lstrip())
    return Span(start, start + len(raw.strip()))


def _quantity(piece: Piece, figure: Figure, header: Header) -> Quantity:
    end = figure.span.end - piece.span.start
    aside = WRITTEN_OUT.match(piece.text[end:])
    end += aside.end() if aside else 0
    folded = fold(piece.text[end:])
    known = re.match(rf"\s?(?:/\s?)?({unit_pattern()})", folded.text)
    behind = known or BEHIND.match(folded.text)
    raw_unit = behind[1].strip() if behind else header.unit
    unit = unit_of(raw_unit) if raw_unit else None
    if behind and not known and unit is None and header.unit:
        raw_unit, unit, behind = header.unit, unit_of(header.unit), None
    last = piece.span.start + end + folded.to_document(0, behind.end()).end if behind else figure.span.end
    return quantity(figure, figure.readings, unit, raw_unit, Span(figure.span.start, last))


def read_moneys(piece: Piece, header: Header, convention: Convention) -> tuple[Priced, ...]:
    """The amounts of money in a cell of a price or amount column, with or without their currency."""
    exact = cell_number(piece)
    if exact is not None:
        codes, symbol = format_currency(piece)
        money = Money(exact, None, trimmed(piece), raw=piece.text.strip(), readings=(exact,))
        return (
            Priced(_with_hint(money, codes, symbol, header, convention), find_basis(fold(_format_text(piece)).text)),
        )
    if is_empty(piece.text):
        return ()
    folded = fold(piece.text)
    basis = find_basis(folded.text)
    moneys = [m for m in find_money(piece.text, convention, piece.span.start) if not _in_basis(m, basis, piece)]
    if not moneys:
        moneys = [_bare(f, piece, header, convention) for f in _bare_figures(piece, basis, convention)]
    return tuple(Priced(money, basis if index == 0 else None) for index, money in enumerate(moneys))


def _format_text(piece: Piece) -> str:
    code = piece.cell.format if piece.cell and piece.cell.format else ""
    return " ".join(re.findall(r"\"([^\"]{1,16})\"", code))


def _in_basis(money: Money, basis: Basis | None, piece: Piece) -> bool:
    return basis is not None and money.span.start - piece.span.start > basis.start


def _bare_figures(piece: Piece, basis: Basis | None, convention: Convention) -> list[Figure]:
    """Figures of a cell that is hardly more than figures; those of "per 1,000 pcs" are none."""
    whole = _whole_figure(piece, convention)
    if whole:
        return list(whole)
    text = piece.text
    if basis is None and find_quantities(text, convention):
        return []  # "4,000 pcs" is a quantity, wherever it stands
    end = len(text) if basis is None else basis.start
    figures = [f for f in find_numbers(text, convention, piece.span.start) if f.span.end - piece.span.start <= end]
    letters = sum(char.isalpha() for char in text[:end])
    return figures if figures and letters <= 12 else []


def _bare(figure: Figure, piece: Piece, header: Header, convention: Convention) -> Money:
    level = Confidence.HIGH if figure.value is not None else Confidence.LOW
    money = Money(
        figure.value, None, figure.span, level, figure.raw, figure.value is None, figure.readings,
        malformed=figure.malformed,
    )  # fmt: skip
    notations = list(find_notations(fold(piece.text).text))
    codes = notations[0].codes if notations else ()
    return _with_hint(money, codes, notations[0].raw if notations else "", header, convention)


def _with_hint(money: Money, codes: tuple[str, ...], symbol: str, header: Header, convention: Convention) -> Money:
    """Give a bare figure the currency of its cell, its column, or the only one the document names."""
    codes, symbol = (codes, symbol) if codes else (header.currencies, header.symbol)
    if codes:
        return with_currency(replace(money, currency_candidates=codes, symbol=symbol), convention)
    if len(convention.currencies) == 1:
        return replace(money, currency=convention.currencies[0], currency_inferred=True)
    return money


def read_percent(piece: Piece, convention: Convention) -> Percent | None:
    """A percentage in a cell; a spreadsheet fraction formatted as one counts."""
    exact = cell_number(piece)
    if exact is not None:
        shown = piece.cell is not None and "%" in (piece.cell.format or "")
        return Percent(exact * 100 if shown else exact, piece.span, raw=piece.text.strip())
    found = find_percent(piece.text, convention, piece.span.start)
    if found:
        return found[0]
    figures = _whole_figure(piece, convention)
    return Percent(figures[0].readings[-1], figures[0].span, raw=figures[0].raw) if figures else None


def read_words(pieces: list[Piece]) -> Words | None:
    """The words of some pieces on one line; None when there are none."""
    kept = [piece for piece in pieces if not is_empty(piece.text)]
    if not kept:
        return None
    value = " ".join(" ".join(piece.text.split()) for piece in kept)
    return Words(value, Span(trimmed(kept[0]).start, max(trimmed(p).end for p in kept)))


def currency_only(text: str) -> tuple[str, ...]:
    """The codes of a cell that is a currency and nothing else."""
    return codes_of(fold(text).text.strip(" .:()"))
