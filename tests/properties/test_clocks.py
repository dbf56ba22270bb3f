"""Laws of the ledger: pauses, order, storage, later editions, moments (P5, P10 to P12)."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.any_calendar import limits, shares
from tests.properties.any_ledger import PAUSES, REMINDERS, RUNGS, Ledger, ledgers
from tests.properties.any_place import PLACES, Place
from tests.properties.effort import COMPUTED
from tests.times import HOUR, MINUTE
from workflow.definition.durations import Limit, Unit
from workflow.engine.clock_facts import (
    Breached,
    Extended,
    Fact,
    Paused,
    Reminded,
    Resumed,
    Rung,
    Started,
    as_data,
    from_data,
)
from workflow.engine.clock_moments import catch_up, moments, next_moment
from workflow.engine.clock_revision import revise
from workflow.engine.clocks import Reading, State
from workflow.engine.explain import explain
from workflow.engine.working_time import add, elapsed
from workflow.errors import CalendarExhausted


def read(ledger: Ledger, *more: Fact, now: int | None = None) -> Reading:
    """The reading; an example whose calendar ends too early is dropped."""
    try:
        return ledger.read(*more, now=now)
    except CalendarExhausted:
        assume(False)
        raise


def caught_up(ledger: Ledger, facts: Sequence[Fact], now: int) -> tuple[Fact, ...]:
    try:
        return catch_up(
            facts, ledger.known, zone=ledger.zone, reminders=REMINDERS, rungs=RUNGS, now=now
        )
    except CalendarExhausted:
        assume(False)
        raise


def union(facts: Sequence[Fact], end: int) -> list[tuple[int, int]]:
    """Where any reason was open."""
    spans: list[tuple[int, int]] = []
    still: set[str] = set()
    since = 0
    for fact in facts:
        before = bool(still)
        match fact:
            case Paused():
                still.add(fact.reason)
            case Resumed():
                still = set() if fact.reason is None else still - {fact.reason}
            case _:
                pass
        if still and not before:
            since = fact.at
        if before and not still:
            spans.append((since, fact.at))
    return [*spans, (since, end)] if still else spans


@COMPUTED
@given(ledgers(PAUSES))
def test_a_due_moves_by_the_working_time_of_its_pauses(ledger: Ledger) -> None:
    start = ledger.facts[0]
    assert isinstance(start, Started)
    assert isinstance(start.limit, Limit)
    amount = start.limit.count * HOUR
    here = ledger.place.here
    facts = (Started(start.at, Limit(start.limit.count, Unit.WORKING_HOURS), here.id, here.hash),)
    working = Ledger((*facts, *ledger.facts[1:]), ledger.place)
    reading = read(working)
    assume(reading.state is State.RUNNING)
    try:
        due = add(here, start.at, amount)
        for begin, end in union(ledger.facts, 0):
            if begin < due:
                amount += elapsed(here, begin, end)
                due = max(due, add(here, start.at, amount))
    except CalendarExhausted:
        assume(False)
    assert reading.due == due


@COMPUTED
@given(PLACES, limits(Unit.WORKING_HOURS), shares, shares, shares, shares)
def test_a_pause_outside_working_time_moves_nothing(
    place: Place, limit: Limit, begun: int, gap: int, one: int, other: int
) -> None:
    here = place.here
    i = gap * (len(here.opens) - 1) // 1_001
    shut, opens = here.closes[i], here.opens[i + 1]
    start = here.midnights[0] + (shut - here.midnights[0]) * begun // 1_000
    begin, end = sorted(shut + (opens - shut) * part // 1_000 for part in (one, other))
    ledger = Ledger((Started(start, limit, here.id, here.hash),), place)
    pause = (Paused(begin, "a", "x"), Resumed(end, "a"))
    assert read(ledger, *pause).due == read(ledger).due


happenings = st.dictionaries(
    st.tuples(st.sampled_from((0, 200, 1_500, 2_900)), st.sampled_from("abc")),
    st.booleans(),
    max_size=8,
)


@COMPUTED
@given(ledgers(()), happenings, st.randoms(use_true_random=False))
def test_the_order_of_facts_of_one_instant_does_not_matter(
    ledger: Ledger, todo: dict[tuple[int, str], bool], chance: Random
) -> None:
    """But in `days`: a pause that passes the due and no midnight leaves it in the past."""
    start = ledger.facts[0]
    assert isinstance(start, Started)
    assert isinstance(start.limit, Limit)
    if start.limit.unit is Unit.DAYS:
        start = replace(start, limit=Limit(start.limit.count, Unit.HOURS))
        ledger = Ledger((start,), ledger.place)
    facts: list[Fact] = [
        Paused(start.at + minute * MINUTE, reason, "x")
        if pauses
        else Resumed(start.at + minute * MINUTE, reason)
        for (minute, reason), pauses in todo.items()
    ]
    facts += [Reminded(fact.at, "50%", fact.at) for fact in facts]
    shuffled = list(facts)
    chance.shuffle(shuffled)
    now = start.at + 5_000 * MINUTE
    one, other = read(ledger, *facts, now=now), read(ledger, *shuffled, now=now)
    assert (one.used, one.due, one.state) == (other.used, other.due, other.state)


# -- stored and read again -----------------------------------------------------------------------


@COMPUTED
@given(ledgers())
def test_a_clock_read_back_from_the_store_is_the_same(ledger: Ledger) -> None:
    stored = [json.dumps(as_data(fact)) for fact in ledger.facts]
    assert tuple(from_data(json.loads(text)) for text in stored) == ledger.facts


@COMPUTED
@given(ledgers(), st.integers(0, 999))
def test_a_due_survives_the_database(ledger: Ledger, millisecond: int) -> None:
    start = ledger.facts[0]
    assert isinstance(start, Started)
    moved = Ledger((replace(start, at=start.at + millisecond),), ledger.place)
    due = read(moved).due_at
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE clocks (due BIGINT NOT NULL)")
        connection.execute("INSERT INTO clocks VALUES (?)", (due,))
        assert connection.execute("SELECT due FROM clocks").fetchone() == (due,)


@COMPUTED
@given(ledgers(), st.lists(st.integers(0, 14 * 24), max_size=4))
def test_catching_up_step_by_step_comes_to_the_same_as_at_once(
    ledger: Ledger, hours: list[int]
) -> None:
    """The same things happen for the same planned instants, whoever looks how often."""
    last = ledger.facts[-1].at
    steps = sorted(last + hour * HOUR for hour in {*hours, 14 * 24})
    facts = ledger.facts
    for now in steps:
        facts = (*facts, *caught_up(ledger, facts, now))
    at_once = caught_up(ledger, ledger.facts, steps[-1])
    assert happened(facts[len(ledger.facts) :]) == happened(at_once)
    stepped = read(Ledger(facts, ledger.place), now=steps[-1])
    assert stepped.due == read(ledger, *at_once, now=steps[-1]).due
    assert caught_up(ledger, facts, steps[-1]) == ()


def happened(facts: Sequence[Fact]) -> list[tuple[str, object, object]]:
    """What happened and for when, without when it was noticed and how it was told."""
    found: list[tuple[str, object, object]] = []
    for fact in facts:
        match fact:
            case Reminded():
                found.append(("reminded", fact.which, fact.planned))
            case Rung():
                found.append(("rung", fact.rung, fact.planned))
            case Breached():
                found.append(("breached", "", fact.due_then))
            case Resumed():
                found.append(("resumed", fact.reason, fact.at))
            case _:
                raise AssertionError(fact)
    return found


# -- moments -------------------------------------------------------------------------------------


@COMPUTED
@given(ledgers(), st.integers(0, 14 * 24))
def test_after_catching_up_everything_lies_ahead(ledger: Ledger, hour: int) -> None:
    now = ledger.facts[-1].at + hour * HOUR
    added = caught_up(ledger, ledger.facts, now)
    reading = read(ledger, *added)
    coming = moments(reading, reminders=REMINDERS, rungs=RUNGS)
    assert list(coming) == sorted(coming, key=lambda moment: moment.at)
    assert all(moment.at > now for moment in coming)
    first = next_moment(reading, reminders=REMINDERS, rungs=RUNGS)
    assert first == (coming[0] if coming else None)


@COMPUTED
@given(ledgers(), st.integers(0, 14 * 24))
def test_whatever_comes_due_together_only_the_last_is_told(ledger: Ledger, hour: int) -> None:
    added = caught_up(ledger, ledger.facts, ledger.facts[-1].at + hour * HOUR)
    recorded = [fact for fact in added if isinstance(fact, Reminded | Rung)]
    told = {fact.planned for fact in recorded if fact.how == "told"}
    assert len(told) <= 1
    assert all(fact.planned <= max(told) for fact in recorded if told)


# -- more time, other editions -------------------------------------------------------------------


@COMPUTED
@given(ledgers(), st.integers(0, 200), st.integers(1, 5))
def test_more_time_never_makes_a_due_earlier(ledger: Ledger, hours: int, count: int) -> None:
    before = read(ledger)
    assume(before.state in (State.RUNNING, State.PAUSED))
    at = ledger.facts[-1].at + hours * HOUR
    after = read(ledger, Extended(at, "k", "flood", Limit(count, before.unit)))
    assert after.due_at >= before.due_at
    assert after.total == before.total + count * (
        HOUR if before.unit in (Unit.HOURS, Unit.WORKING_HOURS) else 1
    )


@COMPUTED
@given(ledgers(), st.integers(0, 300))
def test_no_edition_makes_a_due_earlier_or_a_breach_disappear(ledger: Ledger, hours: int) -> None:
    at = ledger.facts[-1].at + hours * HOUR
    facts = (*ledger.facts, *caught_up(ledger, ledger.facts, at))
    before = read(Ledger(facts, ledger.place))
    place = ledger.place
    for edition in (place.before, place.here, place.changed):
        try:
            revision = revise(
                facts, ledger.known, calendar="here", edition=edition.hash, at=at, zone=ledger.zone
            )
        except CalendarExhausted:
            assume(False)
            raise
        after = read(Ledger((*facts, *revision.facts), place))
        assert revision.after == after.due_at >= before.due_at == revision.before
        assert after.breaches == before.breaches
        # A pause that came too late may turn out to have come in time, never the other way round.
        assert before.state is State.RUNNING or after.state is before.state
        assert before.late or not after.late


@COMPUTED
@given(ledgers(PAUSES))
def test_the_account_of_a_clock_adds_up_to_its_limit(ledger: Ledger) -> None:
    reading = read(ledger)
    rows = explain(ledger.facts, ledger.known, zone=ledger.zone, language="en").rows
    assert sum(row.used for row in rows) == rows[-1].total
    days = [row.date.toordinal() for row in rows]
    assert days == list(range(days[0], days[-1] + 1))
    if reading.state is State.RUNNING:
        assert rows[-1].total == reading.total
        assert [row.due for row in rows if row.due is not None] == [reading.due]
    else:
        assert rows[-1].total == min(reading.used, reading.total)
