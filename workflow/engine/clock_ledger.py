"""The state of an SLA clock while its facts are read, and the counting of its time.

The only mutable value of the clock; it lives no longer than one reading. What each fact does to it
is in `clock_rules.py`, what is made of it in `clocks.py`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Set
from datetime import date
from itertools import accumulate

from workflow.definition.calendars import Calendar
from workflow.definition.durations import Limit, Unit
from workflow.engine.clock_facts import Started
from workflow.engine.working_time import (
    HOUR,
    CalendarMissing,
    add,
    close_on,
    closings,
    elapsed,
    end_of_date,
    exhausted,
    local_ordinal,
)

#: Bound once: in Python 3.11 every look-up of a member of an enum is a call.
_HOURS = Unit.HOURS
_WORKING_HOURS = Unit.WORKING_HOURS
_WORKING_DAYS = Unit.WORKING_DAYS
_DAYS = Unit.DAYS
_IN_HOURS = (_HOURS, _WORKING_HOURS)


def amount(limit: Limit) -> int:
    """A limit as it is counted: milliseconds for both kinds of hours, otherwise days."""
    return limit.count * HOUR if limit.unit in _IN_HOURS else limit.count


class Ledger:
    """How a clock stands after the facts applied so far."""

    __slots__ = (
        "breached",
        "breached_at",
        "breaches",
        "calendar",
        "calendars",
        "cancelled",
        "closed_date",
        "due",
        "editions",
        "excused",
        "extra",
        "floor",
        "floors",
        "happened",
        "kept",
        "known_pauses",
        "left_out",
        "lost",
        "on_date",
        "paused_at",
        "pauses",
        "reasons",
        "running",
        "runs",
        "seg",
        "since",
        "start",
        "stopped_at",
        "stopped_late",
        "total",
        "unit",
        "used",
        "zone",
    )

    def __init__(
        self,
        started: Started,
        calendars: Mapping[str, Calendar],
        *,
        zone: str,
        editions: Mapping[str, str],
        floors: Mapping[int, int],
        known_pauses: Set[int],
    ) -> None:
        """The clock as it starts.

        `editions` names the edition (hash) of each calendar (id) to read its whole life with;
        `floors` what was due, as known then, where another edition came in (by position);
        `known_pauses` which pauses counted, as known then (by position).
        """
        self.zone = zone
        self.calendars = calendars
        self.editions = editions
        self.floors = floors
        self.known_pauses = known_pauses
        self.pauses: set[int] = set()
        self.calendar = self.edition(started.calendar)
        self.start = self.seg = started.at if started.anchor is None else started.anchor
        #: Finished stretches of running: begin, end, calendar.
        self.runs: list[tuple[int, int, Calendar | None]] = []
        self.unit = _HOURS
        #: Of working days: closes of business that do not count, and how many pauses passed.
        self.left_out: list[int] = []
        self.lost = 0
        #: Since when it counts at this office, and the last date that another had closed by then.
        self.since = self.start
        self.closed_date = 0
        self.running = True
        self.reasons: dict[str, int | None] = {}
        self.paused_at: int | None = None
        self.stopped_at: int | None = None
        self.stopped_late = False
        self.cancelled = False
        #: Time used before `seg`.
        self.used = 0
        self.extra = 0
        #: Never due earlier than this.
        self.kept: int | None = None
        #: Moments that lay earlier are not made up for.
        self.floor = started.at
        self.happened: set[tuple[str, str | int]] = set()
        self.breached = self.excused = False
        self.breached_at: int | None = None
        self.breaches = 0
        self.aim(started.limit)
        self.find_due()

    def left(self) -> int:
        """What is left at `seg`."""
        return self.total + self.extra + self.lost - self.used

    def measure(self, start: int, end: int, calendar: Calendar | None) -> int:
        """Time from `start` to `end` in the unit of the clock."""
        if end <= start:
            return 0
        if self.unit is _HOURS:
            return end - start
        if self.unit is _DAYS:
            first = local_ordinal(start, calendar, self.zone)
            return local_ordinal(end, calendar, self.zone) - first
        calendar = calendar or self.working_calendar()
        if self.unit is _WORKING_HOURS:
            return elapsed(calendar, start, end)
        return closings(calendar, start, end) - self.left_out_in(start, end)

    def edition(self, calendar: str | None) -> Calendar | None:
        """The calendar of this id, in the edition to read with."""
        return None if calendar is None else self.calendars[self.editions[calendar]]

    def working_calendar(self) -> Calendar:
        """The calendar, which working time cannot do without."""
        if self.calendar is None:
            raise CalendarMissing(self.unit)
        return self.calendar

    def aim(self, limit: Limit | date) -> None:
        """Take a limit; a date is so many days from here."""
        before = self.unit
        self.on_date = isinstance(limit, date)
        self.unit = limit.unit if isinstance(limit, Limit) else _DAYS
        if self.unit is not before:
            self.leave_out_first()
        if self.runs:
            self.count_again()
        if isinstance(limit, Limit):
            self.total = amount(limit)
        else:
            here = local_ordinal(self.seg, self.calendar, self.zone)
            self.total = limit.toordinal() - here + self.used

    def count_again(self) -> None:
        """Measure what was used once more, in the present unit and from the present start."""
        if not self.runs:
            self.used = self.lost = 0
            return
        self.used = sum(self.measure(*run) for run in self.runs)
        begins = [begin for begin, _, _ in self.runs[1:]] + [self.seg]
        ends = [end for _, end, _ in self.runs]
        self.lost = sum(map(self.left_out_in, ends, begins))

    def leave_out_first(self) -> None:
        """The first date does not count as a working day: its close, if ahead, is left out."""
        self.left_out = []
        if self.unit is _WORKING_DAYS:
            calendar = (self.runs[0][2] if self.runs else None) or self.working_calendar()
            self.leave_out(close_on(calendar, self.start), self.start)

    def leave_out(self, close: int | None, t: int) -> None:
        """A close of business that is ahead at `t` does not count."""
        if close is not None and close > t:
            self.left_out.append(close)

    def left_out_in(self, start: int, end: int) -> int:
        """How many of the closes that do not count lie there."""
        return sum(start < close <= end for close in self.left_out)

    def find_due(self) -> None:
        """Work out the due again after what it depends on has changed."""
        left = self.left()
        if left > 0 or self.unit is _DAYS or not self.runs:
            due = self._due_from(self.seg, left, self.calendar)
        else:
            due = self._due_reached(left + self.used)
        self.due = due if self.kept is None or due > self.kept else self.kept

    def _due_reached(self, needed: int) -> int:
        """When so much had been used, which is over already."""
        lengths = [self.measure(*run) for run in self.runs]
        until = list(accumulate(lengths))
        i = bisect_left(until, needed)
        begin, _, calendar = self.runs[i]
        return self._due_from(begin, needed - until[i] + lengths[i], calendar)

    def _due_from(self, t: int, left: int, calendar: Calendar | None) -> int:
        unit = self.unit
        if unit is _HOURS:
            return t + left
        if unit is _DAYS:
            return end_of_date(local_ordinal(t, calendar, self.zone) + left, calendar, self.zone)
        calendar = calendar or self.working_calendar()
        if unit is _WORKING_HOURS:
            return add(calendar, t, left)
        closes = calendar.day_closes
        nth = bisect_right(closes, t)
        try:
            # Only the first close of a stretch is ever left out.
            return closes[nth + left - (closes[nth] not in self.left_out)]
        except IndexError:
            raise exhausted(calendar) from None

    def halt(self, at: int) -> None:
        """End the present stretch of running."""
        end = max(at, self.start)
        self.used += self.measure(self.seg, end, self.calendar)
        self.runs.append((self.seg, end, self.calendar))
        self.seg = end
        self.running = False

    def go_on(self, at: int) -> None:
        """Begin another stretch of running."""
        self.running = True
        self.paused_at = None
        self.lost += self.left_out_in(self.seg, at)
        self.seg = max(at, self.start)
        if self.left() <= 0:
            self._leave_the_present()
        self.find_due()

    def _leave_the_present(self) -> None:
        """Nothing is left after a standstill: it is due now, or with the present day.

        So it is after another limit that was used up, or in `days` if the due had been put off to
        the next working day when the pause began.
        """
        if self.unit in _IN_HOURS:
            self.kept = self.seg
        else:
            least = 1 if self.unit is _WORKING_DAYS else 0
            self.used += self.left() - least

    def hold(self, floor: int) -> None:
        """Give what is missing until `floor`, if the clock is due earlier."""
        if self.due >= floor:
            return
        if floor > self.seg:
            # The midnight that ends a date belongs to it.
            end = floor - 1 if self.unit is _DAYS else floor
            self.extra += self.measure(self.seg, end, self.calendar) - self.left()
        self.due = self.kept = floor

    def new_round(self, at: int) -> None:
        """A late clock that is due ahead again is like a new one: it may be late again."""
        if self.breached and self.due >= at:
            self.breached = False
            self.happened.clear()
            self.floor = at
