"""How and when the goods travel: deadlines, ports, means of transport, documents, release, and lateness."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.incoterms import IncotermsFacts
from tradelint.facts.ports_fields import PortField
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.shipment_late import LateDelivery, read_late
from tradelint.facts.shipment_route import (
    Permission,
    Release,
    ShippingDocument,
    Transport,
    read_documents,
    read_permissions,
    read_ports,
    read_releases,
    read_transports,
)
from tradelint.facts.shipment_time import Deadline, EmptyField, read_deadlines


@dataclass(frozen=True)
class ShipmentFacts:
    """What the paper says about shipment; an empty tuple means that it does not say."""

    deadlines: tuple[Deadline, ...] = ()
    empty_dates: tuple[EmptyField, ...] = ()
    ports: tuple[PortField, ...] = ()
    transports: tuple[Transport, ...] = ()
    permissions: tuple[Permission, ...] = ()
    documents: tuple[ShippingDocument, ...] = ()
    document_lists: tuple[Fact, ...] = ()
    releases: tuple[Release, ...] = ()
    late: tuple[LateDelivery, ...] = ()

    @property
    def loading(self) -> tuple[PortField, ...]:
        """The places that the goods leave from."""
        return tuple(port for port in self.ports if port.end == "origin" and port.place)

    @property
    def discharge(self) -> tuple[PortField, ...]:
        """The places that the goods go to."""
        return tuple(port for port in self.ports if port.end == "destination" and port.place)

    @property
    def modes(self) -> frozenset[str]:
        """The means of transport of the main shipment."""
        return frozenset(t.mode for t in self.transports if t.main) - {"container", "bulk"}

    @property
    def conflicts(self) -> tuple[tuple[Deadline, Deadline], ...]:
        """Pairs of deadlines for the same event and the same goods that cannot both hold."""
        return conflicting(self.deadlines)


def read(reading: Reading, incoterms: IncotermsFacts) -> ShipmentFacts:
    """Read the chapter; the trade terms give the ports that no field names."""
    deadlines, empty = read_deadlines(reading)
    documents, lists = read_documents(reading)
    return ShipmentFacts(
        deadlines=deadlines,
        empty_dates=empty,
        ports=read_ports(reading, incoterms.terms),
        transports=read_transports(reading),
        permissions=read_permissions(reading),
        documents=documents,
        document_lists=lists,
        releases=read_releases(reading),
        late=read_late(reading),
    )


def conflicting(deadlines: tuple[Deadline, ...]) -> tuple[tuple[Deadline, Deadline], ...]:
    """Deadlines of one event that differ; lots, goods lines, credits and different events do not conflict."""
    fixed = [
        d for d in deadlines if d.concrete and not d.lot and not d.row and d.where != "credit" and not d.incomplete
    ]
    return tuple(
        (first, second)
        for index, first in enumerate(fixed)
        for second in fixed[index + 1 :]
        if _event(first) == _event(second) and _differ(first, second)
    )


def _event(deadline: Deadline) -> str:
    """Shipment and delivery are one event in most papers; readiness, departure and arrival are others."""
    if deadline.moment in ("ex_factory", "arrival"):
        return deadline.moment
    return "shipment" if deadline.subject in ("shipment", "delivery") else deadline.subject


def _differ(first: Deadline, second: Deadline) -> bool:
    if first.period and second.period:
        same = (first.period.low, first.period.high) == (second.period.low, second.period.high)
        return not same and bool({s.id for s in first.starts} & {s.id for s in second.starts} or not first.starts)
    if first.period or second.period:
        return False
    days = {day for d in (first, second) for day in d.readings}
    if len(first.readings) > 1 or len(second.readings) > 1:
        return not set(first.readings) & set(second.readings) and bool(days)
    if first.kind == "date" and second.kind == "date":
        return first.latest != second.latest
    return _apart(first, second) or _apart(second, first)


def _apart(first: Deadline, second: Deadline) -> bool:
    """Whether the first ends before the second begins."""
    begins = second.earliest or second.latest
    return bool(first.latest and begins and first.latest < begins)
