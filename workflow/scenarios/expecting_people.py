"""Whether people are told, offered, refused and shown what a step expects."""

import re
from collections.abc import Iterable, Iterator, Sequence

from workflow.definition.reasons import Reason
from workflow.engine.actions import Action, available_actions, clocks_for, standing_for
from workflow.scenarios.looking import Finding, Seen, named


def told(seen: Seen) -> Iterator[Finding]:
    """People who heard other messages."""
    expected = seen.step.expect.told
    if expected is None:
        return
    for person in dict.fromkeys((*expected, *seen.told)):
        wanted, found = expected.get(person, ()), seen.told.get(person, ())
        if tuple(wanted) != tuple(found):
            path = ("told", person) if person in expected else ("told",)
            yield path, f"told {person}: expected {named(wanted)}; heard {named(found)}."


def actions_of(seen: Seen, person: str) -> tuple[Action, ...]:
    """What a person may know of in the case, or in the region that the step names."""
    somebody = seen.scenario.people[person].person
    found = available_actions(seen.rules, seen.case, somebody, seen.now)
    region = seen.step.where.region
    return tuple(action for action in found if not region or action.region == region)


def offered(seen: Seen) -> Iterator[Finding]:
    """People to whom something else is open."""
    for person, expected in seen.step.expect.offered.items():
        found = [
            action.id if action.id in expected else action.name
            for action in actions_of(seen, person)
            if action.allowed
        ]
        if sorted(expected) != sorted(found):
            path = ("offered", person)
            yield path, f"offered to {person}: expected {named(expected)}; it is {named(found)}."


def missing(seen: Seen) -> Iterator[Finding]:
    """Transitions that something else stands in the way of."""
    for person, wanted in seen.step.expect.missing.items():
        actions = actions_of(seen, person)
        for name, expected in wanted.items():
            path = ("missing", person, name)
            action = next((a for a in actions if name in (a.name, a.id)), None)
            if action is None:
                yield path, f'"{name}" is not shown to {person} here.'
            elif not matches(expected, action.reasons):
                found = spelled(action.reasons)
                yield path, f'"{name}" misses: expected {named(expected)}; it is {found}.'


def hidden(seen: Seen) -> Iterator[Finding]:
    """People who are shown what they should not see."""
    for i, person in enumerate(seen.step.expect.hidden_from):
        if found := tuple(_shown(seen, person)):
            yield ("hidden_from", i), f"{person} is shown: {named(found)}."


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


#: A single small word is a code; as a part of a sentence it would fit nearly every reason.
_CODE = re.compile(r"[a-z_]+")


def _says(text: str, reason: Reason) -> bool:
    if _CODE.fullmatch(text):
        return text == reason.code
    return text in reason.words.en or text in reason.words.ur


def spelled(reasons: Iterable[Reason]) -> str:
    """Reasons for whoever reads a failure: code and words."""
    return named(f"{reason.code} ({reason.words.en})" for reason in reasons)
