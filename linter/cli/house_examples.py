"""A company's own rules tried on the texts that their settings file gives as failing and passing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tradelint.company import HouseRule


def failures(written: tuple[HouseRule, ...]) -> Iterator[str]:
    """One line for each `bad` text in which a rule finds nothing, and each `good` one in which it finds something."""
    from tradelint import checklist, facts, house_rules
    from tradelint.parsers import Source, read
    from tradelint.rule import Circumstances

    for rule in house_rules.rules_of(written):
        for side, texts in (("bad", rule.bad), ("good", rule.good)):
            if not texts:
                yield f"{rule.code}: give at least one {side} example"
            for number, text in enumerate(texts, 1):
                read_facts = facts.read(read(Source(text.encode(), "example.txt"))[0])
                found = list(rule.run(read_facts, Circumstances(checklist.read(read_facts), date.today()), {}))
                if side == "bad" and not found:
                    yield f"{rule.code}: nothing is found in bad example {number}: {text[:60]!r}"
                if side == "good" and found:
                    yield f"{rule.code}: {found[0].message} (in good example {number})"
