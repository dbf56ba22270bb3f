"""Another limit, another office."""

import datetime

import pytest

from tests.times import (
    HOUR,
    MONDAY,
    OFFICE,
    a_calendar,
    at,
    due,
    extended,
    paused,
    read,
    resumed,
    retargeted,
    shown,
    started,
)
from workflow.definition.calendars import Calendar
from workflow.definition.durations import parse_limit
from workflow.engine.clock_facts import (
    Retargeted,
)
from workflow.engine.clocks import (
    State,
)
from workflow.engine.working_time import CalendarMissing


@pytest.mark.parametrize(
    ("old", "new", "end"),
    [
        ("24 hours", "48 hours", "Wed 2027-03-10 15:00"),
        ("24 hours", "22 hours", "Tue 2027-03-09 13:00"),
        ("16 working hours", "8 working hours", "Tue 2027-03-09 15:00"),
        ("3 working days", "5 working days", "Mon 2027-03-15 17:00"),
        ("3 days", "2 days", "Wed 2027-03-10 17:00"),
        # another unit: what was used is measured again, not converted
        ("3 working days", "24 hours", "Tue 2027-03-09 15:00"),
        ("24 hours", "3 working days", "Thu 2027-03-11 17:00"),
        ("24 hours", "16 working hours", "Wed 2027-03-10 15:00"),
        ("24 hours", "3 days", "Thu 2027-03-11 17:00"),
    ],
)
def test_another_limit_keeps_the_time_used(old: str, new: str, end: str) -> None:
    assert due(started(old, MONDAY), retargeted("Tue 2027-03-09 10:00", new)) == end


def test_another_limit_after_a_pause_keeps_the_pause() -> None:
    facts = (
        started("16 working hours", MONDAY),
        paused("Tue 2027-03-09 09:00"),
        resumed("Tue 2027-03-09 17:00"),
    )
    assert due(*facts) == "Thu 2027-03-11 15:00"
    assert due(*facts, retargeted("Wed 2027-03-10 10:00", "8 working hours")) == (
        "Wed 2027-03-10 15:00"
    )
    assert due(*facts, retargeted("Wed 2027-03-10 10:00", "1 working day")) == (
        "Wed 2027-03-10 17:00"
    )


@pytest.mark.parametrize("limit", ["1 hour", "1 working hour"])
def test_a_limit_that_is_used_up_already_is_due_now(limit: str) -> None:
    now = "Tue 2027-03-09 12:00"
    reading = read(started("48 hours", MONDAY), retargeted(now, limit))
    assert shown(reading.due) == now
    assert not reading.late


@pytest.mark.parametrize("limit", ["1 working day", "1 day"])
def test_days_that_are_used_up_already_are_due_now(limit: str) -> None:
    now = "Thu 2027-03-11 12:00"
    assert due(started("5 working days", MONDAY), retargeted(now, limit)) == now


def test_a_clock_that_was_late_already_stays_due_when_it_was() -> None:
    facts = (started("24 hours", MONDAY), retargeted("Fri 2027-03-12 12:00", "12 hours"))
    assert due(*facts) == "Tue 2027-03-09 15:00"
    facts = (started("24 hours", MONDAY), retargeted("Fri 2027-03-12 12:00"))
    assert due(*facts) == "Tue 2027-03-09 15:00"


def test_a_longer_limit_moves_the_due_of_a_late_clock_even_if_it_stays_late() -> None:
    facts = (started("24 hours", MONDAY), retargeted("Fri 2027-03-12 12:00", "48 hours"))
    assert due(*facts) == "Wed 2027-03-10 15:00"


def test_another_limit_while_paused_counts_when_the_clock_runs_again() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 18:00"),
        retargeted("Mon 2027-03-08 20:00", "12 hours"),
    )
    assert read(*facts).state is State.PAUSED
    assert shown(read(*facts).due_before_pause) == "Tue 2027-03-09 03:00"
    assert due(*facts, resumed("Tue 2027-03-09 18:00")) == "Wed 2027-03-10 03:00"


def test_a_limit_used_up_while_paused_is_due_when_the_clock_runs_again() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 18:00"),
        retargeted("Mon 2027-03-08 20:00", "2 hours"),
    )
    assert shown(read(*facts).due_before_pause) == "Mon 2027-03-08 18:00"
    assert due(*facts, resumed("Tue 2027-03-09 18:00")) == "Tue 2027-03-09 18:00"


def test_a_new_limit_takes_the_place_of_extensions_and_another_office_does_not() -> None:
    facts = (started("24 hours", MONDAY), extended(MONDAY, "6 hours"))
    assert due(*facts, retargeted("Tue 2027-03-09 10:00", "24 hours")) == "Tue 2027-03-09 15:00"
    assert due(*facts, retargeted("Tue 2027-03-09 10:00")) == "Tue 2027-03-09 21:00"


def test_a_corrected_date_is_due_on_that_date_even_after_a_pause() -> None:
    facts = (
        started("2027-03-12", MONDAY),
        paused("Mon 2027-03-08 20:00"),
        resumed("Wed 2027-03-10 12:00"),
    )
    assert due(*facts) == "Mon 2027-03-15 17:00"
    corrected = Retargeted(at("Wed 2027-03-10 13:00"), "date", datetime.date(2027, 3, 18))
    assert due(*facts, corrected) == "Thu 2027-03-18 17:00"
    a_day_later = Retargeted(at("Fri 2027-03-12 13:00"), "date", datetime.date(2027, 3, 18))
    assert due(*facts, a_day_later) == "Thu 2027-03-18 17:00"


OTHER = a_calendar(calendar="other", week={"mon": "10:00-12:00", "tue": "10:00-12:00"})
EARLY = a_calendar(calendar="early", week=dict.fromkeys(OFFICE.file.week, "09:00-14:00"))


def moved_to(when: str, calendar: Calendar = OTHER) -> Retargeted:
    return Retargeted(at(when), "office", None, calendar.id, calendar.hash)


def test_the_calendar_of_another_office_counts_from_then_on() -> None:
    facts = (started("10 working hours", MONDAY), moved_to("Tue 2027-03-09 10:00"))
    reading = read(*facts, calendars=[OFFICE, OTHER])
    # 2 hours on Monday and 1 on Tuesday at the old office; 2 on each of Tuesday, Monday, Tuesday...
    assert shown(reading.due) == "Mon 2027-03-22 11:00"
    assert reading.edition == OTHER.hash
    assert reading.used == 3 * HOUR


def test_a_day_that_only_the_old_office_has_closed_does_not_count_twice() -> None:
    start = started("2 working days", "Mon 2027-03-08 10:00", EARLY)
    moved = moved_to("Tue 2027-03-09 15:00", OFFICE)
    reading = read(start, moved, calendars=[OFFICE, EARLY])
    assert shown(reading.due) == "Wed 2027-03-10 17:00"


def test_a_day_that_both_offices_have_closed_counts_once() -> None:
    start = started("2 working days", "Mon 2027-03-08 10:00", EARLY)
    moved = moved_to("Tue 2027-03-09 18:00", OFFICE)
    reading = read(start, moved, calendars=[OFFICE, EARLY])
    assert shown(reading.due) == "Wed 2027-03-10 17:00"


@pytest.mark.parametrize(
    ("moved", "to", "end"),
    [
        # Before the old office closes, after it, and to an office that is shut that day.
        ("Mon 2027-03-08 12:00", OFFICE, "Wed 2027-03-10 17:00"),
        ("Mon 2027-03-08 15:00", OFFICE, "Wed 2027-03-10 17:00"),
        ("Mon 2027-03-08 12:00", OTHER, "Mon 2027-03-15 12:00"),
    ],
)
def test_the_first_day_does_not_count_at_another_office_either(
    moved: str, to: Calendar, end: str
) -> None:
    start = started("2 working days", "Mon 2027-03-08 10:00", EARLY)
    calendars = [OFFICE, OTHER, EARLY]
    reading = read(start, moved_to(moved, to), calendars=calendars, now="Wed 2027-03-10 16:00")
    assert shown(reading.due) == end
    assert (reading.used, reading.remaining) == (1, 1)


def test_a_first_day_on_which_the_other_office_is_shut_is_no_longer_left_out() -> None:
    tuesdays = a_calendar(calendar="tuesdays", week={"tue": "10:00-12:00"})
    start = started("2 working days", "Mon 2027-03-08 10:00", EARLY)
    reading = read(start, moved_to("Mon 2027-03-08 12:00", tuesdays), calendars=[EARLY, tuesdays])
    assert shown(reading.due) == "Tue 2027-03-16 12:00"


def test_moving_there_and_back_on_one_day_counts_it_once() -> None:
    facts = (
        started("2 working days", "Mon 2027-03-08 10:00", EARLY),
        moved_to("Tue 2027-03-09 14:30", OFFICE),
        moved_to("Tue 2027-03-09 15:00", EARLY),
        moved_to("Tue 2027-03-09 16:00", OFFICE),
    )
    assert shown(read(*facts, calendars=[OFFICE, EARLY]).due) == "Wed 2027-03-10 17:00"


def test_an_office_that_closed_before_the_case_came_to_it_has_not_counted_the_day() -> None:
    facts = (
        started("2 working days", "Mon 2027-03-08 10:00", OFFICE),
        moved_to("Tue 2027-03-09 15:00", EARLY),
        moved_to("Tue 2027-03-09 16:00", OFFICE),
    )
    assert shown(read(*facts, calendars=[OFFICE, EARLY]).due) == "Wed 2027-03-10 17:00"


@pytest.mark.parametrize("limit", ["3 working days", "3 days"])
def test_moving_exactly_at_the_due_changes_nothing(limit: str) -> None:
    late_office = a_calendar(calendar="late", week=dict.fromkeys(OFFICE.file.week, "09:00-20:00"))
    facts = (started(limit, MONDAY), moved_to("Thu 2027-03-11 17:00", late_office))
    reading = read(*facts, calendars=[OFFICE, late_office])
    assert shown(reading.due) == "Thu 2027-03-11 17:00"


def test_a_day_that_closes_as_the_case_moves_has_counted() -> None:
    facts = (
        started("2 working days", "Mon 2027-03-08 10:00", EARLY),
        moved_to("Tue 2027-03-09 14:00", OFFICE),
    )
    reading = read(*facts, calendars=[OFFICE, EARLY], now="Tue 2027-03-09 18:00")
    assert shown(reading.due) == "Wed 2027-03-10 17:00"
    assert reading.used == 1


def test_a_day_that_closes_as_the_case_arrives_has_not_counted() -> None:
    facts = (
        started("3 working days", "Mon 2027-03-08 10:00", OFFICE),
        moved_to("Tue 2027-03-09 14:00", EARLY),
        moved_to("Tue 2027-03-09 15:00", OFFICE),
    )
    reading = read(*facts, calendars=[OFFICE, EARLY], now="Tue 2027-03-09 18:00")
    assert shown(reading.due) == "Thu 2027-03-11 17:00"
    assert reading.used == 1


def test_a_first_day_that_closes_as_the_case_moves_does_not_count() -> None:
    facts = (
        started("2 working days", "Mon 2027-03-08 10:00", EARLY),
        moved_to("Mon 2027-03-08 14:00", OFFICE),
    )
    reading = read(*facts, calendars=[OFFICE, EARLY], now="Mon 2027-03-08 18:00")
    assert shown(reading.due) == "Wed 2027-03-10 17:00"
    assert (reading.used, reading.remaining) == (0, 2)
    another = read(
        *facts, retargeted("Mon 2027-03-08 15:00", "3 working days"), calendars=[OFFICE, EARLY]
    )
    assert shown(another.due) == "Thu 2027-03-11 17:00"


def test_another_limit_keeps_the_first_close_that_a_pause_passed() -> None:
    facts = (
        started("2 working days", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Mon 2027-03-08 18:00"),
        retargeted("Tue 2027-03-09 12:00", "3 working days"),
    )
    assert due(*facts) == "Fri 2027-03-12 17:00"


def test_a_late_clock_that_moved_is_late_since_its_time_was_used() -> None:
    """With the extension ten hours: two on Monday, eight on Tuesday, all at the old office."""
    facts = (
        started("3 working hours", MONDAY),
        moved_to("Thu 2027-03-11 12:00", OTHER),
        extended("Thu 2027-03-11 13:00", "7 working hours"),
    )
    reading = read(*facts, calendars=[OFFICE, OTHER])
    assert shown(reading.due) == "Tue 2027-03-09 17:00"


def test_a_late_clock_in_working_days_is_late_since_its_days_were_used() -> None:
    facts = (
        started("1 working day", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Mon 2027-03-08 18:00"),
        moved_to("Fri 2027-03-12 12:00", EARLY),
        extended("Fri 2027-03-12 13:00", "1 working day"),
    )
    reading = read(*facts, calendars=[OFFICE, EARLY])
    # The pause passed one close, on Monday, so the first day is Wednesday.
    assert shown(reading.due) == "Thu 2027-03-11 17:00"


def test_a_weekend_is_no_day_that_closes() -> None:
    start = started("6 working days", "Mon 2027-03-08 10:00", EARLY)
    reading = read(start, moved_to("Sat 2027-03-13 15:00", OFFICE), calendars=[OFFICE, EARLY])
    assert shown(reading.due) == "Tue 2027-03-16 17:00"


def test_another_office_does_not_move_the_due_of_a_late_clock() -> None:
    start = started("2 working days", "Mon 2027-03-08 10:00", EARLY)
    reading = read(start, moved_to("Fri 2027-03-12 15:00", OFFICE), calendars=[OFFICE, EARLY])
    assert shown(reading.due) == "Wed 2027-03-10 14:00"
    assert reading.late


def test_a_clock_without_a_calendar_can_be_given_one() -> None:
    start = started("24 hours", MONDAY, None)
    given = Retargeted(
        at("Tue 2027-03-09 10:00"), "office", parse_limit("3 working days"), OFFICE.id, OFFICE.hash
    )
    assert due(start, given) == "Thu 2027-03-11 17:00"


def test_working_time_without_a_calendar_is_an_error_with_a_remedy() -> None:
    for limit in ("3 working days", "16 working hours"):
        with pytest.raises(CalendarMissing, match="Name one in the workflow"):
            read(started(limit, MONDAY, None))
