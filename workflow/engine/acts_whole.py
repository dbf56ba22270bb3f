"""Deciding what concerns a case as a whole: put back, transfer, reopen, and its family."""

from workflow.definition.definition import ENDED, MAIN, TransferRule
from workflow.definition.durations import Limit
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.acts_facts import write_facts
from workflow.engine.clock_facts import Cancelled
from workflow.engine.clockwork import PUT_BACK, changed, consider, is_running
from workflow.engine.entries import (
    ChildEnded,
    Moved,
    PutBack,
    Reopened,
    TransferAnswered,
    TransferAsked,
)
from workflow.engine.moving import arrive, crossed, move
from workflow.engine.permission import may_in_area, role_reasons
from workflow.engine.turn import PROVINCE, Turn
from workflow.engine.working_time import limit_end
from workflow.errors import CalendarExhausted

Reasons = tuple[Reason, ...]

REGION = Words("open part of the case", "کیس کا کھلا حصہ")
OUTCOME = Words("way to reopen it", "دوبارہ کھولنے کا طریقہ")
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
NO_TRANSFER = say.reason(
    "transfer", "This case cannot be transferred.", "یہ کیس منتقل نہیں ہو سکتا۔"
)
TRANSFER_ASKED = say.reason(
    "transfer",
    "Another province has been asked already. Wait for its answer.",
    "دوسرے صوبے سے پہلے ہی پوچھا جا چکا ہے۔ جواب کا انتظار کریں۔",
)
NOT_ASKED = say.reason(
    "transfer",
    "No transfer is waiting for an answer.",
    "کوئی منتقلی جواب کی منتظر نہیں۔",
)
REASON_NEEDED = say.reason(
    "ask", "Say why, so that it can be put right.", "وجہ لکھیں تاکہ درستی ہو سکے۔"
)
REOPEN_TOO_LATE = say.reason(
    "reopen",
    "The time to reopen this case is over. Open a new case that refers to it.",
    "اس کیس کو دوبارہ کھولنے کی مدت گزر چکی ہے۔ اس کے حوالے سے نیا کیس کھولیں۔",
)


def put_back(turn: Turn, command: c.PutBack) -> Reasons:
    """Undo the last step of a region: it stands where it stood, its clocks as if never stopped."""
    rule = turn.definition.put_back
    last = turn.case.last_move.get(command.region)
    if rule is None or last is None or command.region not in turn.case.open_regions():
        return (NOTHING_TO_PUT_BACK,)
    reasons = [*role_reasons(turn, turn.person, rule.by, command.region)]
    if _is_over(turn, command.region, rule.within, last.at):
        reasons.append(TOO_LATE)
    if last.spread:
        reasons.append(HAS_SPREAD)
    if reasons:
        return tuple(reasons)
    _undo(turn, last, command.reason)
    turn.tell_event("put_back", command.region)
    return ()


def _is_over(turn: Turn, region: str, within: Limit, since: int) -> bool:
    """Whether the time for an act has run out; it has not where no calendar reaches its end yet."""
    calendar = turn.rules.calendar_for(turn.department_of(region), turn.district)
    try:
        return turn.now > limit_end(within, since, calendar, zone=turn.rules.zone)
    except CalendarExhausted:
        return False


def _undo(turn: Turn, last: Moved, reason: str) -> None:
    source = turn.definition.places[last.source]
    _, entered = crossed(source, turn.place(last.region))
    for scope in entered:
        for clock in turn.definition.scopes[scope].clocks:
            if is_running(turn.case.clocks.get(clock, ())) and clock not in last.stopped:
                turn.clock_fact(clock, Cancelled(turn.now, PUT_BACK))
    turn.note(
        PutBack(
            at=turn.now,
            by=turn.person.id,
            region=last.region,
            transition=last.transition,
            source=last.source,
            target=last.target,
            stopped=last.stopped,
            reason=reason,
        )
    )
    turn.touched.update(dict.fromkeys(last.stopped))
    for clock in last.stopped:
        consider(turn, clock)


# -- transfer ------------------------------------------------------------------------------------


def transfer(turn: Turn, command: c.Transfer) -> Reasons:
    """Ask another province to take the case."""
    rule = turn.definition.transfer
    if rule is None:
        return (NO_TRANSFER,)
    if not turn.case.is_open:
        return (say.ENDED,)
    fields = turn.definition.fields
    reasons = [*role_reasons(turn, turn.person, rule.by, MAIN)]
    reasons += [say.give(fields[f].words, f) for f in rule.ask if f not in command.facts]
    if turn.case.transfer_to:
        reasons.append(TRANSFER_ASKED)
    reasons += write_facts(turn, command.facts)
    if reasons:
        return tuple(reasons)
    turn.note(TransferAsked(turn.now, turn.person.id, command.province, ""))
    consider(turn, rule.clock, entered=True)
    _tell_province(turn, "transfer_asked", command.province)
    return ()


def _tell_province(turn: Turn, event: str, province: str) -> None:
    rule = turn.definition.transfer
    for notice in turn.definition.notify.get(event, ()):
        refs = notice.tell or (rule.answer_by if rule else ())
        addresses = (a for ref in refs for a in turn.addresses(ref, MAIN, "public"))
        there = tuple(
            type(a)(a.role, a.department, PROVINCE + province, "", a.class_) for a in addresses
        )
        turn.send(there, notice.say, MAIN, "transfer", {"province": province})


def answer_transfer(turn: Turn, command: c.AnswerTransfer) -> Reasons:
    """The other province takes the case, which ends here, or does not."""
    rule = turn.definition.transfer
    province = turn.case.transfer_to
    if rule is None or not province:
        return (NOT_ASKED,)
    reasons = []
    if not may_in_area(turn, turn.person, rule.answer_by, PROVINCE + province):
        reasons.append(say.only(turn.definition, rule.answer_by, ""))
    if not command.accept and not command.reason:
        reasons.append(REASON_NEEDED)
    if reasons:
        return tuple(reasons)
    turn.note(TransferAnswered(turn.now, turn.person.id, province, command.accept, command.reason))
    consider(turn, rule.clock)
    turn.tell_event("transfer_answered", MAIN, "transfer", data={"province": province})
    if command.accept:
        turn.hands_over_to = province
        turn.hands_over = _hands_over(turn, rule)
        move(turn, MAIN, rule.outcome, None)
    return ()


def _hands_over(turn: Turn, rule: TransferRule) -> dict[str, object]:
    """The facts that go along: with consent all, without it the public ones.

    Never a figure from a table, for the other province has its own tables.
    """
    allowed = bool(rule.consent) and turn.view.consent(rule.consent) is True
    fields = turn.definition.fields
    return {
        name: value
        for name, value in turn.case.facts.items()
        if not fields[name].computed_by and (allowed or fields[name].class_ == "public")
    }


# -- reopening -----------------------------------------------------------------------------------


def reopen(turn: Turn, command: c.Reopen) -> Reasons:
    """Open an ended case again, where it stopped or at the stage the definition names."""
    rule = turn.definition.reopen
    case = turn.case
    if rule is None or case.outcome not in rule.outcomes:
        return (say.unknown(OUTCOME, case.at),)
    fields = turn.definition.fields
    reasons = [*role_reasons(turn, turn.person, rule.by, MAIN)]
    reasons += [say.give(fields[f].words, f) for f in rule.ask if f not in command.facts]
    if _is_over(turn, MAIN, rule.within, case.ended_at):
        reasons.append(REOPEN_TOO_LATE)
    reasons += write_facts(turn, command.facts)
    if reasons:
        return tuple(reasons)
    standing = {MAIN: rule.stage} if rule.stage else dict(case.stopped_at)
    turn.note(Reopened(turn.now, turn.person.id, case.outcome, ""))
    for region, place in standing.items():
        _stand_again(turn, region, place)
    for clock, clock_rule in turn.definition.clocks.items():
        if not clock_rule.scope:
            consider(turn, clock, entered=True)
    changed(turn, ())
    return ()


def _stand_again(turn: Turn, region: str, place: str) -> None:
    turn.note(Moved(turn.now, turn.person.id, region, "", "", place, {}, spread=False))
    _, entered = crossed(None, turn.definition.places[place])
    arrive(turn, region, entered, place)


# -- family --------------------------------------------------------------------------------------


def child_finished(turn: Turn, command: c.ChildFinished) -> Reasons:
    """A child has reached an outcome; told where it was opened, whatever else has happened."""
    child = turn.case.children.get(command.key)
    if child is None or child.outcome:
        return ()
    turn.note(ChildEnded(turn.now, turn.person.id, command.key, command.outcome))
    changed(turn, ())
    if turn.case.is_open:
        rule = turn.definition.children[child.child]
        region = _region_running(turn, child.child)
        turn.tell_event(
            "child_finished",
            region,
            command.key,
            class_=rule.class_,
            data={"child": child.child, "outcome": command.outcome},
        )
    return ()


def _region_running(turn: Turn, child: str) -> str:
    """The open region whose place runs such children; the main line if none does."""
    for place in turn.open_places():
        if any(child in turn.definition.scopes[scope].runs for scope in place.within):
            return place.region
    return MAIN


def parent_ended(turn: Turn, _command: c.ParentEnded) -> Reasons:
    """The case that opened this one has ended, and this one with it."""
    if turn.case.is_open:
        move(turn, MAIN, ENDED, None)
    return ()
