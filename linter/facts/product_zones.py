"""Where a paper speaks of its goods: cells of goods lines, captions, and sentences that say what things are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tradelint.facts.line_items import LineItem
from tradelint.facts.passages import LONGEST, captions_in, value_of
from tradelint.facts.product_bare import find_bare
from tradelint.facts.product_scope import NAMED_LINE
from tradelint.facts.product_types import Zone
from tradelint.facts.reading import Fact, Reading
from tradelint.text import Block, Span

F = TypeVar("F", bound=Fact)
TOPICS = ("material", "dimensions", "colour", "model", "product")
# Parts of a paper in which a word like "Gold" or "Steel" belongs to a name or a price.
ELSEWHERE = ("seller", "buyer", "bank_block", "bank_details", "address", "party_name", "payment", "arbitration")
FIGURES = (
    "quantity", "unit_price", "amount", "cartons", "per_carton", "net_weight", "gross_weight", "cbm", "carton_size",
    "net_weight_per_carton", "gross_weight_per_carton", "cbm_per_carton", "hs_code", "origin", "number",
)  # fmt: skip


# "Measures 45cm (W) by 30cm (D)", a line that opens with a diameter or a length and its figure.
MEASURES = re.compile(
    r"\bmeasur(?:es|ing)\s(?=\d)|(?m:^)\W{0,3}(?:\d{1,2}[.)]\s)?(?:[Ø⌀]|dia(?:meter)?\b|length|width|height|(?:overall|outer|external|finished)\s(?:size|dimensions?))[\s:.]{0,3}(?=\d)|(?m:^)\W{0,3}(?:直径|外径|长|宽|高)\s?[:为]?\s?(?=\d)",
    re.IGNORECASE,
)
# "Body in powder-coated steel", "The housing shall be white": a part of the goods leads the sentence.
DESCRIBES = re.compile(
    r"\b(?:body|frame|housing|shell|handle|cabinet|enclosure)\scolou?r\b|\bcolou?red?\sin\b|\bfinished\sin\b|\b(?:painted|dyed|powder[ -]coated)\s(?:in\s)?",
    re.IGNORECASE,
)
COLOUR_CODE = re.compile(r"(?<![A-Za-z])(?:RAL\s?\d{4}|Pantone\s?\d|PMS\s?\d|潘通)", re.IGNORECASE)
LEADS = re.compile(r"\W{0,3}(?:\d{1,2}[.)]\s)?(?:(?:the|all|each|its)\s)?(?:[a-z]{3,12}\s)?$", re.IGNORECASE)
SAYS = re.compile(r"\s(?:in|of|is|are|shall\sbe|must\sbe|to\sbe|with)\s|\s?(?:为|采用|使用)", re.IGNORECASE)


def _parts_described(reading: Reading) -> list[Span]:
    """The parts of a product that lead a sentence about them."""
    found = []
    for hit in reading.hits("materials"):
        if hit.id in parts() and hit.id not in ("packing", "print"):
            sentence = reading.sentence_at(hit.span)
            leads = LEADS.fullmatch(reading.fold_of(Span(sentence.start, hit.span.start)))
            if (leads and SAYS.match(reading.fold_of(Span(hit.span.end, min(sentence.end, hit.span.end + 12))))) or (
                leads and len(sentence) <= LONGEST_LISTING and _named_behind(reading, hit.span, sentence)
            ):
                found.append(hit.span)
    return found


def _named_behind(reading: Reading, part: Span, sentence: Span) -> bool:
    """`Body brass, handle zinc alloy`: a material or a colour directly behind the part."""
    behind = Span(part.end, min(sentence.end, part.end + 24))
    named = [h for h in reading.hits("materials", behind) if h.id not in parts()] + list(
        reading.hits("colours", behind)
    )
    return any(not reading.text[part.end : h.span.start].strip(" :") for h in named)


LONGEST_LISTING = 140


def find_zones(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Zone, ...]:
    """The zones of a paper, those of goods lines first; a slice that lies inside an earlier one is not repeated."""
    kept: list[Zone] = []
    for zone in (
        *_of_lines(reading, lines),
        *_of_captions(reading, lines),
        *_of_sentences(reading),
        *_bare(reading, lines),
    ):
        if len(zone.span) and not any(other.span.contains(zone.span) for other in kept):
            kept.append(zone)
    return tuple(kept)


def _bare(reading: Reading, lines: tuple[LineItem, ...]) -> Iterator[Zone]:
    """Lines that name goods and nothing else, where no table and no caption does."""
    if not lines:
        yield from (Zone(span, topic="product") for span in find_bare(reading))


def read_once(found: Iterable[F]) -> tuple[F, ...]:
    """Each slice of the text counts once although zones overlap: the first reading, in text order."""
    kept: list[F] = []
    for fact in found:
        if not any(other.span.overlaps(fact.span) for other in kept):
            kept.append(fact)
    return tuple(sorted(kept, key=lambda fact: fact.span))


def _of_lines(reading: Reading, lines: tuple[LineItem, ...]) -> Iterator[Zone]:
    for index, line in enumerate(lines):
        for topic in ("material", "dimensions", "colour"):
            words = getattr(line, topic)
            if words is not None:
                yield Zone(words.span, line=index, topic=topic)
        if line.description is not None:
            yield Zone(line.description.span, line=index, topic="product")
        for block in _other_cells(reading, line):
            yield Zone(block.span, line=index, topic="product")


def _other_cells(reading: Reading, line: LineItem) -> Iterator[Block]:
    """The cells of the line that no field was read from: columns with remarks, finishes, specifications."""
    taken = [value.span for name in FIGURES if (value := getattr(line, name)) is not None]
    for block in reading.document.blocks:
        if line.span.contains(block.span) and not any(span.overlaps(block.span) for span in taken):
            yield block


def _of_captions(reading: Reading, lines: tuple[LineItem, ...]) -> Iterator[Zone]:
    for caption in reading.captions:
        topic = next((t for t in TOPICS if t in caption.topics), None)
        part = _part_of(reading, caption.label)
        if topic is None and part is not None and caption.via in ("line", "right"):
            topic = "material"
        value = value_of(reading, caption) if topic is not None else None
        if topic is None or value is None or len(value) > LONGEST:
            continue
        if any(line.span.overlaps(caption.label) for line in lines):
            continue
        value = _own(reading, value)
        yield Zone(value, topic=topic, label=caption.label, part=part)


def _own(reading: Reading, value: Span) -> Span:
    """The value up to the first caption inside it that speaks of something else (packing, payment)."""
    for caption in captions_in(reading, value):
        if caption.topics and not set(caption.topics) & {*TOPICS, "quality"}:
            return Span(value.start, max(value.start, caption.label.start))
    return value


def _part_of(reading: Reading, label: Span) -> str | None:
    hits = [h for h in reading.hits("materials", label) if h.id in parts()]
    words = reading.text[label.start : label.end].split()
    return hits[0].id if hits and len(words) <= 4 else None


def parts() -> tuple[str, ...]:
    """The ids of the parts of a product, in materials.toml."""
    from tradelint.facts.vocabulary import table

    return tuple(entry["id"] for entry in table("materials")["part"])


def _of_sentences(reading: Reading) -> Iterator[Zone]:
    """Sentences that say what things are made of, or that bind all goods or a line by its number."""
    elsewhere = [c.value for c in reading.captioned(*ELSEWHERE) if c.value is not None and c.via != "clause"]
    places = [h.span for h in (*reading.hits("materials.made_of"), *reading.hits("products.all"))]
    places += [found.span for found in reading.find(NAMED_LINE)]
    places += [found.span for pattern in (MEASURES, DESCRIBES) for found in reading.find(pattern)]
    places += [found.span for found in reading.find(COLOUR_CODE)]
    places += _parts_described(reading)
    for place in places:
        sentence = reading.sentence_at(place)
        if not any(value.contains(sentence) for value in elsewhere) and not reading.negated(place):
            yield Zone(sentence)


__all__ = ["find_zones", "parts", "read_once"]
