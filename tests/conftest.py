"""No test reaches the network: only this computer may be spoken to, by the tests that drive a browser."""

import sys
from typing import Any

AT_HOME = ("127.0.0.1", "::1", "localhost", "")


def deny_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in AT_HOME:
            raise PermissionError(f"a test tried to reach {address[0]}")
    elif event == "socket.getaddrinfo" and arguments[0] not in (*AT_HOME, None):
        raise PermissionError(f"a test tried to look up {arguments[0]}")


sys.addaudithook(deny_network)
