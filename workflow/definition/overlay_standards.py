"""The minimum standards that a base sets for its overlays: `provinces_may`.

A map of the base may say what provinces may do to it and to all below it, until a map further
down says otherwise: `nothing`; `tighten`, only a shorter `within` in the same unit; or `change`,
the rule where nothing is said. What contains a standard may not be removed or replaced either.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.definition.characters import shown
from workflow.definition.durations import BadDuration, Limit, parse_limit
from workflow.definition.problems import Mark, Problem
from workflow.definition.reader import Map, Node, Path, Text
from workflow.definition.trees import dotted, maps_in, node_at

_PROVINCES_MAY = "provinces_may"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing an overlay does at `path`: `old` is None if it adds, `new` if it removes."""

    path: Path
    mark: Mark
    old: Node | None
    new: Node | None


def claims(overlay: Map) -> Iterator[Problem]:
    """Where an overlay says what only its base may say."""
    for tree in maps_in(overlay):
        if entry := tree.entries.get(_PROVINCES_MAY):
            text = "Only the base says what provinces may do."
            yield Problem(entry.key_mark, "L013", text, "Remove the line.")


def not_allowed(base: Map, change: Change) -> Iterator[Problem]:
    """Why the base does not let an overlay make this change, at both places."""
    for standard in _standards(base, change):
        if standard.value == "change" or (standard.value == "tighten" and _tightens(change)):
            continue
        path = shown(dotted(change.path))
        if standard.value == "tighten":
            text = f'Provinces may only shorten a "within" here, and this changes {path}.'
            help_ = "Write a shorter limit in the same unit, or leave it as it is."
        else:
            text = f"Provinces may change nothing here, and this changes {path}."
            help_ = "Leave it as it is, or ask the owner of the base."
        yield Problem(change.mark, "L013", text, help_, related=(standard.mark,))


def _standards(base: Map, change: Change) -> Iterator[Text]:
    """The nearest standard at or above the change, and those in what it replaces or removes."""
    above = [_standard(node_at(base, change.path[:depth])) for depth in range(len(change.path) + 1)]
    yield from [found for found in above if found][-1:]
    for tree in maps_in(change.old) if change.old else ():
        if found := _standard(tree):
            yield found


def _standard(node: Node | None) -> Text | None:
    entry = node.entries.get(_PROVINCES_MAY) if isinstance(node, Map) else None
    return entry.node if entry and isinstance(entry.node, Text) else None


def _tightens(change: Change) -> bool:
    old, new = _limit(change.old), _limit(change.new)
    if change.path[-1] != "within" or old is None or new is None:
        return False
    return new.unit == old.unit and new.count <= old.count


def _limit(node: Node | None) -> Limit | None:
    try:
        return parse_limit(node.value) if isinstance(node, Text) else None
    except BadDuration:
        return None
