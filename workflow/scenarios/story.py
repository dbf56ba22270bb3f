"""A scenario worked out: people with their grants, instants, acts and typed facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.definition.definition import Definition
from workflow.definition.library import Library
from workflow.definition.problems import Mark
from workflow.definition.reader import Map, mark_at
from workflow.definition.words import Words
from workflow.engine.people import Person
from workflow.scenarios.acts import Act
from workflow.scenarios.model import CalendarChange, Expect

#: Stands for whoever hears a message that reaches no one.
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the story, and what the story calls them. Fictitious."""

    person: Person
    words: Words


@dataclass(frozen=True, slots=True)
class Where:
    """Which case, and which region of it, a step is about.

    `child` is the key of a child case, `province` the one that has taken the case over.
    """

    definition: str
    region: str = ""
    child: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One moment of the story."""

    index: int
    at: int
    where: Where
    person: str
    act: Act | None
    facts: Mapping[str, object]
    tick: tuple[str, ...]
    documents: Mapping[str, str]
    since: Mapping[str, int]
    occurred_at: int
    calendar: Mapping[str, CalendarChange]
    expect: Expect
    #: The instants and values that `expect` writes.
    due: Mapping[str, int]
    expected_facts: Mapping[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """A whole story; `definition` is the key of the library it is for."""

    id: str
    definition: str
    #: The zone of its times.
    zone: str
    title: Words
    teaches: Words | None
    people: Mapping[str, Someone]
    calendars: Mapping[str, CalendarChange]
    package: str
    offices: Mapping[tuple[str, str], str]
    steps: tuple[StoryStep, ...]
    tree: Map

    def mark(self, step: StoryStep, *path: str | int) -> Mark:
        """Where something of a step is written."""
        return mark_at(self.tree, ("story", step.index, *path))


def key_of(library: Library, workflow: str, overlay: str) -> str:
    """How the library knows a workflow in a province: its overlay, or the national definition."""
    own = f"{workflow}/{overlay}"
    return own if overlay and own in library.definitions else workflow


def family(library: Library, key: str) -> Iterator[str]:
    """The definition of that key, and those of all cases that may come of it, each once."""
    found = [key]
    for known in found:
        yield known
        definition = library.definitions[known]
        for child in definition.children.values():
            its = key_of(library, child.workflow, definition.overlay)
            if its in library.definitions and its not in found:
                found.append(its)


def child_definition(library: Library, key: str, child: str) -> str:
    """The definition of a child case by its key (`referrals/medical`); "" if nothing opens it."""
    name = child.partition("/")[0]
    for known in family(library, key):
        definition: Definition = library.definitions[known]
        if name in definition.children:
            its = key_of(library, definition.children[name].workflow, definition.overlay)
            return its if its in library.definitions else ""
    return ""
