"""Instants and calendars as the tests write them. All offices here are invented."""

import datetime
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from workflow.definition.calendar_editions import inherited
from workflow.definition.calendar_files import CalendarFile
from workflow.definition.calendars import Calendar, compile_calendar
from workflow.definition.durations import parse_limit
from workflow.engine.clock_facts import Extended, Fact, Paused, Resumed, Retargeted, Started
from workflow.engine.clocks import Reading, read_clock

KARACHI = "Asia/Karachi"
MINUTE = 60_000
HOUR = 60 * MINUTE
FIVE_DAYS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-17:00")
#: The prayer on Friday closes the office from 12:30 to 14:00.
FRIDAY_GAP = {**FIVE_DAYS, "fri": ["09:00-12:30", "14:00-17:00"]}
ALWAYS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "00:00-24:00")
EID = {"en": "Eid al-Fitr", "ur": "عید الفطر"}


def at(text: str, zone: str = KARACHI) -> int:
    """`Mon 2027-03-08 15:00` as an instant; the day of the week must be right."""
    weekday, local = text.split(" ", 1)
    moment = datetime.datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    assert f"{moment:%a}" == weekday, text
    return int(moment.timestamp() * 1000)


def shown(t: int | None, zone: str = KARACHI) -> str:
    """The inverse of `at`, for messages that can be read."""
    if t is None:
        return "none"
    return f"{datetime.datetime.fromtimestamp(t / 1000, ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


def written(**entries: object) -> dict[str, object]:
    """A calendar as the reader hands it over: all text."""
    return {
        "calendar": "office",
        "edition": "1",
        "title": {"en": "Office", "ur": "دفتر"},
        "zone": KARACHI,
        "from": "2027-01-01",
        "until": "2027-12-31",
        "week": FIVE_DAYS,
    } | entries


def holidays(*days: str, status: str = "announced") -> dict[str, object]:
    """These days as Eid."""
    return {day: {**EID, "status": status} for day in days}


def a_calendar(**entries: object) -> Calendar:
    """A compiled calendar of 2027, Monday to Friday nine to five, but for `entries`."""
    return compile_calendar(inherited(CalendarFile.model_validate(written(**entries)), {}))


def by_hash(*calendars: Calendar) -> dict[str, Calendar]:
    """Editions as a reading wants them."""
    return {calendar.hash: calendar for calendar in calendars}


OFFICE = a_calendar()
WITH_PRAYER = a_calendar(calendar="with-prayer", week=FRIDAY_GAP)
ROUND_THE_CLOCK = a_calendar(calendar="round-the-clock", week=ALWAYS)


def started(limit: str, start: str, calendar: Calendar | None = OFFICE) -> Started:
    """The start of a clock; `limit` may be a date, as for `until_date`."""
    return Started(
        at(start),
        parse_limit(limit) if " " in limit else datetime.date.fromisoformat(limit),
        calendar.id if calendar else None,
        calendar.hash if calendar else None,
    )


def read(*facts: Fact, calendars: Sequence[Calendar] = (OFFICE,), now: str = "") -> Reading:
    """The clock with these facts."""
    known = by_hash(*calendars)
    return read_clock(facts, known, zone=KARACHI, now=at(now) if now else None)


#: Where most clocks begin.
MONDAY = "Mon 2027-03-08 15:00"


def paused(start: str, reason: str = "unreachable") -> Paused:
    """A pause."""
    return Paused(at(start), reason, "ayesha")


def resumed(end: str, reason: str | None = "unreachable") -> Resumed:
    """The end of a reason to stand still, or of all."""
    return Resumed(at(end), reason)


def extended(when: str, more: str, reason: str = "road closed") -> Extended:
    """More time."""
    return Extended(at(when), "kamran", reason, parse_limit(more))


def due(*facts: Fact) -> str:
    """When the clock with these facts is due."""
    return shown(read(*facts).due)


def retargeted(when: str, limit: str = "") -> Retargeted:
    """Another limit, or none."""
    return Retargeted(at(when), "priority", parse_limit(limit) if limit else None)
