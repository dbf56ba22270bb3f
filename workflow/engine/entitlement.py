"""What a decision table gives to a case, and why it gives nothing.

Nothing is ever given by default: without an edition in force, with an input unknown, or where a row
says that the scheme gives nothing, the answer names the reason in the officer's words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import cast

from workflow.definition.fields import Scalar, Value
from workflow.definition.guards import (
    Term,
    Test,
    ValueTerm,
    fields_read,
    folded,
    value_test,
)
from workflow.definition.reasons import Reason, record_first
from workflow.definition.tables import Basis, Row, Table, TableEdition
from workflow.definition.words import Words

#: The values of the inputs; one that is unknown is None or absent.
Facts = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What a row gives, and on which basis; `unverified` must be shown beside the figure."""

    table: str
    edition: str
    edition_hash: str
    row: int
    values: Mapping[str, Scalar]
    legal_basis: tuple[Basis, ...]
    unverified: bool


class Why(StrEnum):
    """Why a table gives nothing."""

    NO_EDITION = "no edition"
    UNKNOWN = "unknown"
    NOT_COVERED = "not covered"


@dataclass(frozen=True, slots=True)
class NoEntitlement:
    """No figure, and all reasons; `edition` and what follows are empty where there is none.

    `row` is 0 unless a row says that the scheme gives nothing.
    """

    table: str
    why: Why
    reasons: tuple[Reason, ...]
    edition: str = ""
    edition_hash: str = ""
    row: int = 0
    legal_basis: tuple[Basis, ...] = ()
    unverified: bool = False


def entitlement(table: Table, *, as_of: date, facts: Facts) -> Entitlement | NoEntitlement:
    """What the table gives for these facts, by the edition in force on that day.

    The table is as it is known now: see `Table.known`.
    """
    edition = table.in_force(as_of)
    if edition is None:
        return NoEntitlement(table.id, Why.NO_EDITION, (_no_edition(table, as_of),))
    answers = [(row, _asked(row)(facts)) for row in edition.rows]
    row = next((row for row, fits in answers if fits), None)
    if row is None:
        open_ = [row for row, fits in answers if fits is None]
        return _nothing(table, edition, Why.UNKNOWN, _unknown(table, open_, facts))
    if row.because is not None:
        reasons = (Reason("not_covered", row.because),)
        return _nothing(table, edition, Why.NOT_COVERED, reasons, row=row.number)
    return Entitlement(
        table=table.id,
        edition=edition.label,
        edition_hash=edition.hash,
        row=row.number,
        values=row.values,
        legal_basis=edition.legal_basis,
        unverified=edition.unverified,
    )


def first_of(tables: Sequence[Table], *, as_of: date, facts: Facts) -> Entitlement | NoEntitlement:
    """What the first of the tables gives: a package named by the incident, then the province's.

    The next one is asked only where a row of the one before says that it does not cover the case.
    What a package leaves open (an unknown input, a day outside it) is for a person to settle, never
    for the lower rate to fill. Where none covers it, the reasons of all are given.
    """
    reasons: tuple[Reason, ...] = ()
    for table in tables[:-1]:
        found = entitlement(table, as_of=as_of, facts=facts)
        if isinstance(found, Entitlement) or found.why is not Why.NOT_COVERED:
            return found
        reasons += found.reasons
    last = entitlement(tables[-1], as_of=as_of, facts=facts)
    if isinstance(last, NoEntitlement):
        return replace(last, reasons=tuple(dict.fromkeys((*reasons, *last.reasons))))
    return last


def _asked(row: Row) -> Test[Facts]:
    """The row as a function of the facts."""
    return folded(row.asks, _value_asked)


def _value_asked(term: Term) -> Test[Facts]:
    asked = cast("ValueTerm", term)  # a cell reads nothing but the value of its column
    test, name = value_test(asked), asked.field
    return lambda facts: test(facts.get(name))


def _unknown(table: Table, rows: Sequence[Row], facts: Facts) -> tuple[Reason, ...]:
    """The inputs to be recorded, in the order of the columns: those of rows that may still fit."""
    asked = frozenset[str]().union(*(fields_read(row.asks) for row in rows))
    missing = [name for name in table.inputs if name in asked and facts.get(name) is None]
    return tuple(record_first(name, table.inputs[name].words) for name in missing)


def _no_edition(table: Table, day: date) -> Reason:
    words = Words(
        f'"{table.words.en}" has no edition in force on {day}.',
        f"«{table.words.ur}» کا کوئی ایڈیشن {day} کو نافذ نہیں۔",
    )
    return Reason("no_edition", words)


def _nothing(
    table: Table, edition: TableEdition, why: Why, reasons: tuple[Reason, ...], *, row: int = 0
) -> NoEntitlement:
    return NoEntitlement(
        table=table.id,
        why=why,
        reasons=reasons,
        edition=edition.label,
        edition_hash=edition.hash,
        row=row,
        legal_basis=edition.legal_basis,
        unverified=edition.unverified,
    )
