"""Counting on a calendar equals watching the office minute by minute (P7)."""

import functools

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.any_calendar import begin_of, compiled_number, minutes, numbered
from tests.properties.effort import WALKED
from tests.properties.minute_walk import Walk
from tests.times import MINUTE
from workflow.definition.calendars import Calendar
from workflow.engine.working_time import (
    add,
    close_on,
    closings,
    elapsed,
    end_of_day,
    end_of_working_day,
    local_ordinal,
)
from workflow.errors import CalendarExhausted

Watched = tuple[Calendar, Walk]


@functools.cache
def watched_number(number: int) -> Watched:
    """A calendar, and somebody who has watched the office for four weeks."""
    return compiled_number(number), Walk(numbered(number))


watched_calendars = st.integers(0, 199).map(watched_number)


@WALKED
@given(watched_calendars, minutes, st.integers(0, 3_000))
def test_working_time_is_that_of_the_open_office(
    watched: Watched, moment: int, amount: int
) -> None:
    calendar, walk = watched
    start = begin_of(calendar) + moment
    try:
        found: int | None = add(calendar, start, amount * MINUTE)
    except CalendarExhausted:
        found = None
    assert found == walk.after_work(start, amount)


@WALKED
@given(watched_calendars, minutes, minutes)
def test_what_lies_between_two_instants_is_what_was_seen(
    watched: Watched, one: int, other: int
) -> None:
    calendar, walk = watched
    start, end = (begin_of(calendar) + moment for moment in sorted((one, other)))
    first, last = (t // MINUTE - walk.begin for t in (start, end))
    assert elapsed(calendar, start, end) == sum(walk.open[first:last]) * MINUTE
    seen = [minute for minute in walk.closes if start < minute * MINUTE <= end]
    assert closings(calendar, start, end) == len(seen)


@WALKED
@given(watched_calendars, minutes, st.integers(1, 12))
def test_days_end_when_the_office_is_seen_to_close(watched: Watched, moment: int, n: int) -> None:
    calendar, walk = watched
    start = begin_of(calendar) + moment
    date = walk.date(start)
    assert local_ordinal(start, calendar, "UTC") == date
    today = [minute * MINUTE for minute, on in walk.closes.items() if on == date]
    assert close_on(calendar, start) == (today[0] if today else None)
    assert end_of_day(start, n, calendar, zone="UTC") == walk.close_from(date + n)
    try:
        found: int | None = end_of_working_day(calendar, start, n)
    except CalendarExhausted:
        found = None
    assert found == walk.nth_close(date, n)
