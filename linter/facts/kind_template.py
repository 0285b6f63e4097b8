"""Whether a paper is a form: more holes than answers."""

from __future__ import annotations

from tradelint.facts.captions import Caption
from tradelint.facts.hygiene_blanks import fields, is_empty
from tradelint.facts.reading import Reading

LEAST = 3
MANY = 15
SHARE = 1 / 3
# Fewer holes than one to this many letters do not make a long text a form.
SPREAD = 1_000
# A value longer than this is a clause, not a field.
CLAUSE = 160


def is_template(reading: Reading) -> bool:
    """Whether the holes of a paper are many beside the fields that were filled in."""
    holes = sum(1 for hole in reading.placeholders if hole.certain or hole.pattern == "underscore")
    short = [twins for twins in fields(reading) if not _is_clause(twins)]
    blank = sum(1 for twins in short if is_empty(reading, twins))
    filled = sum(1 for twins in short if not all(reading.is_blank(c.value) for c in twins))
    empty = holes + blank
    dense = empty >= MANY or empty * SPREAD >= len(reading.text)
    return empty >= LEAST and dense and empty / (empty + filled) >= SHARE


def _is_clause(twins: tuple[Caption, ...]) -> bool:
    return any(c.value is not None and len(c.value) > CLAUSE for c in twins)
