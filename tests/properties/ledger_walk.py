"""A clock watched minute by minute: the oracle for the ledger.

A count goes up as minutes pass, closes of business are seen, or dates change. The instant at which
each count was first reached is remembered; the clock is due where its limit was reached. Offices
are watched too (`minute_walk.py`), so nothing here is shared with the code it judges.
"""

from dataclasses import dataclass, field

from tests.properties.minute_walk import Walk
from tests.times import MINUTE
from workflow.definition.durations import Limit, Unit

_PER_MINUTE = (Unit.HOURS, Unit.WORKING_HOURS)


@dataclass
class Clock:
    """One clock, at whole minutes; instants are milliseconds."""

    walk: Walk
    unit: Unit
    start: int
    needed: int
    reasons: set[str] = field(default_factory=set)
    #: The count that has run, and when each count was first reached.
    done: int = 0
    reached: dict[int, int] = field(default_factory=dict)
    #: Dates on which an office has closed since the start.
    closed: set[int] = field(default_factory=set)
    #: Never due earlier than this.
    kept: int = 0

    def __post_init__(self) -> None:
        self.now = self.start
        self.first_date = self.walk.date(self.start)

    # -- watching --------------------------------------------------------------------------------

    def run_to(self, end: int) -> None:
        """Watch until an instant."""
        while self.now < end:
            self._minute()

    def run_until_due(self) -> int | None:
        """Watch until the clock is due; None past the end of the calendar."""
        while self.needed not in self.reached:
            if (self.now // MINUTE) - self.walk.begin >= len(self.walk.open):
                return None
            self._minute()
        return self.due

    def _minute(self) -> None:
        minute = self.now // MINUTE
        is_open = self.walk.open[minute - self.walk.begin]
        self.now += MINUTE
        count = 0
        if self.unit is Unit.HOURS or (self.unit is Unit.WORKING_HOURS and is_open):
            count = 0 if self.reasons else 1
        elif self.unit is Unit.WORKING_DAYS and minute + 1 in self.walk.closes:
            count = self._close(self.walk.closes[minute + 1])
        self.done += count
        if count > 0:
            self.reached.setdefault(self.done, self.now)
        if count < 0:
            self.reached.pop(self.done + 1, None)

    def _close(self, date: int) -> int:
        """What a close of business is worth: it counts, or has to be made up for."""
        counts = date != self.first_date and date not in self.closed
        self.closed.add(date)
        return int(counts) - bool(self.reasons)

    # -- what happens ----------------------------------------------------------------------------

    @property
    def due(self) -> int | None:
        """When its limit was reached; None while it is ahead."""
        found = self.reached.get(self.needed)
        return None if found is None else max(found, self.kept)

    def is_due(self) -> bool:
        """Whether its due is over, or now."""
        return self.due is not None

    def pause(self, reason: str) -> None:
        """A reason to stand still; nothing once it is due."""
        if self.reasons or not self.is_due():
            self.reasons.add(reason)

    def resume(self, reason: str) -> None:
        """A reason is gone."""
        self.reasons.discard(reason)

    def extend(self, more: int) -> None:
        """More time."""
        self.needed += more

    def retarget(self, needed: int | None, walk: Walk) -> None:
        """Another limit or another office; due now if all is used and it was not due before."""
        before = self.due
        self.walk = walk
        self.needed = needed or self.needed
        self.kept = self.now if before is None else before

    @property
    def used(self) -> int:
        """What has run so far."""
        return max(0, self.done)

    @property
    def whole(self) -> bool:
        """Whether `used` is all that counts."""
        return True


@dataclass
class DayClock:
    """A clock in `days`: a date that pauses put off, then the next close of business."""

    walk: Walk
    start: int
    needed: int
    reasons: set[str] = field(default_factory=set)
    kept: int = 0

    def __post_init__(self) -> None:
        self.now = self.start
        self.first_date = self.walk.date(self.start)
        self.target = self.first_date + self.needed
        #: Dates that began while it stood still: in this pause, and in all.
        self.passed = 0
        self.passed_in_all = 0
        #: The due of a late clock that was handed over.
        self.fixed: int | None = None

    def run_to(self, end: int) -> None:
        """Watch until an instant, counting the dates that begin while it stands still."""
        while self.now < end:
            before = self.walk.date(self.now)
            self.now += MINUTE
            if self.reasons:
                self.passed += self.walk.date(self.now) - before
                self.passed_in_all += self.walk.date(self.now) - before

    @property
    def due(self) -> int | None:
        """The close of business on the date, or the next; None past the end of the calendar."""
        if self.fixed is not None:
            return self.fixed
        found = self.walk.close_from(self.target)
        return None if found is None else max(found, self.kept)

    def is_due(self) -> bool:
        """Whether its due is over, or now."""
        return self.due is not None and self.due <= self.now

    def run_until_due(self) -> int | None:
        """When it is due."""
        return self.due

    def pause(self, reason: str) -> None:
        """A reason to stand still; nothing once it is due."""
        if self.reasons or not self.is_due():
            self.reasons.add(reason)

    def resume(self, reason: str) -> None:
        """A reason is gone; the last one gives back the dates that were passed."""
        if self.reasons == {reason}:
            self.target = max(self.target + self.passed, self.walk.date(self.now))
            self.passed = 0
        self.reasons.discard(reason)

    def extend(self, more: int) -> None:
        """More time."""
        self.fixed = None
        self.target += more
        self.needed += more

    def retarget(self, needed: int | None, walk: Walk) -> None:
        """Another limit or another office."""
        due = self.due
        late = due is not None and due <= self.now
        self.walk = walk
        if needed is not None:
            self.needed = needed
            self.target = self.first_date + self.needed + self.passed_in_all
        self.kept = due if due is not None and late else self.now
        self.fixed = due if late and needed is None else None

    @property
    def whole(self) -> bool:
        """Whether `used` is all that counts: the target was not put off by a closed office too."""
        return self.target == self.first_date + self.needed + self.passed_in_all - self.passed

    @property
    def used(self) -> int:
        """The dates that began while it ran."""
        return self.walk.date(self.now) - self.first_date - self.passed_in_all


def a_clock(walk: Walk, limit: Limit, start: int) -> "Clock | DayClock":
    """A clock to be watched."""
    if limit.unit is Unit.DAYS:
        return DayClock(walk, start, limit.count)
    needed = limit.count * 60 if limit.unit in _PER_MINUTE else limit.count
    return Clock(walk, limit.unit, start, needed)
