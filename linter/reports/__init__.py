"""Writers of what a run ends in, one per format, looked up by name and imported when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from tradelint.findings import Report

if TYPE_CHECKING:
    from tradelint.reports.template import Template

# The module and the function of every format, in the order that help texts name them.
FORMATS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "full": ("text", "full"),
        "concise": ("text", "concise"),
        "grouped": ("text", "grouped"),
        "html": ("html", "html"),
        "markdown": ("markdown", "markdown"),
        "csv": ("spreadsheet", "csv"),
        "json": ("result", "whole"),
        "jsonl": ("result", "jsonl"),
        "sarif": ("sarif", "sarif"),
        "github": ("ci", "github"),
        "gitlab": ("ci", "gitlab"),
        "junit": ("junit", "junit"),
        "template": ("template", "template"),
    }
)
# Formats that show the paper's own text beside the findings: the worker has to send it along.
SHOW_TEXT = frozenset({"html", "template"})


@dataclass(frozen=True)
class Look:
    """How a report is written.

    `colour` is for terminals; `show_bank` prints bank numbers whole where people read, `redact` masks them where
    machines read; `show_accepted` prints known and waived findings in full where they are only counted else;
    `template` is the user's own, for the format of that name.
    """

    colour: bool = False
    show_bank: bool = False
    redact: bool = False
    show_accepted: bool = False
    template: Template | None = None


def render(report: Report, format_: str, look: Look) -> str:
    """The report of a run in one of `FORMATS`: the same text for the same report, whatever the clock says."""
    module, name = FORMATS[format_]
    writer: Callable[[Report, Look], str] = getattr(import_module(f"tradelint.reports.{module}"), name)
    return writer(report, look)
