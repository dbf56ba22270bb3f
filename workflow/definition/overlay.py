"""How a province's overlay, and what workflows share, become one tree with the base.

The whole specification:

1. A map merges into the map of the same name; a text or a list replaces a text or a list.
2. New names come at the end, or behind another one: `after: NAME` in the new map.
3. Nothing disappears but through `remove: [{path, because}]`.
4. `extends: WORKFLOW EDITION` names the base, and it must be that one.
5. Where the base says `provinces_may`, an overlay keeps to it.
6. The merged tree is what is published; every node keeps the mark of the file it came from.

That nothing refers to what was removed, and that the merged words make sense, is found by whoever
reads the merged tree.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workflow.definition.characters import shown
from workflow.definition.overlay_order import placed
from workflow.definition.overlay_removals import (
    REMOVE,
    Removal,
    removals,
    without,
    wrong_removals,
)
from workflow.definition.overlay_standards import Change, claims, not_allowed
from workflow.definition.problems import DefinitionInvalid, Problem
from workflow.definition.reader import Entry, Map, Path, plain
from workflow.definition.trees import kind_of, node_at, text_at

#: The maps that a workflow takes over from what it shares.
SHARED = (
    "sources",
    "departments",
    "roles",
    "fields",
    "lists",
    "purposes",
    "pauses",
    "extensions",
    "ladders",
    "messages",
    "notify",
    "put_back",
)
#: What an overlay must say of itself.
HEADER = ("workflow", "overlay", "extends", "in_force", "owner", "because")
#: Of that, what the merged tree keeps though it is no change of the workflow.
_ABOUT_OVERLAY = frozenset({"overlay", "extends"})
_NOT_MERGED = frozenset({"because", REMOVE})


@dataclass(frozen=True, slots=True)
class Merged:
    """A base with an overlay on it.

    `changed` holds the paths of texts and lists that the overlay replaced by others, and of what
    it added; what lies below an added map is not listed.
    """

    tree: Map
    changed: frozenset[Path]
    removed: tuple[Removal, ...]


def share(workflow: Map, common: Map) -> Map:
    """The workflow with the shared maps of `common` under its own.

    Rule 1 with the workflow on top; where one has a map and the other has none, the workflow wins.
    Everything shared is taken over, used or not.
    """
    shared = {name: common.entries[name] for name in SHARED if name in common.entries}
    both = _union(Map(shared, common.mark), workflow, (), lambda _: None)
    names = dict.fromkeys((*workflow.entries, *shared))
    return Map({name: both.entries[name] for name in names}, workflow.mark)


def merge(base: Map, overlay: Map) -> Merged:
    """The base with the overlay on it.

    Raises:
        DefinitionInvalid: with everything that the rules above do not allow.
    """
    changes: list[Change] = []
    above = {name: entry for name, entry in overlay.entries.items() if name not in _NOT_MERGED}
    tree = _union(base, Map(above, overlay.mark), (), changes.append)
    removed = removals(base, overlay)
    gone = [Change(r.path, r.mark, node_at(base, r.path), None) for r in removed]
    problems = [*_header(base, overlay), *wrong_removals(base, overlay), *claims(overlay)]
    for change in (*changes, *gone):
        problems += [*_of_another_kind(change), *not_allowed(base, change)]
    tree = placed(tree, base, problems)
    if problems:
        raise DefinitionInvalid(problems)
    return Merged(
        without(tree, [removal.path for removal in removed]),
        frozenset(c.path for c in changes if c.path[0] not in _ABOUT_OVERLAY),
        removed,
    )


def _union(base: Map, over: Map, path: Path, note: Callable[[Change], None]) -> Map:
    """Rule 1, telling `note` of everything that is new or different."""
    entries = dict(base.entries)
    for name, entry in over.entries.items():
        here = (*path, name)
        old = node_at(base, (name,))
        if isinstance(old, Map) and isinstance(entry.node, Map):
            key_mark = base.entries[name].key_mark
            entries[name] = Entry(key_mark, _union(old, entry.node, here, note))
            continue
        entries[name] = entry
        if old is None or plain(old) != plain(entry.node):
            note(Change(here, entry.key_mark, old, entry.node))
    return Map(entries, base.mark)


def _of_another_kind(change: Change) -> Iterator[Problem]:
    old, new = change.old, change.new
    if old and new and isinstance(old, Map) != isinstance(new, Map):
        text = f"The base has {kind_of(old)} here, and this is {kind_of(new)}."
        help_ = "Write it as in the base; to be rid of what is there, remove it."
        yield Problem(change.mark, "L015", text, help_, related=(old.mark,))


def _header(base: Map, overlay: Map) -> Iterator[Problem]:
    """Rule 4."""
    for word in HEADER:
        if word not in overlay.entries:
            text = f'The overlay does not say "{word}".'
            yield Problem(overlay.mark, "L010", text, f"Begin it with {', '.join(HEADER)}.")
    workflow = text_at(base, ("workflow",))
    edition = text_at(base, ("edition",))
    for word, expected in (("workflow", workflow), ("extends", f"{workflow} {edition}")):
        node = node_at(overlay, (word,))
        if node and (said := " ".join(text_at(overlay, (word,)).split())) != expected:
            text = f"Here stands {shown(said)}, but the base is {shown(expected)}."
            help_ = f'Check the overlay against this base; then write "{word}: {expected}".'
            yield Problem(node.mark, "L010", text, help_, related=(base.mark,))
