"""How to reach a party: e-mail, telephone, chat and web addresses, with what they tell about the country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tradelint.facts.captions import Caption
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import entries, table
from tradelint.levels import Confidence
from tradelint.text import Span

EMAIL = re.compile(r"(?<![\w.@])[\w.+-]{1,64}\s?@\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
PHONE = re.compile(r"(?<![\w.])(?:\+|00)\s?\d{1,3}(?:[\s().-]{0,3}\d){5,14}(?!\d)")
DIGITS = re.compile(r"(?:\+|00)?\(?\d[\d\s().-]{4,22}\d(?!\w)")
WEB = re.compile(r"(?:https?://|www\.)[A-Za-z0-9.-]{3,80}(?:/[^\s,;)]{0,80})?", re.IGNORECASE)

ContactKind = Literal["email", "phone", "fax", "messaging", "website"]


@dataclass(frozen=True, slots=True)
class Contact(Fact):
    """A way to reach somebody. `domain` of e-mail and web addresses; `free_mail`: anybody can have an address there.

    `country` follows from the telephone prefix. `where` says in which part of the paper it stands: the role of the
    party whose block holds it, "bank" for the bank block, "" otherwise.
    """

    kind: ContactKind = "email"
    value: str = ""
    domain: str = ""
    free_mail: bool = False
    country: str | None = None
    where: str = ""


def find_contacts(reading: Reading, within: Span | None = None, where: str = "") -> tuple[Contact, ...]:
    """The contacts in a span (or the whole paper), in text order."""
    found = [*_emails(reading, within, where), *_phones(reading, within, where), *_webs(reading, within, where)]
    return tuple(sorted(found, key=lambda contact: contact.span))


def _emails(reading: Reading, within: Span | None, where: str) -> Iterator[Contact]:
    for match in reading.find(EMAIL, within):
        value = re.sub(r"\s", "", match[0]).rstrip(".-")
        if not reading.is_blank(match.span):
            domain = value.rsplit("@", 1)[1].casefold()
            yield Contact(match.span, Confidence.HIGH, "email", value, domain, domain in free_mail(), None, where)


def _webs(reading: Reading, within: Span | None, where: str) -> Iterator[Contact]:
    for match in reading.find(WEB, within):
        host = re.sub(r"^https?://", "", match[0], flags=re.IGNORECASE).split("/")[0].casefold()
        domain = host.removeprefix("www.").rstrip(".")
        yield Contact(match.span, Confidence.HIGH, "website", match[0], domain, False, None, where)


def _phones(reading: Reading, within: Span | None, where: str) -> Iterator[Contact]:
    taken: list[Span] = []
    for caption in _captions(reading, within):
        kind = _kind(caption)
        if caption.value is None:
            continue
        line = reading.line_at(caption.value)
        value = Span(caption.value.start, min(caption.value.end, max(line.end, caption.value.start)))
        for match in reading.find(DIGITS, value):
            if sum(char.isdigit() for char in match[0]) >= 6 and not reading.is_blank(match.span):
                taken.append(match.span)
                yield _phone(match.span, match[0], kind, where)
    for match in reading.find(PHONE, within):
        if not any(span.overlaps(match.span) for span in taken):
            yield _phone(match.span, match[0], "phone", where)


def _captions(reading: Reading, within: Span | None) -> list[Caption]:
    captions = reading.captioned("phone", "fax", "messaging")
    return [c for c in captions if within is None or within.contains(c.label)]


def _kind(caption: Caption) -> ContactKind:
    if "messaging" in caption.topics:
        return "messaging"
    return "fax" if "fax" in caption.topics and "phone" not in caption.topics else "phone"


def _phone(span: Span, raw: str, kind: ContactKind, where: str) -> Contact:
    return Contact(span, Confidence.HIGH, kind, raw.strip(), country=phone_country(raw), where=where)


def phone_country(raw: str) -> str | None:
    """The country of a telephone number in international form; the longest known prefix decides."""
    digits = re.sub(r"\D", "", raw)
    if raw.lstrip("( ").startswith("+"):
        pass
    elif digits.startswith("00"):
        digits = digits[2:]
    elif re.match(r"\s*\(?86\)?[\s-]", raw) and len(digits) >= 11:
        return "CN"
    else:
        return None
    return next((prefixes()[digits[:n]] for n in (3, 2, 1) if digits[:n] in prefixes()), None)


@cache
def prefixes() -> dict[str, str]:
    """Telephone prefix to country."""
    return {str(e["phone"]): str(e["id"]) for e in entries("countries") if "phone" in e}


@cache
def free_mail() -> frozenset[str]:
    """Domains at which anybody can open a mailbox."""
    return frozenset(table("logistics")["free_mail"]["domains"])
