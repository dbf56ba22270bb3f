"""The ledger equals watching the clock minute by minute (P8)."""

import datetime
import functools
import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hypothesis import assume, event, given
from hypothesis import strategies as st

from tests.properties.any_calendar import DAYS, PLACES, compiled, limits, some_calendar
from tests.properties.effort import WALKED
from tests.properties.ledger_walk import Clock, DayClock, a_clock
from tests.properties.minute_walk import Walk
from tests.times import EID, HOUR, MINUTE, by_hash
from workflow.definition.calendars import Calendar
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

SITES = 40


class Site(NamedTuple):
    """Two offices of one place; of the first also the edition before a holiday was announced."""

    before: Calendar
    here: Calendar
    there: Calendar
    walk_here: Walk
    walk_there: Walk


@functools.cache
def site(number: int) -> Site:
    """One of a fixed lot of places: watching them all anew each time would take too long."""
    chance = random.Random(number)  # noqa: S311 - examples, not secrets
    zone, first = PLACES[number % len(PLACES)]
    before = some_calendar(chance, zone, first, "here")
    extra = datetime.date.fromisoformat(first) + datetime.timedelta(days=chance.randrange(DAYS - 1))
    holidays = before["holidays"]
    assert isinstance(holidays, Mapping)
    here = {**before, "edition": "2", "holidays": {**holidays, str(extra): EID}}
    there = some_calendar(chance, zone, first, "there")
    return Site(compiled(before), compiled(here), compiled(there), Walk(here), Walk(there))


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
    st.integers(0, SITES - 1),
    st.sampled_from(Unit),
    st.data(),
    st.integers(0, 5 * 24 * 60),
    steps,
    st.one_of(st.none(), st.integers(0, 8)),
)
def test_a_ledger_is_what_was_seen_of_its_clock(
    number: int,
    unit: Unit,
    data: st.DataObject,
    minute: int,
    todo: Sequence[Step],
    revised_after: int | None,
) -> None:
    """The edition that adds a holiday comes in anywhere, and holds for the whole life."""
    place = site(number)
    limit = data.draw(limits(unit))
    start = place.here.midnights[0] + minute * MINUTE
    clock = a_clock(place.walk_here, limit, start)
    edition = place.here if revised_after is None else place.before
    facts: list[Fact] = [Started(start, limit, edition.id, edition.hash)]
    for i, step in enumerate(todo):
        if revised_after == i:
            facts.append(CalendarRevised(facts[-1].at, "here", place.here.hash))
        clock.run_to(start + step.minute * MINUTE)
        facts.extend(taken(clock, step, unit, place))
    if revised_after is not None and not any(isinstance(f, CalendarRevised) for f in facts):
        facts.append(CalendarRevised(facts[-1].at, "here", place.here.hash))
    known = by_hash(place.before, place.here, place.there)
    try:
        reading = read_clock(facts, known, zone=place.here.zone)
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


def taken(clock: Clock | DayClock, step: Step, unit: Unit, place: Site) -> Sequence[Fact]:
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
        here = clock.walk is place.walk_here
        clock.retarget(None, place.walk_there if here else place.walk_here)
        to = place.there if here else place.here
        return [Retargeted(now, "office", None, to.id, to.hash)]
    return [Reminded(now, "50%", now)]


def counts(unit: Unit) -> int:
    """How many counts of a watched clock one of this unit is."""
    return HOUR // MINUTE if unit in (Unit.HOURS, Unit.WORKING_HOURS) else 1
