"""What `decide` answers: a decision to be applied as a whole, or a refusal with every reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.definition.reasons import Reason
from workflow.engine.case import Case
from workflow.engine.entries import Entry
from workflow.engine.people import Address


@dataclass(frozen=True, slots=True)
class Message:
    """A notice to be sent; `say` names its text, `about` the clock or place it speaks of.

    `data` holds only what may leave the house: names of stages, due dates, the case number.
    """

    say: str
    to: tuple[Address, ...]
    about: str
    #: Sent at once; the rest may wait for office hours.
    urgent: bool
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ChildToOpen:
    """A case to be opened for this one: of which workflow, and the facts it takes along.

    `department` and `officer` are those of the main line. Of `facts` the child takes
    what it receives; `item` is what it is opened for, and all its own.
    """

    workflow: str
    key: str
    department: str
    officer: str
    facts: Mapping[str, object]
    item: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything a command does: apply all of it in one transaction, or nothing.

    `timers` says for each clock or wait that this touched when it must be looked at next; None =
    never again.
    """

    case: Case
    entries: tuple[Entry, ...]
    messages: tuple[Message, ...]
    opens: tuple[ChildToOpen, ...]
    timers: Mapping[str, int | None]
    #: Children that end with this case: each is sent `ParentEnded`.
    closes: tuple[str, ...] = ()
    #: The province that takes the case over, where a new case is to be opened.
    hands_over_to: str = ""
    #: The facts that go along, as far as consent allows.
    hands_over: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: all reasons at once, each in both languages."""

    reasons: tuple[Reason, ...]
