"""What happens when a region moves: clocks stop and start, tracks and children open, people hear.

What is entered and left is worked out by `crossed` alone, from the place before and the place
after.
"""

from collections.abc import Iterable

from workflow.definition.definition import (
    ENDED,
    MAIN,
    TRACK_ENDS,
    ChildRule,
    PlaceInfo,
    TransitionRule,
)
from workflow.definition.fields import Kind
from workflow.engine.clock_facts import Fact
from workflow.engine.clockwork import changed, consider, stop_scope
from workflow.engine.decision import ChildToOpen
from workflow.engine.entries import (
    Acted,
    ChildOpened,
    Ended,
    Moved,
    ProposalEnded,
    Recorded,
)
from workflow.engine.machine import fire
from workflow.engine.turn import Turn

TODAY = "today"


def crossed(
    source: PlaceInfo | None, target: PlaceInfo | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The scopes left (innermost first) and entered (outermost first) between two places.

    A place that leads to itself is left and entered again; its stage is not.
    """
    before = source.within if source else ()
    after = target.within if target else ()
    if source is not None and source is target:
        return (source.id,), (source.id,)
    left = tuple(scope for scope in reversed(before) if scope not in after)
    return left, tuple(scope for scope in after if scope not in before)


def make(turn: Turn, rule: TransitionRule) -> bool:
    """Make a transition whose requirements are met; False if the machine refuses it."""
    state = fire(turn.rules.machines, rule, turn.view)
    if not state:
        return False
    if rule.set_:
        record(turn, {k: turn.view.today if v == TODAY else v for k, v in rule.set_.items()})
    if rule.target:
        move(turn, rule.region, state, rule)
    else:
        turn.note(Acted(turn.now, turn.person.id, rule.region, rule.id))
        _spread(turn, rule.start, rule.open)
    if turn.case.is_open or rule.tell:
        _tell_made(turn, rule)
    changed(turn, ())
    return True


def _tell_made(turn: Turn, rule: TransitionRule) -> None:
    for notice in rule.tell:
        turn.tell(notice.tell, notice.say, rule.region, rule.id, class_=rule.class_)


def record(turn: Turn, facts: dict[str, object]) -> None:
    """Write facts down and let what depends on them follow."""
    turn.note(Recorded(turn.now, turn.person.id, facts))
    changed(turn, facts)


def move(turn: Turn, region: str, to: str, rule: TransitionRule | None) -> None:
    """Bring a region from where it stands to another place, or to its end."""
    source, target = turn.place(region), turn.definition.places.get(to)
    left, entered = crossed(source, target)
    stopped: dict[str, tuple[Fact, ...]] = {}
    for scope in left:
        stopped.update(stop_scope(turn, scope))
    turn.note(
        Moved(
            at=turn.now,
            by=turn.person.id,
            region=region,
            transition=rule.id if rule else "",
            source=turn.case.standing.get(region, ""),
            target=to,
            stopped=stopped,
            spread=_spreads(turn, rule, entered),
        )
    )
    if to in turn.definition.outcomes or to == ENDED:
        end(turn, to)
        return
    arrive(turn, region, entered, to)
    _spread(turn, rule.start if rule else (), rule.open if rule else ())


def _spreads(turn: Turn, rule: TransitionRule | None, entered: Iterable[str]) -> bool:
    if rule is not None and (rule.start or rule.open):
        return True
    scopes = (turn.definition.scopes[scope] for scope in entered)
    return any(scope.start or scope.runs for scope in scopes)


def arrive(turn: Turn, region: str, entered: Iterable[str], place: str) -> None:
    """Everything that entering brings with it: clocks, notices, tracks, children."""
    for scope_id in entered:
        scope = turn.definition.scopes[scope_id]
        for clock in scope.clocks:
            consider(turn, clock, entered=True)
        if "." not in scope_id:
            _tell_entered(turn, region, scope_id)
        for notice in scope.tell:
            turn.tell(notice.tell, notice.say, region, scope_id, data=_due(turn, scope_id))
    for clock in turn.rules.machines.at_place.get(place, ()):
        consider(turn, clock, entered=True)
    for scope_id in entered:
        scope = turn.definition.scopes[scope_id]
        _spread(turn, scope.start, scope.runs)


def _tell_entered(turn: Turn, region: str, scope: str) -> None:
    if turn.definition.notify.get("entered"):
        turn.tell_event("entered", region, scope, data=_due(turn, scope))


def _due(turn: Turn, scope: str) -> dict[str, object]:
    facts = turn.case.clocks.get(scope)
    return {"due": turn.reading(scope).due} if facts else {}


def _spread(turn: Turn, tracks: Iterable[str], children: Iterable[str]) -> None:
    for track in tracks:
        start_track(turn, track)
    for child in children:
        open_children(turn, turn.definition.children[child], at_least_one=True)


def start_track(turn: Turn, track: str) -> None:
    """Start a track, unless it is under way."""
    if turn.case.standing.get(track, ENDED) not in TRACK_ENDS:
        return
    move(turn, track, turn.definition.regions[track].initial, None)


def open_children(turn: Turn, rule: ChildRule, *, at_least_one: bool) -> None:
    """Open the children that are missing: one for each item, or a single one."""
    if not rule.for_each:
        if at_least_one:
            count = sum(1 for c in turn.case.children.values() if c.child == rule.id)
            _open(turn, rule, f"{rule.id}/{count + 1}", "", {})
        return
    for item, facts in _items(turn, rule).items():
        key = f"{rule.id}/{item}"
        if key not in turn.case.children:
            _open(turn, rule, key, item, facts)


def _items(turn: Turn, rule: ChildRule) -> dict[str, dict[str, object]]:
    field = turn.definition.fields[rule.for_each]
    if field.type.kind is Kind.LIST:
        return {k: dict(v) for k, v in turn.case.lists.get(rule.for_each, {}).items()}
    chosen = turn.case.value(rule.for_each)
    if not isinstance(chosen, frozenset):
        return {}
    in_order = [option for option in field.options if option in chosen]
    return {option: {rule.item: option} if rule.item else {} for option in in_order}


def _open(turn: Turn, rule: ChildRule, key: str, item: str, facts: dict[str, object]) -> None:
    turn.note(ChildOpened(turn.now, turn.person.id, rule.id, key, item))
    turn.opens.append(
        ChildToOpen(
            workflow=rule.workflow,
            key=key,
            department=turn.department_of(MAIN),
            officer=turn.case.assigned.get(MAIN, ""),
            facts=turn.case.facts,
            item=facts,
        )
    )


def items_changed(turn: Turn, field: str) -> None:
    """Open the children that a later item asks for, where their place is occupied."""
    for place in turn.open_places():
        for scope_id in place.within:
            for child in turn.definition.scopes[scope_id].runs:
                rule = turn.definition.children[child]
                if rule.for_each == field:
                    open_children(turn, rule, at_least_one=False)


def end(turn: Turn, outcome: str) -> None:
    """The case ends: every open track with it, every clock, proposal and child."""
    stopped_at = {p.region: p.id for p in turn.open_places()}
    stopped_at[MAIN] = _main_before(turn)
    for place in turn.open_places():
        for scope in reversed(place.within):
            stop_scope(turn, scope)
    for proposal in tuple(turn.case.proposals):
        turn.note(ProposalEnded(turn.now, turn.person.id, proposal, "changed"))
        turn.timers[f"proposal:{proposal}"] = None
    for child in turn.case.children.values():
        if not child.outcome and not turn.definition.children[child.child].outlives:
            turn.closes.append(child.key)
    turn.tell_event("ended", MAIN, data={"outcome": outcome})
    turn.note(Ended(turn.now, turn.person.id, outcome, stopped_at))
    for clock, rule in turn.definition.clocks.items():
        if not rule.scope and clock in turn.case.clocks:
            consider(turn, clock)


def _main_before(turn: Turn) -> str:
    """Where the main line stood before the move that ends the case."""
    for entry in reversed(turn.entries):
        if isinstance(entry, Moved) and entry.region == MAIN:
            return entry.source
    return turn.before.standing[MAIN]
