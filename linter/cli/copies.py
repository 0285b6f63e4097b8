"""What the commands that write a file for other people share."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from tradelint.cli.output import write_bytes
from tradelint.cli.settings import Resolver
from tradelint.config import Config
from tradelint.errors import UsageError


def config_of(options: dict[str, Any], path: Path) -> Config:
    """The settings for a paper; unless --fail-on is given, findings are what is wanted and no failure."""
    return replace(Resolver(options).of(path).config, fail_on=options["fail_on"] or "never")


def check_target(target: Path, original: Path, force: bool) -> None:
    """Refuse a place that a file must not or cannot go to. Raises UsageError."""
    if os.path.realpath(target) == os.path.realpath(original):
        raise UsageError(f"that would write over {original}: name another file")
    if target.is_dir():
        raise UsageError(f"{target} is a folder: name a file in it")
    if target.exists() and not force:
        raise UsageError(f"{target} is there already: --force writes over it")
    if not target.parent.is_dir():
        raise UsageError(f"no such folder: {target.parent}")
    if not os.access(target.parent, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise UsageError(f"cannot write {target}: it or its folder is read-only")


def save(target: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises UsageError where the disk refuses."""
    try:
        write_bytes(target, data)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error
