"""Which fields are certain to be known when a case comes to a place.

A must-analysis: what holds on every way there. A field counts as known once it had to be recorded,
given, set or tested on the way; that somebody may later make it unknown again is left aside.
"""

from collections.abc import Iterator

from workflow.definition.checks.graph import demanded
from workflow.definition.definition import (
    FINISHED,
    MAIN,
    Definition,
    MayStartRule,
    TransitionRule,
)
from workflow.definition.guards import FieldTerm, Guard, Known, Not

Fields = frozenset[str]
#: For a place: what is known there; absent as long as no way there has been followed.
Found = dict[str, Fields]


def known_at(definition: Definition) -> Found:
    """For each place that can be reached: the fields known on every way there."""
    found: Found = {definition.regions[MAIN].initial: frozenset()}
    if definition.reopen and definition.reopen.stage:
        found[definition.reopen.stage] = frozenset()
    changed = True
    while changed:
        changed = False
        for place, fields in tuple(_contributions(definition, found)):
            narrower = fields if place not in found else found[place] & fields
            if found.get(place) != narrower:
                found[place] = narrower
                changed = True
    return found


def _contributions(definition: Definition, found: Found) -> Iterator[tuple[str, Fields]]:
    """What each way that has been followed so far brings to where it leads."""
    for rule in definition.transitions.values():
        if rule.source in found:
            yield from _by_transition(definition, rule, found[rule.source])
    for place, fields in found.items():
        for scope in definition.places[place].within:
            for track in definition.scopes[scope].start:
                yield definition.regions[track].initial, fields
    for region in definition.regions.values():
        if region.may_start is not None:
            yield from _by_hand(definition, region.initial, region.may_start, found)


def _by_transition(
    definition: Definition, rule: TransitionRule, before: Fields
) -> Iterator[tuple[str, Fields]]:
    brings = before | _brought(definition, rule)
    if rule.target in definition.places:
        yield rule.target, brings
    for track in rule.start:
        yield definition.regions[track].initial, brings


def _by_hand(
    definition: Definition, initial: str, rule: MayStartRule, found: Found
) -> Iterator[tuple[str, Fields]]:
    for place, fields in found.items():
        if definition.places[place].stage in rule.stages:
            yield initial, fields | {*rule.ask, *made_known(rule.when)}


def _brought(definition: Definition, rule: TransitionRule) -> Fields:
    """What is known because the transition was made."""
    given = {*rule.ask, *rule.record, *rule.set_, *made_known(rule.when)}
    return frozenset(given | _recorded(definition, rule))


def _recorded(definition: Definition, rule: TransitionRule) -> set[str]:
    """What had to be recorded before the place was left: not for what is offered anywhere."""
    place = definition.places[rule.source]
    target = definition.places.get(rule.target)
    if rule.origin or (target is None and rule.target != FINISHED):
        return set()
    records = place.record
    if target is None or target.stage != place.stage:
        records += place.stage_record
    return {r.field for r in records if not r.optional}


def made_known(guard: Guard | None) -> Iterator[str]:
    """The fields that are known whenever the guard is true."""
    for part in demanded(guard):
        inner = part.inner if isinstance(part, Not) else part
        if isinstance(inner, Known):
            if inner.wanted is (inner is part):
                yield inner.field
        elif isinstance(inner, FieldTerm):
            yield inner.field
