"""Descriptions of goods, and each goods line with everything that was read in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from tradelint.facts.line_items import LineItem
from tradelint.facts.passages import Passage, is_hollow, passages, words_in
from tradelint.facts.product_bare import find_bare
from tradelint.facts.product_prose import find_listed, find_sold
from tradelint.facts.product_types import Attribute, AttributeKind, Description, GoodsLine
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

if TYPE_CHECKING:
    from tradelint.facts.product import ProductFacts

MODEL = re.compile(
    r"(?:\b(?:model|mod\.?|type|art(?:icle)?|item|part|style|ref)\b\.?\s?(?:no\.?|number|#)?\s?[:：#]?\s?"
    r"|(?:型号|货号|款号|编号)\s?[:：]?\s?)"
    r"(?=[A-Za-z0-9/_.-]*\d)[A-Za-z0-9][A-Za-z0-9/_.-]{1,30}"
    r"|(?<![A-Za-z0-9])[A-Z]{1,6}-?\d{2,}[A-Z0-9-]*(?![A-Za-z0-9])",
    re.I | re.A,
)
PERFORMANCE = re.compile(
    r"(?<![\d.,A-Za-z])\d{1,9}(?:[.,]\d{1,9})?(?:\s?[-~/x]\s?\d{1,9}(?:[.,]\d{1,9})?)?\s?(?:w|kw|watts?|v"
    r"|kv|volts?|a|ma|mah|ah|wh|kwh|hz|khz|mhz|ghz|rpm|r/min|lm|lumens?|lux|k|bar|psi|kpa|mpa|pa|n|kn|n·?m"
    r"|nm|hp|ps"
    r"|db|°c|℃|°f|m3/h|m³/h|l/min|l/h|kg/h|btu|mp|dpi|fps|ppm|cst|cp|shore\s?a|hrc|hv|hb|%|转|瓦|伏|安|千瓦|马力"
    r"|流明|度)(?![A-Za-z0-9])|\bIP\s?\d{2}\b|\d{1,9}\s?(?:speeds?|gears?|档|齿|core|threads?)\b",
    re.I | re.A,
)
GRADE = re.compile(
    r"\b(?:ICUMSA\s?\d{1,9}|grade\s{1,5}[A-Z0-9]{1,4}\b|class\s{1,5}[A-Z0-9]{1,3}\b"
    r"|type\s{1,5}[IVX]{1,4}\b|[A-Z]?\d?\s?grade\b|SAE\s?\d{1,9}W-?\d{1,9}|\d{1,9}W-?\d{1,9}"
    r"|API\s[SC][A-Z]-?\d?|no\.\s?1\b|first\s{1,5}grade|\d{1,9}%\s?(?:min|purity)|purity\s?(?:of\s"
    r"|:\s?)?[≥>]?\s?\d{1,9}|N\s?46|NPK\s?\d{1,9})|(?:特|一|二|优|三)级|[A-C]级|含量|纯度",
    re.I | re.A,
)


# "goods as agreed between both sides": the words point and do not describe.
POINTS = re.compile(
    r"(?:the\s)?(?:goods|products?|items?|articles?|materials?)\s(?:are\s|is\s)?(?:as\s(?:agreed|discussed|per|usual|before|ordered)|to\sbe\sagreed|according\sto)\b",
    re.I,
)
LONGEST_DESCRIPTION = 600
LONGEST_NAME = 120
RUN_IN = re.compile(r"(?:[A-Z][a-z]+\s){0,2}(?:[A-Z][a-z]+|and\s\w{1,40})\.\s{1,5}[A-Z]")


def find_descriptions(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Description, ...]:
    """The descriptions of the lines, then those under a caption, then what a sentence says is sold."""
    found = [
        _description(reading, line.description.span, index)
        for index, line in enumerate(lines)
        if line.description is not None and not is_hollow(reading, line.description.span)
    ]
    for passage in passages(reading, "product"):
        if not _describes(reading, passage):
            continue
        span = _first_lines(reading, passage.span)
        if not any(d.span.overlaps(span) for d in found) and not any(line.span.overlaps(span) for line in lines):
            found.append(_description(reading, span, None))
    if not any(d.told for d in found):
        found += [
            _description(reading, p.span, None) for p in passages(reading, "model") if len(p.span) <= LONGEST_NAME
        ]
    if not any(d.told for d in found):
        for span, generic in (*find_listed(reading), *find_sold(reading)):
            if not any(d.span.overlaps(span) for d in found):
                found.append(replace(_description(reading, span, None), prose=True, pointed=generic))
    if not lines and not any(d.told for d in found):
        found += [replace(_description(reading, span, None), confidence=Confidence.LOW) for span in find_bare(reading)]
    return tuple(found)


def _describes(reading: Reading, passage: Passage) -> bool:
    """Product Pricing, and Product Prices. The initial prices ..., speak of something else."""
    label = passage.label
    if label is not None and reading.hits("products.not_description", label):
        return False
    return not RUN_IN.match(reading.fold_of(passage.span))


def _first_lines(reading: Reading, span: Span) -> Span:
    """A long clause about goods describes them in its first paragraphs."""
    if len(span) <= LONGEST_DESCRIPTION:
        return span
    end = reading.text.find("\n", span.start + LONGEST_DESCRIPTION, span.end)
    return Span(span.start, end if end > 0 else span.end)


def _description(reading: Reading, span: Span, line: int | None) -> Description:
    words = reading.document.quote(span, 160)
    latin, han = words_in(words)
    level = Confidence.HIGH if line is not None else Confidence.MEDIUM
    return Description(
        span, level, words=words, line=line, count=latin, han=han,
        charge=_only(reading, span, "products.charge", latin + han),
        empty=_only(reading, span, "products.empty", latin + han) or bool(POINTS.match(words)),
    )  # fmt: skip


def _only(reading: Reading, span: Span, key: str, count: int) -> bool:
    """Whether words of the list make up most of the description."""
    text = list(reading.text[span.start : span.end])
    for hit in reading.hits(key, span):
        for index in range(hit.span.start, hit.span.end):
            text[index - span.start] = " "
    latin, han = words_in("".join(text))
    return count > 0 and (latin + han) * 2 <= count


@cache
def _categories() -> frozenset[str]:
    return frozenset(str(e["id"]) for e in table("products")["category"])


def categories_in(reading: Reading, span: Span) -> tuple[str, ...]:
    """The goods categories that words of a span name, the first word's first."""
    return tuple(dict.fromkeys(h.id for h in reading.hits("products", span) if h.id in _categories()))


TRAITS = (
    "durable", "fragile", "consumer", "commodity", "bulk", "colour_free", "dimension_free", "material_free",
)  # fmt: skip


def traits_of(categories: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(traits, regulated kinds) that the categories have in products.toml."""
    chosen = [e for e in table("products")["category"] if e["id"] in categories]
    traits = tuple(trait for trait in TRAITS if any(e.get(trait) for e in chosen))
    return traits, tuple(dict.fromkeys(str(e["regulated"]) for e in chosen if "regulated" in e))


def goods_lines(reading: Reading, lines: tuple[LineItem, ...], facts: ProductFacts) -> tuple[GoodsLine, ...]:
    """Each goods line with the facts that stand on it."""
    return tuple(_line(reading, index, item, facts) for index, item in enumerate(lines))


def _line(reading: Reading, index: int, item: LineItem, facts: ProductFacts) -> GoodsLine:
    description = next((d for d in facts.descriptions if d.line == index), None)
    categories = categories_in(reading, description.span if description else item.span)
    traits, regulated = traits_of(categories)
    line = GoodsLine(
        index, item, description,
        categories=categories, traits=traits, regulated=regulated,
        customised=bool(reading.hits("products.custom", item.span)),
        materials=tuple(m for m in facts.materials if m.line == index),
        colours=tuple(c for c in facts.colours if c.line == index),
        sizes=tuple(s for s in facts.sizes if s.line == index),
        tolerances=tuple(t for t in facts.tolerances if t.line == index),
        references=tuple(r for r in facts.references if r.line == index),
        hs_codes=tuple(c for c in facts.hs_codes if c.line == index),
        origins=tuple(o for o in facts.origins if o.line == index),
    )  # fmt: skip
    return replace(line, attributes=tuple(_attributes(reading, line)))


def _attributes(reading: Reading, line: GoodsLine) -> Iterator[Attribute]:
    """The kinds of attribute that a line gives, once each."""
    index = line.index
    for material in line.materials[:1]:
        yield Attribute(material.span, kind="material", words=material.words, line=index)
    for size in [s for s in line.sizes if s.of == "goods"][:1]:
        yield Attribute(size.span, kind="size", words=size.words, line=index)
    for colour in line.colours[:1]:
        yield Attribute(colour.span, kind="colour", words=colour.words, line=index)
    for reference in line.references[:1]:
        yield Attribute(reference.span, kind="reference", words=reference.kind, line=index)
    if line.item.sku is not None:
        yield Attribute(line.item.sku.span, kind="model", words=line.item.sku.value, line=index)
    yield from _patterned(reading, line)


def _patterned(reading: Reading, line: GoodsLine) -> Iterator[Attribute]:
    spans = [d.span for d in (line.item.description, line.item.material, line.item.dimensions) if d is not None]
    patterns: list[tuple[re.Pattern[str], AttributeKind, int]] = [(PERFORMANCE, "performance", 1), (GRADE, "grade", 2)]
    if line.item.sku is None:
        patterns.append((MODEL, "model", 1))
    for pattern, kind, weight in patterns:
        for span in spans:
            found = next(reading.find(pattern, span), None)
            if found is not None:
                yield Attribute(found.span, kind=kind, words=found[0].strip(), line=line.index, weight=weight)
                break


__all__ = ["categories_in", "find_descriptions", "goods_lines", "traits_of"]
