"""Resolving the names a workflow mentions, and collecting what cannot be resolved.

`Names` goes with the building of one definition: it knows the merged file, where each word of it
stands, and what has been found wrong so far.
"""

from collections.abc import Collection, Iterable

from workflow.definition.definition import FINISHED, MAIN, WAIVED, Path, RoleRef
from workflow.definition.fields import FieldType, Kind
from workflow.definition.grammar import parse
from workflow.definition.guard_types import check_types
from workflow.definition.guards import Guard
from workflow.definition.model import WorkflowFile
from workflow.definition.problems import Mark, Problem
from workflow.definition.reader import Map
from workflow.definition.reading import where
from workflow.definition.spelling import did_you_mean

#: Whose role may be named, besides a department's: the department of the main line, or of the
#: case that opened this one.
WHOSE = ("case", "parent")
#: Of a transition that leads nowhere.
STAY = "stay"
#: In a notice also: the department of each open region.
REGIONS = "regions"


class Names:
    """What may be named, where it stands, and the problems found."""

    def __init__(self, file: WorkflowFile, tree: Map) -> None:
        self.file = file
        self.tree = tree
        self.problems: list[Problem] = []
        self.fields: dict[str, FieldType] = {}
        self._guards: dict[Path, Guard | None] = {}
        self.tracks = frozenset(s for s, stage in file.stages.items() if stage.alongside)
        self.transitions = _transitions(file)

    def mark(self, path: Path) -> Mark:
        """Where a text, or the name of a map or list, stands."""
        return where(self.tree, path)

    def wrong(
        self, path: Path, code: str, text: str, help_: str, *, related: tuple[Mark, ...] = ()
    ) -> None:
        """Note a problem at a path; `related` are places that have to do with it."""
        self.problems.append(Problem(self.mark(path), code, text, help_, related=related))

    def known(self, path: Path, name: str, known: Collection[str], kind: str) -> str:
        """The name itself, if it is one of `known`; otherwise a problem is noted."""
        if name not in known:
            self.wrong(path, "L001", f'There is no {kind} "{name}".', did_you_mean(name, known))
        return name

    def all_known(
        self, path: Path, names: Iterable[str], known: Collection[str], kind: str
    ) -> tuple[str, ...]:
        """The names, each checked."""
        return tuple(self.known((*path, i), name, known, kind) for i, name in enumerate(names))

    def role(self, path: Path, text: str, *, whose: Collection[str] = WHOSE) -> RoleRef:
        """`ROLE` or `WHO.ROLE`; `whose` may stand before the dot, besides a department."""
        who, _, role = text.rpartition(".")
        self.known(path, role, self.file.roles, "role")
        if who:
            self.known(path, who, (*self.file.departments, *whose), "department")
        return RoleRef(who, role)

    def roles(self, path: Path, texts: Iterable[str]) -> tuple[RoleRef, ...]:
        """The roles of a `by:`, each checked."""
        return tuple(self.role((*path, i), text) for i, text in enumerate(texts))

    def told(self, path: Path, texts: Iterable[str]) -> tuple[RoleRef, ...]:
        """The roles of a `tell:`, which may also be those of every open region."""
        whose = (*WHOSE, REGIONS)
        return tuple(self.role((*path, i), text, whose=whose) for i, text in enumerate(texts))

    def sources(self, path: Path, names: Iterable[str]) -> tuple[str, ...]:
        """The sources, each checked."""
        return self.all_known(path, names, self.file.sources, "source")

    def field(self, path: Path, name: str) -> str:
        """A field of the case file."""
        return self.known(path, name, self.file.fields, "field")

    def field_names(self, path: Path, names: Iterable[str]) -> tuple[str, ...]:
        """Fields of the case file, each checked."""
        return self.all_known(path, names, self.file.fields, "field")

    def of_kind(self, path: Path, name: str, kinds: Collection[Kind], why: str) -> None:
        """Note a field of another kind; one that does not exist has been noted already."""
        type_ = self.fields.get(name)
        if type_ is not None and type_.kind not in kinds:
            self.wrong(
                path,
                "L009",
                f'{why}, and "{name}" is a field of type {type_.kind}.',
                f"Name a field of type {' or '.join(kinds)}.",
            )

    def guard(self, path: Path, text: str | None) -> Guard | None:
        """A guard, parsed and checked against the fields; None when there is none or it is wrong.

        A guard written once and used at several places is read once.
        """
        if text is None:
            return None
        if path not in self._guards:
            self._guards[path] = self._guard(path, text)
        return self._guards[path]

    def _guard(self, path: Path, text: str) -> Guard | None:
        mark = self.mark(path)
        guard = parse(text, mark)
        if isinstance(guard, Problem):
            self.problems.append(guard)
            return None
        found = check_types(
            guard,
            fields=self.fields,
            names=("tracks", *self.tracks, *self.file.children),
            purposes=self.file.purposes,
            mark=mark,
        )
        self.problems.extend(found)
        return None if found else guard

    def region_of(self, scope: str) -> str:
        """The region that a stage or step belongs to."""
        stage = scope.partition(".")[0]
        return stage if stage in self.tracks else MAIN

    def target(self, path: Path, stage: str, to: str) -> str:
        """The place, outcome or end of track that `to` names; "" for `stay`."""
        here = self.file.stages.get(stage)
        steps = here.steps if here else {}
        if to == STAY:
            return ""
        if to in steps:
            return f"{stage}.{to}"
        if stage in self.tracks:
            return self._track_target(path, stage, to)
        if to in self.tracks:
            self.wrong(
                path,
                "S105",
                f'"to" leads into the track "{to}", which runs beside the main line.',
                f'Write "start: {to}" to start it; "to" names a stage of the main line.',
            )
            return ""
        if to in self.file.stages:
            return first_place(self.file, to)
        main = (s for s in self.file.stages if s not in self.tracks)
        return self.known(path, to, (*steps, *main, *self.file.outcomes, STAY), "place to go to")

    def _track_target(self, path: Path, stage: str, to: str) -> str:
        if to == stage:
            return first_place(self.file, stage)
        if to in self.file.stages or to in self.file.outcomes:
            self.wrong(
                path,
                "S105",
                f'"to" leads out of the track to "{to}"; a track ends as finished or waived.',
                'Write "to: finished", and let the main line wait with "all … finished".',
            )
            return ""
        steps = self.file.stages[stage].steps
        return self.known(path, to, (*steps, FINISHED, WAIVED, STAY), "place to go to")


def _transitions(file: WorkflowFile) -> tuple[str, ...]:
    """The names of all transitions of the workflow, each once."""
    found = dict.fromkeys(file.anywhere)
    for stage in file.stages.values():
        for place in (stage, *stage.steps.values()):
            found.update(dict.fromkeys(place.transitions))
    return tuple(found)


def first_place(file: WorkflowFile, stage: str) -> str:
    """Where a stage is entered: its first step, or the stage itself."""
    steps = file.stages[stage].steps
    return f"{stage}.{next(iter(steps))}" if steps else stage
