"""The numbers of an account behind their captions: account number, IBAN, BIC, other codes."""

from __future__ import annotations

import re

from tradelint.facts.bank_numbers import BIC, IBAN, iban_fault, masked
from tradelint.facts.bank_parts import Named, named
from tradelint.facts.reading import Reading
from tradelint.text import Span

ACCOUNT = re.compile(r"[A-Z]{0,4}[\d*Xx•●#][\dA-Z*Xx•●# ./-]{2,38}(?:…|\.{3})?", re.IGNORECASE)


def bare(text: str) -> str:
    """Letters and digits of a number, without spaces, points and dashes."""
    return re.sub(r"[\s.-]", "", text).upper()


def number_in(reading: Reading, filled: dict[str, Span]) -> Named | None:
    """The account number behind its caption."""
    span = filled.get("account")
    if span is None:
        return None
    for match in reading.find(ACCOUNT, span):
        if sum(char.isdigit() or char in "*Xx" for char in match[0]) >= 4 and any(char.isdigit() for char in match[0]):
            # "3901 2200 0912 with Harbour Bank", "... USD": words behind the number are not part of it.
            text = re.split(r"\s+(?=[A-Za-z]{3,}(?:\s|$))", match[0])[0].strip(" /-")
            text = text if text.endswith("...") else text.strip(" .")
            return Named(Span(match.span.start, min(match.span.end, match.span.start + len(text))), text=text)
    return None


def masked_number_in(reading: Reading, values: dict[str, Span]) -> Named | None:
    """A number hidden altogether (XXX-XX) counts as a placeholder elsewhere; here it is a masked account."""
    span = values.get("account")
    if span is None or not looks_masked(reading, span):
        return None
    text = re.split(r"[,;\n]", reading.text[span.start : span.end])[0]
    return named(reading, Span(span.start, span.start + len(text)))


def iban_in(reading: Reading, filled: dict[str, Span], whole: Span) -> Named | None:
    """The IBAN behind a caption, else one with right check digits anywhere in the block."""
    spans = [filled[t] for t in ("iban", "account") if t in filled]
    for span in spans:
        for match in reading.find(IBAN, span):
            return Named(match.span, text=bare(match[0]))
    if "iban" in filled:
        text = bare(reading.fold_of(filled["iban"]))
        if re.match(r"[A-Z]{2}[\dOX*]{2}", text) and len(text) >= 8:
            return Named(filled["iban"], text=text)
    return next((Named(m.span, text=bare(m[0])) for m in reading.find(IBAN, whole) if not iban_fault(bare(m[0]))), None)


def bic_in(reading: Reading, filled: dict[str, Span], whole: Span) -> Named | None:
    """The BIC behind its caption, its groups joined."""
    span = filled.get("bic")
    if span is None:
        return None
    line = named(reading, span, first_line=True)
    if line is None:
        return None
    folded = reading.fold_of(line.span).upper()
    words = re.findall(r"[A-Z0-9]+", folded.split("(")[0])
    first = words[0] if words else ""
    for count in (1,) if len(first) >= 8 else (4, 3, 2, 1):
        joined = "".join(words[:count])
        if len(joined) in (8, 11) and BIC.fullmatch(joined):
            return Named(line.span, text=joined)
    if len(first) >= 6 and re.search(r"[A-Z]{3}", first):
        return Named(line.span, text=first)
    joined = "".join(words[:4])
    return Named(line.span, text=joined) if 6 <= len(joined) <= 14 and re.match(r"[A-Z]{4}", joined) else None


def digits_in(reading: Reading, span: Span | None) -> Named | None:
    """The first line of a value that holds figures."""
    found = named(reading, span, first_line=True)
    return found if found is not None and re.search(r"\d", found.text) else None


def looks_masked(reading: Reading, span: Span) -> bool:
    """Whether a number was hidden on purpose (****1234)."""
    return masked(reading.text[span.start : span.end]) and len(span) >= 4
