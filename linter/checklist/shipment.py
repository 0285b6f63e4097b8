"""The checklist items of the chapter `shipment`: date, ports and what a late delivery costs."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist.item import Item, absent
from tradelint.facts import Facts
from tradelint.facts.ports_fields import PortField
from tradelint.facts.shipment import ShipmentFacts
from tradelint.facts.shipment_deadline import Deadline
from tradelint.facts.shipment_late import LateDelivery
from tradelint.levels import Confidence, lowest


def items(facts: Facts) -> Iterator[Item]:
    """The items of this chapter."""
    shipment = facts.shipment
    yield shipment_date(shipment)
    yield port("port_of_loading", shipment.loading, _empty(shipment, "origin"))
    yield port("port_of_destination", shipment.discharge, _empty(shipment, "destination"))
    yield late_delivery(shipment.late)


def shipment_date(facts: ShipmentFacts) -> Item:
    """Stated with a day, month, week or number of days; weak with words that fix none."""
    told = [d for d in facts.deadlines if not (d.reference and facts.empty_dates)]
    if not told:
        return _unfilled("shipment_date", facts)
    best = min(told, key=_preference)
    fields = {
        "event": best.subject,
        "moment": best.moment,
        "earliest": best.earliest.isoformat() if best.earliest else None,
        "latest": best.latest.isoformat() if best.latest else None,
        "days": best.period.high if best.period else None,
        "unit": best.period.unit if best.period else None,
        "from": [start.id for start in best.starts],
        "long_stop": best.long_stop.isoformat() if best.long_stop else None,
        "vague": [word.term for word in best.vague],
    }
    state = "stated" if best.concrete else "weak"
    return Item("shipment_date", state, date_words(best), best.span, best.confidence, fields)  # type: ignore[arg-type]


def _unfilled(name: str, facts: ShipmentFacts) -> Item:
    if not facts.empty_dates:
        return absent(name)
    hole = max(facts.empty_dates, key=lambda e: e.placeholder)
    return Item(name, "absent", "placeholder" if hole.placeholder else "blank", hole.span)


def _preference(deadline: Deadline) -> tuple[bool, int, int, int]:
    where = ("field", "clause", "text", "line", "credit").index(deadline.where)
    subject = ("shipment", "delivery", "departure", "ready", "arrival", "pickup").index(deadline.subject)
    return (not deadline.concrete, where, subject, deadline.span.start)


def date_words(deadline: Deadline) -> str | None:
    """The normalised reading: an ISO date, a month, "30 days after deposit", or the vague words themselves."""
    if deadline.period:
        words = [f"{deadline.period.written}"]
        if deadline.starts:
            words.append("after " + " and ".join(start.words for start in deadline.starts))
        if deadline.long_stop:
            words.append(f"at the latest {deadline.long_stop.isoformat()}")
        return " ".join(words)
    if deadline.kind == "month" and deadline.earliest and deadline.latest:
        return f"{deadline.earliest:%Y-%m}" if deadline.latest.day > 27 else deadline.latest.isoformat()
    if deadline.earliest and deadline.latest:
        return f"{deadline.earliest.isoformat()} to {deadline.latest.isoformat()}"
    if deadline.latest:
        return deadline.latest.isoformat()
    if deadline.readings:
        return " or ".join(day.isoformat() for day in deadline.readings)
    return deadline.written or (deadline.vague[0].term if deadline.vague else None)


def _empty(facts: ShipmentFacts, end: str) -> PortField | None:
    holes = [port for port in facts.ports if port.end == end and port.place is None]
    return max(holes, key=lambda port: port.placeholder, default=None)


def port(name: str, found: tuple[PortField, ...], empty: PortField | None) -> Item:
    """Stated with a place, weak with a country, a region or "any port"."""
    if not found:
        if empty is None:
            return absent(name)
        return Item(name, "absent", "placeholder" if empty.placeholder else "blank", empty.span)
    best = min(found, key=lambda p: (not (p.place and p.place.precise), p.span.start))
    assert best.place is not None
    via = best.via == "incoterm"
    fields = {
        "place": best.place.text,
        "country": best.place.country,
        "locode": next((p.locode for p in best.place.ports), None),
        "via": best.via,
    }
    value = best.place.text + (" (via incoterm)" if via else "")
    return Item(name, "stated" if best.place.precise else "weak", value, best.span, best.confidence, fields)


def late_delivery(found: tuple[LateDelivery, ...]) -> Item:
    """Stated with a rate, a right to cancel, a refund or air freight; weak when it only speaks of liability."""
    name = "late_delivery_penalty"
    spoken = [passage for passage in found if not (passage.blank and not _says_something(passage))]
    if not spoken:
        if not found:
            return absent(name)
        hole = max(found, key=lambda p: p.placeholder)
        return Item(name, "absent", "placeholder" if hole.placeholder else "blank", hole.span)
    best = max(spoken, key=_weight)
    fields = {
        "percent": str(best.percent) if best.percent is not None else None,
        "per": best.per,
        "cap": str(best.cap) if best.cap is not None else None,
        "cancel_after_days": best.cancel_after_days,
        "cancel": best.cancel,
        "refund": best.refund,
    }
    stated = best.concrete and not (best.blank and best.percent is None)
    confidence = best.confidence if stated else lowest(best.confidence, Confidence.MEDIUM)
    return Item(name, "stated" if stated else "weak", _late_words(best), best.span, confidence, fields)


def _says_something(passage: LateDelivery) -> bool:
    return passage.concrete or passage.compensates or passage.worded


def _weight(passage: LateDelivery) -> tuple[bool, bool, bool, int]:
    return (passage.percent is not None, passage.concrete, passage.captioned, -passage.span.start)


def _late_words(passage: LateDelivery) -> str | None:
    words = []
    if passage.percent is not None:
        words.append(f"{passage.percent}% per {passage.per}" if passage.per else f"{passage.percent}%")
    elif passage.amount is not None:
        words.append(f"{passage.amount.currency} {passage.amount.amount} each time")
    if passage.air_freight:
        words.append("air freight")
    if passage.cap is not None:
        words.append(f"at most {passage.cap}%")
    if passage.cancel:
        days = passage.cancel_after_days
        words.append(f"cancellation after {days} days" if days else "cancellation")
    if passage.refund:
        words.append("refund")
    return ", ".join(words) or None
