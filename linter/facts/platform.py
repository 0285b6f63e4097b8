"""What a paper says about the marketplace it is placed on: order number, cover, payment and messages."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.platform_cover import Coverage, SupplierLimit, read_coverages, read_limits, read_order_totals
from tradelint.facts.platform_naming import PlatformNaming, SchemeRefused, read_namings, read_refusals
from tradelint.facts.platform_orders import OrderNumber, read_order_numbers
from tradelint.facts.platform_terms import (
    BindingChannel,
    DisputeWindow,
    PlatformCue,
    Transit,
    read_channels,
    read_cues,
    read_early_confirmations,
    read_extensions,
    read_payments,
    read_remarks,
    read_splits,
    read_transits,
    read_windows,
)
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.values import Money


@dataclass(frozen=True)
class PlatformFacts:
    """What the paper says about its marketplace.

    `namings`: every mention of a platform. `refused`: the seller does not offer the scheme. `order_numbers`: values (or
    empty ones) behind an order label. `paid_through`: sentences by which the price is paid through the platform.
    `off_platform`, `understated`, `waivers`, `early_confirmations`: risky wordings. `limits` and `coverages`: what the
    scheme can pay. `windows`: periods of platform disputes. `channels`: where changes and notices are valid.
    `remarks`: terms put into remarks or chat. `extensions`: agreed extensions of the receiving time. `transits`: how
    long the goods travel. `splits`: the deal is split into orders that follow one another. `order_totals`: what the
    order on the platform is said to amount to.
    """

    namings: tuple[PlatformNaming, ...] = ()
    refused: tuple[SchemeRefused, ...] = ()
    order_numbers: tuple[OrderNumber, ...] = ()
    paid_through: tuple[Fact, ...] = ()
    off_platform: tuple[PlatformCue, ...] = ()
    understated: tuple[PlatformCue, ...] = ()
    waivers: tuple[PlatformCue, ...] = ()
    early_confirmations: tuple[PlatformCue, ...] = ()
    limits: tuple[SupplierLimit, ...] = ()
    coverages: tuple[Coverage, ...] = ()
    windows: tuple[DisputeWindow, ...] = ()
    channels: tuple[BindingChannel, ...] = ()
    remarks: tuple[PlatformCue, ...] = ()
    extensions: tuple[Fact, ...] = ()
    transits: tuple[Transit, ...] = ()
    splits: tuple[Fact, ...] = ()
    order_totals: tuple[Money, ...] = ()

    @property
    def platform(self) -> PlatformNaming | None:
        """The platform the paper names first; one with its protection scheme before a bare site."""
        return min(self.namings, key=lambda n: (n.id != "alibaba-trade-assurance", not n.scheme, n.span), default=None)

    @property
    def trade_assurance(self) -> bool:
        """Whether the deal is said to be a Trade Assurance order (not merely a supplier met on Alibaba.com)."""
        return any(naming.scheme for naming in self.namings if naming.id == "alibaba-trade-assurance") or any(
            number.value for number in self.order_numbers
        )

    @property
    def order_number(self) -> OrderNumber | None:
        """The first order number with a value; else the first empty one."""
        return next((n for n in self.order_numbers if n.value), next(iter(self.order_numbers), None))


def read(reading: Reading) -> PlatformFacts:
    """Read the chapter."""
    namings = read_namings(reading)
    return PlatformFacts(
        namings=namings,
        refused=read_refusals(reading),
        order_numbers=read_order_numbers(reading, namings),
        paid_through=read_payments(reading),
        off_platform=read_cues(reading, "pay"),
        understated=read_cues(reading, "understate"),
        waivers=read_cues(reading, "waive"),
        early_confirmations=read_early_confirmations(reading),
        limits=read_limits(reading),
        coverages=read_coverages(reading),
        windows=read_windows(reading),
        channels=read_channels(reading),
        remarks=read_remarks(reading),
        extensions=read_extensions(reading),
        transits=read_transits(reading),
        splits=read_splits(reading),
        order_totals=read_order_totals(reading),
    )
