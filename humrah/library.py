"""Definitions from disk: those shipped with the application, or those of a folder.

The only place that reads definition files; what they mean is for `workflow.definition`. Names of
files are as the person gave them, so that a finding can be clicked on.
"""

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
#: A folder that holds this file is a folder of definitions.
_ROOT = "common.yaml"

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


def select(paths: Iterable[Path]) -> Selection:
    """The files at these paths with everything they may refer to; without a path, the shipped ones.

    A file brings its folder of definitions along. What is defined nowhere there is taken from the
    shipped definitions.

    Raises:
        NotFound: a path does not exist, or holds no definitions.
    """
    asked: dict[str, bytes] = {}
    around: dict[str, bytes] = {}
    for path in paths:
        found = dict(_definitions_at(path))
        asked |= found
        around |= _neighbours(path)
    if not asked:
        return Selection(shipped_files(), frozenset(shipped_files()))
    own = around | asked
    return Selection(_lacking(own) | own, frozenset(asked))


def _definitions_at(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        found = {p.as_posix(): _read(p) for p in _below(path)}
        if not found:
            raise NotFound(f'There is no file ending in .yaml in "{path}". Name another folder.')
        yield from found.items()
    elif path.exists():
        yield path.as_posix(), _read(path)
    else:
        raise NotFound(f'There is no file or folder "{path}". Check the name and where you are.')


def _neighbours(path: Path) -> dict[str, bytes]:
    """The folder of definitions a file lies in; without one, the files beside it."""
    if path.is_dir():
        return {}
    for folder in path.parents:
        if (folder / _ROOT).is_file():
            return {p.as_posix(): _read(p) for p in _below(folder)}
    return {p.as_posix(): _read(p) for p in _yaml(path.parent.iterdir())}


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
    """The shipped files that define what these files do not."""
    defined = _defined(own)
    return {
        name: data
        for name, (data, what) in _shipped_by_what().items()
        if what.isdisjoint(defined) and name not in own
    }


@cache
def _shipped_by_what() -> Mapping[str, tuple[bytes, frozenset[tuple[str, str]]]]:
    found = {n: (data, _defined({n: data})) for n, data in shipped_files().items()}
    return {n: (data, what) for n, (data, what) in found.items() if not _is_scenario(what)}


def _is_scenario(what: frozenset[tuple[str, str]]) -> bool:
    return any(kind == "scenario" for kind, _ in what)


def _defined(files: Files) -> frozenset[tuple[str, str]]:
    """What files define, as kind and name; a file that cannot be read might be any kind."""
    shelf = sort_files(files)
    read = {(kind, name) for kind in (*KINDS, OVERLAY) for name in getattr(shelf, kind)}
    unread = {(kind, name) for kind in KINDS for name in shelf.unread}
    return frozenset(read | unread)
