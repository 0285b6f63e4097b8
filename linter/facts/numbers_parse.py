"""Figures as they are written: which sign is the decimal one, what a figure is worth, and where that is in doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tradelint.facts.fold import Folded
from tradelint.facts.line_fold import fold
from tradelint.facts.numbers_currency import codes_of
from tradelint.text import Document, Span

# Digits with grouping and decimal signs; an ordinary space groups only in front of exactly three digits.
SPACED = r"\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d{1,4}(?![\d]))?"
PLAIN = r"\d+(?:[.,']\d+)*"
FIGURE = re.compile(rf"(?<!\d)(?:{SPACED}|{PLAIN})|(?<![\d.])\.\d+")
WHOLE = re.compile(
    rf"\s*(?P<open>\()?\s*(?P<sign>[-+])?\s*(?P<figure>{SPACED}|{PLAIN}|\.\d+)\s*(?P<after>-)?\s*(?P<close>\))?\s*"
)
# A figure inside such a run is part of a code: SL-6060-40, PI/2026/14, A4, 3M.
JOINTS = "-/_\\#."
CLAUSE_BEFORE = re.compile(
    r"(?:clause|article|section|art\.|no\.|version|ver\.|v|rev\.?|incoterms|第|§|annex)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Convention:
    """How a document writes figures: `decimal` is ".", "," or None when nothing in it tells.

    `mixed` says that both styles occur, `firm` that more than a single slight figure tells the decimal sign.
    `currencies` are the ISO codes named beyond doubt, the most frequent first.
    """

    decimal: str | None = None
    grouping: str | None = None
    mixed: bool = False
    currencies: tuple[str, ...] = ()
    firm: bool = True


UNKNOWN = Convention()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A figure with two honest readings, as 1.500 (1500 or 1.5)."""

    readings: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text: `value` is None when it is in doubt; `malformed` marks misplaced grouping (38,6005.05)."""

    span: Span
    raw: str
    value: Decimal | None
    readings: tuple[Decimal, ...]
    malformed: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether the figure has two honest readings."""
        return self.value is None


def number(text: str, convention: Convention = UNKNOWN) -> Decimal | Ambiguous | None:
    """The value of a text that is one figure and nothing else; None when it is no figure.

    A minus sign before or behind and accounting parentheses make it negative.
    """
    match = WHOLE.fullmatch(fold(text).text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    figure = read_figure(match["figure"], convention)
    if figure is None:
        return None
    negative = bool(match["open"]) or match["sign"] == "-" or bool(match["after"])
    readings = tuple(-r if negative else r for r in figure[0])
    return readings[0] if len(readings) == 1 else Ambiguous(readings)


def read_figure(raw: str, convention: Convention = UNKNOWN) -> tuple[tuple[Decimal, ...], bool] | None:
    """(readings, malformed) of a folded figure without sign; None for dotted codes such as 8471.30.01."""
    body = re.sub(r"[ ']", "", raw)
    signs = [char for char in body if char in ".,"]
    if not signs:
        return (Decimal(body),), not _grouped(raw, " '")
    last = signs[-1]
    kinds = set(signs)
    if len(kinds) == 2:
        if signs.count(last) > 1:
            return None
        whole, _, rest = body.rpartition(last)
        other = next(iter(kinds - {last}))
        return (_join(whole, rest),), not _grouped(whole, other)
    if len(signs) > 1:
        return ((Decimal(body.replace(last, "")),), False) if _grouped(body, last) else None
    whole, _, rest = body.partition(last)
    if len(rest) != 3 or not 1 <= len(whole) <= 3 or whole.startswith("0") or raw != body:
        return (_join(whole, rest),), False
    return _three_digits(whole, rest, last, convention), False


def _three_digits(whole: str, rest: str, sign: str, convention: Convention) -> tuple[Decimal, ...]:
    """1.500 and 1,500: the document decides; a comma with nothing against it groups (the habit of trade English)."""
    grouped, fraction = Decimal(whole + rest), _join(whole, rest)
    if convention.decimal is None or not convention.firm:
        return (grouped, fraction) if sign == "." or convention.mixed else (grouped,)
    if convention.decimal == sign:
        return (fraction,)
    return (grouped,)


def _join(whole: str, rest: str) -> Decimal:
    return Decimal(f"{re.sub(r'[.,]', '', whole) or '0'}.{rest}")


def _grouped(raw: str, signs: str) -> bool:
    """Whether the groups are of three digits, or of two in front of the last three (Indian)."""
    groups = re.split(f"[{re.escape(signs)}]", raw)
    if len(groups) == 1:
        return True
    first, middle, last = groups[0], groups[1:-1], groups[-1]
    last = re.split(r"[.,]", last)[0] if set(signs) <= set(" '") else last
    western = 1 <= len(first) <= 3 and all(len(g) == 3 for g in middle) and len(last) == 3
    indian = 1 <= len(first) <= 2 and all(len(g) == 2 for g in middle) and len(last) == 3
    return western or indian


def figure_matches(text: str) -> Iterator[re.Match[str]]:
    """The figures of a folded text that do not belong to a code, an ordinal or a dotted number."""
    for match in FIGURE.finditer(text):
        if not _in_code(text, match.start(), match.end()):
            yield match


def _in_code(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 2) : start]
    if before and before[-1].isascii() and (before[-1].isalpha() or before[-1] == "_"):
        return not _behind_currency(text, start)
    if len(before) == 2 and before[-1] in JOINTS and before[-2].isascii() and before[-2].isalnum():
        return before[-1] not in "-/" or before[-2].isalpha() or _in_lettered_run(text, start)
    after = text[end : end + 3].lower()
    return after[:2] in ("st", "nd", "rd", "th") and not after[2:3].isalpha()


def _in_lettered_run(text: str, start: int) -> bool:
    """The 40 of SL-6060-40 hangs on letters, that of 20-40 does not."""
    run = re.search(r"[A-Za-z0-9/_-]+$", text[max(0, start - 24) : start])
    letters = re.findall(r"[A-Za-z]+", run.group()) if run else []
    return any(not codes_of(word) for word in letters)


def _behind_currency(text: str, start: int) -> bool:
    """USD28.50 is a figure, SL28 is not."""
    letters = re.search(r"[A-Za-z]+$", text[max(0, start - 12) : start])
    return letters is not None and bool(codes_of(letters.group()) or codes_of(letters.group()[-3:]))


def find_numbers(text: str, convention: Convention = UNKNOWN, offset: int = 0) -> tuple[Figure, ...]:
    """The figures of a text in order; spans count from `offset`."""
    folded = fold(text)
    return tuple(figures_of(folded, convention, offset))


def figures_of(folded: Folded, convention: Convention = UNKNOWN, offset: int = 0) -> Iterator[Figure]:
    """The figures of a folded text, in the offsets of the text that was folded plus `offset`."""
    for match in figure_matches(folded.text):
        start, end = match.span()
        if " " in match.group() and not _joined(folded.text, match):
            end = start + match.group().index(" ")
            yield from _figures(folded, ((start, end),), convention, offset)
            rest = [m.span() for m in FIGURE.finditer(folded.text, end, match.end())]
            yield from _figures(folded, tuple(rest), convention, offset)
            continue
        yield from _figures(folded, ((start, end),), convention, offset)


def _joined(text: str, match: re.Match[str]) -> bool:
    """`10 250` at the start of a line is rather an item number and a figure than one figure."""
    raw = match.group()
    rest = text[match.end() : match.end() + 80].partition("\n")[0]
    if len(rest) < 12 and not re.search(r"\d", rest):
        return True
    opens = not text[: match.start()].rpartition("\n")[2].strip()
    return not (opens and len(raw.split()) == 2 and len(raw.split()[0]) < 3 and "." not in raw and "," not in raw)


def _figures(
    folded: Folded, places: tuple[tuple[int, int], ...], convention: Convention, offset: int
) -> Iterator[Figure]:
    for start, end in places:
        raw = folded.text[start:end]
        read = read_figure(raw, convention)
        if read is not None:
            span = folded.to_document(start, end)
            readings, malformed = read
            value = readings[0] if len(readings) == 1 else None
            yield Figure(Span(span.start + offset, span.end + offset), raw, value, readings, malformed)


def decimal_evidence(text: str) -> Counter[str]:
    """How much speaks for "." and for "," as the decimal sign of a folded text."""
    found: Counter[str] = Counter()
    for match in figure_matches(text):
        sign, weight = _evidence(match.group())
        if sign and not (weight == 1 and _is_clause_number(text, match)):
            found[sign] += weight
    return found


def _evidence(raw: str) -> tuple[str, int]:
    body = re.sub(r"[ ']", "", raw)
    signs = [char for char in body if char in ".,"]
    if not signs or body[0] in ".,":
        return "", 0
    other = "," if signs[-1] == "." else "."
    if len(set(signs)) == 2:
        return (signs[-1], 3) if signs.count(signs[-1]) == 1 else ("", 0)
    if len(signs) > 1:
        return (other, 3) if _grouped(body, signs[0]) else ("", 0)
    whole, _, rest = body.partition(signs[0])
    if len(rest) == 2:
        return signs[0], 2
    if len(rest) != 3 or whole.startswith("0") or len(whole) > 3 or raw != body:
        return signs[0], 1
    return "", 0


def _is_clause_number(text: str, match: re.Match[str]) -> bool:
    line = text[: match.start()].rpartition("\n")[2]
    return not line.strip() or bool(CLAUSE_BEFORE.search(line))


def decimal_sign(evidence: Counter[str]) -> tuple[str | None, bool]:
    """(decimal sign, whether both styles occur); a lone slip among many does not change the sign."""
    point, comma = evidence["."], evidence[","]
    if not point or not comma:
        return ("." if point else "," if comma else None), False
    high, low = max(point, comma), min(point, comma)
    sign = ("." if point > comma else ",") if high >= 4 * low else None
    return sign, low >= 2


def text_of(document: Document) -> str:
    """The document's folded text."""
    return fold(document.text).text
