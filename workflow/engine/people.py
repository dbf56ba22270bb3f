"""People: what a person may do by role, department and area, and who is meant by an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from workflow.definition.definition import SYSTEM, Definition, RoleRef
from workflow.definition.districts import Districts

#: The area that covers every district.
EVERYWHERE = "pakistan"
#: The role that a region of a case is assigned to.
OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held in a department for an area, from one instant until another (0 = open)."""

    role: str
    department: str
    area: str = EVERYWHERE
    since: int = 0
    until: int = 0

    def holds_at(self, now: int) -> bool:
        """Whether it is in force at `now`; `until` is excluded."""
        return self.since <= now and (not self.until or now < self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with grants. Fictitious in every example and test."""

    id: str
    grants: tuple[Grant, ...]


#: The engine itself, when a clock or a child acts.
THE_SYSTEM = Person(SYSTEM, (Grant(SYSTEM, ""),))


@dataclass(frozen=True, slots=True)
class Address:
    """Whom a message is for, in words of the definition, before it is known who that is.

    `assigned` is the officer the region had when it was written ("" = nobody). `case_officer` is
    whoever walks with the victim: meant before anybody else, whichever department has the case.
    """

    role: str
    department: str
    district: str
    assigned: str = ""
    class_: str = "public"
    case_officer: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody who may be told something, and how areas lie."""

    people: Mapping[str, Person]
    districts: Districts | None
    #: Who stands in for whom while away.
    stand_ins: Mapping[str, str] = field(default_factory=dict)


def covers(districts: Districts | None, area: str, district: str) -> bool:
    """Whether an area covers a district; a case without a district is everybody's."""
    if not district or area in (EVERYWHERE, district):
        return True
    return districts is not None and districts.area_covers(area, district)


def owner_of(definition: Definition, ref: RoleRef, department: str) -> str:
    """The department whose holders of a role are meant; "" = any."""
    owner = definition.roles[ref.role].department
    if owner == "any":
        return ""
    return owner or department


def roles_seeing(definition: Definition, class_: str) -> frozenset[str]:
    """The roles that may read a class of field."""
    return frozenset(
        role.id for role in definition.roles.values() if class_ == "public" or class_ in role.sees
    )


def sees(definition: Definition, person: Person, class_: str, now: int) -> bool:
    """Whether a person holds a role that may read this class."""
    if class_ == "public" or person.id == SYSTEM:
        return True
    return any(
        class_ in definition.roles[g.role].sees
        for g in person.grants
        if g.role in definition.roles and g.holds_at(now)
    )


def resolve(
    address: Address, definition: Definition, directory: Directory, now: int
) -> tuple[str, ...]:
    """The people an address means at `now`, by name order; nobody = ().

    The assigned officer alone when there is one and is still entitled; otherwise every holder of
    the role in the department whose area covers the district. Whoever may not read the class of
    what the message is about is left out.
    """
    for named, of in (
        (address.case_officer, replace(address, department="")),
        (address.assigned, address),
    ):
        person = directory.people.get(named) if address.role == OFFICER else None
        if person and _entitled(person, of, definition, directory.districts, now):
            return _present((person.id,), directory)
    found = (
        person.id
        for person in directory.people.values()
        if _entitled(person, address, definition, directory.districts, now)
    )
    return _present(found, directory)


def _present(people: Iterable[str], directory: Directory) -> tuple[str, ...]:
    return tuple(sorted({directory.stand_ins.get(person, person) for person in people}))


def _entitled(
    person: Person, address: Address, definition: Definition, districts: Districts | None, now: int
) -> bool:
    return sees(definition, person, address.class_, now) and any(
        grant.role == address.role
        and grant.holds_at(now)
        and (not address.department or grant.department == address.department)
        and covers(districts, grant.area, address.district)
        for grant in person.grants
    )
