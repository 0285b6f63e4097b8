"""One paragraph while it is read: text gathers here together with what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.parsers.docx_story import Aside, Change, ChangeKind, Line, Mark
from tradelint.parsers.docx_styles import Format

# A change is made of longer ones only; joining without end would copy it each time.
LONGEST_CHANGE = 10_000


class LineBuilder:
    """Gathers the text of a paragraph. `deleted` is a buffer while text that is not shown is being read."""

    __slots__ = (
        "_hidden",
        "_hidden_anchors",
        "_hidden_size",
        "_pieces",
        "above",
        "base",
        "blank",
        "bold",
        "deleted",
        "format",
        "line",
        "next_run",
        "paragraph",
        "run",
        "shaded",
        "size",
    )

    def __init__(self, format: Format, shaded: bool) -> None:
        self.base = self.format = format
        self.shaded = shaded
        self.deleted: list[str] | None = None
        self.next_run = self.run = self.paragraph = self.size = 0
        self.bold = self.blank = True
        self.line = Line()
        self.above: list[str] = []
        self._pieces: list[str] = []
        self._hidden: list[str] = []
        self._hidden_size = 0
        self._hidden_anchors: list[tuple[int, int, int, int]] = []

    def add(self, words: str) -> None:
        """Add text in the look of the current run."""
        if not words:
            return
        if self.deleted is not None:
            self.deleted.append(words)
            return
        if self.format.hidden:
            start = self._hidden_size
            self._hidden.append(words)
            self._hidden_size += len(words)
            self._hidden_anchors.append((start, self._hidden_size, self.paragraph, self.run))
            return
        start = self.size
        self._pieces.append(words)
        self.size += len(words)
        if not words.isspace():
            self.blank = False
            look = self.format
            self.bold &= look.bold
            if look.tiny or (look.white and not look.shaded and not self.shaded):
                self._mark("hidden-text", "text of less than 4 points" if look.tiny else "white text", start)

    def _mark(self, code: str, detail: str, start: int) -> None:
        marks = self.line.marks
        if marks and marks[-1].code == code and marks[-1].detail == detail and marks[-1].end == start:
            marks[-1].end = self.size
        else:
            marks.append(Mark(code, detail, start, self.size))

    def trait(self, code: str, detail: str) -> None:
        """Note something about the file at the current place."""
        self.line.marks.append(Mark(code, detail, self.size, self.size))

    def since(self, start: int) -> str:
        """The text shown since an offset."""
        found: list[str] = []
        missing = self.size - start
        for piece in reversed(self._pieces):
            if missing <= 0:
                break
            found.append(piece[-missing:])
            missing -= len(piece)
        return "".join(reversed(found))

    def change(self, kind: ChangeKind, text: str, start: int, author: str | None) -> None:
        """Note a tracked change that began at `start`; pieces of one change that touch are joined."""
        if not text:
            return
        changes = self.line.changes
        last = changes[-1] if changes else None
        joins = last is not None and (last.kind, last.author, last.end) == (kind, author, start)
        if last is not None and joins and len(last.text) < LONGEST_CHANGE:
            last.text += text
            last.end = self.size
        else:
            changes.append(Change(kind, text, start, self.size, author))

    def finish(self, prefix: str) -> Line:
        """The line with `prefix` (its number) in front; hidden text and ruby become asides."""
        line = self.line
        line.text = "".join(self._pieces)
        if line.text.endswith("\n"):
            line.text = line.text.rstrip("\n")
            _clamp(line, len(line.text))
        if prefix:
            _shift(line, len(prefix))
            line.text = prefix + line.text
        if self.above:
            line.asides.append(Aside("text box", "text above the line", [Line(" ".join(self.above))]))
        hidden = "".join(self._hidden) if self._hidden else ""
        if hidden.strip():
            line.asides.append(
                Aside("hidden", "text formatted as hidden", [Line(hidden, anchors=self._hidden_anchors)])
            )
        return line

    @property
    def hides(self) -> bool:
        """Whether the paragraph holds hidden text."""
        return bool(self._hidden)


def _clamp(line: Line, size: int) -> None:
    line.anchors = [
        (start, min(end, size), paragraph, run) for start, end, paragraph, run in line.anchors if start < size
    ]
    for place in _places(line):
        place.start, place.end = min(place.start, size), min(place.end, size)


def _shift(line: Line, by: int) -> None:
    line.anchors = [(start + by, end + by, paragraph, run) for start, end, paragraph, run in line.anchors]
    for place in _places(line):
        place.start += by
        place.end += by


def _places(line: Line) -> Iterator[Change | Mark]:
    yield from line.changes
    yield from line.marks
