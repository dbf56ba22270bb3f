"""What may be done next, and what is missing for it: the same rules as `decide`, only asked."""

from dataclasses import dataclass

from workflow.definition.definition import MAIN, PlaceInfo, TransitionRule
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import say
from workflow.engine.acts_steps import may_be_started, offered_rules, start_reasons
from workflow.engine.case import Case
from workflow.engine.people import Person
from workflow.engine.permission import can_see, may, sees_clock, sees_place, withheld
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
    found += [
        _track(turn, region.id)
        for region in rules.definition.regions.values()
        if may_be_started(turn, region.id)
        and region.id not in case.open_regions()
        and can_see(turn, person, region.class_)
    ]
    return tuple(found)


def _transition(turn: Turn, rule: TransitionRule) -> Action:
    proposal = turn.case.proposals.get(rule.id)
    reasons = unmet_by(turn, rule, None)
    if proposal is not None and proposal.by == turn.person.id:
        reasons = (*reasons, say.SECOND_PERSON)
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


def _track(turn: Turn, track: str) -> Action:
    region = turn.definition.regions[track]
    reasons = withheld(turn, turn.person, start_reasons(turn, track))
    ask = region.may_start.ask if region.may_start else ()
    return Action(
        name=f"start {track}",
        id=track,
        region=track,
        words=region.words,
        rule=None,
        ask=ask,
        reasons=reasons,
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


def could_do(rules: Rules, case: Case, person: Person, rule: TransitionRule, now: int) -> bool:
    """Whether the role alone would let this person make the transition."""
    return may(Turn(rules, case, person, now), person, rule.by, rule.region)
