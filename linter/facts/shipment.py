"""How and when the goods travel: deadlines, ports, means of transport, documents, release, and lateness."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.incoterms import IncotermsFacts
from tradelint.facts.ports_fields import PortField
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.shipment_deadline import Deadline, EmptyField, conflicting
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
from tradelint.facts.shipment_time import read_deadlines


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
