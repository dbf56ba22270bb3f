"""Holidays that a story announces, expects or cancels: the next edition of a calendar."""

from collections.abc import Iterable
from datetime import date

from workflow.definition.calendar_editions import announce, confirm
from workflow.definition.calendar_files import Certainty, HolidayEntry
from workflow.definition.calendars import Calendar, CalendarInvalid
from workflow.scenarios.model import CalendarChange

EN, UR = "Holiday of this story", "اس کہانی کی تعطیل"


def revised(calendar: Calendar, change: CalendarChange) -> Calendar:
    """The calendar after a change.

    Raises:
        CalendarInvalid: a date is not known, or is no holiday that could be cancelled.
    """
    if change.cancel or change.expect:
        expected = _entries(change.expect, "expected")
        name = _next(calendar)
        calendar = announce(calendar, added=expected, removed=change.cancel, edition=name)
    return _announced(calendar, change.announce) if change.announce else calendar


def _announced(calendar: Calendar, days: tuple[date, ...]) -> Calendar:
    """The moon was seen: the days take the place of an expected holiday, if one is near."""
    try:
        return confirm(calendar, days, edition=_next(calendar))
    except CalendarInvalid:
        added = _entries(days, "announced")
        return announce(calendar, added=added, edition=_next(calendar))


def _entries(days: Iterable[date], status: Certainty) -> dict[date, HolidayEntry]:
    return {day: HolidayEntry(en=EN, ur=UR, status=status) for day in days}


def _next(calendar: Calendar) -> str:
    """A name that this edition does not have yet."""
    return f"{calendar.edition}+"
