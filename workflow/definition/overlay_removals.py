"""What an overlay takes away from its base: `remove: [{path, because}]`.

Nothing disappears in any other way. Whether something still refers to what is gone is found by
whoever reads the merged tree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.definition.characters import shown
from workflow.definition.problems import Mark, Problem
from workflow.definition.reader import Entry, List, Map, Node, Path
from workflow.definition.spelling import did_you_mean
from workflow.definition.trees import dotted, node_at, text_at

REMOVE = "remove"
_WORDS = ("path", "because")


@dataclass(frozen=True, slots=True)
class Removal:
    """What an overlay took away, why, and where it says so."""

    path: Path
    because: str
    mark: Mark


def removals(base: Map, overlay: Map) -> tuple[Removal, ...]:
    """What the overlay removes of what the base has."""
    written = [item for item in _items(overlay) if isinstance(item, Map)]
    found = (Removal(_path(item), text_at(item, ("because",)), item.mark) for item in written)
    return tuple(removal for removal in found if node_at(base, removal.path))


def wrong_removals(base: Map, overlay: Map) -> Iterator[Problem]:
    """Everything that is wrong with what is written under `remove`."""
    for item in _items(overlay):
        if isinstance(item, Map):
            yield from _wrong_words(item)
            yield from _wrong_path(base, overlay, item)
        else:
            text = "What is removed is written with its path and a reason."
            help_ = "Write it like - {path: stages.referral.sla, because: The reason}."
            yield Problem(item.mark, "L015", text, help_)


def without(tree: Map, paths: Sequence[Path]) -> Map:
    """The tree less what stands at the paths."""
    entries = {}
    for name, entry in tree.entries.items():
        below = [path[1:] for path in paths if path[0] == name]
        if () not in below:
            entries[name] = _less(entry, below)
    return Map(entries, tree.mark)


def _less(entry: Entry, paths: Sequence[Path]) -> Entry:
    if not isinstance(entry.node, Map):
        return entry
    return Entry(entry.key_mark, without(entry.node, paths))


def _items(overlay: Map) -> Sequence[Node]:
    node = node_at(overlay, (REMOVE,))
    if node is None:
        return ()
    return node.items if isinstance(node, List) else (node,)


def _path(item: Map) -> Path:
    return tuple(text_at(item, ("path",)).split("."))


def _wrong_words(item: Map) -> Iterator[Problem]:
    for name, entry in item.entries.items():
        if name not in _WORDS:
            text = f"{shown(name)} is no word of a removal."
            yield Problem(entry.key_mark, "L001", text, did_you_mean(name, _WORDS))
    if not text_at(item, ("because",)).strip():
        text = "It is not said why this is removed."
        yield Problem(item.mark, "L012", text, 'Add "because: " and the reason.')


def _wrong_path(base: Map, overlay: Map, item: Map) -> Iterator[Problem]:
    mark = (node_at(item, ("path",)) or item).mark
    path = _path(item)
    if written := node_at(overlay, path):
        text = "The overlay both removes this and writes it."
        yield Problem(mark, "L011", text, "Keep one of the two.", related=(written.mark,))
    for depth, name in enumerate(path):
        above = node_at(base, path[:depth])
        known = list(above.entries) if isinstance(above, Map) else []
        if name not in known:
            text = f"The base has no {shown(dotted(path[: depth + 1]))} to remove."
            yield Problem(mark, "L011", text, did_you_mean(str(name), known))
            return
