"""How build services find commands in a log: GitHub's runner, old and new form, Azure Pipelines and TeamCity."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Command:
    """A command as the runner sees it."""

    name: str
    data: str
    properties: dict[str, str] = field(default_factory=dict)


def commands(log: str) -> list[Command]:
    """Everything in a log that one of the services would act on; lines end as terminals end them."""
    return [found for line in re.split(r"[\r\n\x0b\x0c\x85\u2028\u2029]", log) if (found := _command(line))]


def _command(line: str) -> Command | None:
    """`::name key=value,...::data` at the start of a line, white space before it aside; `##[name]` and kin anywhere."""
    line = line.lstrip()
    if line.startswith("::") and "::" in line[2:]:
        head, data = line[2:].split("::", 1)
        name, _, rest = head.partition(" ")
        pairs = (pair.partition("=") for pair in rest.split(",") if "=" in pair)
        return Command(name, _unescaped(data), {key.strip(): _unescaped(value, more=True) for key, _, value in pairs})
    old = re.search(r"##(?:vso|teamcity)?\[", line)
    return Command(line[old.start() :], "") if old else None


def _unescaped(text: str, *, more: bool = False) -> str:
    """The runner's own order of replacements."""
    table = (("%0D", "\r"), ("%0A", "\n"), *((("%3A", ":"), ("%2C", ",")) if more else ()), ("%25", "%"))
    for escaped, char in table:
        text = text.replace(escaped, char)
    return text
