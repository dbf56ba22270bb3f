"""Everything that stands in a definition file, with what is needed to change it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.definition.library import Library
from workflow.definition.reader import Entry, List, Map, Node, Path, Plain, Text
from workflow.definition.trees import node_at

#: What a kind of change finds: where something else is put (None: nothing), and how it is told.
Change = tuple[Path, Plain | None, str]
#: Words that carry no rule: nothing that is done to a case hangs on them.
_NO_RULES = frozenset({"sources", "title", "because", "departments", "fields", "lists", "purposes"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in a file, and the map or list that it stands in."""

    path: Path
    node: Node
    line: int
    above: Node

    @property
    def word(self) -> str:
        """The name it stands under."""
        return str(self.path[-1])

    @property
    def owner(self) -> str:
        """What it belongs to, in short."""
        return shortly(self.path[:-1])

    @property
    def names(self) -> tuple[str, ...]:
        """The names written here, one or many; none where maps are."""
        items = self.node.items if isinstance(self.node, List) else (self.node,)
        return tuple(item.value for item in items if isinstance(item, Text))

    def beside(self, word: str) -> Node | None:
        """What stands under another name of the same map."""
        return node_at(self.above, (word,))

    def less(self, index: int) -> tuple[Path, Plain | None]:
        """The change that takes one item out; the name goes with its last item."""
        if isinstance(self.node, List) and len(self.node.items) > 1:
            return (*self.path, index), None
        return self.path, None


@dataclass(frozen=True, slots=True)
class Around:
    """Names that a file may use: its own, those it shares, and those of what it overlays."""

    roles: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    ladders: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    #: The stages of the main line, and the steps of each stage that has some.
    stages: tuple[str, ...] = ()
    steps: Mapping[str, tuple[str, ...]] | None = None

    def other(self, known: tuple[str, ...], name: str) -> str | None:
        """The next of the known names after this one, in their order and round again."""
        if name not in known or len(known) < 2:
            return None
        return known[(known.index(name) + 1) % len(known)]


def shortly(path: Path) -> str:
    """A path as people call it.

    >>> shortly(("stages", "identification", "steps", "checking", "transitions", "checked"))
    'identification.checking/checked'
    """
    parts = [str(part) for part in path if part not in ("stages", "steps")]
    return ".".join(parts).replace(".transitions.", "/").replace("anywhere.", "anywhere/")


def spots(tree: Map) -> Iterator[Spot]:
    """Every value of a file under which a rule may stand, from the outside in."""
    for name, entry in tree.entries.items():
        if name not in _NO_RULES:
            yield from _below(Spot((name,), entry.node, entry.key_mark.line, tree))


def _below(spot: Spot) -> Iterator[Spot]:
    yield spot
    inside: list[tuple[str | int, Entry]] = []
    if isinstance(spot.node, Map):
        inside = list(spot.node.entries.items())
    elif isinstance(spot.node, List):
        inside = [(i, Entry(item.mark, item)) for i, item in enumerate(spot.node.items)]
    for name, entry in inside:
        yield from _below(Spot((*spot.path, name), entry.node, entry.key_mark.line, spot.node))


def around(library: Library, file: str) -> Around:
    """The names that a file of the library may use."""
    tree = library.documents[file]
    workflow = node_at(tree, ("workflow",))
    key = workflow.value if isinstance(workflow, Text) else ""
    base = library.trees.get(key, tree)
    return Around(
        roles=_named(base, tree, "roles"),
        messages=_named(base, tree, "messages"),
        ladders=_named(base, tree, "ladders"),
        outcomes=_named(base, tree, "outcomes"),
        stages=tuple(
            name
            for name in _named(base, tree, "stages")
            if node_at(base, ("stages", name, "alongside")) is None
        ),
        steps={
            stage: _named(base, tree, "stages", stage, "steps")
            for stage in _named(base, tree, "stages")
        },
    )


def _named(base: Map, tree: Map, *path: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for whole in (base, tree):
        node = node_at(whole, path)
        if isinstance(node, Map):
            found |= dict.fromkeys(node.entries)
    return tuple(found)
