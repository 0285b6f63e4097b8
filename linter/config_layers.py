"""Settings from several sources laid over each other, each value still knowing where it came from."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from tradelint.config_file import Settings
from tradelint.errors import UsageError

# Lists that a later source adds to; every other list it replaces.
ADDED_UP = ("ignore", "exclude")
WORDS = {
    "array": "a list", "str": "text", "object": "a table", "decimal": "a number", "int": "a whole number",
    "float": "a number", "bool": "true or false", "null": "nothing",
}  # fmt: skip


@dataclass(frozen=True)
class Layer:
    """One source of settings: `source` is what people call it ("tradelint.toml", "--profile"), `text` its TOML."""

    source: str
    table: Mapping[str, Any]
    text: str = ""


def checked(layer: Layer) -> Settings:
    """The settings of a single layer. Raises UsageError for an unknown key or a wrong type, naming key and line."""
    try:
        return msgspec.convert(layer.table, Settings)
    except msgspec.ValidationError as error:
        raise UsageError(_complaint(layer, str(error))) from None


def merged(layers: tuple[Layer, ...]) -> Settings:
    """What all layers together say, the later over the earlier."""
    table: dict[str, Any] = {}
    for layer in layers:
        checked(layer)
        table = _over(table, layer.table)
    return msgspec.convert(table, Settings)


def _over(below: Mapping[str, Any], above: Mapping[str, Any], name: str = "") -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        if isinstance(value, Mapping) and isinstance(old, Mapping):
            result[key] = _over(old, value, key)
        elif key in ADDED_UP and old and not name:
            result[key] = [*old, *(item for item in value if item not in old)]
        else:
            result[key] = value
    return result


def values(layers: tuple[Layer, ...]) -> dict[str, tuple[Any, str]]:
    """Every setting by its dotted key, with its value and its sources; settings that nobody made are `default`."""
    found = {key: (value, "default") for key, value in _flat(msgspec.to_builtins(merged(())), "")}
    for layer in layers:
        for key, value in _flat(layer.table, ""):
            old, source = found.get(key, (None, "default"))
            if key in ADDED_UP and source != "default":
                value, source = [*old, *(item for item in value if item not in old)], f"{source}, {layer.source}"
            else:
                source = layer.source
            found[key] = (value, source)
    whole = {key: value for key, value in found.items() if not _is_empty_parent(key, value[0], found)}
    return dict(sorted(whole.items(), key=lambda pair: _order(pair[0])))


def _is_empty_parent(key: str, value: Any, found: Mapping[str, Any]) -> bool:
    return value in ({}, [], ()) and any(other.startswith((f"{key}.", f"{key}[")) for other in found)


def _order(key: str) -> tuple[int, str]:
    names = [field.encode_name for field in msgspec.structs.fields(Settings)]
    first = re.split(r"[.\[]", key)[0]
    return (names.index(first) if first in names else len(names), key)


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{name}.")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
            for number, item in enumerate(value, 1):
                yield from _flat(item, f"{name}[{number}].")
        else:
            yield name, value


# -- what is wrong, in words


def _complaint(layer: Layer, error: str) -> str:
    words, _, place = error.partition(" - at ")
    path = place.strip("`").removeprefix("$").lstrip(".")
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", words)
    if unknown:
        key = unknown.group(1)
        return f"{_at(layer, key)}: unknown key {key!r}{_in(path)}{_nearest(key, _keys(path))}"
    missing = re.fullmatch(r"Object missing required field `(.*)`", words)
    if missing:
        return f"{_at(layer, path)}: {_table(path)} needs the key {missing.group(1)!r}"
    key = path.rsplit(".", 1)[-1]
    return f"{_at(layer, key)}: {path or 'the file'}: {_plain(words)}"


def _plain(words: str) -> str:
    expected = re.fullmatch(r"Expected `(.*?)`(.*), got `(.*?)`", words)
    if expected:
        wanted = " or ".join(WORDS.get(word, word) for word in expected.group(1).split(" | "))
        return f"expected {wanted}{expected.group(2)}, got {WORDS.get(expected.group(3), expected.group(3))}"
    return words[:1].lower() + words[1:]


def _in(path: str) -> str:
    return f" in {_table(path)}" if path else ""


def _table(path: str) -> str:
    """`overrides[0]` of the checker is the first [[overrides]] of the file."""
    found = re.fullmatch(r"([\w-]+)\[(\d+)\]", path)
    return f"[[{found.group(1)}]] number {int(found.group(2)) + 1}" if found else f"[{path}]"


def _nearest(key: str, known: list[str]) -> str:
    near = get_close_matches(key.replace("_", "-").lower(), known, 1, 0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known here: {', '.join(known)}"


def _keys(path: str) -> list[str]:
    kind: Any = Settings
    for part in re.findall(r"[\w-]+", re.sub(r"\[.*?\]", "", path)):
        field = next((f for f in msgspec.structs.fields(kind) if f.encode_name == part), None)
        kind = _struct(field.type) if field is not None else None
        if kind is None:
            return []
    return [field.encode_name for field in msgspec.structs.fields(kind)]


def _struct(kind: Any) -> Any:
    """The table type inside `Annotated[tuple[Table, ...] | None, ...]`."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind
    if get_origin(kind) in (Annotated, tuple, Union, types.UnionType):
        return next((found for arg in get_args(kind) if (found := _struct(arg)) is not None), None)
    return None


def _at(layer: Layer, key: str) -> str:
    """The source, with the line of the key where that is plain."""
    name = re.sub(r"\[.*?\]", "", key).rsplit(".", 1)[-1]
    pattern = re.compile(rf"\s*(?:\[+[^\]]*\b{re.escape(name)}\]+|\"?{re.escape(name)}\"?\s*=)") if name else None
    lines = [n for n, line in enumerate(layer.text.splitlines(), 1) if pattern and pattern.match(line)]
    return f"{layer.source}, line {lines[0]}" if len(lines) == 1 else layer.source
