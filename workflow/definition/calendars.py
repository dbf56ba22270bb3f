"""A calendar worked out: the opening hours of every date as instants, and the tables to count by.

Compiled once for each edition; `workflow.engine.working_time` only looks up. Opening hours are
local, so this is one of the two places (the pages are the other) where local time exists. Zones go
by name: Pakistan moved its clocks in 2002, 2008 and 2009.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from workflow.definition.calendar_files import (
    WEEKDAYS,
    CalendarFile,
    Period,
    Week,
    Window,
)
from workflow.definition.words import Words
from workflow.errors import WorkflowError

_DAY = 86_400_000
_MINUTE = 60_000
#: Longer without any working time than a clock could sensibly wait: the hours were forgotten.
LONGEST_CLOSED = 60

Span = tuple[int, int]


class CalendarInvalid(WorkflowError, ValueError):
    """A calendar cannot be used; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """One edition of a calendar, compiled. Two with the same hash are the same.

    Instants are UTC milliseconds; date `i` is the date of ordinal `first_ordinal + i`.
    """

    id: str
    edition: str
    zone: str
    #: SHA-256 of all that decides or is shown, inherited holidays included; not of the sources.
    hash: str
    #: As written, with the inherited holidays.
    file: CalendarFile = field(compare=False, repr=False)
    first_ordinal: int = field(compare=False, repr=False)
    #: The start of each date, and the end of the last.
    midnights: tuple[int, ...] = field(compare=False, repr=False)
    #: The opening hours of each date.
    days: tuple[tuple[Span, ...], ...] = field(compare=False, repr=False)
    #: All opening hours, in order: start, end, and working time before the start.
    opens: tuple[int, ...] = field(compare=False, repr=False)
    closes: tuple[int, ...] = field(compare=False, repr=False)
    worked: tuple[int, ...] = field(compare=False, repr=False)
    #: The close of business of each working day.
    day_closes: tuple[int, ...] = field(compare=False, repr=False)
    #: How many working days lie before date `i`.
    working_days: tuple[int, ...] = field(compare=False, repr=False)

    @property
    def title(self) -> Words:
        """Its name in both languages."""
        return self.file.title.words

    @property
    def until(self) -> date:
        """The last date it is known for."""
        return self.file.until


def compile_calendar(file: CalendarFile) -> Calendar:
    """The tables of one edition; `file` has its holidays `inherited` already.

    Raises:
        CalendarInvalid: no working time in 60 consecutive days, or an open `extends`.
    """
    if file.extends is not None:
        raise CalendarInvalid(f'The holidays of "{file.extends}" have not been taken over yet.')
    midnights = tuple(_midnights(file))
    days = tuple(_days(file, midnights))
    _check_open(file, days)
    spans = [span for day in days for span in day]
    lengths = (closes - opens for opens, closes in spans)
    return Calendar(
        id=file.calendar,
        edition=file.edition,
        zone=file.zone,
        hash=_hash(file),
        file=file,
        first_ordinal=file.first.toordinal(),
        midnights=midnights,
        days=days,
        opens=tuple(opens for opens, _ in spans),
        closes=tuple(closes for _, closes in spans),
        worked=tuple(accumulate(lengths, initial=0)),
        day_closes=tuple(day[-1][1] for day in days if day),
        working_days=tuple(accumulate((bool(day) for day in days), initial=0)),
    )


def _hash(file: CalendarFile) -> str:
    periods = [
        [str(p.first), str(p.last), p.because.en, p.because.ur, p.status, _week(p.week)]
        for p in file.periods
    ]
    holidays = {
        str(day): [entry.en, entry.ur, entry.status, *map(str, entry.hours)]
        for day, entry in file.holidays.items()
    }
    content = {
        "calendar": file.calendar,
        "edition": file.edition,
        "title": [file.title.en, file.title.ur],
        "zone": file.zone,
        "dates": [str(file.first), str(file.until), str(file.in_force)],
        "week": _week(file.week),
        "periods": periods,
        "holidays": holidays,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _week(week: Week) -> dict[str, list[str]]:
    return {day: list(map(str, windows)) for day, windows in week.items()}


def dates(first: date, last: date) -> Iterator[date]:
    """Every date from `first` to `last`, both included."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def midnight(day: date, zone: ZoneInfo) -> int:
    """The instant at which a local date begins.

    Where a change of the clocks leaves that hour out, the first instant that exists.
    """
    local = datetime(day.year, day.month, day.day, tzinfo=zone)
    return int(local.timestamp()) * 1000


def _midnights(file: CalendarFile) -> Iterator[int]:
    zone = ZoneInfo(file.zone)
    for day in dates(file.first, file.until + timedelta(days=1)):
        yield midnight(day, zone)


def _days(file: CalendarFile, midnights: tuple[int, ...]) -> Iterator[tuple[Span, ...]]:
    zone = ZoneInfo(file.zone)
    for i, day in enumerate(dates(file.first, file.until)):
        windows = hours_of(file, day)
        if midnights[i + 1] - midnights[i] == _DAY:
            start = midnights[i]
            yield tuple((start + w.opens * _MINUTE, start + w.closes * _MINUTE) for w in windows)
        else:
            yield tuple(_on_a_day_of_change(windows, (midnights[i], midnights[i + 1]), zone))


def _on_a_day_of_change(windows: Iterable[Window], date: Span, zone: ZoneInfo) -> Iterator[Span]:
    """Opening hours on a date on which the clocks change: open whenever the clock says so.

    An hour that happens twice counts twice, one that is left out not at all.
    """
    opens: int | None = None
    for t in range(*date, _MINUTE):
        local = datetime.fromtimestamp(t // 1000, zone)
        minute = local.hour * 60 + local.minute
        is_open = any(window.opens <= minute < window.closes for window in windows)
        if is_open and opens is None:
            opens = t
        if not is_open and opens is not None:
            yield opens, t
            opens = None
    if opens is not None:
        yield opens, date[1]


def hours_of(file: CalendarFile, day: date) -> tuple[Window, ...]:
    """The opening hours of a date: its holiday goes before its period, that before the week."""
    if day in file.holidays:
        return file.holidays[day].hours
    period = period_of(file, day)
    week = period.week if period else file.week
    return week.get(WEEKDAYS[day.weekday()], ())


def period_of(file: CalendarFile, day: date) -> Period | None:
    """The period a date lies in."""
    return next((p for p in file.periods if p.first <= day <= p.last), None)


def _check_open(file: CalendarFile, days: tuple[tuple[Span, ...], ...]) -> None:
    shut = 0
    for i, day in enumerate(days):
        shut = 0 if day else shut + 1
        if shut == min(LONGEST_CLOSED, len(days)):
            last = file.first + timedelta(days=i)
            raise CalendarInvalid(
                f'Calendar "{file.calendar}" has no working time in the {shut} days until {last}. '
                'Write the opening hours of the days under "week".'
            )
