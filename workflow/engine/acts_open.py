"""Deciding the opening of a case: at its first place, or, from a back-log, at a later one."""

from workflow.definition.definition import MAIN, SYSTEM
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.acts_facts import FUTURE, not_writable
from workflow.engine.clockwork import consider
from workflow.engine.entries import Opened, Recorded
from workflow.engine.following import follow
from workflow.engine.moving import spread_at, stand
from workflow.engine.permission import role_reasons
from workflow.engine.turn import Turn

Reasons = tuple[Reason, ...]

PLACE = Words("place", "مقام")


def open_case(turn: Turn, command: c.Open) -> Reasons:
    """Open a case at its first place, or at those where it stands already."""
    reasons = _cannot_open(turn, command)
    if reasons:
        return reasons
    _opened(turn, command)
    facts = _taken_over(turn, command)
    if facts:
        turn.note(Recorded(turn.now, turn.person.id, facts))
    if command.standing:
        _stand_late(turn, command)
    else:
        stand(turn, MAIN, turn.definition.regions[MAIN].initial)
    for clock, rule in turn.definition.clocks.items():
        if not rule.scope:
            consider(turn, clock, entered=True)
    follow(turn, facts)
    turn.tell_event("opened", MAIN)
    return ()


def _cannot_open(turn: Turn, command: c.Open) -> Reasons:
    if turn.case.standing:
        return (say.ALREADY_OPEN,)
    future = any(t > turn.now for t in (command.occurred_at, *command.since.values()))
    return (
        *((FUTURE,) if future else ()),
        *_strange_places(turn, command),
        *_strange_facts(turn, command),
        *_may_not_open(turn),
    )


def _strange_places(turn: Turn, command: c.Open) -> Reasons:
    """Places that do not exist, or are not of that region."""
    places = turn.definition.places
    wrong = [
        say.unknown(PLACE, id_)
        for region, id_ in command.standing.items()
        if id_ not in places or places[id_].region != region
    ]
    if command.standing and MAIN not in command.standing:
        wrong.append(say.unknown(PLACE, MAIN))
    return tuple(wrong)


def _strange_facts(turn: Turn, command: c.Open) -> Reasons:
    """What is not to be written by this person; a child takes only what it receives anyway."""
    if command.parent:
        return ()
    return tuple(r for name in command.facts for r in not_writable(turn, name))


def _may_not_open(turn: Turn) -> Reasons:
    """Whoever works at the first place may open; a child is opened by its parent."""
    if turn.person.id == SYSTEM:
        return ()
    first = turn.definition.places[turn.definition.regions[MAIN].initial]
    refs = tuple(ref for rule in first.transitions for ref in rule.by)
    return role_reasons(turn, turn.person, tuple(dict.fromkeys(refs)), MAIN)


def _opened(turn: Turn, command: c.Open) -> None:
    turn.note(
        Opened(
            at=turn.now,
            by=turn.person.id,
            workflow=turn.definition.workflow,
            definition=turn.definition.hash,
            occurred_at=command.occurred_at or turn.now,
            parent=command.parent,
            parent_department=command.parent_department,
            parent_officer=command.parent_officer,
            package=command.package,
            backlog=bool(command.standing),
        )
    )


def _taken_over(turn: Turn, command: c.Open) -> dict[str, object]:
    """A child takes over only what it says it receives; anybody else's facts come as they are."""
    if not command.parent:
        return dict(command.facts)
    definition = turn.definition
    taken = {k: v for k, v in command.facts.items() if k in definition.receives}
    own = {k: v for k, v in command.item.items() if k in definition.fields}
    return {**taken, **own}


def _stand_late(turn: Turn, command: c.Open) -> None:
    """Stand where the case stands already; its clocks count from when they really began.

    Only then do the places start what is not under way yet.
    """
    began = command.occurred_at or turn.now
    for region, place in command.standing.items():
        stand(turn, region, place, since=command.since.get(place, began), spreads=False)
    for place in command.standing.values():
        spread_at(turn, turn.definition.places[place].within)
