"""Names in the two texts of a clause: a port, an inspector or an institution that each language calls differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from tradelint.facts.inspection import body_name, find_bodies
from tradelint.facts.legal_institutions import institutions_in
from tradelint.facts.ports import ports_in
from tradelint.facts.reading import Fact, Reading
from tradelint.text import Span


class Pair(Protocol):
    """The two texts of one clause."""

    @property
    def en(self) -> Span: ...  # noqa: D102
    @property
    def zh(self) -> Span: ...  # noqa: D102
    @property
    def number(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class NameConflict(Fact):
    """`what` is named `english` in the English text of clause `number` and `chinese` in the Chinese one."""

    what: str = ""
    english: str = ""
    chinese: str = ""
    number: str = ""
    en: Span = Span(0, 0)


def _ports(reading: Reading, span: Span) -> Mapping[str, str]:
    return {port.root: port.name for port, _ in ports_in(reading, span)}


def _bodies(reading: Reading, span: Span) -> Mapping[str, str]:
    return {body: body_name(body) for body in find_bodies(reading, span)}


def _institutions(reading: Reading, span: Span) -> Mapping[str, str]:
    return {found.family: found.name for found in institutions_in(reading, span) if found.id not in ("", "unknown")}


READERS: tuple[tuple[str, Callable[[Reading, Span], Mapping[str, str]]], ...] = (
    ("the inspection body", _bodies),
    ("the arbitral institution", _institutions),
    ("the place", _ports),
)


def read_name_conflicts(reading: Reading, pairs: Iterable[Pair]) -> Iterator[NameConflict]:
    """Names of one kind of which the two texts of a clause share none; a seat goes with its institution."""
    for pair in pairs:
        for what, read in READERS:
            english, chinese = read(reading, pair.en), read(reading, pair.zh)
            if english and chinese and not english.keys() & chinese.keys():
                words = ", ".join(english.values()), ", ".join(chinese.values())
                yield NameConflict(
                    pair.zh, what=what, english=words[0], chinese=words[1], number=pair.number, en=pair.en
                )
                break
