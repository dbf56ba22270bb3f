"""Changes of figures in decision tables, and of what an overlay holds."""

import re
from collections.abc import Iterator

from benchmarks.mutants.spots import Around, Change, Spot, shortly
from workflow.definition.overlay import Merged
from workflow.definition.reader import Map, Path, Text
from workflow.definition.trees import maps_in, node_at

#: What an overlay says of itself, and what is only read.
_HEADER = frozenset({"workflow", "overlay", "extends", "in_force", "owner", "sources", "messages"})
_TEXTS = frozenset({"en", "ur", "legal_basis"})
_MONEY = re.compile(r"PKR (\d+)")


def change_amount(spot: Spot, _: Around) -> Iterator[Change]:
    """Twice the money."""
    if spot.word != "amount" or spot.path[0] != "editions" or not isinstance(spot.node, Text):
        return
    if found := _MONEY.fullmatch(spot.node.value):
        new = f"PKR {int(found[1]) * 2}"
        where = f"of edition {spot.path[1]}, row {spot.path[3]}"
        yield spot.path, new, f"{where}: {spot.node.value} to {new}"


def break_overlay(overlay: Map, merged: Merged) -> Iterator[Change]:
    """Something in which the province is no longer different."""
    for path in sorted(merged.changed, key=str):
        if path[0] not in _HEADER and path[-1] not in _TEXTS and not _is_renamed(overlay, path):
            yield _with_what_holds_it_alone(overlay, path), None, shortly(path)


def _is_renamed(overlay: Map, path: Path) -> bool:
    """Whether roles or departments are only called otherwise there."""
    node = node_at(overlay, path)
    inside = {name for part in maps_in(node) for name in part.entries} if node else set()
    return path[0] in ("roles", "departments") and not inside & {"sees", "department"}


def _with_what_holds_it_alone(tree: Map, path: Path) -> Path:
    """The path itself, or that of the outermost map in which there is nothing else."""
    while len(path) > 1:
        above = node_at(tree, path[:-1])
        if not isinstance(above, Map) or len(above.entries) > 1:
            break
        path = path[:-1]
    return path
