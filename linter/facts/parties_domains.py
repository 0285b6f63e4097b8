"""Domains of mail and web addresses: which one a firm owns, and which only looks like it."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.facts.parties_contacts import Contact

# Second-level names under which firms register: acme.com.cn, acme.co.uk.
SHARED = frozenset(["com", "co", "net", "org", "gov", "edu", "ac", "or", "ne", "gob", "com.cn"])
SHORTEST = 5


def owned(domain: str) -> tuple[str, str]:
    """(the name a firm registered, the ending): `mail.acme-tools.com.cn` gives `acme-tools`, `com.cn`."""
    parts = domain.split(".")
    cut = len(parts) - 1
    if cut >= 2 and len(parts[-1]) == 2 and parts[-2] in SHARED:
        cut -= 1
    return parts[max(cut - 1, 0)], ".".join(parts[cut:])


def look_alike(one: str, other: str) -> bool:
    """Whether two different names differ by one or two characters, as sunlark and sun1ark do."""
    first, second = owned(one)[0], owned(other)[0]
    if first == second or min(len(first), len(second)) < SHORTEST:
        return False
    allowed = 2 if min(len(first), len(second)) >= 9 else 1
    return _distance(first, second, allowed) <= allowed


def other_ending(one: str, other: str) -> bool:
    """Whether two domains are one name under two endings."""
    (first, end), (second, close) = owned(one), owned(other)
    return first == second and end != close and len(first) >= SHORTEST


def suspicious_pairs(contacts: tuple[Contact, ...]) -> Iterator[tuple[Contact, Contact]]:
    """Pairs (first seen, look-alike); two endings count only between mail addresses: sites often differ."""
    known = [c for c in contacts if c.domain and not c.free_mail]
    told: set[tuple[str, str]] = set()
    for index, first in enumerate(known):
        for second in known[index + 1 :]:
            pair = (first.domain, second.domain)
            mails = first.kind == second.kind == "email"
            if pair not in told and (look_alike(*pair) or (mails and other_ending(*pair))):
                told.add(pair)
                yield first, second


def _distance(a: str, b: str, limit: int) -> int:
    """Edit distance, given up beyond the limit."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
