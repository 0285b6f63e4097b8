"""Fix texts: their slots are filled from the paper, and a clause is told from advice.

A fix is a clause ready to stand in the paper, in double quotation marks, or advice without them; advice may end in a
clause: `Delete it, or add: "..."`. A slot is `{name}` or `{name|words}`; what the paper does not tell prints as
`[words]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

SLOT = re.compile(r"\{([^{}|]+)(?:\|([^{}]+))?\}")
UNFILLED = (None, "", ())
# "Co., Ltd." at the end of a sentence brings its own full stop.
STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


def filled(text: str, slots: Mapping[str, object], joint: str = " or ") -> str:
    """A fix text with its slots filled; one that is not known prints its words in brackets, choices get the joint."""
    known = {name.replace(" ", "_"): words for name, words in slots.items()}

    def value(match: re.Match[str]) -> str:
        found = known.get(match.group(1).strip().replace(" ", "_"))
        if found in UNFILLED:
            return f"[{match.group(2) or match.group(1).replace('_', ' ')}]"
        return joint.join(map(str, found)) if isinstance(found, tuple) else str(found)

    return STOPS.sub(".", SLOT.sub(value, text))


def advice_in(fix: str) -> str:
    """The advice in a filled fix text, without the clause that may follow it."""
    return fix.partition('"')[0].strip()


def clause_in(fix: str) -> str:
    """The clause of a filled fix text, empty when it is advice alone."""
    first, last = fix.find('"'), fix.rfind('"')
    return fix[first + 1 : last].strip() if first < last else ""
