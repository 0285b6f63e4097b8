"""The two scales that every statement of tradelint is graded on."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: money at risk, a weakened position, worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("error", "warning", "info").index(self.value)


class Confidence(StrEnum):
    """How sure a reading is; doubt lowers it and is never hidden."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return ("high", "medium", "low").index(self.value)


def lowest(*levels: Confidence) -> Confidence:
    """The weakest of several confidences; `high` when there is none."""
    return max(levels, key=lambda level: level.rank, default=Confidence.HIGH)
