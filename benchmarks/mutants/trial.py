"""Trying a mutant: do the checks find something new in it, or does a story come otherwise?"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from benchmarks.mutants.mutant import Mutant, changed
from humrah.library import shipped_files
from workflow.definition.checks.examination import check
from workflow.definition.library import Library, read_library
from workflow.definition.problems import DefinitionInvalid, Problem
from workflow.definition.reader import Map, Node
from workflow.definition.trees import maps_in
from workflow.scenarios.reading import read_scenario
from workflow.scenarios.run import Result, run

How = Literal["checks", "scenarios", "broken", "survived"]
#: How many findings there are of each code, in each file.
Findings = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant: what noticed it, and how that was said."""

    mutant: Mutant
    how: How
    by: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The definitions as shipped: what is found in them, and which of them each story plays."""

    files: Mapping[str, bytes]
    library: Library
    findings: Findings
    #: By the file of the story, the definitions of its cases; the shortest stories first.
    stories: Mapping[str, frozenset[str]]
    #: Stories that come otherwise as it is, and so show nothing.
    false: tuple[str, ...]
    #: By the file of a definition, the definitions that are made of it.
    made_of: Mapping[str, frozenset[str]]


@cache
def baseline() -> Baseline:
    """What the shipped definitions are like; worked out once in a process."""
    files = shipped_files()
    library = read_library(files)
    results = {file: _told(tree, library) for file, tree in library.scenarios.items()}
    true = {file: r for file, r in results.items() if r is not None and r.came_true}
    in_order = sorted(true, key=lambda file: len(true[file].story))
    return Baseline(
        files=files,
        library=library,
        findings=_findings(check(library)),
        stories={f: frozenset(h.definition for h in true[f].story) for f in in_order},
        false=tuple(file for file in results if file not in true),
        made_of={file: frozenset(_made_of(library, file)) for file in library.documents},
    )


def verdict(mutant: Mutant) -> Verdict:
    """Try one mutant; the first thing that notices it ends the trial."""
    try:
        return _verdict(mutant)
    except Exception as bad:  # noqa: BLE001 - whatever a definition breaks is to be told
        return Verdict(mutant, "broken", type(bad).__name__, str(bad))


def _verdict(mutant: Mutant) -> Verdict:
    base = baseline()
    tree = base.library.documents[mutant.file]
    library = read_library(changed(base.files, tree, mutant))
    if found := _new(check(library), base.findings):
        return Verdict(mutant, "checks", found.code, found.text)
    for file in _most_telling_first(base, mutant.file):
        if says := _otherwise(library.scenarios[file], library):
            return Verdict(mutant, "scenarios", file, says)
    return Verdict(mutant, "survived")


def _findings(problems: tuple[Problem, ...]) -> Findings:
    serious = (p for p in problems if p.severity != "info")
    return Counter((problem.mark.file, problem.code) for problem in serious)


def _new(problems: tuple[Problem, ...], known: Findings) -> Problem | None:
    """The first error or warning of which there are more than before."""
    more = {key for key, n in _findings(problems).items() if n > known.get(key, 0)}
    return next((p for p in problems if (p.mark.file, p.code) in more), None)


def _told(tree: Map, library: Library) -> Result | None:
    try:
        return run(read_scenario(tree, library), library)
    except DefinitionInvalid:
        return None


def _otherwise(tree: Map, library: Library) -> str:
    """What a story says against the definitions; nothing if it comes true."""
    try:
        result = run(read_scenario(tree, library), library)
    except DefinitionInvalid as bad:
        return bad.problems[0].text
    return str(result.failures[0]) if result.failures else ""


def _most_telling_first(base: Baseline, file: str) -> list[str]:
    """The stories, those first that play a definition made of this file.

    The others come as before when it holds a workflow; a calendar or a table they may name.
    """
    affected = base.made_of.get(file, frozenset())
    telling = [story for story, played in base.stories.items() if played & affected]
    if "workflow" in base.library.documents[file].entries:
        return telling
    return telling + [story for story in base.stories if story not in telling]


def _made_of(library: Library, file: str) -> Iterator[str]:
    document = library.documents[file]
    name = next(iter(document.entries.values())).node
    for key, definition in library.definitions.items():
        tables = {rule.table for rule in definition.decisions.values()}
        if file in _files_of(library.trees[key]) or _is_named(name, {definition.calendar, *tables}):
            yield key


def _is_named(name: Node, names: set[str]) -> bool:
    return getattr(name, "value", "") in names


def _files_of(tree: Map) -> set[str]:
    """The files in which the names of a merged definition are written."""
    return {entry.key_mark.file for map_ in maps_in(tree) for entry in map_.entries.values()}
