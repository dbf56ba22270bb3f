"""The ledger equals watching the clock minute by minute (P8)."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import assume, event, given
from hypothesis import strategies as st

from tests.properties.any_calendar import limits
from tests.properties.any_place import PLACES, Place
from tests.properties.effort import WALKED
from tests.properties.ledger_walk import Clock, DayClock, a_clock
from tests.times import HOUR, MINUTE, by_hash
from workflow.definition.durations import Limit, Unit
from workflow.engine.clock_facts import (
    CalendarRevised,
    Extended,
    Fact,
    Paused,
    Reminded,
    Resumed,
    Retargeted,
    Started,
)
from workflow.engine.clocks import State, read_clock
from workflow.errors import CalendarExhausted


class Step(NamedTuple):
    """Something that happens so many minutes after the start."""

    minute: int
    what: str
    amount: int


WHAT = ("pause a", "pause b", "resume a", "resume b", "extend", "limit", "move", "remind")
steps = st.lists(
    st.builds(Step, st.integers(0, 8 * 24 * 60), st.sampled_from(WHAT), st.integers(1, 6)),
    max_size=8,
).map(lambda found: sorted(found, key=lambda step: step.minute))


@WALKED
@given(
    PLACES,
    st.sampled_from(Unit),
    st.data(),
    st.integers(0, 5 * 24 * 60),
    steps,
    st.one_of(st.none(), st.integers(0, 8)),
)
def test_a_ledger_is_what_was_seen_of_its_clock(
    at_place: Place,
    unit: Unit,
    data: st.DataObject,
    minute: int,
    todo: Sequence[Step],
    revised_after: int | None,
) -> None:
    """The edition that adds a holiday comes in anywhere, and holds for the whole life."""
    limit = data.draw(limits(unit))
    start = at_place.here.midnights[0] + minute * MINUTE
    clock = a_clock(at_place.walk_here, limit, start)
    edition = at_place.here if revised_after is None else at_place.before
    facts: list[Fact] = [Started(start, limit, edition.id, edition.hash)]
    for i, step in enumerate(todo):
        if revised_after == i:
            facts.append(CalendarRevised(facts[-1].at, "here", at_place.here.hash))
        clock.run_to(start + step.minute * MINUTE)
        facts.extend(taken(clock, step, unit, at_place))
    if revised_after is not None and not any(isinstance(f, CalendarRevised) for f in facts):
        facts.append(CalendarRevised(facts[-1].at, "here", at_place.here.hash))
    known = by_hash(at_place.before, at_place.here, at_place.there)
    try:
        reading = read_clock(facts, known, zone=at_place.here.zone)
    except CalendarExhausted:
        assume(False)
    assert (reading.state is State.PAUSED) == bool(clock.reasons)
    if clock.whole:
        assert reading.used == clock.used * (
            MINUTE if unit in (Unit.HOURS, Unit.WORKING_HOURS) else 1
        )
    if not clock.reasons:
        event(f"{unit}, {len(facts)} facts")
        assert reading.due == clock.run_until_due()


def taken(clock: Clock | DayClock, step: Step, unit: Unit, at_place: Place) -> Sequence[Fact]:
    """Let a step happen to the clock that is watched; the fact it leaves in the ledger."""
    verb, _, reason = step.what.partition(" ")
    now = clock.now
    if verb == "pause":
        clock.pause(reason)
        return [Paused(now, reason, "a")]
    if verb == "resume":
        clock.resume(reason)
        return [Resumed(now, reason)]
    if verb == "extend":
        clock.extend(step.amount * counts(unit))
        return [Extended(now, "k", str(now), Limit(step.amount, unit))]
    if verb == "limit" and not clock.reasons:
        clock.retarget(step.amount * counts(unit), clock.walk)
        return [Retargeted(now, "priority", Limit(step.amount, unit))]
    if verb == "move" and not clock.reasons:
        here = clock.walk is at_place.walk_here
        clock.retarget(None, at_place.walk_there if here else at_place.walk_here)
        to = at_place.there if here else at_place.here
        return [Retargeted(now, "office", None, to.id, to.hash)]
    return [Reminded(now, "50%", now)]


def counts(unit: Unit) -> int:
    """How many counts of a watched clock one of this unit is."""
    return HOUR // MINUTE if unit in (Unit.HOURS, Unit.WORKING_HOURS) else 1
