"""Sizes, weights and capacities of goods and packing, with their units and where these stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tradelint.facts.product_scope import scope_in
from tradelint.facts.product_types import Bearer, Size, SizeKind, Zone
from tradelint.facts.product_zones import read_once
from tradelint.facts.reading import Found, Reading
from tradelint.text import Span

N = r"\d{1,5}(?:[.,]\d{1,3})?"
LENGTH = (
    r"(?:mm|cm|dm|km|m(?![²³\d])|inch(?:es)?|ins?\b\.?|\"|''|ft\b|feet|foot|yds?\b|μm|um\b|mic(?:ron)?s?\b"
    r"|毫米|厘米|公分|英寸|寸"
    r"|米|英尺|丝|公厘|мм|см|м\b)"
)
UNIT_AFTER = rf"(?:\s?\(?(?P<unit>{LENGTH})\)?)?"
EACH = rf"(?:\s?(?:{LENGTH}))?"
LETTER = r"(?:\s?\(?[LWHDTlwhdt长宽高深厚]\)?(?![A-Za-z]))?"
LABEL = r"(?:(?<![A-Za-z])[LWHDTlwhdt]\s?[:=]?\s?|[长宽高深厚]\s?[:=]?\s?)?"
SIGN = r"\s?[xX×*✕╳\u0445]\s?"
# 600 x 600 x 10 mm, L60*W40*H30cm, 60cm×40cm×32cm
PRODUCT = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z/#-])(?:[ΦφØø⌀]\s?)?{LABEL}(?P<a>{N}){EACH}{LETTER}{SIGN}"
    rf"(?:[ΦφØø⌀]\s?)?{LABEL}(?P<b>{N}){EACH}{LETTER}"
    rf"(?:{SIGN}{LABEL}(?P<c>{N}))?{LETTER}(?:\s?(?:±|\+/?-)\s?{N})?{UNIT_AFTER}(?![\d²³])",
    re.I | re.A,
)
# Ø 400 mm, dia. 40 cm, 直径40cm
DIAMETER = re.compile(
    rf"(?:(?<![A-Za-z])(?:dia(?:meter)?\.?|diam\.?|O\.?D\.?|I\.?D\.?)\s?[:=]?\s?|[ΦφØø⌀]\s?|(?:直|外|内|口|管"
    rf"|线)径\s?[:为约]?\s?)"
    rf"(?P<a>{N}){UNIT_AFTER}(?!\s?[xX×*]\s?\d)",
    re.I | re.A,
)
LABELLED = re.compile(
    rf"(?:(?<![A-Za-z])(?:length|width|height|depth|thickness|thick|size|height\s?\(h\))\s?[:=]?\s?|(?:长度"
    rf"|宽度|高度|厚度|深度|全长|厚|长|宽|高)\s?[:为约]?\s?)"
    rf"(?P<a>{N}){UNIT_AFTER}(?!\s?[xX×*]\s?\d)",
    re.I | re.A,
)
SINGLE = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z/-])(?P<a>{N}(?:\s?(?:-|~|to)\s?{N})?|\d{{1,2}}/\d{{1,2}}"
    rf"|\d{{1,2}}[- ]\d/\d{{1,2}})\s?-?(?P<unit>mm|cm|μm|um|mic(?:ron)?s?|inch(?:es)?|\"|''|ft|feet|yds?|毫米"
    rf"|厘米|公分|英寸|寸|米|m(?=[\s,;.)长宽高厚]|$))"
    r"(?![A-Za-z²³\d])",
    re.I | re.A,
)
GRAMMAGE = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z-])(?P<a>{N}(?:\s?-\s?{N})?)\s?(?P<unit>g\s?/\s?(?:m2|m²|㎡|sqm)|gsm"
    rf"|grams?/m2|克/平方米|denier|mil|g纸|克)(?![A-Za-z])",
    re.I | re.A,
)
WEIGHT = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z-])(?P<a>{N}(?:\s?(?:-|~)\s?{N})?)\s?-?(?P<unit>kgs?|g|gr|grams?|lbs?|oz|mg"
    rf"|公斤|千克|克|斤|磅)(?![A-Za-z²³/㎡\d])",
    re.I | re.A,
)
CAPACITY = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z-])(?P<a>{N}(?:\s?(?:-|~)\s?{N})?)\s?-?(?P<unit>ml|cl|cc|l|ltrs?|lit(?:er"
    rf"|re)s?|fl\.?\s?oz|gal(?:lon)?s?|毫升|升|公升|加仑)(?![A-Za-z/\d])",
    re.I | re.A,
)
CODE = re.compile(
    r"(?<![A-Za-z])(?:(?:X{0,3}S|XXS|S|M)\s?[-/~–]\s?(?:(?:XS|S|M|L|XL)\s?[-/~]\s?){0,4}(?:[2-6]?X{0,4}L|L)(?![A-Za-z])"
    r"|(?:EU|EUR|US|UK)\s?\d{2}(?:\s?[-~/]\s?\d{2})?(?!\d)|(?:size|尺码"
    r"|码)\s?[:#]?\s?(?:\d{1,2}(?:[.,]5)?(?:\s?[-~/]\s?\d{1,2})?|[XSML]{1,4}|free|one\s?size)\b"
    r"|(?<=\d)\s?[-~]\s?\d{2}码|one\s?size|free\s?size|均码)",
    re.I | re.A,
)
NOMINAL = re.compile(
    r"(?<![A-Za-z0-9])(?:M\d{1,2}(?:\.\d)?(?:\s?[xX×*]\s?\d{1,3}(?:\.\d{1,9})?)?(?:\s?mm)?"
    r"|A[0-8](?=[\s,;.)/纸]|$)|DN\s?\d{2,4}|NPS\s?\d{1,9}(?:/\d)?|PN\s?\d{1,3}"
    r"|\d\s?[xX]\s?(?:4|6|8|10|12)(?=\s?(?:lumber|timber|stud))|E27|E14|GU10|MR16|T5|T8|G9"
    r"|\d{1,2}/\d{1,2}[\s-]?(?:UNC|UNF|NPT|BSP)|AWG\s?\d{1,2}|Sch(?:edule)?\.?\s?\d{2}S?)(?![A-Za-z0-9])"
)
# What figures joined by x are when they are no size: pixels, keys, packs of bottles, cores of a cable, containers.
NO_SIZE = re.compile(
    r"^\s?(?:px|pixels?|dpi|keypad|matrix|ports?|channels?|ch\b|mm²|mm2|sq\.?\s?mm|平方|ml|l\b|kgs?|g\b|w\b"
    r"|watts?|v\b|pcs|pieces?|packs?|sets?|GP|HQ|HC|"
    r"DC|FT\s?container|bags?|rolls?|bottles?|cans?|像素|芯|口|路|只|个|瓶|罐|包|袋|支|小时|hours?|days?|months?|GB|MB"
    r"|TB|cores?|%|['’]\s?(?:GP|HQ|HC|container|FCL))",
    re.I | re.A,
)
RESOLUTIONS = {("1920", "1080"), ("1280", "720"), ("3840", "2160"), ("2560", "1440"), ("1024", "768"), ("800", "480")}
CONTAINERS = re.compile(r"^(?:20|40|45)\s?['’]?\s?$")
PACKED = re.compile(
    r"(?:ctns?|cartons?|carton\s?size|packing|packaging|packages?|package\s?size|boxe?s?"
    r"|meas(?:urement)?s?\.?|cbm|case|crate|pallets?|外箱|纸箱|箱规|包装|"
    r"彩盒|内盒|箱|托盘|木箱|箱子)\s?(?:size|dim\w{0,40}|meas\w{0,40}|spec)?\s?(?:of|is|为|尺寸|规格)?\s?(?:approx\.?"
    r"|about)?\s?[:：=(]?\s?$",
    re.I | re.A,
)
PACKED_STRICT = re.compile(
    r"(?:ctns?|cartons?|packing|packaging|package|meas(?:urement)?s?\.?|cbm|外箱|纸箱|箱规|包装|彩盒|内盒|装箱"
    r"|gift\s?box|colou?r\s?box|inner\s?box|outer\s?box)"
    r"\s?(?:size|dim\w{0,40}|meas\w{0,40}|spec)?\s?(?:of|is|为|尺寸|规格)?\s?(?:approx\.?|about)?\s?[:：=(]?\s?$",
    re.I | re.A,
)
PACKED_AFTER = re.compile(
    r"^\s?\)?\s?/?\s?(?:per\s|a\s)?(?:ctns?|cartons?|boxes|pallets?|crates?|cases?|jerry\s?cans?|cans?"
    r"|drums?|pails?|ibcs?|(?:pp\s|woven\s|paper\s|kraft\s|jumbo\s)*bags?|sacks?|箱|纸箱|托|袋|桶)\b",
    re.I | re.A,
)
PACKED_LINE = re.compile(
    r"ctn|carton|packing|packed|外箱|纸箱|箱规|包装|装箱|pallet|G\.?W|N\.?W\.?|毛重|净重|meas", re.I | re.A
)
GENERAL = re.compile(
    rf"(?:all\s{{1,5}}(?:sizes|dimensions|measurements)|(?:sizes|dimensions"
    rf"|measurements)\s{{1,5}}(?:are\s{{1,5}})?(?:given\s{{1,5}}|stated\s{{1,5}}"
    rf"|expressed\s{{1,5}})?(?:all\s{{1,5}})?in|dimensions?\s{{1,5}}unit|"
    rf"(?:尺寸|规格)?单位(?:均)?(?:为|是)?)\s?[:：]?\s?(?:are\s{{1,5}})?(?:in\s{{1,5}})?(?P<unit>{LENGTH})",
    re.I | re.A,
)
HEADER_UNIT = re.compile(
    rf"[(（\[/,\s:：]\s?(?P<unit>{LENGTH})\s?[)）\]]?\s?[:：]?\s{{0,5}}$|in\s(?P<unit2>{LENGTH})$", re.I | re.A
)


def find_sizes(reading: Reading, zones: tuple[Zone, ...]) -> tuple[Size, ...]:
    """The sizes in the zones, in text order, each slice read once."""
    general = next((f["unit"] for f in reading.find(GENERAL)), None)
    return read_once(size for zone in zones for size in _in_zone(reading, zone, general))


def _in_zone(reading: Reading, zone: Zone, general: str | None) -> Iterator[Size]:
    taken: list[Span] = []
    found: list[Size] = []
    for size in _candidates(reading, zone):
        if not any(span.overlaps(size.span) for span in taken) and not _is_tolerance(reading, size.span):
            taken.append(size.span)
            found.append(_with_unit(reading, zone, size, general))
    yield from sorted(found, key=lambda s: s.span)


def _is_tolerance(reading: Reading, span: Span) -> bool:
    """2 mm in ± 2 mm is what may deviate, not what is measured."""
    return bool(
        re.search(
            r"(?:±|\+/?-|公差|tolerance)\s?$", reading.fold_of(Span(max(0, span.start - 10), span.start)), re.I | re.A
        )
    )


def _candidates(reading: Reading, zone: Zone) -> Iterator[Size]:
    for found in reading.find(NOMINAL, zone.span):
        yield _size(found, "nominal", zone, reading, nominal=True)
    for found in reading.find(PRODUCT, zone.span):
        if not _no_size(reading, found):
            yield _size(found, "size", zone, reading)
    for pattern, kind in KINDS:
        for found in reading.find(pattern, zone.span):
            if kind != "length" or pattern is not LABELLED or found["unit"] or zone.topic == "dimensions":
                yield _size(found, kind, zone, reading, nominal=kind == "code")


KINDS: tuple[tuple[re.Pattern[str], SizeKind], ...] = (
    (DIAMETER, "diameter"),
    (CODE, "code"),
    (GRAMMAGE, "grammage"),
    (LABELLED, "length"),
    (SINGLE, "length"),
    (CAPACITY, "capacity"),
    (WEIGHT, "weight"),
)


def _no_size(reading: Reading, found: Found) -> bool:
    """Pixels, packs, cables and containers are written like sizes."""
    behind = reading.fold_of(Span(found.span.end, found.span.end + 14))
    inner = _inner_unit(found[0], "size")
    if not found["unit"] and not inner and NO_SIZE.match(behind):
        return True
    if not found["unit"] and not inner and not found["c"] and len(found["a"]) == len(found["b"]) == 1:
        return True  # 2x1 weave, 4x4 drive, 1x2 pack
    if not found["c"] and (
        (found["a"], found["b"]) in RESOLUTIONS or (CONTAINERS.match(found["b"]) and behind[:1] in "'’GHDF")
    ):
        return True
    line = reading.fold_of(reading.line_at(found.span))
    return bool(re.search(r"pixel|resolution|分辨率|dpi", line, re.I | re.A)) and not found["unit"]


def _size(found: Found, kind: SizeKind, zone: Zone, reading: Reading, nominal: bool = False) -> Size:
    raw = found[0]
    figures = tuple(_figure(g) for g in re.findall(N, raw))
    unit = found["unit"] if "unit" in dict(found.names) else None
    raw = re.split(r"±|\+\s?/?\s?-", raw)[0]
    words = " ".join(raw.split()).strip(" (,;")
    return Size(
        found.span, words=words, kind=kind, figures=figures, unit=unit_name(unit) if unit else _inner_unit(raw, kind),
        unit_from="figure" if unit else "", nominal=nominal or kind == "capacity", of=_bearer(reading, zone, found.span),
        line=zone.line, scope=scope_in(reading, zone, found.span), part=zone.part, toleranced=_toleranced(reading, found.span),
    )  # fmt: skip


def _toleranced(reading: Reading, span: Span) -> bool:
    """Whether a tolerance stands in the figure or directly behind it."""
    near = reading.fold_of(Span(span.start, min(len(reading.text), span.end + 24)))
    return bool(re.search(r"±|\+\s?/\s?-|公差|tolerance|[≤≥]|max\b|min\b", near, re.I | re.A))


def _figure(raw: str) -> Decimal:
    return Decimal(raw.replace(",", "."))


def _inner_unit(raw: str, kind: SizeKind) -> str | None:
    """The unit of 60cm x 40cm where the last figure has none."""
    if kind in ("nominal", "code"):
        return kind
    inner = re.search(rf"\d\s?({LENGTH})", raw, re.I | re.A)
    return unit_name(inner.group(1)) if inner else None


UNITS = {
    '"': "inch", "''": "inch", "in": "inch", "ins": "inch", "in.": "inch", "inches": "inch", "英寸": "inch", "寸": "inch",
    "毫米": "mm", "мм": "mm", "厘米": "cm", "公分": "cm", "см": "cm", "米": "m", "м": "m", "英尺": "ft", "feet": "ft",
    "foot": "ft", "um": "μm", "kgs": "kg", "公斤": "kg", "千克": "kg", "克": "g", "gr": "g", "gram": "g", "grams": "g",
    "lb": "lbs", "磅": "lbs", "升": "l", "公升": "l", "liter": "l", "litre": "l", "liters": "l", "litres": "l", "ltr": "l",
    "ltrs": "l", "毫升": "ml", "cc": "ml",
}  # fmt: skip


def unit_name(raw: str) -> str:
    """One name for a unit: inch for " and 英寸, mm for 毫米."""
    plain = raw.strip().casefold()
    return UNITS.get(plain, plain)


def _bearer(reading: Reading, zone: Zone, span: Span) -> Bearer:
    before = reading.fold_of(Span(max(zone.span.start, span.start - 36), span.start))
    behind = reading.fold_of(Span(span.end, min(zone.span.end, span.end + 16)))
    if zone.part == "packing" or PACKED_AFTER.match(behind):
        return "packing"
    # A crate or a box may itself be what is sold: "Storage crate 60 x 40 x 32".
    if (PACKED if zone.topic == "" else PACKED_STRICT).search(before):
        return "packing"
    if zone.label is not None and PACKED_LINE.search(reading.fold_of(zone.label)):
        return "packing"
    return "goods"


def _with_unit(reading: Reading, zone: Zone, size: Size, general: str | None) -> Size:
    """The unit from the label, the header of the column or a general statement where the figure has none."""
    if size.unit is not None or size.kind not in ("size", "length", "diameter", "thickness"):
        return replace(size, unit_from=size.unit_from or "figure")
    for where, text in (("label", _label(reading, zone, size)), ("header", _header(reading, size))):
        unit = HEADER_UNIT.search(text)
        if unit:
            return replace(size, unit=unit_name(unit["unit"] or unit["unit2"]), unit_from=where)
    if general:
        return replace(size, unit=unit_name(general), unit_from="general")
    return size


def _label(reading: Reading, zone: Zone, size: Size) -> str:
    if zone.label is not None:
        return reading.fold_of(zone.label)
    line = reading.line_at(size.span)
    return reading.fold_of(Span(line.start, size.span.start)).rstrip(" :：")


def _header(reading: Reading, size: Size) -> str:
    """The nearest cell above in the same column that holds words and no figures."""
    for table in reading.document.tables:
        if not table.span.contains(size.span):
            continue
        cell = next((c for c in table.cells if c.span.contains(size.span)), None)
        if cell is None:
            return ""
        above = [c for c in table.cells if c.row < cell.row and c.column <= cell.column < c.column + c.column_span]
        for candidate in sorted(above, key=lambda c: -c.row):
            text = " ".join(reading.fold_of(candidate.span).split())
            if text and not re.search(r"\d", text):
                return text
    return ""


__all__ = ["find_sizes", "unit_name"]
