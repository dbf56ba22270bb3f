"""One workflow under examination: its definition, as written, and the library it belongs to."""

from dataclasses import dataclass

from workflow.definition.checks.codes import finding
from workflow.definition.definition import Definition, Path
from workflow.definition.library import Library
from workflow.definition.model import WorkflowFile
from workflow.definition.problems import Mark, Problem
from workflow.definition.reader import Map
from workflow.definition.reading import where


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What the checks of one workflow look at."""

    definition: Definition
    file: WorkflowFile
    tree: Map
    library: Library

    def mark(self, path: Path) -> Mark:
        """Where the part at a path is written, in whichever file that is."""
        return where(self.tree, path)

    def problem(
        self, path: Path, code: str, text: str, help_: str, *, related: tuple[Path, ...] = ()
    ) -> Problem:
        """A finding at a path, as severe as its code."""
        marks = tuple(self.mark(other) for other in related)
        return finding(self.mark(path), code, text, help_, related=marks)


def subjects(library: Library) -> tuple[Subject, ...]:
    """Every workflow of a library that could be built."""
    return tuple(
        Subject(definition, library.files[key], library.trees[key], library)
        for key, definition in library.definitions.items()
    )
