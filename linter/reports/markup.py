"""Contract text inside Markdown: it is read as words, whatever it looks like."""

from __future__ import annotations

import re

PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#|~&$])")
# What code hosts turn into links and mails: an empty comment keeps the two halves apart.
REFERENCES = (("@", "@<!-- -->"), ("\\#", "\\#<!-- -->"), ("://", ":<!-- -->//"))
NAMED = re.compile(r"\b(www|gh)([.-])", re.IGNORECASE)


def markdown(text: str) -> str:
    """Text for the inside of a line or a table cell: no markup, no link or picture, no mention of people or issues."""
    escaped = PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
    for sign, parted in REFERENCES:
        escaped = escaped.replace(sign, parted)
    return NAMED.sub(r"\1<!-- -->\2", escaped)


def code(text: str) -> str:
    """Text as a code span, behind more backticks than it holds in a row."""
    words = " ".join(text.split())
    longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}" if words else ""
