"""Two people: the first proposes, the second confirms, and what was read must still hold."""

from collections.abc import Mapping
from typing import Literal

from workflow.definition.definition import TransitionRule
from workflow.definition.durations import Limit, Unit
from workflow.definition.guards import fields_read
from workflow.definition.identity import content_hash
from workflow.definition.reasons import Reason
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.entries import ProposalEnded, Proposed
from workflow.engine.moving import make
from workflow.engine.permission import role_reasons, withheld
from workflow.engine.requirements import unmet_by
from workflow.engine.turn import Turn
from workflow.engine.working_time import limit_end

Reasons = tuple[Reason, ...]

#: How long a proposal waits for the second person.
LASTS = Limit(7, Unit.DAYS)


def propose(turn: Turn, rule: TransitionRule, given: Mapping[str, object]) -> Reasons:
    """The first of two people makes the transition: it waits for the second."""
    if rule.id in turn.case.proposals:
        return (say.PROPOSED_ALREADY,)
    calendar = turn.rules.calendar_for(turn.department_of(rule.region), turn.district)
    until = limit_end(LASTS, turn.now, calendar, zone=turn.rules.zone)
    turn.note(Proposed(turn.now, turn.person.id, rule.id, digest(turn, rule), until, dict(given)))
    turn.timers[f"proposal:{rule.id}"] = until
    turn.tell_event("proposed", rule.region, rule.id)
    return ()


def digest(turn: Turn, rule: TransitionRule) -> str:
    """A fingerprint of all that a proposal rests on; it falls when any of it changes."""
    case = turn.case
    place = turn.definition.places[rule.source]
    read = {r.field for r in (*place.record, *place.stage_record)} | {*rule.ask, *rule.record}
    if rule.when is not None:
        read |= fields_read(rule.when)
    return content_hash(
        {
            "place": case.standing.get(rule.region, ""),
            "facts": {name: _plain(case.facts.get(name)) for name in sorted(read)},
            "lists": {n: str(case.lists[n]) for n in sorted(read) if n in case.lists},
            "ticked": sorted(i.id for i in place.checklist if i.id in case.ticked),
            "documents": {
                i.id: case.documents[i.id].state for i in place.checklist if i.id in case.documents
            },
            "children": {key: child.outcome for key, child in case.children.items()},
        }
    )


def _plain(value: object) -> str:
    return str(sorted(value)) if isinstance(value, frozenset) else str(value)


def void_proposals(turn: Turn) -> None:
    """End every proposal whose grounds have changed in this turn."""
    for transition, proposal in tuple(turn.case.proposals.items()):
        rule = turn.definition.transitions[transition]
        if digest(turn, rule) != proposal.digest:
            end_proposal(turn, transition, "changed")


def end_proposal(
    turn: Turn, transition: str, how: Literal["confirmed", "declined", "expired", "changed"]
) -> None:
    """A proposal is over."""
    turn.note(ProposalEnded(turn.now, turn.person.id, transition, how))
    turn.timers[f"proposal:{transition}"] = None


def confirm(turn: Turn, command: c.Confirm) -> Reasons:
    """The second person agrees or declines."""
    found = [
        proposal
        for proposal in turn.case.proposals.values()
        if command.trigger in (proposal.transition, proposal.transition.rpartition("/")[2])
    ]
    if not found:
        return (say.NO_PROPOSAL,)
    proposal = found[0]
    rule = turn.definition.transitions[proposal.transition]
    reasons = [*_second(turn, proposal), *unmet_by(turn, rule, proposal.values)]
    if not command.agree:
        reasons = [*role_reasons(turn, turn.person, rule.by, rule.region)]
    if reasons:
        return withheld(turn, turn.person, dict.fromkeys(reasons))
    end_proposal(turn, rule.id, "confirmed" if command.agree else "declined")
    if command.agree:
        make(turn, rule)
    return ()


def _second(turn: Turn, proposal: Proposed) -> Reasons:
    return (say.SECOND_PERSON,) if proposal.by == turn.person.id else ()
