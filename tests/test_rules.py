"""Every rule keeps its own promise: what it calls bad is found, what it calls good is not."""

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rule_examples import ROOT, problems
from tradelint import registry
from tradelint.rule import FAMILIES, Rule

RULES = registry.load()


def more(rule: Rule) -> dict[str, list[Any]]:
    """Further phrasings of a rule: tests/rules/<chapter>.toml, `[CODE]` with `bad` and `good` lists."""
    return _phrasings(rule.chapter).get(rule.code, {})


@cache
def _phrasings(chapter: str) -> dict[str, Any]:
    path = ROOT / "tests" / "rules" / f"{chapter}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def cases(side: str) -> Iterator[Any]:
    for rule in RULES:
        for number, example in enumerate([*getattr(rule, side), *more(rule).get(side, [])], 1):
            yield pytest.param(rule, example, id=f"{rule.code}-{side}-{number}")


@pytest.mark.parametrize(("rule", "example"), [*cases("bad")])
def test_bad_is_found(rule: Rule, example: Any) -> None:
    assert problems(rule, example), f"{rule.code} is silent on: {example}"


@pytest.mark.parametrize(("rule", "example"), [*cases("good")])
def test_good_is_not(rule: Rule, example: Any) -> None:
    found = [problem.message for problem in problems(rule, example)]
    assert not found, f"{rule.code} finds {found} in: {example}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert rule.title and rule.why and rule.fix and rule.source
    assert rule.bad and rule.good, f"{rule.code} has no examples"
    assert rule.name == rule.name.lower() and " " not in rule.name
    if rule.core:
        assert rule.fix_zh, f"{rule.code} is a core rule without a Chinese fix"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_stands_in_the_chapter_of_its_family(rule: Rule) -> None:
    # What only the company's own file or its repository can tell stands together in one module.
    assert rule.check.__module__ in (f"tradelint.rules.{FAMILIES[rule.family]}", "tradelint.rules.house")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_silences_exists(rule: Rule) -> None:
    codes = {other.code for other in RULES}
    assert set(rule.silences) <= codes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_messages_are_short_statements(rule: Rule) -> None:
    for example in rule.bad:
        for problem in problems(rule, example):
            assert not problem.message.endswith("."), problem.message
            assert len(problem.message) <= 240, problem.message


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def examples(rule: Rule, side: str) -> list[str]:
    """The texts of a rule's examples on one side, wherever they stand."""
    found = [*getattr(rule, side), *more(rule).get(side, [])]
    return [example if isinstance(example, str) else example[0] for example in found]


def bare(text: str) -> str:
    """A text without case, spaces and punctuation: for telling copies."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


@pytest.mark.parametrize("rule", [r for r in RULES if r.kinds != "deal"], ids=lambda rule: rule.code)
def test_a_rule_is_tried_on_at_least_three_wordings_a_side(rule: Rule) -> None:
    for side in ("bad", "good"):
        texts = examples(rule, side)
        shown_by_files = any(text.startswith("file:") for text in texts)  # what no wording can show
        assert len({bare(text) for text in texts}) >= (1 if shown_by_files else 3), (
            f"{rule.code}: too few {side} examples"
        )
        han = any(re.search("[\u4e00-\u9fff]", text) for text in texts)
        assert han or not rule.core, f"{rule.code} is a core rule without a Chinese {side} example"


@pytest.mark.parametrize("rule", [r for r in RULES if r.kinds != "deal"], ids=lambda rule: rule.code)
def test_the_wordings_are_our_own(rule: Rule) -> None:
    """Three a side are no copies of the wordings that the rules were first written down with."""
    path = os.environ.get("TRADELINT_RULE_EXAMPLES")
    if not path:
        pytest.skip("TRADELINT_RULE_EXAMPLES names no collection of wordings")
    known = tomllib.loads(Path(path).read_text("utf-8"))["example"]
    copied = [bare(example["text"]) for example in known if example["code"] == rule.code]
    for side in ("bad", "good"):
        own = [text for text in examples(rule, side) if not any(_is_copy(bare(text), one) for one in copied)]
        assert len(own) >= 3, f"{rule.code}: {len(own)} {side} examples of our own"


def _is_copy(text: str, known: str) -> bool:
    """Whether a known wording makes up most of an example."""
    return bool(known) and known in text and len(known) * 10 >= len(text) * 6
