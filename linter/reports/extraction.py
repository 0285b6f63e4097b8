"""A document as it was read: for people and git, or with every span and place as JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tradelint.reports.visible import one_line, visible
from tradelint.text import Document, Gap


def reason(gap: Gap) -> str:
    """The one line for a file of which nothing was read; git names the file itself, and hands it on by other names."""
    return _unread(replace(gap, place="the file")) + "\n"


def _unread(gap: Gap) -> str:
    return f"# not read: {one_line(gap.place)}: {one_line(gap.hint)}"


def as_text(document: Document) -> str:
    """Every block on its own lines behind its place; gaps and what does not show on the page at the end."""
    lines = [f"# part: {one_line(document.part)}"] if document.part else []
    rows = {cell.span: (number, cell.row) for number, table in enumerate(document.tables) for cell in table.cells}
    last_row: tuple[int, int] | None = None
    for block in document.blocks:
        words = visible(document.text[block.span.start : block.span.end]).rstrip()
        if not words:
            continue
        lead = f"[{one_line(str(block.place))}] "
        row = rows.get(block.span) if block.kind == "cell" and block.place.cell is None else None
        if row is not None and row == last_row:
            lead = "    | "
        last_row = row
        lines.append(lead + words.replace("\n", "\n    "))
    lines += [_unread(gap) for gap in document.gaps]
    lines += [f"# {trait.code}: {one_line(trait.detail)}" for trait in document.traits]
    lines += [f"# {r.kind} text: {one_line(r.text)}" for r in document.revisions if r.kind == "deleted"]
    return "".join(line + "\n" for line in lines)


def as_json(document: Document) -> dict[str, Any]:
    """Text, blocks, tables, gaps, traits and tracked changes; spans are [start, end] in code points of `text`."""
    return {
        "path": document.path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"),
        "part": document.part,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "pages": document.pages,
        "text": document.text,
        "blocks": [
            {
                "span": [b.span.start, b.span.end],
                "kind": b.kind,
                "layer": b.layer,
                "level": b.level,
                "number": b.number,
                "place": str(b.place),
            }
            for b in document.blocks
        ],
        "tables": [
            {
                "span": [t.span.start, t.span.end],
                "place": str(t.place),
                "ruled": t.ruled,
                "cells": [
                    {
                        "span": [c.span.start, c.span.end],
                        "row": c.row,
                        "column": c.column,
                        "row_span": c.row_span,
                        "column_span": c.column_span,
                        "place": str(c.place),
                        "number": c.number,
                        "formula": c.formula,
                    }
                    for c in t.cells
                ],
            }
            for t in document.tables
        ],
        "gaps": [{"code": g.code, "place": g.place, "hint": g.hint} for g in document.gaps],
        "traits": [{"code": t.code, "detail": t.detail, "place": str(t.place)} for t in document.traits],
        "revisions": [
            {"kind": r.kind, "text": r.text, "at": [r.at.start, r.at.end], "author": r.author}
            for r in document.revisions
        ],
    }
