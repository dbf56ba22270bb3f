"""Bugs of other case and help-desk systems, each as a test of ours.

Where a number stands in a name, it is that of their issue or pull request, read in November 2026.
"""

import pytest

from tests.times import (
    FIVE_DAYS,
    HOUR,
    KARACHI,
    OFFICE,
    WITH_PRAYER,
    a_calendar,
    at,
    by_hash,
    read,
    shown,
    started,
)
from workflow.definition.calendars import CalendarInvalid
from workflow.definition.durations import parse_limit, parse_offset
from workflow.engine.clock_facts import (
    Breached,
    CalendarRevised,
    Cancelled,
    Excused,
    Fact,
    Paused,
    Resumed,
    Retargeted,
    Stopped,
)
from workflow.engine.clock_moments import catch_up, moments, next_moment
from workflow.engine.clock_revision import revise

LADDER = tuple(map(parse_offset, ("due", "2 working days after")))
REMINDERS = tuple(map(parse_offset, ("50%", "1 working hour before")))


def hold(begin: str, end: str) -> tuple[Fact, Fact]:
    return Paused(at(begin), "hold", "ayesha"), Resumed(at(end), "hold")


def test_frappe_2449_a_hold_over_a_closed_night_moves_nothing() -> None:
    """Eight hours from Monday nine o'clock, held from Monday's close to Tuesday's opening."""
    start = started("8 working hours", "Mon 2027-03-08 09:00")
    reading = read(start, *hold("Mon 2027-03-08 16:00", "Tue 2027-03-09 09:00"))
    assert shown(reading.due) == "Tue 2027-03-09 10:00"
    reading = read(start, *hold("Mon 2027-03-08 17:00", "Tue 2027-03-09 09:00"))
    assert shown(reading.due) == "Mon 2027-03-08 17:00"


def test_frappe_2212_an_office_may_have_a_lunch_break() -> None:
    lunch = a_calendar(week={day: ["09:00-13:00", "14:00-18:00"] for day in FIVE_DAYS})
    reading = read(started("8 working hours", "Mon 2027-03-08 11:00", lunch), calendars=[lunch])
    assert shown(reading.due) == "Tue 2027-03-09 11:00"


def test_frappe_open_clocks_follow_a_changed_list_of_holidays() -> None:
    start = started("3 working days", "Mon 2027-03-08 12:00")
    new = a_calendar(edition="2", holidays={"2027-03-10": {"en": "Holiday", "ur": "تعطیل"}})
    revision = revise(
        [start],
        by_hash(OFFICE, new),
        calendar="office",
        edition=new.hash,
        at=at("Mon 2027-03-08 15:00"),
        zone=KARACHI,
    )
    assert shown(revision.after) == "Fri 2027-03-12 17:00"


@pytest.mark.parametrize(
    ("limit", "start", "due", "before"),
    [
        # 5 working hours from 15:00 are over at 12:00 on Tuesday.
        ("5 working hours", "Mon 2027-03-08 15:00", "Tue 2027-03-09 12:00", "Tue 2027-03-09 11:00"),
        ("2 working hours", "Mon 2027-03-08 15:30", "Tue 2027-03-09 09:30", "Mon 2027-03-08 16:30"),
    ],
)
def test_glpi_22678_one_working_hour_before_a_due_on_another_day(
    limit: str, start: str, due: str, before: str
) -> None:
    reading = read(started(limit, start))
    assert shown(reading.due) == due
    reminder = moments(reading, reminders=REMINDERS[1:], rungs=())[0]
    assert shown(reminder.at) == before


@pytest.mark.parametrize("limit", ["20 hours", "10 working hours", "4 working days", "6 days"])
def test_glpi_6902_another_target_keeps_the_pause(limit: str) -> None:
    """Re-targeting to the same limit is as if nothing had happened."""
    facts = (
        started(limit, "Mon 2027-03-08 10:00"),
        *hold("Mon 2027-03-08 11:00", "Tue 2027-03-09 11:00"),
    )
    again = Retargeted(at("Tue 2027-03-09 12:00"), "priority", parse_limit(limit))
    assert read(*facts, again).due == read(*facts).due


def test_glpi_10594_a_weekend_in_a_pause_is_no_working_day() -> None:
    facts = (
        started("3 working days", "Thu 2027-03-11 10:00"),
        *hold("Fri 2027-03-12 12:00", "Mon 2027-03-15 12:00"),
    )
    assert shown(read(*facts).due) == "Wed 2027-03-17 17:00"


def test_glpi_8710_each_clock_counts_on_its_own_calendar() -> None:
    start = "Fri 2027-03-05 12:00"
    here = read(started("2 working hours", start), calendars=[OFFICE, WITH_PRAYER])
    there = read(started("2 working hours", start, WITH_PRAYER), calendars=[OFFICE, WITH_PRAYER])
    assert shown(here.due) == "Fri 2027-03-05 14:00"
    assert shown(there.due) == "Fri 2027-03-05 15:30"


ENDED = at("Tue 2027-03-09 10:00")


@pytest.mark.parametrize("end", [Stopped(ENDED), Cancelled(ENDED, "off")])
def test_zammad_4353_a_clock_that_stopped_leaves_no_timer(end: Fact) -> None:
    start = started("24 hours", "Mon 2027-03-08 12:00")
    reading = read(start, end)
    assert next_moment(reading, reminders=REMINDERS, rungs=LADDER) is None
    late = at("Mon 2027-03-15 12:00")
    assert not catch_up(
        [start, end], by_hash(OFFICE), zone=KARACHI, reminders=REMINDERS, rungs=LADDER, now=late
    )


def test_zammad_5624_the_office_that_has_the_case_counts_on() -> None:
    start = started("4 working hours", "Fri 2027-03-05 11:00")
    moved = Retargeted(at("Fri 2027-03-05 12:00"), "office", None, WITH_PRAYER.id, WITH_PRAYER.hash)
    reading = read(start, moved, calendars=[OFFICE, WITH_PRAYER])
    # An hour at the old office, half an hour before the prayer, two and a half after it.
    assert shown(reading.due) == "Fri 2027-03-05 16:30"
    assert reading.edition == WITH_PRAYER.hash


def test_servicenow_another_target_is_no_flood_of_breaches_in_the_past() -> None:
    start = started("5 working days", "Mon 2027-03-08 12:00")
    now = at("Fri 2027-03-12 12:00")
    facts: list[Fact] = [start, Retargeted(now, "priority", parse_limit("4 hours"))]
    assert shown(read(*facts).due) == "Fri 2027-03-12 12:00"

    def told(later: int) -> list[str]:
        found = catch_up(
            facts, by_hash(OFFICE), zone=KARACHI, reminders=REMINDERS, rungs=LADDER, now=later
        )
        return [type(fact).__name__ for fact in found]

    assert told(now) == []
    assert told(now + HOUR) == ["Breached", "Rung"]


def test_servicenow_a_repair_never_removes_what_was_recorded() -> None:
    due = at("Tue 2027-03-09 12:00")
    facts = (
        started("24 hours", "Mon 2027-03-08 12:00"),
        Breached(due + 1, due),
        Retargeted(due + HOUR, "priority", parse_limit("72 hours")),
    )
    reading = read(*facts)
    assert (reading.late, reading.breaches, reading.breached_at) == (False, 1, due + 1)


def test_freeitsm_a_new_calendar_does_not_rewrite_what_is_over() -> None:
    due = at("Thu 2027-03-11 17:00")
    facts = (
        started("3 working days", "Mon 2027-03-08 12:00"),
        Breached(due + 1, due),
        Stopped(due + HOUR),
    )
    new = a_calendar(edition="2", holidays={"2027-03-10": {"en": "Holiday", "ur": "تعطیل"}})
    later = at("Mon 2027-03-15 12:00")
    revision = revise(
        facts, by_hash(OFFICE, new), calendar="office", edition=new.hash, at=later, zone=KARACHI
    )
    assert revision.facts == ()
    by_hand = (*facts, CalendarRevised(later, "office", new.hash))
    assert read(*by_hand, calendars=[OFFICE, new]).late


def test_freeitsm_a_breach_is_excused_beside_the_record_not_instead_of_it() -> None:
    due = at("Thu 2027-03-11 17:00")
    facts = (
        started("3 working days", "Mon 2027-03-08 12:00"),
        Breached(due + 1, due),
        Excused(due + HOUR, 0, "office 2"),
    )
    reading = read(*facts)
    assert (reading.breaches, reading.excused) == (1, True)


def test_oca_73_a_calendar_without_working_time_is_refused_and_does_not_hang() -> None:
    with pytest.raises(CalendarInvalid, match="no working time"):
        a_calendar(week={"sun": "closed"})


def test_osticket_4807_a_limit_is_never_guessed_where_there_is_no_working_day() -> None:
    because = {"en": "Closed", "ur": "بند"}
    period = {"from": "2027-02-01", "to": "2027-05-31", "because": because, "week": {}}
    with pytest.raises(CalendarInvalid, match="no working time in the 60 days until 2027-03-30"):
        a_calendar(periods=[period])


def test_osticket_6739_any_days_of_the_week_may_be_working_days() -> None:
    odd = a_calendar(week={"wed": "09:00-17:00", "sun": "09:00-17:00"})
    reading = read(started("3 working days", "Mon 2027-03-08 12:00", odd), calendars=[odd])
    assert shown(reading.due) == "Wed 2027-03-17 17:00"


def test_a_start_at_the_weekend_counts_from_the_next_working_day() -> None:
    for limit, due in (
        ("8 working hours", "Mon 2027-03-15 17:00"),
        ("1 working day", "Mon 2027-03-15 17:00"),
        ("1 day", "Mon 2027-03-15 17:00"),
        ("24 hours", "Sun 2027-03-14 11:00"),
    ):
        assert shown(read(started(limit, "Sat 2027-03-13 11:00")).due) == due


def test_nothing_remaining_is_nothing_and_not_less() -> None:
    start = started("8 working hours", "Mon 2027-03-08 09:00")
    reading = read(start, now="Mon 2027-03-08 17:00")
    assert (reading.used, reading.remaining, reading.late) == (8 * HOUR, 0, False)
    reading = read(start, now="Wed 2027-03-10 17:00")
    assert (reading.used, reading.remaining, reading.late) == (24 * HOUR, 0, True)
