"""What is wrong with definition files: those asked about, read with everything around them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from humrah.library import Selection, library_of
from workflow.definition import report
from workflow.definition.checks.examination import check
from workflow.definition.library import Library
from workflow.definition.problems import DefinitionInvalid, Problem, in_order
from workflow.scenarios.reading import read_scenario

_COUNTED = {"error": "error", "warning": "warning", "info": "remark"}


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings about some files, in order."""

    files: int
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether a definition could not be loaded because of them."""
        return any(problem.severity == "error" for problem in self.problems)

    def as_text(self) -> str:
        """A line for each finding, and one that counts them."""
        return "\n".join(filter(None, (report.text(self.problems), self._counted())))

    def as_json(self) -> str:
        """The same for programs."""
        data = {"files": self.files, "findings": report.as_json(self.problems)}
        return json.dumps(data, ensure_ascii=False, indent=2)

    def _counted(self) -> str:
        counts = Counter(_COUNTED[problem.severity] for problem in self.problems)
        said = [_some(counts["error"], "error")]
        said += [_some(n, kind) for kind, n in counts.items() if kind != "error"]
        return f"{_some(self.files, 'file')}: {', '.join(said)}."


def _some(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def findings_at(paths: Sequence[Path]) -> Findings:
    """Everything found in the files at these paths, or in the shipped definitions.

    Raises:
        NotFound: a path does not exist, or holds no definitions.
    """
    selection, library = library_of(paths)
    found = (*check(library), *_of_scenarios(library, selection))
    about = (problem for problem in found if selection.concerns(problem))
    return Findings(len(selection.asked), in_order(about))


def _of_scenarios(library: Library, selection: Selection) -> Iterator[Problem]:
    """What is wrong with scenarios as texts; they cannot be judged without their definitions."""
    if errors_of(library.problems):
        return
    for file, tree in library.scenarios.items():
        if file in selection.asked:
            try:
                read_scenario(tree, library)
            except DefinitionInvalid as bad:
                yield from bad.problems


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of the problems that keep a definition from being loaded."""
    return tuple(problem for problem in problems if problem.severity == "error")
