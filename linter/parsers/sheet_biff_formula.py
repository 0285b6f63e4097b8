"""Formulas of XLS, which are stored in postfix form, written as people type them."""

from __future__ import annotations

import struct

from tradelint.parsers.sheet_book import column_name

UNKNOWN = "=…"
OPERATORS = {3: "+", 4: "-", 5: "*", 6: "/", 7: "^", 8: "&", 9: "<", 10: "<=", 11: "=", 12: ">=", 13: ">", 14: "<>"}
SIGNS = {0x12: "+", 0x13: "-"}
FUNCTIONS = {0: "COUNT", 1: "IF", 4: "SUM", 5: "AVERAGE", 6: "MIN", 7: "MAX", 36: "AND", 37: "OR", 183: "PRODUCT"}
FIXED = {15: ("SIN", 1), 24: ("ABS", 1), 25: ("INT", 1), 27: ("ROUND", 2), 212: ("ROUNDUP", 2), 213: ("ROUNDDOWN", 2)}


def shared_base(data: bytes) -> tuple[int, int] | None:
    """The cell whose formula a cell shares; None for a formula of its own."""
    return struct.unpack_from("<HH", data, 1) if len(data) >= 5 and data[0] == 0x01 else None


def formula_text(data: bytes, row: int = 0, column: int = 0) -> str:
    """The formula behind stored tokens; "=…" for one that uses more than references, operators and sums.

    Row and column are those of the cell: shared formulas count from it.
    """
    try:
        return _text(data, row, column)
    except (IndexError, struct.error):
        return UNKNOWN


def _text(data: bytes, row: int, column: int) -> str:
    stack: list[str] = []
    at = 0
    while at < len(data) and len(stack) < 500:
        token, at = data[at], at + 1
        kind = token if token < 0x20 else (token & 0x1F) | 0x20
        if kind in OPERATORS:
            right, left = stack.pop(), stack.pop()
            stack.append(f"{left}{OPERATORS[kind]}{right}")
        elif kind in SIGNS:
            stack.append(SIGNS[kind] + stack.pop())
        elif kind == 0x14:
            stack.append(stack.pop() + "%")
        elif kind == 0x15:
            stack.append(f"({stack.pop()})")
        elif kind == 0x17:
            length, wide = data[at], data[at + 1] & 1
            raw = data[at + 2 : at + 2 + length * (1 + wide)]
            stack.append('"' + raw.decode("utf-16-le" if wide else "latin-1", "replace") + '"')
            at += 2 + length * (1 + wide)
        elif kind == 0x19:
            at = _attribute(data, at, stack)
        elif kind == 0x1E:
            stack.append(str(struct.unpack_from("<H", data, at)[0]))
            at += 2
        elif kind == 0x1F:
            stack.append(f"{struct.unpack_from('<d', data, at)[0]:.15g}")
            at += 8
        elif kind == 0x24:
            stack.append(_reference(data, at, at + 2))
            at += 4
        elif kind == 0x2C:
            stack.append(_reference(data, at, at + 2, (row, column)))
            at += 4
        elif kind in (0x25, 0x2D):
            base = (row, column) if kind == 0x2D else None
            stack.append(f"{_reference(data, at, at + 4, base)}:{_reference(data, at + 2, at + 6, base)}")
            at += 8
        elif kind in (0x21, 0x22):
            at = _function(data, at, stack, kind == 0x22)
        else:
            return UNKNOWN
        if stack and len(stack[-1]) > 2_000:
            return UNKNOWN
    return "=" + stack[0] if len(stack) == 1 else UNKNOWN


def _reference(data: bytes, row_at: int, column_at: int, base: tuple[int, int] | None = None) -> str:
    row = struct.unpack_from("<H", data, row_at)[0]
    flags = struct.unpack_from("<H", data, column_at)[0]
    column, moves, slides = flags & 0xFF, bool(flags & 0x8000), bool(flags & 0x4000)
    if base is not None:
        row = (base[0] + row) % 0x10000 if moves else row
        column = (base[1] + column) % 0x100 if slides else column
    return f"{'' if slides else '$'}{column_name(column)}{'' if moves else '$'}{row + 1}"


def _attribute(data: bytes, at: int, stack: list[str]) -> int:
    flags = data[at]
    if flags & 0x04:
        raise IndexError
    if flags & 0x10:
        stack.append(f"SUM({stack.pop()})")
    return at + 3


def _function(data: bytes, at: int, stack: list[str], variable: bool) -> int:
    if variable:
        count, number = data[at] & 0x7F, struct.unpack_from("<H", data, at + 1)[0] & 0x7FFF
        name, after = FUNCTIONS.get(number), at + 3
    else:
        number = struct.unpack_from("<H", data, at)[0]
        name, count = FIXED.get(number, (None, 0))
        after = at + 2
    if name is None or count > len(stack):
        raise IndexError
    arguments = [stack.pop() for _ in range(count)][::-1]
    stack.append(f"{name}({','.join(arguments)})")
    return after
