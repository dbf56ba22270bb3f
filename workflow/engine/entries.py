"""What happened to a case: one frozen class for each kind of entry.

Entries are the whole truth about a case: `fold.py` makes its state from them, so whatever a
decision wants to be true afterwards it must say here. `at` is the instant of recording (UTC ms),
`by` the person, or "system". Values of facts are private; everything else names ids only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workflow.engine.clock_facts import Fact

DocumentState = Literal["missing", "received", "verified", "substituted", "waived"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened at an instant, by somebody."""

    at: int
    by: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A fact that was asked for and cannot be known, with the reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Opened(Entry):
    """The case was opened, under this definition; `occurred_at` is earlier for a back-log."""

    workflow: str
    definition: str
    occurred_at: int
    parent: str
    parent_department: str
    parent_officer: str
    package: str
    backlog: bool


@dataclass(frozen=True, slots=True)
class Moved(Entry):
    """A region went from one place to another; `source` is "" when it starts.

    `transition` is "" when no transition did it (opened, started by hand, ended with the case).
    `stopped` are the clocks that this move stopped, in their state before: a wrong step gives them
    back.
    """

    region: str
    transition: str
    source: str
    target: str
    stopped: Mapping[str, tuple[Fact, ...]]
    #: It opened children or started tracks, and can therefore not simply be put back.
    spread: bool
    #: Where two people made it, the first of them.
    proposed_by: str = ""
    #: When the region really came there, where that was earlier (a back-log); 0 = at `at`.
    occurred_at: int = 0


@dataclass(frozen=True, slots=True)
class Acted(Entry):
    """A transition was made that leads nowhere else."""

    region: str
    transition: str
    proposed_by: str = ""


@dataclass(frozen=True, slots=True)
class Recorded(Entry):
    """Facts were written down or corrected; a value may be `NotKnown`."""

    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ItemRecorded(Entry):
    """An item of a list was added (a new `item`) or changed."""

    field: str
    item: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ItemRemoved(Entry):
    """An item of a list was struck out, with the reason."""

    field: str
    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ticked(Entry):
    """A checklist item was ticked, or the tick taken back."""

    item: str
    on: bool


@dataclass(frozen=True, slots=True)
class DocumentSet(Entry):
    """A document changed its state; `reason` says why it was substituted or waived."""

    item: str
    state: DocumentState
    reason: str


@dataclass(frozen=True, slots=True)
class ContactTried(Entry):
    """Somebody tried to reach the victim."""

    channel: str
    reached: bool
    occurred_at: int


@dataclass(frozen=True, slots=True)
class ConsentRecorded(Entry):
    """Consent for a purpose was given (until an instant, 0 = open) or withdrawn."""

    purpose: str
    given: bool
    until: int


@dataclass(frozen=True, slots=True)
class Assigned(Entry):
    """A region of the case is now somebody's ("" = nobody's)."""

    region: str
    person: str


@dataclass(frozen=True, slots=True)
class ClockFact(Entry):
    """A fact in the ledger of a clock. `fresh` begins a new ledger: the place was entered anew."""

    clock: str
    fact: Fact
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class PauseBegun(Entry):
    """A reason to stand still begins; it ends by itself at `until`."""

    reason: str
    until: int


@dataclass(frozen=True, slots=True)
class PauseEnded(Entry):
    """A reason to stand still is over."""

    reason: str


@dataclass(frozen=True, slots=True)
class ExtensionUsed(Entry):
    """A clock was given more time for this reason, which cannot be used again."""

    clock: str
    reason: str


@dataclass(frozen=True, slots=True)
class Nudged(Entry):
    """A supervisor asked for movement."""

    region: str


@dataclass(frozen=True, slots=True)
class PutBack(Entry):
    """A wrong step was undone: the region stands where it stood, its clocks run as before.

    `stopped` are the ledgers that hold again.
    """

    region: str
    transition: str
    source: str
    target: str
    stopped: Mapping[str, tuple[Fact, ...]]
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed(Entry):
    """The first of two people made a transition; bound to `digest` of all it read."""

    transition: str
    digest: str
    until: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ProposalEnded(Entry):
    """A proposal is no longer open: confirmed, declined, expired, or what it read has changed."""

    transition: str
    how: Literal["confirmed", "declined", "expired", "changed"]


@dataclass(frozen=True, slots=True)
class Entitled(Entry):
    """A figure was taken from a decision table: which row of which edition, on which basis."""

    decision: str
    table: str
    edition: str
    edition_hash: str
    row: int
    legal_basis: tuple[str, ...]
    unverified: bool
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ChildOpened(Entry):
    """A child was opened; `key` names it within the case, `item` what it is for."""

    child: str
    key: str
    item: str


@dataclass(frozen=True, slots=True)
class ChildEnded(Entry):
    """A child has reached an outcome."""

    key: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TransferAsked(Entry):
    """Another province was asked to take the case."""

    province: str
    reason: str


@dataclass(frozen=True, slots=True)
class TransferAnswered(Entry):
    """The other province answered."""

    province: str
    accepted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Ended(Entry):
    """The case reached an outcome."""

    outcome: str
    #: Where each open region stood.
    stopped_at: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reopened(Entry):
    """An ended case was opened again."""

    outcome: str
    reason: str
