"""Tolerances: what may deviate by how much, and in whose option."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from tradelint.facts.line_items import LineItem
from tradelint.facts.product_types import Tolerance
from tradelint.facts.reading import Reading
from tradelint.text import Span

Of = Literal["size", "weight", "quantity", "colour", "other"]
UNIT = (
    r"(?P<unit>%|percent|pct|mm|cm|m\b|inch(?:es)?|\"|μm|um|g\b|gsm|kgs?\b|°\s?C|℃|°|pcs|MT\b|tons?\b|w\b"
    r"|v\b|毫米|厘米|克|公斤|件)?"
)
SIGNED = re.compile(
    rf"(?:±|\+\s?/\s?-|\+\s?-|-\s?/\s?\+|plus\s{{1,5}}(?:or|/)\s{{1,5}}minus|plus/minus"
    rf"|more\s{{1,5}}or\s{{1,5}}less\s{{1,5}}(?:of\s{{1,5}})?)\s?"
    rf"(?P<value>\d{{1,9}}(?:[.,]\d{{1,9}})?)\s?{UNIT}",
    re.I | re.A,
)
UNEVEN = re.compile(
    rf"(?<![\d.])\+\s?\d{{1,9}}(?:[.,]\d{{1,9}})?\s?/\s?-\s?(?P<value>\d{{1,9}}(?:[.,]\d{{1,9}})?)\s?{UNIT}",
    re.I | re.A,
)
BEHIND = re.compile(
    rf"(?P<value>\d{{1,9}}(?:[.,]\d{{1,9}})?)\s?{UNIT}\s?(?:\([^)]{{1,20}}\)\s?)?(?:more\s{{1,5}}or\s{{1,5}}less"
    rf"|more/less|over\s{{1,5}}or\s{{1,5}}under|over/under|plus\s{{1,5}}or\s{{1,5}}minus"
    r"|\+/-(?!\s?\d)|±(?!\s?\d)|moreorless|more\s{1,5}or\s{1,5}lesser|(?:in|of)?\s?(?:数量)?(?:的)?(?:溢短装|增减"
    r"|上下浮动|上下|误差|以内的误差|左右误差))",
    re.I | re.A,
)
NAMED = re.compile(
    rf"(?:tolerances?|allowance|deviation|variation|公差|误差|偏差|允差|溢短装|浮动|幅度|增减幅度|允许误差)\s?(?:of|is|are|within"
    rf"|allowed|for\s{{1,5}}\w{{1,40}}|范围|为|在|不超过|率)?"
    rf"\s?[:：(]?\s?(?:±|\+\s?/?\s?-)?\s?(?P<value>\d{{1,9}}(?:[.,]\d{{1,9}})?)\s?{UNIT}",
    re.I | re.A,
)
RANGE = re.compile(
    r"(?P<value>\d{1,9}(?:[.,]\d{1,9})?)\s?(?P<unit>mm|cm|kg|g|°\s?C|℃|%)\s?(?:-|~|to"
    r"|至)\s?\d{1,9}(?:[.,]\d{1,9})?\s?(?:mm|cm|kg|g|°\s?C|℃|%)",
    re.I | re.A,
)
STANDARD = re.compile(
    r"(?<![A-Za-z])(?:ISO\s?2768(?:-[A-Za-z0-9]{1,3})?|DIN\s?(?:ISO\s?)?2768\s?-?[a-z]{0,2}|DIN\s?16742"
    r"|DIN\s?16901|ISO\s?20457|ISO\s?286|ISO\s?8062|ISO\s?13920|GB/?T\s?1804(?:-?[a-z])?|GB/?T\s?14486"
    r"|ASME\s?Y14\.5|EN\s?10051|EN\s?10029|ISO\s?9013)",
    re.I | re.A,
)
QUANTITY = re.compile(
    r"quantit|amount|q'?ty|more\s{1,5}or\s{1,5}less|溢短装|数量|金额|shipment|contract|over|deliver|装运|交货|交付",
    re.I | re.A,
)
WEIGHT = re.compile(r"weight|gsm|g/m|gramm|重量|克重|net\s?w", re.I | re.A)
COLOUR = re.compile(r"colou?r|色差|ΔE", re.I | re.A)
SIZE = re.compile(r"dimension|size|length|width|thick|diameter|尺寸|长度|厚度|宽|高|直径", re.I | re.A)
OPTION = re.compile(
    r"(?:at|in)\s{1,5}(?:the\s{1,5})?(?P<who>seller|buyer|supplier|vendor|charterer"
    r"|vessel)s?'?s?\s{1,5}(?:option|choice|discretion)|由(?P<zh>卖方|买方|供方|需方)(?:选择|决定)|(?P<zh2>卖方|买方)选择",
    re.I | re.A,
)
MEASURES: tuple[tuple[re.Pattern[str], Of], ...] = (
    (QUANTITY, "quantity"), (WEIGHT, "weight"), (COLOUR, "colour"), (SIZE, "size"),
)  # fmt: skip
NO_TOLERANCE = re.compile(r"API|pH\b|°C\s?$|℃\s?$", re.I | re.A)


def find_tolerances(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Tolerance, ...]:
    """The tolerances of a paper in text order, those on quantity among them."""
    taken: list[Span] = []
    found: list[Tolerance] = []
    for tolerance in (*_standards(reading), *_figures(reading)):
        if not any(span.overlaps(tolerance.span) for span in taken):
            taken.append(tolerance.span)
            found.append(tolerance)
    return tuple(sorted((_placed(t, lines) for t in found), key=lambda t: t.span))


def _standards(reading: Reading) -> Iterator[Tolerance]:
    for found in reading.find(STANDARD):
        words = " ".join(found[0].split())
        yield Tolerance(found.span, words=words, of="size", standard=words)


def _figures(reading: Reading) -> Iterator[Tolerance]:
    for pattern in (UNEVEN, BEHIND, SIGNED, NAMED):
        for found in reading.find(pattern):
            value = Decimal(found["value"].replace(",", "."))
            unit = found["unit"].strip() or None
            words = " ".join(reading.text[found.span.start : found.span.end].split())
            yield Tolerance(
                found.span, words=words, value=value, unit=unit, of=_of(reading, found.span, unit),
                option=_option(reading, found.span), nominal=_has_nominal(reading, found.span),
            )  # fmt: skip


NOMINAL = re.compile(r"\d\s?(?:%|°C?|℃|mm|cm|kg|g|[A-Za-z]{1,4})?\s?$")


def _has_nominal(reading: Reading, span: Span) -> bool:
    return bool(NOMINAL.search(reading.fold_of(Span(max(0, span.start - 8), span.start))))


def _of(reading: Reading, span: Span, unit: str | None) -> Of:
    """What the deviation is granted on: the nearest word of a measure before it, else its unit."""
    sentence = reading.sentence_at(span)
    before = reading.fold_of(Span(max(sentence.start, span.start - 60), span.end))
    nearest: tuple[int, Of] = (-1, "other")
    for pattern, of in MEASURES:
        last = max((m.start() for m in pattern.finditer(before)), default=-1)
        if last > nearest[0]:
            nearest = (last, of)
    if nearest[1] != "other":
        return nearest[1]
    plain = (unit or "").casefold()
    if plain in ("mm", "cm", "m", "inch", "inches", '"', "μm", "um", "毫米", "厘米"):
        return "size"
    if plain in ("g", "gsm", "kg", "kgs", "克", "公斤"):
        return "weight"
    behind = reading.fold_of(Span(span.end, min(sentence.end, span.end + 60)))
    if plain in ("pcs", "mt", "件") or QUANTITY.search(behind):
        return "quantity"
    return "other"


def _option(reading: Reading, span: Span) -> str | None:
    for found in reading.find(OPTION, reading.sentence_at(span)):
        return (found["who"] or found["zh"] or found["zh2"]).casefold()
    return None


def _placed(tolerance: Tolerance, lines: tuple[LineItem, ...]) -> Tolerance:
    from dataclasses import replace

    for index, line in enumerate(lines):
        if line.span.contains(tolerance.span):
            return replace(tolerance, line=index)
    return tolerance


__all__ = ["find_tolerances"]
