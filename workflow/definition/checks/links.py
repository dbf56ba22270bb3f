"""Workflows and tables that feed on each other: S109, D305, D306, T502."""

from collections.abc import Callable, Collection, Iterator, Mapping

from workflow.definition.checks.graph import ends, waits_for, ways
from workflow.definition.checks.rungs import running_at
from workflow.definition.checks.spans import days
from workflow.definition.checks.subject import Subject
from workflow.definition.definition import MAIN, ClockRule, Definition, Path, TransitionRule
from workflow.definition.problems import Problem
from workflow.definition.references import definition_for


def check_links(subject: Subject) -> Iterator[Problem]:
    """Everything that is wrong between this workflow, its children and its tables."""
    yield from _children_in_a_circle(subject)
    yield from _decisions_in_a_circle(subject)
    yield from _filled_twice(subject)
    yield from _filled_by_hand(subject)
    yield from _longer_than_parent(subject)


def _children_in_a_circle(subject: Subject) -> Iterator[Problem]:
    """Children are opened by themselves on entering a place, and open children in their turn."""
    known = subject.library.definitions

    def opened_by(workflow: str) -> Collection[str]:
        definition = known.get(definition_for(known, workflow, subject.definition.overlay))
        return _opened(definition) if definition else ()

    me = subject.definition.workflow
    for child in subject.definition.children.values():
        if child.workflow in opened_by(me) and me in _all_after(child.workflow, opened_by):
            yield subject.problem(
                ("children", child.id, "workflow"),
                "S109",
                f'"{me}" opens "{child.workflow}", which in the end opens "{me}" again.',
                'Take one of them out of "runs", and let a person open it.',
            )


def _opened(definition: Definition) -> frozenset[str]:
    """The workflows of the children that places open by themselves."""
    runs = (name for scope in definition.scopes.values() for name in scope.runs)
    return frozenset(definition.children[name].workflow for name in runs)


def _all_after(first: str, after: Callable[[str], Collection[str]]) -> frozenset[str]:
    """Everything that follows from the first, itself included."""
    waiting = [first]
    for name in waiting:
        waiting.extend(set(after(name)) - set(waiting))
    return frozenset(waiting)


def _decisions_in_a_circle(subject: Subject) -> Iterator[Problem]:
    fed: Mapping[str, frozenset[str]] = {
        name: frozenset(_inputs(subject, name)) for name in subject.definition.decisions
    }
    gives = {n: set(rule.gives.values()) for n, rule in subject.definition.decisions.items()}

    def after(name: str) -> Collection[str]:
        return [other for other, inputs in fed.items() if gives[name] & inputs]

    for name in fed:
        if any(name in _all_after(other, after) for other in after(name)):
            yield subject.problem(
                ("decisions", name),
                "D306",
                f'"{name}" depends on a figure that depends on "{name}".',
                "Take one of the fields from another source.",
            )


def _inputs(subject: Subject, decision: str) -> Iterator[str]:
    """The fields a decision reads."""
    rule = subject.definition.decisions[decision]
    table = subject.library.tables.get(rule.table)
    yield rule.as_of
    for column in table.inputs if table else rule.inputs:
        yield rule.inputs.get(column, column)


def _filled_twice(subject: Subject) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for name, rule in subject.definition.decisions.items():
        for column, field in rule.gives.items():
            path: Path = ("decisions", name, "gives", column)
            if first.setdefault(field, path) != path:
                text = f'"{field}" is filled from two tables.'
                help_ = "Give each its own field."
                yield subject.problem(path, "D305", text, help_, related=(first[field],))


def _filled_by_hand(subject: Subject) -> Iterator[Problem]:
    for rule in subject.definition.transitions.values():
        asked = (((*rule.written, "ask", i), name) for i, name in enumerate(rule.ask))
        set_: Iterator[tuple[Path, str]] = (((*rule.written, "set", f), f) for f in rule.set_)
        for path, name in (*asked, *set_):
            decision = subject.definition.fields[name].computed_by
            if decision:
                yield subject.problem(
                    path,
                    "D305",
                    f'"{name}" is filled by the decision "{decision}", and never by hand.',
                    "Take it out here.",
                )


def _longer_than_parent(subject: Subject) -> Iterator[Problem]:
    """A clock that waits for children leaves them the time they may take."""
    known, definition = subject.library.definitions, subject.definition
    for child in definition.children.values():
        other = known.get(definition_for(known, child.workflow, definition.overlay))
        takes = _shortest(other) if other else 0.0
        for clock in _waiting(definition, child.id):
            if clock.limit and takes > days(clock.limit):
                yield subject.problem(
                    (*clock.path, "within"),
                    "T502",
                    f'"{child.words.en}" may take {takes:.0f} days even when nothing is late, but '
                    f'"{clock.words.en}" gives {clock.limit}.',
                    "Give this clock more time, or the child less.",
                    related=(("children", child.id),),
                )


def _waiting(definition: Definition, child: str) -> Iterator[ClockRule]:
    """The clocks that run at places which wait for children of that name."""
    waiting = {
        rule.source
        for rule in definition.transitions.values()
        if any(join.name == child for join in waits_for(rule.when))
    }
    for clock in definition.clocks.values():
        to_the_end = clock.until[0] == "leaving" and clock.scope
        if to_the_end and not waiting.isdisjoint(running_at(definition, clock)):
            yield clock


def _shortest(definition: Definition) -> float:
    """The days that a case may take on its quickest way to an outcome, every limit used up."""
    rules = ways(definition, MAIN)
    best: dict[str, float] = {definition.regions[MAIN].initial: 0.0}
    waiting = list(best)
    for place in waiting:
        for rule in (rule for rule in rules if rule.source == place):
            until = best[place] + _allowed(definition, rule)
            if until < best.get(rule.target, float("inf")):
                best[rule.target] = until
                if rule.target in definition.places:
                    waiting.append(rule.target)
    return min((best[end] for end in ends(definition, MAIN) if end in best), default=0.0)


def _allowed(definition: Definition, rule: TransitionRule) -> float:
    """The days allowed before a transition: by the clock of the stage, or else by the step's."""
    place, target = definition.places[rule.source], definition.places.get(rule.target)
    of_stage = _least(definition, place.stage)
    if not place.step or not of_stage:
        return _least(definition, place.id)
    return 0.0 if target and target.stage == place.stage else of_stage


def _least(definition: Definition, scope: str) -> float:
    """The days of the shortest clock that runs in any case until a stage or step is left."""
    clocks = (definition.clocks[name] for name in definition.scopes[scope].clocks)
    limits = [days(c.limit) for c in clocks if c.limit and c.until[0] == "leaving" and not c.when]
    return min(limits, default=0.0)
