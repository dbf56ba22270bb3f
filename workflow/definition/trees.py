"""Finding one's way in a tree of nodes by the names written in it."""

from collections.abc import Iterator

from workflow.definition.reader import List, Map, Node, Path, Text


def node_at(tree: Node, path: Path) -> Node | None:
    """The node at a path of names; None if the path leads nowhere."""
    node: Node | None = tree
    for name in path:
        entry = node.entries.get(str(name)) if isinstance(node, Map) else None
        node = entry.node if entry else None
    return node


def text_at(tree: Node, path: Path) -> str:
    """The text at a path of names; nothing if there is none, or a list or a map."""
    node = node_at(tree, path)
    return node.value if isinstance(node, Text) else ""


def maps_in(node: Node) -> Iterator[Map]:
    """Every map in a node, itself included, from the outside in."""
    if isinstance(node, Map):
        yield node
        for entry in node.entries.values():
            yield from maps_in(entry.node)
    elif isinstance(node, List):
        for item in node.items:
            yield from maps_in(item)


def kind_of(node: Node) -> str:
    """What a node is, in words."""
    return {Text: "a text", List: "a list", Map: "a map"}[type(node)]


def dotted(path: Path) -> str:
    """A path as it is written in `remove:`."""
    return ".".join(str(part) for part in path)
