"""How the goods are packed, marked and loaded, in words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tradelint.facts.line_items import LineItem
from tradelint.facts.marks import find_labelling, find_marks
from tradelint.facts.packaging_figures import find_containers, find_figures
from tradelint.facts.packaging_types import CartonData, Container, Labelling, Packing, ShippingMark, Wood
from tradelint.facts.passages import passages
from tradelint.facts.quality_types import Vague
from tradelint.facts.quality_vague import find_vague
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

PACKED = re.compile(
    r"\bpack(?:ed|ing|aging|s)?\b|\bpalleti[sz]ed\b|\bcrated\b|\bboxed\b|包装|装箱|打包|箱装|袋装|桶装|упаков\w*|тар[аеуы]\b|emballage|verpackung|embalaje|\b\d+\s?pcs\s?/\s?(?:ctn|carton)",
    re.I,
)
NOT_PACKING = re.compile(
    r"packing\s+list|packaging\s+(?:machine|material\s+supplier|design\s+fee)|packing\s+(?:machine|fee|charge)|装箱单|包装机|包装费|pack\s+of|tech\s?pack|battery\s+pack|power\s+pack|six\s?pack|blister\s+machine|unpack|包装单",
    re.I,
)


@dataclass(frozen=True)
class PackagingFacts:
    """What the paper says in this chapter; `spans` are the passages about packing."""

    packings: tuple[Packing, ...] = ()
    figures: tuple[CartonData, ...] = ()
    vague: tuple[Vague, ...] = ()
    wood: tuple[Wood, ...] = ()
    containers: tuple[Container, ...] = ()
    marks: tuple[ShippingMark, ...] = ()
    labelling: tuple[Labelling, ...] = ()
    spans: tuple[Span, ...] = ()

    def given(self) -> tuple[str, ...]:
        """The kinds of figure that the paper gives about its cartons."""
        return tuple(dict.fromkeys(f.what for f in self.figures))


def read(reading: Reading, lines: tuple[LineItem, ...] = ()) -> PackagingFacts:
    """Read the chapter."""
    packings = tuple(_packings(reading))
    spans = tuple(p.span for p in packings)
    return PackagingFacts(
        packings=packings,
        figures=find_figures(reading, lines, spans),
        vague=find_vague(reading, "packing"),
        wood=tuple(_wood(reading, packings)),
        containers=find_containers(reading),
        marks=find_marks(reading),
        labelling=find_labelling(reading),
        spans=spans,
    )


@cache
def _kinds() -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in table("packaging_words")["packing"]}


def _packings(reading: Reading) -> Iterator[Packing]:
    found: list[Packing] = []
    for passage in passages(reading, "packaging", cues=False):
        found.append(_packing(reading, passage.span, True))
    for span in _sentences(reading):
        if not any(p.span.overlaps(span) for p in found):
            found.append(_packing(reading, span, False))
    yield from sorted(found, key=lambda p: p.span)


def _sentences(reading: Reading) -> Iterator[Span]:
    seen: set[int] = set()
    for match in reading.find(PACKED):
        sentence = reading.sentence_at(match.span)
        text = reading.fold_of(sentence)
        if sentence.start in seen or reading.negated(match.span) or not PACKED.search(NOT_PACKING.sub(" ", text)):
            continue
        seen.add(sentence.start)
        if _of(reading, sentence) or reading.hits("vague_terms.packing", sentence):
            yield sentence


def _of(reading: Reading, span: Span) -> list[str]:
    return list(dict.fromkeys(h.id for h in reading.hits("packaging_words", span) if h.id in _kinds()))


def _packing(reading: Reading, span: Span, captioned: bool) -> Packing:
    ids = _of(reading, span)
    entries = [_kinds()[i] for i in ids]
    protections = dict.fromkeys(h.id for h in reading.hits("packaging_words", span) if h.id in PROTECTIONS)
    from tradelint.facts.packaging_figures import PER_CARTON

    per_unit = next(reading.find(PER_CARTON, span), None) is not None
    return Packing(
        span, Confidence.HIGH if captioned else Confidence.MEDIUM,
        kinds=tuple(ids), levels=tuple(dict.fromkeys(e["level"] for e in entries)), protections=tuple(protections),
        per_unit=per_unit, generic=bool(entries) and all(e.get("generic") for e in entries), captioned=captioned,
        bulk="bulk" in ids, words=reading.document.quote(span, 160),
    )  # fmt: skip


PROTECTIONS = ("foam", "bubble", "corner", "film")


def _wood(reading: Reading, packings: tuple[Packing, ...]) -> Iterator[Wood]:
    """Wooden packing named anywhere, and whether the paper says that it is treated or needs no treatment."""
    treated = [h for h in reading.hits("packaging_words.treated") if _is_treatment(reading, h.span, h.raw)]
    exempt = reading.hits("packaging_words.exempt")
    for hit in reading.hits("packaging_words"):
        entry = _kinds().get(hit.id)
        if entry is None or not entry.get("wood") or reading.negated(hit.span):
            continue
        block = reading.block(hit.span)
        near = block.span if block else reading.sentence_at(hit.span)
        yield Wood(hit.span, words=hit.raw, treated=bool(treated), exempt=any(near.contains(h.span) for h in exempt))


def _is_treatment(reading: Reading, span: Span, raw: str) -> bool:
    """The letters HT and MB mean a treatment only in capitals and beside wood."""
    if raw.casefold() not in ("ht", "mb", "ht stamp"):
        return True
    around = reading.fold_of(Span(max(0, span.start - 80), span.end + 80))
    return raw.isupper() and bool(re.search(r"wood|pallet|crate|case|IPPC|ISPM|木|托", around, re.I))


__all__ = ["PackagingFacts", "read"]
