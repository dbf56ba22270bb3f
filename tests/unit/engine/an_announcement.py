"""Eid, expected and announced, as the tests of later editions use it."""

from datetime import date

from tests.times import (
    EID,
    KARACHI,
    a_calendar,
    at,
    by_hash,
    holidays,
)
from workflow.definition.calendar_editions import announce, confirm
from workflow.definition.calendar_files import HolidayEntry
from workflow.definition.calendars import Calendar
from workflow.engine.clock_facts import (
    Fact,
)
from workflow.engine.clock_revision import Revision, revise

#: Eid is expected from Wednesday to Friday.
EXPECTED = a_calendar(
    calendar="federal",
    holidays=holidays("2027-03-10", "2027-03-11", "2027-03-12", status="expected"),
)
#: The moon was seen a day later, and Monday was given instead.
ANNOUNCED = confirm(EXPECTED, [date(2027, 3, day) for day in (11, 12, 15)], edition="2")
ON_SATURDAY = confirm(EXPECTED, [date(2027, 3, day) for day in (11, 12, 13)], edition="2")
EVENING = at("Tue 2027-03-09 21:00")


def with_holiday(calendar: Calendar, *days: str, edition: str) -> Calendar:
    """The next edition, with these holidays."""
    entry = HolidayEntry(en=EID["en"], ur=EID["ur"])
    added = dict.fromkeys(map(date.fromisoformat, days), entry)
    return announce(calendar, added=added, edition=edition)


def revised(
    *facts: Fact, old: Calendar = EXPECTED, new: Calendar = ANNOUNCED, when: int = EVENING
) -> Revision:
    """What an edition does to a clock."""
    return revise(
        facts, by_hash(old, new), calendar=new.id, edition=new.hash, at=when, zone=KARACHI
    )
