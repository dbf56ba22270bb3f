"""Definitions from disk: those shipped with the application, or those of a folder.

The only place that reads definition files; what they mean is for `workflow.definition`. Names of
files are as the person gave them, so that a finding can be clicked on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from workflow.definition.library import Library, read_library
from workflow.definition.problems import Problem
from workflow.definition.reader import MOST_BYTES
from workflow.definition.shelf import KINDS, OVERLAY, sort_files
from workflow.errors import WorkflowError

SHIPPED = "definitions"
_ENDINGS = (".yaml", ".yml")
#: After empty lines and comments.
_A_CALENDAR = re.compile(rb"(?:\s*(?:#.*)?\n)*calendar\s*:")
#: A folder that holds one of these is a folder of definitions.
_COMMON = "common.yaml"
_FOLDERS = ("calendars", "districts", "overlays", "scenarios", "tables")
#: How many folders up from a file that may be: `overlays/punjab/FILE` lies two below it.
_DEEPEST = 3

Files = Mapping[str, bytes]


class NotFound(WorkflowError):
    """A path, workflow or scenario does not exist; the text says which there are."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Files to read together, and which of them were asked about."""

    files: Files
    asked: frozenset[str]

    def concerns(self, problem: Problem) -> bool:
        """Whether a finding is in a file that was asked about, or has to do with one."""
        marks = (problem.mark, *problem.related)
        return any(mark.file in self.asked for mark in marks)


@cache
def shipped_files() -> Files:
    """The definitions that come with the application, by their path."""
    return dict(_read_resources(files(SHIPPED), SHIPPED))


@cache
def shipped_library() -> Library:
    """The library of the shipped definitions; read once."""
    return read_library(shipped_files())


def library_of(paths: Iterable[Path]) -> tuple[Selection, Library]:
    """The files at these paths with everything around them, and the library they are.

    Raises:
        NotFound: a path does not exist, or holds no definitions.
    """
    given = tuple(paths)
    selection = select(given)
    return selection, read_library(selection.files) if given else shipped_library()


def only_calendars(found: Files) -> dict[str, bytes]:
    """Those of the files that are calendars, by their first word: the rest need not be read."""
    return {name: data for name, data in found.items() if _A_CALENDAR.match(data)}


def select(paths: Iterable[Path]) -> Selection:
    """The files at these paths with everything they may refer to; without a path, the shipped ones.

    A file brings its folder of definitions along. What is defined nowhere there is taken from the
    shipped definitions.

    Raises:
        NotFound: a path does not exist, or holds no definitions.
    """
    given = tuple(paths)
    if not given:
        return Selection(shipped_files(), frozenset(shipped_files()))
    asked = {found.resolve(): found for path in given for found in _definitions_at(path)}
    around = {found.resolve(): found for path in given for found in _neighbours(path)}
    own = {path.as_posix(): _read(path) for path in (around | asked).values()}
    return Selection(_lacking(own) | own, frozenset(path.as_posix() for path in asked.values()))


def _definitions_at(path: Path) -> list[Path]:
    if not path.exists():
        raise NotFound(f'There is no file or folder "{path}". Check the name and where you are.')
    found = _below(path) if path.is_dir() else [path]
    if not found:
        raise NotFound(f'There is no file ending in .yaml in "{path}". Name another folder.')
    return found


def _neighbours(path: Path) -> list[Path]:
    """The folder of definitions a file lies in; without one, the files beside it."""
    if path.is_dir():
        return []
    above = path.resolve().parents[:_DEEPEST]
    root = next((folder for folder in above if _is_root(folder)), above[0])
    inside = (found for name in _FOLDERS for found in _below(root / name))
    return [*_yaml(root.iterdir()), *inside]


def _is_root(folder: Path) -> bool:
    return (folder / _COMMON).is_file() or any((folder / name).is_dir() for name in _FOLDERS)


def _below(folder: Path) -> list[Path]:
    inside = (p for p in folder.rglob("*") if not _is_hidden(p.relative_to(folder)))
    return _yaml(inside)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _yaml(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if path.suffix in _ENDINGS and path.is_file())


def _read(path: Path) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _read_resources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _read_resources(entry, path)
        elif entry.name.endswith(_ENDINGS):
            yield path, entry.read_bytes()


def _lacking(own: Files) -> dict[str, bytes]:
    """The shipped files that define what these files name and do not define, and so on from there.

    Districts come along in any case: areas are named without them.
    """
    defined = _defined(own)
    left = {n: what for n, what in _shipped_by_what().items() if what.isdisjoint(defined)}
    found = {n: shipped_files()[n] for n, what in left.items() if what == {_DISTRICTS}}
    waiting = list(own.values())
    while waiting:
        text = waiting.pop()
        for name in [n for n, what in left.items() if any(w.encode() in text for _, w in what)]:
            del left[name]
            found[name] = shipped_files()[name]
            waiting.append(found[name])
    return found


_DISTRICTS = ("districts", "districts")
#: What other files may name; an overlay or a scenario is not named by any.
_NAMED = frozenset({"common", "workflow", "calendar", "table", "districts"})


@cache
def _shipped_by_what() -> Mapping[str, frozenset[tuple[str, str]]]:
    found = {name: _defined({name: data}) for name, data in shipped_files().items()}
    return {n: what for n, what in found.items() if all(kind in _NAMED for kind, _ in what)}


def _defined(files: Files) -> frozenset[tuple[str, str]]:
    """What files define, as kind and name; a file that cannot be read might be any kind."""
    shelf = sort_files(files)
    read = {(kind, name) for kind in (*KINDS, OVERLAY) for name in getattr(shelf, kind)}
    unread = {(kind, name) for kind in KINDS for name in shelf.unread}
    return frozenset(read | unread)
