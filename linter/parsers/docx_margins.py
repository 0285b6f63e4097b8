"""Headers and footers of a DOCX: which there are, and which of them are printed at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from tradelint.parsers.docx_names import R_ID, w
from tradelint.parsers.docx_parts import Parts
from tradelint.parsers.docx_styles import is_on

Kind = Literal["header", "footer"]
KINDS: tuple[Kind, ...] = ("header", "footer")
NAMES = {"default": "{}", "first": "{} of the first page", "even": "{} of even pages"}


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or footer part; `shown` is False for one whose switch is off, which Word keeps but does not print."""

    kind: Kind
    name: str
    part: str
    shown: bool


def margins(parts: Parts, main: str, root: Any) -> tuple[Margin, ...]:
    """The headers, then the footers of all sections, each part once."""
    relations = parts.relations(main)
    sections = list(root.iter(w("sectPr")))
    shown = _switches(parts, main, sections)
    found: dict[str, Margin] = {}
    for kind in KINDS:
        for node in (child for section in sections for child in section.iterchildren(w(f"{kind}Reference"))):
            relation = relations.get(node.get(R_ID, ""))
            if relation is None or relation.external or relation.target not in parts:
                continue
            use = node.get(w("type"), "default")
            margin = Margin(kind, NAMES.get(use, "{}").format(kind), relation.target, shown.get(use, True))
            if not found.get(relation.target, margin).shown or relation.target not in found:
                found[relation.target] = margin
    return tuple(found.values())


def _switches(parts: Parts, main: str, sections: list[Any]) -> dict[str, bool]:
    """Whether headers of the first page and of even pages are in use."""
    first = any(is_on(node) for section in sections for node in section.iterchildren(w("titlePg")))
    settings = parts.related(main, "settings")
    even = parts.xml(settings[0]).find(w("evenAndOddHeaders")) if settings else None
    return {"first": first, "even": even is not None and is_on(even)}
