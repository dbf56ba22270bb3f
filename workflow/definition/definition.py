"""A workflow worked out: every name resolved, every place and transition on its own.

Made from the written model by `building.py`; the engine, the checks and the drawings read it. The
main line and each track is a *region*; a case stands at one place in each region that is open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from workflow.definition.durations import Limit, Offset
from workflow.definition.fields import FieldType
from workflow.definition.guards import Guard
from workflow.definition.words import Words

#: The region of the stages that are not tracks.
MAIN = "main"
#: How a track ends: done, given up with a reason, or cut off because the case ended.
FINISHED, WAIVED, ENDED = "finished", "waived", "ended"
TRACK_ENDS = (FINISHED, WAIVED, ENDED)
#: The role by which only the engine itself acts.
SYSTEM = "system"

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class RoleRef:
    """`ROLE`, or `WHO.ROLE`: a role, and whose.

    `who` is "" (the department responsible for the place), a department, `case` (the main line's
    department), `parent` (the case that opened this one) or `regions` (each open region's).
    """

    who: str
    role: str

    def __str__(self) -> str:
        return f"{self.who}.{self.role}" if self.who else self.role


@dataclass(frozen=True, slots=True)
class RoleInfo:
    """A role, the classes of field it reads, and whose role it is ("" = the place's department)."""

    id: str
    words: Words
    sees: frozenset[str]
    department: str


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field of the case file."""

    id: str
    words: Words
    type: FieldType
    class_: str
    options: Mapping[str, Words]
    items: Mapping[str, "FieldInfo"] = field(default_factory=dict)
    #: The decision that fills it; such a field is never recorded by hand.
    computed_by: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A field to be recorded before a place is left."""

    field: str
    optional: bool


@dataclass(frozen=True, slots=True)
class CheckItem:
    """Something to tick; its id is `PLACE/name` with the place it is written at."""

    id: str
    name: str
    words: Words
    document: bool
    when: Guard | None
    path: Path


@dataclass(frozen=True, slots=True)
class Notice:
    """Who hears which message."""

    tell: tuple[RoleRef, ...]
    say: str


@dataclass(frozen=True, slots=True)
class LadderRung:
    """When a rung is reached, who hears what, and the one transition it may make."""

    at: Offset
    tell: tuple[RoleRef, ...]
    say: str
    do: str


@dataclass(frozen=True, slots=True)
class ClockRule:
    """An SLA clock; `scope` is the place or stage it belongs to, or "" for the whole case.

    Its id is that of its place for `sla`, `PLACE.name` for a named clock, `name` at the top.
    `from_` and `until` are resolved: kind and name, the kind one of `entry`, `opened`, `applies`,
    `field`, `place`, and `leaving`, `field`, `place`, `assigned`, `contacted`.
    """

    id: str
    words: Words
    scope: str
    region: str
    limit: Limit | None
    until_date: str
    from_: tuple[str, str]
    until: tuple[str, str]
    when: Guard | None
    pause_for: tuple[str, ...]
    reminders: tuple[Offset, ...]
    ladder: str
    rungs: tuple[LadderRung, ...]
    on_return: Literal["resume", "restart"]
    extend: tuple[str, ...]
    firm: str
    class_: str
    legal_basis: tuple[str, ...]
    path: Path

    @property
    def rung_offsets(self) -> tuple[Offset, ...]:
        """When each rung is reached, relative to the due."""
        return tuple(rung.at for rung in self.rungs)


@dataclass(frozen=True, slots=True)
class TransitionRule:
    """A transition from one place.

    `written` is its path in the file: a transition written once at a stage, or `anywhere`, is a
    rule at each place it is offered at.
    """

    id: str
    name: str
    words: Words
    region: str
    source: str
    #: The place it leads to; "" when the case stays where it is.
    target: str
    by: tuple[RoleRef, ...]
    not_by: frozenset[str]
    when: Guard | None
    checklist: bool
    two_people: bool
    ask: tuple[str, ...]
    record: tuple[str, ...]
    set_: Mapping[str, object]
    start: tuple[str, ...]
    open: tuple[str, ...]
    tell: tuple[Notice, ...]
    legal_basis: tuple[str, ...]
    class_: str
    #: "anywhere" or "" : not an exit of the place itself.
    origin: str
    written: Path


@dataclass(frozen=True, slots=True)
class PlaceInfo:
    """Where a region may stand: a step, or a stage without steps.

    `within` are the scopes a case enters when it comes here from outside: the stage, then the step.
    `record`, `checklist` and `transitions` hold what the stage adds to each of its steps.
    """

    id: str
    region: str
    stage: str
    step: str
    words: Words
    department: str
    class_: str
    record: tuple[Recorded, ...]
    stage_record: tuple[Recorded, ...]
    checklist: tuple[CheckItem, ...]
    transitions: tuple[TransitionRule, ...]
    legal_basis: tuple[str, ...]
    path: Path

    @property
    def within(self) -> tuple[str, ...]:
        """The scopes of this place, outermost first."""
        return (self.stage, self.id) if self.step else (self.stage,)


@dataclass(frozen=True, slots=True)
class ScopeInfo:
    """What happens on entering a stage or a step: tracks, children, notices, clocks."""

    id: str
    words: Words
    department: str
    start: tuple[str, ...]
    runs: tuple[str, ...]
    tell: tuple[Notice, ...]
    clocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MayStartRule:
    """Where and by whom a track may be started by hand."""

    stages: frozenset[str]
    by: tuple[RoleRef, ...]
    when: Guard | None
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """The main line, or a track: its places in order and the first of them."""

    id: str
    words: Words
    initial: str
    places: tuple[str, ...]
    class_: str
    may_start: MayStartRule | None


@dataclass(frozen=True, slots=True)
class ChildRule:
    """Cases of another workflow that belong to this one."""

    id: str
    words: Words
    workflow: str
    for_each: str
    item: str
    outlives: bool
    class_: str


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """A figure taken from a decision table; `inputs` and `gives` map column to field."""

    id: str
    table: str
    as_of: str
    inputs: Mapping[str, str]
    gives: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PauseRule:
    """A reason for which clocks stand still, or are given more time, at most so long."""

    id: str
    words: Words
    at_most: Limit
    by: tuple[RoleRef, ...]


@dataclass(frozen=True, slots=True)
class ReopenRule:
    """How an ended case is opened again; `stage` is "" for where it stopped."""

    words: Words
    outcomes: frozenset[str]
    stage: str
    by: tuple[RoleRef, ...]
    within: Limit
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransferRule:
    """How a case goes to another province; its clock is the rule named `transfer`."""

    words: Words
    outcome: str
    by: tuple[RoleRef, ...]
    answer_by: tuple[RoleRef, ...]
    #: The consent without which only public fields go along; "" = they always go alone.
    consent: str
    ask: tuple[str, ...]
    clock: str


@dataclass(frozen=True, slots=True)
class PutBackRule:
    """Who may undo a wrong step, and until when."""

    words: Words
    by: tuple[RoleRef, ...]
    within: Limit


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A source, and how far it has been checked."""

    id: str
    words: Words
    status: str
    reference: str


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A whole workflow. `hash` is its identity: the rules without the texts; `texts` is theirs."""

    workflow: str
    edition: str
    overlay: str
    in_force: date
    owner: str
    hash: str
    texts: str
    words: Words
    calendar: str
    #: The field whose district says which offices have the case.
    area: str
    class_: str
    receives: tuple[str, ...]
    sources: Mapping[str, SourceInfo]
    departments: Mapping[str, Words]
    roles: Mapping[str, RoleInfo]
    fields: Mapping[str, FieldInfo]
    purposes: Mapping[str, Words]
    pauses: Mapping[str, PauseRule]
    extensions: Mapping[str, PauseRule]
    messages: Mapping[str, Words]
    notify: Mapping[str, tuple[Notice, ...]]
    regions: Mapping[str, Region]
    places: Mapping[str, PlaceInfo]
    scopes: Mapping[str, ScopeInfo]
    transitions: Mapping[str, TransitionRule]
    clocks: Mapping[str, ClockRule]
    outcomes: Mapping[str, Words]
    children: Mapping[str, ChildRule]
    decisions: Mapping[str, DecisionRule]
    put_back: PutBackRule | None
    reopen: ReopenRule | None
    transfer: TransferRule | None

    def words_of(self, name: str) -> Words:
        """What an officer calls a field, place, region, child, clock or outcome of that id."""
        for named in (self.fields, self.scopes, self.regions, self.children, self.clocks):
            if name in named:
                return named[name].words
        return self.outcomes.get(name) or self.departments.get(name) or Words(name, name)
