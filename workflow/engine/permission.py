"""Who may act, and what a person may see of a case. Nothing is allowed that is not granted."""

from collections.abc import Iterable

from workflow.definition.definition import (
    MAIN,
    SYSTEM,
    ClockRule,
    PlaceInfo,
    RoleRef,
    TransitionRule,
)
from workflow.definition.reasons import Reason
from workflow.engine import say
from workflow.engine.people import NEVER_WORK, Person, covers, holds_there, owner_of, sees
from workflow.engine.turn import PROVINCE, Turn, classes_of

#: Who supervises the region that an act is about.
SUPERVISOR = (RoleRef("", "supervisor"),)


def may(turn: Turn, person: Person, refs: Iterable[RoleRef], region: str) -> bool:
    """Whether a person holds one of the roles for this region of the case."""
    return any(_holds(turn, person, ref, region, turn.district) for ref in refs)


def may_in_province(turn: Turn, person: Person, refs: Iterable[RoleRef], province: str) -> bool:
    """Whether a person holds one of the roles for the main line, but in another province."""
    return any(_holds(turn, person, ref, MAIN, PROVINCE + province) for ref in refs)


def _holds(turn: Turn, person: Person, ref: RoleRef, region: str, district: str) -> bool:
    if ref.who == "parent" and not turn.case.parent:
        return False
    owner = owner_of(turn.definition, ref, _department(turn, ref, region))
    return any(
        grant.role == ref.role
        and (
            grant.role == SYSTEM
            or holds_there(grant, owner, district, districts=turn.rules.districts, now=turn.now)
        )
        for grant in person.grants
    )


def _department(turn: Turn, ref: RoleRef, region: str) -> str:
    if ref.who == "parent":
        return turn.case.parent_department
    if ref.who == "case":
        return turn.department_of(MAIN)
    return ref.who or turn.department_of(region)


def role_reasons(
    turn: Turn, person: Person, refs: tuple[RoleRef, ...], region: str
) -> tuple[Reason, ...]:
    """Who else may do it, if this person may not; a hidden department is not named."""
    if may(turn, person, refs, region):
        return ()
    known = can_see(turn, person, *turn.classes(region))
    return (say.only(turn.definition, refs, turn.department_of(region) if known else ""),)


def may_work_on(turn: Turn, person: Person, places: Iterable[PlaceInfo]) -> bool:
    """Whether a person works in a department that has the case at one of these places."""
    if person.id == SYSTEM:
        return True
    departments = {place.department for place in places}
    roles = turn.definition.roles
    return any(
        grant.role in roles
        and grant.role not in NEVER_WORK
        and grant.holds_at(turn.now)
        and (grant.department in departments or roles[grant.role].department == "any")
        and covers(turn.rules.districts, grant.area, turn.district)
        for grant in person.grants
    )


def can_see(turn: Turn, person: Person, *classes: str) -> bool:
    """Whether a person may know of what has these classes."""
    return all(sees(turn.definition, person, class_, turn.now) for class_ in classes)


def sees_place(turn: Turn, person: Person, place: PlaceInfo) -> bool:
    """Whether a person may know that the case stands there."""
    return can_see(turn, person, *classes_of(turn.definition, place))


def places_seen(turn: Turn, person: Person) -> tuple[PlaceInfo, ...]:
    """The places at which the case stands, as far as a person may know."""
    return tuple(place for place in turn.open_places() if sees_place(turn, person, place))


def sees_region(turn: Turn, person: Person, region: str) -> bool:
    """Whether a region is open and a person may know where it stands."""
    return any(place.region == region for place in places_seen(turn, person))


def sees_transition(turn: Turn, person: Person, rule: TransitionRule) -> bool:
    """Whether a person may know of a transition.

    What is offered anywhere gives no place away, and must not be missing at a hidden one.
    """
    if rule.origin:
        return can_see(turn, person, rule.class_)
    place = turn.definition.places[rule.source]
    return can_see(turn, person, rule.class_) and sees_place(turn, person, place)


def sees_clock(turn: Turn, person: Person, rule: ClockRule) -> bool:
    """Whether a person may know of a clock: of itself, and of a place where it runs."""
    definition = turn.definition
    if not can_see(turn, person, rule.class_, definition.class_):
        return False
    if rule.scope not in definition.scopes:
        return True
    places = (place for place in definition.places.values() if rule.scope in place.within)
    return any(sees_place(turn, person, place) for place in places)


def hidden_from(turn: Turn, person: Person) -> frozenset[str]:
    """The tracks and children of which a person may not know."""
    definition = turn.definition
    classes = {region.id: region.class_ for region in definition.regions.values()}
    classes |= {child.id: child.class_ for child in definition.children.values()}
    return frozenset(n for n, class_ in classes.items() if not can_see(turn, person, class_))


def withheld(turn: Turn, person: Person, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons as this person may read them: one that gives away too much is only hinted at."""
    hidden = hidden_from(turn, person)
    fields = turn.definition.fields

    def shown(reason: Reason) -> Reason:
        if not hidden.isdisjoint(reason.structures):
            return say.IN_PROGRESS
        read = all(can_see(turn, person, fields[f].class_) for f in reason.fields if f in fields)
        return reason if read else say.WITHHELD

    return tuple(dict.fromkeys(map(shown, reasons)))
