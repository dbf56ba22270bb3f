"""Scenarios run one after the other, and what they show of the definitions."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

from humrah.findings import errors_of
from humrah.library import NotFound, library_of
from workflow.definition import report
from workflow.definition.library import Library
from workflow.definition.problems import DefinitionInvalid, Problem, in_order
from workflow.definition.reader import Map, plain
from workflow.scenarios.coverage import KINDS, Share, as_data, coverage
from workflow.scenarios.reading import read_scenario
from workflow.scenarios.run import Failure, Result, run
from workflow.scenarios.story import Scenario

#: Up to so many stories are named one by one; of more only those that did not come true.
_FEW = 10


@dataclass(frozen=True, slots=True)
class Told:
    """What became of some scenarios: those that ran, those that could not be read, what is shown.

    `shares` is empty where single scenarios were asked for: one story need not show everything.
    """

    results: tuple[Result, ...]
    #: How many could not be read, and why.
    unread: int
    problems: tuple[Problem, ...]
    shares: tuple[Share, ...]

    @property
    def is_well(self) -> bool:
        """Whether every story came true, and together they show enough."""
        came_true = all(result.came_true for result in self.results)
        return came_true and not self.problems and all(share.enough for share in self.shares)

    def as_json(self) -> str:
        """The report for programs."""
        stories = [
            {
                "scenario": result.scenario.id,
                "definition": result.scenario.definition,
                "steps": len(result.scenario.steps),
                "came_true": result.came_true,
                "failures": [_failure(failure) for failure in result.failures],
            }
            for result in self.results
        ]
        data = {
            "scenarios": stories,
            "findings": report.as_json(self.problems),
            "coverage": as_data(self.shares),
            "well": self.is_well,
        }
        return json.dumps(data, ensure_ascii=False, indent=2)

    def show(self, console: Console) -> None:
        """The report for people."""
        _print(console, report.text(self.problems).splitlines())
        for result in self.results:
            if not result.came_true or len(self.results) <= _FEW:
                _print(console, _story(result))
        _print(console, _missing(self.shares))
        _print(console, _summary(self.shares))
        _print(console, self._counted())

    def _counted(self) -> Iterator[str]:
        true = sum(result.came_true for result in self.results)
        yield f"{true} of {len(self.results) + self.unread} scenarios came true."
        if any(not share.enough for share in self.shares):
            yield "The scenarios do not show enough; what is missing is listed above."


def _print(console: Console, lines: Iterable[str]) -> None:
    """Lines as they are, however long: a place in a file is to be clicked on."""
    for line in lines:
        console.print(Text(line), soft_wrap=True)


def _failure(failure: Failure) -> dict[str, object]:
    mark = failure.mark
    return {"file": mark.file, "line": mark.line, "column": mark.column, "text": failure.text}


def _story(result: Result) -> Iterator[str]:
    steps = len(result.scenario.steps)
    how = "came true" if result.came_true else "CAME OTHERWISE"
    yield f"{how}: {result.scenario.id} ({result.scenario.definition}, {steps} steps)"
    yield from (f"    {failure}" for failure in result.failures)


def _summary(shares: Sequence[Share]) -> Iterator[str]:
    """For each file how much of each kind is shown; within 80 columns."""
    if not shares:
        return
    yield "Shown by scenarios, in percent; ! = too little"
    yield "    " + "  ".join(KINDS)
    for file, of_file in groupby(shares, key=lambda share: share.file):
        percent = {share.kind: _percent(share) for share in of_file}
        yield file
        yield "    " + "  ".join(percent.get(kind, "").rjust(len(kind)) for kind in KINDS).rstrip()


def _percent(share: Share) -> str:
    return f"{share.percent}{'' if share.enough else '!'}"


def _missing(shares: Iterable[Share]) -> Iterator[str]:
    for share in shares:
        if not share.enough:
            yield from (f"not shown: {item}" for item in share.missing)


def told(paths: Sequence[Path]) -> Told:
    """Run the scenarios at these paths, or those that are shipped.

    Raises:
        NotFound: a path does not exist, or no scenario is there.
    """
    selection, library = library_of(paths)
    trees = {file: tree for file, tree in library.scenarios.items() if file in selection.asked}
    if not trees:
        raise NotFound("There is no scenario there. Name a file that begins with scenario: NAME.")
    results: list[Result] = []
    problems = [p for p in errors_of(library.problems) if selection.concerns(p)]
    for tree in trees.values():
        try:
            results.append(run(_read(tree, library), library))
        except DefinitionInvalid as bad:
            problems.extend(bad.problems)
    shares = coverage(library, {sight for result in results for sight in result.sights})
    asked = tuple(share for share in shares if share.file in selection.asked)
    return Told(tuple(results), len(trees) - len(results), in_order(problems), asked)


def story(name: str) -> Result:
    """The story of a scenario, by its path or by the id of a shipped one.

    Raises:
        NotFound: there is none of that name.
        DefinitionInvalid: it, or the definitions around it, have errors.
    """
    path = Path(name)
    selection, library = library_of([path] if path.is_file() else [])
    found = {_id(tree): tree for file, tree in library.scenarios.items() if file in selection.asked}
    if path.is_file() and len(found) == 1:
        name = next(iter(found))
    if name not in found:
        known = ", ".join(sorted(found)) or "none"
        raise NotFound(f'There is no scenario "{name}". Known here: {known}.')
    return run(_read(found[name], library), library)


def _id(tree: Map) -> str:
    return str(plain(tree.entries["scenario"].node))


def _read(tree: Map, library: Library) -> Scenario:
    """The scenario; if it cannot be read, what is wrong with the definitions may be why."""
    try:
        return read_scenario(tree, library)
    except DefinitionInvalid as bad:
        raise DefinitionInvalid((*bad.problems, *errors_of(library.problems))) from None
