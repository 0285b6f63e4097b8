"""A company's own rules in words, made into the same `Rule` values as those that ship."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from tradelint.company import HouseRule
from tradelint.errors import UsageError
from tradelint.facts import Facts
from tradelint.facts.phrases import find_phrase
from tradelint.levels import Confidence, Severity
from tradelint.rule import Problem, Rule

CODE = re.compile(r"HSE\d{3}")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@cache
def rules_of(written: tuple[HouseRule, ...]) -> tuple[Rule, ...]:
    """The rules of a settings file. Raises UsageError for a code or name that is not one, or is there twice."""
    for field, values in (("code", [w.code for w in written]), ("name", [w.name for w in written])):
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice is not None:
            raise UsageError(f"two [[house-rule]] have the {field} {twice!r}")
    return tuple(_rule(one) for one in written)


def _rule(written: HouseRule) -> Rule:
    if not CODE.fullmatch(written.code):
        raise UsageError(f"[[house-rule]] code {written.code!r}: write HSE and three digits, HSE001")
    if not NAME.fullmatch(written.name):
        raise UsageError(f"[[house-rule]] name {written.name!r}: write small letters and dashes, our-law-only")
    if not (written.require or written.require_zh or written.forbid or written.forbid_zh):
        raise UsageError(f"[[house-rule]] {written.code}: give phrases to require or to forbid")
    return Rule(
        code=written.code,
        name=written.name,
        severity=Severity(written.severity),
        kinds=written.kinds,
        side="any",
        title=written.title,
        why=written.why,
        fix=written.fix or _fix(written),
        fix_zh="",
        source="the company's settings",
        bad=written.bad,
        good=written.good,
        check=_check(written),
        absence=("missing",),
    )


def _fix(written: HouseRule) -> str:
    wanted = (*written.require, *written.require_zh)
    return f"Write: {' or '.join(wanted)}" if wanted else "Delete it, or agree on it with whoever answers for the rule"


def _check(written: HouseRule) -> Callable[[Facts], Iterator[Problem]]:
    """The check of one rule; a required phrase in either language satisfies it."""
    required, forbidden = (*written.require, *written.require_zh), (*written.forbid, *written.forbid_zh)

    def check(facts: Facts) -> Iterator[Problem]:
        for phrase in forbidden:
            for span in find_phrase(facts.reading, phrase):
                words = facts.document.quote(span, 80)
                yield Problem(f'{written.title}: "{words}"', at=span, part="forbidden", stated=words, subject=phrase)
        if required and not any(find_phrase(facts.reading, phrase) for phrase in required):
            chinese = facts.languages == ("zh",)
            yield Problem(
                f"{written.title}: the paper does not say {' or '.join(required)}",
                part="missing",
                expected=" or ".join(required),
                confidence=Confidence.LOW if chinese and not written.require_zh else None,
            )

    return check
