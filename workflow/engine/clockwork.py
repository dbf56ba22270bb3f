"""Starting, stopping and looking at the clocks of a case while a command is decided.

`consider` is the heart: it compares what a clock should be doing, by its rule and the state of the
case, with what its ledger says, and adds the facts that make up the difference.
"""

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from workflow.definition.calendars import Calendar
from workflow.definition.definition import MAIN, ClockRule
from workflow.definition.durations import Limit
from workflow.engine.clock_facts import (
    Breached,
    Cancelled,
    Fact,
    Paused,
    Reanchored,
    Reminded,
    Retargeted,
    Returned,
    Rung,
    Started,
    Stopped,
)
from workflow.engine.clock_moments import catch_up
from workflow.engine.turn import Turn

_ENDS = (Stopped, Cancelled)
NO_LONGER = "no longer applies"
PUT_BACK = "put back"


def is_running(facts: tuple[Fact, ...]) -> bool:
    """Whether a ledger has begun and not ended; a paused clock counts as running.

    Looked up from the end: after an end only excuses and a return can follow.
    """
    for fact in reversed(facts):
        if isinstance(fact, _ENDS):
            return False
        if isinstance(fact, (Started, Returned)):
            return True
    return False


def scope_is_open(turn: Turn, rule: ClockRule) -> bool:
    """Whether the case stands where the clock belongs."""
    if rule.scope == "transfer":
        return bool(turn.case.transfer_to)
    if not turn.case.is_open:
        return False
    if not rule.scope:
        return True
    place = turn.place(rule.region)
    return place is not None and rule.scope in place.within


def consider(turn: Turn, clock: str, *, entered: bool = False) -> None:
    """Let a clock do what its rule asks for; `entered` = its scope has just been entered."""
    rule = turn.definition.clocks[clock]
    facts = turn.case.clocks.get(clock, ())
    running = is_running(facts)
    wanted = scope_is_open(turn, rule) and _applies(turn, rule) and not _until(turn, rule)
    anchor = _anchor(turn, rule) if wanted else None
    if running and not wanted:
        _stop(turn, rule)
    elif running and anchor is not None:
        _keep(turn, rule, anchor)
    elif anchor is not None and _may_begin(facts, entered=entered):
        _begin(turn, rule, anchor, facts, entered=entered)


def consider_all(turn: Turn, clocks: Iterable[str]) -> None:
    """Several clocks, one after the other."""
    for clock in clocks:
        consider(turn, clock)


def changed(turn: Turn, names: Iterable[str]) -> None:
    """Look again at the clocks that watch these fields or events."""
    watchers = turn.rules.machines.watchers
    for name in (*names, "*"):
        consider_all(turn, watchers.get(name, ()))


def _applies(turn: Turn, rule: ClockRule) -> bool:
    test = turn.rules.machines.clocks.get(rule.id)
    return test is None or test(turn.view) is True


def _until(turn: Turn, rule: ClockRule) -> bool:
    kind, name = rule.until
    if kind == "leaving":
        return False
    if kind == "field":
        return turn.case.facts.get(name) is not None or bool(turn.case.lists.get(name))
    if kind == "assigned":
        return bool(turn.case.assigned.get(rule.region))
    if kind == "contacted":
        return any(attempt.reached for attempt in turn.case.attempts)
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
    return not facts or entered or isinstance(facts[-1], Cancelled)


def calendar_of(turn: Turn, rule: ClockRule) -> Calendar:
    """The calendar of the office that is responsible."""
    return turn.rules.calendar_for(turn.department_of(rule.region), turn.district)


def _begin(
    turn: Turn, rule: ClockRule, anchor: int, facts: tuple[Fact, ...], *, entered: bool
) -> None:
    if facts and entered and rule.on_return == "resume" and isinstance(facts[-1], Stopped):
        turn.clock_fact(rule.id, Returned(turn.now))
    else:
        calendar = calendar_of(turn, rule)
        started = Started(
            turn.now,
            _limit(turn, rule),
            calendar.id,
            calendar.hash,
            anchor if anchor != turn.now else None,
        )
        turn.clock_fact(rule.id, started, fresh=True)
        if anchor < turn.now:
            run_up_to_now(turn, rule)
    _stand_still(turn, rule)


def _limit(turn: Turn, rule: ClockRule) -> Limit | datetime.date:
    if rule.limit is not None:
        return rule.limit
    value = turn.case.value(rule.until_date)
    if isinstance(value, datetime.date):
        return value
    zone = ZoneInfo(turn.rules.zone)
    return datetime.datetime.fromtimestamp(int(str(value)) / 1000, zone).date()


def _stand_still(turn: Turn, rule: ClockRule) -> None:
    for reason, until in turn.case.pauses.items():
        if reason in rule.pause_for and not rule.firm:
            turn.clock_fact(rule.id, Paused(turn.now, reason, turn.person.id, until))


def _stop(turn: Turn, rule: ClockRule) -> None:
    run_up_to_now(turn, rule)
    gone = scope_is_open(turn, rule) and not _applies(turn, rule)
    turn.clock_fact(rule.id, Cancelled(turn.now, NO_LONGER) if gone else Stopped(turn.now))


def stop_scope(turn: Turn, scope: str) -> dict[str, tuple[Fact, ...]]:
    """Stop the clocks of a scope that is being left; their ledgers as they were before."""
    stopped: dict[str, tuple[Fact, ...]] = {}
    for clock in turn.definition.scopes[scope].clocks:
        if is_running(turn.case.clocks.get(clock, ())):
            run_up_to_now(turn, turn.definition.clocks[clock])
            stopped[clock] = turn.case.clocks[clock]
            turn.clock_fact(clock, Stopped(turn.now))
    return stopped


def _keep(turn: Turn, rule: ClockRule, anchor: int) -> None:
    """A running clock whose date has been corrected, or whose office has changed."""
    facts = turn.case.clocks[rule.id]
    if rule.from_[0] == "field" and anchor != _anchored(facts):
        turn.clock_fact(rule.id, Reanchored(turn.now, anchor))
    if rule.until_date and _limit(turn, rule) != _targeted(facts):
        turn.clock_fact(rule.id, Retargeted(turn.now, "date", limit=_limit(turn, rule)))
    calendar = calendar_of(turn, rule)
    if calendar.id != _counted_by(facts):
        turn.clock_fact(
            rule.id,
            Retargeted(turn.now, "office", calendar=calendar.id, edition=calendar.hash),
        )


def _anchored(facts: tuple[Fact, ...]) -> int | None:
    found: int | None = None
    for fact in facts:
        if isinstance(fact, Started):
            found = fact.at if fact.anchor is None else fact.anchor
        elif isinstance(fact, Reanchored):
            found = fact.anchor
    return found


def _targeted(facts: tuple[Fact, ...]) -> object:
    found: object = None
    for fact in facts:
        if isinstance(fact, (Started, Retargeted)) and fact.limit is not None:
            found = fact.limit
    return found


def _counted_by(facts: tuple[Fact, ...]) -> str | None:
    found: str | None = None
    for fact in facts:
        if isinstance(fact, (Started, Retargeted)) and fact.calendar is not None:
            found = fact.calendar
    return found


def offices_changed(turn: Turn) -> None:
    """Look at every running clock after the case has come to another office."""
    for clock, facts in tuple(turn.case.clocks.items()):
        if is_running(facts):
            consider(turn, clock)


def run_up_to_now(turn: Turn, rule: ClockRule) -> tuple[str, ...]:
    """Record what a clock has reached by now, and tell whom it concerns.

    Returns the transitions that rungs reached just now ask for.
    """
    facts = catch_up(
        turn.case.clocks[rule.id],
        turn.rules.editions,
        zone=turn.rules.zone,
        reminders=rule.reminders,
        rungs=rule.rung_offsets,
        now=turn.now,
    )
    for fact in facts:
        turn.clock_fact(rule.id, fact)
    asked = [_reached(turn, rule, fact) for fact in facts]
    return tuple(name for name in asked if name)


def _reached(turn: Turn, rule: ClockRule, fact: Fact) -> str:
    """Tell of a reminder or a rung; the transition the rung asks for, or ""."""
    if isinstance(fact, (Reminded, Rung)) and fact.how == "told":
        data = {"due": turn.reading(rule.id).due, "clock": rule.id}
        if isinstance(fact, Reminded):
            turn.tell_event("reminder", rule.region, rule.id, class_=rule.class_, data=data)
            return ""
        rung = rule.rungs[fact.rung]
        for notice in turn.definition.notify.get("late", ()):
            turn.tell(
                (*rung.tell, *notice.tell),
                rung.say or notice.say,
                rule.region,
                rule.id,
                class_=rule.class_,
                data=data,
            )
        return rung.do
    return ""


def has_breached(facts: tuple[Fact, ...]) -> bool:
    """Whether the clock was ever late in this visit."""
    return any(isinstance(fact, Breached) for fact in facts)
