"""The words of RTF: groups, control words, characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    rb"(?P<brace>[{}])|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z])|(?P<ends>[\r\n\0]+)|(?P<text>[^\\{}\r\n\0]+)|(?P<stray>.)",
    re.DOTALL,
)
# Code pages of \fcharset, as Windows numbers them.
CHARSETS = {
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
PAGES = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950", 65001: "utf-8", 54936: "gb18030", 10000: "mac_roman"}
CHARACTERS = {
    "par": "\n",
    "line": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "", "{": "{", "}": "}", "\\": "\\"}


class Token(NamedTuple):
    """One token; `kind` is open, close, word, symbol, byte or text."""

    kind: str
    word: str = ""
    number: int | None = None
    raw: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; binary data inside it is jumped over."""
    at = 0
    while found := TOKEN.match(data, at):
        at = found.end()
        kind = found.lastgroup
        if found["brace"]:
            yield Token("open" if found["brace"] == b"{" else "close")
        elif found["word"]:
            word = found["word"].decode("ascii")
            number = int(found["number"]) if found["number"] is not None else None
            if word == "bin":
                at += max(number or 0, 0)
            else:
                yield Token("word", word, number)
        elif found["hex"]:
            yield Token("byte", raw=bytes([int(found["hex"], 16)]))
        elif found["symbol"]:
            yield Token("symbol", found["symbol"].decode("latin-1"))
        elif kind == "text":
            yield Token("text", raw=found["text"])


def page_name(number: int | None) -> str:
    """The codec of a Windows code page."""
    return PAGES.get(number or 1252, f"cp{number or 1252}")
