"""Times as a scenario writes them: `Mon 2027-03-08 15:00`, local to the workflow's calendar.

The weekday is written so that whoever reads the story sees it, and checked because whoever wrote it
counted the limits with it.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from workflow.errors import WorkflowError

HOW = "Write it like Mon 2027-03-08 15:00."
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIME = re.compile(r"([A-Z][a-z]{2}) (\d{4}-\d{2}-\d{2} \d{2}:\d{2})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class BadTime(WorkflowError, ValueError):
    """A time cannot be read; the text says why and what to write."""


def parse_time(text: str, zone: str) -> int:
    """The instant that a scenario's time means.

    >>> parse_time("Mon 2027-03-08 15:00", "Asia/Karachi")
    1804500000000

    Raises:
        BadTime: another form, no such date, or not that day of the week.
    """
    found = _TIME.fullmatch(text.strip())
    if found is None or found[1] not in _DAYS:
        raise BadTime(f'"{text}" is not a time. {HOW}')
    try:
        local = datetime.fromisoformat(found[2]).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise BadTime(f'"{text}" names a date or time that does not exist. {HOW}') from None
    if (day := _DAYS[local.weekday()]) != found[1]:
        raise BadTime(f'"{text}" has the wrong day of the week: {found[2][:10]} is a {day}.')
    return (local - _EPOCH) // _MILLISECOND


def written(instant: int, zone: str) -> str:
    """An instant as a scenario writes it, to the minute.

    >>> written(1804500000000, "Asia/Karachi")
    'Mon 2027-03-08 15:00'
    """
    local = (_EPOCH + instant * _MILLISECOND).astimezone(ZoneInfo(zone))
    return f"{_DAYS[local.weekday()]} {local:%Y-%m-%d %H:%M}"
