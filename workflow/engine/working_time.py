"""Counting time on a calendar: adding, measuring, the close of the n-th day.

Every function is a search in the tables of a compiled calendar, O(log n). The four units are never
converted into one another (design, the SLA clock):

- `hours` run by the wall clock, day and night, holidays too;
- `working hours` run while the office is open;
- `n working days` end at the close of the n-th working day whose date is after that of the event,
  whatever its hour;
- `n days` end at the close of business on the n-th date after that of the event; if the office is
  shut that day, on the next working day (General Clauses Act 1897, sections 9 and 10: unverified);
  without a calendar, at the midnight that ends that date.

A due instant is the earliest at which the time is used up: 17:00, not 09:00 of the next day.
Before the first date of its calendar no time is known to be worked, and none is counted.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from workflow.definition.calendars import Calendar, midnight
from workflow.definition.durations import Limit, Unit
from workflow.errors import CalendarExhausted, WorkflowError

HOUR = 3_600_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Bound once: in Python 3.11 every look-up of a member of an enum is a call.
_HOURS = Unit.HOURS
_WORKING_HOURS = Unit.WORKING_HOURS
_DAYS = Unit.DAYS


class CalendarMissing(WorkflowError):
    """Working time is asked for where no calendar is named."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        super().__init__(
            f'"{unit}" can only be counted on a calendar. Name one in the workflow ("calendar: …") '
            "or at the office."
        )


def worked(calendar: Calendar, t: int) -> int:
    """Working time from the beginning of the calendar up to `t`, in milliseconds.

    Past the end of the calendar it stands still.
    """
    i = bisect_right(calendar.opens, t) - 1
    if i < 0:
        return 0
    closes = calendar.closes[i]
    # A comparison, for min() doubles the cost of what every due instant is made of.
    return calendar.worked[i] + (t if t < closes else closes) - calendar.opens[i]  # noqa: FURB136


def worked_at(calendar: Calendar, amount: int) -> int:
    """The earliest instant by which `amount` milliseconds have been worked.

    Zero or less is answered as though the first opening reached back: such an instant lies before
    all that the calendar knows.

    Raises:
        CalendarExhausted: the calendar does not hold so much working time.
    """
    i = bisect_left(calendar.worked, amount) - 1
    if i >= len(calendar.opens):
        raise exhausted(calendar)
    if i < 0:
        i = 0
    return calendar.opens[i] + amount - calendar.worked[i]


def exhausted(calendar: Calendar) -> CalendarExhausted:
    """What is raised where a calendar ends too early."""
    return CalendarExhausted(calendar.id, until=calendar.until.isoformat())


def add(calendar: Calendar, t: int, amount: int) -> int:
    """The instant by which `amount` milliseconds have been worked since `t`.

    Raises:
        CalendarExhausted: the calendar does not reach so far.
    """
    return worked_at(calendar, worked(calendar, t) + amount) if amount else t


def elapsed(calendar: Calendar, start: int, end: int) -> int:
    """Working time between two instants, in milliseconds."""
    return worked(calendar, end) - worked(calendar, start)


def before(calendar: Calendar, due: int, amount: int) -> int:
    """The earliest instant with no more than `amount` milliseconds of work left until `due`."""
    return worked_at(calendar, worked(calendar, due) - amount)


def closings(calendar: Calendar, start: int, end: int) -> int:
    """How many closes of business `c` lie between two instants: start < c ≤ end."""
    return bisect_right(calendar.day_closes, end) - bisect_right(calendar.day_closes, start)


def end_of_working_day(calendar: Calendar, t: int, n: int) -> int:
    """The close of the n-th working day (n ≥ 1) whose date is after the local date of `t`.

    Raises:
        CalendarExhausted: the calendar does not reach so far.
    """
    try:
        past = calendar.working_days[bisect_right(calendar.midnights, t)]
        return calendar.day_closes[past + n - 1]
    except IndexError:
        raise exhausted(calendar) from None


def close_on(calendar: Calendar, t: int) -> int | None:
    """The close of business on the local date of `t`; None if the office is shut that day."""
    i = bisect_right(calendar.midnights, t) - 1
    if not 0 <= i < len(calendar.days) or not calendar.days[i]:
        return None
    return calendar.days[i][-1][1]


def local_ordinal(t: int, calendar: Calendar | None, zone: str) -> int:
    """The local date of an instant, as its ordinal; in the zone of the calendar if there is one."""
    if calendar is None:
        return (_EPOCH + timedelta(milliseconds=t)).astimezone(ZoneInfo(zone)).toordinal()
    i = bisect_right(calendar.midnights, t)
    if 0 < i < len(calendar.midnights):
        return calendar.first_ordinal + i - 1
    return local_ordinal(t, None, calendar.zone)


def end_of_date(ordinal: int, calendar: Calendar | None, zone: str) -> int:
    """The close of business on a date, or on the next working day if the office is shut then.

    Without a calendar, and before the first date of one, the midnight that ends the date.

    Raises:
        CalendarExhausted: the calendar does not reach so far.
    """
    if calendar is None:
        return midnight(date.fromordinal(ordinal + 1), ZoneInfo(zone))
    i = ordinal - calendar.first_ordinal
    if i < 0:
        return end_of_date(ordinal, None, calendar.zone)
    try:
        return calendar.day_closes[calendar.working_days[i]]
    except IndexError:
        raise exhausted(calendar) from None


def end_of_day(t: int, n: int, calendar: Calendar | None, *, zone: str) -> int:
    """When `n` days from `t` end; `zone` counts where there is no calendar.

    Raises:
        CalendarExhausted: the calendar does not reach so far.
    """
    return end_of_date(local_ordinal(t, calendar, zone) + n, calendar, zone)


def limit_end(limit: Limit, t: int, calendar: Calendar | None, *, zone: str) -> int:
    """When a limit that starts at `t` ends, if nothing interrupts it.

    Raises:
        CalendarExhausted: the calendar does not reach so far.
        CalendarMissing: working time without a calendar.
    """
    if limit.unit is _HOURS:
        return t + limit.count * HOUR
    if limit.unit is _DAYS:
        return end_of_day(t, limit.count, calendar, zone=zone)
    if calendar is None:
        raise CalendarMissing(limit.unit)
    if limit.unit is _WORKING_HOURS:
        return add(calendar, t, limit.count * HOUR)
    return end_of_working_day(calendar, t, limit.count)
