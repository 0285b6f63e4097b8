"""Values to JSON bytes and back: the one codec for everything that crosses a process border."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def encode(value: Any) -> bytes:
    """JSON of a frozen dataclass, or a tuple of them; decimals and dates as strings."""
    return msgspec.json.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The value behind the JSON, checked against its type. Raises ValueError for anything else."""
    return msgspec.json.decode(data, type=kind)
