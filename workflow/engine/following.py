"""What follows when facts are written down: figures, clocks, children, the office of the case."""

from collections.abc import Iterable, Mapping

from workflow.engine.clockwork import changed, offices_changed
from workflow.engine.entitling import entitle
from workflow.engine.entries import Recorded
from workflow.engine.family import items_changed
from workflow.engine.turn import Turn


def write(turn: Turn, facts: Mapping[str, object]) -> None:
    """Write facts down and let what depends on them follow."""
    turn.note(Recorded(turn.now, turn.person.id, dict(facts)))
    follow(turn, facts)


def follow(turn: Turn, names: Iterable[str]) -> None:
    """Let everything that depends on changed fields follow."""
    written = tuple(names)
    changed(turn, (*written, *entitle(turn, written)))
    for name in written:
        items_changed(turn, name)
    if turn.definition.area in written:
        offices_changed(turn)
