"""Whether a ladder can do what it says at each place where a clock with it runs: T505, N601."""

from collections.abc import Iterator

from workflow.definition.checks.graph import reached, ways
from workflow.definition.checks.privacy import sees
from workflow.definition.checks.subject import Subject
from workflow.definition.definition import (
    SYSTEM,
    ClockRule,
    Definition,
    LadderRung,
    TransitionRule,
)
from workflow.definition.problems import Problem
from workflow.definition.spelling import did_you_mean


def check_rungs(subject: Subject) -> Iterator[Problem]:
    """Everything that a rung cannot do."""
    for clock in subject.definition.clocks.values():
        for i, rung in enumerate(clock.rungs):
            if rung.do:
                yield from _undone(subject, clock, i, rung)
            if not _heard(subject.definition, clock, rung):
                yield _unheard(subject, clock, i)


def _undone(subject: Subject, clock: ClockRule, number: int, rung: LadderRung) -> Iterator[Problem]:
    definition = subject.definition
    path = ("ladders", clock.ladder, number, "do")
    lacking = [
        definition.places[place].words.en
        for place in running_at(definition, clock)
        if not any(
            t.name == rung.do and _by_system(t) for t in definition.places[place].transitions
        )
    ]
    if lacking:
        rules = {t.name for t in definition.transitions.values() if _by_system(t)}
        known = did_you_mean(rung.do, rules) if rung.do not in rules else ""
        yield subject.problem(
            path,
            "T505",
            f'"{rung.do}" is no transition "by: [system]" at {_listed(lacking)}, where the clock '
            f'"{clock.words.en}" runs.',
            known or "Add it there, or name another ladder at the clock.",
            related=(clock.path,),
        )


def _by_system(rule: TransitionRule) -> bool:
    return any(ref.role == SYSTEM for ref in rule.by)


def _listed(places: list[str]) -> str:
    shown = ", ".join(f'"{place}"' for place in places[:3])
    return f"{shown} and {len(places) - 3} more" if len(places) > 3 else shown


def running_at(definition: Definition, clock: ClockRule) -> list[str]:
    """The places at which a clock may run: from where it starts to where it stops."""
    inside = [
        place.id
        for place in definition.places.values()
        if place.region == clock.region and (not clock.scope or clock.scope in place.within)
    ]
    starts = {"place": [clock.from_[1]], "field": inside}.get(clock.from_[0], inside[:1])
    stop = clock.until[1] if clock.until[0] == "place" else ""
    rules = [
        rule
        for rule in ways(definition, clock.region)
        if rule.target in inside and stop not in (rule.source, rule.target)
    ]
    found = reached(starts, rules)
    return [place for place in inside if place in found and place != stop]


def _heard(definition: Definition, clock: ClockRule, rung: LadderRung) -> bool:
    """Whether somebody the rung tells may know of the clock."""
    place = definition.places.get(clock.scope)
    classes = {clock.class_, definition.regions[clock.region].class_}
    classes |= {place.class_} if place else set()
    return any(all(sees(definition, ref, class_) for class_ in classes) for ref in rung.tell)


def _unheard(subject: Subject, clock: ClockRule, number: int) -> Problem:
    return subject.problem(
        ("ladders", clock.ladder, number),
        "N601",
        f'Nobody whom this rung tells may know of "{clock.words.en}".',
        "Tell a role that sees its class, or name another ladder at the clock.",
        related=(clock.path,),
    )
