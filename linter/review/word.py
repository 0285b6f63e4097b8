"""Marked copies of Word files: comments on the exact words, and suggested clauses as tracked insertions.

The parts are written straight into the package and not through python-docx: that would write every part anew, and
refuses files with macros and files in the strict dialect.
"""

from __future__ import annotations

from typing import Any

from lxml import etree
from tradelint.errors import UnreadableError
from tradelint.findings import Finding
from tradelint.parsers import Source
from tradelint.parsers.docx_parts import Parts
from tradelint.parsers.package import open_package
from tradelint.review.order import AUTHOR, Marked, Order, Paper
from tradelint.review.package import Editing
from tradelint.review.word_runs import Runs, local
from tradelint.review.word_suggest import Suggestions
from tradelint.review.words import lines_of
from tradelint.text import Document

COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
INITIALS = "TL"


def write(source: Source, documents: tuple[Document, ...], order: Order) -> Marked:
    """A copy of a DOCX with a comment for every finding. Raises UnreadableError when it has no place for comments."""
    document, paper = documents[0], order.papers[0]
    package = Editing(source)
    main = Parts(open_package(source.data, source.limits), source.limits).main()[0]
    root = package.xml(main)
    runs = Runs(root, tuple(anchor for anchor in document.anchors if anchor.part == main))
    if not runs.anchors:
        raise UnreadableError("unsupported", "its body has no text to mark", "mark a copy by hand")
    comments = Comments(package, main, root, order)
    suggestions = Suggestions(root, paper.language, order.as_of) if order.suggest else None
    elsewhere = _mark(document, paper, runs, comments, suggestions)
    if suggestions is not None:
        suggestions.write()
    remarks = []
    if elsewhere:
        remarks.append(f"Word has no comments in headers, footers, notes and text boxes: {elsewhere} stand in the body")
    return Marked(package.save(), source.suffix or ".docx", tuple(remarks))


def _mark(document: Document, paper: Paper, runs: Runs, comments: Comments, suggestions: Suggestions | None) -> int:
    """Write the comments; returns how many could not stand at their words."""
    elsewhere = 0
    for finding in paper.findings:
        spot, exact = _spot(finding, document, runs)
        comments.add(*spot, lines_of(finding, paper.language, placed=exact))
        elsewhere += finding.span is not None and not exact
        if suggestions is not None:
            suggestions.add(finding, spot[1] if finding.span or finding.near else None)
    return elsewhere


def _spot(finding: Finding, document: Document, runs: Runs) -> tuple[tuple[Any, Any], bool]:
    """The elements that a comment goes around, and whether they are the finding's words."""
    span = finding.span or finding.near
    if span is not None and (found := runs.around(span)) is not None:
        return found, True
    offset = span.start if span is not None else 0
    block = document.block_at(offset)
    if span is not None and block is not None and block.layer in ("header", "hidden"):
        offset = 0
    node = runs.before(offset)
    return (node, node), False


class Comments:
    """The comments of a document; those that are there stay."""

    def __init__(self, package: Editing, main: str, root: Any, order: Order) -> None:
        self._word = root.tag.partition("}")[0] + "}"
        self._day = f"{order.as_of}T00:00:00Z"
        name = package.related(main, "comments")
        if name is None:
            folder = main.rpartition("/")[0]
            name = f"{folder}/comments.xml".lstrip("/")
            if name in package:
                name = package.free_name(f"{folder}/comments{{}}.xml".lstrip("/"))
            package.add_xml(name, etree.Element(self._word + "comments", nsmap={"w": self._word[1:-1]}))
            package.relate(main, name, "comments", strict="purl.oclc.org" in self._word)
            package.declare(name, COMMENTS)
        self._root = package.xml(name)
        known = (*self._root, *root.iter(self._word + "commentRangeStart"))
        taken = [node.get(self._word + "id") or "" for node in known]
        self._next = max((int(key) for key in taken if key.isdecimal() and len(key) < 10), default=-1) + 1

    def add(self, first: Any, last: Any, lines: list[str]) -> None:
        """Comment on everything from one element to another."""
        key, self._next = str(self._next), self._next + 1
        first.addprevious(self._new("commentRangeStart", id=key))
        end, run = self._new("commentRangeEnd", id=key), self._new("r")
        run.append(self._new("commentReference", id=key))
        _after(last, end)
        end.addnext(run)
        comment = self._new("comment", id=key, author=AUTHOR, initials=INITIALS, date=self._day)
        for line in lines:
            comment.append(self._paragraph(line, bold=line is lines[0]))
        self._root.append(comment)

    def _paragraph(self, words: str, *, bold: bool) -> Any:
        paragraph = self._new("p")
        run = etree.SubElement(paragraph, self._word + "r")
        properties = etree.SubElement(run, self._word + "rPr")
        if bold:
            etree.SubElement(properties, self._word + "b")
        properties.append(self._new("sz", val="20"))
        etree.SubElement(run, self._word + "t").text = words
        return paragraph

    def _new(self, tag: str, **attributes: str) -> Any:
        node = self._root.makeelement(self._word + tag)
        for name, value in attributes.items():
            node.set(self._word + name, value)
        return node


def _after(node: Any, new: Any) -> None:
    """Put an element behind another and the ends of comments that stand there already."""
    following = node.getnext()
    while following is not None and (local(following) == "commentRangeEnd" or _refers(following)):
        node, following = following, following.getnext()
    node.addnext(new)


def _refers(node: Any) -> bool:
    return local(node) == "r" and any(local(child) == "commentReference" for child in node)
