"""The one decision function: an officer's click, a timer, a dry run and a replay all come here."""

from collections.abc import Callable, Mapping
from typing import Any

from workflow.definition.definition import SYSTEM
from workflow.definition.reasons import Reason
from workflow.engine import (
    acts_back,
    acts_clocks,
    acts_facts,
    acts_open,
    acts_people,
    acts_steps,
    acts_timers,
    acts_whole,
    proposals,
    say,
)
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.engine.decision import Decision, Refusal
from workflow.engine.permission import withheld
from workflow.engine.rules import Rules
from workflow.engine.turn import Turn
from workflow.errors import CalendarExhausted

Act = Callable[[Turn, Any], tuple[Reason, ...]]

_ACTS: Mapping[type[c.Command], Act] = {
    c.Open: acts_open.open_case,
    c.Advance: acts_steps.advance,
    c.Confirm: proposals.confirm,
    c.StartTrack: acts_steps.start,
    c.Record: acts_facts.record,
    c.RecordItem: acts_facts.record_item,
    c.RemoveItem: acts_facts.remove_item,
    c.Tick: acts_facts.tick,
    c.SetDocument: acts_facts.set_document,
    c.TryContact: acts_people.try_contact,
    c.RecordConsent: acts_people.record_consent,
    c.Assign: acts_people.assign,
    c.Pause: acts_clocks.pause,
    c.Resume: acts_clocks.resume,
    c.Extend: acts_clocks.extend,
    c.Excuse: acts_clocks.excuse,
    c.Nudge: acts_clocks.nudge,
    c.PutBack: acts_back.put_back,
    c.Transfer: acts_whole.transfer,
    c.AnswerTransfer: acts_whole.answer_transfer,
    c.Reopen: acts_whole.reopen,
    c.TimerDue: acts_timers.timer_due,
    c.ChildFinished: acts_whole.child_finished,
    c.ParentEnded: acts_whole.parent_ended,
    c.CalendarAnnounced: acts_timers.calendar_announced,
}

#: What nobody asks for: it happens.
_BY_ITSELF = (c.TimerDue, c.ChildFinished, c.ParentEnded, c.CalendarAnnounced)


def decide(rules: Rules, case: Case, command: c.Command, now: int) -> Decision | Refusal:
    """What a command does to a case at `now` (UTC ms), or every reason why it may not.

    Reads nothing else: no clock, no store. The case that is handed in stays as it is, so asking is
    free; whoever applies the decision applies all of it or nothing.
    """
    if isinstance(command, _BY_ITSELF) and command.by.id != SYSTEM:
        return Refusal((say.BY_ITSELF,))
    turn = Turn(rules, case, command.by, now)
    try:
        return _decided(turn, command)
    except CalendarExhausted as end:
        return Refusal((say.no_calendar(end.calendar, end.until),))


def _decided(turn: Turn, command: c.Command) -> Decision | Refusal:
    reasons = _ACTS[type(command)](turn, command)
    if reasons:
        return Refusal(withheld(turn, command.by, reasons))
    if turn.case.proposals:
        proposals.void_proposals(turn)
    return turn.decision()
