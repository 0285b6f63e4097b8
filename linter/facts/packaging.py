"""How the goods are packed, marked and loaded, in words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tradelint.facts.kind_title import find_titles
from tradelint.facts.line_items import LineItem
from tradelint.facts.marks import find_labelling, find_marks
from tradelint.facts.packaging_containers import find_containers
from tradelint.facts.packaging_figures import find_figures, measured
from tradelint.facts.packaging_loads import find_loads
from tradelint.facts.packaging_patterns import PER_CARTON
from tradelint.facts.packaging_tables import find_rows, packs_in_column
from tradelint.facts.packaging_types import CartonData, Container, Labelling, Load, Packing, ShippingMark, Wood
from tradelint.facts.passages import is_hollow, is_title, passages
from tradelint.facts.quality_types import Vague
from tradelint.facts.quality_vague import find_vague
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

PACKED = re.compile(
    r"\bpack(?:ed|ing|aging|s)?\b|\bpalleti[sz]ed\b|\bcrated\b|\bboxed\b|\b(?:shrink-?"
    r"|stretch-?)?wrapped\b|\bbundled\b|\bstrapped\b|\bbagged\b|\bin\s{1,5}bulk\b"
    r"|\bon\s{1,5}(?:wooden\s{1,5}|plywood\s{1,5}|steel\s{1,5}|plastic\s{1,5}|euro\s{1,5})?(?:pallets?"
    r"|skids?)\b|\bflexi-?\s?(?:tank|bag)\b|\b(?:big|jumbo)\s{1,5}bags?\b|包装|装箱|打包|箱装|袋装|桶装|散装|裸装|打托|缠绕膜"
    r"|упаков\w{0,40}|тар[аеуы]\b|emballage|verpackung|embalaje|temperature[- ](?:controlled"
    r"|and\s{1,5}humidity)",
    re.I,
)
NOT_PACKING = re.compile(
    r"packing\s{1,5}list|packaging\s{1,5}(?:machine|material\s{1,5}supplier|design\s{1,5}fee)"
    r"|packing\s{1,5}(?:machine|fee|charge)|装箱单|包装机|包装费|pack\s{1,5}of|tech\s?pack|battery\s{1,5}pack"
    r"|power\s{1,5}pack|six\s?pack|blister\s{1,5}machine|unpack|包装单",
    re.I,
)


# "one per polybag", "a manual in each colour box", "24 pcs per inner, 96 pcs per master"
INTO = re.compile(
    r"\b(?:per|in each|in a|in an|in one|into)\s(?:\w+\s){0,2}?(?:poly ?bag|colou?r box|gift box|inner(?: box)?|master(?: carton)?|blister|mail(?:er|-order) box|mesh bag|opp bag)\b(?!\s?(?:size|mark|no\b))"
    r"|\b(?:in each|in one|into)\s(?:\w+\s){0,2}?carton\b|\b(?:mail-order|colou?r|gift|window|display) box,\s",
    re.IGNORECASE,
)
PROTECTIONS = ("foam", "bubble", "corner", "film")
OWED = re.compile(
    r"\bpack(?:ing|aging)\s{1,5}(?:shall|must|should|will|has\s{1,5}to)\b|\b(?:shall|must|will|should"
    r"|to)\s{1,5}be\s{1,5}(?:\w{1,40}ly\s{1,5}|well\s{1,5})?(?:packed|packaged|palleti[sz]ed|crated)"
    r"|\b(?:are|is)\s{1,5}(?:\w{1,40}ly\s{1,5})?packed(?!\s{0,5}[.,;)]?\s{0,5}$)|temperature[- ]controlled"
    r"|temperature\s{1,5}and\s{1,5}humidity|"
    r"(?:应|须|采用|负责).{0,16}包装|包装.{0,8}(?:应|须|必须|要求|适合|牢固|完好)|упакован",
    re.I,
)


@dataclass(frozen=True)
class PackagingFacts:
    """What the paper says in this chapter; `spans` are the passages about packing."""

    packings: tuple[Packing, ...] = ()
    figures: tuple[CartonData, ...] = ()
    loads: tuple[Load, ...] = ()
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
    spans = _merged((*(p.span for p in packings), *measured(reading, lines)))
    rows = find_rows(reading, lines)
    figures = (*find_figures(reading, lines, spans), *(f for row in rows for f in row.figures))
    return PackagingFacts(
        packings=packings,
        figures=figures,
        loads=find_loads(reading, lines, figures, spans, rows),
        vague=find_vague(reading, "packing"),
        wood=tuple(_wood(reading, packings)),
        containers=find_containers(reading),
        marks=find_marks(reading),
        labelling=find_labelling(reading),
        spans=spans,
    )


def _merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans that lie in no other."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not any(other.contains(span) for other in kept):
            kept.append(span)
    return tuple(kept)


@cache
def _kinds() -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in table("packaging_words")["packing"]}


def _packings(reading: Reading) -> Iterator[Packing]:
    found: list[Packing] = []
    titles = [title.span for title in find_titles(reading)[:1]]  # "PACKING LIST" says nothing of the packing
    for passage in passages(reading, "packaging"):
        if not any(title.contains(passage.span) for title in titles):
            found.append(_packing(reading, passage.span, True))
    for span in _sentences(reading):
        if not any(p.span.overlaps(span) for p in found):
            found.append(_packing(reading, span, False))
    if not found:
        found = [_packing(reading, span, True) for span in packs_in_column(reading) if not reading.is_blank(span)]
    yield from sorted(found, key=lambda p: p.span)


def _sentences(reading: Reading) -> Iterator[Span]:
    """Sentences that pack the goods, and slices with a pack size ("25 kg PP woven bags", 50件一箱)."""
    seen: set[int] = set()
    for match in (*reading.find(PACKED), *reading.find(PER_CARTON), *reading.find(INTO)):
        sentence = reading.sentence_at(match.span)
        text = reading.fold_of(sentence)
        if (
            sentence.start in seen
            or reading.negated(match.span)
            or is_hollow(reading, sentence)
            or is_title(reading, sentence)
        ):
            continue
        rest = NOT_PACKING.sub(" ", text)
        into = INTO.search(rest) is not None
        if not (PACKED.search(rest) or into or (rest == text and _of(reading, sentence))):
            continue
        seen.add(sentence.start)
        if PER_CARTON.search(text) or _of(reading, sentence) or _protected(reading, sentence) or OWED.search(text):
            yield sentence


def _protected(reading: Reading, span: Span) -> bool:
    return any(reading.hits(f"packaging_words.{name}", span) for name in PROTECTIONS) or bool(
        reading.hits("vague_terms.packing", span)
    )


def _of(reading: Reading, span: Span) -> list[str]:
    return list(dict.fromkeys(h.id for h in reading.hits("packaging_words", span) if h.id in _kinds()))


def _packing(reading: Reading, span: Span, captioned: bool) -> Packing:
    ids = _of(reading, span)
    entries = [_kinds()[i] for i in ids]
    protections = dict.fromkeys(h.id for h in reading.hits("packaging_words", span) if h.id in PROTECTIONS)
    per_unit = next(reading.find(PER_CARTON, span), None) is not None
    return Packing(
        span, Confidence.HIGH if captioned else Confidence.MEDIUM,
        kinds=tuple(ids), levels=tuple(dict.fromkeys(e["level"] for e in entries)), protections=tuple(protections),
        per_unit=per_unit, generic=bool(entries) and all(e.get("generic") for e in entries), captioned=captioned,
        bulk="bulk" in ids, words=reading.document.quote(span, 160),
    )  # fmt: skip


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
