"""The marked copy of a format that cannot carry marks: a page with the text on one side, the findings on the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from tradelint.findings import Finding
from tradelint.parsers import Source
from tradelint.parsers.sniff import NAMES
from tradelint.reports.visible import one_line, visible
from tradelint.review.order import Language, Marked, Order, Paper
from tradelint.review.words import lines_of
from tradelint.text import Block, Document, Span


def write(source: Source, documents: tuple[Document, ...], order: Order) -> Marked:
    """One HTML page over all papers of the file, without scripts and without anything from elsewhere."""
    findings = {paper.part: paper for paper in order.papers}
    papers = [_paper(document, findings.get(document.part, Paper(document.part, ()))) for document in documents]
    page = _template().render(name=one_line(source.path.rsplit("/", 1)[-1]), papers=papers, as_of=order.as_of)
    kind = NAMES.get(documents[0].media_type, documents[0].media_type)
    remark = f"{kind} cannot carry marks: the copy is a page with the text and the findings side by side"
    return Marked(page.encode(), ".html", (remark,))


def _paper(document: Document, paper: Paper) -> dict[str, Any]:
    """The rows of the page: pieces of text, plain or marked, and the notes that belong to them."""
    numbered = list(enumerate(paper.findings, 1))
    notes = defaultdict(list)
    for number, finding in numbered:
        span = finding.span or finding.near
        notes[_row_of(document, span)].append(_note(number, finding, paper.language))
    marks = [(number, f.span, f.severity.value) for number, f in numbered if f.span]
    rows = [
        {"cells": [_pieces(document.text, block.span, marks) for block in row], "kind": row[0].kind, "notes": notes[at]}
        for at, row in enumerate(_rows(document))
    ]
    return {"part": one_line(document.part or ""), "unplaced": notes[None], "rows": rows}


def _note(number: int, finding: Finding, language: Language) -> dict[str, Any]:
    return {"number": number, "severity": finding.severity.value, "lines": lines_of(finding, language, placed=False)}


def _rows(document: Document) -> Iterator[list[Block]]:
    """The blocks one by one, those of a table row together."""
    row: list[Block] = []
    for block in document.blocks:
        if row and not (block.kind == "cell" and "\n" not in document.text[row[-1].span.end : block.span.start]):
            yield row
            row = []
        row.append(block)
    if row:
        yield row


def _row_of(document: Document, span: Span | None) -> int | None:
    if span is None:
        return None
    rows = list(_rows(document))
    starts = [row[0].span.start for row in rows]
    return max((at for at, start in enumerate(starts) if start <= span.start), default=None)


def _pieces(text: str, span: Span, marks: list[tuple[int, Span, str]]) -> list[dict[str, Any]]:
    """A block cut at the borders of the marks; a piece under several marks names all of them."""
    inside = [(n, s, severity) for n, s, severity in marks if s.overlaps(span)]
    borders = sorted(
        {span.start, span.end, *(min(max(b, span.start), span.end) for _, s, _ in inside for b in (s.start, s.end))}
    )
    pieces = []
    for start, end in pairwise(borders):
        under = [(n, severity) for n, s, severity in inside if s.start < end and start < s.end]
        ending = [n for n, s, _ in inside if min(s.end, span.end) == end]
        pieces.append({"text": visible(text[start:end]), "severity": under[0][1] if under else "", "ends": ending})
    return pieces


@cache
def _template() -> Any:
    from jinja2 import Environment, PackageLoader

    return Environment(
        loader=PackageLoader("tradelint.templates", ""), trim_blocks=True, lstrip_blocks=True, autoescape=True
    ).get_template("review.html.j2")
