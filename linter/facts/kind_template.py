"""Whether a paper is a form: more holes than answers."""

from __future__ import annotations

from tradelint.facts.captions import Caption
from tradelint.facts.reading import Reading

LEAST = 3
SHARE = 0.4


def is_template(reading: Reading) -> bool:
    """Whether the holes of a paper are many beside the fields that were filled in."""
    holes = [hole for hole in reading.placeholders if hole.certain or hole.pattern == "underscore"]
    fields = [c for c in reading.captions if c.via in ("line", "right") and c.topics and not _inside_clause(c)]
    blank = [c for c in fields if reading.is_blank(c.value)]
    filled = len(fields) - len(blank)
    empty = len(holes) + sum(1 for c in blank if c.value is None)
    return empty >= LEAST and empty / (empty + filled) >= SHARE


def _inside_clause(caption: Caption) -> bool:
    return caption.value is not None and len(caption.value) > 160
