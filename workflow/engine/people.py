"""People: what a person may do by role, department and area, and who is meant by an address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from workflow.definition.definition import SYSTEM, Definition, RoleRef
from workflow.definition.districts import Districts

#: The area that covers every district.
EVERYWHERE = "pakistan"
#: Roles that read or arrange but never work on a case.
NEVER_WORK = frozenset({"administrator", "auditor"})
#: The role whose holder a region is assigned to, whatever else they are.
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
    #: What the message gives away, besides what is public.
    classes: frozenset[str] = frozenset()
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


def sees(definition: Definition, person: Person, class_: str, now: int) -> bool:
    """Whether a person holds a role that may read this class."""
    if class_ == "public" or person.id == SYSTEM:
        return True
    return any(
        class_ in definition.roles[g.role].sees
        for g in person.grants
        if g.role in definition.roles and g.holds_at(now)
    )


def holds_there(
    grant: Grant, department: str, district: str, *, districts: Districts | None, now: int
) -> bool:
    """Whether a grant is good at `now` for a department ("" = any) and a district."""
    return (
        grant.holds_at(now)
        and department in ("", grant.department)
        and covers(districts, grant.area, district)
    )


def works_in(
    person: Person, department: str, district: str, *, districts: Districts | None, now: int
) -> bool:
    """Whether a person works on cases of a department and district, in whatever role."""
    return any(
        grant.role not in NEVER_WORK
        and holds_there(grant, department, district, districts=districts, now=now)
        for grant in person.grants
    )


def resolve(
    address: Address, definition: Definition, directory: Directory, now: int
) -> tuple[str, ...]:
    """The people an address means at `now`, by name order; nobody = ().

    The officer who is named alone, if they still work there; otherwise every holder of
    the role in the department whose area covers the district. Whoever may not read what the
    message gives away is left out, also as a stand-in.
    """
    districts = directory.districts

    def may_read(person: Person) -> bool:
        return all(sees(definition, person, class_, now) for class_ in address.classes)

    def works(department: str, person: Person) -> bool:
        there = works_in(person, department, address.district, districts=districts, now=now)
        return there and may_read(person)

    def holds(person: Person) -> bool:
        return may_read(person) and any(
            grant.role == address.role
            and holds_there(
                grant, address.department, address.district, districts=districts, now=now
            )
            for grant in person.grants
        )

    officers = ((address.case_officer, ""), (address.assigned, address.department))
    for name, department in officers if address.role == OFFICER else ():
        person = directory.people.get(name)
        if person and works(department, person):
            return (_present(person, partial(works, department), directory),)
    found = (person for person in directory.people.values() if holds(person))
    return tuple(sorted({_present(person, holds, directory) for person in found}))


def _present(person: Person, fits: Callable[[Person], bool], directory: Directory) -> str:
    """Who is there: the person, or whoever stands in and may be told the same."""
    stand_in = directory.people.get(directory.stand_ins.get(person.id, ""))
    return stand_in.id if stand_in and fits(stand_in) else person.id
