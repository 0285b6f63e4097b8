"""The dispute calendar for people, for machines, and for calendar programs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from tradelint.deadlines import Calendar, Milestone
from tradelint.reports.templates import template

FORMATS = ("text", "markdown", "json", "ics")
# Days before the last one on which a calendar program rings, by how grave a missed day is.
RINGS = {"hard": (3, 1), "right": (0,), "advice": (1,), "watch": (1,), "estimate": ()}


def render(calendar: Calendar, format_: str) -> str:
    """The calendar in one of `FORMATS`: the same bytes for the same case and day."""
    match format_:
        case "json":
            return json.dumps(_object(calendar), ensure_ascii=False, indent=2) + "\n"
        case "ics":
            return ics(calendar)
        case _:
            name = "deadlines.md.j2" if format_ == "markdown" else "deadlines.txt.j2"
            return (
                str(template(name).render(title=_title(calendar), calendar=calendar, rows=list(_rows(calendar)))) + "\n"
            )


def _title(calendar: Calendar) -> str:
    order = calendar.case.order
    return (
        f"Dispute calendar of Trade Assurance order {order}" if order else "Dispute calendar of a Trade Assurance order"
    )


def _rows(calendar: Calendar) -> Iterator[dict[str, Any]]:
    upcoming = calendar.due[:1]
    for found in calendar.milestones:
        yield {
            "days": f"{found.day} to {found.until}" if found.until else f"{found.day} {found.day:%a}",
            "name": found.name,
            "kind": found.kind,
            "sum": found.sum,
            "note": found.note,
            "act_by": found.act_by,
            "ends": _moment(found),
            "is_next": found in upcoming,
        }


def _moment(found: Milestone) -> str:
    return f"{found.ends:%Y-%m-%d %H:%M} {found.ends.tzinfo}" if found.ends else ""


def _object(calendar: Calendar) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "order": calendar.case.order or None,
        "as_of": calendar.as_of.isoformat(),
        "state": calendar.state,
        "next": calendar.next,
        "warnings": list(calendar.warnings),
        "milestones": [_milestone(found) for found in calendar.milestones],
        "due": [found.name for found in calendar.due],
    }


def _milestone(found: Milestone) -> dict[str, Any]:
    return {
        "name": found.name,
        "kind": found.kind,
        "day": found.day.isoformat(),
        "until": found.until.isoformat() if found.until else None,
        "sum": found.sum,
        "note": found.note or None,
        "ends": found.ends.isoformat() if found.ends else None,
        "act_by": found.act_by.isoformat() if found.act_by else None,
    }


def ics(calendar: Calendar) -> str:
    """An RFC 5545 calendar: one all-day event per milestone, with alarms before the hard ones."""
    from icalendar import Alarm, Event
    from icalendar import Calendar as Book

    book = Book()
    book.add("prodid", "-//tradelint//dispute calendar//EN")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    for found in calendar.milestones:
        event = Event()
        event.add("uid", _uid(calendar, found))
        event.add("dtstamp", datetime.combine(calendar.as_of, time(), UTC))
        event.add("dtstart", found.act_by or found.day)
        event.add("dtend", (found.act_by or found.last) + timedelta(days=1))
        event.add("summary", f"{found.name} (ends {found.last})" if found.act_by else found.name)
        event.add("description", "\n".join(line for line in (found.sum, found.note, _title(calendar)) if line))
        event.add("categories", [found.kind])
        event.add("transp", "TRANSPARENT")
        for days in RINGS[found.kind]:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", found.name)
            alarm.add("trigger", timedelta(hours=9) - timedelta(days=days))
            event.add_component(alarm)
        book.add_component(event)
    return str(book.to_ical().decode("utf-8"))


def _uid(calendar: Calendar, found: Milestone) -> str:
    key = "\x1f".join((calendar.case.order, found.name, str(calendar.case.ship_by), str(calendar.case.opened)))
    return hashlib.sha256(key.encode()).hexdigest()[:24] + "@tradelint"
