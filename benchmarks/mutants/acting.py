"""Changes of what may be done: transitions, their guards, who makes them, what they need and do."""

from collections.abc import Iterator

from benchmarks.mutants.guards import altered
from benchmarks.mutants.spots import Around, Change, Spot, shortly
from workflow.definition.definition import FINISHED, WAIVED
from workflow.definition.reader import List, Map, Text

#: By whom something is done instead, the first that may not do it already.
_INSTEAD = ("supervisor", "officer", "coordinator", "auditor")
_OTHER_END = {FINISHED: WAIVED, WAIVED: FINISHED}


def _in_a_transition(spot: Spot) -> bool:
    return spot.path[-3:-2] == ("transitions",) or spot.path[0] == "anywhere"


def drop_transition(spot: Spot, _: Around) -> Iterator[Change]:
    """A way that is not there."""
    inside = spot.path[-2:-1] == ("transitions",)
    if isinstance(spot.node, Map) and (inside or spot.path[:-1] == ("anywhere",)):
        alone = isinstance(spot.above, Map) and len(spot.above.entries) == 1
        path = spot.path[:-1] if alone else spot.path
        yield path, None, shortly(spot.path)


def change_target(spot: Spot, around: Around) -> Iterator[Change]:
    """A way that leads elsewhere."""
    if spot.word != "to" or not isinstance(spot.node, Text) or not _in_a_transition(spot):
        return
    old = spot.node.value
    stage = str(spot.path[1])
    new = _OTHER_END.get(old)
    for known in ((around.steps or {}).get(stage, ()), around.stages, around.outcomes):
        new = new or around.other(known, old)
    if new:
        yield spot.path, new, f"of {spot.owner}: {old} to {new}"


def drop_guard(spot: Spot, _: Around) -> Iterator[Change]:
    """A guard that is not there."""
    if spot.word == "when" and isinstance(spot.node, Text):
        yield spot.path, None, f"of {spot.owner}"


def alter_guard(spot: Spot, _: Around) -> Iterator[Change]:
    """A guard that holds at other times."""
    if spot.word == "when" and isinstance(spot.node, Text):
        for guard in altered(spot.node.value):
            yield spot.path, guard, f"of {spot.owner}: {guard}"


def swap_role(spot: Spot, around: Around) -> Iterator[Change]:
    """Somebody else instead of one who may act."""
    if spot.word not in ("by", "answer_by"):
        return
    for i, name in enumerate(spot.names):
        whose, dot, _ = name.rpartition(".")
        others = (f"{whose}{dot}{role}" for role in _INSTEAD if role in around.roles)
        other = next((role for role in others if role not in spot.names), None)
        if other:
            path = (*spot.path, i) if isinstance(spot.node, List) else spot.path
            yield path, other, f"in {spot.owner}: {name} to {other}"


def drop_role(spot: Spot, _: Around) -> Iterator[Change]:
    """One who may no longer act."""
    if spot.word in ("by", "answer_by") and len(spot.names) > 1:
        for i, name in enumerate(spot.names):
            yield *spot.less(i), f"from {spot.owner}: {name}"


def drop_not_by(spot: Spot, _: Around) -> Iterator[Change]:
    """One and the same person may do both."""
    if spot.word == "not_by":
        for i, name in enumerate(spot.names):
            yield *spot.less(i), f"of {spot.owner}: {name}"


def _drop_need(spot: Spot, need: str) -> Iterator[Change]:
    if spot.word == "needs" and need in spot.names:
        yield *spot.less(spot.names.index(need)), f"of {spot.owner}"


def drop_two_people(spot: Spot, _: Around) -> Iterator[Change]:
    """One person is enough."""
    yield from _drop_need(spot, "two people")


def drop_checklist(spot: Spot, _: Around) -> Iterator[Change]:
    """Nothing need be ticked."""
    yield from _drop_need(spot, "checklist")


def drop_check_item(spot: Spot, _: Around) -> Iterator[Change]:
    """One thing that need not be ticked."""
    if spot.path[-2:-1] == ("checklist",) and isinstance(spot.node, Map):
        alone = isinstance(spot.above, Map) and len(spot.above.entries) == 1
        yield (spot.path[:-1] if alone else spot.path), None, shortly(spot.path)


def drop_ask(spot: Spot, _: Around) -> Iterator[Change]:
    """A fact that is not asked for."""
    if spot.word == "ask":
        for i, name in enumerate(spot.names):
            yield *spot.less(i), f"of {spot.owner}: {name}"


def drop_set(spot: Spot, _: Around) -> Iterator[Change]:
    """A fact that is not written down by itself."""
    if spot.path[-2:-1] == ("set",) and isinstance(spot.node, Text):
        alone = isinstance(spot.above, Map) and len(spot.above.entries) == 1
        yield (spot.path[:-1] if alone else spot.path), None, f"in {spot.owner}: {spot.word}"


def drop_start(spot: Spot, _: Around) -> Iterator[Change]:
    """A track or a child that does not begin."""
    if spot.word in ("start", "open", "runs"):
        for i, name in enumerate(spot.names):
            yield *spot.less(i), f"of {spot.owner}: {spot.word} {name}"


def require_record(spot: Spot, _: Around) -> Iterator[Change]:
    """A field that may no longer stay unknown."""
    if spot.word == "record":
        for i, name in enumerate(spot.names):
            if name.endswith("?"):
                path = (*spot.path, i) if isinstance(spot.node, List) else spot.path
                yield path, name.removesuffix("?"), f"at {spot.owner}: {name}"


def drop_record(spot: Spot, _: Around) -> Iterator[Change]:
    """A field that need not be known."""
    if spot.word == "record":
        for i, name in enumerate(spot.names):
            if not name.endswith("?"):
                yield *spot.less(i), f"at {spot.owner}: {name}"


def drop_class(spot: Spot, _: Around) -> Iterator[Change]:
    """Something that everybody may know of."""
    if spot.word == "class" and isinstance(spot.node, Text):
        yield spot.path, None, f"of {spot.owner or 'the workflow'}"
