"""Streams of a compound file (OLE), the container of XLS, within the bounds of the file."""

from __future__ import annotations

import struct

from tradelint.errors import UnreadableError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA
DIRECTORY_ENTRY = 128
SMALL = 64


def _corrupt() -> UnreadableError:
    return UnreadableError("corrupt", "the workbook is damaged or cut off", "ask for it again, as XLSX")


class CompoundFile:
    """The streams in a compound file by name; chains of sectors end where they would leave the file or loop."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise _corrupt()
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise _corrupt()
        self._size = 1 << shift
        self._cutoff = struct.unpack_from("<I", data, 56)[0]
        self._fat = self._read_fat()
        directory = self._chain(struct.unpack_from("<I", data, 48)[0])
        self._entries = _entries(directory)
        first_small = struct.unpack_from("<I", data, 60)[0]
        self._small_fat = _numbers(self._chain(first_small)) if first_small < LAST else ()
        root = next((entry for entry in self._entries if entry[1] == 5), None)
        self._small = self._chain(root[2]) if root is not None and root[2] < LAST else b""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of streams and storages."""
        return tuple(name for name, _, _, _ in self._entries)

    def stream(self, *names: str) -> bytes | None:
        """The bytes of the first stream with one of the names."""
        for name, kind, start, size in self._entries:
            if kind == 2 and name.lower() in names:
                if size < self._cutoff:
                    return self._small_chain(start, size)
                return self._chain(start)[:size]
        return None

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _read_fat(self) -> tuple[int, ...]:
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        following, seen = struct.unpack_from("<I", self._data, 68)[0], set[int]()
        while following < LAST and following not in seen:
            seen.add(following)
            more = _numbers(self._sector(following))
            if len(more) < self._size // 4:
                break
            numbers += more[:-1]
            following = more[-1]
        sectors = [self._sector(number) for number in numbers if number < LAST]
        return _numbers(b"".join(sectors))

    def _chain(self, start: int) -> bytes:
        pieces: list[bytes] = []
        number, left = start, len(self._data) // self._size + 1
        while number < LAST and left:
            piece = self._sector(number)
            if not piece:
                break
            pieces.append(piece)
            number = self._fat[number] if number < len(self._fat) else LAST
            left -= 1
        return b"".join(pieces)

    def _small_chain(self, start: int, size: int) -> bytes:
        pieces: list[bytes] = []
        number, left = start, size // SMALL + 1
        while number < LAST and left:
            pieces.append(self._small[number * SMALL : (number + 1) * SMALL])
            number = self._small_fat[number] if number < len(self._small_fat) else LAST
            left -= 1
        return b"".join(pieces)[:size]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _entries(directory: bytes) -> list[tuple[str, int, int, int]]:
    """Name, kind (1 storage, 2 stream, 5 root), first sector and size of each directory entry."""
    found: list[tuple[str, int, int, int]] = []
    for at in range(0, len(directory) - DIRECTORY_ENTRY + 1, DIRECTORY_ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        if kind in (1, 2, 5) and 2 <= length <= 64:
            name = directory[at : at + length - 2].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", directory, at + 116)
            found.append((name, kind, start, size))
    return found
