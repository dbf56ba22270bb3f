"""Calendars, instants and limits of any kind, over four weeks.

The weeks are chosen so that the clocks change within them in some; the openings, so that some
touch, some last a minute, and some close at midnight.
"""

import datetime
import functools
from collections.abc import Mapping
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.times import EID, KARACHI, MINUTE, written
from workflow.definition.calendar_files import WEEKDAYS, CalendarFile
from workflow.definition.calendars import Calendar, compile_calendar, midnight
from workflow.definition.durations import Limit, Unit

DAYS = 28
Written = Mapping[str, object]

_OPENINGS: tuple[list[str], ...] = (
    ["09:00-17:00"],
    [],
    ["09:00-12:30", "14:00-17:00"],
    ["00:00-24:00"],
    ["22:00-24:00"],
    ["00:00-00:30", "00:45-02:15", "23:00-23:30"],
    ["08:15-08:16", "08:16-08:18"],
)
CITIES = (
    (KARACHI, "2027-03-01"),
    (KARACHI, "2008-05-20"),
    (KARACHI, "2008-10-20"),
    ("Europe/London", "2027-03-15"),
    ("America/Sao_Paulo", "2018-10-22"),
)


def some_calendar(chance: Random, zone: str, first: str, name: str = "office") -> dict[str, object]:
    """A calendar of four weeks that is open at least on its last day."""
    begin = datetime.date.fromisoformat(first)
    days = [begin + datetime.timedelta(days=day) for day in range(DAYS)]
    week = {day: chance.choice(_OPENINGS) for day in WEEKDAYS}
    week[WEEKDAYS[days[-1].weekday()]] = ["09:00-17:00"]
    shut = chance.sample(days[:-1], chance.randrange(6))
    holidays = {str(day): {**EID, "hours": chance.choice(_OPENINGS)} for day in sorted(shut)}
    periods = []
    if chance.random() < 0.5:
        one, two = sorted(chance.sample(days[:-7], 2))
        hours = dict.fromkeys(WEEKDAYS, "10:00-15:30")
        periods.append({"from": str(one), "to": str(two), "because": EID, "week": hours})
    return written(
        **{"calendar": name, "from": first, "until": str(days[-1])},
        zone=zone,
        week=week,
        holidays=holidays,
        periods=periods,
    )


@functools.cache
def numbered(number: int) -> dict[str, object]:
    """One of a fixed lot of calendars: making each anew would take most of the time."""
    zone, first = CITIES[number % len(CITIES)]
    return some_calendar(Random(number), zone, first)  # noqa: S311 - examples, not secrets


def compiled(entries: Written) -> Calendar:
    """The calendar as the engine wants it."""
    return compile_calendar(CalendarFile.model_validate(entries))


@functools.cache
def compiled_number(number: int) -> Calendar:
    """One of the same lot, compiled."""
    return compiled(numbered(number))


numbers = st.integers(0, 499)
calendars_as_written = numbers.map(numbered)
calendars = numbers.map(compiled_number)


def begin_of(calendar: Calendar) -> int:
    """The first instant of a calendar."""
    return midnight(calendar.file.first, ZoneInfo(calendar.zone))


#: Milliseconds after the first instant of a calendar, in its first three weeks.
moments = st.integers(0, 21 * 24 * 60 * MINUTE)
#: The same, at whole minutes: what a walk minute by minute can see.
minutes = st.integers(0, 10 * 24 * 60).map(lambda minute: minute * MINUTE)
shares = st.integers(0, 1_000)


def limits(unit: Unit) -> st.SearchStrategy[Limit]:
    """Limits that end within the calendar, most of the time."""
    most = {Unit.HOURS: 150, Unit.WORKING_HOURS: 40, Unit.WORKING_DAYS: 5, Unit.DAYS: 8}
    return st.integers(1, most[unit]).map(lambda count: Limit(count, unit))


any_limit = st.sampled_from(Unit).flatmap(limits)
