"""The dispute calendar: every date with its arithmetic, both readings where sources differ, and a real calendar file."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from icalendar import Calendar as Book
from tradelint.cli import main
from tradelint.deadlines import Calendar, Case, calendar_of
from tradelint.errors import UsageError
from tradelint.reports.deadlines import ics, render
from tradelint.workdays import read_holidays

OPENED = Case(
    ship_by=date(2027, 1, 15),
    shipped=date(2027, 1, 15),
    received=date(2027, 3, 1),
    opened=date(2027, 3, 10),
    tz="Europe/Berlin",
)


def day(calendar: Calendar, name: str) -> date:
    return next(m.day for m in calendar.milestones if m.name.startswith(name))


def calendar(as_of: str = "2027-03-11", **changes: Any) -> Calendar:
    from dataclasses import replace

    return calendar_of(replace(OPENED, **changes), date.fromisoformat(as_of))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Receipt counts as confirmed", "2027-03-01"),
        ("Inspect the goods by", "2027-03-08"),
        ("Tell the supplier", "2027-03-09"),
        ("Open the dispute, target", "2027-03-23"),
        ("Open the dispute, last day", "2027-03-31"),
        ("Evidence ready, strict", "2027-03-15"),
        ("Evidence ready, in working days", "2027-03-17"),
        ("Supplier's reply is due", "2027-03-13"),
        ("Escalate from", "2027-03-14"),
        ("Answer any proposal by", "2027-03-15"),
        ("Automatic escalation", "2027-03-16"),
        ("Negotiation ends", "2027-04-09"),
        ("Decision expected", "2027-04-14"),
    ],
)
def test_the_worked_example(name: str, expected: str) -> None:
    assert day(calendar(), name) == date.fromisoformat(expected)


def test_ranges_have_both_ends() -> None:
    ends = {m.name.split(",")[0]: m.until for m in calendar().milestones if m.until}
    assert ends == {"Automatic escalation": date(2027, 3, 17), "Decision expected": date(2027, 4, 19)}


def test_automatic_receipt_before_arrival_keeps_its_window_and_warns() -> None:
    late = calendar(received=date(2027, 3, 8))
    assert day(late, "Open the dispute, last day") == date(2027, 3, 31)
    assert any("TA014" in warning for warning in late.warnings)
    assert day(late, "Offline dispute") == date(2027, 4, 7)


def test_a_confirmation_starts_the_clock() -> None:
    assert day(calendar(confirmed=date(2027, 3, 5)), "Open the dispute, last day") == date(2027, 4, 4)


def test_an_extension_moves_the_automatic_receipt() -> None:
    assert day(calendar(extension=15, received=None, opened=None), "Receipt counts") == date(2027, 3, 16)


def test_goods_that_never_arrive_still_have_a_last_day() -> None:
    assert day(calendar(received=None, opened=None), "Open the dispute, last day") == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("as_of", "changes", "state"),
    [
        ("2027-01-15", {"shipped": None, "received": None, "opened": None}, "ORDERED"),
        ("2027-01-16", {"shipped": None, "received": None, "opened": None}, "LATE"),
        ("2027-02-01", {"opened": None}, "SHIPPED"),
        ("2027-03-31", {"opened": None}, "RECEIVED"),
        ("2027-04-01", {"opened": None}, "COVERAGE_ENDED"),
        ("2027-03-10", {}, "DISPUTE"),
        ("2027-03-15", {"escalated": date(2027, 3, 14)}, "ESCALATED"),
        ("2027-03-16", {"evidence_requested": date(2027, 3, 16)}, "EVIDENCE"),
        ("2027-04-09", {}, "MEDIATION"),
        ("2027-03-20", {"cancelled": date(2027, 3, 17)}, "CANCELLED"),
        ("2027-04-01", {"cancelled": date(2027, 3, 17)}, "COVERAGE_ENDED"),
        ("2027-03-20", {"settled": date(2027, 3, 20)}, "SETTLED"),
    ],
)
def test_the_state_of_an_order(as_of: str, changes: dict[str, Any], state: str) -> None:
    assert calendar(as_of, **changes).state == state


def test_evidence_counts_from_the_day_it_was_asked_for() -> None:
    assert day(calendar(evidence_requested=date(2027, 3, 16)), "Evidence ready, strict") == date(2027, 3, 21)


def test_working_days_follow_the_holiday_file() -> None:
    days = read_holidays("2027-03-11..2027-03-12  # factory days off\nwork 2027-03-13\n")
    assert day(calendar(workdays=days), "Evidence ready, in working days") == date(2027, 3, 18)


@pytest.mark.parametrize("line", ["next week", "2027-02-30", "2027-03-05..2027-03-01"])
def test_a_holiday_file_names_its_wrong_line(line: str) -> None:
    with pytest.raises(UsageError, match="line 2"):
        read_holidays(f"2027-01-01\n{line}\n")


def test_west_of_china_the_last_day_ends_the_afternoon_before() -> None:
    last = next(m for m in calendar().milestones if m.name == "Open the dispute, last day")
    assert f"{last.ends:%Y-%m-%d %H:%M}" == "2027-03-31 18:00"
    assert last.act_by == date(2027, 3, 30)
    assert next(m for m in calendar(tz="Asia/Shanghai").milestones if m.name == last.name).act_by is None


def test_what_is_due_next() -> None:
    assert [m.name for m in calendar("2027-03-12").due][:2] == ["Supplier's reply is due", "Escalate from"]


def test_the_calendar_file_opens_in_two_parsers() -> None:
    found = calendar()
    text = ics(found)
    assert text == ics(calendar())
    events = Book.from_ical(text).walk("VEVENT")
    assert len(events) == len(found.milestones) == len({event["uid"] for event in events})
    last = next(event for event in events if str(event["summary"]).startswith("Open the dispute, last day"))
    assert last.decoded("dtstart") == date(2027, 3, 30)
    assert [alarm.decoded("trigger") for alarm in last.walk("VALARM")] == [
        timedelta(days=-3, hours=9), timedelta(days=-1, hours=9),
    ]  # fmt: skip
    assert len(vobject.readOne(text).vevent_list) == len(found.milestones)


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_the_text_shows_sum_and_act_by(format_: str) -> None:
    shown = render(calendar(), format_)
    assert "receipt 2027-03-01 + 30 days" in shown
    assert "2027-03-30" in shown


def test_the_command_reads_date_and_order_from_a_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "pi.txt"
    paper.write_text(
        "PROFORMA INVOICE\nTrade Assurance order no. 24866109501023456\nShipment: not later than 2027-01-15\n"
    )
    book = tmp_path / "dispute.ics"
    with pytest.raises(SystemExit) as exit_:
        main(["deadlines", str(paper), "--as-of", "2027-01-20", "--format", "json", "--ics", str(book)])
    result = json.loads(capsys.readouterr().out)
    assert exit_.value.code == 0
    assert (result["order"], result["state"]) == ("24866109501023456", "LATE")
    assert len(Book.from_ical(book.read_text()).walk("VEVENT")) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [([], "give a day"), (["--shipped", "2027-01-15", "--tz", "Mars/Base"], "no time zone")],
)
def test_wrong_use_is_one_clear_line(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["deadlines", *arguments])
    assert exit_.value.code == 2
    assert words in capsys.readouterr().err
