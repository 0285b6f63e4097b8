"""The runs of a Word document, cut so that a mark can begin and end at any character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import deepcopy
from typing import Any

from tradelint.parsers.docx_inline import BLANK
from tradelint.text import Anchor, Span

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Where the ends of a comment's range may stand.
PARENTS = frozenset(
    [
        "p",
        "hyperlink",
        "ins",
        "del",
        "moveTo",
        "moveFrom",
        "sdtContent",
        "smartTag",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
    ]
)
ONE_CHARACTER = frozenset(["tab", "ptab", "br", "cr", "noBreakHyphen", "sym"])


def local(node: Any) -> str:
    """A tag without its namespace; empty for comments and instructions."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


class Runs:
    """The runs of one part by their anchors. Take hold of every run before the first is cut."""

    def __init__(self, root: Any, anchors: tuple[Anchor, ...]) -> None:
        self.word = root.tag.partition("}")[0] + "}"
        self._keeps_space = root.get(SPACE) == "preserve"
        self.anchors = sorted(anchors, key=lambda anchor: anchor.span)
        paragraphs = list(root.iter(self.word + "p"))
        runs: dict[int, list[Any]] = {}
        self._pieces: list[list[tuple[Span, Any]]] = []
        for anchor in self.anchors:
            if anchor.paragraph not in runs:
                runs[anchor.paragraph] = list(paragraphs[anchor.paragraph].iter(self.word + "r"))
            self._pieces.append([(anchor.span, runs[anchor.paragraph][anchor.run])])

    def around(self, span: Span) -> tuple[Any, Any] | None:
        """The first and the last element that hold the text of a span, cut to it; None where no run holds any of it."""
        held = []
        for index in self._touched(span):
            for offset in (span.start, span.end):
                self._cut(self._pieces[index], offset)
            held += [node for at, node in self._pieces[index] if at.overlaps(span)]
        return (_host(held[0]), _host(held[-1])) if held else None

    def before(self, offset: int) -> Any | None:
        """The last run that begins at or before an offset, else the first one; None in a part without text."""
        if not self._pieces:
            return None
        index = max(bisect_right(self.anchors, offset, key=lambda anchor: anchor.span.start) - 1, 0)
        return _host(self._pieces[index][-1][1])

    def _touched(self, span: Span) -> range:
        """The places in `anchors` of those that a span touches."""
        first = bisect_right(self.anchors, span.start, key=lambda anchor: anchor.span.end)
        last = bisect_left(self.anchors, span.end, key=lambda anchor: anchor.span.start)
        return range(first, last)

    def _cut(self, pieces: list[tuple[Span, Any]], offset: int) -> None:
        for index, (at, run) in enumerate(pieces):
            if at.start < offset < at.end and (rest := self._split(run, offset - at.start, len(at))) is not None:
                pieces[index : index + 1] = [(Span(at.start, offset), run), (Span(offset, at.end), rest)]
                return

    def _split(self, run: Any, count: int, size: int) -> Any | None:
        """Move what follows the first `count` characters into a run of its own; None where that cannot be told."""
        children = [(child, self._text(child)) for child in run if local(child) != "rPr"]
        if sum(len(text) for _, text in children) != size:
            return None
        rest = run.makeelement(run.tag, run.attrib)
        rest.extend(deepcopy([child for child in run if local(child) == "rPr"]))
        for child, text in children:
            if count <= 0:
                rest.append(child)
            elif len(text) > count:
                rest.append(_tail(child, text, count))
            count -= len(text)
        run.addnext(rest)
        return rest

    def _text(self, child: Any) -> str:
        """The characters that a child of a run stands for, as many as the reader counts."""
        tag = local(child)
        if tag in ONE_CHARACTER:
            return " "
        if tag != "t":
            return ""
        text = child.text or ""
        return text if self._keeps_space or child.get(SPACE) == "preserve" else text.strip(BLANK)


def _tail(text: Any, words: str, count: int) -> Any:
    """Cut a text element in two."""
    rest = deepcopy(text)
    text.text, rest.text = words[:count], words[count:]
    for part in (text, rest):
        part.set(SPACE, "preserve")
    return rest


def _host(node: Any) -> Any:
    """What a mark can stand beside: what is inside a text box or a formula is marked where that stands."""
    boxes = [up for up in node.iterancestors() if local(up) in ("txbxContent", "AlternateContent")]
    if boxes:
        node = boxes[-1]
    while local(node.getparent()) not in PARENTS:
        node = node.getparent()
    return node
