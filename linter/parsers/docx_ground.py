"""What the text of a word-processing file stands on, and how its tree is walked: shared by both formats."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from tradelint.errors import UnreadableError


class Ground:
    """A background that may be coloured (`shaded`), a table cell (`in_cell`): what a walk is in at the moment."""

    def __init__(self) -> None:
        self.shaded = self.in_cell = False

    @contextmanager
    def on(self, *, shaded: bool, in_cell: bool) -> Iterator[None]:
        """Stand on another ground for a while."""
        outer = self.shaded, self.in_cell
        self.shaded, self.in_cell = shaded, in_cell
        try:
            yield
        finally:
            self.shaded, self.in_cell = outer


@contextmanager
def walking_a_tree() -> Iterator[None]:
    """Walk without the cycle collector, a third faster: a reader makes no cycles that it could free.

    Raises UnreadableError (limit) for a tree that is nested too deep to be walked.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    except RecursionError as error:
        raise UnreadableError("limit", "the document is nested too deep", "ask for a simpler file") from error
    finally:
        if running:
            gc.enable()
