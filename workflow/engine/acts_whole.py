"""Deciding what concerns a case as a whole: put back, transfer, reopen, and its family."""

from workflow.definition.definition import ENDED, MAIN, ReopenRule, TransferRule
from workflow.definition.durations import Limit
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.acts_facts import write_facts
from workflow.engine.clockwork import changed, consider
from workflow.engine.entries import ChildEnded, Reopened, TransferAnswered, TransferAsked
from workflow.engine.family import open_missing
from workflow.engine.moving import move, stand
from workflow.engine.people import Address
from workflow.engine.permission import may_in_province, role_reasons
from workflow.engine.requirements import not_given
from workflow.engine.turn import PROVINCE, Turn
from workflow.engine.working_time import limit_end
from workflow.errors import CalendarExhausted

Reasons = tuple[Reason, ...]

OUTCOME = Words("way to reopen it", "دوبارہ کھولنے کا طریقہ")
OTHER_PROVINCE = Words("other province", "دوسرا صوبہ")
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
REOPEN_TOO_LATE = say.reason(
    "reopen",
    "The time to reopen this case is over. Open a new case that refers to it.",
    "اس کیس کو دوبارہ کھولنے کی مدت گزر چکی ہے۔ اس کے حوالے سے نیا کیس کھولیں۔",
)


def is_over(turn: Turn, region: str, within: Limit, since: int) -> bool:
    """Whether the time for an act has run out; it has not where no calendar reaches its end yet."""
    calendar = turn.rules.calendar_for(turn.department_of(region), turn.district)
    try:
        return turn.now > limit_end(within, since, calendar, zone=turn.rules.zone)
    except CalendarExhausted:
        return False


# -- transfer ------------------------------------------------------------------------------------


def transfer(turn: Turn, command: c.Transfer) -> Reasons:
    """Ask another province to take the case."""
    rule = turn.definition.transfer
    if rule is None:
        return (NO_TRANSFER,)
    if not turn.case.is_open:
        return (say.ENDED,)
    reasons = [
        *role_reasons(turn, turn.person, rule.by, MAIN),
        *not_given(turn, rule.ask, command.facts),
    ]
    if turn.case.transfer_to:
        reasons.append(TRANSFER_ASKED)
    elif not _is_other(turn, command.province):
        reasons.append(say.unknown(OTHER_PROVINCE, command.province))
    reasons += write_facts(turn, command.facts)
    if reasons:
        return tuple(reasons)
    turn.note(TransferAsked(turn.now, turn.person.id, command.province, ""))
    consider(turn, rule.clock, entered=True)
    _tell_province(turn, rule, command.province)
    return ()


def _is_other(turn: Turn, province: str) -> bool:
    """Whether it is a province, and not that of the case."""
    districts = turn.rules.districts
    if districts is None:
        return bool(province)
    return province in districts.provinces and province != districts.province_of(turn.district)


def _tell_province(turn: Turn, rule: TransferRule, province: str) -> None:
    """Tell those of the other province who may answer, or whom `notify` names."""
    classes = turn.classes(MAIN)
    for notice in turn.definition.notify.get("transfer_asked", ()):
        there = tuple(
            Address(to.role, to.department, PROVINCE + province, "", to.classes)
            for ref in notice.tell
            for to in turn.addresses(ref, MAIN, classes)
        )
        turn.send(there, notice.say, MAIN, rule.clock, {"province": province})


def answer_transfer(turn: Turn, command: c.AnswerTransfer) -> Reasons:
    """The other province takes the case, which ends here, or does not."""
    rule = turn.definition.transfer
    province = turn.case.transfer_to
    if rule is None or not province:
        return (NOT_ASKED,)
    reasons = []
    if not may_in_province(turn, turn.person, rule.answer_by, province):
        reasons.append(say.only(turn.definition, rule.answer_by, turn.department_of(MAIN)))
    if turn.person.id == turn.case.transfer_by:
        reasons.append(say.BARRED)
    if not command.accept and not command.reason:
        reasons.append(say.REASON_NEEDED)
    if reasons:
        return tuple(reasons)
    turn.note(TransferAnswered(turn.now, turn.person.id, province, command.accept, command.reason))
    consider(turn, rule.clock)
    turn.tell_event("transfer_answered", MAIN, rule.clock, data={"province": province})
    if command.accept:
        turn.hands_over_to = province
        turn.hands_over = {**_hands_over(turn, rule, province), **command.facts}
        move(turn, MAIN, rule.outcome)
    return ()


def _hands_over(turn: Turn, rule: TransferRule, province: str) -> dict[str, object]:
    """The facts that go along: with consent all, without it the public ones.

    Never a figure: the other province has its own tables. Nor the district of an office here, in
    whose hands the new case would fall.
    """
    allowed = bool(rule.consent) and turn.view.consent(rule.consent) is True
    fields = turn.definition.fields
    districts = turn.rules.districts
    here = districts is None or districts.province_of(turn.district) != province
    return {
        name: value
        for name, value in turn.case.facts.items()
        if not fields[name].computed_by
        and (allowed or fields[name].class_ == "public")
        and not (here and name == turn.definition.area)
    }


# -- reopening -----------------------------------------------------------------------------------


def reopen(turn: Turn, command: c.Reopen) -> Reasons:
    """Open an ended case again, where it stopped or at the stage the definition names."""
    rule = turn.definition.reopen
    if rule is not None and turn.case.is_open:
        return (say.ALREADY_OPEN,)
    if rule is None or turn.case.outcome not in rule.outcomes:
        return (say.unknown(OUTCOME, turn.case.at),)
    reasons = [
        *role_reasons(turn, turn.person, rule.by, MAIN),
        *not_given(turn, rule.ask, command.facts),
    ]
    if is_over(turn, MAIN, rule.within, turn.case.ended_at):
        reasons.append(REOPEN_TOO_LATE)
    reasons += write_facts(turn, command.facts)
    if not reasons:
        _begin_again(turn, rule)
    return tuple(reasons)


def _begin_again(turn: Turn, rule: ReopenRule) -> None:
    """Where the case stopped its tracks and children are as they were; at a stage, it enters it."""
    stopped_at = turn.case.stopped_at
    turn.note(Reopened(turn.now, turn.person.id, turn.case.outcome, ""))
    if rule.stage:
        stand(turn, MAIN, rule.stage)
    else:
        for region, place in stopped_at.items():
            stand(turn, region, place, spreads=False)
        open_missing(turn)
    for clock, clock_rule in turn.definition.clocks.items():
        if not clock_rule.scope:
            consider(turn, clock, entered=True)
    changed(turn, ())


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
        move(turn, MAIN, ENDED)
    return ()
