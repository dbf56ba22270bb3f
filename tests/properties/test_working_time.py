"""Counting on a calendar: laws that hold on every calendar (P1 to P4, P6, P9)."""

import datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.any_calendar import (
    DAYS,
    any_limit,
    begin_of,
    calendars,
    calendars_as_written,
    compiled,
    moments,
    shares,
)
from tests.properties.effort import COMPUTED
from tests.times import ALWAYS, EID, HOUR, a_calendar, by_hash
from workflow.definition.calendars import Calendar
from workflow.definition.durations import Limit, Unit
from workflow.engine.clock_facts import Started
from workflow.engine.clocks import read_clock
from workflow.engine.working_time import add, before, elapsed, limit_end, worked
from workflow.errors import CalendarExhausted


def part(calendar: Calendar, start: int, share: int) -> int:
    """So many thousandths of the working time left in the calendar after `start`."""
    return elapsed(calendar, start, calendar.closes[-1]) * share // 1_000


@COMPUTED
@given(calendars, moments, shares)
def test_measuring_undoes_adding(calendar: Calendar, moment: int, share: int) -> None:
    start = begin_of(calendar) + moment
    amount = part(calendar, start, share)
    assert elapsed(calendar, start, add(calendar, start, amount)) == amount


@COMPUTED
@given(calendars, moments, moments)
def test_adding_what_was_measured_goes_no_further(calendar: Calendar, one: int, other: int) -> None:
    start, end = (begin_of(calendar) + moment for moment in sorted((one, other)))
    found = add(calendar, start, elapsed(calendar, start, end))
    assert start <= found <= end
    assert worked(calendar, found) == worked(calendar, end)


@COMPUTED
@given(calendars, moments, moments, shares, shares)
def test_a_later_start_and_a_longer_limit_never_end_earlier(
    calendar: Calendar, one: int, other: int, share: int, less: int
) -> None:
    first, second = (begin_of(calendar) + moment for moment in sorted((one, other)))
    amount = part(calendar, second, share)
    assert add(calendar, first, amount) <= add(calendar, second, amount)
    assert add(calendar, first, amount * less // 1_000) <= add(calendar, first, amount)


@COMPUTED
@given(calendars, moments, shares, shares)
def test_adding_in_two_steps_is_adding_at_once(
    calendar: Calendar, moment: int, share: int, first: int
) -> None:
    start = begin_of(calendar) + moment
    amount = part(calendar, start, share)
    one = amount * first // 1_000
    assert add(calendar, add(calendar, start, one), amount - one) == add(calendar, start, amount)


@COMPUTED
@given(calendars, moments, shares)
def test_so_long_before_leaves_so_much_to_do(calendar: Calendar, moment: int, share: int) -> None:
    due = begin_of(calendar) + moment
    amount = worked(calendar, due) * share // 1_000
    found = before(calendar, due, amount)
    assert found <= due or amount == 0
    assert elapsed(calendar, found, due) == amount


@COMPUTED
@given(calendars, st.integers(0, 7 * 24 * HOUR), any_limit, st.integers(0, 24 * HOUR))
def test_a_later_event_is_never_due_earlier(
    calendar: Calendar, moment: int, limit: Limit, later: int
) -> None:
    start = begin_of(calendar) + moment
    try:
        end = limit_end(limit, start + later, calendar, zone=calendar.zone)
    except CalendarExhausted:
        assume(False)
    assert start < limit_end(limit, start, calendar, zone=calendar.zone) <= end


@COMPUTED
@given(calendars_as_written, st.integers(0, 7 * 24 * HOUR), any_limit, st.integers(0, DAYS - 2))
def test_another_holiday_never_makes_a_due_earlier(
    entries: dict[str, object], moment: int, limit: Limit, day: int
) -> None:
    old = compiled(entries)
    date = old.file.first + datetime.timedelta(days=day)
    assume(date not in old.file.holidays)
    new = compiled({**entries, "holidays": {**_holidays(entries), str(date): EID}})
    start = begin_of(old) + moment
    try:
        after = limit_end(limit, start, new, zone=new.zone)
    except CalendarExhausted:
        assume(False)
    due = limit_end(limit, start, old, zone=old.zone)
    assert due <= after
    if not start <= old.midnights[day + 1] or old.midnights[day] >= due:
        assert due == after


def _holidays(entries: dict[str, object]) -> dict[str, object]:
    holidays = entries["holidays"]
    assert isinstance(holidays, dict)
    return holidays


ROUND_THE_CLOCK = a_calendar(week=ALWAYS)
#: Half a year is left after each of them.
first_half = st.integers(ROUND_THE_CLOCK.midnights[0], ROUND_THE_CLOCK.midnights[180])


@COMPUTED
@given(first_half, st.integers(0, 180 * 24 * HOUR))
def test_an_office_that_never_closes_runs_by_the_wall_clock(start: int, amount: int) -> None:
    assert add(ROUND_THE_CLOCK, start, amount) == start + amount
    assert elapsed(ROUND_THE_CLOCK, start, start + amount) == amount


@COMPUTED
@given(first_half, st.integers(1, 4_000))
def test_hours_and_working_hours_are_one_where_the_office_never_closes(
    start: int, count: int
) -> None:
    dues = {
        read_clock(
            [Started(start, Limit(count, unit), ROUND_THE_CLOCK.id, ROUND_THE_CLOCK.hash)],
            by_hash(ROUND_THE_CLOCK),
            zone=ROUND_THE_CLOCK.zone,
        ).due
        for unit in (Unit.HOURS, Unit.WORKING_HOURS)
    }
    assert dues == {start + count * HOUR}
