"""What is sold in a sentence: "the Seller shall supply and the Buyer shall buy 500 t of white sugar"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tradelint.facts.reading import Reading
from tradelint.text import Span

VERB = r"(?:sells?|sold|supply|supplies|deliver|purchases?|buys?|procure|export|import|provide|take)"
SALE = re.compile(
    rf"\b(?:seller|supplier|vendor|exporter|company|manufacturer|buyer|purchaser|importer|party|parties"
    rf"|customer)\b[^.;:]{{0,80}}?\b(?:agrees?\s{{1,5}}to|shall|will|hereby|undertakes?\s{{1,5}}to"
    rf"|wish(?:es)?\s{{1,5}}to|desires?\s{{1,5}}to|intends?\s{{1,5}}to|has\s{{1,5}}agreed\s{{1,5}}to"
    rf"|have\s{{1,5}}agreed\s{{1,5}}to)\s{{1,5}}(?:\w{{1,40}}\s{{1,5}}){{0,2}}?{VERB}\b"
    rf"(?:[^.;:]{{0,100}}?\b(?:shall|will|agrees?\s{{1,5}}to|undertakes?\s{{1,5}}to|to|and"
    rf"|hereby)\s{{1,5}}(?:\w{{1,40}}\s{{1,5}}){{0,2}}?{VERB}\b(?:\s{{1,5}}from\s{{1,5}}"
    rf"(?:the\s{{1,5}})?\w{{1,40}})?)?\s{{1,5}}(?P<object>[^.;:\n]{{2,200}})",
    re.I,
)
# "The Seller sells and the Buyer buys 10,000 pieces of LED bulbs", "we hereby confirm having sold you ..."
PRESENT = re.compile(
    r"\b(?:(?:seller|supplier|vendor|buyer|purchaser|importer|exporter|company|we)s?\s{1,5}(?:hereby\s{1,5})?"
    r"(?:sells?|buys?|supply|supplies|purchases?|orders?:?)|(?:kindly|please|pls\.?)\s{1,5}(?:deliver|supply|send|ship)(?=\s{1,5}\d)|confirm\s{1,5}having\s{1,5}sold(?:\s{1,5}to)?(?:\s{1,5}you)?)\s{1,5}(?!to\b|and\b|from\b|which\b|who\b|no\b|conf|shall\b|will\b|may\b|has\b|must\b|is\b)"
    r"(?P<object>[^.;:\n]{2,200})",
    re.I,
)
FOR_SALE = re.compile(
    r"\b(?:sale\s{1,5}and\s{1,5}purchase|purchase\s{1,5}and\s{1,5}sale|sale|supply|purchase"
    r"|delivery)\s{1,5}(?:and\s{1,5}\w{1,40}\s{1,5})?of\s{1,5}(?P<object>[^.;:\n]{2,160})",
    re.I,
)
ZH = re.compile(
    r"(?:购买|采购|订购|销售|供应|出售|购进|售予|买卖)(?:以下|下列|如下|的)?\s?(?P<object>(?!合同|协议|确认书|订单|方|商)[^,。;:、\n]{2,40})"
)
STOP = re.compile(
    r"\s{0,5}(?:\(|\b(?:shall|will|must|is|are)\b|\bin\s{1,5}accordance\b|\baccording\b|\bunder\s{1,5}the\s{1,5}terms\b"
    r"|\bon\s{1,5}the\s{1,5}(?:following|terms)\b|\bat\s{1,5}(?:the|a)\s{1,5}price\b|\bfrom\s{1,5}the\b"
    r"|\bto\s{1,5}the\s{1,5}(?:buyer|purchaser)\b|\b(?:mentioned|discussed|agreed)\b|\bas\s{1,5}(?:specified|described|set|listed|per"
    r"|detailed|stated|follows|agreed)\b|\bsubject\b|\bpursuant\b|\bwhich\b"
    r"|\bon\s{1,5}or\s{1,5}before\b|\b(?:not|no)\s{1,5}later\b|\bbefore\b|\bby\s{1,5}\d"
    r"|\bfor\s{1,5}(?:a\s{1,5}total|the\s{1,5}price|delivery)\b|\bby\s{1,5}the\b"
    r"|\bwith\s{1,5}the\s{1,5}following\b|\bunder\s{1,5}this\b|\bduring\b|\bwithin\b|,\s{0,5}(?:and|which"
    r"|as)\b|,?\s{0,5}hereinafter\b|,?\s{0,5}(?:所|的条款|用于|并|根据|按照))",
    re.I,
)
GENERIC = re.compile(
    r"^(?:the\s{1,5}|all\s{1,5}|any\s{1,5}|such\s{1,5}|your\s{1,5}|our\s{1,5}|their\s{1,5}"
    r"|purchased\s{1,5}|chosen\s{1,5}|certain\s{1,5}|following\s{1,5}|said\s{1,5}"
    r"|below\s{0,5}-?\s{0,5}mentioned\s{1,5}|under\s{0,5}-?\s{0,5}mentioned\s{1,5}|above\s{1,5}"
    r"|these\s{1,5}|its\s{1,5}|various\s{1,5}|other\s{1,5}|ordered\s{1,5}|contract\s{1,5}"
    r"|specified\s{1,5})*"
    r"(?:goods?|products?|commodit(?:y|ies)|items?|merchandise|equipment|materials?|articles?|services?"
    r"|articles|following|below|same|them|it|cargo|units?|vehicles?|machines?)\b(?:\(s\))?(?:\s{1,5}(?:and"
    r"|or|/)\s{1,5}(?:services?|products?|goods|materials?|equipment))?\s{0,5}['\"”)]*$|^(?:下列|以下|如下|上述"
    r"|本合同|合同|该|此)?(?:货物|产品|商品|设备|物资|物品|材料|标的物?|数量|单价|总价|价格)+$",
    re.I,
)
DELEGATED = re.compile(
    r"purchase\s{1,5}orders?|annex|appendix|schedule|exhibit|list|invoice|waybill|накладн|специфик|订单|附件"
    r"|清单|specified|described|listed|set\s{1,5}out",
    re.I,
)


def find_sold(reading: Reading) -> Iterator[tuple[Span, bool]]:
    """(what is sold, whether the words only point elsewhere) for each sentence that sells something."""
    seen: list[Span] = []
    for pattern in (SALE, PRESENT, FOR_SALE, ZH):
        for found in reading.find(pattern):
            place = found.span_of("object")
            if place is None:
                continue
            span = _cut(reading, place)
            before = reading.fold_of(Span(max(0, found.span.start - 24), found.span.start))
            if re.search(r"(?:conditions|terms|general|provisions)\s{1,5}(?:of|for)\s{0,5}$", before, re.I):
                continue
            if span is None or any(other.overlaps(span) for other in seen) or _has_hole(reading, span):
                continue
            text = reading.fold_of(span).strip(" \"'“”,")
            generic = bool(GENERIC.match(text))
            sentence = reading.fold_of(reading.sentence_at(place))
            if generic and not DELEGATED.search(sentence):
                continue
            seen.append(span)
            yield span, generic


def _has_hole(reading: Reading, span: Span) -> bool:
    """Whether what is sold was never filled in."""
    near = Span(max(0, span.start - 2), span.end + 2)
    return any(hole.span.overlaps(near) for hole in reading.placeholders)


def _cut(reading: Reading, span: Span) -> Span | None:
    raw = reading.text[span.start : span.end]
    stop = STOP.search(raw)
    raw = raw[: stop.start()] if stop else raw
    left = len(raw) - len(raw.lstrip(" \"'“”"))
    right = len(raw.rstrip(" \"'“”,"))
    return Span(span.start + left, span.start + right) if right > left else None


LISTED = re.compile(
    r"(?:following|below|以下|下列|如下)\s?(?:goods|products?|commodit(?:y|ies)|items?|equipment|货物|产品|商品"
    r"|设备)?[^.。\n]{0,60}[:：]\s{0,5}$",
    re.I,
)
ITEM = re.compile(r"\s{0,5}(?:\([a-z\d]{1,2}\)|[a-z\d]{1,2}[.)、]|[-•·●▪*]|[①-⑩])\s{0,5}(?P<item>[^\n]{2,120})", re.I)
SELLS = re.compile(VERB + r"|供应|购买|销售|采购|出售", re.I)


def find_listed(reading: Reading) -> Iterator[tuple[Span, bool]]:
    """The items of a list behind "the following products:"."""
    blocks = reading.document.blocks
    for index, block in enumerate(blocks):
        text = reading.text[block.span.start : block.span.end]
        if not LISTED.search(text) or not SELLS.search(text):
            continue
        for following in blocks[index + 1 : index + 9]:
            match = ITEM.match(reading.text[following.span.start : following.span.end])
            if match is None:
                break
            yield Span(following.span.start + match.start("item"), following.span.start + match.end("item")), False


__all__ = ["find_listed", "find_sold"]
