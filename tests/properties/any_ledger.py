"""Clocks of any kind, with whatever may happen to them in two weeks."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hypothesis import strategies as st

from tests.properties.any_calendar import any_limit
from tests.properties.any_place import PLACES, Place
from tests.times import HOUR, MINUTE, by_hash
from workflow.definition.calendars import Calendar
from workflow.definition.durations import Limit, Offset, Unit, parse_offset
from workflow.engine.clock_facts import (
    CalendarRevised,
    Extended,
    Fact,
    Paused,
    Reanchored,
    Resumed,
    Retargeted,
    Returned,
    Started,
    Stopped,
)
from workflow.engine.clocks import Reading, read_clock

#: Ten days: the last of the four weeks stay free for dues.
_LATEST = 10 * 24 * 60

REMINDERS: tuple[Offset, ...] = tuple(
    map(parse_offset, ("50%", "75%", "1 working day before", "2 hours before", "1 day before"))
)
RUNGS: tuple[Offset, ...] = tuple(
    map(parse_offset, ("due", "2 hours after", "1 working day after", "1 day after"))
)


class Ledger(NamedTuple):
    """A clock and where it counts."""

    facts: tuple[Fact, ...]
    place: Place

    @property
    def known(self) -> Mapping[str, Calendar]:
        """The editions it may mention."""
        place = self.place
        return by_hash(place.before, place.here, place.changed, place.there)

    @property
    def zone(self) -> str:
        """The zone of its place."""
        return self.place.here.zone

    def read(self, *more: Fact, now: int | None = None) -> Reading:
        """The clock, with some facts more."""
        return read_clock([*self.facts, *more], self.known, zone=self.zone, now=now)


#: What a fact may be, given its instant, its place, the unit of the clock and a number.
_MADE: dict[str, Callable[[int, Place, Unit, int], Fact]] = {
    "pause a": lambda at, _, __, n: Paused(at, "a", "x", at + n * 5 * HOUR if n > 2 else None),
    "pause b": lambda at, _, __, n: Paused(at, "b", "x", at + n * 9 * HOUR if n > 4 else None),
    "resume a": lambda at, *_: Resumed(at, "a"),
    "resume b": lambda at, *_: Resumed(at, "b"),
    "resume": lambda at, *_: Resumed(at),
    "extend": lambda at, _, unit, n: Extended(at, "k", str(at), Limit(n, unit)),
    "limit": lambda at, _, unit, n: Retargeted(at, "priority", Limit(n, unit)),
    "move": lambda at, place, _, __: Retargeted(
        at, "office", None, place.there.id, place.there.hash
    ),
    "anchor": lambda at, _, __, n: Reanchored(at, at - n * HOUR),
    "revise": lambda at, place, _, __: CalendarRevised(at, "here", place.changed.hash),
    "stop": lambda at, *_: Stopped(at),
    "return": lambda at, *_: Returned(at),
}
PAUSES = ("pause a", "pause b", "resume a", "resume b", "resume")
ANYTHING = tuple(_MADE)


@st.composite
def ledgers(draw: st.DrawFn, what: tuple[str, ...] = ANYTHING) -> Ledger:
    """A clock to which these kinds of things happen, at most seven of them."""
    place = draw(PLACES)
    limit = draw(any_limit)
    start = place.here.midnights[0] + draw(st.integers(0, _LATEST // 2)) * MINUTE
    later = st.tuples(
        st.integers(0, _LATEST // 2), st.sampled_from(what or ANYTHING), st.integers(1, 6)
    )
    facts: list[Fact] = [Started(start, limit, place.here.id, place.here.hash)]
    happens = draw(st.lists(later, max_size=7)) if what else []
    for minute, kind, number in sorted(happens):
        facts.append(_MADE[kind](start + minute * MINUTE, place, limit.unit, number))
    return Ledger(tuple(facts), place)
