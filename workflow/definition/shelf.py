"""The files of a folder of definitions as trees, sorted by what each says it is.

The first word of a file is its kind, and what stands there is its name. What the file means is left
to `library.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from workflow.definition.problems import DefinitionInvalid, Mark, Problem
from workflow.definition.reader import Map, Text, read
from workflow.definition.spelling import did_you_mean

#: The first word of a file, which says what the file is.
KINDS = ("common", "workflow", "calendar", "table", "districts", "scenario")
#: A workflow file that changes another.
OVERLAY = "overlay"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The trees by kind and name.

    An overlay is named `WORKFLOW/OVERLAY`, a scenario by its file; there is one set of districts.
    """

    common: dict[str, Map] = field(default_factory=dict)
    workflow: dict[str, Map] = field(default_factory=dict)
    overlay: dict[str, Map] = field(default_factory=dict)
    calendar: dict[str, Map] = field(default_factory=dict)
    table: dict[str, Map] = field(default_factory=dict)
    districts: dict[str, Map] = field(default_factory=dict)
    scenario: dict[str, Map] = field(default_factory=dict)
    #: All of them, by file.
    documents: dict[str, Map] = field(default_factory=dict)
    #: Names of files that cannot be read: what they hold may well exist.
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def sort_files(files: Mapping[str, bytes]) -> Shelf:
    """Every file read, and put where it belongs or noted as a problem."""
    shelf = Shelf()
    for name, data in sorted(files.items()):
        try:
            shelf.documents[name] = tree = read(data, name)
            _put(shelf, name, tree)
        except DefinitionInvalid as bad:
            shelf.problems.extend(bad.problems)
            shelf.unread.add(PurePosixPath(name).stem)
    return shelf


def _put(shelf: Shelf, file: str, tree: Map) -> None:
    kind, name = _called(tree)
    if kind == "workflow" and OVERLAY in tree.entries:
        kind, name = OVERLAY, f"{name}/{_text(tree, OVERLAY)}"
    # Scenarios are told apart by their files; of districts there is one set.
    key = {"scenario": file, "districts": kind}.get(kind, name)
    shelved: dict[str, Map] = getattr(shelf, kind)
    if key in shelved:
        first = next(_marks(shelved[key]))
        raise DefinitionInvalid(
            [
                Problem(
                    next(_marks(tree)),
                    "L002",
                    f'The {kind} "{name}" is defined by another file already ({first.file}).',
                    "Keep one of the two files, or give this one another name.",
                    related=(first,),
                )
            ]
        )
    shelved[key] = tree


def _called(tree: Map) -> tuple[str, str]:
    kind = next(iter(tree.entries), "")
    if kind not in KINDS:
        mark = next(_marks(tree), tree.mark)
        text = f'A file begins with what it is, and "{kind}" is nothing of that.'
        raise DefinitionInvalid([Problem(mark, "L001", text, did_you_mean(kind, KINDS))])
    return kind, _text(tree, kind)


def _text(tree: Map, word: str) -> str:
    node = tree.entries[word].node
    if not isinstance(node, Text):
        text = f'After "{word}" a name is expected, not a list or a map.'
        raise DefinitionInvalid([Problem(node.mark, "L009", text, f'Write "{word}: NAME".')])
    return node.value


def _marks(tree: Map) -> Iterator[Mark]:
    """Where the words of a tree stand."""
    return (entry.key_mark for entry in tree.entries.values())
