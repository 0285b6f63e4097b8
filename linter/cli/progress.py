"""How far a long run is: one line on standard error, only on a terminal, only after a second."""

from __future__ import annotations

import sys
import time

AFTER, EVERY = 1.0, 0.2


class Progress:
    """Counts files; use it as a context manager, so that its line is gone when reports are written."""

    def __init__(self, total: int, *, enabled: bool = True) -> None:
        self.total, self.done = total, 0
        self.enabled = enabled and total > 1 and sys.stderr.isatty()
        self._began = self._last = time.monotonic()
        self._width = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *reason: object) -> None:
        if self._width:
            self._print("")

    def step(self, path: str) -> None:
        """One more file is done."""
        self.done += 1
        now = time.monotonic()
        if not self.enabled or now - self._began < AFTER or now - self._last < EVERY:
            return
        self._last = now
        from tradelint.reports.visible import one_line

        self._print(f"{self.done} of {self.total}: {one_line(path)}"[:78])

    def _print(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self._width) + ("" if text else "\r"))
        sys.stderr.flush()
        self._width = len(text)
