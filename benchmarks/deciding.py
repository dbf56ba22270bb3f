"""Firing the bare machine, and deciding: what the law of the case costs on top of it."""

from collections.abc import Callable, Iterator, Mapping

from statemachine import State, StateMachine

from benchmarks.measuring import Timing, in_turns, mixed, repeated
from benchmarks.rows import Row, micro
from benchmarks.world import Measured, granted, open_case
from workflow.engine.entries import ClockFact, Moved, Recorded
from workflow.engine.machine import fire
from workflow.engine.view import CaseView

TOGETHER = 50
WHAT = {
    "peer": "an event of python-statemachine",
    "advance": "deciding an officer's step",
    "timer": "deciding a reminder that is due",
}
#: How many times as long as the bare machine it may take.
LIMITS = {"advance": 5, "timer": 3}


class PeerCase:
    """What the peer keeps for a case, and how it is told of an effect."""

    def __init__(self) -> None:
        self.confirmed = True
        self.made: list[str] = []


class Peer(StateMachine):
    """python-statemachine with the same step: one guard on the way, one effect after it.

    It lives on, as it does best; a second way leads back, so that the event can come again.
    """

    intake = State(initial=True)
    support = State()
    accept = intake.to(support, cond="confirmed", after="note") | support.to(
        intake, cond="confirmed", after="note"
    )

    def note(self) -> None:
        self.model.made.append("accept")


def deciding() -> list[Row]:
    measured = open_case()
    calls = {
        "fire": _bare_fire(measured),
        "peer": _peer(),
        "advance": _advance(measured),
        "timer": _timer(measured),
    }
    taken = in_turns({name: repeated(call, TOGETHER) for name, call in calls.items()})
    singly = mixed(calls)
    return [*_repeated_rows(taken), *_mixed_rows(singly)]


def _repeated_rows(taken: Mapping[str, Timing]) -> Iterator[Row]:
    fire_, peer = taken["fire"], taken["peer"]
    yield Row(
        name="fire",
        what="an event with a guard and an effect: python-statemachine against our bare machine",
        measured=peer.times(fire_),
        median=peer.median_times(fire_),
        unit="times",
        limit=8,
        kind="at least",
        note=f"{micro(peer.best)} against {micro(fire_.best)}",
    )
    for name, limit in LIMITS.items():
        yield Row(
            name=name,
            what=f"{WHAT[name]} against the bare machine",
            measured=taken[name].times(fire_),
            median=taken[name].median_times(fire_),
            unit="times",
            limit=limit,
            note=f"{micro(taken[name].best)} against {micro(fire_.best)}",
        )


def _mixed_rows(singly: Mapping[str, float]) -> Iterator[Row]:
    for name, seconds in singly.items():
        if name != "fire":
            times = seconds / singly["fire"]
            yield Row(
                name=f"{name}-mixed",
                what=f"{WHAT[name]} against the bare machine, the calls mixed as in a server",
                measured=times,
                median=times,
                unit="times",
                note=f"{micro(seconds)} against {micro(singly['fire'])}",
            )


def _bare_fire(measured: Measured) -> Callable[[], object]:
    """The machine alone, on the case as it is when its guard is asked."""
    machines = measured.rules.machines
    rule = machines.by_name["accept"][0]
    recorded = granted(measured.rules, measured.case, measured.advance, measured.advance_at).case
    view = CaseView(measured.rules, recorded, measured.advance_at)
    assert fire(machines, rule, view) == "support"
    return lambda: fire(machines, rule, view)


def _peer() -> Callable[[], object]:
    machine = Peer(PeerCase())
    machine.send("accept")
    assert machine.model.made == ["accept"]
    return lambda: machine.send("accept")


def _advance(measured: Measured) -> Callable[[], object]:
    rules, case, command, now = (
        measured.rules,
        measured.case,
        measured.advance,
        measured.advance_at,
    )
    decision = granted(rules, case, command, now)
    kinds = [type(entry) for entry in decision.entries]
    assert kinds == [Recorded, ClockFact, Moved, ClockFact], kinds
    assert len(decision.messages) == 2
    return lambda: granted(rules, case, command, now)


def _timer(measured: Measured) -> Callable[[], object]:
    rules, case, command, now = measured.rules, measured.case, measured.timer, measured.timer_at
    decision = granted(rules, case, command, now)
    assert [type(entry) for entry in decision.entries] == [ClockFact]
    assert len(decision.messages) == 1
    return lambda: granted(rules, case, command, now)
