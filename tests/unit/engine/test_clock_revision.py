"""Another edition of the calendar: dues only move later, breaches are excused, never deleted."""

from datetime import date

import pytest

from tests.times import (
    ALWAYS,
    HOUR,
    KARACHI,
    MONDAY,
    OFFICE,
    a_calendar,
    at,
    by_hash,
    holidays,
    read,
    shown,
    started,
)
from tests.unit.engine.an_announcement import (
    ANNOUNCED,
    EVENING,
    EXPECTED,
    ON_SATURDAY,
    revised,
    with_holiday,
)
from workflow.definition.calendar_editions import announce, confirm
from workflow.definition.calendar_files import HolidayEntry
from workflow.definition.calendars import Calendar
from workflow.definition.durations import parse_limit
from workflow.engine.clock_facts import (
    CalendarRevised,
    Paused,
    Resumed,
    Retargeted,
    Returned,
    Stopped,
)
from workflow.engine.clock_revision import revise
from workflow.engine.clocks import State
from workflow.errors import CalendarExhausted

# -- Eid comes a day later -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "announced", "expected_due", "alone", "kept", "moved"),
    [
        (
            "1 working day",
            ANNOUNCED,
            "Tue 2027-03-09 17:00",
            "Tue 2027-03-09 17:00",
            "Tue 2027-03-09 17:00",
            "same",
        ),
        (
            "2 working days",
            ANNOUNCED,
            "Mon 2027-03-15 17:00",
            "Wed 2027-03-10 17:00",
            "Mon 2027-03-15 17:00",
            "kept",
        ),
        (
            "3 working days",
            ON_SATURDAY,
            "Tue 2027-03-16 17:00",
            "Mon 2027-03-15 17:00",
            "Tue 2027-03-16 17:00",
            "kept",
        ),
        (
            "16 working hours",
            ANNOUNCED,
            "Mon 2027-03-15 15:00",
            "Wed 2027-03-10 15:00",
            "Mon 2027-03-15 15:00",
            "kept",
        ),
    ],
)
def test_a_late_holiday_never_makes_a_due_earlier(
    limit: str, announced: Calendar, expected_due: str, alone: str, kept: str, moved: str
) -> None:
    start = started(limit, MONDAY, EXPECTED)
    assert shown(read(start, calendars=[EXPECTED]).due) == expected_due
    by_itself = started(limit, MONDAY, announced)
    assert shown(read(by_itself, calendars=[announced]).due) == alone
    revision = revised(start, new=announced)
    assert revision.facts == (CalendarRevised(EVENING, "federal", announced.hash),)
    assert (shown(revision.before), shown(revision.after)) == (expected_due, kept)
    assert revision.moved == moved
    after = read(start, *revision.facts, calendars=[EXPECTED, announced])
    assert shown(after.due) == kept
    assert after.edition == announced.hash


def test_a_holiday_that_was_not_expected_moves_the_due_later() -> None:
    start = started("3 working days", MONDAY)
    new = with_holiday(OFFICE, "2027-03-10", edition="2")
    revision = revised(start, old=OFFICE, new=new)
    assert (shown(revision.before), shown(revision.after), revision.moved) == (
        "Thu 2027-03-11 17:00",
        "Fri 2027-03-12 17:00",
        "later",
    )


def test_a_clock_in_days_rolls_forward_on_the_new_holidays() -> None:
    start = started("3 days", MONDAY)
    new = with_holiday(OFFICE, "2027-03-11", edition="2")
    assert shown(revised(start, old=OFFICE, new=new).after) == "Fri 2027-03-12 17:00"


@pytest.mark.parametrize(
    ("limit", "after"),
    [
        ("2 working days", "Tue 2027-03-16 17:00"),
        # It had until 15:00 on Monday, two hours more than the new edition gives by Wednesday.
        ("16 working hours", "Tue 2027-03-16 17:00"),
    ],
)
def test_a_pause_after_a_due_was_kept_counts_from_the_date_shown(limit: str, after: str) -> None:
    facts = (
        started(limit, MONDAY, EXPECTED),
        CalendarRevised(EVENING, "federal", ANNOUNCED.hash),
    )
    calendars = [EXPECTED, ANNOUNCED]
    pause = Paused(at("Wed 2027-03-10 09:00"), "x", "a")
    resumed = Resumed(at("Thu 2027-03-11 09:00"), "x")
    assert shown(read(*facts, pause, resumed, calendars=calendars).due) == after


def test_days_that_were_kept_move_by_the_midnights_of_a_later_pause() -> None:
    on_friday = a_calendar(calendar="federal", holidays=holidays("2027-03-12", status="expected"))
    moved = confirm(on_friday, [date(2027, 3, 9)], edition="2")
    facts = (
        started("4 days", MONDAY, on_friday),
        CalendarRevised(EVENING, "federal", moved.hash),
    )
    calendars = [on_friday, moved]
    assert shown(read(*facts, calendars=calendars).due) == "Mon 2027-03-15 17:00"
    pause = (Paused(at("Wed 2027-03-10 09:00"), "x", "a"), Resumed(at("Thu 2027-03-11 09:00"), "x"))
    assert shown(read(*facts, *pause, calendars=calendars).due) == "Tue 2027-03-16 17:00"


def test_a_kept_midnight_belongs_to_the_date_that_it_ended() -> None:
    on_friday = a_calendar(
        calendar="federal", week=ALWAYS, holidays=holidays("2027-03-12", status="expected")
    )
    moved = confirm(on_friday, [date(2027, 3, 9)], edition="2")
    facts = (
        started("4 days", MONDAY, on_friday),
        CalendarRevised(EVENING, "federal", moved.hash),
    )
    calendars = [on_friday, moved]
    assert shown(read(*facts, calendars=calendars).due) == "Sun 2027-03-14 00:00"
    pause = (Paused(at("Wed 2027-03-10 09:00"), "x", "a"), Resumed(at("Thu 2027-03-11 09:00"), "x"))
    assert shown(read(*facts, *pause, calendars=calendars).due) == "Mon 2027-03-15 00:00"


def test_a_kept_due_that_became_a_holiday_stays_as_it_was() -> None:
    """The floor itself is no working time any more, and still nothing becomes earlier."""
    calendar = a_calendar(holidays=holidays("2027-03-10", status="expected"))
    entry = HolidayEntry(en="Other", ur="دوسری")
    new = announce(
        calendar,
        added={date(2027, 3, 12): entry},
        removed=[date(2027, 3, 10), date(2027, 3, 10)],
        edition="2",
    )
    for limit in ("3 working days", "26 working hours", "4 days"):
        start = started(limit, MONDAY, calendar)
        revision = revised(start, old=calendar, new=new)
        assert revision.after >= revision.before


def test_an_edition_and_back_again_leaves_everything_as_it_was() -> None:
    back = a_calendar(
        calendar="federal",
        edition="3",
        holidays=holidays("2027-03-10", "2027-03-11", "2027-03-12"),
    )
    facts = (
        started("2 working days", MONDAY, EXPECTED),
        CalendarRevised(EVENING, "federal", ANNOUNCED.hash),
        CalendarRevised(EVENING + HOUR, "federal", back.hash),
    )
    reading = read(*facts, calendars=[EXPECTED, ANNOUNCED, back])
    assert shown(reading.due) == "Mon 2027-03-15 17:00"
    assert reading.total == 2


def test_a_late_clock_that_returned_stays_due_when_it_was() -> None:
    facts = (
        started("2 working days", MONDAY, EXPECTED),
        Stopped(at("Tue 2027-03-16 10:00")),
        Returned(at("Wed 2027-03-17 10:00")),
    )
    revision = revised(*facts, when=at("Wed 2027-03-17 12:00"))
    assert (shown(revision.after), revision.moved) == ("Mon 2027-03-15 17:00", "kept")


def test_another_limit_takes_the_place_of_a_kept_due() -> None:
    facts = (
        started("2 working days", MONDAY, EXPECTED),
        CalendarRevised(EVENING, "federal", ANNOUNCED.hash),
        Retargeted(EVENING + HOUR, "priority", parse_limit("2 working days")),
    )
    reading = read(*facts, calendars=[EXPECTED, ANNOUNCED])
    assert shown(reading.due) == "Wed 2027-03-10 17:00"
    facts = (
        started("16 working hours", MONDAY, EXPECTED),
        CalendarRevised(EVENING, "federal", ANNOUNCED.hash),
        Retargeted(EVENING + HOUR, "priority", parse_limit("16 working hours")),
    )
    reading = read(*facts, calendars=[EXPECTED, ANNOUNCED])
    assert shown(reading.due) == "Wed 2027-03-10 15:00"


def test_two_announcements_ratchet_one_after_the_other() -> None:
    third = with_holiday(ANNOUNCED, "2027-03-16", "2027-03-17", edition="3")
    facts = (
        started("3 working days", MONDAY, EXPECTED),
        CalendarRevised(EVENING, "federal", ANNOUNCED.hash),
        CalendarRevised(EVENING + HOUR, "federal", third.hash),
    )
    reading = read(*facts, calendars=[EXPECTED, ANNOUNCED, third])
    # Tuesday 9, Wednesday 10, then Eid, the weekend and three more days: Thursday 18.
    assert shown(reading.due) == "Thu 2027-03-18 17:00"


def test_the_whole_life_is_counted_with_the_new_edition() -> None:
    """A holiday in the past was no time used: what remains grows, and the due moves."""
    start = started("16 working hours", MONDAY)
    new = with_holiday(OFFICE, "2027-03-09", edition="2")
    later = at("Wed 2027-03-10 10:00")
    revision = revised(start, old=OFFICE, new=new, when=later)
    assert (shown(revision.before), shown(revision.after)) == (
        "Wed 2027-03-10 15:00",
        "Thu 2027-03-11 15:00",
    )
    reading = read(start, *revision.facts, calendars=[OFFICE, new])
    assert reading.used == 3 * HOUR


# -- clocks that are not concerned ---------------------------------------------------------------


def test_a_stopped_clock_is_not_touched() -> None:
    start = started("2 working days", MONDAY, EXPECTED)
    revision = revised(start, Stopped(at("Tue 2027-03-09 12:00")))
    assert (revision.facts, revision.moved) == ((), "same")


def test_an_edition_recorded_after_a_clock_stopped_does_not_change_it() -> None:
    facts = (
        started("2 working days", MONDAY, EXPECTED),
        Stopped(at("Tue 2027-03-09 12:00")),
        CalendarRevised(EVENING, "federal", ANNOUNCED.hash),
    )
    reading = read(*facts, calendars=[EXPECTED, ANNOUNCED])
    assert reading.edition == EXPECTED.hash


def test_what_was_kept_is_time_of_the_clock() -> None:
    start = started("16 working hours", MONDAY, EXPECTED)
    reading = read(start, *revised(start).facts, calendars=[EXPECTED, ANNOUNCED])
    assert reading.total == 18 * HOUR


def test_a_clock_that_returned_can_be_revised() -> None:
    facts = (
        started("2 working days", MONDAY, EXPECTED),
        Stopped(at("Tue 2027-03-09 12:00")),
        Returned(at("Tue 2027-03-09 13:00")),
    )
    revision = revised(*facts)
    reading = read(*facts, *revision.facts, calendars=[EXPECTED, ANNOUNCED])
    assert reading.edition == ANNOUNCED.hash
    assert shown(reading.due) == "Mon 2027-03-15 17:00"


def test_a_clock_of_another_calendar_is_not_touched() -> None:
    start = started("2 working days", MONDAY, OFFICE)
    revision = revise(
        [start],
        by_hash(OFFICE, ANNOUNCED),
        calendar="federal",
        edition=ANNOUNCED.hash,
        at=EVENING,
        zone=KARACHI,
    )
    assert (revision.facts, revision.moved) == ((), "same")


def test_a_clock_without_a_calendar_is_not_touched() -> None:
    assert revised(started("24 hours", MONDAY, None)).facts == ()


def test_an_edition_that_is_known_already_changes_nothing() -> None:
    start = started("2 working days", MONDAY, ANNOUNCED)
    assert revised(start).facts == ()


def test_a_clock_in_hours_takes_the_edition_and_stays_due_when_it_was() -> None:
    revision = revised(started("24 hours", MONDAY, EXPECTED))
    assert (len(revision.facts), revision.moved) == (1, "same")


def test_an_edition_that_ends_too_early_is_an_error() -> None:
    short = a_calendar(calendar="federal", edition="2", until="2027-03-09")
    with pytest.raises(CalendarExhausted):
        revised(started("2 working days", MONDAY, EXPECTED), new=short)


def test_a_paused_clock_is_revised_too() -> None:
    facts = (started("3 working days", MONDAY), Paused(at("Tue 2027-03-09 12:00"), "x", "a"))
    new = with_holiday(OFFICE, "2027-03-10", edition="2")
    revision = revised(*facts, old=OFFICE, new=new)
    assert (shown(revision.before), shown(revision.after)) == (
        "Thu 2027-03-11 17:00",
        "Fri 2027-03-12 17:00",
    )
    resumed = Resumed(at("Wed 2027-03-10 09:00"), "x")
    reading = read(*facts, *revision.facts, resumed, calendars=[OFFICE, new])
    assert shown(reading.due) == "Mon 2027-03-15 17:00"
    assert reading.state is State.RUNNING
