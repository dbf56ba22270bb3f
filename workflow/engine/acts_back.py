"""Deciding that a wrong step is put back: the region stands where it stood before."""

from collections.abc import Iterable

from workflow.definition.reasons import Reason
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.acts_whole import is_over
from workflow.engine.clock_facts import Cancelled, Excused, Fact, Returned
from workflow.engine.clock_running import is_running
from workflow.engine.clockwork import go_on, offices_changed
from workflow.engine.entries import Moved, PutBack
from workflow.engine.moving import crossed
from workflow.engine.permission import role_reasons, sees_region, sees_transition
from workflow.engine.turn import Turn

Reasons = tuple[Reason, ...]
Ledger = tuple[Fact, ...]

BACK = "put back"
NOTHING_TO_PUT_BACK = say.reason(
    "put_back",
    "There is no step here that can be put back.",
    "یہاں کوئی قدم نہیں جو واپس لیا جا سکے۔",
)
HAS_SPREAD = say.reason(
    "put_back",
    "This step has opened other work, which would hang in the air. End that work instead.",
    "اس قدم سے دوسرا کام شروع ہو چکا ہے۔ اس کے بجائے وہ کام ختم کریں۔",
)
TOO_LATE = say.reason(
    "put_back",
    "The time to put a step back is over.",
    "قدم واپس لینے کی مدت گزر چکی ہے۔",
)


def put_back(turn: Turn, command: c.PutBack) -> Reasons:
    """Undo the last step of a region: it stands where it stood, its clocks as if never stopped."""
    rule = turn.definition.put_back
    last = turn.case.last_move.get(command.region)
    if rule is None or last is None or not _sees_step(turn, last):
        return (NOTHING_TO_PUT_BACK,)
    reasons = [*role_reasons(turn, turn.person, rule.by, command.region)]
    if is_over(turn, command.region, rule.within, last.at):
        reasons.append(TOO_LATE)
    if last.spread:
        reasons.append(HAS_SPREAD)
    if not command.reason:
        reasons.append(say.REASON_NEEDED)
    if reasons:
        return tuple(reasons)
    _undo(turn, last, command.reason)
    turn.tell_event("put_back", command.region)
    return ()


def _sees_step(turn: Turn, last: Moved) -> bool:
    """Whether this person may know of the step: of its region, and of the place it came from."""
    return sees_region(turn, turn.person, last.region) and sees_transition(
        turn, turn.person, turn.definition.transitions[last.transition]
    )


def _undo(turn: Turn, last: Moved, reason: str) -> None:
    ledgers = _before(turn, last)
    turn.note(
        PutBack(
            at=turn.now,
            by=turn.person.id,
            region=last.region,
            transition=last.transition,
            source=last.source,
            target=last.target,
            stopped=ledgers,
            reason=reason,
        )
    )
    for clock, facts in ledgers.items():
        turn.touched[clock] = None
        if is_running(facts):
            go_on(turn, turn.definition.clocks[clock])
    offices_changed(turn)


def _before(turn: Turn, last: Moved) -> dict[str, Ledger]:
    """The ledgers as they were before the step; a clock that it began is cancelled."""
    ledgers = {clock: _kept(turn, clock, facts) for clock, facts in last.stopped.items()}
    for clock in _begun(turn, last):
        facts = turn.case.clocks.get(clock, ())
        returned = [i for i, f in enumerate(facts) if isinstance(f, Returned) and f.at >= last.at]
        if clock in ledgers:
            continue
        if returned:
            ledgers[clock] = facts[: returned[0]]
        elif is_running(facts):
            turn.clock_fact(clock, Cancelled(turn.now, BACK))
    return ledgers


def _kept(turn: Turn, clock: str, before: Ledger) -> Ledger:
    """A ledger as it was, with what has been excused since."""
    since = turn.case.clocks[clock][len(before) :]
    return (*before, *(fact for fact in since if isinstance(fact, Excused)))


def _begun(turn: Turn, last: Moved) -> Iterable[str]:
    """The clocks that may have begun with the step: of what it entered, or from that step on."""
    definition = turn.definition
    _, entered = crossed(definition.places[last.source], definition.places[last.target])
    begun = dict.fromkeys(c for scope in entered for c in definition.scopes[scope].clocks)
    return begun | dict.fromkeys(turn.rules.machines.at_place.get(last.target, ()))
