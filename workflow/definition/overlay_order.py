"""Where the new names of an overlay stand: at the end, or `after: NAME`."""

from collections.abc import Mapping, Sequence

from workflow.definition.characters import shown
from workflow.definition.problems import Problem
from workflow.definition.reader import Entry, Map, Text
from workflow.definition.spelling import did_you_mean
from workflow.definition.trees import kind_of

_AFTER = "after"


def placed(tree: Map, base: Map, problems: list[Problem]) -> Map:
    """The merged tree with its new maps where their `after` puts them, and without that word.

    New maps that name the same one stand in the order in which they are written. What cannot be
    placed is added to `problems`.
    """
    entries: dict[str, Entry] = {}
    first: list[str] = []
    followers: dict[str, list[str]] = {}
    for name, entry in tree.entries.items():
        old = base.entries.get(name)
        leader = None if old else _leader(name, entry, tree, problems)
        (followers.setdefault(leader, []) if leader else first).append(name)
        entries[name] = _settled(entry, old, problems)
    order = _in_order(first, followers)
    for name in entries.keys() - set(order):
        text = f"{shown(name)} would stand after itself."
        mark = tree.entries[name].key_mark
        problems.append(Problem(mark, "L014", text, "Let it stand after another name."))
    return Map({name: entries[name] for name in order}, tree.mark)


def _settled(entry: Entry, old: Entry | None, problems: list[Problem]) -> Entry:
    if not isinstance(entry.node, Map):
        return entry
    if old and isinstance(old.node, Map):
        return Entry(entry.key_mark, placed(entry.node, old.node, problems))
    kept = {name: part for name, part in entry.node.entries.items() if name != _AFTER}
    return Entry(entry.key_mark, Map(kept, entry.node.mark))


def _leader(name: str, entry: Entry, tree: Map, problems: list[Problem]) -> str | None:
    """The name after which a new one stands, if it says so."""
    if name == _AFTER and isinstance(entry.node, Text):
        text = '"after" gives a new name its place, and this map is in the base already.'
        problems.append(Problem(entry.key_mark, "L014", text, "Remove the line."))
    after = entry.node.entries.get(_AFTER) if isinstance(entry.node, Map) else None
    if after is None:
        return None
    said = after.node.value if isinstance(after.node, Text) else kind_of(after.node)
    if isinstance(after.node, Text) and said in tree.entries:
        return said
    text = f"There is no {shown(said)} here to stand after."
    others = [other for other in tree.entries if other != name]
    problems.append(Problem(after.node.mark, "L014", text, did_you_mean(said, others)))
    return None


def _in_order(first: Sequence[str], followers: Mapping[str, Sequence[str]]) -> list[str]:
    order = []
    waiting = list(reversed(first))
    while waiting:
        name = waiting.pop()
        order.append(name)
        waiting.extend(reversed(followers.get(name, ())))
    return order
