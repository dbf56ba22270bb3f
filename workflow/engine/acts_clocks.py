"""Deciding what concerns clocks: pause, resume, extend, excuse, timers, a new calendar edition."""

from workflow.definition.definition import ClockRule, PauseRule
from workflow.definition.durations import Limit
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.clock_facts import (
    Breached,
    Excused,
    Extended,
    Paused,
    Resumed,
)
from workflow.engine.clock_revision import revise
from workflow.engine.clockwork import is_running, run_up_to_now
from workflow.engine.entries import (
    ConsentRecorded,
    ExtensionUsed,
    Nudged,
    PauseBegun,
    PauseEnded,
)
from workflow.engine.moving import make
from workflow.engine.permission import may, role_reasons, sees_clock
from workflow.engine.proposals import end_proposal
from workflow.engine.requirements import unmet_by
from workflow.engine.turn import Turn
from workflow.engine.working_time import limit_end

Reasons = tuple[Reason, ...]

PAUSE = Words("reason for a pause", "وقفے کی وجہ")
EXTENSION = Words("reason for more time", "مہلت کی وجہ")
CLOCK = Words("running clock", "جاری گھڑی")
REGION = Words("open part of the case", "کیس کا کھلا حصہ")
NO_BREACH = say.reason(
    "excuse",
    "This clock has not been late, so there is nothing to excuse.",
    "یہ مدت نہیں گزری، اس لیے معاف کرنے کو کچھ نہیں۔",
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


def _by_any(turn: Turn, rule: PauseRule) -> Reasons:
    """Whether this person may use the reason in any open region."""
    regions = turn.case.open_regions()
    if any(may(turn, turn.person, rule.by, region) for region in regions):
        return ()
    return role_reasons(turn, turn.person, rule.by, regions[0])


def running_rules(turn: Turn) -> tuple[ClockRule, ...]:
    """The clocks of the case that run or are paused."""
    return tuple(
        turn.definition.clocks[clock]
        for clock, facts in turn.case.clocks.items()
        if is_running(facts)
    )


def pause(turn: Turn, command: c.Pause) -> Reasons:
    """Let the clocks that list this reason stand still."""
    rule = turn.definition.pauses.get(command.reason)
    if rule is None:
        return (say.unknown(PAUSE, command.reason),)
    if not turn.case.is_open:
        return (say.ENDED,)
    reasons = [*_by_any(turn, rule)]
    clocks = [r for r in running_rules(turn) if rule.id in r.pause_for and not r.firm]
    if command.reason in turn.case.pauses:
        reasons.append(PAUSED_ALREADY)
    elif not clocks:
        reasons.append(NOTHING_STANDS_STILL)
    if reasons:
        return tuple(reasons)
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
        _end_pause(turn, command.reason)
        turn.timers[f"pause:{rule.id}"] = None
    return reasons


def _end_pause(turn: Turn, reason: str) -> None:
    turn.note(PauseEnded(turn.now, turn.person.id, reason))
    for rule in running_rules(turn):
        if reason in dict(turn.reading(rule.id).reasons):
            turn.clock_fact(rule.id, Resumed(turn.now, reason))


def extend(turn: Turn, command: c.Extend) -> Reasons:
    """Give a clock more time."""
    clock = _running(turn, command.clock)
    extension = turn.definition.extensions.get(command.reason)
    if clock is None:
        return (say.unknown(CLOCK, command.clock),)
    if extension is None or command.reason not in clock.extend or clock.firm or not clock.limit:
        return (say.unknown(EXTENSION, command.reason),)
    reasons = [*role_reasons(turn, turn.person, extension.by, clock.region)]
    if (command.clock, command.reason) in turn.case.extensions_used:
        reasons.append(USED)
    if not 1 <= command.count <= extension.at_most.count:
        reasons.append(_too_much(extension))
    if reasons:
        return tuple(reasons)
    run_up_to_now(turn, clock)
    more = Limit(command.count, clock.limit.unit)
    turn.note(ExtensionUsed(turn.now, turn.person.id, clock.id, command.reason))
    turn.clock_fact(clock.id, Extended(turn.now, turn.person.id, command.reason, more))
    return ()


USED = say.reason(
    "extension",
    "More time has been given for that reason once already.",
    "اس وجہ سے ایک بار مہلت دی جا چکی ہے۔",
)


def _too_much(extension: PauseRule) -> Reason:
    most = extension.at_most
    return say.reason(
        "extension",
        f"At most {most} may be given for this reason, and at least one.",
        f"اس وجہ سے کم از کم ایک اور زیادہ سے زیادہ {most.count} کی مہلت دی جا سکتی ہے۔",
    )


def _running(turn: Turn, clock: str) -> ClockRule | None:
    rule = turn.definition.clocks.get(clock)
    if rule is None or not sees_clock(turn, turn.person, rule):
        return None
    return rule if is_running(turn.case.clocks.get(clock, ())) else None


def excuse(turn: Turn, command: c.Excuse) -> Reasons:
    """Excuse the last breach of a clock, running or stopped."""
    rule = turn.definition.clocks.get(command.clock)
    if rule is None or not sees_clock(turn, turn.person, rule):
        return (say.unknown(CLOCK, command.clock),)
    reasons = not_supervisor(turn, rule.region)
    breaches = sum(isinstance(f, Breached) for f in turn.case.clocks.get(rule.id, ()))
    if not breaches:
        return (*reasons, NO_BREACH)
    if reasons:
        return reasons
    turn.clock_fact(rule.id, Excused(turn.now, breaches - 1, command.because))
    turn.tell_event("excused", rule.region, rule.id, data={"clock": rule.id})
    return ()


def not_supervisor(turn: Turn, region: str) -> Reasons:
    """Whether this person supervises the region."""
    department = turn.department_of(region)
    if any(
        grant.role == "supervisor" and grant.department == department and grant.holds_at(turn.now)
        for grant in turn.person.grants
    ):
        return ()
    words = turn.definition.departments[department]
    return (
        say.reason(
            "role",
            f"Only a supervisor ({words.en}) may do this.",
            f"یہ کام صرف نگران ({words.ur}) کر سکتا ہے۔",
        ),
    )


def nudge(turn: Turn, command: c.Nudge) -> Reasons:
    """Ask whoever has a region for movement."""
    if command.region not in turn.case.open_regions():
        return (say.unknown(REGION, command.region),)
    reasons = not_supervisor(turn, command.region)
    if reasons:
        return reasons
    turn.note(Nudged(turn.now, turn.person.id, command.region))
    turn.tell_event("nudged", command.region)
    return ()


# -- the clock's own commands --------------------------------------------------------------------


def timer_due(turn: Turn, command: c.TimerDue) -> Reasons:
    """A timer has come due; one that no longer matters does nothing."""
    kind, _, name = command.timer.partition(":")
    if not name:
        _clock_due(turn, command.timer)
    elif kind == "proposal" and name in turn.case.proposals:
        end_proposal(turn, name, "expired")
    elif kind == "pause" and name in turn.case.pauses:
        turn.timers[command.timer] = None
        _pause_over(turn, name)
    elif kind == "consent":
        turn.timers[command.timer] = None
        _consent_over(turn, name)
    return ()


def _clock_due(turn: Turn, clock: str) -> None:
    rule = turn.definition.clocks.get(clock)
    if rule is None or not is_running(turn.case.clocks.get(clock, ())):
        turn.timers[clock] = None
        return
    turn.touched[clock] = None
    for name in run_up_to_now(turn, rule):
        _make_by_itself(turn, rule, name)


def _make_by_itself(turn: Turn, clock: ClockRule, name: str) -> None:
    """The one transition a rung may make, if it is offered where the clock runs and may be made."""
    place = turn.place(clock.region)
    for rule in place.transitions if place else ():
        if rule.name == name and not unmet_by(turn, rule, ()):
            make(turn, rule)
            return


def _pause_over(turn: Turn, reason: str) -> None:
    turn.note(PauseEnded(turn.now, turn.person.id, reason))
    for rule in running_rules(turn):
        if reason in rule.pause_for:
            run_up_to_now(turn, rule)
            turn.touched[rule.id] = None


def _consent_over(turn: Turn, purpose: str) -> None:
    consent = turn.case.consents.get(purpose)
    if consent is not None and consent.given and 0 < consent.until <= turn.now:
        turn.note(ConsentRecorded(turn.now, turn.person.id, purpose, given=False, until=0))


def calendar_announced(turn: Turn, command: c.CalendarAnnounced) -> Reasons:
    """Every running clock of the calendar is counted anew; none becomes due earlier."""
    for clock, facts in tuple(turn.case.clocks.items()):
        rule = turn.definition.clocks[clock]
        if not is_running(facts):
            continue
        revision = revise(
            facts,
            turn.rules.editions,
            calendar=command.calendar,
            edition=command.new,
            at=turn.now,
            zone=turn.rules.zone,
        )
        for fact in revision.facts:
            turn.clock_fact(clock, fact)
            if isinstance(fact, Excused):
                turn.tell_event("excused", rule.region, clock, data={"clock": clock})
    return ()
