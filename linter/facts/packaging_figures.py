"""The figures of a packing: pieces per carton, plies, sizes, weights, volumes, cartons, containers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tradelint.facts.line_items import LineItem
from tradelint.facts.packaging_types import CartonData, Container, Figure, Per
from tradelint.facts.product_size import N, find_sizes, unit_name
from tradelint.facts.product_types import Zone
from tradelint.facts.reading import Found, Reading
from tradelint.facts.values import Quantity
from tradelint.facts.vocabulary import table
from tradelint.text import Span

FIGURE = r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?|\d{1,9}(?:[.,]\d{1,9})?)"
BOX = (
    r"(?:ctns?|cartons?|boxe?s?|cases?|crates?|master\s{1,5}cartons?|export\s{1,5}cartons?"
    r"|inner\s{1,5}box(?:es)?|colou?r\s{1,5}box(?:es)?|bags?|polybags?|drums?|pallets?|plts?|packs?|sacks?"
    r"|cartoon|bundles?)"
)
PER_CARTON = re.compile(
    rf"(?<![\d.,]){FIGURE}\s?(?P<unit>pcs?\.?|pieces?|sets?|units?|pairs?|prs|ea|dozens?|doz|rolls?"
    rf"|bottles?|kgs?|g|l|ltrs?|cans?|bags?|packs?|tins?|only|nos)\s?(?:\)|each|packed|are\s{{1,5}}packed"
    rf"|in\s{{1,5}}bulk)?\s?(?:per|/|in\s{{1,5}}(?:a|an|one|each|1)|to\s{{1,5}}(?:a|an|one|each)"
    rf"|in\s{{1,5}}\d{{1,9}}|each|a)\s?(?:\d?\s?)?(?:\w{{1,40}}[- ]){{0,3}}?{BOX}(?![A-Za-z])"
    rf"|(?:per|each|every|一)\s{{1,5}}(?:\w{{1,40}}\s){{0,2}}?{BOX}\s?(?:contains?|of|:|="
    rf"|holds?)?\s?(?P<n2>\d{{1,9}})\s?(?:pcs|pieces|sets|units|pairs|kg)"
    rf"|{BOX}\s{{1,5}}of\s{{1,5}}(?P<n3>\d{{1,9}}(?:\.\d{{1,9}})?)\s?(?:pcs|pieces|sets|units|pairs|kgs?|g"
    rf"|l|ltrs?|bottles|cans)"
    r"|(?P<n4>\d{1,9}(?:\.\d{1,9})?)\s?(?:pcs|个|件|只|台|套|支|双|公斤|千克|kg|KG|包|瓶|盒|片|条|把|袋)\s?(?:/|每|一"
    r"|装?1?)\s?(?:大|中|外|内|彩|纸|出口|外纸|卡)?(?:箱|盒|袋|包|桶|托|捆|卷|ctn)"
    r"|每(?:个)?(?:外|纸|大|彩|内)?(?:箱|盒|袋|包|托|桶|捆)\s?(?:装|放|净重)?\s?(?P<n5>\d{1,9}(?:\.\d{1,9})?)\s?(?:pcs|个|件|只"
    r"|台|套|支|双|公斤|kg|包|瓶|片|条|把|盒)"
    r"|(?:一|1)\s?(?:台|个|件|只|套|双|支|把)\s?(?:一|1|/)\s?(?P<n6>)(?:彩盒|纸箱|内盒|外箱|箱|盒|袋|胶袋|木箱)"
    r"|(?P<n7>\d{1,9}(?:\.\d{1,9})?)\s?-?(?:kgs?|公斤|千克|l|ltrs?|升|g|克|lbs?|mt|吨)\s?(?:net\s)?(?:/|per\s"
    r"|each\s)?\s?(?:\w{1,40}\s){0,3}?(?:bags?|sacks?|drums?|cans?|袋|桶|包|jumbo\s{1,5}bags?|ibcs?|bottles?"
    r"|pails?|big\s{1,5}bags?|cartons?|ctns?)(?![A-Za-z])"
    rf"|(?P<n10>\d{{1,4}})\s?(?:pcs|pieces|sets|units|pairs)?\s?(?:per|in\s{{1,5}}(?:a|an|one"
    rf"|each))\s{{1,5}}(?:inner|outer|master)(?:\s{{1,5}}(?:carton|box|ctn))?(?![A-Za-z])|(?:big"
    rf"|jumbo)\s{{1,5}}bags?\s{{1,5}}of\s{{1,5}}(?P<n11>\d{{1,9}}(?:\.\d{{1,9}})?)"
    rf"|(?P<n8>\d{{1,3}})\s?[x×*]\s?(?:\d{{1,9}}(?:\.\d{{1,9}})?)\s?(?:l|ml|kg|g|ltr)\s{{1,5}}(?:{BOX})"
    rf"|(?:individually|individual|one\s{{1,5}}by\s{{1,5}}one|each\s{{1,5}}(?:piece|pc|unit"
    rf"|set))\s{{1,5}}(?P<n9>)(?:packed|boxed|wrapped|in|bagged)",
    re.I | re.A,
)
PLIES = re.compile(
    r"(?P<n>[357])\s?-?\s?(?:ply|plies|layers?|walls?|层)|(?P<zh>三|五|七)\s?层|(?P<wall>single|double"
    r"|triple)[- ]?wall|K\s?=\s?K|[ABCK]\s?=\s?[ABCK]\b|\bA\s?=\s?A\b|bursting|ECT\s?\d{1,9}"
    r"|\d{1,9}\s?(?:lbs?|#)\s?(?:test|ECT)|flute",
    re.I | re.A,
)
WEIGHT = re.compile(
    rf"(?P<label>(?<![A-Za-z])(?:G\s?\.?\s?W\s?\.?\s?T?\.?|N\s?\.?\s?W\s?\.?\s?T?\.?|G/W|N/W"
    rf"|(?:total\s{{1,5}})?(?:gross|nett?)\s{{0,5}}(?:weight|wt\.?|wgt)|gross|net)(?![A-Za-z])|(?:总)?(?:毛"
    rf"|净)重)\s?(?:per\s{{1,5}}(?:carton|ctn|box)|/\s?(?:carton|ctn)|\(kgs?\)|（kg）)?\s?(?:is|:|：|=|of|about"
    rf"|approx\.?|约|为|/)?\s?{FIGURE}\s?(?P<unit>kgs?|公斤|千克|lbs?|MTs?|tons?|tonnes?|吨|g(?![A-Za-z]))?",
    re.I | re.A,
)
PAIR = re.compile(
    rf"(?P<first>(?<![A-Za-z])[GN]\.?\s?\.?W\.?|毛重|净重)\s?/\s?(?P<second>[GN]\.?\s?W\.?|毛重"
    rf"|净重)\s?[:：=]?\s?(?P<a>{N})\s?(?:kgs?)?\s?/\s?(?P<b>{N})\s?(?P<unit>kgs?|公斤)?",
    re.I | re.A,
)
VOLUME = re.compile(
    rf"{FIGURE}\s?(?P<unit>cbms?|m3|m³|cubic\s{{1,5}}met(?:er|re)s?|立方米?|方(?!式|法|面)|cu\.?\s?m)(?![A-Za-z/])"
    rf"|(?:CBM|体积|总体积|volume)\s?[:：=]?\s?(?P<n2>\d{{1,9}}(?:[.,]\d{{1,9}})?)",
    re.I | re.A,
)
COUNT = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+|\d{1,9})\s?(?P<unit>ctns?|cartons?|packages|pkgs|cases"
    r"|wooden\s{1,5}cases|crates|pallets|bales|drums|bags|箱|件(?=包装)|托|木箱)(?![A-Za-z/])",
    re.I | re.A,
)
TEST = re.compile(
    r"(?<![A-Za-z])ISTA(?:\s?-?\s?\d[A-H]?)?|drop[- ]?test\w{0,40}|ASTM\s?D\s?(?:4169|5276|7386)|跌落(?:测试"
    r"|试验)?|摔箱|振动测试|transit\s{1,5}test|compression\s{1,5}test|ISO\s?2248|GB/?T\s?4857|drop\s{1,5}height"
    r"|\d{1,9}\s?cm\s{1,5}drop",
    re.I | re.A,
)
MULTIPLIED = re.compile(
    r"(?P<n>\d{1,3})\s?(?:[x×*X]|units?\s{1,5}of|个|只|pcs\s{1,5}of)\s?(?:FCL\s{1,5})?$", re.I | re.A
)
TOTAL = re.compile(r"total|合计|总|ttl|共计", re.I | re.A)


def find_figures(reading: Reading, lines: tuple[LineItem, ...], spans: tuple[Span, ...]) -> tuple[CartonData, ...]:
    """The figures of the packing: the lines' own columns, then those in the spans that speak of packing."""
    found = [*_of_lines(reading, lines)]
    for span in spans:
        for data in (*_of_text(reading, span), *_sizes(reading, span)):
            if not any(d.span.overlaps(data.span) and d.what == data.what for d in found):
                found.append(data)
    return tuple(sorted(found, key=lambda d: d.span))


def measured(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Span, ...]:
    """The lines of text outside of goods lines that weigh, count or measure packages."""
    found: list[Span] = []
    for pattern in (WEIGHT, PAIR, VOLUME, COUNT, PER_CARTON):
        for match in reading.find(pattern):
            line = reading.line_at(match.span)
            if line not in found and not any(
                item.table is not None and item.span.overlaps(match.span) for item in lines
            ):
                found.append(line)
    return tuple(sorted(found))


def _sizes(reading: Reading, span: Span) -> Iterator[CartonData]:
    """Sizes in a slice that speaks of packing are those of what is packed in."""
    for size in find_sizes(reading, (Zone(span, topic="packaging", part="packing"),)):
        if size.kind == "size" and len(size.figures) >= 2:
            yield CartonData(
                size.span, what="size", figures=size.figures, unit=size.unit, per="carton", words=size.words
            )


def _of_lines(reading: Reading, lines: tuple[LineItem, ...]) -> Iterator[CartonData]:
    for index, line in enumerate(lines):
        yield from _quantities(line, index)
        if line.per_carton is not None and line.per_carton.unit in LENGTHS:
            yield from _of_cell(reading, line.per_carton, index)
        if line.carton_size is not None:
            words = line.carton_size.value
            figures = tuple(Decimal(f.replace(",", ".")) for f in re.findall(N, words))
            unit = re.search(r"mm|cm|inch|\"|(?<![a-z])m(?![a-z])|毫米|厘米|公分", words, re.I | re.A)
            yield CartonData(
                line.carton_size.span, what="size", figures=figures, unit=unit_name(unit.group()) if unit else None,
                per="carton", words=words, line=index,
            )  # fmt: skip


LENGTHS = ("millimetre", "centimetre", "metre", "inch", "foot")


def _of_cell(reading: Reading, quantity: Quantity, index: int) -> Iterator[CartonData]:
    """A column that holds size and count together: 64 x 14 x 64 cm, 5 pcs/ctn."""
    block = reading.block(quantity.span)
    if block is not None:
        for data in (*_of_text(reading, block.span), *_sizes(reading, block.span)):
            yield replace(data, line=index)


def _quantities(line: LineItem, index: int) -> Iterator[CartonData]:
    named: tuple[tuple[Quantity | None, Figure, Per], ...] = (
        (line.cartons, "cartons", "line"), (line.per_carton, "per carton", "carton"),
        (line.net_weight, "net weight", "line"), (line.gross_weight, "gross weight", "line"), (line.cbm, "volume", "line"),
        (line.net_weight_per_carton, "net weight", "carton"), (line.gross_weight_per_carton, "gross weight", "carton"),
        (line.cbm_per_carton, "volume", "carton"),
    )  # fmt: skip
    for quantity, what, per in named:
        if quantity is not None and quantity.unit not in LENGTHS:
            yield CartonData(
                quantity.span, quantity.confidence, what=what, value=quantity.value, unit=quantity.unit, per=per,
                words=quantity.raw, line=index,
            )  # fmt: skip


def _of_text(reading: Reading, span: Span) -> Iterator[CartonData]:
    for found in reading.find(PER_CARTON, span):
        yield CartonData(found.span, what="per carton", value=_first(found), per="carton", words=found[0].strip())
    for found in reading.find(PLIES, span):
        value = Decimal({"三": 3, "五": 5, "七": 7}[found["zh"]]) if found["zh"] else None
        value = Decimal(found["n"]) if found["n"] else value
        yield CartonData(found.span, what="plies", value=value, words=found[0].strip())
    yield from _weights(reading, span)
    for found in reading.find(VOLUME, span):
        yield CartonData(
            found.span,
            what="volume",
            value=_number(found["n"] or found["n2"]),
            unit="m3",
            per=_per(reading, found.span, _number(found["n"] or found["n2"]) * 200),
            words=found[0].strip(),
        )
    for found in reading.find(COUNT, span):
        if not _is_pack_size(reading, found.span):
            yield CartonData(
                found.span,
                what="cartons",
                value=_number(found["n"]),
                unit=found["unit"],
                per="total",
                words=found[0].strip(),
            )
    for found in reading.find(TEST, span):
        yield CartonData(found.span, what="test", words=found[0].strip())


def _is_pack_size(reading: Reading, span: Span) -> bool:
    """1 carton in "10 pcs per 1 carton" counts no cartons."""
    before = reading.fold_of(Span(max(0, span.start - 8), span.start))
    behind = reading.fold_of(Span(span.end, span.end + 10))
    return bool(
        re.search(r"(?:per|/|each|a|in)\s?$", before, re.I | re.A) or re.match(r"\s?(?:per|/)", behind, re.I | re.A)
    )


def _first(found: Found) -> Decimal | None:
    raw = next((g for name, _ in found.names if name.startswith("n") and (g := found[name])), "")
    return _number(raw) if raw else None


def _number(raw: str) -> Decimal:
    plain = re.sub(r",(?=\d{3}(?!\d))", "", raw)
    return Decimal(plain.replace(",", "."))


def _weights(reading: Reading, span: Span) -> Iterator[CartonData]:
    for found in reading.find(PAIR, span):
        for label, figure in (("first", "a"), ("second", "b")):
            place = found.span_of(figure)
            assert place is not None
            yield CartonData(
                place, what=_weight_kind(found[label]), value=_number(found[figure]), unit=_unit(found["unit"]),
                per=_per(reading, found.span, _number(found[figure])), words=found[figure],
            )  # fmt: skip
    for found in reading.find(WEIGHT, span):
        yield CartonData(
            found.span, what=_weight_kind(found["label"]), value=_number(found["n"]), unit=_unit(found["unit"]),
            per=_per(reading, found.span, _number(found["n"])), words=found[0].strip(),
        )  # fmt: skip


def _unit(raw: str) -> str | None:
    return unit_name(raw) if raw else None


def _weight_kind(label: str) -> Figure:
    return "gross weight" if re.search(r"^\s?(?:total\s{1,5})?g|毛", label, re.I | re.A) else "net weight"


def _per(reading: Reading, span: Span, value: Decimal) -> Per:
    """Whether a weight or volume is that of one carton or of all; no carton weighs a tonne or holds five cubic metres."""
    line = reading.line_at(span)
    near = reading.fold_of(Span(max(line.start, span.start - 30), min(line.end, span.end + 16)))
    if re.search(
        r"per\s{1,5}(?:ctn|carton|box|bag|crate)|/\s?(?:ctn|carton|箱)|每箱|单箱|箱规|\beach\b", near, re.I | re.A
    ):
        return "carton"
    return "total" if TOTAL.search(near) or value > LARGEST else ""


LARGEST = Decimal(1000)


def find_containers(reading: Reading) -> tuple[Container, ...]:
    """The containers named, with their number where one is given: 2 x 40HQ, 1*20'GP, 一个40尺高柜."""
    found: list[Container] = []
    for hit in reading.hits("logistics"):
        if hit.id not in _codes() or any(c.span.overlaps(hit.span) for c in found):
            continue
        before = reading.fold_of(Span(max(0, hit.span.start - 12), hit.span.start))
        count = MULTIPLIED.search(before)
        inner = re.match(r"(\d{1,9})\s?x", hit.raw, re.I | re.A)
        value = Decimal(count["n"]) if count else Decimal(inner.group(1)) if inner else None
        found.append(_container(hit.span, hit.id, value))
    return tuple(found)


def _container(span: Span, code: str, count: Decimal | None) -> Container:
    data = table("logistics")
    entry = next(e for e in data["container"] if e["code"] == code)
    road = data["container_notes"]["us_road_kg"].get(code)
    return Container(
        span, code=code, count=count, cbm_practical=Decimal(str(entry["cbm_practical"])),
        cbm_max=Decimal(str(entry["cbm_max"])), payload_kg_practical=Decimal(entry["payload_kg_practical"]),
        payload_kg_max=Decimal(entry["payload_kg_max"]), us_road_kg=Decimal(road) if road else None,
    )  # fmt: skip


def _codes() -> frozenset[str]:
    return frozenset(str(e.get("code")) for e in table("logistics")["container"])


__all__ = ["find_containers", "find_figures", "measured"]
