"""When a clock will say what: where reminders and rungs lie, and what is to come."""

import pytest

from tests.times import (
    ALWAYS,
    HOUR,
    MONDAY,
    OFFICE,
    ROUND_THE_CLOCK,
    a_calendar,
    at,
    holidays,
    read,
    shown,
    started,
)
from tests.unit.engine.a_ladder import HALF, LADDER, caught_up, names, offsets, planned
from workflow.definition.durations import parse_limit
from workflow.engine.clock_facts import (
    Cancelled,
    Fact,
    Paused,
    Resumed,
    Retargeted,
    Started,
    Stopped,
)
from workflow.engine.clock_moments import Moment, moments, next_moment
from workflow.engine.working_time import CalendarMissing

# -- where offsets lie ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "offset", "when"),
    [
        ("24 hours", "50%", "Tue 2027-03-09 03:00"),
        ("24 hours", "75%", "Tue 2027-03-09 09:00"),
        ("16 working hours", "50%", "Tue 2027-03-09 15:00"),
        ("3 working days", "50%", "Wed 2027-03-10 12:00"),
        ("4 days", "50%", "Wed 2027-03-10 16:00"),
        ("24 hours", "2 hours before", "Tue 2027-03-09 13:00"),
        ("16 working hours", "7 working hours before", "Tue 2027-03-09 16:00"),
        ("3 working days", "1 working day before", "Wed 2027-03-10 17:00"),
        ("16 working hours", "1 working day before", "Tue 2027-03-09 17:00"),
        ("3 working days", "1 day before", "Wed 2027-03-10 17:00"),
        ("5 days", "1 day before", "Fri 2027-03-12 17:00"),
        ("5 days", "2 days before", "Fri 2027-03-12 17:00"),
    ],
)
def test_a_reminder_lies_in_the_time_of_the_clock(limit: str, offset: str, when: str) -> None:
    assert planned(read(started(limit, MONDAY)), offset) == [when]


@pytest.mark.parametrize(
    ("limit", "offset", "when"),
    [
        ("4 days", "50%", "Wed 2027-03-10 19:30"),
        ("4 days", "1 day before", "Fri 2027-03-12 00:00"),
        ("24 hours", "1 day before", "Tue 2027-03-09 00:00"),
    ],
)
def test_without_a_calendar_reminders_lie_by_the_wall_clock(
    limit: str, offset: str, when: str
) -> None:
    assert planned(read(started(limit, MONDAY, None)), offset) == [when]


def test_a_working_reminder_of_a_clock_without_a_calendar_is_an_error_with_a_remedy() -> None:
    reading = read(started("24 hours", MONDAY, None))
    for offset in ("1 working day before", "1 working hour before"):
        with pytest.raises(CalendarMissing):
            planned(reading, offset)


def test_a_close_at_midnight_belongs_to_the_day_that_ends() -> None:
    reading = read(started("3 working days", MONDAY, ROUND_THE_CLOCK), calendars=[ROUND_THE_CLOCK])
    assert shown(reading.due) == "Fri 2027-03-12 00:00"
    assert planned(reading, "1 working day before") == ["Thu 2027-03-11 00:00"]
    assert planned(reading, "1 day before") == ["Thu 2027-03-11 00:00"]
    rungs = offsets("1 working day after", "1 day after", "1 hour after")
    found = [shown(m.planned) for m in moments(reading, reminders=(), rungs=rungs)]
    assert found[1:] == ["Fri 2027-03-12 01:00", "Sat 2027-03-13 00:00", "Sat 2027-03-13 00:00"]


@pytest.mark.parametrize(
    ("offset", "when"),
    [
        ("2 hours after", "Fri 2027-03-12 19:00"),
        ("2 working hours after", "Mon 2027-03-15 11:00"),
        ("2 working days after", "Tue 2027-03-16 17:00"),
        ("2 days after", "Mon 2027-03-15 17:00"),
    ],
)
def test_a_rung_lies_after_the_due_by_the_rule_of_its_unit(offset: str, when: str) -> None:
    reading = read(started("4 working days", MONDAY))
    rung = moments(reading, reminders=(), rungs=offsets(offset))[-1]
    assert (rung.what, rung.rung, shown(rung.planned)) == ("rung", 0, when)
    assert rung.at == rung.planned


def test_the_pauses_are_not_part_of_the_time_of_which_half_is_told() -> None:
    facts = (
        started("24 hours", MONDAY),
        Paused(at("Mon 2027-03-08 17:00"), "x", "a"),
        Resumed(at("Tue 2027-03-09 17:00"), "x"),
    )
    assert planned(read(*facts), "50%") == ["Wed 2027-03-10 03:00"]
    assert planned(read(*facts), "1%") == ["Mon 2027-03-08 15:14"]


def test_half_of_working_days_leaves_out_the_working_time_of_a_pause() -> None:
    facts = (
        started("3 working days", MONDAY),
        Paused(at("Tue 2027-03-09 10:00"), "x", "a"),
        Resumed(at("Wed 2027-03-10 10:00"), "x"),
    )
    assert planned(read(*facts), "50%") == ["Thu 2027-03-11 12:00"]


def test_half_of_a_clock_that_moved_to_another_office_counts_each_office_for_its_time() -> None:
    always = a_calendar(calendar="always", week=ALWAYS)
    facts = (
        started("10 working hours", "Mon 2027-03-08 13:00"),
        Retargeted(at("Mon 2027-03-08 15:00"), "office", None, always.id, always.hash),
    )
    reading = read(*facts, calendars=[OFFICE, always])
    assert shown(reading.due) == "Mon 2027-03-08 23:00"
    assert planned(reading, "50%") == ["Mon 2027-03-08 18:00"]


def test_a_share_that_ends_with_a_stretch_lies_at_its_end() -> None:
    facts = (
        started("10 hours", MONDAY),
        Paused(at("Mon 2027-03-08 20:00"), "x", "a"),
        Resumed(at("Tue 2027-03-09 20:00"), "x"),
    )
    assert planned(read(*facts), "50%") == ["Mon 2027-03-08 20:00"]


def test_working_time_of_a_clock_that_had_no_calendar_is_that_of_its_present_one() -> None:
    facts = (
        started("24 hours", "Mon 2027-03-08 07:00", None),
        Retargeted(
            at("Mon 2027-03-08 12:00"),
            "office",
            parse_limit("8 working hours"),
            OFFICE.id,
            OFFICE.hash,
        ),
    )
    assert planned(read(*facts), "50%") == ["Mon 2027-03-08 13:00"]


# -- what is to come -----------------------------------------------------------------------------


def test_everything_to_come_is_in_order() -> None:
    reading = read(started("3 working days", MONDAY))
    found = moments(reading, reminders=offsets("1 working day before", "50%"), rungs=LADDER)
    due = at("Thu 2027-03-11 17:00")
    assert found == (
        Moment(at("Wed 2027-03-10 12:00"), at("Wed 2027-03-10 12:00"), "reminder", "50%"),
        Moment(
            at("Wed 2027-03-10 17:00"),
            at("Wed 2027-03-10 17:00"),
            "reminder",
            "1 working day before",
        ),
        Moment(due + 1, due, "breach"),
        Moment(due + 1, due, "rung", rung=0),
        Moment(at("Mon 2027-03-15 17:00"), at("Mon 2027-03-15 17:00"), "rung", rung=1),
        Moment(at("Thu 2027-03-18 17:00"), at("Thu 2027-03-18 17:00"), "rung", rung=2),
    )
    assert next_moment(reading, reminders=offsets("50%"), rungs=LADDER) == found[0]


def test_what_is_told_at_the_due_is_told_when_the_clock_is_late() -> None:
    reading = read(started("24 hours", MONDAY))
    reminder, breach = moments(reading, reminders=offsets("due"), rungs=())
    assert reading.due is not None
    assert (reminder.at, reminder.planned) == (breach.at, breach.planned)
    assert reminder.at == reading.due + 1


@pytest.mark.parametrize("end", [Stopped(at(MONDAY) + HOUR), Cancelled(at(MONDAY) + HOUR, "x")])
def test_a_clock_that_ended_has_nothing_more_to_say(end: Fact) -> None:
    reading = read(started("3 working days", MONDAY), end)
    assert moments(reading, reminders=HALF, rungs=LADDER) == ()
    assert next_moment(reading, reminders=HALF, rungs=LADDER) is None


def test_a_paused_clock_only_waits_for_the_end_of_its_pauses() -> None:
    facts = (
        started("3 working days", MONDAY),
        Paused(at(MONDAY) + HOUR, "long", "a", at(MONDAY) + 9 * HOUR),
        Paused(at(MONDAY) + HOUR, "endless", "a"),
        Paused(at(MONDAY) + HOUR, "short", "a", at(MONDAY) + 5 * HOUR),
    )
    found = moments(read(*facts), reminders=HALF, rungs=LADDER)
    assert [(m.what, m.which, m.at - at(MONDAY)) for m in found] == [
        ("resume", "short", 5 * HOUR),
        ("resume", "long", 9 * HOUR),
    ]


def test_a_pause_that_ends_before_it_begins_ends_at_once() -> None:
    facts = (started("24 hours", MONDAY), Paused(at(MONDAY) + HOUR, "x", "a", at(MONDAY)))
    assert names(caught_up(*facts, now="Mon 2027-03-08 17:00")) == ["Resumed"]


def test_a_moment_past_the_end_of_the_calendar_waits_for_another_edition() -> None:
    calendar = a_calendar(until="2027-03-12")
    reading = read(started("3 working days", MONDAY, calendar), calendars=[calendar])
    found = moments(reading, reminders=(), rungs=LADDER)
    assert [moment.rung for moment in found] == [-1, 0]


@pytest.mark.parametrize(
    "offset", ["1 working hour before", "1 working day before", "1 day before"]
)
def test_a_reminder_before_a_due_past_the_end_of_the_calendar_waits_too(offset: str) -> None:
    calendar = a_calendar(until="2027-03-08")
    reading = read(started("48 hours", MONDAY, calendar), calendars=[calendar])
    assert planned(reading, offset, "50%") == ["Tue 2027-03-09 15:00"]


def test_a_reminder_before_a_due_at_the_very_end_of_the_calendar_is_planned() -> None:
    calendar = a_calendar(until="2027-03-10", week=ALWAYS)
    reading = read(started("2 working days", MONDAY, calendar), calendars=[calendar])
    assert planned(reading, "1 working day before") == ["Wed 2027-03-10 00:00"]


def test_a_reminder_long_before_the_calendar_begins_is_none() -> None:
    calendar = a_calendar(**{"from": "2027-03-01"})
    reading = read(started("3 working days", MONDAY, calendar), calendars=[calendar])
    found = ("2000 working hours before", "30 working days before", "30 days before")
    assert planned(reading, *found) == []


def test_a_day_before_may_be_the_first_date_of_the_calendar() -> None:
    start = Started(at("Thu 2026-12-31 12:00"), parse_limit("5 days"), OFFICE.id, OFFICE.hash)
    assert planned(read(start), "4 days before") == ["Fri 2027-01-01 17:00"]


def test_days_before_the_first_close_of_a_calendar_end_at_midnight() -> None:
    calendar = a_calendar(holidays=holidays("2027-01-01", "2027-01-04"))
    start = Started(at("Thu 2026-12-31 12:00"), parse_limit("5 days"), calendar.id, calendar.hash)
    reading = read(start, calendars=[calendar])
    assert shown(reading.due) == "Tue 2027-01-05 17:00"
    assert planned(reading, "2 days before", "4 days before") == [
        "Sat 2027-01-02 00:00",
        "Mon 2027-01-04 00:00",
    ]
