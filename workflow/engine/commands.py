"""What somebody, or a clock, asks of a case: one frozen class for each command.

`by` is always the person who asks (`people.THE_SYSTEM` for clocks and children). Values of facts
are already typed (`definition.fields.parse_value`); a value may be `entries.NotKnown`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.engine.entries import DocumentState
from workflow.engine.people import Person

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A wish; whether it is granted is for `decide` to say."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Command):
    """Open a case.

    For a back-log case `standing` says where each region stands already, and `since` when it came
    to each of those places; `occurred_at` is when the case really came in.
    """

    facts: Facts = field(default_factory=dict)
    standing: Mapping[str, str] = field(default_factory=dict)
    since: Mapping[str, int] = field(default_factory=dict)
    occurred_at: int = 0
    parent: str = ""
    #: For a child: the facts of the item it is opened for.
    item: Facts = field(default_factory=dict)
    parent_department: str = ""
    parent_officer: str = ""
    package: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance(Command):
    """Make a transition. `trigger` is its name, or its id where the name is offered twice.

    Facts, ticks and documents come with it, so that one click is one decision.
    """

    trigger: str
    facts: Facts = field(default_factory=dict)
    tick: tuple[str, ...] = ()
    documents: Mapping[str, DocumentState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(Command):
    """The second of two people agrees to a proposed transition, or declines it."""

    trigger: str
    agree: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTrack(Command):
    """Start a track by hand, where the definition allows it."""

    track: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Command):
    """Write facts down."""

    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordItem(Command):
    """Add an item to a list (`item` ""), or change one."""

    field: str
    facts: Facts
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveItem(Command):
    """Strike an item of a list out."""

    field: str
    item: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Command):
    """Tick checklist items, or take the ticks back."""

    items: tuple[str, ...]
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDocument(Command):
    """Say how far a document has come; `reason` is needed for substituted and waived."""

    item: str
    state: DocumentState
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryContact(Command):
    """Record an attempt to reach the victim; `occurred_at` 0 = now."""

    channel: str
    reached: bool
    occurred_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent(Command):
    """Record consent for a purpose, or that it was withdrawn; `until` 0 = open."""

    purpose: str
    given: bool = True
    until: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Command):
    """Give a region of the case to a person; `to` None = to nobody."""

    region: str
    to: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Command):
    """Let the clocks that allow this reason stand still."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """End a reason to stand still."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(Command):
    """Give a clock more time, once for each reason."""

    clock: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse(Command):
    """Excuse a recorded breach, because the thing was done in time and recorded late."""

    clock: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge(Command):
    """Ask whoever has a region for movement."""

    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack(Command):
    """Undo the last, wrong step of a region."""

    region: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Command):
    """Ask another province to take the case."""

    province: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTransfer(Command):
    """The other province takes the case, or does not; `facts` are those it corrects at once."""

    accept: bool
    reason: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Command):
    """Open an ended case again."""

    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerDue(Command):
    """A timer has come due: of a clock (its id), or of a wait (`kind:name`)."""

    timer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFinished(Command):
    """A child case has reached an outcome."""

    key: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentEnded(Command):
    """The case that opened this one has ended, and this one with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAnnounced(Command):
    """A calendar has a new edition: `old` and `new` are edition hashes."""

    calendar: str
    old: str
    new: str
