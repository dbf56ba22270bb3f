"""Looking up what a scenario names, and collecting what is wrong with it, each at its place."""

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar
from zoneinfo import ZoneInfo

from workflow.definition.definition import Definition, FieldInfo
from workflow.definition.fields import BadValue, Kind, parse_value
from workflow.definition.library import Library
from workflow.definition.problems import Problem
from workflow.definition.reader import Map, Path, key_mark_at, mark_at
from workflow.definition.spelling import did_you_mean
from workflow.engine.entries import NotKnown
from workflow.errors import WorkflowError
from workflow.scenarios.story import family
from workflow.scenarios.times import parse_time

Found = TypeVar("Found")

_NOT_KNOWN = "not known"
HOW_NOT_KNOWN = "Write it like: not known (never had one)."


class Finding:
    """What may be named in one scenario, where it stands, and what was found wrong."""

    def __init__(self, tree: Map, library: Library, key: str) -> None:
        self.tree = tree
        self.library = library
        self.key = key
        self.main = library.definitions[key]
        self.definitions = {k: library.definitions[k] for k in family(library, key)}
        self.zone = library.calendars[self.main.calendar].zone
        self.problems: list[Problem] = []

    def wrong(self, path: Path, code: str, text: str, help_: str) -> None:
        """Note a problem with the value at a path."""
        self.problems.append(Problem(mark_at(self.tree, path), code, text, help_))

    def wrong_name(self, path: Path, text: str, help_: str) -> None:
        """Note an unknown name at a path."""
        self.problems.append(Problem(key_mark_at(self.tree, path), "L001", text, help_))

    def _wrong_value(self, path: Path, text: str, help_: str) -> None:
        self.wrong(path, "L001", text, help_)

    def known(self, path: Path, name: str, known: Collection[str], kind: str) -> str:
        """The name itself, if it is one of `known`; otherwise a problem is noted."""
        if name not in known:
            note = self.wrong_name if path[-1] == name else self._wrong_value
            note(path, f'There is no {kind} "{name}".', did_you_mean(name, known))
        return name

    def all_known(
        self, path: Path, names: Iterable[str] | None, known: Collection[str], kind: str
    ) -> None:
        """Several names of a list, each at its own place."""
        for i, name in enumerate(names or ()):
            self.known((*path, i), name, known, kind)

    def read(self, path: Path, parse: Callable[[], Found], code: str = "L009") -> Found | None:
        """What a text means; None, and a problem, where it cannot be read."""
        try:
            return parse()
        except WorkflowError as bad:
            self.wrong(path, code, str(bad), "Correct it here.")
            return None

    def time(self, path: Path, text: str | None) -> int:
        """An instant; 0 where none is written, or it cannot be read."""
        if text is None:
            return 0
        return self.read(path, lambda: parse_time(text, self.zone)) or 0

    def everywhere(self, names: Callable[[Definition], Iterable[str]]) -> set[str]:
        """What any of the definitions that may take part calls by such a name."""
        return {name for definition in self.definitions.values() for name in names(definition)}

    def fact(self, path: Path, field: FieldInfo, text: str) -> object:
        """The value a text means for a field; None where it cannot be read."""
        if text.startswith(_NOT_KNOWN):
            return self._not_known(path, text)
        if field.type.kind is Kind.LIST:
            help_ = f'Write an act of its own: "adds to {field.id}".'
            self.wrong(path, "L010", f'"{field.id}" is a list, filled item by item.', help_)
            return None
        try:
            return parse_value(field.type, text, zone=ZoneInfo(self.zone))
        except BadValue as bad:
            help_ = f'Write a value that "{field.id}" can have.'
            self.wrong(path, "L010", bad.words.en, help_)
            return None

    def _not_known(self, path: Path, text: str) -> NotKnown | None:
        reason = text.removeprefix(_NOT_KNOWN).strip()
        if not (reason.startswith("(") and reason.endswith(")") and reason[1:-1].strip()):
            self.wrong(path, "L010", "A fact that is not known needs a reason.", HOW_NOT_KNOWN)
            return None
        return NotKnown(reason[1:-1].strip())
