"""Formulas of a DOCX as one line of text: fractions with a slash, small raised digits where Unicode has them."""

from __future__ import annotations

from typing import Any

from tradelint.parsers.docx_names import DEL, MOVE_FROM, RPR, m
from tradelint.parsers.docx_symbols import superscript

SKIPPED = frozenset([DEL, MOVE_FROM, RPR, m("ctrlPr"), m("fPr"), m("rPr"), m("dPr"), m("radPr"), m("naryPr")])


def math_text(node: Any) -> str:
    """The characters of a formula in reading order."""
    if node.tag == m("t"):
        return node.text or ""
    parts = {child.tag: math_text(child) for child in node if child.tag in PARTS}
    if node.tag == m("f"):
        return f"{parts.get(m('num'), '')}/{parts.get(m('den'), '')}"
    if node.tag == m("sSup"):
        return parts.get(m("e"), "") + superscript(parts.get(m("sup"), ""))
    if node.tag == m("rad"):
        return f"{parts.get(m('deg'), '')}√{parts.get(m('e'), '')}"
    return "".join(math_text(child) for child in node if child.tag not in SKIPPED)


PARTS = frozenset([m("num"), m("den"), m("e"), m("sup"), m("deg")])
