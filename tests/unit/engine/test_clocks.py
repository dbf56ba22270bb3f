"""Reading a clock: what its facts come to."""

import datetime

import pytest

from tests.times import (
    HOUR,
    KARACHI,
    MINUTE,
    OFFICE,
    ROUND_THE_CLOCK,
    a_calendar,
    at,
    by_hash,
    read,
    shown,
    started,
)
from workflow.definition.calendars import Calendar
from workflow.definition.durations import Limit, Unit, parse_limit
from workflow.engine.clock_facts import (
    Breached,
    Cancelled,
    Excused,
    Extended,
    Fact,
    Paused,
    Reanchored,
    Resumed,
    Retargeted,
    Returned,
    Started,
    Stopped,
)
from workflow.engine.clock_rules import UnitMismatch
from workflow.engine.clocks import (
    ExtensionNotPossible,
    NotStarted,
    State,
    check_extension,
    read_clock,
)
from workflow.engine.working_time import CalendarMissing
from workflow.errors import CalendarExhausted

MONDAY = "Mon 2027-03-08 15:00"


def paused(start: str, reason: str = "unreachable") -> Paused:
    return Paused(at(start), reason, "ayesha")


def resumed(end: str, reason: str | None = "unreachable") -> Resumed:
    return Resumed(at(end), reason)


def extended(when: str, more: str, reason: str = "road closed") -> Extended:
    return Extended(at(when), "kamran", reason, parse_limit(more))


def due(*facts: Fact) -> str:
    return shown(read(*facts).due)


# -- running -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "end"),
    [
        ("24 hours", "Tue 2027-03-09 15:00"),
        ("16 working hours", "Wed 2027-03-10 15:00"),
        ("3 working days", "Thu 2027-03-11 17:00"),
        ("5 days", "Mon 2027-03-15 17:00"),
        ("2027-03-12", "Fri 2027-03-12 17:00"),
        ("2027-03-13", "Mon 2027-03-15 17:00"),
    ],
)
def test_a_clock_is_due_by_the_rule_of_its_limit(limit: str, end: str) -> None:
    reading = read(started(limit, MONDAY))
    assert shown(reading.due) == end
    assert reading.state is State.RUNNING
    assert not reading.late
    assert reading.due_before_pause is None


def test_a_clock_counts_from_its_anchor() -> None:
    start = Started(
        at(MONDAY), Limit(1, Unit.WORKING_DAYS), "office", OFFICE.hash, at("Thu 2027-03-04 09:00")
    )
    reading = read(start)
    assert shown(reading.due) == "Fri 2027-03-05 17:00"
    assert shown(reading.started_at) == "Thu 2027-03-04 09:00"
    assert reading.late


def test_a_date_in_the_past_is_late_from_the_start() -> None:
    reading = read(started("2027-03-05", MONDAY))
    assert shown(reading.due) == "Fri 2027-03-05 17:00"
    assert reading.late
    assert reading.remaining == 0


def test_a_date_without_a_calendar_is_due_when_it_ends() -> None:
    assert shown(read(started("2027-03-12", MONDAY, None)).due) == "Sat 2027-03-13 00:00"


def test_a_clock_is_late_after_its_due_and_not_at_it() -> None:
    start = started("24 hours", MONDAY)
    end = at("Tue 2027-03-09 15:00")
    assert not read_clock([start], by_hash(OFFICE), zone=KARACHI, now=end).late
    assert read_clock([start], by_hash(OFFICE), zone=KARACHI, now=end + 1).late


@pytest.mark.parametrize(
    ("limit", "now", "used", "remaining"),
    [
        ("24 hours", "Mon 2027-03-08 18:00", 3 * HOUR, 21 * HOUR),
        ("24 hours", "Wed 2027-03-10 15:00", 48 * HOUR, 0),
        ("16 working hours", "Tue 2027-03-09 10:00", 3 * HOUR, 13 * HOUR),
        ("3 working days", "Mon 2027-03-08 16:00", 0, 3),
        ("3 working days", "Mon 2027-03-08 18:00", 0, 3),
        ("3 working days", "Tue 2027-03-09 17:00", 1, 2),
        ("3 working days", "Fri 2027-03-12 18:00", 4, 0),
        ("5 days", "Mon 2027-03-08 23:59", 0, 5),
        ("5 days", "Wed 2027-03-10 00:00", 2, 3),
    ],
)
def test_what_is_used_and_what_remains_is_told_in_the_unit_of_the_clock(
    limit: str, now: str, used: int, remaining: int
) -> None:
    reading = read(started(limit, MONDAY), now=now)
    assert (reading.used, reading.remaining) == (used, remaining)


def test_without_a_present_the_reading_is_that_of_the_last_fact() -> None:
    reading = read(
        started("24 hours", MONDAY),
        Breached(at("Tue 2027-03-09 18:00"), at("Tue 2027-03-09 15:00")),
    )
    assert reading.used == 27 * HOUR
    assert reading.late
    assert shown(reading.as_of) == "Tue 2027-03-09 18:00"


def test_a_reading_names_the_edition_it_counts_with() -> None:
    assert read(started("24 hours", MONDAY)).edition == OFFICE.hash
    assert read(started("24 hours", MONDAY, None)).edition is None


# -- pauses --------------------------------------------------------------------------------------


def test_a_paused_clock_has_no_due() -> None:
    reading = read(started("24 hours", MONDAY), paused("Mon 2027-03-08 18:00"))
    assert reading.state is State.PAUSED
    assert reading.due is None
    assert shown(reading.due_before_pause) == "Tue 2027-03-09 15:00"
    assert reading.reasons == (("unreachable", None),)
    assert shown(reading.paused_at) == "Mon 2027-03-08 18:00"
    assert reading.used == 3 * HOUR


def test_a_paused_clock_is_never_late() -> None:
    reading = read(
        started("24 hours", MONDAY), paused("Mon 2027-03-08 18:00"), now="Fri 2027-03-12 18:00"
    )
    assert not reading.late
    assert reading.used == 3 * HOUR


@pytest.mark.parametrize(
    ("limit", "begin", "end", "new_due"),
    [
        # hours: by the wall clock
        ("24 hours", "Mon 2027-03-08 20:00", "Tue 2027-03-09 01:30", "Tue 2027-03-09 20:30"),
        # working hours: in working time
        (
            "16 working hours",
            "Mon 2027-03-08 16:00",
            "Tue 2027-03-09 10:00",
            "Wed 2027-03-10 17:00",
        ),
        (
            "16 working hours",
            "Mon 2027-03-08 17:00",
            "Tue 2027-03-09 09:00",
            "Wed 2027-03-10 15:00",
        ),
        # working days: closes of business passed
        ("3 working days", "Tue 2027-03-09 09:00", "Tue 2027-03-09 16:59", "Thu 2027-03-11 17:00"),
        ("3 working days", "Tue 2027-03-09 09:00", "Tue 2027-03-09 17:00", "Fri 2027-03-12 17:00"),
        ("3 working days", "Tue 2027-03-09 17:00", "Wed 2027-03-10 16:59", "Thu 2027-03-11 17:00"),
        ("3 working days", "Tue 2027-03-09 16:59", "Wed 2027-03-10 17:00", "Mon 2027-03-15 17:00"),
        ("3 working days", "Mon 2027-03-08 16:00", "Mon 2027-03-08 18:00", "Fri 2027-03-12 17:00"),
        # days: midnights passed
        ("3 days", "Tue 2027-03-09 00:00", "Tue 2027-03-09 23:59", "Thu 2027-03-11 17:00"),
        ("3 days", "Mon 2027-03-08 23:59", "Tue 2027-03-09 00:00", "Fri 2027-03-12 17:00"),
        ("3 days", "Tue 2027-03-09 12:00", "Thu 2027-03-11 12:00", "Mon 2027-03-15 17:00"),
    ],
)
def test_a_pause_is_measured_in_the_unit_of_the_clock(
    limit: str, begin: str, end: str, new_due: str
) -> None:
    assert due(started(limit, MONDAY), paused(begin), resumed(end)) == new_due


def test_a_pause_of_days_without_a_calendar_counts_the_midnights_of_the_zone() -> None:
    start = started("3 days", MONDAY, None)
    assert due(start, paused("Mon 2027-03-08 23:00"), resumed("Tue 2027-03-09 01:00")) == (
        "Sat 2027-03-13 00:00"
    )


@pytest.mark.parametrize("begin", ["Thu 2027-03-11 17:00", "Fri 2027-03-12 09:00"])
def test_a_pause_that_begins_at_the_due_or_after_it_changes_nothing(begin: str) -> None:
    start = started("3 working days", MONDAY)
    reading = read(start, paused(begin))
    assert reading.state is State.RUNNING
    assert shown(reading.due) == "Thu 2027-03-11 17:00"
    assert due(start, paused(begin), resumed("Mon 2027-03-15 12:00")) == "Thu 2027-03-11 17:00"


def test_a_pause_just_before_the_due_moves_it() -> None:
    start = started("3 working days", MONDAY)
    assert due(start, paused("Thu 2027-03-11 16:59"), resumed("Thu 2027-03-11 17:00")) == (
        "Fri 2027-03-12 17:00"
    )


def test_overlapping_reasons_count_once() -> None:
    start = started("24 hours", MONDAY)
    facts = (
        start,
        paused("Mon 2027-03-08 16:00", "unreachable"),
        paused("Mon 2027-03-08 17:00", "court"),
        resumed("Mon 2027-03-08 18:00", "unreachable"),
        resumed("Mon 2027-03-08 19:00", "court"),
    )
    assert read(*facts[:4]).reasons == (("court", None),)
    assert due(*facts) == "Tue 2027-03-09 18:00"


def test_the_same_reason_twice_is_one() -> None:
    start = started("24 hours", MONDAY)
    one, two = paused("Mon 2027-03-08 16:00"), paused("Mon 2027-03-08 17:00")
    assert due(start, one, two, resumed("Mon 2027-03-08 18:00")) == "Tue 2027-03-09 17:00"


def test_resuming_for_no_reason_ends_all_of_them() -> None:
    start = started("24 hours", MONDAY)
    one, two = paused("Mon 2027-03-08 16:00", "a"), paused("Mon 2027-03-08 16:00", "b")
    assert due(start, one, two, resumed("Mon 2027-03-08 18:00", None)) == "Tue 2027-03-09 17:00"


def test_resuming_what_is_not_paused_changes_nothing() -> None:
    start = started("24 hours", MONDAY)
    assert due(start, resumed("Mon 2027-03-08 18:00")) == "Tue 2027-03-09 15:00"
    other = read(start, paused("Mon 2027-03-08 16:00"), resumed("Mon 2027-03-08 18:00", "court"))
    assert other.state is State.PAUSED


def test_a_pause_on_the_days_to_which_a_due_was_put_off_leaves_the_day_of_resuming() -> None:
    start = started("6 days", MONDAY)
    assert due(start) == "Mon 2027-03-15 17:00"
    assert due(start, paused("Mon 2027-03-15 10:00"), resumed("Mon 2027-03-15 12:00")) == (
        "Mon 2027-03-15 17:00"
    )
    assert due(start, paused("Mon 2027-03-15 10:00"), resumed("Tue 2027-03-16 12:00")) == (
        "Tue 2027-03-16 17:00"
    )


def test_a_clock_that_counts_from_a_future_anchor_can_be_paused_before_it() -> None:
    start = Started(at(MONDAY), Limit(24, Unit.HOURS), None, None, at("Wed 2027-03-10 09:00"))
    assert read(start).used == 0
    facts = (start, paused("Tue 2027-03-09 09:00"), resumed("Tue 2027-03-09 12:00"))
    assert due(*facts) == "Thu 2027-03-11 09:00"
    facts = (start, paused("Tue 2027-03-09 09:00"), resumed("Wed 2027-03-10 12:00"))
    assert due(*facts) == "Thu 2027-03-11 12:00"


# -- more time -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "more", "end"),
    [
        ("24 hours", "2 hours", "Tue 2027-03-09 17:00"),
        ("16 working hours", "3 working hours", "Thu 2027-03-11 10:00"),
        ("3 working days", "1 working day", "Fri 2027-03-12 17:00"),
        ("3 days", "1 day", "Fri 2027-03-12 17:00"),
        ("2027-03-12", "3 days", "Mon 2027-03-15 17:00"),
    ],
)
def test_an_extension_adds_time_in_the_unit_of_the_clock(limit: str, more: str, end: str) -> None:
    reading = read(started(limit, MONDAY), extended("Mon 2027-03-08 16:00", more))
    assert shown(reading.due) == end


def test_an_extension_while_a_clock_is_paused_counts_when_it_runs_again() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        extended("Mon 2027-03-08 17:00", "2 hours"),
    )
    assert shown(read(*facts).due_before_pause) == "Tue 2027-03-09 17:00"
    assert due(*facts, resumed("Mon 2027-03-08 18:00")) == "Tue 2027-03-09 19:00"


def test_an_extension_in_another_unit_is_refused() -> None:
    facts = (started("24 hours", MONDAY), extended("Mon 2027-03-08 16:00", "1 working day"))
    text = "counts hours, so 1 working day cannot be added"
    with pytest.raises(UnitMismatch, match=text) as caught:
        read(*facts)
    assert caught.value.unit is Unit.HOURS


def test_an_extension_is_checked_before_it_is_recorded() -> None:
    start = started("3 working days", MONDAY)
    reading = read(start)
    check_extension(reading, [start], extended(MONDAY, "1 working day"))
    with pytest.raises(UnitMismatch):
        check_extension(reading, [start], extended(MONDAY, "1 day"))


def test_a_clock_is_extended_once_for_each_reason() -> None:
    facts = (started("3 working days", MONDAY), extended(MONDAY, "1 working day"))
    reading = read(*facts)
    check_extension(reading, facts, extended(MONDAY, "1 working day", "another reason"))
    with pytest.raises(ExtensionNotPossible, match='given for "road closed" already'):
        check_extension(reading, facts, extended(MONDAY, "2 working days"))


@pytest.mark.parametrize("end", [Stopped(at(MONDAY)), Cancelled(at(MONDAY), "closed")])
def test_a_clock_that_ended_needs_no_more_time(end: Fact) -> None:
    facts = (started("3 working days", MONDAY), end)
    with pytest.raises(ExtensionNotPossible, match="no longer runs"):
        check_extension(read(*facts), facts, extended(MONDAY, "1 working day"))


# -- another limit, another office ---------------------------------------------------------------


def retargeted(when: str, limit: str = "") -> Retargeted:
    return Retargeted(at(when), "priority", parse_limit(limit) if limit else None)


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


# -- a corrected anchor --------------------------------------------------------------------------


def test_a_later_anchor_moves_the_due() -> None:
    facts = (
        started("3 working days", MONDAY),
        Reanchored(at("Wed 2027-03-10 12:00"), at("Tue 2027-03-09 10:00")),
    )
    reading = read(*facts)
    assert shown(reading.due) == "Fri 2027-03-12 17:00"
    assert shown(reading.started_at) == "Tue 2027-03-09 10:00"


def test_an_earlier_anchor_never_makes_the_due_earlier() -> None:
    anchor = at("Mon 2027-03-01 10:00")
    facts = (started("3 working days", MONDAY), Reanchored(at("Wed 2027-03-10 12:00"), anchor))
    assert due(*facts) == "Thu 2027-03-11 17:00"


def test_a_later_anchor_forgets_the_pauses_before_it() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Mon 2027-03-08 20:00"),
        paused("Mon 2027-03-08 22:00"),
        resumed("Mon 2027-03-08 23:00"),
    )
    corrected = Reanchored(at("Tue 2027-03-09 10:00"), at("Mon 2027-03-08 21:00"))
    assert due(*facts, corrected) == "Tue 2027-03-09 22:00"


def test_a_later_anchor_that_would_make_the_due_earlier_by_dropping_pauses_keeps_it() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Tue 2027-03-09 16:00"),
    )
    assert due(*facts) == "Wed 2027-03-10 15:00"
    corrected = Reanchored(at("Tue 2027-03-09 18:00"), at("Mon 2027-03-08 15:30"))
    assert due(*facts, corrected) == "Wed 2027-03-10 15:30"
    corrected = Reanchored(at("Tue 2027-03-09 18:00"), at("Tue 2027-03-09 12:00"))
    assert due(*facts, corrected) == "Wed 2027-03-10 16:00"


def test_a_later_anchor_never_takes_back_what_a_pause_gave() -> None:
    """The pause passed the close of the first day; without it the clock would be due on Tuesday."""
    facts = (
        started("1 working day", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Mon 2027-03-08 18:00"),
    )
    assert due(*facts) == "Wed 2027-03-10 17:00"
    corrected = Reanchored(at("Tue 2027-03-09 10:00"), at("Mon 2027-03-08 20:00"))
    assert due(*facts, corrected) == "Wed 2027-03-10 17:00"


def test_a_later_anchor_while_paused_counts_from_the_anchor() -> None:
    facts = (started("24 hours", MONDAY), paused("Mon 2027-03-08 16:00"))
    corrected = Reanchored(at("Mon 2027-03-08 20:00"), at("Mon 2027-03-08 18:00"))
    assert shown(read(*facts, corrected).due_before_pause) == "Tue 2027-03-09 18:00"
    assert due(*facts, corrected, resumed("Mon 2027-03-08 21:00")) == "Tue 2027-03-09 21:00"


def test_the_anchor_of_a_date_does_not_matter() -> None:
    facts = (
        started("2027-03-12", MONDAY),
        Reanchored(at("Tue 2027-03-09 12:00"), at("Tue 2027-03-09 10:00")),
    )
    assert due(*facts) == "Fri 2027-03-12 17:00"


# -- the end of a clock --------------------------------------------------------------------------


def test_a_stopped_clock_stays_as_it_was() -> None:
    facts = (started("24 hours", MONDAY), Stopped(at("Tue 2027-03-09 14:00")))
    reading = read(*facts, now="Fri 2027-03-12 12:00")
    assert reading.state is State.STOPPED
    assert shown(reading.stopped_at) == "Tue 2027-03-09 14:00"
    assert reading.used == 23 * HOUR
    assert not reading.late
    assert shown(reading.due) == "Tue 2027-03-09 15:00"


def test_a_clock_stopped_at_its_due_was_in_time_and_a_moment_later_was_not() -> None:
    start = started("24 hours", MONDAY)
    end = at("Tue 2027-03-09 15:00")
    assert not read(start, Stopped(end)).late
    assert read(start, Stopped(end + 1)).late


def test_nothing_happens_to_a_stopped_clock() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Mon 2027-03-08 20:00")),
        paused("Mon 2027-03-08 21:00"),
        resumed("Mon 2027-03-08 22:00"),
        extended("Mon 2027-03-08 22:00", "5 hours"),
        retargeted("Mon 2027-03-08 22:00", "5 hours"),
        Stopped(at("Mon 2027-03-08 23:00")),
    )
    reading = read(*facts)
    assert shown(reading.due) == "Tue 2027-03-09 15:00"
    assert shown(reading.stopped_at) == "Mon 2027-03-08 20:00"


def test_a_clock_stopped_while_it_stood_still_was_not_late() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 20:00"),
        Stopped(at("Fri 2027-03-12 12:00")),
    )
    reading = read(*facts)
    assert (reading.state, reading.late, reading.due) == (State.STOPPED, False, None)
    assert reading.reasons == ()
    assert reading.used == 5 * HOUR


def test_a_clock_that_returns_goes_on_without_the_time_it_was_away() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Mon 2027-03-08 20:00")),
        Returned(at("Wed 2027-03-10 20:00")),
    )
    reading = read(*facts)
    assert reading.state is State.RUNNING
    assert reading.stopped_at is None
    assert shown(reading.due) == "Thu 2027-03-11 15:00"


def test_a_clock_that_was_late_when_it_stopped_is_late_when_it_returns() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Tue 2027-03-09 17:00")),
        Returned(at("Wed 2027-03-10 20:00")),
    )
    reading = read(*facts)
    assert reading.late
    assert shown(reading.due) == "Tue 2027-03-09 15:00"
    again = read(*facts, Stopped(at("Wed 2027-03-10 21:00")))
    assert again.late
    assert again.used == 27 * HOUR


def test_more_time_for_a_late_clock_that_returned_counts_from_its_return() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Tue 2027-03-09 17:00")),
        Returned(at("Wed 2027-03-10 20:00")),
        extended("Wed 2027-03-10 21:00", "5 hours"),
    )
    assert due(*facts) == "Wed 2027-03-10 23:00"


def test_a_clock_that_returned_in_time_can_stop_in_time_again() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Tue 2027-03-09 17:00")),
        Returned(at("Wed 2027-03-10 20:00")),
        extended("Wed 2027-03-10 21:00", "5 hours"),
        Stopped(at("Wed 2027-03-10 22:00")),
    )
    assert not read(*facts).late


def test_a_clock_that_was_late_once_and_stopped_while_it_stood_still_was_not_late() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Tue 2027-03-09 17:00")),
        Returned(at("Wed 2027-03-10 20:00")),
        extended("Wed 2027-03-10 21:00", "5 hours"),
        paused("Wed 2027-03-10 22:00"),
        Stopped(at("Fri 2027-03-12 22:00")),
    )
    assert not read(*facts).late


def test_returning_to_a_clock_that_runs_or_was_cancelled_changes_nothing() -> None:
    start = started("24 hours", MONDAY)
    returned = Returned(at("Mon 2027-03-08 20:00"))
    assert due(start, returned) == "Tue 2027-03-09 15:00"
    cancelled = Cancelled(at("Mon 2027-03-08 18:00"), "closed")
    assert read(start, cancelled, returned).state is State.CANCELLED


def test_a_cancelled_clock_is_never_late() -> None:
    facts = (started("24 hours", MONDAY), Cancelled(at("Wed 2027-03-10 20:00"), "closed"))
    reading = read(*facts, now="Fri 2027-03-12 20:00")
    assert (reading.state, reading.late) == (State.CANCELLED, False)
    assert shown(reading.stopped_at) == "Wed 2027-03-10 20:00"
    assert reading.used == 53 * HOUR


def test_a_stopped_clock_can_be_cancelled() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Wed 2027-03-10 20:00")),
        Cancelled(at("Thu 2027-03-11 20:00"), "opened by mistake"),
    )
    reading = read(*facts)
    assert (reading.state, reading.late) == (State.CANCELLED, False)
    assert shown(reading.stopped_at) == "Wed 2027-03-10 20:00"


# -- breaches ------------------------------------------------------------------------------------

END = at("Tue 2027-03-09 15:00")


def test_a_breach_is_counted_and_its_excuse_told() -> None:
    facts: list[Fact] = [started("24 hours", MONDAY), Breached(END + 1, END)]
    reading = read(*facts)
    assert (reading.breaches, reading.breached_at, reading.excused) == (1, END + 1, False)
    facts.append(Excused(END + HOUR, 0, "flood"))
    assert read(*facts).excused
    assert read(*facts).breaches == 1


def test_a_second_breach_is_not_excused_by_the_first_excuse() -> None:
    facts = (
        started("24 hours", MONDAY),
        Breached(END + 1, END),
        Excused(END + 2, 0, "flood"),
        extended("Tue 2027-03-09 16:00", "4 hours"),
        Breached(END + 5 * HOUR, END + 4 * HOUR),
    )
    reading = read(*facts)
    assert (reading.breaches, reading.excused) == (2, False)
    assert read(*facts, Excused(END + 6 * HOUR, 0, "again")).excused is False
    assert read(*facts, Excused(END + 6 * HOUR, 1, "again")).excused


def test_a_breach_can_be_excused_after_the_clock_stopped() -> None:
    facts = (
        started("24 hours", MONDAY),
        Breached(END + 1, END),
        Stopped(END + HOUR),
        Excused(END + 2 * HOUR, 0, "flood"),
    )
    assert read(*facts).excused
    assert read(*facts).late


# -- the list of facts ---------------------------------------------------------------------------


def test_facts_are_read_in_the_order_in_which_they_took_effect() -> None:
    start = started("24 hours", MONDAY)
    begin, end = paused("Mon 2027-03-08 16:00"), resumed("Mon 2027-03-08 18:00")
    assert read(start, end, begin).due == read(start, begin, end).due


def test_facts_of_the_same_instant_are_read_as_they_stand() -> None:
    start = started("24 hours", MONDAY)
    moment = "Mon 2027-03-08 16:00"
    assert read(start, paused(moment), resumed(moment)).state is State.RUNNING
    assert read(start, resumed(moment), paused(moment)).state is State.PAUSED


@pytest.mark.parametrize("facts", [(), (Stopped(0),)])
def test_a_clock_that_did_not_start_is_an_error_with_a_remedy(facts: tuple[Fact, ...]) -> None:
    with pytest.raises(NotStarted, match=r"not with its start\. Entries are missing"):
        read(*facts)


def test_a_due_past_the_end_of_the_calendar_is_an_error() -> None:
    for limit in ("1000 working hours", "100 working days", "100 days"):
        with pytest.raises(CalendarExhausted):
            read(started(limit, "Mon 2027-12-27 12:00"))


def test_a_working_day_that_starts_past_the_end_of_the_calendar_is_an_error() -> None:
    with pytest.raises(CalendarExhausted):
        read(started("1 working day", "Mon 2028-12-25 12:00"))


def test_a_limit_far_below_what_was_used_is_due_now_not_at_the_end_of_the_calendar() -> None:
    start = started("60 working days", "Mon 2027-01-04 12:00")
    now = "Fri 2027-03-12 12:00"
    assert due(start, retargeted(now, "1 working day")) == now


def test_a_clock_of_an_office_that_never_closes_counts_whole_days() -> None:
    start = started("1 working day", MONDAY, ROUND_THE_CLOCK)
    reading = read(start, calendars=[ROUND_THE_CLOCK], now="Wed 2027-03-10 00:00")
    assert shown(reading.due) == "Wed 2027-03-10 00:00"
    assert reading.used == 1
    assert MINUTE < HOUR
