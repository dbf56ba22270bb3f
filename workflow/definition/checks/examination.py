"""All checks of a library, in order."""

from collections.abc import Callable, Iterable

from workflow.definition.checks.guards import check_guards
from workflow.definition.checks.law import check_law, check_tables
from workflow.definition.checks.links import check_links
from workflow.definition.checks.privacy import check_privacy
from workflow.definition.checks.rungs import check_rungs
from workflow.definition.checks.subject import Subject, subjects
from workflow.definition.checks.texts import check_texts
from workflow.definition.checks.times import check_times
from workflow.definition.checks.told import check_told
from workflow.definition.checks.unused import check_unused
from workflow.definition.checks.ways import check_ways
from workflow.definition.library import Library
from workflow.definition.problems import Problem, in_order

_OF_A_WORKFLOW: tuple[Callable[[Subject], Iterable[Problem]], ...] = (
    check_ways,
    check_guards,
    check_links,
    check_times,
    check_rungs,
    check_told,
    check_privacy,
    check_law,
    check_unused,
)
_OF_ALL_FILES: tuple[Callable[[Library], Iterable[Problem]], ...] = (check_tables, check_texts)


def check(library: Library) -> tuple[Problem, ...]:
    """Every finding about the files of a library, by file, line and column.

    Those of reading and building are among them; what could not be built is not checked further.
    """
    found = [p for subject in subjects(library) for look in _OF_A_WORKFLOW for p in look(subject)]
    found += [p for look in _OF_ALL_FILES for p in look(library)]
    return in_order((*library.problems, *found))
