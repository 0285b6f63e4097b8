"""Text of strangers made safe to print: nothing in it may drive a terminal, and bank numbers are masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SHORTEST_SECRET = 6


def visible(text: str) -> str:
    """Control, bidirectional and other format characters become visible `\\x1b` forms; a line feed stays one.

    A tab becomes a space, lone surrogates (bytes of a file name that are not UTF-8) become `\\udc80` forms.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char == "\n":
        return char
    if char == "\t":
        return " "
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return char


def one_line(text: str) -> str:
    """`visible` on a single line: white space collapsed."""
    return visible(" ".join(text.split()))


def masked(text: str, secrets: Iterable[str]) -> str:
    """`text` with every bank number in it reduced to its last four characters.

    A number is found with any spaces, dots or dashes between its characters.
    """
    for secret in secrets:
        digits = re.sub(r"[\s.-]", "", secret)
        if len(digits) < SHORTEST_SECRET:
            continue
        pattern = r"[\s.-]?".join(re.escape(char) for char in digits)
        text = re.sub(pattern, "*" * 4 + digits[-4:], text, flags=re.IGNORECASE)
    return text
