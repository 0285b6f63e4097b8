"""From settings files and flags to the configuration of a run."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tradelint import house_rules, registry
from tradelint.config import Config
from tradelint.config_file import LimitsTable, Settings
from tradelint.config_layers import Layer, checked, merged
from tradelint.errors import UsageError
from tradelint.parsers.source import Limits
from tradelint.rule import Rule

NAMES = ("tradelint.toml", ".tradelint.toml", "pyproject.toml")


@dataclass(frozen=True)
class Loaded:
    """A configuration with the settings and sources behind it; `file` is the settings file, if any."""

    config: Config
    settings: Settings
    layers: tuple[Layer, ...]
    file: Path | None = None

    @property
    def root(self) -> Path:
        """The folder that patterns, waivers and the baseline are counted from."""
        return Path(self.config.root)


@cache
def nearest(folder: Path) -> Path | None:
    """The settings file in a folder (absolute) or the nearest folder above it."""
    for name in NAMES:
        path = folder / name
        if path.is_file() and (name != "pyproject.toml" or _own_table(path) is not None):
            return path
    return nearest(folder.parent) if folder.parent != folder else None


def load(file: Path | None, flags: Iterable[Layer] = (), as_of: date | None = None, kind: str | None = None) -> Loaded:
    """The configuration of a settings file with flags laid over it. Raises UsageError for anything unknown."""
    layers = (*([layer_of(file)] if file is not None else []), *flags)
    settings = merged(layers)
    for layer in layers:
        _check_names(layer, settings)
    root = (file.parent if file is not None else Path.cwd()).resolve()
    return Loaded(_config(settings, str(root), as_of or date.today(), kind), settings, layers, file)


def layer_of(path: Path) -> Layer:
    """A settings file as a layer. Raises UsageError when it is no TOML."""
    try:
        text = path.read_text("utf-8")
        table: Mapping[str, Any] = tomllib.loads(text, parse_float=Decimal)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{shown(path)}: cannot be read ({error})") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{shown(path)}: no TOML: {error}") from None
    if path.name == "pyproject.toml":
        table = _tool_table(table) or {}
    return Layer(shown(path), table, text)


def layer_of_word(word: str) -> Layer:
    """`--set KEY=VALUE` as a layer: VALUE is TOML, or text where it is none."""
    key, sign, value = word.partition("=")
    if not sign or not key.strip():
        raise UsageError(f"--set {word}: write KEY=VALUE, for example --set rules.PAY003.max-deposit=20")
    try:
        table = tomllib.loads(f"{key} = {value}", parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        quoted = value.strip().replace("\\", "\\\\").replace('"', '\\"')
        try:
            table = tomllib.loads(f'{key} = "{quoted}"')
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"--set {word}: no TOML: {error}") from None
    layer = Layer(f"--set {key.strip()}", table)
    checked(layer)
    return layer


def shown(path: Path) -> str:
    """A path as people call it: from the current folder where it lies below that."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _own_table(path: Path) -> Mapping[str, Any] | None:
    try:
        return _tool_table(tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        return None


def _tool_table(table: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found = table.get("tool", {}).get("tradelint")
    return found if isinstance(found, Mapping) else None


# -- rules, options, severities


def _check_names(layer: Layer, settings: Settings) -> None:
    """Every rule that a layer names exists, and every option of it."""
    own = checked(layer)
    extra = house_rules.rules_of(settings.house_rule)
    words: list[str] = [*(own.select or ()), *own.ignore, *own.severity, *own.waivers.non_waivable]
    for override in own.overrides:
        if not (override.paths or override.kinds or override.parties):
            raise UsageError(f"{layer.source}: an [[overrides]] needs paths, kinds or parties")
        words += [*override.ignore, *override.severity]
    try:
        registry.selected(tuple(words), extra)
        for options in (own.rules, *(override.rules for override in own.overrides)):
            for word, values in options.items():
                registry.typed_options(registry.find(word, extra), values)
    except UsageError as error:
        raise UsageError(f"{layer.source}: {error}") from None


def _config(settings: Settings, root: str, as_of: date, kind: str | None) -> Config:
    extra = house_rules.rules_of(settings.house_rule)
    severity = severities(settings.severity, extra)
    off = frozenset(code for code, level in severity.items() if level == "off")
    limits, platform = settings.limits, settings.platform
    return Config(
        select=registry.selected(settings.select, extra) if settings.select is not None else None,
        ignore=registry.selected(settings.ignore, extra) | off,
        severity={code: level for code, level in severity.items() if level != "off"},
        options={registry.find(word, extra).code: values for word, values in settings.rules.items()},
        profile=settings.profile,
        side=settings.side,
        kind=kind,
        as_of=as_of,
        fail_on=settings.fail_on,
        fail_on_out_of_scope=settings.fail_on_out_of_scope,
        platform=platform.id,
        supplier_limit=platform.supplier_limit,
        small_order=settings.small_order,
        limits=_limits(limits),
        max_findings=limits.findings or Config.max_findings,
        overrides=settings.overrides,
        suppliers=settings.supplier,
        house=settings.house,
        house_rules=settings.house_rule,
        root=root,
    )


def _limits(table: LimitsTable) -> Limits:
    """The usual limits, but for those that the settings name."""
    names = ("pages", "file", "members", "member", "package", "cells", "text")
    raised = {name: value for name in names if (value := getattr(table, name)) is not None}
    return Limits(**raised, second_reader=table.second_reader)


def severities(words: Mapping[str, str], extra: tuple[Rule, ...] = ()) -> dict[str, str]:
    """Levels by code of a table by code, name or family; the narrower word wins."""
    found: dict[str, str] = {}
    meant = {word: registry.selected((word,), extra) for word in words}
    for word in sorted(words, key=lambda word: -len(meant[word])):
        found.update(dict.fromkeys(meant[word], words[word]))
    return found
