"""Deciding what time itself does: clocks and waits that come due, a new edition of a calendar."""

from workflow.definition.definition import ClockRule
from workflow.definition.reasons import Reason
from workflow.engine import commands as c
from workflow.engine.acts_clocks import end_pause
from workflow.engine.clock_running import is_running, run_up_to_now, running_rules
from workflow.engine.clockwork import changed, take_edition
from workflow.engine.entries import ConsentRecorded
from workflow.engine.moving import make
from workflow.engine.proposals import end_proposal
from workflow.engine.requirements import unmet_by
from workflow.engine.turn import Turn

Reasons = tuple[Reason, ...]


def timer_due(turn: Turn, command: c.TimerDue) -> Reasons:
    """A timer has come due; one that no longer matters does nothing, one too early waits on."""
    kind, _, name = command.timer.partition(":")
    if not name:
        _clock_due(turn, command.timer)
    else:
        until = _waits_until(turn, kind, name)
        turn.timers[command.timer] = until if until > turn.now else None
        if 0 < until <= turn.now:
            _wait_over(turn, kind, name)
    return ()


def _waits_until(turn: Turn, kind: str, name: str) -> int:
    """When a wait ends; 0 = there is none."""
    case = turn.case
    if kind == "proposal":
        proposal = case.proposals.get(name)
        return proposal.until if proposal else 0
    if kind == "pause":
        return case.pauses.get(name, 0)
    consent = case.consents.get(name)
    return consent.until if consent else 0


def _wait_over(turn: Turn, kind: str, name: str) -> None:
    if kind == "proposal":
        end_proposal(turn, name, "expired")
    elif kind == "pause":
        end_pause(turn, name)
    else:
        turn.note(ConsentRecorded(turn.now, turn.person.id, name, given=False, until=0))
        changed(turn, ())


def _clock_due(turn: Turn, clock: str) -> None:
    rule = turn.definition.clocks.get(clock)
    if rule is None or not is_running(turn.case.clocks.get(clock, ())):
        turn.timers[clock] = None
        return
    turn.touched[clock] = None
    for name in run_up_to_now(turn, rule, by_timer=True):
        _make_by_itself(turn, rule, name)


def _make_by_itself(turn: Turn, clock: ClockRule, name: str) -> None:
    """The one transition a rung may make, if it is offered where the clock runs and may be made."""
    for rule in turn.rules.machines.by_name.get(name, ()):
        here = (clock.region, turn.case.standing.get(clock.region))
        if (rule.region, rule.source) == here and not unmet_by(turn, rule, {}):
            make(turn, rule)


def calendar_announced(turn: Turn, command: c.CalendarAnnounced) -> Reasons:
    """Every running clock of the calendar is counted anew; none becomes due earlier."""
    for rule in running_rules(turn):
        take_edition(turn, rule, command.calendar, command.new)
    return ()
