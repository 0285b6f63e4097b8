"""`config`: what is set, from where, and whether it is sound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from tradelint.cli.output import write
from tradelint.cli.settings import Resolver, settings_options
from tradelint.config_layers import Layer
from tradelint.config_load import Loaded, shown
from tradelint.errors import UsageError


@click.group()
def command() -> None:
    """Settings: show them with their sources, check them, print their schema."""


@command.command()
@click.argument("file", required=False)
@settings_options
@click.option("--json", "as_json", is_flag=True, help="The same for machines.")
def show(file: str | None, as_json: bool, **options: Any) -> int:
    """Show every setting that holds for FILE (or the current folder) and where it was made.

    \b
    tradelint config show deals/acme/pi.xlsx
    """
    from tradelint.config_layers import values

    resolver = Resolver(options)
    loaded = resolver.of(file or ".")
    layers = (*loaded.layers, *_overrides(loaded, file))
    found = {key: entry for key, entry in values(layers).items() if _is_shown(key, entry[1])}
    if as_json:
        entries = {key: {"value": value, "source": source} for key, (value, source) in found.items()}
        write(json.dumps(entries, ensure_ascii=False, indent=2, default=str) + "\n")
        return 0
    write(f"settings of {file or 'the current folder'}: {shown(loaded.file) if loaded.file else 'no settings file'}\n")
    width = max(map(len, found))
    for key, (value, source) in found.items():
        write(f"  {key:{width}}  {_toml(value):24}  {source}\n")
    return 0


@command.command()
@click.argument("file", required=False)
def check(file: str | None) -> int:
    """Check a settings file: its keys, its rules, and every [[house-rule]] on its own examples.

    FILE is a settings file; without it, the nearest one.
    """
    from tradelint.cli.house_examples import failures

    loaded = Resolver({"config_file": file} if file else {}).here
    if loaded.file is None:
        raise UsageError("there is no tradelint.toml here or above; tradelint init writes one")
    wrong = list(failures(loaded.settings.house_rule))
    for line in wrong:
        write(f"{shown(loaded.file)}: {line}\n")
    if wrong:
        raise UsageError(f"{len(wrong)} of the examples of the house rules do not hold")
    number = len(loaded.settings.house_rule)
    rules = f", {number} house rule{'s' if number != 1 else ''} hold on their examples" if number else ""
    write(f"{shown(loaded.file)}: sound{rules}\n")
    return 0


@command.command()
def schema() -> int:
    """Print the JSON Schema of tradelint.toml, for editors."""
    from tradelint.config_schema import schema

    write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
    return 0


def _is_shown(key: str, source: str) -> bool:
    """Overrides are shown by what they do; of house terms and suppliers only what is set."""
    table = key.split(".")[0].split("[")[0]
    return table != "overrides" and not (source == "default" and table in ("house", "supplier", "house-rule"))


def _overrides(loaded: Loaded, file: str | None) -> tuple[Layer, ...]:
    """The overrides that fit a file, read for its kind and parties, as layers."""
    import msgspec

    if not loaded.config.overrides or file is None or not Path(file).is_file():
        return ()
    from tradelint.cli.one import answer_for

    answer = answer_for(file, "lint", loaded.config)
    fitting = sorted({number for record in answer.records for number in record.overrides})
    return tuple(
        Layer(f"{loaded.layers[0].source}, overrides {number}", _made(msgspec.to_builtins(override)))
        for number in fitting
        for override in [loaded.config.overrides[number - 1]]
    )


def _made(override: dict[str, Any]) -> dict[str, Any]:
    """What an override sets, without the conditions on which it does."""
    table = {key: value for key, value in override.items() if value and key not in ("paths", "kinds", "parties")}
    platform = {"id": table.pop("platform", None), "supplier-limit": table.pop("supplier-limit", None)}
    given = {key: value for key, value in platform.items() if value is not None}
    return {**table, **({"platform": given} if given else {})}


def _toml(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value) if value != {} else "-"
