"""Counting time on a calendar: the tables, the four units, the edges."""

import datetime

import pytest

from tests.times import (
    ALWAYS,
    FIVE_DAYS,
    FRIDAY_GAP,
    HOUR,
    KARACHI,
    MINUTE,
    OFFICE,
    ROUND_THE_CLOCK,
    WITH_PRAYER,
    a_calendar,
    at,
    holidays,
    shown,
)
from workflow.definition.durations import Limit, Unit, parse_limit
from workflow.engine.working_time import (
    CalendarMissing,
    add,
    before,
    close_on,
    closings,
    elapsed,
    end_of_date,
    end_of_day,
    end_of_working_day,
    limit_end,
    local_ordinal,
    worked,
    worked_at,
)
from workflow.errors import CalendarExhausted

FIRST = at("Fri 2027-01-01 09:00")
LAST = at("Fri 2027-12-31 17:00")


def test_work_is_counted_while_the_office_is_open() -> None:
    assert worked(OFFICE, FIRST) == 0
    assert worked(OFFICE, FIRST + 1) == 1
    assert worked(OFFICE, at("Fri 2027-01-01 17:00")) == 8 * HOUR
    assert worked(OFFICE, at("Sun 2027-01-03 12:00")) == 8 * HOUR
    assert worked(OFFICE, at("Mon 2027-01-04 10:30")) == 9.5 * HOUR


def test_no_work_is_known_before_the_calendar_begins_or_after_it_ends() -> None:
    assert worked(OFFICE, at("Fri 2021-01-01 12:00")) == 0
    assert worked(OFFICE, at("Sun 2034-01-01 12:00")) == OFFICE.worked[-1]


def test_the_earliest_instant_by_which_the_work_is_done_is_the_close_not_the_next_opening() -> None:
    assert shown(worked_at(OFFICE, 8 * HOUR)) == "Fri 2027-01-01 17:00"
    assert shown(worked_at(OFFICE, 8 * HOUR + MINUTE)) == "Mon 2027-01-04 09:01"


def test_no_work_at_all_lies_before_everything() -> None:
    assert worked_at(OFFICE, 0) == FIRST
    assert worked_at(OFFICE, -HOUR) == FIRST - HOUR


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("Mon 2027-03-08 09:00", 8, "Mon 2027-03-08 17:00"),
        ("Mon 2027-03-08 10:00", 8, "Tue 2027-03-09 10:00"),
        ("Mon 2027-03-08 16:00", 16, "Wed 2027-03-10 16:00"),
        ("Mon 2027-03-08 03:00", 1, "Mon 2027-03-08 10:00"),
        ("Mon 2027-03-08 22:00", 1, "Tue 2027-03-09 10:00"),
    ],
)
def test_working_hours_are_added_over_nights(start: str, hours: int, end: str) -> None:
    assert shown(add(OFFICE, at(start), hours * HOUR)) == end


def test_a_start_at_the_weekend_counts_from_monday() -> None:
    saturday = at("Sat 2027-03-13 11:00")
    assert shown(add(OFFICE, saturday, HOUR)) == "Mon 2027-03-15 10:00"
    assert shown(end_of_working_day(OFFICE, saturday, 1)) == "Mon 2027-03-15 17:00"


def test_nothing_to_add_is_the_same_instant_even_at_night() -> None:
    midnight = at("Mon 2027-03-08 00:00")
    assert add(OFFICE, midnight, 0) == midnight


def test_the_prayer_on_friday_is_no_working_time() -> None:
    assert shown(add(WITH_PRAYER, at("Fri 2027-03-05 12:00"), 2 * HOUR)) == "Fri 2027-03-05 15:30"


def test_a_lunch_break_makes_two_openings_a_day() -> None:
    lunch = a_calendar(week={day: ["09:00-13:00", "13:30-17:00"] for day in FIVE_DAYS})
    assert shown(add(lunch, at("Mon 2027-03-08 12:00"), 2 * HOUR)) == "Mon 2027-03-08 14:30"
    assert shown(end_of_working_day(lunch, at("Mon 2027-03-08 12:00"), 1)) == "Tue 2027-03-09 17:00"


def test_time_between_two_instants_counts_open_hours_only() -> None:
    friday, monday = at("Fri 2027-03-05 16:00"), at("Mon 2027-03-08 10:00")
    assert elapsed(OFFICE, friday, monday) == 2 * HOUR
    assert elapsed(OFFICE, friday, friday) == 0


def test_one_working_hour_before_stays_on_the_day_of_the_due() -> None:
    assert shown(before(OFFICE, at("Tue 2027-03-09 12:00"), HOUR)) == "Tue 2027-03-09 11:00"
    assert shown(before(OFFICE, at("Tue 2027-03-09 09:30"), HOUR)) == "Mon 2027-03-08 16:30"


def test_a_close_is_passed_when_it_lies_after_the_begin_and_not_after_the_end() -> None:
    close = at("Mon 2027-03-08 17:00")
    assert closings(OFFICE, close - 1, close) == 1
    assert closings(OFFICE, close, close + HOUR) == 0
    assert closings(OFFICE, close - 1, at("Fri 2027-03-12 17:00")) == 5


@pytest.mark.parametrize("hour", ["00:00", "08:00", "09:00", "16:59", "17:00", "23:59"])
def test_the_hour_of_the_event_does_not_matter_to_working_days(hour: str) -> None:
    assert shown(end_of_working_day(OFFICE, at(f"Mon 2027-03-08 {hour}"), 1)) == (
        "Tue 2027-03-09 17:00"
    )


def test_working_days_leave_out_weekends_and_holidays() -> None:
    calendar = a_calendar(holidays=holidays("2027-03-10"))
    assert shown(end_of_working_day(calendar, at("Mon 2027-03-08 12:00"), 3)) == (
        "Fri 2027-03-12 17:00"
    )


def test_a_half_day_is_a_working_day_with_an_early_close() -> None:
    half = {"2027-03-09": {"en": "Half", "ur": "آدھا", "hours": "09:00-12:00"}}
    calendar = a_calendar(holidays=half)
    assert shown(end_of_working_day(calendar, at("Mon 2027-03-08 12:00"), 1)) == (
        "Tue 2027-03-09 12:00"
    )


def test_a_working_day_that_closes_at_midnight_belongs_to_the_date_that_ends() -> None:
    midnight = at("Tue 2027-03-09 00:00")
    assert shown(end_of_working_day(ROUND_THE_CLOCK, midnight - 1, 1)) == "Wed 2027-03-10 00:00"
    assert shown(end_of_working_day(ROUND_THE_CLOCK, midnight, 1)) == "Thu 2027-03-11 00:00"


def test_the_first_date_of_a_calendar_ends_at_its_close() -> None:
    new_year = at("Fri 2027-01-01 17:00")
    assert end_of_day(at("Thu 2026-12-31 12:00"), 1, OFFICE, zone=KARACHI) == new_year
    assert close_on(OFFICE, at("Fri 2027-01-01 00:00")) == new_year


def test_days_end_at_the_close_of_business() -> None:
    end = end_of_day(at("Mon 2027-03-08 23:00"), 3, OFFICE, zone=KARACHI)
    assert shown(end) == "Thu 2027-03-11 17:00"


def test_days_that_end_on_a_closed_day_roll_forward_to_the_next_working_day() -> None:
    """General Clauses Act 1897, section 10: the act is done in time on the next day it is open."""
    monday = at("Mon 2027-03-08 12:00")
    assert shown(end_of_day(monday, 5, OFFICE, zone=KARACHI)) == "Mon 2027-03-15 17:00"
    assert shown(end_of_day(monday, 6, OFFICE, zone=KARACHI)) == "Mon 2027-03-15 17:00"
    shut = a_calendar(holidays=holidays("2027-03-15", "2027-03-16"))
    assert shown(end_of_day(monday, 5, shut, zone=KARACHI)) == "Wed 2027-03-17 17:00"


def test_days_without_a_calendar_end_at_the_midnight_that_ends_the_date() -> None:
    end = end_of_day(at("Mon 2027-03-08 12:00"), 5, None, zone=KARACHI)
    assert shown(end) == "Sun 2027-03-14 00:00"


def test_a_date_before_the_calendar_ends_at_its_midnight() -> None:
    end = end_of_day(at("Wed 2019-05-01 12:00"), 1, OFFICE, zone="UTC")
    assert shown(end) == "Fri 2019-05-03 00:00"


def test_a_date_is_that_of_the_zone() -> None:
    evening = at("Mon 2027-03-08 20:00", "UTC")
    monday = datetime.date(2027, 3, 8).toordinal()
    assert local_ordinal(evening, None, "UTC") == monday
    assert local_ordinal(evening, None, KARACHI) == monday + 1
    assert local_ordinal(evening, OFFICE, "UTC") == monday + 1


def test_dates_outside_the_calendar_are_told_by_its_zone() -> None:
    midnight = at("Sat 2028-01-01 00:00")
    assert local_ordinal(midnight, OFFICE, "UTC") == local_ordinal(midnight - 1, OFFICE, "UTC") + 1
    new_year = at("Fri 2027-01-01 00:00")
    assert local_ordinal(new_year, OFFICE, "UTC") == local_ordinal(new_year - 1, OFFICE, "UTC") + 1


def test_an_office_closes_once_a_day_or_not_at_all() -> None:
    assert close_on(OFFICE, at("Mon 2027-03-08 00:00")) == at("Mon 2027-03-08 17:00")
    assert close_on(WITH_PRAYER, at("Fri 2027-03-05 23:59")) == at("Fri 2027-03-05 17:00")
    assert close_on(OFFICE, at("Sat 2027-03-13 12:00")) is None
    assert close_on(OFFICE, at("Thu 2026-12-31 23:59")) is None
    assert close_on(OFFICE, at("Sat 2028-01-01 00:00")) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("24 hours", "Sat 2027-03-13 15:00"),
        ("10 working hours", "Mon 2027-03-15 17:00"),
        ("1 working day", "Mon 2027-03-15 17:00"),
        ("1 day", "Mon 2027-03-15 17:00"),
    ],
)
def test_a_limit_ends_by_the_rule_of_its_unit(text: str, end: str) -> None:
    start = at("Fri 2027-03-12 15:00")
    assert shown(limit_end(parse_limit(text), start, OFFICE, zone=KARACHI)) == end


@pytest.mark.parametrize("unit", [Unit.WORKING_HOURS, Unit.WORKING_DAYS])
def test_working_time_needs_a_calendar(unit: Unit) -> None:
    text = f'"{unit}" can only be counted on a calendar'
    with pytest.raises(CalendarMissing, match=text) as caught:
        limit_end(Limit(1, unit), FIRST, None, zone=KARACHI)
    assert caught.value.unit is unit


@pytest.mark.parametrize("unit", [Unit.HOURS, Unit.DAYS])
def test_other_time_needs_no_calendar(unit: Unit) -> None:
    assert limit_end(Limit(1, unit), FIRST, None, zone=KARACHI) > FIRST


# -- the end of the table ------------------------------------------------------------------------


def test_the_last_working_hour_and_day_can_be_counted() -> None:
    assert add(OFFICE, LAST - HOUR, HOUR) == LAST
    assert end_of_working_day(OFFICE, at("Thu 2027-12-30 12:00"), 1) == LAST
    assert end_of_day(at("Thu 2027-12-30 12:00"), 1, OFFICE, zone=KARACHI) == LAST


@pytest.mark.parametrize(
    "start", ["Fri 2027-12-31 16:00", "Sat 2028-01-01 00:00", "Sun 2028-01-02 12:00"]
)
def test_a_limit_past_the_end_of_the_calendar_is_an_error_with_a_remedy(start: str) -> None:
    text = 'Calendar "office" is known only until 2027-12-31. Publish an edition'
    with pytest.raises(CalendarExhausted, match=text):
        add(OFFICE, at(start), HOUR + 1)
    with pytest.raises(CalendarExhausted, match=text):
        end_of_working_day(OFFICE, at(start), 1)
    with pytest.raises(CalendarExhausted, match=text):
        end_of_day(at(start), 1, OFFICE, zone=KARACHI)


def test_the_last_date_can_be_unknown_because_it_rolls_past_the_end() -> None:
    calendar = a_calendar(until="2027-12-26")
    with pytest.raises(CalendarExhausted):
        end_of_date(local_ordinal(at("Sat 2027-12-25 12:00"), None, KARACHI), calendar, KARACHI)


# -- daylight saving in Pakistan -----------------------------------------------------------------

SUMMER = {"from": "2008-01-01", "until": "2009-12-31"}
IN_2008 = a_calendar(**SUMMER)
HOSPITAL = a_calendar(**SUMMER, week=ALWAYS)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("Fri 2008-05-30 16:00", "Mon 2008-06-02 10:00"),
        ("Fri 2008-10-31 16:00", "Mon 2008-11-03 10:00"),
        ("Tue 2009-04-14 16:00", "Wed 2009-04-15 10:00"),
        ("Fri 2009-10-30 16:00", "Mon 2009-11-02 10:00"),
    ],
)
def test_office_hours_stay_local_when_pakistan_changes_its_clocks(start: str, end: str) -> None:
    assert shown(add(IN_2008, at(start), 2 * HOUR)) == end


def test_hours_run_by_the_wall_whatever_the_clocks_do() -> None:
    start = at("Sat 2008-05-31 12:00")
    end = limit_end(parse_limit("24 hours"), start, IN_2008, zone=KARACHI)
    assert shown(end) == "Sun 2008-06-01 13:00"
    assert add(HOSPITAL, start, 24 * HOUR) == end


def test_a_date_on_which_the_clocks_change_is_one_day() -> None:
    for text in ("Sat 2008-05-31 12:00", "Fri 2008-10-31 12:00"):
        start = at(text)
        first = local_ordinal(start, IN_2008, KARACHI)
        assert local_ordinal(start + 24 * HOUR, IN_2008, KARACHI) == first + 1


def test_working_days_close_by_the_local_hour_after_a_change() -> None:
    assert shown(end_of_working_day(IN_2008, at("Fri 2008-10-31 12:00"), 1)) == (
        "Mon 2008-11-03 17:00"
    )


def test_a_calendar_that_is_open_in_the_prayer_gap_only_on_other_days_counts_each_by_itself() -> (
    None
):
    gap = a_calendar(week=FRIDAY_GAP)
    assert elapsed(gap, at("Thu 2027-03-04 12:00"), at("Thu 2027-03-04 15:00")) == 3 * HOUR
    assert elapsed(gap, at("Fri 2027-03-05 12:00"), at("Fri 2027-03-05 15:00")) == 1.5 * HOUR
