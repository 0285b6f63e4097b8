"""How a run is set up: what is selected, for whose side, as of which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tradelint.company import HouseRule, HouseTerms, Payee, Supplier
from tradelint.config_file import FailOn, Override, Profile, Side
from tradelint.parsers.source import Limits

__all__ = ["Config", "FailOn", "Profile", "Side"]


@dataclass(frozen=True)
class Config:
    """The settings of a run; `select` and `ignore` hold rule codes, `options` the arguments of rules by code.

    `keep_text` asks for each paper's text in its record, for reports that show it beside the findings.
    `root` is the folder from which the paths in `overrides` are counted. `accepted_gaps` are the fingerprints of
    gaps that a waiver accepts: what is missing there is known to hold no terms.
    `committed` are the accounts in the last committed version of a paper.
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
    overrides: tuple[Override, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    house: HouseTerms = HouseTerms()
    house_rules: tuple[HouseRule, ...] = ()
    root: str = ""
    accepted_gaps: frozenset[str] = frozenset()
    committed: tuple[Payee, ...] = ()
