"""What a rule is: one decorated generator that holds its own documentation, examples and options."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tradelint.checklist import Checklist
from tradelint.company import HouseTerms, Payee, Supplier
from tradelint.errors import RuleDefinitionError
from tradelint.levels import Confidence, Severity
from tradelint.text import Span

Kinds = Literal["PI", "contract", "both", "deal"]
Side = Literal["any", "buyer", "seller"]
Silences = Mapping[str, Literal["all", "same"]]
Profile = Literal["recommended", "strict"]

FAMILIES = {
    "PRD": "product", "QLT": "quality", "PKG": "packaging", "SHP": "shipment", "INC": "incoterms", "PAY": "payment",
    "PTY": "parties", "AMT": "amounts", "RFD": "refunds", "TA": "platform", "DOC": "hygiene", "LAW": "legal",
    "XDC": "agreement", "HSE": "house",
}  # fmt: skip
CODE = re.compile(r"([A-Z]{2,3})(\d{3})")


@dataclass(frozen=True)
class Circumstances:
    """What a rule may ask for by the name of a keyword argument without a default.

    `as_of` is "today"; `side` whose interest is looked after; `platform` the platform's id from the configuration;
    `supplier_limit` the supplier's Trade Assurance limit if given; `annexes` the names of the other files linted;
    `suppliers` and `house` what the company knows and wants; `committed` the accounts of the last committed version.
    """

    checklist: Checklist
    as_of: date
    side: str = "buyer"
    platform: str | None = None
    supplier_limit: Decimal | None = None
    annexes: tuple[str, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    house: HouseTerms = HouseTerms()
    committed: tuple[Payee, ...] = ()


SUPPLIED = tuple(field.name for field in fields(Circumstances))


@dataclass(frozen=True)
class Problem:
    """What a rule found. The engine adds severity, place, quote and fingerprint.

    `at` is the fact (anything with a `span`, and maybe a `confidence`) or the span it is about; None when the paper
    does not say anything. `beside` holds further facts, the other side of a contradiction first. `part` names the
    branch of the rule, `slots` fill the fix text, `subject` tells twins of one rule apart (a line's number, a field).
    """

    message: str
    at: Any = None
    beside: tuple[Any, ...] = ()
    part: str | None = None
    stated: str | None = None
    expected: str | None = None
    slots: Mapping[str, object] = field(default_factory=dict)
    subject: str | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True)
class Option:
    """A setting of a rule: a keyword-only argument with a default."""

    name: str
    type: Any
    default: Any

    @property
    def key(self) -> str:
        """The name in configuration files."""
        return self.name.replace("_", "-")


@dataclass(frozen=True)
class Rule:
    """A rule with everything that people are told about it. See `rule` for the meaning of the fields."""

    code: str
    name: str
    severity: Severity
    kinds: Kinds
    side: Side
    title: str
    why: str
    fix: str
    fix_zh: str
    source: str
    bad: tuple[Any, ...]
    good: tuple[Any, ...]
    check: Callable[..., Iterator[Problem]]
    options: tuple[Option, ...] = ()
    needs: tuple[str, ...] = ()
    core: bool = False
    strict: bool | tuple[str, ...] = False
    parts: Mapping[str, Severity] = field(default_factory=dict)
    absence: bool | tuple[str, ...] = False
    arithmetic: bool = False
    small_orders: bool = True
    silences: Silences = field(default_factory=dict)
    item: str | None = None
    aliases: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")

    @property
    def chapter(self) -> str:
        """The module that the rule stands in."""
        return FAMILIES[self.family]

    def is_strict(self, part: str | None) -> bool:
        """Whether a problem of this part is only information in the profile `recommended`."""
        return self.strict is True or (isinstance(self.strict, tuple) and part in self.strict)

    def is_absence(self, part: str | None) -> bool:
        """Whether a problem of this part says that something is missing from the text."""
        return self.absence is True or (isinstance(self.absence, tuple) and part in self.absence)

    def run(self, facts: Any, circumstances: Circumstances, options: Mapping[str, Any]) -> Iterator[Problem]:
        """The problems of one paper."""
        supplied = {name: getattr(circumstances, name) for name in self.needs}
        return self.check(facts, **supplied, **options)


def rule(
    code: str,
    name: str,
    *,
    severity: Literal["error", "warning", "info"],
    kinds: Kinds,
    side: Side,
    bad: list[Any],
    good: list[Any],
    source: str,
    core: bool = False,
    strict: bool | tuple[str, ...] = False,
    parts: Mapping[str, Literal["error", "warning", "info"]] | None = None,
    absence: bool | tuple[str, ...] = False,
    arithmetic: bool = False,
    small_orders: bool = True,
    silences: Silences | None = None,
    item: str | None = None,
    aliases: tuple[str, ...] = (),
    not_for: tuple[str, ...] = (),
) -> Callable[[Callable[..., Iterator[Problem]]], Rule]:
    """Make a `Rule` of a generator `check(facts, *, option=default, supplied)`.

    strict: True, or the parts that give `info` in the profile `recommended`. parts: a part's own severity. absence:
    True, or the parts that say something is missing; they are not checked when text is missing. arithmetic: errors
    need high confidence of every operand. small_orders: False for rules that are off for samples and small orders.
    silences: rules not reported when this one fires, everywhere ("all") or at the same line or amount ("same").
    item: the checklist item that an absence or weakness rule reads. not_for: kinds of papers that the rule does not
    fit (an invoice at shipment offers nothing). The docstring's first line is the title; `Why:`
    and `Fix:` follow, `Fix (zh):` too for core rules; the fix has {slots} filled from `Problem.slots` and the options.
    """

    def decorate(check: Callable[..., Iterator[Problem]]) -> Rule:
        match = CODE.fullmatch(code)
        if match is None or match.group(1) not in FAMILIES:
            raise RuleDefinitionError(f"{code} is no rule code")
        text = _docstring(code, check)
        options, needs = _signature(code, check)
        return Rule(
            code, name, Severity(severity), kinds, side,
            text["title"], text["why"], text["fix"], text["fix (zh)"], source,
            tuple(bad), tuple(good), check, options, needs, core, strict,
            {part: Severity(level) for part, level in (parts or {}).items()},
            absence, arithmetic, small_orders, dict(silences or {}), item, aliases, not_for,
        )  # fmt: skip

    return decorate


def _docstring(code: str, check: Callable[..., Any]) -> dict[str, str]:
    title, _, body = inspect.getdoc(check).partition("\n") if check.__doc__ else ("", "", "")  # type: ignore[union-attr]
    found = {"title": title.strip().rstrip("."), "why": "", "fix": "", "fix (zh)": ""}
    key = ""
    for line in body.splitlines():
        head = re.match(r"(Why|Fix|Fix \(zh\)):\s*(.*)", line.strip())
        if head:
            key = head.group(1).lower()
            found[key] = head.group(2)
        elif key and line.strip():
            found[key] += ("" if key == "fix (zh)" else " ") + line.strip()
    for needed in ("title", "why", "fix"):
        if not found[needed]:
            raise RuleDefinitionError(f"{code}: the docstring has no {needed}")
    return found


OPTION_TYPES = (bool, int, Decimal, str)


def _signature(code: str, check: Callable[..., Any]) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    hints = get_type_hints(check, include_extras=False)
    options, needs = [], []
    for parameter in inspect.signature(check).parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        if parameter.default is not inspect.Parameter.empty:
            kind = hints.get(parameter.name)
            if kind not in OPTION_TYPES and not (get_origin(kind) is tuple and get_args(kind) == (str, ...)):
                raise RuleDefinitionError(f"{code}: option {parameter.name} has the type {kind}")
            options.append(Option(parameter.name, kind, parameter.default))
        elif parameter.name in SUPPLIED:
            needs.append(parameter.name)
        else:
            raise RuleDefinitionError(f"{code}: nothing supplies the argument {parameter.name}")
    return tuple(options), tuple(needs)


def span_of(fact: Any) -> Span | None:
    """The span of a fact, or the span itself."""
    if fact is None or isinstance(fact, Span):
        return fact
    span = getattr(fact, "span", None)
    return span if isinstance(span, Span) else None


def confidence_of(fact: Any) -> Confidence:
    """The confidence of a fact; `high` for a bare span."""
    found = getattr(fact, "confidence", None)
    return found if isinstance(found, Confidence) else Confidence.HIGH
