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
from workflow.engine.people import Grant, Person, covers, owner_of, sees
from workflow.engine.turn import Turn

#: Roles that read or arrange but never work on a case.
_NEVER_ACT = frozenset({"administrator", "auditor"})


def may(turn: Turn, person: Person, refs: Iterable[RoleRef], region: str) -> bool:
    """Whether a person holds one of the roles for this region of the case."""
    return any(_holds(turn, person, ref, _department(turn, ref, region)) for ref in refs)


def may_in_area(turn: Turn, person: Person, refs: Iterable[RoleRef], area: str) -> bool:
    """Whether a person holds one of the roles for another area, whatever the department."""
    return any(
        grant.role == ref.role
        and grant.holds_at(turn.now)
        and covers(turn.rules.districts, grant.area, area)
        for ref in refs
        for grant in person.grants
    )


def _department(turn: Turn, ref: RoleRef, region: str) -> str:
    if ref.who == "parent":
        return turn.case.parent_department
    if ref.who == "case":
        return turn.department_of(MAIN)
    return ref.who or turn.department_of(region)


def _holds(turn: Turn, person: Person, ref: RoleRef, department: str) -> bool:
    owner = owner_of(turn.definition, ref, department)
    return any(_fits(turn, grant, ref.role, owner) for grant in person.grants)


def _fits(turn: Turn, grant: Grant, role: str, owner: str) -> bool:
    if grant.role != role or not grant.holds_at(turn.now):
        return False
    if role == SYSTEM:
        return True
    return (not owner or grant.department == owner) and covers(
        turn.rules.districts, grant.area, turn.district
    )


def role_reasons(
    turn: Turn, person: Person, refs: tuple[RoleRef, ...], region: str
) -> tuple[Reason, ...]:
    """Who else may do it, if this person may not."""
    if may(turn, person, refs, region):
        return ()
    return (say.only(turn.definition, refs, turn.department_of(region)),)


def may_work_on(turn: Turn, person: Person, *, region: str = "") -> bool:
    """Whether a person has the case, or works in a department that has it at an open place now.

    Whoever a part of the case is assigned to stays with the victim, also while another department
    has it.
    """
    if person.id == SYSTEM or person.id in turn.case.assigned.values():
        return True
    departments = {p.department for p in turn.open_places() if not region or p.region == region}
    return any(
        grant.role not in _NEVER_ACT
        and grant.holds_at(turn.now)
        and (
            grant.department in departments or turn.definition.roles[grant.role].department == "any"
        )
        and covers(turn.rules.districts, grant.area, turn.district)
        for grant in person.grants
        if grant.role in turn.definition.roles
    )


def can_see(turn: Turn, person: Person, class_: str) -> bool:
    """Whether a person may know of a structure of that class."""
    return sees(turn.definition, person, class_, turn.now)


def sees_place(turn: Turn, person: Person, place: PlaceInfo) -> bool:
    """Whether a person may know that the case stands there."""
    region = turn.definition.regions[place.region]
    return can_see(turn, person, place.class_) and can_see(turn, person, region.class_)


def sees_transition(turn: Turn, person: Person, rule: TransitionRule) -> bool:
    """Whether a person may know of a transition."""
    place = turn.definition.places[rule.source]
    return can_see(turn, person, rule.class_) and sees_place(turn, person, place)


def sees_clock(turn: Turn, person: Person, rule: ClockRule) -> bool:
    """Whether a person may know of a clock."""
    region = turn.definition.regions[rule.region]
    return can_see(turn, person, rule.class_) and can_see(turn, person, region.class_)


def withheld(turn: Turn, person: Person, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons as this person may read them: one that gives away too much is only hinted at."""
    shown = (r if _may_read(turn, person, r) else say.WITHHELD for r in reasons)
    return tuple(dict.fromkeys(shown))


def _may_read(turn: Turn, person: Person, reason: Reason) -> bool:
    fields = turn.definition.fields
    return all(can_see(turn, person, fields[f].class_) for f in reason.fields if f in fields)
