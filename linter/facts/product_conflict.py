"""One attribute of the goods with two values: what a remark says against what the line says."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.facts.product_types import Colour, Contradiction, Material, Size
from tradelint.levels import Confidence


def find_contradictions(
    materials: tuple[Material, ...], colours: tuple[Colour, ...], sizes: tuple[Size, ...]
) -> tuple[Contradiction, ...]:
    """Statements that bind all goods, set against the goods lines: same part, same family, another value."""
    found = [*_of_materials(materials), *_of_colours(colours)]
    return tuple(sorted(found, key=lambda c: c.span))


def _of_materials(materials: tuple[Material, ...]) -> Iterator[Contradiction]:
    for general in (m for m in materials if m.line is None and m.scope == "all" and m.precise):
        for on_line in (m for m in materials if m.line is not None and m.precise):
            if general.family != on_line.family or general.id == on_line.id or not _same_part(general, on_line):
                continue
            level = Confidence.HIGH if general.part == on_line.part else Confidence.MEDIUM
            yield Contradiction(
                general.span, level, attribute="material", stated=general.words, expected=on_line.words,
                other=on_line.span, part=general.part, line=on_line.line,
            )  # fmt: skip


def _of_colours(colours: tuple[Colour, ...]) -> Iterator[Contradiction]:
    for general in (c for c in colours if c.line is None and c.scope == "all"):
        for on_line in (c for c in colours if c.line is not None):
            if general.id == on_line.id or general.part != on_line.part or "mixed" in (general.family, on_line.family):
                continue
            yield Contradiction(
                general.span, Confidence.MEDIUM, attribute="colour", stated=general.words, expected=on_line.words,
                other=on_line.span, part=general.part, line=on_line.line,
            )  # fmt: skip


def _same_part(first: Material, second: Material) -> bool:
    return first.part == second.part


__all__ = ["find_contradictions"]
