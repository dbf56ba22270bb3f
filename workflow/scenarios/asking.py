"""From an act of the story to the command it is for the engine."""

from collections.abc import Callable, Mapping
from typing import cast

from workflow.definition.definition import Definition
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.engine.entries import DocumentState
from workflow.engine.people import Person
from workflow.scenarios.acts import MAKES, Act
from workflow.scenarios.story import NOBODY, Scenario, StoryStep
from workflow.scenarios.times import parse_time


class Asking:
    """One act about to be asked of a case."""

    __slots__ = ("act", "case", "definition", "people", "person", "scenario", "step", "zone")

    def __init__(
        self, scenario: Scenario, step: StoryStep, act: Act, definition: Definition, case: Case
    ) -> None:
        self.scenario = scenario
        self.step = step
        self.act = act
        self.definition = definition
        self.case = case
        self.people = {name: someone.person for name, someone in scenario.people.items()}
        self.person: Person = self.people[step.person]
        self.zone = scenario.zone

    def part(self, name: str) -> str:
        """What stands for a word in capitals of the form."""
        return self.act.parts[name]


def command(asking: Asking) -> c.Command:
    """The command that an act means."""
    return _COMMANDS[asking.act.form](asking)


def _open(a: Asking) -> c.Command:
    return c.Open(
        by=a.person,
        facts=a.step.facts,
        occurred_at=a.step.occurred_at,
        package=a.scenario.package,
    )


def _open_at(a: Asking) -> c.Command:
    places = a.definition.places
    return c.Open(
        by=a.person,
        facts=a.step.facts,
        standing={places[place].region: place for place in a.act.listed("PLACES")},
        since=a.step.since,
        occurred_at=a.step.occurred_at,
        package=a.scenario.package,
    )


def _advance(a: Asking) -> c.Command:
    return c.Advance(
        by=a.person,
        trigger=_trigger(a, a.part("TRANSITION")),
        facts=a.step.facts,
        tick=a.step.tick,
        documents=cast("Mapping[str, DocumentState]", a.step.documents),
    )


def _trigger(a: Asking, name: str) -> str:
    """A name as it is offered in the region that the step is about, if it names one."""
    place = a.case.standing.get(a.step.where.region, "")
    here = f"{place}/{name}"
    return here if here in a.definition.transitions else name


def _confirm(a: Asking) -> c.Command:
    agree = a.act.form.startswith("confirms")
    return c.Confirm(by=a.person, trigger=a.part("TRANSITION"), agree=agree)


def _start(a: Asking) -> c.Command:
    return c.StartTrack(by=a.person, track=a.part("TRACK"), facts=a.step.facts)


def _record(a: Asking) -> c.Command:
    return c.Record(by=a.person, facts=a.step.facts)


def _record_item(a: Asking) -> c.Command:
    item = a.act.parts.get("ITEM", "")
    return c.RecordItem(by=a.person, field=a.part("LIST"), facts=a.step.facts, item=item)


def _remove_item(a: Asking) -> c.Command:
    return c.RemoveItem(
        by=a.person, field=a.part("LIST"), item=a.part("ITEM"), reason=a.part("TEXT")
    )


def _tick(a: Asking) -> c.Command:
    on = not a.act.form.startswith("un")
    return c.Tick(by=a.person, items=a.act.listed("ITEMS"), on=on)


def _document(a: Asking) -> c.Command:
    state = cast("DocumentState", a.part("STATE"))
    return c.SetDocument(
        by=a.person, item=a.part("ITEM"), state=state, reason=a.act.parts.get("TEXT", "")
    )


def _contact(a: Asking) -> c.Command:
    return c.TryContact(
        by=a.person,
        channel=a.part("CHANNEL"),
        reached=a.act.form.startswith("reaches"),
        occurred_at=a.step.occurred_at,
    )


def _consent(a: Asking) -> c.Command:
    until = a.act.parts.get("TIME")
    return c.RecordConsent(
        by=a.person,
        purpose=a.part("PURPOSE"),
        given=" no consent " not in a.act.form,
        until=parse_time(until, a.zone) if until else 0,
    )


def _assign(a: Asking) -> c.Command:
    name = a.part("PERSON")
    to = None if name == NOBODY else a.people[name]
    return c.Assign(by=a.person, region=a.part("REGION"), to=to)


def _transfer(a: Asking) -> c.Command:
    return c.Transfer(by=a.person, province=a.part("PROVINCE"), facts=a.step.facts)


def _answer(a: Asking) -> c.Command:
    accept = a.act.form.startswith("takes")
    reason = a.act.parts.get("TEXT", "")
    return c.AnswerTransfer(by=a.person, accept=accept, reason=reason, facts=a.step.facts)


_COMMANDS: Mapping[str, Callable[[Asking], c.Command]] = {
    "opens a case": _open,
    "opens a case at PLACES": _open_at,
    "confirms TRANSITION": _confirm,
    "declines TRANSITION": _confirm,
    "starts TRACK": _start,
    "records": _record,
    "adds to LIST": _record_item,
    "changes ITEM of LIST": _record_item,
    "removes ITEM of LIST because TEXT": _remove_item,
    "ticks ITEMS": _tick,
    "unticks ITEMS": _tick,
    "marks ITEM as STATE": _document,
    "marks ITEM as STATE because TEXT": _document,
    "reaches the victim by CHANNEL": _contact,
    "does not reach the victim by CHANNEL": _contact,
    "records consent for PURPOSE": _consent,
    "records consent for PURPOSE until TIME": _consent,
    "records no consent for PURPOSE": _consent,
    "assigns REGION to PERSON": _assign,
    "pauses for PAUSE": lambda a: c.Pause(by=a.person, reason=a.part("PAUSE")),
    "resumes PAUSE": lambda a: c.Resume(by=a.person, reason=a.part("PAUSE")),
    "extends CLOCK by NUMBER for EXTENSION": lambda a: c.Extend(
        by=a.person, clock=a.part("CLOCK"), reason=a.part("EXTENSION"), count=int(a.part("NUMBER"))
    ),
    "excuses CLOCK because TEXT": lambda a: c.Excuse(
        by=a.person, clock=a.part("CLOCK"), because=a.part("TEXT")
    ),
    "nudges REGION": lambda a: c.Nudge(by=a.person, region=a.part("REGION")),
    "puts back REGION because TEXT": lambda a: c.PutBack(
        by=a.person, region=a.part("REGION"), reason=a.part("TEXT")
    ),
    "asks PROVINCE to take the case": _transfer,
    "takes the case": _answer,
    "does not take the case because TEXT": _answer,
    "reopens the case": lambda a: c.Reopen(by=a.person, facts=a.step.facts),
    MAKES: _advance,
}
