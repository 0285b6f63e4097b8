"""Values to JSON bytes and back: the one codec for everything that crosses a process border."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def encode(value: Any) -> bytes:
    """JSON of a frozen dataclass, or a tuple of them; decimals and dates as strings."""
    return msgspec.json.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The value behind the JSON, checked against its type. Raises ValueError for anything else."""
    return msgspec.json.decode(data, type=kind)


def bundle(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Names and contents of several files as one piece of bytes."""
    return msgspec.msgpack.encode(files)


def unbundle(data: bytes) -> list[tuple[str, bytes]]:
    """The files of a bundle. Raises ValueError for anything else."""
    return msgspec.msgpack.decode(data, type=list[tuple[str, bytes]])
