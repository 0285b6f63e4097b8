"""Which kind of paper it is, in which languages, and whether it is a form to fill in."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.kind_features import features, speaks_of_trade
from tradelint.facts.kind_language import languages
from tradelint.facts.kind_template import is_template
from tradelint.facts.kind_title import Title, find_titles, kind_ids
from tradelint.facts.reading import Reading
from tradelint.levels import Confidence
from tradelint.text import Span

SURE = 9
LIKELY = 6


@dataclass(frozen=True)
class Kind:
    """`name` is one of the kinds of the result format; `because` says what decided, `span` where that stands.

    `detail` names the paper more closely where the name is "other" ("nda", "lease", "transport_document", ...).
    """

    name: str = "unknown"
    confidence: Confidence = Confidence.LOW
    because: str = ""
    span: Span | None = None
    detail: str = ""


def read_kind(reading: Reading) -> Kind:
    """Title first, then features; `other` only on positive evidence."""
    titles = find_titles(reading)
    for title in titles:
        if title.score < LIKELY:
            break
        kind = _from_title(reading, title)
        if kind is not None:
            return kind
    return _from_features(reading, titles)


def _from_title(reading: Reading, title: Title) -> Kind | None:
    confidence = Confidence.HIGH if title.score >= SURE and title.plain else Confidence.MEDIUM
    because = f"title {title.words.strip()!r}"
    if title.kind == "contract":
        found = features(reading)
        both = reading.captioned("seller", "party_a") and reading.captioned("buyer", "party_b")
        if found.contract >= 3 or both:
            return Kind("sales_contract", Confidence.MEDIUM, because, title.span)
        return None
    if title.kind not in kind_ids():
        if title.kind == "service" and features(reading).goods_sale:
            return Kind("sales_contract", Confidence.LOW, because, title.span)
        return Kind("other", confidence, because, title.span, title.kind)
    if title.kind == "commercial_invoice" and title.words.casefold() in ("invoice", "发票"):
        return _bare_invoice(reading, title, confidence)
    return Kind(title.kind, confidence, because, title.span)


def _bare_invoice(reading: Reading, title: Title, confidence: Confidence) -> Kind:
    """A page headed only INVOICE is a proforma when it looks ahead (deposit, validity) and nothing is shipped."""
    found = features(reading)
    if found.ahead >= 2 and not found.shipped:
        return Kind("proforma_invoice", Confidence.MEDIUM, "an invoice over goods not yet made or shipped", title.span)
    return Kind("commercial_invoice", confidence, f"title {title.words.strip()!r}", title.span)


def _from_features(reading: Reading, titles: tuple[Title, ...]) -> Kind:
    found = features(reading)
    ranked = sorted(
        (
            (found.proforma, "proforma_invoice"),
            (found.contract, "sales_contract"),
            (found.order, "purchase_order"),
            (found.quotation, "quotation"),
            (found.invoice, "commercial_invoice"),
            (found.packing, "packing_list"),
        ),
        key=lambda pair: -pair[0],
    )
    (best, name), (second, _) = ranked[0], ranked[1]
    if best >= 3 and best > second:
        return Kind(name, Confidence.MEDIUM if best >= 5 else Confidence.LOW, "its terms", found.span)
    if not speaks_of_trade(reading):
        return Kind("other", Confidence.MEDIUM, "no goods, price, party or trade term in it")
    return Kind()


def read_languages(reading: Reading) -> tuple[str, ...]:
    """ISO 639-1 codes, the main language first; names and a few foreign words do not count."""
    return languages(reading)


def read_is_template(reading: Reading) -> bool:
    """Whether the paper's main purpose is to be filled in; a filled sample with a few holes is none."""
    return is_template(reading)
