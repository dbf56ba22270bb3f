"""A scenario as written: one frozen class for each map of the file.

The attributes are the words of the format, and their `#:` comments its reference. What the texts in
it mean (times, acts, facts) is worked out in `reading.py`, against the definition the scenario is
for.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from workflow.definition.written import Date, FileId, Id, Labelled, Names, Text, Written


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _joined(value: object) -> object:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return value


def _as_person(value: object) -> object:
    return value if isinstance(value, dict) else {"is": value}


def _in_both(value: object) -> object:
    return {"en": value, "ur": value} if isinstance(value, str) else value


#: What somebody writes down; several choices may be written as a list.
FactText = Annotated[
    Text,
    BeforeValidator(_joined),
    WithJsonSchema({"type": ["string", "number", "boolean", "array"]}),
]
Dates = Annotated[tuple[Date, ...], BeforeValidator(_listed)]


class PersonEntry(Written):
    """Somebody in the story: `ROLE of DEPARTMENT in AREA`, or several of these."""

    is_: Names = Field(alias="is")
    #: How the story calls them; absent, their id.
    en: Text | None = None
    ur: Text | None = None


class CalendarChange(Written):
    """Holidays that a calendar gains or loses."""

    #: Certain from now on. They replace a holiday expected within a week of them, if there is one.
    announce: Dates = ()
    #: Not certain yet. At the beginning of the story only.
    expect: Dates = ()
    #: No holidays after all.
    cancel: Dates = ()


class Expect(Written):
    """What must be so after a step. What is not written is not looked at."""

    #: Where the main line stands, or the outcome; with `in: TRACK` where that track stands.
    place: Text | None = None
    #: Where each of these regions stands; a track also `finished`, `waived` or `not started`.
    places: dict[Id, Text] = Field(default_factory=dict)
    #: The department responsible for that place.
    department: Id | None = None
    #: When each of these clocks is due.
    due: dict[Text, Text] = Field(default_factory=dict)
    #: The clocks that stand still: exactly these.
    paused: Names | None = None
    #: Clocks that have stopped, or were called off: these among others.
    stopped: Names = ()
    #: The clocks that run and are late: exactly these.
    late: Names | None = None
    #: The clocks that have reminded somebody since the step before: exactly these.
    reminded: Names | None = None
    #: The highest rung that each of these clocks has reached, counted from 1.
    escalated: dict[Text, Text] = Field(default_factory=dict)
    #: Every message since the last step with `told`: for each person all of them, in order.
    told: dict[Id, Names] | None = None
    #: The act is refused, for exactly these reasons: a code, or words of the reason.
    refused: Names | None = None
    #: The transitions open to each of these people: exactly these.
    offered: dict[Id, Names] = Field(default_factory=dict)
    #: What keeps each of these people from a transition: exactly these reasons.
    missing: dict[Id, dict[Text, Names]] = Field(default_factory=dict)
    #: The children opened by this step: exactly these.
    opened: Names | None = None
    #: What the case file holds; `unknown` for nothing, or `not known`.
    facts: dict[Id, FactText] = Field(default_factory=dict)
    #: The figure each of these decisions gave: `row`, `edition`, and the fields it filled.
    entitled: dict[Id, dict[Id, Text]] = Field(default_factory=dict)
    #: People who are shown nothing of this case, or with `in: TRACK` nothing of that track.
    hidden_from: Names = ()
    #: The outcome of the case.
    ended: Id | None = None
    #: For whoever reads the story; in both languages where the story is shown to learners.
    note: Annotated[Labelled, BeforeValidator(_in_both)] | None = None


class Step(Written):
    """One moment of the story: at most one act, and what must then be so.

    An act is written as `PERSON: what they do`; the person is one of `people`.
    """

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)
    __pydantic_extra__: dict[str, Any]

    #: When it happens; absent, at once after the step before.
    at: Text | None = None
    #: Which child, or which track, is meant; absent, the main case.
    in_: Text | None = Field(None, alias="in")
    #: Facts that come with the act.
    with_: dict[Id, FactText] = Field(default_factory=dict, alias="with")
    #: Items ticked with a transition.
    tick: Names = ()
    #: Documents whose state is said with a transition.
    documents: dict[Text, Text] = Field(default_factory=dict)
    #: For a case opened at a place: when its clocks began.
    since: dict[Text, Text] = Field(default_factory=dict)
    #: When it really happened, if earlier.
    occurred_at: Text | None = None
    #: Holidays made known at this moment.
    calendar: dict[FileId, CalendarChange] = Field(default_factory=dict)
    expect: Expect | None = None


class ScenarioFile(Written):
    """`scenario: NAME`: a story about one case, and what must be so on the way."""

    scenario: FileId
    #: `WORKFLOW EDITION`, or `WORKFLOW/OVERLAY EDITION`.
    for_: Text = Field(alias="for")
    title: Labelled
    #: What a learner takes away.
    teaches: Labelled | None = None
    #: Holidays as they are known when the story begins.
    calendars: dict[FileId, CalendarChange] = Field(default_factory=dict)
    people: dict[Id, Annotated[PersonEntry, BeforeValidator(_as_person)]]
    #: The package table of the incident.
    package: FileId | None = None
    #: The calendar of a department's office: `DEPARTMENT`, or `DEPARTMENT in PROVINCE`.
    offices: dict[Text, FileId] = Field(default_factory=dict)
    story: tuple[Step, ...]
