"""YAML text to a tree of marked nodes; the only module that knows YAML.

What is kept of YAML is what an administrator can see on the page: maps, lists and texts. Every
scalar stays text until the schema gives it a type, so `no`, `9:30` and `0300` arrive as written.
Aliases, anchors, tags, merge keys, directives, second documents and names written twice are
refused. Texts are brought to Unicode normal form C, in which two spellings of one letter that look
alike are alike: this changes no meaning, and makes the identity of a definition independent of the
keyboard it was typed on.

libyaml's event stream is read with a cap checked at each event, because its tree builder crashes
on deep nesting and its scanner takes quadratic time on it. Which words the tree may hold, and what
they mean, is left to `model.py`.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn, cast

import yaml

from workflow.definition.characters import (
    MOST_MARKS,
    has_a_heap_of_marks,
    not_allowed,
    shown,
    what_is_wrong_with,
    without,
)
from workflow.definition.problems import DefinitionInvalid, Mark, Problem
from workflow.definition.syntax import explained

#: The caps are four times the largest definition that is shipped, or more.
MOST_BYTES = 256 * 1024
MOST_DEPTH = 32
MOST_NODES = 20_000
#: A file with more problems than this is not a definition with mistakes but something else.
MOST_PROBLEMS = 100
_BEGIN = 'Begin with a line such as "workflow: victim-support".'

#: The way from the root of a tree to a node: names in maps, positions in lists (from 0).
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, exactly as written but for escapes and normal form."""

    value: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class List:
    """A list of nodes."""

    items: "tuple[Node, ...]"
    mark: Mark


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands under a name in a map, and where the name is written."""

    key_mark: Mark
    node: "Node"


@dataclass(frozen=True, slots=True)
class Map:
    """Named nodes, in the order in which they are written."""

    entries: Mapping[str, Entry]
    mark: Mark


Node = Text | List | Map
#: A node without its marks.
Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]


def plain(node: Node) -> Plain:
    """The node as dicts, lists and texts."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    return {key: plain(entry.node) for key, entry in node.entries.items()}


def mark_at(node: Node, path: Path) -> Mark:
    """Where the value at `path` begins; of a path that leads nowhere, as far as it leads."""
    return _entries_along(node, path)[-1].node.mark


def key_mark_at(node: Node, path: Path) -> Mark:
    """Where the name of the value at `path` stands; for an item of a list, where it begins."""
    return _entries_along(node, path)[-1].key_mark


def _entries_along(node: Node, path: Path) -> list[Entry]:
    way = [Entry(node.mark, node)]
    for part in path:
        found = _entry(way[-1].node, part)
        if found is None:
            break
        way.append(found)
    return way


def _entry(node: Node, part: str | int) -> Entry | None:
    if isinstance(node, Map):
        return node.entries.get(str(part))
    if isinstance(node, List) and isinstance(part, int) and 0 <= part < len(node.items):
        return Entry(node.items[part].mark, node.items[part])
    return None


def read(data: bytes, file: str) -> Map:
    """The tree of a definition file; `file` is the name that marks carry.

    Raises:
        DefinitionInvalid: with everything that is wrong. After a mistake in the writing itself
            (code L003), in the encoding, or past a cap, the rest of the file is not read.
    """
    findings = _Findings(file)
    root = None
    with suppress(_Stopped):
        root = _Reading(_cleaned(_decoded(data, findings), findings), findings).root()
    if root is None or findings.problems:
        raise DefinitionInvalid(findings.problems)
    return root


class _Stopped(Exception):
    """Reading cannot go on; the findings say why."""


class _Findings:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def mark(self, line: int, column: int) -> Mark:
        """The place `line`, `column`, both counted from 0."""
        return Mark(self.file, line + 1, column + 1)

    def mark_in(self, text: str, at: int) -> Mark:
        return self.mark(text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1)

    def add(
        self, mark: Mark, code: str, text: str, to_do: str, *, related: tuple[Mark, ...] = ()
    ) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            more = f"There are more than {MOST_PROBLEMS} problems; the others are not listed."
            self.problems.append(Problem(mark, "L004", more, "Mend these and check again."))
            raise _Stopped
        self.problems.append(Problem(mark, code, text, to_do, related=related))

    def stop(
        self, mark: Mark, code: str, text: str, to_do: str, *, related: tuple[Mark, ...] = ()
    ) -> NoReturn:
        rest = "Reading stopped here: what follows has not been checked."
        self.add(mark, code, text, f"{to_do} {rest}", related=related)
        raise _Stopped


def _decoded(data: bytes, findings: _Findings) -> str:
    if len(data) > MOST_BYTES:
        findings.stop(
            findings.mark(0, 0),
            "L004",
            f"The file has {len(data):,} bytes; at most {MOST_BYTES:,} are read.",
            "Divide the workflow, or share parts of it.",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as bad:
        findings.stop(
            findings.mark_in(before := data[: bad.start].decode("utf-8"), len(before)),
            "L006",
            f"Here is a byte (0x{data[bad.start]:02X}) that is not UTF-8.",
            "Save the file as UTF-8, not as UTF-16 or in a Windows encoding.",
        )
    if "\0" in text:
        findings.stop(
            findings.mark_in(text, text.index("\0")),
            "L006",
            "Here is an empty byte (NUL): the file is no text, or it is saved as UTF-16.",
            "Save the file as UTF-8.",
        )
    return text


_DIRECTIVE = re.compile("^%", re.MULTILINE)


def _cleaned(text: str, findings: _Findings) -> str:
    clean = without(text)
    for at in not_allowed(text):
        findings.add(findings.mark_in(clean, at), "L006", *what_is_wrong_with(text[at]))
    if directive := _DIRECTIVE.search(clean):
        findings.stop(
            findings.mark_in(clean, directive.start()),
            "L005",
            "A line that begins with % gives an order to the reader of the file.",
            "Remove the line.",
        )
    return clean


class _Reading:
    """One pass over the events of a file."""

    def __init__(self, text: str, findings: _Findings) -> None:
        self._lines = text.split("\n")
        self._events = yaml.parse(text, Loader=yaml.CBaseLoader)
        self._findings = findings
        self._nodes = 0

    def root(self) -> Map:
        """The map a definition consists of."""
        self._next()  # the stream begins
        if isinstance(self._next(), yaml.StreamEndEvent):
            self._findings.stop(self._findings.mark(0, 0), "L007", "The file is empty.", _BEGIN)
        node = self._node(self._next(), depth=0)
        self._next()  # the document ends
        if not isinstance(second := self._next(), yaml.StreamEndEvent):
            text = "A second document begins here; a file holds one."
            self._findings.stop(self._mark(second), "L003", text, "Put it into a file of its own.")
        if not isinstance(node, Map):
            text = "A definition begins with a name and a colon."
            self._findings.stop(node.mark, "L003", text, _BEGIN)
        return node

    def _next(self) -> yaml.Event:
        try:
            event: yaml.Event = next(self._events)
        except yaml.MarkedYAMLError as error:
            self._unreadable(error)
        self._nodes += isinstance(event, yaml.NodeEvent)
        if self._nodes > MOST_NODES:
            text = f"The file has more than {MOST_NODES:,} names and values."
            self._findings.stop(self._mark(event), "L004", text, "Divide it.")
        return event

    def _node(self, event: yaml.Event, *, depth: int) -> Node:
        mark = self._mark(event)
        self._refuse_what_is_hidden(event, mark)
        if isinstance(event, yaml.CollectionStartEvent) and depth == MOST_DEPTH:
            text = f"Here more than {MOST_DEPTH} maps or lists lie within each other."
            self._findings.stop(mark, "L004", text, "Write it flatter.")
        if isinstance(event, yaml.MappingStartEvent):
            return Map(self._entries(depth + 1), mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return List(self._items(depth + 1), mark)
        return self._scalar(event, mark)

    def _entries(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._node(event, depth=depth)
            key = self._key(name)
            value = self._next()
            if key and _is_nothing(value):
                text = f"{shown(key)} has no value."
                self._findings.add(name.mark, "L007", text, "Write the value, or remove the name.")
            entry = Entry(name.mark, self._node(value, depth=depth))
            if key and (first := entries.get(key)):
                self._written_twice(key, entry.key_mark, first.key_mark)
            entries.setdefault(key, entry)
        return entries

    def _items(self, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            if _is_nothing(event):
                text = "This item of the list is empty."
                self._findings.add(self._mark(event), "L007", text, "Write it, or remove the item.")
            items.append(self._node(event, depth=depth))
        return tuple(items)

    def _key(self, name: Node) -> str:
        if not isinstance(name, Text):
            text = "A list or a map cannot be a name."
            self._findings.add(name.mark, "L003", text, "Write a word before the colon.")
            return ""
        if not name.value:
            text = "The name before the colon is missing."
            self._findings.add(name.mark, "L007", text, "Write it.")
        if name.value == "<<":
            text = "A merge (<<) would bring in what cannot be seen here."
            self._findings.add(name.mark, "L005", text, "Write the entries out, or share them.")
        if "\u200c" in name.value:
            self._findings.add(name.mark, "L006", *what_is_wrong_with("\u200c"))
        return name.value

    def _scalar(self, event: yaml.Event, mark: Mark) -> Text:
        value = event.value if isinstance(event, yaml.ScalarEvent) else ""
        if has_a_heap_of_marks(value):
            text = f"More than {MOST_MARKS} marks stand on one letter of this text."
            self._findings.add(mark, "L006", text, "Type the text again.")
            return Text("", mark)
        for at in not_allowed(value):  # written with a backslash, or it would have been found
            self._findings.add(mark, "L006", *what_is_wrong_with(value[at]))
        return Text(unicodedata.normalize("NFC", value), mark)

    def _refuse_what_is_hidden(self, event: yaml.Event, mark: Mark) -> None:
        if getattr(event, "anchor", None) is not None:
            text = "Anchors (&) and aliases (*) make one place of a file change another."
            to_do = "Write the value out; a text that begins with & or * needs quotation marks."
            self._findings.add(mark, "L005", text, to_do)
        if getattr(event, "tag", None) is not None:
            text = "A tag (!) would give the value a type that the language decides."
            to_do = "Remove it; a text that begins with ! needs quotation marks."
            self._findings.add(mark, "L005", text, to_do)

    def _written_twice(self, key: str, mark: Mark, first: Mark) -> None:
        text = f"{shown(key)} is written twice (first at line {first.line})."
        self._findings.add(mark, "L002", text, "Keep one of the two.", related=(first,))

    def _unreadable(self, error: yaml.MarkedYAMLError) -> NoReturn:
        stopped = self._place(error.problem_mark)
        began = self._place(error.context_mark or error.problem_mark)
        at = self._lines[stopped.line - 1][stopped.column - 1 : stopped.column]
        why = explained(f"{error.context} {error.problem}", at=at, began=began.line)
        first, other = (began, stopped) if why.where_it_began else (stopped, began)
        related = () if first == other else (other,)
        self._findings.stop(first, why.code, why.text, why.to_do, related=related)

    def _mark(self, event: yaml.Event) -> Mark:
        return self._place(event.start_mark)

    def _place(self, mark: object) -> Mark:
        """A place of libyaml, which puts the end of a file below its last line."""
        place = cast("yaml.Mark", mark)  # never None, though the types of PyYAML leave it open
        line = min(place.line, len(self._lines) - 1)
        column = place.column if line == place.line else len(self._lines[line])
        return self._findings.mark(line, column)


def _is_nothing(event: yaml.Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style and not event.value
