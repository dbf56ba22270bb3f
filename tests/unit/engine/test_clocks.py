"""Reading a clock: what its facts come to."""

import pytest

from tests.times import (
    HOUR,
    KARACHI,
    MINUTE,
    MONDAY,
    OFFICE,
    ROUND_THE_CLOCK,
    at,
    by_hash,
    due,
    paused,
    read,
    resumed,
    retargeted,
    shown,
    started,
)
from workflow.definition.durations import Limit, Unit
from workflow.engine.clock_facts import (
    Breached,
    Fact,
    Started,
    Stopped,
)
from workflow.engine.clocks import (
    NotStarted,
    State,
    read_clock,
)
from workflow.errors import CalendarExhausted

# -- running ---------------------------------------------------------------------------------------


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


# -- pauses ----------------------------------------------------------------------------------------


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
        ("3 working days", "Mon 2027-03-08 17:00", "Mon 2027-03-08 18:00", "Thu 2027-03-11 17:00"),
        # days: midnights passed
        ("3 days", "Wed 2027-03-10 12:00", "Wed 2027-03-10 13:00", "Thu 2027-03-11 17:00"),
        ("3 days", "Tue 2027-03-09 00:00", "Tue 2027-03-09 23:59", "Thu 2027-03-11 17:00"),
        ("3 days", "Mon 2027-03-08 23:59", "Tue 2027-03-09 00:00", "Fri 2027-03-12 17:00"),
        ("3 days", "Tue 2027-03-09 12:00", "Thu 2027-03-11 12:00", "Mon 2027-03-15 17:00"),
    ],
)
def test_a_pause_is_measured_in_the_unit_of_the_clock(
    limit: str, begin: str, end: str, new_due: str
) -> None:
    assert due(started(limit, MONDAY), paused(begin), resumed(end)) == new_due


def test_a_close_that_a_pause_passed_on_the_first_day_is_not_used() -> None:
    facts = (
        started("2 working days", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Mon 2027-03-08 18:00"),
    )
    reading = read(*facts, now="Wed 2027-03-10 18:00")
    assert (reading.used, reading.remaining) == (1, 1)
    assert read(*facts, now="Tue 2027-03-09 18:00").used == 0


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


# -- the list of facts -----------------------------------------------------------------------------


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
