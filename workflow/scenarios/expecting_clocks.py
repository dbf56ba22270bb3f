"""Whether the clocks of a case are as a step expects."""

from collections.abc import Iterator

from workflow.engine.clock_facts import Reminded, Rung
from workflow.engine.clocks import State
from workflow.engine.entries import ClockFact
from workflow.scenarios.looking import Finding, Seen, differs, named


def due(seen: Seen) -> Iterator[Finding]:
    """The dues that are otherwise."""
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


def clock_lists(seen: Seen) -> Iterator[Finding]:
    """Clocks that stand still, are late or have reminded somebody, and others than expected."""
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
            yield differs(word, named(expected), named(found))


def _reminded(seen: Seen) -> Iterator[str]:
    for entry in seen.recent:
        match entry:
            case ClockFact(clock=clock, fact=Reminded(how="told")):
                yield clock


def stopped(seen: Seen) -> Iterator[Finding]:
    """Clocks that should have stopped and run."""
    for i, clock in enumerate(seen.step.expect.stopped):
        reading = seen.clocks.get(clock)
        if reading is None or reading.state in _OPEN:
            found = reading.state if reading else "not begun"
            yield ("stopped", i), f'"{clock}": expected to have stopped; it is {found}.'


def escalated(seen: Seen) -> Iterator[Finding]:
    """Rungs reached that are others."""
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
