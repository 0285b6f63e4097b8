"""The JSON Schema of settings files, from the types that read them and the signatures of the rules."""

from __future__ import annotations

from typing import Any, get_origin

import msgspec
from tradelint import registry
from tradelint.config_file import Settings
from tradelint.rule import Option

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# A TOML number is one, whatever the reader makes of it.
NUMBER = {"type": ["number", "string"]}


def schema() -> dict[str, Any]:
    """The schema of tradelint.toml, with every option of every rule."""
    found: dict[str, Any] = _numbers(msgspec.json.schema(Settings))
    rules = {
        rule.code: {
            "type": "object",
            "description": rule.title,
            "additionalProperties": False,
            "properties": {option.key: _option(option) for option in rule.options},
        }
        for rule in registry.load()
        if rule.options
    }
    for name in ("Settings", "Override"):
        found["$defs"][name]["properties"]["rules"] = {"type": "object", "properties": rules}
    return {"$schema": DRAFT, "title": "tradelint settings", **found}


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        if value.get("format") == "decimal":
            rest = {key: item for key, item in value.items() if key not in ("type", "format")}
            return {**NUMBER, **rest}
        return {key: _numbers(item) for key, item in value.items()}
    return [_numbers(item) for item in value] if isinstance(value, list | tuple) else value


def _option(option: Option) -> dict[str, Any]:
    kinds: dict[Any, dict[str, Any]] = {bool: {"type": "boolean"}, int: {"type": "integer"}, str: {"type": "string"}}
    if get_origin(option.type) is tuple:
        return {"type": "array", "items": {"type": "string"}, "default": list(option.default)}
    default = option.default if isinstance(option.default, bool | int | str) else str(option.default)
    return {**kinds.get(option.type, NUMBER), "default": default}
