"""Whether what a step expects is so: one function for each word of `expect`.

Each answers with a plain sentence for everything that is otherwise; () = as expected.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.definition.definition import MAIN, Definition
from workflow.definition.fields import Kind
from workflow.definition.reason_words import written
from workflow.definition.reasons import Reason
from workflow.engine.actions import Action, available_actions, clocks_for, standing_for
from workflow.engine.case import Case
from workflow.engine.clock_facts import Reminded, Rung
from workflow.engine.clocks import Reading, State
from workflow.engine.entries import ChildOpened, ClockFact, Entitled, Entry, NotKnown
from workflow.engine.rules import Rules
from workflow.scenarios import times
from workflow.scenarios.reading_expect import NOT_STARTED, UNKNOWN
from workflow.scenarios.story import Scenario, StoryStep

#: Where in `expect` it is written, and what is wrong with it.
Finding = tuple[tuple[str | int, ...], str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to look at after a step, in the case it is about."""

    scenario: Scenario
    step: StoryStep
    rules: Rules
    case: Case
    now: int
    clocks: Mapping[str, Reading]
    #: All entries of the case, and those since the step before.
    entries: Sequence[Entry]
    recent: Sequence[Entry]
    #: The messages to each person since the last step with `told`, in order.
    told: Mapping[str, Sequence[str]]

    @property
    def definition(self) -> Definition:
        """The definition of the case."""
        return self.rules.definition

    @property
    def region(self) -> str:
        """The region that the step is about."""
        return self.step.where.region or MAIN

    def at(self, region: str) -> str:
        """Where a region stands, or how it ended."""
        if region == MAIN:
            return self.case.at
        return self.case.standing.get(region, NOT_STARTED)

    def time(self, instant: int) -> str:
        """An instant as the story writes it."""
        return times.written(instant, self.scenario.zone)


def differences(seen: Seen) -> Iterator[Finding]:
    """Everything in the case that is not as the step expects."""
    for look in _LOOKS:
        yield from look(seen)


def _named(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def _differs(word: str, expected: str, found: str) -> Finding:
    return (word,), f"{word}: expected {expected}; it is {found}."


def _place(seen: Seen) -> Iterator[Finding]:
    expected, found = seen.step.expect.place, seen.at(seen.region)
    if expected is not None and expected != found:
        yield _differs("place", expected, found)


def _places(seen: Seen) -> Iterator[Finding]:
    for region, expected in seen.step.expect.places.items():
        if expected != (found := seen.at(region)):
            text = f'place of "{region}": expected {expected}; it is {found}.'
            yield ("places", region), text


def _department(seen: Seen) -> Iterator[Finding]:
    expected = seen.step.expect.department
    if expected is None:
        return
    place = seen.definition.places.get(seen.at(seen.region))
    found = place.department if place else "nobody's any more"
    if expected != found:
        yield _differs("department", expected, found)


def _ended(seen: Seen) -> Iterator[Finding]:
    expected, found = seen.step.expect.ended, seen.case.outcome
    if expected is not None and expected != found:
        yield _differs("ended", expected, found or "still open")


def _due(seen: Seen) -> Iterator[Finding]:
    for clock, expected in seen.step.due.items():
        found = _when_due(seen, clock)
        if found != seen.time(expected):
            text = f'due of "{clock}": expected {seen.time(expected)}; it is {found}.'
            yield ("due", clock), text


def _when_due(seen: Seen, clock: str) -> str:
    reading = seen.clocks.get(clock)
    if reading is None:
        return "not running: it has not begun"
    if reading.state is State.PAUSED:
        return "open: the clock stands still"
    if reading.state is not State.RUNNING or reading.due is None:
        return f"not running: it is {reading.state}"
    return seen.time(reading.due)


_OPEN = (State.RUNNING, State.PAUSED)


def _clock_lists(seen: Seen) -> Iterator[Finding]:
    expect = seen.step.expect
    clocks = seen.clocks.items()
    running = {
        "paused": [clock for clock, r in clocks if r.state is State.PAUSED],
        "late": [clock for clock, r in clocks if r.state in _OPEN and r.late],
        "reminded": list(dict.fromkeys(_reminded(seen))),
    }
    for word, found in running.items():
        expected: tuple[str, ...] | None = getattr(expect, word)
        if expected is not None and sorted(expected) != sorted(found):
            yield _differs(word, _named(expected), _named(found))


def _reminded(seen: Seen) -> Iterator[str]:
    for entry in seen.recent:
        match entry:
            case ClockFact(clock=clock, fact=Reminded(how="told")):
                yield clock


def _stopped(seen: Seen) -> Iterator[Finding]:
    for i, clock in enumerate(seen.step.expect.stopped):
        reading = seen.clocks.get(clock)
        if reading is None or reading.state in _OPEN:
            found = reading.state if reading else "not begun"
            yield ("stopped", i), f'"{clock}": expected to have stopped; it is {found}.'


def _escalated(seen: Seen) -> Iterator[Finding]:
    for clock, expected in seen.step.expect.escalated.items():
        rungs = [
            fact.rung + 1
            for fact in seen.case.clocks.get(clock, ())
            if isinstance(fact, Rung) and fact.how != "passed over"
        ]
        found = max(rungs, default=0)
        if int(expected) != found:
            text = f'rung of "{clock}": expected {expected}; it is {found or "none"}.'
            yield ("escalated", clock), text


def _told(seen: Seen) -> Iterator[Finding]:
    expected = seen.step.expect.told
    if expected is None:
        return
    for person in dict.fromkeys((*expected, *seen.told)):
        wanted, found = expected.get(person, ()), seen.told.get(person, ())
        if tuple(wanted) != tuple(found):
            path = ("told", person) if person in expected else ("told",)
            yield path, f"told {person}: expected {_named(wanted)}; heard {_named(found)}."


def _opened(seen: Seen) -> Iterator[Finding]:
    expected = seen.step.expect.opened
    found = [entry.key for entry in seen.recent if isinstance(entry, ChildOpened)]
    if expected is not None and sorted(expected) != sorted(found):
        yield _differs("opened", _named(expected), _named(found))


def _facts(seen: Seen) -> Iterator[Finding]:
    for name, expected in seen.step.expected_facts.items():
        found = _fact(seen, name)
        wanted = _as_text(seen, name, expected)
        if wanted != found:
            yield ("facts", name), f'"{name}": expected {wanted}; it is {found}.'


def _fact(seen: Seen, name: str) -> str:
    if seen.definition.fields[name].type.kind is Kind.LIST:
        return str(len(seen.case.lists.get(name, {})))
    if name not in seen.case.facts:
        return UNKNOWN
    return _as_text(seen, name, seen.case.facts[name])


def _as_text(seen: Seen, name: str, value: object) -> str:
    kind = seen.definition.fields[name].type.kind
    if isinstance(value, NotKnown):
        return "not known"
    if kind is Kind.INSTANT and isinstance(value, int):
        return seen.time(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return _named(sorted(value))
    return written(kind, value) if isinstance(value, int) else str(value)


def _entitled(seen: Seen) -> Iterator[Finding]:
    for decision, expected in seen.step.expect.entitled.items():
        entries = [e for e in seen.entries if isinstance(e, Entitled) and e.decision == decision]
        if not entries:
            yield ("entitled", decision), f'"{decision}": no figure has been taken yet.'
            continue
        found = _figure(seen, entries[-1])
        for name, text in expected.items():
            if found.get(name) != text:
                path = ("entitled", decision, name)
                yield path, f"{name}: expected {text}; it is {found.get(name, 'not given')}."


def _figure(seen: Seen, entry: Entitled) -> dict[str, str]:
    """What is known of a figure, in words; a field by its own name."""
    figure = {"row": str(entry.row), "edition": entry.edition, "table": entry.table}
    return figure | {name: _as_text(seen, name, v) for name, v in entry.values.items()}


# -- people -------------------------------------------------------------------------------------


def actions_of(seen: Seen, person: str) -> tuple[Action, ...]:
    """What a person may know of in the case, or in the region that the step names."""
    somebody = seen.scenario.people[person].person
    found = available_actions(seen.rules, seen.case, somebody, seen.now)
    region = seen.step.where.region
    return tuple(action for action in found if not region or action.region == region)


def _offered(seen: Seen) -> Iterator[Finding]:
    for person, expected in seen.step.expect.offered.items():
        found = [
            action.id if action.id in expected else action.name
            for action in actions_of(seen, person)
            if action.allowed
        ]
        if sorted(expected) != sorted(found):
            path = ("offered", person)
            yield path, f"offered to {person}: expected {_named(expected)}; it is {_named(found)}."


def _missing(seen: Seen) -> Iterator[Finding]:
    for person, wanted in seen.step.expect.missing.items():
        actions = actions_of(seen, person)
        for name, expected in wanted.items():
            path = ("missing", person, name)
            action = next((a for a in actions if name in (a.name, a.id)), None)
            if action is None:
                yield path, f'"{name}" is not shown to {person} here.'
            elif not matches(expected, action.reasons):
                found = spelled(action.reasons)
                yield path, f'"{name}" misses: expected {_named(expected)}; it is {found}.'


def _hidden(seen: Seen) -> Iterator[Finding]:
    for i, person in enumerate(seen.step.expect.hidden_from):
        if found := tuple(_shown(seen, person)):
            yield ("hidden_from", i), f"{person} is shown: {_named(found)}."


def _shown(seen: Seen, person: str) -> Iterator[str]:
    somebody = seen.scenario.people[person].person
    given = (seen.rules, seen.case, somebody, seen.now)
    region = seen.step.where.region
    for standing in standing_for(*given):
        if standing.region == region if region else standing.place:
            yield f"that it stands at {standing.place or standing.region}"
    for clock in clocks_for(*given):
        if not region or seen.definition.clocks[clock].region == region:
            yield f'the clock "{clock}"'
    for action in actions_of(seen, person):
        yield f'the transition "{action.name}"'


# -- reasons ------------------------------------------------------------------------------------


def matches(expected: Sequence[str], reasons: Sequence[Reason]) -> bool:
    """Whether each text stands for one of the reasons and each reason is stood for."""
    if len(expected) != len(reasons):
        return False
    if not expected:
        return True
    first, *rest = expected
    return any(
        _says(first, reason) and matches(rest, [*reasons[:i], *reasons[i + 1 :]])
        for i, reason in enumerate(reasons)
    )


def _says(text: str, reason: Reason) -> bool:
    return text == reason.code or text in reason.words.en or text in reason.words.ur


def spelled(reasons: Iterable[Reason]) -> str:
    """Reasons for whoever reads a failure: code and words."""
    return _named(f"{reason.code} ({reason.words.en})" for reason in reasons)


_LOOKS: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    _place,
    _places,
    _department,
    _ended,
    _due,
    _clock_lists,
    _stopped,
    _escalated,
    _told,
    _opened,
    _facts,
    _entitled,
    _offered,
    _missing,
    _hidden,
)
