"""When a clock has something to say: a pause that ends, reminders, the breach, rungs.

Planned instants are derived from the present due each time, so they move with it. What was recorded
as having happened does not happen again (`clock_rules.py` says when a clock begins anew). The next
moment of a clock is its one row among the timers.

A share such as 50% is a share of the clock's own time, without the pauses: wall clock for `hours`
and where there is no calendar, otherwise working time.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from workflow.definition.calendars import Calendar
from workflow.definition.durations import After, Before, Due, Offset, Percent, Unit
from workflow.engine.clock_facts import Breached, Fact, Reminded, Resumed, Rung
from workflow.engine.clocks import Reading, Run, State, read_clock
from workflow.engine.working_time import (
    HOUR,
    CalendarMissing,
    before,
    elapsed,
    end_of_date,
    exhausted,
    limit_end,
    local_ordinal,
    worked,
    worked_at,
)
from workflow.errors import CalendarExhausted

_AT = itemgetter(0)
_FOREVER = 1 << 62
_FROM_THE_DUE = (Due, After)
#: Bound once: in Python 3.11 every look-up of a member of an enum is a call.
_HOURS = Unit.HOURS
_WORKING_HOURS = Unit.WORKING_HOURS
_DAYS = Unit.DAYS
_IN_DAYS = (Unit.DAYS, Unit.WORKING_DAYS)
_RUNNING = State.RUNNING
_PAUSED = State.PAUSED


class Moment(NamedTuple):
    """Something a clock will do: at `at` by the timers, for `planned`.

    A clock is late after its due, not at it: the breach, and what is told at the due, come one
    millisecond after the instant planned. `which` is the offset of a reminder as written, or the
    reason of a pause; `rung` counts from 0.
    """

    at: int
    planned: int
    what: Literal["resume", "reminder", "breach", "rung"]
    which: str = ""
    rung: int = -1


def moments(
    reading: Reading, *, reminders: Sequence[Offset], rungs: Sequence[Offset]
) -> tuple[Moment, ...]:
    """What has not happened yet, in order; rungs that the clock passed over when it began, too.

    A moment that lies past the end of the calendar is left out until an edition reaches further.
    """
    return tuple(_coming(reading, reminders, rungs, _FOREVER))


def next_moment(
    reading: Reading, *, reminders: Sequence[Offset], rungs: Sequence[Offset]
) -> Moment | None:
    """When the clock must be looked at next; None when it has nothing more to say."""
    breach_is_ahead = reading.state is _RUNNING and not reading.breach_recorded
    until = reading.due_at if breach_is_ahead else _FOREVER
    return next(iter(_coming(reading, reminders, rungs, until)), None)


def _coming(
    reading: Reading, reminders: Sequence[Offset], rungs: Sequence[Offset], until: int
) -> list[Moment]:
    """The moments in order; rungs later than `until` may be left out, as most questions are early.

    The breach is always there: it comes before the rungs that follow it.
    """
    found: list[Moment] = []
    if reading.state is _RUNNING:
        found.extend(_reminders(reading, reminders))
        if not reading.breach_recorded:
            found.append(Moment(reading.due_at + 1, reading.due_at, "breach"))
        found.extend(_rungs(reading, rungs, until))
        # Stable, so that at one instant the breach comes before the rung that tells of it.
        found.sort(key=_AT)
    elif reading.state is _PAUSED:
        found.extend(_ends_of_pauses(reading))
    return found


def catch_up(
    facts: Sequence[Fact],
    calendars: Mapping[str, Calendar],
    *,
    zone: str,
    reminders: Sequence[Offset],
    rungs: Sequence[Offset],
    now: int,
    reading: Reading | None = None,
) -> tuple[Fact, ...]:
    """The facts to add for all that has come due by `now`, in order.

    A pause ends where it was to end. Of several reminders and rungs only the last is told, the
    others are overtaken: after a standstill of the system nobody gets a pile of messages. What was
    planned for the same instant is told together. `reading` is that of the facts, if they have
    been read already.
    """
    added: list[Fact] = []
    reading = reading or read_clock(facts, calendars, zone=zone)
    while True:
        coming = _coming(reading, reminders, rungs, now)
        due = [moment for moment in coming if moment.at <= now]
        if not due or due[0].what != "resume":
            return (*added, *_happening(due, reading.floor, now))
        added.append(Resumed(due[0].at, due[0].which))
        reading = read_clock([*facts, *added], calendars, zone=zone)


def _happening(due: Sequence[Moment], floor: int, now: int) -> Iterator[Fact]:
    last = max((moment.planned for moment in due if moment.at > floor), default=floor)
    for moment in due:
        if moment.what == "breach":
            yield Breached(now, moment.planned)
        elif moment.what == "reminder":
            yield Reminded(now, moment.which, moment.planned, _how(moment, last))
        elif moment.at <= floor:
            yield Rung(now, moment.rung, moment.planned, "passed over")
        else:
            yield Rung(now, moment.rung, moment.planned, _how(moment, last))


def _how(moment: Moment, last: int) -> Literal["told", "overtaken"]:
    return "told" if moment.planned == last else "overtaken"


def _ends_of_pauses(reading: Reading) -> list[Moment]:
    ends = [(end, reason) for reason, end in reading.reasons if end is not None]
    return [Moment(end, end, "resume", reason) for end, reason in sorted(ends)]


def _reminders(reading: Reading, offsets: Sequence[Offset]) -> Iterator[Moment]:
    for offset in offsets:
        which = str(offset)
        if ("reminder", which) in reading.happened:
            continue
        planned = _planned(reading, offset)
        if planned is not None and planned > reading.floor:
            yield Moment(planned + (planned == reading.due_at), planned, "reminder", which)


def _rungs(reading: Reading, offsets: Sequence[Offset], until: int) -> Iterator[Moment]:
    too_early = until <= reading.due_at
    for i, offset in enumerate(offsets):
        if ("rung", i) in reading.happened or (too_early and isinstance(offset, _FROM_THE_DUE)):
            continue
        planned = _planned(reading, offset)
        if planned is not None:
            yield Moment(planned + (planned == reading.due_at), planned, "rung", "", i)


def _planned(reading: Reading, offset: Offset) -> int | None:
    try:
        return _PLANNED[type(offset)](reading, reading.due_at, offset)
    except CalendarExhausted:
        return None


def _at_due(_: Reading, due: int, __: Due) -> int:
    return due


def _after(reading: Reading, due: int, offset: After) -> int:
    limit = offset.limit
    # A close at midnight belongs to the date that it ends.
    end = due - 1 if limit.unit in _IN_DAYS else due
    return limit_end(limit, end, reading.calendar, zone=reading.zone)


def _before(reading: Reading, due: int, offset: Before) -> int:
    """So long before a due: in days, the last close of business by then."""
    limit, calendar, zone = offset.limit, reading.calendar, reading.zone
    if limit.unit is _HOURS:
        return due - limit.count * HOUR
    if calendar is not None and due > calendar.midnights[-1]:
        raise exhausted(calendar)
    if limit.unit is _DAYS:
        return _close_by(local_ordinal(due - 1, calendar, zone) - limit.count, calendar, zone)
    if calendar is None:
        raise CalendarMissing(limit.unit)
    if limit.unit is _WORKING_HOURS:
        return before(calendar, due, limit.count * HOUR)
    nth = bisect_left(calendar.day_closes, due) - limit.count
    return calendar.day_closes[max(nth, 0)]


def _close_by(ordinal: int, calendar: Calendar | None, zone: str) -> int:
    """The last close of business on a date or before it; without a calendar, its midnight."""
    i = -1 if calendar is None else ordinal - calendar.first_ordinal
    if calendar is None or i < 0 or not calendar.working_days[i + 1]:
        return end_of_date(ordinal, None, zone)
    return calendar.day_closes[calendar.working_days[i + 1] - 1]


def _share(reading: Reading, due: int, offset: Percent) -> int:
    """When this share of the time that the clock runs in all is used."""
    lengths = [_length(reading, run, due) for run in reading.runs]
    until = list(accumulate(lengths))
    target = until[-1] * offset.share // 100
    i = bisect_left(until, target)
    return _inside(reading, reading.runs[i], target - until[i] + lengths[i])


def _calendar(reading: Reading, run: Run) -> Calendar | None:
    return None if reading.unit is _HOURS else run[2] or reading.calendar


def _length(reading: Reading, run: Run, due: int) -> int:
    begin, end, _ = run
    end = due if end is None else end
    calendar = _calendar(reading, run)
    return max(0, elapsed(calendar, begin, end) if calendar else end - begin)


def _inside(reading: Reading, run: Run, length: int) -> int:
    calendar = _calendar(reading, run)
    if calendar is None or length == 0:
        return run[0] + length
    return worked_at(calendar, worked(calendar, run[0]) + length)


_PLANNED: dict[type[Offset], Callable[[Reading, int, Any], int]] = {
    Percent: _share,
    Before: _before,
    Due: _at_due,
    After: _after,
}
