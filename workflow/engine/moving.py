"""What happens when a region moves: clocks stop and start, tracks and children open, people hear.

What is entered and left is worked out by `crossed` alone, from the place before and the place
after.
"""

from collections.abc import Iterable

from workflow.definition.definition import (
    ENDED,
    MAIN,
    TRACK_ENDS,
    PlaceInfo,
    TransitionRule,
)
from workflow.engine.clock_facts import Fact
from workflow.engine.clock_running import is_running
from workflow.engine.clockwork import (
    changed,
    consider,
    offices_changed,
    stop_all,
    stop_at,
    stop_scope,
)
from workflow.engine.entries import Acted, Ended, Moved, PauseEnded, ProposalEnded
from workflow.engine.family import open_children, run_children
from workflow.engine.following import write
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


def make(turn: Turn, rule: TransitionRule, *, proposed_by: str = "") -> None:
    """Make a transition whose requirements are met; of two people, the first is `proposed_by`."""
    state = fire(turn.rules.machines, rule, turn.view)
    if rule.set_:
        write(turn, {k: turn.view.today if v == TODAY else v for k, v in rule.set_.items()})
    if rule.target:
        move(turn, rule.region, state, rule, proposed_by=proposed_by)
    else:
        turn.note(Acted(turn.now, turn.person.id, rule.region, rule.id, proposed_by))
        _spread(turn, rule)
    for notice in rule.tell:
        turn.tell(notice.tell, notice.say, rule.region, rule.id, class_=rule.class_)
    changed(turn, ())


def move(
    turn: Turn, region: str, to: str, rule: TransitionRule | None = None, *, proposed_by: str = ""
) -> None:
    """Bring a region from where it stands to another place, or to its end."""
    source, target = turn.place(region), turn.definition.places.get(to)
    left, entered = crossed(source, target)
    stopped_at = {place.region: place.id for place in turn.open_places()}
    stopped: dict[str, tuple[Fact, ...]] = {}
    for scope in left:
        stopped |= stop_scope(turn, scope)
    stopped |= stop_at(turn, to)
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
            proposed_by=proposed_by,
        )
    )
    if region == MAIN and target is None:
        _end(turn, to, stopped_at)
        return
    arrive(turn, region, entered, to)
    if rule is not None:
        _spread(turn, rule)
    if source and target and source.department != target.department:
        offices_changed(turn)


def _spreads(turn: Turn, rule: TransitionRule | None, entered: Iterable[str]) -> bool:
    if rule is not None and (rule.start or rule.open):
        return True
    scopes = (turn.definition.scopes[scope] for scope in entered)
    return any(scope.start or scope.runs for scope in scopes)


def _end(turn: Turn, outcome: str, stopped_at: dict[str, str]) -> None:
    """The case ends: every open track with it, every clock, pause, proposal and child."""
    stop_all(turn)
    for reason in tuple(turn.case.pauses):
        turn.note(PauseEnded(turn.now, turn.person.id, reason))
        turn.timers[f"pause:{reason}"] = None
    for proposal in tuple(turn.case.proposals):
        turn.note(ProposalEnded(turn.now, turn.person.id, proposal, "changed"))
        turn.timers[f"proposal:{proposal}"] = None
    for child in turn.case.children.values():
        if not child.outcome and not turn.definition.children[child.child].outlives:
            turn.closes.append(child.key)
    turn.tell_event("ended", MAIN, data={"outcome": outcome})
    turn.note(Ended(turn.now, turn.person.id, outcome, stopped_at))


def stand(turn: Turn, region: str, place: str, *, since: int = 0, spreads: bool = True) -> None:
    """Let a region begin at a place, where no transition leads it: opened, or opened again."""
    turn.note(
        Moved(
            at=turn.now,
            by=turn.person.id,
            region=region,
            transition="",
            source="",
            target=place,
            stopped={},
            spread=False,
            occurred_at=since,
        )
    )
    _, entered = crossed(None, turn.definition.places[place])
    arrive(turn, region, entered, place, spreads=spreads)


def arrive(
    turn: Turn, region: str, entered: Iterable[str], place: str, *, spreads: bool = True
) -> None:
    """Everything that entering brings with it: clocks, notices, and, if it spreads, other work."""
    for scope_id in entered:
        scope = turn.definition.scopes[scope_id]
        for clock in scope.clocks:
            consider(turn, clock, entered=True)
        tell_arrival(turn, region, scope_id)
    for clock in turn.rules.machines.at_place.get(place, ()):
        consider(turn, clock, entered=True)
    if spreads:
        spread_at(turn, entered)


def spread_at(turn: Turn, scopes: Iterable[str]) -> None:
    """Start the tracks and open the children of stages and steps that are entered."""
    for scope_id in scopes:
        scope = turn.definition.scopes[scope_id]
        for track in scope.start:
            start_track(turn, track)
        for child in scope.runs:
            run_children(turn, turn.definition.children[child])


def tell_arrival(turn: Turn, region: str, scope_id: str) -> None:
    """Tell that a stage or step is entered; `entered` is told of stages and tracks alone."""
    running = is_running(turn.case.clocks.get(scope_id, ()))
    data = {"due": turn.reading(scope_id).due} if running else {}
    if "." not in scope_id:
        turn.tell_event("entered", region, scope_id, data=data)
    for notice in turn.definition.scopes[scope_id].tell:
        turn.tell(notice.tell, notice.say, region, scope_id, data=data)


def _spread(turn: Turn, rule: TransitionRule) -> None:
    for track in rule.start:
        start_track(turn, track)
    for child in rule.open:
        open_children(turn, turn.definition.children[child])


def start_track(turn: Turn, track: str) -> None:
    """Start a track, unless it is under way."""
    if turn.case.standing.get(track, ENDED) in TRACK_ENDS:
        move(turn, track, turn.definition.regions[track].initial)
