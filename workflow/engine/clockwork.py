"""Starting, stopping and correcting the clocks of a case while a command is decided.

`consider` is the heart: it compares what a clock should be doing, by its rule and the state of the
case, with what its ledger says, and adds the facts that make up the difference.
"""

import datetime
from collections.abc import Iterable
from typing import cast
from zoneinfo import ZoneInfo

from workflow.definition.calendars import Calendar
from workflow.definition.definition import MAIN, ClockRule
from workflow.definition.durations import Limit
from workflow.engine.clock_facts import (
    Cancelled,
    Excused,
    Fact,
    Paused,
    Reanchored,
    Resumed,
    Retargeted,
    Returned,
    Started,
    Stopped,
)
from workflow.engine.clock_revision import revise
from workflow.engine.clock_running import (
    is_running,
    last_turn,
    run_up_to_now,
    running_rules,
    stop,
)
from workflow.engine.turn import Turn

NO_LONGER = "no longer applies"


def scope_is_open(turn: Turn, rule: ClockRule) -> bool:
    """Whether the case stands where the clock belongs."""
    if not turn.case.is_open:
        return False
    if rule.scope not in turn.definition.scopes:
        return not rule.scope or bool(turn.case.transfer_to)
    place = turn.place(rule.region)
    return place is not None and rule.scope in place.within


def consider(turn: Turn, clock: str, *, entered: bool = False) -> None:
    """Let a clock do what its rule asks for; `entered` = its scope has just been entered."""
    rule = turn.definition.clocks[clock]
    facts = turn.case.clocks.get(clock, ())
    wanted = scope_is_open(turn, rule) and _applies(turn, rule) and not _until(turn, rule)
    anchor = _anchor(turn, rule) if wanted else None
    if is_running(facts):
        if anchor is None:
            _end(turn, rule)
        else:
            _correct(turn, rule, anchor)
    elif anchor is not None and _may_begin(facts, entered=entered):
        _begin(turn, rule, anchor, facts, entered=entered)


def changed(turn: Turn, names: Iterable[str]) -> None:
    """Look again at the clocks that watch these fields or events."""
    watchers = turn.rules.machines.watchers
    for name in (*names, "*"):
        for clock in watchers.get(name, ()):
            consider(turn, clock)


def _applies(turn: Turn, rule: ClockRule) -> bool:
    test = turn.rules.machines.clocks.get(rule.id)
    return test is None or test(turn.view) is True


def _until(turn: Turn, rule: ClockRule) -> bool:
    """Whether what the clock waits for is there; a contact counts since its scope was entered."""
    kind, name = rule.until
    if kind == "leaving":
        return False
    if kind == "field":
        return turn.case.facts.get(name) is not None or bool(turn.case.lists.get(name))
    if kind == "assigned":
        return bool(turn.case.assigned.get(rule.region))
    if kind == "contacted":
        since = turn.case.since.get(rule.scope or MAIN, 0)
        return any(attempt.reached and attempt.at >= since for attempt in turn.case.attempts)
    return turn.case.standing.get(rule.region) == name


def _anchor(turn: Turn, rule: ClockRule) -> int | None:
    """The instant from which the clock counts; None while it is not known."""
    kind, name = rule.from_
    if rule.until_date and turn.case.value(rule.until_date) is None:
        return None
    if kind == "opened":
        return turn.case.opened_at
    if kind == "place":
        return turn.case.since.get(name)
    if kind == "field":
        return instant_of(turn, turn.case.value(name))
    if kind == "applies":
        return turn.now
    return turn.case.since.get(rule.scope or MAIN, turn.now)


def instant_of(turn: Turn, value: object) -> int | None:
    """A date as its local midnight, an instant as it is; None for anything else."""
    if isinstance(value, int):
        return value
    if not isinstance(value, datetime.date):
        return None
    midnight = datetime.datetime.combine(value, datetime.time(), ZoneInfo(turn.rules.zone))
    return int(midnight.timestamp()) * 1000


def _may_begin(facts: tuple[Fact, ...], *, entered: bool) -> bool:
    """A clock that has ended begins again only when its scope is entered, or applies again."""
    return entered or not isinstance(last_turn(facts), Stopped)


def _begin(
    turn: Turn, rule: ClockRule, anchor: int, facts: tuple[Fact, ...], *, entered: bool
) -> None:
    if entered and _resumes(turn, rule, facts):
        turn.clock_fact(rule.id, Returned(turn.now))
        go_on(turn, rule)
        return
    calendar = calendar_of(turn, rule)
    started = Started(
        turn.now,
        _limit(turn, rule),
        calendar.id,
        calendar.hash,
        anchor if anchor != turn.now else None,
    )
    turn.clock_fact(rule.id, started, fresh=True)
    if anchor < turn.now or rule.until_date:
        run_up_to_now(turn, rule)
    _stand_still(turn, rule)


def _resumes(turn: Turn, rule: ClockRule, facts: tuple[Fact, ...]) -> bool:
    """Whether the clock goes on where it stopped, because the case has come back.

    It does not for another province, which is asked for the first time.
    """
    another = turn.definition.transfer is not None and rule.id == turn.definition.transfer.clock
    return rule.on_return == "resume" and not another and isinstance(last_turn(facts), Stopped)


def go_on(turn: Turn, rule: ClockRule) -> None:
    """Bring a clock that runs again up to the calendar, the office and the pauses of today."""
    calendar = calendar_of(turn, rule)
    take_edition(turn, rule, calendar.id, calendar.hash)
    consider(turn, rule.id)
    if is_running(turn.case.clocks[rule.id]):
        _follow_office(turn, rule)
        stands_for = tuple(reason for reason, _ in turn.reading(rule.id).reasons)
        for reason in stands_for:
            if reason not in turn.case.pauses:
                turn.clock_fact(rule.id, Resumed(turn.now, reason))
        _stand_still(turn, rule, stands_for)


def take_edition(turn: Turn, rule: ClockRule, calendar: str, edition: str) -> None:
    """Count a running clock by another edition of its calendar; never due earlier."""
    revision = revise(
        turn.case.clocks[rule.id],
        turn.rules.editions,
        calendar=calendar,
        edition=edition,
        at=turn.now,
        zone=turn.rules.zone,
    )
    for fact in revision.facts:
        turn.clock_fact(rule.id, fact)
        if isinstance(fact, Excused):
            tell_excused(turn, rule)


def tell_excused(turn: Turn, rule: ClockRule) -> None:
    """Tell that a breach no longer counts."""
    turn.tell_event("excused", rule.region, rule.id, class_=rule.class_, data={"clock": rule.id})


def _limit(turn: Turn, rule: ClockRule) -> Limit | datetime.date:
    return rule.limit or cast("datetime.date", turn.case.value(rule.until_date))


def _stand_still(turn: Turn, rule: ClockRule, already: tuple[str, ...] = ()) -> None:
    """Let the pauses of the case hold for the clock too."""
    for reason, until in turn.case.pauses.items():
        if reason not in already and reason in rule.pause_for and not rule.firm:
            turn.clock_fact(rule.id, Paused(turn.now, reason, turn.person.id, until))


def _end(turn: Turn, rule: ClockRule) -> None:
    if not scope_is_open(turn, rule) or _until(turn, rule):
        stop(turn, rule)
        return
    run_up_to_now(turn, rule)
    turn.clock_fact(rule.id, Cancelled(turn.now, NO_LONGER))


def stop_scope(turn: Turn, scope: str) -> dict[str, tuple[Fact, ...]]:
    """Stop the clocks of a scope that is being left; their ledgers as they were before."""
    rules = (turn.definition.clocks[clock] for clock in turn.definition.scopes[scope].clocks)
    return {r.id: stop(turn, r) for r in rules if is_running(turn.case.clocks.get(r.id, ()))}


def stop_at(turn: Turn, place: str) -> dict[str, tuple[Fact, ...]]:
    """Stop the clocks that run until this place is reached; their ledgers as they were before."""
    waiting = turn.rules.machines.at_place.get(place, ())
    rules = (turn.definition.clocks[clock] for clock in waiting)
    return {
        rule.id: stop(turn, rule)
        for rule in rules
        if rule.until == ("place", place) and is_running(turn.case.clocks.get(rule.id, ()))
    }


def stop_all(turn: Turn) -> None:
    """Stop every clock: the case ends."""
    for rule in running_rules(turn):
        stop(turn, rule)


def _correct(turn: Turn, rule: ClockRule, anchor: int) -> None:
    """A running clock whose date has been corrected."""
    facts = turn.case.clocks[rule.id]
    if rule.from_[0] == "field" and anchor != _anchored(facts):
        turn.clock_fact(rule.id, Reanchored(turn.now, anchor))
    if rule.until_date and _limit(turn, rule) != _targeted(facts):
        turn.clock_fact(rule.id, Retargeted(turn.now, "date", limit=_limit(turn, rule)))


def _anchored(facts: tuple[Fact, ...]) -> int:
    """What the clock counts from, as last written down."""
    for fact in reversed(facts):
        if isinstance(fact, Reanchored):
            return fact.anchor
    started = cast("Started", facts[0])
    return started.at if started.anchor is None else started.anchor


def _targeted(facts: tuple[Fact, ...]) -> object:
    targets = (f.limit for f in reversed(facts) if isinstance(f, Started | Retargeted) and f.limit)
    return next(targets)


# -- offices -------------------------------------------------------------------------------------


def calendar_of(turn: Turn, rule: ClockRule) -> Calendar:
    """The calendar of the office that is responsible."""
    return turn.rules.calendar_for(turn.department_of(rule.region), turn.district)


def offices_changed(turn: Turn) -> None:
    """Count every running clock by the calendar of the office that now has the case."""
    for rule in running_rules(turn):
        _follow_office(turn, rule)


def _follow_office(turn: Turn, rule: ClockRule) -> None:
    calendar = calendar_of(turn, rule)
    if calendar.id != _counted_by(turn.case.clocks[rule.id]):
        turn.clock_fact(
            rule.id,
            Retargeted(turn.now, "office", calendar=calendar.id, edition=calendar.hash),
        )


def _counted_by(facts: tuple[Fact, ...]) -> str | None:
    kinds = Started | Retargeted
    return next(f.calendar for f in reversed(facts) if isinstance(f, kinds) and f.calendar)
