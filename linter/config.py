"""How a run is set up: what is selected, for whose side, as of which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from tradelint.parsers.source import Limits

FailOn = Literal["error", "warning", "info", "never"]
Profile = Literal["recommended", "strict"]
Side = Literal["buyer", "seller"]


@dataclass(frozen=True)
class Config:
    """The settings of a run; `select` and `ignore` hold rule codes, `options` the arguments of rules by code.

    `keep_text` asks for each paper's text in its record, for reports that show it beside the findings.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    profile: Profile = "recommended"
    side: Side = "buyer"
    kind: str | None = None
    as_of: date = field(default_factory=date.today)
    fail_on: FailOn = "error"
    fail_on_out_of_scope: bool = False
    platform: str | None = None
    supplier_limit: Decimal | None = None
    small_order: Decimal = Decimal(500)
    max_findings: int = 1_000
    limits: Limits = field(default_factory=Limits)
    keep_text: bool = False
