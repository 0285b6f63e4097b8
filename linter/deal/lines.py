"""The goods lines of two papers matched: by item number, then by description and figures, never by row order alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from tradelint.deal.paper import Paper
from tradelint.facts.fold import folded
from tradelint.facts.line_types import LineItem
from tradelint.facts.product_types import GoodsLine
from tradelint.levels import Confidence

ENOUGH = 0.6
CODE = re.compile(r"(?<![\w-])(?=[\w/-]*\d)(?=[\w/-]*[A-Za-z])[A-Za-z0-9][\w/-]{2,}[A-Za-z0-9](?![\w-])")
SIZES = re.compile(r"\d+(?:\.\d+)?(?:mm|cm|m|kg|g|gsm|w|v|k|l|ml|pcs|in)", re.IGNORECASE)


@dataclass(frozen=True)
class Match:
    """Two lines that are one article; `confidence` falls where only their figures or their place say so."""

    first: LineItem
    second: LineItem
    confidence: Confidence


@dataclass(frozen=True)
class Matched:
    """The lines of two papers: matched ones, and those that only one of them has."""

    pairs: tuple[Match, ...]
    only_first: tuple[LineItem, ...]
    only_second: tuple[LineItem, ...]


def match_lines(first: Paper, second: Paper) -> Matched:
    """Match the goods lines of two papers, the surest pairs first."""
    left, right = goods(first), goods(second)
    scored = sorted(
        ((_likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), key=lambda s: (-s[0], s[1:])
    )
    pairs: dict[int, tuple[int, float]] = {}
    for score, i, j in scored:
        if score >= ENOUGH and i not in pairs and j not in {taken for taken, _ in pairs.values()}:
            pairs[i] = (j, score)
    if len(left) == len(right) == 1 and not pairs:
        pairs[0] = (0, ENOUGH)
    found = tuple(Match(left[i], right[j], _confidence(score)) for i, (j, score) in sorted(pairs.items()))
    taken = {j for j, _ in pairs.values()}
    return Matched(
        found,
        tuple(line for i, line in enumerate(left) if i not in pairs),
        tuple(line for j, line in enumerate(right) if j not in taken),
    )


def goods(paper: Paper) -> tuple[LineItem, ...]:
    """The lines that order goods: no charges, no price lists, no options."""
    lines = paper.facts.lines
    return tuple(line for line in lines if not line.charge and not line.listed and not line.optional)


def goods_line(paper: Paper, line: LineItem) -> GoodsLine | None:
    """What was read of the goods in a line."""
    return next((found for found in paper.facts.product.lines if found.item is line), None)


def _confidence(score: float) -> Confidence:
    return Confidence.HIGH if score >= 0.85 else Confidence.MEDIUM


def _likeness(a: LineItem, b: LineItem) -> float:
    """How alike two lines are: 1 for one item number, 0.9 for one model number, else by words and figures."""
    mine, theirs = _sku(a), _sku(b)
    if mine and theirs:
        if mine == theirs:
            return 1.0
        if min(len(mine), len(theirs)) >= 4 and (mine.endswith(theirs) or theirs.endswith(mine)):
            return 0.95
    codes_a, codes_b = _codes(a), _codes(b)
    if codes_a & codes_b:
        return 0.9
    figures, words = _figures(a, b), _words(a, b)
    if (mine and theirs) or (codes_a and codes_b):  # the buyer's number and the seller's, or two articles
        return 0.7 if words is not None and words >= 0.9 else 0.6 if words is None and figures == 3 else 0.0
    if words is None:
        return 0.7 if figures >= 2 else 0.0
    return words if words >= 0.85 else words * 0.7 + 0.15 * figures


def _sku(line: LineItem) -> str:
    return re.sub(r"[^0-9A-Z]", "", line.sku.value.upper()) if line.sku else ""


def _codes(line: LineItem) -> set[str]:
    """Words of letters and digits in the description that may be a model; sizes are none."""
    text = " ".join(words.value for words in (line.description, line.sku) if words)
    return {
        re.sub(r"[^0-9A-Z]", "", match.group().upper())
        for match in CODE.finditer(text)
        if not SIZES.fullmatch(match.group()) and len(re.sub(r"[^0-9A-Za-z]", "", match.group())) >= 4
    } - {"SUS304", "SUS201", "SUS316", "SUS316L", "SUS430"}


def _words(a: LineItem, b: LineItem) -> float | None:
    """How alike the descriptions are; None where they are in two scripts and cannot be compared."""
    if a.description is None or b.description is None:
        return None
    first, second = folded(a.description.value), folded(b.description.value)
    if _is_han(first) != _is_han(second):
        return None
    if _is_han(first):
        return SequenceMatcher(None, first, second, autojunk=False).ratio()
    mine, theirs = set(re.findall(r"\w+", first)), set(re.findall(r"\w+", second))
    if not mine or not theirs:
        return 0.0
    shared = len(mine & theirs)
    return max(shared / max(len(mine), len(theirs)), 0.85 * shared / min(len(mine), len(theirs)))


def _is_han(text: str) -> bool:
    return len(re.findall("[\u3400-\u9fff]", text)) > len(text) / 4


def _figures(a: LineItem, b: LineItem) -> int:
    """How many of quantity, price and amount are equal."""
    return sum(x is not None and x == y for x, y in zip(_numbers(a), _numbers(b), strict=True))


def _numbers(line: LineItem) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return (
        line.quantity.value if line.quantity else None,
        line.unit_price.amount if line.unit_price else None,
        line.amount.amount if line.amount else None,
    )


def label(line: LineItem) -> str:
    """A line in a few words: its item number, else the start of its description."""
    if line.sku:
        return line.sku.value
    words = " ".join(line.description.value.split()) if line.description else str(line.place)
    return words if len(words) <= 40 else words[:39].rstrip() + "…"
