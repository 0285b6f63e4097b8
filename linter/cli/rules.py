"""`rules`: all rules, for people or machines."""

from __future__ import annotations

import json
from typing import Any

import click
from tradelint.cli.output import write
from tradelint.reports.pages import type_name
from tradelint.rule import Rule


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The machine-readable catalogue.")
def command(as_json: bool) -> int:
    """List all rules: code, severity, kinds of papers, side, name and what each is about."""
    from tradelint import registry

    rules = registry.load()
    if as_json:
        write(json.dumps({"schema_version": 1, "rules": [entry(rule) for rule in rules]}, ensure_ascii=False, indent=2))
        write("\n")
        return 0
    width = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        write(f"{rule.code:7} {rule.severity.value:8} {rule.kinds:9} {rule.side:7} {rule.name:{width}}  {rule.title}\n")
    write(f"{len(rules)} rules; tradelint explain CODE tells more\n")
    return 0


def entry(rule: Rule) -> dict[str, Any]:
    """A rule as JSON values."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "chapter": rule.chapter,
        "severity": rule.severity.value,
        "kinds": rule.kinds,
        "side": rule.side,
        "core": rule.core,
        "strict": rule.strict if isinstance(rule.strict, bool) else list(rule.strict),
        "parts": {part: level.value for part, level in rule.parts.items()},
        "absence": rule.absence if isinstance(rule.absence, bool) else list(rule.absence),
        "silences": dict(rule.silences),
        "title": rule.title,
        "why": rule.why,
        "fix": rule.fix,
        "fix_zh": rule.fix_zh or None,
        "source": rule.source,
        "bad": [example(e) for e in rule.bad],
        "good": [example(e) for e in rule.good],
        "options": [
            {"name": option.key, "type": type_name(option.type), "default": plain(option.default)}
            for option in rule.options
        ],
    }


def example(value: Any) -> Any:
    """An example as JSON: a text, or the texts of a pair."""
    return value if isinstance(value, str) else [str(part) for part in value]


def plain(value: Any) -> Any:
    """A default as a JSON value."""
    return value if isinstance(value, bool | int | str) else list(value) if isinstance(value, tuple) else str(value)
