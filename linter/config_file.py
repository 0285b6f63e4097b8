"""What may stand in a settings file: one type per table, from which strict reading and the JSON Schema follow."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from tradelint.company import HouseRule, HouseTerms, Supplier

Kind = Literal[
    "proforma_invoice", "sales_contract", "purchase_order", "commercial_invoice", "quotation", "packing_list"
]
FailOn = Literal["error", "warning", "info", "never"]
Profile = Literal["recommended", "strict"]
Side = Literal["buyer", "seller"]
Severity = Literal["error", "warning", "info", "off"]
Options = dict[str, dict[str, Any]]
Patterns = tuple[str, ...]


class Table(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """A TOML table whose keys are all known."""


class Override(Table, frozen=True):
    """Settings for some papers: all of `paths`, `kinds` and `parties` that are given have to fit."""

    paths: Annotated[Patterns, Meta(description="patterns as in .gitignore, from the settings file's folder")] = ()
    kinds: Annotated[tuple[Kind, ...], Meta(description="kinds of papers as recognised")] = ()
    parties: Annotated[tuple[str, ...], Meta(description="names of which one is a party to the paper")] = ()
    kind: Annotated[Kind | None, Meta(description="what the paper is, whatever it looks like")] = None
    profile: Profile | None = None
    side: Side | None = None
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    rules: Options = {}
    platform: str | None = None
    supplier_limit: Decimal | None = None


class Waivers(Table, frozen=True):
    """How findings may be accepted."""

    file: str = "tradelint-waivers.toml"
    require_reason: bool = True
    require_expiry: bool = True
    max_days: Annotated[int, Meta(ge=1, description="a waiver may not last longer")] = 180
    warn_days: Annotated[int, Meta(ge=0, description="say it so many days before a waiver ends")] = 14
    non_waivable: Annotated[tuple[str, ...], Meta(description="rules that no waiver covers")] = ()
    trust_inline: Annotated[Patterns, Meta(description="own drafts in which waivers may stand")] = ()


class Baseline(Table, frozen=True):
    """Where the known findings of an old archive stand."""

    file: str = "tradelint-baseline.json"


class LimitsTable(Table, frozen=True):
    """How much of a file is read."""

    pages: Annotated[int, Meta(ge=1, description="pages of a PDF")] | None = None
    second_reader: Annotated[bool, Meta(description="read PDF pages twice and doubt those that differ")] = False
    file: Annotated[int, Meta(ge=1, le=64 * 2**20, description="bytes of a file")] | None = None
    members: Annotated[int, Meta(ge=1, description="files in an office package")] | None = None
    member: Annotated[int, Meta(ge=1, description="bytes that one of them unpacks to")] | None = None
    package: Annotated[int, Meta(ge=1, description="bytes that all of them unpack to")] | None = None
    cells: Annotated[int, Meta(ge=1, description="cells of tables and sheets")] | None = None
    text: Annotated[int, Meta(ge=1, description="characters")] | None = None
    findings: Annotated[int, Meta(ge=1, description="findings kept of a paper, the gravest first")] | None = None


class Platform(Table, frozen=True):
    """The platform that orders are placed through."""

    id: str | None = None
    supplier_limit: Decimal | None = None


class Settings(Table, frozen=True):
    """tradelint.toml, .tradelint.toml, or [tool.tradelint] in pyproject.toml."""

    select: Annotated[tuple[str, ...] | None, Meta(description="only these codes, names or families")] = None
    ignore: Annotated[tuple[str, ...], Meta(description="all but these")] = ()
    profile: Profile = "recommended"
    side: Annotated[Side, Meta(description="whose interest is looked after")] = "buyer"
    severity: Annotated[dict[str, Severity], Meta(description="by code, name or family")] = {}
    fail_on: Annotated[FailOn, Meta(description="exit 1 at or above")] = "error"
    fail_on_out_of_scope: bool = False
    include: Annotated[Patterns, Meta(description="if given, folders are searched for these only")] = ()
    exclude: Annotated[Patterns, Meta(description="never taken up from a folder")] = ()
    respect_gitignore: bool = True
    small_order: Annotated[Decimal, Meta(description="orders below are looked at like samples")] = Decimal(500)
    rules: Annotated[Options, Meta(description="options by rule: [rules.PAY003] max-deposit = 20")] = {}
    overrides: tuple[Override, ...] = ()
    waivers: Waivers = Waivers()
    baseline: Baseline = Baseline()
    limits: LimitsTable = LimitsTable()
    platform: Platform = Platform()
    supplier: tuple[Supplier, ...] = ()
    house: HouseTerms = HouseTerms()
    house_rule: tuple[HouseRule, ...] = ()
