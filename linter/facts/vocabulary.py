"""The word lists of rules/vocabulary as data: TOML tables, and the phrases in them under dotted keys."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

SCHEMA = 1
PHRASE_FIELDS = (
    "aliases",
    "terms",
    "headings",
    "headings_dest",
    "cues",
    "strong",
    "not_cues",
    "misspellings",
)


@cache
def table(subject: str) -> dict[str, Any]:
    """The TOML file `rules/vocabulary/<subject>.toml`."""
    text = (files("tradelint.rules.vocabulary") / f"{subject}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def subjects() -> tuple[str, ...]:
    """The names of all word lists, sorted."""
    folder = files("tradelint.rules.vocabulary")
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


def entries(subject: str) -> Iterator[dict[str, Any]]:
    """Every entry of a word list: the members of its top-level arrays of tables that have an id or a code."""
    for value in table(subject).values():
        if isinstance(value, list):
            yield from (entry for entry in value if isinstance(entry, dict) and name_of(entry))


def name_of(entry: dict[str, Any]) -> str:
    """The `id` or `code` of an entry; empty when it has neither."""
    return str(entry.get("id") or entry.get("code") or "")


def phrases() -> Iterator[tuple[str, str]]:
    """(key, phrase) of every list in every file, where key is `subject.id.field` without the `_zh` of the field."""
    for subject in subjects():
        for entry in entries(subject):
            for field in PHRASE_FIELDS:
                for phrase in (*entry.get(field, ()), *entry.get(f"{field}_zh", ())):
                    yield f"{subject}.{name_of(entry)}.{field}", phrase


@cache
def simplified() -> dict[int, str]:
    """Traditional to simplified characters, for `str.translate`."""
    text = (files("tradelint.rules.vocabulary") / "traditional.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {ord(pair[0]): pair[1] for line in lines for pair in line.split()}
