"""Strings in XLS records, which may break off and go on in the next record."""

from __future__ import annotations

import struct

WIDE, PHONETIC, RICH = 0x01, 0x04, 0x08


class Pieces:
    """The bytes of a record and of those that continue it, read as one; characters may change their width there."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece = 0
        self._at = 0

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self._piece >= len(self._pieces)

    def take(self, size: int) -> bytes:
        """The next bytes, across records; fewer at the end."""
        found = b""
        while len(found) < size and not self.done:
            piece = self._pieces[self._piece]
            part = piece[self._at : self._at + size - len(found)]
            found += part
            self._at += len(part)
            if self._at >= len(piece):
                self._piece, self._at = self._piece + 1, 0
        return found

    def string(self) -> str:
        """A string with its length in two bytes, its flags, and what hangs on it."""
        head = self.take(3)
        if len(head) < 3:
            return ""
        length, flags = struct.unpack("<HB", head)
        runs = struct.unpack("<H", self.take(2).ljust(2, b"\0"))[0] if flags & RICH else 0
        extra = struct.unpack("<I", self.take(4).ljust(4, b"\0"))[0] if flags & PHONETIC else 0
        text = self._characters(length, bool(flags & WIDE))
        self.take(4 * runs)
        self.take(min(extra, 1 << 20))
        return text

    def _characters(self, length: int, wide: bool) -> str:
        found: list[str] = []
        while length and not self.done:
            piece = self._pieces[self._piece]
            room = (len(piece) - self._at) // (2 if wide else 1)
            count = min(length, room)
            raw = self.take(count * (2 if wide else 1))
            found.append(raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1"))
            length -= count
            if length and not self.done:
                if count == 0 and self._at:
                    self.take(1)
                    continue
                # The record that goes on says anew how wide its characters are.
                wide = bool((self.take(1) or b"\0")[0] & WIDE)
        return "".join(found)


def long_string(data: bytes) -> str:
    """A BIFF8 string with a length of two bytes."""
    return Pieces([data]).string()


def short_string(data: bytes) -> str:
    """A BIFF8 string with a length of one byte."""
    return Pieces([data[:1] + b"\0" + data[1:]]).string()
