"""All rules, found in the modules of tradelint.rules."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any

import msgspec
import tradelint.rules
from tradelint.errors import RuleDefinitionError, UsageError
from tradelint.rule import Rule


@cache
def load() -> tuple[Rule, ...]:
    """Every rule, sorted by family order and number. Two rules with one code or name are refused."""
    found: dict[str, Rule] = {}
    names: set[str] = set()
    for module in sorted(m.name for m in pkgutil.iter_modules(tradelint.rules.__path__) if not m.ispkg):
        for value in vars(import_module(f"tradelint.rules.{module}")).values():
            if not isinstance(value, Rule):
                continue
            if value.code in found and found[value.code] is not value:
                raise RuleDefinitionError(f"two rules have the code {value.code}")
            if value.code not in found and value.name in names:
                raise RuleDefinitionError(f"two rules have the name {value.name}")
            found[value.code] = value
            names.add(value.name)
    return tuple(sorted(found.values(), key=lambda rule: rule.code))


def find(word: str, extra: tuple[Rule, ...] = ()) -> Rule:
    """The rule with this code or name, here or in `extra`. Raises UsageError naming the nearest one."""
    rules = (*load(), *extra)
    for rule in rules:
        if word.upper() == rule.code or word.lower() in (rule.name, *rule.aliases):
            return rule
    known = [r.code for r in rules] + [r.name for r in rules]
    # The letters O and I typed for digits are the commonest slip in a code.
    digits = word.upper()[:3] + word.upper()[3:].replace("O", "0").replace("I", "1")
    near = [digits] if digits in known else []
    near = near or get_close_matches(word.upper(), known, 1) or get_close_matches(word.lower(), known, 1)
    raise UsageError(
        f"no rule is called {word!r}" + (f"; did you mean {near[0]}?" if near else "; see: tradelint rules")
    )


def selected(words: tuple[str, ...], extra: tuple[Rule, ...] = ()) -> frozenset[str]:
    """The codes meant by codes, names or family prefixes (`PAY`, `PAY00`). Raises UsageError for unknown ones."""
    codes: set[str] = set()
    for word in words:
        matching = {rule.code for rule in (*load(), *extra) if word and rule.code.startswith(word.upper())}
        codes |= matching or {find(word, extra).code}
    return frozenset(codes)


def typed_options(rule: Rule, values: Mapping[str, Any]) -> dict[str, Any]:
    """Options of a rule, by key or name, as the values its check takes. Raises UsageError for what is no option."""
    known = {option.key: option for option in rule.options}
    found: dict[str, Any] = {}
    for key, value in values.items():
        option = known.get(key.replace("_", "-"))
        if option is None:
            near = get_close_matches(key.replace("_", "-"), known, 1, 0.5)
            rest = f"; did you mean {near[0]!r}?" if near else f"; its options: {', '.join(known) or 'none'}"
            raise UsageError(f"{rule.code} has no option {key!r}{rest}")
        try:
            found[option.name] = msgspec.convert(value, option.type)
        except msgspec.ValidationError as error:
            raise UsageError(f"{rule.code}: option {key!r}: {str(error)[:1].lower()}{str(error)[1:]}") from None
    return found
