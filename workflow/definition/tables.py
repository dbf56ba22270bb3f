"""Decision tables: which figures follow from which facts, in dated editions with their sources.

A table as written is proved before it is used: in each edition exactly one row fits each possible
combination of inputs (hit policy "unique" of DMN). Where a scheme pays nothing, a row says so in
words. What a table gives to a case is for `engine/entitlement.py`; whether an unconfirmed figure
may be published, for the checks of publication.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from workflow.definition.fields import BadValue, FieldType, Kind, Scalar, parse_value
from workflow.definition.guard_analysis import cover
from workflow.definition.guards import And, Guard
from workflow.definition.identity import content_hash
from workflow.definition.problems import Mark, Problem, in_order
from workflow.definition.reader import Plain
from workflow.definition.spelling import did_you_mean
from workflow.definition.table_cells import ASKABLE, read_cell
from workflow.definition.table_checks import check_dates, row_problems
from workflow.definition.table_files import ColumnFile, RowFile, TableEditionFile, TableFile
from workflow.definition.words import Words
from workflow.definition.written import Status

#: The kinds that have options.
_WITH_OPTIONS = (Kind.CHOICE, Kind.CHOICES)

Path = tuple[str | int, ...]
#: Where the value at a path of the file stands.
Where = Callable[[Path], Mark]


@dataclass(frozen=True, slots=True)
class Column:
    """A column, its type, and what its values are called."""

    id: str
    words: Words
    type: FieldType
    options: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `number` counts from 1. It gives `values`, or nothing, and then `because` says why."""

    number: int
    asks: Guard
    values: Mapping[str, Scalar]
    because: Words | None


@dataclass(frozen=True, slots=True)
class Basis:
    """A source that a table rests on, and how far it has been confirmed."""

    id: str
    words: Words
    status: Status


@dataclass(frozen=True, slots=True)
class TableEdition:
    """The rows in force from a day on; `hash` covers all that decides, not the words."""

    label: str
    in_force: date
    until: date | None
    recorded_at: date
    legal_basis: tuple[Basis, ...]
    status: Status
    note: Words | None
    rows: tuple[Row, ...]
    hash: str

    @property
    def unverified(self) -> bool:
        """Whether it, or anything it rests on, is not confirmed, or it rests on nothing."""
        open_ = ("unverified", "example")
        return (
            self.status in open_
            or not self.legal_basis
            or any(basis.status in open_ for basis in self.legal_basis)
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A proved decision table; its editions by the day they come into force."""

    id: str
    words: Words
    inputs: Mapping[str, Column]
    gives: Mapping[str, Column]
    editions: tuple[TableEdition, ...]

    def known(self, day: date) -> "Table":
        """The table as it was known on a day: without editions recorded later."""
        return replace(self, editions=tuple(e for e in self.editions if e.recorded_at <= day))

    def in_force(self, day: date) -> TableEdition | None:
        """The edition that applies to what happened on a day; None before the first of them.

        Of two editions of the same day the one recorded later corrects the other.
        """
        begun = [edition for edition in self.editions if edition.in_force <= day]
        latest = max(begun, key=lambda e: (e.in_force, e.recorded_at), default=None)
        if latest is None or (latest.until is not None and latest.until < day):
            return None
        return latest


def compile_table(file: TableFile, where: Where) -> Table | tuple[Problem, ...]:
    """The table that a file means, or everything that is wrong with it, in order.

    L001 an unknown name, D301 a combination without a row, D302 one with two rows, D303 dates of
    editions that do not follow on each other, D304 a column, cell or value that does not fit.
    """
    compiling = _Compiling(file, where)
    table = compiling.table()
    return in_order(compiling.problems) or table


class _Compiling:
    """A table as it is put together, and what has been found wrong so far."""

    def __init__(self, file: TableFile, where: Where) -> None:
        self.file = file
        self.where = where
        self.problems: list[Problem] = []
        self.inputs = {k: self.column(("inputs", k), k, c) for k, c in file.inputs.items()}
        self.gives = {k: self.column(("gives", k), k, c) for k, c in file.gives.items()}
        for column in self.inputs.values():
            self.check_input(column)

    def wrong(self, path: Path, code: str, text: str, help_: str) -> None:
        self.problems.append(Problem(self.where(path), code, text, help_))

    def unknown(self, path: Path, kind: str, name: str, known: Collection[str]) -> None:
        self.wrong(path, "L001", f'There is no {kind} "{name}".', did_you_mean(name, known))

    def table(self) -> Table:
        """The table, right only if nothing was found wrong; without rows if a column is wrong."""
        file = self.file
        editions = [] if self.problems else [self.edition(i) for i in range(len(file.editions))]
        self.problems.extend(check_dates(file.editions, self.where))
        in_order_of_time = sorted(editions, key=lambda e: (e.in_force, e.recorded_at))
        return Table(file.table, file.title.words, self.inputs, self.gives, tuple(in_order_of_time))

    def column(self, path: Path, name: str, written: ColumnFile) -> Column:
        if (written.type in _WITH_OPTIONS) != bool(written.options):
            text = f'The column "{name}" is of type {written.type}, which has '
            text += "options." if written.type in _WITH_OPTIONS else "no options."
            self.wrong(path, "D304", text, 'Write "options" for a choice, and only for a choice.')
        if written.type is Kind.LIST:
            text = f'The column "{name}" cannot be a list.'
            self.wrong(path, "D304", text, "Give it the type of a single value.")
        options = {option: label.words for option, label in written.options.items()}
        return Column(name, written.words, FieldType(written.type, tuple(options)), options)

    def check_input(self, column: Column) -> None:
        path: Path = ("inputs", column.id)
        if column.type.kind not in ASKABLE:
            text = f'Rows cannot ask about "{column.id}", which is of type {column.type.kind}.'
            kinds = ", ".join(sorted(ASKABLE))
            self.wrong(path, "D304", text, f"Give an input one of these types: {kinds}.")
        if column.id in RowFile.model_fields:
            text = f'A column cannot be called "{column.id}", which is a word of each row.'
            self.wrong(path, "D304", text, "Give the column another name.")

    def edition(self, index: int) -> TableEdition:
        written = self.file.editions[index]
        path: Path = ("editions", index)
        found = [self.row((*path, "rows", i), i + 1, row) for i, row in enumerate(written.rows)]
        rows = tuple(row for row in found if row is not None)
        if len(rows) == len(found):
            self.check_rows(path, written.edition, rows)
        return TableEdition(
            label=written.edition,
            in_force=written.in_force,
            until=written.until,
            recorded_at=written.recorded_at,
            legal_basis=tuple(self.basis((*path, "legal_basis"), written.legal_basis)),
            status=written.status,
            note=written.note.words if written.note else None,
            rows=rows,
            hash=content_hash(self.rules(written)),
        )

    def basis(self, path: Path, names: Iterable[str]) -> Iterator[Basis]:
        for i, name in enumerate(names):
            source = self.file.sources.get(name)
            if source is None:
                self.unknown((*path, i), "source", name, self.file.sources)
            else:
                yield Basis(name, source.title.words, source.status)

    def row(self, path: Path, number: int, row: RowFile) -> Row | None:
        """The row, or None if something in it is wrong."""
        before = len(self.problems)
        cells = [self.cell((*path, name), name, texts) for name, texts in row.cells.items()]
        values = dict(self.values(path, row.give)) if row.give else {}
        if bool(row.give) == bool(row.because):
            text = 'A row gives something, or it says "give: nothing" and "because: …".'
            self.wrong(path, "D304", text, 'Add "because" where nothing is given, and only there.')
        if len(self.problems) > before:
            return None
        asks = And(tuple(cell for cell in cells if cell is not None))
        return Row(number, asks, values, row.because.words if row.because else None)

    def cell(self, path: Path, name: str, texts: tuple[str, ...]) -> Guard | None:
        column = self.inputs.get(name)
        if column is None:
            self.unknown(path, "input", name, (*self.inputs, *RowFile.model_fields))
            return None
        try:
            return read_cell(name, column.type, texts)
        except BadValue as bad:
            self.wrong(path, "D304", str(bad), "Correct this cell.")
            return None

    def values(self, path: Path, given: Mapping[str, str]) -> Iterator[tuple[str, Scalar]]:
        for name in given.keys() - self.gives.keys():
            self.unknown((*path, "give", name), 'column in "gives"', name, self.gives)
        for name, column in self.gives.items():
            if name not in given:
                text = f'This row gives no "{name}".'
                self.wrong((*path, "give"), "D304", text, f'Add "{name}: …" to what it gives.')
                continue
            try:
                yield name, parse_value(column.type, given[name])
            except BadValue as bad:
                self.wrong((*path, "give", name), "D304", str(bad), "Correct this value.")

    def check_rows(self, path: Path, edition: str, rows: tuple[Row, ...]) -> None:
        found = cover(
            [row.asks for row in rows],
            {name: column.type for name, column in self.inputs.items()},
            assumed_known=self.inputs,
        )
        marks = [self.where((*path, "rows", i)) for i in range(len(rows))]
        whole = self.where((*path, "rows"))
        self.problems.extend(row_problems(found, edition, whole, marks, _Names(self.inputs)))

    def rules(self, written: TableEditionFile) -> dict[str, Plain]:
        """All of an edition that decides something, for its hash."""
        rows: list[Plain] = [{**row.cells, "give": row.give} for row in written.rows]
        return {
            "table": self.file.table,
            "inputs": _types(self.inputs),
            "gives": _types(self.gives),
            "in_force": str(written.in_force),
            "until": str(written.until or ""),
            "recorded_at": str(written.recorded_at),
            "legal_basis": written.legal_basis,
            "status": written.status,
            "rows": rows,
        }


def _types(columns: Mapping[str, Column]) -> dict[str, Plain]:
    return {
        name: [column.type.kind, *sorted(column.type.options)] for name, column in columns.items()
    }


class _Names:
    """What a table calls its columns, as `reasons.Labels` asks for it."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.columns = columns

    def field(self, name: str, /) -> Words:
        return self.columns[name].words

    def option(self, name: str, option: str, /) -> Words:
        return self.columns[name].options.get(option) or Words(option, option)

    # A table knows neither children nor purposes, and no row can ask about them.
    children = purpose = field
