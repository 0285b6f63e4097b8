"""Damaged copies of the project's own papers: the same bytes for the same number, everywhere."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
SUFFIXES = (".pdf", ".docx", ".xlsx", ".txt", ".html", ".odt", ".rtf", ".eml", ".md", ".ods")
SEED = 20261124
NUMBERS = (b"0", b"-1", b"9", b"99999999999", b"2147483648", b"1e9")


@cache
def papers() -> tuple[Path, ...]:
    return tuple(sorted(p for p in FIXTURES.rglob("*") if p.suffix in SUFFIXES and p.stat().st_size < 400_000))


def mutants(count: int, seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """`count` pairs of a name and bytes, taking the papers in turn."""
    for number in range(count):
        paper = papers()[number % len(papers())]
        chance = random.Random(f"{seed}:{paper.name}:{number}")
        yield f"mutant-{number:05}{paper.suffix}", mutate(paper.read_bytes(), chance)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Harm the bytes; of a package mostly one member, packed again, so that the XML behind it is reached."""
    if data[:2] == b"PK" and chance.random() < 0.8:
        return repack(data, chance)
    return harm(data, chance)


def repack(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(info.filename, package.read(info)) for info in package.infolist()]
    at = chance.randrange(len(parts))
    if chance.random() < 0.1:
        del parts[at]
    else:
        parts[at] = (parts[at][0], harm(parts[at][1], chance))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def harm(data: bytes, chance: random.Random) -> bytes:
    """One to 64 injuries: a flipped bit, noise, a hole, a copy, zeros, a cut, another number."""
    harmed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        if harmed:
            at, size = chance.randrange(len(harmed)), chance.choice((1, 2, 8, 64, 512))
            chance.choice(INJURIES)(harmed, at, size, chance)
    return bytes(harmed)


def _flip(data: bytearray, at: int, size: int, chance: random.Random) -> None:
    data[at] ^= 1 << chance.randrange(8)


def _noise(data: bytearray, at: int, size: int, chance: random.Random) -> None:
    data[at : at + size] = chance.randbytes(size)


def _hole(data: bytearray, at: int, size: int, chance: random.Random) -> None:
    del data[at : at + size]


def _copy(data: bytearray, at: int, size: int, chance: random.Random) -> None:
    data[at:at] = data[at : at + size] * chance.choice((1, 2, 50))


def _zeros(data: bytearray, at: int, size: int, chance: random.Random) -> None:
    data[at : at + size] = bytes(len(data[at : at + size]))


def _cut(data: bytearray, at: int, size: int, chance: random.Random) -> None:
    del data[at:]


def _number(data: bytearray, at: int, size: int, chance: random.Random) -> None:
    digit = next((i for i in range(at, min(at + 400, len(data))) if 48 <= data[i] <= 57), None)
    if digit is not None:
        data[digit : digit + 1] = chance.choice(NUMBERS)


INJURIES: tuple[Callable[[bytearray, int, int, random.Random], None], ...] = (
    _flip, _noise, _hole, _copy, _zeros, _cut, _number,
)  # fmt: skip
