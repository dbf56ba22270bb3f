"""Deciding steps: advancing by a transition, and starting a track by hand."""

from collections.abc import Mapping
from typing import cast

from workflow.definition.definition import MAIN, SYSTEM, MayStartRule, TransitionRule
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.acts_facts import set_documents, tick_items, write_facts
from workflow.engine.clockwork import changed
from workflow.engine.moving import make, start_track, tell_arrival
from workflow.engine.people import Person
from workflow.engine.permission import (
    can_see,
    may,
    places_seen,
    role_reasons,
    sees_transition,
)
from workflow.engine.proposals import propose
from workflow.engine.requirements import guard_reasons, not_given, unmet_by
from workflow.engine.turn import Turn

Reasons = tuple[Reason, ...]

TRACK = Words("track", "متوازی مرحلہ")
UNDER_WAY = say.reason(
    "open", "This track is under way already.", "یہ متوازی مرحلہ پہلے سے جاری ہے۔"
)


def advance(turn: Turn, command: c.Advance) -> Reasons:
    """Make a transition with what comes with it, or propose it where two people are needed."""
    if not turn.case.is_open:
        return (say.ENDED,)
    rule = _offered(turn, command.trigger)
    if isinstance(rule, Reason):
        return (rule,)
    reasons = (
        *write_facts(turn, command.facts),
        *tick_items(turn, command.tick, at=rule.source),
        *set_documents(turn, command.documents, at=rule.source),
        *unmet_by(turn, rule, command.facts),
    )
    if reasons:
        return reasons
    if rule.two_people:
        return propose(turn, rule, command.facts)
    make(turn, rule)
    return ()


def offered_rules(turn: Turn, person: Person) -> tuple[TransitionRule, ...]:
    """The transitions at the open places that a person may know of; never the system's own."""
    return tuple(
        rule
        for place in places_seen(turn, person)
        for rule in place.transitions
        if _by_hand(rule) and sees_transition(turn, person, rule)
    )


def _by_hand(rule: TransitionRule) -> bool:
    return any(ref.role != SYSTEM for ref in rule.by)


def _offered(turn: Turn, trigger: str) -> TransitionRule | Reason:
    named = turn.rules.machines.by_name.get(trigger, ())
    found = [rule for rule in named if turn.case.standing.get(rule.region) == rule.source]
    found = [rule for rule in found if sees_transition(turn, turn.person, rule)]
    if len(found) > 1:
        found = [r for r in found if may(turn, turn.person, r.by, r.region)] or found
    if len(found) > 1:
        return say.ambiguous(trigger, (rule.id for rule in found))
    if not found:
        offered = offered_rules(turn, turn.person)
        return say.not_offered(trigger, (rule.words for rule in offered))
    return found[0]


def start(turn: Turn, command: c.StartTrack) -> Reasons:
    """Start a track by hand."""
    if not turn.case.is_open:
        return (say.ENDED,)
    if not may_be_started(turn, command.track):
        return (say.unknown(TRACK, command.track),)
    reasons = (
        *write_facts(turn, command.facts),
        *start_reasons(turn, command.track, command.facts),
    )
    if reasons:
        return reasons
    if command.track in turn.case.open_regions():
        _ask_again(turn, command.track)
    else:
        start_track(turn, command.track)
    changed(turn, ())
    return ()


def _ask_again(turn: Turn, track: str) -> None:
    """Whoever may not know that the track is under way asks for it, and its people hear again."""
    tell_arrival(turn, track, track)


def may_be_started(turn: Turn, track: str) -> bool:
    """Whether the definition lets anybody start the track where the main line stands."""
    region = turn.definition.regions.get(track)
    rule = region.may_start if region else None
    main = turn.place(MAIN)
    return rule is not None and main is not None and main.stage in rule.stages


def start_reasons(turn: Turn, track: str, given: Mapping[str, object] | None) -> Reasons:
    """Why the person of this turn may not start a track that may be started here.

    `given` as for `unmet_by`. Only who may know of a track hears that it is under way.
    """
    region = turn.definition.regions[track]
    rule = cast("MayStartRule", region.may_start)
    found = [*role_reasons(turn, turn.person, rule.by, track)]
    if track in turn.case.open_regions() and can_see(turn, turn.person, region.class_):
        found.append(UNDER_WAY)
    if rule.when is not None:
        found += guard_reasons(turn, rule.when, turn.rules.machines.starts[track])
    if given is not None:
        found += not_given(turn, rule.ask, given)
    return tuple(found)
