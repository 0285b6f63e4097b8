"""What a paper promises about quality: standards, marks, sampling plans, criteria, vague words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tradelint.facts.reading import Fact

WarrantyUnit = Literal["hour", "day", "week", "month", "year", "km", ""]
StandardKind = Literal["product", "sampling", "tolerance", "management", "transit", "packing", "act", "other"]


@dataclass(frozen=True, slots=True)
class Standard(Fact):
    """A standard or legal act as cited. `kind` says what it sets requirements for; `year` None when undated.

    `superseded` is what to cite instead, `since` the date (ISO, or a year) from which.
    """

    words: str = ""
    body: str = ""
    number: str = ""
    year: str | None = None
    kind: StandardKind = "product"
    superseded: str | None = None
    since: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Mark(Fact):
    """A mark or certificate named (CE, RoHS, FDA): `id` in standards.toml.

    `detail` is a number, act, standard, report or declaration of the same clause that makes it checkable; `misuse` the
    reason why the wording cannot be true. `certified` = the words speak of a certificate of the goods.
    """

    id: str = ""
    words: str = ""
    market: str = ""
    detail: str | None = None
    misuse: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Vague(Fact):
    """A vague term: `group` in vague_terms.toml; `excused` when the pattern that makes it concrete stands near."""

    group: str = ""
    words: str = ""
    excused: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Aql(Fact):
    """A sampling plan: the figures per class of defect as written, None where not given."""

    standard: str | None = None
    level: str | None = None
    critical: Decimal | None = None
    major: Decimal | None = None
    minor: Decimal | None = None
    values: tuple[Decimal, ...] = ()
    invalid: tuple[Decimal, ...] = ()
    critical_zero: bool = False

    @property
    def missing_classes(self) -> tuple[str, ...]:
        """The classes of defect without a figure; none when critical defects are excluded in words."""
        classes = (("critical", self.critical), ("major", self.major), ("minor", self.minor))
        return tuple(
            name for name, value in classes if value is None and not (name == "critical" and self.critical_zero)
        )

    @property
    def inverted(self) -> bool:
        """Whether minor defects are judged more strictly than major ones."""
        return self.major is not None and self.minor is not None and self.minor < self.major


@dataclass(frozen=True, slots=True)
class Criterion(Fact):
    """A measurable requirement: an analysis value, a grade, a specification with a number."""

    words: str = ""
    kind: Literal["value", "grade", "specification", "condition"] = "value"
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Warranty(Fact):
    """A warranty: period in months or days, when it starts, what the seller owes; `excluded` = none is given.

    `conformity` marks a promise without a period ("conforms to the specification"), `by_buyer` one that the buyer gives,
    `notice_days` the time in which defects must be notified where no period is given, `further` the other periods of the
    passage ("18 months from B/L date or 12 months from commissioning") in words.
    """

    period: Decimal | None = None
    unit: WarrantyUnit = ""
    start: str | None = None
    remedy: str | None = None
    excluded: bool = False
    limited: bool = False
    conformity: bool = False
    by_buyer: bool = False
    notice_days: Decimal | None = None
    further: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Duration, start and content."""
        return self.period is not None and self.start is not None and self.remedy is not None


__all__ = ["Aql", "Criterion", "Mark", "Standard", "StandardKind", "Vague", "Warranty", "WarrantyUnit"]
