"""The state machines of a definition: one flat `transitions.Machine` for each region.

The only module that imports `transitions`. A machine is built once for a definition and shared by
all threads: it is flat, not queued and has no models, so that firing writes on the token alone
(measured in November 2026 with transitions 0.9.3: a hierarchical or queued machine gives wrong
results when threads share it). Only functions made here are ever handed over as callbacks; a text
would be imported and called.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from transitions import EventData, Machine

from workflow.definition.definition import (
    FINISHED,
    MAIN,
    WAIVED,
    Definition,
    Region,
    TransitionRule,
)
from workflow.definition.guards import (
    Attempts,
    Consent,
    Finished,
    Guard,
    Truth,
    View,
    Within,
    compiled,
    fields_read,
    terms,
)
from workflow.errors import WorkflowError

Test = Callable[[View], Truth]


class Token:
    """Where one region of one case stands while a transition is made; thrown away afterwards."""

    __slots__ = ("state", "view")

    def __init__(self, state: str, view: View) -> None:
        self.state = state
        self.view = view


class NotLetThrough(WorkflowError):
    """A transition was fired whose guard does not hold."""

    def __init__(self, transition: str) -> None:
        super().__init__(
            f'The guard of "{transition}" does not hold. Ask what is missing before firing it.'
        )


@dataclass(frozen=True, slots=True, eq=False)
class Machines:
    """Everything about a definition that is worked out once: machines, tests, who watches what.

    `watchers` says for each field, and for "assigned", "contacted" and "*" (guards that look at
    more than fields), which clocks must be looked at again when it changes; `needed`, for each
    transition, the fields that must be recorded before it.
    """

    regions: Mapping[str, Machine]
    guards: Mapping[str, Test]
    items: Mapping[str, Test]
    clocks: Mapping[str, Test]
    starts: Mapping[str, Test]
    watchers: Mapping[str, tuple[str, ...]]
    at_place: Mapping[str, tuple[str, ...]]
    by_name: Mapping[str, tuple[TransitionRule, ...]]
    needed: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=256)
def machines_for(definition: Definition) -> Machines:
    """The machines of a definition, built at the first call."""
    return Machines(
        regions={r.id: _machine(definition, r) for r in definition.regions.values()},
        guards=_tests((t.id, t.when) for t in definition.transitions.values()),
        items=_tests((i.id, i.when) for p in definition.places.values() for i in p.checklist),
        clocks=_tests((c.id, c.when) for c in definition.clocks.values()),
        starts=_tests((r.id, r.may_start.when) for r in definition.regions.values() if r.may_start),
        watchers=_watchers(definition),
        at_place=_at_place(definition),
        by_name=_by_name(definition),
        needed={t.id: _needed(definition, t) for t in definition.transitions.values()},
    )


def fire(machines: Machines, rule: TransitionRule, view: View) -> str:
    """Where the region stands after the transition.

    Raises:
        NotLetThrough: its guard does not hold, which was to be asked before.
    """
    token = Token(rule.source, view)
    if not machines.regions[rule.region].events[rule.id].trigger(token):
        raise NotLetThrough(rule.id)
    return token.state


def _tests(guards: Iterator[tuple[str, Guard | None]]) -> dict[str, Test]:
    return {name: compiled(guard) for name, guard in guards if guard is not None}


def _machine(definition: Definition, region: Region) -> Machine:
    ends = tuple(definition.outcomes) if region.id == MAIN else (FINISHED, WAIVED)
    machine = Machine(
        model=None,
        states=[*region.places, *ends],
        initial=region.initial,
        auto_transitions=False,
        queued=False,
        send_event=True,
    )
    for rule in definition.transitions.values():
        if rule.region == region.id:
            machine.add_transition(
                rule.id,
                rule.source,
                rule.target or None,
                conditions=[_condition(rule.when)] if rule.when else None,
            )
    return machine


def _condition(guard: Guard) -> Callable[[EventData], bool]:
    test = compiled(guard)

    def holds(event: EventData) -> bool:
        token: Token = cast(Any, event.model)
        return test(token.view) is True

    return holds


def _watchers(definition: Definition) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for rule in definition.clocks.values():
        watched = {rule.until_date} if rule.until_date else set()
        watched |= {name for kind, name in (rule.from_, rule.until) if kind == "field"}
        watched |= {kind for kind, _ in (rule.until,) if kind in ("assigned", "contacted")}
        if rule.when is not None:
            watched |= fields_read(rule.when)
            beyond = (Finished, Consent, Attempts, Within)
            watched |= {"*" for term in terms(rule.when) if isinstance(term, beyond)}
        for name in watched:
            found.setdefault(name, []).append(rule.id)
    return {name: tuple(clocks) for name, clocks in found.items()}


def _at_place(definition: Definition) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for rule in definition.clocks.values():
        for kind, name in (rule.from_, rule.until):
            if kind == "place":
                found.setdefault(name, []).append(rule.id)
    return {name: tuple(clocks) for name, clocks in found.items()}


def _by_name(definition: Definition) -> dict[str, tuple[TransitionRule, ...]]:
    found: dict[str, list[TransitionRule]] = {}
    for rule in definition.transitions.values():
        found.setdefault(rule.name, []).append(rule)
        found.setdefault(rule.id, []).append(rule)
    return {name: tuple(rules) for name, rules in found.items()}


def _needed(definition: Definition, rule: TransitionRule) -> tuple[str, ...]:
    """The transition's own fields, then those of the places it leaves in the ordinary way.

    A case that ends here, or a track that is waived, need not be complete; nor need it for an act
    that leads nowhere, or that is offered anywhere.
    """
    place = definition.places[rule.source]
    target = definition.places.get(rule.target)
    recorded = place.record
    if rule.origin or rule.target in ("", WAIVED) or rule.target in definition.outcomes:
        recorded = ()
    elif target is None or target.stage != place.stage:
        recorded += place.stage_record
    return (*rule.record, *(r.field for r in recorded if not r.optional))
