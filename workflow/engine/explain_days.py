"""One date in the life of a clock: how much of it counts, and why the rest does not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from workflow.definition.calendars import Calendar, Span, midnight, period_of
from workflow.definition.durations import Unit
from workflow.definition.words import Words
from workflow.engine import explain_words as say
from workflow.engine.clock_facts import Fact, Paused, Resumed, Stopped
from workflow.engine.clocks import Reading, State
from workflow.engine.working_time import close_on, closings, elapsed, local_ordinal

Why = Literal["", "first day", "paused", "away", "holiday", "closed", "period", "put off", "late"]
_WORKING = (Unit.WORKING_HOURS, Unit.WORKING_DAYS)


class Day(NamedTuple):
    """A local date: its ordinal, its first instant, and the first of the next date."""

    ordinal: int
    start: int
    end: int


class Reason(NamedTuple):
    """Why a date does not count, or counts for less; and whether that is announced."""

    why: Why
    words: tuple[Words, ...] = ()
    expected: bool = False


class Stretch(NamedTuple):
    """A stretch of running, and the calendar it counts on."""

    begin: int
    end: int
    calendar: Calendar | None


@dataclass(frozen=True, slots=True)
class Life:
    """A clock as read, with its facts in order and names for the reasons of its pauses."""

    reading: Reading
    facts: Sequence[Fact]
    reasons: Mapping[str, Words]

    @property
    def calendar(self) -> Calendar | None:
        """The calendar it counts on; `hours` count on none."""
        return None if self.reading.unit is Unit.HOURS else self.reading.calendar

    @property
    def zone(self) -> str:
        """The zone of its dates."""
        return self.calendar.zone if self.calendar else self.reading.zone

    @property
    def first(self) -> int:
        """The ordinal of its first date."""
        return local_ordinal(self.reading.started_at, self.calendar, self.zone)

    @property
    def head(self) -> int:
        """Of working days, 1 if the close of the first day lay ahead: that one does not count."""
        calendar, start = self.calendar, self.reading.started_at
        if calendar is None or self.reading.unit is not Unit.WORKING_DAYS:
            return 0
        return int((close_on(calendar, start) or start) > start)

    def stretches(self) -> tuple[Stretch, ...]:
        """Where it ran, up to its due if it still runs."""
        due, own = self.reading.due_at, self.calendar
        return tuple(
            Stretch(begin, due if end is None else end, own and (calendar or own))
            for begin, end, calendar in self.reading.runs
        )

    def days(self) -> Iterator[Day]:
        """Its dates, to that of its due or of the last thing that happened to it."""
        reading, zone = self.reading, ZoneInfo(self.zone)
        # A close at midnight belongs to the date that it ends.
        last = reading.due_at - 1 if reading.state is State.RUNNING else reading.as_of
        if reading.stopped_at is None:
            last = max(last, self.facts[-1].at)
        last_ordinal = local_ordinal(last, self.calendar, self.zone)
        start = midnight(date.fromordinal(self.first), zone)
        for ordinal in range(self.first, max(self.first, last_ordinal) + 1):
            end = midnight(date.fromordinal(ordinal + 1), zone)
            yield Day(ordinal, start, end)
            start = end

    def office_hours(self, day: Day) -> tuple[Span, ...]:
        """The opening hours of a date; none without a calendar, or past its end."""
        i = -1 if self.calendar is None else day.ordinal - self.calendar.first_ordinal
        if self.calendar is None or not 0 <= i < len(self.calendar.days):
            return ()
        return self.calendar.days[i]

    def counted(self, day: Day) -> tuple[Span, ...]:
        """The stretches of a date in which it ran, within office hours if it counts those."""
        whole: tuple[Span, ...] = ((day.start, day.end),)
        windows = self.office_hours(day) if self.reading.unit in _WORKING else whole
        overlaps = (
            (max(run.begin, opens), min(run.end, closes))
            for run in self.stretches()
            for opens, closes in windows
        )
        return tuple((begin, end) for begin, end in overlaps if begin < end)

    def amount(self, day: Day) -> int:
        """How much a date adds, before the first day is left out."""
        return sum(self._amount(run, day) for run in self.stretches())

    def _amount(self, run: Stretch, day: Day) -> int:
        if self.reading.unit is Unit.DAYS:
            return int(run.begin < day.start <= run.end)
        begin, end = max(run.begin, day.start), min(run.end, day.end)
        if end <= begin:
            return 0
        if run.calendar is None:
            return end - begin
        count = elapsed if self.reading.unit is Unit.WORKING_HOURS else closings
        return count(run.calendar, begin, end)

    def reason(self, day: Day, used: int) -> Reason:
        """Why a date, of which so much was `used`, does not count, or counts for less."""
        reading = self.reading
        if day.start >= reading.due_at and not reading.stands_still:
            return Reason("late", (say.LATE,))
        if not used:
            paused = tuple(self._standing(day))
            if paused:
                return Reason("paused", paused)
            if not any(run.begin < day.end and run.end > day.start for run in self.stretches()):
                return Reason("away", (say.AWAY,))
        if reading.unit is Unit.HOURS:
            return Reason("")
        if not used and day.ordinal == self.first and reading.unit is not Unit.WORKING_HOURS:
            return Reason("first day", (say.FIRST_DAY,))
        return self._by_calendar(day, used)

    def _standing(self, day: Day) -> Iterator[Words]:
        """The reasons for which it stood still on a date."""
        still: dict[str, None] = {}
        for fact in self.facts:
            if fact.at >= day.end:
                break
            if isinstance(fact, Paused):
                still[fact.reason] = None
            elif isinstance(fact, Stopped):
                still.clear()
            elif isinstance(fact, Resumed) and fact.at <= day.start:
                for reason in (fact.reason,) if fact.reason else tuple(still):
                    still.pop(reason, None)
        return (self.reasons.get(reason, Words(reason, reason)) for reason in still)

    def _by_calendar(self, day: Day, used: int) -> Reason:
        calendar = self.calendar
        if calendar is None or (used and self.reading.unit is Unit.DAYS):
            return Reason("")
        on = date.fromordinal(day.ordinal)
        put_off: Why | None = "put off" if self.reading.unit is Unit.DAYS else None
        holiday = calendar.file.holidays.get(on)
        if holiday:
            return Reason(put_off or "holiday", (holiday.words,), holiday.status == "expected")
        if not self.office_hours(day):
            return Reason(put_off or "closed", (say.CLOSED,))
        if not used and self.reading.unit is Unit.WORKING_DAYS:
            # A pause over the first close leaves the next one to be the first.
            return Reason("first day", (say.FIRST_DAY,))
        period = period_of(calendar.file, on)
        if period:
            return Reason("period", (period.because.words,), period.status == "expected")
        return Reason("")
