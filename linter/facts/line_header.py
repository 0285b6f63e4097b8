"""Header rows of tables of goods: where they stand and which columns they open."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from tradelint.facts.line_fold import fold
from tradelint.facts.line_grid import Grid, Piece, Row
from tradelint.facts.line_roles import CORE, Header, read_header, role_hits
from tradelint.facts.line_totals import total_label
from tradelint.facts.numbers_currency import find_notations
from tradelint.facts.values import find_money
from tradelint.text import Span

VALUE = re.compile(r"\W*(?:[A-Z]{0,3}[$€£¥])?\W*\d[\d.,' ]*\W*(?:[A-Za-z\u4e00-\u9fff]{1,12}\W*)?")
SHARE = re.compile(r"\s*[±+-]*\s?\d+(?:[.,]\d+)?\s?[%％]")
SIZE = re.compile(r"(\d{1,3}(?:\.5)?)\s?(?:cm|xl|y|m)?", re.I)
MOST_ROWS = 3
PRICES = ("unit_price", "unit_price?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its header says, where it stands, and the role it plays ("" while unknown)."""

    header: Header
    role: str
    left: float
    right: float

    @property
    def named(self) -> bool:
        """Whether a header word gave the role."""
        return bool(self.header.role) and not self.header.role.endswith("?")


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """The header that begins in row `first` and ends before row `after`."""

    first: int
    after: int
    columns: tuple[Column, ...]
    score: float

    @property
    def roles(self) -> frozenset[str]:
        """The roles of its columns."""
        return frozenset(column.role for column in self.columns if column.role)


@dataclass
class _Opened:
    """A column while its header is put together: texts from top to bottom, and the row of the last."""

    texts: list[str]
    upper: list[str]
    left: float
    right: float
    row: int
    reach: tuple[float, float] | None = None


def find_headers(grid: Grid) -> list[HeaderRows]:
    """The headers of a grid from top to bottom, without overlaps."""
    found: list[HeaderRows] = []
    index = 0
    while index < len(grid.rows):
        best = _header_at(grid, index)
        if best is None:
            index += 1
            continue
        found.append(best)
        index = best.after
    return found


def _header_at(grid: Grid, first: int) -> HeaderRows | None:
    best: HeaderRows | None = None
    for count in range(1, MOST_ROWS + 1):
        if first + count > len(grid.rows):
            break
        rows = grid.rows[first : first + count]
        if not _may_be_header(rows[-1], grid.strict, opening=count == 1):
            break
        if count > 1 and not _goes_on(rows[-2], rows[-1], grid.strict):
            break
        columns = _columns(rows, grid.strict)
        score = _score(columns) if columns else 0.0
        if score and not _wordy(rows, grid.strict) and (best is None or score >= best.score):
            best = HeaderRows(first, first + count, columns, score)
    return best


def _may_be_header(row: Row, strict: bool, opening: bool) -> bool:
    """No figure stands alone in a header row but sizes; its first row has two columns and a role word."""
    if any(find_money(p.text) or SHARE.match(p.text) for p in row.pieces):
        return False
    if any(VALUE.fullmatch(p.text.strip()) for p in row.pieces) and not (opening and _has_sizes(row)):
        return False
    if not opening:
        return True
    pieces = row.pieces if strict else tuple(_split(row))
    label = total_label(row.pieces[0].text) if row.pieces else None
    if label is not None and label.whole and len(row.pieces) <= 3:
        return False
    return len(pieces) > 1 and any(role_hits(fold(piece.text).text) for piece in pieces)


def _has_sizes(row: Row) -> bool:
    """Whether the figures of a row are ascending sizes (38 39 40 41) among the words of a goods header."""
    figures = [p.text.strip() for p in row.pieces if VALUE.fullmatch(p.text.strip())]
    roles = {read_header(p.text).role for p in row.pieces} & {"quantity", "unit_price", "amount"}
    sizes = [Decimal(match[1]) for text in figures if (match := SIZE.fullmatch(text))]
    if len(sizes) < 2 or len(sizes) < len(figures) or len(roles) < 2:
        return False
    return all(small < large for small, large in itertools.pairwise(sizes))


def _goes_on(above: Row, row: Row, strict: bool) -> bool:
    """Whether a row belongs to the header above: units, currencies, further role words, close on the page."""
    if above.page != row.page or (above.bottom and row.top - above.bottom > 1.2 * (above.bottom - above.top)):
        return False
    fresh = [piece for piece in row.pieces if not piece.inherited]
    known = [piece for piece in fresh if _adds(piece.text) or (strict and _under_merged(piece, above))]
    if len(fresh) == 1 and len(above.pieces) > 2 and not _is_hint(fresh[0].text):
        return False
    return bool(fresh) and len(known) * 2 >= len(fresh) and all(len(piece.text) <= 60 for piece in fresh)


def _is_hint(text: str) -> bool:
    """Whether a lone text under a header is a unit, a currency or a term, and no heading of a section."""
    header = read_header(text)
    bracketed = re.fullmatch(r"\s*[(\[（].{0,30}[)\]）]\s*", text)
    return bool(bracketed or header.currencies or header.unit or header.incoterm or header.basis) or len(text) <= 8


def _under_merged(piece: Piece, above: Row) -> bool:
    """Whether a cell stands under one that spans several columns."""
    return any(
        cell.left <= piece.left and piece.right <= cell.right and cell.right - cell.left > piece.right - piece.left
        for cell in above.pieces
    )


def _adds(text: str) -> bool:
    header = read_header(text)
    short = bool(re.fullmatch(r"\s*[(\[（]?[^()（）]{0,30}[)\]）]\s*", text))
    return bool(header.role or header.unit or header.currencies or short)


def _wordy(rows: tuple[Row, ...], strict: bool) -> bool:
    """Whether most of the words are no role words: a sentence that speaks of price and quantity."""
    if strict:
        return False
    text = fold(" ".join(row.text for row in rows)).text
    letters = sum(char.isalpha() for char in text)
    places = [*((h.start, h.end) for h in role_hits(text)), *((n.start, n.end) for n in find_notations(text))]
    known = sum(sum(char.isalpha() for char in text[start:end]) for start, end in places)
    return known * 2 < letters


def _score(columns: tuple[Column, ...]) -> float:
    roles = {column.role for column in columns if column.role}
    core = {role for role in roles if role in CORE}
    priced = core | ({"unit_price"} if "unit_price?" in roles else set())
    packing = roles & {"cartons", "per_carton", "gross_weight", "net_weight", "cbm", "weight", "measure"}
    if len(roles) < 2 or not (core or len(packing) >= 2):
        return 0.0
    if len(columns) < 3 and not roles & {"description", "item", "sku", "specification"}:
        return 0.0
    named = {column.role for column in columns if column.named}
    if not named & {*CORE, "cartons", "per_carton", "net_weight", "gross_weight", "weight"}:
        return 0.0
    strength = 3 * len(priced) + 2 * bool(roles & {"description", "item", "sku"}) + len(roles)
    return strength - 0.01 * len(columns)


def _columns(rows: tuple[Row, ...], strict: bool) -> tuple[Column, ...]:
    opened: list[_Opened] = []
    for number, row in enumerate(rows):
        for piece in row.pieces if strict else tuple(_split(row)):
            if not piece.inherited:
                _attach(opened, piece, number, strict)
    opened.sort(key=lambda column: column.left)
    if any(_stacked(column) for column in opened):
        return ()
    return tuple(_column(column) for column in opened)


def _stacked(column: _Opened) -> bool:
    """Whether captions of different meaning stand above each other, as in a list of terms."""
    own = [text for text in column.texts if text not in column.upper]
    roles = {header.role for text in own if (header := read_header(text)).role and not header.role.endswith("?")}
    if len(own) < 2 or len(roles) < 2:
        return False
    return len({hit.role for hit in role_hits(fold(" ".join(own)).text)}) > 1


def _attach(opened: list[_Opened], piece: Piece, number: int, strict: bool) -> None:
    over = [c for c in opened if _overlap(c, piece, strict) > 0]
    if not over:
        above = next((c.upper for c in opened if c.reach and c.reach[0] <= piece.left < c.reach[1]), [])
        opened.append(_Opened([piece.text], list(above), piece.left, piece.right, number))
        return
    free = [c for c in over if c.row < number]
    if free:
        for column in free:
            column.texts.append(piece.text)
            column.row = number
            if len(free) == 1:
                column.left, column.right = _united(column, piece, strict)
        return
    upper = max(over, key=lambda c: _overlap(c, piece, strict))
    above = upper.upper or upper.texts[:-1]
    upper.upper = list(above)
    opened.append(_Opened([piece.text], list(above), piece.left, piece.right, number))
    if above and strict:
        upper.right = min(upper.right, piece.left)


def _overlap(column: _Opened, piece: Piece, strict: bool) -> float:
    return min(column.right, piece.right) - max(column.left, piece.left)


def _united(column: _Opened, piece: Piece, strict: bool) -> tuple[float, float]:
    """A piece under a merged cell narrows it to its own columns; on a page the wider of two counts."""
    if strict and piece.right - piece.left < column.right - column.left and piece.left == column.left:
        column.upper, column.reach = column.texts[:-1], (column.left, column.right)
        return piece.left, piece.right if column.right - piece.right > 0 else column.right
    if strict:
        return column.left, column.right
    return min(column.left, piece.left), max(column.right, piece.right)


def _column(opened: _Opened) -> Column:
    own = [text for text in opened.texts if text not in opened.upper]
    joined = read_header(" ".join(opened.texts if not opened.upper else [*opened.upper, *own]))
    header = joined
    if opened.upper and own:
        below = read_header(" ".join(own))
        if below.role and not below.role.endswith("?"):
            priced = below.role == "unit" and "unit_price" in (joined.role, *joined.also)
            header = replace(
                joined, role="unit_price" if priced else below.role, also=below.also, unit=below.unit or joined.unit,
                currencies=below.currencies or joined.currencies, symbol=below.symbol or joined.symbol,
            )  # fmt: skip
    return Column(header, header.role, opened.left, opened.right)


def _split(row: Row) -> list[Piece]:
    """The pieces of a loose row, cut where role words stand side by side with only a space between."""
    found: list[Piece] = []
    for piece in row.pieces:
        found.extend(_split_piece(piece))
    return found


def _split_piece(piece: Piece) -> list[Piece]:
    folded = fold(piece.text)
    hits = role_hits(folded.text)
    cuts = [0]
    for before, hit in itertools.pairwise(hits):
        between = folded.text[before.end : hit.start]
        if hit.role != before.role and re.fullmatch(r"\s*(?:\([^()]*\))?\s+", between):
            cuts.append(folded.to_document(hit.start, hit.end).start)
    if len(cuts) == 1:
        return [piece]
    ends = [*cuts[1:], len(piece.text)]
    return [cut_piece(piece, a, b) for a, b in zip(cuts, ends, strict=True)]


def cut_piece(piece: Piece, start: int, end: int) -> Piece:
    """The part of a piece between two offsets of its text, with its share of the width."""
    raw = piece.text[start:end]
    body = raw.strip()
    start += raw.index(body) if body else 0
    width = (piece.right - piece.left) / max(1, len(piece.text))
    span = Span(piece.span.start + start, piece.span.start + start + len(body))
    left = piece.left + width * start
    return replace(piece, span=span, text=body, left=left, right=left + width * len(body))
