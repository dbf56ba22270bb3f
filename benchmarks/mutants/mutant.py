"""One small change in one definition file, and what the file says after it.

A change is made in the tree of the file as written, before overlays are merged and shared parts
taken over, so it goes through the same reading as a slip of an author's pen.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.definition.reader import List, Map, Node, Path, Plain, Text, plain

FOLDER = "definitions/"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change: what stands at `path` becomes `new`, or is not there when that is None."""

    file: str
    line: int
    kind: str
    #: What is changed, and into what.
    what: str
    path: Path
    new: Plain | None

    @property
    def name(self) -> str:
        """What it is called by lists: without the line, which moves with every edit above it."""
        return f"{self.file.removeprefix(FOLDER)} {self.kind} {self.what}"

    def __str__(self) -> str:
        return f"{self.file.removeprefix(FOLDER)}:{self.line} {self.kind} {self.what}"


def changed(files: Mapping[str, bytes], tree: Map, mutant: Mutant) -> dict[str, bytes]:
    """The files with the change in one of them, whose tree is `tree`."""
    return {**files, mutant.file: as_file(edited(tree, mutant.path, mutant.new))}


def as_file(content: Plain) -> bytes:
    """Content as a file that can be read: JSON is a way of writing YAML."""
    return json.dumps(content, ensure_ascii=False).encode()


def edited(node: Node, path: Path, new: Plain | None) -> Plain:
    """The content of a node in which `new` stands at `path`, or nothing.

    >>> from workflow.definition.problems import Mark
    >>> text = Text("officer", Mark("a.yaml", 1, 1))
    >>> edited(text, (), "supervisor")
    'supervisor'
    """
    if not path:
        assert new is not None, "A whole file is not taken away."
        return new
    name, below = path[0], path[1:]
    gone = new is None and not below
    match node:
        case Map(entries=entries):
            return {
                key: edited(entry.node, below, new) if key == name else plain(entry.node)
                for key, entry in entries.items()
                if not (gone and key == name)
            }
        case List(items=items):
            return [
                edited(item, below, new) if i == name else plain(item)
                for i, item in enumerate(items)
                if not (gone and i == name)
            ]
        case Text():
            raise LookupError(f"There is nothing below a text: {path}.")
