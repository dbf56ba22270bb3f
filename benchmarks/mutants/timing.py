"""Changes of time: limits, reminders, rungs, pauses, when a clock runs, and the calendars."""

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.mutants.spots import Around, Change, Spot
from workflow.definition.durations import parse_limit
from workflow.definition.reader import List, Map, Plain, Text
from workflow.definition.trees import node_at

#: Nothing is dated by a day before the workflows came into force.
IN_FORCE = "2026-07-01"
_AFTER = " after"
_LIMITS = ("within", "at_most")
_OTHER_UNTIL = {"assigned": "contacted", "contacted": "assigned"}
_OTHER_LADDER = {"standard": "emergency"}


def _times(text: str, *, twice: bool) -> str | None:
    """A limit, doubled or halved; None where there is nothing between it and no time at all."""
    limit = parse_limit(text)
    count = limit.count * 2 if twice else limit.count // 2
    return str(replace(limit, count=count)) if count else None


def _later(at: str) -> str:
    """A rung, reached at another moment after the due."""
    if at == "due":
        return "1 hour after"
    return f"{_times(at.removesuffix(_AFTER), twice=True)}{_AFTER}"


def _limit(spot: Spot, *, twice: bool) -> Iterator[Change]:
    if spot.word in _LIMITS and isinstance(spot.node, Text):
        old = spot.node.value
        if new := _times(old, twice=twice):
            yield spot.path, new, f"of {spot.owner}: {old} to {new}"


def double_limit(spot: Spot, _: Around) -> Iterator[Change]:
    """Twice the time."""
    yield from _limit(spot, twice=True)


def halve_limit(spot: Spot, _: Around) -> Iterator[Change]:
    """Half the time."""
    yield from _limit(spot, twice=False)


def drop_reminder(spot: Spot, _: Around) -> Iterator[Change]:
    """Nobody is reminded at one of the moments."""
    if spot.word == "remind":
        for i, name in enumerate(spot.names):
            yield *spot.less(i), f"of {spot.owner}: {name}"


def _is_rung(spot: Spot) -> bool:
    return spot.path[0] == "ladders" and len(spot.path) == 3


def drop_rung(spot: Spot, _: Around) -> Iterator[Change]:
    """A rung that is not there."""
    if _is_rung(spot) and isinstance(spot.above, List) and len(spot.above.items) > 1:
        yield spot.path, None, f"{spot.path[2]} of {spot.path[1]}"


def shift_rung(spot: Spot, _: Around) -> Iterator[Change]:
    """A rung that is reached later."""
    at = node_at(spot.node, ("at",)) if _is_rung(spot) else None
    if isinstance(at, Text):
        new = _later(at.value)
        yield (*spot.path, "at"), new, f"{spot.path[2]} of {spot.path[1]}: {at.value} to {new}"


def drop_pause(spot: Spot, _: Around) -> Iterator[Change]:
    """A reason that no longer stops the clock, or gives it no more time."""
    if spot.word in ("pause_for", "extend"):
        for i, name in enumerate(spot.names):
            yield *spot.less(i), f"of {spot.owner}: {name}"


def change_until(spot: Spot, _: Around) -> Iterator[Change]:
    """A clock that starts or stops at another moment."""
    if spot.word not in ("from", "until") or not isinstance(spot.node, Text):
        return
    if spot.path[0] == "reopen":
        return
    old = spot.node.value
    new = _OTHER_UNTIL.get(old)
    yield spot.path, new, f"of {spot.owner}: {spot.word} {old} to {new or 'nothing'}"


def change_clock(spot: Spot, _: Around) -> Iterator[Change]:
    """A clock that pauses, goes on or escalates otherwise."""
    if not isinstance(spot.node, Text):
        return
    if spot.word in ("firm", "on_return"):
        yield spot.path, None, f"{spot.owner}: {spot.word} {spot.node.value} to nothing"
    elif spot.word == "escalate":
        new = _OTHER_LADDER.get(spot.node.value, "standard")
        yield spot.path, new, f"{spot.owner}: ladder {spot.node.value} to {new}"


def drop_holiday(spot: Spot, _: Around) -> Iterator[Change]:
    """A day on which offices are open after all."""
    if spot.path[:-1] == ("holidays",) and spot.word >= IN_FORCE:
        yield spot.path, None, spot.word


def change_hours(spot: Spot, _: Around) -> Iterator[Change]:
    """Offices that close an hour earlier on one day of the week."""
    if spot.path[-2:-1] != ("week",) or not spot.names:
        return
    new = [*spot.names[:-1], _an_hour_less(spot.names[-1])]
    value: Plain = new if len(new) > 1 else new[0]
    yield spot.path, value, f"{spot.owner}: {spot.word} until {new[-1][-5:]}"


def _an_hour_less(hours: str) -> str:
    start, _, end = hours.partition("-")
    return f"{start}-{int(end[:2]) - 1:02}{end[2:]}"


def is_over(spot: Spot, tree: Map) -> bool:
    """Whether it belongs to a period of a calendar that ended before the workflows began."""
    if spot.path[0] != "periods" or len(spot.path) < 2:
        return False
    periods = node_at(tree, ("periods",))
    assert isinstance(periods, List)
    to = node_at(periods.items[int(spot.path[1])], ("to",))
    return isinstance(to, Text) and to.value < IN_FORCE
