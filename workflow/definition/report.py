"""Findings as a terminal and an editor show them."""

from collections.abc import Iterable, Mapping

from workflow.definition.problems import Mark, Problem

Json = str | int | list["Json"] | Mapping[str, "Json"]


def text(problems: Iterable[Problem]) -> str:
    """One line for each finding, and one below it for each place that has to do with it.

    >>> text([Problem(Mark("a.yaml", 3, 9), "L007", '"en" has no value.', "Write it.")])
    'a.yaml:3:9 L007 "en" has no value. Write it.'
    """
    return "\n".join(line for problem in problems for line in _lines(problem))


def _lines(problem: Problem) -> Iterable[str]:
    severity = "" if problem.severity == "error" else f" ({problem.severity})"
    yield f"{problem.mark} {problem.code}{severity} {problem.text} {problem.help}"
    yield from (f"    see {mark}" for mark in problem.related)


def as_json(problems: Iterable[Problem]) -> list[dict[str, Json]]:
    """The findings as JSON; lines and columns count from 1."""
    return [
        {
            **_place(problem.mark),
            "code": problem.code,
            "severity": problem.severity,
            "text": problem.text,
            "help": problem.help,
            "related": [_place(mark) for mark in problem.related],
        }
        for problem in problems
    ]


def _place(mark: Mark) -> dict[str, Json]:
    return {"file": mark.file, "line": mark.line, "column": mark.column}
