"""Reading an SLA clock: from its facts and the editions of calendars to how it stands.

Due instants are derived, never stored as the truth; breaches are facts, and never deleted. When a
clock next has something to say is in `clock_moments.py`, what another edition of a calendar does to
it in `clock_revision.py`, the account for an officer in `explain.py`.
"""

from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from workflow.definition.calendars import Calendar
from workflow.definition.durations import Unit
from workflow.engine.clock_facts import (
    CalendarRevised,
    Cancelled,
    Extended,
    Fact,
    Reminded,
    Retargeted,
    Returned,
    Rung,
    Started,
    Stopped,
)
from workflow.engine.clock_ledger import Ledger
from workflow.engine.clock_rules import UnitMismatch, apply
from workflow.errors import WorkflowError

_AT = attrgetter("at")

#: A stretch of running: begin, end (None: it still runs), and the calendar it counted on.
Run = tuple[int, int | None, Calendar | None]


class State(StrEnum):
    """Whether a clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


#: Bound once: in Python 3.11 every look-up of a member of an enum is a call.
_RUNNING = State.RUNNING
_PAUSED = State.PAUSED
_STOPPED = State.STOPPED
_CANCELLED = State.CANCELLED
_TOLD = (Reminded, Rung)


class ExtensionNotPossible(WorkflowError):
    """A clock cannot be given more time."""


class NotStarted(WorkflowError):
    """The facts of a clock do not begin with its start."""

    def __init__(self, first: Fact | None) -> None:
        super().__init__(
            f"The record of a clock begins with {first or 'nothing'}, not with its start. "
            "Entries are missing: verify the record before going on."
        )


class Reading(NamedTuple):
    """How a clock stands at `as_of`.

    `total` (extensions included), `used` and `remaining` are milliseconds for both kinds of hours,
    otherwise days. `due_at` is when the clock is due, or would be if it had not begun to stand
    still; `stands_still` remains true if it is stopped then. A clock is `late` after its due, not
    at it; one that was stopped stays as it was. What follows `as_of` is for `clock_moments.py`.
    """

    state: State
    unit: Unit
    total: int
    used: int
    remaining: int
    started_at: int
    due_at: int
    stands_still: bool
    late: bool
    breaches: int
    breached_at: int | None
    #: Whether the last breach is excused.
    excused: bool
    #: The reasons for which it stands still, each with the instant that ends it by itself.
    reasons: tuple[tuple[str, int | None], ...]
    paused_at: int | None
    stopped_at: int | None
    calendar: Calendar | None
    zone: str
    as_of: int
    runs: tuple[Run, ...]
    happened: frozenset[tuple[str, str | int]]
    breach_recorded: bool
    floor: int

    @property
    def due(self) -> int | None:
        """When it is due; None if it stands still."""
        return None if self.stands_still else self.due_at

    @property
    def due_before_pause(self) -> int | None:
        """When it would be due if it did not stand still; None if it does not."""
        return self.due_at if self.stands_still else None

    @property
    def edition(self) -> str | None:
        """The hash of the calendar's edition it is counted with."""
        return self.calendar.hash if self.calendar else None


def read_clock(
    facts: Sequence[Fact], calendars: Mapping[str, Calendar], *, zone: str, now: int | None = None
) -> Reading:
    """How a clock stands after all its facts.

    `calendars` holds, by hash, every edition that the facts mention. `zone` counts where a clock
    has no calendar. `used`, `remaining` and `late` are told for `now`, or else the last fact.

    Raises:
        CalendarExhausted: a calendar ends before the clock is due.
        CalendarMissing: working time without a calendar.
        UnitMismatch: an extension in another unit.
    """
    ordered = in_order(facts)
    ledger = fold(ordered, calendars, zone=zone)
    return _reading(ledger, ordered[-1].at if now is None else now)


def having_told(reading: Reading, fact: Fact) -> Reading | None:
    """The reading after one more fact of now, if that only notes what was told; otherwise None.

    A reminder or a rung moves no instant, so the clock need not be read again.
    """
    if reading.state is not _RUNNING or not isinstance(fact, _TOLD):
        return None
    told = ("reminder", fact.which) if isinstance(fact, Reminded) else ("rung", fact.rung)
    return reading._replace(happened=reading.happened | {told})


def in_order(facts: Sequence[Fact]) -> list[Fact]:
    """The facts by the instant at which they take effect; equal instants as they stand."""
    return sorted(facts, key=_AT)


def fold(ordered: Sequence[Fact], calendars: Mapping[str, Calendar], *, zone: str) -> Ledger:
    """The ledger after all facts, its whole life read with the latest editions they mention.

    Where another edition came in, what was due as known then is a floor: the due is never earlier.
    """
    floors: dict[int, int] = {}
    known_pauses: set[int] = set()
    editions: dict[str, str] = {}
    closed = False
    for i, fact in enumerate(ordered):
        match fact:
            case CalendarRevised() if not closed:
                ledger = _run(ordered[:i], calendars, zone, editions, floors, known_pauses)
                floors[i] = ledger.due
                known_pauses |= ledger.pauses
                editions[fact.calendar] = fact.edition
            case Started() | Retargeted() if fact.calendar and fact.edition:
                editions[fact.calendar] = fact.edition
            case Stopped() | Cancelled():
                closed = True
            case Returned():
                closed = False
            case _:
                pass
    return _run(ordered, calendars, zone, editions, floors, known_pauses)


def _run(
    ordered: Sequence[Fact],
    calendars: Mapping[str, Calendar],
    zone: str,
    editions: Mapping[str, str],
    floors: Mapping[int, int],
    known_pauses: Set[int],
) -> Ledger:
    started = ordered[0] if ordered else None
    if not isinstance(started, Started):
        raise NotStarted(started)
    ledger = Ledger(
        started,
        calendars,
        zone=zone,
        editions=editions,
        floors=floors,
        known_pauses=known_pauses,
    )
    for i in range(1, len(ordered)):
        apply(ledger, i, ordered[i])
    return ledger


def _reading(ledger: Ledger, as_of: int) -> Reading:
    state = _state(ledger)
    running = state is _RUNNING
    stopped = ledger.stopped_at
    now = as_of if stopped is None else min(as_of, stopped)
    runs: list[Run] = list(ledger.runs)
    used = ledger.used - ledger.lost
    if running:
        runs.append((ledger.seg, None, ledger.calendar))
        used += ledger.measure(ledger.seg, now, ledger.calendar)
    else:
        used -= ledger.left_out_in(ledger.seg, now)
    total = ledger.total + ledger.extra
    return Reading(
        state=state,
        unit=ledger.unit,
        total=total,
        used=max(0, used),
        remaining=max(0, min(total, total - used)),
        started_at=ledger.start,
        due_at=ledger.due,
        stands_still=ledger.paused_at is not None,
        late=(running and now > ledger.due) or (state is _STOPPED and ledger.stopped_late),
        breaches=ledger.breaches,
        breached_at=ledger.breached_at,
        excused=ledger.excused,
        reasons=tuple(ledger.reasons.items()),
        paused_at=ledger.paused_at,
        stopped_at=stopped,
        calendar=ledger.calendar,
        zone=ledger.zone,
        as_of=now,
        runs=tuple(runs),
        happened=frozenset(ledger.happened),
        breach_recorded=ledger.breached,
        floor=ledger.floor,
    )


def _state(ledger: Ledger) -> State:
    if ledger.cancelled:
        return _CANCELLED
    if ledger.stopped_at is not None:
        return _STOPPED
    return _RUNNING if ledger.running else _PAUSED


def check_extension(reading: Reading, facts: Sequence[Fact], extension: Extended) -> None:
    """Says nothing if a supervisor may give this extension: once for each reason.

    Raises:
        ExtensionNotPossible: the clock is closed, or was extended for this reason before.
        UnitMismatch: the time is given in another unit.
    """
    if reading.state in (_STOPPED, _CANCELLED):
        raise ExtensionNotPossible("This clock no longer runs, so it needs no more time.")
    if any(isinstance(f, Extended) and f.reason == extension.reason for f in facts):
        raise ExtensionNotPossible(
            f'More time was given for "{extension.reason}" already; each reason counts once. '
            "Name another reason, or let the clock run."
        )
    if extension.more.unit is not reading.unit:
        raise UnitMismatch(extension.more, reading.unit)
