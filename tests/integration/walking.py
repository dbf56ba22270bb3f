"""Random walks of fictitious cases through a workflow, the same ones every time.

A walk asks for whatever might be asked, wise or not. Everything that is not about where a case
stands is brought along: fields to be given, ticks, documents, and a person who may do anything.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from workflow.definition.definition import SYSTEM, Definition, FieldInfo, TransitionRule
from workflow.definition.districts import Districts
from workflow.definition.fields import BOUNDS, FieldType, Kind
from workflow.definition.guards import Compare, Guard, fields_read, terms
from workflow.definition.library import Library
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.engine.entries import NotKnown
from workflow.engine.machine import machines_for
from workflow.engine.people import Grant, Person
from workflow.engine.rules import Rules

#: Mon 2027-01-04 09:00 in Karachi, in UTC milliseconds.
BEGIN = 1_799_035_200_000
MINUTE = 60_000
TODAY = date(2027, 1, 4)


def rules_of(library: Library, key: str) -> Rules:
    """What a case under that definition is decided by."""
    definition = library.definitions[key]
    return Rules(
        definition=definition,
        machines=machines_for(definition),
        calendars=library.calendars,
        editions={calendar.hash: calendar for calendar in library.calendars.values()},
        tables=library.tables,
        districts=library.districts or Districts("none", TODAY, {}, {}, {}),
    )


class Walk:
    """One walk: what is asked next, of a case as it stands."""

    def __init__(self, definition: Definition, seed: int, tried: Counter[str]) -> None:
        """`tried` counts how often each transition has been tried, by this and earlier walks."""
        self.definition = definition
        self.tried = tried
        self.random = Random(f"{definition.hash} {seed}")  # noqa: S311 - nothing secret
        self.now = BEGIN
        self.grants = tuple(
            Grant(role, department)
            for role in definition.roles
            for department in definition.departments
        )
        self.persons = 0
        self.bounds = _bounds(definition)
        self.recordable = [f for f in definition.fields.values() if not f.computed_by]

    def pass_time(self) -> int:
        self.now += self.random.randrange(1, 90) * MINUTE
        return self.now

    def somebody(self) -> Person:
        """Somebody new who holds every role in every department."""
        self.persons += 1
        return Person(f"person-{self.persons}", (*self.grants, Grant(SYSTEM, "")))

    def opening(self) -> c.Open:
        return c.Open(by=self.somebody(), facts=self._some_facts())

    def command(self, case: Case) -> c.Command:
        """What somebody asks of the case next."""
        if not case.is_open:
            return c.Reopen(by=self.somebody(), facts=self._asked_to_reopen())
        draw = self.random.random()
        if draw < 0.60:
            return self._advance(case)
        if draw < 0.65:
            return self._start()
        if draw < 0.82:
            return c.Record(by=self.somebody(), facts=self._facts_that_matter(case))
        if draw < 0.87:
            return c.Record(by=self.somebody(), facts=self._some_facts())
        return self.random.choice(list(self._others(case)))

    # -- transitions -----------------------------------------------------------------------------

    def _advance(self, case: Case) -> c.Command:
        rule = self._rule(case)
        self.tried[rule.id] += 1
        place = self.definition.places[rule.source]
        needed = (*rule.record, *(r.field for r in (*place.record, *place.stage_record)))
        for field in (f for f in needed if self._is_list(f) and not case.lists.get(f)):
            return self._item(self.definition.fields[field])
        missing = [f for f in needed if f not in case.facts and not self._is_filled(f)]
        return c.Advance(
            by=self.somebody(),
            trigger=rule.id,
            facts={f: self._value(self.definition.fields[f]) for f in (*missing, *rule.ask)},
            tick=tuple(i.id for i in place.checklist if not i.document and rule.checklist),
            documents={i.id: "verified" for i in place.checklist if i.document and rule.checklist},
        )

    def _rule(self, case: Case) -> TransitionRule:
        """Mostly the one tried least of those that lead on from where the case stands."""
        offered = self._offered(case)
        leading = [
            rule
            for rule in offered
            if not rule.origin and rule.target not in self.definition.outcomes
        ]
        draw = self.random.random()
        if draw < 0.10:
            return self.random.choice(list(self.definition.transitions.values()))
        candidates = (offered if draw < 0.20 else leading) or offered
        return min(candidates, key=lambda rule: (self.tried[rule.id], self.random.random()))

    def _offered(self, case: Case) -> list[TransitionRule]:
        return [
            rule
            for region in case.open_regions()
            for rule in self.definition.places[case.standing[region]].transitions
        ]

    def _facts_that_matter(self, case: Case) -> dict[str, object]:
        """Something new for one guard that stands in the way here."""
        guards = [rule.when for rule in self._offered(case) if rule.when and not rule.origin]
        fields = sorted(fields_read(self.random.choice(guards))) if guards else []
        known = [self.definition.fields[f] for f in fields if not self._is_filled(f)]
        return {f.id: self._value(f) for f in known} or self._some_facts()

    def _is_list(self, field: str) -> bool:
        return self.definition.fields[field].type.kind is Kind.LIST

    def _is_filled(self, field: str) -> bool:
        return self._is_list(field) or bool(self.definition.fields[field].computed_by)

    def _start(self) -> c.Command:
        tracks = [region for region in self.definition.regions.values() if region.may_start]
        track = self.random.choice(tracks or list(self.definition.regions.values()))
        asked = track.may_start.ask if track.may_start else ()
        facts = {f: self._value(self.definition.fields[f]) for f in asked}
        return c.StartTrack(by=self.somebody(), track=track.id, facts=facts)

    def _asked_to_reopen(self) -> dict[str, object]:
        asked = self.definition.reopen.ask if self.definition.reopen else ()
        return {f: self._value(self.definition.fields[f]) for f in asked}

    # -- everything else -------------------------------------------------------------------------

    def _others(self, case: Case) -> Iterator[c.Command]:
        by = self.somebody()
        yield c.TryContact(by=by, channel="phone", reached=self.random.random() < 0.5)
        for purpose in self.definition.purposes:
            yield c.RecordConsent(by=by, purpose=purpose, given=self.random.random() < 0.7)
        for key, child in case.children.items():
            if not child.outcome:
                yield c.ChildFinished(by=by, key=key, outcome="done")
        for field in self.definition.fields.values():
            if field.type.kind is Kind.LIST:
                yield self._item(field)

    def _item(self, field: FieldInfo) -> c.Command:
        facts = {name: self._value(item) for name, item in field.items.items()}
        return c.RecordItem(by=self.somebody(), field=field.id, facts=facts)

    def _some_facts(self) -> dict[str, object]:
        known = [f for f in self.recordable if f.type.kind is not Kind.LIST]
        chosen = self.random.sample(known, min(len(known), self.random.randrange(1, 6)))
        return {f.id: self._value(f) for f in chosen}

    def _value(self, field: FieldInfo) -> object:
        if self.random.random() < 0.05:
            return NotKnown("nobody can say")
        return self._known(field.id, field.type)

    def _known(self, name: str, type_: FieldType) -> object:
        match type_.kind:
            case Kind.YESNO:
                return self.random.random() < 0.5
            case Kind.CHOICE:
                return self.random.choice(type_.options)
            case Kind.CHOICES:
                return frozenset(o for o in type_.options if self.random.random() < 0.3)
            case Kind.DATE:
                return TODAY + timedelta(days=self.random.randrange(-60, 30))
            case Kind.INSTANT:
                return self.now - self.random.randrange(10_000) * MINUTE
            case Kind.NUMBER | Kind.MONEY | Kind.PERCENT:
                return self.random.choice(self.bounds.get(name, (0, 1, 40)))
            case _:
                return "fictitious"


def _bounds(definition: Definition) -> Mapping[str, tuple[int, ...]]:
    """Figures below, at and above those that guards compare a field with."""
    found: dict[str, set[int]] = {}
    for guard in _guards(definition):
        for term in terms(guard):
            if isinstance(term, Compare) and isinstance(term.value, int):
                low, high = BOUNDS[definition.fields[term.field].type.kind]
                near = (term.value - 1, term.value, term.value + 1)
                found.setdefault(term.field, set()).update(n for n in near if low <= n <= high)
    return {name: tuple(sorted(values)) for name, values in found.items()}


def _guards(definition: Definition) -> Iterator[Guard]:
    starts = (r.may_start.when for r in definition.regions.values() if r.may_start)
    for guard in (*(t.when for t in definition.transitions.values()), *starts):
        if guard is not None:
            yield guard
