"""The pages that are made of the rules themselves: `explain`, and docs/rules/."""

from __future__ import annotations

import sys
import textwrap
from functools import cache
from pathlib import Path
from typing import Any

from tradelint import registry
from tradelint.rule import FAMILIES, Rule

KINDS = {
    "PI": "proforma invoices",
    "contract": "contracts",
    "both": "proforma invoices and contracts",
    "deal": "papers of one deal",
}


def explanation(rule: Rule) -> str:
    """The page of a rule for a terminal."""
    return str(
        _template("rule.txt.j2").render(
            rule=rule,
            kinds=KINDS[rule.kinds],
            side="" if rule.side == "any" else f", in the {rule.side}'s interest",
            why=_indented(rule.why),
            fix=_indented(rule.fix),
            fix_zh=_indented(rule.fix_zh) if rule.fix_zh else "",
            source=_indented(rule.source),
            quoted=_quoted,
            shown=_shown,
        )
    )


def pages() -> dict[str, str]:
    """Every generated page under docs/, by its path."""
    rules = registry.load()
    found = {f"rules/{rule.code}.md": page(rule) for rule in rules}
    families = [
        {"code": code, "chapter": chapter, "rules": [r for r in rules if r.family == code]}
        for code, chapter in FAMILIES.items()
    ]
    found["rules/index.md"] = _template("rules.md.j2").render(rules=rules, families=[f for f in families if f["rules"]])
    return found


def page(rule: Rule) -> str:
    """The page of a rule in Markdown."""
    strict = " the part " + " or ".join(rule.strict) if isinstance(rule.strict, tuple) and rule.strict else ""
    return str(
        _template("rule.md.j2").render(
            rule=rule,
            kinds=KINDS[rule.kinds],
            strict=(strict or " this rule") if rule.strict else "",
            fenced=lambda example: "\n---\n".join(_texts(example)),
            shown=_shown,
            type_name=type_name,
        )
    )


def type_name(kind: Any) -> str:
    """The type of an option in words."""
    names = {bool: "true or false", int: "whole number", str: "text"}
    return names.get(kind, "list of texts" if "tuple" in str(kind) else "number")


def _texts(example: Any) -> list[str]:
    """The text of an example; the papers of a deal; a text with the settings that it was tried under."""
    if isinstance(example, str):
        return [example]
    return [part if isinstance(part, str) else _settings(part) for part in example]


def _settings(values: Any) -> str:
    if not isinstance(values, dict):
        return str(values)
    return "(with " + ", ".join(f"{name.replace('_', '-')} {value}" for name, value in values.items()) + ")"


def _quoted(example: Any) -> str:
    """An example with a mark before its first line and the rest below it, so that each is told from the next."""
    lines = [line for text in _texts(example) for line in text.strip().splitlines()]
    return "\n".join(("  - " if index == 0 else "    ") + line for index, line in enumerate(lines))


def _shown(value: object) -> str:
    return (
        ", ".join(map(str, value))
        if isinstance(value, tuple)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )


def _indented(text: str) -> str:
    return textwrap.fill(text, 96, initial_indent="  ", subsequent_indent="  ")


@cache
def _template(name: str) -> Any:
    from jinja2 import Environment, PackageLoader

    return Environment(
        loader=PackageLoader("tradelint.templates", ""),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        keep_trailing_newline=True,
    ).get_template(name)


def write(folder: Path, *, check: bool) -> list[str]:
    """Write the pages below `folder`; with `check`, only name those that are missing, stale or left over."""
    wanted = pages()
    there = {str(path.relative_to(folder)) for path in (folder / "rules").glob("*.md")}
    stale = [name for name, text in wanted.items() if _read(folder / name) != text] + sorted(there - set(wanted))
    if not check:
        for name in there - set(wanted):
            (folder / name).unlink()
        for name, text in wanted.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    return stale


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


if __name__ == "__main__":
    stale = write(Path(sys.argv[1]), check="--check" in sys.argv)
    if "--check" in sys.argv and stale:
        sys.exit(f"stale pages, run make docs: {', '.join(stale[:5])}")
