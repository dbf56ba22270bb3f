"""What is wrong with a definition, and where: the only shape in which the language complains."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.errors import WorkflowError

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


#: Where something has no place in any file (built in, or the file as a whole is missing).
NOWHERE = Mark("", 0, 0)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `text` says what is wrong and why, `help` what to do about it."""

    mark: Mark
    code: str
    text: str
    help: str
    severity: Severity = "error"
    related: tuple[Mark, ...] = ()


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The findings by file, line and column, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.mark, p.code, p.text)))


class DefinitionInvalid(WorkflowError):
    """A definition has errors; nothing of it was loaded."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """`problems` are all findings at once."""
        self.problems = in_order(problems)
        super().__init__("\n".join(f"{p.mark} {p.code} {p.text} {p.help}" for p in self.problems))
