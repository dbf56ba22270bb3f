"""Deciding the opening of a case: at its first place, or, from a back-log, at a later one."""

from workflow.definition.definition import MAIN, SYSTEM, Definition
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.acts_facts import FIELD, FUTURE, follow
from workflow.engine.clockwork import consider
from workflow.engine.entries import Moved, Opened, Recorded
from workflow.engine.moving import arrive, crossed
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
        _arrive_late(turn, command)
    else:
        _stand(turn, MAIN, turn.definition.regions[MAIN].initial, turn.now)
    for clock, rule in turn.definition.clocks.items():
        if not rule.scope:
            consider(turn, clock, entered=True)
    follow(turn, facts)
    turn.tell_event("opened", MAIN)
    return ()


def _cannot_open(turn: Turn, command: c.Open) -> Reasons:
    if turn.case.standing:
        return (say.ALREADY_OPEN,)
    if command.occurred_at > turn.now or any(t > turn.now for t in command.since.values()):
        return (FUTURE,)
    return (*_strange_places(turn.definition, command), *_may_not_open(turn, command))


def _strange_places(definition: Definition, command: c.Open) -> Reasons:
    wrong = [
        say.unknown(PLACE, place)
        for region, place in command.standing.items()
        if place not in definition.regions.get(region, definition.regions[MAIN]).places
        or region not in definition.regions
    ]
    if command.standing and MAIN not in command.standing:
        wrong.append(say.unknown(PLACE, MAIN))
    strange = [say.unknown(FIELD, f) for f in command.facts if f not in definition.fields]
    return (*wrong, *(() if command.parent else strange))


def _may_not_open(turn: Turn, command: c.Open) -> Reasons:
    """Whoever works at the first place may open; a child is opened by its parent."""
    if command.parent or turn.person.id == SYSTEM:
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
    receives = turn.definition.receives
    taken = {name: value for name, value in command.facts.items() if name in receives}
    return {**taken, **command.item}


def _stand(turn: Turn, region: str, place: str, since: int) -> None:
    turn.note(Moved(since, turn.person.id, region, "", "", place, {}, spread=False))
    _, entered = crossed(None, turn.definition.places[place])
    arrive(turn, region, entered, place)


def _arrive_late(turn: Turn, command: c.Open) -> None:
    """Stand where the case stands already; its clocks count from when they really began."""
    began = command.occurred_at or turn.now
    for region, place in command.standing.items():
        _stand(turn, region, place, command.since.get(place, began))
