"""Characters that are not what they look like: text turned round, invisible characters, letters of another script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.parties import PartiesFacts
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

Kind = Literal["turned", "invisible", "lookalike"]
# Overrides and embeddings that turn left-to-right text round. Marks and left-to-right embeddings are left alone: the
# clipboards of telephones and of Windows put them around every number.
TURNING = re.compile("[\u202b\u202e\u2067]")
RIGHT_TO_LEFT = ("R", "AL")
# Characters of no width; a soft hyphen is one where it cannot be a place to break a word.
INVISIBLE = "\u200b-\u200d\u2060-\u2064\ufeff\u00ad\u034f\u180e\U000e0020-\U000e007f"
INSIDE = re.compile(f"(?<=[0-9A-Za-z])[{INVISIBLE}]+(?=[0-9A-Za-z])")
WORD = re.compile(f"[0-9A-Za-z{INVISIBLE}]+")
# Letters that look like Latin ones, after the confusables of Unicode Technical Standard 39: Cyrillic, then Greek.
LOOKALIKES = dict(zip("АВЕЅІЈКМНОРСТХУаеорсухіјѕԁԛԝһ", "ABESIJKMHOPCTXYaeopcyxijsdqwh", strict=True)) | dict(
    zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον", "ABEZHIKMNOPTYXov", strict=True)
)
LETTERS = re.compile(r"[^\W_]+")
# From this share of its letters on a paper is written in the other script too.
OTHER_SCRIPT = 0.05
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Trick(Fact):
    """A word that is not what it looks like: `shown` is what a reader sees (or the file holds, for text turned round).

    `weighty`: it stands in bank details, in a party's name or inside a figure. `slip`: the paper is written in the
    other script too, so that a wrong keyboard is likelier than a trick.
    """

    kind: Kind = "invisible"
    shown: str = ""
    count: int = 1
    weighty: bool = False
    slip: bool = False


def find_tricks(reading: Reading, parties: PartiesFacts) -> tuple[Trick, ...]:
    """The words of a paper that are not what they look like, in text order."""
    text = reading.text
    if text.isascii():
        return ()
    weighty = tuple(_weighty_spans(parties))
    found = [*_turned(reading), *_invisible(text, weighty), *_lookalikes(text, weighty)]
    return tuple(sorted(found, key=lambda trick: trick.span))


def _weighty_spans(parties: PartiesFacts) -> Iterator[Span]:
    """Where money goes and who it is that gets it."""
    for account in parties.accounts:
        for value in (account.beneficiary, account.bank, account.account, account.iban, account.bic):
            if value is not None:
                yield value.span
    for party in parties.parties:
        yield from (span for span in (party.name_span, party.name_zh_span) if span is not None)
    yield from (contact.span for contact in parties.contacts)


def _turned(reading: Reading) -> Iterator[Trick]:
    """Lines without any right-to-left letter in which the reading direction is turned."""
    for line in reading.document.lines():
        raw = reading.text[line.start : line.end]
        mark = TURNING.search(raw)
        if mark and not any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in raw):
            span = Span(line.start + mark.start(), line.end)
            yield Trick(span, Confidence.HIGH, "turned", _plain(raw[mark.start() :]), weighty=True)


def _plain(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Cf").strip()


def _invisible(text: str, weighty: tuple[Span, ...]) -> Iterator[Trick]:
    for word in WORD.finditer(text):
        raw = word.group()
        inside = [found for found in INSIDE.finditer(raw) if _counts(raw, found)]
        if not inside:
            continue
        span = Span(*word.span())
        figure = any(raw[found.start() - 1].isdigit() and raw[found.end()].isdigit() for found in inside)
        important = figure or any(span.overlaps(other) for other in weighty)
        yield Trick(span, Confidence.HIGH, "invisible", _plain(raw), len(inside), important)


def _counts(word: str, found: re.Match[str]) -> bool:
    """A soft hyphen between letters only says where a word may be broken."""
    return found.group().strip("\u00ad") != "" or word[found.start() - 1].isdigit() or word[found.end()].isdigit()


def _lookalikes(text: str, weighty: tuple[Span, ...]) -> Iterator[Trick]:
    words = [match for match in LETTERS.finditer(text) if not match.group().isascii()]
    foreign = [match for match in words if _is_foreign(match.group())]
    letters = max(sum(char.isalpha() for char in text), 1)
    written = sum(len(match.group()) for match in foreign) / letters > OTHER_SCRIPT
    for match in words:
        word = match.group()
        shown = "".join(LOOKALIKES.get(char, char) for char in word)
        if shown == word or not shown.isascii():
            continue
        mixed = any(char.isascii() and char.isalpha() for char in word)
        alone = not foreign and sum(char.isalpha() for char in word) >= FEWEST_LETTERS
        if mixed or alone:
            span = Span(*match.span())
            important = any(span.overlaps(other) for other in weighty)
            count = sum(char in LOOKALIKES for char in word)
            yield Trick(
                span, Confidence.HIGH if mixed else Confidence.MEDIUM, "lookalike", shown, count, important, written
            )


def _is_foreign(word: str) -> bool:
    """A word of another alphabet that no reader takes for a Latin one."""
    return any(
        char not in LOOKALIKES and unicodedata.name(char, "").startswith(("CYRILLIC", "GREEK")) for char in word
    ) and not any(char.isascii() and char.isalpha() for char in word)


__all__ = ["Trick", "find_tricks"]
