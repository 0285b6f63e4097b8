"""Text of strangers made safe to print: it drives no terminal and no build log, and bank numbers are masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SHORTEST_SECRET = 6
# What build logs act on: `##[error]`, `##vso[` and `##teamcity[` anywhere in a line, `::error::` at its start.
LOG_COMMAND = re.compile(r"#(?=#\w*\[)")
LOG_LINE = re.compile(r"^(\s*):(?=:)", re.MULTILINE)


def visible(text: str) -> str:
    """Control, bidirectional and other format characters become visible `\\x1b` forms; a line feed stays one.

    A tab becomes a space, lone surrogates (bytes of a file name that are not UTF-8) become `\\udc80` forms, and the
    first character of what a build log would take for a command becomes `\\x23` or `\\x3a`.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(_shown(char) for char in text)
    return inert(text)


def inert(text: str) -> str:
    """No line of `text` is a command to a build log."""
    if "##" in text:
        text = LOG_COMMAND.sub(r"\\x23", text)
    return LOG_LINE.sub(r"\1\\x3a", text) if "::" in text else text


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


def file_name(path: str) -> str:
    """A path as it is, but for characters that do not show; a line feed in it becomes `\\n`."""
    return visible(path.replace("\n", "\\n").replace("\r", "\\r"))


def masked(text: str, secrets: Iterable[str]) -> str:
    """`text` with every bank number in it reduced to its last four characters.

    A number is found with any spaces, dots or dashes between its characters.
    """
    for number, pattern in _patterns(secrets):
        text = pattern.sub("*" * 4 + number[-4:], text)
    return text


def veiled(text: str, secrets: Iterable[str]) -> str:
    """`masked` for text that offsets point into: as long as before, all but the last four characters are stars."""
    for _, pattern in _patterns(secrets):
        text = pattern.sub(_starred, text)
    return text


def _starred(match: re.Match[str]) -> str:
    seen = 0
    shown = []
    for char in reversed(match[0]):
        seen += char.isalnum()
        shown.append("*" if char.isalnum() and seen > 4 else char)
    return "".join(reversed(shown))


def _patterns(secrets: Iterable[str]) -> Iterable[tuple[str, re.Pattern[str]]]:
    for secret in secrets:
        number = re.sub(r"[\s.-]", "", secret)
        if len(number) >= SHORTEST_SECRET:
            yield number, re.compile(r"[\s.-]?".join(re.escape(char) for char in number), re.IGNORECASE)
