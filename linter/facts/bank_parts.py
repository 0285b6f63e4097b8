"""The parts of an account's captions: a bank's name and its address, a payee's name and its address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradelint.facts.parties_country import country_of
from tradelint.facts.parties_names import ADDRESS, split_name
from tradelint.facts.reading import Fact, Reading
from tradelint.text import Span

# While these still follow, the bank's name goes on.
BANK_WORDS = re.compile(r"\bbank|branch|\boffice\b|banking|银行|支行|分行|营业部|信用社|营业厅", re.IGNORECASE)
# Captions of other data on the same line.
OTHERS = re.compile(
    r"[,;.]?\s*\b(?:A/C|Acc(?:oun)?t|SWIFT|BIC|IBAN|IFSC|tel|phone|fax)\b.*$", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Named(Fact):
    """A text with its place: a name, an address, a number."""

    text: str = ""


def named(reading: Reading, span: Span | None, first_line: bool = False) -> Named | None:
    """The words of a span on one line; None when there are none."""
    if span is None:
        return None
    if first_line:
        end = reading.text.find("\n", span.start, span.end)
        span = Span(span.start, span.end if end < 0 else end)
    text = " ".join(reading.text[span.start : span.end].split()).strip(" ,;.")
    return Named(span, text=text) if text else None


def bank_and_address(reading: Reading, span: Span | None) -> tuple[Named | None, Named | None]:
    """`Harbour Bank, Quay Branch, 5 Jetty Street, Ningbo, China`: the bank and where it is."""
    if span is None:
        return None, None
    text = OTHERS.sub("", reading.text[span.start : span.end])
    for cut in re.finditer(r"[,，;；(（\n]", text):
        rest = Span(span.start + cut.end(), span.start + len(text))
        if _is_address(reading, rest) and BANK_WORDS.search(text[: cut.start()]):
            return named(reading, Span(span.start, span.start + cut.start())), _address(reading, rest)
    return named(reading, Span(span.start, span.start + len(text)), first_line=True), None


def _is_address(reading: Reading, rest: Span) -> bool:
    words = reading.text[rest.start : rest.end]
    if BANK_WORDS.search(words) or not words.strip():
        return False
    return bool(ADDRESS.search(words)) or country_of(reading, rest) is not None


def _address(reading: Reading, rest: Span) -> Named | None:
    text = reading.text[rest.start : rest.end].rstrip(" )）.,;")
    return named(reading, Span(rest.start, rest.start + len(text)))


def payee_and_address(reading: Reading, span: Span | None) -> tuple[Named | None, Named | None]:
    """`Quillon Lamps Co., Ltd, 8 Wharf Road, Ningbo, China`: the payee and the address behind the legal form."""
    if span is None:
        return None, None
    text = OTHERS.sub("", reading.text[span.start : span.end])
    name, rest = split_name(text.replace("\n", " "))
    who = named(reading, Span(span.start, span.start + len(name.rstrip(" ,;"))))
    lead = re.match(r"[\s,，;；(（]*(?:address(?:ed)?\s*(?:at|:)?\s*)?", rest, re.IGNORECASE)
    start = span.start + len(text) - len(rest) + (lead.end() if lead else 0)
    where = Span(start, max(start, span.start + len(text)))
    return who, _address(reading, where) if _is_address(reading, where) else None


def end_of_part(reading: Reading, span: Span) -> int:
    """Where the part of a line of bank data ends that opens with `span`: at a semicolon, else at the line's end.

    A part that a line break cuts (`Harbour Bank, Quay / Branch, ...`) goes on to the next semicolon of its block.
    """
    line, block = reading.line_at(span), reading.block(span)
    reach = min(block.span.end, span.end + 160) if block is not None and block.kind != "cell" else line.end
    ends = [at for sign in ";；" if (at := reading.text.find(sign, span.end, reach)) >= 0]
    return min(ends, default=max(line.end, span.end))


def address_behind(reading: Reading, span: Span) -> Named | None:
    """The address behind a name, up to the end of its part."""
    where = Span(span.end, end_of_part(reading, span))
    text = OTHERS.sub("", reading.text[where.start : where.end])
    lead = len(text) - len(text.lstrip(" ,，;.\n"))
    where = Span(where.start + lead, where.start + len(text))
    return _address(reading, where) if len(where) > 0 and _is_address(reading, where) else None
