"""What may be done next, and what is missing for it: the same rules as `decide`, only asked."""

from dataclasses import dataclass

from workflow.definition.definition import MAIN, PlaceInfo, Region, TransitionRule
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import say
from workflow.engine.acts_steps import may_be_started, offered_rules, start_reasons
from workflow.engine.case import Case
from workflow.engine.people import Person
from workflow.engine.permission import can_see, may, sees_clock, sees_place, withheld
from workflow.engine.proposals import open_proposal, second_person
from workflow.engine.requirements import unmet_by
from workflow.engine.rules import Rules
from workflow.engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Action:
    """A transition or the start of a track, and every reason why this person cannot do it now.

    `ask` are the fields to be given with it. `proposed_by` is set where it waits for a second
    person: then the act is to confirm.
    """

    name: str
    id: str
    region: str
    words: Words
    rule: TransitionRule | None
    ask: tuple[str, ...]
    reasons: tuple[Reason, ...]
    proposed_by: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it can be done now."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a region stands, as one person may know it; `place` "" = only that it is under way."""

    region: str
    words: Words
    place: str
    department: str


def available_actions(rules: Rules, case: Case, person: Person, now: int) -> tuple[Action, ...]:
    """Every act at the open places that this person may know of, possible or not.

    Those that need another role are listed too, with who may do them: an officer sees what the
    case waits for.
    """
    turn = Turn(rules, case, person, now)
    found = [_transition(turn, rule) for rule in offered_rules(turn, person)]
    found += [_track(turn, r) for r in rules.definition.regions.values() if _startable(turn, r)]
    return tuple(found)


def _startable(turn: Turn, region: Region) -> bool:
    """Whether to offer the start of a track.

    Whoever may ask for a track of which they may not know is always offered it, so that the offer
    says nothing.
    """
    if region.may_start is None or not may_be_started(turn, region.id):
        return False
    if can_see(turn, turn.person, region.class_):
        return region.id not in turn.case.open_regions()
    return may(turn, turn.person, region.may_start.by, region.id)


def _transition(turn: Turn, rule: TransitionRule) -> Action:
    proposal = open_proposal(turn, rule.id)
    reasons = (*unmet_by(turn, rule, None), *second_person(turn, rule.id))
    return Action(
        name=rule.name,
        id=rule.id,
        region=rule.region,
        words=rule.words,
        rule=rule,
        ask=rule.ask,
        reasons=withheld(turn, turn.person, reasons),
        proposed_by=proposal.by if proposal else "",
    )


def _track(turn: Turn, region: Region) -> Action:
    return Action(
        name=f"start {region.id}",
        id=region.id,
        region=region.id,
        words=region.words,
        rule=None,
        ask=region.may_start.ask if region.may_start else (),
        reasons=withheld(turn, turn.person, start_reasons(turn, region.id, None)),
    )


def standing_for(rules: Rules, case: Case, person: Person, now: int) -> tuple[Standing, ...]:
    """Where the case stands, as this person may know it.

    A track of a class that the person may not read is left out altogether, so that nobody without
    it can tell that it exists; a step of such a class shows only that the stage is under way.
    """
    turn = Turn(rules, case, person, now)
    return tuple(
        _standing(turn, place)
        for place in turn.open_places()
        if place.region == MAIN
        or can_see(turn, person, rules.definition.regions[place.region].class_)
    )


def _standing(turn: Turn, place: PlaceInfo) -> Standing:
    if sees_place(turn, turn.person, place):
        return Standing(place.region, place.words, place.id, place.department)
    return Standing(place.region, say.ELSEWHERE, "", "")


def clocks_for(rules: Rules, case: Case, person: Person, now: int) -> tuple[str, ...]:
    """The clocks of the case that a person may know of."""
    turn = Turn(rules, case, person, now)
    clocks = rules.definition.clocks
    return tuple(name for name in case.clocks if sees_clock(turn, person, clocks[name]))
