"""Words about accounts: that one has changed, that one is private."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span


@dataclass(frozen=True, slots=True)
class AccountCue(Fact):
    """A wording about accounts: `cue` are the words, `sentence` is where they stand."""

    cue: str = ""
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class ChangeNotice(Fact):
    """Wording by which the account, bank or beneficiary is said to have changed."""

    cue: str = ""
    sentence: Span | None = None


def read_change_notices(reading: Reading) -> tuple[ChangeNotice, ...]:
    """Notices of a changed account; a clause that says how (or that it never) changes is none."""
    found = []
    for hit in reading.hits("bank_words.change"):
        sentence = reading.sentence_at(hit.span)
        if not reading.hits("bank_words.change_procedure", sentence):
            found.append(ChangeNotice(hit.span, Confidence.HIGH, hit.raw, sentence))
    return tuple({notice.sentence: notice for notice in reversed(found)}.values())[::-1]


def read_personal_cues(reading: Reading) -> tuple[AccountCue, ...]:
    """Words that say the account is a private one."""
    return tuple(
        AccountCue(hit.span, Confidence.HIGH, hit.raw, reading.sentence_at(hit.span))
        for hit in reading.hits("bank_words.personal")
        if not reading.negated(hit.span) and not reading.hits("platforms.forbidden", reading.sentence_at(hit.span))
    )
