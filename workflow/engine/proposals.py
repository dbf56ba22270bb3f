"""Two people: the first proposes, the second confirms, and what was read must still hold."""

from collections.abc import Mapping
from typing import Literal

from workflow.definition.definition import TransitionRule
from workflow.definition.durations import Limit, Unit
from workflow.definition.guards import Attempts, Consent, Finished, compiled, fields_read, terms
from workflow.definition.identity import content_hash
from workflow.definition.reasons import Reason
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.entries import ProposalEnded, Proposed
from workflow.engine.moving import make
from workflow.engine.permission import role_reasons, sees_transition
from workflow.engine.requirements import unmet_by
from workflow.engine.turn import Turn
from workflow.engine.working_time import limit_end

Reasons = tuple[Reason, ...]

#: How long a proposal waits for the second person.
LASTS = Limit(7, Unit.DAYS)


def propose(turn: Turn, rule: TransitionRule, given: Mapping[str, object]) -> Reasons:
    """The first of two people makes the transition: it waits for the second."""
    if open_proposal(turn, rule.id) is not None:
        return (say.PROPOSED_ALREADY,)
    if rule.id in turn.case.proposals:
        end_proposal(turn, rule.id, "expired")
    calendar = turn.rules.calendar_for(turn.department_of(rule.region), turn.district)
    until = limit_end(LASTS, turn.now, calendar, zone=turn.rules.zone)
    turn.note(Proposed(turn.now, turn.person.id, rule.id, digest(turn, rule), until, dict(given)))
    turn.timers[f"proposal:{rule.id}"] = until
    turn.tell_event("proposed", rule.region, rule.id, class_=rule.class_)
    return ()


def open_proposal(turn: Turn, transition: str) -> Proposed | None:
    """The proposal that waits for a second person; one whose time is over waits no more."""
    proposal = turn.case.proposals.get(transition)
    return proposal if proposal and turn.now < proposal.until else None


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
            "beyond": _beyond(turn, rule),
        }
    )


def _plain(value: object) -> str:
    return str(sorted(value)) if isinstance(value, frozenset) else str(value)


def _beyond(turn: Turn, rule: TransitionRule) -> list[str]:
    """What the guard reads besides fields: joins, consent, attempts."""
    found: list[str] = []
    for term in terms(rule.when) if rule.when is not None else ():
        if isinstance(term, Finished):
            found.append(f"{term.name}: {turn.view.finished(term.name)}")
        elif isinstance(term, Consent | Attempts):
            found.append(str(compiled(term)(turn.view)))
    return found


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
    found = [rule for rule in _proposed(turn) if command.trigger in (rule.id, rule.name)]
    if not found:
        return (say.NO_PROPOSAL,)
    if len(found) > 1:
        return (say.ambiguous(command.trigger, (rule.id for rule in found)),)
    rule = found[0]
    proposal = turn.case.proposals[rule.id]
    if not command.agree:
        reasons = role_reasons(turn, turn.person, rule.by, rule.region)
        if not reasons:
            end_proposal(turn, rule.id, "declined")
        return reasons
    reasons = (*second_person(turn, rule.id), *unmet_by(turn, rule, proposal.values))
    if not reasons:
        end_proposal(turn, rule.id, "confirmed")
        make(turn, rule, proposed_by=proposal.by)
    return reasons


def _proposed(turn: Turn) -> tuple[TransitionRule, ...]:
    """The transitions that wait for a second person, as far as this one may know of them."""
    rules = (turn.definition.transitions[transition] for transition in turn.case.proposals)
    return tuple(
        rule
        for rule in rules
        if open_proposal(turn, rule.id) and sees_transition(turn, turn.person, rule)
    )


def second_person(turn: Turn, transition: str) -> Reasons:
    """Why the person of this turn is not the second one."""
    proposal = open_proposal(turn, transition)
    return (say.SECOND_PERSON,) if proposal and proposal.by == turn.person.id else ()
