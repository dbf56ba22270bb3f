"""A workflow as an administrator writes it: one frozen class for each map of the language.

The attributes are the words of the language, and their `#:` comments its reference; the JSON
Schema for editors is made from these classes. What the words mean to a case is worked out in
`definition.py`.
"""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from workflow.definition.fields import Kind
from workflow.definition.written import (
    Date,
    Duration,
    FieldClass,
    FieldClasses,
    FileId,
    Id,
    Labelled,
    Names,
    Offsets,
    OffsetText,
    Source,
    Text,
    Written,
    YesNo,
)

#: What an overlay may do to an item of the national definition.
ProvincesMay = Literal["nothing", "tighten", "change"]
#: What has happened when a notice is sent.
Event = Literal[
    "opened",
    "entered",
    "assigned",
    "reminder",
    "late",
    "nudged",
    "put_back",
    "proposed",
    "child_finished",
    "excused",
    "transfer_asked",
    "transfer_answered",
    "ended",
]


def _how_options(value: object) -> str:
    return "a name" if isinstance(value, str) else "a map"


#: Options written out, or the name of a list of them; told apart, so that a mistake in one is not
#: also called a mistake in the other.
Options = Annotated[
    Annotated[Text, Tag("a name")] | Annotated[dict[Id, Labelled], Tag("a map")],
    Discriminator(_how_options),
]


class Role(Labelled):
    """Whom a transition or a rung may name."""

    #: The classes of field this role may read, besides public.
    sees: FieldClasses = ()
    #: Whose role it is: absent, the department responsible for the place; `any`; or one department.
    department: Text | None = None


class FieldItem(Labelled):
    """One field of the case file, or of an item of a list."""

    type: Kind
    #: Who may read it: a role must `see` the class.
    class_: FieldClass = Field("public", alias="class")
    #: The choices, or the name of one of the `lists`, or `districts`.
    options: Options | None = None
    provinces_may: ProvincesMay | None = None


class CaseField(FieldItem):
    """One fact of the case file, written down once."""

    #: For `type: list`: what each item holds.
    items: dict[Id, FieldItem] | None = None


class Pause(Labelled):
    """A reason for which a clock may stand still."""

    at_most: Duration
    by: Names


class Extension(Labelled):
    """A reason for which a supervisor may give a clock more time, once."""

    at_most: Duration
    by: Names


class Tell(Written):
    """A notice: who hears which message."""

    tell: Names
    say: Id


class Rung(Written):
    """A step of a ladder: when it is reached, and what happens then."""

    at: OffsetText
    tell: Names
    say: Id | None = None
    #: A transition `by: [system]` that is made at this rung.
    do: Id | None = None


class Clock(Written):
    """An SLA clock of a place, or of the whole case."""

    en: Text | None = None
    ur: Text | None = None
    within: Duration | None = None
    #: A date field of the case: the clock is due at the close of that day.
    until_date: Id | None = None
    #: What it counts from: `entry` (default), `opened`, `when it applies`, a date field, a step.
    from_: Text = Field("entry", alias="from")
    #: When it stops before the place is left: a step, a field, `assigned` or `contacted`.
    until: Text | None = None
    #: The clock runs only while this guard holds.
    when: Text | None = None
    pause_for: Names = ()
    remind: Offsets = ()
    escalate: Id | None = None
    on_return: Literal["resume", "restart"] = "resume"
    extend: Names = ()
    #: Why this clock neither pauses nor extends.
    firm: Literal["emergency", "protection", "statutory"] | None = None
    class_: FieldClass = Field("public", alias="class")
    legal_basis: Names = ()
    provinces_may: ProvincesMay | None = None


class CheckItem(Labelled):
    """Something to tick before a transition that `needs: checklist`."""

    #: `document`: it is ticked by the state of a document, not by hand.
    with_: Literal["document"] | None = Field(None, alias="with")
    #: The item counts only while this guard holds.
    when: Text | None = None


class Transition(Labelled):
    """A way out of a place, or an act at it."""

    #: A step of the stage, a stage, an outcome, `finished`, `waived`, or `stay`.
    to: Text
    by: Names
    #: Whoever made one of these transitions may not make this one.
    not_by: Names = ()
    when: Text | None = None
    #: `checklist`, `two people`, or both.
    needs: Names = ()
    #: Fields to be given with the transition, each time.
    ask: Names = ()
    #: Fields that must be known when it is made.
    record: Names = ()
    set_: dict[Id, Text] = Field({}, alias="set")
    #: Tracks that it starts.
    start: Names = ()
    #: Children that it opens.
    open: Names = ()
    tell: tuple[Tell, ...] = ()
    legal_basis: Names = ()
    #: For `anywhere`: places where it is not offered.
    except_: Names = Field((), alias="except")
    class_: FieldClass = Field("public", alias="class")
    provinces_may: ProvincesMay | None = None


class MayStart(Written):
    """Where and by whom a track may be started, besides `start:`."""

    in_: Names = Field(alias="in")
    by: Names
    when: Text | None = None
    ask: Names = ()


class Place(Labelled):
    """What a stage and a step have in common."""

    department: Id | None = None
    legal_basis: Names = ()
    sla: Clock | None = None
    clocks: dict[Id, Clock] = {}
    #: Fields to be recorded before the place is left; `name?` may stay unknown.
    record: Names = ()
    checklist: dict[Id, CheckItem] = {}
    #: Tracks started, and children opened, on entering.
    start: Names = ()
    runs: Names = ()
    tell: tuple[Tell, ...] = ()
    transitions: dict[Id, Transition] = {}
    class_: FieldClass = Field("public", alias="class")
    provinces_may: ProvincesMay | None = None


class Step(Place):
    """A place within a stage."""


class Stage(Place):
    """One of the stages of a case: on the main line, or alongside it as a track."""

    alongside: YesNo = False
    may_start: MayStart | None = None
    steps: dict[Id, Step] = {}


class Outcome(Labelled):
    """Where a case may end."""

    legal_basis: Names = ()


class Child(Labelled):
    """Cases of another workflow that belong to this one."""

    workflow: FileId
    #: A `choices` or `list` field: one child for each item, also for items added later.
    for_each: Id | None = None
    #: The field of the child that receives the chosen item of a `choices` field.
    item: Id | None = None
    #: It goes on when the case that opened it ends.
    outlives: YesNo = False
    class_: FieldClass = Field("public", alias="class")


class Decide(Written):
    """A figure taken from a decision table."""

    table: FileId
    #: The date field that says which edition of the table applies.
    as_of: Id
    #: Column of the table: field of the case, where the names differ.
    inputs: dict[Id, Id] = {}
    #: Column of the table: field of the case that receives it.
    gives: dict[Id, Id]


class Reopen(Labelled):
    """How an ended case is opened again."""

    from_: Names = Field(alias="from")
    #: `where it stopped`, or a stage of the main line.
    to: Text
    by: Names
    within: Duration
    ask: Names = ()


class Transfer(Labelled):
    """How a case goes to another province: asked, then answered there."""

    #: The outcome here, once the other province has accepted.
    to: Id
    by: Names
    answer_by: Names
    #: The consent without which only public fields go along.
    consent: Id | None = None
    ask: Names = ()
    sla: Clock


class PutBack(Labelled):
    """Who may undo a wrong step, and until when."""

    by: Names
    within: Duration


class Shared(Written):
    """What a workflow may take over from `common`."""

    sources: dict[Id, Source] = {}
    departments: dict[Id, Labelled] = {}
    roles: dict[Id, Role] = {}
    fields: dict[Id, CaseField] = {}
    lists: dict[Id, Annotated[dict[Id, Labelled], Field(min_length=1)]] = {}
    purposes: dict[Id, Labelled] = {}
    pauses: dict[Id, Pause] = {}
    extensions: dict[Id, Extension] = {}
    ladders: dict[Id, tuple[Rung, ...]] = {}
    messages: dict[Id, Labelled] = {}
    notify: dict[Event, tuple[Tell, ...]] = {}
    put_back: PutBack | None = None


class CommonFile(Shared):
    """`common: NAME`: what several workflows share."""

    common: FileId
    edition: Text
    title: Labelled


class WorkflowFile(Shared):
    """`workflow: NAME`: a definition after sharing and overlay, as it is published."""

    workflow: FileId
    edition: Text
    in_force: Date
    owner: Id
    title: Labelled
    shares: FileId | None = None
    overlay: Id | None = None
    extends: Text | None = None
    calendar: FileId
    #: The field whose district says which offices have the case.
    area: Id = "district"
    class_: FieldClass = Field("public", alias="class")
    #: Fields that a child takes over from the case that opened it.
    receives: Names = ()
    children: dict[Id, Child] = {}
    decisions: dict[Id, Decide] = {}
    clocks: dict[Id, Clock] = {}
    stages: dict[Id, Stage]
    outcomes: dict[Id, Outcome]
    anywhere: dict[Id, Transition] = {}
    reopen: Reopen | None = None
    transfer: Transfer | None = None


class OverlayFile(Written):
    """An overlay as written, for the editor's schema; what counts is the merged file."""

    workflow: FileId
    overlay: Id
    extends: Text
    in_force: Date
    owner: Id
    because: Labelled
    remove: tuple[dict[Literal["path", "because"], Text], ...] = ()
