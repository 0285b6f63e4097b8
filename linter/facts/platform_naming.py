"""Marketplaces named in a paper, and whether their protection scheme is meant or only their site."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import entries
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

# Short forms that mean the platform only beside these words; the origin "Made in China" is none.
SITE = re.compile(
    r"\.com\b|\b(?:order|platform|supplier|member|store|shop|secured|trading|escrow|marketplace)\b|订单|平台|店", re.I
)
AMBIGUOUS = frozenset(["1688", "made-in-china", "global-sources"])
# 信保 is also the short name of export credit insurance and its insurer.
INSURER = re.compile(r"(?:中国|中|出口|短期)$")
INSURED = re.compile(r"^(?:公司|保险|保单|费|投保|承保)")
ORDERING = re.compile(
    r"订单|额度|下单|平台|阿里|国际站|保障|支付|付款|申请|索赔|纠纷|退款|定金|订金|余款|尾款|走|单号|买家|alibaba", re.I
)
TA = re.compile(r"\bT\.?A\.?\s+(?:order|orders|contract|coverage|claim|dispute|payment)\b")


@dataclass(frozen=True, slots=True)
class PlatformNaming(Fact):
    """A platform named: `id` as in platforms.toml. `scheme`: its payment protection is named; `badge`: only praise."""

    id: str = ""
    name: str = ""
    scheme: bool = False
    badge: bool = False


@dataclass(frozen=True, slots=True)
class SchemeRefused(Fact):
    """The seller says that the protection scheme is not to be had."""

    cue: str = ""


def read_namings(reading: Reading) -> tuple[PlatformNaming, ...]:
    """Every mention of a platform, in text order."""
    names = {str(e["id"]): str(e["name"]) for e in entries("platforms") if "name" in e}
    refused = [hit.span for hit in reading.hits("platforms.refused")]
    found = [
        _naming(reading, hit, names[hit.id], refused)
        for hit in reading.hits("platforms")
        if hit.id in names and hit.key.endswith(".aliases") and _meant(reading, hit) and not _is_insurance(reading, hit)
    ]
    found += [
        PlatformNaming(hit.span, id="alibaba-trade-assurance", name=names["alibaba-trade-assurance"], scheme=True)
        for hit in reading.hits("platforms.trade_assurance")
        if not any(span.contains(hit.span) for span in refused) and not _is_insurance(reading, hit)
    ]
    found.sort(key=lambda naming: (naming.span, not naming.scheme))
    return tuple(dict.fromkeys(found))


def _is_insurance(reading: Reading, hit: Hit) -> bool:
    """Whether 信保 alone speaks of credit insurance, or of nothing that an order has."""
    if hit.raw != "信保":
        return False
    before = reading.text[max(0, hit.span.start - 8) : hit.span.start]
    behind = reading.text[hit.span.end : hit.span.end + 8]
    return bool(INSURER.search(before) or INSURED.search(behind)) or not ORDERING.search(before + behind)


def _naming(reading: Reading, hit: Hit, name: str, refused: list[Span]) -> PlatformNaming:
    scheme = any(
        other.span.overlaps(hit.span) and not any(span.contains(other.span) for span in refused)
        for other in reading.hits("platforms.trade_assurance", reading.line_at(hit.span))
    )
    badge = bool(reading.hits("platforms.badge", reading.sentence_at(hit.span)))
    return PlatformNaming(hit.span, Confidence.HIGH, hit.id, name, scheme, badge and not scheme)


def _meant(reading: Reading, hit: Hit) -> bool:
    if hit.id not in AMBIGUOUS:
        return True
    behind = reading.text[hit.span.end : hit.span.end + 25]
    before = reading.text[max(0, hit.span.start - 12) : hit.span.start]
    if hit.id == "1688" and re.search(r"[\d.,-]$", before):
        return False
    spelled = ".com" in hit.raw.casefold() or "secured" in hit.raw.casefold() or "sts" in hit.raw.casefold()
    return spelled or bool(SITE.search(before + " " + behind)) or bool(re.search(r"[\u4e00-\u9fff]{2}", hit.raw))


def read_refusals(reading: Reading) -> tuple[SchemeRefused, ...]:
    """Sentences in which the seller refuses the scheme."""
    return tuple(SchemeRefused(hit.span, cue=hit.raw) for hit in reading.hits("platforms.refused"))
