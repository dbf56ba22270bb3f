"""Changes of who hears what."""

from collections.abc import Iterator

from benchmarks.mutants.spots import Around, Change, Spot
from workflow.definition.reader import List, Map, Text

_SAYS_INSTEAD = {"entered": "reminder"}


def _is_notice(spot: Spot) -> bool:
    return isinstance(spot.node, Map) and {"tell", "say"} <= spot.node.entries.keys()


def drop_notice(spot: Spot, _: Around) -> Iterator[Change]:
    """A notice that is not sent."""
    if not _is_notice(spot) or spot.path[0] == "ladders":
        return
    assert isinstance(spot.above, List)
    alone = len(spot.above.items) == 1
    yield (spot.path[:-1] if alone else spot.path), None, f"{spot.path[-1]} of {spot.owner}"


def drop_hearer(spot: Spot, _: Around) -> Iterator[Change]:
    """Somebody who is not told."""
    if spot.word == "tell" and len(spot.names) > 1:
        for i, name in enumerate(spot.names):
            yield *spot.less(i), f"of {spot.owner}: {name}"


def change_message(spot: Spot, _: Around) -> Iterator[Change]:
    """Another message instead of the right one."""
    if spot.word == "say" and isinstance(spot.node, Text):
        old = spot.node.value
        new = _SAYS_INSTEAD.get(old, "entered")
        yield spot.path, new, f"of {spot.owner}: {old} to {new}"
