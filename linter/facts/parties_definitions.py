"""Parties named in running text: `between X (the "Seller") and Y (the "Buyer")`, `X有限公司(以下简称甲方)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.parties_blocks import Piece
from tradelint.facts.parties_names import has_legal_form
from tradelint.facts.reading import Found, Reading
from tradelint.text import Span

SIDES = {
    "seller": r"sellers?|suppliers?|vendors?|exporters?|producer|卖方|供方|供应商|出卖人|供货方|销售方|продавец|"
    r"поставщик",
    "buyer": r"buyers?|purchasers?|customers?|clients?|importers?|distributors?|买方|需方|采购方|购买方|买受人|购货方|"
    r"покупатель",
    "manufacturer": r"manufacturer|制造商|生产商",
    "a": r"party\s+a|first\s+party|甲方",
    "b": r"party\s+b|second\s+party|乙方",
}
ROLE = "|".join(f"(?P<{name}>{words})" for name, words in SIDES.items())
WORDS = "|".join(SIDES.values())
INTRO = (
    r"(?:hereinafter|hereafter|herein|以下|下称|简称)?\s*(?:collectively\s+)?(?:referred\s+to\s+(?:herein\s+)?as|called|known\s+as|"
    r"简称为?|称为?|为|именуем\w+\s+в\s+дальнейшем)?\s*"
)
# (hereinafter referred to as the "Seller"), ("Supplier"), (the Buyer), （以下简称"甲方"）
BRACKETED = re.compile(
    rf"[(]\s*{INTRO}(?:as\s+)?(?:the\s+)?[\"']?\s*(?:the\s+)?(?:{ROLE})[\"']?\s*(?:,?\s*(?:or|and|which|及|或|the)\b[^)]{{0,60}}|[,;][^)]{{0,60}})?[)]",
    re.IGNORECASE,
)
# , hereinafter called the Buyer
LOOSE = re.compile(
    rf",?\s*(?:hereinafter|hereafter|以下简称|下称|именуем\w+\s+в\s+дальнейшем)\s*(?:referred\s+to\s+as|called|known\s+as|为)?\s*"
    rf"(?:the\s+)?[\"']?(?:{ROLE})[\"']?(?![\w\u4e00-\u9fff])",
    re.IGNORECASE,
)
# A line of its own below a name and an address: "the Manufacturer"
ALONE = re.compile(
    rf"^\s*[(]?\s*(?:hereinafter\s+)?[\"']\s*(?:the\s+)?(?:{ROLE})\s*[\"']\s*[)]?[.,;]?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# Between X and Y, without roles.
BETWEEN = re.compile(
    r"\b(?:by\s+and\s+)?between\s+(?P<one>[^\n;]{2,160}?)\s+and\s+(?P<two>[^\n;]{2,160}?)\s*(?:[.;(\n]|$)",
    re.IGNORECASE,
)
OPENERS = re.compile(
    r"\b(?:by\s+and\s+)?(?:between|among)\b\s*:?|\band\b\s*:?|^\s*[(]?\d{1,2}[).]\s*|^\s*(?:[(]?[a-z][)])\s*|--\s*and\s*--|"
    r"(?:party|parties)\s*:|[;:]|(?:由|与|和|及)(?=[\u4e00-\u9fff])|заключили|\bи\b",
    re.IGNORECASE | re.MULTILINE,
)
DESCRIBED = re.compile(
    r",\s*(?:\ban?\b|\bthe\b)\s*(?:[A-Z][\w.]*\s+){0,4}(?:limited\s+liability\s+)?(?:company|corporation|partnership|"
    r"entity|firm|individual|enterprise)\b|"
    r",\s*(?:a\s+)?(?:company\s+)?(?:duly\s+)?(?:organi[sz]ed|incorporated|registered|existing|established)\b|"
    r",?\s*(?:having|with)\s+(?:its|a|an|their|the)?\s*(?:registered|principal|place|head|office|main)|,?\s*located\s+(?:at|in)\b|"
    r",?\s*whose\s+(?:registered|principal)|,?\s*of\s+(?=\d)",
    re.IGNORECASE,
)
SEATED = re.compile(
    r"(?:office|address|place\s+of\s+business|located|seat|domicile|headquarters|residing)\s*(?:is\s+)?(?:situated\s+|located\s+)?"
    r"(?:at|in|:)\s*(?P<address>[^()\"“]{6,180})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A party defined in running text: its role ("seller", "buyer", "a", "b", "manufacturer") and its pieces."""

    label: Span
    role: str
    pieces: tuple[Piece, ...]


def find_definitions(reading: Reading) -> tuple[Definition, ...]:
    """Every definition in text order."""
    found = [*_bracketed(reading), *_alone(reading)]
    return tuple(sorted(found, key=lambda d: d.label))


def _bracketed(reading: Reading) -> Iterator[Definition]:
    seen: list[Span] = []
    for pattern in (BRACKETED, LOOSE):
        for match in reading.find(pattern):
            if any(span.overlaps(match.span) for span in seen):
                continue
            seen.append(match.span)
            role = next((name for name in SIDES if match[name]), "")
            name = _name_before(reading, match.span)
            if (
                role
                and name is not None
                and _defines(reading, match, role, name)
                and not re.fullmatch(rf"\W*(?:{WORDS})\W*", reading.fold_of(name), re.I)
            ):
                yield Definition(match.span, role, _pieces(reading, name, match.span))


def _defines(reading: Reading, match: Found, role: str, name: Span) -> bool:
    """A bare `(Seller)` defines only behind a firm's name; `(manufacturer)` describes."""
    if re.search(
        r"[\"']|herein|hereafter|referred|called|known|\bthe\b|以下|下称|简称|именуем", match[0], re.IGNORECASE
    ):
        return True
    return role != "manufacturer" and has_legal_form(reading.fold_of(name))


def _name_before(reading: Reading, definition: Span) -> Span | None:
    """The words before a definition, back to `between`, `and`, a number or the start of the block."""
    block = reading.block(definition)
    start = block.span.start if block is not None else 0
    before = Span(max(start, definition.start - 420), definition.start)
    text = reading.fold_of(before)
    if not text.strip() and block is not None:
        return None
    openers = [m for m in OPENERS.finditer(text) if not _inside_name(text, m)]
    cut = openers[-1].end() if openers else 0
    while openers and not re.search(r"\w", text[cut:]):
        openers.pop()
        cut = openers[-1].end() if openers else 0
    stop = max(text.rfind(". ", 0, len(text) - 2), text.rfind("。"))
    if stop > cut and not re.search(r"\b(?:Co|Ltd|Inc|Corp|No|S|B|Pvt|Pte)$", text[max(0, stop - 4) : stop]):
        cut = stop + 1
    piece = reading.find(re.compile(r"\S.*\S|\S", re.DOTALL), Span(_at(reading, before, cut), before.end))
    found = next(iter(piece), None)
    return found.span if found is not None else None


def _at(reading: Reading, span: Span, offset: int) -> int:
    start, _ = reading.folded.from_document(span)
    return reading.folded.to_document(start + offset, start + offset + 1).start


def _inside_name(text: str, opener: re.Match[str]) -> bool:
    """`Bolts and Nuts Ltd`, `与` in a name: an opener with capitals of one name on both sides."""
    word = opener.group().strip().casefold()
    if word != "and":
        return False
    if not re.match(r"[\s:]*[\"'(]*(?:[^\W\d_a-z]|\d|$)", text[opener.end() :]):
        return True
    behind = text[opener.end() :].lstrip()
    before = text[: opener.start()].rstrip()
    return not re.search(r"[)\"',;]$", before) and bool(
        re.match(r"(?:[A-Z][\w.]*\s+){0,2}(?:Co\b|Company|Ltd|Sons|Bros)", behind)
    )


def _pieces(reading: Reading, name: Span, definition: Span) -> tuple[Piece, ...]:
    text = reading.fold_of(name)
    described = DESCRIBED.search(text)
    end = name.end if described is None or not described.start() else _at(reading, name, described.start())
    pieces = [Piece(_trim(reading.text, Span(name.start, end)))]
    behind = Span(definition.end, min(len(reading.text), definition.end + 320))
    block = reading.block(definition)
    if block is not None:
        behind = Span(behind.start, max(behind.start, min(behind.end, block.span.end)))
    for part in (Span(end, name.end), behind):
        seat = next(iter(reading.find(SEATED, part)), None) if len(part) else None
        where = seat.span_of("address") if seat is not None else None
        if where is not None:
            pieces.append(Piece(_trim(reading.text, where), "address"))
            break
    return tuple(pieces)


def _alone(reading: Reading) -> Iterator[Definition]:
    """A role in quotes on a line of its own: the lines above it, back to `between` or `and`, name the party."""
    for match in reading.find(ALONE):
        role = next((name for name in SIDES if match[name]), "")
        above: list[Span] = []
        for line in reversed([line for line in reading.lines if line.end <= match.span.start][-8:]):
            words = reading.fold_of(line).strip(" -:.")
            if re.fullmatch(r"(?:by\s+and\s+)?between|and|parties|和|与", words, re.IGNORECASE) or ALONE.match(words):
                break
            above.insert(0, line)
        if role and above:
            yield Definition(match.span, role, tuple(Piece(_trim(reading.text, line)) for line in above))


def find_between(reading: Reading) -> tuple[Span, Span] | None:
    """The two names of `made between X and Y` when the paper gives them no roles."""
    for match in reading.find(BETWEEN):
        one, two = match.span_of("one"), match.span_of("two")
        if one is not None and two is not None and re.search(r"[A-Z\"]", match["one"][:2]):
            return _trim(reading.text, one), _trim(reading.text, two)
    return None


def _trim(text: str, span: Span) -> Span:
    chars = " \t\n\r\u00a0\u3000,，;；:：\"“”'*("
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip(chars))
    right = len(raw) - len(raw.rstrip(chars))
    start = span.start + left
    return Span(start, max(start, span.end - right))
