"""The ways a case can take through one region: its places, transitions and ends."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from workflow.definition.definition import (
    FINISHED,
    MAIN,
    SYSTEM,
    WAIVED,
    Definition,
    TransitionRule,
)
from workflow.definition.guards import And, Finished, Guard


def ends(definition: Definition, region: str) -> tuple[str, ...]:
    """Where a region ends."""
    return tuple(definition.outcomes) if region == MAIN else (FINISHED, WAIVED)


def ways(definition: Definition, region: str) -> tuple[TransitionRule, ...]:
    """The transitions of a region that lead somewhere and can be made by somebody."""
    done = {rung.do for clock in definition.clocks.values() for rung in clock.rungs}
    return tuple(
        rule
        for rule in definition.transitions.values()
        if rule.region == region and rule.target and (not only_system(rule) or rule.name in done)
    )


def only_system(rule: TransitionRule) -> bool:
    """Whether no person may make the transition."""
    return all(ref.role == SYSTEM for ref in rule.by)


def beginnings(definition: Definition, region: str) -> tuple[str, ...]:
    """The places at which a case may come into a region from outside it."""
    first = definition.regions[region].initial
    reopened = definition.reopen.stage if definition.reopen and region == MAIN else ""
    return (first, reopened) if reopened else (first,)


def reached(starts: Iterable[str], rules: Iterable[TransitionRule]) -> dict[str, tuple[str, ...]]:
    """Every place that can be reached, with the names of the transitions of a shortest way."""
    out: dict[str, list[TransitionRule]] = {}
    for rule in rules:
        out.setdefault(rule.source, []).append(rule)
    found: dict[str, tuple[str, ...]] = dict.fromkeys(starts, ())
    waiting = list(found)
    for place in waiting:
        for rule in out.get(place, ()):
            if rule.target not in found:
                found[rule.target] = (*found[place], rule.name)
                waiting.append(rule.target)
    return found


def leading_to(targets: Iterable[str], rules: Iterable[TransitionRule]) -> frozenset[str]:
    """Every place from which one of the targets can be reached, these included."""
    back: dict[str, list[str]] = {}
    for rule in rules:
        back.setdefault(rule.target, []).append(rule.source)
    waiting = list(targets)
    found = set(waiting)
    for place in waiting:
        new = [source for source in back.get(place, ()) if source not in found]
        found.update(new)
        waiting.extend(new)
    return frozenset(found)


def circles(
    places: Collection[str], rules: Collection[TransitionRule]
) -> Iterator[tuple[frozenset[str], tuple[TransitionRule, ...]]]:
    """The largest groups of places in which a case can go round, with the transitions within."""
    inside = [rule for rule in rules if rule.source in places and rule.target in places]
    ahead: Mapping[str, Collection[str]] = {
        place: _after(place, inside) for place in dict.fromkeys(places)
    }
    seen: set[str] = set()
    for place in ahead:
        if place in seen or place not in ahead[place]:
            continue
        group = frozenset(other for other in ahead[place] if place in ahead[other])
        seen |= group
        yield (
            group,
            tuple(rule for rule in inside if rule.source in group and rule.target in group),
        )


def _after(place: str, rules: Collection[TransitionRule]) -> frozenset[str]:
    """The places that can be reached from a place by at least one transition."""
    first = [rule.target for rule in rules if rule.source == place]
    return frozenset(reached(first, rules))


def demanded(guard: Guard | None) -> Iterator[Guard]:
    """The parts of a guard that must all be true for it to be true."""
    if isinstance(guard, And):
        for part in guard.parts:
            yield from demanded(part)
    elif guard is not None:
        yield guard


def waits_for(guard: Guard | None) -> Iterator[Finished]:
    """The joins that a guard demands: `all X finished`, `any X finished`."""
    return (part for part in demanded(guard) if isinstance(part, Finished))
