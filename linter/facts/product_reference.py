"""Papers that the description rests on (drawings, artwork, tech packs) and leave to deliver something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tradelint.facts.dates import find_dates
from tradelint.facts.line_items import LineItem
from tradelint.facts.product_types import Reference, Substitution
from tradelint.facts.reading import Reading
from tradelint.text import Span

IDENTIFIER = re.compile(
    r"^\s?(?:(?:sheet|file|drawings?)\s)?(?:(?:no|nr|number|ref|id|code|rev)\b\.?|#|№|号|编号)?\s?[:：#]?\s?"
    r"(?P<id>(?=[A-Za-z/_.-]*\d)[A-Za-z0-9][A-Za-z0-9/_.-]{1,30})",
    re.I | re.A,
)
REVISION = re.compile(
    r"(?:\b(?:rev(?:ision)?|ver(?:sion)?|issue|edition|v)\b\.?\s?[:.]?\s?(?P<en>\d{1,2}(?:\.\d{1,9})?"
    r"|[A-Z]\d?)\b|(?:版本|版次|修订|第)\s?[:：]?\s?(?P<zh>[A-Z\d][\d.]*|[一二三四五六七八九]+)\s?版?|(?P<han>[A-Z]"
    r"|\d{1,2})\s?版)",
    re.I | re.A,
)
ANNEX = re.compile(
    r"\b(?:annex|appendix|attachment|exhibit|schedule|enclosure)\s{0,5}(?:no\.?\s{0,5})?[A-Z\d]{1,3}\b"
    r"|附件\s?[一二三四五六七八九\dA-Z]|attached|随附",
    re.I | re.A,
)
CONSENT = re.compile(
    r"(?:prior|written|in\s{1,5}writing|advance)\b.{0,40}\b(?:consent|approval|agree\w{0,40}"
    r"|confirm\w{0,40})|(?:consent|approval|approved|agreed"
    r"|confirmed)\b.{0,40}\b(?:by\s{1,5}the\s{1,5})?(?:buyer|customer|purchaser|client)"
    r"|(?:buyer|customer|purchaser)(?:'s)?\s{1,5}(?:written\s{1,5}|prior\s{1,5})*(?:consent|approval"
    r"|agreement|confirmation)|only\s{1,5}after|without\s{1,5}(?:the\s{1,5})?(?:buyer|written|prior)|"
    r"(?:买方|客户|需方|采购方).{0,12}(?:同意|确认|批准|许可|认可)|经.{0,8}(?:同意|确认)",
    re.I | re.A,
)
SUBSTITUTES = re.compile(
    r"(?<![A-Za-z])(?:or\s{1,5}(?:an?\s{1,5}|other\s{1,5}|of\s{1,5})?(?:approved\s{1,5})?(?:equivalent"
    r"|equal|similar|comparable|alternative|like)(?:\s{1,5}(?:brand|material|quality|grade|model|type"
    r"|product|item|standard|specification)s?)?|"
    r"equal\s{1,5}or\s{1,5}(?:better|higher|superior)|equivalent\s{1,5}or\s{1,5}better|or\s{1,5}better"
    r"|or\s{1,5}substitute|(?:may|can|reserves?\s{1,5}the\s{1,5}right\s{1,5}to|is\s{1,5}entitled\s{1,5}to"
    r"|right\s{1,5}to)\s{1,5}(?:\w{1,40}\s{1,5}){0,4}?(?:substitute|replace|change|modify|alter)\w{0,40}"
    r"|(?:specifications?|design|materials?|components?|models?)\s{1,5}(?:is"
    r"|are)?\s{0,5}subject\s{1,5}to\s{1,5}change|without\s{1,5}(?:prior\s{1,5})?notice\s{1,5}change)",
    re.I | re.A,
)
SUBSTITUTES_ZH = re.compile(
    r"或(?:者)?(?:同等|等同|等效|类似|相当|同类|其他|相近|相似)(?:品质|质量|规格|材质|材料|型号|品牌|产品|档次|级别|性能)?|(?:可|有权|可以)(?:自行)?(?:更换"
    r"|替换|替代|代替|变更)|等同替代|替代(?:品|料|材料)"
)
STANDARD_PHRASE = re.compile(
    r"equivalent\s{1,5}standard|等同标准|同等标准|equal\s{1,5}to\s{1,5}or\s{1,5}greater", re.I | re.A
)
SUBJECT = re.compile(
    r"material|brand|motor|component|part|model|grade|steel|fabric|chip|compressor|engine|battery|bearing"
    r"|quality|specification|design|type|材|料|品牌|牌|型号|电机|部件|配件|规格|芯片|压缩机|面料|电池|轴承",
    re.I | re.A,
)


def find_references(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Reference, ...]:
    """The drawings, specifications, artworks and charts that the paper cites, with what identifies them."""
    found: list[Reference] = []
    for hit in reading.hits("products"):
        if hit.id in KINDS and not any(r.span.overlaps(hit.span) for r in found):
            reference = _reference(reading, hit.span, hit.id)
            if reference is not None:
                found.append(_on_line(reference, lines))
    versioned = {r.kind for r in found if r.versioned}
    found = [replace(r, elsewhere=not r.versioned and r.kind in versioned) for r in found]
    return tuple(sorted(found, key=lambda r: r.span))


KINDS = ("drawing", "datasheet", "artwork", "tech_pack", "size_chart", "picture", "specification")


def _reference(reading: Reading, span: Span, kind: str) -> Reference | None:
    sentence = reading.sentence_at(span)
    line = reading.line_at(span)
    behind = Span(span.end, min(sentence.end, span.end + 120))
    text = reading.fold_of(behind)
    identifier = IDENTIFIER.match(text)
    before = reading.fold_of(Span(max(sentence.start, span.start - 40), span.start))
    cited = (
        kind == "picture"
        or identifier
        or reading.hits("products.cites", Span(max(sentence.start, span.start - 34), span.start))
    )
    if not cited or (
        kind == "specification"
        and not identifier
        and not re.search(r"(?:per|to|按|符合|见|under)\s.{0,20}$|(?:按|符合|见|照).{0,12}$", before, re.I | re.A)
    ):
        return None
    around = reading.fold_of(Span(max(line.start, span.start - 20), min(sentence.end, span.end + 120)))
    revision = REVISION.search(around)
    dated = bool(find_dates(reading.text[behind.start : behind.end]))
    return Reference(
        Span(span.start, min(sentence.end, span.end + (identifier.end() if identifier else 0))), kind=kind,
        identifier=identifier["id"].rstrip(".") if identifier else None,
        revision=(revision["en"] or revision["zh"] or revision["han"]) if revision else None, dated=dated,
        annex=bool(ANNEX.search(around)),
    )  # fmt: skip


def _on_line(reference: Reference, lines: tuple[LineItem, ...]) -> Reference:
    line = next((i for i, line in enumerate(lines) if line.span.contains(reference.span)), None)
    return replace(reference, line=line)


def find_substitutions(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Substitution, ...]:
    """The wordings that let the seller deliver another material, component, brand or model."""
    return tuple(sorted(_substitutions(reading, lines), key=lambda s: s.span))


def _substitutions(reading: Reading, lines: tuple[LineItem, ...]) -> Iterator[Substitution]:
    for pattern in (SUBSTITUTES, SUBSTITUTES_ZH):
        for found in reading.find(pattern):
            sentence = reading.sentence_at(found.span)
            line = next((i for i, line in enumerate(lines) if line.span.contains(found.span)), None)
            subject = _subject(reading, found.span, sentence)
            if (subject is None and line is None) or _innocent(reading, found.span, sentence):
                continue
            yield Substitution(
                found.span, words=reading.document.quote(found.span), of=subject or "",
                consent=bool(CONSENT.search(reading.fold_of(sentence))), line=line,
            )  # fmt: skip


def _subject(reading: Reading, span: Span, sentence: Span) -> str | None:
    """What may be exchanged: a word for it, a material, or the value of a caption ("Motor: Johnson or equivalent")."""
    text = reading.fold_of(sentence)
    named = SUBJECT.search(text)
    if named:
        return named.group()
    materials = [h for h in reading.hits("materials", sentence) if h.id not in ("made_of", "not_material")]
    if materials:
        return materials[0].raw
    labelled = re.match(r"[^:：]{1,40}[:：]", text)
    return labelled.group().strip(" :：") if labelled else None


def _innocent(reading: Reading, span: Span, sentence: Span) -> bool:
    """Equivalent standards and documents, "grade 4 or better", negations: nothing that lets the goods change."""
    text = reading.fold_of(sentence)
    behind = reading.fold_of(Span(span.start, min(sentence.end, span.end + 20)))
    before = reading.fold_of(Span(max(sentence.start, span.start - 14), span.start))
    better = "better" in reading.fold_of(span).casefold() and re.search(
        r"(?:\d[A-Z]?|grade\s\w{1,40}|class\s\w{1,40})\s?$", before, re.I | re.A
    )
    return bool(STANDARD_PHRASE.search(behind) or better or PAPERS.search(text)) or reading.negated(span)


PAPERS = re.compile(
    r"bank|insur|guarantee|certificate|document|licen[cs]e|in\s{1,5}writing|currency|payment|保险|证书|单据|银行",
    re.I | re.A,
)


__all__ = ["find_references", "find_substitutions"]
