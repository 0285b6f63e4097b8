"""Readers: the bytes of a file become documents; content, not the suffix, decides how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from tradelint.errors import UnreadableError
from tradelint.parsers.sniff import file_traits, media_type_of
from tradelint.parsers.source import Limits, Source
from tradelint.text import Document

READERS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "sheet",
    "application/vnd.ms-excel": "sheet",
    "application/vnd.oasis.opendocument.spreadsheet": "sheet",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/rtf": "rtf",
    "message/rfc822": "mail",
    "text/html": "html",
    "text/markdown": "plain",
    "text/plain": "plain",
}


def read(source: Source) -> tuple[Document, ...]:
    """The papers in a file, the main one first; at least one.

    Raises UnreadableError when no text can be had; its message says what to do instead.
    """
    if not source.data.strip(b"\0\t\n\r "):
        raise UnreadableError("empty", "the file is empty", "ask for the file again")
    if len(source.data) > source.limits.file:
        size, cap = len(source.data) / 2**20, source.limits.file / 2**20
        raise UnreadableError(
            "limit", f"the file has {size:.1f} MB, the limit is {cap:.0f} MB", "split it or raise limits.file"
        )
    media_type = media_type_of(source)
    reader: Callable[[Source], tuple[Document, ...]] = import_module(f"tradelint.parsers.{READERS[media_type]}").read
    first, *others = reader(source)
    added = file_traits(source, media_type, first.traits)
    return (replace(first, traits=first.traits + added) if added else first, *others)


__all__ = ["Limits", "Source", "read"]
