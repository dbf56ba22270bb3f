"""Firing the bare machine, and deciding: what the law of the case costs on top of it."""

from collections.abc import Callable

from statemachine import State, StateMachine

from benchmarks.measuring import Subject, Timing, in_turns, repeated
from benchmarks.rows import Row, micro
from benchmarks.world import Measured, granted, open_case
from workflow.engine.entries import ClockFact, Moved, Recorded
from workflow.engine.machine import fire
from workflow.engine.view import CaseView

FIRES = 200
DECISIONS = 50


class PeerCase:
    """What the peer keeps for a case, and how it is told of an effect."""

    def __init__(self) -> None:
        self.confirmed = True
        self.made: list[str] = []


class Peer(StateMachine):
    """python-statemachine with the same step: one guard on the way, one effect after it."""

    intake = State(initial=True)
    support = State()
    accept = intake.to(support, cond="confirmed", after="note")
    back = support.to(intake, cond="confirmed", after="note")

    def note(self) -> None:
        self.model.made.append("accept")


def deciding() -> list[Row]:
    measured = open_case()
    taken = in_turns(
        {
            "fire": repeated(_bare_fire(measured), FIRES),
            "peer": _peer(),
            "advance": repeated(_advance(measured), DECISIONS),
            "timer": repeated(_timer(measured), DECISIONS),
        }
    )
    fire_, peer, advance, timer = (taken[n] for n in ("fire", "peer", "advance", "timer"))
    return [
        Row(
            name="fire",
            what="python-statemachine takes for an event with a guard and an effect, "
            "compared with our bare machine",
            measured=peer.times(fire_),
            median=peer.median_times(fire_),
            unit="times",
            limit=8,
            kind="at least",
            note=f"{micro(peer.best)} against {micro(fire_.best)}",
        ),
        _against_fire(
            "advance",
            "deciding an officer's step, compared with the bare machine",
            advance,
            fire_,
            5,
        ),
        _against_fire(
            "timer", "deciding a reminder, compared with the bare machine", timer, fire_, 3
        ),
    ]


def _against_fire(name: str, what: str, taken: Timing, fire_: Timing, limit: float) -> Row:
    return Row(
        name=name,
        what=what,
        measured=taken.times(fire_),
        median=taken.median_times(fire_),
        unit="times",
        limit=limit,
        note=f"{micro(taken.best)} against {micro(fire_.best)}",
    )


def _bare_fire(measured: Measured) -> Callable[[], object]:
    """The machine alone, on the case as it is when its guard is asked."""
    machines = measured.rules.machines
    rule = machines.by_name["accept"][0]
    recorded = granted(measured.rules, measured.case, measured.advance, measured.advance_at).case
    view = CaseView(measured.rules, recorded, measured.advance_at)
    assert fire(machines, rule, view) == "support"
    return lambda: fire(machines, rule, view)


def _peer() -> Subject:
    machine = Peer(PeerCase())

    def run() -> None:
        for _ in range(FIRES // 2):
            machine.send("accept")
            machine.send("back")
        assert len(machine.model.made) == FIRES
        machine.model.made.clear()

    return Subject(run, FIRES)


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
