"""What a reader is given: the bytes of one file, its name, and how much of it may be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tradelint.text import Builder, Document, Gap

if TYPE_CHECKING:
    from tradelint.parsers.package import Package


@dataclass(frozen=True)
class Limits:
    """Caps on what is read of one file; reaching one is a gap, never silence (sizes in bytes).

    `second_reader` asks for the pages of a PDF to be read by a second library too; where they differ is a gap.
    """

    file: int = 32 * 2**20
    members: int = 2_000
    member: int = 32 * 2**20
    package: int = 128 * 2**20
    depth: int = 256
    cells: int = 500_000
    text: int = 10 * 2**20
    pages: int = 2_000
    second_reader: bool = False


@dataclass(frozen=True)
class Source:
    """One file. `path` is what reports call it; nothing is read from disk by a reader."""

    data: bytes
    path: str
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def sha256(self) -> str:
        """The hexadecimal digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def package(self) -> Package:
        """The ZIP package in the bytes, opened once. Raises UnreadableError: encrypted, corrupt, limit, unsupported."""
        from tradelint.parsers.package import open_package

        return open_package(self.data, self.limits)

    def document(self, media_type: str, builder: Builder, gaps: Iterable[Gap] = ()) -> Document:
        """The paper that a builder holds; with `replace`, a reader adds what only its format knows."""
        blocks, tables = tuple(builder.blocks), tuple(builder.tables)
        return Document(self.path, self.sha256, media_type, builder.text, blocks, tables, tuple(gaps))

    @property
    def suffix(self) -> str:
        """The file name's ending in lower case, with its dot; empty when there is none."""
        name = self.path.replace("\\", "/").rsplit("/", 1)[-1]
        return "." + name.rsplit(".", 1)[1].lower() if "." in name else ""
