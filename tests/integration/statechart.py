"""The exported statechart of a workflow, run by python-statemachine, with a case file of its own.

It shares nothing with the engine but the definition: guards are evaluated here from their tree, by
the numbers -1 (no), 0 (unknown) and 1 (yes), and facts are those this side has written down.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from statemachine.io import load

from humrah.drawing.scxml import conditions
from workflow.definition.definition import Definition
from workflow.definition.guards import (
    And,
    Attempts,
    Compare,
    Consent,
    Finished,
    Guard,
    Includes,
    Is,
    Known,
    Not,
    Or,
    Within,
    Yes,
)
from workflow.engine.entries import NotKnown

_COMPARE = {"=": eq, "!=": ne, "<": lt, ">": gt, "<=": le, ">=": ge}


@dataclass
class CaseFile:
    """What guards ask about. python-statemachine keeps its configuration here too."""

    guards: Mapping[str, Guard]
    facts: dict[str, object] = field(default_factory=dict)
    consents: dict[str, bool] = field(default_factory=dict)
    tries: list[bool] = field(default_factory=list)
    #: By key, whether it has ended.
    children: dict[str, bool] = field(default_factory=dict)
    today: date = date.min
    state: Any = None

    def __getattr__(self, name: str) -> Callable[[], bool]:
        """A guard by its name; it is asked each time a transition is tried."""
        guards: Mapping[str, Guard] = self.__dict__.get("guards", {})
        if name in guards:
            return lambda: self.worth(guards[name]) == 1
        raise AttributeError(name)

    def worth(self, guard: Guard) -> int:
        match guard:
            case Not(inner):
                return -self.worth(inner)
            case And(parts):
                return min(map(self.worth, parts))
            case Or(parts):
                return max(map(self.worth, parts))
            case Consent(purpose):
                return _number(self.consents.get(purpose))
            case Attempts(op, count):
                return _number(_COMPARE[op](self._tries_in_vain(), count))
            case Finished(name, every):
                ended = self._ended(name)
                return _number(all(ended) if every else any(ended))
            case _:
                return self._about(guard)

    def _about(self, term: Any) -> int:
        value: Any = self.facts.get(term.field)
        if isinstance(term, Known):
            return _number((_is_known(value)) == term.wanted)
        if not _is_known(value):
            return 0
        match term:
            case Yes():
                return _number(value)
            case Is(_, values, wanted):
                text = {True: "yes", False: "no"}.get(value, value)
                return _number((text in values) == wanted)
            case Includes(_, values):
                return _number(any(one in value for one in values))
            case Compare(_, op, bound):
                return _number(_COMPARE[op](value, bound))
            case Within(_, days):
                return _number((self.today - value).days <= days)
        raise AssertionError(term)

    def _tries_in_vain(self) -> int:
        return (*reversed(self.tries), True).index(True)

    def _ended(self, name: str) -> list[bool]:
        states = [str(state) for state in self.state]
        closed = {s.removesuffix("-closed") for s in states if s.endswith("-closed")}
        tracks = {s.removeprefix("region-") for s in states if s.startswith("region-")}
        if name == "tracks":
            return [track in closed for track in tracks - {"main"}]
        if name in tracks:
            return [name in closed]
        return [ended for key, ended in self.children.items() if key.startswith(f"{name}/")]


def _is_known(value: object) -> bool:
    return value is not None and not isinstance(value, NotKnown)


def _number(truth: bool | None) -> int:
    return 0 if truth is None else 1 if truth else -1


class Statechart:
    """One case in the statechart."""

    def __init__(self, kind: "StatechartKind") -> None:
        self.file = CaseFile(kind.guards)
        self.heard: list[str] = []
        self.machine = kind.machine(model=self.file, listeners=[self])

    def after_transition(self, event: object) -> None:
        self.heard.append(str(event))

    def send(self, event: str) -> bool:
        """Whether the statechart took the event."""
        self.heard.clear()
        self.machine.send(event)
        return event in self.heard

    @property
    def states(self) -> frozenset[str]:
        """The states without children that it is in."""
        return frozenset(s.id for s in self.machine.configuration if not s.states)


class StatechartKind:
    """An export, loaded once for all its cases."""

    def __init__(self, definition: Definition, text: str) -> None:
        self.guards = conditions(definition)
        self.machine = load(text, format="scxml", name=definition.workflow.replace("-", "_"))
