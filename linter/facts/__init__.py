"""Readings: a document becomes typed facts, each with its span and confidence."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.amounts import AmountFacts, read_amounts
from tradelint.facts.hygiene import HygieneFacts
from tradelint.facts.hygiene import read as read_hygiene
from tradelint.facts.incoterms import IncotermsFacts
from tradelint.facts.incoterms import read as read_incoterms
from tradelint.facts.kind import Kind, read_is_template, read_kind, read_languages
from tradelint.facts.legal import LegalFacts
from tradelint.facts.legal import read as read_legal
from tradelint.facts.line_items import LineItem, read_line_items
from tradelint.facts.packaging import PackagingFacts
from tradelint.facts.packaging import read as read_packaging
from tradelint.facts.parties import PartiesFacts
from tradelint.facts.parties import read as read_parties
from tradelint.facts.payment import PaymentFacts
from tradelint.facts.payment import read as read_payment
from tradelint.facts.platform import PlatformFacts
from tradelint.facts.platform import read as read_platform
from tradelint.facts.product import ProductFacts
from tradelint.facts.product import read as read_product
from tradelint.facts.quality import QualityFacts
from tradelint.facts.quality import read as read_quality
from tradelint.facts.reading import Reading
from tradelint.facts.refunds import RefundsFacts
from tradelint.facts.refunds import read as read_refunds
from tradelint.facts.shipment import ShipmentFacts
from tradelint.facts.shipment import read as read_shipment
from tradelint.text import Document


@dataclass(frozen=True)
class Facts:
    """Everything that was read off one paper; an empty tuple or None means that the paper does not say."""

    document: Document
    reading: Reading
    kind: Kind
    languages: tuple[str, ...]
    is_template: bool
    lines: tuple[LineItem, ...]
    amounts: AmountFacts
    parties: PartiesFacts
    hygiene: HygieneFacts
    platform: PlatformFacts
    product: ProductFacts
    incoterms: IncotermsFacts
    shipment: ShipmentFacts
    quality: QualityFacts
    packaging: PackagingFacts
    payment: PaymentFacts
    refunds: RefundsFacts
    legal: LegalFacts


def read(document: Document) -> Facts:
    """Read all chapters of a document."""
    reading = Reading(document)
    lines = read_line_items(document)
    incoterms = read_incoterms(reading)
    kind = read_kind(reading)
    parties = read_parties(reading, kind)
    return Facts(
        document=document,
        reading=reading,
        kind=kind,
        languages=read_languages(reading),
        is_template=read_is_template(reading),
        lines=lines,
        amounts=read_amounts(document, lines=lines),
        parties=parties,
        hygiene=read_hygiene(reading, kind, parties.parties),
        platform=read_platform(reading),
        product=read_product(reading, lines),
        incoterms=incoterms,
        shipment=read_shipment(reading, incoterms),
        quality=read_quality(reading, lines),
        packaging=read_packaging(reading, lines),
        payment=read_payment(reading),
        refunds=read_refunds(reading),
        legal=read_legal(reading),
    )


__all__ = ["Facts", "LineItem", "Reading", "read"]
