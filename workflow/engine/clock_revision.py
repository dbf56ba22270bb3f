"""What another edition of a calendar does to a clock: preview it, and the facts to add.

Every open clock on the calendar is counted again with the new edition for its whole life. Its due
never becomes earlier; a breach that would not have happened is excused, never deleted. Closed
clocks are not touched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.definition.calendars import Calendar
from workflow.engine.clock_facts import (
    Breached,
    CalendarRevised,
    Excused,
    Extended,
    Fact,
    Reanchored,
    Retargeted,
)
from workflow.engine.clocks import Reading, State, in_order, read_clock

#: Facts after which a late clock may be due ahead again.
_MOVES = (Extended, Retargeted, Reanchored, CalendarRevised)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a new edition does to one clock.

    `kept`: by the new edition alone it would be due earlier, so it stays. While a clock is paused,
    the instants are those that were due when it paused.
    """

    facts: tuple[Fact, ...]
    before: int
    after: int
    moved: Literal["same", "later", "kept"]


def revise(
    facts: Sequence[Fact],
    calendars: Mapping[str, Calendar],
    *,
    calendar: str,
    edition: str,
    at: int,
    zone: str,
) -> Revision:
    """What to add to a clock when `edition` (hash) of `calendar` (id) becomes known at `at`.

    `calendars` holds, by hash, the new edition and all that the facts mention.

    Raises:
        CalendarExhausted: the new edition ends before the clock is due.
    """
    reading = read_clock(facts, calendars, zone=zone)
    before = reading.due_at
    if not _concerned(reading, calendar, edition):
        return Revision((), before, before, "same")
    new = calendars[edition]
    revised = CalendarRevised(at, calendar, edition)
    after = read_clock([*facts, revised], calendars, zone=zone).due_at
    hindsight = {hash_: new if c.id == calendar else c for hash_, c in calendars.items()}
    excused = _excused(in_order(facts), hindsight, new, at=at, zone=zone)
    moved: Literal["same", "later", "kept"] = "same"
    if after > before:
        moved = "later"
    elif read_clock(facts, hindsight, zone=zone).due_at < before:
        moved = "kept"
    return Revision((revised, *excused), before, after, moved)


def _concerned(reading: Reading, calendar: str, edition: str) -> bool:
    return (
        reading.state in (State.RUNNING, State.PAUSED)
        and reading.calendar is not None
        and reading.calendar.id == calendar
        and reading.edition != edition
    )


def _excused(
    facts: Sequence[Fact], hindsight: Mapping[str, Calendar], new: Calendar, *, at: int, zone: str
) -> Iterator[Excused]:
    excused = {fact.breach for fact in facts if isinstance(fact, Excused)}
    breaches = [i for i, fact in enumerate(facts) if isinstance(fact, Breached)]
    for breach, i in enumerate(breaches):
        moves = (k for k in range(i, len(facts)) if isinstance(facts[k], _MOVES))
        end = next(moves, len(facts))
        until = facts[end].at if end < len(facts) else at
        due = read_clock(facts[:end], hindsight, zone=zone).due
        if breach not in excused and (due is None or due >= until):
            yield Excused(at, breach, f"{new.id} {new.edition}")
