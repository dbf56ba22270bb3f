"""What has happened in the world of a story, and the cases it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.engine.case import Case
from workflow.engine.clocks import Reading
from workflow.engine.commands import Command
from workflow.engine.decision import Message, Refusal
from workflow.engine.entries import Entry


@dataclass(frozen=True, slots=True)
class Told:
    """A message as it reached somebody."""

    at: int
    person: str
    case: str
    message: Message


@dataclass(frozen=True, slots=True)
class Happened:
    """One command and what came of it; `refused` is None where it was granted."""

    at: int
    case: str
    definition: str
    command: Command
    refused: Refusal | None
    entries: tuple[Entry, ...]
    told: tuple[Told, ...]
    before: Case
    after: Case
    #: The clocks of the case that have begun, as they stand afterwards.
    clocks: Mapping[str, Reading]
    #: The step of the story, from 0; -1 for what happened by itself.
    step: int = -1


@dataclass(slots=True)
class Held:
    """A case as the world holds it."""

    number: str
    definition: str
    case: Case
    parent: str = ""
    key: str = ""
    entries: list[Entry] = field(default_factory=list)
    timers: dict[str, int] = field(default_factory=dict)
