"""The clocks of a case as they run: what they have reached by now, and whom that concerns."""

from workflow.definition.definition import ClockRule
from workflow.engine.clock_facts import (
    Breached,
    Cancelled,
    Fact,
    Reminded,
    Returned,
    Rung,
    Started,
    Stopped,
)
from workflow.engine.clock_moments import catch_up
from workflow.engine.turn import Turn

_TURNS = (Started, Returned, Stopped, Cancelled)


def last_turn(facts: tuple[Fact, ...]) -> Fact | None:
    """What last set the clock going or ended it; None if it never began.

    Looked up from the end: after an end only excuses and a return can follow.
    """
    return next((fact for fact in reversed(facts) if isinstance(fact, _TURNS)), None)


def is_running(facts: tuple[Fact, ...]) -> bool:
    """Whether a ledger has begun and not ended; a paused clock counts as running."""
    return isinstance(last_turn(facts), (Started, Returned))


def has_breached(facts: tuple[Fact, ...]) -> bool:
    """Whether the clock was ever late in this visit."""
    return any(isinstance(fact, Breached) for fact in facts)


def running_rules(turn: Turn) -> tuple[ClockRule, ...]:
    """The clocks of the case that run or are paused."""
    return tuple(
        turn.definition.clocks[clock]
        for clock, facts in turn.case.clocks.items()
        if is_running(facts)
    )


def stop(turn: Turn, rule: ClockRule) -> tuple[Fact, ...]:
    """Stop a running clock; its ledger as it was until then."""
    run_up_to_now(turn, rule)
    before = turn.case.clocks[rule.id]
    turn.clock_fact(rule.id, Stopped(turn.now))
    return before


def run_up_to_now(turn: Turn, rule: ClockRule, *, by_timer: bool = False) -> tuple[str, ...]:
    """Record what a clock has reached by now, and tell whom it concerns.

    Returns the transitions that rungs reached just now ask for. A rung that makes one is left to
    the timer: nobody's own act makes it on the way.
    """
    reached = catch_up(
        turn.case.clocks[rule.id],
        turn.rules.editions,
        zone=turn.rules.zone,
        reminders=rule.reminders,
        rungs=rule.rung_offsets,
        now=turn.now,
        reading=turn.reading(rule.id),
    )
    facts = [fact for fact in reached if by_timer or not _does(rule, fact)]
    for fact in facts:
        turn.clock_fact(rule.id, fact)
    told = [fact for fact in facts if isinstance(fact, Reminded | Rung) and fact.how == "told"]
    for fact in told:
        _tell(turn, rule, fact)
    return tuple(does for fact in facts if (does := _does(rule, fact)))


def _does(rule: ClockRule, fact: Fact) -> str:
    """The transition that a rung makes when it is reached, told or overtaken; otherwise ""."""
    if isinstance(fact, Rung) and fact.how != "passed over":
        return rule.rungs[fact.rung].do
    return ""


def _tell(turn: Turn, rule: ClockRule, fact: Reminded | Rung) -> None:
    data = {"due": turn.reading(rule.id).due, "clock": rule.id}
    if isinstance(fact, Reminded):
        turn.tell_event("reminder", rule.region, rule.id, class_=rule.class_, data=data)
        return
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
