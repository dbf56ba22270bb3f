"""A case as a decision sees it. Made by `fold.py` from entries and never changed in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.definition.definition import MAIN, TRACK_ENDS
from workflow.engine.clock_facts import Fact
from workflow.engine.entries import ContactTried, Entitled, Moved, NotKnown, Proposed


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent for one purpose; `until` 0 = open."""

    given: bool
    until: int


@dataclass(frozen=True, slots=True)
class ChildState:
    """A child case as its parent knows it: what it is for, and its outcome once it has one."""

    child: str
    key: str
    item: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """How far a document of a checklist has come."""

    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """The state of a case: where it stands, what is known, which clocks run, who has it.

    `number` is what people call it. `standing` says for each region that was ever open where it
    stands: a place, or how it ended. `clocks` holds the ledger of each clock's latest visit.
    """

    number: str
    workflow: str = ""
    definition: str = ""
    opened_at: int = 0
    parent: str = ""
    #: Who in the parent case opened it: the department responsible there, and its officer.
    parent_department: str = ""
    parent_officer: str = ""
    package: str = ""
    standing: Mapping[str, str] = field(default_factory=dict)
    #: Since when each stage and step that was entered is occupied, and the case open (`main`).
    since: Mapping[str, int] = field(default_factory=dict)
    outcome: str = ""
    ended_at: int = 0
    stopped_at: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, Mapping[str, object]]] = field(default_factory=dict)
    #: How many items each list ever had; a number is never used twice.
    items_made: Mapping[str, int] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    documents: Mapping[str, Document] = field(default_factory=dict)
    #: The figure taken last by each decision, with its basis.
    entitled: Mapping[str, Entitled] = field(default_factory=dict)
    assigned: Mapping[str, str] = field(default_factory=dict)
    clocks: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    pauses: Mapping[str, int] = field(default_factory=dict)
    #: Clock and reason, in the clock's latest visit.
    extensions_used: frozenset[tuple[str, str]] = frozenset()
    proposals: Mapping[str, Proposed] = field(default_factory=dict)
    #: Who has made which transition, by its name; a step put back counts no more.
    made_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: Who had made the last transition of a region before that.
    made_before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    children: Mapping[str, ChildState] = field(default_factory=dict)
    consents: Mapping[str, Consent] = field(default_factory=dict)
    attempts: tuple[ContactTried, ...] = ()
    last_move: Mapping[str, Moved] = field(default_factory=dict)
    transfer_to: str = ""
    transfer_by: str = ""
    #: How many entries made this state.
    entries: int = 0

    @property
    def is_open(self) -> bool:
        """Opened, and without an outcome."""
        return bool(self.standing) and not self.outcome

    def open_regions(self) -> tuple[str, ...]:
        """The regions in which the case stands at a place."""
        if self.outcome:
            return ()
        return tuple(r for r, place in self.standing.items() if place not in TRACK_ENDS)

    def value(self, name: str) -> object | None:
        """A fact, or None while it is unknown or was recorded as not known."""
        found = self.facts.get(name)
        return None if isinstance(found, NotKnown) else found

    @property
    def at(self) -> str:
        """Where the main line stands, or the outcome."""
        return self.outcome or self.standing.get(MAIN, "")
