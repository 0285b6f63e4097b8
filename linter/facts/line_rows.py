"""Rows under a header: which piece stands in which column, and whether a row is an item, more of it, or a total."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from tradelint.facts.line_cells import is_empty
from tradelint.facts.line_fold import fold
from tradelint.facts.line_grid import Grid, Piece, Row
from tradelint.facts.line_header import Column, HeaderRows, cut_piece
from tradelint.facts.line_roles import CORE, Header, read_header, text_roles, word_pattern
from tradelint.facts.line_totals import SUMS, TotalLabel, charge_label, total_label
from tradelint.facts.numbers_currency import codes_of, find_notations
from tradelint.facts.numbers_units import unit_of, unit_pattern

RowKind = Literal["item", "more", "section", "total", "header", "end"]
FIGURE = re.compile(r"[-+(]?\d[\d.,']*(?: \d{3}(?!\d))*\)?%?")
WORDLESS = re.compile(r"[^A-Za-z\u00c0-\u024f\u0400-\u04ff\u4e00-\u9fff]*")
CODE_ROLES = frozenset({"number", "item", "sku", "hs_code", "dimensions", "specification", "carton_size", "note"})
MONEY_ROLES = frozenset({"unit_price", "amount", "with_tax"})
RULED = re.compile(r"[\s\-=_*.·—─]*")
CAPTIONED = re.compile(r"[^\W\d][^:：|\n]{1,40}[:：]")
LONGEST_VALUE = 80
LONGEST_CURRENCY = 6
NUMBERING = re.compile(r"\(?\d{1,3}[.)]?")
PLAIN = Header("")


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row with its pieces by column index; `label` is set for totals and charges."""

    kind: RowKind
    row: Row
    cells: dict[int, tuple[Piece, ...]]
    label: TotalLabel | None = None


def body_columns(grid: Grid, header: HeaderRows, after: int) -> tuple[Column, ...]:
    """The header's columns, and those that only the rows below have: any in a strict grid, else running numbers."""
    rows = grid.rows[header.after : after]
    if grid.strict:
        columns = _numbered_columns(list(header.columns), rows)
    else:
        columns = list(header.columns)
        first = min((column.left for column in columns), default=0.0)
        firsts = [row.pieces[0] for row in rows if row.pieces and row.pieces[0].right < first]
        numbers = [piece for piece in firsts if NUMBERING.fullmatch(piece.text)]
        if numbers:
            columns.append(Column(PLAIN, "number", numbers[0].left, numbers[0].right))
    return tuple(sorted(columns, key=lambda c: c.left))


def _numbered_columns(columns: list[Column], rows: tuple[Row, ...]) -> list[Column]:
    """The columns of a real table; a header beside its own figures is stretched over them."""
    single = [p for row in rows for p in row.pieces if p.right - p.left == 1]
    columns = [_stretched(column, columns, single) for column in columns]
    for piece in single:
        if not any(_covers(column, piece) for column in columns):
            texts = [p.text.strip() for p in single if p.left == piece.left and not p.inherited]
            role = "number" if _counts_up(texts) else ""
            columns.append(Column(PLAIN, role, piece.left, piece.right))
    return columns


def _stretched(column: Column, columns: list[Column], pieces: list[Piece]) -> Column:
    """A named column without a cell of its own, with the nameless one to its right (else left) that has them."""
    if (not column.named and not column.role) or any(_covers(column, piece) for piece in pieces):
        return column
    for step, edge in ((1, column.right), (-1, column.left)):
        left = edge if step > 0 else edge - 1
        taken = any(other.left <= left < other.right for other in columns)
        if not taken and any(piece.left == left for piece in pieces):
            return replace(column, left=min(column.left, left), right=max(column.right, left + 1))
    return column


def _counts_up(texts: list[str]) -> bool:
    """Whether texts are 1, 2, 3 ..."""
    figures = [text.strip("().") for text in texts if NUMBERING.fullmatch(text)]
    return bool(figures) and len(figures) == len(texts) and figures == [str(n) for n in range(1, len(figures) + 1)]


def _covers(column: Column, piece: Piece) -> bool:
    return column.left < piece.right and piece.left < column.right


def place_pieces(row: Row, columns: tuple[Column, ...], strict: bool) -> dict[int, tuple[Piece, ...]]:
    """The pieces of a row by the index of their column."""
    if strict:
        return _by_number(row, columns)
    return _by_position(row, columns)


def _by_number(row: Row, columns: tuple[Column, ...]) -> dict[int, tuple[Piece, ...]]:
    found: dict[int, list[Piece]] = {}
    for piece in row.pieces:
        shares = [min(c.right, piece.right) - max(c.left, piece.left) for c in columns]
        best = max(range(len(columns)), key=lambda i: (shares[i] > 0, i == 0 or shares[i]), default=None)
        if best is None:
            continue
        if piece.right - piece.left > 1:
            best = next((i for i, share in enumerate(shares) if share > 0), best)
        if shares[best] > 0 and not (piece.inherited and columns[best].role in ("quantity", "amount")):
            found.setdefault(best, []).append(piece)
    return {index: tuple(pieces) for index, pieces in found.items()}


def is_value(text: str) -> bool:
    """Whether a text is a figure with at most a currency and a unit, or a dash."""
    return len(text) <= LONGEST_VALUE and _is_value(text)


@lru_cache(maxsize=4096)
def _is_value(text: str) -> bool:
    folded = fold(text).text.strip()
    if is_empty(folded):
        return True
    if not any(char.isdigit() for char in folded):
        return bool(word_pattern("columns", "free_of_charge").fullmatch(folded))
    return not WORDLESS.sub("", _without_notation(folded))


def _without_notation(folded: str) -> str:
    """A text without its currencies, units and price basis."""
    bare = folded
    for notation in reversed(list(find_notations(bare))):
        bare = bare[: notation.start] + " " + bare[notation.end :]
    bare = re.sub(r"(?i)(?<![a-z])(?:per|each|ea)(?![a-z])", " ", bare)
    return _unit_words().sub(" ", bare)


@cache
def _unit_words() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\d\s/)])\s?{unit_pattern()}")


def split_values(piece: Piece) -> list[Piece]:
    """A piece that is several values in a row, cut between them (`2,500 BBL $84.50`)."""
    folded = fold(piece.text)
    starts = [match.start() for match in FIGURE.finditer(folded.text) if _opens(folded.text, match.start())]
    if len(starts) < 2 or not is_value(piece.text):
        return [piece]
    cuts = [0]
    for start in starts[1:]:
        cut = start
        for notation in find_notations(folded.text[:start]):
            if not folded.text[notation.end : start].strip():
                cut = notation.start
        if cut > cuts[-1] and folded.text[cut - 1 : cut].isspace():
            cuts.append(cut)
    if len(cuts) == 1:
        return [piece]
    places = [folded.to_document(cut, cut + 1).start for cut in cuts]
    return [cut_piece(piece, a, b) for a, b in zip(places, [*places[1:], len(piece.text)], strict=True)]


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[start - 1].isspace() or not text[start - 1].isascii() or text[start - 1] in "$("


def split_tail(piece: Piece, left: float) -> list[Piece]:
    """Words and the values that end them, cut where the values begin right of `left`."""
    for match in re.finditer(r"\s(?=\S)", piece.text):
        rest = cut_piece(piece, match.end(), len(piece.text))
        if rest.left < left or piece.text[: match.start()].rstrip().endswith(("<", ">", "≤", "≥", "±")):
            continue
        if rest.text.endswith("%") or not re.match(r"[-+(]?[A-Z$€£¥]{0,3}\s?\d", rest.text):
            continue
        if is_value(rest.text):
            return [cut_piece(piece, 0, match.start()), *split_values(rest)]
    return [piece]


def _by_position(row: Row, columns: tuple[Column, ...]) -> dict[int, tuple[Piece, ...]]:
    pieces = [part for piece in row.pieces for part in split_values(piece)]
    placed = _aligned(pieces, columns)
    taken = set(placed)
    tails: list[Piece] = []
    for piece, index in zip(pieces, placed, strict=True):
        vacant = [c for i, c in enumerate(columns) if i > index and i not in taken and _figures(c)]
        if columns[index].role in text_roles() and vacant and piece.right > vacant[0].left:
            tails.extend(split_tail(piece, vacant[0].left - (vacant[0].right - vacant[0].left)))
        else:
            tails.append(piece)
    if len(tails) != len(pieces):
        pieces, placed = tails, _aligned(tails, columns)
    found: dict[int, list[Piece]] = {}
    for piece, index in zip(pieces, placed, strict=True):
        found.setdefault(index, []).append(piece)
    return {index: tuple(parts) for index, parts in found.items()}


def _figures(column: Column) -> bool:
    return bool(column.role) and column.role not in text_roles()


def _aligned(pieces: list[Piece], columns: tuple[Column, ...]) -> list[int]:
    """The column of each piece, from left to right, at the least cost of distance and of words among figures."""
    if not pieces or not columns:
        return []
    unit = max(1.0, sum(c.right - c.left for c in columns) / len(columns))
    lone = [_is_currency(piece) for piece in pieces]
    pairs = [a != b for a, b in pairwise(lone)]
    costs: list[list[float]] = []
    back: list[list[int]] = []
    for number, piece in enumerate(pieces):
        own = [_cost(piece, column, unit) for column in columns]
        if number == 0:
            costs.append(own)
            back.append([-1] * len(columns))
            continue
        line, steps = [], []
        for index, column in enumerate(columns):
            stay = () if _figures(column) and not pairs[number - 1] else (index,)
            options = [*range(index), *stay]
            best = min(options, key=lambda o: costs[-1][o], default=-1)
            line.append(own[index] + costs[-1][best] if best >= 0 else float("inf"))
            steps.append(best)
        costs.append(line)
        back.append(steps)
    last = min(range(len(columns)), key=lambda i: costs[-1][i])
    if costs[-1][last] == float("inf"):
        return [min(range(len(columns)), key=lambda i: _cost(p, columns[i], unit)) for p in pieces]
    path = [last]
    for number in range(len(pieces) - 1, 0, -1):
        path.append(back[number][path[-1]])
    return path[::-1]


def _is_currency(piece: Piece) -> bool:
    """Whether a piece is a currency apart from its figure, as sheets set them to the left of the cell."""
    return len(piece.text) <= LONGEST_CURRENCY and bool(codes_of(fold(piece.text).text.strip()))


def _cost(piece: Piece, column: Column, unit: float) -> float:
    overlap = min(piece.right, column.right) - max(piece.left, column.left)
    edges = min(abs(piece.left - column.left), abs(piece.right - column.right))
    middle = abs((piece.left + piece.right) - (column.left + column.right)) / 2
    distance = min(edges, middle) / unit - (0.5 if overlap > 0 else 0.0)
    if overlap <= 0:
        distance += -overlap / unit
    value = is_value(piece.text)
    if column.role in MONEY_ROLES and not value:
        value = _is_currency(piece)
    if _figures(column):
        return distance + (0.0 if value else 3.0)
    if column.role in CODE_ROLES or not value:
        return distance
    if column.role == "unit":
        return distance + (0.0 if unit_of(piece.text.strip()) else 1.5)
    return distance + 1.5


def classify(
    row: Row, cells: dict[int, tuple[Piece, ...]], columns: tuple[Column, ...], header: HeaderRows, strict: bool
) -> BodyRow:
    """What a row under a header is."""
    if _is_header_again(row, header):
        return BodyRow("header", row, cells)
    fresh = tuple(p for p in row.pieces if not p.inherited)
    if not fresh or RULED.fullmatch(row.text):
        return BodyRow("end", row, {})
    values = {
        columns[i].role
        for i, pieces in cells.items()
        if (_figures(columns[i]) or not columns[i].role) and any(_has_figure(p) for p in pieces)
    }
    if any(columns[i].role == "unit" and FIGURE.match(p.text.strip()) for i, ps in cells.items() for p in ps):
        values.add("quantity")
    bare = bool(values) and not values & {"quantity", "unit_price", "unit_price?"}
    label = next(
        (found for p in fresh if (found := total_label(p.text) or (charge_label(p.text) if bare else None))), None
    )
    complete = {"quantity", "unit_price"} <= values and bool(values & {"amount", "with_tax"})
    # "Delivery: FOB Rotterdam" under an item is a specification, no charge.
    if label is not None and not complete and (values or label.whole or label.kind in SUMS):
        return BodyRow("total", row, cells, label)
    # Terms set below a table of a page may fall into its columns; in a real table a cell is a cell.
    if not strict and CAPTIONED.match(row.text) and not values & {"unit_price", "unit_price?", "amount"}:
        return BodyRow("more", row, cells)
    if values & {*CORE, "unit_price?", "cartons", "net_weight", "gross_weight", "weight", "measure", "with_tax", ""}:
        return BodyRow("item", row, cells)
    return BodyRow("more", row, cells)


def _has_figure(piece: Piece) -> bool:
    """Whether a cell of a column of figures holds one, or says that there is no charge."""
    text = fold(piece.text).text
    if piece.cell is not None and piece.cell.formula:
        return True
    if re.match(r"\s*[<>≤≥±~]", text) or (re.search(r"\d\s?%\s*$", text) and not re.search(r"\d\D+\d", text)):
        return False
    if not re.search(r"\d", text):
        return bool(word_pattern("columns", "free_of_charge").fullmatch(text.strip()))
    return is_value(piece.text) or len(text) <= 40


def _is_header_again(row: Row, header: HeaderRows) -> bool:
    roles = {read_header(p.text).role for p in row.pieces if not re.search(r"\d", p.text)}
    known = roles & (header.roles | {"unit_price?"})
    return len(known) >= 2 and len(known & set(CORE)) >= 1 and not any(is_value(p.text) for p in row.pieces)
