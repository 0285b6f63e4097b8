"""Length-prefixed messages between a worker and its parent, who never waits for half of one."""

from __future__ import annotations

import socket
import struct
from collections import deque

HEADER = struct.Struct(">Q")
PIECE = 256 * 1024


class TooLong(Exception):
    """A message that is longer than its reader allows."""


def send(line: socket.socket, message: bytes) -> None:
    """Send a message whole (for the worker, who may wait). Raises OSError when the other end has gone."""
    line.sendall(HEADER.pack(len(message)))
    line.sendall(message)


def receive(line: socket.socket) -> bytes:
    """The next message whole (for the worker, who may wait). Raises EOFError or OSError at the end."""
    (size,) = HEADER.unpack(_exactly(line, HEADER.size))
    return _exactly(line, size)


def _exactly(line: socket.socket, size: int) -> bytes:
    message = bytearray(size)
    view = memoryview(message)
    while view:
        count = line.recv_into(view)
        if not count:
            raise EOFError
        view = view[count:]
    return bytes(message)


class Channel:
    """The parent's end: messages go out and come in as far as they can without waiting."""

    def __init__(self, line: socket.socket, cap: int) -> None:
        line.setblocking(False)
        self.line = line
        self._cap = cap
        self._out: deque[memoryview] = deque()
        self._in = bytearray()

    @property
    def is_sending(self) -> bool:
        """Whether something waits to be sent."""
        return bool(self._out)

    def put(self, message: bytes) -> None:
        """Queue a message and send what goes. A dead worker shows when its answer is awaited."""
        self._out += (memoryview(HEADER.pack(len(message))), memoryview(message))
        self.flush()

    def flush(self) -> None:
        """Send what goes without waiting."""
        try:
            while self._out:
                piece = self._out[0]
                sent = self.line.send(piece[:PIECE])
                if sent == len(piece):
                    self._out.popleft()
                else:
                    self._out[0] = piece[sent:]
        except BlockingIOError:
            return
        except OSError:
            self._out.clear()

    def take(self) -> bytes | None:
        """The next message once it is whole, else None. Raises EOFError, OSError, or TooLong over the cap."""
        try:
            while (size := self._size()) is None or len(self._in) < HEADER.size + size:
                piece = self.line.recv(PIECE)
                if not piece:
                    raise EOFError
                self._in += piece
        except BlockingIOError:
            return None
        message = bytes(self._in[HEADER.size : HEADER.size + size])
        del self._in[: HEADER.size + size]
        return message

    def _size(self) -> int | None:
        if len(self._in) < HEADER.size:
            return None
        size = int(HEADER.unpack_from(self._in)[0])
        if size > self._cap:
            raise TooLong
        return size

    def close(self) -> None:
        """Hang up."""
        self.line.close()
