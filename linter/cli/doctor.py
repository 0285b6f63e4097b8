"""`doctor`: what protects this computer from strangers' files here, and which parts are installed."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, requires, version

import click
from tradelint.cli.output import write

# What each reader or writer stands on; named, so that a report of a fault can name its version.
READS_WITH = ("pypdfium2", "pypdf", "lxml", "python-docx", "spacy")
# Extras for those who work on the program itself.
NOT_FOR_USERS = frozenset({"dev", "fuzz"})
# Without these a stranger's file can harm no more than the worker, but takes longer or more memory until it is ended.
ADVICE = {
    "memory": "only on Linux; elsewhere a file is stopped by its deadline and by the caps on what is read",
    "cpu": "not on Windows; the deadline stops a file there",
    "no-files": "not on Windows; the audit hook refuses writing there",
    "open-files": "not on Windows",
    "landlock": "only on Linux since 5.13, where the administrator has not turned it off",
    "parent": "only on Linux; elsewhere a worker ends when it next looks for work",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def command(as_json: bool) -> int:
    """Say which protections are active on this computer and which optional parts are installed."""
    active = protections()
    packages = {name: _version(name) for name in READS_WITH}
    extras = optional_parts()
    if as_json:
        found = {"schema_version": 1, "python": platform.python_version(), "protections": active}
        write(json.dumps({**found, "packages": packages, "optional": extras}, indent=2) + "\n")
        return 0
    write(f"tradelint {_version('tradelint')}, Python {platform.python_version()}, {platform.system()}\n")
    write("\nprotections while a file is read\n")
    from tradelint.confinement import PROTECTIONS

    for name, is_active in active.items():
        advice = "" if is_active else f" ({ADVICE.get(name, 'not on this system')})"
        write(f"  {'yes' if is_active else 'no ':4} {PROTECTIONS[name]}{advice}\n")
    write("\nreads with\n")
    for name, found_version in packages.items():
        write(f"  {name:18} {found_version or 'MISSING: install tradelint again'}\n")
    if extras:
        write("\noptional parts\n")
    for name, is_there in extras.items():
        write(
            f"  {'yes' if is_there else 'no ':4} {name}"
            + ("" if is_there else f": pip install 'tradelint[{name}]'")
            + "\n"
        )
    return 0


def protections() -> dict[str, bool]:
    """Every protection by name, and whether a worker of this system has it."""
    from tradelint.config import Config
    from tradelint.confinement import PROTECTIONS
    from tradelint.workers import Pool

    with Pool(Config()) as pool:
        active = pool.protections()
    return {name: name in active for name in PROTECTIONS}


def optional_parts() -> dict[str, bool]:
    """The extras that users may install, and whether all their packages are there."""
    parts: dict[str, bool] = {}
    for requirement in _requirements():
        wanted, _, marker = requirement.partition(";")
        if "extra ==" in marker:
            extra = marker.split("extra ==")[1].strip().strip("\"'")
            if extra not in NOT_FOR_USERS:
                parts[extra] = parts.get(extra, True) and _version(_name(wanted)) is not None
    return parts


def _requirements() -> list[str]:
    try:
        return requires("tradelint") or []
    except PackageNotFoundError:
        return []


def _name(requirement: str) -> str:
    from re import split

    return split(r"[\s\[<>=!~(]", requirement.strip(), maxsplit=1)[0]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
