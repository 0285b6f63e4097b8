"""The settings of one paper: the overrides that fit its path, its kind and its parties laid over the run's."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from pathspec import GitIgnoreSpec
from tradelint import house_rules, registry
from tradelint.config import Config
from tradelint.config_file import Override
from tradelint.config_load import severities
from tradelint.facts import Facts
from tradelint.facts.parties import same_party

SAME_NAME = 0.9


def config_for(facts: Facts, config: Config) -> tuple[Config, tuple[int, ...]]:
    """(the configuration of a paper, the numbers of the overrides that fit it, from 1)."""
    path = relative(facts.document.path, config.root)
    fitting = [n for n, override in enumerate(config.overrides, 1) if _fits(override, path, facts)]
    asked = config.kind
    for number in fitting:
        config = _over(config, config.overrides[number - 1])
    return (replace(config, kind=asked) if asked else config), tuple(fitting)


def relative(path: str, root: str) -> str:
    """A path from the settings file's folder, with forward slashes; one outside of it stays whole."""
    file = Path(path)
    whole = file.parent.resolve() / file.name
    try:
        return whole.relative_to(Path(root).resolve()).as_posix()
    except ValueError:
        return whole.as_posix()


def matches(patterns: tuple[str, ...], path: str) -> bool:
    """Whether a relative path is one of the patterns, or is matched by them as .gitignore would."""
    return path in patterns or bool(patterns and spec(patterns).match_file(path))


@cache
def spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    """Patterns as in .gitignore."""
    return GitIgnoreSpec.from_lines(patterns)


def _fits(override: Override, path: str, facts: Facts) -> bool:
    return (
        (not override.paths or matches(override.paths, path))
        and (not override.kinds or facts.kind.name in override.kinds)
        and (not override.parties or _has_party(override.parties, facts))
    )


def _has_party(names: tuple[str, ...], facts: Facts) -> bool:
    written = {naming.name for party in facts.parties.parties for naming in party.namings if naming.name}
    written |= {name for party in facts.parties.parties for name in (party.name, party.name_zh) if name}
    return any(same_party(name, other) >= SAME_NAME for name in names for other in written)


def _over(config: Config, override: Override) -> Config:
    extra = house_rules.rules_of(config.house_rules)
    severity = severities(override.severity, extra)
    off = frozenset(code for code, level in severity.items() if level == "off")
    named = {code: level for code, level in severity.items() if level != "off"}
    options = {code: dict(values) for code, values in config.options.items()}
    for word, values in override.rules.items():
        options.setdefault(registry.find(word, extra).code, {}).update(values)
    return replace(
        config,
        kind=override.kind or config.kind,
        profile=override.profile or config.profile,
        side=override.side or config.side,
        ignore=(config.ignore - frozenset(named)) | registry.selected(override.ignore, extra) | off,
        severity={**config.severity, **named},
        options=options,
        platform=override.platform or config.platform,
        supplier_limit=override.supplier_limit if override.supplier_limit is not None else config.supplier_limit,
    )
