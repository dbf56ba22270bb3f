"""Whether what a step expects is so: one function for each word of `expect`.

Each answers with a plain sentence for everything that is otherwise. Clocks and people have modules
of their own; here are places, facts and figures, and the list of all.
"""

from collections.abc import Callable, Iterator

from workflow.definition.fields import Kind
from workflow.definition.reason_words import written
from workflow.engine.entries import ChildOpened, Entitled, NotKnown
from workflow.scenarios import expecting_clocks, expecting_people
from workflow.scenarios.looking import Finding, Seen, differs, named
from workflow.scenarios.reading_expect import UNKNOWN


def differences(seen: Seen) -> Iterator[Finding]:
    """Everything in the case that is not as the step expects."""
    for look in _LOOKS:
        yield from look(seen)


def _place(seen: Seen) -> Iterator[Finding]:
    expected, found = seen.step.expect.place, seen.at(seen.region)
    if expected is not None and expected != found:
        yield differs("place", expected, found)


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
        yield differs("department", expected, found)


def _ended(seen: Seen) -> Iterator[Finding]:
    expected, found = seen.step.expect.ended, seen.case.outcome
    if expected is not None and expected != found:
        yield differs("ended", expected, found or "still open")


def _opened(seen: Seen) -> Iterator[Finding]:
    expected = seen.step.expect.opened
    found = [entry.key for entry in seen.recent if isinstance(entry, ChildOpened)]
    if expected is not None and sorted(expected) != sorted(found):
        yield differs("opened", named(expected), named(found))


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
        return named(sorted(value))
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


_LOOKS: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    _place,
    _places,
    _department,
    _ended,
    expecting_clocks.due,
    expecting_clocks.clock_lists,
    expecting_clocks.stopped,
    expecting_clocks.escalated,
    expecting_people.told,
    _opened,
    _facts,
    _entitled,
    expecting_people.offered,
    expecting_people.missing,
    expecting_people.hidden,
)
