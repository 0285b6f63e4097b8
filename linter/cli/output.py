"""How commands write: bytes that are the same everywhere, and no crash over a character."""

from __future__ import annotations

import sys


def write(text: str) -> None:
    """Write text to standard output as UTF-8; what has no UTF-8 form is escaped."""
    data = text.encode("utf-8", "backslashreplace")
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # replaced by a test or a notebook
        sys.stdout.write(data.decode("utf-8"))
        return
    sys.stdout.flush()
    buffer.write(data)
    buffer.flush()


def wants_colour(choice: str) -> bool:
    """`always`, `never`, or `auto`: on a terminal unless NO_COLOR is set."""
    import os

    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return choice == "always"
