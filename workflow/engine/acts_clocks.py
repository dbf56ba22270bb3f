"""Deciding what people do about clocks: pause, resume, extend, excuse, nudge."""

from workflow.definition.definition import ClockRule, PauseRule
from workflow.definition.durations import Limit
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.clock_facts import Breached, Excused, Extended, Paused, Resumed
from workflow.engine.clock_running import is_running, run_up_to_now, running_rules
from workflow.engine.clockwork import tell_excused
from workflow.engine.entries import ExtensionUsed, Nudged, PauseBegun, PauseEnded
from workflow.engine.permission import (
    SUPERVISOR,
    may,
    places_seen,
    role_reasons,
    sees_clock,
    sees_region,
)
from workflow.engine.turn import Turn
from workflow.engine.working_time import limit_end

Reasons = tuple[Reason, ...]

PAUSE = Words("reason for a pause", "وقفے کی وجہ")
EXTENSION = Words("reason for more time on this clock", "اس گھڑی کے لیے مہلت کی وجہ")
CLOCK = Words("running clock", "جاری گھڑی")
REGION = Words("open part of the case", "کیس کا کھلا حصہ")
NO_BREACH = say.reason(
    "excuse",
    "This clock has not been late, so there is nothing to excuse.",
    "یہ مدت نہیں گزری، اس لیے معاف کرنے کو کچھ نہیں۔",
)
EXCUSED_ALREADY = say.reason(
    "excuse",
    "The last delay of this clock is excused already.",
    "اس گھڑی کی آخری تاخیر پہلے ہی معاف ہو چکی ہے۔",
)
NOTHING_STANDS_STILL = say.reason(
    "pause",
    "No running clock of this case may stand still for that reason.",
    "اس وجہ سے اس کیس کی کوئی جاری گھڑی نہیں رک سکتی۔",
)
PAUSED_ALREADY = say.reason(
    "pause",
    "The clocks stand still for that reason already.",
    "گھڑیاں اس وجہ سے پہلے ہی رکی ہوئی ہیں۔",
)
NOT_PAUSED = say.reason(
    "pause", "No clock stands still for that reason.", "اس وجہ سے کوئی گھڑی رکی ہوئی نہیں۔"
)
USED = say.reason(
    "extension",
    "More time has been given for that reason once already.",
    "اس وجہ سے ایک بار مہلت دی جا چکی ہے۔",
)


def _by_any(turn: Turn, rule: PauseRule) -> Reasons:
    """Why this person may not use the reason in any open region they may know of; () = they may."""
    regions = [place.region for place in places_seen(turn, turn.person)]
    if any(may(turn, turn.person, rule.by, region) for region in regions):
        return ()
    departments = (turn.department_of(region) for region in regions[:1])
    return (say.only(turn.definition, rule.by, next(departments, "")),)


def pause(turn: Turn, command: c.Pause) -> Reasons:
    """Let the clocks that list this reason stand still."""
    rule = turn.definition.pauses.get(command.reason)
    if rule is None:
        return (say.unknown(PAUSE, command.reason),)
    if not turn.case.is_open:
        return (say.ENDED,)
    clocks = [r for r in running_rules(turn) if rule.id in r.pause_for and not r.firm]
    reasons = _by_any(turn, rule)
    if command.reason in turn.case.pauses:
        reasons = (*reasons, PAUSED_ALREADY)
    elif not any(sees_clock(turn, turn.person, clock) for clock in clocks):
        reasons = (*reasons, NOTHING_STANDS_STILL)
    if reasons:
        return reasons
    calendar = turn.rules.calendar_for(turn.department_of(clocks[0].region), turn.district)
    until = limit_end(rule.at_most, turn.now, calendar, zone=turn.rules.zone)
    turn.note(PauseBegun(turn.now, turn.person.id, rule.id, until))
    turn.timers[f"pause:{rule.id}"] = until
    for clock in clocks:
        run_up_to_now(turn, clock)
        turn.clock_fact(clock.id, Paused(turn.now, rule.id, turn.person.id, until))
    return ()


def resume(turn: Turn, command: c.Resume) -> Reasons:
    """Let the clocks run again."""
    rule = turn.definition.pauses.get(command.reason)
    if rule is None:
        return (say.unknown(PAUSE, command.reason),)
    if command.reason not in turn.case.pauses:
        return (NOT_PAUSED,)
    reasons = _by_any(turn, rule)
    if not reasons:
        end_pause(turn, command.reason)
    return reasons


def end_pause(turn: Turn, reason: str) -> None:
    """A reason to stand still is over; a clock that was to go on earlier has done so then."""
    turn.note(PauseEnded(turn.now, turn.person.id, reason))
    turn.timers[f"pause:{reason}"] = None
    for rule in running_rules(turn):
        if reason in dict(turn.reading(rule.id).reasons):
            run_up_to_now(turn, rule)
        if reason in dict(turn.reading(rule.id).reasons):
            turn.clock_fact(rule.id, Resumed(turn.now, reason))


def extend(turn: Turn, command: c.Extend) -> Reasons:
    """Give a clock more time."""
    clock = _known(turn, command.clock)
    if clock is None or not is_running(turn.case.clocks.get(clock.id, ())):
        return (say.unknown(CLOCK, command.clock),)
    extension = turn.definition.extensions.get(command.reason)
    if extension is None or not _extends(clock, extension):
        return (say.unknown(EXTENSION, command.reason),)
    reasons = role_reasons(turn, turn.person, extension.by, clock.region)
    if (clock.id, extension.id) in turn.case.extensions_used:
        reasons = (*reasons, USED)
    if not 1 <= command.count <= extension.at_most.count:
        reasons = (*reasons, _too_much(extension))
    if reasons:
        return reasons
    run_up_to_now(turn, clock)
    more = Limit(command.count, extension.at_most.unit)
    turn.note(ExtensionUsed(turn.now, turn.person.id, clock.id, extension.id))
    turn.clock_fact(clock.id, Extended(turn.now, turn.person.id, extension.id, more))
    return ()


def _extends(clock: ClockRule, extension: PauseRule) -> bool:
    """Whether the clock takes this extension: time is given in its own unit, never converted."""
    return (
        extension.id in clock.extend
        and not clock.firm
        and clock.limit is not None
        and clock.limit.unit is extension.at_most.unit
    )


def _too_much(extension: PauseRule) -> Reason:
    most = extension.at_most
    return say.reason(
        "extension",
        f"At most {most} may be given for this reason, and at least one.",
        f"اس وجہ سے کم از کم ایک اور زیادہ سے زیادہ {most.count} کی مہلت دی جا سکتی ہے۔",
    )


def _known(turn: Turn, clock: str) -> ClockRule | None:
    rule = turn.definition.clocks.get(clock)
    return rule if rule is not None and sees_clock(turn, turn.person, rule) else None


def excuse(turn: Turn, command: c.Excuse) -> Reasons:
    """Excuse the last breach of a clock, running or stopped."""
    rule = _known(turn, command.clock)
    if rule is None:
        return (say.unknown(CLOCK, command.clock),)
    facts = turn.case.clocks.get(rule.id, ())
    last = sum(isinstance(fact, Breached) for fact in facts) - 1
    reasons = role_reasons(turn, turn.person, SUPERVISOR, rule.region)
    if last < 0:
        reasons = (*reasons, NO_BREACH)
    elif any(isinstance(fact, Excused) and fact.breach == last for fact in facts):
        reasons = (*reasons, EXCUSED_ALREADY)
    if not command.because:
        reasons = (*reasons, say.REASON_NEEDED)
    if reasons:
        return reasons
    turn.clock_fact(rule.id, Excused(turn.now, last, command.because))
    tell_excused(turn, rule)
    return ()


def nudge(turn: Turn, command: c.Nudge) -> Reasons:
    """Ask whoever has a region for movement."""
    if not sees_region(turn, turn.person, command.region):
        return (say.unknown(REGION, command.region),)
    reasons = role_reasons(turn, turn.person, SUPERVISOR, command.region)
    if reasons:
        return reasons
    turn.note(Nudged(turn.now, turn.person.id, command.region))
    turn.tell_event("nudged", command.region)
    return ()
