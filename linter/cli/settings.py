"""The flags that set up a run, laid over the settings file that is nearest to each paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any

import click
from tradelint.config_file import Kind
from tradelint.config_layers import Layer
from tradelint.config_load import Loaded, layer_of_word, load, nearest
from tradelint.errors import UsageError

KINDS = Kind.__args__  # type: ignore[attr-defined]
# Flags that have a key in the settings file.
FLAGS = {
    "fail_on": "fail-on", "fail_on_out_of_scope": "fail-on-out-of-scope", "profile": "profile", "side": "side",
    "select": "select", "ignore": "ignore", "exclude": "exclude", "supplier_limit": "platform.supplier-limit",
    "max_pages": "limits.pages", "compare_text": "limits.second-reader",
}  # fmt: skip


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """2026-11-22."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date like 2026-11-22", param, ctx)


class Amount(click.ParamType[Decimal]):
    """A decimal amount in the document's currency."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """10000 or 10000.50."""
        try:
            amount = Decimal(str(value).replace(",", ""))
        except InvalidOperation:
            self.fail(f"{value!r} is no amount like 10000.00", param, ctx)
        if not amount.is_finite() or amount < 0:
            self.fail(f"{value!r} is no amount like 10000.00", param, ctx)
        return amount


OPTIONS = (
    click.option("--config", "config_file", metavar="FILE", help="This settings file and no other."),
    click.option("--no-config", is_flag=True, help="No settings file: right for folders that strangers filled."),
    click.option("--set", "sets", multiple=True, metavar="KEY=VALUE", help="One setting, as in the settings file."),
    click.option(
        "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), help="Exit 1 at or above.  [error]"
    ),
    click.option("--select", multiple=True, metavar="RULES", help="Only these codes, names or families (PAY)."),
    click.option("--ignore", multiple=True, metavar="RULES", help="All but these."),
    click.option("--profile", type=click.Choice(["recommended", "strict"]), help="How much is said.  [recommended]"),
    click.option("--side", type=click.Choice(["buyer", "seller"]), help="Whose interest to look after.  [buyer]"),
    click.option("--kind", type=click.Choice(KINDS), help="Do not guess what kind of paper it is."),
    click.option("--as-of", type=Day(), help="The day taken for today, for runs that repeat."),
    click.option("--supplier-limit", type=Amount(), help="The supplier's Trade Assurance limit."),
    click.option("--max-pages", type=click.IntRange(1), help="Pages read of a PDF.  [2000]"),
    click.option("--compare-text", is_flag=True, help="Read PDF pages by two libraries; doubt those that differ."),
    click.option("--fail-on-out-of-scope", is_flag=True, help="A file that is no trade paper is exit 3."),
)


def settings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the flags that set up a run."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


class Resolver:
    """Which settings hold for a paper: the flags over the nearest settings file."""

    def __init__(self, options: dict[str, Any], **extra: Any) -> None:
        self.options, self.extra = options, extra
        self._known: dict[Path | None, Loaded] = {}

    def of(self, path: str | Path) -> Loaded:
        """The settings of a file or folder."""
        file = self._file(Path(path))
        if file not in self._known:
            loaded = load(file, self.flags, self.options.get("as_of"), self.options.get("kind"))
            self._known[file] = replace(loaded, config=replace(loaded.config, **self.extra))
        return self._known[file]

    @cached_property
    def here(self) -> Loaded:
        """The settings of the current folder."""
        return self.of(Path.cwd())

    @property
    def files(self) -> tuple[Path, ...]:
        """The settings files that were in use."""
        return tuple(file for file in self._known if file is not None)

    @cached_property
    def flags(self) -> tuple[Layer, ...]:
        """The flags that were given, as settings."""
        return (*(layer_of_word(word) for word in self.options.get("sets", ())), *self._named())

    def _named(self) -> Iterator[Layer]:
        for name, key in FLAGS.items():
            value = self.options.get(name)
            if value is None or value is False or value == ():
                continue
            value = list(words(value)) if isinstance(value, tuple) else value
            first, _, rest = key.partition(".")
            yield Layer(f"--{name.replace('_', '-')}", {first: {rest: value} if rest else value})

    def _file(self, path: Path) -> Path | None:
        if self.options.get("no_config"):
            return None
        named = self.options.get("config_file")
        if named is not None:
            if not Path(named).is_file():
                raise UsageError(f"no such settings file: {named}")
            return Path(named).absolute()
        whole = path.absolute()
        return nearest(whole if whole.is_dir() else whole.parent)


def words(values: tuple[str, ...]) -> tuple[str, ...]:
    """The words of options that may be repeated or separated by commas."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())
