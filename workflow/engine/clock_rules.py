"""What each fact does to an SLA clock.

- A pause is measured in the clock's own unit: hours by the wall clock, working hours in working
  time, working days in closes of business passed, days in midnights passed. A close or a midnight
  `c` is passed when begin < c ≤ end. A pause that begins at or after the due changes nothing.
  One that counted when it was recorded counts for good, whatever a later edition says of the due.
- Several reasons may be open at once; the clock runs when none is.
- A pause that begins while the due is put off to the next working day leaves the day it ends on.
- Another limit or office keeps the time used. If that is all of it, the clock is due now; one that
  was late already stays late. A new limit takes the place of extensions of the old one.
- A corrected anchor and another edition of the calendar never make the due earlier. What they would
  have taken away is given as extra time, so that later pauses count from the date shown.
- What was recorded does not happen again, unless a clock that was late is due ahead again: then it
  can be late again, and begins anew.
"""

from collections.abc import Callable
from typing import Any

from workflow.definition.calendars import Calendar
from workflow.definition.durations import Limit, Unit
from workflow.engine.clock_facts import (
    Breached,
    CalendarRevised,
    Cancelled,
    Excused,
    Extended,
    Fact,
    Paused,
    Reanchored,
    Reminded,
    Resumed,
    Retargeted,
    Returned,
    Rung,
    Stopped,
)
from workflow.engine.clock_ledger import Ledger, amount
from workflow.engine.working_time import close_on, local_ordinal
from workflow.errors import WorkflowError


class UnitMismatch(WorkflowError):
    """More time was given in another unit than the clock counts in."""

    def __init__(self, more: Limit, unit: Unit) -> None:
        self.unit = unit
        super().__init__(
            f"This clock counts {unit}, so {more} cannot be added to it. Give the time in {unit}."
        )


def apply(ledger: Ledger, position: int, fact: Fact) -> None:
    """Take in the next fact, which has this position in the list."""
    kind = type(fact)
    if kind is CalendarRevised:
        _revise(ledger, position, fact.at)
    elif isinstance(fact, Paused):
        _pause(ledger, position, fact)
    elif ledger.running or ledger.reasons or kind in _WHEN_CLOSED:
        _APPLY[kind](ledger, fact)


def _pause(ledger: Ledger, position: int, fact: Paused) -> None:
    if ledger.stopped_at is not None:
        return
    if ledger.running:
        if fact.at >= ledger.due and position not in ledger.known_pauses:
            return
        ledger.halt(fact.at)
        ledger.paused_at = fact.at
    ledger.pauses.add(position)
    until = None if fact.until is None else max(fact.until, fact.at)
    ledger.reasons.setdefault(fact.reason, until)


def _resume(ledger: Ledger, fact: Resumed) -> None:
    if ledger.running:
        return
    if fact.reason is None:
        ledger.reasons.clear()
    ledger.reasons.pop(fact.reason or "", None)
    if not ledger.reasons:
        ledger.go_on(fact.at)


def _extend(ledger: Ledger, fact: Extended) -> None:
    if fact.more.unit is not ledger.unit:
        raise UnitMismatch(fact.more, ledger.unit)
    ledger.total += amount(fact.more)
    ledger.find_due()
    ledger.new_round(fact.at)


def _retarget(ledger: Ledger, fact: Retargeted) -> None:
    if ledger.running:
        ledger.halt(fact.at)
        ledger.running = True
    office = ledger.calendar
    if fact.calendar is not None:
        ledger.calendar = ledger.edition(fact.calendar)
    if fact.limit is not None:
        ledger.aim(fact.limit)
    if ledger.unit is Unit.WORKING_DAYS:
        _leave_out(ledger, office, fact.at)
    late = ledger.due <= ledger.seg
    ledger.extra = 0
    ledger.kept = min(ledger.due, ledger.seg)
    if fact.limit is not None or not late:
        ledger.find_due()
    ledger.floor = ledger.since = fact.at
    ledger.new_round(fact.at)


def _leave_out(ledger: Ledger, old: Calendar | None, t: int) -> None:
    """Another office: neither the first date nor one that was closed already counts once more."""
    new = ledger.working_calendar()
    today = local_ordinal(t, new, new.zone)
    closed = close_on(old, t) if old else None
    if closed is not None and ledger.since < closed <= t:
        ledger.closed_date = today
    if ledger.left_out and ledger.left_out[-1] > t:
        ledger.left_out.pop()
    if today in (local_ordinal(ledger.start, new, new.zone), ledger.closed_date):
        ledger.leave_out(close_on(new, t), t)


def _reanchor(ledger: Ledger, fact: Reanchored) -> None:
    if ledger.on_date or fact.anchor <= ledger.start:
        return
    due = ledger.due
    ledger.start = fact.anchor
    ledger.runs = [
        (max(begin, fact.anchor), end, calendar)
        for begin, end, calendar in ledger.runs
        if end > fact.anchor
    ]
    ledger.seg = max(ledger.seg, fact.anchor)
    ledger.leave_out_first()
    ledger.count_again()
    ledger.find_due()
    ledger.hold(due)
    ledger.new_round(fact.at)


def _revise(ledger: Ledger, position: int, at: int) -> None:
    floor = ledger.floors.get(position)
    if floor is not None:
        ledger.hold(floor)
        ledger.new_round(at)


def _remind(ledger: Ledger, fact: Reminded) -> None:
    ledger.happened.add(("reminder", fact.which))


def _climb(ledger: Ledger, fact: Rung) -> None:
    ledger.happened.add(("rung", fact.rung))


def _breach(ledger: Ledger, fact: Breached) -> None:
    ledger.breached = True
    ledger.excused = False
    ledger.breached_at = fact.at
    ledger.breaches += 1


def _excuse(ledger: Ledger, fact: Excused) -> None:
    if fact.breach == ledger.breaches - 1:
        ledger.excused = True


def _stop(ledger: Ledger, fact: Stopped) -> None:
    if ledger.running:
        ledger.stopped_late = fact.at > ledger.due
        ledger.halt(fact.at)
    ledger.stopped_at = fact.at
    ledger.reasons.clear()


def _return(ledger: Ledger, fact: Returned) -> None:
    if ledger.stopped_at is None or ledger.cancelled:
        return
    ledger.stopped_at = None
    if ledger.stopped_late:
        ledger.stopped_late = False
        ledger.running = True
        ledger.seg = fact.at
    else:
        ledger.go_on(fact.at)


def _cancel(ledger: Ledger, fact: Cancelled) -> None:
    if ledger.stopped_at is None:
        _stop(ledger, Stopped(fact.at))
    ledger.cancelled = True


_APPLY: dict[type[Fact], Callable[[Ledger, Any], None]] = {
    Resumed: _resume,
    Extended: _extend,
    Retargeted: _retarget,
    Reanchored: _reanchor,
    Reminded: _remind,
    Rung: _climb,
    Breached: _breach,
    Excused: _excuse,
    Stopped: _stop,
    Returned: _return,
    Cancelled: _cancel,
}
#: What still counts once a clock is stopped or cancelled.
_WHEN_CLOSED = (Excused, Returned, Cancelled)
