"""All the files of a folder of definitions read together, or everything that is wrong with them.

Pure: the caller brings the bytes. Each file is read on its own, so that one bad file hides nothing
in another; then overlays are merged on their national definitions and shared parts put under them,
and each workflow is built. Nothing is half loaded: what has errors is not there. Whether a
definition is also sensible is for `checks`.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from workflow.definition.building import build
from workflow.definition.calendar_editions import inherited
from workflow.definition.calendar_files import CalendarFile
from workflow.definition.calendars import Calendar, CalendarInvalid, compile_calendar
from workflow.definition.definition import Definition
from workflow.definition.districts import Districts, DistrictsFile, compile_districts
from workflow.definition.model import CommonFile, WorkflowFile
from workflow.definition.overlay import Merged, merge, share
from workflow.definition.problems import DefinitionInvalid, Problem, in_order
from workflow.definition.reader import Map, Text, mark_at
from workflow.definition.reading import read_known, read_model
from workflow.definition.references import Around, check_references
from workflow.definition.shelf import Shelf, sort_files
from workflow.definition.spelling import did_you_mean
from workflow.definition.table_files import TableFile
from workflow.definition.tables import Table, compile_table
from workflow.definition.written import Labelled, Written

Result = TypeVar("Result")
Model = TypeVar("Model", bound=Written)

#: With what word a file begins that is named under this word.
_BEGINS = {"workflow": "workflow", "shares": "common"}


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """What the files hold, and all findings of reading and building.

    A workflow is known as `victim-support`, with an overlay as `victim-support/punjab`.
    """

    definitions: Mapping[str, Definition]
    #: The merged files as written, and where each word of them stands.
    files: Mapping[str, WorkflowFile]
    trees: Mapping[str, Map]
    overlays: Mapping[str, Merged]
    calendars: Mapping[str, Calendar]
    tables: Mapping[str, Table]
    districts: Districts | None
    #: By the name of the file.
    scenarios: Mapping[str, Map]
    #: Every file that can be read at all, by its name.
    documents: Mapping[str, Map]
    problems: tuple[Problem, ...]


def read_library(files: Mapping[str, bytes]) -> Library:
    """The library that the files are; names are relative to their folder, with "/"."""
    reading = _Reading(sort_files(files))
    calendars, tables, districts = reading.calendars(), reading.tables(), reading.districts()
    reading.common()
    reading.national()
    reading.overlaid()
    reading.build(districts)
    reading.refer(tables)
    return Library(
        definitions=reading.definitions,
        files=reading.files,
        trees=reading.trees,
        overlays=reading.overlays,
        calendars=calendars,
        tables=tables,
        districts=districts,
        scenarios=reading.shelf.scenario,
        documents=reading.shelf.documents,
        problems=in_order(reading.problems),
    )


class _Reason(Written):
    """What an overlay says of itself and the merged file does not keep."""

    because: Labelled | None = None


def _only(tree: Map, word: str) -> Map:
    return Map({name: e for name, e in tree.entries.items() if name == word}, tree.mark)


class _Reading:
    """The library as it grows, and what has been found wrong so far."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.problems = list(shelf.problems)
        self.trees: dict[str, Map] = {}
        self.overlays: dict[str, Merged] = {}
        self.files: dict[str, WorkflowFile] = {}
        self.definitions: dict[str, Definition] = {}

    def tried(self, make: Callable[[], Result]) -> Result | None:
        """What is made, or None and its problems noted."""
        try:
            return make()
        except DefinitionInvalid as bad:
            self.problems.extend(bad.problems)
            return None

    def modelled(self, model: type[Model], trees: Mapping[str, Map]) -> dict[str, Model]:
        found = {name: self.tried(partial(read_model, model, tree)) for name, tree in trees.items()}
        return {name: file for name, file in found.items() if file is not None}

    def calendars(self) -> dict[str, Calendar]:
        trees = self.shelf.calendar
        files = self.modelled(CalendarFile, trees)
        compiled: dict[str, Calendar] = {}
        for name in _resting_on_none_of(trees.keys() - files.keys(), files):
            try:
                compiled[name] = compile_calendar(inherited(files[name], files))
            except CalendarInvalid as bad:
                mark = mark_at(trees[name], ("extends",))
                self.problems.append(Problem(mark, "K401", str(bad), "Correct the calendar."))
        return compiled

    def tables(self) -> dict[str, Table]:
        compiled = {}
        for name, file in self.modelled(TableFile, self.shelf.table).items():
            made = compile_table(file, partial(mark_at, self.shelf.table[name]))
            if isinstance(made, Table):
                compiled[name] = made
            else:
                self.problems.extend(made)
        return compiled

    def districts(self) -> Districts | None:
        """The one set of districts; a second file of them was not expected."""
        files = self.modelled(DistrictsFile, self.shelf.districts)
        return next(map(compile_districts, files.values()), None)

    def common(self) -> None:
        self.modelled(CommonFile, self.shelf.common)

    def national(self) -> None:
        for name, tree in self.shelf.workflow.items():
            self._share(name, tree)

    def overlaid(self) -> None:
        for key, tree in self.shelf.overlay.items():
            self.tried(partial(read_model, _Reason, _only(tree, "because")))
            workflow = key.partition("/")[0]
            base = self.shelf.workflow.get(workflow)
            if base is None:
                self._unknown(tree, "workflow", self.shelf.workflow)
            elif merged := self.tried(partial(merge, base, tree)):
                self.overlays[key] = merged
                self._share(key, merged.tree)

    def _share(self, key: str, tree: Map) -> None:
        """The tree with what it shares; without that there is no sense in building it."""
        shares = tree.entries.get("shares")
        if shares is None:
            self.trees[key] = tree
        elif isinstance(shares.node, Text) and shares.node.value in self.shelf.common:
            self.trees[key] = share(tree, self.shelf.common[shares.node.value])
        else:
            self._unknown(tree, "shares", self.shelf.common)
            self.modelled(WorkflowFile, {key: tree})

    def _unknown(self, tree: Map, word: str, known: Mapping[str, Map]) -> None:
        node = tree.entries[word].node
        if isinstance(node, Text) and node.value not in self.shelf.unread:
            text = f'There is no file that begins with "{_BEGINS[word]}: {node.value}".'
            help_ = did_you_mean(node.value, known)
            self.problems.append(Problem(node.mark, "L001", text, help_))

    def build(self, districts: Districts | None) -> None:
        """Build each workflow; one without an error has a definition."""
        options = {d.id: d.words for d in districts.districts.values()} if districts else {}
        for key, tree in self.trees.items():
            file, problems = read_known(WorkflowFile, tree)
            self.problems.extend(problems)
            made = self.tried(partial(build, file, tree, options)) if file else None
            if file and made and not problems:
                self.files[key] = file
                self.definitions[key] = made

    def refer(self, tables: Mapping[str, Table]) -> None:
        """Look up what each definition names elsewhere; one that names in vain is not there."""
        around = Around(
            calendars={*self.shelf.calendar, *self.shelf.unread},
            tables={**dict.fromkeys((*self.shelf.table, *self.shelf.unread)), **tables},
            workflows={**dict.fromkeys((*self.trees, *self.shelf.unread)), **self.definitions},
        )
        for key, definition in tuple(self.definitions.items()):
            found = tuple(check_references(definition, self.trees[key], around))
            self.problems.extend(found)
            if found:
                del self.definitions[key]


def _resting_on_none_of(broken: Set[str], files: Mapping[str, CalendarFile]) -> Iterator[str]:
    """The calendars that extend nothing broken, whose mending comes first."""
    bad = set(broken)
    while more := {n for n, file in files.items() if file.extends in bad and n not in bad}:
        bad |= more
    return (name for name in files if name not in bad)
