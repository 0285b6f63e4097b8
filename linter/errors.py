"""Exit codes and the expected errors; anything else that escapes is a bug of tradelint."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The process exit codes; the gravest of 4 > 2 > 3 > 1 > 0 wins."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERNAL = 4

    @property
    def gravity(self) -> int:
        """A larger number wins when several codes apply."""
        return (0, 1, 3, 2, 4)[self.value]


def gravest(*codes: ExitCode) -> ExitCode:
    """The exit code of a run in which all of `codes` occurred."""
    return max(codes, key=lambda code: code.gravity, default=ExitCode.OK)


class TradelintError(Exception):
    """An expected error: its message is one line that says what to do."""

    exit_code = ExitCode.INTERNAL


class UsageError(TradelintError):
    """A wrong path, option, key or rule name."""

    exit_code = ExitCode.USAGE


class UnreadableError(TradelintError):
    """A document of which no text can be had; `code` is the gap code, `hint` what to do about it."""

    exit_code = ExitCode.INCOMPLETE

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


class RuleDefinitionError(TradelintError):
    """A rule that is not written as rules must be; found when rules are loaded."""
