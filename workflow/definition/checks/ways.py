"""Whether every place can be reached, and an end from every place: S101, S102, S103, S106, S108.

Each region is searched alone, never their product: regions meet only where a guard waits for
another one to finish, and those joins are looked at one by one.
"""

from collections.abc import Collection, Iterable, Iterator

from workflow.definition.checks.graph import (
    beginnings,
    circles,
    ends,
    leading_to,
    reached,
    waits_for,
    ways,
)
from workflow.definition.checks.subject import Subject
from workflow.definition.definition import (
    MAIN,
    ClockRule,
    Definition,
    Path,
    PlaceInfo,
    RoleRef,
    TransitionRule,
)
from workflow.definition.problems import Problem


def check_ways(subject: Subject) -> Iterator[Problem]:
    """Everything that is wrong with the ways of a case."""
    started = started_tracks(subject.definition)
    for region in subject.definition.regions:
        if region == MAIN or region in started:
            yield from _places_never_reached(subject, region)
            yield from _stuck(subject, region)
            yield from _endless(subject, region)
        else:
            yield subject.problem(
                ("stages", region),
                "S101",
                f'Nothing starts the track "{region}".',
                f'Write "start: [{region}]" at a stage or transition, or give it "may_start".',
            )
    yield from _waiting_for_each_other(subject)
    for place in subject.definition.places.values():
        yield from _nobodys(subject, place)


def started_tracks(definition: Definition) -> frozenset[str]:
    """The tracks that a case which began on the main line can come to."""
    open_: set[str] = set()
    more = {MAIN}
    while more:
        open_ |= more
        more = {
            track
            for track, region in definition.regions.items()
            if track not in open_
            and (
                (region.may_start and region.may_start.stages)
                or any(track in _starts(definition, other) for other in open_)
            )
        }
    return frozenset(open_ - {MAIN})


def _starts(definition: Definition, region: str) -> set[str]:
    """The tracks that are started somewhere in a region."""
    rules = [rule for rule in definition.transitions.values() if rule.region == region]
    scopes = {scope for place in _places(definition, region) for scope in place.within}
    by_scope = {track for scope in scopes for track in definition.scopes[scope].start}
    return by_scope | {track for rule in rules for track in rule.start}


def _places(definition: Definition, region: str) -> Iterator[PlaceInfo]:
    return (definition.places[place] for place in definition.regions[region].places)


def _places_never_reached(subject: Subject, region: str) -> Iterator[Problem]:
    definition = subject.definition
    found = reached(beginnings(definition, region), ways(definition, region))
    for place in _places(definition, region):
        if place.id not in found:
            yield subject.problem(
                place.path,
                "S101",
                f'No transition leads to "{place.words.en}".',
                "Add one that does, or remove the place.",
            )


def _stuck(subject: Subject, region: str) -> Iterator[Problem]:
    """S102, and S103 where only what is offered everywhere leads on."""
    definition = subject.definition
    rules = ways(definition, region)
    found = reached(beginnings(definition, region), rules)
    going = leading_to(ends(definition, region), rules)
    for place in _last(found.keys() - going - set(ends(definition, region)), rules, definition):
        yield subject.problem(
            place.path,
            "S102",
            f'A case can get stuck at "{place.words.en}": no way leads from there to an end. '
            f"It comes here by: {' → '.join(found[place.id]) or 'beginning here'}.",
            f"Add a transition that leads on, at last to {_or(ends(definition, region))}.",
        )
    own = [rule for rule in rules if not rule.origin]
    ending = leading_to(ends(definition, region), own)
    for place in _last((found.keys() & going) - ending, own, definition):
        yield subject.problem(
            place.path,
            "S103",
            f'From "{place.words.en}" only the transitions offered everywhere lead to an end.',
            "Add one at the place itself, or a colleague may take the wrong one.",
        )


def _last(
    places: Collection[str], rules: Iterable[TransitionRule], definition: Definition
) -> Iterator[PlaceInfo]:
    """Of places that lead nowhere else, the last: the others are mended with them."""
    inner = [rule for rule in rules if rule.source in places and rule.target in places]
    ahead = {place: frozenset(reached((place,), inner)) for place in places}
    done: set[str] = set()
    for place in definition.places:
        last = place in ahead and all(place in ahead[other] for other in ahead[place])
        if last and place not in done:
            done |= ahead[place]
            yield definition.places[place]


def _or(names: Collection[str]) -> str:
    shown = [f'"{name}"' for name in names]
    return " or ".join(shown[:3]) or "an outcome"


def _waiting_for_each_other(subject: Subject) -> Iterator[Problem]:
    """Tracks that can finish only after one another."""
    definition = subject.definition
    tracks = [region for region in definition.regions if region != MAIN]
    waiting = {
        track: {
            other
            for other in tracks
            if other != track and _finishes_only_after(definition, track, other)
        }
        for track in tracks
    }
    for track in tracks:
        circle = _circle(track, waiting)
        if circle and track == min(circle, key=tracks.index):
            names = " → ".join((*circle, track))
            yield subject.problem(
                ("stages", track),
                "S102",
                f"These tracks wait for one another and can never finish: {names}.",
                "Let one of them finish without waiting.",
            )


def _finishes_only_after(definition: Definition, track: str, other: str) -> bool:
    """Whether every way to the end of a track demands that another has finished."""
    rules = [
        rule
        for rule in ways(definition, track)
        if not any(join.name == other for join in waits_for(rule.when))
    ]
    all_rules = ways(definition, track)
    start, end = beginnings(definition, track), ends(definition, track)
    can = not leading_to(end, all_rules).isdisjoint(start)
    return can and leading_to(end, rules).isdisjoint(start)


def _circle(track: str, waiting: dict[str, set[str]]) -> tuple[str, ...]:
    """The way by which a track waits for itself; () if it does not."""
    ways_: list[tuple[str, ...]] = [(track,)]
    seen: set[str] = set()
    for way in ways_:
        for other in sorted(waiting[way[-1]] - seen):
            if other == track:
                return way
            seen.add(other)
            ways_.append((*way, other))
    return ()


def _endless(subject: Subject, region: str) -> Iterator[Problem]:
    """S106: a circle in which nothing is asked for and every clock begins anew."""
    definition = subject.definition
    places = definition.regions[region].places
    rules = ways(definition, region)
    free = [rule for rule in rules if not _is_progress(rule)]
    unclocked = [place for place in places if not _goes_on(definition, place)]
    for group, inner in circles(unclocked, free):
        if _enclosed(definition, group):
            continue
        first = min(group, key=places.index)
        rule = next(rule for rule in inner if rule.source == first)
        yield subject.problem(
            rule.written,
            "S106",
            f'"{rule.name}" can be repeated for ever: nothing is asked for, and every clock begins '
            "anew.",
            'Ask for a field with "ask:", or give the stage or the whole case a clock.',
        )


def _is_progress(rule: TransitionRule) -> bool:
    """Whether somebody has to do something for it each time."""
    return bool(rule.ask or rule.checklist)


def _goes_on(definition: Definition, place: str) -> bool:
    """Whether a clock of the place itself goes on where it was when the case comes back."""
    clocks = (definition.clocks[name] for name in definition.scopes[place].clocks)
    group = frozenset({place})
    return any(clock.on_return == "resume" and _runs_through(clock, group) for clock in clocks)


def _runs_through(clock: ClockRule, group: frozenset[str]) -> bool:
    """Whether going round among these places neither starts nor stops the clock."""
    kind, where = clock.until
    stops = kind != "leaving" and (kind != "place" or where in group)
    return (
        clock.limit is not None and not stops and clock.from_[0] in ("entry", "opened", "applies")
    )


def _enclosed(definition: Definition, group: frozenset[str]) -> bool:
    """Whether a clock runs on through all the places of a circle."""
    scopes = {""}.union(*(definition.places[place].within for place in group))
    around = [scope for scope in scopes if all(_lies_in(definition, p, scope) for p in group)]
    return any(c.scope in around and _runs_through(c, group) for c in definition.clocks.values())


def _lies_in(definition: Definition, place: str, scope: str) -> bool:
    """Whether being at a place is being within a scope, without having to come in again."""
    info = definition.places[place]
    return not scope or (scope == info.stage and scope != place)


def _nobodys(subject: Subject, place: PlaceInfo) -> Iterator[Problem]:
    roles = subject.definition.roles
    open_: list[tuple[Path, RoleRef]] = [
        (rule.written, ref)
        for rule in place.transitions
        for ref in rule.by
        if not ref.who and not roles[ref.role].department and ref.role != "system"
    ]
    if open_ and not place.department:
        yield subject.problem(
            place.path,
            "S108",
            f'No department is responsible for "{place.words.en}", so "{open_[0][1]}" is nobody.',
            'Write "department: …" at the place or its stage.',
        )
